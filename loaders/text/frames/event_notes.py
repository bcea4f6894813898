"""What is noted of an event at a site: how firmly it is told, when it was, and whether it counts at all."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.context import phase_of
from autoatlas.loaders.text.frames.event_dates import before_another, fitting, other_date
from autoatlas.loaders.text.frames.event_delays import told_instead, was_replaced
from autoatlas.loaders.text.frames.event_models import guests_start, models_start
from autoatlas.loaders.text.frames.event_offices import OFFICES, opens_office
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_rivals import linked
from autoatlas.loaders.text.slots import date_in_clause

__all__ = ["denied", "note", "take_back"]

_PROPERTIES = {"started": "productionStart", "opened": "productionStart", "ground": "groundbreaking"}
_OPENS = ("started", "opened", "completed")
_RUNS = {"employees", "production", "annualCapacity", "produces", "productionStart"}


def note(reading: Reading, scene: Scene, facility: Facility, kind: str, start: int, end: int) -> None:
    """Note an event of a kind at a site, told by the words from ``start`` to ``end`` of a scene."""
    if told_instead(reading, scene, facility, kind, start, end):
        return
    modality = _firmness(reading, scene, kind, start, end)
    if modality == "none" or was_replaced(reading, scene, facility, kind, start, end):
        return
    before = before_another(reading, scene, facility, start) if kind in ("ground", "announced") else None
    if before is None and _in_passing(reading, scene, facility, kind, start, end):
        return
    part = phase_of(reading, scene, start) or _model(reading, scene, facility, kind, start, end)
    mention = None if before else _mention(reading, scene, kind, start, end)
    if kind == "announced" and mention and scene.tag[: scene.position(mention.start)].endswith(" for "):
        return  # "announced for 2025"
    columns: dict[str, Any] = {"start": before, "end": before}
    if not before:
        timeless = modality == "actual" and rx("events.timeless").match(scene.tag, start)
        columns = _columns(reading, mention, modality, fits=not timeless)
    if modality == "actual" and _ahead(reading, columns["start"]):
        modality = "planned"
    happened = modality == "actual"
    if kind == "suspended" and happened and mention is not None and mention.date.kind == "span":
        return  # "stood still from March to June": it runs again
    if kind == "suspended" and part and not happened:
        return  # that a model is to end is not told of its plant until it has
    if facility.kind in OFFICES and kind in ("opened", "started"):
        opens_office(facility, columns["start"], happened=happened)
        return
    if kind in _OPENS and not happened and part is None and _has_opened(reading, facility):
        return
    if not _settle(reading, scene, facility, kind, modality, columns, start, part):
        return
    comparator = "="
    if not (columns["start"] or columns["end"]):
        if not happened or reading.published is None or not _undated(scene, kind, start, end):
            return
        columns["start"] = columns["end"] = reading.published
        comparator = "<="
    draft = reading.add(
        _PROPERTIES.get(kind, kind),
        facility,
        modality=modality,
        comparator=comparator,
        part=part,
        happened=happened,
        confidence=0.92 if mention is not None else 0.85,
        **columns,
    )
    if draft is not None:
        draft.basis = kind


def denied(reading: Reading, scene: Scene, kind: str, start: int, end: int) -> bool:
    """Whether the words say that an event has not happened: "has not yet opened"."""
    return _firmness(reading, scene, kind, start, end) == "none"


def _firmness(reading: Reading, scene: Scene, kind: str, start: int, end: int) -> str:
    """How firmly an event is told: what its verb says of time comes before the words around it."""
    if kind == "announced" and rx("events.announced_by").search(scene.tag[:start]):
        return "actual"
    modality = reading.clauses.at(start)
    if modality == "could":
        return "planned"
    told = scene.tag[start:end]
    if modality == "none" and not reading.clauses.denied(start):
        modality = reading.clauses.at(start, after=False)
    if kind == "cancelled" and modality == "planned" and rx("events.own_denial").search(told):
        return "actual"  # "will not build": the denial is the deed
    if modality in ("planned", "target") and rx("events.since_then").search(told + scene.tag[end : end + 20]):
        return "actual"
    if modality not in ("planned", "target") or rx("events.to_come").search(
        scene.tag[max(0, start - 24) : start] + "|" + told
    ):
        return modality
    if kind in ("announced", "cancelled", "suspended", "ground") or rx("events.past_form").search(told):
        return "actual"
    return modality


def take_back(reading: Reading, scene: Scene) -> None:
    """``It has since resumed``: a standstill told in the sentence before is no fact."""
    again = rx("events.resumed").search(scene.tag)
    if again is None or reading.clauses.at(again.start()) != "actual" or "F" in scene.tag:
        return
    for draft in reading.drafts:
        if draft.property == "suspended" and draft.subject is reading.facility and not draft.part:
            draft.modality = "none"


def _in_passing(reading: Reading, scene: Scene, facility: Facility, kind: str, start: int, end: int) -> bool:
    """Whether an event is only told to date another, is a model's or a guest's, or was over again."""
    tag = scene.tag
    dated = rx("events.in_a_month").match(tag, end)
    if kind == "ground":
        after = rx("events.note_after_before").search(tag[max(0, start - 14) : start])
        return bool(after and not dated)
    if kind == "started":
        return bool(
            (rx("events.happened_before_had").search(tag[max(0, start - 14) : start]) and not dated)
            or rx("events.model_which").search(tag, 0, start)  # "the X, which F has been making since April"
            or guests_start(reading, scene, facility, start, end)
            or ("X" in tag and models_start(reading, scene, facility, start, end))
        )
    if kind == "suspended" and rx("events.suspended_others").match(tag, end):
        return True
    return kind in ("closed", "suspended") and bool(
        rx("events.for_a_while").match(tag, end) or rx("events.over_again").search(tag)
    )


def _model(reading: Reading, scene: Scene, facility: Facility, kind: str, start: int, end: int) -> str | None:
    """Which model it is, or whose cars, that are no longer made at a plant."""
    if kind != "suspended":
        return None
    model = rx("events.suspended_model").match(scene.tag, end)
    named = scene.at(model.start("x")) if model else None
    if named is not None:
        return named.label
    who = next((m for _, m in scene.within(0, start, "MB") if m.cls != "Country"), None)
    if who is None or facility.operator is None or linked(reading, facility.operator[0], who.label):
        return None
    return who.label if rx("events.own_stop").search(scene.tag[start : start + 40]) else None


def _mention(reading: Reading, scene: Scene, kind: str, start: int, end: int) -> Mention | None:
    return (
        date_in_clause(reading, scene, start, end)
        or date_in_clause(reading, scene, end - 1, end)
        or other_date(reading, scene, start, kind)
    )


def _columns(reading: Reading, mention: Mention | None, modality: str, *, fits: bool) -> dict[str, Any]:
    """The columns ``start`` and ``end`` of the date of an event; "by" is its last day."""
    if mention is None:
        return {"start": None, "end": None}
    first, last = mention.date.first, mention.date.last
    if fits:
        first, last = fitting(reading, mention.date, modality)
    if mention.date.relation == "by":
        first = last if modality != "target" else None
    return {"start": first, "end": last}


def _ahead(reading: Reading, day: str | None) -> bool:
    """Whether a date lies behind the day of the text."""
    return bool(day and reading.published and day > reading.published[: len(day)])


def _settle(
    reading: Reading,
    scene: Scene,
    facility: Facility,
    kind: str,
    modality: str,
    columns: dict[str, Any],
    start: int,
    part: str | None,
) -> bool:
    """What an event says of the state of its site; False where it is not that of the site."""
    happened = modality == "actual"
    if kind == "cancelled" and happened:
        facility.cancelled = facility.planned = True
    elif kind in ("started", "opened", "closed") and happened:
        facility.planned = False
    elif kind == "announced" and _other_news(reading, scene, facility, start):
        return False
    elif kind in ("announced", "ground") and facility.standing:
        return False  # what was announced is what is done to it
    elif facility.planned is None and part is None:
        old = kind == "ground" and happened and _years_ago(reading, columns["start"]) > 5
        if not old and (kind in ("ground", "announced") or (kind in _OPENS and not happened)):
            facility.planned = True
    return True


def _has_opened(reading: Reading, facility: Facility) -> bool:
    """Whether a site is known to have opened: what is still to begin there is something else."""
    return facility.planned is False and any(
        d.subject is facility
        and d.property == "productionStart"
        and d.modality == "actual"
        and d.part is None
        for d in reading.drafts
    )


def _years_ago(reading: Reading, day: str | None) -> int:
    return int(reading.published[:4]) - int(day[:4]) if day and reading.published else 0


def _other_news(reading: Reading, scene: Scene, facility: Facility, start: int) -> bool:
    """Whether what is announced is news of a site that runs, not the site."""
    return (
        facility.born < scene.index
        and not rx("events.of_the_project").search(scene.tag)
        and not facility.planned
        and not rx("events.site_announced").search(scene.tag[:start])
        and any(
            d.subject is facility and d.modality == "actual" and d.property in _RUNS for d in reading.drafts
        )
    )


def _undated(scene: Scene, kind: str, start: int, end: int) -> bool:
    """Whether the words tell of an event that has happened, though they do not say when."""
    told = scene.tag[start:end]
    before = scene.tag[max(0, start - 20) : start]
    if kind in ("cancelled", "suspended"):
        return True
    perfect = rx("events.perfect").search(f"{before}{told}|") is not None
    if kind == "started" and re.search(r"first (?:car|vehicle|model|bus|truck|one|X)", told):
        return re.search(r"\b(?:has|have) ", told) is not None
    if kind in ("started", "opened"):
        return rx("events.begun").search(told) is not None and not (
            kind == "started" and rx("events.note_trial_pilot").search(told)
        )
    if kind == "ground":
        return re.search(r"broke", told) is not None
    return kind == "closed" and (perfect or re.match(r"(?:closed|shut) ", told) is not None)
