"""Capacity of plants in vehicles a year: one figure a plant, and sums in which each site counts once."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from autoatlas.graph.status import facility_events, facility_status, operation_over

__all__ = ["capacity_by_year", "site_capacity", "total"]

_PLANS = ("planned", "target")
# what tells of a facility's status and size
_TELLING = (
    "announced", "groundbreaking", "completed", "productionStart", "suspended", "cancelled", "closed",
    "operates", "production", "produces", "annualCapacity",
)  # fmt: skip


def site_capacity(facts: pl.DataFrame) -> pl.DataFrame:
    """Return the newest capacity of each plant, actual and planned.

    Parameters
    ----------
    facts : DataFrame
        As `autoatlas.graph.status.known_facts` returns them.

    Returns
    -------
    DataFrame
        ``facility``; ``capacity``, ``capacity_max`` (upper end, where the source gives a range), ``bound``
        and ``told`` of the newest actual figure; ``planned_capacity``, ``planned_max``, ``planned_bound`` and
        ``planned_told`` of the newest planned one or aim. Vehicles a year.

    Notes
    -----
    Figures of a ``part`` (a phase, a line, the host's whole plant) are left out. A figure for all vehicles
    comes before one for some product. Newest is what was told last, and of figures told at one time that
    which most sources give, then the larger.
    """
    stated = facts.filter(
        pl.col("property") == "annualCapacity",
        pl.col("subject_type") == "Facility",
        pl.col("unit") == "vehicle/year",
        pl.col("part").is_null(),
        pl.col("value").is_not_null(),
    )
    figures = stated.with_columns(
        plan=pl.when(pl.col("modality") == "actual")
        .then(pl.lit(False))
        .when(pl.col("modality").is_in(_PLANS))
        .then(pl.lit(True)),
        sources=pl.col("source").n_unique().over("subject", "modality", "value"),
        whole=pl.col("product").is_null() | (pl.col("product") == "vehicle"),
    ).drop_nulls("plan")
    newest = figures.sort(
        ["whole", "told", "sources", "value", "comparator"], descending=True, nulls_last=True
    ).unique(["subject", "plan"], keep="first", maintain_order=True)
    columns = ["value", "value_max", "comparator", "told"]
    actual = newest.filter(~pl.col("plan")).select(
        pl.col("subject").alias("facility"),
        *(
            pl.col(a).alias(b)
            for a, b in zip(columns, ["capacity", "capacity_max", "bound", "told"], strict=True)
        ),
    )
    planned = newest.filter("plan").select(
        pl.col("subject").alias("facility"),
        *(
            pl.col(a).alias(b)
            for a, b in zip(
                columns, ["planned_capacity", "planned_max", "planned_bound", "planned_told"], strict=True
            )
        ),
    )
    return actual.join(planned, on="facility", how="full", coalesce=True).sort("facility")


def capacity_by_year(
    facts: pl.DataFrame, plants: pl.DataFrame, first: int, last: int, *, known: date
) -> pl.DataFrame:
    """Return the capacity of plants that were running at the end of each year, by country.

    Parameters
    ----------
    facts : DataFrame
        As `autoatlas.graph.status.known_facts` returns them.
    plants : DataFrame
        ``facility`` and ``country`` of the plants to count.
    first, last : int
        Years.
    known : date
        Day of the knowledge. At the end of a year up to then plants count by their actual dates, after it as
        their newest planned start says.

    Returns
    -------
    DataFrame
        ``year``, ``country``, ``plants`` (running or due to run), ``with_capacity`` (of how many of them a
        capacity is stated), ``capacity`` (sum of those).

    Notes
    -----
    A plant counts with its newest figure in all years, since sources seldom date a capacity; so the series
    tells of openings and closures, not of extensions. Plants that run from an unknown year on count from the
    year in which a source first said so.
    """
    sites = plants.unique("facility").select("facility", "country")
    labels = sites["facility"].implode()
    facts = facts.filter(
        pl.col("subject").is_in(labels) | pl.col("object").is_in(labels), pl.col("property").is_in(_TELLING)
    )
    sizes = site_capacity(facts)
    days = {year: date(year, 12, 31) for year in range(first, last + 1)}
    due = _due(facts, known)
    running = _running(facts, sorted({min(day, known) for day in days.values()}))
    frames = []
    for year, end in days.items():
        runs = running.filter(pl.col("day") == min(end, known)).select("facility")
        coming = due.filter(pl.col("due") <= end).select("facility") if end > known else runs
        counted = sites.join(pl.concat([runs, coming]).unique(), on="facility", how="semi")
        frames.append(counted.with_columns(year=pl.lit(year)))
    size = pl.coalesce("capacity", "planned_capacity")
    return (
        pl.concat(frames)
        .join(sizes, on="facility", how="left")
        .group_by("year", "country")
        .agg(plants=pl.len(), with_capacity=size.count(), capacity=total(size))
        .sort("year", "country")
    )


def _running(facts: pl.DataFrame, days: Sequence[date]) -> pl.DataFrame:
    """Tell which plants ran on each of several days: as `facility_status` says *operating*, for all days at once.

    A plant runs once it has started and as long as nothing has ended it since, or once somebody says that it
    runs and nothing has ended it at all.
    """
    each = pl.DataFrame({"day": days}, schema={"day": pl.Date})
    events = facility_events(facts).select("facility", "event", "first", "last").join(each, how="cross")
    ended = pl.col("event").is_in(["suspended", "cancelled", "closed"]) & (pl.col("last") <= pl.col("day"))
    ends = events.filter(ended).group_by("facility", "day").agg(end=pl.col("last").max())
    starts = events.filter(pl.col("event") == "productionStart", pl.col("first") <= pl.col("day"))
    said = pl.concat(
        [
            facts.filter(
                pl.col(f"{role}_type") == "Facility",
                pl.col("modality") == "actual",
                pl.col("property").is_in(["operates", "production", "produces"]),
            ).select("property", "told", "start", "end", "first", "last", facility=role)
            for role in ("subject", "object")
        ]
    ).join(each, how="cross")
    begun = (pl.col("first") <= pl.col("day")).fill_null(True) & (pl.col("told") <= pl.col("day")).fill_null(
        True
    )
    keys = ["facility", "day"]
    started = starts.join(ends, on=keys, how="left").filter(
        pl.col("end").is_null() | (pl.col("first") > pl.col("end"))
    )
    told = said.filter(begun, ~operation_over(pl.col("day"))).join(ends, on=keys, how="anti")
    return pl.concat([started.select(keys), told.select(keys)]).unique()


def total(size: pl.Expr) -> pl.Expr:
    """Sum, or null where there is nothing to add up."""
    return pl.when(size.count() > 0).then(size.sum())


def _due(facts: pl.DataFrame, known: date) -> pl.DataFrame:
    """Plants with the last day of their newest planned start, unless the plan has ended or gone silent."""
    starts = facts.filter(
        pl.col("property") == "productionStart",
        pl.col("modality").is_in(_PLANS),
        pl.col("part").is_null(),
        pl.col("last").is_not_null(),
    )
    newest = starts.sort("told", "last", nulls_last=False).unique("subject", keep="last", maintain_order=True)
    alive = facility_status(facts, known).filter(
        pl.col("presumed").is_in(["announced", "under construction"])
    )
    return newest.select(facility="subject", due="last").join(alive, on="facility", how="semi")
