"""Finding the facility that is meant among those spoken of before, or making a new one."""

from autoatlas.loaders.text.drafts import Facility, Site
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.site_fill import fill_site, in_same_country, town_before
from autoatlas.loaders.text.site_owner import operator_of, runner_of, same_group
from autoatlas.loaders.text.site_phrase import SitePhrase
from autoatlas.loaders.text.site_places import (
    around_town,
    compatible,
    country_of,
    in_province,
    registered_country,
    town_of_country,
)

__all__ = ["find_or_make", "known_site", "remember"]

_COUNTIES = (" County", " Parish", " Township")


def remember(reading: Reading, facility: Facility) -> None:
    reading.facility = facility
    reading.facility_scene = reading.scenes
    if reading.memory.get("unplaced") == reading.scenes:
        del reading.memory["unplaced"]
    if facility in reading.recent:
        reading.recent.remove(facility)
    reading.recent.append(facility)


def known_site(
    reading: Reading, scene: Scene, phrase: SitePhrase, operator: tuple[str, str] | None
) -> Facility | None:
    """The facility spoken of before that a phrase without a place takes up."""
    if phrase.another or (phrase.indefinite and not phrase.definite):
        return None
    if not (phrase.definite or phrase.own or phrase.owner or phrase.modifier):
        return None
    if phrase.ordinal and phrase.ordinal > 1:
        return next(
            (
                f
                for f in reversed(reading.recent)
                if f.number == phrase.ordinal and compatible(reading, f, phrase, operator)
            ),
            None,
        )
    pool = list(reversed(reading.recent))
    if reading.section_facility is not None:
        pool.insert(0, reading.section_facility)
    owned = phrase.owner is not None or phrase.own or phrase.modifier is not None
    ahead = rx("facilities.fronted_country").match(scene.tag)
    land = scene.at(ahead.end()) or scene.at(ahead.end() + 4) if ahead else None
    for facility in pool:
        if not compatible(reading, facility, phrase, operator):
            continue
        if (
            land is not None
            and land.cls == "Country"
            and country_of(reading, facility) not in (None, land.label)
        ):
            continue  # "In SLOVAKIA, the plant …" is not the one in Morocco
        if owned and operator is not None and facility.operator is None:
            continue
        return facility
    return None


def _in_county(
    reading: Reading, operator: tuple[str, str] | None, kind: str, names: list[PlaceName]
) -> Facility | None:
    """``the main site in GREER COUNTY``, behind a plant of the same maker in a town: the one plant it has there."""
    if not all(n.kind == "country" or n.label.endswith(_COUNTIES) for n in names):
        return None
    own = [
        f
        for f in reading.facilities
        if f.operator == operator and kind in (f.kind, "site") and not f.uncertain and operator is not None
    ]
    if len(own) != 1 or not any(site.kind in ("", "town") and not site.near for site in own[0].sites):
        return None
    return None if any(site.label.endswith(" County") for site in own[0].sites) else own[0]


def _elsewhere(reading: Reading, facility: Facility, phrase: SitePhrase, names: list[PlaceName]) -> bool:
    """Whether a place lies in another country or province than a facility does, by what is said or known of it."""
    town = reading.registry.find(names[0].label, "Place")
    land = phrase.demonym or next((name.country for name in names if name.country), None)
    if land is not None and facility.country is not None and facility.country[0] != land:
        return True
    own = {site.label for site in facility.sites if site.kind == "province"}
    provinces = {name.label for name in names if name.kind == "province"}
    if town is not None and town.parent and not town.parent.endswith(_COUNTIES):
        provinces.add(town.parent)
    if not provinces and reading.paragraph_places:
        index, last = reading.paragraph_places[-1]
        provinces = {last.label} if last.kind == "province" and reading.scenes - index <= 1 else set()
    return bool(own and provinces and not own & provinces)


def find_or_make(
    reading: Reading,
    scene: Scene,
    phrase: SitePhrase,
    operator: tuple[str, str] | None,
    names: list[PlaceName],
    *,
    explicit: bool,
) -> Facility | None:
    kind = phrase.kind or "plant"
    if kind == "plant" and operator is not None and operator[0] in reading.battery_makers:
        kind = "battery plant"
    labels = [name.label for name in names if not name.near and name.kind not in ("country", "region")] or [
        name.label for name in names if name.kind not in ("country", "region")
    ]
    if labels:
        for facility in reversed(reading.facilities):
            if not any(facility.has_place(label) for label in labels[:1]) and not (
                len(labels) > 1 and facility.has_place(labels[-1]) and facility.place() == labels[-1]
            ):
                continue
            if kind not in ("site", "centre") and not phrase.generic and facility.kind != kind:
                continue
            if (
                explicit
                and facility.operator is not None
                and operator is not None
                and not same_group(reading, facility.operator[0], operator[0])
            ):
                continue
            if phrase.ordinal == 1 and facility.apart and facility.born != scene.index:
                facility.number = facility.number or 2
                continue  # "its first plant in TOWN", where a second was told of before
            if phrase.another or ((phrase.ordinal or 1) > 1 and facility.number != phrase.ordinal):
                continue
            if not explicit and phrase.indefinite:
                who = operator_of(runner_of(reading, scene, phrase))
                if (
                    who is not None
                    and facility.operator is not None
                    and not same_group(reading, who[0], facility.operator[0])
                ):
                    continue
            fill_site(reading, scene, facility, names, phrase)
            return facility
    if labels and phrase.definite and not phrase.another:
        known = around_town(reading, operator, kind, names)
        if known is not None:
            known.sites.insert(0, Site(names[0].label, "town", False, scene.quote))
            fill_site(reading, scene, known, names, phrase)
            return known
    if labels and phrase.definite and not phrase.another and names[0].kind == "province":
        known = in_province(reading, phrase, operator, names)
        if known is not None:
            fill_site(reading, scene, known, names, phrase)
            return known
    last = reading.facility
    if kind == "site" and labels and phrase.definite and last is not None and not phrase.owner:
        placed = [s for s in last.sites if s.kind in ("", "town") and not s.near]
        if (
            not placed
            and reading.scenes - reading.facility_scene <= 1
            and in_same_country(reading, last, names)
        ):
            fill_site(reading, scene, last, names, phrase)
            return last
    if kind in ("site", "centre"):
        if kind == "centre" or not labels:
            return None
        kind = "plant"
    if operator is None and not rx("facilities.find_or_make_get_will").search(scene.tag[: phrase.start]):
        operator = operator_of(runner_of(reading, scene, phrase))
    if kind == "plant" and operator is not None and operator[0] in reading.battery_makers:
        kind = "battery plant"
    # "its plant" that has no place yet, and now gets one
    same_country = names[-1].label if names and names[-1].kind == "country" else None
    if labels and not phrase.another and not phrase.plural:
        for facility in reversed(reading.recent[-3:]):
            land = same_country or registered_country(reading, labels[0])
            if phrase.indefinite and not (land and facility.country and facility.country[0] == land):
                continue
            whole = phrase.definite and not phrase.owner
            placed = [
                site
                for site in facility.sites
                if site.kind not in ("country", "region", "province") and not (site.near and whole)
            ]
            if (
                not placed
                and not _elsewhere(reading, facility, phrase, names)
                and kind in (facility.kind, "plant")
                and facility.operator is not None
                and operator is not None
                and (
                    facility.operator[0] == operator[0]
                    or (facility.planned and operator[0].startswith(f"{facility.operator[0]} "))
                )
                and in_same_country(reading, facility, names)
            ):
                facility.operator = operator
                fill_site(reading, scene, facility, names, phrase)
                return facility
    if not labels and names:
        country = names[-1].label if names[-1].kind == "country" else None
        for facility in reversed(reading.recent):
            if (
                facility.kind == kind
                and country
                and facility.operator is not None
                and facility.country
                and facility.country[0] == country
                and operator is not None
                and facility.operator is not None
                and facility.operator[0] == operator[0]
                and not phrase.another
                and not (
                    phrase.indefinite
                    and not phrase.definite
                    and not rx("facilities.find_or_make_runs_operates").search(
                        scene.tag[max(0, phrase.start - 14) : phrase.start]
                    )
                )
            ):
                return facility
    if (
        not explicit
        and phrase.definite
        and labels
        and operator is not None
        and not scene.within(0, phrase.start, "MBO")
        and (
            operator[0] not in reading.memory.get("place_makers", {}).get(labels[0], [operator[0]])
            or (
                scene.sentence.first
                and (reading.section_maker is None or reading.section_maker.label != operator[0])
                and {
                    named.label for _, named in reading.makers if named.tag in "MB" and named.cls != "Country"
                }
                - {operator[0]}
            )
        )
    ):
        return None
    if (
        not explicit
        and phrase.definite
        and operator is not None
        and rx("facilities.only_talks").search(scene.tag[max(0, phrase.start - 60) : phrase.start])
    ):
        return None
    getting = (
        operator is None
        and bool(labels)
        and rx("facilities.find_or_make_getting").search(scene.tag[: phrase.start])
    )
    if (
        operator is None
        and not getting
        and not (
            phrase.definite
            and labels
            and rx("facilities.find_or_make_run_operated").match(scene.tag[phrase.end :])
        )
    ):
        return None
    if (
        operator is not None
        and labels
        and names[0].kind in ("estate", "province")
        and not any(name.kind == "town" for name in names)
        and not phrase.another
    ):
        # "It has moved house in TOWN. Its new plant, in the … zone": the town stands in the sentence before
        town = town_before(reading, scene)
        if town is None and all(name.kind in ("estate", "country") for name in names):
            town = next((name for name in reading.dateline if name.kind in ("", "town")), None)
        if town is not None:
            names = [town, *names]
    if (
        not labels
        and names
        and names[-1].kind == "country"
        and (phrase.definite or phrase.own or phrase.owner)
    ):
        nearby = town_of_country(reading, scene, phrase, names[-1].label)
        if nearby:
            return find_or_make(reading, scene, phrase, operator, [*nearby, *names], explicit=explicit)
    if labels and (phrase.definite or phrase.own) and not phrase.another:
        same = _in_county(reading, operator, kind, names)
        if same is not None:
            fill_site(reading, scene, same, names, phrase)
            return same
    facility = Facility(
        kind,
        operator,
        scene.quote,
        quote=scene.quote,
        scene=scene.index,
        born=scene.index,
        said_by=reading.said_by,
        apart=phrase.another or (phrase.ordinal or 1) > 1,
    )
    if (
        phrase.ordinal
        and phrase.ordinal > 1
        and labels
        and any(
            f.operator == operator and f.has_place(labels[0]) and f.kind == kind for f in reading.facilities
        )
    ):
        facility.number = phrase.ordinal
    elif (
        phrase.another
        and labels
        and any(
            f.operator == operator and f.has_place(labels[0]) and f.kind == kind for f in reading.facilities
        )
    ):
        facility.number = 2
    if operator is not None and phrase.demonym and not any(name.kind == "country" for name in names):
        home = reading.registry.home_of(operator[0])
        if phrase.demonym != home or phrase.own or phrase.owner:
            facility.country = (phrase.demonym, scene.quote)
    fill_site(reading, scene, facility, names, phrase)
    reading.facilities.append(facility)
    return facility
