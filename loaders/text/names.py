"""Names in a text: those the registry knows, by one automaton, and runs of capitalised words that may be names."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import ahocorasick

from autoatlas.loaders.text.scene import TAGS, Mention
from autoatlas.ontology.registry import Registry, registry

__all__ = ["Names", "capitalised", "names"]

_ORDER = {
    name: rank
    for rank, name in enumerate(
        (
            "Automaker",
            "Country",
            "Region",
            "Brand",
            "Organization",
            "Place",
            "Model",
            "Technology",
            "Facility",
        )
    )
}
_BATCH = 256  # names found before those that no longer one can still cover are given out
_PLURAL = ("Model", "Brand", "Automaker")
# The automaton of all names takes about 60 milliseconds to build, that of those whose first letters a text has 5.
_BEGIN = 4
_ALL_FROM = 20_000
_CAPITALISED = re.compile(
    r"(?<![\w&'’.-])(?:(?:[A-Z]\.){2,4} (?=[A-Z]))?(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’&-]*(?:\.(?=\w)[\w-]+)?|[a-z]\.?[A-Z][\w-]*)"
    r"(?:(?: | & |-)(?:(?:de|da|do|dos|das|del|della|di|du|la|le|el|al|van|von|der|den|of|the|bin|binti|y|e|i)"
    r"(?: (?=[A-ZÀ-Þ]))){0,2}"
    r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’&-]*(?:\.(?=\w)[\w-]+)?|[a-z]\.?[A-Z][\w-]*|\d{1,3}[A-Za-z]{0,3}\b(?![.,]\d| ?%)))*"
)


class _Name(NamedTuple):
    label: str
    cls: str
    adjective: bool
    weak: bool
    size: int


def _leftmost_longest(name: tuple[int, int, _Name]) -> tuple[int, int]:
    return name[0], -name[1]


class Names:
    """Finds the registry's names in a text."""

    def __init__(self, known: Registry) -> None:
        self.registry = known
        self._whole: ahocorasick.Automaton | None = None
        self._part: tuple[str, ahocorasick.Automaton] | None = None
        self._read = 0

    def _automaton(self, text: str) -> ahocorasick.Automaton:
        """The names that can occur in a text; from some length on all names, whose automaton costs more."""
        if self._whole is not None:
            return self._whole
        if self._part is not None and text in self._part[0]:
            return self._part[1]
        self._read += len(text) + 1_000
        if self._read > _ALL_FROM:
            self._whole = self._built()
            return self._whole
        self._part = text, self._built(self._possible(text))
        return self._part[1]

    def _possible(self, text: str) -> set[str]:
        """The registry's names whose beginning occurs in a text, as they stand or in capitals."""
        begins = {text[at : at + _BEGIN] for at in range(len(text))}
        return {
            name
            for name in self.registry.names
            if name[:_BEGIN] in begins
            or name.upper()[:_BEGIN] in begins
            or (len(name) < _BEGIN and (name in text or name.upper() in text))
        }

    def _built(self, among: set[str] | None = None) -> ahocorasick.Automaton:
        entries: dict[str, _Name] = {}
        for alias, label, cls, _, kind, weak in self.registry.aliases(among):
            adjective = kind == "adjective"
            self._enter(entries, alias, _Name(label, cls, adjective, weak, len(alias)))
            if alias.isascii() and (len(alias) < 4 or not alias[0].isupper()):
                continue
            capitals = alias.upper()
            if len(capitals) == len(alias) and capitals != alias:
                self._enter(entries, capitals, _Name(label, cls, adjective, weak, len(alias)))
        automaton = ahocorasick.Automaton()
        self._longest = max(map(len, entries), default=0)
        for alias, entry in entries.items():
            automaton.add_word(alias, entry)
        automaton.make_automaton()
        return automaton

    @staticmethod
    def _enter(entries: dict[str, _Name], alias: str, entry: _Name) -> None:
        known = entries.get(alias)
        if known is None or _ORDER.get(entry.cls, 9) < _ORDER.get(known.cls, 9):
            entries[alias] = entry

    def find(self, text: str, start: int = 0) -> Iterator[tuple[int, int, _Name]]:
        """Yield ``(start, end, name)`` of known names, leftmost longest, none inside another."""
        automaton = self._automaton(text)
        if not len(automaton):  # which refuses to search then
            return
        waiting: list[tuple[int, int, _Name]] = []
        taken = start
        for last, entry in automaton.iter(text, start):
            end = last + 1
            begin = end - entry.size
            if not self._bounded(text, begin, end):
                if not (
                    entry.cls in _PLURAL
                    and text[end : end + 1] == "s"
                    and text[begin].isupper()
                    and text[end - 1].isalpha()
                    and entry.size > 3
                    and self._bounded(text, begin, end + 1)
                ):
                    continue
                end += 1  # "Omodas and Jaecoos"
            waiting.append((begin, end, entry))
            if len(waiting) >= _BATCH:
                waiting.sort(key=_leftmost_longest)
                settled = bisect_left(waiting, last + 1 - self._longest, key=itemgetter(0))
                for name in waiting[:settled]:
                    if name[0] >= taken:
                        yield name
                        taken = name[1]
                del waiting[:settled]
        waiting.sort(key=_leftmost_longest)
        for name in waiting:
            if name[0] >= taken:
                yield name
                taken = name[1]

    @staticmethod
    def _bounded(text: str, start: int, end: int) -> bool:
        if text[start] >= "\u2e80":  # Chinese has no gaps between words
            return True
        if (
            text[end - 1].isdigit()
            and text[end : end + 1] in (",", ".")
            and text[end + 1 : end + 2].isdigit()
        ):
            return False  # "Jaecoo 6,100" is a figure behind a name
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if before.isalnum() or before == "_" or after.isalnum() or after == "_":
            return before >= "\u2e80" or after >= "\u2e80"
        return not (before in "-." and start > 1 and text[start - 2].isalnum() and before == ".")

    def mention(self, start: int, end: int, entry: _Name) -> Mention:
        """The mention of a known name."""
        tag = "A" if entry.adjective else TAGS.get(entry.cls, "U")
        return Mention(start, end, tag, entry.label, entry.cls, extra={"weak": entry.weak})


@cache
def names() -> Names:
    """The finder for the shipped registry, built once."""
    return Names(registry())


def capitalised(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of runs of capitalised words, which may be names."""
    for match in _CAPITALISED.finditer(text, start, end):
        low, high = match.span()
        while text[high - 1] in "'’-&":
            high -= 1
        if text[high - 2 : high] in ("'s", "’s"):
            high -= 2
        if low < high:
            yield low, high
