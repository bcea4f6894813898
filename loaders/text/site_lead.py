"""Sites meant by other words than a noun phrase: the town alone, a short name, the words that open a bullet."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.new_names import name_unknowns
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_find import find_or_make, remember
from autoatlas.loaders.text.site_owner import operator_of
from autoatlas.loaders.text.site_phrase import SitePhrase
from autoatlas.loaders.text.sites import site_phrases

__all__ = [
    "lead_of_block",
    "note_home",
    "note_seats",
    "note_short_name",
    "remember_short_name",
    "seat_of",
    "spot_of_block",
]

_MAKERS = ("plant", "battery plant", "parts plant")


def lead_of_block(reading: Reading, scene: Scene) -> None:
    """``X, TOWN (PROVINCE): …``: where and whose the sites of a bullet or paragraph are that opens so."""
    if not scene.sentence.first:
        return
    block = scene.sentence.block
    reading.memory["block_spot"] = None
    found = _lead(reading, scene)
    if found is not None and block.kind == "paragraph" and scene.index <= 3:
        ends = reading.memory.get("dateline_ends")
        if not reading.dateline or (ends is not None and ends[0] == scene.index):
            return  # "KUALA LUMPUR: …" says where the report was written
    if block.kind == "heading":
        reading.memory["section_spot"] = found[0] if found else None
        known = reading.section_facility
        if found and known is not None and not any(known.has_place(name.label) for name in found[0]):
            reading.section_facility = None
        return
    if found is None:
        if block.label is not None and block.label[1] <= block.start:
            spot = _spot_of_label(reading, scene, block.label)
            reading.memory["block_spot"] = spot or None
            known = reading.facility
            if spot and known is not None and not any(known.has_place(name.label) for name in spot):
                reading.facility = reading.section_facility = None  # the lead-in turns to another site
        return
    names, start, end, who = found
    reading.memory["block_spot"] = names
    text = reading.text[block.start : block.end]
    operator = operator_of(who) if who is not None and who.tag in "MB" else None
    if who is None and reading.memory.get("plants_listed"):
        operator = operator_of(reading.section_maker or reading.memory.get("title_maker"))
        text += " plant" if scene.within(end, len(scene.tag), "X") else ""
    if operator is None or not rx("facilities.block_about_site").search(text.lower()):
        return
    if site_phrases(scene, reading.know) is not None:
        return
    phrase = SitePhrase(start, end, "plant", kind="plant", places=names)
    facility = find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is not None:
        if facility.born == scene.index and rx("facilities.block_ahead").search(text):
            facility.planned = True
        extra = {"all": [facility], "inner": [], "phrase": phrase}
        scene.add(start, end, Mention(0, 0, "F", facility=facility, extra=extra))
        remember(reading, facility)


def _spot_of_label(reading: Reading, scene: Scene, span: tuple[int, int]) -> list[PlaceName]:
    """The town that stands as a heading in front of a paragraph, also one that nobody knows."""
    label = reading.glance(*span, scene.sentence.block)
    name_unknowns(reading, label)
    found = _lead(reading, label)
    seat = found is not None and found[0][0].label in reading.know.phrases["news_towns"]
    if seat and reading.text[span[0] : span[1]].isupper():
        return []  # "OTTAWA." says where the news comes from
    if found is not None:
        bracket = label.tag.find("(")
        return [
            name for at, name in enumerate(found[0]) if not at or bracket < 0 or name.kind or not name.unknown
        ]
    name = label.at(0)
    if label.tag != "U" or name is None or not rx("facilities.opens_about_plant").match(scene.tag):
        return []
    return [PlaceName(name.label.title() if name.label.isupper() else name.label, "town")]


def _lead(reading: Reading, scene: Scene) -> tuple[list[PlaceName], int, int, Mention | None] | None:
    lead = rx("facilities.block_lead").match(scene.tag)
    if lead is None:
        return None
    names, end = place_phrase(scene, lead.end(), reading.know)
    if not names or names[0].kind in ("country", "region"):
        return None
    if not rx("facilities.block_lead_end").match(scene.tag, end):
        return None
    if "U" in scene.tag[lead.end() : end] and len(names) == 1:
        return None  # any heading in capitals looks like a name
    if _side_by_side(reading, scene, names, lead.end(), end):
        return None
    who = scene.at(lead.start("who")) if lead["who"] else None
    if who is not None and who.tag in "MBO":
        reading.maker = who
    return names, lead.end(), end, who


def _side_by_side(reading: Reading, scene: Scene, names: list[PlaceName], start: int, end: int) -> bool:
    """``Munich, Turin, Britain`` lists places; ``Tampoi, Johor`` says where a place is."""
    if len(names) < 2 or "(" in scene.tag[start:end] or names[1].kind in ("country", "province", "region"):
        return False
    within = reading.registry.find(names[0].label, "Place")
    return within is None or within.parent != names[1].label


def spot_of_block(reading: Reading) -> list[PlaceName]:
    """The place that the block being read has opened with."""
    return list(reading.memory.get("block_spot") or reading.memory.get("section_spot") or ())


def remember_short_name(reading: Reading, scene: Scene, facility: Facility, mention: Mention) -> None:
    """``the CAMI plant in TOWN``: what the site is called by itself later."""
    for name in scene.mentions:
        if name.tag == "U" and mention.start <= name.start and name.end <= mention.end:
            reading.memory.setdefault("site_names", {})[name.label] = facility


def note_short_name(reading: Reading, scene: Scene) -> None:
    """``CAMI was opened in …``: the site by the name that the text has given it."""
    known = reading.memory.get("site_names")
    if not known:
        return
    for place, mention in scene.all("U"):
        facility = known.get(mention.label)
        if facility is not None and not facility.uncertain:
            _take(scene, place, facility)
            if place <= 4:
                remember(reading, facility)
            return


def note_home(reading: Reading, scene: Scene) -> None:
    """``The company will invest … at TOWN``: the one site known there, where a sentence speaks of making things."""
    if not rx("facilities.home_makes").search(scene.tag) or rx("facilities.home_sells").search(scene.tag):
        return
    for place, mention in scene.all("P"):
        if not rx("facilities.home_at").search(scene.tag[max(0, place - 12) : place]):
            continue
        if rx("facilities.home_not").match(scene.tag, place + 1):
            continue
        sites = [
            facility
            for facility in reading.facilities
            if facility.place() == mention.label and facility.kind in _MAKERS and not facility.uncertain
        ]
        if len(sites) == 1 and sites[0].born < scene.index:
            _take(scene, place, sites[0])


def note_seats(reading: Reading, scene: Scene) -> None:
    """``The country has three: X in TOWN, Y in TOWN``: where a maker's plant is that has no other place."""
    if not rx("facilities.seats_listed").search(scene.tag):
        return
    seats: dict[str, list[list[PlaceName]]] = reading.memory.setdefault("seats", {})
    for match in rx("facilities.seats").finditer(scene.tag):
        maker = scene.at(match.start("m"))
        names, _ = place_phrase(scene, match.end(), reading.know)
        if maker is not None and names and names[0].kind not in ("country", "region", "province"):
            seats.setdefault(maker.label, []).append(names)


def seat_of(reading: Reading, maker: str) -> list[PlaceName]:
    """The one town that a list of makers and their towns has given for a maker."""
    towns = reading.memory.get("seats", {}).get(maker, ())
    return list(towns[0]) if len(towns) == 1 else []


def _take(scene: Scene, place: int, facility: Facility) -> None:
    extra = {"all": [facility], "inner": []}
    scene.add(place, place + 1, Mention(0, 0, "F", facility=facility, reference=True, extra=extra))
