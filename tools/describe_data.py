"""Describe the curated data: ``data/datapackage.json``, and what is in it, in ``README.md`` and ``data/README.md``.

Run ``python -m tools.describe_data`` after a change to the data; ``--check`` only tells whether all is current.
"""

import json
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from autoatlas.graph import Atlas
from autoatlas.ontology import terms
from autoatlas.ontology.dates import PARTIAL_DATE

__all__ = ["counts_table", "main", "package"]

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
BEGIN, END = "<!-- counts: made by python -m tools.describe_data -->", "<!-- end of counts -->"
_TYPES = {"decimal": "number", "integer": "integer", "date": "string", "anyURI": "string", "string": "string"}
_ENUMS = {
    "subject_type": terms.CLASSES,
    "object_type": terms.CLASSES,
    "property": terms.PROPERTIES,
    "comparator": terms.COMPARATORS,
    "modality": terms.MODALITIES,
    "basis": terms.BASES,
    "kind": terms.PUBLISHER_KINDS,
}
_KEPT_OUT = {"quote", "quote_start", "quote_end"}


def package(version: str) -> dict[str, Any]:
    """Return the description of the data as a Frictionless data package."""
    tables = sorted(DATA.rglob("*.csv"))
    return {
        "profile": "tabular-data-package",
        "name": "autoatlas",
        "title": "Automakers abroad: cited facts about facilities, makers and trade",
        "description": "One row, one fact, with its source. Sources are described in sources/.",
        "homepage": "https://w3id.org/autoatlas/data/",
        "version": version,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "CC BY 4.0",
            }
        ],
        "contributors": [{"title": "The AutoAtlas authors", "role": "author"}],
        "sources": [{"title": "The pages listed one by one in sources/*.csv, each with publisher and date"}],
        "resources": [_resource(path) for path in tables],
    }


def _resource(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    header = content.partition(b"\n")[0].decode("utf-8-sig").strip().split(",")
    columns = terms.SOURCE_COLUMNS if path.parent.name == "sources" else terms.FACT_COLUMNS
    known = {column.name: column for column in columns}
    return {
        "profile": "tabular-data-resource",
        "name": "-".join(path.relative_to(DATA).with_suffix("").parts),
        "path": path.relative_to(DATA).as_posix(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {"missingValues": [""], "fields": [_field(known[name]) for name in header]},
    }


def _field(column: terms.Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.name in _ENUMS:
        constraints["enum"] = list(_ENUMS[column.name])
    if column.datatype == "date":
        constraints["pattern"] = PARTIAL_DATE
    field = {"name": column.name, "type": _TYPES[column.datatype], "description": column.definition}
    return field | ({"constraints": constraints} if constraints else {})


def counts_table(atlas: Atlas) -> str:
    """Return what the atlas holds as a table in Markdown."""
    facts = atlas.facts().collect()
    same = atlas.same_entities()
    facts = facts.with_columns(pl.col("subject").replace(same))
    sites = facts.filter(pl.col("subject_type") == "Facility")
    placed = sites.filter(pl.col("property") == "locatedIn", pl.col("object_type") == "Country")
    capacities = sites.filter(pl.col("property") == "annualCapacity").group_by("subject")
    sourced = capacities.agg(pl.col("source").n_unique().alias("n"))
    dates = facts["published"].drop_nulls()
    rows = [
        ("facts", f"{facts.height:,}"),
        ("of them about facilities", f"{sites.height:,}"),
        ("facilities", f"{sites['subject'].n_unique():,}"),
        ("countries with facilities", f"{placed['object'].n_unique():,}"),
        ("sources cited", f"{facts['source'].n_unique():,}"),
        ("facilities whose capacity has two sources or more", f"{(sourced['n'] > 1).mean():.0%}"),
        ("newest source", str(dates.max())),
    ]
    lines = ["| the packaged atlas | |", "| --- | --- |", *(f"| {name} | {count} |" for name, count in rows)]
    return "\n".join(lines)


def _with_counts(text: str, table: str) -> str:
    pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n{table}\n{END}", text)


def main(arguments: list[str]) -> int:
    """Write what is stale, or with ``--check`` name it. Returns the exit status."""
    atlas = Atlas.packaged()
    newest = str(atlas.sources()["accessed"].drop_nulls().max() or "")
    described = json.dumps(package(newest.replace("-", ".")), ensure_ascii=False, indent=1) + "\n"
    made = {DATA / "datapackage.json": described}
    table = counts_table(atlas)
    for path in (ROOT / "README.md", DATA / "README.md"):
        made[path] = _with_counts(path.read_text(encoding="utf-8"), table)
    stale = [
        path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        if "--check" in arguments:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not current; run python -m tools.describe_data\n")
        else:
            path.write_text(made[path], encoding="utf-8", newline="")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
