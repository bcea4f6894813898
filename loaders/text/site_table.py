"""Rows about sites: who, where, since when, how many, and a cell of remarks."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.columns import Column, first_scene, name_in
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.model_names import full_name
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["add_figure", "read_site_row"]


def read_site_row(
    reading: Reading, cells: dict[str, list[tuple[Column, Scene]]], runner: Mention | None = None
) -> None:
    """Note what a row says of one site; ``runner`` runs the sites of a table without a column for that."""
    operator = name_in(reading, first_scene(cells, "operator"), "MBOU") or runner
    site = first_scene(cells, "site")
    if operator is None or site is None:
        return
    quote = reading.row or (0, 0)
    names, _ = place_phrase(site, 0, reading.know)
    for _, scene in cells.get("country", []):
        more, _ = place_phrase(scene, 0, reading.know)
        names.extend(more)
    if not names:
        return
    batteries = re.search(r"batter", site.tag) or operator.label in reading.battery_makers
    kind = "battery plant" if batteries else "plant"
    facility = Facility(
        kind,
        (operator.label, operator.cls or "Organization"),
        quote,
        quote=quote,
        scene=reading.scenes,
        born=reading.scenes,
    )
    rank = 0
    for name in names:
        if name.kind == "country":
            facility.country = facility.country or (name.label, quote)
        elif name.kind != "region":
            facility.add_site(name.label, name.kind or ("province" if rank else ""), name.near, quote)
            rank += 1
    status = first_scene(cells, "status")
    words = status.tag if status is not None else ""
    if rx("tables.planned").search(words) and not rx("tables.site_row_running_operating").match(words):
        facility.planned = True
    elif rx("tables.running").search(words):
        facility.planned = False
    reading.facilities.append(facility)
    reading.facility, reading.facility_scene = facility, reading.scenes
    reading.recent.append(facility)
    for _, scene in cells.get("start", []):
        for _, mention in scene.all("D")[:1]:
            date = mention.date
            if facility.planned is None and date.last and reading.published:
                late = rx("tables.site_row_late").search(
                    scene.text[scene.sentence.start : scene.sentence.end].lower()
                )
                facility.planned = date.first > reading.published or (
                    bool(late) and date.last[:4] >= reading.published[:4]
                )
    modality = "planned" if facility.planned else "actual"
    for column, scene in cells.get("capacity", []):
        _capacities(reading, facility, scene, column, modality)
    for _, scene in cells.get("investment", []):
        for _, mention in scene.all("E"):
            add_figure(reading, "investment", facility, mention, mention.quantity.unit, modality)
    for _, scene in cells.get("employees", []):
        for _, mention in scene.all("NHV"):
            add_figure(reading, "employees", facility, mention, "person", modality)
            break
    for _, scene in cells.get("area", []):
        for _, mention in scene.all("G"):
            add_figure(reading, "siteArea", facility, mention, "m2", modality)
            break
    for _, scene in cells.get("local", []):
        for _, mention in scene.all("Z"):
            add_figure(reading, "localContent", facility, mention, "percent", modality)
            break
    for _, scene in cells.get("models", []):
        _models(reading, facility, scene, modality)
    for _, scene in cells.get("start", []):
        for _, mention in scene.all("D"):
            date = mention.date
            if date.first:
                later = bool(facility.planned)
                _event(
                    reading,
                    facility,
                    "productionStart",
                    date.first,
                    date.last,
                    "planned" if later else "actual",
                    "started",
                )
            break
    for column, scene in cells.get("production", []):
        when = column.period
        for _, mention in scene.all("NV")[:1]:
            if when is not None:
                dates = {"start": when.start, "end": when.end}
                add_figure(reading, "production", facility, mention, "vehicle", "actual", **dates)
    for _, scene in cells.get("partner", []):
        for _, mention in scene.all("MBO"):
            reading.add("partnersWith", operator, object=mention, confidence=0.85)
    if status is not None:
        _phrases(reading, facility, status, modality)
    for _, scene in cells.get("remarks", []):
        _phrases(reading, facility, scene, modality)


def add_figure(
    reading: Reading, prop: str, subject: Any, mention: Mention, unit: str | None, modality: str, **more: Any
) -> None:
    quantity = mention.quantity
    reading.add(
        prop,
        subject,
        value=quantity.value,
        value_max=quantity.value_max,
        comparator=quantity.comparator,
        unit=unit,
        modality=modality,
        confidence=0.93,
        **more,
    )


def _capacities(reading: Reading, facility: Facility, scene: Scene, column: Column, modality: str) -> None:
    for index, (place, mention) in enumerate(scene.all("NVW")):
        quantity = mention.quantity
        later = index > 0 or rx("tables.later").search(scene.tag[:place]) is not None
        unit = (
            "vehicle/year" if mention.tag != "W" else "GWh/year" if quantity.kind == "energy" else "pack/year"
        )
        value = quantity.value * (column.unit_scale if quantity.value < 10_000 else 1)
        reading.add(
            "annualCapacity",
            facility,
            value=value,
            value_max=quantity.value_max,
            comparator=quantity.comparator,
            unit=unit,
            modality="planned" if later else modality,
            product="battery" if mention.tag == "W" else None,
            confidence=0.93,
        )


def _models(reading: Reading, facility: Facility, scene: Scene, modality: str) -> None:
    for place, mention in scene.all("XUB"):
        later = rx("tables.models_later").search(scene.tag[:place])
        name = full_name(reading, scene, mention, facility.operator) if mention.tag == "U" else mention.label
        reading.add(
            "produces",
            facility,
            object=name,
            object_type="Brand" if mention.tag == "B" else "Model",
            modality="planned" if later else modality,
            confidence=0.9,
        )


def _event(
    reading: Reading,
    facility: Facility,
    prop: str,
    start: str | None,
    end: str | None,
    modality: str,
    kind: str,
) -> None:
    draft = reading.add(
        prop, facility, start=start, end=end, modality=modality, happened=modality == "actual", confidence=0.9
    )
    if draft is not None:
        draft.basis = kind


_EVENTS: tuple[tuple[str, str], ...] = (
    ("groundbreaking", "ground"),
    ("completed", "completed"),
    ("announced", "announced"),
    ("suspended", "suspended"),
    ("cancelled", "cancelled"),
    ("closed", "closed"),
    ("productionStart", "started"),
    ("productionStart", "opened"),
)


def _phrases(reading: Reading, facility: Facility, scene: Scene, modality: str) -> None:
    """Read a cell of keywords: events with dates, land, staff, models, kits, on whose behalf."""
    tag = scene.tag
    start = 0
    for stop in [*(m.start() for m in re.finditer(r"[;,](?= (?![XU]))|[;](?= )", tag)), len(tag)]:
        piece = tag[start:stop]
        dates = [(p, m) for p, m in scene.within(start, stop, "D") if m.date.first]
        for prop, kind in _EVENTS:
            found = rx(f"tables.event_{kind}").search(piece)
            if not found:
                continue
            if dates:
                date = dates[-1][1].date
                ahead = bool(
                    reading.published
                    and date.last
                    and date.first
                    and date.first > reading.published[: len(date.first)]
                )
                if (
                    facility.planned
                    and kind in ("completed", "started", "opened")
                    and reading.published
                    and date.last
                    and date.last >= reading.published[: len(date.last)]
                ):
                    ahead = True
                firm = (
                    "planned" if ahead and kind not in ("announced", "suspended", "cancelled") else "actual"
                )
                first = date.last if date.relation == "by" else date.first
                _event(reading, facility, prop, first, date.last, firm, kind)
                if kind == "cancelled":
                    facility.cancelled = facility.planned = True
            elif kind in ("suspended", "cancelled") and reading.published:
                draft = reading.add(
                    prop,
                    facility,
                    start=reading.published,
                    end=reading.published,
                    comparator="<=",
                    happened=True,
                    confidence=0.85,
                )
                if draft is not None:
                    draft.basis = kind
                if kind == "cancelled":
                    facility.cancelled = facility.planned = True
            break
        start = stop
    for place, mention in scene.all("GHZEVN"):
        if mention.tag == "G":
            add_figure(reading, "siteArea", facility, mention, "m2", modality)
        elif mention.tag == "H" and rx("tables.phrases_staff_jobs").search(
            scene.text[mention.start : mention.end + 20].lower() + tag
        ):
            add_figure(reading, "employees", facility, mention, "person", modality)
        elif mention.tag == "Z" and re.search(r"local", tag):
            add_figure(reading, "localContent", facility, mention, "percent", modality)
        elif (
            mention.tag in "VN"
            and rx("tables.phrases_built_produced").search(tag[:place] + tag[place : place + 12])
            and mention.quantity.per is None
        ):
            dated = [m for _, m in scene.all("D") if m.date.first]
            when = dated[-1].date if dated else None
            add_figure(
                reading,
                "production",
                facility,
                mention,
                "vehicle",
                "actual",
                start=when.first if when else None,
                end=when.last if when else None,
            )
    if rx("tables.phrases_ckd").search(tag):
        reading.add("assemblyMode", facility, object="CKD", modality=modality, confidence=0.9)
    elif rx("tables.phrases_skd").search(tag):
        reading.add("assemblyMode", facility, object="SKD", modality=modality, confidence=0.9)
    elif rx("tables.phrases_kits").search(tag):
        reading.add("assemblyMode", facility, object="kit", modality=modality, confidence=0.85)
    if rx("tables.phrases_full_plant").search(tag):
        reading.add("assemblyMode", facility, object="full", modality=modality, confidence=0.85)
    contract = rx("tables.phrases_contract").search(tag)
    if re.search("contract", tag):
        reading.add("assemblyMode", facility, object="contract", modality=modality, confidence=0.88)
    if contract and rx("tables.phrases_contract_builds").search(tag):
        for _, mention in scene.within(contract.start("who"), contract.end("who"), "MB"):
            reading.add(
                "produces",
                facility,
                object=mention.label,
                object_type="Brand",
                modality=modality,
                confidence=0.86,
            )
            if "contract" in tag and facility.operator is not None:
                reading.add(
                    "partnersWith",
                    mention,
                    object=facility.operator[0],
                    object_type=facility.operator[1],
                    confidence=0.86,
                )
    if "X" in tag or ("U" in tag and re.search(r"\d", tag)):
        _models(reading, facility, scene, modality)
