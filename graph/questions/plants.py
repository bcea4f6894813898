"""Plants abroad and their capacity."""

from datetime import date

import polars as pl

from autoatlas.graph.analysis.capacity import capacity_by_year as by_year
from autoatlas.graph.analysis.capacity import site_capacity, total
from autoatlas.graph.analysis.sites import abroad
from autoatlas.graph.known import Known, region_of
from autoatlas.graph.status import PRESUMED_CANCELLED, SHELVED

__all__ = ["QUESTIONS"]

_FURTHEST = ("operating", "under construction", "announced")
"""Statuses of plants that run or are to run, the furthest first."""


def plants_abroad(known: Known, *, maker: str) -> pl.DataFrame:
    """Plants for vehicles of a maker outside its home country, whoever runs them.

    question: Where outside its home country does a maker build, or plan to build?
    asked by: journalist
    parameter maker (Automaker or Brand): the maker, as BYD; its brands and subsidiaries count with it
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column plant: the plant
    column operator: who runs it
    column way: own; contract where another builds for it; partner where only a partnership is known
    column town: towns or provinces that it is said to be in
    column country: its country
    column status: announced, under construction, operating, suspended, cancelled, closed, rumoured or denied;
      a plan unheard of for two years is shelved, for four cancelled in all likelihood
    column since: the date of the event that the status follows from, where one is known
    column capacity (vehicle/year): the newest actual one of all of it; for any product where none is for all
    column bound: how the source bounds that: = > >= < <= ~
    column planned_capacity (vehicle/year): the newest planned one, or aim
    column planned_bound: how the source bounds that
    leaves out: plants for batteries and parts, offices and warehouses; capacities of phases and models
    """
    rows = abroad(known, of=maker).unique("facility", keep="first", maintain_order=True)
    return (
        rows.join(site_capacity(known.facts), on="facility", how="left", suffix="_of_capacity")
        .rename({"facility": "plant"})
        .with_columns(operator=pl.col("operators").list.join(", "), status="presumed")
        .sort("country", "plant")
    )


def plants_in_region(known: Known, *, region: str, home: str) -> pl.DataFrame:
    """Plants of makers of one country in a region, a row a plant and maker.

    question: Which makers of one country have plants in a region, with what capacity?
    asked by: analyst
    parameter region (Region or Country): the region, as ASEAN, or one country
    parameter home (Country, default China): the makers' home country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column country: the plant's country
    column maker: whose cars are made there
    column plant: the plant
    column operator: who runs it
    column way: own; contract where another builds for it; partner where only a partnership is known
    column makers (maker): how many makers share the plant, so that sums can count it once
    column status: as of the day, see plants-abroad
    column capacity (vehicle/year): the newest actual one of all of it; for any product where none is for all
    column bound: how the source bounds that: = > >= < <= ~
    column planned_capacity (vehicle/year): the newest planned one, or aim
    column planned_bound: how the source bounds that
    leaves out: batteries and parts; capacities of phases and models
    """
    rows = abroad(known, home).filter(pl.col("country").is_in(list(region_of(region))))
    return (
        rows.join(site_capacity(known.facts), on="facility", how="left", suffix="_of_capacity")
        .rename({"facility": "plant"})
        .with_columns(
            operator=pl.col("operators").list.join(", "),
            status="presumed",
            makers=pl.col("maker").n_unique().over("plant"),
        )
        .sort("country", "maker", "plant")
    )


def capacity_by_country(known: Known, *, home: str) -> pl.DataFrame:
    """Capacity abroad of the makers of one country, each site once.

    question: How much capacity do the makers of one country have abroad, by country and status?
    asked by: analyst
    parameter home (Country, default China): the makers' home country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column country: where the plants are
    column status: as of the day, see plants-abroad
    column plants (plant): how many, each site once
    column with_capacity (plant): of how many of them a capacity is stated
    column capacity (vehicle/year): the sum of those: of what runs the newest actual one, else the planned one
    column hedged (plant): of how many of them the source says more than, at least, up to or about
    column actual_capacity (vehicle/year): what of the sum is stated as actual, not planned
    column shared_plants (plant): of the plants, how many others run for them or they share
    column shared_capacity (vehicle/year): of the capacity, what stands in those
    leaves out: batteries and parts; capacities of phases and models; rumours and plans that the maker denied
    """
    rows = abroad(known, home).filter(~pl.col("presumed").is_in(["rumoured", "denied"]))
    return (
        _sized(known, rows)
        .group_by("country", status="presumed")
        .agg(
            plants=pl.len(),
            with_capacity=pl.col("size").count(),
            capacity=total(pl.col("size")),
            hedged=(pl.col("size_bound") != "=").sum(),
            actual_capacity=total(pl.col("size").filter("is_actual")),
            shared_plants=pl.col("shared").sum(),
            shared_capacity=total(pl.col("size").filter("shared")),
        )
        .sort(["capacity", "country", "status"], descending=[True, False, False], nulls_last=True)
    )


def capacity_by_year(
    known: Known, *, home: str, country: str | None, since: float, until: float
) -> pl.DataFrame:
    """Plants running at the end of each year, and their capacity.

    question: How has the capacity of the makers of one country abroad grown, and what is due to come?
    asked by: analyst
    parameter home (Country, default China): the makers' home country
    parameter country (Country, optional): only one country
    parameter since (number, default 2015): the first year
    parameter until (number, default 2030): the last year
    parameter on (date, default today): the day of the knowledge; later years count what is planned
    column year: at its end
    column country: where the plants are
    column plants (plant): running at that time, or due to run by the newest plan
    column with_capacity (plant): of how many of them a capacity is stated
    column capacity (vehicle/year): sum of those, each with its newest figure
    leaves out: extensions, since sources seldom date a capacity; plans that went silent or ended
    """
    plants = abroad(known, home)
    if country is not None:
        plants = plants.filter(pl.col("country") == country)
    return by_year(known.facts, plants, int(since), int(until), known=known.on)


def capacity_if_plans_hold(known: Known, *, region: str, home: str, by: date) -> pl.DataFrame:
    """Capacity of a region on a later day: what runs, what is being built, what is announced.

    question: What capacity will makers of one country have in a region by a day if every plan holds, and
      if only what is under construction does?
    asked by: trade
    parameter region (Region or Country, default European Union): the region, or one country
    parameter home (Country, default China): the makers' home country
    parameter by (date, default 2027): the day by which plants are to run
    parameter on (date, default today): the day of the knowledge
    column plant: the plant
    column country: its country
    column makers: whose cars are made there
    column status: as of today
    column start: the newest planned start, or the actual one, where one is known
    column capacity (vehicle/year): its newest planned capacity, where none is planned the actual one
    column bound: how the source bounds that
    column if_under_construction_holds (vehicle/year): running total of what runs and what is being built
    column if_all_holds (vehicle/year): running total with what is announced
    leaves out: plans shelved, cancelled, denied or only rumoured; plans due later than the day; an announced
      plant of which no start is known counts in the second total only
    """
    rows = abroad(known, home).filter(
        pl.col("country").is_in(list(region_of(region))),
        pl.col("presumed").is_in(_FURTHEST),
    )
    starts = known.facts.filter(
        pl.col("property") == "productionStart",
        pl.col("modality").is_in(["actual", "planned", "target"]),
        pl.col("part").is_null(),
        pl.col("last").is_not_null(),
    )
    newest = (
        starts.sort(pl.col("modality") == "actual", "told", "last", nulls_last=False)
        .unique("subject", keep="last", maintain_order=True)
        .select(facility="subject", start=pl.coalesce("start", "end"), due="last")
    )
    order = {status: at for at, status in enumerate(_FURTHEST)}
    size = pl.coalesce("planned_capacity", "capacity")
    firm = pl.col("status") != "announced"
    return (
        rows.group_by("facility", "country")
        .agg(status=_furthest(pl.col("presumed")), makers=pl.col("maker").unique().sort().str.join(", "))
        .join(site_capacity(known.facts), on="facility", how="left")
        .join(newest, on="facility", how="left")
        .filter((pl.col("status") == "operating") | (pl.col("due") <= by).fill_null(True))
        .with_columns(
            bound=pl.when(pl.col("planned_capacity").is_not_null()).then("planned_bound").otherwise("bound"),
            capacity=size,
            _order=pl.col("status").replace_strict(order, return_dtype=pl.Int8),
        )
        .sort("_order", "country", "facility")
        .with_columns(
            if_under_construction_holds=pl.when(firm).then("capacity").fill_null(0).cum_sum(),
            if_all_holds=pl.col("capacity").fill_null(0).cum_sum(),
        )
        .rename({"facility": "plant"})
    )


def countries_by_makers(known: Known, *, home: str) -> pl.DataFrame:
    """Countries by how many makers have plants that run there.

    question: Which countries have plants of the most different makers of one country?
    asked by: supplier
    parameter home (Country, default China): the makers' home country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column country: where the plants are
    column makers (maker): how many different makers have cars built there now; a group counts once
    column with_own_plant (maker): how many of them run a plant of their own there
    column plants (plant): how many plants run, each site once
    column names: those makers
    leaves out: plans; batteries and parts
    """
    rows = abroad(known, home).filter(pl.col("presumed") == "operating")
    return (
        rows.group_by("country")
        .agg(
            makers=pl.col("maker").n_unique(),
            with_own_plant=pl.col("maker").filter(pl.col("way") == "own").n_unique(),
            plants=pl.col("facility").n_unique(),
            names=pl.col("maker").unique().sort().str.join(", "),
        )
        .sort(["makers", "plants", "country"], descending=[True, True, False])
    )


def makers_in_one_of_two(known: Known, *, country: str, other: str, home: str) -> pl.DataFrame:
    """Makers with plants in one of two countries only.

    question: Which makers build in one country but not in the other, and the other way round?
    asked by: supplier
    parameter country (Country, default Thailand): the one
    parameter other (Country, default Indonesia): the other
    parameter home (Country, default China): the makers' home country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column maker: the maker
    column only_in: the country
    column status: the furthest state of its plants there: operating, under construction or announced
    column plants: those plants
    column also_sells_in_the_other: whether a source names it as present in the other country
    leaves out: plans shelved, cancelled or denied, and rumours; makers that only import
    """
    rows = abroad(known, home).filter(
        pl.col("country").is_in([country, other]),
        pl.col("presumed").is_in(_FURTHEST),
    )
    order = {status: at for at, status in enumerate(_FURTHEST)}
    found = (
        rows.sort(
            pl.col("presumed").replace_strict(order, return_dtype=pl.Int8), "facility", maintain_order=True
        )
        .group_by("maker", only_in="country", maintain_order=True)
        .agg(status=pl.col("presumed").first(), plants=pl.col("facility").unique(maintain_order=True))
        .filter(pl.col("maker").n_unique().over("maker") == pl.len().over("maker"))
    )
    present = set(
        known.facts.filter(pl.col("property") == "presentIn", pl.col("modality") == "actual")
        .select("subject", "object")
        .iter_rows()
    )
    opposite = {country: other, other: country}
    sells = [
        any((name, opposite[where]) in present for name in known.group_of(maker))
        for maker, where in found.select("maker", "only_in").iter_rows()
    ]
    return found.with_columns(
        pl.col("plants").list.join(", "),
        pl.Series("also_sells_in_the_other", sells, dtype=pl.Boolean),
    ).sort("only_in", "maker")


def _furthest(status: pl.Expr) -> pl.Expr:
    """The furthest of the statuses that the makers of a plant have there."""
    order = {one: at for at, one in enumerate(_FURTHEST)}
    return status.sort_by(status.replace_strict(order, default=len(order), return_dtype=pl.Int8)).first()


def _sized(known: Known, rows: pl.DataFrame) -> pl.DataFrame:
    """One row a plant with its size, and whether others than its makers have a hand in it."""
    order = {status: at for at, status in enumerate((*_FURTHEST, SHELVED, PRESUMED_CANCELLED))}
    by_status = pl.col("presumed").replace_strict(order, default=len(order), return_dtype=pl.Int8)
    first, second = pl.col("capacity"), pl.col("planned_capacity")
    runs = pl.col("presumed") == "operating"
    is_actual = first.is_not_null() & (runs | second.is_null())
    return (
        rows.sort(by_status, maintain_order=True)
        .group_by("facility", "country", maintain_order=True)
        .agg(
            pl.col("presumed").first(),
            shared=(pl.col("way") != "own").any() | (pl.col("maker").n_unique() > 1),
        )
        .join(site_capacity(known.facts), on="facility", how="left")
        .with_columns(is_actual=is_actual)
        .with_columns(
            size=pl.when("is_actual").then(first).otherwise(second),
            size_bound=pl.when("is_actual").then("bound").otherwise("planned_bound"),
        )
    )


QUESTIONS = (
    plants_abroad,
    plants_in_region,
    capacity_by_country,
    capacity_by_year,
    capacity_if_plans_hold,
    countries_by_makers,
    makers_in_one_of_two,
)
