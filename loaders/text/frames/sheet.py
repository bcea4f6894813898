"""Sheets of facts, ``Location: X, Y`` below ``Start of production: 2027``: where a site is, whose, and since when."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.sheet_company import read_company_line, sheet_key
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_fill import in_same_country
from autoatlas.loaders.text.site_owner import operator_of
from autoatlas.loaders.text.titles import title_scene

__all__ = ["leave_sheet", "read_fact_sheet"]


_PLACE_LABELS = ("location", "site", "place", "where", "address", "plant location", "town", "city")
_DATES = ("productionStart", "opened", "groundbreaking", "completed", "announced", "closed")


def read_fact_sheet(reading: Reading, scene: Scene) -> None:
    """``Location: X, Y`` and ``Operator: Z`` of a sheet of facts, for the facility it is about."""
    _models_of_line(reading, scene)
    word, end = sheet_key(reading, scene)
    if not word:
        return
    _one_owner(reading, scene, word)
    _sheet_of(reading, scene, word)
    _date_of_sheet(reading, scene, word, end)
    if read_company_line(reading, scene, word, end):
        return
    if word in _PLACE_LABELS or word.startswith(("location", "where it")):
        names, _ = place_phrase(scene, end, reading.know)
        inner = rx("state.sheet_ground_in").match(scene.tag, end) if not names else None
        if inner:
            names, _ = place_phrase(scene, inner.end(), reading.know)
        facility = reading.section_facility or reading.facility
        if not names or all(name.kind == "region" for name in names):
            return
        if facility is not None and _another_sheet(facility, names):
            operator, facility = facility.operator, None
            if operator is not None:
                tag = {"Brand": "B", "Organization": "O"}.get(operator[1], "M")
                reading.memory["sheet_operator"] = Mention(0, 0, tag, *operator)
        if facility is None:
            maker = reading.memory.get("sheet_operator") or reading.section_maker or reading.maker
            if maker is None or maker.cls == "Country":
                reading.memory["sheet_places"] = (scene.index, names)
                return
            facility = _sheet_site(reading, scene, maker)
        _place_sheet(reading, scene, facility, names)
        return
    if word.startswith(("operator", "run by", "operated by", "owner and operator")):
        found = scene.next(end, "MBO")
        if found is None:
            return
        reading.memory["sheet_operator"] = found[1]
        facility = reading.section_facility or reading.facility
        placed = reading.memory.get("sheet_places")
        if facility is None and placed is not None and scene.index - placed[0] <= 3:
            facility = _sheet_site(reading, scene, found[1])
            _place_sheet(reading, scene, facility, placed[1])
            return
        if facility is not None and not any(site.kind not in ("country",) for site in facility.sites):
            facility.operator = (found[1].label, found[1].cls)
            facility.operator_quote = scene.quote


def _one_owner(reading: Reading, scene: Scene, word: str) -> None:
    """``Owner: X``, ``Owner: X, a joint venture of …`` below the name of a town: X runs what the section is about."""
    line = rx("state.sheet_one_owner").fullmatch(scene.tag) if word == "owner" else None
    who = scene.at(line.start("who")) if line else None
    if who is not None and reading.memory.get("section_spot") and who.cls != "Country":
        reading.section_maker = reading.maker = who


def _models_of_line(reading: Reading, scene: Scene) -> None:
    """``TOWN, COUNTRY: the X, the Y, from 2026 the Z; 5,000 employees``: what the plant of a list makes."""
    line = rx("state.site_line").match(scene.tag)
    site = scene.at(0) if line else None
    if line is None or site is None or site.facility is None or scene.sentence.block.kind == "heading":
        return
    for place, model in scene.within(line.start("models"), line.end("models"), "X"):
        behind = rx("state.model_since").match(scene.tag, place + 1)
        told = behind or rx("state.model_from").search(scene.tag[:place])
        date = scene.at(told.start("d")) if told else None
        first = date.date.first if date is not None else None
        later = bool(first and reading.published and first > reading.published[: len(first)])
        reading.add(
            "produces",
            site.facility,
            object=model,
            object_type="Model",
            start=first,
            end=date.date.last if date is not None else None,
            modality="planned" if later or site.facility.planned else "actual",
            confidence=0.85,
        )


def _sheet_of(reading: Reading, scene: Scene, word: str) -> None:
    """The one plant of the maker spoken of is what a list of its figures is about."""
    if reading.section_facility is not None or scene.sentence.block.kind != "bullet":
        return
    if reading.memory.get("sheet_company") or not rx("state.sheet_key").fullmatch(word):
        return
    main = reading.section_maker or reading.memory.get("title_maker")
    maker = main or reading.maker
    plants = [
        f
        for f in reading.facilities
        if f.kind in ("plant", "battery plant") and not f.uncertain and f.operator
    ]
    own = [f for f in plants if maker is not None and f.operator is not None and f.operator[0] == maker.label]
    spot = reading.memory.get("section_spot") or _spot_of_title(reading)
    if spot and spot[0].kind in ("", "town") and main is not None:
        here = [f for f in own if f.has_place(spot[0].label)]
        if not here and operator_of(main) is not None:
            wide = [f for f in own if not f.sites and in_same_country(reading, f, spot)]
            facility = wide[0] if len(wide) == 1 else _sheet_site(reading, scene, main)
            _place_sheet(reading, scene, facility, spot)
            return
        own = here
    if len(own) == 1:
        reading.section_facility = reading.facility = own[0]
        reading.facility_scene = scene.index


def _spot_of_title(reading: Reading) -> list[PlaceName]:
    """``X in TOWN, by numbers``: where the plant of a list is, if the text has named none."""
    title = title_scene(reading) if not reading.facilities else None
    told = rx("state.title_spot").search(title.tag) if title is not None else None
    if title is None or told is None or len(title.all("MB")) != 1:
        return []
    return place_phrase(title, told.start("town"), reading.know)[0]


def leave_sheet(reading: Reading, scene: Scene) -> None:
    """A heading that turns to the company ends what was said of its plant: ``THE COMPANY``, ``About X``."""
    site = rx("state.site_heading").fullmatch(scene.tag.strip())
    if site and not reading.memory.get("section_spot"):
        town = scene.at(site.start("town"))
        names, _ = place_phrase(scene, site.start("town"), reading.know)
        if town is not None and town.tag == "U":
            names = [PlaceName(town.label.title() if town.label.isupper() else town.label, "town")]
        reading.memory["section_spot"] = names or None
        reading.section_facility = None
    reading.memory["sheet_company"] = False
    said = scene.text[scene.sentence.start : scene.sentence.end].lower().strip(" *_#:.")
    if not rx("state.company_heading").match(said):
        return
    reading.memory["sheet_company"] = True
    reading.section_facility = reading.facility = None
    reading.recent = []
    for key in ("sheet_operator", "sheet_places", "section_spot", "unplaced", "homeless"):
        reading.memory.pop(key, None)


def _date_of_sheet(reading: Reading, scene: Scene, word: str, end: int) -> None:
    """``Start of production: 2027``: a date of the site that the sheet is about."""
    event = next((name for name in _DATES if rx(f"state.sheet_{name.lower()}").fullmatch(word)), None)
    found = scene.next(end, "D", end + 30) if event else None
    facility = reading.section_facility or reading.facility
    if event is None or found is None or facility is None or not found[1].date.first:
        return
    if re.search(r"[FVNE;]", scene.tag[end : found[0]]):
        return
    date, day = found[1].date, reading.published
    first, last = (date.last or date.first if date.relation == "by" else date.first), date.last or date.first
    ahead = bool(day and first > day[: len(first)]) or bool(rx("state.sheet_ahead").search(scene.tag))
    if ahead and event in ("productionStart", "opened", "completed", "groundbreaking"):
        facility.planned = True if facility.planned is None else facility.planned
    elif event in ("productionStart", "opened", "closed"):
        facility.planned = False
    basis = "started" if event == "productionStart" else event
    draft = reading.add(
        "productionStart" if event == "opened" else event,
        facility,
        modality="planned" if ahead else "actual",
        start=first,
        end=last,
        happened=not ahead,
        confidence=0.9,
    )
    if draft is not None:
        draft.basis = basis
    if len(scene.all("D")) == 1:
        reading.memory["sheet_dated"] = scene.index


def _another_sheet(facility: Facility, names: list[PlaceName]) -> bool:
    """Whether a sheet gives a town that is not that of the site spoken of: it is about another one."""
    towns = [site for site in facility.sites if site.kind in ("", "town") and not site.near]
    given = [name.label for name in names if name.kind in ("", "town")]
    return bool(towns and given) and not any(facility.has_place(label) for label in given)


def _sheet_site(reading: Reading, scene: Scene, maker: Mention) -> Facility:
    kind = "battery plant" if maker.label in reading.battery_makers else "plant"
    facility = Facility(
        kind, (maker.label, maker.cls), scene.quote, quote=scene.quote, scene=scene.index, born=scene.index
    )
    reading.facilities.append(facility)
    reading.recent.append(facility)
    return facility


def _place_sheet(reading: Reading, scene: Scene, facility: Facility, names: list[PlaceName]) -> None:
    rank = 0
    for name in names:
        if name.kind == "country":
            facility.country = facility.country or (name.label, scene.quote)
        elif name.kind != "region" and not name.near:
            known = next((site for site in facility.sites if site.label == name.label), None)
            if known is None:
                kind = name.kind or ("province" if rank else "town")
                facility.add_site(name.label, kind, False, scene.quote)
            if rank and name.kind != "estate":
                for site in facility.sites:
                    if site.label == name.label:
                        site.kind = "province"
            rank += name.kind != "estate"
    reading.facility, reading.facility_scene = facility, scene.index
    reading.section_facility = facility
