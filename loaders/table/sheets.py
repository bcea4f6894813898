"""Reads XLSX, XLS, XLSB and ODS with calamine: values as shown, never a formula run, merged cells filled.

What a formula last gave is read, as its author saw it; a formula that was never worked out is an empty cell.
"""

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from autoatlas.loaders.table.headers import find_header, is_footer
from autoatlas.loaders.table.model import Batch, Table, column_names
from autoatlas.loaders.table.opening import Bytes, check_archive
from autoatlas.ontology.errors import ExtraMissing, SourceUnreadable

__all__ = ["open_sheet"]

_BIGGEST = 300_000_000
_LOOK_AT = 60
_NOTES = "notes and titles beside the rows"


def open_sheet(source: Bytes, *, sheet: str | int | None = None, header_row: int | None = None) -> Table:
    """Open one sheet of a spreadsheet.

    Parameters
    ----------
    source : Bytes
    sheet : str or int, optional
        Its name, or its number from 1; the one with most cells when left out.
    header_row : int, optional
        The row that names the columns, from 1, as the spreadsheet numbers it; found out when left out.

    Raises
    ------
    ExtraMissing
        python-calamine is not installed.
    SourceUnreadable
        Damaged, locked, a zip bomb, or no such sheet.
    """
    try:
        import python_calamine as calamine
    except ImportError as error:
        raise ExtraMissing(
            "spreadsheets need python-calamine", where=source.where, mend='pip install "autoatlas[excel]"'
        ) from error
    if source.path is not None and source.head(4) == b"PK\x03\x04":
        total = sum(member.file_size for member in check_archive(source.path, source.where))
        if total > _BIGGEST:
            raise SourceUnreadable(
                f"the spreadsheet unpacks to {total:,} bytes, too many to hold",
                where=source.where,
                mend="Save it as CSV.",
            )
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.all()))
        name = _sheet_name(book.sheet_names, sheet, source.where, book)
        page = book.get_sheet_by_name(name)
        start = page.start or (0, 0)
        rows = page.to_python(skip_empty_area=True)
        merged = _merged(page)
    except SourceUnreadable:
        raise
    except BaseException as error:
        # the reader is written in Rust, whose panics are no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise SourceUnreadable(
            f"the spreadsheet cannot be read ({error})", where=source.where, mend="Open it and save it again."
        ) from error
    grid = [[_text(cell) for cell in row] for row in rows]
    if not any(cell for row in grid for cell in row):
        raise SourceUnreadable(f"sheet {name!r} is empty", where=source.where, mend="Name another sheet.")
    _fill(grid, merged, start)
    return _table(source.where, name, grid, start[0], header_row)


def _sheet_name(names: Sequence[str], wanted: str | int | None, where: str, book: Any) -> str:
    if not names:
        raise SourceUnreadable("the spreadsheet has no sheets", where=where)
    if isinstance(wanted, str):
        if wanted in names:
            return wanted
        raise SourceUnreadable(
            f"there is no sheet {wanted!r}", where=where, mend=f"There are {', '.join(names)}."
        )
    if wanted is not None:
        if 1 <= wanted <= len(names):
            return names[wanted - 1]
        raise SourceUnreadable(f"there is no sheet {wanted}", where=where, mend=f"There are {len(names)}.")
    if len(names) == 1:
        return names[0]
    sizes = {}
    for name in names:
        page = book.get_sheet_by_name(name)
        sizes[name] = page.height * page.width
    return max(names, key=lambda name: sizes[name])


def _merged(page: Any) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    try:
        return list(page.merged_cell_ranges or ())
    except Exception:  # not every format tells
        return []


def _text(cell: Any) -> str | None:
    """A cell as text; whole numbers without decimals, dates in ISO form, errors such as #REF! empty."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    text = str(cell).strip()
    return (
        None
        if not text or text.startswith(("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"))
        else text
    )


def _fill(grid: list[list[str | None]], merged: Sequence[Any], start: tuple[int, int]) -> None:
    """Words of a merged cell stand for all its rows and columns; a figure counts once."""
    for (top, left), (bottom, right) in merged:
        first_row, first_column = top - start[0], left - start[1]
        if not (0 <= first_row < len(grid) and 0 <= first_column < len(grid[first_row])):
            continue
        word = grid[first_row][first_column]
        if word is None or _is_figure(word):
            continue
        # a title across the sheet is one cell; a name down some rows is theirs all
        if bottom == top and right - left + 1 >= len(grid[first_row]):
            continue
        for row in range(first_row, min(bottom - start[0], len(grid) - 1) + 1):
            for column in range(first_column, min(right - start[1], len(grid[row]) - 1) + 1):
                grid[row][column] = word


def _is_figure(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _table(where: str, sheet: str, grid: list[list[str | None]], above: int, header_row: int | None) -> Table:
    head = [[cell or "" for cell in row] for row in grid[:_LOOK_AT]]
    if header_row:
        number: int | None = header_row - 1 - above
        if number is None or not 0 <= number < len(grid):
            raise SourceUnreadable(f"there is no row {header_row}", where=where, mend="Correct header_row.")
        cells = [cell or "" for cell in grid[number]]
        title = " ".join(cell for row in head[:number] for cell in row if cell)
    else:
        found = find_header(head)
        number, cells, title = found.row, found.cells, found.title
    below = 0 if number is None else number + 1
    if number is not None and below < len(grid):
        cells, below = _two_lines(cells, [cell or "" for cell in grid[below]], below)
    width = max(len(row) for row in grid)
    names = column_names([*cells, *[""] * (width - len(cells))])

    def batches() -> Iterator[Batch]:
        kept, numbers = [], []
        for at, row in enumerate(grid[below:], above + below + 1):
            if not any(row):
                continue
            if width > 2 and is_footer(row):
                table.skip(_NOTES)
                continue
            kept.append([*row, *[None] * (width - len(row))])
            numbers.append(at)
        frame = pl.DataFrame(kept, schema=dict.fromkeys(names, pl.String), orient="row")
        yield Batch(pl.Series("row", numbers, dtype=pl.Int64), frame, 1.0)

    table = Table(where, "xlsx", names, batches, f"{sheet}: {title}".strip(": "))
    return table


def _two_lines(cells: list[str], second: list[str], below: int) -> tuple[list[str], int]:
    """Join a header of two lines: groups, repeated through a merge, over the columns in them."""
    repeated = len([cell for cell in cells if cell]) > len({cell for cell in cells if cell})
    words = [cell for cell in second if cell]
    years = [cell for cell in words if _is_figure(cell) and cell[:2] in ("19", "20") and len(cell) == 4]
    if not repeated or not words or any(_is_figure(cell) for cell in words if cell not in years):
        return cells, below
    width = max(len(cells), len(second))
    top = [*cells, *[""] * (width - len(cells))]
    low = [*second, *[""] * (width - len(second))]
    joined = [one if one == other else f"{one} {other}".strip() for one, other in zip(top, low, strict=True)]
    return joined, below + 1
