"""What was added, changed and withdrawn between two states: two stores, or one store as of two days."""

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from autoatlas.graph.check.claims import SCOPE, claims_of

if TYPE_CHECKING:
    from autoatlas.graph.atlas import Atlas

__all__ = ["CHANGES", "difference"]

CHANGES = ("added", "changed", "withdrawn")

# What makes two facts one statement, which may then give another value, bound or date.
_STATEMENT = [*SCOPE, "modality", "origin", "first", "last"]
_DATED = ["subject", "property", "part", "modality", "origin"]


def difference(
    before: "Atlas", after: "Atlas", *, before_on: date | None = None, after_on: date | None = None
) -> pl.DataFrame:
    """Return how the facts of one state differ from those of an earlier one.

    Parameters
    ----------
    before, after : Atlas
        May be the same atlas.
    before_on, after_on : date, optional
        The day as of which to take each: what had been published by then. All of it when left out.

    Returns
    -------
    DataFrame
        One row a difference, sorted: ``change`` (one of `CHANGES`), ``subject``, ``property``, ``object``,
        ``value``, ``unit``, ``was`` (the value before, of what changed), ``modality``, ``start``, ``end``,
        ``place``, ``product``, ``source``, ``fact`` (IRI). A fact is changed where the same source says the same
        of the same thing and period with another figure, or dates the same step otherwise.
    """
    old, new = claims_of(before, before_on), claims_of(after, after_on)
    added = new.join(old, on="fact", how="anti")
    withdrawn = old.join(new, on="fact", how="anti")
    pairs = pl.concat([_pairs(withdrawn, added, dated=False), _pairs(withdrawn, added, dated=True)])
    changed = added.join(pairs.select("fact", "was", "was_fact"), on="fact", how="inner")
    parts = [
        _rows(added.join(pairs, on="fact", how="anti"), "added"),
        _rows(changed, "changed"),
        _rows(withdrawn.join(pairs, left_on="fact", right_on="was_fact", how="anti"), "withdrawn"),
    ]
    return pl.concat(parts).sort("change", "subject", "property", "source", "fact", nulls_last=True)


def _pairs(withdrawn: pl.DataFrame, added: pl.DataFrame, *, dated: bool) -> pl.DataFrame:
    """Match facts that went with facts that came in their stead, each once."""
    keys = _DATED if dated else _STATEMENT
    is_date = pl.col("value").is_null() & pl.col("object").is_null()
    kept = is_date if dated else pl.col("value").is_not_null()
    was = pl.coalesce(pl.col("value").cast(pl.String), "start", "end")
    gone = withdrawn.filter(kept).unique(keys, keep="none").select(*keys, was_fact="fact", was=was)
    come = added.filter(kept).unique(keys, keep="none").select(*keys, "fact")
    return come.join(gone, on=keys, how="inner", nulls_equal=True).select("fact", "was_fact", "was")


def _rows(claims: pl.DataFrame, change: str) -> pl.DataFrame:
    was = pl.col("was") if "was" in claims.columns else pl.lit(None, dtype=pl.String).alias("was")
    return claims.select(
        pl.lit(change).alias("change"), "subject", "property", "object", "value", "unit", was, "modality",
        "start", "end", "place", "product", "source", "fact",
    )  # fmt: skip
