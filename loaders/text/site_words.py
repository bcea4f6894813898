"""Places that the rest of a sentence gives for a site: "there", "a plant is planned in X"."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.site_owner import operator_of
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["opened_here", "place_told_later", "places_elsewhere", "places_of_dateline", "places_there"]


def places_there(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[PlaceName]:
    if scene.tag[: phrase.end].endswith(" here"):
        return [PlaceName(n.label, n.kind, country=n.country, reference=True) for n in reading.dateline]
    inside = [
        (place, mention)
        for place, mention in scene.within(0, phrase.start, "PC")
        if scene.tag[place + 1 : place + 3] != "'s"
    ]
    phrases = []
    stop = 0
    for place, _ in inside:
        names, end = place_phrase(scene, place, reading.know) if place >= stop else ([], stop)
        if names:
            phrases.append(names)
            stop = end
    if phrases:
        return [PlaceName(n.label, n.kind, country=n.country, reference=True) for n in phrases[-1]]
    if reading.spot:
        return [
            PlaceName(name.label, name.kind, country=name.country, reference=True) for name in reading.spot
        ]
    mention = reading.place
    if mention is None:
        return [PlaceName(reading.country, "country", reference=True)] if reading.country else []
    kind = "country" if mention.tag == "C" else mention.kind
    return [PlaceName(mention.label, kind, country=mention.country, reference=True)]


def place_told_later(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[PlaceName]:
    """``its first plant in Europe in 2017, in TOWN``, ``for its second plant in COUNTRY, X has chosen TOWN``."""
    later = rx("facilities.told_later").match(scene.tag, phrase.end)
    if later is None:
        return []
    names, end = place_phrase(scene, later.end(), reading.know)
    if not names or names[0].kind in ("country", "region"):
        return []
    if later["chosen"] is None and "D" not in later[0]:
        phrase.end = end
    return names


def places_elsewhere(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[PlaceName]:
    """The place that the sentence gives elsewhere: "a plant is planned in X", "In X, Y opened a plant"."""
    know, tag = reading.know, scene.tag
    if rx("facilities.opens_with_there").match(tag) and reading.spot and phrase.start > 4:
        return [PlaceName(n.label, n.kind, country=n.country, reference=True) for n in reading.spot]
    if phrase.definite and rx("facilities.opens_with_place").match(tag):
        names, end = place_phrase(scene, 0 if tag[0] in "PU" else tag.index(" ") + 1, know)
        if names and end < phrase.start and names[0].kind not in ("country", "region"):
            return names
    house = rx("facilities.moved_house").match(tag, phrase.end)
    if house and not phrase.indefinite:
        return place_phrase(scene, house.end(), know)[0]
    beside = rx("facilities.beside_place").search(tag[: phrase.start])
    if beside and rx("facilities.somebody_builds").match(tag, phrase.end):
        names, _ = place_phrase(scene, beside.end(), know)
        if names:
            return names  # "in TOWN, a $3 billion plant that X is building"
    inner = rx("facilities.elsewhere_inner").search(tag[: phrase.start])
    if inner:
        names, _ = place_phrase(scene, inner.end(), know)
        if names:
            return names
    getting = know.compiled(
        r"^(?:(?:the |a )?(?:[a-z]+ )?(?:town|city|village|port|municipality|suburb|district) of )?(?:the )?(?=[PU])"
    ).match(tag)
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
        purpose = rx("facilities.elsewhere_purpose").fullmatch(tag[phrase.end : match.start()])
        if not purpose and rx("facilities.elsewhere_sold_sales").search(tag[: match.start()]):
            continue
        last = match
        break
    if last:
        names, _ = place_phrase(scene, last.end(), know)
        if names and not (last["near"] and names[0].kind in ("country", "region")):
            if last["near"]:
                names[0].near = True
            return names
    start, _ = reading.clauses.span(phrase.start)
    lead = rx("facilities.elsewhere_lead").match(tag) or rx("facilities.clause_lead").match(tag, start)
    if lead and lead.end() < phrase.start:
        names, stop = place_phrase(scene, lead.end(), know)
        if names and stop < phrase.start and not any(n.kind == "region" for n in names):
            return names
    return []


def opened_here(reading: Reading, scene: Scene, phrase: SitePhrase) -> list[PlaceName]:
    """``TOWN, COUNTRY, March 4 - X today began production at its first plant abroad``: the plant of the town."""
    ends = reading.memory.get("dateline_ends")
    if not reading.dateline or ends is None or scene.index - ends[0] > 1 or phrase.plural:
        return []
    town = reading.dateline[0]
    if town.kind not in ("", "town") or town.label in reading.know.phrases["news_towns"]:
        return []
    if not rx("facilities.opens_today").search(scene.tag, 0, phrase.start):
        return []
    named = scene.within(0, phrase.start, "MBO")
    maker = operator_of(named[0][1]) if named else None
    entity = reading.registry.find(town.label, "Place")
    land = next((name.label for name in reading.dateline if name.kind == "country"), town.country)
    land = land or (entity.country if entity is not None else None)
    if maker is None or land is None or reading.registry.home_of(maker[0]) in (None, land):
        return []
    return list(reading.dateline)


def places_of_dateline(
    reading: Reading, scene: Scene, phrase: SitePhrase, operator: tuple[str, str] | None
) -> list[PlaceName]:
    """``TOWN - The plant here …``: the town a report was written in, where that can be the town of a plant.

    Reports are written where the agency or the company has its seat, so "the plant" is there only where nothing
    speaks for such a seat: a place that has no news bureau and lies outside the maker's country.
    """
    if not reading.dateline or phrase.owner or reading.scenes > 8:
        return []
    names = list(reading.dateline)
    if re.search(r"\bhere\b", scene.tag):
        return names
    if not phrase.definite or names[0].label in reading.know.phrases["news_towns"]:
        return []
    entity = reading.registry.find(names[0].label, "Place")
    country = next((name.label for name in names if name.kind == "country"), names[0].country)
    country = country or (entity.country if entity is not None else None)
    who = operator[0] if operator else reading.maker.label if reading.maker is not None else None
    home = reading.registry.home_of(who) if who else None
    if (phrase.demonym and country and phrase.demonym != country) or (home and country == home):
        return []
    return names
