"""Facilities, one row each: what, where, whose, in which state; and whose cars are made there, and how."""

import polars as pl

from autoatlas.graph.identity import kind_of
from autoatlas.graph.known import Known, home_of, maker_of, named_in
from autoatlas.graph.status import presumed

__all__ = ["WAYS", "abroad", "makers_of_sites", "sites"]

WAYS = ("own", "contract", "partner")
"""How a maker's cars come out of a plant: it runs it; another makes them; only a partnership is known."""


def sites(known: Known) -> pl.DataFrame:
    """Return the facilities that are known, one row each.

    Returns
    -------
    DataFrame
        ``facility``; ``kind`` (``plant``, ``battery plant``, …, null if its label tells none); ``country``;
        ``town`` (several joined by commas); ``operators`` (list of labels); ``status``,
        ``since``, ``heard``, ``presumed`` as of the day, see `autoatlas.graph.status.facility_status`.

    Notes
    -----
    A facility whose facts name two countries has the one that most of them name.
    """
    facts = known.facts
    located = facts.filter(pl.col("property") == "locatedIn")
    country = (
        located.filter(pl.col("object_type") == "Country")
        .group_by("subject", "object")
        .len()
        .sort("subject", "len", "object", descending=[False, True, False])
        .group_by("subject", maintain_order=True)
        .agg(country=pl.col("object").first())
    )
    town = (
        located.filter(pl.col("object_type") == "Place")
        .group_by("subject", "object")
        .len()
        .sort("subject", "len", "object", descending=[False, True, False])
        .group_by("subject", maintain_order=True)
        .agg(town=pl.col("object").str.join(", "))
    )
    operators = (
        facts.filter(pl.col("property") == "operates")
        .group_by(pl.col("object").alias("subject"))
        .agg(operators=pl.col("subject").unique().sort())
    )
    table = known.statuses
    kinds = pl.Series("kind", [kind_of(label) for label in table["facility"]], dtype=pl.String)
    table = table.with_columns(kinds)
    for part in (country, town, operators):
        table = table.join(part, left_on="facility", right_on="subject", how="left")
    return table.select(
        "facility", "kind", "country", "town", "operators", "status", "since", "heard", "presumed"
    )


def makers_of_sites(known: Known, of: str | None = None) -> pl.DataFrame:
    """Return whose cars are made at each facility, and in which way.

    Parameters
    ----------
    known : Known
    of : str, optional
        Only a maker or brand with all that belongs to it, however foreign. All when left out.

    Returns
    -------
    DataFrame
        One row a facility and maker. ``facility``; ``maker``, see `autoatlas.graph.known.maker_of`; ``home``,
        its country, null if not known; ``way``: ``own`` where the maker or its brand operates the facility,
        ``contract`` where another does and the maker's brand or model is produced there, ``partner`` where
        nothing is said of what is made there and the company that operates it works with the maker or bears
        its name, the first of these that holds; ``firm``, whether that is actual and not only planned;
        ``told``, when it was last said. A joint venture that is a maker of its own (SAIC Motor-CP in Thailand)
        counts for itself, and as a partner of the maker whose name it bears.
    """
    rows = _ways(known.facts.filter(pl.col("modality") != "denied"))
    if of is not None:
        rows = rows.filter(
            pl.col("of").is_in([name for name in rows["of"].unique() if known.belongs(name, of)])
        )
    owners = set(rows.filter(pl.col("way") == "own")["of"])
    makers = {name: maker_of(name) or (name if name in owners else None) for name in rows["of"].unique()}
    found = rows.with_columns(
        maker=pl.col("of").replace_strict(makers, default=None, return_dtype=pl.String),
        _rank=pl.col("way").replace_strict({way: at for at, way in enumerate(WAYS)}, return_dtype=pl.Int8),
    ).drop_nulls("maker")
    homes = {maker: home_of(maker) for maker in found["maker"].unique()}
    return (
        found.sort("facility", "_rank", "maker")
        .group_by("facility", "maker", maintain_order=True)
        .agg(pl.col("way").first(), pl.col("firm").any(), pl.col("told").max())
        .with_columns(home=pl.col("maker").replace_strict(homes, default=None, return_dtype=pl.String))
        .select("facility", "maker", "home", "way", "firm", "told")
    )


def _ways(facts: pl.DataFrame) -> pl.DataFrame:
    """Who may be behind a facility: ``facility``, ``of`` (maker, brand, model), ``way``, ``firm``, ``told``."""
    facts = facts.with_columns(firm=pl.col("modality") == "actual")
    operates = facts.filter(pl.col("property") == "operates")
    own = operates.filter(pl.col("subject_type").is_in(["Automaker", "Brand"])).select(
        "firm", "told", facility="object", of="subject"
    )
    produces = facts.filter(pl.col("property") == "produces").select(
        "firm", "told", facility="subject", of="object"
    )
    borne = {name: named_in(name) for name in own["of"].unique()}
    ventures = {name: maker for name, maker in borne.items() if maker is not None and maker != maker_of(name)}
    joint = own.filter(pl.col("of").is_in(list(ventures))).with_columns(pl.col("of").replace(ventures))
    silent = operates.filter(pl.col("subject_type") == "Organization").join(
        produces, left_on="object", right_on="facility", how="anti"
    )
    companies = silent.select("firm", "told", company="subject", facility="object")
    partners = facts.filter(pl.col("property") == "partnersWith").select(company="object", of="subject")
    names = companies["company"].unique()
    bearing = pl.DataFrame(
        {"company": names, "of": pl.Series([named_in(name) for name in names], dtype=pl.String)}
    ).drop_nulls("of")
    known = companies.join(pl.concat([partners.unique(), bearing]).unique(), on="company")
    partner = pl.concat([known.select(own.columns), joint])
    return pl.concat(
        [
            frame.group_by("facility", "of", way=pl.lit(way, pl.String)).agg(
                pl.col("firm").any(), pl.col("told").max()
            )
            for frame, way in zip((own, produces, partner), WAYS, strict=True)
        ]
    )


def abroad(
    known: Known, home: str | None = None, *, of: str | None = None, kind: str = "plant"
) -> pl.DataFrame:
    """Return facilities outside the home country of makers, one row a facility and maker.

    Parameters
    ----------
    known : Known
    home : str, optional
        Only makers of this country; of any when left out.
    of : str, optional
        Only a maker or brand with all that belongs to it. Abroad is then what lies outside its own country.
    kind : str
        Kind of facility; plants for vehicles when left out.

    Returns
    -------
    DataFrame
        The columns of `sites` with ``maker``, ``home`` and ``way``. Where a plant runs and a maker is only to
        come there, as its builder or the host's guest, ``presumed`` is ``announced`` for that maker, or after
        two and four years of silence shelved and presumed cancelled.
    """
    rows = sites(known).filter(pl.col("kind") == kind, pl.col("country").is_not_null())
    makers = makers_of_sites(known)
    hosted = makers.group_by("facility").agg(others=pl.col("firm").any())
    chosen = makers if of is None else makers_of_sites(known, of)
    found = rows.join(chosen, on="facility").join(hosted, on="facility", how="left")
    if of is not None:
        found = found.with_columns(home=pl.lit(home_of(of), pl.String))
    found = found.filter((pl.col("home") != pl.col("country")).fill_null(of is not None))
    if home is not None:
        found = found.filter(pl.col("home") == home)
    guest = (pl.col("presumed") == "operating") & ~pl.col("firm") & pl.col("others")
    return found.with_columns(
        presumed=pl.when(guest)
        .then(presumed(pl.lit("announced"), pl.col("told"), known.on))
        .otherwise("presumed")
    ).drop("firm", "told", "others")
