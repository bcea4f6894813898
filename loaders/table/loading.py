"""The entry of the table loader: which road a table takes to facts."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from autoatlas import __version__
from autoatlas.loaders.table.model import Batch, Progress, Table
from autoatlas.loaders.table.naming import Names
from autoatlas.loaders.table.native import fact_frames, is_fact_table, is_source_table, source_rows
from autoatlas.loaders.table.reading import open_table
from autoatlas.ontology.errors import InvalidFact, SourceUnreadable
from autoatlas.ontology.extraction import Extraction, Report
from autoatlas.ontology.iris import document_iri

__all__ = ["LOADER", "read"]

LOADER = f"table {__version__}"

_MOST_ROWS = 250_000
_HOPELESS = 50_000
"""From so many faults on, a table of which most rows are bad is given up: it is not what it seems."""


def read(
    document: str | Path,
    *,
    source: str | None = None,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002
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
    table = open_table(document, encoding=encoding, format=format)
    extraction = Extraction(
        document=source or document_iri(document), loader=LOADER, frames=iter(()), report=report
    )
    names = Names(report)
    _watch(table, report, strict, progress)
    if is_fact_table(table.columns):
        extraction.frames = _checked(fact_frames(table, names, report), report, strict)
    elif is_source_table(table.columns):
        extraction.sources = source_rows(table, report)
        extraction.frames = _checked(iter(()), report, strict)
    else:
        raise SourceUnreadable("the columns are not those of facts", where=str(document))
    return extraction


def _watch(table: Table, report: Report, strict: bool, progress: Progress | None) -> None:
    """Bring what the reading of a table finds into the report, and tell how far it is."""
    inner = table.batches

    def batches() -> Iterator[Batch]:
        seen = rows = 0
        for batch in inner():
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

    for frame in frames:
        stop()
        yield frame
    stop()
