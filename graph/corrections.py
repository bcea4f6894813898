"""The table of corrections: what a person accepts, rejects or corrects, as one CSV beside a store.

It is read whenever facts are loaded or indexed, so that loading a source again does not bring an error back.
`docs/corrections.md` says what each row means; `autoatlas.graph.corrections_overlay` applies them.
"""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from autoatlas.graph.corrections_check import check_cells
from autoatlas.ontology.errors import AtlasError, SourceUnreadable
from autoatlas.ontology.files import write_whole
from autoatlas.ontology.validation import Fault

__all__ = [
    "COLUMNS",
    "FILE",
    "VARIABLE",
    "Correction",
    "InvalidCorrection",
    "Table",
    "corrections_path",
    "corrections_so_far",
    "from_cells",
    "read_corrections",
    "to_cells",
    "write_corrections",
]

FILE = "corrections.csv"
"""Name of the table in the folder of a store."""

VARIABLE = "AUTOATLAS_CORRECTIONS"
"""Environment variable that names the table in its stead, and that of the packaged atlas."""

# what a spreadsheet would take for a formula is written as text, with a mark before it
_FORMULA = ("=", "+", "-", "@", "\t")
_DELIMITERS = (",", ";", "\t")


class InvalidCorrection(AtlasError, ValueError):
    """A row that says nothing that could be applied."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of the table; an empty cell says nothing.

    Attributes
    ----------
    action : str
        ``accept``, ``reject``, ``correct``, ``same``, ``different`` or ``place``.
    subject, property, object, value, start, end, place, part, product, modality, source : str
        Which facts are meant, by what their document wrote there; ``(none)`` means that nothing stands there.
        Of ``same`` and ``different``, subject and object are the two names.
    column, new : str
        Of ``correct``, what to write where. Of ``place``, new is ``latitude, longitude`` or a town.
    why, by, date : str
        The reason, who says so, and when.
    row : int
        Where it stands in the file, whose first line is row 1; no part of what it says.
    """

    action: str = ""
    subject: str = ""
    property: str = ""
    object: str = ""
    value: str = ""
    start: str = ""
    end: str = ""
    place: str = ""
    part: str = ""
    product: str = ""
    modality: str = ""
    source: str = ""
    column: str = ""
    new: str = ""
    why: str = ""
    by: str = ""
    date: str = ""
    row: int = field(default=0, compare=False)

    @classmethod
    def of(cls, cells: Mapping[str, str], row: int = 0) -> "Correction":
        """Return the row that has these cells; a column of a later version is passed over."""
        named: dict[str, Any] = {name: cells.get(name, "") for name in COLUMNS}
        return cls(**named, row=row)

    def cells(self) -> dict[str, str]:
        """What it says, by column."""
        return {name: cell for name, cell in asdict(self).items() if name != "row"}


COLUMNS = tuple(one.name for one in fields(Correction) if one.name != "row")
"""The columns of the table, in their order. A file may leave out those that it does not use."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file that can be applied, and what is wrong with the others."""

    corrections: tuple[Correction, ...] = ()
    faults: tuple[Fault, ...] = ()


def corrections_path(folder: Path | None, given: Path | None = None) -> Path | None:
    """Return where the table stands: as given, else as the environment says, else in the store's folder."""
    if given is not None:
        return given
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    return None if folder is None else folder / FILE


def read_corrections(path: Path | None) -> Table:
    """Read the table; a file that is not there has no rows.

    Raises
    ------
    SourceUnreadable
        The file is no CSV in UTF-8 with columns of `COLUMNS`. Single bad rows are faults of the table.
    """
    if path is None or not path.exists():
        return Table()
    where = str(path)
    lines = list(_lines(_text(path), where))
    if not lines:
        return Table()
    names = [name.strip().lower() for name in lines[0][1]]
    _check_header(names, where)
    corrections: list[Correction] = []
    faults: list[Fault] = []
    for number, cells in lines[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            what = f"the row has {len(cells)} cells, the table {len(names)} columns"
            faults.append(Fault(where, number, "", what, "Put a cell that holds a comma in double quotes."))
            continue
        said = {name: _plain(cell) for name, cell in zip(names, cells, strict=False)}
        correction = Correction.of(said, number)
        found = [
            Fault(where, number, column, what, mend)
            for column, what, mend in check_cells(correction.cells(), corrections_so_far(corrections))
        ]
        faults += found
        if not found:
            corrections.append(correction)
    return Table(tuple(corrections), tuple(faults))


def corrections_so_far(corrections: Iterable[Correction]) -> dict[str, str]:
    """Return which names stand for which, as the rows of action ``same`` say."""
    return {one.subject: one.object for one in corrections if one.action == "same"}


def write_corrections(path: Path, added: Sequence[Correction] = (), removed: Iterable[int] = ()) -> None:
    """Add rows to the table and take others out, whole or not at all; the other rows stay as they are.

    Parameters
    ----------
    path : Path
        Made if it is not there.
    added : sequence of Correction
    removed : iterable of int
        Rows as the file counts them, the line of names being row 1.

    Raises
    ------
    InvalidCorrection
        A row to add says nothing that could be applied, or a row to remove is not there.
    SourceUnreadable, FileUnwritable
        The file cannot be read, or not be written.
    """
    held = list(_lines(_text(path), str(path))) if path.exists() else []
    names = [name.strip().lower() for name in held[0][1]] if held else list(COLUMNS)
    _check_header(names, str(path))
    gone = set(removed)
    for number in sorted(gone - {number for number, _ in held[1:]}):
        raise InvalidCorrection(
            f"there is no row {number}", where=str(path), mend="List them: autoatlas corrections list."
        )
    names += [name for name in COLUMNS if name not in names]
    rows = [cells + [""] * (len(names) - len(cells)) for number, cells in held[1:] if number not in gone]
    known = corrections_so_far(read_corrections(path).corrections)
    for correction in added:
        for column, what, mend in check_cells(correction.cells(), known):
            raise InvalidCorrection(what, where=f"column {column}", mend=mend)
        said = correction.cells()
        rows.append([_guarded(said[name]) for name in names])
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([names, *rows])
    with write_whole(path) as file:
        file.write(text.getvalue().encode("utf-8"))


def from_cells(rows: Iterable[Mapping[str, str]]) -> tuple[Correction, ...]:
    """Return the rows that a manifest holds."""
    return tuple(Correction.of(row) for row in rows)


def to_cells(corrections: Iterable[Correction]) -> list[dict[str, str]]:
    """Return rows for a manifest, without their empty cells."""
    return [{name: cell for name, cell in one.cells().items() if cell} for one in corrections]


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceUnreadable(
            f"the corrections are not UTF-8: {error.reason} at byte {error.start}",
            where=str(path),
            mend="Save the table as CSV in UTF-8.",
        ) from error
    except OSError as error:
        raise SourceUnreadable(
            f"the corrections cannot be read: {error.strerror}", where=str(path)
        ) from error


def _lines(text: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their numbers; the first line tells which character divides the cells."""
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise SourceUnreadable(
                f"this is no CSV: {error}",
                where=f"{where}, row {number}",
                mend="Close every double quote, and write one that belongs to a cell twice.",
            ) from error
        if cells is None:
            return
        yield number, cells


def _check_header(names: Sequence[str], where: str) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    twice = [name for name in names if names.count(name) > 1]
    if unknown or twice or "action" not in names:
        what = (
            f"{unknown[0][:80]!r} is not a column of corrections"
            if unknown
            else f"column {twice[0]} stands there twice"
            if twice
            else "there is no column action"
        )
        raise SourceUnreadable(what, where=f"{where}, row 1", mend=f"Columns are {', '.join(COLUMNS)}.")


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
