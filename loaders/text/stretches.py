"""Stretches of time counted from the day of a text: this year, the next three years."""

from __future__ import annotations

from datetime import date

from .periods import Span, days_from, months_from, span_of_day

__all__ = ["end_of", "stretch", "unit_span", "year_span"]

_MONTHS = {"year": 12, "month": 1, "quarter": 3, "half": 6, "decade": 120}
_DAYS = {"week": 7, "day": 1}
_MOST = 200  # units; longer stretches are no plan


def year_span(anchor: date | None, shift: int, *, loose: bool = False) -> Span | None:
    """The year so many years from the anchor's."""
    if anchor is None or not 1 <= anchor.year + shift <= 9999:
        return None
    year = anchor.year + shift
    return Span((year, 0, 0), (year, 0, 0), "year", loose)


def unit_span(unit: str, shift: int, anchor: date | None) -> Span | None:
    """This, last or next year, month, quarter, half, week, day or decade, as ``shift`` is 0, -1 or 1."""
    if anchor is None or not 11 <= anchor.year <= 9980:
        return None
    if unit == "year":
        return year_span(anchor, shift)
    if unit == "month":
        year, month = months_from(anchor.year, anchor.month, shift)
        return Span((year, month, 0), (year, month, 0), "month")
    if unit in ("quarter", "half"):
        size = _MONTHS[unit]
        first = (anchor.month - 1) // size * size + 1
        year, month = months_from(anchor.year, first, shift * size)
        return Span((year, month, 0), (year, month + size - 1, 0), unit)
    if unit == "week":
        monday = days_from(anchor, 7 * shift - anchor.weekday())
        sunday = days_from(monday, 6) if monday else None
        return _between(monday, sunday) if monday and sunday else None
    if unit == "day":
        day = days_from(anchor, shift)
        return span_of_day(day) if day else None
    if unit == "decade":
        first = anchor.year // 10 * 10 + 10 * shift
        return Span((first, 0, 0), (first + 9, 0, 0), "span")
    return None


def _between(first: date, last: date) -> Span:
    return Span((first.year, first.month, first.day), (last.year, last.month, last.day), "span", loose=True)


def stretch(number: int, unit: str, direction: int, anchor: date | None) -> Span | None:
    """So many units on (``direction`` 1) or back (-1) from the anchor, whose own year or month is one end.

    Examples
    --------
    >>> stretch(3, "year", 1, date(2025, 5, 17)).partial()
    ('2025', '2028')
    """
    if anchor is None or not 0 < number <= _MOST:
        return None
    if unit in _DAYS:
        other = days_from(anchor, direction * number * _DAYS[unit])
        return _between(min(anchor, other), max(anchor, other)) if other else None
    if unit not in _MONTHS:
        return None
    length = _MONTHS[unit] * number
    year, month = months_from(anchor.year, anchor.month, direction * length)
    if not 1 <= year <= 9999:
        return None
    whole = unit in ("year", "decade")
    here = (anchor.year, 0 if whole else anchor.month, 0)
    there = (year, 0 if whole else month, 0)
    return Span(min(here, there), max(here, there), "span", loose=not whole)


def end_of(span: Span | None) -> Span | None:
    """The last year or month of a stretch."""
    if span is None:
        return None
    return Span(span.last, span.last, "month" if span.last[1] else "year", loose=True)
