"""Exports: how many, of what, where to, how fast, how concentrated."""

from datetime import date

import polars as pl

from autoatlas.graph.analysis.bounds import ratio_bound
from autoatlas.graph.analysis.concentration import concentration_ratio, herfindahl_bounds
from autoatlas.graph.known import Known
from autoatlas.graph.names import known_entity

__all__ = ["QUESTIONS"]

_COUNTS = {
    "CAAM": "what makers report as exported, vehicles of all kinds",
    "CPCA": "the passenger car association's figures, from makers or customs",
    "GACC": "what customs clears, used cars included",
}


def exports_by_product(known: Known, *, exporter: str, since: date | None) -> pl.DataFrame:
    """Exports of a country or maker by period and product, with the growth that the same source gives.

    question: How many vehicles did a country or maker export in a period, of which kinds, and how fast did each
      grow?
    asked by: analyst
    parameter exporter (Country or Automaker or Brand or Region): who exports, as China
    parameter since (date, optional): only periods that end on that day or later
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column start: beginning of the period, as written
    column end: end of it
    column product: what was counted; vehicles of all kinds where empty
    column bound: how the source bounds the figure
    column vehicles (vehicle): the figure
    column growth (percent): growth against a year before, from the same source
    column growth_bound: how the source bounds the growth
    column modality: whether it is so, planned, or else
    column said_by: who counted or said it, where the source tells
    column source: the source
    leaves out: exports to one destination; growth against a month before
    """
    everywhere = pl.col("place").is_null() | (pl.col("place") == "overseas")
    facts = known.facts.filter(pl.col("subject") == exporter, everywhere, pl.col("value").is_not_null())
    key = ["start", "end", "product", "source", "modality"]
    growth = (
        facts.filter(
            pl.col("property") == "exportsGrowth", pl.col("basis").is_null() | (pl.col("basis") == "yoy")
        )
        .unique(key, keep="first", maintain_order=True)
        .select(*key, growth="value", growth_bound=pl.col("comparator").fill_null("="))
    )
    exports = facts.filter(pl.col("property") == "exports")
    if since is not None:
        exports = exports.filter(pl.col("last") >= since)
    return (
        exports.with_columns(bound=pl.col("comparator").fill_null("="), vehicles="value")
        .join(growth, on=key, how="left", nulls_equal=True)
        .unique([*key, "bound", "vehicles", "said_by"], keep="first", maintain_order=True)
        .sort("last", "first", "product", "vehicles", "source", descending=[True, False, False, False, False])
    )


def nev_share_of_exports(known: Known, *, exporter: str) -> pl.DataFrame:
    """Share of new energy vehicles in exports, a row a period and count.

    question: What share of a country's or maker's car exports is NEV, period by period, and on whose count?
    asked by: trade
    parameter exporter (Country or Automaker, default China): who exports
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column start: beginning of the period, as written
    column end: end of it
    column count: who counted, where the source says so
    column counts: what that count holds
    column of: the whole: vehicles of all kinds, or passenger cars
    column nev (vehicle): new energy vehicles exported
    column exports (vehicle): all of them
    column share (percent): the one over the other
    column bound: how the hedges of both bound the share
    column stated_share (percent): as a source states it, for the same period
    leaves out: figures of two different sources divided by each other, unless both name the same count
    """
    facts = known.facts.filter(
        pl.col("subject") == exporter,
        pl.col("modality") == "actual",
        pl.col("place").is_null() | (pl.col("place") == "overseas"),
        pl.col("basis").is_null(),
    )
    exports = facts.filter(pl.col("property") == "exports").with_columns(
        count=pl.coalesce("said_by", "source"), product=pl.col("product").fill_null("vehicle")
    )
    pairs = pl.DataFrame(
        {
            "product": ["nev", "nev passenger", "nev"],
            "of": ["vehicle", "passenger", "passenger"],
            "_rank": [0, 1, 2],
        },
        schema_overrides={"_rank": pl.Int8},
    )
    key = ["start", "end", "count"]
    exports = exports.sort("told", nulls_last=False).unique(
        [*key, "product"], keep="last", maintain_order=True
    )
    whole = exports.select(*key, of="product", exports="value", whole_bound="comparator")
    stated = (
        facts.filter(pl.col("property") == "exportsShare", pl.col("product").is_in(["nev", "nev passenger"]))
        .sort("told", nulls_last=False)
        .unique(["start", "end"], keep="last", maintain_order=True)
        .select("start", "end", stated_share="value")
    )
    return (
        exports.join(pairs, on="product")
        .join(whole, on=[*key, "of"])
        .filter(pl.col("exports") >= pl.col("value"))
        .sort("_rank")
        .unique(key, keep="first", maintain_order=True)
        .join(stated, on=["start", "end"], how="left", nulls_equal=True)
        .with_columns(
            share=(100 * pl.col("value") / pl.col("exports")).round(1),
            bound=ratio_bound(pl.col("comparator"), pl.col("whole_bound")),
            count="said_by",
            counts=pl.col("said_by").replace_strict(_COUNTS, default=None, return_dtype=pl.String),
        )
        .rename({"value": "nev"})
        .sort("count", nulls_last=True)
        .unique(["start", "end", "nev", "exports"], keep="first", maintain_order=True)
        .sort("first", "last", "count", descending=[True, True, False], nulls_last=True)
    )


def destination_growth(known: Known, *, exporter: str, least: float) -> pl.DataFrame:
    """Growth of exports by destination, the newest period of each.

    question: Which destinations grew most and shrank most since a year ago?
    asked by: analyst
    parameter exporter (Country or Automaker, default China): who exports
    parameter least (number, default 1000): vehicles a year ago under which a destination is left out
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column destination: country or region
    column product: what was counted; vehicles of all kinds where empty
    column start: beginning of the newest period of which growth is known
    column end: end of it
    column vehicles (vehicle): exported there in the period
    column a_year_before (vehicle): in the same months of the year before, or as the stated growth implies
    column change (vehicle): the one less the other
    column growth (percent): as stated, else as the two figures give
    column bound: how the hedges bound the growth
    column from: stated where a source gives the growth, figures where it follows from two
    column source: of the newest figure
    leaves out: destinations with fewer vehicles a year ago than the least, whose growth says little; periods that
      ended more than two years before the day
    """
    facts = known.facts.filter(
        pl.col("subject") == exporter,
        pl.col("modality") == "actual",
        pl.col("place").is_not_null() & (pl.col("place") != "overseas"),
        pl.col("basis").is_null() | (pl.col("basis") == "yoy"),
        pl.col("first").is_not_null(),
    ).sort("told", nulls_last=False)
    key = ["place", "product", "first", "last"]
    exports = facts.filter(pl.col("property") == "exports").unique(key, keep="last", maintain_order=True)
    stated = (
        facts.filter(pl.col("property") == "exportsGrowth")
        .unique(key, keep="last", maintain_order=True)
        .select(*key, stated="value", stated_bound="comparator")
    )
    before = exports.select(
        "place",
        "product",
        pl.col("first").dt.offset_by("1y"),
        pl.col("last").dt.offset_by("1d").dt.offset_by("1y").dt.offset_by("-1d"),
        earlier="value",
        earlier_bound="comparator",
    )
    both = exports.join(stated, on=key, how="left", nulls_equal=True).join(
        before, on=key, how="left", nulls_equal=True
    )
    implied = pl.col("value") / (1 + pl.col("stated") / 100)
    base = pl.coalesce("earlier", implied)
    return (
        both.filter(
            base.is_not_null() & (base >= least), pl.col("last") >= pl.lit(known.on).dt.offset_by("-2y")
        )
        .with_columns(
            destination="place",
            vehicles="value",
            a_year_before=base.round(0),
            change=(pl.col("value") - base).round(0),
            growth=pl.coalesce("stated", 100 * (pl.col("value") / base - 1)).round(1),
            bound=pl.coalesce("stated_bound", ratio_bound(pl.col("comparator"), pl.col("earlier_bound"))),
        )
        .with_columns(
            pl.when(pl.col("stated").is_not_null())
            .then(pl.lit("stated"))
            .otherwise(pl.lit("figures"))
            .alias("from")
        )
        .sort("last", "first", descending=[True, False])
        .unique(["destination", "product"], keep="first", maintain_order=True)
        .sort("growth", "destination", descending=[True, False])
    )


def export_concentration(known: Known, *, exporter: str) -> pl.DataFrame:
    """Concentration of exports by destination, a row a period, product and measure.

    question: How concentrated are exports by destination, and is that rising?
    asked by: trade
    parameter exporter (Country or Automaker, default China): who exports
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column start: beginning of the period, as written
    column end: end of it
    column product: what was counted; vehicles of all kinds where empty
    column measure: units, or a currency
    column destinations (country): how many are stated
    column covered (percent): their share of all exports, where the total is known
    column hhi_least: the Herfindahl-Hirschman index, if all other destinations are tiny; 10,000 is one alone
    column hhi_most: if the rest lies with as few as can be, none larger than the smallest that is stated
    column change: of hhi_least since the same period of the year before
    column largest: the largest destination
    column largest_share (percent): its share
    column cr4 (percent): share of the four largest
    leaves out: periods with fewer than four destinations or without a total; regions
    """
    facts = known.facts.filter(
        pl.col("subject") == exporter,
        pl.col("modality") == "actual",
        pl.col("property").is_in(["exports", "exportsValue"]),
        pl.col("basis").is_null(),
        pl.col("first").is_not_null(),
        pl.col("value") > 0,
    ).sort("told", nulls_last=False)
    key = ["first", "last", "product", "property", "unit"]
    countries = [
        place
        for place in facts["place"].drop_nulls().unique()
        if known_entity(place, "Country") is not None and place != exporter
    ]
    parts = facts.filter(pl.col("place").is_in(countries)).unique(
        [*key, "place"], keep="last", maintain_order=True
    )
    whole = facts.filter(pl.col("place").is_null() | (pl.col("place") == "overseas")).unique(
        key, keep="last", maintain_order=True
    )
    totals = {tuple(row[:-1]): row[-1] for row in whole.select(*key, "value").iter_rows()}
    rows = []
    for values, group in parts.group_by(key, maintain_order=True):
        total_of = totals.get(tuple(values))
        sizes = group["value"].to_list()
        if len(sizes) < 4 or total_of is None or sum(sizes) > total_of * 1.001:
            continue
        total_of = max(total_of, sum(sizes))
        least, most = herfindahl_bounds(sizes, total_of)
        top = group.sort("value").row(-1, named=True)
        rows.append(
            {
                **dict(zip(key, values, strict=True)),
                "start": top["start"],
                "end": top["end"],
                "measure": "units" if top["property"] == "exports" else top["unit"],
                "destinations": len(sizes),
                "covered": round(100 * sum(sizes) / total_of, 1),
                "hhi_least": round(least, 1),
                "hhi_most": round(most, 1),
                "largest": top["place"],
                "largest_share": round(100 * top["value"] / total_of, 1),
                "cr4": round(concentration_ratio(sizes, 4, total_of), 1),
            }
        )
    schema = {
        "first": pl.Date, "last": pl.Date, "product": pl.String, "start": pl.String, "end": pl.String,
        "measure": pl.String, "destinations": pl.Int64, "covered": pl.Float64, "hhi_least": pl.Float64,
        "hhi_most": pl.Float64, "largest": pl.String, "largest_share": pl.Float64, "cr4": pl.Float64,
    }  # fmt: skip
    found = pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema)
    same = ["first", "last", "product", "measure"]
    before = found.select(
        pl.col("first").dt.offset_by("1y"),
        pl.col("last").dt.offset_by("1d").dt.offset_by("1y").dt.offset_by("-1d"),
        "product",
        "measure",
        earlier="hhi_least",
    )
    return (
        found.join(before, on=same, how="left", nulls_equal=True)
        .with_columns(change=(pl.col("hhi_least") - pl.col("earlier")).round(1))
        .sort("last", "first", "product", "measure", descending=[True, True, False, False], nulls_last=True)
    )


QUESTIONS = (exports_by_product, nev_share_of_exports, destination_growth, export_concentration)
