"""Sheets of facts about a company: ``Owners: X 50.1%, Y 49.9%``, ``Dealers: 160``, ``Markets: 18 countries``."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["keeps_maker", "read_company_line", "sheet_key"]

_COUNTS = {"outlets": ("outlet", "NS"), "countriesPresent": ("country", "NK"), "employees": ("person", "NH")}
_MAJORITY = 50.0


def sheet_key(reading: Reading, scene: Scene) -> tuple[str, int]:
    """The label of a line ``Label: value`` or ``**Label.** value`` and where its value begins; empty without one."""
    block = scene.sentence.block
    if block.kind not in ("bullet", "paragraph"):
        return "", 0
    inside = re.match(r"(?P<label>[a-z][a-z /-]{1,40}?)(?: F)?: ", scene.tag)
    if inside:
        return inside["label"].strip(), inside.end()
    if block.label is None or block.label[1] > block.start or not scene.sentence.first:
        return "", 0
    word = reading.text[block.label[0] : block.label[1]].strip(" *_:.").lower()
    return (word, 0) if re.fullmatch(r"[a-z][a-z /-]{1,40}", word) else ("", 0)


def keeps_maker(reading: Reading, scene: Scene) -> bool:
    """Whether a line only names who has to do with the company of the sheet, which stays what is spoken of."""
    word, _ = sheet_key(reading, scene)
    return bool(word) and bool(rx("state.sheet_others").fullmatch(word))


def read_company_line(reading: Reading, scene: Scene, word: str, end: int) -> bool:
    """Note what one line says of the company that a sheet is about; True where it was one of these lines."""
    company = reading.section_maker
    if company is None or company.cls == "Country":
        return False
    if rx("state.sheet_owner").fullmatch(word):
        return _owners(reading, scene, company, end)
    if reading.section_facility is not None or reading.facility is not None:
        return False
    prop = next((name for name in _COUNTS if rx(f"state.sheet_{name.lower()}").fullmatch(word)), None)
    if prop is None:
        return False
    unit, tags = _COUNTS[prop]
    shape = rx("state.sheet_count").match(scene.tag, end)
    mention = scene.at(shape.start("n")) if shape else None
    if mention is None or mention.tag not in tags:
        return False
    quantity = mention.quantity
    reading.add(
        prop, company, value=quantity.value, value_max=quantity.value_max, comparator=quantity.comparator,
        unit=unit, modality="actual", confidence=0.85,
    )  # fmt: skip
    mention.extra["used"] = True
    return True


def _owners(reading: Reading, scene: Scene, company: Mention, end: int) -> bool:
    """``X 50.1%, Y (49.9%)``: who holds how much of the company."""
    noted = False
    for match in rx("state.sheet_holder").finditer(scene.tag, end):
        who, share = scene.at(match.start("who")), scene.at(match.start("share"))
        if who is None or share is None or who.label == company.label:
            continue
        value, sure = share.quantity.value, 0.88
        reading.add(
            "ownsStake", who, object=company, value=value, comparator=share.quantity.comparator, unit="percent",
            modality="actual", confidence=sure,
        )  # fmt: skip
        if value > _MAJORITY and who.cls == "Automaker" and company.cls == "Automaker":
            reading.add("subsidiaryOf", company, object=who, modality="actual", confidence=sure)
        noted = True
    return noted
