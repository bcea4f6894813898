"""Sites told of by others: next to one, a second one in its town, and what is "also" made in another town."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_elided import elided_kind
from autoatlas.loaders.text.site_find import find_or_make, remember
from autoatlas.loaders.text.site_owner import operator_of
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["note_also_in", "note_second_here", "places_beside"]

_STILL = 2  # how many sentences on "next door" is that of a site


def places_beside(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[PlaceName]:
    """``Next to the car plant X is building a battery plant``: the town of the site that it stands next to."""
    if not phrase.indefinite:
        return []
    lead = rx("site_beside.lead").match(scene.tag)
    here = lead is not None and lead.end() <= phrase.start
    if not here and not rx("site_beside.behind").match(scene.tag, phrase.end):
        return []
    site = scene.at(lead.start("site")) if lead is not None and lead["site"] else None
    new = rx("site_beside.new_runner").match(scene.tag, lead.end()) if here and lead is not None else None
    if new and phrase.owner is None:
        phrase.owner = scene.at(new.start("who"))
    return _town(_neighbour(reading, scene, site))


def note_second_here(reading: Reading, scene: Scene) -> bool:
    """``A second one, on the other side of the road, …``: a further plant in the town of the one spoken of."""
    match = rx("site_beside.second_one").match(scene.tag)
    if match is None or elided_kind(scene, match.end("one")) is None:
        return False
    known = _neighbour(reading, scene, None)
    names = _town(known)
    if known is None or not names:
        return False
    runner = scene.at(match.start("who")) if match["who"] else None
    operator = operator_of(runner) or known.operator
    ordinals = reading.know.phrases["ordinal"]
    phrase = SitePhrase(0, match.end("one"), "plant", kind=known.kind, places=names, another=True)
    phrase.ordinal = ordinals.index(match["ord"]) + 1 if match["ord"] in ordinals else None
    _put(reading, scene, phrase, operator)
    return True


def note_also_in(reading: Reading, scene: Scene) -> bool:
    """``X makes the Y at its plant in TOWN and, since D, also in TOWN``: a plant in the second town."""
    match = rx("site_beside.also_in").search(scene.tag)
    verb = rx("facilities.spread_verb").search(scene.tag, 0, match.start()) if match else None
    if match is None or verb is None or reading.clauses.at(match.end()) not in ("actual", "planned"):
        return False
    names, end = place_phrase(scene, match.end(), reading.know)
    if not names or names[0].kind in ("country", "region", "province"):
        return False
    site = scene.at(match.start("site"))
    facility = site.facility if site is not None else None
    if facility is None or facility.operator is None:
        return False
    phrase = SitePhrase(match.end(), end, "plant", kind=facility.kind, places=names)
    _put(reading, scene, phrase, facility.operator)
    return True


def _put(reading: Reading, scene: Scene, phrase: SitePhrase, operator: tuple[str, str] | None) -> None:
    facility = find_or_make(reading, scene, phrase, operator, phrase.places, explicit=True)
    if facility is not None:
        extra = {"all": [facility], "inner": [], "phrase": phrase}
        scene.add(phrase.start, phrase.end, Mention(0, 0, "F", facility=facility, extra=extra))
        remember(reading, facility)


def _neighbour(reading: Reading, scene: Scene, site: Mention | None) -> Facility | None:
    """The site that another stands next to: as named in the sentence, failing that the one spoken of."""
    if site is not None and site.facility is not None and _town(site.facility):
        return site.facility
    near = reading.recent[-_STILL:]
    placed = [one for one in reversed(near) if one.born < scene.index and _town(one)]
    known = reading.facility
    if known is not None and known in placed:
        return known
    return placed[0] if placed and scene.index - reading.facility_scene <= _STILL else None


def _town(facility: Facility | None) -> list[PlaceName]:
    towns = [one for one in facility.sites if one.kind in ("", "town") and not one.near] if facility else []
    if facility is None or not towns:
        return []
    names = [PlaceName(towns[0].label, "town")]
    if facility.country is not None:
        names.append(PlaceName(facility.country[0], "country"))
    return names
