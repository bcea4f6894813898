"""Partial dates, the stretches between them, with or without a year, and the year that fits."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

__all__ = [
    "Span",
    "days_from",
    "edge_of",
    "joined",
    "months_from",
    "shift_partial",
    "span_of_day",
    "usable",
    "valid",
    "with_year",
    "years_for",
]

_YEARS = range(1000, 2201)  # dates are worked out within these
_JUST = 14  # days
_ENDS = frozenset({"end", "close"})
_FAR = 6  # months; with nothing said of past or future, the nearer year is meant


@dataclass(frozen=True, slots=True)
class Span:
    """From one partial date to another; 0 stands for a part that is not said.

    ``first`` and ``last`` are (year, month, day); ``loose`` marks what is only roughly so ("early 2026").
    """

    first: tuple[int, int, int]
    last: tuple[int, int, int]
    kind: str
    loose: bool = False

    @property
    def yearless(self) -> bool:
        return not self.first[0]

    def partial(self) -> tuple[str, str]:
        """The two ends as partial ISO dates.

        >>> Span((2025, 1, 0), (2025, 6, 0), "half").partial()
        ('2025-01', '2025-06')
        """
        return _iso(self.first), _iso(self.last)

    def months(self) -> tuple[int, int]:
        """The months it begins and ends in, a year being all twelve."""
        return self.first[1] or 1, self.last[1] or 12


def _iso(part: tuple[int, int, int]) -> str:
    year, month, day = part
    if not month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


def span_of_day(day: date) -> Span:
    """A day as a span."""
    part = (day.year, day.month, day.day)
    return Span(part, part, "day")


def with_year(span: Span, year: int) -> Span:
    """A span without a year put into one; one that runs over the new year ends in it (November to March)."""
    over = span.first[1] > span.last[1] > 0
    first = (year - 1 if over else year, *span.first[1:])
    return replace(span, first=first, last=(year, *span.last[1:]))


def years_for(span: Span, anchor: date, tense: str) -> list[int]:
    """Years for a span without one, the likeliest first.

    ``tense`` is ``past``, ``future``, ``near`` (nothing said), ``last``, ``next`` or ``this``.
    """
    this, here = anchor.year, (anchor.month, anchor.day)
    (begin, end), begin_day, end_day = span.months(), span.first[2], span.last[2]
    begun = (begin, begin_day or 1) <= here
    over = (end, end_day) <= here if end_day else end <= anchor.month
    if tense == "this":
        return [this]
    if tense == "last":
        return [this] if ((end, end_day) < here if end_day else end < anchor.month) else [this - 1]
    if tense == "next":
        return [this + 1] if begun else [this]
    if tense == "past":
        running = begun and end <= anchor.month + 1  # "in the second quarter", said in May
        return [this, this - 1] if over or running else [this - 1, this]
    if tense == "future":
        gone = (end, end_day) < here if end_day else end < anchor.month
        if gone and end_day and 0 <= (anchor - date(this, end, min(end_day, 28))).days <= _JUST:
            return [this, this + 1]  # "from 4 July it is to pay", said on 5 July
        return [this + 1, this] if gone else [this, this + 1]
    if anchor.month - end > _FAR + 3:
        return [this + 1, this]
    if begin - anchor.month > _FAR:
        return [this - 1, this]
    return [this, this - 1] if over else [this, this + 1]


def months_from(year: int, month: int, count: int) -> tuple[int, int]:
    """The month so many months on.

    >>> months_from(2025, 11, 3), months_from(2025, 1, -1)
    ((2026, 2), (2024, 12))
    """
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def usable(day: date | None) -> date | None:
    """The day, where dates can be worked out from it: not at the edges of the calendar."""
    return day if day is not None and day.year in _YEARS else None


def days_from(day: date, count: int) -> date | None:
    """The day so many days on, None outside the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def valid(year: int, month: int, day: int) -> bool:
    """Whether there is such a day; year 0 stands for any, a leap year included."""
    if not 1 <= month <= 12 or day < 0:
        return False
    length = calendar.monthrange(year or 2024, month)[1] if not year or year in _YEARS else 31
    return day <= length


def shift_partial(partial: str, *, years: int = 0, months: int = 0, days: int = 0) -> str:
    """A partial date moved on or back, in its own precision: the reader's way to "a year earlier".

    Parameters
    ----------
    partial : str
        ``2025``, ``2025-04`` or ``2025-04-11``.
    years, months, days : int
        Months do nothing to a bare year, days nothing to a bare month.

    Examples
    --------
    >>> shift_partial("2025-01", years=-1), shift_partial("2024-02-29", years=-1)
    ('2024-01', '2023-02-28')
    >>> shift_partial("2025-12-31", days=1)
    '2026-01-01'
    """
    parts = [int(part) for part in partial.split("-")]
    year = parts[0] + years
    if len(parts) == 1:
        return f"{year:04d}"
    year, month = months_from(year, parts[1], months)
    if len(parts) == 2:
        return f"{year:04d}-{month:02d}"
    day = min(parts[2], calendar.monthrange(year, month)[1] if year in _YEARS else 28)
    moved = days_from(date(year, month, day), days)
    return moved.isoformat() if moved else partial


def edge_of(span: Span, word: str) -> Span:
    """The end of a quarter is its last month, the beginning its first; "early" and "mid-" leave it whole."""
    if word in _ENDS:
        return Span(span.last, span.last, "month", loose=True)
    if word in ("beginning", "start"):
        return Span(span.first, span.first, "month", loose=True)
    return span


def joined(first: Span, second: Span) -> Span | None:
    """Two points as one stretch; what one lacks is taken from the other."""
    if first.kind == "span" and first.first[2] == 0 and first.first[0] and first.first != first.last:
        return None
    start, stop = first.first, second.last
    if second.yearless and first.kind == "year":
        return None
    if not start[0] and stop[0]:
        start = (stop[0] - (1 if (start[1], start[2]) > (stop[1] or 12, stop[2] or 31) else 0), *start[1:])
    elif start[0] and not stop[0]:
        stop = (start[0] + (1 if (start[1], start[2]) > (stop[1], stop[2] or 31) else 0), *stop[1:])
    if start[0] and (start[0], start[1] or 1, start[2] or 1) > (stop[0], stop[1] or 12, stop[2] or 31):
        return None
    if bool(start[1]) != bool(stop[1]) and start[0] and start[1]:
        pass
    return Span(start, stop, "span", first.loose or second.loose)
