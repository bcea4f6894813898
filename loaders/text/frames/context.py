"""What stands around a figure: its clause, its label, its phase, its date."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, period_of

__all__ = ["columns_of", "context_of", "modality_at", "phase_of", "when_of"]


_ORDINALS = {
    "first": 1,
    "initial": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 0,
    "next": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "1": 1,
    "2": 2,
    "3": 3,
    "i": 1,
    "ii": 2,
    "iii": 3,
}


def _of_another_figure(tag: str, start: int, end: int, place: int, clause: int) -> bool:
    """``100,000 in the first phase, rising to 175,000``: the phase is that of the figure in front of it."""
    if start > place:
        return re.search(r"[VNWEHG]", tag[place + 1 : start]) is not None
    between, before = tag[end:place], tag[max(clause, start - 30) : start]
    if re.search(r"[VNWEHG](?: [a-z]+){0,2} (?:in|during|under) (?:its |the |a )?$", before):
        return True
    return (
        re.search(r"[VNWEHG]|rising|later|then", between) is not None
        and re.search(r"[VNWEHG](?![a-z])[^,;]*$", before) is not None
    )


def phase_of(reading: Reading, scene: Scene, place: int) -> str | None:
    """``phase 1`` and so on, where the clause around a place speaks of a phase."""
    start, end = reading.clauses.span(place)
    found = None
    for match in rx("figures.phase").finditer(scene.tag, 0, end):
        if match.start() < start and scene.tag[match.start() : start].count(";"):
            continue
        if match.start() > place + 40:
            break
        if _of_another_figure(scene.tag, match.start(), match.end(), place, start):
            continue
        if match.start() >= start or (found is None and match.start() < 30):
            found = _ORDINALS.get(match["a"] or match["b"])
    if found is None and scene.sentence.block.kind == "bullet" and reading.memory.get("phases"):
        number = re.match(
            r"\D{0,3}(\d)[.)]",
            scene.text[max(0, scene.sentence.block.start - 5) : scene.sentence.block.start],
        )
        if number:
            found = int(number[1])
    return f"phase {found}" if found else None


def context_of(reading: Reading, scene: Scene, place: int) -> tuple[str, str, int, int]:
    """The words of the clause before and behind a place, the label of a bullet included."""
    start, end = reading.clauses.span(place)
    tag = scene.tag
    while start > 0 and rx("figures.context_from_with").match(tag[start:place]):
        start = reading.clauses.span(start - 1)[0]
    before = tag[start:place]
    label = scene.sentence.block.label
    if label is not None and start > 0:
        cut = tag.find(":")
        if (0 < cut < 50 and not re.search(r"[;.]", tag[cut:place])) or label[1] < scene.sentence.start:
            before = (tag[: cut + 1] if cut > 0 else "") + before
    if label is not None and label[1] <= scene.sentence.start:
        before = scene.text[label[0] : label[1]].lower() + ": " + before
    return before, tag[place + 1 : end], start, end


def columns_of(mention: Mention) -> dict[str, Any]:
    quantity = mention.quantity
    return {"value": quantity.value, "value_max": quantity.value_max, "comparator": quantity.comparator}


def modality_at(reading: Reading, place: int) -> str:
    return reading.clauses.at(place)


def when_of(reading: Reading, scene: Scene, place: int, modality: str) -> Period:
    mention = date_in_clause(reading, scene, place)
    if mention is None:
        return Period(None, None)
    at = scene.position(mention.start)
    if (
        at > place
        and rx("figures.when_open_start").search(scene.tag[place:at])
        and re.search(r"[,;]| and | is | are ", scene.tag[place:at])
    ):
        return Period(None, None)
    if (
        at < place
        and rx("figures.when_open_complet").search(scene.tag[max(0, at - 30) : at])
        and "," in scene.tag[at:place]
    ):
        return Period(None, None)
    if (
        at < place
        and rx("figures.when_with_up").search(scene.tag[at:place])
        and rx("figures.when_start_open").search(scene.tag[:at])
    ):
        return Period(None, None)
    if at > place and rx("figures.when_other_named").search(scene.tag, place + 1, at):
        return Period(None, None)
    date = mention.date
    if date.relation in ("since", "from") and modality == "actual" and date.kind != "span":
        return Period(None, None, mention)
    return period_of(mention, modality)
