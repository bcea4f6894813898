"""The dates of a site: announced, ground broken, completed, started, suspended, cancelled, closed."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.context import phase_of
from autoatlas.loaders.text.frames.event_models import guests_start, models_start
from autoatlas.loaders.text.frames.event_sites import sites_meant
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_rivals import linked
from autoatlas.loaders.text.slots import date_in_clause

__all__ = ["read_events"]


_KINDS = ("started", "opened", "ground", "completed", "announced", "closed", "suspended", "cancelled")


_STEMS = (
    "open",
    "been ",
    "first car",
    "first vehicle",
    "first X",
    "service",
    "earth ",
    "halt",
    "inaugur",
    "operati",
    "stream",
    "commission",
    "running since",
    "ribbon",
    "production",
    "produc",
    "making",
    "building",
    "assembl",
    "manufactur",
    "rolled",
    "roll",
    "ground",
    "work",
    "construction",
    "stone",
    "complet",
    "finish",
    "ready",
    "announc",
    "unveil",
    "public",
    "reveal",
    "present",
    "sign",
    "chose",
    "select",
    "pick",
    "clos",
    "shut",
    "suspend",
    "hold",
    "halt",
    "paus",
    "mothball",
    "idle",
    "cancel",
    "scrap",
    "abandon",
    "drop",
    "gave up",
    "given up",
    "called off",
    "pulled out",
    "online",
    "service",
    "start",
    "begin",
    "laid",
    "stopped",
    "ended",
    "agreed",
    "confirm",
    "ditched",
    "axed",
    "fell through",
    "settled",
    "opted",
    "froze",
    "backed",
    "walked",
    "dates ",
    "put the ",
)


_OFFICES = ("R&D centre", "design centre", "regional headquarters", "warehouse")


def read_events(reading: Reading, scene: Scene) -> None:
    """Note what has happened, or is to happen, to the facilities of a scene."""
    tag = scene.tag
    _offices(reading, scene)
    if reading.memory.get("sheet_dated") == scene.index:
        return
    if not any(stem in tag for stem in _STEMS):
        return
    far = 8 if re.search(r"\bproject\b", tag) else 3
    if "F" not in tag and (reading.facility is None or scene.index - reading.facility_scene > far):
        return
    know = reading.know
    _future(reading, scene)
    done: set[tuple[str, int]] = set()
    spans: list[tuple[int, int]] = []
    for kind in _KINDS:
        for match in know.compiled(rf"(?<![a-z'-]){{{kind}}}(?![a-z-])").finditer(tag):
            if any(low < match.end() and match.start() < high for low, high in spans):
                continue
            facilities = sites_meant(reading, scene, match.start(), match.end(), kind)
            if not facilities:
                continue
            spans.append(match.span())
            for facility in facilities:
                if (kind, id(facility)) in done and kind not in ("suspended",):
                    continue
                done.add((kind, id(facility)))
                _note(reading, scene, facility, kind, match.start(), match.end())


def _offices(reading: Reading, scene: Scene) -> None:
    """Since when an office works: ``has run a design centre in X since 2003``, ``set up its headquarters in 2024``."""
    for place, mention in scene.all("F"):
        facility = mention.facility
        if facility is None or facility.kind not in _OFFICES or facility.operates_start:
            continue
        before = scene.tag[max(0, place - 40) : place]
        after = rx("events.offices_after").match(scene.tag[place:])
        if rx("events.offices_ha_ve").search(before) and after:
            date = scene.at(place + after.start("d"))
            if date is not None and date.date.first:
                facility.operates_start = date.date.first
                if facility.planned is None:
                    facility.planned = False


def _future(reading: Reading, scene: Scene) -> None:
    """``From 2026 the factory will turn out …``: when production is to start."""
    match = rx("events.future_from_as").search(scene.tag)
    if not match:
        return
    date = scene.at(match.start("d"))
    site = scene.at(match.start("f")) if match["f"] == "F" else None
    facility = site.facility if site is not None else reading.facility
    if date is None or facility is None or not date.date.first or facility.planned is False:
        return
    draft = reading.add(
        "productionStart",
        facility,
        modality="planned",
        start=date.date.first,
        end=date.date.last,
        confidence=0.85,
    )
    if draft is not None:
        draft.basis = "started"


_STARTS = ("started", "opened", "completed")


def _note(reading: Reading, scene: Scene, facility: Facility, kind: str, start: int, end: int) -> None:
    tag = scene.tag
    modality = reading.clauses.at(start)
    part = phase_of(reading, scene, start)
    if modality == "could":
        modality = "planned"
    finished = tag[start:end]
    if (
        modality in ("planned", "target")
        and rx("events.note_opened_inaugurated").match(finished)
        and not rx("events.note_will_would").search(tag[max(0, start - 14) : start])
    ):
        modality = "actual"
    if (
        modality in ("planned", "target")
        and rx("events.past_form").search(finished)
        and not rx("events.note_will_would").search(tag[max(0, start - 14) : start] + finished)
    ):
        modality = "actual"
    if (
        kind in ("announced", "cancelled", "suspended")
        and modality in ("planned", "target")
        and not rx("events.note_will_would_2").search(tag[max(0, start - 12) : start])
    ):
        modality = "actual"
    instead = rx("events.note_instead").search(tag[start:])
    moved = rx("events.note_moved").search(tag[start:])
    instead = moved or instead
    if instead and (moved or modality in ("none", "rumoured")) and kind in _STARTS:
        later = scene.at(start + instead.start("d"))
        if later is not None and later.date.first:
            if facility.planned is None:
                facility.planned = True
            rumoured = reading.clauses.at(start + instead.start("d")) == "rumoured"
            draft = reading.add(
                "productionStart" if kind != "completed" else "completed",
                facility,
                modality="rumoured" if rumoured else "planned",
                start=later.date.first,
                end=later.date.last,
                confidence=0.85,
            )
            if draft is not None:
                draft.basis = kind
        return
    if (
        kind == "ground"
        and rx("events.note_after_before").search(tag[max(0, start - 14) : start])
        and rx("events.note_breaking_stone").search(finished)
        and not rx("events.in_a_month").match(tag, end)
    ):
        return
    if kind == "ground" and not rx("events.note_will_would_3").search(
        tag[max(0, start - 14) : start] + finished
    ):
        modality = "actual" if modality in ("planned", "target") else modality
    if modality == "none":
        return
    if kind == "started" and happened_before(tag, start) and not rx("events.in_a_month").match(tag, end):
        return
    if kind == "started" and rx("events.model_which").search(tag, 0, start):
        return  # "the X, which F has been making since April"
    if kind == "started" and guests_start(reading, scene, facility, start, end):
        return
    if kind == "started" and "X" in tag and models_start(reading, scene, facility, start, end):
        return
    if kind == "suspended" and rx("events.suspended_others").match(tag, end):
        return
    if kind == "suspended" and part is None:
        model = rx("events.suspended_model").match(tag, end)
        named = scene.at(model.start("x")) if model else None
        if named is not None:
            part = named.label
        elif facility.operator is not None:
            part = _guest(reading, scene, facility, start)
    mention = date_in_clause(reading, scene, start, end) or _other_date(reading, scene, start, kind)
    date = mention.date if mention is not None else None
    columns: dict[str, Any] = {"start": date.first if date else None, "end": date.last if date else None}
    if date is not None and date.first and date.last and date.first != date.last and date.relation == "by":
        columns["start"] = date.last
    if date is not None and date.relation in ("by",):
        columns["start"] = columns["end"] = date.last
    day = reading.published
    if modality == "actual" and columns["start"] and day and columns["start"] > day[: len(columns["start"])]:
        modality = "planned"
    happened = modality == "actual"
    if happened and facility.kind in _OFFICES and kind == "opened":
        facility.operates_start = columns["start"] or facility.operates_start
        if facility.planned is None:
            facility.planned = False
        return
    if kind == "opened" and facility.kind in _OFFICES:
        if facility.planned is None:
            facility.planned = True
        if facility.planned:
            facility.operates_start = columns["start"] or facility.operates_start
        return
    if kind in ("started", "opened", "completed", "closed") and happened:
        if kind != "completed":
            facility.planned = False
    elif (
        kind == "ground"
        and happened
        and reading.published
        and columns["start"]
        and int(reading.published[:4]) - int(columns["start"][:4]) > 5
    ):
        pass
    elif (
        kind == "announced"
        and facility.born < scene.index
        and not facility.planned
        and not rx("events.site_announced").search(tag[:start])
        and any(
            d.subject is facility
            and d.modality == "actual"
            and d.property in ("employees", "production", "annualCapacity", "produces", "productionStart")
            for d in reading.drafts
        )
    ):
        return
    elif kind in ("announced", "ground") and facility.standing:
        return  # what was announced is what is done to it
    elif (
        (
            kind in ("ground", "announced")
            or (
                modality in ("planned", "target", "rumoured", "forecast")
                and kind in ("started", "opened", "completed")
            )
        )
        and facility.planned is None
        and part is None
    ):
        facility.planned = True
    if kind == "cancelled" and happened:
        facility.cancelled = True
        facility.planned = True
    if kind == "suspended" and rx("events.note_had_been").search(tag):
        return
    comparator = "="
    if not (columns["start"] or columns["end"]):
        if (
            not happened
            or (
                kind not in ("started", "opened", "cancelled", "suspended")
                and not (kind == "ground" and re.search(r"broke", finished))
            )
            or reading.published is None
        ):
            return
        if kind == "started" and rx("events.note_trial_pilot").search(finished):
            return
        if kind == "started" and re.search(r"first (?:car|vehicle|model|bus|truck|one|X)", finished):
            return
        if kind in ("started", "opened") and not rx("events.note_opened_inaugurated_2").search(finished):
            return
        columns["start"] = columns["end"] = reading.published
        comparator = "<="
    prop = {"started": "productionStart", "opened": "productionStart", "ground": "groundbreaking"}.get(
        kind, kind
    )
    draft = reading.add(
        prop,
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


def _guest(reading: Reading, scene: Scene, facility: Facility, start: int) -> str | None:
    """Whose production it is that stops at another's plant: that is a part of what is made there."""
    who = next((m for _, m in scene.within(0, start, "MB") if m.cls != "Country"), None)
    if who is None or facility.operator is None or linked(reading, facility.operator[0], who.label):
        return None
    return who.label if rx("events.own_stop").search(scene.tag[start : start + 40]) else None


def happened_before(tag: str, start: int) -> bool:
    """``had begun to``: over by now, or only told as what went before."""
    return rx("events.happened_before_had").search(tag[max(0, start - 14) : start]) is not None


def _other_date(reading: Reading, scene: Scene, start: int, kind: str) -> Mention | None:
    """A date elsewhere in the sentence that its verb can share: at its front, or behind a verb joined by "and"."""
    tag = scene.tag
    low, high = reading.clauses.span(start)
    front = re.match(r"(?:(?:[a-z]+ ){0,2})D,? ", tag)
    dates = [m for _, m in scene.all("D") if m.date.first and not m.date.base]
    if front and dates and low > 0 and kind in ("opened", "started"):
        return dates[0] if len(dates) == 1 else None
    label = scene.sentence.block.label
    if reading.block_date is not None and kind in (
        "opened",
        "started",
        "ground",
        "announced",
        "completed",
        "closed",
        "suspended",
        "cancelled",
    ):
        return reading.block_date
    if label is not None:
        before = [m for p, m in scene.within(0, start, "D") if m.date.first]
        if before:
            return before[-1]
    later = [
        (p, m)
        for p, m in scene.within(high, min(len(tag), high + 40), "D")
        if m.date.first and not m.date.base
    ]
    if (
        later
        and not re.search(r"[MBF]", tag[high : later[0][0]])
        and rx("events.other_date_but_on").match(tag[high:])
    ):
        return later[0][1]
    return None
