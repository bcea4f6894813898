"""Rows of a table by the names that a mapping uses: cells, templates, conditions, quotes."""

import re
from collections.abc import Callable

import polars as pl

from autoatlas.loaders.table.cells import blank_to_null, unguard
from autoatlas.loaders.table.mapping import Condition, TableMapping, Template
from autoatlas.loaders.table.model import Table
from autoatlas.ontology.facts import FACT_SCHEMA

__all__ = ["ROW", "Rows", "by_value", "cell", "compose", "found_in", "head_of", "holds", "nulls", "quotes"]

ROW = "\x00row"
"""The column with the number of each row; no table has one of that name."""


class Rows:
    """Rows of a table by the names that a mapping uses for their columns."""

    def __init__(self, frame: pl.DataFrame, spelt: dict[str, str], table: Table) -> None:
        self.frame, self._spelt, self._table = frame, spelt, table

    def keep(self, mask: pl.Series) -> "Rows":
        """Those rows alone."""
        return self if mask.all() else Rows(self.frame.filter(mask), self._spelt, self._table)

    def raw(self, name: str) -> pl.Series:
        """A column as it is; nulls where the table has it not."""
        found = name if name in self.frame.columns else self._spelt.get(name.casefold(), name)
        if found in self.frame.columns:
            return self.frame[found]
        special = {"@title": self._table.title, "@file": self._table.where.rsplit("/", 1)[-1]}
        if name in special:
            return pl.repeat(special[name], self.frame.height, dtype=pl.String, eager=True)
        return self.frame[ROW] if name == "@row" else nulls(name, self.frame.height)

    def text(self, name: str) -> pl.Series:
        """A column as text; a whole number without decimals."""
        return _as_text(self.raw(name))


def cell(column: pl.Series) -> pl.Series:
    return unguard(blank_to_null(column))


def nulls(name: str, height: int) -> pl.Series:
    dtype = FACT_SCHEMA.get(name, pl.String)
    return pl.Series(name, [None], dtype=dtype).new_from_index(0, height)


def _as_text(column: pl.Series) -> pl.Series:
    if column.dtype.is_float():
        whole = (column == column.floor()).fill_null(False) & (column.abs() < 2**53).fill_null(False)
        as_whole = column.set(~whole, None).cast(pl.Int64).cast(pl.String)
        return as_whole.zip_with(whole, column.cast(pl.String))
    return column.cast(pl.String)


def found_in(cells: pl.Series, pattern: re.Pattern[str]) -> pl.Series:
    """Where a pattern is found; Python's patterns, each different cell once where they are few."""
    if len(cells) > 1000 and cells.n_unique() > len(cells) // 10:
        try:
            return cells.str.contains(pattern.pattern).fill_null(False)
        except pl.exceptions.ComputeError:
            # a pattern that only Python knows, such as one that looks ahead
            pass
    values = [value for value in cells.drop_nulls().unique().to_list() if pattern.search(value)]
    return cells.is_in(values).fill_null(False)


def head_of(match: re.Match[str] | None) -> str | None:
    """What a pattern found: its groups joined, or all of it."""
    if match is None:
        return None
    groups = [group for group in match.groups() if group]
    return "".join(groups) if groups else match[0]


def by_value(text: pl.Series, read: Callable[[str], str | None]) -> pl.Series:
    """Change a column by its different values, each once."""
    values = text.drop_nulls().unique().to_list()
    if not values:
        return text
    return text.replace_strict(
        values, [read(value) for value in values], default=None, return_dtype=pl.String
    )


def compose(rows: Rows, template: Template, empty: str | None = None) -> pl.Series:
    """The text of a template for each row; null where one of its columns is empty, unless that has a sign."""
    parts = template.parts
    if len(parts) == 1:
        text, is_column = parts[0]
        if not is_column:
            return pl.repeat(text, rows.frame.height, dtype=pl.String, eager=True)
        found = rows.text(text)
        return found if empty is None else found.fill_null(empty)
    pieces = []
    for number, (text, is_column) in enumerate(parts):
        piece = (
            rows.text(text) if is_column else pl.repeat(text, rows.frame.height, dtype=pl.String, eager=True)
        )
        pieces.append((piece if empty is None else piece.fill_null(empty)).alias(str(number)))
    return pl.select(pl.concat_str([pl.lit(piece) for piece in pieces])).to_series()


def holds(rows: Rows, conditions: tuple[Condition, ...]) -> pl.Series:
    """Where all conditions hold."""
    held = pl.repeat(True, rows.frame.height, dtype=pl.Boolean, eager=True)
    for column, test, values in conditions:
        cells = rows.text(column)
        if test in ("is", "not"):
            one = cells.is_in(list(values)).fill_null("" in values)
            held = held & (one if test == "is" else ~one)
        elif test in ("match", "not_match"):
            one = found_in(cells, re.compile(values[0]))
            held = held & (one if test == "match" else ~one)
        else:
            held = held & (cells.is_not_null() if test == "filled" else cells.is_null())
    return held


def quotes(rows: Rows, used: list[str], mapping: TableMapping) -> pl.Series:
    """The cells of a row that the mapping speaks of, as its quote."""
    names = [name for name in used if name in rows.frame.columns]
    if mapping.wide and mapping.wide.value in rows.frame.columns:
        names += [mapping.wide.name, mapping.wide.value]
    if not names or not rows.frame.height:
        return nulls("quote", rows.frame.height)
    cells = [rows.text(name).alias(str(number)) for number, name in enumerate(names)]
    return pl.select(
        pl.concat_str([pl.lit(cell) for cell in cells], separator=" | ", ignore_nulls=True)
    ).to_series()
