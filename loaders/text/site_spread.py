"""Several towns in one sentence, each with its models: "builds the A in TOWN, the B in TOWN and the C in TOWN"."""

from itertools import pairwise

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_find import find_or_make, remember
from autoatlas.loaders.text.site_owner import operator_of, runner_of
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["note_spread", "spread"]

_TOWNS = 6


def spread(scene: Scene) -> list[tuple[int, int, int]]:
    """The parts of a sentence that pair models with a place: where the place stands, and the part's bounds.

    Empty unless there are two pairs or more, one after another: models between each place and the next.
    """
    tag = scene.tag
    verb = rx("facilities.spread_verb").search(tag)
    if verb is None or rx("facilities.spread_not").search(tag):
        return []
    places = [match.end() for match in rx("facilities.spread_place").finditer(tag)]
    models = [match.end() - 1 for match in rx("facilities.spread_model").finditer(tag)]
    if len(places) < 2 or len(models) < 2:
        return []
    fronted = places[0] < models[0]
    bounds = [*places, len(tag)] if fronted else [0, *places]
    parts = list(pairwise(bounds))
    if not all(any(low <= at < high for at in models) for low, high in parts):
        return []
    return [(place, low, high) for place, (low, high) in zip(places, parts, strict=True)]


def _bullet_site(reading: Reading, scene: Scene) -> None:
    """``- X, TOWN: the models``: what one line of a list says of a maker's plant in a town."""
    lead = rx("facilities.bullet_site").match(scene.tag) if scene.sentence.block.kind == "bullet" else None
    names, end = place_phrase(scene, lead.end(), reading.know) if lead else ([], 0)
    operator = operator_of(scene.at(lead.start("who"))) if lead else None
    if operator is None or not names or names[0].kind in ("country", "region", "province"):
        return
    if not rx("facilities.bullet_models").match(scene.tag, end):
        return
    phrase = SitePhrase(0, end, "plant", kind="plant", places=names)
    facility = find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is not None:
        extra = {"all": [facility], "inner": [], "phrase": phrase}
        scene.add(0, end, Mention(0, 0, "F", facility=facility, extra=extra))
        remember(reading, facility)


def note_spread(reading: Reading, scene: Scene) -> None:
    """Put a site over each town of a sentence, or of a line of a list, that tells what one maker builds where."""
    _bullet_site(reading, scene)
    verb = rx("facilities.spread_verb").search(scene.tag)
    if verb is None or len({m.label for _, m in scene.all("MBO")}) > 1:
        return
    known = operator_of(runner_of(reading, scene, SitePhrase(verb.start(), verb.start(), "plant")))
    made = [m.facility.operator for _, m in scene.all("F") if m.facility is not None]
    known = made[0] if made and made[0] is not None else known
    for number in range(min(len(spread(scene)), _TOWNS)):
        pairs = spread(scene)
        place = pairs[number][0] if number < len(pairs) else 0
        if scene.tag[place : place + 1] == "F" or known is None:
            continue
        names, end = place_phrase(scene, place, reading.know)
        modality = reading.clauses.at(place)
        if (
            not names
            or names[0].kind in ("country", "region", "province")
            or modality in ("none", "rumoured")
        ):
            continue
        phrase = SitePhrase(place, end, "plant", kind="plant", places=names)
        facility = find_or_make(reading, scene, phrase, known, names, explicit=True)
        if facility is None:
            continue
        if facility.born == scene.index and facility.planned is None and modality != "actual":
            facility.planned = True
        extra = {"all": [facility], "inner": [], "phrase": phrase}
        scene.add(place, end, Mention(0, 0, "F", facility=facility, extra=extra))
        remember(reading, facility)
