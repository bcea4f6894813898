"""Partial dates: what was written, and the first and last day that it can mean.

A date is kept as its source gives it (``2025``, ``2025-04`` or ``2025-04-11``). Engines do not compare
years with days (``xsd:gYear`` against ``xsd:date`` is an error or silently nothing), so that beside the
written form stand its first and last day.
"""

import re
from calendar import monthrange
from datetime import date

__all__ = ["PARTIAL_DATE", "first_day", "is_partial_date", "last_day"]

PARTIAL_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_PARTIAL_DATE = re.compile(PARTIAL_DATE)


def is_partial_date(text: str) -> bool:
    """Tell whether ``text`` is a year, a month or a day of the calendar.

    Examples
    --------
    >>> [is_partial_date(text) for text in ("2025", "2025-04", "2025-02-29", "May 2025")]
    [True, True, False, False]
    """
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(text: str) -> date:
    """Return the first day of a year, month or day.

    Raises
    ------
    ValueError
        ``text`` is no partial date of years 0001 to 9999.

    Examples
    --------
    >>> first_day("2025-04")
    datetime.date(2025, 4, 1)
    """
    if not _PARTIAL_DATE.fullmatch(text):
        raise ValueError(f"{text!r} is not a date as 2025, 2025-04 or 2025-04-11")
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """Return the last day of a year, month or day.

    Raises
    ------
    ValueError
        ``text`` is no partial date.

    Examples
    --------
    >>> last_day("2025"), last_day("2024-02")
    (datetime.date(2025, 12, 31), datetime.date(2024, 2, 29))
    """
    first = first_day(text)
    if len(text) == 4:
        return date(first.year, 12, 31)
    if len(text) == 7:
        return date(first.year, first.month, monthrange(first.year, first.month)[1])
    return first
