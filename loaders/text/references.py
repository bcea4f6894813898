"""What "the company", "the Chinese group", "Chinese brands", "the country" mean."""

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["resolve_references"]

_NEAR = 2  # sentences back
_PEOPLE = ("ian", "an", "ese", "ish")  # the Californian, Milanese, Cornish company


def resolve_references(reading: Reading, scene: Scene) -> None:
    """Turn "the company", "Chinese brands", "the country", "there" into mentions of what they mean."""
    for match in rx("discourse.resolve_references_brand_branded").finditer(scene.tag):
        adjective = scene.at(match.start())
        if adjective is not None and adjective.cls == "Country":
            scene.add(
                match.start(),
                match.end(),
                Mention(0, 0, "M", adjective.label, "Country", reference=True, kind="makers"),
            )
            break
    _makers_together(scene, "resolve_references_makers")
    _makers_together(scene, "makers_from")
    venture = rx("discourse.resolve_references_venture")
    place = 0
    while joint := venture.search(scene.tag, place):
        place = joint.end()
        found = _venture(reading, scene, joint.start())
        if found is not None:
            scene.add(
                joint.start(), joint.end(), Mention(0, 0, found.tag, found.label, found.cls, reference=True)
            )
            place = joint.start() + 1
    _brand_of(reading, scene)
    noun = rx("discourse.resolve_references_noun")
    place = 0
    while named := noun.search(scene.tag, place):
        place = named.end()
        if named["det"] in ("both",):
            continue
        if rx("discourse.in_apposition").search(scene.tag, 0, named.start()) and rx(
            "discourse.goes_on_about"
        ).match(scene.tag, named.end()):
            continue  # "X, the company in which Y holds 41%, …" tells what X is
        if named["det"] == "its" and named["noun"] not in ("parent", "parent company", "partner"):
            continue
        adjective = scene.at(named.start("adj")) if named["adj"] else None
        if named["adj"] == "U" and adjective is not None and not adjective.label.endswith(_PEOPLE):
            continue  # "the Polmot group"
        home = adjective.label if adjective is not None and named["adj"] in ("A", "R") else None
        if adjective is not None and adjective.tag == "P":
            town = reading.registry.find(adjective.label, "Place")
            home = adjective.country or (town.country if town is not None else None)
        if rx("discourse.contract_maker").search(named[0]):
            found = _host(reading, scene, named.start())
        elif named["noun"] in ("parent", "parent company"):
            found = _parent(reading, scene, named.start())
        elif named["adj"] in ("P", "U"):
            found = _of_town(reading, scene, named.start(), home) or reading.maker
        elif rx("discourse.of_the_group").match(scene.tag, max(0, named.start() - 3)):
            found = _owner_before(reading, scene, named.start())
        elif rx("discourse.included").match(scene.tag):
            found = reading.maker
        else:
            found = _salient(reading, scene, named.start(), home, named["noun"])
        if found is not None and named["noun"] == "group":
            found = _whole_group(reading, found)
        if found is not None:
            scene.add(
                named.start(), named.end(), Mention(0, 0, found.tag, found.label, found.cls, reference=True)
            )
            place = named.start() + 1
            reading.memory.setdefault("called", {})[named["noun"]] = (scene.index, found)
    _nationals(reading, scene)
    _latter(reading, scene)
    _partner(reading, scene)
    _places_meant(reading, scene)


def _makers_together(scene: Scene, name: str) -> None:
    """``Chinese carmakers``, ``makers from China``: the makers of a country, as one."""
    makers, place = rx(f"discourse.{name}"), 0
    while group := makers.search(scene.tag, place):
        adjective = scene.at(group.start("adj"))
        place = group.end()
        if adjective is None or (adjective.cls != "Country" and not adjective.country):
            continue
        before = scene.tag[max(0, group.start() - 12) : group.start()]
        if rx("discourse.resolve_references_one_first").search(before):
            continue
        scene.add(
            group.start(),
            group.end(),
            Mention(0, 0, "M", adjective.label, "Country", reference=True, kind="makers"),
        )
        place = group.start() + 1


def _owner_before(reading: Reading, scene: Scene, before: int) -> Mention | None:
    """``Genesis, the group's premium brand``: the group is who was spoken of before the brand."""
    brand = scene.at(before - 3)
    known = [m for _, m in scene.within(0, before - 3, "MB")] or [m for _, m in reading.makers]
    owners = [m for m in known if brand is None or (m.label != brand.label and m.cls != "Country")]
    return owners[-1] if owners else None


def _host(reading: Reading, scene: Scene, before: int) -> Mention | None:
    """``X has given the job to Y. The assembler …``: Y, who builds for the maker spoken of."""
    pool = [m for _, m in scene.within(0, before, "MBO")][1:]
    pool += [m for index, m in reading.makers if scene.index - index <= _NEAR]
    firms = [m for m in pool if m.cls != "Country" and not rx("discourse.no_firm").search(m.label)]
    guest = reading.maker.label if reading.maker is not None else None
    hosts = [m for m in firms if m.tag == "O"] or [m for m in firms if m.label != guest]
    if hosts:
        return hosts[-1]
    last = reading.memory.get("last_scene")
    given = rx("discourse.given_to_stranger").search(last.tag) if isinstance(last, Scene) else None
    stranger = last.at(given.start("who")) if isinstance(last, Scene) and given else None
    if stranger is not None:
        return Mention(0, 0, "O", stranger.label, "Organization")
    return next((m for _, m in reversed(reading.makers) if m.tag == "O"), None)


def _of_town(
    reading: Reading, scene: Scene, before: int, home: str | None, *, strangers: bool = True
) -> Mention | None:
    """``X's partner is Y. The Karachi company …``: the firm named last that can be from there."""
    pool = [m for index, m in reading.makers if scene.index - index <= _NEAR]
    pool += [m for _, m in scene.within(0, before, "MBO")]
    firms = [m for m in pool if m.cls != "Country" and not rx("discourse.no_firm").search(m.label)]
    same = [m for m in firms if home is not None and _home(reading, m) == home]
    strange = [m for m in firms if strangers and _home(reading, m) is None]
    fits = same or strange
    return fits[-1] if fits else None


def _brand_of(reading: Reading, scene: Scene) -> None:
    """``the premium brand of China's Geely``, said of the brand just spoken of."""
    match = rx("discourse.brand_of_maker").search(scene.tag)
    owner = scene.at(match.start("o")) if match else None
    brand = reading.maker
    if match is None or owner is None or brand is None or brand.tag != "B" or brand.label == owner.label:
        return
    entity = reading.registry.find(brand.label, "Brand")
    if entity is None or entity.parent != owner.label:
        return
    reading.add("brandOf", brand, object=owner, confidence=0.88)
    scene.add(match.start(), match.end(), Mention(0, 0, "B", brand.label, "Brand", reference=True))


def _whole_group(reading: Reading, found: Mention) -> Mention:
    """The maker whose name an arm bears and that the text speaks of: "the group" is GAC, not GAC Honda."""
    for _, maker in reversed(reading.makers):
        if found.label.startswith(maker.label + " ") and maker.tag == "M" and maker.cls == "Automaker":
            return maker
    return found


def _nationals(reading: Reading, scene: Scene) -> None:
    """``the Koreans' factory``: that of the firm from there that was spoken of."""
    match = rx("discourse.nationals").search(scene.tag)
    people = scene.at(match.start("adj")) if match else None
    if match is None or people is None or people.cls != "Country":
        return
    found = _of_town(reading, scene, match.start(), people.label, strangers=False)
    if found is not None:
        meant = Mention(0, 0, found.tag, found.label, found.cls, reference=True)
        scene.add(match.start(), match.end("adj"), meant)


def _latter(reading: Reading, scene: Scene) -> None:
    """``X, with its partner Y, … at the latter's plant``: Y."""
    match = rx("discourse.the_latters").search(scene.tag)
    named = [m for _, m in scene.within(0, match.start(), "MBO") if m.cls != "Country"] if match else []
    if match is None or len(named) < 2:
        return
    meant = named[-1] if match["which"] == "latter" else named[0]
    found = Mention(0, 0, meant.tag, meant.label, meant.cls, reference=True)
    scene.add(match.start(), match.end("which"), found)


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
    if reading.venture is not None:
        return reading.venture
    owners = {m.label for _, m in scene.all("MBO")}
    for index, maker in reversed(reading.makers[-6:]):
        first, _, rest = maker.label.partition(" ")
        named = rest and first in owners  # "Leapmotor International", of Leapmotor and others
        if named and scene.index - index <= 2 and maker.label not in owners and maker.cls != "Country":
            return maker
    return None


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
    if mention.tag == "O" and noun == "group" and home is None:
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
    seen, stranger = reading.memory.get("stranger", (-9, None))
    if isinstance(stranger, Mention) and seen == scene.index - 1 and home is None and noun != "partner":
        return stranger
    called = reading.memory.get("called", {}).get(noun)
    aside = rx("discourse.where_aside").search(scene.tag[:before])
    earlier = [
        mention
        for place, mention in scene.within(0, before, "MBO")
        if _fits(reading, mention, home, noun) and not (aside and place > aside.start() and reading.maker)
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
    if (
        noun in ("company", "group", "carmaker", "automaker", "manufacturer")
        and not earlier
        and home is None
        and reading.maker is not None
        and (reading.maker.tag == "B" or noun == "group")
    ):
        entity = reading.registry.find(reading.maker.label)
        owner = next(
            (m for _, m in reversed(reading.makers) if entity is not None and m.label == entity.parent), None
        )
        if owner is not None and (reading.maker.tag == "B" or owner.tag == "M"):
            return owner
    if called is not None and home is None and not earlier and noun in ("brand", "marque", "group"):
        since = [
            m
            for index, m in reading.makers
            if index > called[0] and m.label != called[1].label and (noun == "group" or m.tag == "B")
        ]
        if not since and scene.index - called[0] <= 6:
            return called[1] if isinstance(called[1], Mention) else None
    if noun in ("brand", "marque", "car brand"):
        named = _brand_of_arm(reading)
        if named is not None and not earlier:
            return named
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
    return (
        _parent_from(reading, home) if home is not None and noun in ("group", "company", "carmaker") else None
    )


def _brand_of_arm(reading: Reading) -> Mention | None:
    """``MG Motor UK … The brand``: the brand whose name an arm spoken of just before bears."""
    maker = reading.maker
    first = maker.label.split()[0] if maker is not None else ""
    recent = reading.makers[-3:]
    for word in dict.fromkeys([first, *(m.label.split()[0] for _, m in reversed(recent) if m.tag == "O")]):
        entity = reading.registry.find(word, "Brand")
        if entity is None and maker is not None and maker.label != word:
            entity = reading.registry.find(word, "Automaker")
            if entity is not None:
                return Mention(0, 0, "M", entity.label, "Automaker")
        if entity is not None and entity.label == word:
            return Mention(0, 0, "B", word, "Brand")
    return None


def _parent_from(reading: Reading, home: str) -> Mention | None:
    """``Renault do Brasil … The French group``: the owner, not named by itself, of a company that was."""
    for _, mention in reversed(reading.makers[-6:]):
        entity = reading.registry.find(mention.label)
        if entity is not None and entity.parent and reading.registry.home_of(entity.parent) == home:
            return Mention(0, 0, "M", entity.parent, "Automaker")
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
    report = reading.memory.get("report_of")
    if isinstance(report, Mention) and rx("discourse.country_acts").match(scene.tag, before):
        return report.label  # "the country exported …": the one whose figures the text reports
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
