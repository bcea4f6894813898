"""How much of a whole lies with few: shares, the Herfindahl-Hirschman index, concentration ratios."""

from collections.abc import Sequence

__all__ = ["concentration_ratio", "herfindahl", "herfindahl_bounds", "shares"]


def shares(values: Sequence[float], total: float | None = None) -> list[float]:
    """Return each value as a share of the total, between 0 and 1.

    Parameters
    ----------
    values : sequence of float
        None of them negative.
    total : float, optional
        Of which they are a part; their sum when left out.

    Raises
    ------
    ValueError
        A value is negative, or the total is not above zero or less than their sum.
    """
    whole = sum(values) if total is None else total
    if whole <= 0 or any(value < 0 for value in values) or sum(values) > whole * (1 + 1e-9):
        raise ValueError(f"shares need values of which none is negative and that sum to at most {whole}")
    return [value / whole for value in values]


def herfindahl(values: Sequence[float], total: float | None = None) -> float:
    """Return the Herfindahl-Hirschman index, in points up to 10,000.

    The sum of squared shares in percent: A. O. Hirschman, National Power and the Structure of Foreign Trade
    (1945); O. C. Herfindahl (1950). With a total larger than the sum, the rest counts as spread evenly thin.

    Examples
    --------
    >>> herfindahl([50, 30, 20])  # 50² + 30² + 20²
    3800.0
    """
    return round(sum((100 * share) ** 2 for share in shares(values, total)), 9)


def herfindahl_bounds(values: Sequence[float], total: float) -> tuple[float, float]:
    """Return the least and the largest index that is possible where only the largest parts are listed.

    Parameters
    ----------
    values : sequence of float
        The listed parts, the largest ones.
    total : float

    Notes
    -----
    Least if the rest is spread evenly thin, largest if it lies with as few as can be, none of them larger than
    the smallest that is listed.

    Examples
    --------
    >>> herfindahl_bounds([40, 20], 100)  # rest 40: thin, or two of 20
    (2000.0, 2800.0)
    """
    least = herfindahl(values, total)
    rest = total - sum(values)
    size = min(values, default=total)
    whole, left = divmod(rest, size) if size > 0 else (0.0, 0.0)
    most = least + (whole * size**2 + left**2) / total**2 * 10_000
    return least, round(most, 9)


def concentration_ratio(values: Sequence[float], count: int, total: float | None = None) -> float:
    """Return the share of the largest few, in percent: CR4 for a count of four.

    Examples
    --------
    >>> concentration_ratio([50, 30, 20], 2)
    80.0
    """
    return 100 * sum(sorted(shares(values, total), reverse=True)[:count])
