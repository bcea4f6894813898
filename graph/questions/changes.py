"""What was known on a day, and what has changed since."""

from datetime import date

import polars as pl

from autoatlas.graph.check.claims import with_bounds
from autoatlas.graph.known import Known
from autoatlas.graph.questions.trust import said, span

__all__ = ["QUESTIONS"]

_SCOPE = ["subject", "property", "object", "unit", "basis", "place", "part", "product"]
_STEPS = ("groundbreaking", "completed", "productionStart")
_ENDS = ("suspended", "cancelled", "closed")


def known_on(known: Known, *, entity: str | None) -> pl.DataFrame:
    """The graph as of a day, as statements.

    question: What was known on a day?
    asked by: researcher
    parameter on (date, default 2025-01-01): the day: no later source is seen
    parameter entity (Facility or Automaker or Brand or Model or Organization or Country or Region or Place or
      Technology, optional): only what is about this, or names it
    column subject: of what it was said
    column property: what was said
    column value: the figure, the other thing or the date
    column bound: how the sources bound it
    column unit: of a figure
    column modality: whether it was so, planned, or else
    column start: beginning of the time that it holds for, as written
    column end: end of it
    column place: where it was counted
    column part: the phase, line or model that it is about
    column product: what was counted
    column status: of a facility, what had become of it by that day
    column told: when it was last told by then
    column sources: how many sources had said so
    column source: the newest of them
    leaves out: coordinates; what is known of the day only from later sources
    """
    facts = known.facts.filter(~pl.col("property").is_in(["latitude", "longitude"]))
    if entity is not None:
        facts = facts.filter(
            (pl.col("subject") == entity) | (pl.col("object") == entity) | (pl.col("place") == entity)
        )
    key = [*_SCOPE, "value", "value_max", "comparator", "modality", "start", "end"]
    return (
        facts.sort("told", "source", nulls_last=False)
        .group_by(key, maintain_order=True)
        .agg(pl.col("told").last(), pl.col("source").last(), sources=pl.col("source").n_unique())
        .with_columns(value=said(), bound=pl.col("comparator").fill_null("="))
        .join(
            known.statuses.select("facility", status="presumed"),
            left_on="subject",
            right_on="facility",
            how="left",
        )
        .sort("subject", "property", "told", "value", nulls_last=True)
    )


def what_changed(known: Known, *, since: date | None) -> pl.DataFrame:
    """A feed: what is new, revised, contradicted or overdue since a day.

    question: What changed since last month?
    asked by: everybody
    parameter since (date, optional): the day since which to tell; a month before the other where left out
    parameter on (date, default today): the day until which to tell: no later source is seen
    column day: when the source appeared, or when the plan fell due
    column kind: new, where nothing had been said of it; revised, where the newest figure or date differs from the
      one before; contradicted, where two figures of one time cannot both hold, or a statement was denied;
      ended, where a facility was suspended, cancelled or closed; overdue, where a planned day has passed
    column subject: of what it is said
    column property: what is said
    column value: the figure, the other thing or the date, now
    column bound: how the source bounds it
    column before: what the newest source before said
    column unit: of a figure
    column modality: whether it is so, planned, or else
    column period: the time that a figure holds for
    column place: where it was counted
    column part: the phase, line or model that it is about
    column product: what was counted
    column sources: how many sources say so since then
    column quote: the words, where kept
    column source: the first of them
    leaves out: what was only confirmed; coordinates; figures of a new period, which are new and not revised
    """
    start = _month_before(known.on) if since is None else since
    window = pl.col("told") > start
    facts = known.facts.filter(
        ~pl.col("property").is_in(["latitude", "longitude"]), pl.col("told").is_not_null()
    )
    # only what was spoken of within the time can be new or revised
    spoken_of = facts.filter(window).select("subject", "property").unique()
    facts = facts.join(spoken_of, on=["subject", "property"], how="semi").with_columns(value_text=said())
    is_date = pl.col("property").is_in([*_STEPS, *_ENDS, "announced"])
    # figures of a period are of that period; of a state, a plan or a date the newest replaces the one before
    flow = (pl.col("modality") == "actual") & pl.col("value").is_not_null() & pl.col("start").is_not_null()
    # a year and a day within it are one date told more or less finely
    bounded = with_bounds(facts).with_columns(
        low=pl.when(is_date).then(pl.col("first").to_physical().cast(pl.Float64)).otherwise("low"),
        high=pl.when(is_date).then(pl.col("last").to_physical().cast(pl.Float64)).otherwise("high"),
    )
    scoped = bounded.with_columns(
        _period=pl.when(flow & ~is_date).then(
            pl.concat_str(pl.col("start"), pl.lit(".."), pl.col("end").fill_null(""))
        ),
        _firm=pl.when(pl.col("modality").is_in(["planned", "target"]))
        .then(pl.lit("planned"))
        .otherwise("modality"),
    )
    key = [*_SCOPE, "_period", "_firm"]
    order = scoped.sort("told", "source")
    before = (
        order.filter(~window)
        .group_by(key, maintain_order=True)
        .agg(
            before=pl.col("value_text").last(),
            _low=pl.col("low").last(),
            _high=pl.col("high").last(),
            _all=pl.col("value_text").unique(),
        )
    )
    now = (
        order.filter(window)
        .group_by([*key, "value_text", "comparator", "modality"], maintain_order=True)
        .agg(
            day=pl.col("told").first(),
            quote=pl.col("quote").drop_nulls().first(),
            source=pl.col("source").first(),
            sources=pl.col("source").n_unique(),
            low=pl.col("low").first(),
            high=pl.col("high").first(),
            is_flow=pl.col("_period").first().is_not_null(),
            period=span().first(),
        )
        .join(before, on=key, how="left", nulls_equal=True)
        .filter(~pl.col("_all").list.contains(pl.col("value_text")).fill_null(False))
    )
    apart = (pl.col("low") > pl.col("_high")) | (pl.col("high") < pl.col("_low"))
    kind = (
        pl.when(pl.col("modality") == "denied")
        .then(pl.lit("contradicted"))
        .when(pl.col("property").is_in(_ENDS) & (pl.col("modality") == "actual"))
        .then(pl.lit("ended"))
        .when(pl.col("_all").is_null())
        .then(pl.lit("new"))
        .when(apart & pl.col("is_flow"))
        .then(pl.lit("contradicted"))
        .when(apart)
        .then(pl.lit("revised"))
    )
    feed = now.with_columns(kind=kind).drop_nulls("kind")
    columns = [
        "day", "kind", "subject", "property", "value", "bound", "before", "unit", "modality", "period", "place",
        "part", "product", "sources", "quote", "source",
    ]  # fmt: skip
    return pl.concat(
        [
            feed.with_columns(value="value_text", bound=pl.col("comparator").fill_null("=")).select(columns),
            _overdue(known, start).select(columns),
        ]
    ).sort("day", "kind", "subject", "property", "value", descending=[True, False, False, False, False])


def _overdue(known: Known, start: date) -> pl.DataFrame:
    """Steps whose newest planned day passed within the time, without a word that they were taken."""
    steps = known.facts.filter(
        pl.col("property").is_in(_STEPS), pl.col("part").is_null(), pl.col("last").is_not_null()
    )
    plans = (
        steps.filter(pl.col("modality").is_in(["planned", "target"]))
        .sort("told", "last", nulls_last=False)
        .unique(["subject", "property"], keep="last", maintain_order=True)
        .filter(pl.col("last") > start, pl.col("last") <= known.on)
    )
    done = steps.filter(pl.col("modality") == "actual").select("subject", "property").unique()
    open_ones = known.statuses.filter(pl.col("status").is_in(["announced", "under construction"]))
    return (
        plans.join(done, on=["subject", "property"], how="anti")
        .join(open_ones.select("facility"), left_on="subject", right_on="facility", how="semi")
        .with_columns(
            day="last",
            kind=pl.lit("overdue"),
            value=said(),
            bound=pl.col("comparator").fill_null("="),
            before=pl.lit(None, pl.String),
            period=pl.lit(None, pl.String),
            sources=pl.lit(1, pl.UInt32),
        )
    )


def _month_before(day: date) -> date:
    month = day.month - 1 or 12
    return date(day.year - (day.month == 1), month, min(day.day, 28))


QUESTIONS = (known_on, what_changed)
