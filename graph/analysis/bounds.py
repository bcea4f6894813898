"""Hedges carried through arithmetic: how a sum or a ratio is bounded where its parts are.

A figure with ``>`` is more than what stands there, so a ratio with it above the line is too, and one with it
below the line is less. Where two hedges pull opposite ways, or one is ``~``, the result is about so much.
"""

from collections.abc import Iterable

import polars as pl

__all__ = ["bound_of", "ratio_bound", "sum_bound"]

_FLIPPED = {"=": "=", ">": "<", ">=": "<=", "<": ">", "<=": ">=", "~": "~"}


def bound_of(bounds: Iterable[str | None]) -> str:
    """Return the hedge of a sum of figures, from those of its parts.

    Examples
    --------
    >>> bound_of(["=", ">", ">="]), bound_of(["=", "="]), bound_of([">", "<"]), bound_of(["~", ">"])
    ('>', '=', '~', '~')
    """
    kinds = {bound or "=" for bound in bounds} - {"="}
    if not kinds:
        return "="
    if kinds <= {">", ">="}:
        return ">" if ">" in kinds else ">="
    if kinds <= {"<", "<="}:
        return "<" if "<" in kinds else "<="
    return "~"


def ratio_bound(above: pl.Expr, below: pl.Expr) -> pl.Expr:
    """Hedge of a ratio (or difference) of two columns of figures, from the columns of their hedges.

    Examples
    --------
    >>> frame = pl.DataFrame({"a": ["=", ">", "=", ">"], "b": ["=", "=", ">", ">"]})
    >>> frame.select(ratio_bound(pl.col("a"), pl.col("b")))["a"].to_list()
    ['=', '>', '<', '~']
    """
    one = above.fill_null("=")
    two = below.fill_null("=").replace(_FLIPPED)
    return (
        pl.when(two == "=")
        .then(one)
        .when(one == "=")
        .then(two)
        .when((one == "~") | (two == "~") | (one.str.head(1) != two.str.head(1)))
        .then(pl.lit("~"))
        .when(one == two)
        .then(one)
        .otherwise(one.str.head(1))
    )


def sum_bound(bounds: pl.Expr) -> pl.Expr:
    """Hedge of a sum over a group, from the column of the hedges of its parts.

    Examples
    --------
    >>> pl.DataFrame({"bound": ["=", ">"]}).select(sum_bound(pl.col("bound"))).item()
    '>'
    """
    kinds = bounds.fill_null("=")
    up, down = kinds.str.starts_with(">").any(), kinds.str.starts_with("<").any()
    about = (kinds == "~").any()
    return (
        pl.when(about | (up & down))
        .then(pl.lit("~"))
        .when(up)
        .then(pl.when((kinds == ">").any()).then(pl.lit(">")).otherwise(pl.lit(">=")))
        .when(down)
        .then(pl.when((kinds == "<").any()).then(pl.lit("<")).otherwise(pl.lit("<=")))
        .otherwise(pl.lit("="))
    )
