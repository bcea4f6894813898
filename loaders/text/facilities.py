"""Which facility a noun phrase means: one that was spoken of before, or a new one."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.sites import SitePhrase, site_phrases
from autoatlas.loaders.text.slots import apposed

__all__ = ["facility_of", "read_sites"]


def read_sites(reading: Reading, scene: Scene) -> None:
    """Put a mention ``F`` over each phrase for a facility and tie it to what it means."""
    place = 0
    fresh = 0
    _latter(reading, scene)
    while fresh < 12:
        phrase = site_phrases(scene, reading.know, place)
        if phrase is None:
            break
        place = phrase.end
        found = _resolve(reading, scene, phrase)
        if not found:
            continue
        fresh += 1
        mention = Mention(0, 0, "F", facility=found[0], extra={"all": found, "phrase": phrase})
        mention.extra["inner"] = [m for _, m in scene.within(phrase.start, phrase.end, "EVNWGH")]
        mention.reference = (phrase.definite or phrase.own) and found[0].born != scene.index
        mention.possessive = phrase.owner is not None or phrase.own
        scene.add(phrase.start, phrase.end, mention)
        place = phrase.start + 1
        for facility in found:
            _remember(reading, facility)
    _run_by(reading, scene)
    _late_places(reading, scene)
    _implied_site(reading, scene)
    _town_alone(reading, scene)


def _run_by(reading: Reading, scene: Scene) -> None:
    """``The plant, known as …, is run by X``: now it is known who runs it."""
    match = rx("facilities.run_by_been_will").search(scene.tag)
    behind = rx("facilities.run_by_behind").match(scene.tag)
    if behind and reading.facility is not None and reading.facility.operator is None:
        who = scene.at(behind.start("who"))
        if who is not None and who.cls != "Country":
            reading.facility.operator, reading.facility.operator_quote = _operator(who), scene.quote
    if match:
        site, who = scene.at(match.start()), scene.at(match.start("who"))
        if site is not None and site.facility is not None and who is not None and who.cls != "Country":
            site.facility.operator = _operator(who)
            site.facility.operator_quote = scene.quote


def _latter(reading: Reading, scene: Scene) -> None:
    """``The latter``: the site spoken of last, where the sentence before named one."""
    match = rx("facilities.latter_latter_former").match(scene.tag)
    if not match or reading.facility is None or scene.index - reading.facility_scene > 1 or "F" in scene.tag:
        return
    pool = reading.recent[-1:] if match["which"] == "latter" else reading.recent[-2:-1]
    if pool:
        scene.add(
            0,
            match.end(),
            Mention(0, 0, "F", facility=pool[0], reference=True, extra={"all": pool, "inner": []}),
        )
        reading.facility_scene = scene.index


def _town_alone(reading: Reading, scene: Scene) -> None:
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
        _remember(reading, facility)
        return


_IMPLIED = (
    r"(?<![a-z])(?:(?P<start>start(?:s|ed)?|beg(?:ins?|an|un)|launch(?:es|ed)?|commenced|starting|beginning) (?:the )?(?:to (?:make|build|assemble|produce|manufacture)|making|building|assembling|producing|manufacturing|(?:mass |series |local |volume |serial |trial |pilot )?(?:production|assembly|manufacturing)(?: of)?)"
    r"|(?P<off>(?:rolled|rolls|roll|came|comes) off (?:the|its) (?:assembly |production )?line)|(?P<makes>makes|builds|assembles|produces|manufactures|(?:has|have) been (?:making|building|assembling|producing)|puts together)|(?P<will>(?:will|to|would) (?:make|build|assemble|produce|manufacture)))"
    r"(?P<what> [^.;:FZE]{0,60}?)? (?:in|at) (?=(?:the )?(?:{direction}[ -])?(?:A )?(?:{direction}[ -])?(?:(?:{town_word}|{province_word})(?: of)? )?[PU](?![a-z']))"
)


_ELIDED = (
    r"(?<![a-z])(?:(?:opened|opens|built|runs|set up|has|operates|inaugurated|building|opening) (?:one|another|a second|a third|a second one)"
    r"|the (?:youngest|newest|latest|most recent|largest|biggest|oldest|first|second|third|other)(?: one| of (?:them|these))?(?: is| stands| opened| was opened)?) ?,? (?:in|at) (?=(?:the )?(?:{direction}[ -])?[PU](?![a-z']))"
)


def _elided_site(reading: Reading, scene: Scene) -> bool:
    """``Z opened one in TOWN``, ``the youngest, in TOWN``: a site whose noun stands in the sentence before."""
    match = reading.know.compiled(_ELIDED).search(scene.tag)
    if match is None:
        return False
    raw = scene.text[max(0, scene.sentence.start - 260) : scene.sentence.end].lower()
    kinds = rx("facilities.elided_site_kinds").findall(raw)
    if not kinds:
        return False
    kind = (
        "R&D centre"
        if kinds[-1].startswith(("r&d", "research"))
        else "design centre"
        if kinds[-1].startswith("design")
        else "plant"
    )
    names, end = place_phrase(scene, match.end(), reading.know)
    if not names or names[0].kind in ("country", "region"):
        return False
    operator = _operator(_subject(reading, scene, SitePhrase(match.start(), match.start(), "plant")))
    if operator is None:
        return False
    phrase = SitePhrase(match.end(), end, "plant", kind=kind, places=names)
    facility = _find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is None:
        return False
    one = rx("facilities.elided_site_one").search(match[0])
    start = match.start() + (one.start() if one else 0)
    scene.add(
        start,
        end,
        Mention(0, 0, "F", facility=facility, extra={"all": [facility], "inner": [], "phrase": phrase}),
    )
    _remember(reading, facility)
    return True


def _implied_site(reading: Reading, scene: Scene) -> None:
    """``X has begun to build cars in TOWN``: there is a plant in that town."""
    if re.search("[PU]", scene.tag) and _elided_site(reading, scene):
        return
    here = rx("facilities.implied_site_here").search(scene.tag)
    if (
        here
        and "F" not in scene.tag
        and reading.dateline
        and reading.scenes <= 8
        and not reading.facilities
        and rx("facilities.implied_site_production_assembly").search(scene.tag)
        and reading.dateline[0].kind not in ("country", "region")
    ):
        facility = Facility(
            "plant",
            _operator(_subject(reading, scene, SitePhrase(here.start(), here.start(), "plant"))),
            scene.quote,
            quote=scene.quote,
            scene=scene.index,
            born=scene.index,
        )
        _fill(reading, scene, facility, reading.dateline, SitePhrase(0, 0, "plant"))
        reading.facilities.append(facility)
        scene.add(
            here.start(),
            here.end(),
            Mention(0, 0, "F", facility=facility, extra={"all": [facility], "inner": []}),
        )
        _remember(reading, facility)
        return
    if "F" in scene.tag or not re.search("[PU]", scene.tag):
        return
    place = 0
    for _ in range(4):
        place = _next_implied(reading, scene, place)
        if not place:
            return


def _next_implied(reading: Reading, scene: Scene, place: int) -> int:
    match = reading.know.compiled(_IMPLIED).search(scene.tag, place)
    if match is None:
        return 0
    before = len(scene.mentions)
    _implied_at(reading, scene, match)
    return match.end() + 1 if len(scene.mentions) <= before else match.start() + 12


def _implied_at(reading: Reading, scene: Scene, match: re.Match[str]) -> None:
    if match is None or not rx("facilities.implied_at_cars_vehicles").search(match[0]):
        return
    if re.search(r"[MBO]", match["what"] or "") and rx("facilities.implied_at_joint_venture").search(match["what"] or ""):
        return
    names, end = place_phrase(scene, match.end(), reading.know)
    if not names or names[0].kind in ("country", "region"):
        return
    tagged = (
        scene.at(scene.tag.index(scene.tag[match.end() : end].lstrip("the "), match.end())) if False else None
    )
    del tagged
    if "U" in scene.tag[match.end() : end] and not any(
        name.kind in ("country", "province", "town") or name.country for name in names
    ):
        return
    phrase = SitePhrase(match.end(), end, "plant", kind="plant", places=names)
    subject = _subject(reading, scene, SitePhrase(match.start(), match.start(), "plant"))
    model = scene.last(match.start(), "X")
    if match["off"] and not scene.within(0, match.start(), "MBO") and model is not None:
        entity = reading.registry.find(model[1].label, "Model")
        maker = reading.registry.find(entity.parent) if entity is not None and entity.parent else None
        if maker is not None and maker.relation == "brandOf" and maker.parent:
            maker = reading.registry.find(maker.parent) or maker
        if maker is not None and (reading.maker is None or reading.maker.label != maker.label):
            subject = Mention(0, 0, "M", maker.label, maker.cls)
    operator = _operator(subject)
    if operator is None:
        return
    facility = _find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is None:
        return
    mention = Mention(0, 0, "F", facility=facility, extra={"all": [facility], "inner": [], "phrase": phrase})
    scene.add(match.end(), end, mention)
    if match["will"] and facility.born == scene.index and facility.planned is None:
        facility.planned = True
    if (
        not rx("facilities.implied_at_which_that").search(scene.tag[: match.start()])
        or reading.facility is None
    ):
        _remember(reading, facility)


def _remember(reading: Reading, facility: Facility) -> None:
    reading.facility = facility
    reading.facility_scene = reading.scenes
    if facility in reading.recent:
        reading.recent.remove(facility)
    reading.recent.append(facility)


def _operator(mention: Mention | None) -> tuple[str, str] | None:
    if mention is None or mention.cls == "Country":
        return None
    if mention.tag == "U":
        return (mention.label, "Organization")
    return (mention.label, mention.cls or "Organization")


def _resolve(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[Facility]:
    if phrase.groups and not (len(phrase.groups) == 1 and (phrase.count or 0) != 1):
        return _several(reading, scene, phrase, phrase.groups)
    if phrase.groups:
        if all(name.kind == "country" for name in phrase.groups[0]) or phrase.count:
            return []
        phrase.places = phrase.groups[0]
    owner = phrase.owner
    if owner is not None and owner.tag == "U" and not phrase.places:
        return []
    if (
        phrase.indefinite
        and not phrase.another
        and rx("facilities.resolve_first_second").search(scene.tag[: phrase.start])
    ):
        return []
    explicit = owner or (phrase.modifier if not phrase.former else None)
    operator = _operator(explicit)
    if phrase.own and operator is None:
        operator = _operator(_own(reading, scene, phrase))
    names = [name for name in phrase.places if not (name.near and name.kind in ("country", "region"))]
    if phrase.places and all(name.kind == "region" for name in phrase.places):
        return []
    if phrase.there:
        names = _there(reading, scene, phrase)
    if phrase.plural:
        owners = [m for _, m in scene.within(0, phrase.start, "MB") if m.cls != "Country"]
        if (
            names
            and len(owners) >= 2
            and not operator
            and rx("facilities.resolve_both_each").search(scene.tag[: phrase.start].replace("B", "M"))
        ):
            run = rx("facilities.resolve_run").search(scene.tag[: phrase.start])
            listed = [m for _, m in scene.within(run.start(), phrase.start, "MB")] if run else owners
            return [
                f
                for m in listed
                if (f := _find_or_make(reading, scene, phrase, _operator(m), names, explicit=True))
            ]
        if names and operator is None and not phrase.definite:
            return []
        if not names:
            return []
        return []
    if names:
        return _one(_find_or_make(reading, scene, phrase, operator, names, explicit=operator is not None))
    found = _known(reading, scene, phrase, operator)
    if found is not None:
        lead = rx("facilities.resolve_lead").match(scene.tag)
        if lead and not any(site.kind in ("", "town") for site in found.sites):
            places, _ = place_phrase(scene, lead.end(), reading.know)
            _fill(reading, scene, found, places, phrase)
        return [found]
    if phrase.kind in ("centre", "site") or (phrase.generic and phrase.kind == "regional headquarters"):
        return []
    names = _elsewhere(reading, scene, phrase)
    if (
        not names
        and phrase.definite
        and not phrase.owner
        and reading.paragraph_places
        and reading.scenes - reading.paragraph_places[-1][0] <= 2
    ):
        # "In X, Y works with Z. The factory …": the place spoken of
        names = list(reading.spot)
    if (
        not names
        and reading.dateline
        and (phrase.definite or re.search(r"\bhere\b", scene.tag))
        and not phrase.owner
        and reading.scenes <= 8
    ):
        names = list(reading.dateline)
    if not names and phrase.demonym:
        names = [PlaceName(phrase.demonym, "country")]
    if (
        not names
        and (phrase.indefinite or phrase.generic)
        and not (phrase.definite or phrase.own or phrase.owner)
    ):
        return []
    return _one(_find_or_make(reading, scene, phrase, operator, names, explicit=operator is not None))


def _one(facility: Facility | None) -> list[Facility]:
    return [facility] if facility is not None else []


def _own(reading: Reading, scene: Scene, phrase: SitePhrase) -> Mention | None:
    """Whose "its" it is: the subject of the clause, failing that who was spoken of last."""
    through = apposed(scene, phrase.start)
    if through is not None and through.cls != "Country":
        return through
    start, _ = reading.clauses.span(phrase.start)
    inside = [m for _, m in scene.within(start, phrase.start, "MBO") if m.cls != "Country"]
    if len(inside) > 1 and rx("facilities.own_subsidiary_arm").search(scene.tag[start : phrase.start]):
        return inside[1]
    if len(inside) > 1 and re.search(r"M's B(?![a-z])", scene.tag[start : phrase.start]):
        return next((m for m in inside if m.tag == "B"), inside[0])
    if inside:
        return inside[0]
    before = [m for _, m in scene.within(0, phrase.start, "MBO") if m.cls != "Country"]
    if before:
        return before[0]
    if re.search(r"\bour\b", scene.tag[phrase.start : phrase.start + 5]) and reading.we is not None:
        return reading.we
    if reading.maker is not None and reading.maker.tag == "O" and reading.section_maker is not None:
        return reading.section_maker
    return reading.maker


def _there(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[PlaceName]:
    inside = scene.within(0, phrase.start, "PC")
    if not inside and reading.spot:
        return [
            PlaceName(name.label, name.kind, country=name.country, reference=True) for name in reading.spot
        ]
    mention = inside[-1][1] if inside else reading.place
    if mention is None:
        return [PlaceName(reading.country, "country", reference=True)] if reading.country else []
    kind = "country" if mention.tag == "C" else mention.kind
    return [PlaceName(mention.label, kind, country=mention.country, reference=True)]


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
        country = facility.country[0] if facility.country else facility.hint
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


def _known(
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
    for facility in pool:
        if not _compatible(reading, facility, phrase, operator):
            continue
        if owned and operator is not None and facility.operator is None:
            continue
        return facility
    return None


def _elsewhere(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[PlaceName]:
    """The place that the sentence gives elsewhere: "a plant is planned in X", "In X, Y opened a plant"."""
    know, tag = reading.know, scene.tag
    inner = rx("facilities.elsewhere_inner").search(tag[: phrase.start])
    if inner:
        names, _ = place_phrase(scene, inner.end(), know)
        if names:
            return names
    getting = know.compiled(r"^(?:the )?(?=[PU])").match(tag)
    if getting and rx("facilities.elsewhere_get_will").search(tag[: phrase.start]):
        names, _ = place_phrase(scene, getting.end(), know)
        if names:
            return names
    chosen = rx("facilities.elsewhere_chosen").search(tag[: phrase.start])
    if chosen and re.search(r" (?:for|as) ", tag[chosen.end() : phrase.start]):
        names, _ = place_phrase(scene, chosen.end(), know)
        if names:
            return names
    stone = rx("facilities.elsewhere_stone").search(tag[: phrase.start])
    if stone and rx("facilities.elsewhere_for_build").search(tag[stone.end() : phrase.start]):
        names, _ = place_phrase(scene, stone.end(), know)
        if names:
            return names
    _, end = reading.clauses.span(phrase.start)
    later = rx("facilities.elsewhere_later").match(tag, phrase.end)
    if later:
        names, _ = place_phrase(scene, later.end(), know)
        if names:
            if later["near"]:
                names[0].near = True
            return names
    last = None
    for match in rx("facilities.elsewhere").finditer(tag, phrase.end, min(len(tag), end + 1)):
        if "F" in tag[phrase.end : match.start()]:
            break
        if rx("facilities.elsewhere_sold_sales").search(tag[: match.start()]):
            continue
        last = match
        break
    if last:
        names, _ = place_phrase(scene, last.end(), know)
        if names and not (last["near"] and names[0].kind in ("country", "region")):
            if last["near"]:
                names[0].near = True
            return names
    lead = rx("facilities.elsewhere_lead").match(tag)
    if lead and lead.end() < phrase.start:
        names, stop = place_phrase(scene, lead.end(), know)
        if names and stop < phrase.start and not any(n.kind == "region" for n in names):
            return names
    return []


def _several(
    reading: Reading, scene: Scene, phrase: SitePhrase, groups: list[list[PlaceName]]
) -> list[Facility]:
    operator = _operator(phrase.owner or phrase.modifier)
    if operator is None and phrase.own:
        operator = _operator(_own(reading, scene, phrase))
    found = []
    for names in groups[:10]:
        facility = _find_or_make(reading, scene, phrase, operator, names, explicit=operator is not None)
        if facility is not None and facility not in found:
            found.append(facility)
    return found


def _subject(reading: Reading, scene: Scene, phrase: SitePhrase) -> Mention | None:
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
    start, _ = reading.clauses.span(phrase.start)
    inside = [(p, m) for p, m in scene.within(start, phrase.start, "MBO") if m.cls != "Country"]
    inside = [
        (p, m)
        for p, m in inside
        if not rx("facilities.subject_inside").search(tag[max(0, p - 12) : p])
    ] or inside
    if len(inside) > 1 and rx("facilities.subject_subsidiary_arm").match(tag[inside[0][0] + 1 :]):
        inside = inside[1:]
    if inside:
        return inside[0][1]
    if reading.we is not None and rx("facilities.subject_we_our").search(tag[start : phrase.start + 4]):
        return reading.we
    before = [(p, m) for p, m in scene.within(0, phrase.start, "MBO") if m.cls != "Country"]
    clause = tag[start : phrase.start]
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


def _find_or_make(
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
            if phrase.another or (phrase.ordinal or 1) > 1 and facility.number != phrase.ordinal:
                continue
            if not explicit and phrase.indefinite:
                who = _operator(_subject(reading, scene, phrase))
                if (
                    who is not None
                    and facility.operator is not None
                    and not same_group(reading, who[0], facility.operator[0])
                ):
                    continue
            _fill(reading, scene, facility, names, phrase)
            return facility
    if kind in ("site", "centre"):
        if kind == "centre" or not labels:
            return None
        kind = "plant"
    if operator is None and not rx("facilities.find_or_make_get_will").search(scene.tag[: phrase.start]):
        operator = _operator(_subject(reading, scene, phrase))
    # "its plant" that has no place yet, and now gets one
    same_country = names[-1].label if names and names[-1].kind == "country" else None
    if labels and not phrase.another:
        for facility in reversed(reading.recent[-3:]):
            if phrase.indefinite and not (
                same_country and facility.country and facility.country[0] == same_country
            ):
                continue
            placed = [s for s in facility.sites if s.kind not in ("country", "region")]
            if (
                not placed
                and facility.kind == kind
                and facility.operator is not None
                and operator is not None
                and facility.operator[0] == operator[0]
                and _same_country(reading, facility, names)
            ):
                _fill(reading, scene, facility, names, phrase)
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
                    and not rx("facilities.find_or_make_runs_operates").search(scene.tag[max(0, phrase.start - 14) : phrase.start])
                )
            ):
                return facility
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
        town = _town_before(reading, scene)
        if town is not None:
            names = [town, *names]
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
    _fill(reading, scene, facility, names, phrase)
    reading.facilities.append(facility)
    return facility


def _same_country(reading: Reading, facility: Facility, names: list[PlaceName]) -> bool:
    """Whether a facility whose country is known, and no more, can be the one in a town."""
    if facility.country is None:
        return not facility.cancelled
    if facility.cancelled or reading.scenes - facility.born > 4:
        return False
    if names[-1].kind == "country":
        return names[-1].label == facility.country[0]
    entity = reading.registry.find(names[0].label, "Place")
    return entity is None or entity.country in (None, facility.country[0])


def _town_before(reading: Reading, scene: Scene) -> PlaceName | None:
    """The one town that the paragraph has spoken of so far."""
    towns = {
        m.label
        for index, m in reading.paragraph_places
        if m.kind not in ("estate", "province") and scene.index - index <= 1
    }
    if reading.dateline and reading.dateline[0].label in towns:
        return None
    if (
        len(towns) == 1
        and len(reading.paragraph_places) == 1
        and reading.spot
        and reading.spot[0].label in towns
    ):
        return PlaceName(reading.spot[0].label, "town", country=reading.spot[0].country)
    return None


def _fill(
    reading: Reading, scene: Scene, facility: Facility, names: list[PlaceName], phrase: SitePhrase
) -> None:
    nearer = [name for name in names if not name.near and name.kind not in ("country", "region")]
    rank = 0
    for name in names:
        if name.kind == "region":
            continue
        if name.kind == "country":
            if facility.country is None:
                facility.country = (name.label, scene.quote)
            continue
        if name.near and (nearer or any(s.kind not in ("estate",) for s in facility.sites)):
            continue
        kind = name.kind
        if not kind and rank > 0:
            kind = "province" if any(s.kind in ("", "town") for s in facility.sites) else ""
        facility.add_site(name.label, kind, name.near, scene.quote)
        rank += 1
        if name.country and facility.country is None:
            facility.country = (name.country, scene.quote)
    town = facility.place()
    if (
        town is not None
        and reading.dateline
        and reading.dateline[0].label == town
        and facility.born <= 6
        and not any(f is not facility and f.has_place(town) for f in reading.facilities)
    ):
        for name in reading.dateline[1:]:
            if name.kind == "country":
                facility.country = facility.country or (name.label, scene.quote)
            else:
                facility.add_site(name.label, "province", False, scene.quote)
    if facility.hint is None:
        facility.hint = _country_hint(reading, scene, facility)


def _country_hint(reading: Reading, scene: Scene, facility: Facility) -> str | None:
    """The country that the text around gives a town, where no country stands beside it."""
    for site in facility.sites:
        entity = reading.registry.find(site.label, "Place")
        if entity is not None and entity.country:
            return "~" + entity.country
    countries = [m for _, m in scene.all("C") if m.tag == "C"]
    if countries:
        return countries[-1].label
    home = reading.registry.home_of(facility.operator[0]) if facility.operator else None
    adjectives = [m for _, m in scene.all("A") if m.cls == "Country" and m.label != home]
    if len({m.label for m in adjectives}) == 1:
        return adjectives[0].label
    return reading.memory.get("paragraph_country") or reading.section_country


def _late_places(reading: Reading, scene: Scene) -> None:
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
                _fill(reading, scene, reading.facility, names[:1], SitePhrase(0, 0, ""))
    park = rx("facilities.late_places_park").search(scene.tag)
    if park and reading.facility is not None and reading.scenes - reading.facility_scene <= 2:
        names, _ = place_phrase(scene, park.end(), know)
        if names and names[0].kind == "estate":
            _fill(reading, scene, reading.facility, names, SitePhrase(0, 0, ""))
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
    _fill(reading, scene, facility, names, SitePhrase(0, 0, ""))
    _remember(reading, facility)


def facility_of(reading: Reading, scene: Scene, place: int, *, near: bool = True) -> Facility | None:
    """The facility that something at a place of the tagged text is about.

    The last one before it in the clause, failing that in the sentence, then the one the sentence gives after it, then the
    one the sentences before were about.
    """
    start, end = reading.clauses.span(place)
    if rx("facilities.facility_of_where").match(scene.tag[start:place]):
        spot = scene.last(start, "PF", max(0, start - 30))
        if spot is not None and spot[1].tag == "P":
            label = spot[1].label
            return next(
                (f for f in reversed(reading.facilities) if f.has_place(label) and not f.uncertain), None
            )
    for low, high in ((start, place), (0, place)):
        found = scene.last(high, "F", low)
        if found is not None:
            return found[1].facility
    after = scene.next(place, "F", end)
    if after is not None:
        return after[1].facility
    if near:
        after = scene.next(place, "F")
        if after is not None:
            return after[1].facility
    for at, mention in scene.all("P"):
        if rx("facilities.facility_of_at_for").search(scene.tag[max(0, at - 4) : at]):
            named = next(
                (
                    f
                    for f in reversed(reading.facilities)
                    if f.has_place(mention.label)
                    and not f.uncertain
                    and f.kind in ("plant", "battery plant", "parts plant")
                ),
                None,
            )
            if named is not None:
                return named
    if scene.sentence.block.kind == "bullet" and reading.section_facility is not None:
        return reading.section_facility
    if reading.facility is not None and reading.scenes - reading.facility_scene <= 3:
        return reading.facility
    return None
