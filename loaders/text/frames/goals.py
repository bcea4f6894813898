"""What a maker aims for or plans to sell, build or export, with the parts of it: ``3.3m cars, 0.7m of them abroad``."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["read_goals"]

_LEAST = 1_000  # vehicles; smaller goals are of something else more often than not


def read_goals(reading: Reading, scene: Scene) -> None:
    """Note a maker's aim in numbers and how it is made up."""
    tag = scene.tag
    if "F" in tag:
        return  # what a plant is to build is that plant's
    match = rx("trade.goal").search(tag)
    mention = scene.at(match.start("q")) if match else None
    if match is None or mention is None or mention.extra.get("used") or mention.quantity.per:
        return
    maker = _maker(reading, scene, match)
    if maker is None or mention.quantity.value < _LEAST or rx("trade.goal_not").search(tag):
        return
    metric = "exports" if match["export"] else "production" if match["build"] else "sales"
    modality = "target" if match["aim"] else "planned"
    columns = {"modality": modality, "confidence": 0.87, **_when(reading, scene, modality)}
    place, parts = match.end(), []
    while part := rx("trade.goal_part").match(tag, place):
        parts.append(part)
        place = part.end()
    if rx("trade.goal_where").search(tag[: match.start("q")] + tag[place:]):
        return  # an aim for one market or one place
    _add(reading, maker, metric, mention, None, columns)
    for part in parts:
        _part(reading, scene, maker, metric, part, columns)


def _maker(reading: Reading, scene: Scene, match: re.Match[str]) -> Mention | None:
    """Whose aim it is: who is named, else the maker of the section or the one that is being spoken of."""
    named = scene.at(match.start("who")) if match["who"] else None
    if named is not None:
        return named if named.cls in ("Automaker", "Brand") else None
    before = scene.last(match.start(), "MBO")
    if before is not None:
        return before[1] if before[1].cls in ("Automaker", "Brand") else None
    maker = reading.maker
    whole = reading.section_maker
    if match["board"] or maker is None:
        maker = whole or maker
    elif whole is not None and whole.label != maker.label:
        return None
    return maker if maker is not None and maker.cls in ("Automaker", "Brand") else None


def _when(reading: Reading, scene: Scene, modality: str) -> dict[str, Any]:
    """The period of an aim: the one of the sentence that is not over yet."""
    day = reading.published or ""
    ahead = {
        (m.date.first, m.date.last)
        for _, m in scene.all("D")
        if m.date.first and m.date.last and not m.date.base and m.date.kind != "day"
        if m.date.last >= day[: len(m.date.last)]
    }
    if len(ahead) != 1:
        return {"start": None, "end": None}
    first, last = ahead.pop()
    return {"start": None if modality == "target" else first, "end": last}


def _part(
    reading: Reading, scene: Scene, maker: Mention, metric: str, part: re.Match[str], columns: dict[str, Any]
) -> None:
    mention = scene.at(part.start("n"))
    if mention is None or mention.quantity.value < 1:
        return
    land = scene.at(part.start("c")) if part["c"] else None
    if land is not None:
        where: str | None = land.label
    elif part["home"]:
        where = reading.registry.home_of(maker.label)
    else:
        where = "overseas"
    if where is None:
        return
    if part["export"]:
        metric, where = "exports", None
    _add(reading, maker, metric, mention, where, columns)


def _add(
    reading: Reading,
    maker: Mention,
    metric: str,
    mention: Mention,
    where: str | None,
    columns: dict[str, Any],
) -> None:
    quantity = mention.quantity
    products = [product for product in quantity.products if product != "vehicle"]
    reading.add(
        metric,
        maker,
        value=quantity.value,
        value_max=quantity.value_max,
        comparator=quantity.comparator,
        unit="vehicle",
        place=where,
        product=products[0] if products else None,
        **columns,
    )
    mention.extra["used"] = True
