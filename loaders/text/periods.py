"""Partial dates, the stretches between them, with or without a year, and the year that fits."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

__all__ = [
    "Span",
    "days_from",
    "months_from",
    "shift_partial",
    "span_of_day",
    "valid",
    "with_year",
    "years_for",
]

_YEARS = range(1000, 2201)


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
    this = anchor.year
    begins, ends = (anchor.month - month for month in span.months())  # positive: already past
    if span.first[2] and begins == 0:
        begins = anchor.day - span.first[2]
        ends = begins
        begun, over = begins > 0, begins >= 0
    else:
        begun, over = begins >= 0, ends >= 0
    if tense == "this":
        return [this]
    if tense == "last":
        strictly = ends > 0 or (ends == 0 and bool(span.first[2]) and begins > 0)
        return [this] if strictly else [this - 1]
    if tense == "next":
        ahead = begins < 0
        return [this] if ahead else [this + 1]
    if tense == "past":
        return [this, this - 1] if over or (begun and ends >= -1) else [this - 1, this]
    if tense == "future":
        return [this, this + 1] if ends <= 0 else [this + 1, this]
    if ends > 6:
        return [this + 1, this] if ends > 9 else [this, this + 1]
    if begins < -6:
        return [this - 1, this]
    return [this, this - 1] if over else [this, this + 1]


def months_from(year: int, month: int, count: int) -> tuple[int, int]:
    """The month so many months on.

    >>> months_from(2025, 11, 3), months_from(2025, 1, -1)
    ((2026, 2), (2024, 12))
    """
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


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
