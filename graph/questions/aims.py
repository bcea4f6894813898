"""Aims, how they changed, and who went where first."""

from datetime import date, timedelta
from typing import Any

import polars as pl

from autoatlas.graph.analysis.pace import growth_a_year, verdict, years_between
from autoatlas.graph.analysis.sites import abroad
from autoatlas.graph.check.claims import with_bounds
from autoatlas.graph.derived import last_day_column
from autoatlas.graph.known import Known, home_of, maker_of
from autoatlas.graph.names import known_entity
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["QUESTIONS"]

_HALF_A_YEAR = 182  # days that lie at least between two figures that tell of growth
_ROUNDED = 0.03  # two figures nearer than this are one, rounded differently
_SCOPE = ["subject", "property", "object", "unit", "place", "part", "product"]


def target_pace(known: Known, *, maker: str | None, due: date) -> pl.DataFrame:
    """Aims against the last figure: growth needed from here, and growth so far.

    question: Who is on track for its target, and what yearly pace is needed from here?
    asked by: analyst
    parameter maker (Automaker or Brand, optional): only one maker with its brands
    parameter due (date, default 2025): only targets that are due in that year or later
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column subject: who aims
    column property: at what: sales, exports, countriesPresent and others
    column place: where, when it is not all together; overseas for all outside the home market
    column product: which vehicles; of all kinds where empty
    column target: the newest aim for that time, in the unit
    column target_bound: how the source bounds it: more than 60 is > 60
    column unit: of the target and the figures
    column by: the deadline, as written
    column last: the last actual figure of the same thing
    column last_bound: how the source bounds that
    column last_end: end of its time, or when it was told
    column needed (percent): growth a year from the last figure to the target
    column past (percent): growth a year up to the last figure, from one at least half a year older
    column verdict: reached, missed, on pace, behind; what is counted by the year is reached in its year only;
      open where the hedges or the figures do not tell
    column told: when the target appeared
    column source: of the target
    leaves out: targets without a deadline, and of growth; actual figures of less than a year, for what is counted
      by the year
    """
    group = None if maker is None else known.group_of(maker)
    states = [name for name, one in PROPERTIES.items() if one.is_state]
    is_state = pl.col("property").is_in(states) | pl.col("property").str.ends_with("Share")
    facts = known.facts.filter(
        pl.col("value").is_not_null(),
        pl.col("basis").is_null(),
        pl.col("subject_type") != "Facility",
        ~pl.col("property").str.ends_with("Growth"),
    )
    if group is not None:
        facts = facts.filter(pl.col("subject").is_in(list(group)))
    aims = (
        with_bounds(
            facts.filter(pl.col("modality") == "target", pl.col("last") >= due.replace(month=1, day=1))
        )
        .with_columns(year=pl.col("last").dt.year(), is_state=is_state)
        .sort("told", pl.col("comparator") == "=", nulls_last=False)
        .unique([*_SCOPE, "year"], keep="last", maintain_order=True)
    )
    whole_year = pl.col("first").dt.offset_by("1y").dt.offset_by("-1d") == pl.col("last")
    actual = with_bounds(
        facts.filter(
            pl.col("modality") == "actual",
            pl.col("property").is_in(aims["property"].unique().implode()),
            is_state | whole_year,
        )
    ).with_columns(day=pl.when(is_state).then(pl.coalesce("last", "told")).otherwise("last"))
    aimed_at = actual.drop_nulls("day").join(aims.select(_SCOPE), on=_SCOPE, how="semi", nulls_equal=True)
    by_scope = aimed_at.sort(
        "day", "told", pl.col("comparator").fill_null("=") == "=", nulls_last=False
    ).partition_by(_SCOPE, as_dict=True, maintain_order=True)
    rows = [
        _pace(aim, by_scope.get(tuple(aim[name] for name in _SCOPE)), known.on)
        for aim in aims.iter_rows(named=True)
    ]
    schema = {
        "subject": pl.String, "property": pl.String, "place": pl.String, "product": pl.String,
        "target": pl.Float64, "target_bound": pl.String, "unit": pl.String, "by": pl.String,
        "last": pl.Float64, "last_bound": pl.String, "last_end": pl.Date, "needed": pl.Float64,
        "past": pl.Float64, "verdict": pl.String, "told": pl.Date, "source": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema).sort("by", "subject", "property", "place", nulls_last=False)


def _pace(aim: dict[str, Any], figures: pl.DataFrame | None, on: date) -> dict[str, Any]:
    """One aim beside the last actual figure of the same scope."""
    row: dict[str, Any] = {
        "subject": aim["subject"],
        "property": aim["property"],
        "place": aim["place"],
        "product": aim["product"],
        "target": aim["value"],
        "target_bound": aim["comparator"],
        "unit": aim["unit"],
        "by": aim["end"] or aim["start"],
        "told": aim["told"],
        "source": aim["source"],
        "verdict": "open",
    }
    if figures is None:
        return row
    due: date = aim["last"]
    reached = figures.filter(pl.col("day") >= due)
    sofar = figures.filter(pl.col("day") < due)
    if not reached.height and not sofar.height:
        return row
    last = reached.row(0, named=True) if reached.height else sofar.row(-1, named=True)
    row["last"], row["last_bound"], row["last_end"] = last["value"], last["comparator"], last["day"]
    older = figures.filter(pl.col("day") <= last["day"] - timedelta(days=_HALF_A_YEAR))
    if older.height:
        before = older.row(-1, named=True)
        row["past"] = growth_a_year(before["value"], last["value"], years_between(before["day"], last["day"]))
    if last["value"] < aim["value"] and due >= on:
        row["needed"] = growth_a_year(last["value"], aim["value"], years_between(last["day"], due))
    for name in ("needed", "past"):
        if row.get(name) is not None:
            row[name] = round(row[name], 1)
    row["verdict"] = verdict(
        (last["low"], last["high"]),
        (aim["low"], aim["high"]),
        row.get("needed"),
        row.get("past"),
        bool(reached.height),
    )
    if row["verdict"] == "reached" and not reached.height and not aim["is_state"]:
        row["verdict"] = "on pace"  # what an earlier year brought, the target's own year has yet to bring
    return row


def target_revisions(known: Known, *, maker: str | None) -> pl.DataFrame:
    """Aims for one time that were told with different figures, statement by statement.

    question: How did a target change between statements?
    asked by: journalist
    parameter maker (Automaker or Brand, optional): only one maker with its brands
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column subject: who aims
    column property: at what
    column place: where, when it is not all together
    column product: which vehicles; of all kinds where empty
    column by: the deadline, its year
    column told: when the source appeared; the first of several that say the same
    column bound: how the source bounds the figure
    column value: the aim, in the unit
    column upper: the upper end, where the source gives a range
    column unit: its unit
    column change (percent): against the figure told before, of a range against its middle
    column said_by: who said it, where the source tells
    column sources: how many sources say the same
    column quote: the words
    column source: the first of them
    leaves out: aims that were only ever told with one figure, or with figures within three percent
    """
    facts = known.facts.filter(
        pl.col("modality") == "target",
        pl.col("value").is_not_null(),
        pl.col("last").is_not_null(),
        pl.col("told").is_not_null(),
    )
    if maker is not None:
        facts = facts.filter(pl.col("subject").is_in(list(known.group_of(maker))))
    key = [*_SCOPE, "by"]
    return (
        facts.with_columns(
            by=pl.col("last").dt.year(), bound=pl.col("comparator").fill_null("="), upper="value_max"
        )
        .sort("told", "source")
        .group_by([*key, "value", "upper", "bound"], maintain_order=True)
        .agg(
            pl.col("told").first(),
            pl.col("said_by").drop_nulls().first(),
            pl.col("quote").drop_nulls().first(),
            sources=pl.col("source").n_unique(),
            source=pl.col("source").first(),
        )
        .with_columns(middle=pl.mean_horizontal("value", "upper"))
        .filter(pl.col("middle").max().over(key) > (1 + _ROUNDED) * pl.col("middle").min().over(key))
        .sort([*key, "told", "value"], nulls_last=True)
        .with_columns(before=pl.col("middle").shift(1).over(key))
        .with_columns(change=(100 * (pl.col("middle") / pl.col("before") - 1)).round(1))
    )


def market_entry(known: Known, *, home: str, maker: str | None) -> pl.DataFrame:
    """The order in which makers came to a country, by the first sign of them.

    question: In which order did makers enter their markets?
    asked by: strategist
    parameter home (Country, default China): the makers' home country
    parameter maker (Automaker or Brand, optional): only one maker with its brands
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column maker: the maker
    column country: the market
    column first (date): the first day on which a source puts it there
    column bound: = where the source dates the entry, <= where it only tells that the maker was there by then
    column by: present, sales, production or launch
    column market_of_maker: which market of the maker it was, in order of time
    column maker_in_market: which maker in the market it was
    column source: the source
    leaves out: plans; markets in which the atlas has no dated sign of a maker
    """
    facts = known.facts.filter(pl.col("modality") == "actual")
    signs = pl.concat(
        [
            facts.filter(pl.col("property") == "presentIn").select(
                "first", "told", "source", of="subject", country="object", by=pl.lit("present")
            ),
            facts.filter(
                pl.col("property").is_in(["sales", "marketShare"]), pl.col("subject_type") != "Country"
            ).select("first", "told", "source", of="subject", country="place", by=pl.lit("sales")),
            facts.filter(pl.col("property") == "launches").select(
                "first", "told", "source", of="subject", country="place", by=pl.lit("launch")
            ),
        ]
    )
    makers = {name: maker_of(name) for name in signs["of"].unique()}
    signs = signs.with_columns(
        maker=pl.col("of").replace_strict(makers, default=None, return_dtype=pl.String)
    )
    started = (
        facts.filter(pl.col("property").is_in(["productionStart", "production"]))
        .join(
            abroad(known, home)
            .filter(pl.col("presumed") != "announced")
            .select("facility", "maker", "country"),
            left_on="subject",
            right_on="facility",
        )
        .select("first", "told", "source", "country", "maker", by=pl.lit("production"))
    )
    every = pl.concat([signs.drop("of"), started], how="diagonal").drop_nulls(["maker", "country"])
    countries = [name for name in every["country"].unique() if known_entity(name, "Country") is not None]
    owners = [name for name in every["maker"].unique() if home_of(name) == home]
    found = (
        every.filter(
            pl.col("country").is_in(countries), pl.col("maker").is_in(owners), pl.col("country") != home
        )
        .with_columns(
            bound=pl.when(pl.col("first").is_not_null() & (pl.col("by") != "sales"))
            .then(pl.lit("="))
            .otherwise(pl.lit("<=")),
            first=pl.coalesce("first", "told"),
        )
        .drop_nulls("first")
        .sort("first", "bound", "by", "source", descending=[False, True, False, False])
        .unique(["maker", "country"], keep="first", maintain_order=True)
        .with_columns(
            market_of_maker=pl.col("first").rank("min").over("maker").cast(pl.Int64),
            maker_in_market=pl.col("first").rank("min").over("country").cast(pl.Int64),
        )
    )
    if maker is not None:
        found = found.filter(pl.col("maker") == (maker_of(maker) or maker))
    return found.sort("maker", "first", "country")


def first_plants_abroad(known: Known, *, maker: str) -> pl.DataFrame:
    """Plants of a maker abroad in order of time, kits and hosts named apart.

    question: Is 'the first plant abroad' true?
    asked by: journalist
    parameter maker (Automaker or Brand): the maker, as BYD; its brands and subsidiaries count with it
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column plant: the plant
    column country: its country
    column operator: who runs it
    column way: own; contract where another builds for it; partner where only a partnership is known
    column mode: full, CKD, SKD or kit, where a source says
    column start: when production began there, as written; where nobody dates it, when it was first said to run
    column bound: = or ~ as the source says, <= where it had begun by then
    column status: as of the day
    column place_in_order: first, second and so on of all
    column place_among_own: of those that it runs itself
    column place_among_full: of those that it runs itself and that are not said to build from kits
    column source: of the start
    leaves out: plants that only are planned; batteries and parts
    """
    facts = known.facts
    began = ["suspended", "closed", "operating"]
    rows = abroad(known, of=maker).filter(pl.col("presumed").is_in(began)).unique("facility")
    dated = facts.filter(
        pl.col("property") == "productionStart",
        pl.col("modality") == "actual",
        pl.col("part").is_null(),
        pl.col("first").is_not_null(),
    ).with_columns(
        start=pl.coalesce("start", "end"),
        bound=pl.col("comparator").fill_null("="),
        first=pl.when(pl.col("comparator") == "<=").then("last").otherwise("first"),
        _rank=0,
    )
    seen = facts.filter(
        pl.col("modality") == "actual",
        pl.col("property").is_in(["operates", "produces", "production"]),
        pl.col("told").is_not_null(),
    ).with_columns(
        subject=pl.when(pl.col("property") == "operates").then("object").otherwise("subject"),
        # it had begun by then: by the end of a period, and by the day that it was told
        start=pl.when(pl.col("last") <= last_day_column("published"))
        .then(pl.coalesce("end", "start"))
        .otherwise("published"),
        first=pl.min_horizontal("last", last_day_column("published")),
        bound=pl.lit("<="),
        _rank=1,
    )
    columns = ["subject", "start", "first", "bound", "source", "_rank"]
    first = (
        pl.concat([dated.select(columns), seen.select(columns)])
        # a date for the start comes before any word that it runs, unless that word is older
        .sort("first", "_rank", pl.col("start").str.len_bytes(), descending=[False, False, True])
        .unique("subject", keep="first", maintain_order=True)
        .drop("_rank")
    )
    modes = (
        facts.filter(
            pl.col("property") == "assemblyMode",
            pl.col("modality") == "actual",
            pl.col("object").is_in(["full", "CKD", "SKD", "kit"]),
        )
        .sort("told", nulls_last=True)
        .unique("subject", keep="first", maintain_order=True)
        .select(facility="subject", mode="object")
    )
    own = pl.col("way") == "own"
    full = own & ~pl.col("mode").is_in(["CKD", "SKD", "kit"]).fill_null(False)
    return (
        rows.join(first, left_on="facility", right_on="subject")
        .join(modes, on="facility", how="left")
        .with_columns(
            operator=pl.col("operators").list.join(", "),
            status="presumed",
            place_in_order=pl.col("first").rank("min").cast(pl.Int64),
            place_among_own=pl.when(own).then(pl.when(own).then("first").rank("min")).cast(pl.Int64),
            place_among_full=pl.when(full).then(pl.when(full).then("first").rank("min")).cast(pl.Int64),
        )
        .rename({"facility": "plant"})
        .sort("first", "plant")
    )


QUESTIONS = (target_pace, target_revisions, market_entry, first_plants_abroad)
