"""What is known while a Chinese article is read: who and what is being spoken of, and the facts so far."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from autoatlas.loaders.document import Document
from autoatlas.loaders.text.drafts import Draft, Facility
from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.marks import Mark, find_marks, find_titled
from autoatlas.loaders.text.zh.sentences import Sentence
from autoatlas.ontology.registry import registry

__all__ = ["Clause", "Mark", "Name", "Notes", "Run"]

_ASKED = re.compile("[？?]”?\\n")
_WE = re.compile("我们|我司|我公司")

Name = tuple[str, str]
"""A label and its class."""


@dataclass(slots=True)
class Run:
    """What the sentence has said so far."""

    subject: Name | None = None
    place: str | None = None
    metrics: list[str] = field(default_factory=list)
    period: tuple[str, str] | None = None
    product: str | None = None
    pool: list[Draft] = field(default_factory=list)
    rated: bool = False
    share: Draft | None = None
    used: int = 0
    facility: Facility | None = None
    unresolved: bool = False
    places: list[Mark] = field(default_factory=list)
    memory: dict[str, Any] = field(default_factory=dict)


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

    def upto(self, at: int) -> str:
        """The clause up to a place in the text."""
        return self.text[: max(0, at - self.start)]

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
        self.facility: Facility | None = None
        self.facility_sentence = -9
        self.number = 0
        self.period: tuple[str, str] | None = None
        self.metrics: list[str] = []
        self.product: str | None = None
        self.home: str | None = None
        self.said: str | None = None
        self.marks = find_marks(document)
        self._we()
        self._starts = [mark.start for mark in self.marks]
        titled = {(m.label, m.cls) for m in find_titled(document)}
        if len(titled) == 1 and not titled & {(m.label, m.cls) for m in self.marks}:
            self.memory["main"] = self.maker = self.subject = titled.pop()
        self._home_titled()
        self.memory["named_countries"] = {m.label for m in self.marks if m.kind == "country"}
        self.memory["spelt"] = {
            m.label for m in self.marks if m.kind == "place" and self.text[m.end - 1] in "）)"
        }
        for mark in self.marks:
            home = self.registry.home_of(mark.label) if mark.kind in ("maker", "org") else None
            land = self.registry.find(home, "Country") if home and home != "China" else None
            if land and land.label_zh and land.label_zh in self.text[mark.start : mark.end]:
                self.memory["named_countries"].add(home)

    def _home_titled(self) -> None:
        """The country whose association the title names, where the text names no country and no maker at first."""
        homes = {
            self.home_of(m.label)
            for m in find_titled(self.document, "org")
            if "会" in (self.document.title or "")
        }
        if len(homes) == 1 and not any(m.kind == "country" for m in self.marks):
            self.home = homes.pop()

    def titled(self) -> Name | None:
        """The one maker that the title names, where the article is about it."""
        makers = {(m.label, m.cls) for m in find_titled(self.document)}
        return next(iter(makers)) if makers == {self.main_maker()} else None

    def _we(self) -> None:
        """In an interview 我们 is the company that the article is about."""
        main = self.main_maker()
        if main is None or len(_ASKED.findall(self.text, self.document.body)) < 2:
            return
        kind = "maker" if main[1] in ("Automaker", "Brand") else "org"
        known = {mark.start for mark in self.marks}
        found = [m for m in _WE.finditer(self.text, self.document.body) if m.start() not in known]
        self.marks += [Mark(kind, m.start(), m.end(), *main) for m in found]
        self.marks.sort(key=lambda mark: (mark.start, -mark.end))

    def main_maker(self) -> Name | None:
        """The maker that the article is about."""
        if "main" not in self.memory:
            batteries = knowledge("zh").phrases["battery_makers"]
            makers = [(m.label, m.cls) for m in self.marks if m.kind == "maker" or m.label in batteries]
            counted = Counter(makers)
            makers = makers or [(m.label, m.cls) for m in find_titled(self.document)]
            counted = counted or Counter(makers)
            first = makers[0] if makers else None
            top = counted.most_common(1)
            # the first maker that is named, unless another is named far more often
            self.memory["main"] = (
                first if first and counted[first] * 1.7 >= top[0][1] else top[0][0] if top else None
            )
        main: Name | None = self.memory["main"]
        return main

    def note_land(self, label: str) -> None:
        """Remember the country that is spoken of, where it is abroad."""
        if label != "China":
            self.country = label

    def within(self, start: int, end: int) -> list[Mark]:
        """The marks that lie in a stretch."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [mark for mark in self.marks[low:high] if mark.end <= end]

    def country_of(self, place: str) -> str | None:
        """The country of a known town, where the text names it."""
        found = registry().find(place, "Place")
        country = found.country if found else None
        return country if country in self.memory["named_countries"] else None

    def land_of(self, place: str) -> str | None:
        """The country of a known town, named or not; one spelt out in a bracket may be another of that name."""
        found = registry().find(place, "Place")
        if found and place in self.memory["spelt"] and found.country not in self.memory["named_countries"]:
            return None
        return found.country if found else None

    def home_of(self, label: str) -> str | None:
        """Where a company or association is at home."""
        return registry().home_of(label)

    def add(self, clause: Clause, prop: str, subject: Any, cls: str, **columns: Any) -> Draft:
        """Note a fact; the quote is the sentence."""
        columns.setdefault("said_by", self.said)
        if cls == "Facility" and columns.get("modality") == "forecast":
            columns["modality"] = "planned"  # who runs it expects it, where nobody is named
        draft = Draft(prop, subject, cls, quote=clause.quote, **columns)
        if draft.confidence == 0.92:
            draft.confidence = 0.85
        self.drafts.append(draft)
        return draft

    def measure(
        self,
        clause: Clause,
        prop: str,
        who: tuple[Any, str],
        quantity: Quantity,
        unit: str | None = None,
        when: tuple[str | None, str | None] | None = None,
        **columns: Any,
    ) -> Draft:
        """Note a figure; ``when`` is its period, of which a target keeps the end alone."""
        start, end = when or (None, None)
        if columns.get("modality") == "target" and "basis" not in columns:
            start = None
        columns.setdefault("value", quantity.value)
        return self.add(
            clause,
            prop,
            *who,
            value_max=quantity.value_max,
            unit=unit or quantity.unit,
            comparator=quantity.comparator,
            start=start,
            end=end,
            **columns,
        )
