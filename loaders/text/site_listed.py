"""Sites of a number told before, "one is in A, the other two in B and C", and of a country: "will build cars in C"."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_find import find_or_make, remember
from autoatlas.loaders.text.site_owner import operator_of, runner_of
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["note_abroad", "note_listed"]

_BACK = 260


def note_listed(reading: Reading, scene: Scene) -> bool:
    """Put a site over each place that "one", "the second" or "the others" stand in; say whether there was any."""
    if not any(letter in scene.tag for letter in "PUC"):
        return False
    found = False
    place = 0
    for _ in range(4):
        match = rx("facilities.others_in").search(scene.tag, place)
        if match is None:
            return found
        place = match.end()
        raw = scene.text[max(0, scene.sentence.start - _BACK) : scene.offset(match.start())].lower()
        kinds = rx("facilities.told_of_several").findall(raw)
        if not kinds or rx("facilities.told_of_one").search(raw, raw.rfind(kinds[-1]) + len(kinds[-1])):
            continue
        operator = operator_of(runner_of(reading, scene, SitePhrase(match.start(), match.start(), "plant")))
        if operator is None:
            continue
        kind = "battery plant" if rx("facilities.makes_batteries").search(kinds[-1]) else "plant"
        ahead = rx("facilities.others_ahead").search(match[0]) is not None
        place = _each(reading, scene, match.end(), kind, operator, ahead)
        found = True
    return found


def _each(
    reading: Reading, scene: Scene, start: int, kind: str, operator: tuple[str, str], ahead: bool
) -> int:
    while True:
        names, end = place_phrase(scene, start, reading.know)
        if not names or names[0].kind == "region":
            return start
        phrase = SitePhrase(start, end, "plant", kind=kind, places=names)
        facility = _in_its_country(reading, operator, kind, names) or find_or_make(
            reading, scene, phrase, operator, names, explicit=True
        )
        if facility is None:
            return end
        if facility.born == scene.index and facility.planned is None and ahead:
            facility.planned = True
        extra = {"all": [facility], "inner": [], "phrase": phrase}
        scene.add(start, end, Mention(0, 0, "F", facility=facility, extra=extra))
        remember(reading, facility)
        step = rx("sites.rightwards_joint").match(scene.tag, start + 1)
        if step is None:
            return start + 1
        start = step.end()


def _in_its_country(
    reading: Reading, operator: tuple[str, str], kind: str, names: list[PlaceName]
) -> Facility | None:
    """``two factories, in TURKEY and CZECHIA. The second is in TOWN``: the one known by the town's country so far."""
    town = reading.registry.find(names[0].label, "Place")
    land = names[-1].label if names[-1].kind == "country" else town.country if town is not None else None
    if land is None or names[0].kind == "country":
        return None
    for facility in reading.facilities:
        if (
            facility.operator == operator
            and facility.kind == kind
            and not facility.sites
            and facility.country is not None
            and facility.country[0] == land
        ):
            facility.add_site(names[0].label, names[0].kind, names[0].near, reading.scene.quote)
            return facility
    return None


def note_abroad(reading: Reading, scene: Scene) -> bool:
    """``X will assemble the … in COUNTRY from 2027``: there is to be a plant in that country."""
    match = rx("facilities.will_make_in").search(scene.tag) if "F" not in scene.tag else None
    who = scene.at(match.start("who")) if match else None
    operator = operator_of(who)
    if (
        match is None
        or who is None
        or operator is None
        or reading.clauses.at(match.start("verb")) != "planned"
    ):
        return False
    names, end = place_phrase(scene, match.end(), reading.know)
    if not names or names[0].kind != "country" or names[0].label == reading.registry.home_of(operator[0]):
        return False
    land = names[0].label
    own = [
        facility
        for facility in reading.facilities
        if facility.operator == operator and facility.kind == "plant" and facility.country is not None
    ]
    own = [facility for facility in own if facility.country is not None and facility.country[0] == land]
    phrase = SitePhrase(match.end(), end, "plant", kind="plant", places=names[:1])
    facility = (
        own[0]
        if len(own) == 1
        else find_or_make(reading, scene, phrase, operator, names[:1], explicit=True)
        if not own
        else None
    )
    if facility is None:
        return False
    if facility.born == scene.index and facility.planned is None:
        facility.planned, facility.sure = True, 0.85
        begins = rx("facilities.from_when").match(scene.tag, match.end() + 1)
        date = scene.at(begins.start("d")) if begins else None
        if date is not None and date.date.first:
            first, last = date.date.first, date.date.last
            draft = reading.add(
                "productionStart", facility, modality="planned", start=first, end=last, confidence=0.85
            )
            if draft is not None:
                draft.basis = "started"
    extra = {"all": [facility], "inner": [], "phrase": phrase}
    scene.add(match.end(), match.end() + 1, Mention(0, 0, "F", facility=facility, extra=extra))
    remember(reading, facility)
    return True
