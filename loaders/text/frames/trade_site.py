"""The plant whose production a figure states, where its sentence names no maker."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene

__all__ = ["fell_short", "plant_meant"]

_ABOVE = 2  # a plant that makes more than twice its capacity is not meant
_LARGEST = 400_000  # what a plant of unknown size is taken to make at most


def plant_meant(reading: Reading, scene: Scene, level: Level, place: int) -> Facility | None:
    """The plant that "it", "that" or nothing at all stands for in a sentence on production."""
    if level.metric != "production":
        return None
    relative = rx("trade.site_that").search(scene.tag, 0, place)
    site = scene.at(relative.start("f")) if relative else None
    if site is not None:
        return site.facility if site.facility is not None and site.facility.kind == "plant" else None
    able = reading.memory.get("capacity")
    if able is not None and able[0] == scene.index and able[1] < place and isinstance(able[3], Facility):
        between = rx("trade.site_total").search(scene.tag, able[1], place)
        if able[3].kind == "plant" and not between and not scene.within(able[1], place, "MBXCROAFU"):
            return able[3]  # "it can build 200,000 a year, but made only 93,000 in 2024"
    known = reading.facility
    if known is None or known.kind != "plant" or reading.scenes - reading.facility_scene > 1:
        return None
    if rx("trade.at_site_it").match(scene.tag) or _yearly(reading, scene, known, level, place):
        return known  # "X will build a plant in TOWN. It is to make …"
    if scene.within(0, len(scene.tag), "MBXCROAF") or rx("trade.site_somebody").search(scene.tag):
        return None
    return known if _can_be(reading, scene, known, place) else None


def fell_short(reading: Reading, scene: Scene, place: int) -> bool:
    """``It could build 200,000 cars a year; last year it managed 31,000``: what a plant made of what it can."""
    able = reading.memory.get("capacity")
    if able is None or not 0 <= scene.index - able[0] <= 1 or not isinstance(able[3], Facility):
        return False
    if reading.memory.get("last_figure") != "annualCapacity" or able[3].kind != "plant":
        return False
    start = able[1] if able[0] == scene.index else 0
    return bool(
        start < place
        and scene.within(start, place, "D")
        and rx("trade.fell_short").search(scene.tag, 0, place)
    )


def _yearly(reading: Reading, scene: Scene, facility: Facility, level: Level, place: int) -> bool:
    """``wants to build up to 150,000 cars a year``, of the maker whose coming plant was just spoken of."""
    counted, who = scene.at(place), level.subject
    if counted is None or counted.quantity.per != "year" or who is None or facility.operator is None:
        return False
    if reading.clauses.at(place) not in ("planned", "target") or facility.operator[0] != who.label:
        return False
    return not scene.within(0, len(scene.tag), "CRPF") and not rx("trade.site_total").search(scene.tag)


def _can_be(reading: Reading, scene: Scene, facility: Facility, place: int) -> bool:
    """Whether a plant is known to be large enough for a figure."""
    counted = scene.at(place)
    value = counted.quantity.value if counted is not None and counted.quantity is not None else 0
    known = [
        draft.value
        for draft in reading.drafts
        if draft.subject is facility and draft.property in ("annualCapacity", "production") and draft.value
    ]
    return value <= (_ABOVE * max(known) if known else _LARGEST)
