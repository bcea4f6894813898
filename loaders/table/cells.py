"""Columns of cells: numbers, dates, blanks and guards.

The plain cases are decided by columns; only what is left over is read cell by cell, each different text once.
"""

from collections.abc import Callable, Collection

import polars as pl

from autoatlas.loaders.table.scalars import MISSING, SPACES, parse_date, parse_number

__all__ = ["blank_to_null", "dates", "numbers", "unguard"]

_GUARDED = r"^'([=+\-@\t\r])"


def blank_to_null(column: pl.Series) -> pl.Series:
    """Cells without blanks at their ends; empty ones null."""
    if column.dtype != pl.String:
        return column
    return column.str.strip_chars().replace("", None)


def unguard(column: pl.Series) -> pl.Series:
    """Take off the apostrophe that keeps a spreadsheet from running a cell as a formula."""
    if column.dtype != pl.String or not column.str.starts_with("'").any():
        return column
    return column.str.replace(_GUARDED, "$1")


def _missing(column: pl.Series, also: Collection[str]) -> pl.Series:
    plain = column.str.strip_chars(" \t\r\n" + SPACES)
    return plain.str.to_lowercase().is_in([*MISSING, *(word.casefold() for word in also)]).fill_null(True)


def numbers(
    column: pl.Series, *, decimal: str = ".", also_missing: Collection[str] = ()
) -> tuple[pl.DataFrame, pl.Series]:
    """Read a column of numbers.

    Parameters
    ----------
    column : Series
        Text or numbers.
    decimal : str
        The mark before the decimals.
    also_missing : collection of str
        What stands for nothing here, beside `MISSING`.

    Returns
    -------
    DataFrame, Series
        ``value``, ``value_max`` (Float64) and ``comparator``; and where a cell has what is no number.
    """
    empty = {"value_max": pl.lit(None, pl.Float64), "comparator": pl.lit(None, pl.String)}
    if column.dtype != pl.String:
        found = column.cast(pl.Float64, strict=False).alias("value")
        found = found.set(found.is_nan() | found.is_infinite(), None)
        return found.to_frame().with_columns(**empty), pl.repeat(
            False, len(column), dtype=pl.Boolean, eager=True
        )
    found = (
        column.cast(pl.Float64, strict=False)
        if decimal == "."
        else pl.Series([None] * len(column), dtype=pl.Float64)
    )
    left = found.is_null() & column.is_not_null()
    if left.any():
        trimmed = column.str.strip_chars()
        grouped = r"^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$" if decimal == "." else r"^[-+]?\d{1,3}(\.\d{3})*(,\d+)?$"
        group = "," if decimal == "." else "."
        plain = trimmed.str.replace_all(group, "", literal=True).str.replace(decimal, ".", literal=True)
        usual = left & trimmed.str.contains(grouped)
        found = found.zip_with(~usual, plain.cast(pl.Float64, strict=False))
        left = found.is_null() & column.is_not_null()
    odd = found.is_nan() | found.is_infinite()
    if odd.any():
        found, left = found.set(odd, None), left | odd.fill_null(False)
    frame = found.alias("value").to_frame().with_columns(**empty)
    if not left.any():
        return frame, left
    left = left & ~_missing(column, also_missing)
    texts = column.filter(left).unique()
    answers = [parse_number(text, decimal) for text in texts]
    table = pl.DataFrame(
        {
            "__text": texts,
            "__value": pl.Series([n and n.value for n in answers], dtype=pl.Float64),
            "__max": pl.Series([n and n.value_max for n in answers], dtype=pl.Float64),
            "__sign": pl.Series([n and n.comparator for n in answers], dtype=pl.String),
        }
    )
    asked = pl.DataFrame({"__text": column.set(~left, None), "value": frame["value"]})
    joined = asked.join(table, on="__text", how="left", maintain_order="left")
    read = joined.select(
        pl.coalesce("value", "__value").alias("value"), value_max="__max", comparator="__sign"
    )
    return read, left & read["value"].is_null()


def _by_text(column: pl.Series, read: Callable[[str], tuple[str, str] | None]) -> pl.DataFrame:
    texts = column.drop_nulls().unique()
    answers = [read(text) for text in texts]
    table = pl.DataFrame(
        {
            "__text": texts,
            "start": pl.Series([a and a[0] for a in answers], dtype=pl.String),
            "end": pl.Series([a and a[1] for a in answers], dtype=pl.String),
        }
    )
    joined = column.alias("__text").to_frame().join(table, on="__text", how="left", maintain_order="left")
    return joined.select("start", "end")


def dates(
    column: pl.Series, *, style: str = "", also_missing: Collection[str] = ()
) -> tuple[pl.DataFrame, pl.Series]:
    """Read a column of dates.

    Returns
    -------
    DataFrame, Series
        ``start`` and ``end`` as partial dates; and where a cell has something that is no date.
    """
    text = column.cast(pl.String).str.strip_chars()
    text = text.set(_missing(text, also_missing), None)
    found = _by_text(text, lambda cell: parse_date(cell, style))
    return found, text.is_not_null() & found["start"].is_null()
