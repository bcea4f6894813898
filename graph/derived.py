"""Direct triples for plain questions: relations that hold, and the current value of what describes a state.

`docs/rdf.md` says which facts have one. Everything else is asked of the fact's node.
"""

from collections.abc import Iterator
from datetime import date

import polars as pl

from autoatlas.graph.rdf import Naming, number_text
from autoatlas.ontology.terms import ASSEMBLY_MODES, PREFIXES, PROPERTIES

__all__ = ["DERIVED_COLUMNS", "derived_facts", "derived_lines", "first_day_column", "last_day_column"]

_RELATIONS = [name for name, p in PROPERTIES.items() if p.shape == "relation"]
_MODES = [name for name, p in PROPERTIES.items() if p.shape == "mode"]
_STATES = {name: p.units[0] for name, p in PROPERTIES.items() if p.shape == "quantity" and p.is_state}

DERIVED_COLUMNS = [
    "subject", "subject_type", "property", "object", "object_type", "value", "value_max", "comparator",
    "start", "end", "published", "confidence",
]  # fmt: skip


def last_day_column(column: str) -> pl.Expr:
    """Last day of a column of partial dates."""
    text = pl.col(column)
    month = (text.str.head(7) + "-01").str.to_date("%Y-%m-%d", strict=False).dt.month_end()
    day = text.str.to_date("%Y-%m-%d", strict=False)
    year = (text.str.head(4) + "-12-31").str.to_date("%Y-%m-%d", strict=False)
    length = text.str.len_bytes()
    return pl.when(length == 10).then(day).when(length == 7).then(month).otherwise(year)


def first_day_column(column: str) -> pl.Expr:
    """First day of a column of partial dates."""
    return (pl.col(column) + pl.lit("-01-01")).str.head(10).str.to_date("%Y-%m-%d", strict=False)


def derived_facts(facts: pl.LazyFrame, today: date) -> pl.LazyFrame:
    """Keep the facts that may have a direct triple, in the columns that decide it."""
    ended = pl.col("_end") < today
    lasted = pl.col("start").is_null() | (pl.col("_end") > last_day_column("start"))
    holds = pl.col("property").is_in(_RELATIONS + _MODES) & ~(ended & lasted).fill_null(False)
    unit = pl.col("property").replace_strict(_STATES, default=None, return_dtype=pl.String)
    bare = pl.all_horizontal(pl.col("place", "part", "product", "object", "basis").is_null())
    state = pl.col("value").is_finite() & (pl.col("unit") == unit) & bare
    return (
        facts.filter(
            pl.col("modality") == "actual", pl.col("property").is_in(_RELATIONS + _MODES + list(_STATES))
        )
        .with_columns(_end=last_day_column("end"))
        .filter(holds | state.fill_null(False))
        .select(DERIVED_COLUMNS)
    )


def derived_lines(facts: pl.DataFrame, naming: Naming) -> Iterator[str]:
    """Yield the direct triples of what `derived_facts` kept, sorted."""
    predicate = pl.concat_str(pl.lit(f"<{PREFIXES['aa']}"), "property", pl.lit(">"))
    modes = [f"<{iri}>" for iri in ASSEMBLY_MODES.values()]
    mode = pl.col("object").replace_strict(list(ASSEMBLY_MODES), modes, default=None, return_dtype=pl.String)
    held = facts.with_columns(
        subject=naming.typed("subject", "subject_type"),
        object=pl.when(pl.col("property").is_in(_MODES))
        .then(mode)
        .otherwise(naming.typed("object", "object_type")),
        predicate=predicate,
    )
    relations = held.filter(~pl.col("property").is_in(list(_STATES)))
    lines = _lines(relations.with_columns(term="object"))
    term = pl.concat_str(pl.lit('"'), number_text("value"), pl.lit(f'"^^<{PREFIXES["xsd"]}decimal>'))
    lines.extend(
        _lines(_current(held.filter(pl.col("property").is_in(list(_STATES)))).with_columns(term=term))
    )
    yield from sorted(lines)


def _lines(facts: pl.DataFrame) -> list[str]:
    line = pl.concat_str("subject", pl.lit(" "), "predicate", pl.lit(" "), "term", pl.lit(" .\n"))
    return facts.select(line.alias("line"))["line"].drop_nulls().unique().to_list()


def _current(states: pl.DataFrame) -> pl.DataFrame:
    """The newest fact of each state, and that only if it is plainly so: one number, exactly."""
    plain = (pl.col("comparator").fill_null("=") == "=") & pl.col("value_max").is_null()
    newest = states.with_columns(
        _day=pl.coalesce(last_day_column("end"), last_day_column("published")),
        _told=last_day_column("published"),
        _plain=plain,
    ).sort(
        ["_day", "_told", "_plain", "confidence", "value"],
        descending=True,
        nulls_last=True,
        maintain_order=True,
    )
    return newest.unique(["subject", "property"], keep="first", maintain_order=True).filter("_plain")
