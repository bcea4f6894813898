"""The table of facts and the table of sources: their schemas, defaults, rows, and JSON Lines."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from autoatlas.ontology.errors import InvalidFact
from autoatlas.ontology.terms import FACT_COLUMNS, PROPERTIES, SOURCE_COLUMNS, Fact

__all__ = [
    "FACT_SCHEMA",
    "SOURCE_SCHEMA",
    "Fact",
    "conform",
    "fill_defaults",
    "from_jsonl",
    "iter_facts",
    "plain_number",
    "to_frame",
    "to_jsonl",
]

_DTYPES: dict[str, Any] = {"decimal": pl.Float64, "integer": pl.Int64}

FACT_SCHEMA: pl.Schema = pl.Schema({c.name: _DTYPES.get(c.datatype, pl.String) for c in FACT_COLUMNS})
SOURCE_SCHEMA: pl.Schema = pl.Schema({c.name: _DTYPES.get(c.datatype, pl.String) for c in SOURCE_COLUMNS})

_ONLY_UNIT = {
    name: p.units[0] for name, p in PROPERTIES.items() if len(p.units) == 1 and p.units != ("currency",)
}
_QUANTITIES = [name for name, p in PROPERTIES.items() if p.shape == "quantity"]
_BOUNDED = [name for name, p in PROPERTIES.items() if p.shape in ("quantity", "date")]


def to_frame(facts: Iterable[Fact]) -> pl.DataFrame:
    """Return facts as a frame of `FACT_SCHEMA`, one row a fact."""
    return pl.DataFrame(list(facts), schema=FACT_SCHEMA, orient="row")


def iter_facts(frame: pl.DataFrame) -> Iterator[Fact]:
    """Yield the rows of a frame of facts as typed records."""
    for row in frame.select(FACT_SCHEMA.names()).iter_rows():
        yield Fact(*row)


def conform(frame: pl.DataFrame, schema: pl.Schema = FACT_SCHEMA, *, where: str = "") -> pl.DataFrame:
    """Bring a frame to the columns, order and types of a schema; missing columns become empty.

    Raises
    ------
    InvalidFact
        The frame has a column that the schema has not, or values that are not of the column's type.
    """
    unknown = [name for name in frame.columns if name not in schema]
    if unknown:
        raise InvalidFact(
            f"column {unknown[0]!r} is not one of a fact's",
            where=where,
            mend=f"Columns are {', '.join(schema.names())}.",
        )
    columns = []
    for name, dtype in schema.items():
        if name not in frame.columns:
            columns.append(pl.lit(None, dtype=dtype).alias(name))
        else:
            columns.append(pl.col(name).cast(dtype, strict=True))
    try:
        return frame.select(columns)
    except pl.exceptions.PolarsError as error:
        raise InvalidFact(f"a value is not of its column's type: {error}", where=where) from error


def fill_defaults(frame: pl.DataFrame) -> pl.DataFrame:
    """Fill what a fact may leave out: modality, comparator of a value or date, the property's only unit."""
    is_quantity = pl.col("property").is_in(_QUANTITIES)
    is_bounded = pl.col("property").is_in(_BOUNDED)
    only = pl.col("property").replace_strict(_ONLY_UNIT, default=None, return_dtype=pl.String)
    blank_to_null = [pl.col(n).replace("", None) for n, t in FACT_SCHEMA.items() if t == pl.String]
    return frame.with_columns(blank_to_null).with_columns(
        modality=pl.col("modality").fill_null("actual"),
        comparator=pl.when(is_bounded)
        .then(pl.col("comparator").fill_null("="))
        .otherwise(pl.col("comparator")),
        unit=pl.when(is_quantity).then(pl.coalesce("unit", only)).otherwise(pl.col("unit")),
    )


def plain_number(value: float) -> int | float:
    """Return a whole number as an integer, so that it is written ``100000`` and not ``100000.0``."""
    return int(value) if math.isfinite(value) and value == int(value) else value


def to_jsonl(frame: pl.DataFrame) -> str:
    """Return a frame as JSON Lines; empty columns are left out."""
    lines = []
    for row in frame.iter_rows(named=True):
        kept = {k: plain_number(v) if isinstance(v, float) else v for k, v in row.items() if v is not None}
        lines.append(json.dumps(kept, ensure_ascii=False) + "\n")
    return "".join(lines)


def from_jsonl(text: str, *, where: str = "facts") -> pl.DataFrame:
    """Read JSON Lines of facts into a frame of `FACT_SCHEMA`.

    Raises
    ------
    InvalidFact
        A line is no JSON object, has an unknown column, or a value of the wrong type.
    """
    rows: list[Mapping[str, Any]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        place = f"{where}, line {number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InvalidFact(f"not JSON: {error}", where=place) from error
        if not isinstance(row, dict):
            raise InvalidFact(
                "not a JSON object", where=place, mend='Write one fact a line, as {"subject": …}.'
            )
        for name, value in row.items():
            if name not in FACT_SCHEMA:
                raise InvalidFact(f"column {name!r} is not one of a fact's", where=place)
            if value is not None and not _fits(value, FACT_SCHEMA[name]):
                raise InvalidFact(f"{name} cannot be {value!r}", where=place)
        rows.append(row)
    return pl.DataFrame(rows, schema=FACT_SCHEMA)


def _fits(value: object, dtype: pl.DataType | type[pl.DataType]) -> bool:
    if isinstance(value, bool):
        return False
    if dtype == pl.String:
        return isinstance(value, str)
    return isinstance(value, int) if dtype == pl.Int64 else isinstance(value, (int, float))
