"""Figures out of line: beyond Tukey's fences."""

import polars as pl

__all__ = ["out_of_line"]


def out_of_line(value: pl.Expr, *, fence: float = 1.5, least: int = 8) -> pl.Expr:
    """Tell ``low`` or ``high`` of values beyond the fences, null of all others.

    Parameters
    ----------
    value : Expr
        A column of positive ratios.
    fence : float
        Distance of the fences from the quartiles, in ranges between the quartiles.
    least : int
        Of fewer values nothing is out of line.

    Notes
    -----
    J. W. Tukey, Exploratory Data Analysis (1977). On logarithms, since ratios of money or jobs to capacity are
    skewed: a tenth of the usual is as far out as ten times.
    """
    log = value.log()
    low, high = log.quantile(0.25, "linear"), log.quantile(0.75, "linear")
    reach = fence * (high - low)
    return (
        pl.when(value.count() < least)
        .then(None)
        .when(log > high + reach)
        .then(pl.lit("high"))
        .when(log < low - reach)
        .then(pl.lit("low"))
    )
