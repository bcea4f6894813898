"""Relations that a pattern states: brands and their makers, subsidiaries, reputations."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import maker_for

__all__ = ["read_relations"]

_COUNTRY_ONLY = {"Country"}


def read_relations(reading: Reading, scene: Scene) -> None:
    """Apply the rules of ``relations.toml`` to a scene."""
    know, tag = reading.know, scene.tag
    badges = rx("relations.read_relations_badges").search(tag)
    if badges:
        owner = scene.at(badges.start("o"))
        for place, mention in scene.within(badges.start(), len(tag), "B"):
            if owner is not None and rx("relations.read_relations_as_under").search(tag[:place]):
                reading.add("brandOf", mention, object=owner, confidence=0.88)
    owned = rx("relations.brand_s_owner").search(tag)
    brand = reading.maker
    if owned and brand is not None and brand.cls == "Brand" and not scene.within(0, owned.start(), "B"):
        reading.add("brandOf", brand, object=scene.at(owned.start("o")), confidence=0.82)
    for match in re.finditer(r"(?P<o>M)'s (?P<s>B)(?![a-z])", tag):
        owner, brand = scene.at(match.start("o")), scene.at(match.start("s"))
        if owner is not None and brand is not None:
            entity = reading.registry.find(brand.label, "Brand")
            if entity is not None and entity.parent == owner.label:
                reading.add("brandOf", brand, object=owner, confidence=0.9)
    for rule in know.rules:
        if not any(word in tag for word in rule["need"].split()):
            continue
        for match in know.compiled(r"(?<![a-z])" + rule["pattern"] + r"(?![a-z])").finditer(tag):
            subjects = scene.group(match, "s", "MBO")
            objects = scene.group(match, "o", "MBOCR")
            if rule.get("object") == "maker":
                nearest = scene.last(match.start(), "M")
                owner = (
                    reading.we
                    if "our" in match[0] and reading.we is not None
                    else nearest[1]
                    if nearest is not None and nearest[1].cls != "Country"
                    else maker_for(reading, scene, match.start())
                )
                named = {m.label: m for _, m in scene.within(0, match.start(), "M")}
                parents = {
                    e.parent for e in (reading.registry.find(m.label) for m in subjects) if e is not None
                }
                known = [m for label, m in named.items() if label in parents]
                if known:  # "with X, Y will use the start-up's platform for a car of its Z brand"
                    owner = known[0]
                objects = [owner] if owner is not None and owner.tag == "M" else []
            _note(reading, scene, rule, match, subjects, objects)


def _each_brand(reading: Reading, subjects: list[Mention]) -> list[Mention]:
    """The brands behind the name of a company that looks after two of them: ``Omoda and Jaecoo``."""
    found: list[Mention] = []
    for subject in subjects:
        parts = subject.label.split(" & ")
        pair = len(parts) > 1 and all(reading.registry.find(part, "Brand") for part in parts)
        found += [Mention(0, 0, "B", part, "Brand") for part in parts] if pair else [subject]
    return found


def _note(
    reading: Reading,
    scene: Scene,
    rule: dict[str, str],
    match: re.Match[str],
    subjects: list[Mention],
    objects: list[Mention],
) -> None:
    prop = rule["property"]
    if prop in ("brandOf", "subsidiaryOf") and rx("relations.with_share").match(scene.tag, match.end()):
        return  # "owned by X (41%) and Y (41%)": so much of it
    modality = rule.get("modality") or (
        "actual" if prop in ("brandOf", "subsidiaryOf") else reading.clauses.at(match.start("s"))
    )
    if (
        "o" in match.re.groupindex
        and match.end("o") == match.end()
        and scene.tag.startswith("'s ", match.end())
    ):
        return  # "belongs to X's joint venture with Y"
    if modality == "none" or (
        prop == "brandOf"
        and rx("relations.note_used_formerly").search(scene.tag[max(0, match.start() - 10) : match.end()])
    ):
        return
    for subject in _each_brand(reading, subjects) if prop == "brandOf" else subjects:
        if subject.cls == "Country":
            continue
        for target in objects:
            if prop in ("brandOf", "subsidiaryOf") and target.cls == "Country":
                continue
            if subject.label == target.label:
                continue
            if prop == "subsidiaryOf" and target.reference:
                entity = reading.registry.find(subject.label)
                if subject.tag == "O" and (entity is None or entity.parent is None):
                    continue  # "a subsidiary of the group", which may be another
                if entity is not None and entity.parent and entity.parent != target.label:
                    target = Mention(0, 0, "M", entity.parent, "Automaker")
            reading.add(prop, subject, object=target, modality=modality, confidence=0.95)
            if prop == "subsidiaryOf":
                reading.memory["subsidiary"] = subject
