"""Finds out how a table is laid out: its delimiter, its encoding, and which row is the header."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from autoatlas.ontology.errors import EncodingRefused, SourceUnreadable

__all__ = ["Header", "find_delimiter", "find_encoding", "find_header", "is_footer"]

DELIMITERS = (",", "\t", ";", "|")
_LOOK_AT = 200
_NUMBER = re.compile(r"[-+(]?[\d.,\s\u00a0']*\d[\d.,\s\u00a0']*\)?%?")
_YEAR = re.compile(r"(1[89]|20|21)\d\d(\.0)?")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class Header(NamedTuple):
    """Where the header stands (None where there is none), its cells, and the lines above it."""

    row: int | None
    cells: list[str]
    title: str


def find_encoding(data: bytes, where: str, *, complete: bool = False) -> str:
    """Tell the encoding of a table's bytes.

    A byte order mark decides; else UTF-8 where the bytes are that; else the likeliest, as statistical offices
    still publish in the encodings of their countries.

    Raises
    ------
    SourceUnreadable
        The bytes are no text.
    EncodingRefused
        They are text in an encoding that cannot be told.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\x00" in data[:65536]:
        even, odd = data[:65536:2].count(0), data[1:65536:2].count(0)
        name = "utf-16-le" if odd > even else "utf-16-be"
        text = data[:4096].decode(name, errors="replace")
        if max(even, odd) > 0.15 * len(data[:65536]) and sum(map(_readable, text)) > 0.95 * len(text):
            return name
        raise SourceUnreadable(
            "this is a binary file, not a table",
            where=where,
            mend="Give CSV, TSV, JSON, Parquet, Arrow, XLSX or ODS.",
        )
    controls = sum(
        data[:4096].count(byte) for byte in (1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)
    )
    if controls > len(data[:4096]) // 50:
        raise SourceUnreadable(
            "this is a binary file, not a table",
            where=where,
            mend="Give CSV, TSV, JSON, Parquet, Arrow, XLSX or ODS.",
        )
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        # the sample may end in the middle of a character
        if not complete and error.start >= len(data) - 4 and error.reason == "unexpected end of data":
            return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise EncodingRefused(
            "the encoding of the text cannot be told",
            where=where,
            mend="Save it as UTF-8, or name its encoding.",
        )
    # what looks like Latin-1 has been saved by Windows nearly always; the two differ in control codes only
    return {"latin_1": "cp1252", "iso8859_1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(
        best.encoding, best.encoding
    )


def _readable(letter: str) -> bool:
    return letter.isprintable() or letter in "\r\n\t\ufeff"


def find_delimiter(text: str, suffix: str = "") -> str:
    """Tell which character parts the cells, by how evenly it does.

    Examples
    --------
    >>> find_delimiter("a;b;c\\n1,5;2;3\\n2,5;3;4\\n")
    ';'
    """
    best, best_score = "\t" if suffix in (".tsv", ".tab") else ",", 0.0
    for delimiter in DELIMITERS:
        rows = split_rows(text, delimiter)[:_LOOK_AT]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        lines = sum(1 for row in rows if any(cell.strip() for cell in row))
        score = count / max(lines, 1) + min(width, 10) / 100
        if delimiter == "\t" and suffix in (".tsv", ".tab"):
            score += 0.5
        if score > best_score:
            best, best_score = delimiter, score
    return best


def split_rows(text: str, delimiter: str) -> list[list[str]]:
    """Split a sample into rows; what cannot be split is left out."""
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > _LOOK_AT * 2:
                break
    except csv.Error:
        pass
    return rows


def find_header(rows: Sequence[Sequence[str]]) -> Header:
    """Tell which of the first rows names the columns.

    The header is the first row that fills (nearly) as many cells as the rows below it and whose cells are
    words or years, not figures. What stands above is the title.

    Examples
    --------
    >>> find_header([["Car sales", "", ""], ["", "", ""], ["Country", "2023", "2024"], ["Chile", "12", "14"]])
    Header(row=2, cells=['Country', '2023', '2024'], title='Car sales')
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    if not any(filled):
        return Header(None, [], "")
    usual = _usual_width(filled)
    for number, row in enumerate(rows):
        if filled[number] >= max(1, 0.6 * usual):
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            title = " ".join(" ".join(c.split()) for above in rows[:number] for c in above if c.strip())
            if _is_header(cells):
                return Header(number, cells, title)
            return Header(None, [f"column {n}" for n in range(1, len(row) + 1)], "")
    return Header(None, [f"column {n}" for n in range(1, max(map(len, rows)) + 1)], "")


def _usual_width(filled: list[int]) -> int:
    """How many cells most rows fill; titles and notes fill one, and do not count where others fill more."""
    several = [count for count in filled if count > 1]
    return sorted(several)[len(several) // 2] if len(several) * 3 >= sum(1 for c in filled if c) else 1


def _is_header(cells: Sequence[str]) -> bool:
    words = [cell for cell in cells if cell]
    figures = sum(1 for cell in words if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell))
    years = sum(1 for cell in words if _YEAR.fullmatch(cell))
    # a lone year beside other cells is data: ``Chile,2023``
    lone_year = years == 1 and len(words) > 2 and not words[-1].startswith(("19", "20"))
    return bool(words) and not figures and not lone_year and years < max(len(words), 2)


def is_footer(cells: Sequence[str | None]) -> bool:
    """Tell whether a row of a wide table is a note: one cell filled, with words in it."""
    words = [cell for cell in cells if cell and cell.strip()]
    return len(words) == 1 and not _NUMBER.fullmatch(words[0].strip())
