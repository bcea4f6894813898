"""Plants abroad and models to come: how many of them a maker has."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.company import market_near, shared_deadline
from autoatlas.loaders.text.frames.context import columns_of, context_of, modality_at, when_of
from autoatlas.loaders.text.frames.money import firm_of
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import maker_for, product_at

__all__ = ["read_models", "read_plants"]


def read_plants(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note how many plants abroad a maker, or the makers of a country, have."""
    tag = scene.tag
    before, after, _start, _end = context_of(reading, scene, place)
    text = scene.text[mention.start : mention.end].lower()
    if rx("company.read_plants_battery_engine").search(text):
        return False
    abroad = rx("company.read_plants_abroad").search(text + "|" + after[:50]) or rx(
        "company.read_plants_abroad_2"
    ).search(before)
    if not abroad and not rx("company.read_plants_which_brings").search(before):
        return False
    if mention.quantity.additional:
        return True
    modality = modality_at(reading, place)
    if modality == "none":
        return True
    maker = maker_for(reading, scene, place)
    if rx("company.read_plants_we_our").search(tag) and reading.we is not None:
        maker = reading.we
    if maker is None:
        return True
    period = when_of(reading, scene, place, firm_of(modality))
    reading.add(
        "plantsAbroad",
        maker,
        unit="plant",
        modality=firm_of(modality),
        start=period.start,
        end=period.end,
        confidence=0.88,
        **columns_of(mention),
    )
    return True


def read_models(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note how many models a maker is going to bring out."""
    know, tag = reading.know, scene.tag
    before, after, start, end = context_of(reading, scene, place)
    cue = rx("company.read_models_cue").search(before[-60:]) or re.search(
        know.expand(r"^ (?:[a-z ]{0,30})?(?:are|is|will|to) (?:[a-z]+ )*(?:be )?(?:{launch_models})"),
        after[:60],
    )
    modality = modality_at(reading, place)
    prepared = rx("company.read_models_prepared").search(after[:60]) or rx(
        "company.read_models_readies"
    ).search(before)
    if prepared and modality == "actual":
        modality = "planned"
    if modality in ("actual", "none") or not (cue or prepared):
        return False
    if mention.tag == "V" and not (
        mention.quantity.value <= 60
        and not mention.quantity.per
        and (prepared or rx("company.read_models_counted").search(before))
    ):
        return False  # vehicles, not models
    maker = maker_for(reading, scene, place)
    if rx("company.read_models_we_our").search(tag[:place]) and reading.we is not None:
        maker = reading.we
    if maker is None or maker.cls == "Country":
        return True
    modality = firm_of(modality)
    where = market_near(reading, scene, place, start, end)
    if where is None and rx("company.read_models_outside_overseas").search(tag[place:end]):
        where = "overseas"
    products = mention.quantity.products
    product = products[0] if products else product_at(reading, scene, place, place + 2)
    period = when_of(reading, scene, place, modality)
    if not period:
        period = shared_deadline(reading, scene, place, modality)
    reading.add(
        "modelsPlanned",
        maker,
        unit="model",
        modality=modality,
        start=period.start,
        end=period.end,
        place=where,
        product=product,
        confidence=0.88,
        **columns_of(mention),
    )
    return True
