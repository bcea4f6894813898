"""The tables that ship with the package, as documents."""

from pathlib import Path

import polars as pl

from autoatlas.ontology.errors import SourceUnreadable
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import SOURCE_SCHEMA

__all__ = ["packaged_tables"]

_PACKAGED = "https://w3id.org/autoatlas/data/"


def packaged_tables(folder: Path) -> list[Extraction]:
    """Read the shipped tables; those in ``sources`` describe what the others cite.

    They are valid and their names are the registry's, which the tests see to, so that they need no loader.
    """
    from autoatlas import __version__
    from autoatlas.ontology.facts import conform, fill_defaults

    tables = sorted(path for path in folder.rglob("*.csv") if path.parent.name != "sources")
    if not tables:
        raise SourceUnreadable("the package holds no data", where=str(folder), mend="Install it again.")
    files = sorted((folder / "sources").glob("*.csv"))
    frames = [
        conform(pl.read_csv(path, infer_schema=False), SOURCE_SCHEMA, where=str(path)) for path in files
    ]
    described = pl.concat([pl.DataFrame(schema=SOURCE_SCHEMA), *frames]).unique("source", keep="first")
    read = []
    for path in tables:
        facts = fill_defaults(conform(pl.read_csv(path, infer_schema=False), where=str(path)))
        cited = described.join(facts.select("source").unique(), on="source", how="semi").sort("source")
        iri = f"{_PACKAGED}{path.relative_to(folder).as_posix()}"
        read.append(Extraction(iri, f"packaged {__version__}", iter([facts]), sources=cited))
    return read
