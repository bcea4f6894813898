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
# longest first, since "m" begins "million"; of Chinese characters several multiply: 千万, 百亿
_SCALES = {
    "trillion": 1e12,
    "billion": 1e9,
    "million": 1e6,
    "thousand": 1e3,
    "crore": 1e7,
    "lakh": 1e5,
    "mln": 1e6,
    "trn": 1e12,
    "tn": 1e12,
    "bn": 1e9,
    "mn": 1e6,
    "b": 1e9,
    "m": 1e6,
    "k": 1e3,
    "千万": 1e7,
    "百万": 1e6,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
    "亿": 1e8,
    "万": 1e4,
    "千": 1e3,
}
_SIGNS = r"(?:(?:US|A|C|R|NT|HK|S|MX)?\$|€|£|¥|￥|₹|Rp\.?|RM|Rs\.?|RMB|CNY|USD|EUR|THB|R)"
_NUMBER = re.compile(
    rf"(?:(?<![A-Za-z]){_SIGNS}[\s\u00a0]?)?"
    r"(?<![\d.,])(\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d[\d,\u00a0]*(?:\.\d+)?)"
    rf"(?:[\s\u00a0-]*({'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![a-z²³]))?"
    r"(\s?(?:%|percent|per cent))?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[\s-](?:vehicles|units|cars|countries|outlets|people|jobs|dollars?|euros?|baht|yuan|ringgit|rupees|rupiah"
    r"|rand|reais|pesos?|roubles|rubles|lira|yen|won|dong)\b",
    re.IGNORECASE,
)
_AREAS = {
    **dict.fromkeys(("hectares", "hectare", "ha", "公顷"), 1e4),
    **dict.fromkeys(("acres", "acre"), 4046.8564224),
    **dict.fromkeys(("square kilometres", "square kilometers", "sq km", "km²", "平方公里"), 1e6),
    **dict.fromkeys(("square metres", "square meters", "sq m", "m²", "平方米"), 1.0),
}
_AREA = re.compile(
    rf"[\s\u00a0-]?({'|'.join(sorted(_AREAS, key=len, reverse=True))})(?![a-z])", re.IGNORECASE
)
_ONES = {
    word: float(number)
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        ),
        start=1,
    )
}
_TENS = {
    word: 10.0 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_LOOSE = {
    "a": 1.0,
    "a dozen": 12.0,
    "half a": 0.5,
    "half": 50.0,
    "a third": 33.3,
    "a quarter": 25.0,
    "a fifth": 20.0,
}
_SIMPLE = {**_ONES, **_TENS, **_LOOSE}
_WORD = re.compile(
    rf"\b({'|'.join(sorted(_SIMPLE, key=len, reverse=True))})(?:-({'|'.join(_ONES)}))?\b"
    r"(?:\s(hundred))?(?:\s(thousand|million|billion|trillion))?\b",
    re.IGNORECASE,
)
# a figure that is worked out stands nowhere but in the word that says how
_WORKED_OUT = re.compile(r"\b(?:doubl|tripl|quadrupl)\w*|\btwice\b|翻[一两]?番|翻倍|增长1倍", re.IGNORECASE)
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
    """Where a number stands, with its scale, its currency and what it counts; of a range both ends."""
    found = [span for match in _NUMBER.finditer(quote) if (span := _span(match, quote, wanted)) is not None]
    if found:
        first, last = found[0], found[0]
        if len(wanted) > 1 and len(found) > 1 and found[1][0] - first[1] < 12:
            last = found[1]
        after = _COUNTED.match(quote, last[1])
        return first[0], after.end() if after else last[1]
    for word in _WORD.finditer(quote):
        if any(_same(_spelt(word), number) for number in wanted):
            return word.start(), word.end()
    worked = _WORKED_OUT.search(quote)
    return (worked.start(), worked.end()) if worked else None


def _span(match: re.Match[str], quote: str, wanted: list[float]) -> tuple[int, int] | None:
    value = float(re.sub(r"[,\s\u00a0\u202f]", "", match[1])) * _SCALES.get((match[2] or "").casefold(), 1.0)
    area = _AREA.match(quote, match.end())
    if any(_same(value, number) for number in wanted):
        return match.start(), area.end() if area else match.end()
    if area and any(_same(value * _AREAS[area[1].casefold()], number) for number in wanted):
        return match.start(), area.end()
    return None


def _spelt(match: re.Match[str]) -> float:
    value = _SIMPLE[match[1].casefold()] + (_ONES[match[2].casefold()] if match[2] else 0.0)
    return value * (100.0 if match[3] else 1.0) * _SCALES.get((match[4] or "").casefold(), 1.0)


def _same(one: float, other: float) -> bool:
    # a number with areas or millions in it is not exact to the last place
    return abs(one - other) <= 1e-6 * max(1.0, other)


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
