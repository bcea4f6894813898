"""Arithmetic: shares against parts and totals, growth against earlier values, parts against wholes.

A figure is only called wrong where no combination of the other figures known can give it, each taken with its
hedge and rounding.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import polars as pl

from autoatlas.graph.check.claims import EXACT
from autoatlas.graph.check.finding import Finding, Level
from autoatlas.graph.check.wording import figure, finding, named, period, said
from autoatlas.ontology.terms import PRODUCTS

__all__ = ["arithmetic"]

Row = dict[str, Any]
Key = tuple[Any, ...]

_SHARES = {"exportsShare": "exports", "salesShare": "sales", "productionShare": "production"}
_GROWTH = {"exportsGrowth": "exports", "salesGrowth": "sales", "productionGrowth": "production"}
_FLOWS = ("exports", "sales", "production", "imports", "exportsValue", "importsValue")
_ALL = next(iter(PRODUCTS))
_INSIDE = {
    "nev": (_ALL,),
    "bev": ("nev", _ALL),
    "phev": ("nev", _ALL),
    "passenger": (_ALL,),
    "commercial": (_ALL,),
}
_DOUBLE = re.compile(r"\bdoubl|\btwofold|翻番|翻一番|增加一倍", re.IGNORECASE)
# a share or a rate is given to a point, and sources round both of what it is made of
_POINTS = 1.0


def arithmetic(claims: pl.DataFrame) -> list[Finding]:
    """Return figures that others rule out.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them.
    """
    wanted = [
        *_SHARES,
        *_GROWTH,
        *_FLOWS,
        "overseasShare",
        "ownsStake",
        "annualCapacity",
        "outlets",
        "countriesPresent",
    ]
    rows = claims.filter(pl.col("property").is_in(wanted), pl.col("part").is_null())
    actual = rows.filter(
        pl.col("modality") == "actual", pl.col("basis").is_null() | (pl.col("basis") != "cumulative")
    )
    flows = _by_key(actual.filter(pl.col("property").is_in(_FLOWS), pl.col("last").is_not_null()))
    found = [
        *_shares(actual, flows),
        *_growth(actual, flows),
        *_periods(flows),
        *_places(flows),
        *_products(flows),
        *_stakes(actual),
        *_doubled(rows),
    ]
    return sorted(found, key=lambda one: (-(one.difference or 0), one.message))


def _by_key(flows: pl.DataFrame) -> dict[Key, list[Row]]:
    """Group figures by what they count: property, subject, place, product, unit and period."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in flows.iter_rows(named=True):
        groups[_key(row)].append(row)
    return groups


def _key(row: Row, **changed: Any) -> Key:
    names = ("property", "subject", "place", "product", "unit", "first", "last")
    return tuple(changed.get(name, row[name]) for name in names)


def _span(rows: Sequence[Row]) -> tuple[float, float]:
    """The lowest and highest that any of several figures for one thing can be."""
    return min(row["low"] for row in rows), max(row["high"] for row in rows)


def _shares(actual: pl.DataFrame, flows: dict[Key, list[Row]]) -> Iterator[Finding]:
    for share in actual.filter(pl.col("property").is_in([*_SHARES, "overseasShare"])).iter_rows(named=True):
        flow = _SHARES.get(share["property"], "sales")
        part_product, part_place, whole_product, whole_place = (
            share["product"],
            share["place"],
            _ALL,
            share["place"],
        )
        if share["property"] == "overseasShare":
            part_place, whole_product, whole_place = "overseas", share["product"], None
        parts = flows.get(
            _key(share, property=flow, product=part_product, place=part_place, unit="vehicle"), []
        )
        wholes = flows.get(
            _key(share, property=flow, product=whole_product, place=whole_place, unit="vehicle"), []
        )
        if not parts or not wholes or (part_product == whole_product == _ALL and part_place == whole_place):
            continue
        low, high = _ratio(_span(parts), _span(wholes))
        low, high = 100 * low - _POINTS, 100 * high + _POINTS
        if share["low"] > high or share["high"] < low:
            part, whole = parts[0], wholes[0]
            worked = 100 * part["value"] / whole["value"]
            message = (
                f"{share['subject']}: {named(share['property'])} {_scope(share)}is given as {figure(share)} "
                f"({said(share)}), but {figure(part)} of {figure(whole)} is {worked:.1f}%."
            )
            yield _finding(message, [share, part, whole], abs(share["value"] - worked) / 100)


def _growth(actual: pl.DataFrame, flows: dict[Key, list[Row]]) -> Iterator[Finding]:
    rates = actual.filter(pl.col("property").is_in(list(_GROWTH)), pl.col("first").is_not_null())
    for rate in rates.iter_rows(named=True):
        key = {"property": _GROWTH[rate["property"]], "unit": "vehicle"}
        earlier = _month_before(rate) if rate["basis"] == "mom" else _year_before(rate)
        now = flows.get(_key(rate, **key), [])
        if earlier is None or not now:
            continue
        before = flows.get(_key(rate, **key, first=earlier[0], last=earlier[1]), [])
        if not before or min(row["value"] for row in before) <= 0:
            continue
        low, high = _ratio(_span(now), _span(before))
        low, high = 100 * (low - 1) - _POINTS, 100 * (high - 1) + _POINTS
        if rate["low"] > high or rate["high"] < low:
            worked = 100 * (now[0]["value"] / before[0]["value"] - 1)
            message = (
                f"{rate['subject']}: {named(rate['property'])} {_scope(rate)}is given as {figure(rate)} "
                f"({said(rate)}), but from {figure(before[0])} to {figure(now[0])} is {worked:+.1f}%."
            )
            yield _finding(message, [rate, now[0], before[0]], abs(rate["value"] - worked) / 100)


def _periods(flows: dict[Key, list[Row]]) -> Iterator[Finding]:
    """Months against the periods that they make up."""
    months: dict[Key, dict[tuple[int, int], list[Row]]] = defaultdict(dict)
    for key, rows in flows.items():
        first, last = key[-2:]
        if (first.year, first.month) == (last.year, last.month) and (last - first).days > 26:
            months[key[:-2]][first.year, first.month] = rows
    for key, rows in flows.items():
        first, last = key[-2:]
        inside = _months(first, last)
        known = months.get(key[:-2], {})
        if len(inside) < 2 or any(month not in known for month in inside):
            continue
        low = sum(_span(known[month])[0] for month in inside)
        high = sum(_span(known[month])[1] for month in inside)
        for total in rows:
            if total["low"] > high or total["high"] < low:
                parts = [known[month][0] for month in inside]
                worked = sum(row["value"] for row in parts)
                apart = abs(total["value"] - worked) / max(total["value"], worked)
                message = (
                    f"{total['subject']}: {named(total['property'])} {_scope(total)}is given as {figure(total)} "
                    f"({said(total)}), but its {len(inside)} months add up to {worked:,.0f}, {apart:.0%} apart."
                )
                yield _finding(message, [total, *parts], apart)


def _places(flows: dict[Key, list[Row]]) -> Iterator[Finding]:
    """Countries that together exceed the total that they are part of."""
    from autoatlas.graph.names import known_entity

    parts: dict[Key, list[list[Row]]] = defaultdict(list)
    for key, rows in flows.items():
        if key[2] is not None and known_entity(key[2], "Country") is not None:
            parts[(*key[:2], *key[3:])].append(rows)
    for key, rows in flows.items():
        inside = parts.get((*key[:2], *key[3:]), []) if key[2] is None else []
        if not inside:
            continue
        low, high = sum(_span(one)[0] for one in inside), _span(rows)[1]
        if low > high * (1 + EXACT):
            total, shown = rows[0], [one[0] for one in inside]
            worked = sum(row["value"] for row in shown)
            countries = ", ".join(row["place"] for row in shown[:6])
            message = (
                f"{total['subject']}: {named(total['property'])} {_scope(total)}is given as {figure(total)} "
                f"({said(total)}), but {countries} alone make {worked:,.0f}."
            )
            yield _finding(message, [total, *shown], (worked - total["value"]) / worked)


def _products(flows: dict[Key, list[Row]]) -> Iterator[Finding]:
    """A kind of vehicle of which there are more than of the kinds that it is part of."""
    for key, rows in flows.items():
        for wider in _INSIDE.get(key[3], ()):
            whole = flows.get((*key[:3], wider, *key[4:]), [])
            if whole and _span(rows)[0] > _span(whole)[1]:
                part, total = rows[0], whole[0]
                message = (
                    f"{part['subject']}: {named(part['property'])} {_scope(part)}of {part['product']} is given as "
                    f"{figure(part)} ({said(part)}), more than the {figure(total)} of all {total['product']} "
                    f"({said(total)})."
                )
                yield _finding(message, [part, total], (part["value"] - total["value"]) / part["value"])


def _stakes(actual: pl.DataFrame) -> Iterator[Finding]:
    """Owners who together hold more than all of a company."""
    stakes = actual.filter(pl.col("property") == "ownsStake").sort("told", nulls_last=False)
    newest = stakes.unique(["subject", "object"], keep="last", maintain_order=True)
    for (company,), owners in newest.group_by(["object"], maintain_order=True):
        held = owners.filter(pl.col("comparator").is_in(["=", "~", ">", ">="]))
        total = held["value"].sum()
        if held.height > 1 and total > 100 + held.height * _POINTS / 2:
            rows = held.to_dicts()
            shares = " and ".join(f"{row['subject']} {figure(row)}" for row in rows)
            message = f"{company}: {shares} are {total:g}% together."
            yield _finding(message, rows, float(total - 100) / 100)


def _doubled(rows: pl.DataFrame) -> Iterator[Finding]:
    """What is said to be double against the value that it doubles."""
    growing = rows.filter(pl.col("property").is_in(["annualCapacity", "outlets", "countriesPresent"]))
    quoted = growing.filter(pl.col("quote").is_not_null(), pl.col("modality").is_in(["planned", "target"]))
    for row in quoted.iter_rows(named=True):
        if not _DOUBLE.search(row["quote"]):
            continue
        same = pl.all_horizontal(
            pl.col(n).eq_missing(pl.lit(row[n]))
            for n in ("subject", "property", "unit", "place", "product", "document")
        )
        bases = rows.filter(same, pl.col("modality") == "actual")
        fits = bases.filter((pl.col("low") * 2 <= row["high"]) & (pl.col("high") * 2 >= row["low"]))
        if bases.height and not fits.height:
            base = bases.row(0, named=True)
            message = (
                f"{row['subject']}: {named(row['property'])} is to double, but {figure(row)} is not twice "
                f"{figure(base)} ({said(row)})."
            )
            apart = abs(row["value"] - 2 * base["value"]) / max(row["value"], 2 * base["value"])
            yield _finding(message, [row, base], apart)


def _ratio(part: tuple[float, float], whole: tuple[float, float]) -> tuple[float, float]:
    """The lowest and highest ratio of two spans of positive numbers."""
    part, whole = (max(part[0], 0.0), part[1]), (max(whole[0], 1e-12), whole[1])
    ends = [one / other for one, other in product(part, whole) if other != float("inf")]
    return (0.0 if whole[1] == float("inf") else min(ends)), max(ends)


def _year_before(row: Row) -> tuple[Any, Any] | None:
    first, last = row["first"], row["last"]
    if (last - first).days > 366:
        return None
    day = 28 if last.month == 2 and last.day >= 28 else last.day
    if last.month == 2 and last.day >= 28 and (last.year - 1) % 4 == 0:
        day = 29
    start_day = min(first.day, 28) if first.month == 2 else first.day
    return first.replace(year=first.year - 1, day=start_day), last.replace(year=last.year - 1, day=day)


def _month_before(row: Row) -> tuple[Any, Any] | None:
    from datetime import timedelta

    first, last = row["first"], row["last"]
    if (first.year, first.month) != (last.year, last.month) or first.day != 1:
        return None
    end = first - timedelta(days=1)
    return end.replace(day=1), end


def _months(first: Any, last: Any) -> list[tuple[int, int]]:
    """The months that a period consists of, if it consists of whole ones and is no longer than two years."""
    from calendar import monthrange

    if first.day != 1 or last.day != monthrange(last.year, last.month)[1] or (last - first).days > 731:
        return []
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count)]


def _scope(row: Row) -> str:
    parts = [row["product"] if row["product"] != _ALL else None, row["place"], period(row)]
    shown = ", ".join(str(part) for part in parts if part)
    return f"({shown}) " if shown else ""


def _finding(message: str, rows: Sequence[Row], apart: float) -> Finding:
    """Figures of one source ought to fit; those of several may count differently, which is said."""
    alone = len({row["origin"] for row in rows}) == 1
    if not alone:
        message += " The figures come from several sources, which may count differently."
    level: Level = "note" if apart <= 0.03 else "error" if alone else "warning"
    return finding("arithmetic", level, message, rows, confidence=0.9 if alone else 0.75, difference=apart)
