"""Duties that makers pay in a market, and where they could build to pay none."""

import polars as pl

from autoatlas.graph.known import Known, home_of, region_of
from autoatlas.ontology.registry import registry

__all__ = ["FREE_TRADE", "duties", "free_trade_partners"]

FREE_TRADE = (
    "European Economic Area", "Mercosur", "USMCA", "ASEAN", "Eurasian Economic Union", "CIS", "GCC",
    "Andean Community", "Pacific Alliance", "East African Community", "SADC", "ECOWAS",
)  # fmt: skip
"""Regions of the registry within which vehicles of local origin pay no duty, or next to none."""

_NEV = ("bev", "phev", "fcev")
_WHOLE = ("vehicle", "passenger")


def free_trade_partners(market: str) -> set[str]:
    """Return the countries that share one of `FREE_TRADE` with a market, those of the market left out.

    Examples
    --------
    >>> sorted(free_trade_partners("Mexico"))[:3]
    ['Canada', 'Chile', 'Colombia']
    """
    inside = region_of(market)
    found: set[str] = set()
    for region in FREE_TRADE:
        members = registry().members(region)
        if inside & members:
            found |= members
    return found - inside


def duties(known: Known, market: str, exporter: str, product: str) -> pl.DataFrame:
    """Return what each maker pays on a product from a country, as of the day.

    Returns
    -------
    DataFrame
        ``payer``, a maker or the country for all its others (makers of other countries that build there among
        them, where a source tells of both); ``part``, which others, where the source tells
        them apart; ``base``, the duty on all; ``additional``, the newest duty of the payer on top of it;
        ``additional_most``, its upper end where a source gives a range;
        ``total``, as a source states it for the payer, else the sum; ``others``, other additional rates of the
        payer that began by the day and of which no end is known; ``since``; ``bound``; ``modality``;
        ``source``. Rates in percent.

    Notes
    -----
    Only rates in force on the day: actual ones, and planned ones whose day has come. A duty on top that was
    told later replaces one told earlier (definitive ones replace provisional ones); duties that stack by
    separate decisions, as those of the United States on Chinese goods, are not added up: they stand in
    ``others``. A rate that one source says has ended is over in all that told of it before. A duty of a product
    counts for those that it includes: nev for bev, passenger cars for all of them.
    """
    wanted = {product, *_WHOLE, *(("nev",) if product in _NEV else ())}
    ended = pl.col("end").is_not_null() & (pl.col("start").is_null() | (pl.col("start") != pl.col("end")))
    rates = known.facts.filter(
        pl.col("property") == "tariff",
        pl.col("subject") == market,
        pl.col("value").is_not_null(),
        pl.col("product").is_null() | pl.col("product").is_in(list(wanted)),
        # a plan whose day has come is in force, unless something later says otherwise
        pl.when(pl.col("modality") == "actual")
        .then(pl.col("start").is_null() | (pl.col("first") <= known.on))
        .otherwise(
            (pl.col("modality") == "planned")
            & (pl.col("start").is_not_null())
            & (pl.col("first") <= known.on)
        ),
    )
    over = (ended & (pl.col("last") < known.on)).fill_null(False)
    same = ["object", "basis", "part", "value"]
    ends = rates.filter(over).group_by(same).agg(over_on=pl.col("last").max())
    rates = (
        rates.filter(~over)
        .join(ends, on=same, how="left", nulls_equal=True)
        # one source tells of the end of what another only tells the beginning of
        .filter(~(pl.coalesce("told", "first") <= pl.col("over_on")).fill_null(False))
    )
    own = {
        payer: payer == exporter or home_of(payer) == exporter
        for payer in rates["object"].drop_nulls().unique()
    }
    of_exporter = pl.col("object").replace_strict(own, default=False, return_dtype=pl.Boolean)
    # makers of other countries that build there pay what the source tells beside the duties of its own makers
    beside = rates.filter(of_exporter, pl.col("basis") == "additional")["source"].unique().implode()
    on_guests = (pl.col("basis") == "additional") & pl.col("source").is_in(beside)
    rates = rates.filter(pl.col("object").is_null() | of_exporter | on_guests).sort(
        pl.col("product") == product, "first", pl.col("modality") == "actual", "told", nulls_last=False
    )
    on_all = pl.col("object").is_null() | (pl.col("object") == exporter)
    plain = rates.filter(pl.col("basis").is_null() & pl.col("part").is_null())
    base = plain.filter(on_all).tail(1)
    rate = base["value"].item() if base.height else None
    on_top = rates.filter(pl.col("basis") == "additional")
    extra = on_top.group_by(payer=pl.col("object").fill_null(exporter), part="part").agg(
        additional=pl.col("value").last(),
        additional_most=pl.col("value_max").last(),
        others=pl.col("value").unique(),
        since=pl.col("start").last(),
        bound=pl.col("comparator").last(),
        source=pl.col("source").last(),
        modality=pl.col("modality").last(),
    )
    stated = (
        plain.filter(~on_all)
        .group_by(payer="object", part="part")
        .agg(
            stated=pl.col("value").last(),
            stated_since=pl.col("start").last(),
            stated_bound=pl.col("comparator").last(),
            stated_source=pl.col("source").last(),
            stated_modality=pl.col("modality").last(),
        )
    )
    found = extra.join(
        stated, on=["payer", "part"], how="full", coalesce=True, nulls_equal=True
    ).with_columns(
        base=pl.lit(rate, pl.Float64),
        others=pl.col("others").list.set_difference(pl.concat_list("additional")).list.sort(),
    )
    if base.height and not found.filter(pl.col("payer") == exporter, pl.col("part").is_null()).height:
        everyone = base.select(
            pl.lit(exporter, pl.String).alias("payer"), pl.col("value").alias("base"),
            pl.col("start").alias("since"), pl.col("comparator").alias("bound"), "source",
            "modality",
        )  # fmt: skip
        found = pl.concat([found, everyone], how="diagonal")
    listed = pl.col("others").list.eval(pl.element().cast(pl.String)).list.join(", ").replace("", None)
    # a rate on the country alone is all that it pays where it is no less than any duty that is said to come on top
    is_total = (
        (pl.col("payer") == exporter)
        & pl.col("part").is_null()
        & (pl.col("base") >= pl.col("additional"))
        & (pl.col("base") >= pl.col("others").list.max()).fill_null(True)
    )
    together = pl.when(is_total).then("base").otherwise(pl.col("base") + pl.col("additional"))
    return found.select(
        "payer",
        "part",
        "base",
        "additional",
        "additional_most",
        total=pl.coalesce("stated", together, "additional", "base"),
        others=listed,
        since=pl.coalesce("since", "stated_since"),
        bound=pl.coalesce("bound", "stated_bound"),
        modality=pl.coalesce("modality", "stated_modality"),
        source=pl.coalesce("source", "stated_source"),
    ).sort("payer", "part", nulls_last=True)
