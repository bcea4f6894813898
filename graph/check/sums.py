"""Parts against wholes: months and years, countries and regions, kinds of vehicle."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from autoatlas.graph.check.claims import EXACT
from autoatlas.graph.check.counts import of_one_count
from autoatlas.graph.check.finding import Finding
from autoatlas.graph.check.flows import ALL, MONTHS_DIFFER, Flows, Row, misfit, scope, span
from autoatlas.graph.check.wording import figure, named, period, said
from autoatlas.graph.names import OVERSEAS, known_entity

__all__ = ["sums_of_kinds", "sums_of_periods", "sums_of_places"]

_INSIDE = {
    "nev": (ALL,),
    "bev": ("nev", ALL),
    "phev": ("nev", ALL),
    "fcev": ("nev", ALL),
    "hev": (ALL,),
    "ice": (ALL,),
    "passenger": (ALL,),
    "commercial": (ALL,),
    "bus": ("commercial", ALL),
    "truck": ("commercial", ALL),
    "van": (ALL,),
}
"""Of which kinds a kind of vehicle is a part."""

_WHOLES = (
    (ALL, ("passenger", "commercial"), True),
    ("nev", ("bev", "phev"), False),
    (ALL, ("nev", "ice"), False),
)
"""Kinds that exclude each other, and whether they come to the whole, give or take `_REST`, or may fall short of it."""

_LOOSE = ("Africa", "Americas", "Asia", "Asia-Pacific", "Europe", "Latin America", "Middle East", "World")
"""Regions that sources draw differently: Europe with Russia and Turkey, and without."""

_REST = 0.05
"""The share of a whole that may be of none of its kinds: fuel cells, ranges extended, what was not told apart."""

Period = tuple[date, date]


def sums_of_periods(flows: Flows) -> Iterator[Finding]:
    """Yield periods that their months do not come to, and longer ones that are below a period within them."""
    for periods in flows.apart_by("first", "last"):
        for (first, last), rows in periods.items() if len(periods) > 1 else ():
            inside = _months(first, last)
            months = [periods.get((day, _end_of_month(day)), []) for day in inside]
            if len(inside) > 1 and all(months):
                yield from _added_up(rows, months)
        for whole, part in _nested(list(periods)):
            yield from _larger_than_whole(
                periods[part], periods[whole], f"all of {period(periods[whole][0])}"
            )


def _nested(periods: list[Period]) -> Iterator[tuple[Period, Period]]:
    """Pairs of a longer period and one within it."""
    shortest = min((last - first).days for first, last in periods) + MONTHS_DIFFER
    in_order = sorted(periods)
    starts = [first for first, _ in in_order]
    for whole in periods:
        first, last = whole
        if (last - first).days <= shortest:
            continue
        for part in in_order[bisect_left(starts, first) : bisect_right(starts, last)]:
            if part != whole and part[1] <= last:
                yield whole, part


def _added_up(totals: Sequence[Row], months: Sequence[Sequence[Row]]) -> Iterator[Finding]:
    for total in totals:
        worked = []
        for whole, *parts in of_one_count([total], *months):
            spans = [span(part) for part in parts]
            low, high = sum(low for low, _ in spans), sum(high for _, high in spans)
            worked.append((low <= span(whole)[1] and span(whole)[0] <= high, parts))
        if not worked or any(fits for fits, _ in worked):
            continue
        rows = [part[0] for part in worked[0][1]]
        added = sum(row["value"] for row in rows)
        apart = abs(total["value"] - added) / max(total["value"], added)
        message = (
            f"{total['subject']}: {named(total['property'])} {scope(total)}is given as {figure(total)} "
            f"({said(total)}), but its {len(rows)} months add up to {added:,.0f}, {apart:.0%} apart."
        )
        yield misfit(message, [total, *rows], apart)


def sums_of_places(flows: Flows) -> Iterator[Finding]:
    """Yield countries that together exceed the region, the world abroad or the total that they are part of."""
    for places in flows.apart_by("place"):
        countries = {
            place: rows for (place,), rows in places.items() if place and known_entity(place, "Country")
        }
        for (place,), rows in places.items():
            if place in countries:
                continue
            inside = [
                parts for country, parts in countries.items() if _within(country, place, rows[0]["subject"])
            ]
            for whole, *parts in of_one_count(rows, *inside) if inside else ():
                added = sum(span(part)[0] for part in parts)
                origins = {row["origin"] for row in whole} | {row["origin"] for part in parts for row in part}
                if place in _LOOSE and len(origins) > 1:
                    # what one source calls Europe is without the largest country of another's
                    added -= max(span(part)[0] for part in parts)
                if added > span(whole)[1]:
                    total, shown = whole[0], [part[0] for part in parts]
                    worked = sum(row["value"] for row in shown)
                    names = ", ".join(row["place"] for row in shown[:6])
                    message = (
                        f"{total['subject']}: {named(total['property'])} {scope(total)}is given as {figure(total)} "
                        f"({said(total)}), but {names} alone make {worked:,.0f}."
                    )
                    yield misfit(message, [total, *shown], (worked - total["value"]) / worked)
            if place is not None and (None,) in places:
                yield from _larger_than_whole(rows, places[None,], "all there is")


def _within(country: str, place: str | None, subject: str) -> bool:
    if place is None:
        return True
    if place == OVERSEAS:
        return country != _home(subject)
    return country in _members(place)


@lru_cache(maxsize=4096)
def _members(place: str) -> frozenset[str]:
    from autoatlas.ontology.registry import registry

    return registry().members(place) if known_entity(place, "Region") is not None else frozenset()


def _home(subject: str) -> str | None:
    from autoatlas.ontology.registry import registry

    return subject if known_entity(subject, "Country") is not None else registry().home_of(subject)


def sums_of_kinds(flows: Flows) -> Iterator[Finding]:
    """Yield kinds of vehicle of which there are more than of a wider kind, or that do not come to the whole."""
    for kinds in flows.apart_by("product"):
        if len(kinds) < 2:
            continue
        for (kind,), rows in kinds.items():
            for wider in _wider(kind):
                if (wider,) in kinds:
                    yield from _larger_than_whole(rows, kinds[wider,], f"all {wider}")
        for whole, parts, complete in _WHOLES:
            inside = [kinds.get((part,), []) for part in parts]
            if (whole,) in kinds and all(inside):
                yield from _kinds_added_up(kinds[whole,], inside, complete)


def _wider(kind: str) -> tuple[str, ...]:
    words = kind.split(" ")
    if len(words) > 1:
        return (*words, ALL)
    return _INSIDE.get(kind, ())


def _kinds_added_up(
    totals: Sequence[Row], kinds: Sequence[Sequence[Row]], complete: bool
) -> Iterator[Finding]:
    worked = []
    for whole, *parts in of_one_count(totals, *kinds):
        low, high = sum(span(part)[0] for part in parts), sum(span(part)[1] for part in parts)
        short = complete and span(whole)[0] * (1 - _REST) > high
        fits = low <= span(whole)[1] * (1 + EXACT / 2) and not short
        worked.append((fits, whole[0], [part[0] for part in parts]))
    if not worked or any(fits for fits, _, _ in worked):
        return
    _, total, rows = worked[0]
    added = sum(row["value"] for row in rows)
    told = " and ".join(f"{figure(row)} {row['product']}" for row in rows)
    message = (
        f"{total['subject']}: {named(total['property'])} {scope(total)}is given as {figure(total)} ({said(total)}), "
        f"but {told} make {added:,.0f}."
    )
    yield misfit(message, [total, *rows], abs(total["value"] - added) / max(total["value"], added))


def _larger_than_whole(parts: Sequence[Row], wholes: Sequence[Row], what: str) -> Iterator[Finding]:
    worked = [(part, whole) for part, whole in of_one_count(parts, wholes)]
    if worked and all(span(part)[0] > span(whole)[1] for part, whole in worked):
        part, total = worked[0][0][0], worked[0][1][0]
        kind = "" if part["product"] == ALL else f"of {part['product']} "
        message = (
            f"{part['subject']}: {named(part['property'])} {scope(part)}{kind}is given as {figure(part)} "
            f"({said(part)}), more than the {figure(total)} of {what} ({said(total)})."
        )
        yield misfit(message, [part, total], (part["value"] - total["value"]) / part["value"])


def _months(first: date, last: date) -> list[date]:
    """The first days of the months of a period, if it consists of whole ones and is no longer than two years."""
    if first.day != 1 or last != _end_of_month(last) or (last - first).days > 731:
        return []
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(count)
    ]


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
