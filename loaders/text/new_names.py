"""Names nobody has seen before, where their surroundings say what they are."""

import itertools
from itertools import pairwise

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import TAGS, Mention, Scene

__all__ = ["name_unknowns"]

_VERSION = 2  # words that a version's name has at most


def name_unknowns(reading: Reading, scene: Scene) -> None:
    """Say what an unknown capitalised name is, where its surroundings make it plain."""
    _two_brands(reading, scene)
    if not any(letter in scene.tag for letter in "UPX"):
        return
    changed = _with_tails(reading, scene)
    changed |= _listed_models(reading, scene)
    changed |= _longer_models(scene)
    changed |= _whole_ventures(reading, scene) or _named_ventures(reading, scene)
    changed |= _parks(reading, scene) | _places(reading, scene)
    if "U" in scene.tag:
        changed |= _companies(reading, scene)
        changed |= _models_of_new(reading, scene)
    if changed:
        scene.build()


def _listed_models(reading: Reading, scene: Scene) -> bool:
    """``the Peugeot 2008, 3008 and 5008``, ``builds the Comet, Hector and Windsor``: models by what stands beside."""
    changed = _dated_models(reading, scene)
    for place, mention in scene.all("X"):
        words = mention.label.split()
        more = rx("discourse.numbered_models").match(scene.tag, place + 1)
        if more is None or not words[-1].isdigit():
            continue
        for _, number in scene.within(place + 1, more.end(), "N"):
            digits = scene.text[number.start : number.end]
            if digits.isdigit() and len(digits) == len(words[-1]):
                number.tag, number.cls, number.quantity = "X", "Model", None
                number.label = " ".join([*words[:-1], digits])
                changed = True
    listed = rx("discourse.listed_models").search(scene.tag)
    if listed:
        for _, mention in scene.within(listed.start("list"), listed.end("list"), "PO"):
            mention.tag, mention.cls = "U", ""
            mention.label = scene.text[mention.start : mention.end]
            changed = True
    return changed


def _two_brands(reading: Reading, scene: Scene) -> None:
    """``its brands Omoda and Jaecoo``: two brands, not the company that has both names."""
    for match in rx("discourse.two_brands").finditer(scene.tag):
        place = match.start("b" if match["b"] else "b2")
        whole = scene.at(place)
        text = scene.text[whole.start : whole.end] if whole is not None else ""
        first, _, second = text.partition(" and ")
        if whole is None or not all(
            second and reading.registry.find(name, "Brand") for name in (first, second)
        ):
            continue
        two = Mention(whole.end - len(second), whole.end, "B", second, "Brand")
        whole.end = whole.start + len(first)
        whole.tag, whole.label, whole.cls = "B", first, "Brand"
        scene.mentions = sorted([*scene.mentions, two], key=lambda mention: mention.start)
        scene.build()
        return


def _with_tails(reading: Reading, scene: Scene) -> bool:
    """``Inter Emirates Motors``, ``Hyundai Nishat Motor``: names that go on behind one that is known."""
    changed = False
    for match in rx("discourse.name_with_tail").finditer(scene.tag):
        parts = [m for _, m in scene.within(match.start(), match.end())]
        tail = parts[-1].label.split()[-1].strip(".")
        close = all(a.end + 1 == b.start for a, b in itertools.pairwise(parts))
        if not close or tail not in reading.know.phrases["company_tail"] or len(parts[-1].label.split()) > 1:
            continue
        first = parts[0]
        first.end = parts[-1].end
        scene.mentions = [one for one in scene.mentions if one not in parts[1:]]
        changed = True
        if first.tag in "UCP":
            first.label = scene.text[first.start : first.end].replace("’", "'")
            _learn(reading, first, "O", "Organization")
    if changed:
        scene.build()
    return changed


def _parks(reading: Reading, scene: Scene) -> bool:
    """``the Kulim Hi-Tech Park``, behind a plant in Kulim: one estate, not the town and a name behind it."""
    found = False
    for match in reversed(list(rx("discourse.town_and_park").finditer(scene.tag))):
        town, park = scene.at(match.start("town")), scene.at(match.start("park"))
        if town is None or park is None or not rx("discourse.park_name").search(park.label):
            continue
        if not any(facility.has_place(town.label) for facility in reading.facilities):
            continue
        town.end, town.kind = park.end, "estate"
        town.label = scene.text[town.start : town.end]
        scene.mentions.remove(park)
        found = True
    return found


def _dated_models(reading: Reading, scene: Scene) -> bool:
    """``the Peugeot 208 and 2008``, ``the Q3, the Q5``: a model that looks like a year or a quarter, by its brand."""
    changed = False
    for match in rx("discourse.dated_models").finditer(scene.tag):
        date = scene.at(match.start("d") if match["d"] else match.start("d_"))
        model = scene.at(match.start("x") if match["x"] else match.start("x_"))
        known = reading.registry.find(model.label, "Model") if model is not None else None
        if date is None or known is None or not known.parent:
            continue
        name = scene.text[date.start : date.end].removeprefix("the ")
        entity = reading.registry.find(f"{known.parent} {name}", "Model")
        if entity is not None:
            date.tag, date.cls, date.label = "X", "Model", entity.label
            date.date = date.quantity = None
            changed = True
    if changed:
        scene.build()
    return changed


def _longer_models(scene: Scene) -> bool:
    """``the Innova Zenix``, ``a T-Roc Cabriolet``: a version of a known model has a name of its own."""
    changed = False
    for place, mention in scene.all("X"):
        if scene.tag[place + 1 : place + 3] != " U" or scene.tag.startswith("'s", place + 3):
            continue
        more = scene.at(place + 2)
        if more is None or more.start != mention.end + 1 or len(more.label.split()) > _VERSION:
            continue
        mention.end = more.end
        mention.label = f"{mention.label} {more.label}"
        scene.mentions = [one for one in scene.mentions if one is not more]
        changed = True
    return changed


def _whole_ventures(reading: Reading, scene: Scene) -> bool:
    """``TDS Lithium-Ion Battery Gujarat, a joint venture``: an unknown company with a place at the end of its name."""
    match = rx("discourse.company_of_place").search(scene.tag)
    first, last = (scene.at(match.start("u")), scene.at(match.start("u") + 2)) if match else (None, None)
    if first is None or last is None:
        return False
    first.end = last.end
    first.label = scene.text[first.start : first.end].replace("’", "'")
    scene.mentions = [mention for mention in scene.mentions if mention is not last]
    _learn(reading, first, "O", "Organization")
    return True


def _named_ventures(reading: Reading, scene: Scene) -> bool:
    """``a joint venture, Chery Polmot Automotive, that will …``: one name, though it begins with one that is known."""
    match = rx("discourse.venture_whole").search(scene.tag)
    if match is None:
        return False
    parts = [mention for _, mention in scene.within(match.start("name"), match.end("name"), "MBPCOU")]
    if any(scene.text[one.end : two.start] != " " for one, two in pairwise(parts)):
        return False
    first = parts[0]
    first.end = parts[-1].end
    first.label = scene.text[first.start : first.end].replace("’", "'")
    scene.mentions = [mention for mention in scene.mentions if mention not in parts[1:]]
    _learn(reading, first, "O", "Organization")
    return True


def _learn(reading: Reading, mention: Mention, tag: str, cls: str, label: str | None = None) -> None:
    name = mention.label
    known = next((entry for *span, entry in reading.finder.find(name) if span == [0, len(name)]), None)
    companies = ("Automaker", "Brand", "Organization")
    if known is not None and tag in "MBO" and known.cls in companies and not known.adjective:
        # a plain word at the start of a sentence, until now
        tag, cls, label = TAGS[known.cls], known.cls, known.label
    mention.tag, mention.cls = tag, cls
    if label:
        mention.label = label
    reading.learned[name] = (tag, cls, mention.label)
    first, _, rest = name.partition(" ")
    known_short = any(span[:2] == (0, len(first)) for span in reading.finder.find(first))
    if tag in "MO" and rest.strip(".") in reading.know.phrases["company_tail"] and not known_short:
        reading.learned.setdefault(first, (tag, cls, mention.label))  # "Harrow", of the Harrow Group


def _places(reading: Reading, scene: Scene) -> bool:
    know, tag = reading.know, scene.tag
    changed = False
    pattern = rx("discourse.places_pattern")
    for match in pattern.finditer(tag):
        group = next(g for g in "abcdefg" if match[g] is not None)
        mention = scene.at(match.start(group))
        if mention is None or mention.tag not in "UPMBO":
            continue
        if mention.tag in "MBO" and not rx("discourse.places_estate_park").search(match[0]):
            continue
        text = match[0]
        kind = ""
        if re.search(know.expand(r"{estate_word}$"), text):
            kind = "estate"
            after = re.compile(know.expand(r" {estate_word}")).match(tag, match.start(group) + 1)
            if after and mention.tag in "UPMBO":
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
            shouted = mention.label.isupper() and len(mention.label) > 3
            _learn(reading, mention, "P", "Place", mention.label.title() if shouted else None)
        changed = True
    for place, mention in scene.all("U"):
        # "Aurora Industrial Park": the words of an estate belong to the name
        if rx("discourse.places_ndustrial_ark").search(mention.label):
            mention.kind = "estate"
            _learn(reading, mention, "P", "Place")
            changed = True
        elif rx("discourse.places_rovince_tate").search(mention.label):
            mention.kind = "province"
            label = re.sub(
                r" (?:Province|State|Region|Oblast|Prefecture|Governorate|Voivodeship)$", "", mention.label
            )
            _learn(reading, mention, "P", "Place", label)
            changed = True
        del place
    return changed


def _companies(reading: Reading, scene: Scene) -> bool:
    tag = scene.tag
    changed = False
    pattern = rx("discourse.companies_pattern")
    for match in pattern.finditer(tag):
        group = next(g for g in "abcdefghijk" if match[g] is not None)
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
        if (len(words) > 1 and words[-1].strip(".") in reading.know.phrases["company_tail"]) or rx(
            "discourse.companies_uto_otors"
        ).search(mention.label):
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


def _models_of_new(reading: Reading, scene: Scene) -> bool:
    """``the Veloria Nimbus``, where the text has told of the maker Veloria Motors: a model of its."""
    makers = {name.split()[0] for name, (tag, _, _) in reading.learned.items() if tag in "MB"}
    changed = False
    for mention in scene.mentions if makers else ():
        words = mention.label.split()
        if mention.tag != "U" or not 2 <= len(words) <= 3 or words[0] not in makers:
            continue
        if words[-1].strip(".") in reading.know.phrases["company_tail"] or rx("discourse.no_model").search(
            mention.label
        ):
            continue
        mention.tag, mention.cls = "X", "Model"
        changed = True
    return changed


def _person(reading: Reading, scene: Scene, place: int) -> bool:
    """Whether the name beside a place of the tagged text is somebody's."""
    before, after = scene.tag[max(0, place - 40) : place], scene.tag[place + 1 : place + 50]
    return bool(
        reading.know.compiled(r"(?:{person_noun}) $").search(before)
        or rx("discourse.person_its_who").match(after)
    )
