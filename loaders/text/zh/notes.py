"""What is known while a Chinese article is read: its marks, who and what is being spoken of, and the facts so far."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from autoatlas.loaders.document import Document
from autoatlas.loaders.text.date_mention import DateMention
from autoatlas.loaders.text.drafts import Draft, Facility
from autoatlas.loaders.text.figures import find_figures
from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.loaders.text.names import names
from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.sentences import Sentence
from autoatlas.ontology.registry import registry

__all__ = ["Clause", "Mark", "Name", "Notes", "Run"]

Name = tuple[str, str]
"""A label and its class."""

_KINDS = {
    "Automaker": "maker",
    "Brand": "maker",
    "Country": "country",
    "Region": "region",
    "Place": "place",
    "Model": "model",
    "Organization": "org",
}


_LATIN = re.compile(r"[A-Z][A-Za-z&.'-]+(?: [A-Z&][A-Za-z&.'-]*)*")
_NO_NAMES = frozenset(
    (
        *(
            "CKD",
            "SKD",
            "DKD",
            "SUV",
            "MPV",
            "EV",
            "BEV",
            "PHEV",
            "HEV",
            "NEV",
            "EREV",
            "OTA",
            "AI",
            "GDP",
            "CEO",
        ),
        *("CFO", "COO", "ESG", "FOB", "GWH", "KWH", "ADAS", "ICE", "LFP", "DM", "WLTP", "NEDC"),
    )
)
_COMPANY_AHEAD = re.compile(r"(?:合作方|合作伙伴|伙伴|代理商|经销商|企业|公司|集团|制造商|与|同|和|由)$")
_COMPANY_BEHIND = re.compile(
    r"(?:公司|集团|汽车)?(?:（[^）]{1,20}）)?(?:公司|集团|合作|合资|联手|运营|负责|代工|控股)"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something recognised: a name, a word for a product, a quantity or a date."""

    kind: str
    start: int
    end: int
    label: str = ""
    cls: str = ""
    quantity: Quantity | None = None
    date: DateMention | None = None


@dataclass(slots=True)
class Run:
    """What the sentence has said so far."""

    subject: Name | None = None
    place: str | None = None
    metrics: list[str] = field(default_factory=list)
    period: tuple[str, str] | None = None
    product: str | None = None
    group: list[Draft] = field(default_factory=list)
    share: Draft | None = None
    used: int = 0
    facility: Facility | None = None
    unresolved: bool = False
    places: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    """A clause with its marks."""

    start: int
    end: int
    text: str
    marks: list[Mark]
    sentence: Sentence
    before: str

    def of(self, *kinds: str) -> list[Mark]:
        """Its marks of some kinds."""
        return [mark for mark in self.marks if mark.kind in kinds]

    def ahead(self, at: int, size: int = 12) -> str:
        """The words in front of a place in the text."""
        return self.text[max(0, at - self.start - size) : at - self.start]

    def behind(self, at: int, size: int = 12) -> str:
        """The words after a place in the text."""
        return self.text[at - self.start : at - self.start + size]

    def sentence_text(self, text: str) -> str:
        """The words of its sentence."""
        return text[self.sentence.start : self.sentence.end]

    @property
    def quote(self) -> tuple[int, int]:
        """The sentence."""
        return self.sentence.start, self.sentence.end


class Notes:
    """The state of a reading; `finish` turns its drafts and facilities into facts."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.published = document.published
        self.registry = registry()
        self.drafts: list[Draft] = []
        self.facilities: list[Facility] = []
        self.memory: dict[str, Any] = {}
        self.subject: Name | None = None
        self.maker: Name | None = None
        self.country: str | None = None
        self.topic_country: str | None = None
        self.facility: Facility | None = None
        self.facility_sentence = -9
        self.number = 0
        self.period: tuple[str, str] | None = None
        self.metrics: list[str] = []
        self.product: str | None = None
        self.home: str | None = None
        self.said: str | None = None
        self.marks = _marks(document)
        self._starts = [mark.start for mark in self.marks]
        self.memory["named_countries"] = {m.label for m in self.marks if m.kind == "country"}

    def within(self, start: int, end: int) -> list[Mark]:
        """The marks that lie in a stretch."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [mark for mark in self.marks[low:high] if mark.end <= end]

    def country_of(self, place: str) -> str | None:
        """The country of a known town, where the text names it."""
        found = registry().find(place, "Place")
        country = found.country if found else None
        return country if country in self.memory["named_countries"] else None

    def home_of(self, label: str) -> str | None:
        """Where a company or association is at home."""
        return registry().home_of(label)

    def add(self, clause: Clause, prop: str, subject: Any, cls: str, **columns: Any) -> Draft:
        """Note a fact; the quote is the sentence."""
        columns.setdefault("said_by", self.said)
        draft = Draft(prop, subject, cls, quote=clause.quote, **columns)
        if draft.confidence == 0.92:
            draft.confidence = 0.85
        self.drafts.append(draft)
        return draft


@cache
def _products() -> tuple[re.Pattern[str], dict[str, str]]:
    table = knowledge("zh").tables["products"]
    return re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True)))), table


@cache
def _people() -> dict[str, str]:
    return {alias.alias: alias.label for alias in registry().people() if len(alias.alias) > 1}


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a name in Latin letters is not a piece of a longer word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    left = text[start].isascii() and before.isascii() and (before.isalnum() or before == "-")
    return not (left or (text[end - 1].isascii() and after.isascii() and after.isalnum()))


def _longer(text: str, start: int) -> bool:
    """Whether another word in Latin letters stands right ahead of one."""
    return (
        text[start].isascii()
        and text[start - 1 : start] == " "
        and text[start - 2 : start - 1].isascii()
        and (text[start - 2 : start - 1].isalpha())
    )


def _new_names(text: str, start: int, taken: bytearray) -> list[Mark]:
    """Companies in Latin letters that the registry does not know, where the Chinese around them says what they are."""
    found = []
    for match in _LATIN.finditer(text, start):
        low, high = match.span()
        if any(taken[low:high]) or match[0].upper() in _NO_NAMES:
            continue
        if _COMPANY_AHEAD.search(text[max(0, low - 10) : low]) or _COMPANY_BEHIND.match(text, high):
            found.append(Mark("org", low, high, match[0], "Organization"))
    return found


def _marks(document: Document) -> list[Mark]:
    text, start = document.text, document.body
    figures = find_figures(text, _day(document.published), start, len(text), lang="zh")
    found = [Mark("quantity", q.start, q.end, quantity=q) for q in figures.quantities]
    found += [Mark("date", d.start, d.end, date=d) for d in figures.dates]
    for low, high, entry in names().find(text, start):
        if text[low:high] == "国内":
            continue  # of whatever country is spoken of
        if not _whole(text, low, high) or (entry.cls == "Organization" and _longer(text, low)):
            continue
        if entry.label == "overseas":
            found.append(Mark("abroad", low, high, entry.label))
        elif entry.cls in _KINDS and not entry.adjective and not (entry.weak and high - low < 2):
            found.append(Mark(_KINDS[entry.cls], low, high, entry.label, entry.cls))
    taken = bytearray(len(text) + 1)
    for mark in found:
        taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
    found += _new_names(text, start, taken)
    pattern, table = _products()
    for match in pattern.finditer(text, start):
        found.append(Mark("product", match.start(), match.end(), table[match[0]]))
    return sorted(found, key=lambda mark: (mark.start, -mark.end))
