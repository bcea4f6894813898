"""Opens a table of any format: which format it is, by name and content, and how its rows are reached."""

from collections.abc import Iterator
from pathlib import Path

from autoatlas.loaders.table.delimited import open_delimited
from autoatlas.loaders.table.model import Batch, Table, column_names
from autoatlas.loaders.table.opening import Bytes, open_bytes
from autoatlas.loaders.table.records import open_arrow, open_json, open_json_lines, open_parquet
from autoatlas.ontology.errors import UnknownFormat

__all__ = ["FORMATS", "format_of", "open_table", "recognises"]

FORMATS = ("csv", "tsv", "json", "jsonl", "parquet", "arrow", "xlsx", "ods")
_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".json": "json",
    ".srj": "json",
    ".geojson": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xlsb": "xlsx",
    ".xls": "xlsx",
    ".ods": "ods",
}
_PACKINGS = (".gz", ".bz2", ".xz", ".zst", ".gzip")
_SHEET_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def recognises(path: str | Path, head: bytes) -> bool:
    """Tell whether a document is a table, by its suffix and first bytes.

    Examples
    --------
    >>> recognises("plants.csv.gz", b""), recognises("article.txt", b"title: A"), recognises("x", b"PAR1")
    (True, False, True)
    """
    name = Path(path).name.lower()
    for packing in (*_PACKINGS, ".zip"):
        name = name.removesuffix(packing)
    return (
        Path(name).suffix in _SUFFIXES
        or Path(path).suffix.lower() == ".zip"
        or head.startswith((b"PAR1", b"ARROW1"))
    )


def format_of(source: Bytes) -> str:
    """Tell the format of opened bytes: content first where it cannot be mistaken, else the name.

    Raises
    ------
    UnknownFormat
        Neither says.
    """
    head = source.head(4096)
    suffix = Path(source.name).suffix.lower()
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"ARROW1"):
        return "arrow"
    if head.startswith(_SHEET_MARKS):
        return "ods" if b"opendocument.spreadsheet" in head[:200] else "xlsx"
    found = _SUFFIXES.get(suffix)
    if found in ("json", "jsonl") or found is None:
        text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if text.startswith((b"{", b"[")):
            return found or ("jsonl" if _is_lines(text) else "json")
    if found is not None:
        return found
    if b"\x00" not in head and any(mark in head for mark in (b",", b"\t", b";", b"|")):
        return "csv"
    raise UnknownFormat(
        "the format of the table cannot be told",
        where=source.where,
        mend=f"Name one of {', '.join(FORMATS)}.",
    )


def _is_lines(text: bytes) -> bool:
    first = text.split(b"\n", 1)[0].strip()
    return first.startswith(b"{") and first.endswith(b"}") and text.count(b"\n") > 0


def open_table(
    document: str | Path,
    *,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002 - the word that every command uses
    sheet: str | int | None = None,
    header_row: int | None = None,
    delimiter: str | None = None,
) -> Table:
    """Open a table for reading.

    Parameters
    ----------
    document : str or Path
        A path, or ``-`` for standard input.
    encoding, format : str, optional
        Found out when left out; the formats are `FORMATS`.
    sheet : str or int, optional
        Of a spreadsheet, its name or number from 1; the fullest one when left out.
    header_row : int, optional
        The row that names the columns, from 1; found out when left out.
    delimiter : str, optional
        Of text.

    Raises
    ------
    SourceUnreadable, EncodingRefused, UnknownFormat, ExtraMissing
    """
    source = open_bytes(document)
    kind = format or format_of(source)
    if kind in ("csv", "tsv"):
        mark = delimiter or ("\t" if format == "tsv" else None)
        return open_delimited(source, encoding=encoding, delimiter=mark, header_row=header_row)
    if kind in ("xlsx", "ods"):
        from autoatlas.loaders.table.sheets import open_sheet

        return open_sheet(source, sheet=sheet, header_row=header_row)
    if kind == "json":
        return _tidied(open_json(source, encoding=encoding))
    if kind == "jsonl":
        return _tidied(open_json_lines(source, encoding=encoding))
    if kind == "parquet":
        return _tidied(open_parquet(source))
    if kind == "arrow":
        return _tidied(open_arrow(source))
    raise UnknownFormat(
        f"there is no format called {kind!r}", where=str(document), mend=f"Name one of {', '.join(FORMATS)}."
    )


def _tidied(table: Table) -> Table:
    """Columns of records by names that a mapping can write."""
    names = dict(zip(table.columns, column_names(table.columns), strict=True))
    if all(name == tidy for name, tidy in names.items()):
        return table
    inner = table.batches

    def batches() -> Iterator[Batch]:
        for batch in inner():
            yield batch._replace(frame=batch.frame.rename(names, strict=False))

    table.columns, table.batches = list(names.values()), batches
    return table
