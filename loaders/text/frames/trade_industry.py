"""A country's industry as a whole: "Mexico's plants built …", and a paragraph that turns back to it."""

from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["dealers_of", "industry_of", "origin_of", "turn_to_whole"]

_REACH = 14  # sentences


def industry_of(scene: Scene, start: int, place: int) -> Mention | None:
    """The country whose carmakers or plants together are the subject: "Poland's factories", "makers in Morocco"."""
    match = rx("trade.industry").search(scene.tag, start, place)
    if match is None or scene.within(start, match.end(), "MBXF"):
        return None
    group = next(name for name in "abc" if match[name])
    land = scene.at(match.start(group))
    if land is None or land.cls != "Country":
        return None
    return Mention(land.start, land.end, "C", land.label, "Country")


def dealers_of(reading: Reading, scene: Scene, start: int, place: int) -> Mention | None:
    """``Dealers across Australia delivered …``, ``Kazakh buyers took …``: the country whose market it is."""
    if scene.within(0, place, "MBXF"):
        return None
    match = rx("trade.dealers").search(scene.tag, start, place)
    if match is None:
        section = reading.section_country or reading.title_country
        if section and rx("trade.dealers_alone").search(scene.tag, start, place):
            return Mention(0, 0, "C", section, "Country")
        return None
    land = scene.at(match.start("a") if match["a"] else match.start("b"))
    if land is None or land.cls not in ("Country", "Region"):
        return None
    return Mention(land.start, land.end, "R" if land.cls == "Region" else "C", land.label, land.cls)


def turn_to_whole(reading: Reading, scene: Scene, metric: str | None) -> None:
    """``Exports went the other way``, at the start of a paragraph: of the country told of before, not of one maker."""
    stat = reading.memory.get("stat_subject")
    if (
        metric is None
        or not scene.sentence.first
        or not isinstance(stat, Mention)
        or reading.section_maker is not None
        or scene.index - reading.memory.get("stat_scene", -99) > _REACH
        or not rx("trade.whole_again").match(scene.tag)
        or scene.within(0, len(scene.tag), "MBXCRAF")
    ):
        return
    levels: list[Level] = reading.memory.get("levels", [])
    alike = [level for level in levels if level.modality == "actual" and not level.earlier]
    seed = Level(metric, Mention(0, 0, stat.tag, stat.label, stat.cls), scene=scene.index)
    if alike:
        seed.start, seed.end = alike[-1].start, alike[-1].end
    reading.memory["levels"] = [seed]


def origin_of(reading: Reading, scene: Scene, place: int, subject: Mention) -> str | None:
    """``exported 48,778 vehicles from Mexico``: the country that a maker's exports were counted in."""
    start, end = reading.clauses.span(place)
    match = rx("trade.exported_from").search(scene.tag, start, end)
    if match is None or rx("trade.exported_to").search(scene.tag, start, end):
        return None
    land = scene.at(match.start("c"))
    home = reading.registry.home_of(subject.label)
    return land.label if land is not None and land.cls == "Country" and land.label != home else None
