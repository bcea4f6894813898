"""Who counted: associations, customs and registrars count one trade differently, and each is right.

China's makers report what they ship (CAAM), customs what it clears, used cars and low-speed ones included (GACC),
the passenger car association one kind of body or what customs clears (CPCA). Figures of two such counts do not
contradict each other, and no rate follows from one of each.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl

__all__ = ["CUSTOMS", "WIDER", "counted_by", "of_one_count", "same_count", "with_likely_count"]

Row = dict[str, Any]

CUSTOMS = "GACC"
"""Whose count is far wider than that of makers."""

WIDER = 2.0
"""The factor up to which what customs clears has exceeded what makers report."""

GOODS = 0.1
"""The share by which values differ with the goods that a source takes for vehicles."""

_NAMES = {
    "CPCA": r"\bCPCA\b|Passenger Car Association|乘联",
    "GACC": r"\bGACC\b|[Cc]ustoms|Comtrade|海关",
    "CAAM": r"\bCAAM\b|Association of Automobile Manufacturers|中汽协",
}
"""Counters, and how publishers that pass their figures on name them."""

_OTHERS = (
    *("ACEA", "AEB", "AMDA", "Anfavea", "AutoData Middle East", "Autostat", "AVID", "BOVAG", "CADA", "CAMPI"),
    *("Dataforce", "DLT", "EU-EVs", "FADA", "FCAI", "Fenabrave", "FTI", "Gaikindo", "INEGI", "Inovev"),
    *("JAIA", "JATO Dynamics", "KAIDA", "KBA", "MEAC", "New AutoMotive", "OFV", "PZPM", "Samar"),
    *("Schmidt Automotive Research", "SMMT", "UNRAE", "Vahan"),
)
"""Others that count one market, some what is registered, some what dealers or makers tell them."""


def counted_by(said_by: pl.Expr, publisher: pl.Expr) -> pl.Expr:
    """Return who counted: a counter that the text names, else one that the publisher passes on, else null.

    A person who is quoted speaks for somebody, but that is not said in the row.
    """
    told = pl.when(said_by.is_in([*_NAMES, *_OTHERS])).then(said_by)
    passed_on = pl.coalesce(
        *(pl.when(publisher.str.contains(pattern)).then(pl.lit(name)) for name, pattern in _NAMES.items())
    )
    return pl.coalesce(told, passed_on)


def same_count(one: Row, other: Row) -> bool:
    """Tell whether two figures may come from one count: nothing known speaks against it."""
    return one["counted"] is None or other["counted"] is None or one["counted"] == other["counted"]


def of_one_count(*groups: Sequence[Row]) -> Iterator[tuple[list[Row], ...]]:
    """Yield the rows of several groups that one count can have given, count by count, where each has some.

    Rows of which nobody says who counted go with every count but that of vehicles by customs, which is far wider
    than what is told without saying so.
    """
    counts: Iterable[str | None] = {row["counted"] for group in groups for row in group} - {None} or {None}
    for count in sorted(counts, key=str):
        chosen = tuple([_taken(row, count) for row in group if _goes_with(row, count)] for group in groups)
        if all(chosen):
            yield chosen


def _goes_with(row: Row, count: str | None) -> bool:
    if row["counted"] is None:
        return count != CUSTOMS or row["unit"] != "vehicle"
    return bool(row["counted"] == count)


def _taken(row: Row, count: str | None) -> Row:
    """A figure as one of some count: whoever does not say may have told what customs cleared, up to twice as much."""
    if count is None or row["counted"] is not None or row["property"] not in ("exports", "exportsValue"):
        return row
    if row["unit"] == "vehicle":
        return row | {"low": row["low"] / WIDER}
    return row | {"low": row["low"] * (1 - GOODS), "high": row["high"] * (1 + GOODS)}


def with_likely_count(rows: Sequence[Row]) -> list[Row]:
    """Return figures for one thing and period, those of an unknown count as of the one that they agree with.

    Where they agree with figures of several counts, or of none, the count stays unknown.
    """
    known = [row for row in rows if row["counted"] is not None]
    found = []
    for row in rows:
        likely = {one["counted"] for one in known if row["low"] <= one["high"] and one["low"] <= row["high"]}
        unknown = row["counted"] is None
        found.append(row | {"counted": likely.pop()} if unknown and len(likely) == 1 else row)
    return found
