"""Tidy the curated tables: names as the registry has them, addresses that RDF takes, each row once, sorted.

Run ``python -m tools.tidy_data`` after editing ``data/``. What a fact says is not changed.
"""

import sys
from pathlib import Path
from urllib.parse import quote

import polars as pl

from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA
from autoatlas.ontology.registry import registry

__all__ = ["main", "tidy_facts", "tidy_sources"]

DATA = Path(__file__).resolve().parent.parent / "data"
_ORDER = ["subject", "property", "modality", "object", "start", "end", "published", "source"]
_ROLES = (("subject", "subject_type"), ("object", "object_type"))


def tidy_facts(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table of facts with canonical names, valid addresses and what may be left out left out, sorted."""
    columns = [name for name in FACT_SCHEMA if not name.startswith("quote")]
    for name, kind in _ROLES:
        pairs = table.select(name, kind).drop_nulls().unique().rows()
        renamed = {pair: _canonical(*pair) for pair in pairs}
        labels = [renamed.get(pair, pair[0]) for pair in table.select(name, kind).iter_rows()]
        table = table.with_columns(pl.Series(name, labels, dtype=pl.String))
    return (
        table.select(columns)
        .with_columns(
            pl.col("source").map_elements(_address, return_dtype=pl.String),
            pl.col("comparator").replace("=", None),
        )
        .unique(maintain_order=True)
        .sort([*_ORDER, *columns], nulls_last=False, maintain_order=True)
    )


def tidy_sources(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table of sources with valid addresses, no formulas, each source once, sorted."""
    return (
        table.select(SOURCE_SCHEMA.names())
        .with_columns(
            pl.col("source", "mirror_of").map_elements(_address, return_dtype=pl.String),
            pl.col("title", "publisher").str.strip_chars().str.replace(r"^[=+@-]+\s*", ""),
        )
        .unique("source", keep="last", maintain_order=True)
        .sort("source")
    )


def _canonical(name: str, kind: str | None) -> str:
    # towns and models are left as they are: a province is no town of its name, a trim no other trim
    if kind in ("Place", "Model", "Technology"):
        return name
    found = registry().resolve(name, kind)
    return found.label if found.how in ("exact", "normalised") and not found.ambiguous else name


def _address(text: str) -> str:
    return quote(text, safe="%/:=&?~#+!$,;'@()*[]")


def main() -> int:
    """Tidy all tables in place. Returns the exit status."""
    for path in sorted(DATA.rglob("*.csv")):
        table = pl.read_csv(path, infer_schema=False)
        tidied = tidy_sources(table) if path.parent.name == "sources" else tidy_facts(table)
        if not tidied.equals(table):
            path.write_bytes(tidied.write_csv().encode())
            sys.stdout.write(f"{path.relative_to(DATA)}: {table.height:,} rows, now {tidied.height:,}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
