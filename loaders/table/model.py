"""What a table is to this loader: named columns, and batches of rows with their numbers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from autoatlas.ontology.validation import Fault

__all__ = ["Batch", "Progress", "Table", "column_names"]

Progress = Callable[[float], None]
"""Called with the share of the file that has been read, from 0 to 1."""


class Batch(NamedTuple):
    """Some rows of a table.

    Attributes
    ----------
    rows : Series of Int64
        The number of each row as a spreadsheet counts: the header is row 1 where it is the first line. Of a
        format without a header the first record is 1.
    frame : DataFrame
        The cells; text where the format has no types. An empty cell is null.
    done : float
        The share of the file that has been read.
    """

    rows: pl.Series
    frame: pl.DataFrame
    done: float


@dataclass(slots=True)
class Table:
    """A table that is about to be read.

    Attributes
    ----------
    where : str
        Its name in messages.
    format : str
        ``csv``, ``xlsx``, ``json`` and so on.
    columns : list of str
        Names of the columns, each once.
    batches : callable
        Gives the rows, from the first, as batches.
    title : str
        What stands above the header, or the name of the sheet.
    faults : list of Fault
        Rows that could not be read; grows while the batches are consumed.
    skipped : dict
        Rows that hold no data, by reason, such as notes at the foot; grows likewise.
    """

    where: str
    format: str
    columns: list[str]
    batches: Callable[[], Iterator[Batch]]
    title: str = ""
    faults: list[Fault] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)

    def skip(self, reason: str, count: int = 1) -> None:
        """Count rows that hold no data."""
        self.skipped[reason] = self.skipped.get(reason, 0) + count


_UNWANTED = str.maketrans({"{": "(", "}": ")", "\ufeff": None, "\x00": None})


def column_names(cells: list[str]) -> list[str]:
    """Return the names of columns: tidied, an empty one numbered, a repeated one told apart.

    Braces become parentheses, since a mapping writes a column in braces.

    Examples
    --------
    >>> column_names(["year", " n ", "", "n"])
    ['year', 'n', 'column 3', 'n (2)']
    """
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.translate(_UNWANTED).split()) or f"column {number}"
        base, again = name, 1
        while name in names:
            again += 1
            name = f"{base} ({again})"
        names.append(name)
    return names
