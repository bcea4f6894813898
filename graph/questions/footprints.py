"""Where makers are, who is like whom, and who stands in the middle."""

from itertools import permutations

import polars as pl

from autoatlas.graph.analysis.capacity import site_capacity
from autoatlas.graph.analysis.centrality import bipartite_centrality
from autoatlas.graph.analysis.similarity import clusters, cosine, jaccard
from autoatlas.graph.analysis.sites import abroad
from autoatlas.graph.known import Known, home_of, maker_of
from autoatlas.graph.names import known_entity
from autoatlas.ontology.errors import InvalidParameter

__all__ = ["QUESTIONS"]

_ALIVE = ("operating", "under construction", "announced")
_LEAST = 3
"""Countries that a maker must be known in before its footprint is compared."""


def brands_of(known: Known, *, maker: str) -> pl.DataFrame:
    """The brands and subsidiaries of a maker, and where each is.

    question: Which brands belong to a maker, and in which countries is each present?
    asked by: supplier
    parameter maker (Automaker): the maker, as Chery
    parameter on (date, default today): the day as of which to tell: no later source is seen
    column brand: the brand, or a maker that is its subsidiary
    column relation: brandOf or subsidiaryOf
    column belongs_to: whom it belongs to next: the maker, or another of these
    column countries (country): how many countries it is said to be in by name: present, sold or built there
    column present_in: those countries
    column source: who says whose it is; empty where the registry does
    leaves out: plans to enter a country; countries that are only counted, not named
    """
    facts = known.facts.filter(pl.col("modality") == "actual")
    told = {
        child: (relation, source)
        for child, relation, source in facts.filter(pl.col("property").is_in(["brandOf", "subsidiaryOf"]))
        .sort("told", nulls_last=False)
        .select("subject", "property", "source")
        .iter_rows()
    }
    located = facts.filter(pl.col("property") == "locatedIn", pl.col("object_type") == "Country").select(
        facility="subject", country="object"
    )
    built = facts.filter(pl.col("property") == "produces").select(of="object", facility="subject")
    runs = facts.filter(pl.col("property") == "operates").select(of="subject", facility="object")
    sites = pl.concat([built, runs]).join(located, on="facility").select("of", "country")
    places = _signs(facts)
    where: dict[str, set[str]] = {}
    for name, country in pl.concat([sites, places]).unique().iter_rows():
        if known_entity(country, "Country") is not None and country != home_of(maker):
            where.setdefault(name, set()).add(country)
    rows = []
    for child in sorted(known.group_of(maker) - {maker}):
        entity = known_entity(child, "Brand") or known_entity(child, "Automaker")
        relation, source = told.get(child, (entity.relation if entity is not None else None, None))
        countries = sorted(where.get(child, ()))
        rows.append((child, relation, known.parents.get(child), len(countries), ", ".join(countries), source))
    schema = {
        "brand": pl.String, "relation": pl.String, "belongs_to": pl.String, "countries": pl.Int64,
        "present_in": pl.String, "source": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row").sort("relation", "brand", nulls_last=True)


def partners_in(known: Known, *, country: str) -> pl.DataFrame:
    """Who works with whom in a country, a row a pair, relation and plant.

    question: Who works with whom in a country, and who builds for whom under contract?
    asked by: supplier
    parameter country (Country): the country, as Indonesia
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column maker: the maker
    column partner: its partner there, or who runs the plant that builds its cars
    column relation: partnersWith, or contract where the other's plant builds for it
    column plant: the plant, of those that build under contract
    column status: of the plant, see plants-abroad
    column modality: whether the partnership or production is so, planned, or else
    column sources: how many say so
    column source: the newest of them
    leaves out: partners of whom no source says that they work together there, and who run no plant there
    """
    facts = known.facts.filter(pl.col("modality") != "denied")
    told = facts.filter(pl.col("property") == "partnersWith")
    there = told.filter(pl.col("place") == country).with_columns(plant=pl.lit(None, pl.String))
    plants = (
        facts.filter(pl.col("property") == "locatedIn", pl.col("object") == country)
        .select(plant="subject")
        .unique()
    )
    operators = (
        facts.filter(pl.col("property") == "operates")
        .select(operator="subject", kind="subject_type", plant="object")
        .unique()
        .join(plants, on="plant")
    )
    # makers have plants in many countries: of a maker as the partner, only a place tells where
    local = operators.filter(pl.col("kind") == "Organization")
    elsewhere = told.filter(pl.col("place").is_null()).join(
        local, left_on="object", right_on="operator", how="semi"
    )
    partners = pl.concat([there, elsewhere], how="diagonal").select(
        "plant",
        "modality",
        "told",
        "source",
        maker="subject",
        partner="object",
        relation=pl.lit("partnersWith"),
    )
    builds = (
        facts.filter(
            pl.col("property") == "produces", pl.col("object_type").is_in(["Brand", "Automaker", "Model"])
        )
        .join(operators, left_on="subject", right_on="plant")
        .select("modality", "told", "source", plant="subject", of="object", partner="operator")
    )
    makers = {name: maker_of(name) for name in builds["of"].unique()}
    built = builds.with_columns(
        maker=pl.col("of").replace_strict(makers, default=None, return_dtype=pl.String),
        relation=pl.lit("contract"),
    ).drop_nulls("maker")
    # a maker that runs the plant itself builds for itself
    own = {
        (name, who)
        for name, who in built.select("maker", "partner").unique().iter_rows()
        if maker_of(who) == name
    }
    status = known.statuses.select(plant="facility", status="presumed")
    firm = ["denied", "rumoured", "forecast", "target", "planned", "actual"]
    return (
        pl.concat([partners, built.select(partners.columns)])
        .filter(
            ~pl.struct("maker", "partner").map_elements(
                lambda row: (row["maker"], row["partner"]) in own, pl.Boolean
            )
        )
        .sort("told", "source", nulls_last=False)
        .group_by("maker", "partner", "relation", "plant", maintain_order=True)
        .agg(
            pl.col("source").last(),
            sources=pl.col("source").n_unique(),
            modality=pl.col("modality").sort_by(pl.col("modality").cast(pl.Enum(firm))).last(),
        )
        .join(status, on="plant", how="left")
        .sort("maker", "partner", "relation", "plant", nulls_last=True)
    )


def similar_footprints(known: Known, *, home: str, maker: str | None) -> pl.DataFrame:
    """Pairs of makers by how alike the countries are that they are in.

    question: Which two automakers' footprints are most alike, and which market would the one enter next if it
      followed the other?
    asked by: strategist
    parameter home (Country, default China): the makers' home country
    parameter maker (Automaker or Brand, optional): only pairs with this maker as the one that follows
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column maker: the maker that follows
    column other: the maker that is followed
    column jaccard: shared countries over all countries of the two, from 0 to 1
    column cosine: of the capacities by country, from 0 to 1; 0 where none is stated
    column shared (country): how many both are in
    column shared_countries: those
    column missing (country): in how many the other is, and the maker not
    column next_market: of those the one in which most other makers are
    column missing_countries: those, the ones with most makers first
    leaves out: makers that are known in fewer than three countries abroad; how large sales are
    """
    where = _footprints(known, home)
    capacity = _capacities(known, home)
    popular = {
        country: sum(country in places for places in where.values())
        for places in where.values()
        for country in places
    }
    large = {name: places for name, places in where.items() if len(places) >= _LEAST}
    follower = None if maker is None else maker_of(maker) or maker
    rows = []
    for one, other in permutations(sorted(large), 2):
        if follower is not None and one != follower:
            continue
        shared = sorted(large[one] & large[other])
        missing = sorted(large[other] - large[one], key=lambda name: (-popular[name], name))
        rows.append(
            {
                "maker": one,
                "other": other,
                "jaccard": round(jaccard(large[one], large[other]), 3),
                "cosine": round(cosine(capacity.get(one, {}), capacity.get(other, {})), 3),
                "shared": len(shared),
                "shared_countries": ", ".join(shared),
                "missing": len(missing),
                "next_market": missing[0] if missing else None,
                "missing_countries": ", ".join(missing),
            }
        )
    schema = {
        "maker": pl.String, "other": pl.String, "jaccard": pl.Float64, "cosine": pl.Float64, "shared": pl.Int64,
        "shared_countries": pl.String, "missing": pl.Int64, "next_market": pl.String,
        "missing_countries": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema).sort(
        ["jaccard", "cosine", "maker", "other"], descending=[True, True, False, False]
    )


def footprint_clusters(known: Known, *, home: str, least: float) -> pl.DataFrame:
    """Groups of makers that are in the same countries.

    question: Which makers go to the same places?
    asked by: strategist
    parameter home (Country, default China): the makers' home country
    parameter least (number, default 0.2): Jaccard similarity from which two makers count as alike
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column cluster: its number, the largest first
    column makers (maker): how many
    column names: those
    column in_common (country): countries in which at least half of them are
    column countries: those
    leaves out: makers that are known in fewer than three countries abroad
    """
    large = {name: places for name, places in _footprints(known, home).items() if len(places) >= _LEAST}
    rows = []
    for number, names in enumerate(clusters(large, least=least), 1):
        places = {place for name in names for place in large[name]}
        often = {place: sum(place in large[name] for name in names) for place in places}
        common = sorted((p for p in places if 2 * often[p] >= len(names)), key=lambda p: (-often[p], p))
        rows.append((number, len(names), ", ".join(names), len(common), ", ".join(common)))
    schema = {
        "cluster": pl.Int64, "makers": pl.Int64, "names": pl.String, "in_common": pl.Int64, "countries": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def centrality(known: Known, *, home: str, graph: str) -> pl.DataFrame:
    """Centrality of makers, and of the countries or partners that they are joined to.

    question: Which makers, countries or partners stand in the middle?
    asked by: strategist
    parameter home (Country, default China): the makers' home country
    parameter graph (text, default countries): countries, or partners
    parameter on (date, default today): the day as of which to tell: no later source or event is seen
    column side: maker, country or partner
    column name: the maker, country or partner
    column degree: how many of the other side it is joined to
    column degree_centrality: that as a share of all of the other side
    column betweenness: share of shortest paths that lead over it, normalised for two kinds of nodes
    leaves out: plans that were given up or fell silent; partnerships that are only rumoured or denied
    """
    if graph == "countries":
        pairs = [(maker, place) for maker, places in _footprints(known, home).items() for place in places]
    elif graph == "partners":
        pairs = _partners(known, home)
    else:
        raise InvalidParameter(f"graph cannot be {graph!r}", mend="It is countries or partners.")
    side = "country" if graph == "countries" else "partner"
    rows = [
        ("maker" if kind == "maker" else side, name, degree, round(share, 4), round(between, 4))
        for (kind, name), (degree, share, between) in bipartite_centrality(pairs).items()
    ]
    schema = {
        "side": pl.String, "name": pl.String, "degree": pl.Int64, "degree_centrality": pl.Float64,
        "betweenness": pl.Float64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row").sort(
        ["betweenness", "degree", "name"], descending=[True, True, False]
    )


def _footprints(known: Known, home: str) -> dict[str, set[str]]:
    """Countries abroad of each maker: with a plant that is not given up, or sold or present in."""
    plants = abroad(known, home).filter(pl.col("presumed").is_in(_ALIVE)).select("maker", "country")
    facts = known.facts.filter(pl.col("modality") == "actual")
    signs = _signs(facts)
    makers = {name: maker_of(name) for name in signs["of"].unique()}
    named = signs.with_columns(
        maker=pl.col("of").replace_strict(makers, default=None, return_dtype=pl.String)
    ).drop_nulls("maker")
    found: dict[str, set[str]] = {}
    for maker, country in (
        pl.concat([plants, named.select("maker", "country")]).unique().sort("maker", "country").iter_rows()
    ):
        if country != home and home_of(maker) == home and known_entity(country, "Country") is not None:
            found.setdefault(maker, set()).add(country)
    return found


def _signs(facts: pl.DataFrame) -> pl.DataFrame:
    """Makers and brands with the places that they are said to be present or sold in: ``of``, ``country``."""
    present = facts.filter(pl.col("property") == "presentIn").select(of="subject", country="object")
    sold = facts.filter(
        pl.col("property").is_in(["sales", "marketShare", "outlets"]),
        pl.col("subject_type").is_in(["Automaker", "Brand"]),
        pl.col("place").is_not_null(),
    ).select(of="subject", country="place")
    return pl.concat([present, sold]).unique()


def _capacities(known: Known, home: str) -> dict[str, dict[str, float]]:
    """Capacity by country of each maker, a shared plant split evenly among its makers."""
    rows = (
        abroad(known, home)
        .filter(pl.col("presumed").is_in(_ALIVE))
        .with_columns(makers=pl.len().over("facility"))
        .join(site_capacity(known.facts), on="facility")
        .group_by("maker", "country")
        .agg(size=(pl.coalesce("capacity", "planned_capacity") / pl.col("makers")).sum())
    )
    found: dict[str, dict[str, float]] = {}
    for maker, country, size in rows.iter_rows():
        found.setdefault(maker, {})[country] = size
    return found


def _partners(known: Known, home: str) -> list[tuple[str, str]]:
    facts = known.facts.filter(pl.col("modality").is_in(["actual", "planned"]))
    told = facts.filter(pl.col("property") == "partnersWith").select("subject", "object").unique()
    pairs = {(maker_of(one) or one, other) for one, other in told.iter_rows()}
    hosted = abroad(known, home).filter(pl.col("presumed").is_in(_ALIVE), pl.col("way") != "own")
    for maker, operators in hosted.select("maker", "operators").iter_rows():
        pairs |= {(maker, operator) for operator in operators or []}
    return sorted((one, other) for one, other in pairs if home_of(one) == home and maker_of(other) != one)


QUESTIONS = (brands_of, partners_in, similar_footprints, footprint_clusters, centrality)
