"""Which facility a figure or an event is about."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_rivals import rival_between, still_meant

__all__ = ["facility_of"]


def facility_of(reading: Reading, scene: Scene, place: int, *, near: bool = True) -> Facility | None:
    """The facility that something at a place of the tagged text is about.

    The last one before it in the clause, failing that in the sentence, then the one the sentence gives after it,
    then the one the sentences before were about.
    """
    start, end = reading.clauses.span(place)
    if _elsewhere(scene, place):
        return None
    if rx("facilities.facility_of_where").match(scene.tag[start:place]):
        spot = scene.last(start, "PF", max(0, start - 30))
        if spot is not None and spot[1].tag == "P":
            label = spot[1].label
            return next(
                (f for f in reversed(reading.facilities) if f.has_place(label) and not f.uncertain), None
            )
    for low, high in ((start, place), (0, place)):
        found = _not_beside(scene, low, high)
        if found is not None:
            facility = found[1].facility
            if low == 0 and facility is not None and rival_between(reading, scene, facility, found[0], place):
                break
            if facility is not None and _other_town(scene, facility, found[0], place):
                return None
            return facility
    after = scene.next(place, "F", end)
    if after is not None and not _beside(scene, after[0]):
        return after[1].facility
    if near:
        stop = scene.tag.find(";", place)
        after = scene.next(place, "F", stop if stop >= 0 else None)
        if after is not None and not _beside(scene, after[0]):
            facility = after[1].facility
            if facility is None or not rival_between(reading, scene, facility, start, place):
                return facility
    for at, mention in scene.all("P"):
        if rx("facilities.facility_of_at_for").search(scene.tag[max(0, at - 4) : at]):
            named = next(
                (
                    f
                    for f in reversed(reading.facilities)
                    if f.has_place(mention.label)
                    and not f.uncertain
                    and f.kind in ("plant", "battery plant", "parts plant")
                    and not rival_between(reading, scene, f, 0, place)
                ),
                None,
            )
            if named is not None:
                return named
    if scene.sentence.block.kind == "bullet" and reading.section_facility is not None:
        return reading.section_facility
    if (
        reading.facility is not None
        and not _only_behind(scene, place, reading.facility)
        and reading.scenes - reading.facility_scene <= 3
        and still_meant(reading, scene, reading.facility, place)
    ):
        return reading.facility
    return None


def _not_beside(scene: Scene, low: int, high: int) -> tuple[int, Mention] | None:
    """The last site between two places, save one that another only stands next to."""
    for at, mention in reversed(scene.within(low, high, "F")):
        if not _beside(scene, at):
            return at, mention
    return None


def _beside(scene: Scene, place: int) -> bool:
    """Whether a site is only named as what another stands next to."""
    return rx("facilities.site_beside").search(scene.tag[max(0, place - 30) : place]) is not None


def _other_town(scene: Scene, facility: Facility, low: int, place: int) -> bool:
    """``the larger, in TOWN, has …; the smaller, NAME in TOWN, can make 160,000``: another site's figure."""
    stop = scene.tag.rfind(";", low, place)
    another = rx("facilities.another_in").search(scene.tag, low, place)
    stop = stop if stop >= 0 else another.start() if another else -1
    return stop >= 0 and any(
        mention.kind in ("", "town") and not facility.has_place(mention.label)
        for at, mention in scene.within(stop, place, "P")
        if rx("facilities.facility_of_at_for").search(scene.tag[max(0, at - 4) : at])
    )


def _elsewhere(scene: Scene, place: int) -> bool:
    """``against 4,200 at the old site``: a figure of a site that is told apart from the one spoken of."""
    behind = rx("facilities.figure_at_site").match(scene.tag, place + 1)
    site = scene.at(behind.end() - 1) if behind else None
    said = scene.text[site.start : site.end].lower() if site is not None else ""
    return bool(
        rx("facilities.other_site").fullmatch(said)
        or rx("facilities.figure_at_other").match(scene.tag, place + 1)
    )


def _only_behind(scene: Scene, place: int, facility: Facility) -> bool:
    """Whether a sentence comes to a site only behind a semicolon, and not by going on about it."""
    stop = scene.tag.find(";", place)
    named = [at for at, mention in scene.all("F") if mention.facility is facility]
    return stop >= 0 and bool(named) and facility.born == scene.index and min(named) > stop
