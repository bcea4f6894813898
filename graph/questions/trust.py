"""Who says so, and can it be so: disagreements, single sources, denials, chains of sources."""

import polars as pl

from autoatlas.graph.analysis.sites import sites
from autoatlas.graph.check.claims import with_bounds
from autoatlas.graph.known import Known

__all__ = ["QUESTIONS", "said", "span"]

_SAME = [
    "subject",
    "property",
    "object",
    "value",
    "value_max",
    "unit",
    "comparator",
    "modality",
    "start",
    "end",
]
_SCOPE = ["place", "part", "product"]


def capacity_disagreements(known: Known) -> pl.DataFrame:
    """Plants of which sources give different capacities, a row a figure.

    question: Where do sources disagree on capacity, and by how much?
    asked by: analyst
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column plant: the plant
    column country: its country
    column modality: actual, or planned; the two are not held against each other
    column capacity (vehicle/year): a figure
    column bound: how the sources bound it
    column part: the phase, line or model that it is about; all of the plant where empty
    column product: which vehicles; of all kinds where empty
    column first_told: when it was first told
    column last_told: when it was last told
    column sources: how many give it
    column independent: how many of them are no copies of another, by publisher
    column kind: newest; the same, where it can be the newest one rounded or hedged; phase, or product, where it is
      about a part; older, where nobody gives it any more since the newest one is told; else contradiction
    column spread (percent): how far the figures that contradict each other lie apart, in percent of the largest
    column source: the last to give it
    leaves out: plants on which all agree; capacities for batteries; rumours
    """
    stated = known.facts.filter(
        pl.col("property") == "annualCapacity",
        pl.col("subject_type") == "Facility",
        pl.col("unit") == "vehicle/year",
        pl.col("modality").is_in(["actual", "planned"]),
        pl.col("value").is_not_null(),
        pl.col("told").is_not_null(),
    )
    key = ["subject", "modality"]
    figures = (
        with_bounds(_with_publisher(known, stated))
        .sort("told", "source")
        .group_by([*key, "value", "comparator", "part", "product"], maintain_order=True)
        .agg(
            first_told=pl.col("told").min(),
            last_told=pl.col("told").max(),
            sources=pl.col("source").n_unique(),
            independent=pl.col("publisher").n_unique(),
            source=pl.col("source").last(),
            low=pl.col("low").first(),
            high=pl.col("high").first(),
        )
    )
    whole = pl.col("part").is_null() & pl.col("product").is_null()
    newest = (
        figures.filter(whole)
        .sort("last_told", "sources", "value")
        .unique(key, keep="last", maintain_order=True)
        .select(*key, _value="value", _bound="comparator", _low="low", _high="high", _first="first_told")
    )
    is_newest = (
        whole & (pl.col("value") == pl.col("_value")) & pl.col("comparator").eq_missing(pl.col("_bound"))
    )
    kind = (
        pl.when(is_newest)
        .then(pl.lit("newest"))
        .when(pl.col("part").is_not_null())
        .then(pl.lit("phase"))
        .when(pl.col("product").is_not_null())
        .then(pl.lit("product"))
        .when((pl.col("low") <= pl.col("_high")) & (pl.col("high") >= pl.col("_low")))
        .then(pl.lit("the same"))
        .when(pl.col("last_told") < pl.col("_first"))
        .then(pl.lit("older"))
        .otherwise(pl.lit("contradiction"))
    )
    rows = figures.join(newest, on=key).with_columns(kind=kind)
    at_odds = pl.col("kind").is_in(["newest", "contradiction"])
    most = pl.col("value").filter(at_odds).max().over(key)
    least = pl.col("value").filter(at_odds).min().over(key)
    return (
        rows.with_columns(spread=(100 * (most - least) / most).round(1))
        .filter((pl.col("kind") == "contradiction").any().over(key))
        .join(sites(known).select("facility", "country"), left_on="subject", right_on="facility", how="left")
        .rename({"subject": "plant", "value": "capacity", "comparator": "bound"})
        .sort(
            ["spread", "plant", "modality", "last_told", "capacity"],
            descending=[True, False, False, True, True],
        )
    )


def single_source_facts(known: Known, *, entity: str | None, property: str) -> pl.DataFrame:  # noqa: A002 - as in commands
    """Statements that rest on one independent source.

    question: Which facts rest on one source only, or on copies of one agency report?
    asked by: researcher
    parameter entity (Facility or Automaker or Brand or Organization or Country or Region, optional): only facts
      about this
    parameter property (text, default annualCapacity): only facts of this property, or all
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column subject: what it is said of
    column property: what is said
    column value: the figure, the other thing or the date
    column bound: how the source bounds it
    column unit: of a figure
    column modality: whether it is so, planned, or else
    column part: the phase, line or model that it is about
    column sources: how many cite it
    column independent: how many of them are no copies of another; of one publisher several count once
    column kind: of the source: company, government, association, wire, press, aggregator
    column told: when it was last told
    column source: that source
    leaves out: what two independent sources say in the same words and figures
    """
    facts = known.facts.filter(pl.col("property") != "latitude", pl.col("property") != "longitude")
    if property != "all":
        facts = facts.filter(pl.col("property") == property)
    if entity is not None:
        facts = facts.filter((pl.col("subject") == entity) | (pl.col("object") == entity))
    return (
        _with_publisher(known, facts)
        .sort("told", "source", nulls_last=False)
        .group_by([*_SAME, *_SCOPE], maintain_order=True)
        .agg(
            sources=pl.col("source").n_unique(),
            independent=pl.col("publisher").n_unique(),
            kind=pl.col("kind").last(),
            told=pl.col("told").last(),
            source=pl.col("source").last(),
        )
        .filter(pl.col("independent") < 2)
        .with_columns(value=said(), bound=pl.col("comparator").fill_null("="))
        .sort("subject", "property", "told", "value", nulls_last=True)
    )


def denied_plans(known: Known) -> pl.DataFrame:
    """What somebody in a position to know denied, beside what had been said.

    question: Which plans did the company itself deny?
    asked by: journalist
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column subject: of what it was said
    column property: what was said
    column object: the other thing, or the date
    column denied_by: who denied it, where the source tells
    column denied (date): when the denial appeared
    column denial: the words of the denial, where quoted
    column denial_source: its source
    column stated_modality: how firmly it had been said
    column first_stated (date): when it was first said
    column last_stated (date): when it was last said; after the denial, where it is still told
    column statements: how many sources said it
    column statement_source: the first of them
    leaves out: denials that only a text says, since the text loader leaves them out
    """
    facts = known.facts.with_columns(object=pl.coalesce("object", "start", "end"))
    same = ["subject", "property"]
    denials = (
        facts.filter(pl.col("modality") == "denied")
        .sort("told", nulls_last=True)
        .group_by([*same, "object"], maintain_order=True)
        .agg(
            denied_by=pl.col("said_by").drop_nulls().first(),
            denied=pl.col("told").first(),
            denial=pl.col("quote").drop_nulls().first(),
            denial_source=pl.col("source").first(),
        )
    )
    dates = pl.col("property").is_in(["announced", "productionStart", "suspended", "cancelled", "closed"])
    stated = (
        facts.filter(pl.col("modality") != "denied")
        .with_columns(object=pl.when(dates).then(pl.lit("")).otherwise("object"))
        .sort("told", nulls_last=True)
        .group_by([*same, "object"], maintain_order=True)
        .agg(
            stated_modality=pl.col("modality").unique().sort().str.join(", "),
            first_stated=pl.col("told").min(),
            last_stated=pl.col("told").max(),
            statements=pl.col("source").n_unique(),
            statement_source=pl.col("source").first(),
        )
        .rename({"object": "_about"})
    )
    return (
        denials.with_columns(_about=pl.when(dates).then(pl.lit("")).otherwise("object"))
        .join(stated, on=[*same, "_about"], how="left")
        .with_columns(pl.col("statements").fill_null(0))
        .sort("denied", "subject", "property", descending=[True, False, False], nulls_last=True)
    )


def first_said(known: Known, *, entity: str, property: str | None) -> pl.DataFrame:  # noqa: A002 - as in commands
    """Each statement about a thing with the chain of the sources that say it, oldest first.

    question: Which source said it first, and who repeated it?
    asked by: journalist
    parameter entity (Facility or Automaker or Brand or Model or Organization or Country or Region): of what it
      was said
    parameter property (text, optional): only statements of this property, as annualCapacity
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column property: what is said
    column value: the figure, the other thing or the date
    column bound: how the source bounds it
    column unit: of a figure
    column modality: whether it is so, planned, or else
    column period: the time that it holds for
    column place: where it was counted
    column part: the phase, line or model that it is about
    column product: what was counted
    column place_in_chain: 1 for who said it first; sources of one day share a place
    column told (date): when it appeared; the first day of a month or year, where only that is known
    column published: that date as the source gives it
    column publisher: who published it
    column kind: company, government, association, wire, press, aggregator
    column is_copy: whether it is known to be a copy of another source
    column quote: the words, where kept
    column source: the source
    leaves out: statements without a date of publication; who took it from whom, which the order only suggests
    """
    facts = known.facts.filter(
        pl.col("subject") == entity,
        pl.col("told").is_not_null(),
        ~pl.col("property").is_in(["latitude", "longitude"]),
    )
    if property is not None:
        facts = facts.filter(pl.col("property") == property)
    key = [*_SAME, *_SCOPE]
    return (
        _with_publisher(known, facts)
        .sort("told", "source")
        .unique([*key, "source"], keep="first", maintain_order=True)
        .with_columns(
            place_in_chain=pl.col("told").rank("min").over(key).cast(pl.Int64),
            is_copy=pl.col("mirror_of").is_not_null(),
            value=said(),
            period=span(),
            bound=pl.col("comparator").fill_null("="),
        )
        .sort("property", "modality", "value", *_SCOPE, "told", "source", nulls_last=True)
    )


def said() -> pl.Expr:
    """The figure, the other thing or the date that a fact states, as text."""
    number = pl.col("value")
    whole = pl.when(number == number.round(0)).then(number.cast(pl.Int64, strict=False).cast(pl.String))
    return pl.coalesce(whole, number.cast(pl.String), "object", span())


def span() -> pl.Expr:
    """The time that a fact holds for, as text: a date, or two with dots between."""
    both = pl.concat_str(pl.col("start").fill_null(""), pl.lit(".."), pl.col("end").fill_null(""))
    some = pl.col("start").is_not_null() | pl.col("end").is_not_null()
    return pl.when(pl.col("start") == pl.col("end")).then("start").when(some).then(both)


def _with_publisher(known: Known, facts: pl.DataFrame) -> pl.DataFrame:
    """Add ``publisher`` of the source, of a mirror that of its original, ``kind`` and ``mirror_of``."""
    sources = known.sources.unique("source", keep="first")
    origin = pl.coalesce("mirror_of", "source")
    named = sources.with_columns(origin=origin).select("source", "mirror_of", "kind", "origin")
    publishers = sources.select(origin="source", publisher="publisher")
    host = pl.col("source").str.extract(r"^https?://(?:www\.)?([^/]+)")
    return (
        facts.join(named, on="source", how="left")
        .join(publishers, on="origin", how="left")
        .with_columns(publisher=pl.coalesce("publisher", "origin", host, "source"))
        .drop("origin")
    )


QUESTIONS = (capacity_disagreements, single_source_facts, denied_plans, first_said)
