"""Read dates that say themselves when they are: days, months, years, quarters, halves, fiscal years.

Each function takes the tokens and the index of the form's first token, and gives its span and the token
behind it, or None. A span may lack its year; ``dates`` finds that.
"""

from __future__ import annotations

import re

from .calendar_words import Calendar
from .periods import Span, months_from, valid
from .tokens import Tokens
from .years import short_year, year_at

__all__ = ["part_of_year", "period_ending", "point"]

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DASHES = frozenset("-–—‒−")
_TO = frozenset({"to", "until", "till", "through", "thru"})
_ENDING = frozenset({"to", "ended", "ending", "through", "until"})
_ENDS = frozenset({"st", "nd", "rd", "th"})
_EARLY = frozenset(
    {
        "early",
        "late",
        "mid",
        "midway",
        "end",
        "beginning",
        "start",
        "middle",
        "close",
        "turn",
        "course",
    }
)


def point(tokens: Tokens, index: int, words: Calendar) -> tuple[Span, int] | None:
    """A day, month, quarter, half, year or decade at a token."""
    low = tokens.low
    word = low[index]
    if word[0].isdigit():
        return _from_digits(tokens, index, words)
    month = words.month(tokens, index)
    if month:
        return _from_month(tokens, index, month, words)
    if word in words.ordinals or word in words.q_words:
        return part_of_year(tokens, index, words)
    if word in ("fy", "fiscal", "financial"):
        return _fiscal(tokens, index, words)
    return None


def _day(tokens: Tokens, index: int) -> tuple[int, int]:
    """A day of the month and the token behind it, or (0, index)."""
    if index >= tokens.count:
        return 0, index
    raw = tokens.raw[index]
    if len(raw) > 2 or not raw.isdecimal() or not 1 <= int(raw) <= 31:
        return 0, index
    stop = index + 1
    if tokens.glued(stop):
        if tokens.low[stop] in _ENDS:
            stop += 1
        elif tokens.raw[stop][0].isalnum() or tokens.raw[stop] in "%":
            return 0, index
    return int(raw), stop


def _from_digits(tokens: Tokens, index: int, words: Calendar) -> tuple[Span, int] | None:
    raw, low, count = tokens.raw, tokens.low, tokens.count
    dotted = _DOTTED.fullmatch(raw[index])
    if dotted:
        day, month, year = (int(part) for part in dotted.groups())
        return _exact(year, month, day, index + 1)
    year = year_at(tokens, index, words)
    if year:
        return _from_year(tokens, index, year, words)
    if len(raw[index]) > 2:
        return None
    if index + 1 < count and tokens.glued(index + 1) and low[index + 1] in ("q", "h", "m"):
        return _letter_last(tokens, index, words)
    if index + 4 < count and low[index + 1] == "/" and low[index + 3] == "/":
        return _slashes(tokens, index)
    day, stop = _day(tokens, index)
    if not day or stop >= count:
        return None
    last = day
    if low[stop] in _DASHES or low[stop] in ("to", "and", "/"):
        second, after = _day(tokens, stop + 1)
        if second > day and after < count and words.month(tokens, after):
            last, stop = second, after
    if stop < count and low[stop] == "of":
        stop += 1
    month = words.month(tokens, stop) if stop < count else 0
    if not month or not valid(0, month, last) or tokens.broken(stop):
        return None
    stop = _behind_month(tokens, stop, words)
    year, stop = _year_behind(tokens, stop, words)
    if year and not valid(year, month, last):
        return None
    return Span((year, month, day), (year, month, last), "day" if day == last else "span"), stop


def _exact(year: int, month: int, day: int, stop: int) -> tuple[Span, int] | None:
    if not 1800 <= year <= 2100 or not valid(year, month, day):
        return None
    return Span((year, month, day), (year, month, day), "day"), stop


def _slashes(tokens: Tokens, index: int) -> tuple[Span, int] | None:
    """16/05/2025 or 05/16/2025; where both would do, only the year is sure."""
    raw = tokens.raw
    parts = (raw[index], raw[index + 2], raw[index + 4])
    if not (all(part.isdecimal() for part in parts) and len(parts[1]) <= 2 and len(parts[2]) == 4):
        return None
    first, second, year = (int(part) for part in parts)
    if first > 12 or first == second:
        return _exact(year, second, first, index + 5)
    if second > 12:
        return _exact(year, first, second, index + 5)
    if not 1800 <= year <= 2100:
        return None
    return Span((year, 0, 0), (year, 0, 0), "year", loose=True), index + 5


def _from_year(tokens: Tokens, index: int, year: int, words: Calendar) -> tuple[Span, int]:
    raw, low, count = tokens.raw, tokens.low, tokens.count
    stop = index + 1
    whole = Span((year, 0, 0), (year, 0, 0), "year")
    if stop + 1 >= count:
        return whole, stop
    sign, behind = low[stop], raw[stop + 1]
    glued = tokens.glued(stop) and tokens.glued(stop + 1)
    if sign in ("-", "/", "–") and glued and len(behind) == 2 and behind.isdecimal():
        number = int(behind)
        if (
            stop + 3 < count
            and low[stop + 2] == sign
            and tokens.glued(stop + 2)
            and raw[stop + 3].isdecimal()
        ):
            day = raw[stop + 3]
            if len(day) <= 2 and valid(year, number, int(day)) and int(day):
                return Span((year, number, int(day)), (year, number, int(day)), "day"), stop + 4
        if number == (year + 1) % 100:
            return Span((year, 0, 0), (year + 1, 0, 0), "span"), stop + 2
        if 1 <= number <= 12 and sign == "-":
            return Span((year, number, 0), (year, number, 0), "month"), stop + 2
        if number > year % 100:
            return Span((year, 0, 0), (year - year % 100 + number, 0, 0), "span"), stop + 2
    if low[stop] in words.q_words:
        part = part_of_year(tokens, stop, words)
        if part is not None and part[0].yearless:
            return _in_year(part[0], year), part[1]
    return whole, stop


def _from_month(tokens: Tokens, index: int, month: int, words: Calendar) -> tuple[Span, int] | None:
    low, count = tokens.low, tokens.count
    stop = _behind_month(tokens, index, words)
    ahead = low[index - 1] if index else ""
    day, after = _day(tokens, stop) if stop < count and not tokens.broken(stop) else (0, stop)
    if (
        day
        and ahead in ("in", "of", "during")
        and not year_at(tokens, after + (after < count and low[after] == ","), words)
    ):
        day = 0  # "in June 12 models came"
    if day and after < count and (low[after] in words.counted_units or low[after] in words.multipliers):
        day = 0
    if day and valid(0, month, day):
        last, behind = day, after
        if (after < count and low[after] in _DASHES) or (after < count and low[after] in ("to", "and")):
            second, beyond = _day(tokens, after + 1)
            if second > day and valid(0, month, second) and not _starts_date(tokens, beyond, words):
                last, behind = second, beyond
        year, behind = _year_behind(tokens, behind, words)
        if not year or valid(year, month, last):
            return Span((year, month, day), (year, month, last), "day" if day == last else "span"), behind
    year, stop = _year_behind(tokens, stop, words)
    if not year and words.doubtful(tokens, index):
        return None
    return Span((year, month, 0), (year, month, 0), "month"), stop


def _starts_date(tokens: Tokens, index: int, words: Calendar) -> bool:
    return index < tokens.count and words.month(tokens, index) > 0


def _behind_month(tokens: Tokens, index: int, words: Calendar) -> int:
    """The token behind a month's name and the point of its short form ("Feb. 7")."""
    stop = index + 1
    if stop >= tokens.count or tokens.low[stop] != "." or not tokens.glued(stop):
        return stop
    short = tokens.low[index] in words.short_months
    if short or (len(tokens.low[index]) <= 4 and year_at(tokens, stop + 1, words)):  # May. 2025
        stop += 1
    return stop


def _year_behind(tokens: Tokens, index: int, words: Calendar) -> tuple[int, int]:
    """A year behind a month or quarter, with "of", "," or "in" between, and the token behind it."""
    low, count = tokens.low, tokens.count
    at = index
    if at < count and low[at] in (",", "of", "’", "'") and not tokens.broken(at):
        at += 1
    if at < count and low[at] in ("fiscal", "fy", "year", "the"):
        at += 1
        if at < count and low[at] == "year":
            at += 1
    year = year_at(tokens, at, words)
    if year and not tokens.broken(at) and (at == index or low[index] != "," or _free(tokens, at, words)):
        return year, at + 1
    if index < count and low[index] in ("'", "’") and index + 1 < count and tokens.glued(index + 1):
        raw = tokens.raw[index + 1]
        if len(raw) == 2 and raw.isdecimal():
            return 2000 + int(raw), index + 2
    return 0, index


def _free(tokens: Tokens, at: int, words: Calendar) -> bool:
    """Behind a comma a year belongs to the month ahead unless it starts something of its own."""
    return at + 1 >= tokens.count or tokens.low[at + 1] not in words.counted


def _in_year(span: Span, year: int) -> Span:
    return Span((year, *span.first[1:]), (year, *span.last[1:]), span.kind, span.loose)


def part_of_year(tokens: Tokens, index: int, words: Calendar) -> tuple[Span, int] | None:
    """Quarters, halves and the first months: ``Q4 2025``, ``first half of 2025``, ``first four months``."""
    low, count = tokens.low, tokens.count
    word = low[index]
    stop = index + 1
    if word in words.q_words:
        letter, number = words.q_words[word], 0
        if (
            stop < count
            and tokens.glued(stop)
            and tokens.raw[stop].isdecimal()
            and len(tokens.raw[stop]) == 1
        ):
            number = int(tokens.raw[stop])
        span = _fraction_of_year(letter, number) if tokens.raw[index].isupper() else None
        behind = tokens.low[stop + 1] if stop + 1 < count and tokens.glued(stop + 1) else ""
        if span is None or (behind.isalnum() and behind != "fy"):
            return None
        span, after = _with_year_behind(tokens, span, stop + 1, words)
        named = index and tokens.raw[index - 1][0].isupper() and not tokens.broken(index)
        return None if span.yearless and letter == "h" and named else (span, after)
    number = words.ordinals[word]
    if stop < count and low[stop] == "-":
        stop += 1
    if stop >= count:
        return None
    unit = words.units.get(low[stop], "")
    if unit in ("quarter", "half") and low[stop] in ("quarter", "half"):
        number = 2 if unit == "half" and number == 4 else number  # the final half
        span = _fraction_of_year("q" if unit == "quarter" else "h", number)
        return None if span is None else _with_year_behind(tokens, span, stop + 1, words)
    if number != 1:
        return None
    months, after = words.count(tokens, stop)
    if months and after < count:
        unit = words.units.get(low[after], "")
        length = {"month": months, "quarter": 3 * months}.get(unit, 0)
        if 1 < length <= 12:
            span = Span((0, 1, 0), (0, int(length), 0), "span")
            return _with_year_behind(tokens, span, after + 1, words)
    return None


def _with_year_behind(tokens: Tokens, span: Span, stop: int, words: Calendar) -> tuple[Span, int]:
    year, after = _year_behind(tokens, stop, words)
    for at in range(stop, min(stop + 3, tokens.count)):
        if tokens.low[at] in ("fiscal", "fy", "financial"):
            fiscal = _fiscal(tokens, at, words)  # a fiscal quarter's months are the company's own
            return fiscal if fiscal is not None else (span, stop)
    return (_in_year(span, year) if year else span), after


def _fraction_of_year(letter: str, number: int) -> Span | None:
    if letter == "q" and 1 <= number <= 4:
        return Span((0, 3 * number - 2, 0), (0, 3 * number, 0), "quarter")
    if letter == "h" and 1 <= number <= 2:
        return Span((0, 6 * number - 5, 0), (0, 6 * number, 0), "half")
    return None


def _letter_last(tokens: Tokens, index: int, words: Calendar) -> tuple[Span, int] | None:
    """1H25, 3Q 2025, 9M 2025."""
    number, letter, stop = int(tokens.raw[index]), tokens.low[index + 1], index + 2
    if letter == "m":
        span = Span((0, 1, 0), (0, number, 0), "span") if 2 <= number <= 12 else None
    else:
        span = _fraction_of_year(letter, number)
    if span is None or stop >= tokens.count:
        return None
    if tokens.low[stop] in ("'", "’") and tokens.glued(stop):
        stop += 1  # 3Q'25
    year, after = short_year(tokens, stop, words)
    if year:
        return _in_year(span, year), after
    return None if letter == "m" else (span, stop)


def period_ending(tokens: Tokens, at: int, months: int, words: Calendar) -> tuple[Span, int] | None:
    """ "the three months to June", "the year ended March 2026": a stretch known by its last month."""
    low = tokens.low
    if at + 1 >= tokens.count or low[at] not in _ENDING:
        return None
    at += 1
    if low[at] in ("in", "on"):
        at += 1
    found = point(tokens, at, words) if at < tokens.count else None
    if found is None or not found[0].last[1]:
        return None
    year, month = found[0].last[0], found[0].last[1]
    first_year, first_month = months_from(year or 2000, month, 1 - months)
    first = (first_year if year else 0, first_month, 0)
    return Span(first, (year, month, 0), "span"), found[1]


def _fiscal(tokens: Tokens, index: int, words: Calendar) -> tuple[Span, int] | None:
    """FY30, FY2024-25, fiscal 2026, fiscal year 2026: the year they are named for, the later of two."""
    low, count = tokens.low, tokens.count
    at = index + 1
    if low[index] != "fy":
        while at < count and low[at] in ("year", "years", "-"):
            at += 1
    year, stop = short_year(tokens, at, words)
    if not year:
        return period_ending(tokens, at, 12, words)
    if (
        stop + 1 < count
        and low[stop] in ("-", "/", "–")
        and tokens.glued(stop)
        and tokens.raw[stop + 1].isdecimal()
    ):
        behind = tokens.raw[stop + 1]
        if len(behind) in (2, 4) and int(behind) % 100 == (year + 1) % 100:
            year, stop = year + 1, stop + 2
    return Span((year, 0, 0), (year, 0, 0), "year", loose=True), stop
