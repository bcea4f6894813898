"""Plans that have been moved: what is now to happen when, and which earlier plan no longer counts."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.context import phase_of
from autoatlas.loaders.text.frames.event_dates import fitting
from autoatlas.loaders.text.frames.event_offices import OFFICES, opens_office
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import date_in_clause

__all__ = ["read_delays", "told_instead", "was_replaced"]

_OPENS = ("started", "opened", "completed")
_NEAR = 2  # sentences back that "it" or "the opening" may be of a site


def told_instead(reading: Reading, scene: Scene, facility: Facility, kind: str, start: int, end: int) -> bool:
    """``will not start this year but in 2026``, ``will not open before 2026``: the later date is what is planned."""
    if kind not in _OPENS:
        return False
    tag = scene.tag
    moved = rx("events.note_moved").search(tag, start)
    if moved is None or moved.start() > start:
        instead = rx("events.note_instead").search(tag, start)
        moved = instead if instead and reading.clauses.at(start) in ("none", "rumoured") else None
    moved = moved or next(
        (
            found
            for found in rx("events.not_before").finditer(tag)
            if found.start() < end and start < found.end()
        ),
        None,
    )
    later = scene.at(moved.start("d")) if moved else None
    if moved is None or later is None or not later.date.first:
        return False
    firm = {reading.clauses.at(moved.start("d")), reading.clauses.at(start)}
    modality = next((kind for kind in ("rumoured", "forecast") if kind in firm), "planned")
    _plan(reading, facility, "completed" if kind == "completed" else "productionStart", later, modality, kind)
    return True


def was_replaced(reading: Reading, scene: Scene, facility: Facility, kind: str, start: int, end: int) -> bool:
    """Whether an event was only planned for a time that has gone: ``was to have opened in 2024``."""
    told = scene.tag[max(0, start - 50) : end]
    replaced = rx("events.replaced").search(told)
    if replaced is None or replaced.end() < len(told) - (end - start) - 24:
        return False
    mention = date_in_clause(reading, scene, start, end)
    day = reading.published
    gone = (
        mention is not None
        and mention.date.last
        and day
        and mention.date.last < day[: len(mention.date.last)]
    )
    if not (gone or rx("events.first_planned").search(told)):
        return False
    if facility.planned is None and kind in _OPENS:
        facility.planned = True
    return True


def read_delays(reading: Reading, scene: Scene) -> None:
    """``The opening has been put off until 2027``, ``it is now expected in May``: what is planned now."""
    for match in rx("events.delayed_to").finditer(scene.tag):
        later = scene.at(match.start("d"))
        facility = _delayed(reading, scene, match.start())
        if later is None or facility is None or facility.planned is False or facility.cancelled:
            continue
        if phase_of(reading, scene, match.start()) or not later.date.first:
            continue
        modality = reading.clauses.at(match.start())
        if modality == "none":
            continue
        low, _ = reading.clauses.span(match.start())
        prop = (
            "completed"
            if rx("events.about_building").search(scene.tag, low, match.end())
            else "productionStart"
        )
        firm = modality if modality in ("rumoured", "forecast", "target") else "planned"
        _plan(reading, facility, prop, later, firm, "completed" if prop == "completed" else "opened")


def _delayed(reading: Reading, scene: Scene, start: int) -> Facility | None:
    """The site whose opening is put off: it stands ahead in the sentence, or was spoken of just now."""
    low, _ = reading.clauses.span(start)
    ahead = scene.last(start, "F", 0)
    lead = scene.tag[(ahead[0] + 1 if ahead and ahead[0] >= low else low) : start]
    if not rx("events.delayed_what").fullmatch(lead):
        return None
    if ahead is not None:
        return ahead[1].facility
    near = reading.facility is not None and scene.index - reading.facility_scene <= _NEAR
    return reading.facility if near and "F" not in scene.tag else None


def _plan(reading: Reading, facility: Facility, prop: str, later: Mention, modality: str, basis: str) -> None:
    if facility.planned is None:
        facility.planned = True
    first, last = fitting(reading, later.date, modality)
    if facility.kind in OFFICES and prop == "productionStart":
        opens_office(facility, first, happened=False)
        return
    if later.date.relation == "by" or modality == "target":
        first = last if modality != "target" else None
    draft = reading.add(prop, facility, modality=modality, start=first, end=last, confidence=0.85)
    if draft is not None:
        draft.basis = basis
