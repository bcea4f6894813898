"""Who and where is meant: "the company", "the Chinese group", "there", "the country", and names nobody has seen before."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx

from autoatlas.loaders.text.blocks import Block
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = [
    "enter_block",
    "leave_scene",
    "name_unknowns",
    "new_section",
    "resolve_references",
    "subject_before",
]


def enter_block(reading: Reading, block: Block) -> None:
    """Note what a new block changes: a heading opens a section, a paragraph forgets the places of the one before."""
    reading.block = block
    if block.kind == "heading" and (block.level or block.end - block.start < 60):
        reading.section_country = None
        reading.section_maker = None
    if block.kind not in ("bullet", "row", "header"):
        reading.paragraph_places = []


def name_unknowns(reading: Reading, scene: Scene) -> None:
    """Say what an unknown capitalised name is, where its surroundings make it plain."""
    if "U" not in scene.tag and "P" not in scene.tag:
        return
    know = reading.know
    changed = False
    changed |= _places(reading, scene)
    if "U" in scene.tag:
        changed |= _companies(reading, scene)
    if changed:
        scene.build()
    del know


def _learn(reading: Reading, mention: Mention, tag: str, cls: str, label: str | None = None) -> None:
    mention.tag, mention.cls = tag, cls
    if label:
        mention.label = label
    reading.learned[mention.label] = (tag, cls, mention.label)


def _places(reading: Reading, scene: Scene) -> bool:
    know, tag = reading.know, scene.tag
    changed = False
    pattern = rx("discourse.places_pattern")
    for match in pattern.finditer(tag):
        name = match.lastgroup
        while match[name] is None:
            break
        group = next(g for g in "abcdefg" if match[g] is not None)
        mention = scene.at(match.start(group))
        if mention is None or mention.tag not in "UPMB":
            continue
        if mention.tag in "MB" and not rx("discourse.places_estate_park").search(match[0]):
            continue
        text = match[0]
        kind = ""
        if re.search(know.expand(r"{estate_word}$"), text):
            kind = "estate"
            after = re.compile(know.expand(r" {estate_word}")).match(tag, match.start(group) + 1)
            if after and mention.tag in "UPMB":
                mention.end = scene.end_offset(after.end())
                mention.label = scene.text[mention.start : mention.end].replace("’", "'")
        elif group == "b":
            kind = "province"
        elif group == "a":
            kind = (
                "province"
                if re.match(know.expand(r"{province_word}(?![a-z])"), text)
                else "town"
                if re.match(know.expand(r"{town_word}(?![a-z])"), text)
                else "estate"
            )
        elif group == "f":
            kind = "province" if re.search(know.expand(r"{province_word}$"), text) else "town"
        mention.kind = kind or mention.kind
        if mention.tag != "P":
            _learn(reading, mention, "P", "Place")
        changed = True
    for place, mention in scene.all("U"):
        # "Aurora Industrial Park": the words of an estate belong to the name
        if rx("discourse.places_ndustrial_ark").search(mention.label):
            mention.kind = "estate"
            _learn(reading, mention, "P", "Place")
            changed = True
        elif rx("discourse.places_rovince_tate").search(mention.label):
            mention.kind = "province"
            label = re.sub(r" (?:Province|State|County|Region|Oblast|Prefecture)$", "", mention.label)
            _learn(reading, mention, "P", "Place", label)
            changed = True
        del place
    return changed


def _companies(reading: Reading, scene: Scene) -> bool:
    know, tag = reading.know, scene.tag
    changed = False
    pattern = rx("discourse.companies_pattern")
    for match in pattern.finditer(tag):
        group = next(g for g in "abcde" if match[g] is not None)
        mention = scene.at(match.start(group))
        if mention is None or mention.tag != "U" or _person(reading, scene, match.start(group)):
            continue
        kinds = match.groupdict()
        if kinds["maker"] or kinds["maker2"]:
            _learn(reading, mention, "M", "Automaker")
        elif kinds["brand"] or kinds["brand2"] or kinds["brand3"] or kinds["brand4"]:
            _learn(reading, mention, "B", "Brand")
        else:
            _learn(reading, mention, "O", "Organization")
        changed = True
    for _, mention in scene.all("U"):
        words = mention.label.split()
        if (
            len(words) > 1
            and words[-1].strip(".") in reading.know.phrases["company_tail"]
            or rx("discourse.companies_uto_otors").search(mention.label)
        ):
            carmaker = (
                words[-1] in ("Motors", "Motor", "Automobile", "Automobiles", "Auto", "Cars")
                or len(words) == 1
            )
            label = re.sub(
                r",? (?:Ltd|Limited|Inc|Corp|Corporation|Bhd|Berhad|GmbH|AG|SA|PLC|Co)\.?$", "", mention.label
            )
            _learn(
                reading, mention, "M" if carmaker else "O", "Automaker" if carmaker else "Organization", label
            )
            changed = True
    return changed


def _person(reading: Reading, scene: Scene, place: int) -> bool:
    """Whether the name beside a place of the tagged text is somebody's."""
    before, after = scene.tag[max(0, place - 40) : place], scene.tag[place + 1 : place + 50]
    return bool(
        reading.know.compiled(r"(?:{person_noun}) $").search(before)
        or rx("discourse.person_its_who").match(after)
    )


def resolve_references(reading: Reading, scene: Scene) -> None:
    """Turn "the company", "Chinese brands", "the country", "there" into mentions of what they mean."""
    know = reading.know
    makers = rx("discourse.resolve_references_makers")
    for match in rx("discourse.resolve_references_brand_branded").finditer(scene.tag):
        adjective = scene.at(match.start())
        if adjective is not None and adjective.cls == "Country":
            scene.add(
                match.start(),
                match.end(),
                Mention(0, 0, "M", adjective.label, "Country", reference=True, kind="makers"),
            )
            break
    place = 0
    while match := makers.search(scene.tag, place):
        adjective = scene.at(match.start("adj"))
        place = match.end()
        if adjective is None or adjective.cls != "Country" and not adjective.country:
            continue
        before = scene.tag[max(0, match.start() - 12) : match.start()]
        if rx("discourse.resolve_references_one_first").search(before):
            continue
        scene.add(
            match.start(),
            match.end(),
            Mention(0, 0, "M", adjective.label, "Country", reference=True, kind="makers"),
        )
        place = match.start() + 1
    venture = rx("discourse.resolve_references_venture")
    place = 0
    while match := venture.search(scene.tag, place):
        place = match.end()
        found = _venture(reading, scene, match.start())
        if found is not None:
            scene.add(
                match.start(), match.end(), Mention(0, 0, found.tag, found.label, found.cls, reference=True)
            )
            place = match.start() + 1
    noun = rx("discourse.resolve_references_noun")
    place = 0
    while match := noun.search(scene.tag, place):
        place = match.end()
        if match["det"] in ("both",):
            continue
        if match["det"] == "its" and match["noun"] not in ("parent", "parent company", "partner"):
            continue
        adjective = scene.at(match.start("adj")) if match["adj"] else None
        home = adjective.label if adjective is not None and match["adj"] in ("A", "R") else None
        if match["noun"] in ("parent", "parent company"):
            found = _parent(reading, scene, match.start())
        else:
            found = _salient(reading, scene, match.start(), home, match["noun"])
        if found is not None:
            scene.add(
                match.start(), match.end(), Mention(0, 0, found.tag, found.label, found.cls, reference=True)
            )
            place = match.start() + 1
    _partner(reading, scene)
    _places_meant(reading, scene)


def _partner(reading: Reading, scene: Scene) -> None:
    match = rx("discourse.partner_its_partner").search(scene.tag)
    if match:
        adjective = scene.at(match.start("adj"))
        found = _salient(reading, scene, match.start(), adjective.label if adjective else None, "partner")
        if found is not None:
            scene.add(
                match.start(), match.end(), Mention(0, 0, found.tag, found.label, found.cls, reference=True)
            )


def _venture(reading: Reading, scene: Scene, before: int) -> Mention | None:
    return reading.venture


def _parent(reading: Reading, scene: Scene, before: int) -> Mention | None:
    current = reading.maker
    if current is None:
        return None
    entity = reading.registry.find(current.label)
    if entity is None or not entity.parent:
        return None
    return Mention(0, 0, "M", entity.parent, "Automaker")


def _home(reading: Reading, mention: Mention) -> str | None:
    if mention.cls == "Country":
        return None
    return mention.country or reading.registry.home_of(mention.label)


def _fits(reading: Reading, mention: Mention, home: str | None, noun: str) -> bool:
    if mention.kind == "makers" or mention.cls == "Country":
        return False
    if mention.tag == "O" and noun in ("brand", "marque", "carmaker", "automaker", "car brand"):
        return False
    if home is None:
        return True
    country = _home(reading, mention)
    if country is None:
        return False
    if country == home:
        return True
    try:
        return country in reading.registry.members(home)
    except LookupError:
        return False


def _salient(reading: Reading, scene: Scene, before: int, home: str | None, noun: str) -> Mention | None:
    if noun in ("subsidiary", "unit") and reading.memory.get("subsidiary") is not None:
        found = reading.memory["subsidiary"]
        return found if isinstance(found, Mention) else None
    earlier = [
        mention for place, mention in scene.within(0, before, "MBO") if _fits(reading, mention, home, noun)
    ]
    if (
        noun in ("group", "parent")
        and not earlier
        and home is None
        and reading.section_maker is not None
        and reading.maker is not None
    ):
        entity = reading.registry.find(reading.maker.label)
        if entity is not None and entity.parent == reading.section_maker.label:
            return reading.section_maker
    if noun in ("brand", "marque", "car brand"):
        pool = (
            earlier
            + ([reading.maker] if reading.maker else [])
            + [mention for _, mention in reversed(reading.makers)]
        )
        for mention in pool:
            if mention.tag == "B" and _fits(reading, mention, home, noun):
                return mention
    if (
        earlier
        and rx("discourse.salient_each_both").search(scene.tag[:before])
        and reading.maker is not None
        and reading.maker.label not in {m.label for m in earlier}
    ):
        return reading.maker
    if earlier and noun != "partner":
        return earlier[0]
    if earlier and home is not None:
        return earlier[-1]
    if reading.maker is not None and _fits(reading, reading.maker, home, noun):
        return reading.maker
    for _, mention in reversed(reading.makers):
        if (mention.tag != "O" or home is not None) and _fits(reading, mention, home, noun):
            return mention
    if reading.section_maker is not None and _fits(reading, reading.section_maker, home, noun):
        return reading.section_maker
    return None


def _places_meant(reading: Reading, scene: Scene) -> None:
    pattern = rx("discourse.places_meant_pattern")
    place = 0
    while match := pattern.search(scene.tag, place):
        place = match.end()
        noun = match["noun"]
        if noun in ("country", "kingdom", "nation", "republic"):
            label = _country_meant(reading, scene, match.start())
            if label:
                scene.add(match.start(), match.end(), Mention(0, 0, "C", label, "Country", reference=True))
                place = match.start() + 1
        elif noun == "bloc":
            scene.add(
                match.start(), match.end(), Mention(0, 0, "R", "European Union", "Region", reference=True)
            )
        elif noun == "continent":
            region = next(
                (m for _, m in reversed(scene.within(0, match.start(), "R"))), None
            ) or reading.memory.get("region")
            if region is not None:
                scene.add(
                    match.start(), match.end(), Mention(0, 0, "R", region.label, "Region", reference=True)
                )
        elif reading.place is not None or scene.within(0, match.start(), "P"):
            inside = scene.within(0, match.start(), "P")
            found = inside[-1][1] if inside else reading.place
            if found is not None:
                scene.add(
                    match.start(),
                    match.end(),
                    Mention(0, 0, "P", found.label, "Place", kind=found.kind, reference=True),
                )


def _country_meant(reading: Reading, scene: Scene, before: int) -> str | None:
    inside = [m for _, m in scene.within(0, before, "CA") if m.cls == "Country"]
    plain = [m for m in inside if m.tag == "C"]
    if plain:
        return plain[-1].label
    sites = [
        m.facility for _, m in scene.within(0, before, "F") if m.facility is not None and m.facility.country
    ]
    if sites and sites[-1] is not None and sites[-1].country:
        return sites[-1].country[0]
    if inside and reading.registry.home_of(reading.maker.label if reading.maker else "") != inside[-1].label:
        return inside[-1].label
    return reading.country or reading.section_country or reading.title_country


def _phrase_start(scene: Scene, at: int) -> int:
    """Where the words around a name begin: "the Indian state of X"."""
    lead = rx("discourse.phrase_start_lead").search(scene.tag[max(0, at - 40) : at])
    return at - len(lead[0]) if lead else at


def new_section(reading: Reading, countries: set[str], makers: set[str]) -> None:
    """A section about one country or maker leaves the sites of others behind."""
    if not countries and not makers:
        return

    def stays(facility: Facility) -> bool:
        country = facility.country[0] if facility.country else (facility.hint or "").removeprefix("~")
        if countries and country and country not in countries:
            return False
        return not (makers and facility.operator is not None and facility.operator[0] not in makers)

    reading.recent = [facility for facility in reading.recent if stays(facility)]
    if reading.facility is not None and not stays(reading.facility):
        reading.facility = None
    reading.section_facility = None


def subject_before(scene: Scene, place: int, start: int = 0, tags: str = "MBO") -> Mention | None:
    """The first maker named between ``start`` and a place, which is most often the subject."""
    found = scene.within(start, place, tags)
    return found[0][1] if found else None


def leave_scene(reading: Reading, scene: Scene) -> None:
    """Remember who and where the sentence was about."""
    heading = scene.sentence.block.kind == "heading"
    makers = scene.all("MBOF")
    subject = None
    for place, mention in makers:
        if mention.tag == "F":
            facility = mention.facility
            if facility is None or facility.operator is None:
                continue
            label, cls = facility.operator
            candidate = Mention(0, 0, {"Brand": "B", "Organization": "O"}.get(cls, "M"), label, cls)
        else:
            candidate = mention
        if mention.tag == "O":
            continue
        lead = scene.tag[:place]
        if rx("discourse.leave_scene_after_like").search(lead):
            continue
        subject = candidate
        break
    if subject is not None and not (
        subject.reference
        and subject.kind != "makers"
        and reading.maker is not None
        and subject.label == reading.maker.label
    ):
        reading.maker = subject
    for _, mention in makers:
        if mention.tag in "MBO" and not mention.reference:
            reading.makers.append((scene.index, mention))
    del reading.makers[:-40]
    for _, mention in scene.all("C"):
        if mention.tag == "C":
            reading.country = mention.label
    if heading:
        new_section(
            reading,
            {m.label for _, m in scene.all("CA") if m.cls == "Country"},
            {m.label for _, m in scene.all("MB") if m.cls != "Country"},
        )
        named = [m for _, m in scene.all("MB") if m.cls != "Country"]
        if len({m.label for m in named}) == 1:
            reading.section_maker = reading.maker = named[0]
        countries = {m.label for _, m in scene.all("CA") if m.cls == "Country"}
        if len(countries) == 1:
            reading.section_country = reading.country = countries.pop()
    for _, mention in scene.all("R"):
        reading.memory["region"] = mention
    done = -1
    for at, mention in scene.all("PU"):
        if mention.tag == "U" or at <= done:
            continue
        names, end = place_phrase(scene, _phrase_start(scene, at), reading.know)
        done = end
        reading.place = mention
        reading.paragraph_places.append((scene.index, mention))
        if names and names[0].kind not in ("country", "region"):
            reading.spot = names
    line = re.match(
        r"(?:[PU]/)?(?P<p>[PU])(?:, (?P<q>[PC]))?(?:, D|, [a-z]+ \d+)?(?: \([a-z ]+\))?(?: ?[-—]|\.$|: )",
        scene.tag,
    )
    if line and scene.index <= 4 and not reading.dateline:
        names, _ = place_phrase(scene, line.start("p"), reading.know)
        reading.dateline = names
    for _, mention in scene.all("F"):
        facility = mention.facility
        if facility is not None:
            label = facility.place()
            if label and not (facility.country and facility.country[0] == label):
                reading.place = Mention(0, 0, "P", label, "Place")
                reading.spot = [PlaceName(label, "")]
            if facility.country:
                reading.country = facility.country[0]
