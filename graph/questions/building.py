"""How plants are built and run: kits or full manufacture, money, jobs, owners, hosts, use."""

import polars as pl

from autoatlas.graph.analysis.bounds import ratio_bound, sum_bound
from autoatlas.graph.analysis.capacity import site_capacity, total
from autoatlas.graph.analysis.money import has_rates, in_currency
from autoatlas.graph.analysis.outliers import out_of_line
from autoatlas.graph.analysis.sites import abroad, sites
from autoatlas.graph.known import Known
from autoatlas.ontology.terms import CURRENCIES

__all__ = ["QUESTIONS"]

_KITS = ("CKD", "SKD", "kit")
_ALIVE = ("operating", "under construction", "announced")
_FIRM = ("actual", "planned", "target")


def assembly_modes(known: Known, *, home: str) -> pl.DataFrame:
    """Plants abroad by how cars are made there, and the share of full manufacture.

    question: Which makers build from kits, and which run full plants? What share of the capacity is real
      manufacture?
    asked by: trade
    parameter home (Country, default China): the makers' home country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column group: full, or kits
    column plant: the plant
    column country: its country
    column makers: whose cars are made there
    column mode: full, CKD, SKD or kit, as last told
    column modality: actual where it is made so now, planned where it is to be
    column status: of the plant, as of the day
    column capacity (vehicle/year): of what runs the newest actual one, else the planned one
    column bound: how the source bounds that
    column full_share (percent): share of full manufacture in the capacity of all these plants, the same in
      each row
    leaves out: plants of which nobody says how they build; contract assembly without a word on kits; plans
      shelved, cancelled or denied
    """
    modes = (
        known.facts.filter(
            pl.col("property") == "assemblyMode",
            pl.col("object").is_in(["full", *_KITS]),
            pl.col("modality").is_in(_FIRM),
        )
        .sort(pl.col("modality") == "actual", "told", "object", nulls_last=False)
        .unique("subject", keep="last", maintain_order=True)
        .select(facility="subject", mode="object", modality="modality")
    )
    rows = _plants(known, home).join(modes, on="facility")
    sized = rows.with_columns(
        group=pl.when(pl.col("mode") == "full").then(pl.lit("full")).otherwise(pl.lit("kits"))
    )
    full = pl.col("capacity").filter(pl.col("group") == "full").sum()
    share = (100 * full / pl.col("capacity").sum()).round(1)
    return (
        sized.with_columns(full_share=share)
        .rename({"facility": "plant"})
        .sort("group", "capacity", "plant", descending=[False, True, False], nulls_last=True)
    )


def investment_per_capacity(known: Known, *, home: str, currency: str) -> pl.DataFrame:
    """Money committed for each vehicle a year, a row a plant.

    question: What did each maker commit to invest per unit of capacity?
    asked by: analyst
    parameter home (Country, default China): the makers' home country
    parameter currency (text, default USD): the currency to convert to, an ISO 4217 code
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column plant: the plant
    column country: its country
    column makers: whose cars are made there
    column status: as of the day
    column investment (currency): as the source gives it
    column unit: the currency it gives it in
    column day: the day that the source appeared, whose exchange rate is taken
    column rate: units of the currency asked for, for one of the source's, at the European Central Bank's fixing
    column converted (currency): the investment in the currency asked for; as it is, where it is in that already
    column capacity (vehicle/year): of the same source where it tells one, else the newest
    column same_source: whether both figures are of one source
    column bound: how the hedges of both bound the ratio; ~ where they pull apart
    column per_vehicle (currency): converted investment for one vehicle a year
    column modality: of the investment
    column out_of_line: high or low beyond Tukey's fences on logarithms
    column source: of the investment
    leaves out: investments in a phase or model; capacities for batteries; currencies that the bank does not
      fix, and all but the one asked for where the extra money is not installed; plans shelved or given up
    """
    pairs = _paired(known, home, "investment", pl.col("unit").is_in(list(CURRENCIES)))
    dated = pairs.with_columns(day=pl.col("told"))
    if has_rates():
        rated = in_currency(dated, currency)
    else:
        same = pl.col("unit") == currency
        rated = dated.with_columns(rate=pl.when(same).then(1.0), converted=pl.when(same).then("value"))
    return (
        rated.with_columns(per_vehicle=(pl.col("converted") / pl.col("size")).round(0))
        .with_columns(
            out_of_line=out_of_line(pl.col("per_vehicle")),
            converted=pl.col("converted").round(0),
            rate=pl.col("rate").round_sig_figs(6),
        )
        .select(
            pl.col("facility").alias("plant"), "country", "makers", "status",
            pl.col("value").alias("investment"), "unit", "day", "rate", "converted",
            pl.col("size").alias("capacity"), "same_source", "bound", "per_vehicle", "modality",
            "out_of_line", "source",
        )
        .sort("per_vehicle", "plant", descending=[True, False], nulls_last=True)
    )  # fmt: skip


def jobs_per_capacity(known: Known, *, home: str) -> pl.DataFrame:
    """Jobs for each thousand vehicles a year, a row a plant.

    question: How many jobs per thousand cars of capacity do the announcements promise, and which are out of line?
    asked by: trade
    parameter home (Country, default China): the makers' home country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column plant: the plant
    column country: its country
    column makers: whose cars are made there
    column status: as of the day
    column jobs (person): as the newest source gives them
    column modality: actual, planned or target
    column capacity (vehicle/year): of the same source where it tells one, else the newest
    column same_source: whether both figures are of one source
    column bound: how the hedges of both bound the ratio; ~ where they pull apart
    column jobs_per_thousand (person): jobs for a thousand vehicles a year
    column out_of_line: high or low beyond Tukey's fences on logarithms
    column source: of the jobs
    leaves out: jobs in a phase or at suppliers; plants of batteries and parts; plans shelved or given up
    """
    pairs = _paired(known, home, "employees", pl.col("unit") == "person")
    return (
        pairs.with_columns(jobs_per_thousand=(1000 * pl.col("value") / pl.col("size")).round(1))
        .with_columns(out_of_line=out_of_line(pl.col("jobs_per_thousand")))
        .rename({"facility": "plant", "value": "jobs", "size": "capacity"})
        .sort("jobs_per_thousand", "plant", descending=[True, False], nulls_last=True)
    )


def former_owners(known: Known) -> pl.DataFrame:
    """Plants that were another's before.

    question: Which plants once belonged to another carmaker, and whose?
    asked by: journalist
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column plant: the plant, under the name of who has it now, or is to have it
    column country: its country
    column former_owner: who had it before
    column taken_over: when, where a source says so
    column modality: actual, or planned where it has been agreed
    column now: who runs it now
    column status: as of the day
    column sources: how many say so
    column source: the newest of them
    leaves out: takeovers of companies with all their plants
    """
    facts = known.facts.filter(
        ((pl.col("property") == "acquiredFrom") | (pl.col("property") == "acquires"))
        & pl.col("modality").is_in(["actual", "planned"])
    )
    before = facts.filter(pl.col("property") == "acquiredFrom").select(
        "modality", "told", "source", "start", facility="subject", former_owner="object"
    )
    every = sites(known)
    # the plant still bears the seller's name: who runs it is who had it before
    bought = (
        facts.filter(pl.col("property") == "acquires", pl.col("object_type") == "Facility")
        .join(every.select("facility", "operators"), left_on="object", right_on="facility")
        .explode("operators")
        .filter(pl.col("operators").is_not_null(), pl.col("operators") != pl.col("subject"))
        .filter(
            pl.struct("object", "operators").map_elements(
                lambda row: row["object"].startswith(row["operators"]), return_dtype=pl.Boolean
            )
        )
        .select("modality", "told", "source", "start", facility="object", former_owner="operators")
    )
    return (
        pl.concat([before, bought])
        .sort(pl.col("modality") == "actual", "told", nulls_last=False)
        .group_by("facility", "former_owner", maintain_order=True)
        .agg(
            taken_over=pl.col("start").drop_nulls().last(),
            modality=pl.col("modality").last(),
            sources=pl.col("source").n_unique(),
            source=pl.col("source").last(),
        )
        .join(every, on="facility", how="left")
        .with_columns(now=pl.col("operators").list.join(", "), status="presumed")
        .rename({"facility": "plant"})
        .sort("country", "plant", "former_owner", nulls_last=True)
    )


def partner_dependence(known: Known, *, home: str) -> pl.DataFrame:
    """Hosts by how many makers build with them.

    question: Which partner or contract plant would hit most makers if it stopped?
    asked by: supplier
    parameter home (Country, default China): the makers' home country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column partner: who runs the plants
    column makers (maker): how many makers of the home country have cars built there now
    column names: those makers
    column only_plant_there (maker): of how many of them it is the only plant that runs in that country
    column plants: the plants
    column countries: where
    column with_capacity (plant): of how many plants a capacity is stated
    column capacity (vehicle/year): sum of those, each site once, the makers' share in it unknown
    column bound: how the sources bound that
    leaves out: plants that a maker runs itself; plans
    """
    rows = abroad(known, home).filter(pl.col("presumed") == "operating")
    alone = rows.with_columns(
        only=pl.col("facility").n_unique().over("maker", "country") == 1,
    )
    hosted = alone.filter(pl.col("way") != "own").with_columns(partner=pl.col("operators").list.join(", "))
    size = pl.coalesce("capacity", "planned_capacity")
    plants = (
        hosted.unique(["partner", "facility"])
        .join(site_capacity(known.facts), on="facility", how="left")
        .group_by("partner")
        .agg(
            plants=pl.col("facility").unique().sort().str.join(", "),
            countries=pl.col("country").unique().sort().str.join(", "),
            with_capacity=size.count(),
            capacity=total(size),
            bound=pl.when(size.count() > 0).then(
                sum_bound(pl.when(pl.col("capacity").is_not_null()).then("bound").otherwise("planned_bound"))
            ),
        )
    )
    makers = hosted.group_by("partner").agg(
        makers=pl.col("maker").n_unique(),
        names=pl.col("maker").unique().sort().str.join(", "),
        only_plant_there=pl.col("maker").filter("only").n_unique(),
    )
    return makers.join(plants, on="partner").sort(
        ["makers", "only_plant_there", "capacity", "partner"],
        descending=[True, True, True, False],
        nulls_last=True,
    )


def utilisation(known: Known) -> pl.DataFrame:
    """Production of a year over capacity, a row a plant and year.

    question: How much of its capacity does a plant use?
    asked by: analyst
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column plant: the plant
    column country: its country
    column year: the year of the production
    column production (vehicle): of the whole year, as told last
    column modality: actual; planned or target where it is to be
    column capacity (vehicle/year): the newest actual one; of planned production the planned one
    column bound: how the hedges of both bound the ratio
    column utilisation (percent): production over capacity
    leaves out: production of less than a year, of a model or a phase; capacity of another time than today's
    """
    facts = known.facts
    whole_year = (pl.col("first").dt.month() == 1) & (pl.col("first").dt.day() == 1)
    until = pl.col("first").dt.offset_by("1y").dt.offset_by("-1d") == pl.col("last")
    made = (
        facts.filter(
            pl.col("property") == "production",
            pl.col("subject_type") == "Facility",
            pl.col("part").is_null(),
            pl.col("modality").is_in(_FIRM),
            pl.col("basis").is_null(),
            whole_year & until,
        )
        .with_columns(year=pl.col("first").dt.year())
        .sort(pl.col("product").is_null(), "told", nulls_last=False)
        .unique(["subject", "year", "modality"], keep="last", maintain_order=True)
    )
    planned = pl.col("modality") != "actual"
    capacity = pl.when(planned).then(pl.coalesce("planned_capacity", "capacity")).otherwise("capacity")
    hedge = (
        pl.when(planned & pl.col("planned_capacity").is_not_null()).then("planned_bound").otherwise("bound")
    )
    return (
        made.select("year", "modality", facility="subject", production="value", made_bound="comparator")
        .join(site_capacity(facts), on="facility")
        .with_columns(bound=ratio_bound(pl.col("made_bound"), hedge), capacity=capacity)
        .filter(pl.col("capacity") > 0)
        .with_columns(utilisation=(100 * pl.col("production") / pl.col("capacity")).round(1))
        .join(sites(known).select("facility", "country"), on="facility", how="left")
        .rename({"facility": "plant"})
        .sort("plant", "year", "modality")
    )


def _plants(known: Known, home: str) -> pl.DataFrame:
    """Plants abroad that run or are to run, one row each, with their makers, size and its hedge."""
    order = {status: at for at, status in enumerate(_ALIVE)}
    status = pl.col("presumed")
    runs = pl.col("status") == "operating"
    use = pl.col("capacity").is_not_null() & (runs | pl.col("planned_capacity").is_null())
    return (
        abroad(known, home)
        .filter(status.is_in(_ALIVE))
        .group_by("facility", "country")
        .agg(
            status=status.sort_by(status.replace_strict(order, return_dtype=pl.Int8)).first(),
            makers=pl.col("maker").unique().sort().str.join(", "),
        )
        .join(site_capacity(known.facts), on="facility", how="left")
        .with_columns(
            bound=pl.when(use).then("bound").otherwise("planned_bound"),
            capacity=pl.when(use).then("capacity").otherwise("planned_capacity"),
        )
        .select("facility", "country", "makers", "status", "capacity", "bound")
    )


def _paired(known: Known, home: str, measure: str, unit: pl.Expr) -> pl.DataFrame:
    """The newest figure of a measure of each plant, with the capacity of the same source or the newest."""
    plants = _plants(known, home)
    whole = known.facts.filter(
        pl.col("subject_type") == "Facility", pl.col("part").is_null(), pl.col("modality").is_in(_FIRM)
    )
    stated = whole.filter(pl.col("property") == measure, unit, pl.col("value") > 0)
    sizes = whole.filter(
        pl.col("property") == "annualCapacity", pl.col("unit") == "vehicle/year", pl.col("value") > 0
    )
    # of several capacities in one source the largest is what all the money is for
    same = (
        sizes.sort("value")
        .unique(["subject", "source"], keep="last", maintain_order=True)
        .select("subject", "source", own="value", own_bound="comparator")
    )
    return (
        stated.join(same, on=["subject", "source"], how="left")
        .with_columns(same_source=pl.col("own").is_not_null())
        .sort("same_source", "told", "value", nulls_last=False)
        .unique("subject", keep="last", maintain_order=True)
        .join(plants, left_on="subject", right_on="facility")
        .with_columns(
            size=pl.coalesce("own", "capacity"),
            size_bound=pl.when("same_source").then("own_bound").otherwise("bound"),
        )
        .filter(pl.col("size") > 0)
        .with_columns(bound=ratio_bound(pl.col("comparator"), pl.col("size_bound")))
        .rename({"subject": "facility"})
        .select(
            "facility", "country", "makers", "status", "value", "unit", "told", "modality", "source", "size",
            "same_source", "bound",
        )
    )  # fmt: skip


QUESTIONS = (
    assembly_modes,
    investment_per_capacity,
    jobs_per_capacity,
    former_owners,
    partner_dependence,
    utilisation,
)
