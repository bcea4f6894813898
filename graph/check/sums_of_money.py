"""Sums of money that are told in several currencies and cannot be one sum."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import polars as pl

from autoatlas.graph.analysis.money import has_rates, in_currency
from autoatlas.graph.check.claims import SCOPE
from autoatlas.graph.check.finding import Finding, Level
from autoatlas.graph.check.wording import figure, finding, named, said

__all__ = ["contradictory_sums"]

Row = dict[str, Any]

RATE = 0.15
"""How far a sum may lie from another at the day's rate: companies convert at the rate of a plan or of a past day."""

_COMMON = "USD"
_UNIT = SCOPE.index("unit")


def contradictory_sums(claims: pl.DataFrame, comparable: Callable[[Row, Row], bool]) -> Iterator[Finding]:
    """Yield sums for one thing and time that differ by more than their currencies explain.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them.
    comparable : callable
        Tells of two figures whether they speak of the same time.
    """
    if not has_rates():
        return
    money = claims.filter(
        pl.col("property").is_in(["investment", "exportsValue", "importsValue"]),
        pl.col("modality").is_in(["actual", "planned", "target"]),
        pl.col("value").is_not_null(),
    ).with_columns(day=pl.coalesce("last", "told"))
    today = date.max if money.is_empty() else money["day"].max()
    rated = in_currency(money.with_columns(pl.col("day").fill_null(today)), _COMMON)
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rated.filter(pl.col("converted").is_not_null(), pl.col("value") > 0).iter_rows(named=True):
        scope = [row[name] for name in SCOPE]
        scope[_UNIT] = None
        groups[*scope, row["modality"]].append(row)
    for rows in groups.values():
        if len({row["unit"] for row in rows}) > 1:
            yield from _of_one_thing(rows, comparable)


def _of_one_thing(rows: list[Row], comparable: Callable[[Row, Row], bool]) -> Iterator[Finding]:
    # a sum that somebody confirms in another currency is one of several things told of, such as stages
    confirmed = [any(row["unit"] != one["unit"] and _agree(one, row) for row in rows) for one in rows]
    opposed = [
        (one, other)
        for number, one in enumerate(rows)
        for second, other in enumerate(rows[number + 1 :], number + 1)
        if one["unit"] != other["unit"]
        and not (confirmed[number] and confirmed[second])
        and not _agree(one, other)
        and comparable(one, other)
    ]
    if opposed:
        yield _finding(opposed)


def _agree(one: Row, other: Row) -> bool:
    low, high = _span(one)
    least, most = _span(other)
    return low <= most and least <= high


def _span(row: Row) -> tuple[float, float]:
    rate = row["converted"] / row["value"]
    low, high = row["low"] * rate, row["high"] * rate
    return low - RATE / 2 * abs(low), high + RATE / 2 * abs(high)


def _finding(opposed: list[tuple[Row, Row]]) -> Finding:
    farthest = max(opposed, key=lambda pair: _distance(*pair))
    rows = list({row["fact"]: row for pair in (farthest, *opposed) for row in pair}.values())
    apart = _distance(*farthest)
    told = " and ".join(
        f"{figure(row)} ({said(row)}; {row['converted']:,.0f} {_COMMON} at the rate of the day)"
        for row in rows[:2]
    )
    one = rows[0]
    modality = "" if one["modality"] == "actual" else f" {one['modality']}"
    message = (
        f"{one['subject']}: {named(one['property'])}{modality} cannot be both {told}, {apart:.0%} apart."
    )
    level: Level = "error" if apart > 0.4 else "warning"
    return finding("contradiction", level, message, rows, confidence=0.7, difference=apart)


def _distance(one: Row, other: Row) -> float:
    return float(abs(one["converted"] - other["converted"]) / max(one["converted"], other["converted"]))
