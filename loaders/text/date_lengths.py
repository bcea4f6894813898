"""Dates that say how long: the six-month total, year-to-date sales, within five years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .calendar_words import Calendar
from .periods import Span
from .stretches import stretch
from .tokens import Tokens

__all__ = ["Relative", "counted_units", "length", "within"]


@dataclass(frozen=True, slots=True)
class Relative:
    """What a relative date says.

    ``span`` is None for an anaphor and where there is no anchor. ``tense`` is how to find a missing year.
    ``anaphor``, ``shift`` and ``base`` are those of ``DateMention``; ``to_date`` marks "so far",
    ``relation`` overrides the word ahead; ``months`` is how long a period is that the text says no more of.
    """

    stop: int
    span: Span | None = None
    tense: str = ""
    anaphor: str | None = None
    shift: int = 0
    base: bool = False
    to_date: bool = False
    relation: str | None = None
    unit: str = ""
    of_year: int = 0
    months: int = 0


def counted_units(tokens: Tokens, at: int, words: Calendar) -> tuple[int, int]:
    """A small number, "few" and "several" being none."""
    number, stop = words.count(tokens, at)
    if number and stop < tokens.count and tokens.low[stop] in ("full", "calendar", "consecutive", "or"):
        stop += 1
    return number, stop


def length(tokens: Tokens, index: int, words: Calendar) -> Relative | None:
    """Half-year exports, the full-year figure, the nine-month total, year-to-date sales."""
    low, word = tokens.low, tokens.low[index]
    at = index + 1 + (low[index + 1] == "-")
    if at >= tokens.count or tokens.broken(at):
        return None
    if (
        word == "year"
        and low[at] == "to"
        and low[at + 1 : at + 2] == ["-"]
        and low[at + 2 : at + 3] == ["date"]
    ):
        return Relative(at + 3, None, anaphor="period", months=-1)
    behind = low[at + 1] if at + 1 < tokens.count else ""
    counted = behind in words.month_nouns or (
        low[at + 2 : at + 3] and behind.isalpha() and low[at + 2] in words.month_nouns
    )
    if word in ("half", "full") and low[at] == "year" and counted:
        if index and low[index - 1] in ("fiscal", "financial", "next", "its", "a", "another"):
            return None
        return Relative(at + 1, None, anaphor="period", months=6 if word == "half" else 12)
    number, stop = words.count(tokens, index)
    if number and stop == index + 1 and 1 < number <= 12 and low[at] == "month" and counted:
        return Relative(at + 1, None, anaphor="period", months=number)
    return None


def within(tokens: Tokens, index: int, words: Calendar, anchor: date | None) -> Relative | None:
    """Within five years: by then at the latest."""
    at = index + 1
    low, count = tokens.low, tokens.count
    if at < count and low[at] in ("the", "a", "an"):
        if (
            low[at] in ("a", "an")
            and at + 1 < count
            and words.units.get(low[at + 1]) in ("year", "month", "decade")
        ):
            return Relative(at + 2, stretch(1, words.units[low[at + 1]], 1, anchor), relation="by")
        at += 1
        if at < count and low[at] in ("next", "coming", "following"):
            at += 1
    number, stop = counted_units(tokens, at, words)
    unit = words.units.get(low[stop], "") if number and stop < count else ""
    if unit in ("year", "month", "decade"):
        return Relative(stop + 1, stretch(number, unit, 1, anchor), relation="by")
    return None
