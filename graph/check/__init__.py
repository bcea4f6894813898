"""Whether facts can be true together, and whether a draft agrees with what is known.

`check` looks at an atlas: shapes, contradictions, sums, late plans, stale values, doubles. `check_document`
looks at one document against an atlas and against itself.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from autoatlas.graph.check.finding import KINDS, LEVELS, Finding, Kind, Level, at_or_above

if TYPE_CHECKING:
    import polars as pl

    from autoatlas.graph.atlas import Atlas
    from autoatlas.graph.check.verdicts import Statement

__all__ = ["KINDS", "LEVELS", "Finding", "Kind", "Level", "at_or_above", "check", "check_document"]


def check(atlas: "Atlas", *, kinds: Collection[Kind] = KINDS, on: date | None = None) -> list[Finding]:
    """Return what does not fit together in an atlas, kind by kind, the gravest first.

    Parameters
    ----------
    atlas : Atlas
    kinds : collection of str
        Which checks to run; `KINDS` lists them.
    on : date, optional
        The day to check as of: only what had been published by then, and late is what was due by then. Today
        when left out.

    """
    from autoatlas.graph.check.arithmetic import arithmetic
    from autoatlas.graph.check.claims import claims_of
    from autoatlas.graph.check.contradictions import contradictions
    from autoatlas.graph.check.duplicates import duplicates
    from autoatlas.graph.check.plans import late_plans, stale_values
    from autoatlas.graph.check.shapes import valid_facts, violations

    day = on or datetime.now(UTC).date()
    claims = claims_of(atlas, on, keep=valid_facts)
    runs = {
        "shape": lambda: violations(atlas),
        "contradiction": lambda: contradictions(claims),
        "arithmetic": lambda: arithmetic(claims),
        "lateness": lambda: late_plans(claims, day),
        "staleness": lambda: stale_values(claims, day),
        "duplicate": lambda: duplicates(claims, atlas.identities().different),
    }
    return [finding for kind in KINDS if kind in kinds for finding in runs[kind]()]


def check_document(document: "Atlas", atlas: "Atlas") -> "list[Statement]":
    """Judge the statements of a document against an atlas and against each other.

    Parameters
    ----------
    document : Atlas
        An atlas that holds the document alone, as ``Atlas()`` after ``load("draft.txt")``.
    atlas : Atlas
        What is known. The document's own facts in it, and those that cite it, do not count.

    Returns
    -------
    list of Statement
        One a fact of the document, in the order of the text.
    """
    import polars as pl

    from autoatlas.graph.check.claims import claims_of
    from autoatlas.graph.check.verdicts import verdicts
    from autoatlas.graph.identity import same_facilities

    statements = claims_of(document)
    known = claims_of(atlas, about=_names(statements, atlas))
    own = document.documents()["document"].to_list()
    known = known.filter(~pl.col("document").is_in(own) & ~pl.col("source").is_in(own).fill_null(False))
    both = pl.concat([statements, known])
    located = both.filter(pl.col("property") == "locatedIn", pl.col("object_type") == "Country")
    countries: dict[str, list[str]] = {}
    for site, country in located.select("subject", "object").unique().iter_rows():
        countries.setdefault(site, []).append(country)
    sites = both.filter(pl.col("subject_type") == "Facility")["subject"].unique().to_list()
    same = {**same_facilities(sites, countries, atlas.identities()), **atlas.merged_names()}
    renamed = [pl.col("subject").replace(same), pl.col("object").replace(same)]
    statements, known = statements.with_columns(renamed), known.with_columns(renamed)
    return verdicts(statements.sort("quote_start", maintain_order=True), known)


def _names(statements: "pl.DataFrame", atlas: "Atlas") -> list[str]:
    """The names that statements use, and every facility of an operator of theirs, whatever its label."""
    import polars as pl

    from autoatlas.ontology.facilities import parse_facility_label

    def operator(label: str) -> str | None:
        parts = parse_facility_label(label)
        return parts.operator if parts is not None else None

    named = set(statements["subject"]) | set(statements["object"].drop_nulls())
    sites = statements.filter(pl.col("subject_type") == "Facility")["subject"].unique()
    operators = [f"{name} " for name in {operator(label) for label in sites} - {None}]
    if not operators:
        return sorted(named)
    known = atlas.facts().filter(pl.col("subject_type") == "Facility").select("subject").unique()
    # to take another maker's plant along does no harm, and to take every label apart takes time
    theirs = pl.any_horizontal(pl.col("subject").str.starts_with(name) for name in operators)
    return sorted(named.union(known.filter(theirs).collect()["subject"]))
