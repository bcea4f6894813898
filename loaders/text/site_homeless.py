"""Plants that are named before their place is: "X is building a plant. The site is in TOWN"."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_fill import fill_site
from autoatlas.loaders.text.site_find import find_or_make, remember
from autoatlas.loaders.text.site_owner import operator_of, owner_of, runner_of
from autoatlas.loaders.text.site_phrase import SitePhrase
from autoatlas.loaders.text.site_rivals import rival_between

__all__ = ["note_site_of_homeless", "remember_unplaced"]


def remember_unplaced(reading: Reading, scene: Scene, phrase: SitePhrase) -> None:
    """Note a plant that no place tells apart: whose it is, and that "the plant" may now mean it."""
    if phrase.kind not in ("plant", "battery plant") or phrase.plural:
        return
    if (
        (phrase.indefinite or phrase.owner is not None)
        and (
            reading.facility is None
            or reading.facility.kind != phrase.kind
            or rival_between(reading, scene, reading.facility, 0, phrase.end)
            or rx("facilities.somebody_builds").match(scene.tag, phrase.end)
        )
        and not rx("facilities.unplaced_predicate").search(scene.tag[: phrase.start])
    ):
        reading.memory["unplaced"] = scene.index
    if not (phrase.own or phrase.indefinite):
        return
    runner = operator_of(
        owner_of(reading, scene, phrase) if phrase.own else runner_of(reading, scene, phrase)
    )
    if runner is not None:
        modality = reading.clauses.at(phrase.start)
        ahead = bool(rx("state.before_plan").search(scene.tag[: phrase.start])) or modality == "planned"
        reading.memory["homeless"] = (scene.index, runner, phrase.kind, ahead, modality)


def note_site_of_homeless(reading: Reading, scene: Scene) -> None:
    """``X is building a plant. The site is in TOWN``: where a plant is that was named without a place."""
    stands = rx("facilities.site_stands").match(scene.tag)
    site = scene.at(0) if stands else None
    placed = site is not None and site.facility is not None and _has_town(site.facility)
    if stands and site is not None and site.facility is not None and not placed:
        names, _ = place_phrase(scene, stands.end(), reading.know)
        if names and names[0].kind not in ("country", "region"):
            fill_site(reading, scene, site.facility, names, SitePhrase(0, 1, "plant"))
        return
    known = reading.memory.get("homeless")
    match = rx("facilities.site_is_in").match(scene.tag)
    if (
        known is None
        or match is None
        or not 0 < scene.index - known[0] <= 2
        or known[4] in ("none", "rumoured")
    ):
        return
    names, end = place_phrase(scene, match.end(), reading.know)
    if not names or names[0].kind in ("country", "region"):
        return
    phrase = SitePhrase(match.start("it"), end, "plant", kind=known[2], places=names)
    facility = find_or_make(reading, scene, phrase, known[1], names, explicit=True)
    if facility is None:
        return
    if facility.planned is None and known[3]:
        facility.planned = True
    mention = Mention(0, 0, "F", facility=facility, extra={"all": [facility], "inner": [], "phrase": phrase})
    scene.add(match.start("it"), end, mention)
    remember(reading, facility)
    del reading.memory["homeless"]


def _has_town(facility: Facility) -> bool:
    return any(
        site.kind not in ("country", "region", "province") and not site.near for site in facility.sites
    )
