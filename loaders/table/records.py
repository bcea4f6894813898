"""Reads JSON, JSON Lines, Parquet and Arrow: tables whose format names the columns."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from autoatlas.loaders.table.headers import find_encoding
from autoatlas.loaders.table.model import Batch, Table
from autoatlas.loaders.table.opening import Bytes, read
from autoatlas.loaders.table.probe import probe
from autoatlas.ontology.errors import SourceUnreadable
from autoatlas.ontology.validation import Fault

__all__ = ["open_arrow", "open_json", "open_json_lines", "open_parquet", "records_of"]

_BLOCK = 16_000_000
_LONGEST_LINE = 64_000_000
_ROWS = 250_000
_WRAPPERS = (
    "data",
    "results",
    "records",
    "rows",
    "items",
    "facts",
    "value",
    "values",
    "observations",
    "result",
    "features",
)


def open_parquet(source: Bytes) -> Table:
    """Open a Parquet file; its row groups are read as the batches are asked for."""
    if not source.head(4) == source.tail(4) == b"PAR1":
        raise SourceUnreadable(
            "this is no Parquet file", where=source.where, mend="Is it cut off? Fetch it again."
        )
    probe(source, "parquet")
    try:
        frames = pl.scan_parquet(source.path) if source.path else pl.scan_parquet(io.BytesIO(source.all()))
        return _lazy(source, "parquet", frames)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceUnreadable(
            f"the Parquet file cannot be read ({_first(error)})", where=source.where
        ) from error


def open_arrow(source: Bytes) -> Table:
    """Open an Arrow (Feather) file or stream."""
    is_file = source.head(6) == b"ARROW1"
    if not is_file and source.head(4) != b"\xff\xff\xff\xff":
        raise SourceUnreadable(
            "this is no Arrow file", where=source.where, mend="Is it cut off? Fetch it again."
        )
    probe(source, "arrow" if is_file else "stream")
    try:
        if source.path and is_file:
            return _lazy(source, "arrow", pl.scan_ipc(source.path))
        data = source.all()
        frame = (
            pl.read_ipc(io.BytesIO(data))
            if data.startswith(b"ARROW1")
            else pl.read_ipc_stream(io.BytesIO(data))
        )
        return _lazy(source, "arrow", frame.lazy())
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise SourceUnreadable(
            f"the Arrow file cannot be read ({_first(error)})", where=source.where
        ) from error


def _first(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _lazy(source: Bytes, kind: str, frames: pl.LazyFrame) -> Table:
    schema = frames.collect_schema()
    total = int(frames.select(pl.len()).collect().item())
    plain = frames.select(_plain(name, dtype) for name, dtype in schema.items())

    def batches() -> Iterator[Batch]:
        at = 0
        while at < total:
            try:
                frame = plain.slice(at, _ROWS).collect()
            except (pl.exceptions.PolarsError, OSError) as error:
                raise SourceUnreadable(
                    f"the file is damaged ({_first(error)})", where=f"{source.where}, row {at + 1}"
                ) from error
            if not frame.height:
                return
            rows = pl.int_range(at + 1, at + 1 + frame.height, dtype=pl.Int64, eager=True)
            at += frame.height
            yield Batch(rows, frame, at / total)

    return Table(source.where, kind, list(schema), batches)


def _plain(name: str, dtype: pl.DataType) -> pl.Expr:
    """Numbers stay numbers; all else becomes text, dates in ISO form."""
    column = pl.col(name)
    if dtype.is_integer() or dtype.is_float() or dtype == pl.String:
        return column
    if dtype.is_decimal():
        return column.cast(pl.Float64)
    if dtype == pl.Binary:
        return column.cast(pl.String, strict=False)
    if dtype.is_nested():
        return column.map_elements(lambda value: json.dumps(value, default=str), return_dtype=pl.String)
    return column.cast(pl.String)


def records_of(value: Any) -> list[Any] | None:
    """Find the list of records in a JSON value: the value itself, or what an answer of a service wraps.

    Examples
    --------
    >>> records_of({"count": 1, "data": [{"a": 1}]})
    [{'a': 1}]
    """
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    bindings = value.get("results")
    if isinstance(bindings, dict) and isinstance(bindings.get("bindings"), list):
        return [_binding(one) for one in bindings["bindings"]]
    for name in _WRAPPERS:
        inner = value.get(name)
        if isinstance(inner, list) and all(isinstance(one, dict) for one in inner[:50]):
            return inner
    lists = [inner for inner in value.values() if isinstance(inner, list)]
    if lists and len(lists) == len(value) and len({len(inner) for inner in lists}) == 1:
        return [dict(zip(value, row, strict=True)) for row in zip(*lists, strict=True)]
    found = [inner for inner in lists if inner and all(isinstance(one, dict) for one in inner[:50])]
    return found[0] if len(found) == 1 else None


def _binding(row: Any) -> Any:
    """A solution of SPARQL results in JSON as a record of plain values."""
    if not isinstance(row, dict):
        return row
    return {name: cell.get("value") if isinstance(cell, dict) else cell for name, cell in row.items()}


def open_json(source: Bytes, *, encoding: str | None = None) -> Table:
    """Open a JSON file: a list of records, an object of columns, GeoJSON, or a service's answer.

    Raises
    ------
    SourceUnreadable
        Not JSON, or no list of records in it.
    """
    data = source.all()
    encoding = encoding or find_encoding(data[:262_144], source.where, complete=len(data) <= 262_144)
    try:
        value = json.loads(data.decode(encoding), parse_constant=lambda name: None)
    except (ValueError, LookupError, RecursionError) as error:
        place = (
            f"{source.where}, line {error.lineno}"
            if isinstance(error, json.JSONDecodeError)
            else source.where
        )
        raise SourceUnreadable(f"this is not JSON ({_first(error)})", where=place) from error
    records = records_of(value)
    if records is None:
        raise SourceUnreadable(
            "there is no list of records in the JSON", where=source.where, mend='Give [{"column": value}, …].'
        )
    kept: list[dict[str, Any]] = []
    numbers: list[int] = []
    faults: list[Fault] = []
    for number, record in enumerate(records, 1):
        if isinstance(record, dict):
            kept.append(_flat(record))
            numbers.append(number)
        elif record is not None:
            faults.append(
                Fault(source.where, number, "", "the record is no JSON object", 'Write {"column": value}.')
            )
    columns = list(dict.fromkeys(name for record in kept for name in record))
    if not columns:
        raise SourceUnreadable(
            "the JSON holds no records", where=source.where, mend='Give [{"column": value}, …].'
        )

    def batches() -> Iterator[Batch]:
        table.faults.extend(faults)
        for at in range(0, len(kept), _ROWS):
            part = kept[at : at + _ROWS]
            frame = _frame(part, columns)
            yield Batch(
                pl.Series("row", numbers[at : at + _ROWS], dtype=pl.Int64),
                frame,
                (at + len(part)) / len(kept),
            )

    table = Table(source.where, "json", columns, batches)
    return table


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """A feature of GeoJSON as a flat record."""
    inside = record.get("properties")
    if record.get("type") != "Feature" or not isinstance(inside, dict):
        return dict(record)
    geometry = record.get("geometry")
    place = (
        geometry.get("coordinates")
        if isinstance(geometry, dict) and geometry.get("type") == "Point"
        else None
    )
    if isinstance(place, list) and len(place) >= 2:
        return {**inside, "longitude": place[0], "latitude": place[1]}
    return dict(inside)


def _frame(records: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            name: pl.Series(name, [_text(record.get(name)) for record in records], dtype=pl.String)
            for name in columns
        }
    )


def _text(value: Any) -> str | None:
    """A JSON value as the text of a cell."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, int):
        # beyond any statistic, and more digits than Python writes
        return str(value) if abs(value) < 10**300 else None
    return json.dumps(value, ensure_ascii=True, default=str)


def open_json_lines(source: Bytes, *, encoding: str | None = None) -> Table:
    """Open a file with a JSON object a line.

    A line that is no object is a fault of that line alone. Columns that first come up later are found too.
    """
    head = source.head(1_000_000)
    encoding = encoding or find_encoding(head, source.where, complete=len(head) < 1_000_000)
    if encoding not in ("utf-8", "utf-8-sig"):
        raise SourceUnreadable(
            f"JSON Lines are UTF-8, and this looks like {encoding}",
            where=source.where,
            mend="Save it as UTF-8.",
        )
    columns: dict[str, None] = {}
    for line in head.decode("utf-8-sig", errors="replace").splitlines()[:5000]:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            columns.update(dict.fromkeys(record))
    table = Table(source.where, "jsonl", list(columns), lambda: _lines(source, table))
    return table


def _lines(source: Bytes, table: Table) -> Iterator[Batch]:
    row, rest = 0, b""
    with source.open() as file:
        while True:
            piece = read(file, _BLOCK, source.where)
            last = len(piece) < _BLOCK
            data = (rest + piece).removeprefix(b"\xef\xbb\xbf") if row == 0 else rest + piece
            cut = len(data) if last else data.rfind(b"\n") + 1
            data, rest = data[:cut], data[cut:]
            if not cut and len(rest) > _LONGEST_LINE:
                raise SourceUnreadable(
                    f"line {row + 1} is longer than {_LONGEST_LINE:,} bytes", where=source.where
                )
            if data:
                frame, rows, count = _block(data, row, source.where, table)
                row += count
                if frame.height:
                    yield Batch(rows, frame, min(source.position(file) / max(source.size, 1), 1.0))
            if last:
                return


def _block(data: bytes, row: int, where: str, table: Table) -> tuple[pl.DataFrame, pl.Series, int]:
    count = data.count(b"\n") + (not data.endswith(b"\n"))
    try:
        data.decode("utf-8")
        frame = pl.read_ndjson(io.BytesIO(data), infer_schema_length=None)
        if frame.height == count:
            plain = frame.select(_plain(name, dtype) for name, dtype in frame.schema.items())
            return plain, pl.int_range(row + 1, row + 1 + count, dtype=pl.Int64, eager=True), count
    except (pl.exceptions.PolarsError, ValueError, OverflowError):
        pass
    kept, numbers = [], []
    lines = data.split(b"\n")
    for number, line in enumerate(lines[:-1] if data.endswith(b"\n") else lines, row + 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8"), parse_constant=lambda name: None)
        except (ValueError, RecursionError) as error:
            table.faults.append(
                Fault(where, number, "", f"the line is not JSON ({_first(error)})", "Mend the line.")
            )
            continue
        if isinstance(record, dict):
            kept.append(record)
            numbers.append(number)
        else:
            table.faults.append(
                Fault(where, number, "", "the line is no JSON object", 'Write {"column": value}.')
            )
    columns = list(dict.fromkeys(name for record in kept for name in record))
    return _frame(kept, columns), pl.Series("row", numbers, dtype=pl.Int64), count
