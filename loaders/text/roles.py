"""Who does what to whom: the subject of a verb, whether it is passive, and the names that stand behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import apposed

__all__ = ["Deed", "deeds", "group_start", "named_behind", "subject_of"]

_HELPING = 90  # letters that the helping verbs and adverbs in front of a verb take at most


@dataclass(slots=True)
class Deed:
    """A verb of a sentence with what it needs to be understood: where its group begins, where the verb ends."""

    start: int
    verb: int
    end: int
    passive: bool


def deeds(reading: Reading, scene: Scene, name: str) -> Iterator[Deed]:
    """The verbs of a pattern in a scene, each with its helping verbs."""
    tag = scene.tag
    for match in rx(name).finditer(tag):
        start = group_start(tag, match.start())
        helping = tag[start : match.start()]
        ends = match[0].split()[0]
        participle = not ends.endswith(("s", "ing")) or ends in ("is", "was")
        be = rx("roles.be").search(helping) is not None
        by = rx("roles.by_behind").match(tag, match.end()) is not None
        yield Deed(start, match.start(), match.end(), participle and (be or (by and helping == "")))


def group_start(tag: str, verb: int) -> int:
    """Where the helping verbs and adverbs in front of a verb begin."""
    low = max(0, verb - _HELPING)
    for match in re.finditer(r"(?<![a-z])[a-zD]", tag[low:verb]):
        if rx("roles.group").fullmatch(tag, low + match.start(), verb):
            return low + match.start()
    return verb


def named_behind(scene: Scene, place: int, tags: str = "MBOU") -> list[Mention]:
    """The companies in a row that stand at a place of the tagged text."""
    match = rx("roles.names").match(scene.tag, place)
    return [m for m in scene.group(match, "who", tags) if m.cls != "Country"] if match else []


def subject_of(reading: Reading, scene: Scene, place: int) -> list[Mention]:
    """Who does what the verb whose group begins at a place says."""
    left = scene.tag[:place]
    through = apposed(scene, place)
    if through is not None:
        return [through]
    aside = rx("roles.aside_before").search(left)
    if aside:
        one = scene.at(aside.start("who"))
        return [one] if one is not None and one.cls != "Country" else []
    relative = rx("roles.relative").search(left)
    if relative:
        found = _antecedent(scene, left[: relative.start()])
        return [m for m in found if m.tag != "U"] if "who" in relative[0] else found
    named = rx("roles.named_before").search(left)
    if named and not rx("roles.fronted").search(left[: named.start()]):
        found = [m for m in scene.group(named, "who", "MBOU") if m.cls != "Country"]
        return [m for m in found if not _person(reading, scene, scene.position(m.start))]
    pronoun = rx("roles.pronoun").search(left)
    if pronoun:
        return _meant(reading, scene, pronoun)
    return _first(reading, scene, place)


def _antecedent(scene: Scene, left: str) -> list[Mention]:
    for name in ("relative_apposed", "relative_named"):
        match = rx(f"roles.{name}").search(left)
        if match:
            return [m for m in scene.group(match, "who", "MBOU") if m.cls != "Country"]
    return []


def _meant(reading: Reading, scene: Scene, pronoun: re.Match[str]) -> list[Mention]:
    """Whom "it" or "the importer" means: one named before in the sentence, else who was spoken of."""
    firm = rx("roles.pronoun_firm").search(pronoun[0]) is not None
    named = [
        m
        for p, m in scene.within(0, pronoun.start(), "O" if firm else "MBO")
        if m.cls != "Country" and (firm or not rx("roles.fronted").search(scene.tag[:p]))
    ]
    if named:
        return [named[-1] if firm else named[0]]
    if firm:
        return next(([m] for _, m in reversed(reading.makers) if m.tag == "O"), [])
    return [reading.maker] if reading.maker is not None and reading.maker.cls != "Country" else []


def _first(reading: Reading, scene: Scene, place: int) -> list[Mention]:
    """The first company of the clause that acts in it, or of the one before."""
    tag = scene.tag
    low, _ = reading.clauses.span(place)
    starts = [low]
    while starts[-1] > 0:
        starts.append(reading.clauses.span(starts[-1] - 1)[0])
    for start in starts:
        pronoun = rx("roles.pronoun_opens").match(tag, start)
        if pronoun and pronoun.end() <= place:
            return _meant(reading, scene, pronoun)
        for at, mention in scene.within(start, place, "MBO"):
            if mention.cls == "Country" or rx("roles.no_subject").match(tag, at + 1):
                continue
            if not rx("roles.fronted").search(tag[:at]):
                return [mention]
    return []


def _person(reading: Reading, scene: Scene, place: int) -> bool:
    """Whether the unknown name at a place of the tagged text is somebody's."""
    mention = scene.at(place)
    if mention is None or mention.tag != "U":
        return False
    titled = reading.know.compiled(r"(?:{person_noun}) $").search(scene.tag[max(0, place - 40) : place])
    return bool(titled or rx("discourse.person_its_who").match(scene.tag, place + 1))
