"""The words for days, months and longer times, read from ``knowledge/calendar.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .figure_words import knowledge, words
from .tokens import Tokens

__all__ = ["Calendar", "calendar_words"]

_BESIDE = frozenset(
    {
        *(
            "of",
            "in",
            "since",
            "until",
            "till",
            "from",
            "by",
            "to",
            "through",
            "during",
            "before",
            "after",
            "last",
        ),
        *(
            "this",
            "next",
            "late",
            "early",
            "mid",
            "end",
            "and",
            "between",
            "-",
            "–",
            "alone",
            "every",
            "previous",
        ),
        *(
            "following",
            "than",
            "with",
            "against",
            "over",
            "on",
            "for",
            "as",
            "coming",
            "past",
            "above",
            "below",
        ),
        *("versus", "vs", "compared", "to", "late", "exceeded", "beat"),
    }
)
_DASHES = frozenset("-–/")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The tables of one language for dates."""

    months: dict[str, int]
    short_months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    relation: dict[str, str]
    month_nouns: frozenset[str]
    doubtful_months: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    q_words: dict[str, str]
    small: dict[str, float]
    counted: frozenset[str]
    counted_units: frozenset[str]
    multipliers: frozenset[str]
    codes: frozenset[str]
    starts: frozenset[str]
    openers: dict[str, frozenset[str]]

    def month(self, tokens: Tokens, index: int) -> int:
        """The month named at a token, or 0; a month has a capital."""
        if not 0 <= index < tokens.count:
            return 0
        raw = tokens.raw[index]
        if not raw[0].isupper():
            return 0
        low = tokens.low[index]
        month = self.months.get(low, 0)
        if month:
            return month if len(raw) < 2 or raw[1:].islower() or raw.isupper() else 0
        return self.short_months.get(low, 0)

    def doubtful(self, tokens: Tokens, index: int) -> bool:
        """Whether a month without day or year may be another word (``May``, ``March``, ``Mar``)."""
        low = tokens.low[index]
        if low not in self.doubtful_months and low in self.months:
            return False
        ahead = tokens.low[index - 1] if index else ""
        at = index + 1
        if at < tokens.count and tokens.low[at] == "." and tokens.glued(at):
            at += 1
        behind = tokens.low[at] if at < tokens.count else ""
        sure = ahead in _BESIDE or behind in self.month_nouns or behind in _DASHES
        return not sure

    def count(self, tokens: Tokens, index: int) -> tuple[int, int]:
        """A small whole number at a token and the token behind it, or (0, index)."""
        if index >= tokens.count:
            return 0, index
        raw = tokens.raw[index]
        if len(raw) <= 3 and raw.isdecimal():
            return int(raw), index + 1
        value = self.small.get(tokens.low[index], 0)
        return (int(value), index + 1) if value else (0, index)


@cache
def calendar_words(lang: str = "en") -> Calendar:
    """The tables of a language.

    Raises
    ------
    KeyError
        ``calendar.toml`` has no table for that language.
    """
    table, numbers = knowledge("calendar")[lang], words(lang)
    months = {name.lower(): number for name, number in table["months"].items()}
    short = {name.lower(): number for name, number in table["short_months"].items()}
    weekdays = {name.lower(): number for name, number in table["weekdays"].items()}
    q_words = {letter: letter for letter in ("q", "h")}
    counted = {
        phrase.lower()
        for entry in knowledge("nouns")["noun"]
        if entry.get("counts") in ("vehicle", "person", "outlet", "country", "pack")
        and not entry.get("activity")
        for phrase in entry.get(lang, ())
        if phrase.endswith("s") or phrase in ("people", "staff")
    }
    units = {
        phrase.lower()
        for entry in knowledge("units")["unit"]
        if entry["kind"] not in ("duration", "times", "computing", "engine", "points", "temperature")
        for phrase in entry.get(lang, ())
        if len(phrase) > 1
    }
    codes = {
        sign
        for entry in knowledge("currencies")["currency"]
        for sign in entry.get("both", ())
        if sign.isalpha()
    }
    starts = (
        set(months) | set(short) | set(weekdays) | set(table["seasons"]) | set(table["ordinals"]) |
        set(q_words) | set(table["openers"])
    )  # fmt: skip
    return Calendar(
        months=months,
        short_months=short,
        weekdays=weekdays,
        seasons=table["seasons"],
        ordinals=table["ordinals"],
        units=table["units"],
        relation=table["relation"],
        month_nouns=frozenset(table["month_nouns"]),
        doubtful_months=frozenset(table["doubtful_months"]),
        future=frozenset(table["future"]),
        past=frozenset(table["past"]),
        q_words=q_words,
        small=numbers.small,
        counted=frozenset(counted),
        counted_units=frozenset(units),
        multipliers=frozenset(numbers.multipliers),
        codes=frozenset(codes | {"Rs", "Rp", "RM", "Tk"}),
        starts=frozenset(starts),
        openers={word: frozenset(follow) for word, follow in table["openers"].items() if follow},
    )
