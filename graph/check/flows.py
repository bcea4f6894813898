"""Figures of periods, by what they count, so that parts can be held against wholes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import polars as pl

from autoatlas.graph.check.counts import with_likely_count
from autoatlas.graph.check.finding import Finding, Level
from autoatlas.graph.check.wording import finding, period
from autoatlas.ontology.terms import PRODUCTS

__all__ = ["ALL", "FLOWS", "MONTHS_DIFFER", "Flows", "Key", "Row", "key_of", "misfit", "scope", "span"]

Row = dict[str, Any]
Key = tuple[Any, ...]
"""What a figure counts: property, subject, place, product, unit, basis, first and last day."""

ALL = next(iter(PRODUCTS))
MONTHS_DIFFER = 3
"""Days by which the longest month is longer than the shortest."""

FLOWS = ("exports", "sales", "production", "imports", "exportsValue", "importsValue")

_NAMES = ("property", "subject", "place", "product", "unit", "basis", "first", "last")


class Flows(Mapping[Key, list[Row]]):
    """Figures of periods, those of one thing together.

    Parameters
    ----------
    claims : DataFrame
        Actual figures of the whole of their subject, as `autoatlas.graph.check.claims.claims_of` returns them.
    """

    def __init__(self, claims: pl.DataFrame) -> None:
        groups: dict[Key, list[Row]] = defaultdict(list)
        flows = claims.filter(pl.col("property").is_in(FLOWS), pl.col("last").is_not_null())
        for row in _related(flows, claims).iter_rows(named=True):
            groups[key_of(row)].append(row)
        self._groups = {key: with_likely_count(rows) for key, rows in groups.items()}

    def __getitem__(self, key: Key) -> list[Row]:
        return self._groups.get(key, [])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)

    def apart_by(self, *names: str) -> Iterable[dict[tuple[Any, ...], list[Row]]]:
        """Return groups of figures that differ in these respects only, each by its values of them."""
        found: dict[Key, dict[tuple[Any, ...], list[Row]]] = defaultdict(dict)
        inner = [_NAMES.index(name) for name in names]
        outer = [number for number in range(len(_NAMES)) if number not in inner]
        for key, rows in self._groups.items():
            found[tuple(key[n] for n in outer)][tuple(key[n] for n in inner)] = rows
        return found.values()


def _related(flows: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Leave out, by columns, what nothing bears on: of a table of trade that has no totals, all."""
    others = claims.filter(
        ~pl.col("property").is_in([*FLOWS, "latitude", "longitude"]), pl.col("value").is_not_null()
    )
    wholes = [place for place in flows["place"].drop_nulls().unique() if _has_parts(place)]
    days = (pl.col("last") - pl.col("first")).dt.total_days()
    of_one = ["property", "subject", "unit"]
    whole = pl.col("place").is_null() | pl.col("place").is_in(wholes)
    return flows.filter(
        pl.col("subject").is_in(others["subject"].unique().implode())
        | (days.max().over(of_one) > days.min().over(of_one) + MONTHS_DIFFER)
        | (pl.col("product").n_unique().over(of_one) > 1)
        | (whole.any().over(of_one) & (pl.col("place").n_unique().over(of_one) > 1))
        | pl.col("quote").is_not_null()
    )


@lru_cache(maxsize=4096)
def _has_parts(place: str) -> bool:
    from autoatlas.graph.names import OVERSEAS, known_entity

    return place == OVERSEAS or known_entity(place, "Region") is not None


def key_of(row: Row, **changed: Any) -> Key:
    """Return what a figure counts, with some respects changed."""
    return tuple(changed.get(name, row[name]) for name in _NAMES)


def span(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the lowest and highest that any of several figures for one thing can be."""
    return min(row["low"] for row in rows), max(row["high"] for row in rows)


def scope(row: Row) -> str:
    """Return what a figure counts, in brackets and with a blank behind, or nothing."""
    parts = [row["product"] if row["product"] != ALL else None, row["place"], period(row)]
    shown = ", ".join(str(part) for part in parts if part)
    return f"({shown}) " if shown else ""


def misfit(message: str, rows: Sequence[Row], apart: float) -> Finding:
    """Return a finding of figures that do not fit; those of several sources may count differently, which is said."""
    alone = len({row["origin"] for row in rows}) == 1
    if not alone:
        message += " The figures come from several sources, which may count differently."
    level: Level = "note" if apart <= (0.03 if alone else 0.06) else "error" if alone else "warning"
    return finding("arithmetic", level, message, rows, confidence=0.9 if alone else 0.75, difference=apart)
