"""Facts made ready to be compared: one name a thing, values as bounds, periods as days, sources as origins."""

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from autoatlas.graph.check.counts import counted_by
from autoatlas.graph.derived import first_day_column, last_day_column
from autoatlas.graph.rdf import fact_ids
from autoatlas.ontology.facts import fill_defaults
from autoatlas.ontology.terms import AAF, PRODUCTS

if TYPE_CHECKING:
    from autoatlas.graph.atlas import Atlas

__all__ = ["ABOUT", "EXACT", "POINTS", "SCOPE", "claims_of", "with_bounds"]

EXACT = 0.02
"""How far two figures may lie apart, as a share, and still be one figure rounded differently."""

ABOUT = 0.12
"""The same where one of them is hedged: about, some, nearly."""

ROUGH = 0.04
"""The most that is allowed for a number of few digits: 3 million is anything that rounds to it, but not 3.2."""

POINTS = 0.5
"""How far a percentage may lie from what it rounds, in points."""

DEGREES = 0.15
"""How far coordinates of one site may lie apart: those of its town's middle and of its gate differ by kilometres."""

SCOPE = ("subject", "property", "object", "unit", "basis", "place", "part", "product")
"""What must be equal for two facts to speak of the same thing, besides the period and the modality."""

_UNSAID_PRODUCT = next(iter(PRODUCTS))


def claims_of(
    atlas: "Atlas",
    on: date | None = None,
    *,
    about: Collection[str] | None = None,
    keep: Callable[[pl.DataFrame], pl.DataFrame] | None = None,
) -> pl.DataFrame:
    """Return the facts of an atlas ready for comparison.

    Parameters
    ----------
    atlas : Atlas
    on : date, optional
        Only what had been published by that day, where the date is known. All when left out.
    about : collection of str, optional
        Only facts that have one of these labels as subject or object, as written. All when left out.
    keep : callable, optional
        Takes facts and returns those to compare. All when left out.

    Returns
    -------
    DataFrame
        The fact's columns, facilities under one label each, and beside them ``fact`` (its IRI), ``document``,
        ``low`` and ``high`` (bounds of the value), ``first`` and ``last`` (days of the period), ``told`` (the
        first day of ``published``), ``origin`` (the source, a mirror's original instead of the mirror), and
        ``counted`` (who counted, as far as that is known).
    """
    documents = atlas.documents()["document"]
    parts = [atlas.facts(document).with_columns(document=pl.lit(document)) for document in documents]
    found = pl.concat(parts) if parts else atlas.facts().with_columns(document=pl.lit("", pl.String))
    if about is not None:
        found = found.filter(pl.col("subject").is_in(about) | pl.col("object").is_in(about))
    stated = found.collect()
    # facts without a source cite their document here, so that no document need be named again
    stated = fill_defaults(stated.with_columns(fact=pl.concat_str(pl.lit(AAF), fact_ids(stated, ""))))
    if keep is not None:
        stated = keep(stated)
    same = atlas.same_entities()
    sources = atlas.sources()
    mirrors = {row["source"]: row["mirror_of"] for row in sources.iter_rows(named=True) if row["mirror_of"]}
    dates = {row["source"]: row["published"] for row in sources.iter_rows(named=True) if row["published"]}
    publishers = dict(sources.select("source", "publisher").drop_nulls().iter_rows())
    claims = stated.with_columns(
        pl.col("subject").replace(same),
        pl.col("object").replace(same),
        pl.coalesce(
            "published", pl.col("source").replace_strict(dates, default=None, return_dtype=pl.String)
        ).alias("published"),
        pl.col("source").replace(mirrors).alias("origin"),
        counted_by(
            pl.col("said_by"),
            pl.col("source").replace_strict(publishers, default=None, return_dtype=pl.String),
        ).alias("counted"),
        pl.col("product").fill_null(_UNSAID_PRODUCT),
        pl.col("confidence").fill_null(1.0),
    )
    claims = with_bounds(claims).with_columns(
        first=first_day_column("start").fill_null(first_day_column("end")),
        last=last_day_column("end").fill_null(last_day_column("start")),
        told=first_day_column("published"),
    )
    if on is not None:
        claims = claims.filter(pl.col("told").is_null() | (pl.col("told") <= on))
    # said again by the same source, it is the same fact, known anew
    return claims.sort("told", nulls_last=False, maintain_order=True).unique(
        "fact", keep="last", maintain_order=True
    )


def with_bounds(facts: pl.DataFrame) -> pl.DataFrame:
    """Add ``low`` and ``high``: what the value can be, given its comparator, range and rounding."""
    value, bound = pl.col("value"), pl.col("comparator")
    size = value.abs()
    share = pl.when(bound == "~").then(ABOUT).otherwise(EXACT) / 2 * size
    # half of the last digit that is not nought: 310,000 is 305,000 to 315,000
    rounding = pl.min_horizontal(_last_digit(size) / 2, ROUGH * size)
    whole = pl.col("unit").is_in(["percent", "degree"]).not_().fill_null(True) & (size >= 1000)
    # percentages are rounded to whole ones; coordinates are not
    slack = (
        pl.when(pl.col("unit") == "percent")
        .then(pl.max_horizontal(share, pl.lit(POINTS)))
        .when(pl.col("unit") == "degree")
        .then(pl.lit(DEGREES))
        .when(whole)
        .then(pl.max_horizontal(share, rounding))
        .otherwise(share)
    )
    low = pl.when(bound.is_in(["<", "<="])).then(float("-inf")).otherwise(value - slack)
    upper = pl.col("value_max").fill_null(value)
    high = pl.when(bound.is_in([">", ">="])).then(float("inf")).otherwise(upper + slack)
    return facts.with_columns(low=low, high=high)


def _last_digit(size: pl.Expr) -> pl.Expr:
    """The weight of the last digit of a whole number that is not nought: 10,000 for 310,000."""
    weight = pl.lit(1.0)
    for power in range(1, 13):
        weight = pl.when(size % 10.0**power == 0).then(pl.lit(10.0**power)).otherwise(weight)
    return weight
