"""The graph for other tools: RDF, graph files and tables, written whole or not at all.

RDF is written by Oxigraph. Turtle knows no named graphs, so there each fact states its source. GraphML and
GEXF have one edge a fact, with plain attributes; GeoJSON has the facilities whose place is known.
"""

import io
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING

import polars as pl

from autoatlas.graph.rdf import number_text
from autoatlas.ontology.errors import ExtraMissing, UnknownFormat
from autoatlas.ontology.facts import FACT_SCHEMA, to_jsonl
from autoatlas.ontology.files import write_whole
from autoatlas.ontology.terms import PREFIXES

if TYPE_CHECKING:
    from autoatlas.graph.atlas import Atlas

__all__ = ["FORMATS", "export", "facts_as"]

_EXCEL_ROWS = 1_048_575  # a sheet has 2^20 rows, the first with the names
_EXCEL_TEXT = 32_767  # characters in a cell


def export(
    atlas: "Atlas",
    output: str | PathLike[str] | None = None,
    *,
    format: str | None = None,  # noqa: A002 - the word that every command uses
) -> bytes | None:
    """Write an atlas in one of `FORMATS`.

    Parameters
    ----------
    atlas : Atlas
    output : path, optional
        File to write, whole or not at all. When left out, the bytes are returned.
    format : str, optional
        When left out, that of the file's name.

    Raises
    ------
    UnknownFormat
        Nothing here writes that.
    ExtraMissing
        ``xlsx`` without the part that writes it.
    """
    if format is None:
        format = Path(output).suffix.lstrip(".").lower() if output is not None else ""  # noqa: A001 - as in commands
    if format not in _WRITERS:
        raise UnknownFormat(
            f"the graph is not written as {format!r}", mend=f"Formats are {', '.join(FORMATS)}."
        )
    write = _WRITERS[format]
    if output is None:
        held = io.BytesIO()
        write(atlas, held)
        return held.getvalue()
    with write_whole(output) as file:
        write(atlas, file)
    return None


def facts_as(facts: pl.DataFrame, format: str) -> bytes:  # noqa: A002 - the word that every command uses
    """Write a frame of facts as ``jsonl``, ``csv`` or ``parquet``.

    Raises
    ------
    UnknownFormat
        Any other format.
    """
    if format == "jsonl":
        return to_jsonl(facts).encode()
    held = io.BytesIO()
    if format == "csv":
        _plain_numbers(facts).write_csv(held)
    elif format == "parquet":
        facts.write_parquet(held, compression="zstd")
    else:
        raise UnknownFormat(
            f"facts are not written as {format!r}", mend="Formats are jsonl, csv and parquet."
        )
    return held.getvalue()


def _plain_numbers(facts: pl.DataFrame) -> pl.DataFrame:
    """Write whole numbers as such: ``100000``, not ``100000.0``."""
    floats = [name for name, dtype in facts.schema.items() if dtype == pl.Float64]
    return facts.with_columns(number_text(name).alias(name) for name in floats)


# -- RDF -------------------------------------------------------------------------------------------


def _dump(syntax: str) -> Callable[["Atlas", IO[bytes]], None]:
    def write(atlas: "Atlas", file: IO[bytes]) -> None:
        import pyoxigraph as ox

        formats = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
        prefixes = PREFIXES if syntax == "trig" else None
        atlas.index().dump(file, formats[syntax], prefixes=prefixes)

    return write


def _turtle(atlas: "Atlas", file: IO[bytes]) -> None:
    import pyoxigraph as ox

    from autoatlas.graph.background import in_background

    with in_background(atlas.triples()) as batches:
        triples = (
            triple for batch in batches for triple in ox.parse(batch, ox.RdfFormat.N_TRIPLES, lenient=True)
        )
        ox.serialize(triples, file, ox.RdfFormat.TURTLE, prefixes=PREFIXES)


# -- graph files -----------------------------------------------------------------------------------


def _graphml(atlas: "Atlas", file: IO[bytes]) -> None:
    import networkx as nx

    from autoatlas.graph.flat import flat_network

    nx.write_graphml(flat_network(atlas.network()), file)


def _gexf(atlas: "Atlas", file: IO[bytes]) -> None:
    import networkx as nx

    from autoatlas.graph.flat import flat_network

    nx.write_gexf(flat_network(atlas.network(), numbered=True), file)


def _geojson(atlas: "Atlas", file: IO[bytes]) -> None:
    from autoatlas.graph.geojson import geojson

    file.write(geojson(atlas))


# -- tables ----------------------------------------------------------------------------------------


def _table(form: str) -> Callable[["Atlas", IO[bytes]], None]:
    def write(atlas: "Atlas", file: IO[bytes]) -> None:
        file.write(facts_as(atlas.facts().select(FACT_SCHEMA.names()).collect(), form))

    return write


def _excel(atlas: "Atlas", file: IO[bytes]) -> None:
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise ExtraMissing(
            "writing xlsx needs xlsxwriter", mend="Install it: pip install 'autoatlas[excel]'."
        ) from error
    sheets = {"facts": atlas.facts().collect(), "sources": atlas.sources()}
    for name, frame in sheets.items():
        if frame.height > _EXCEL_ROWS:
            raise UnknownFormat(
                f"{frame.height:,} rows of {name} are more than a sheet of xlsx has",
                mend="Take csv or parquet.",
            )
    held = io.BytesIO()
    # text stays text: what begins with = is no formula, what looks like an address no link
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(held, {"in_memory": True, "constant_memory": False, **as_text}) as book:
        bold = book.add_format({"bold": True})
        for name, frame in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, frame.columns, bold)
            for number, row in enumerate(frame.iter_rows(), 1):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, column, value[:_EXCEL_TEXT])
                    elif value is not None:
                        sheet.write_number(number, column, value)
    file.write(held.getvalue())


_WRITERS: dict[str, Callable[["Atlas", IO[bytes]], None]] = {
    "ttl": _turtle,
    "nq": _dump("nq"),
    "trig": _dump("trig"),
    "jsonld": _dump("jsonld"),
    "graphml": _graphml,
    "gexf": _gexf,
    "geojson": _geojson,
    "csv": _table("csv"),
    "jsonl": _table("jsonl"),
    "xlsx": _excel,
    "parquet": _table("parquet"),
}
FORMATS = tuple(_WRITERS)
"""Formats that `export` writes."""
