"""What a sentence adds to the sites spoken of: where they stand, "the latter", "Graz built 71,900"."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_fill import fill_site, in_same_country
from autoatlas.loaders.text.site_find import remember
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["note_latter", "note_places", "note_town"]


def note_latter(reading: Reading, scene: Scene) -> None:
    """``The latter``: the site spoken of last, where the sentence before named one."""
    match = rx("facilities.latter_latter_former").match(scene.tag)
    if not match or reading.facility is None or scene.index - reading.facility_scene > 1 or "F" in scene.tag:
        return
    pool = reading.recent[-2:-1] if match["which"] == "former" else reading.recent[-1:]
    if pool:
        scene.add(
            0,
            match.end(),
            Mention(0, 0, "F", facility=pool[0], reference=True, extra={"all": pool, "inner": []}),
        )
        reading.facility_scene = scene.index


def note_town(reading: Reading, scene: Scene) -> None:
    """``Graz, with a capacity of …, built 71,900``: the site by the name of its town."""
    for place, mention in scene.all("PU"):
        tag = scene.tag
        if rx("facilities.town_alone_at_near").search(tag[max(0, place - 8) : place]):
            continue
        if not rx("facilities.town_alone_with_which").match(tag[place + 1 :]):
            continue
        facility = next(
            (
                f
                for f in reversed(reading.facilities)
                if f.has_place(mention.label) and f.kind == "plant" and not f.uncertain
            ),
            None,
        )
        if facility is None:
            continue
        scene.add(
            place,
            place + 1,
            Mention(0, 0, "F", facility=facility, reference=True, extra={"all": [facility], "inner": []}),
        )
        remember(reading, facility)
        return


def note_places(reading: Reading, scene: Scene) -> None:
    """``It is to rise in the Hung Phu Industrial Park in Thai Binh``: a place for the facility that "it" is."""
    know = reading.know
    estates = [
        (p, m) for p, m in scene.all("P") if re.search(r"\bin (?:the )?$", scene.tag[max(0, p - 8) : p])
    ]
    if (
        estates
        and "F" not in scene.tag
        and reading.facility is not None
        and reading.scenes - reading.facility_scene <= 2
        and rx("facilities.late_places_it_first").search(scene.tag)
    ):
        for place, _ in estates:
            names, _ = place_phrase(scene, place, know)
            if names and names[0].kind == "estate":
                fill_site(reading, scene, reading.facility, names[:1], SitePhrase(0, 0, ""))
    ground = rx("facilities.on_a_site").search(scene.tag)
    if ground:
        site = scene.at(ground.start())
        names, _ = place_phrase(scene, ground.end(), know)
        if site is not None and site.facility is not None and names:
            fill_site(reading, scene, site.facility, names, SitePhrase(0, 0, ""))
    _on_ground(reading, scene)
    park = rx("facilities.late_places_park").search(scene.tag)
    if park and reading.facility is not None and reading.scenes - reading.facility_scene <= 2:
        names, _ = place_phrase(scene, park.end(), know)
        if names and names[0].kind == "estate":
            fill_site(reading, scene, reading.facility, names, SitePhrase(0, 0, ""))
    bare = rx("facilities.bare_place").match(scene.tag)
    known = reading.facility
    if bare and known is not None and not known.sites and reading.scenes - reading.facility_scene <= 1:
        names, _ = place_phrase(scene, bare.end(), know)
        if names and names[0].kind in ("", "town") and in_same_country(reading, known, names):
            fill_site(reading, scene, known, names, SitePhrase(0, 0, ""))
            remember(reading, known)
        return
    match = rx("facilities.late_places_it_they").match(scene.tag)
    if not match:
        return
    at = scene.next(0, "F", match.end())
    facility = at[1].facility if at else reading.facility
    if facility is None or (match["it"] and reading.scenes - reading.facility_scene > 2):
        return
    names, _ = place_phrase(scene, match.end(), know)
    if not names or all(name.kind == "region" for name in names):
        return
    if match["near"]:
        names[0].near = True
    placed = [s for s in facility.sites if s.kind in ("", "town")]
    if placed and not any(
        name.kind in ("estate", "province", "country") or facility.has_place(name.label) for name in names
    ):
        return
    if facility.country and names[-1].kind == "country" and names[-1].label != facility.country[0]:
        return
    fill_site(reading, scene, facility, names, SitePhrase(0, 0, ""))
    remember(reading, facility)


def _on_ground(reading: Reading, scene: Scene) -> None:
    """``The plant occupies 45 hectares of the … Industrial Park``, also ``it stands on 20 hectares in …``."""
    match = rx("facilities.on_ground").search(scene.tag)
    if match is None:
        return
    before = scene.last(match.start(), "F", 0)
    facility = before[1].facility if before is not None else reading.facility
    if facility is None or (before is None and scene.index - reading.facility_scene > 2):
        return
    place = scene.next(match.end(), "P", None)
    names, _ = place_phrase(scene, place[0], reading.know) if place is not None else ([], 0)
    if names and names[0].kind == "estate" and in_same_country(reading, facility, names):
        fill_site(reading, scene, facility, names, SitePhrase(0, 0, ""))
