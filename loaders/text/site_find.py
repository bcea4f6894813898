"""Finding the facility that is meant among those spoken of before, or making a new one; and who runs it."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility, Site
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_fill import fill_site, in_same_country, town_before
from autoatlas.loaders.text.sites import SitePhrase
from autoatlas.loaders.text.slots import antecedent, apposed

__all__ = ["find_or_make", "known_site", "operator_of", "owner_of", "remember", "runner_of", "taker_of"]


def remember(reading: Reading, facility: Facility) -> None:
    reading.facility = facility
    reading.facility_scene = reading.scenes
    if reading.memory.get("unplaced") == reading.scenes:
        del reading.memory["unplaced"]
    if facility in reading.recent:
        reading.recent.remove(facility)
    reading.recent.append(facility)


def operator_of(mention: Mention | None) -> tuple[str, str] | None:
    if mention is None or mention.cls == "Country":
        return None
    if mention.tag == "U":
        return (mention.label, "Organization")
    return (mention.label, mention.cls or "Organization")


def owner_of(reading: Reading, scene: Scene, phrase: SitePhrase) -> Mention | None:
    """Whose "its" it is: the subject of the clause, failing that who was spoken of last."""
    through = apposed(scene, phrase.start)
    if through is not None and through.cls != "Country":
        return through
    fronted = _subject_ahead(scene, phrase.start)
    if fronted is not None:
        return fronted
    start, _ = reading.clauses.span(phrase.start)
    inside = [m for _, m in scene.within(start, phrase.start, "MBO") if _can_run(m)]
    relative = antecedent(reading, scene, phrase.start, "MBO")
    if (
        relative is not None
        and relative.cls != "Country"
        and not rx("facilities.whose").match(scene.tag, start)
    ):
        return relative
    if len(inside) > 1 and rx("facilities.own_subsidiary_arm").search(scene.tag[start : phrase.start]):
        return inside[1]
    if len(inside) > 1 and re.search(r"M's B(?![a-z])", scene.tag[start : phrase.start]):
        return next((m for m in inside if m.tag == "B"), inside[0])
    if inside:
        return inside[0]
    before = [m for _, m in scene.within(0, phrase.start, "MBO") if _can_run(m)]
    if before:
        return before[0]
    if re.search(r"\bour\b", scene.tag[phrase.start : phrase.start + 5]) and reading.we is not None:
        return reading.we
    if reading.maker is not None and reading.maker.tag == "O" and reading.section_maker is not None:
        return reading.section_maker
    return reading.maker


def _can_run(mention: Mention) -> bool:
    """Whether a name can be that of who runs a plant: a country's makers do not, nor does a ministry."""
    return mention.cls != "Country" and not (
        mention.tag == "O" and rx("discourse.no_firm").search(mention.label)
    )


def _subject_ahead(scene: Scene, place: int) -> Mention | None:
    """``Besides its plant in TOWN, X runs …``: X, who is only named behind the words that open the sentence."""
    ahead = rx("facilities.fronted_own").match(scene.tag)
    if ahead is None or ahead.start("who") < place or scene.within(0, place, "MBO"):
        return None
    who = scene.at(ahead.start("who"))
    return who if who is not None and who.cls != "Country" else None


def taker_of(reading: Reading, scene: Scene, phrase: SitePhrase) -> tuple[str, str] | None:
    """``X, which took over Y's plant in TOWN, …``: X, if it has happened."""
    seller = phrase.owner or phrase.modifier
    if seller is None or not rx("facilities.taken_over").search(scene.tag[: phrase.start]):
        return None
    if reading.clauses.at(phrase.start) != "actual":
        return None
    buyer = runner_of(reading, scene, SitePhrase(phrase.start, phrase.start, "plant"))
    if buyer is None or buyer.label == seller.label:
        return None
    return operator_of(buyer)


def _compatible(
    reading: Reading, facility: Facility, phrase: SitePhrase, operator: tuple[str, str] | None
) -> bool:
    kind = phrase.kind
    if kind == "centre":
        if facility.kind not in ("R&D centre", "design centre"):
            return False
    elif kind == "site":
        pass
    elif phrase.generic and kind == "plant":
        if facility.kind in ("R&D centre", "design centre", "regional headquarters", "warehouse"):
            return False
    elif kind != facility.kind:
        return False
    if (
        operator is not None
        and facility.operator is not None
        and not same_group(reading, operator[0], facility.operator[0])
    ):
        return False
    if phrase.demonym is not None:
        country = facility.country[0] if facility.country else (facility.hint or "").lstrip("~=") or None
        if country is not None and country != phrase.demonym:
            return False
    return not (phrase.ordinal and phrase.ordinal > 1 and facility.number not in (None, phrase.ordinal))


def same_group(reading: Reading, one: str, other: str) -> bool:
    """Whether two names are one maker, or a maker and a brand or company of its."""
    if one == other:
        return True
    for child, parent in ((one, other), (other, one)):
        entity = reading.registry.find(child)
        if entity is not None and entity.parent == parent and entity.cls == "Brand":
            return True
    return False


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
                if f.number == phrase.ordinal and _compatible(reading, f, phrase, operator)
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
        if not _compatible(reading, facility, phrase, operator):
            continue
        if (
            land is not None
            and land.cls == "Country"
            and _country_of(reading, facility) not in (None, land.label)
        ):
            continue  # "In SLOVAKIA, the plant …" is not the one in Morocco
        if owned and operator is not None and facility.operator is None:
            continue
        return facility
    return None


def _registered_country(reading: Reading, town: str) -> str | None:
    entity = reading.registry.find(town, "Place")
    return entity.country if entity is not None else None


def _country_of(reading: Reading, facility: Facility) -> str | None:
    if facility.country is not None:
        return facility.country[0]
    for site in facility.sites:
        entity = reading.registry.find(site.label, "Place")
        if entity is not None and entity.country:
            return entity.country
    return None


def _subject_shared(reading: Reading, scene: Scene, start: int) -> Mention | None:
    """``X sold …; Y makes buses and has agreed to build …``: Y, the subject of the clause before, not of all."""
    tag = scene.tag
    stop = max(tag.rfind(";", 0, start), tag.rfind(". ", 0, start))
    if stop < 0 or not rx("facilities.goes_on").match(tag, start):
        return None
    for _, mention in scene.within(stop, start, "MBO"):
        if mention.cls != "Country":
            return mention
    return None


def runner_of(reading: Reading, scene: Scene, phrase: SitePhrase) -> Mention | None:
    """Who runs a plant that no possessive gives to anybody: "X opened a plant", "a plant that X runs"."""
    tag = scene.tag
    behind = rx("facilities.subject_behind").match(tag, phrase.end)
    if behind:
        return scene.at(behind.start("who"))
    cleft = rx("facilities.subject_cleft").match(tag, phrase.end)
    if cleft:
        return scene.at(cleft.start("who"))
    behind = rx("facilities.subject_behind_2").match(tag, phrase.end)
    if behind:
        return scene.at(behind.start("who"))
    through = apposed(scene, phrase.start)
    if through is not None and through.cls != "Country":
        return through
    child = rx("facilities.subsidiary_that").search(tag, 0, phrase.start) or rx(
        "facilities.with_plant"
    ).search(tag, 0, phrase.start)
    if child:
        return scene.at(child.start("s"))
    given = rx("facilities.given_to").search(tag, 0, phrase.start)
    if given and not re.search(r"[MBO]", tag[given.end() : phrase.start]):
        return scene.at(given.start("who"))
    start, _ = reading.clauses.span(phrase.start)
    inside = [(p, m) for p, m in scene.within(start, phrase.start, "MBO") if _can_run(m)]
    inside = [
        (p, m) for p, m in inside if not rx("facilities.subject_inside").search(tag[max(0, p - 12) : p])
    ] or inside
    if len(inside) > 1 and rx("facilities.subject_subsidiary_arm").match(tag[inside[0][0] + 1 :]):
        inside = inside[1:]
    if inside:
        return inside[0][1]
    if reading.we is not None and rx("facilities.subject_we_our").search(tag[start : phrase.start + 4]):
        return reading.we
    before = [(p, m) for p, m in scene.within(0, phrase.start, "MBO") if _can_run(m)]
    clause = tag[start : phrase.start]
    shared = _subject_shared(reading, scene, start)
    if shared is not None:
        return shared
    if not rx("facilities.subject_which_who").match(clause):
        before = [
            (p, m) for p, m in before if not rx("facilities.subject_inside").search(tag[max(0, p - 12) : p])
        ] or before
    if before:
        if rx("facilities.subject_which_who").match(clause):
            return before[-1][1]
        return before[0][1]
    after = rx("facilities.subject_after").match(tag, phrase.end)
    if after:
        return scene.at(after.start("who"))
    if reading.maker is not None and reading.maker.cls != "Country":
        return reading.maker
    return reading.section_maker


def _around_town(
    reading: Reading, operator: tuple[str, str] | None, kind: str, names: list[PlaceName]
) -> Facility | None:
    """``its Zaragoza plant … The plant in Figueruelas``: one plant, by the town that is part of the other."""
    town = reading.registry.find(names[0].label, "Place")
    if town is None or not town.parent:
        return None
    around = [
        facility
        for facility in reading.facilities
        if operator in (None, facility.operator) and facility.kind == kind and facility.place() == town.parent
    ]
    return around[0] if len(around) == 1 else None


def _town_of_country(reading: Reading, scene: Scene, phrase: SitePhrase, country: str) -> list[PlaceName]:
    """``… in TOWN. The maker's newest Indian plant …``: the town just spoken of, if it can be in that country."""
    if phrase.demonym is None or phrase.plural:
        return []
    if not reading.paragraph_places or not 0 < scene.index - reading.paragraph_places[-1][0] <= 1:
        return []
    spot = [name for name in reading.spot if not name.near]
    if not spot or spot[0].kind in ("country", "region", "province"):
        return []
    entity = reading.registry.find(spot[0].label, "Place")
    if entity is not None and entity.country not in (None, country):
        return []
    if any(
        name.country not in (None, country) or (name.kind == "country" and name.label != country)
        for name in spot
    ):
        return []
    return [name for name in spot if name.kind != "country"]


def _in_province(
    reading: Reading, phrase: SitePhrase, operator: tuple[str, str] | None, names: list[PlaceName]
) -> Facility | None:
    """``the plant in PROVINCE``: the one spoken of last, unless another province is known for it."""
    for facility in reversed(reading.recent[-2:]):
        if (
            _compatible(reading, facility, phrase, operator)
            and facility.place() is not None
            and not any(site.kind == "province" and site.label != names[0].label for site in facility.sites)
            and in_same_country(reading, facility, names)
        ):
            return facility
    return None


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
    labels = [name.label for name in names if not name.near and name.kind not in ("country", "region")] or [
        name.label for name in names if name.kind not in ("country", "region")
    ]
    if operator is None and not labels and not names:
        pass
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
        known = _around_town(reading, operator, kind, names)
        if known is not None:
            known.sites.insert(0, Site(names[0].label, "town", False, scene.quote))
            fill_site(reading, scene, known, names, phrase)
            return known
    if labels and phrase.definite and not phrase.another and names[0].kind == "province":
        known = _in_province(reading, phrase, operator, names)
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
    # "its plant" that has no place yet, and now gets one
    same_country = names[-1].label if names and names[-1].kind == "country" else None
    if labels and not phrase.another:
        for facility in reversed(reading.recent[-3:]):
            land = same_country or _registered_country(reading, labels[0])
            if phrase.indefinite and not (land and facility.country and facility.country[0] == land):
                continue
            placed = [
                s for s in facility.sites if s.kind not in ("country", "region", "province") and not s.near
            ]
            if (
                not placed
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
                and {named.label for _, named in reading.makers if named.cls != "Country"} - {operator[0]}
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
        nearby = _town_of_country(reading, scene, phrase, names[-1].label)
        if nearby:
            return find_or_make(reading, scene, phrase, operator, [*nearby, *names], explicit=explicit)
    facility = Facility(
        kind,
        operator,
        scene.quote,
        quote=scene.quote,
        scene=scene.index,
        born=scene.index,
        said_by=reading.said_by,
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
