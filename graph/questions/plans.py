"""Plans and aims against what came of them."""

import polars as pl

from autoatlas.graph.analysis.capacity import site_capacity
from autoatlas.graph.analysis.sites import makers_of_sites, sites
from autoatlas.graph.known import Known
from autoatlas.graph.status import PRESUMED_CANCELLED, SHELVED

__all__ = ["QUESTIONS"]

_PLANS = ("planned", "target")
_GIVEN_UP = ("suspended", SHELVED, PRESUMED_CANCELLED)


def late_plants(known: Known, *, home: str | None) -> pl.DataFrame:
    """Plants whose start slipped, or is overdue.

    question: Which announced plants are late, and by how long?
    asked by: analyst
    parameter home (Country, optional): only plants of makers of this country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column plant: the plant
    column country: its country
    column makers: whose cars, or whose batteries, are to be made there
    column status: as of the day
    column first_planned: the planned start as the earliest source tells it, as written
    column first_told: when that appeared
    column last_planned: as the newest source tells it
    column last_told: when that appeared
    column bound: how the newest source bounds it
    column started: when it began, where a source says so
    column slip (month): from the first planned start to the actual one, else to the one last planned
    column overdue (month): from the start last planned to the day, of plants that do not run yet
    column source: of the start last planned
    leaves out: plants on time; starts of a phase or model; slips within the time that a date leaves open; plans
      cancelled or closed. Plans that have gone silent stand last
    """
    starts = known.facts.filter(
        pl.col("property") == "productionStart", pl.col("part").is_null(), pl.col("last").is_not_null()
    )
    planned = starts.filter(pl.col("modality").is_in(_PLANS), pl.col("told").is_not_null())
    # of statements made at one time the finest counts
    ordered = planned.sort("told", pl.col("end").str.len_bytes(), "last", nulls_last=True)
    first = ordered.unique("subject", keep="first", maintain_order=True).select(
        plant="subject", first_planned=pl.coalesce("start", "end"), first_told="told", first_due="last"
    )
    last = ordered.unique("subject", keep="last", maintain_order=True).select(
        "source", plant="subject", last_planned=pl.coalesce("start", "end"), last_told="told",
        bound="comparator", last_due="last", last_from="first",
    )  # fmt: skip
    begun = (
        starts.filter(pl.col("modality") == "actual")
        .sort("first", pl.col("start").str.len_bytes(), descending=[False, True])
        .unique("subject", keep="first", maintain_order=True)
        .select(plant="subject", started="start", began="first")
    )
    day = pl.lit(known.on)
    runs = pl.col("status") == "operating"
    return (
        first.join(last, on="plant")
        .join(begun, on="plant", how="left")
        .join(_described(known, home), left_on="plant", right_on="facility")
        .filter(~pl.col("status").is_in(["cancelled", "closed", "denied", "rumoured"]))
        # a plant that runs may have begun at a day that nobody tells
        .filter(~(runs & pl.col("began").is_null() & (pl.col("last_due") < day)))
        .with_columns(
            slip=_months("first_due", pl.coalesce("began", "last_from")),
            overdue=pl.when(~runs & (pl.col("last_due") < day)).then(_months("last_due", day)),
        )
        .filter((pl.col("slip") > 0) | (pl.col("overdue") > 0))
        .with_columns(
            slip=pl.when(pl.col("slip") > 0).then("slip"), _silent=pl.col("status").is_in(_GIVEN_UP)
        )
        .sort("_silent", "overdue", "slip", "plant", descending=[False, True, True, False], nulls_last=True)
    )


def unheard_plans(known: Known, *, home: str | None, years: float) -> pl.DataFrame:
    """Plans of which no source has spoken for long.

    question: Which plans have not been heard of for two years, or four?
    asked by: analyst
    parameter home (Country, optional): only plans of makers of this country
    parameter years (number, default 2): how long a silence
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column plant: the planned facility
    column country: its country
    column makers: whose it is to be
    column status: announced or under construction, by the dates that are known
    column presumed: shelved after two years of silence, cancelled in all likelihood after four
    column heard: when a source last spoke of it
    column silence (year): since then
    column planned_capacity (vehicle/year): where one was stated
    column source: that last source
    leaves out: facilities that run, were suspended or given up
    """
    last = (
        pl.concat(
            [
                known.facts.filter(pl.col(f"{role}_type") == "Facility").select(
                    "told", "source", facility=role
                )
                for role in ("subject", "object")
            ]
        )
        .drop_nulls("told")
        .sort("told", "source")
        .unique("facility", keep="last", maintain_order=True)
        .select("facility", "source")
    )
    silence = (pl.lit(known.on) - pl.col("heard")).dt.total_days() / 365.25
    return (
        known.statuses.filter(pl.col("status").is_in(["announced", "under construction"]))
        .with_columns(silence=silence)
        .filter(pl.col("silence") >= years)
        .join(_described(known, home).drop("status"), on="facility")
        .join(last, on="facility", how="left")
        .join(site_capacity(known.facts), on="facility", how="left")
        .with_columns(silence=pl.col("silence").round(1))
        .rename({"facility": "plant"})
        .sort("silence", "plant", descending=[True, False])
    )


def ended_plants(known: Known, *, home: str | None) -> pl.DataFrame:
    """Facilities that were cancelled, shelved, suspended, closed or sold, and what is there now.

    question: Which plants were cancelled, shelved or sold, and what became of the site?
    asked by: researcher
    parameter home (Country, optional): only facilities of makers of this country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column plant: the facility
    column country: its country
    column makers: whose it was, or was to be
    column status: cancelled, suspended, closed, denied, shelved or cancelled in all likelihood; sold where another
      has it now
    column since: the date of that, as written
    column bound: how the source bounds that date
    column planned_capacity (vehicle/year): what was planned there, where stated
    column site_now: facilities taken over from it, or of the same kind in the same town, perhaps elsewhere in it
    column quote: the reason or the words, where a source gives them
    column sources: how many say so
    column source: the newest of them
    leaves out: sites whose later use no source in the atlas tells
    """
    described = _described(known, home)
    gone = known.statuses.filter(
        pl.col("presumed").is_in(["cancelled", "suspended", "closed", "denied", SHELVED, PRESUMED_CANCELLED])
    ).select("facility", "since", status="presumed")
    every = sites(known)
    sold = (
        known.facts.filter(
            pl.col("property") == "acquires",
            pl.col("object_type") == "Facility",
            pl.col("modality") == "actual",
        )
        .join(every.select("facility", "operators"), left_on="object", right_on="facility")
        .filter(~pl.col("object").str.starts_with(pl.col("subject")))
        .unique("object")
        .select(facility="object", since="start", status=pl.lit("sold"))
    )
    events = (
        known.facts.filter(
            pl.col("property").is_in(["cancelled", "suspended", "closed"]),
            pl.col("modality") == "actual",
            pl.col("part").is_null(),
        )
        .sort("told", nulls_last=False)
        .group_by(facility="subject", status="property", maintain_order=True)
        .agg(
            bound=pl.col("comparator").last(),
            quote=pl.col("quote").drop_nulls().last(),
            sources=pl.col("source").n_unique(),
            source=pl.col("source").last(),
        )
    )
    return (
        pl.concat([gone, sold], how="diagonal")
        .unique("facility", keep="first", maintain_order=True)
        .join(described.drop("status"), on="facility")
        .join(events, on=["facility", "status"], how="left")
        .join(site_capacity(known.facts).select("facility", "planned_capacity"), on="facility", how="left")
        .join(_site_now(known, every), on="facility", how="left")
        .rename({"facility": "plant"})
        .sort("status", "since", "plant", descending=[False, True, False], nulls_last=True)
    )


def time_to_first_car(known: Known, *, home: str | None) -> pl.DataFrame:
    """Months from announcement to start of production: the spread, by maker, by way and by mode.

    question: How long does it take from announcement to first car, by maker and by kind?
    asked by: supplier
    parameter home (Country, optional): only plants of makers of this country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column by: what is grouped: all, maker, way or mode
    column group: the maker; own or contract; full, CKD, SKD or kit
    column cases (plant): how many plants
    column least (month): the quickest
    column quartile1 (month): a quarter took no longer
    column median (month): half took no longer
    column quartile3 (month): three quarters took no longer
    column most (month): the slowest
    column quickest: that plant
    column slowest: that plant
    leaves out: plants of which one of the dates is known by its year alone or not at all; dates of a phase
    """
    events = known.facts.filter(
        pl.col("property").is_in(["announced", "productionStart"]),
        pl.col("modality") == "actual",
        pl.col("part").is_null(),
        pl.col("start").str.len_bytes() >= 7,
        pl.col("comparator").fill_null("=") == "=",
    )
    dates = (
        events.sort("first", "last")
        .unique(["subject", "property"], keep="first", maintain_order=True)
        .pivot("property", index="subject", values="first")
        .rename({"subject": "facility"})
    )
    for name in ("announced", "productionStart"):
        if name not in dates.columns:
            dates = dates.with_columns(pl.lit(None, pl.Date).alias(name))
    makers = makers_of_sites(known)
    if home is not None:
        makers = makers.filter(pl.col("home") == home)
    modes = (
        known.facts.filter(pl.col("property") == "assemblyMode", pl.col("modality") == "actual")
        .sort("told", nulls_last=False)
        .unique("subject", keep="last", maintain_order=True)
        .select(facility="subject", mode="object")
    )
    cases = (
        dates.drop_nulls()
        .filter(pl.col("productionStart") >= pl.col("announced"))
        .with_columns(months=_months("announced", pl.col("productionStart")))
        .join(makers, on="facility")
        .join(modes, on="facility", how="left")
    )
    frames = [
        cases.unique(["facility", *([name] if name != "all" else [])])
        .with_columns(by=pl.lit(name), group=pl.lit("all plants") if name == "all" else pl.col(name))
        .drop_nulls("group")
        .sort("months", "facility")
        .group_by("by", "group", maintain_order=True)
        .agg(
            cases=pl.len(),
            least=pl.col("months").min(),
            quartile1=pl.col("months").quantile(0.25, "linear"),
            median=pl.col("months").median(),
            quartile3=pl.col("months").quantile(0.75, "linear"),
            most=pl.col("months").max(),
            quickest=pl.col("facility").first(),
            slowest=pl.col("facility").last(),
        )
        .sort("cases", "group", descending=[True, False])
        for name in ("all", "maker", "way", "mode")
    ]
    return pl.concat(frames)


def _described(known: Known, home: str | None) -> pl.DataFrame:
    """Facilities with country, makers and presumed status; only those of makers of a country, if one is given."""
    makers = makers_of_sites(known)
    if home is not None:
        makers = makers.filter(pl.col("home") == home)
    named = makers.group_by("facility").agg(makers=pl.col("maker").unique().sort().str.join(", "))
    every = sites(known)
    if home is not None:
        every = every.join(named, on="facility", how="semi")
    return every.join(named, on="facility", how="left").select(
        "facility",
        "country",
        makers=pl.coalesce("makers", pl.col("operators").list.join(", ")),
        status="presumed",
    )


def _site_now(known: Known, every: pl.DataFrame) -> pl.DataFrame:
    """What stands on the site: taken over from the operator, or run by another in the same town."""
    place = every.with_columns(place=pl.col("town").str.split(", ").list.first()).drop_nulls("place")
    running = place.filter(pl.col("presumed").is_in(["operating", "under construction", "announced"]))
    taken = (
        known.facts.filter(pl.col("property") == "acquiredFrom", pl.col("modality") != "denied")
        .select(now="subject", operator="object")
        .unique()
        .join(running.select("facility", "place", "country"), left_on="now", right_on="facility")
    )
    owners = place.explode("operators").select("facility", "place", "country", operator="operators")
    by_takeover = owners.join(taken, on=["operator", "place", "country"]).select("facility", "now")
    neighbour = (
        place.select("facility", "place", "country", "kind")
        .join(running.select("place", "country", "kind", now="facility"), on=["place", "country", "kind"])
        .filter(pl.col("now") != pl.col("facility"))
        .select("facility", "now")
    )
    return (
        pl.concat([by_takeover, neighbour])
        .filter(pl.col("now") != pl.col("facility"))
        .group_by("facility")
        .agg(site_now=pl.col("now").unique().sort().str.join(", "))
    )


def _months(earlier: str, later: pl.Expr) -> pl.Expr:
    """Whole months from one day to another, below zero where it is before."""
    one = pl.col(earlier)
    return (
        (later.dt.year() - one.dt.year()) * 12
        + later.dt.month().cast(pl.Int32)
        - one.dt.month().cast(pl.Int32)
    )


QUESTIONS = (late_plants, unheard_plans, ended_plants, time_to_first_car)
