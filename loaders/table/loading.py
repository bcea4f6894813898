"""The entry of the table loader: which road a table takes to facts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from autoatlas import __version__
from autoatlas.loaders.table.ahead import ahead
from autoatlas.loaders.table.apply import MappedFacts
from autoatlas.loaders.table.mapping import InvalidMapping, TableMapping
from autoatlas.loaders.table.mapping_file import parse_mapping, read_mapping
from autoatlas.loaders.table.model import Batch, Progress, Table
from autoatlas.loaders.table.naming import Names
from autoatlas.loaders.table.native import fact_frames, is_fact_table, is_source_table, source_rows
from autoatlas.loaders.table.profiles import find_profile
from autoatlas.loaders.table.propose import propose
from autoatlas.loaders.table.reading import open_table
from autoatlas.ontology.errors import InvalidFact, SourceUnreadable
from autoatlas.ontology.extraction import Extraction, Report
from autoatlas.ontology.facts import SOURCE_SCHEMA
from autoatlas.ontology.iris import document_iri

__all__ = ["LOADER", "propose_mapping", "read"]

LOADER = f"table {__version__}"

_MOST_ROWS = 250_000
_SAMPLE = 5_000
_HOPELESS = 50_000
"""From so many faults on, a table of which most rows are bad is given up: it is not what it seems."""


def read(
    document: str | Path,
    *,
    source: str | None = None,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002 - the word that every command uses
    mapping: str | Path | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> Extraction:
    """Read a table as facts.

    Parameters
    ----------
    document : str or Path
        A path, or ``-`` for standard input.
    source : str, optional
        The document's IRI; its address or ``file:`` path when left out.
    encoding, format : str, optional
        Found out when left out.
    mapping : str or Path, optional
        A mapping file, for a table that has not the columns of facts.
    strict : bool
        Whether the first bad row is an error. Otherwise bad rows are in the report, and the others are facts.
    progress : callable, optional
        Called with the share of the file that has been read.

    Returns
    -------
    Extraction
        Read as it is iterated over, in memory that does not grow with the table.

    Raises
    ------
    SourceUnreadable, EncodingRefused, UnknownFormat, ExtraMissing
        At once, or while iterating where a file is damaged further down.
    InvalidFact
        While iterating, with ``strict``.
    """
    report = Report()
    given = read_mapping(mapping) if mapping is not None else None
    layout: dict[str, Any] = (
        {}
        if given is None
        else {"sheet": given.sheet, "header_row": given.header_row, "delimiter": given.delimiter}
    )
    table = open_table(document, encoding=encoding, format=format, **layout)
    extraction = Extraction(
        document=source or document_iri(document), loader=LOADER, frames=iter(()), report=report
    )
    names = Names(report)
    if given is None and not is_fact_table(table.columns) and not is_source_table(table.columns):
        given = _mapping_for(table)
    _watch(table, report, progress)
    if given is not None:
        _mapped(extraction, given, table, names, strict)
    elif is_fact_table(table.columns):
        extraction.frames = _checked(fact_frames(table, names, report), report, strict)
    else:
        extraction.sources = source_rows(table, report)
        extraction.frames = _checked(iter(()), report, strict)
    return extraction


def propose_mapping(
    document: str | Path,
    *,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002 - the word that every command uses
) -> str:
    """Propose a mapping for a table, commented, for its user to finish.

    Parameters
    ----------
    document : str or Path
    encoding, format : str, optional
        Found out when left out.

    Returns
    -------
    str
        TOML. What is missing, if anything, stands in its last line. Of a table with a profile, the profile.

    Raises
    ------
    SourceUnreadable, EncodingRefused, UnknownFormat, ExtraMissing
    InvalidMapping
        The table has the columns of facts, or of sources, and needs none.
    """
    table = open_table(document, encoding=encoding, format=format)
    if is_fact_table(table.columns) or is_source_table(table.columns):
        raise InvalidMapping(
            "the columns are those of facts already, so no mapping is needed",
            where=table.where,
            mend="Load it as it is.",
        )
    sample = next((batch.frame.head(_SAMPLE) for batch in table.batches()), pl.DataFrame())
    found = find_profile(table.columns, table.title, sample)
    return Path(found.where).read_text(encoding="utf-8") if found is not None else propose(table)[0]


def _mapping_for(table: Table) -> TableMapping:
    """The profile that a table is recognised by, else a mapping proposed from the table itself."""
    sample = next((batch.frame.head(_SAMPLE) for batch in table.batches()), pl.DataFrame())
    table.faults.clear()
    table.skipped.clear()
    found = find_profile(table.columns, table.title, sample)
    if found is not None:
        return found
    text, missing = propose(table)
    table.faults.clear()
    table.skipped.clear()
    if missing:
        raise InvalidMapping(
            f"no facts can be read from these columns as they are: {missing}",
            where=table.where,
            mend="`autoatlas mapping` proposes a mapping to finish by hand; docs/tables.md explains it.",
        )
    return parse_mapping(text, where=f"the mapping proposed for {table.where}")


def _mapped(extraction: Extraction, mapping: TableMapping, table: Table, names: Names, strict: bool) -> None:
    """Let a mapping give the frames and the sources of an extraction."""
    facts = MappedFacts(mapping, table, names, extraction.report)
    stated = mapping.source
    rows: list[dict[str, str | None]] = []
    if stated:
        known = {name: stated.get(name) for name in ("title", "publisher", "kind", "published", "accessed")}
        rows.append({"source": extraction.document, "mirror_of": stated.get("address"), **known})
        if "address" in stated:
            rows.append({"source": stated["address"], **known})
    extraction.sources = pl.DataFrame(rows, schema=SOURCE_SCHEMA)

    def frames() -> Iterator[pl.DataFrame]:
        own = extraction.sources
        for frame in facts.frames():
            extraction.sources = pl.concat([own, facts.sources])
            yield frame

    extraction.frames = _checked(frames(), extraction.report, strict)


def _watch(table: Table, report: Report, progress: Progress | None) -> None:
    """Bring what the reading of a table finds into the report, and tell how far it is."""
    inner = table.batches

    def batches() -> Iterator[Batch]:
        seen = rows = 0
        for batch in ahead(inner()):
            report.faults.extend(table.faults[seen:])
            seen = len(table.faults)
            for at in range(0, batch.frame.height, _MOST_ROWS):
                part = slice(at, at + _MOST_ROWS)
                yield Batch(batch.rows[part], batch.frame[part], batch.done)
                rows += _MOST_ROWS
                if len(report.faults) > max(_HOPELESS, rows // 2):
                    first = report.faults[0]
                    raise SourceUnreadable(
                        f"most rows are bad, so nothing is loaded; the first: {first.what}",
                        where=f"{table.where}, row {first.row}",
                        mend=first.mend,
                    )
            if progress is not None:
                progress(batch.done)
        report.faults.extend(table.faults[seen:])
        for reason, count in table.skipped.items():
            report.skipped[reason] += count
        if progress is not None:
            progress(1.0)

    table.batches = batches


def _checked(frames: Iterator[pl.DataFrame], report: Report, strict: bool) -> Iterator[pl.DataFrame]:
    """Stop at the first bad row where that is asked for."""

    def stop() -> None:
        if strict and report.faults:
            fault = min(report.faults, key=lambda one: one.row)
            place = f", column {fault.column}" if fault.column else ""
            raise InvalidFact(fault.what, where=f"{fault.where}, row {fault.row}{place}", mend=fault.mend)

    for frame in ahead(frames):
        stop()
        yield frame
    stop()
