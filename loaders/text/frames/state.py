"""Whether a site runs or is still a plan, and what a noun phrase says of it in passing: "the 150,000-unit plant"."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["read_fact_sheet", "read_states"]


def read_states(reading: Reading, scene: Scene) -> None:
    """Mark the sites of a scene that are only planned so far."""
    for place, mention in scene.all("F"):
        for facility in mention.extra.get("all", [mention.facility]):
            if facility is None:
                continue
            _state(reading, scene, place, mention, facility)
    tag = scene.tag
    if (
        "F" not in tag
        and reading.facility is not None
        and scene.index - reading.facility_scene <= 2
        and reading.facility.planned is None
    ) and rx("state.read_states_it_project").match(tag):
        reading.facility.planned = True


def _state(reading: Reading, scene: Scene, place: int, mention: Mention, facility: Facility) -> None:
    tag = scene.tag
    if (
        facility.planned
        and facility.born < scene.index
        and rx("state.employs_now").match(tag[place + 1 :])
        and reading.clauses.at(place + 1) == "actual"
    ):
        facility.planned = False
    if facility.planned is not None:
        return
    if rx("state.took_to_build").search(tag[max(0, place - 60) : place]) or (
        facility.born == scene.index and rx("state.with_or_that_runs").search(tag[max(0, place - 30) : place])
    ):
        facility.planned = False
        return
    low, high = reading.clauses.span(place)
    named = mention.extra.get("phrase")
    if named is not None and "existing" in named.mods:
        facility.planned = False
        return
    before = tag[max(0, place - 100) : place]
    after = tag[place + 1 : min(len(tag), place + 90)]
    phrase = mention.extra.get("phrase")
    fresh = facility.born == scene.index
    if (
        fresh
        and phrase is not None
        and not ((phrase.definite or phrase.own or phrase.owner or phrase.modifier) and phrase.ordinal != 1)
    ) and (reading.clauses.only_thought(place) or reading.clauses.denied(place)):
        facility.uncertain = True
        if reading.facility is facility:
            reading.facility = None
            reading.recent.remove(facility)
        return
    if (
        fresh
        and phrase is not None
        and phrase.indefinite
        and not (phrase.definite or phrase.own or phrase.owner)
        and rx("state.could_build").search(before)
        and not rx("state.said_it_would").search(before)
    ):
        facility.uncertain = True
        if reading.facility is facility:
            reading.facility = None
            reading.recent.remove(facility)
        return
    if fresh and phrase is not None and phrase.indefinite and reading.clauses.at(place) == "rumoured":
        facility.rumoured = facility.planned = True
        return
    if (
        fresh
        and phrase is not None
        and phrase.indefinite
        and not (phrase.definite or phrase.own or phrase.owner or phrase.another)
        and reading.clauses.at(place, after=False) in ("planned", "target")
        and not rx("state.state_at_from").search(before[-6:])
        and not rx("state.state_already").search(before + after)
    ) or (fresh and rx("state.once_complete").match(tag)):
        facility.planned = True
        return
    if (
        fresh
        and phrase is not None
        and (phrase.own or phrase.owner or phrase.modifier)
        and rx("state.goes_into").search(before)
        and not rx("state.newly").search(" ".join(phrase.mods))
        and not rx("state.new_ordinal").search(tag[max(0, place - 12) : place + 30])
        and (phrase.ordinal or 1) == 1
        and not phrase.another
    ):
        facility.planned, facility.standing = False, True
        return  # "will spend $30m on its plant in TOWN": that plant is there
    raw = scene.text[mention.start : mention.end].lower()
    if fresh and rx("state.state_about_open").search(raw):
        facility.planned = True
        return
    if phrase is not None and rx("state.state_planned_proposed").search(" ".join(phrase.mods)):
        facility.planned = True
        return
    match = rx("state.before_plan").search(before)
    if (
        (match and fresh and not rx("state.state_at_from").search(before[-4:]))
        or (match and rx("state.state_construction_work").search(match[0]) and fresh)
    ) and reading.clauses.at(place) != "none":
        facility.planned = True
        return
    if (
        phrase is not None
        and (phrase.own or phrase.owner)
        and before.endswith(" at ")
        and not rx("state.newly").search(" ".join(phrase.mods))
        and not rx("state.state_which_that").match(after)
    ):
        return  # "will build the model at its plant in TOWN": that plant is there
    ahead = rx("state.after_plan").match(after)
    if ahead and not rx("state.not_new").search(ahead[0] + after[ahead.end() : ahead.end() + 14]):
        introduced_running = phrase is not None and (phrase.definite or phrase.own or phrase.owner) and fresh
        strong = rx("state.state_strong").search(ahead[0])
        if strong or not introduced_running:
            facility.planned = True
            return
    if rx("state.state_which_that").match(after):
        facility.planned = True
        return
    del low, high


_PLACE_LABELS = ("location", "site", "place", "where", "address", "plant location")


def read_fact_sheet(reading: Reading, scene: Scene) -> None:
    """``Location: X, Y`` and ``Operator: Z`` of a sheet of facts, for the facility it is about."""
    label = re.match(r"(?P<label>[a-z][a-z /-]{1,40}?)(?: F)?: ", scene.tag)
    if not label or scene.sentence.block.kind not in ("bullet", "paragraph"):
        return
    word = label["label"].strip()
    _sheet_of(reading, scene, word)
    if word in _PLACE_LABELS or word.startswith(("location", "where it")):
        names, _ = place_phrase(scene, label.end(), reading.know)
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
        found = scene.next(label.end(), "MBO")
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


def _sheet_of(reading: Reading, scene: Scene, word: str) -> None:
    """The one plant of the maker spoken of is what a list of its figures is about."""
    if reading.section_facility is not None or scene.sentence.block.kind != "bullet":
        return
    if not rx("state.sheet_key").fullmatch(word):
        return
    maker = reading.section_maker or reading.maker
    plants = [
        f
        for f in reading.facilities
        if f.kind in ("plant", "battery plant") and not f.uncertain and f.operator
    ]
    own = [f for f in plants if maker is not None and f.operator is not None and f.operator[0] == maker.label]
    if len(own) == 1:
        reading.section_facility = reading.facility = own[0]
        reading.facility_scene = scene.index


def _another_sheet(facility: Facility, names: list[PlaceName]) -> bool:
    """Whether a sheet gives a town that is not that of the site spoken of: it is about another one."""
    towns = [site for site in facility.sites if site.kind in ("", "town") and not site.near]
    given = [name.label for name in names if name.kind in ("", "town")]
    return bool(towns and given) and not any(facility.has_place(label) for label in given)


def _sheet_site(reading: Reading, scene: Scene, maker: Mention) -> Facility:
    facility = Facility(
        "plant", (maker.label, maker.cls), scene.quote, quote=scene.quote, scene=scene.index, born=scene.index
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
