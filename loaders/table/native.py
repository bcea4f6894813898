"""Reads tables that have the columns of facts, or of sources, already."""

from collections.abc import Collection, Iterator

import polars as pl

from autoatlas.loaders.table.cells import blank_to_null, numbers, unguard
from autoatlas.loaders.table.model import Batch, Table
from autoatlas.loaders.table.naming import Names
from autoatlas.ontology.extraction import Report
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA, fill_defaults
from autoatlas.ontology.terms import PUBLISHER_KINDS
from autoatlas.ontology.validation import Fault, validate

__all__ = ["fact_frames", "is_fact_table", "is_source_table", "source_rows"]

_NUMBERS = ("value", "value_max", "quote_start", "quote_end", "confidence")
_SOURCE_ONLY = {"title", "publisher", "kind", "accessed", "mirror_of"}


def is_fact_table(columns: Collection[str]) -> bool:
    """Tell whether columns are those of facts: who, of what class, which property, and what."""
    names = set(columns)
    return {"subject", "subject_type", "property"} <= names and bool(
        names & {"object", "value", "start", "end"}
    )


def is_source_table(columns: Collection[str]) -> bool:
    """Tell whether columns are those of the table of sources."""
    names = set(columns)
    return "source" in names and names <= set(SOURCE_SCHEMA) and bool(names & _SOURCE_ONLY)


def fact_frames(table: Table, names: Names, report: Report) -> Iterator[pl.DataFrame]:
    """Yield the facts of a table that has a fact's columns, validated."""
    numbered = "quote_start" not in table.columns
    for batch in table.batches():
        for name in batch.frame.columns:
            if name not in FACT_SCHEMA and (count := blank_to_null(batch.frame[name]).count()):
                report.skipped[f"column {name!r} is not one of a fact's"] += count
        frame, rows, faults = _typed(batch, table.where, numbered)
        frame = names.facts(fill_defaults(frame))
        good, wrong = validate(frame, where=table.where, first_row=0)
        numbers_of = rows.to_list()
        report.faults.extend(faults)
        report.faults.extend(fault._replace(row=numbers_of[fault.row]) for fault in wrong)
        report.facts += good.height
        if good.height:
            yield good


def _typed(batch: Batch, where: str, numbered: bool) -> tuple[pl.DataFrame, pl.Series, list[Fault]]:
    """Cells as values of their columns' types; rows with a cell that is no number are left out."""
    columns, faults = [], []
    bad = pl.repeat(False, batch.frame.height, dtype=pl.Boolean, eager=True)
    filled = pl.repeat(False, batch.frame.height, dtype=pl.Boolean, eager=True)
    for name, dtype in FACT_SCHEMA.items():
        if name not in batch.frame.columns:
            columns.append(pl.Series(name, [None], dtype=dtype).new_from_index(0, batch.frame.height))
            continue
        column = blank_to_null(batch.frame[name])
        filled = filled | column.is_not_null()
        if name in _NUMBERS:
            found, wrong = numbers(column)
            value = found["value"]
            if dtype == pl.Int64:
                wrong = wrong | (value.is_not_null() & ((value != value.floor()) | (value.abs() > 2**53)))
                value = value.set(wrong, None)
            for row in wrong.arg_true().to_list():
                said = f'"{str(column[row])[:80]}" is not a number'
                faults.append(
                    Fault(where, batch.rows[row], name, said, "Write it plainly, as 100000 or 52.6.")
                )
            bad = bad | wrong
            columns.append(value.cast(dtype).alias(name))
        else:
            text = unguard(column).cast(pl.String)
            columns.append(text.alias(name))
    frame = pl.DataFrame(columns)
    if numbered:
        frame = frame.with_columns(quote_start=batch.rows, quote_end=batch.rows)
    keep = ~bad & filled
    if keep.all():
        return frame, batch.rows, faults
    return frame.filter(keep), batch.rows.filter(keep), faults


def source_rows(table: Table, report: Report) -> pl.DataFrame:
    """Read a whole table of sources, validated."""
    from autoatlas.ontology.dates import is_partial_date
    from autoatlas.ontology.iris import is_iri

    kept: list[pl.DataFrame] = []
    for batch in table.batches():
        frame = batch.frame.select(
            unguard(blank_to_null(batch.frame[name])).cast(pl.String).alias(name)
            if name in batch.frame.columns
            else pl.lit(None, dtype=pl.String).alias(name)
            for name in SOURCE_SCHEMA.names()
        )
        good = []
        for row, record in zip(batch.rows.to_list(), frame.iter_rows(named=True), strict=True):
            fault: tuple[str, str, str] | None = None
            if not any(record.values()):
                good.append(False)
                continue
            if not record["source"] or not is_iri(record["source"]):
                fault = (
                    "source",
                    f'"{record["source"] or ""}" is not an address',
                    "Write an absolute address.",
                )
            elif record["kind"] and record["kind"] not in PUBLISHER_KINDS:
                fault = (
                    "kind",
                    f'"{record["kind"]}" is no kind of publisher',
                    f"One of {', '.join(PUBLISHER_KINDS)}.",
                )
            elif record["mirror_of"] and not is_iri(record["mirror_of"]):
                fault = (
                    "mirror_of",
                    f'"{record["mirror_of"]}" is not an address',
                    "Write an absolute address.",
                )
            for name in ("published", "accessed"):
                if fault is None and record[name] and not is_partial_date(record[name]):
                    fault = (name, f'"{record[name]}" is not a date', "Write 2025, 2025-04 or 2025-04-11.")
            if fault:
                report.faults.append(Fault(table.where, row, *fault))
            good.append(fault is None)
        kept.append(frame.filter(pl.Series(good, dtype=pl.Boolean)))
    frame = pl.concat(kept) if kept else pl.DataFrame(schema=SOURCE_SCHEMA)
    return frame.unique("source", keep="first", maintain_order=True)
