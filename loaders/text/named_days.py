"""Dates by the name of a weekday or a season: "Monday last week", "next Friday", "in the spring"."""

from __future__ import annotations

from datetime import date

from .calendar_words import Calendar
from .date_lengths import Relative
from .periods import Span, days_from, span_of_day
from .tokens import Tokens

__all__ = ["bare_season", "season_shift", "weekday", "weekday_of_week"]

_SEASON_AHEAD = frozenset({"in", "by", "since", "until", "before", "during", "from", "following"})
_SEASON_BEHIND = frozenset(
    {
        "and",
        "but",
        "when",
        "the",
        "it",
        "after",
        "at",
        "with",
        "to",
        "as",
        "or",
        "is",
        "was",
        "will",
        "because",
    }
)


def weekday_of_week(tokens: Tokens, index: int, words: Calendar, anchor: date | None) -> Relative | None:
    """Monday last week, Tuesday of next week."""
    low, at = tokens.low, index + 1
    at += low[at : at + 1] == ["of"]
    weeks = {"last": -1, "this": 0, "next": 1}.get(low[at]) if at < len(low) else None
    if weeks is None or low[at + 1 : at + 2] != ["week"] or anchor is None:
        return None
    day = days_from(anchor, words.weekdays[low[index]] - anchor.weekday() + 7 * weeks)
    return Relative(at + 2, span_of_day(day), unit="weekday", tense="said") if day else None


def bare_season(tokens: Tokens, index: int, words: Calendar) -> Relative | None:
    """In the spring, by autumn: of the year that the tense of the verb tells."""
    low = tokens.low
    ahead = index - 1 - (low[index - 1 : index] == ["the"])
    behind = low[index + 1] if index + 1 < len(low) else "."
    if ahead < 0 or low[ahead] not in _SEASON_AHEAD or behind == "of" or behind[0].isdecimal():
        return None
    if behind.isalpha() and behind not in _SEASON_BEHIND:
        return None
    begins = words.seasons[low[index]]
    ends = (begins + 1) % 12 + 1
    return Relative(index + 1, Span((0, begins, 0), (0, ends, 0), "season", loose=True))


def season_shift(begins: int, which: str, anchor: date | None) -> int:
    """How many years on from this one: next spring is this year's in January, and next year's in June."""
    if anchor is None or begins == 12:
        return 0
    if which == "next":
        return 0 if anchor.month < begins else 1
    return -1 if which == "last" and anchor.month < begins + 3 else 0


def weekday(tokens: Tokens, index: int, words: Calendar, anchor: date | None, which: str) -> Relative | None:
    if not tokens.raw[index][0].isupper():
        return None
    stop = index + 1
    if anchor is None:
        return Relative(stop, None, relation="on", unit="weekday")
    back = (anchor.weekday() - words.weekdays[tokens.low[index]]) % 7
    shift = -back
    if which == "last" and back == 0:
        shift = -7
    if which == "next":
        shift = 7 - back
    if which == "this" and back > 3:
        shift = 7 - back
    day = days_from(anchor, shift)
    return Relative(stop, span_of_day(day) if day else None, tense=which, relation="on", unit="weekday")
