"""Read dates that depend on the day of the text ("last July") or on another date of it ("that year").

``relative`` tries all forms at a token. What it gives is a span (worked out from the anchor, or without a
year), or the description of an anaphor, which the reader of the article resolves.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .calendar_words import Calendar
from .date_forms import part_of_year, period_ending
from .date_lengths import Relative, counted_units, length, within
from .named_days import bare_season, season_shift, weekday, weekday_of_week
from .periods import Span, days_from, months_from, span_of_day
from .stretches import end_of, stretch, unit_span, year_span
from .tokens import Tokens
from .years import year_at

__all__ = ["Relative", "relative"]

_PAST = frozenset({"past", "last", "previous", "preceding", "recent"})
_COMING = frozenset({"next", "coming", "following"})
_BACK = frozenset({"ago", "earlier", "before", "previously"})
_ON = frozenset({"later", "after", "afterwards", "hence"})
_SAME = frozenset({"same", "that", "these", "those"})
_PERIODS = frozenset({"period", "span", "time", "timeframe", "timespan", "stretch"})
_MONTHS = {"year": 12, "quarter": 3, "month": 1}
_MODIFIERS = frozenset(
    {"early", "late", "mid", "beginning", "start", "middle", "end", "close", "turn", "course"}
)


def relative(tokens: Tokens, index: int, words: Calendar, anchor: date | None) -> Relative | None:
    """The relative date that starts at a token, or None."""
    low = tokens.low
    word = low[index]
    behind = low[index + 1] if index + 1 < len(low) else ""
    if word in words.weekdays:
        return weekday_of_week(tokens, index, words, anchor) or weekday(tokens, index, words, anchor, "")
    if word in words.seasons:
        return bare_season(tokens, index, words)
    if word in ("yesterday", "today", "tomorrow", "tonight"):
        shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
        day = days_from(anchor, shift) if anchor else None
        return Relative(index + 1, span_of_day(day) if day else None, relation="on")
    if word in ("so", "to", "up", "until") and behind:
        return _so_far(tokens, index, anchor)
    if word in ("prior", "previous") and tokens.low[index + 1 : index + 3] == ["-", "year"]:
        return Relative(index + 3, None, anaphor="period", shift=-1, base=True)
    if word in ("last", "this", "next", "previous", "past", "coming", "following"):
        return _determined(tokens, index, words, anchor)
    if word in _SAME:
        return _same(tokens, index, words, anchor)
    if word == "the":
        return _the(tokens, index, words, anchor)
    if behind in ("-", "year", "month") and not tokens.broken(index + 1):
        found = length(tokens, index, words)
        if found is not None:
            return found
    if word in _MODIFIERS or word in ("year", "earlier", "later"):
        return _within_year(tokens, index, words, anchor)
    if word == "within":
        return within(tokens, index, words, anchor)
    return _counted(tokens, index, words, anchor)


def _so_far(tokens: Tokens, index: int, anchor: date | None) -> Relative | None:
    low = tokens.low
    for phrase in (
        ("so", "far"),
        ("to", "date"),
        ("up", "to", "now"),
        ("until", "now"),
        ("up", "until", "now"),
    ):
        if tuple(low[index : index + len(phrase)]) == phrase:
            stop = index + len(phrase)
            if low[stop : stop + 2] == ["this", "year"]:
                span = None
                if anchor:
                    span = Span((anchor.year, 1, 0), (anchor.year, anchor.month, 0), "span", loose=True)
                return Relative(stop + 2, span, relation="in")
            return Relative(stop, span_of_day(anchor) if anchor else None, to_date=True, relation="until")
    return None


def _determined(tokens: Tokens, index: int, words: Calendar, anchor: date | None) -> Relative | None:
    """Last July, this year, next Monday, the past three years, last month, previous quarter."""
    low, count = tokens.low, tokens.count
    word, at = low[index], index + 1
    if at >= count or tokens.broken(at):
        return None
    which = "last" if word in _PAST else "next" if word in _COMING else "this"
    shift = {"last": -1, "next": 1, "this": 0}[which]
    month = words.month(tokens, at)
    if month and word not in ("past", "following"):
        stop = at + 1
        if stop < count and low[stop] == "." and tokens.glued(stop) and low[at] in words.short_months:
            stop += 1
        return Relative(stop, Span((0, month, 0), (0, month, 0), "month"), tense=which)
    if low[at] in words.weekdays:
        return weekday(tokens, at, words, anchor, which)
    if low[at] in words.seasons:
        return Relative(
            at + 1, year_span(anchor, season_shift(words.seasons[low[at]], which, anchor), loose=True)
        )
    if low[at] in ("calendar", "full", "fiscal", "financial"):
        at += 1
        if at >= count:
            return None
    unit = words.units.get(low[at])
    if unit and not low[at].endswith("s") and low[at] != "day":
        if ahead_is_the(tokens, index) and word in ("following", "previous"):
            return Relative(at + 1, None, anaphor=unit, shift=shift)
        stop = at + 1
        if unit == "year" and low[stop : stop + 1] in (["'s"],):
            stop += 1
        if word == "past" or (unit == "decade" and word in ("last", "coming")):
            return _reach(1, unit, 1 if which == "next" else -1, anchor, stop)
        return Relative(stop, unit_span(unit, shift, anchor), unit=unit)
    if which == "this":
        return None
    number, stop = counted_units(tokens, at, words)
    if number and stop < count:
        unit = words.units.get(low[stop], "")
        if unit:
            return _reach(number, unit, shift, anchor, stop + 1)
    return None


def ahead_is_the(tokens: Tokens, index: int) -> bool:
    """Whether "the" stands ahead: "the following year" is an anaphor, "next year" is not."""
    return index > 0 and tokens.low[index - 1] == "the"


def _reach(number: int, unit: str, direction: int, anchor: date | None, stop: int) -> Relative | None:
    span = stretch(number, unit, direction, anchor)
    if span is None and (
        anchor is not None or unit not in ("year", "month", "quarter", "half", "decade", "week", "day")
    ):
        return None
    return Relative(stop, span)


def _same(tokens: Tokens, index: int, words: Calendar, anchor: date | None) -> Relative | None:
    """That year, the same month, these eleven months, the same period of last year."""
    low, count = tokens.low, tokens.count
    at = index + 1
    if (low[index] == "that" and at < count and low[at] == "same") or (
        low[index] == "that" and low[at : at + 1] == ["very"]
    ):
        at += 1
    if at >= count or tokens.broken(at):
        return None
    if low[at] in _PERIODS and low[index] in ("same", "that"):
        return _of_other_year(tokens, at + 1, words, anchor, "period")
    unit = words.units.get(low[at])
    if unit and not low[at].endswith("s"):
        if unit == "half" and low[at + 1 : at + 2] == ["of"]:
            return None
        if unit in ("month", "quarter", "half", "week"):
            other = _of_other_year(tokens, at + 1, words, anchor, "period")
            if other.stop > at + 1:
                return other
        return Relative(at + 1, None, anaphor=unit)
    number, stop = words.count(tokens, at)
    if number and stop < count and words.units.get(low[stop]) in ("month", "quarter"):
        return _of_other_year(tokens, stop + 1, words, anchor, "period")
    if low[index] == "same":
        month = words.month(tokens, at)
        if month:
            return _of_other_year(tokens, at + 1, words, anchor, "period")
        part = part_of_year(tokens, at, words) if low[at] in words.ordinals else None
        if part is not None:
            return Relative(part[1], part[0] if part[0].yearless is False else None, anaphor="period")
    return None


def _of_other_year(tokens: Tokens, at: int, words: Calendar, anchor: date | None, unit: str) -> Relative:
    """ "… of last year", "… a year earlier", "… in 2024" behind "the same period"."""
    low = tokens.low
    skip = at + (low[at : at + 1] in (["of"], ["in"]))
    if skip < len(low) and low[skip : skip + 2] == ["last", "year"]:
        return Relative(skip + 2, None, anaphor=unit, shift=-1, base=True)
    if skip < len(low) and low[skip : skip + 3] in (
        ["the", "previous", "year"],
        ["the", "preceding", "year"],
        ["the", "prior", "year"],
    ):
        return Relative(skip + 3, None, anaphor=unit, shift=-1, base=True)
    if at < len(low) and low[at : at + 3] in (
        ["a", "year", "earlier"],
        ["a", "year", "ago"],
        ["a", "year", "before"],
    ):
        return Relative(at + 3, None, anaphor=unit, shift=-1, base=True)
    if skip > at or unit == "period":
        year = year_at(tokens, skip, words)
        if year:
            return Relative(skip + 1, None, anaphor=unit, base=True, of_year=year)
    return Relative(at, None, anaphor=unit)


def _the(tokens: Tokens, index: int, words: Calendar, anchor: date | None) -> Relative | None:
    """The year before, the previous year, the four months, the half-year, the year, the decade, the month."""
    low, count = tokens.low, tokens.count
    at = index + 1
    if at >= count or tokens.broken(at):
        return None
    word = low[at]
    if word == "very" and at + 1 < count:
        at, word = at + 1, low[at + 1]
    if word in ("previous", "preceding", "prior", "following", "next") and at + 1 < count:
        unit = words.units.get(low[at + 1])
        if unit and not low[at + 1].endswith("s"):
            shift = 1 if word in ("following", "next") else -1
            return Relative(at + 2, None, anaphor=unit, shift=shift, base=shift < 0)
        return None
    unit = words.units.get(word)
    if unit and not word.endswith("s") and unit not in ("week",):
        stop = at + 1
        if stop < count and low[stop] in ("before", "earlier"):
            return Relative(stop + 1, None, anaphor=unit, shift=-1, base=True)
        if stop < count and low[stop] == "after" and unit in ("year", "day", "month"):
            return Relative(stop + 1, None, anaphor=unit, shift=1)
        if word == "half":
            if low[stop : stop + 2] == ["-", "year"] or low[stop : stop + 1] == ["year"]:
                return Relative(stop + (2 if low[stop] == "-" else 1), None, anaphor="half")
            return None
        if unit == "year" and low[stop : stop + 2] in (["to", "date"], ["so", "far"]):
            return Relative(stop + 2, None, anaphor="period", months=-1)
        if unit in ("year", "month", "quarter"):
            ending = period_ending(tokens, stop, _MONTHS[unit], words)
            if ending is not None:
                return Relative(ending[1], ending[0])
            if stop < count and low[stop] in ("to", "from"):
                return None
            if low[stop : stop + 1] == ["-"]:
                return None
            return Relative(stop, None, anaphor=unit)
        if unit == "decade" and index and low[index - 1] == "of":
            return Relative(stop, unit_span("decade", 0, anchor), unit="decade")
        return None
    if word == "period" and index and low[index - 1] in ("over", "in", "during", "for"):
        if low[at + 1 : at + 2] and low[at + 1] in (
            "from",
            "of",
            "between",
            "to",
            "after",
            "before",
            "when",
            "since",
        ):
            return None
        return Relative(at + 1, None, anaphor="period")
    number, stop = words.count(tokens, at)
    if number and stop < count:
        unit = words.units.get(low[stop])
        if unit in ("month", "quarter") and 1 < number <= 12:
            ending = period_ending(tokens, stop + 1, number * _MONTHS[unit], words)
            if ending is not None:
                return Relative(ending[1], ending[0])
            found = _of_other_year(tokens, stop + 1, words, anchor, "period")
            return found if found.shift else replace(found, months=number * _MONTHS[unit])
    return None


def _within_year(tokens: Tokens, index: int, words: Calendar, anchor: date | None) -> Relative | None:
    """Year-end, earlier this year, later that year; early or late in a date is read in ``dates``."""
    low, count = tokens.low, tokens.count
    word, at = low[index], index + 1
    if word == "year":
        if low[at : at + 2] == ["-", "end"]:
            return Relative(at + 2, None, anaphor="year")
        if low[at : at + 1] == ["end"]:
            return Relative(at + 1, None, anaphor="year")
        if low[at : at + 2] in (["-", "earlier"], ["-", "ago"]):
            return Relative(at + 2, None, anaphor="period", shift=-1, base=True)
        return None
    if word in ("earlier", "later") and at < count:
        if low[at] in ("in", "on"):
            at += 1
        if low[at : at + 1] and low[at] in ("this", "that", "the", "same", "last", "next"):
            found = relative(tokens, at, words, anchor)
            if found is not None and found.span is not None and found.unit == "year":
                return Relative(found.stop, found.span, unit="year")
            return found
    return None


def _counted(tokens: Tokens, index: int, words: Calendar, anchor: date | None) -> Relative | None:
    """Two years ago, a year earlier, three months later, a day later, in five years' time."""
    low, count = tokens.low, tokens.count
    if low[index] in ("a", "an"):
        number, at = 1, index + 1
    else:
        number, at = words.count(tokens, index)
    if not number or at + 1 >= count or tokens.broken(at):
        return None
    unit = words.units.get(low[at])
    if unit not in ("year", "month", "week", "day", "decade", "quarter"):
        return None
    word = low[at + 1]
    if word == "'" and low[at + 2 : at + 3] == ["time"]:
        return Relative(at + 3, end_of(stretch(number, unit, 1, anchor)), unit=unit)
    if word not in _BACK and word not in _ON:
        return None
    sign = -1 if word in _BACK else 1
    if word == "after" or (word == "before" and low[at + 2 : at + 3] in (["the"], ["it"], ["its"])):
        return None
    if word == "ago":
        span = None
        if anchor is not None:
            if unit in ("year", "decade"):
                span = year_span(anchor, -number * (10 if unit == "decade" else 1))
            elif unit in ("month", "quarter"):
                year, month = months_from(
                    anchor.year, anchor.month, -number * (3 if unit == "quarter" else 1)
                )
                span = Span((year, month, 0), (year, month, 0), "month", loose=True)
            else:
                day = days_from(anchor, -number * (7 if unit == "week" else 1))
                span = span_of_day(day) if day else None
        base = number == 1 and unit in ("year", "month")
        return Relative(
            at + 2,
            span,
            base=base,
            anaphor=("period" if unit == "year" else unit) if base else None,
            shift=-1 if base else 0,
        )
    size = number * {"decade": 10, "week": 7, "quarter": 3}.get(unit, 1)
    name = {"decade": "year", "week": "day", "quarter": "month"}.get(unit, unit)
    return Relative(at + 2, None, anaphor=name, shift=sign * size, base=sign < 0 and size == 1)
