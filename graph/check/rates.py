"""Shares recomputed from part and whole, growth from earlier values, and shares that exceed all there is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

import polars as pl

from autoatlas.graph.check.counts import of_one_count
from autoatlas.graph.check.finding import Finding
from autoatlas.graph.check.flows import ALL, Flows, Row, key_of, misfit, scope, span
from autoatlas.graph.check.wording import figure, named, said

__all__ = ["GROWTH", "SHARES", "growth", "shares", "stakes", "too_many_shares", "year_before"]

SHARES = {
    "exportsShare": "exports", "salesShare": "sales", "productionShare": "production", "overseasShare": "sales",
}  # fmt: skip
GROWTH = {"exportsGrowth": "exports", "salesGrowth": "sales", "productionGrowth": "production"}

POINTS = 1.0
"""Points that a rate may lie beside: it is given to a point, and what it is made of is rounded as well."""


def shares(claims: pl.DataFrame, flows: Flows) -> Iterator[Finding]:
    """Yield shares that no part and whole known can give."""
    for share in claims.filter(pl.col("property").is_in(list(SHARES))).iter_rows(named=True):
        for part, whole in _parts(share):
            if part == whole:
                continue
            worked = list(_worked(share, flows[part], flows[whole]))
            if worked and all(_outside(share, low, high) for low, high, _, _ in worked):
                _, _, one, other = worked[0]
                ratio = 100 * one["value"] / other["value"]
                message = (
                    f"{share['subject']}: {named(share['property'])} {scope(share)}is given as {figure(share)} "
                    f"({said(share)}), but {figure(one)} of {figure(other)} is {ratio:.1f}%."
                )
                yield misfit(message, [share, one, other], abs(share["value"] - ratio) / 100)
                break


def _parts(share: Row) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """The keys of part and whole that a share can be of."""
    flow = {"property": SHARES[share["property"]], "unit": "vehicle", "basis": None}
    if share["property"] == "overseasShare":
        whole = key_of(share, place=None, **flow)
        yield key_of(share, place="overseas", **flow), whole
        yield key_of(share, **(flow | {"property": "exports"}), place=None), whole
        return
    yield key_of(share, **flow), key_of(share, product=ALL, **flow)


def growth(claims: pl.DataFrame, flows: Flows) -> Iterator[Finding]:
    """Yield rates of growth that no value and earlier value known can give."""
    rates = claims.filter(pl.col("property").is_in(list(GROWTH)), pl.col("first").is_not_null())
    for rate in rates.iter_rows(named=True):
        flow = {"property": GROWTH[rate["property"]], "unit": "vehicle", "basis": None}
        earlier = _month_before(rate) if rate["basis"] == "mom" else year_before(rate)
        if earlier is None:
            continue
        now, before = (
            flows[key_of(rate, **flow)],
            flows[key_of(rate, **flow, first=earlier[0], last=earlier[1])],
        )
        worked = [
            (100 * (low - 1), 100 * (high - 1), one, other)
            for low, high, one, other in _ratios(rate, now, before)
        ]
        if worked and all(_outside(rate, low, high) for low, high, _, _ in worked):
            _, _, one, other = worked[0]
            ratio = 100 * (one["value"] / other["value"] - 1)
            message = (
                f"{rate['subject']}: {named(rate['property'])} {scope(rate)}is given as {figure(rate)} "
                f"({said(rate)}), but from {figure(other)} to {figure(one)} is {ratio:+.1f}%."
            )
            yield misfit(message, [rate, one, other], abs(rate["value"] - ratio) / 100)


def stakes(claims: pl.DataFrame) -> Iterator[Finding]:
    """Yield owners who together hold more than all of a company."""
    held = claims.filter(pl.col("property") == "ownsStake", pl.col("comparator").is_in(["=", "~", ">", ">="]))
    newest = held.sort("told", nulls_last=False).unique(
        ["subject", "object"], keep="last", maintain_order=True
    )
    for (company,), owners in newest.group_by(["object"], maintain_order=True):
        total = owners["value"].sum()
        if owners.height > 1 and total > 100 + owners.height * POINTS / 2:
            rows = owners.to_dicts()
            told = " and ".join(f"{row['subject']} {figure(row)}" for row in rows)
            yield misfit(f"{company}: {told} are {total:g}% together.", rows, float(total - 100) / 100)


def too_many_shares(claims: pl.DataFrame) -> Iterator[Finding]:
    """Yield shares of one market, or of one maker's kinds of vehicle that exclude each other, above all there is."""
    from autoatlas.graph.names import known_entity

    groups: dict[tuple[Any, ...], dict[Any, list[Row]]] = defaultdict(lambda: defaultdict(list))
    wanted = claims.filter(pl.col("property").is_in(["marketShare", *SHARES]), pl.col("last").is_not_null())
    for row in wanted.iter_rows(named=True):
        when = (row["property"], row["place"], row["first"], row["last"])
        if row["property"] == "marketShare":
            # a brand's share is in its maker's
            if known_entity(row["subject"], "Automaker") is not None:
                groups[*when, row["product"]][row["subject"]].append(row)
        elif row["product"] in _EXCLUSIVE:
            groups[*when, row["subject"]][row["product"]].append(row)
    for each in groups.values():
        for chosen in of_one_count(*each.values()) if len(each) > 1 else ():
            total = sum(span(rows)[0] for rows in chosen)
            if total > 100 + POINTS:
                rows = [one[0] for one in chosen]
                told = " and ".join(f"{row['subject']} {row['product']} {figure(row)}" for row in rows[:6])
                message = f"{named(rows[0]['property']).capitalize()} {scope(rows[0])}of {told} is above 100% together."
                yield misfit(message, rows, (total - 100) / 100)


_EXCLUSIVE = ("nev", "ice")


def _worked(
    share: Row, parts: Sequence[Row], wholes: Sequence[Row]
) -> Iterator[tuple[float, float, Row, Row]]:
    for low, high, part, whole in _ratios(share, parts, wholes):
        yield 100 * low, 100 * high, part, whole


def _ratios(
    rate: Row, parts: Sequence[Row], wholes: Sequence[Row]
) -> Iterator[tuple[float, float, Row, Row]]:
    """The least and greatest ratio of what one count gives, count by count."""
    counted = [{row["counted"] for row in rows} - {None} for rows in (parts, wholes)]
    counts = {rate["counted"]} if rate["counted"] else set().union(*counted)
    own = [row for row in parts if row["origin"] == rate["origin"]]
    for count in sorted(counts, key=str) or [None]:
        part, whole = (
            [row for row in rows if row["counted"] == count or (not named and _may_be(row, rate, counts))]
            for rows, named in zip((parts, wholes), counted, strict=True)
        )
        # a source that gives another figure for the part counts otherwise
        other = own and not any(
            row["low"] <= one["high"] and one["low"] <= row["high"] for row in own for one in part
        )
        if part and whole and not other and min(row["value"] for row in whole) > 0:
            low, high = _ratio(span(part), span(whole))
            yield low, high, part[0], whole[0]


def _may_be(row: Row, rate: Row, counts: set[str]) -> bool:
    """Tell whether a figure of an unknown count may be of the one in question: nothing names any, or one source."""
    return not counts or row["origin"] == rate["origin"]


def _outside(rate: Row, low: float, high: float) -> bool:
    return bool(rate["low"] > high + POINTS or rate["high"] < low - POINTS)


def _ratio(part: tuple[float, float], whole: tuple[float, float]) -> tuple[float, float]:
    """The lowest and highest ratio of two spans of positive numbers."""
    part, whole = (max(part[0], 0.0), part[1]), (max(whole[0], 1e-12), whole[1])
    ends = [one / other for one, other in product(part, whole) if other != float("inf")]
    return (0.0 if whole[1] == float("inf") else min(ends)), max(ends)


def year_before(row: Row) -> tuple[date, date] | None:
    """Return the first and last day of the period a year earlier, of one no longer than a year."""
    first, last = row["first"], row["last"]
    if (last - first).days > 366:
        return None
    # a month's end stays a month's end
    whole = (last + timedelta(days=1)).day == 1
    after = last + timedelta(days=1)
    end = _back(after) - timedelta(days=1) if whole else _back(last)
    return _back(first), end


def _back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _month_before(row: Row) -> tuple[date, date] | None:
    first, last = row["first"], row["last"]
    if (first.year, first.month) != (last.year, last.month) or first.day != 1:
        return None
    end = first - timedelta(days=1)
    return end.replace(day=1), end
