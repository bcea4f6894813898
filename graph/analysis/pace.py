"""Pace: growth a year between two figures, and what is needed to reach a third, with hedges carried through."""

from datetime import date

__all__ = ["growth_a_year", "verdict", "years_between"]

_MONTH = 30.4375  # days


def years_between(earlier: date, later: date) -> float:
    """Return the time between two days, in years of twelve months.

    Examples
    --------
    >>> years_between(date(2024, 12, 31), date(2025, 12, 31)), years_between(date(2024, 6, 30), date(2025, 12, 30))
    (1.0, 1.5)
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return (months + (later.day - earlier.day) / _MONTH) / 12


def growth_a_year(first: float, last: float, years: float) -> float | None:
    """Return the compound annual growth rate, in percent; None where there is none to tell.

    The rate at which the first figure grows to the last in that time: (last / first) ** (1 / years) - 1.

    Examples
    --------
    >>> growth_a_year(100, 121, 2), growth_a_year(100, 121, 0), growth_a_year(0, 121, 2)
    (10.0, None, None)
    """
    if years <= 0 or first <= 0 or last < 0:
        return None
    return round(100 * (float((last / first) ** (1 / years)) - 1), 6)


def verdict(
    reached: tuple[float, float],
    target: tuple[float, float],
    needed: float | None,
    past: float | None,
    is_due: bool,
) -> str:
    """Tell how a maker stands to its target.

    Parameters
    ----------
    reached, target : tuple of float
        Least and largest value that the last figure and the target can be, given their hedges.
    needed, past : float or None
        Growth a year that the target needs from here, and growth a year so far, in percent.
    is_due : bool
        Whether the figure is of the target's own time, or later.

    Returns
    -------
    str
        ``reached`` and ``missed`` only where the hedges leave no doubt, else ``open``; before the target is due
        ``on pace`` where it grew as fast as is needed from here, ``behind`` where not, ``open`` where no
        earlier figure tells how fast it grew.

    Examples
    --------
    >>> verdict((30, float("inf")), (60, 60), 14.9, 20.0, False)
    'on pace'
    >>> verdict((1.04e6, 1.05e6), (8e5, 8e5), None, None, True)
    'reached'
    >>> verdict((7e5, 7.2e5), (8e5, float("inf")), None, None, True)
    'missed'
    """
    if reached[0] >= target[0]:
        return "reached"
    if is_due:
        return "missed" if reached[1] < target[0] else "open"
    if needed is None or past is None:
        return "open"
    return "on pace" if past >= needed else "behind"
