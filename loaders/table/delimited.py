"""Reads CSV and its like in blocks: by columns where a block is sound, row by row where one is not.

A block is some megabytes that end with a row. A row with too many or too few cells, a quote that never closes
or bytes that are no text are faults of that row alone.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import IO

import numpy as np
import polars as pl

from autoatlas.loaders.table.headers import find_delimiter, find_encoding, find_header, split_rows
from autoatlas.loaders.table.model import Batch, Table, column_names
from autoatlas.loaders.table.opening import Bytes, read
from autoatlas.ontology.errors import EncodingRefused, SourceUnreadable
from autoatlas.ontology.validation import Fault

__all__ = ["BLOCK", "open_delimited"]

BLOCK = 16_000_000
"""Bytes read at a time; a few such blocks and their frames are all that is in memory."""
_HEAD = 262_144
_LONGEST_ROW = 64_000_000
_MOST_COLUMNS = 10_000
_LONGEST_QUOTED = 200
_QUOTE, _NEWLINE = ord('"'), ord("\n")


def open_delimited(
    source: Bytes, *, encoding: str | None = None, delimiter: str | None = None, header_row: int | None = None
) -> Table:
    """Open a delimited text table.

    Parameters
    ----------
    source : Bytes
    encoding : str, optional
        Found out when left out.
    delimiter : str, optional
        One character; found out when left out.
    header_row : int, optional
        Which row names the columns, from 1; 0 where none does. Found out when left out.

    Raises
    ------
    SourceUnreadable
        Not a text, or nothing in it.
    EncodingRefused
        There is no such encoding.
    """
    head = source.head(_HEAD)
    if encoding is None:
        encoding = find_encoding(head, source.where, complete=len(head) < _HEAD)
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise EncodingRefused(
            f"there is no encoding called {encoding!r}",
            where=source.where,
            mend="Name one such as utf-8 or gb18030.",
        ) from error
    text = head.decode(encoding, errors="replace").removeprefix("\ufeff")
    if not text.strip():
        raise SourceUnreadable(
            "there is nothing but blanks", where=source.where, mend="Give a table with rows."
        )
    if len(head) == _HEAD and "\n" in text:
        text = text[: text.rindex("\n") + 1]
    suffix = "." + source.name.rsplit(".", 1)[-1].lower() if "." in source.name else ""
    delimiter = delimiter or find_delimiter(text, suffix)
    rows = split_rows(text, delimiter)
    if header_row is None:
        header = find_header(rows)
        number, cells, title = header.row, header.cells, header.title
    elif header_row < 1:
        number, cells, title = None, [f"column {n}" for n in range(1, max(map(len, rows), default=1) + 1)], ""
    elif header_row > len(rows):
        raise SourceUnreadable(
            f"there is no row {header_row}", where=source.where, mend="Correct header_row."
        )
    else:
        number, cells = header_row - 1, rows[header_row - 1]
        title = " ".join(cell for row in rows[:number] for cell in row if cell.strip())
    # rows may be wider than the header where it leaves its last cells empty
    body = rows[(number if number is not None else -1) + 1 :]
    width = max(len(cells), _common_width(body))
    if not 0 < width <= _MOST_COLUMNS:
        raise SourceUnreadable(f"the table has {width:,} columns", where=source.where, mend="Is it a table?")
    names = column_names([*cells, *[""] * (width - len(cells))])
    table = Table(source.where, "csv", names, lambda: iter(()), title)
    reader = _Reader(source, table, encoding, delimiter, -1 if number is None else number)
    reader.bare_returns = "\r" in text and "\n" not in text
    table.batches = reader.batches
    return table


def _common_width(rows: list[list[str]]) -> int:
    """The width of most rows, if it is not by chance."""
    widths = [len(row) for row in rows if row]
    common = max(set(widths), key=widths.count, default=0)
    return common if widths.count(common) * 2 > len(widths) else 0


class _Reader:
    def __init__(self, source: Bytes, table: Table, encoding: str, delimiter: str, header: int) -> None:
        self.source, self.table = source, table
        self.encoding, self.delimiter, self.header = encoding, delimiter, header
        self.row = 0
        self.not_ascii = False
        self.bare_returns = False
        self.schema = pl.Schema(dict.fromkeys(table.columns, pl.String))

    def batches(self) -> Iterator[Batch]:
        """Give the rows below the header, block by block."""
        self.row = 0
        with self.source.open() as file:
            for data in self._blocks(file):
                share = min(self.source.position(file) / max(self.source.size, 1), 1.0)
                if self.row <= self.header:
                    above = _end_of(data, self.header + 1)
                    data, self.row = data[above:], self.header + 1
                frame, rows = self._sound(data, self.row + 1)
                if frame is None or rows is None:
                    frame, rows = self._row_by_row(data)
                if frame.height:
                    yield Batch(rows, frame, share)

    def _blocks(self, file: IO[bytes]) -> Iterator[bytes]:
        """Give UTF-8 bytes that end with a row."""
        plain = self.encoding.lower().replace("_", "-") in ("utf-8", "utf8", "ascii", "utf-8-sig")
        decoder = None if plain else codecs.getincrementaldecoder(self.encoding)(errors="replace")
        rest, first = b"", True
        while True:
            piece = read(file, BLOCK, self.source.where)
            last = len(piece) < BLOCK
            if decoder is not None:
                piece = decoder.decode(piece, last).encode("utf-8", "replace")
            if self.bare_returns:
                piece = piece.replace(b"\r", b"\n")
            if first:
                piece, first = piece.removeprefix(b"\xef\xbb\xbf"), False
            data = rest + piece
            if last:
                if data:
                    yield data
                return
            cut = _cut(data)
            if not cut and len(data) > _LONGEST_ROW:
                cut = data.rfind(b"\n") + 1
                if not cut:
                    raise SourceUnreadable(
                        f"a row is longer than {_LONGEST_ROW:,} bytes",
                        where=f"{self.source.where}, row {self.row + 1}",
                        mend="Is it a table?",
                    )
            rest = data[cut:]
            if cut:
                yield data[:cut]

    def _sound(self, data: bytes, first: int) -> tuple[pl.DataFrame | None, pl.Series | None]:
        """Parse a block by columns, or give None where a row of it is not as wide as the others."""
        width = len(self.schema)
        if not _even(data, self.delimiter, width):
            return None, None
        try:
            frame = pl.read_csv(
                io.BytesIO(data),
                has_header=False,
                schema=self.schema,
                separator=self.delimiter,
                quote_char='"',
                raise_if_empty=False,
                low_memory=False,
            )
        except (pl.exceptions.PolarsError, ValueError):
            return None, None
        rows = pl.int_range(first, first + frame.height, dtype=pl.Int64, eager=True)
        self.row += frame.height
        return frame, rows

    def _row_by_row(self, data: bytes) -> tuple[pl.DataFrame, pl.Series]:
        """Parse a block with Python's reader; rows that do not fit become faults."""
        width = len(self.schema)
        kept: list[list[str | None]] = []
        numbers: list[int] = []
        text = self._text(data)
        for cells, fault in _records(text, self.delimiter, width):
            self.row += 1
            if fault is None and cells and "\ufffd" in "".join(cells):
                fault = ("a character cannot be read in the encoding of the file", "Save the table as UTF-8.")
            if fault is None and len(cells) != width:
                cells, fault = self._fitted(cells, width)
            if fault is not None:
                self.table.faults.append(Fault(self.source.where, self.row, "", *fault))
            elif any(cells):
                kept.append([cell or None for cell in cells])
                numbers.append(self.row)
        frame = pl.DataFrame(kept, schema=self.schema, orient="row")
        return frame, pl.Series("row", numbers, dtype=pl.Int64)

    def _fitted(self, cells: list[str], width: int) -> tuple[list[str], tuple[str, str] | None]:
        if not any(cell.strip() for cell in cells):
            return [], None
        if len(cells) > width:
            if not any(cell.strip() for cell in cells[width:]):
                return cells[:width], None
            return [], (
                f"the row has {len(cells)} cells, the header {width}",
                "Quote a cell that holds the delimiter.",
            )
        if sum(1 for cell in cells if cell.strip()) == 1 and width > 2:
            self.table.skip("notes and titles beside the rows")
            return [], None
        return [], (
            f"the row has {len(cells)} cells, the header {width}",
            "Complete the row; is the file cut off?",
        )

    def _text(self, data: bytes) -> str:
        try:
            text = data.decode("utf-8")
            self.not_ascii = self.not_ascii or not data.isascii()
            return text
        except UnicodeDecodeError as error:
            if self.not_ascii or self.encoding == "utf-8-sig" or not data[: error.start].isascii():
                return data.decode("utf-8", errors="replace")
        # nothing but ASCII so far, so the file may be in another encoding throughout
        try:
            return data.decode(find_encoding(data, self.source.where, complete=True), errors="replace")
        except SourceUnreadable:
            return data.decode("utf-8", errors="replace")


def _cut(data: bytes) -> int:
    """Where the last whole row ends: after a newline outside quotes."""
    end = data.rfind(b"\n") + 1
    quotes = data.count(b'"', 0, end)
    while end and quotes % 2:
        before = data.rfind(b'"', 0, end)
        quotes = data.count(b'"', 0, before)
        end = data.rfind(b"\n", 0, before) + 1
        quotes -= data.count(b'"', end, before)
        if len(data) - end > _LONGEST_ROW // 4:
            return 0
    return end


def _end_of(data: bytes, rows: int) -> int:
    """Where the first rows end."""
    end = 0
    for _ in range(rows):
        start, quotes = end, 1
        while quotes % 2:
            at = data.find(b"\n", end)
            end = len(data) if at < 0 else at + 1
            quotes = 0 if at < 0 else data.count(b'"', start, end)
    return end


def _even(data: bytes, delimiter: str, width: int) -> bool:
    """Tell whether a block has exactly as many delimiters outside quotes as its rows need."""
    if b"\r" in data and data.count(b"\r\n") != data.count(b"\r"):
        return False
    if b"\n\n" in data or b"\n\r\n" in data or data.startswith((b"\n", b"\r\n")) or b"\x00" in data:
        return False
    mark = ord(delimiter)
    if b'"' not in data:
        rows = data.count(b"\n") + (not data.endswith(b"\n"))
        return data.count(delimiter.encode()) == rows * (width - 1)
    codes = np.frombuffer(data, dtype=np.uint8)
    outside = np.bitwise_xor.accumulate(codes == _QUOTE) == 0
    rows = int(np.count_nonzero((codes == _NEWLINE) & outside)) + (not data.endswith(b"\n"))
    return int(np.count_nonzero((codes == mark) & outside)) == rows * (width - 1)


def _records(text: str, delimiter: str, width: int) -> Iterator[tuple[list[str], tuple[str, str] | None]]:
    """Give the rows of a text, and what is wrong with one."""
    lines = text.splitlines(keepends=True) if "\x0b" not in text and "\x0c" not in text else None
    if lines is None or any(mark in text for mark in ("\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")):
        # splitlines parts at more characters than a table does
        lines = list(io.StringIO(text, newline=None))
    starts = ('"', delimiter + '"')
    number = 0
    while number < len(lines):
        end, record = number, lines[number]
        opened = record.startswith(starts[0]) or starts[1] in record
        while opened and record.count('"') % 2 and end + 1 < len(lines) and end - number < _LONGEST_QUOTED:
            end += 1
            record += lines[end]
        if opened and record.count('"') % 2:
            end, record = number, lines[number]
            yield [], ("a quote is opened and never closed", "Close the quote, or double it inside the cell.")
        else:
            yield _cells(record, delimiter)
        number = end + 1


def _cells(record: str, delimiter: str) -> tuple[list[str], tuple[str, str] | None]:
    try:
        found = next(
            csv.reader(io.StringIO(record.rstrip("\r\n") + "\n", newline=""), delimiter=delimiter), []
        )
    except csv.Error as error:
        return [], (f"the row cannot be read ({error})", "Mend its quotes.")
    return found, None
