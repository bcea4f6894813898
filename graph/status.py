"""The graph as of a day: the facts known by then, and what had become of each facility.

Two steps, by columns, that questions, checks and views share::

    facts = known_facts(atlas, on)              # no later sources, one label a facility
    statuses = facility_status(facts, on)       # no later events: one row a facility

Give `facility_status` facts that are not cut, and a day of the past, and it tells what was the case on that
day as we know it now, rather than what was known on that day.

The status follows from the facts of the dates of the whole facility (no ``part``) that are ``actual``:
``announced``, ``groundbreaking`` and ``completed`` (under construction), ``productionStart`` (operating),
``suspended``, ``cancelled``, ``closed``. The furthest step counts, and an end counts against it unless the
facility was taken up again after that. Where no date says that it runs, an actual ``operates``,
``production`` or ``produces`` does, from the day that it was told.
"""

from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import polars as pl

from autoatlas.graph.derived import first_day_column, last_day_column

if TYPE_CHECKING:
    from autoatlas.graph.atlas import Atlas

__all__ = [
    "GONE",
    "PRESUMED_CANCELLED",
    "SHELVED",
    "STATUSES",
    "UNDER_WAY",
    "dated_facts",
    "facility_events",
    "facility_status",
    "known_facts",
    "operation_over",
    "presumed",
]

STATUSES = (
    "operating", "under construction", "announced", "rumoured", "suspended", "closed", "cancelled", "denied",
)  # fmt: skip
"""What `facility_status` puts into ``status``; ``presumed`` may also be one of the two below."""

SHELVED = "shelved"
"""A plan that nobody has mentioned for two years, by Global Energy Monitor's rule."""

PRESUMED_CANCELLED = "cancelled in all likelihood"
"""A plan that nobody has mentioned for four years, by the same rule."""

UNDER_WAY = ("announced", "under construction")
"""Statuses of plans, which silence turns into shelved ones."""

GONE = ("suspended", "closed", "cancelled", "denied", SHELVED, PRESUMED_CANCELLED)
"""Statuses in which nothing is made there and nothing is on the way."""

# the facts of a snapshot made ready, as long as the snapshot lives: a store that changes has another one
_READY: "WeakKeyDictionary[object, pl.DataFrame]" = WeakKeyDictionary()

_STEPS = {"announced": 0, "groundbreaking": 1, "completed": 1, "productionStart": 2}
_ENDS = {"suspended": 3, "cancelled": 4, "closed": 5}
_RUNS = ("production", "produces")
# of these properties the modality tells how firm the facility as such is
_FIRM = ("operates", "annualCapacity", "investment", "employees", "produces", "production", *_STEPS, *_ENDS)


def dated_facts(facts: pl.DataFrame, sources: pl.DataFrame | None = None) -> pl.DataFrame:
    """Add the days that comparisons go by.

    Parameters
    ----------
    facts : DataFrame
        Of `FACT_SCHEMA`.
    sources : DataFrame, optional
        Of `SOURCE_SCHEMA`; a fact that does not say when it was published takes the date of its source.

    Returns
    -------
    DataFrame
        The facts with ``published`` filled in, and ``told`` (first day of it), ``first`` and ``last`` (first
        and last day of the period), all three of type date.
    """
    undated = facts.filter(pl.col("published").is_null())["source"].unique()
    if sources is not None and undated.len():
        known = sources.drop_nulls("published").filter(pl.col("source").is_in(undated.implode()))
        dates = known.unique("source", keep="first")
        published = pl.col("source").replace_strict(
            dates["source"], dates["published"], default=None, return_dtype=pl.String
        )
        facts = facts.with_columns(published=pl.coalesce("published", published))
    # a million facts have a few hundred different dates
    texts = pl.concat([facts[name].unique() for name in ("published", "start", "end")]).unique().drop_nulls()
    days = pl.DataFrame({"text": texts}).with_columns(
        first=first_day_column("text"), last=last_day_column("text")
    )

    def day(text: pl.Expr, which: str) -> pl.Expr:
        return text.replace_strict(days["text"], days[which], default=None, return_dtype=pl.Date)

    return facts.with_columns(
        told=day(pl.col("published"), "first"),
        first=day(pl.coalesce("start", "end"), "first"),
        last=day(pl.coalesce("end", "start"), "last"),
    )


def known_facts(atlas: "Atlas", on: date | None = None) -> pl.DataFrame:
    """Return the facts of an atlas that were known on a day, facilities under one label each.

    Parameters
    ----------
    atlas : Atlas
    on : date, optional
        Facts published later are left out; those without any date of publication stay, since nothing says
        that they were not known. All facts when left out.

    Returns
    -------
    DataFrame
        As `dated_facts`. A facility that has several labels stands under the one that the index gives it.
    """
    contents = atlas._snapshot().contents
    facts = _READY.get(contents)
    if facts is None:
        same = atlas.same_entities()
        facts = dated_facts(atlas.facts().collect(), atlas.sources())
        if same:
            facts = facts.with_columns(pl.col("subject", "object").replace(same))
        _READY[contents] = facts
    return facts if on is None else facts.filter((pl.col("told") <= on).fill_null(True))


def facility_events(facts: pl.DataFrame) -> pl.DataFrame:
    """Return the dated steps and ends of whole facilities that are actual.

    Parameters
    ----------
    facts : DataFrame
        As `dated_facts` returns them.

    Returns
    -------
    DataFrame
        ``facility``, ``event`` (the property), ``when`` (as written), ``comparator``, ``first``, ``last``,
        ``told``, ``source``, sorted by day. A year or month is left out where another source gives a day or
        month within it: 2018 beside 2018-08-27.
    """
    events = facts.filter(
        pl.col("property").is_in([*_STEPS, *_ENDS]),
        pl.col("modality") == "actual",
        pl.col("part").is_null(),
        pl.col("first").is_not_null(),
    ).select(
        pl.col("subject").alias("facility"),
        pl.col("property").alias("event"),
        pl.coalesce("start", "end").alias("when"),
        "comparator", "first", "last", "told", "source",
    )  # fmt: skip
    keys = ["facility", "event"]
    for width in (7, 4):
        finer = (
            events.filter(pl.col("when").str.len_bytes() > width)
            .select(*keys, pl.col("when").str.head(width))
            .unique()
        )
        events = events.join(finer, on=[*keys, "when"], how="anti")
    return events.sort("facility", "first", "event", "told", "source", nulls_last=True)


def facility_status(facts: pl.DataFrame, on: date) -> pl.DataFrame:
    """Tell what had become of each facility on a day.

    Parameters
    ----------
    facts : DataFrame
        As `known_facts` or `dated_facts` return them.
    on : date
        Events after it are not seen.

    Returns
    -------
    DataFrame
        One row a facility of which something had been said or had happened by then:
        ``facility``;
        ``status``, one of `STATUSES`;
        ``since``, the date of the event that it follows from, as written, null where no event is dated;
        ``heard``, the day on which a source last spoke of it;
        ``presumed``, the status after Global Energy Monitor's rule: a plan unheard of for two years is
        ``shelved``, for four years ``cancelled in all likelihood``, else it is the status. What has been
        completed is not presumed to be given up.

    Notes
    -----
    ``rumoured`` is what only rumours speak of. ``denied`` is a plan of which nothing has been built, and that
    somebody in a position to know denied after it was announced.
    A start counts from the first day that its date can mean, an end from the last.
    The rule: Global Energy Monitor, Methodology of its Global Plant Trackers, "Status definitions".

    Examples
    --------
    >>> from autoatlas.ontology.facts import conform, fill_defaults
    >>> rows = [{"subject": "A Town plant", "subject_type": "Facility", "property": p, "start": d, "end": d,
    ...          "published": d} for p, d in (("announced", "2021"), ("productionStart", "2023-06"))]
    >>> facts = dated_facts(fill_defaults(conform(pl.DataFrame(rows))))
    >>> facility_status(facts, date(2022, 1, 1))["status"].to_list()
    ['announced']
    >>> facility_status(facts, date(2024, 1, 1))["status"].to_list()
    ['operating']
    """
    events = facility_events(facts)
    steps = events.filter(pl.col("event").is_in(list(_STEPS)), pl.col("first") <= on)
    ends = _ends(events, steps, on)
    ranked = (
        steps.join(ends, on="facility", how="left")
        .with_columns(_rank=pl.col("event").replace_strict(_STEPS, return_dtype=pl.Int8))
        .filter(pl.col("end_day").is_null() | (pl.col("first") > pl.col("end_day")))
        .filter(pl.col("_rank") == pl.col("_rank").max().over("facility"))
        .sort("first")
        .group_by("facility", maintain_order=True)
        .agg(
            step=pl.col("_rank").first(),
            step_when=pl.col("when").first(),
        )
    )
    table = (
        _mentions(facts, on)
        .join(ends, on="facility", how="full", coalesce=True)
        .join(ranked, on="facility", how="full", coalesce=True)
    )
    # what runs without a date, as far as nothing ended it
    runs = pl.col("runs").fill_null(False) & pl.col("end").is_null()
    step = pl.col("step")
    status = (
        pl.when((step == 2) | runs)
        .then(pl.lit("operating"))
        .when(step == 1)
        .then(pl.lit("under construction"))
        .when(pl.col("end").is_not_null() & step.is_null())
        .then(pl.col("end"))
        .when(pl.col("denied").fill_null(False))
        .then(pl.lit("denied"))
        .when(~pl.col("firm").fill_null(True) & step.is_null())
        .then(pl.lit("rumoured"))
        .otherwise(pl.lit("announced"))
    )
    ended = pl.col("status").is_in(list(_ENDS))
    by_step = {"announced": 0, "under construction": 1, "operating": 2}
    told = table.with_columns(status=status).with_columns(
        since=pl.when(ended)
        .then(pl.col("end_when"))
        .when(pl.col("step") == pl.col("status").replace_strict(by_step, default=None, return_dtype=pl.Int8))
        .then(pl.col("step_when"))
    )
    built = steps.filter(pl.col("event") == "completed")["facility"].unique()
    # what has been built is not given up for want of news
    after_silence = (
        pl.when(pl.col("facility").is_in(built.implode()))
        .then(pl.col("status"))
        .otherwise(presumed(pl.col("status"), pl.col("heard"), on))
    )
    return told.select("facility", "status", "since", "heard", presumed=after_silence).sort("facility")


def presumed(status: pl.Expr, heard: pl.Expr, on: date) -> pl.Expr:
    """Turn plans that nobody has mentioned for two or four years into shelved and presumed cancelled ones."""
    waiting = status.is_in(UNDER_WAY)
    return (
        pl.when(waiting & (heard <= pl.lit(on).dt.offset_by("-4y")))
        .then(pl.lit(PRESUMED_CANCELLED))
        .when(waiting & (heard <= pl.lit(on).dt.offset_by("-2y")))
        .then(pl.lit(SHELVED))
        .otherwise(status)
    )


def _ends(events: pl.DataFrame, steps: pl.DataFrame, on: date) -> pl.DataFrame:
    """The last end of each facility by a day, and since when it has lasted."""
    ends = events.filter(pl.col("event").is_in(list(_ENDS)), pl.col("last") <= on).with_columns(
        _rank=pl.col("event").replace_strict(_ENDS, return_dtype=pl.Int8)
    )
    final = (
        ends.sort("last", "_rank")
        .group_by("facility", maintain_order=True)
        .agg(end=pl.col("event").last(), end_day=pl.col("last").last())
    )
    # several sources date one end differently; an end before the last step was another one
    taken_up = (
        steps.join(final, on="facility")
        .filter(pl.col("first") <= pl.col("end_day"))
        .group_by("facility")
        .agg(last_step=pl.col("first").max())
    )
    since = (
        ends.join(final, left_on=["facility", "event"], right_on=["facility", "end"])
        .join(taken_up, on="facility", how="left")
        .filter(pl.col("last_step").is_null() | (pl.col("last") >= pl.col("last_step")))
        .sort("last")
        .group_by("facility", maintain_order=True)
        .agg(end_when=pl.col("when").first())
    )
    return final.join(since, on="facility", how="left")


def operation_over(day: date | pl.Expr) -> pl.Expr:
    """Tell of dated facts whether they are an operator's time that was over by a day.

    A date in both columns is that of a beginning, as it is for direct triples.
    """
    lasted = pl.col("end").is_not_null() & pl.col("start").ne_missing(pl.col("end"))
    return (pl.col("property") == "operates") & lasted & (pl.col("last") <= day)


def _mentions(facts: pl.DataFrame, on: date) -> pl.DataFrame:
    """Facilities that facts speak of by a day, with when they last did and how firmly."""
    columns = ["property", "modality", "told", "first", "last", "start", "end"]
    said = pl.concat(
        [
            facts.filter(pl.col(f"{role}_type") == "Facility").select(
                pl.col(role).alias("facility"), *columns
            )
            for role in ("subject", "object")
        ]
    ).filter((pl.col("told") <= on).fill_null(True), ~pl.col("property").is_in(["latitude", "longitude"]))
    actual = pl.col("modality") == "actual"
    runs = actual & pl.col("property").is_in(["operates", *_RUNS])
    begun = pl.col("first").is_null() | (pl.col("first") <= on)
    about = pl.col("property").is_in(_FIRM)
    loose = pl.col("modality").is_in(["rumoured", "denied"])
    of_operating = pl.col("property") == "operates"
    denial = pl.col("told").filter(of_operating & (pl.col("modality") == "denied")).max()
    announced = pl.col("first").filter(actual & (pl.col("property") == "announced")).max()
    return said.group_by("facility").agg(
        heard=pl.col("told").max(),
        runs=(runs & begun & ~operation_over(on)).any(),
        firm=(about & ~loose).any() | ~(about & loose).any(),
        denied=denial.is_not_null() & (announced.is_null() | (announced <= denial)),
    )
