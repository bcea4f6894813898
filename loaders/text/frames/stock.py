"""How many vehicles are in use in a country: ``vehicleStock``."""

from autoatlas.loaders.text.frames.context import modality_at
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import product_at

__all__ = ["read_stock"]


def read_stock(reading: Reading, scene: Scene) -> None:
    """Note how many vehicles are in use in a country."""
    tag = scene.tag
    if not rx("stock.topic").search(tag):
        return
    for place, mention in scene.all("VN"):
        counted = mention.tag == "V" and rx("stock.in_use").match(tag, place)
        numbered = rx("stock.numbered").search(tag, 0, place)
        if not (counted or numbered) or rx("stock.put").search(tag[:place]):
            continue
        dates = [
            m for _, m in scene.all("D") if m.date.first and scene.text[m.start : m.end].lower() != "today"
        ]
        if counted and "registered" in counted[0] and not _so_far(dates):
            continue
        if mention.quantity.per or mention.quantity.additional or scene.within(0, place, "MBX"):
            continue
        country = _country(reading, scene, place)
        modality = modality_at(reading, place)
        if country is None or modality == "none":
            continue
        mention.extra["used"] = True
        products = [p for p in mention.quantity.products if p != "vehicle"]
        product = products[0] if products else product_at(reading, scene, 0, place)
        reading.add(
            "vehicleStock",
            country.label,
            country.cls,
            value=mention.quantity.value,
            comparator=mention.quantity.comparator,
            unit="vehicle",
            modality=modality,
            start=dates[0].date.last if dates else None,
            end=dates[0].date.last if dates else None,
            product=product,
            confidence=0.88,
        )


def _so_far(dates: list[Mention]) -> bool:
    """Whether a count is that of a day, not of what was registered during a time."""
    return bool(dates) and all(m.date.relation in ("as_of", "end_of", "by") for m in dates)


def _country(reading: Reading, scene: Scene, place: int) -> Mention | None:
    """The country whose roads are meant: named behind the figure, before it, or spoken of."""
    behind = [m for _, m in scene.within(place, len(scene.tag), "CAR") if m.cls in ("Country", "Region")]
    ahead = [m for _, m in scene.within(0, place, "CAR") if m.cls in ("Country", "Region")]
    found = ahead[-1:] or behind[:1]
    if found:
        return Mention(0, 0, "C", found[0].label, found[0].cls)
    return Mention(0, 0, "C", reading.country, "Country") if reading.country else None
