"""Towns that stand for the plants in them: "Rayong turns out the Atto 3", "Osnabrück, which builds the T-Roc"."""

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_find import find_or_make, remember
from autoatlas.loaders.text.site_owner import operator_of, runner_of
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["note_town_plants"]

_TOWNS = 4


def note_town_plants(reading: Reading, scene: Scene) -> bool:
    """Put a site over each town that makes cars by its own name; say whether there was any.

    Only behind words about plants, since a town's name stands for its country's government or for a company too.
    """
    if "P" not in scene.tag or not (reading.facilities or _plants_before(scene)):
        return False
    found = False
    place = 0
    for _ in range(_TOWNS):
        match = rx("facilities.town_leads").search(scene.tag, place)
        if match is None:
            return found
        place = match.end() + 1
        names, end = place_phrase(scene, match.end(), reading.know)
        makes = rx("facilities.town_makes").match(scene.tag, end)
        if not names or makes is None or names[0].kind not in ("", "town") or names[0].near:
            continue
        if rx("facilities.town_for_others").fullmatch(names[0].label):
            continue
        runner = runner_of(reading, scene, SitePhrase(match.end(), match.end(), "plant"))
        operator = operator_of(runner)
        if operator is None and reading.facility is not None:
            operator = reading.facility.operator
        modality = reading.clauses.at(makes.end() - 1)
        if operator is None or modality in ("none", "rumoured"):
            continue
        phrase = SitePhrase(match.end(), end, "plant", kind="plant", places=names, definite=True)
        told = [one for one in reading.facilities if one.has_place(names[0].label)]
        facility = told[-1] if told else find_or_make(reading, scene, phrase, operator, names, explicit=True)
        if facility is None:
            continue
        ahead = bool(makes["will"]) or modality != "actual"
        if facility.born == scene.index and facility.planned is None and ahead:
            facility.planned = True
        extra = {"all": [facility], "inner": [], "phrase": phrase}
        scene.add(match.end(), end, Mention(0, 0, "F", facility=facility, extra=extra))
        remember(reading, facility)
        found = True
    return found


def _plants_before(scene: Scene) -> bool:
    told = scene.text[max(0, scene.sentence.start - 300) : scene.sentence.start].lower()
    return rx("facilities.told_of_plants").search(told) is not None
