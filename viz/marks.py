"""Where in a text each fact stands: its sentence by its own offsets, and within it the words that say it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from autoatlas.graph.names import known_entity
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["FAMILIES", "Piece", "family", "paragraphs"]

FAMILIES = ("where", "size", "trade", "dates")
_BY_UNIT = {
    "vehicle": "trade",
    "percent": "trade",
    "country": "where",
    "outlet": "where",
    "plant": "where",
    "model": "where",
}
_NUMBER = re.compile(
    r"(?<![\w.,])(\d[\d,\u00a0]*(?:\.\d+)?)"
    r"(?:[\s\u00a0-]*(thousand|million|billion|trillion|万|亿)\b)?"
    r"(\s?(?:%|percent|per cent))?",
    re.IGNORECASE,
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "万": 1e4, "亿": 1e8}
_HEADER = re.compile(r"(title|url|date)\s*:", re.IGNORECASE)


@lru_cache(maxsize=512)
def family(name: str, unit: str) -> str:
    """Return the family of a property, by what the vocabulary says of it: where, size, trade or dates.

    Examples
    --------
    >>> family("operates", ""), family("exports", "vehicle"), family("annualCapacity", "vehicle/year")
    ('where', 'trade', 'size')
    """
    known = PROPERTIES.get(name)
    if known is None or known.shape in ("relation", "mode"):
        return "where"
    return "dates" if known.shape == "date" else _BY_UNIT.get(unit, "size")


@dataclass(slots=True)
class Piece:
    """A run of a paragraph's text that one look applies to.

    Attributes
    ----------
    text : str
    quote : int
        Number of the innermost quote that it is part of; -1 outside.
    facts : list of int
        Facts whose own words these are.
    opens : bool
        The quote begins here: the piece that the keyboard stops at.
    """

    text: str
    quote: int = -1
    facts: list[int] = field(default_factory=list)
    opens: bool = False


def paragraphs(text: str, facts: Sequence[Mapping[str, Any]]) -> tuple[list[list[Piece]], list[list[int]]]:
    """Cut a text into paragraphs of pieces.

    Parameters
    ----------
    text : str
        The decoded text that the offsets refer to.
    facts : sequence of mappings
        With ``quote_start`` and ``quote_end`` in code points; others are passed over.

    Returns
    -------
    list of list of Piece
        Lines of the text that are not empty and no header.
    list of list of int
        For each quote, the numbers of its facts.
    """
    ranges: dict[tuple[int, int], list[int]] = {}
    for at, fact in enumerate(facts):
        start, end = fact.get("quote_start"), fact.get("quote_end")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
            ranges.setdefault((start, end), []).append(at)
    order = sorted(ranges, key=lambda span: (span[0], -span[1]))
    spans: list[tuple[int, int, int]] = []
    for span in order:
        for at in ranges[span]:
            found = _words(facts[at], text[span[0] : span[1]])
            if found:
                spans.append((span[0] + found[0], span[0] + found[1], at))
    opened: set[int] = set()
    done: list[list[Piece]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        begin, position = position, position + len(line)
        end = begin + len(line.splitlines()[0])
        if line.strip() and not (begin < 2000 and not done and _HEADER.match(line)):
            done.append(_pieces(text, begin, end, order, spans, opened))
    return done, [ranges[span] for span in order]


def _pieces(
    text: str,
    begin: int,
    end: int,
    quotes: list[tuple[int, int]],
    spans: list[tuple[int, int, int]],
    opened: set[int],
) -> list[Piece]:
    near = [(at, span) for at, span in enumerate(quotes) if span[0] < end and span[1] > begin]
    own = [span for span in spans if span[0] < end and span[1] > begin]
    cuts = {begin, end}
    for start, stop in [*(span for _, span in near), *((start, stop) for start, stop, _ in own)]:
        cuts.update({min(max(start, begin), end), min(max(stop, begin), end)})
    edges = sorted(cuts)
    pieces = []
    for left, right in pairwise(edges):
        inside = [(span[1] - span[0], at) for at, span in near if span[0] <= left and right <= span[1]]
        quote = min(inside)[1] if inside else -1
        facts = sorted(at for start, stop, at in own if start <= left and right <= stop)
        opens = quote >= 0 and quote not in opened
        if opens:
            opened.add(quote)
        pieces.append(Piece(text[left:right], quote, facts, opens))
    return pieces


def _words(fact: Mapping[str, Any], quote: str) -> tuple[int, int] | None:
    """Where in its quote a fact's own words stand: its figure, its other entity, or its year."""
    value = fact.get("value")
    if value is not None:
        return _figure(
            quote, [abs(float(number)) for number in (value, fact.get("value_max")) if number is not None]
        )
    if fact.get("object"):
        kind = fact.get("object_type")
        return _name(quote, str(fact["object"]), str(kind) if kind else None)
    when = str(fact.get("start") or fact.get("end") or "")
    at = quote.find(when[:4]) if when else -1
    return (at, at + 4) if at >= 0 else None


def _figure(quote: str, wanted: list[float]) -> tuple[int, int] | None:
    for match in _NUMBER.finditer(quote):
        scale = _SCALES.get((match.group(2) or "").lower(), 1.0)
        value = float(re.sub(r"[,\u00a0]", "", match.group(1))) * scale
        if any(abs(value - number) <= 1e-9 * max(1.0, number) for number in wanted):
            after = re.match(r"\s(vehicles|units|cars|countries|outlets|people|jobs)\b", quote[match.end() :])
            return match.start(), match.end() + (after.end() if after else 0)
    return None


def _name(quote: str, label: str, kind: str | None) -> tuple[int, int] | None:
    known = known_entity(label, kind) if kind else None
    low = quote.casefold()
    if len(low) != len(quote):
        return None
    for name in (
        label,
        *(known.aliases if known is not None else ()),
        label.split(" ")[0] if " plant" in label else "",
    ):
        at = low.find(name.casefold()) if len(name) > 1 else -1
        if at >= 0 and not (at and low[at - 1].isalnum() and name[0].isalnum()):
            return at, at + len(name)
    return None
