"""Which facility a noun phrase means: one that was spoken of before, or a new one."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_beside import note_also_in, places_beside
from autoatlas.loaders.text.site_fill import fill_site
from autoatlas.loaders.text.site_find import find_or_make, known_site, remember
from autoatlas.loaders.text.site_hints import note_latter, note_places, note_town
from autoatlas.loaders.text.site_homeless import note_site_of_homeless, remember_unplaced
from autoatlas.loaders.text.site_implied import note_implied, note_made
from autoatlas.loaders.text.site_lead import (
    lead_of_block,
    note_home,
    note_seats,
    note_short_name,
    remember_short_name,
    seat_of,
    spot_of_block,
)
from autoatlas.loaders.text.site_owner import (
    builder_of,
    operator_of,
    owner_of,
    same_group,
    taker_of,
)
from autoatlas.loaders.text.site_phrase import SitePhrase
from autoatlas.loaders.text.site_places import town_of_text
from autoatlas.loaders.text.site_rivals import moved_on
from autoatlas.loaders.text.site_runner import note_runner
from autoatlas.loaders.text.site_spread import note_spread
from autoatlas.loaders.text.site_words import (
    opened_here,
    place_told_later,
    places_elsewhere,
    places_of_dateline,
    places_there,
)
from autoatlas.loaders.text.sites import site_phrases

__all__ = ["read_sites"]


def read_sites(reading: Reading, scene: Scene) -> None:
    """Put a mention ``F`` over each phrase for a facility and tie it to what it means."""
    place = 0
    fresh = 0
    topic, since = reading.facility, reading.facility_scene
    lead_of_block(reading, scene)
    note_latter(reading, scene)
    note_short_name(reading, scene)
    while fresh < 12:
        phrase = site_phrases(scene, reading.know, place)
        if phrase is None:
            break
        if phrase.generic and not phrase.places and place == 0 and note_made(reading, scene, phrase.start):
            place = 0
            fresh += 1
            continue
        place = phrase.end
        found = _apposed(reading, scene, phrase) or _resolve(reading, scene, phrase)
        if not found:
            remember_unplaced(reading, scene, phrase)
            continue
        fresh += 1
        mention = Mention(0, 0, "F", facility=found[0], extra={"all": found, "phrase": phrase})
        mention.extra["inner"] = [m for _, m in scene.within(phrase.start, phrase.end, "EVNWGH")]
        mention.reference = (phrase.definite or phrase.own) and found[0].born != scene.index
        mention.possessive = phrase.owner is not None or phrase.own
        if len(found) == 1:
            low, high = scene.offset(phrase.start), scene.end_offset(phrase.end)
            remember_short_name(reading, scene, found[0], Mention(low, high, "F"))
        scene.add(phrase.start, phrase.end, mention)
        place = phrase.start + 1
        before = reading.facility
        for facility in found:
            remember(reading, facility)
        if len(found) > 1:  # "it" is none of several, unless one of them was spoken of before
            reading.facility = before if before in found else None
    _back_to_topic(reading, scene, topic, since)
    note_site_of_homeless(reading, scene)
    note_runner(reading, scene)
    note_places(reading, scene)
    note_implied(reading, scene)
    note_also_in(reading, scene)
    note_spread(reading, scene)
    note_town(reading, scene)
    note_home(reading, scene)
    note_seats(reading, scene)


def _back_to_topic(reading: Reading, scene: Scene, topic: Facility | None, since: int) -> None:
    """``By comparison, the plant in TOWN …``, ``after X had opened its plant``: named, but not gone on about."""
    named = scene.all("F")
    if not named:
        return
    first = next((m.facility for p, m in named if not _aside(reading, scene, p)), None)
    topic = first or (topic if scene.index - since <= 3 else None)
    if topic is None or topic.uncertain or not _aside(reading, scene, named[-1][0]):
        return
    last = named[-1][1].facility
    if last is topic or last is None or (last.operator == topic.operator and first is not None):
        return
    reading.facility = topic
    reading.facility_scene = scene.index if first is not None else since
    if topic in reading.recent:
        reading.recent.remove(topic)
        reading.recent.append(topic)


def _aside(reading: Reading, scene: Scene, place: int) -> bool:
    start, _ = reading.clauses.span(place)
    return bool(
        rx("facilities.in_comparison").match(scene.tag)
        or rx("facilities.said_aside").match(scene.tag, start)
        or rx("facilities.said_aside").search(scene.tag, max(0, place - 18), place)
        or rx("facilities.site_beside").search(scene.tag, max(0, place - 30), place)
        or rx("facilities.source_of_goods").search(scene.tag, max(0, place - 40), place)
    )


def _resolve(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[Facility]:
    if phrase.absent or rx("facilities.other_goods").search(
        scene.tag[max(0, phrase.start - 90) : phrase.start]
    ):
        return []
    if phrase.groups and not (len(phrase.groups) == 1 and (phrase.count or 0) != 1):
        return _several(reading, scene, phrase, phrase.groups)
    if phrase.groups:
        if phrase.count or (
            all(name.kind == "country" for name in phrase.groups[0]) and not _of_each(scene, phrase)
        ):
            return []
        phrase.places = phrase.groups[0]
    if phrase.indefinite and rx("facilities.any_builder").search(scene.tag[: phrase.start]):
        return []  # "a manufacturer that builds a factory in the country pays no duty"
    if phrase.indefinite and not phrase.definite and reading.clauses.denied(phrase.start):
        return []  # "X does not have a plant of its own in the country"
    if phrase.definite and not phrase.places and rx("facilities.apposed_behind").match(scene.tag, phrase.end):
        return []  # "the last works, X's plant in TOWN": the next phrase says which
    if rx("facilities.had_before").search(scene.tag[: phrase.start]) and rx("facilities.before_then").match(
        scene.tag, phrase.end
    ):
        return []  # "where X had a works before"
    if rx("facilities.formerly").search(scene.tag[max(0, phrase.start - 6) : phrase.start]):
        return []  # "It opened as a weaving works"
    if phrase.indefinite and rx("facilities.or_elsewhere").match(scene.tag, phrase.end):
        return []  # "a plant in A or B": in neither, as yet
    if phrase.indefinite and rx("facilities.once_had").search(scene.tag[: phrase.start]):
        return []  # "when X had a factory in the country": what was, and may be no longer
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
    operator = taker_of(reading, scene, phrase) or operator_of(explicit)
    if phrase.own and (operator is None or owner is None):
        operator = operator_of(owner_of(reading, scene, phrase)) or operator  # "its Kia plant" is its own
    if operator is None:
        operator = operator_of(builder_of(scene, phrase))
    names = [name for name in phrase.places if not (name.near and name.kind in ("country", "region"))]
    if not phrase.plural and not any(name.kind in ("", "town", "estate", "province") for name in names):
        names = [*place_told_later(reading, scene, phrase), *names]
    if phrase.places and all(name.kind == "region" for name in [*phrase.places, *names]):
        return []
    if phrase.there:
        names = places_there(reading, scene, phrase)
    if not names and not phrase.plural:
        names = _where(reading, scene, phrase) or places_beside(reading, scene, phrase)
        operator = operator or operator_of(phrase.owner)
    label = reading.memory.get("block_spot") or []
    if (
        names
        and label
        and not phrase.another
        and not any(n.kind in ("", "town") and not n.near for n in names)
    ):
        given = {name.label for name in names}
        names = [*(name for name in label if name.label not in given), *names]
    called = rx("facilities.called_aside").match(scene.tag, phrase.end) if not phrase.plural else None
    named = scene.at(called.start("p")) if called else None
    if (
        called is not None
        and named is not None
        and all(name.kind in ("country", "region") for name in names)
        and (named.tag == "P" or rx("sites.town_like").fullmatch(named.label))
    ):
        names = [PlaceName(named.label, named.kind or "town", country=named.country), *names]
        phrase.end = called.end("p")
    aside = rx("facilities.aside_owner").match(scene.tag, phrase.end) if not names and not operator else None
    if aside and phrase.definite:
        operator = operator_of(scene.at(aside.start("who")))
        names, _ = place_phrase(scene, aside.end(), reading.know)
    if phrase.plural:
        listed = _of_each(scene, phrase)
        if names and listed and not operator:
            return [
                f
                for m in listed
                if (f := find_or_make(reading, scene, phrase, operator_of(m), names, explicit=True))
            ]
        return []
    last = reading.facility
    if (
        last is not None
        and all(name.kind in ("country", "region") for name in names)
        and last.kind == phrase.kind
        and (operator is None or last.operator is None or same_group(reading, operator[0], last.operator[0]))
        and scene.index - reading.facility_scene <= 3
        and (
            rx("facilities.it_is_the").fullmatch(scene.tag[: phrase.start])
            or rx("facilities.it_is_too").search(scene.tag[: phrase.start])
            or rx("facilities.what_is_to_be").search(scene.tag[: phrase.start])
        )
    ):
        fill_site(reading, scene, last, names, phrase)
        return [last]  # "It is the maker's first plant in COUNTRY"
    if names:
        names = town_of_text(reading, names)
        return _one(find_or_make(reading, scene, phrase, operator, names, explicit=operator is not None))
    spot = _town_ahead(reading, scene, phrase)
    spot = spot or (spot_of_block(reading) if not phrase.another else [])
    spot = spot or opened_here(reading, scene, phrase)
    if spot:
        return _one(find_or_make(reading, scene, phrase, operator, spot, explicit=operator is not None))
    found = known_site(reading, scene, phrase, operator)
    if found is not None and _taken_over(reading, scene, phrase, found):
        return _of_newcomer(reading, scene, phrase)
    if found is not None and any(site.kind in ("", "town") for site in found.sites):
        ahead = rx("facilities.elsewhere_front").match(scene.tag)
        if ahead and ahead.end() < phrase.start:
            spot, _ = place_phrase(scene, ahead.end(), reading.know)
            if (
                spot
                and spot[0].kind in ("", "town")
                and not any(found.has_place(name.label) for name in spot)
            ):
                found = None
    if found is not None:
        lead = rx("facilities.resolve_lead").match(scene.tag)
        if lead and not any(site.kind in ("", "town") for site in found.sites):
            places, _ = place_phrase(scene, lead.end(), reading.know)
            fill_site(reading, scene, found, places, phrase)
        return [found]
    if phrase.kind in ("centre", "site") or (phrase.generic and phrase.kind == "regional headquarters"):
        return []
    names = places_elsewhere(reading, scene, phrase)
    if (
        not names
        and phrase.definite
        and not phrase.owner
        and reading.paragraph_places
        and reading.scenes - reading.paragraph_places[-1][0] <= 2
    ):
        # "In X, Y works with Z. The factory …": the place spoken of
        names = list(reading.spot)
    if not names and phrase.owner is not None and phrase.generic and reading.paragraph_places:
        # "… in TOWN. Production began at the factory of X": where a plant is that only its owner tells apart
        known = operator is not None and any(f.operator == operator for f in reading.facilities)
        if not known and reading.scenes - reading.paragraph_places[-1][0] <= 1:
            names = list(reading.spot)
    if not names:
        names = places_of_dateline(reading, scene, phrase, operator)
    if not names and operator is not None and not phrase.another and not phrase.indefinite:
        names = seat_of(reading, operator[0])
    if not names and (phrase.demonym is None or phrase.definite):
        names = town_of_text(reading, [])
    if not names and phrase.demonym:
        names = [PlaceName(phrase.demonym, "country")]
    if (
        not names
        and (phrase.indefinite or phrase.generic)
        and not (phrase.definite or phrase.own or phrase.owner)
    ):
        return []
    return _one(find_or_make(reading, scene, phrase, operator, names, explicit=operator is not None))


def _town_ahead(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[PlaceName]:
    """``TOWN: … In OTHER TOWN, its plant has …``: the town in front, where the paragraph is about another."""
    label = spot_of_block(reading)
    ahead = rx("facilities.elsewhere_front").match(scene.tag) if label else None
    if ahead is None or ahead.end() >= phrase.start:
        return []
    names, _ = place_phrase(scene, ahead.end(), reading.know)
    new = bool(names) and names[0].kind in ("", "town") and names[0].label not in {n.label for n in label}
    return names if new else []


def _taken_over(reading: Reading, scene: Scene, phrase: SitePhrase, facility: Facility) -> bool:
    """Whether "the plant" can no longer be the one spoken of last, since another maker was the subject in between."""
    if not phrase.generic or phrase.own or phrase.owner or phrase.modifier or phrase.demonym or phrase.mods:
        return False
    before = reading.memory.get("last_scene")
    if not isinstance(before, Scene) or scene.index - before.index != 1 or reading.maker is None:
        return False
    first = before.all("MBOF")[:1]
    acts = any(
        mention.label == reading.maker.label and rx("facilities.opens_as_subject").match(before.tag[:place])
        for place, mention in first
    )
    return acts and moved_on(reading, facility)


def _of_newcomer(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[Facility]:
    """``Y will add the X to its programme in TOWN. The plant …``: Y's plant there, if the sentence gives a town."""
    before, operator = reading.memory["last_scene"], operator_of(reading.maker)
    spot = [name for name in reading.spot if not name.near]
    named = {mention.label for _, mention in before.all("P")}
    if not spot or spot[0].label not in named or spot[0].kind not in ("", "town"):
        return []
    return _one(find_or_make(reading, scene, phrase, operator, spot, explicit=True))


def _of_each(scene: Scene, phrase: SitePhrase) -> list[Mention]:
    """The makers of a row that each have one of the plants: ``A, B and C opened plants in COUNTRY``."""
    ahead = scene.tag[: phrase.start]
    run = rx("facilities.resolve_run").search(ahead)
    if run is None or not rx("facilities.resolve_both_each").search(ahead.replace("B", "M")):
        return []
    return [m for _, m in scene.within(run.start(), phrase.start, "MB") if m.cls != "Country"]


def _apposed(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[Facility]:
    """``its factory in TOWN, the company's second plant in COUNTRY``: one plant, said twice."""
    if not scene.tag[: phrase.start].endswith("F, ") or not rx("facilities.apposed_end").match(
        scene.tag, phrase.end
    ):
        return []
    before = scene.at(phrase.start - 3)
    facility = before.facility if before is not None else None
    if facility is None or facility.kind != phrase.kind:
        return []
    if phrase.plural or any(name.kind != "country" for name in phrase.places):
        return []
    fill_site(reading, scene, facility, phrase.places, phrase)
    return [facility]


def _where(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[PlaceName]:
    """``TOWN, in the south of COUNTRY, where X is building its first plant``: the place before the clause."""
    ahead = scene.tag[: phrase.start]
    match = rx("facilities.where_before").search(ahead)
    while match is not None and rx("facilities.on_to").search(
        ahead, match.start("p"), ahead.rfind(", where")
    ):
        match = rx("facilities.where_before").search(ahead, match.start("p") + 1)
    if match is None:
        return []
    names, end = place_phrase(scene, match.start("p"), reading.know)
    if names and names[0].kind == "country":
        return names if phrase.own else []  # "…, where it has a plant of its own"
    if names and all(name.kind != "country" for name in names):
        countries = [m for _, m in scene.within(end, match.end(), "C")]
        names += [PlaceName(m.label, "country") for m in countries[:1]]
    return names if names and names[0].kind not in ("country", "region") else []


def _one(facility: Facility | None) -> list[Facility]:
    return [facility] if facility is not None else []


def _several(
    reading: Reading, scene: Scene, phrase: SitePhrase, groups: list[list[PlaceName]]
) -> list[Facility]:
    operator = operator_of(phrase.owner or phrase.modifier)
    if operator is None and phrase.own:
        operator = operator_of(owner_of(reading, scene, phrase))
    found = []
    for names in groups[:10]:
        facility = find_or_make(reading, scene, phrase, operator, names, explicit=operator is not None)
        if facility is not None and facility not in found:
            found.append(facility)
    return found
