"""Markets: duties, who is exposed to them, and capacity against what is sold there."""

import polars as pl

from autoatlas.graph.analysis.bounds import sum_bound
from autoatlas.graph.analysis.capacity import site_capacity, total
from autoatlas.graph.analysis.exposure import duties, free_trade_partners
from autoatlas.graph.analysis.sites import abroad
from autoatlas.graph.known import Known, home_of, maker_of, region_of
from autoatlas.graph.names import known_entity
from autoatlas.ontology.registry import registry

__all__ = ["QUESTIONS"]

_SEVERAL = 3  # makers whose sales are known one by one, from which their sum tells something of the market


def duty_by_maker(known: Known, *, market: str, exporter: str, product: str) -> pl.DataFrame:
    """All duties together, a row a maker.

    question: What duty does each maker pay on a kind of car shipped from one country to another, all duties
      together?
    asked by: trade
    parameter market (Country or Region, default European Union): who levies it
    parameter exporter (Country, default China): where the cars come from
    parameter product (product, default bev): what is shipped
    parameter on (date, default today): the day to tell it for
    column payer: the maker, or the country for its other makers; makers of other countries that build there too
    column part: which of the others, where the source tells them apart
    column base (percent): the duty on all
    column additional (percent): the payer's duty on top of it, as told last
    column additional_most (percent): the upper end of it, where the source gives a range
    column total (percent): as a source states it for the payer, else both together, of a range the lower end
    column others: other additional rates told for the payer: earlier ones, or decisions of their own that stack
    column since: when the additional duty began, where a source says so
    column bound: how the source bounds the rate
    column modality: actual, or planned where nothing tells yet that what was planned for a day now past is so
    column source: of the rate
    leaves out: duties that are yet to come or have ended; minimum prices agreed instead of a duty
    """
    return duties(known, market, exporter, product)


def tariff_exposure(known: Known, *, market: str, home: str, product: str) -> pl.DataFrame:
    """Who sells in a market from abroad, and who could build there or duty-free next to it.

    question: If a market raises its duty on cars from a country, whose sales are exposed, and who has local or
      duty-free capacity to answer?
    asked by: trade
    parameter market (Country or Region, default Mexico): who levies the duty
    parameter home (Country, default China): where the cars come from
    parameter product (product, default bev): for which kind the duty of today is told
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column maker: the maker
    column duty (percent): what it pays today on that product, all duties together; where sources tell others
      than the named makers apart, the least of them
    column duty_most (percent): the most of them
    column sales (vehicle): its newest sales or exports there of a whole year, of all kinds
    column bound: how the source bounds them
    column year: of the sales
    column counted_in: the market, or the wider region that the source counts
    column plants_inside (plant): that build its cars in the market now
    column capacity_inside (vehicle/year): of those, hosts' capacity with others included
    column planned_inside (vehicle/year): of plants under construction or announced there
    column capacity_duty_free (vehicle/year): of plants that run in countries of a free-trade area with the market
    column duty_free_in: those countries
    leaves out: trade agreements between single countries; whether the cars meet rules of origin; makers
      without sales there and without plants in reach
    """
    inside, near = region_of(market), free_trade_partners(market)
    rows = abroad(known, home)
    sizes = site_capacity(known.facts)
    size = pl.coalesce("capacity", "planned_capacity")
    runs, comes = (
        pl.col("presumed") == "operating",
        pl.col("presumed").is_in(["under construction", "announced"]),
    )
    here, there = pl.col("country").is_in(list(inside)), pl.col("country").is_in(list(near))
    plants = (
        rows.filter(here | there)
        .join(sizes, on="facility", how="left")
        .group_by("maker")
        .agg(
            plants_inside=pl.col("facility").filter(here & runs).n_unique(),
            capacity_inside=total(size.filter(here & runs)),
            planned_inside=total(pl.coalesce("planned_capacity", "capacity").filter(here & comes)),
            capacity_duty_free=total(size.filter(there & runs)),
            duty_free_in=pl.col("country").filter(there & runs).unique().sort().str.join(", "),
        )
        .filter(
            (pl.col("plants_inside") > 0)
            | pl.col("planned_inside").is_not_null()
            | (pl.col("duty_free_in") != "")
        )
    )
    sales = _sales_in(known, market, home)
    paid = duties(known, market, home, product)
    rates = {
        payer: (least, most)
        for payer, least, most in paid.group_by("payer")
        .agg(pl.col("total").min(), most=pl.col("total").max())
        .iter_rows()
    }
    found = sales.join(plants, on="maker", how="full", coalesce=True)
    duty = [rates.get(maker, rates.get(home, (None, None))) for maker in found["maker"]]
    return found.with_columns(
        pl.Series("duty", [least for least, _ in duty], dtype=pl.Float64),
        pl.Series("duty_most", [most for _, most in duty], dtype=pl.Float64),
        pl.col("duty_free_in").replace("", None),
        pl.col("plants_inside").fill_null(0),
    ).sort("sales", "maker", descending=[True, False], nulls_last=True)


def capacity_over_sales(known: Known, *, home: str) -> pl.DataFrame:
    """Capacity in a country over what the market bought of the makers, with the range of the sources.

    question: Where does capacity exceed what the market bought from the makers of a country last year, so that
      plants must export or stand idle?
    asked by: strategist
    parameter home (Country, default China): the makers' home country
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column country: the market
    column operating (vehicle/year): capacity that runs there
    column coming (vehicle/year): capacity under construction or announced
    column sales_least (vehicle): sales of a year there, the lowest that a source gives
    column sales_most (vehicle): the highest
    column year: the newest year of which they are known
    column months (month): of that year that the figures hold, from January on; sales of the year are no less
    column sales_of: makers together where a source counts all; exports there where only those are known; else the
      sum of makers that are counted one by one, at least three
    column bound: how the sources bound the sales
    column over_least (percent): operating capacity over the highest sales
    column over_most (percent): operating and coming capacity over the lowest sales
    leaves out: countries without a figure of sales for at least six months of one of the last two years;
      capacity that is not stated
    """
    rows = abroad(known, home)
    size = pl.coalesce("capacity", "planned_capacity")
    runs, comes = (
        pl.col("presumed") == "operating",
        pl.col("presumed").is_in(["under construction", "announced"]),
    )
    capacity = (
        rows.sort(runs, descending=True)
        .unique("facility", keep="first", maintain_order=True)
        .join(site_capacity(known.facts), on="facility", how="left")
        .group_by("country")
        .agg(
            operating=total(size.filter(runs)),
            coming=total(pl.coalesce("planned_capacity", "capacity").filter(comes)),
        )
    )
    sold = _year_sales(known, home, least=6)
    together = (
        sold.filter(pl.col("subject") == home)
        .group_by("place", "property", "year", "months")
        .agg(
            sales_least=pl.col("value").min(),
            sales_most=pl.col("value").max(),
            bound=sum_bound(pl.col("comparator")),
        )
        .with_columns(
            sales_of=pl.when(pl.col("property") == "sales")
            .then(pl.lit("makers together"))
            .otherwise(pl.lit("exports there")),
            _rank=pl.when(pl.col("property") == "sales").then(0).otherwise(1),
        )
    )
    summed = (
        sold.filter(pl.col("maker").is_not_null(), pl.col("property") == "sales")
        .filter(pl.col("months") == 12)
        .group_by("place", "year", "maker")
        .agg(pl.col("value").max(), low=pl.col("value").min(), bound=sum_bound(pl.col("comparator")))
        .group_by("place", "year")
        .agg(sales_least=pl.col("low").sum(), sales_most=pl.col("value").sum(), makers=pl.len())
        .filter(pl.col("makers") >= _SEVERAL)
        .with_columns(
            bound=pl.lit(">="),
            months=pl.lit(12, pl.Int32),
            sales_of=pl.format("{} makers one by one", "makers"),
            _rank=pl.lit(2, pl.Int32),
        )
    )
    sales = (
        pl.concat([together, summed], how="diagonal")
        .filter(pl.col("year") >= known.on.year - 2)
        # sales of all before exports, and those before sales one by one; a whole year before a part of a later one
        .sort("_rank", pl.col("months") == 12, "year", "months", descending=[False, True, True, True])
        .unique("place", keep="first", maintain_order=True)
        .with_columns(
            bound=pl.when(pl.col("months") == 12)
            .then("bound")
            .otherwise(pl.when(pl.col("bound").is_in(["=", ">="])).then(pl.lit(">=")).otherwise(pl.lit(">")))
        )
    )
    whole = pl.col("operating").fill_null(0) + pl.col("coming").fill_null(0)
    return (
        capacity.join(sales, left_on="country", right_on="place")
        .filter(whole > 0)
        .with_columns(
            over_least=(100 * pl.col("operating") / pl.col("sales_most")).round(1),
            over_most=(100 * whole / pl.col("sales_least")).round(1),
        )
        .sort("over_most", "country", descending=[True, False])
    )


def _year_sales(known: Known, home: str, *, least: int = 12) -> pl.DataFrame:
    """Sales and exports in a place from January on, of at least so many months, by the makers of a country."""
    facts = known.facts.filter(
        pl.col("property").is_in(["sales", "exports"]),
        pl.col("modality") == "actual",
        pl.col("place").is_not_null() & (pl.col("place") != "overseas"),
        pl.col("product").is_null() | pl.col("product").is_in(["vehicle", "passenger"]),
        pl.col("basis").is_null(),
        pl.col("first").dt.month() == 1,
        pl.col("first").dt.day() == 1,
        pl.col("first").dt.year() == pl.col("last").dt.year(),
        pl.col("last") == pl.col("last").dt.month_end(),
    ).with_columns(year=pl.col("first").dt.year(), months=pl.col("last").dt.month().cast(pl.Int32))
    makers = {name: maker_of(name) for name in facts["subject"].unique()}
    own = {name: maker for name, maker in makers.items() if maker is not None and home_of(maker) == home}
    named = facts.with_columns(
        maker=pl.col("subject").replace_strict(own, default=None, return_dtype=pl.String)
    )
    return named.filter(
        pl.col("months") >= least, (pl.col("subject") == home) | pl.col("maker").is_not_null()
    )


def _sales_in(known: Known, market: str, home: str) -> pl.DataFrame:
    """The newest sales of a whole year of each maker in a market, or in a region that holds it."""
    inside = region_of(market)
    wider = {
        place
        for place in known.facts["place"].drop_nulls().unique()
        if known_entity(place, "Region") is not None
        and place not in (market, "overseas", "World")
        and len(inside & registry().members(place)) >= 0.9 * len(inside)
    }
    sold = _year_sales(known, home).filter(
        (pl.col("place") == market) | pl.col("place").is_in(list(wider)), pl.col("maker").is_not_null()
    )
    return (
        sold.sort(
            pl.col("place") != market, -pl.col("year"), pl.col("subject") != pl.col("maker"), -pl.col("value")
        )
        .unique("maker", keep="first", maintain_order=True)
        .select("maker", "year", sales="value", bound="comparator", counted_in="place")
    )


QUESTIONS = (duty_by_maker, tariff_exposure, capacity_over_sales)
