"""Contradictions: facts about one thing at one time that cannot all hold, given their hedges.

Not contradictions are growth over time, a plan beside what has come of it, phases and products apart, a plan that
was revised later, and figures of which it is known that they were counted differently.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from autoatlas.graph.check.claims import SCOPE
from autoatlas.graph.check.counts import CUSTOMS, WIDER, same_count
from autoatlas.graph.check.finding import Finding, Level
from autoatlas.graph.check.relations import contradictory_relations
from autoatlas.graph.check.steps import contradictory_steps
from autoatlas.graph.check.sums_of_money import contradictory_sums
from autoatlas.graph.check.wording import figure, finding, named, period, said
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["GROW_FAST", "SAME_PLAN", "SAME_TIME", "comparable", "contradictions"]

SAME_TIME = 184
"""Days within which two undated figures of a state speak of the same time; a plant can grow in half a year."""

SAME_PLAN = 45
"""Days within which two statements of a plan are of the same plan rather than of a revised one."""

GROW_FAST = ("employees", "outlets", "countriesPresent", "plantsAbroad", "annualCapacity")
"""States that grow within months."""

_GROWTH = 1.5  # the factor up to which such a state can have grown between two dates that are a while apart

_STANDING = ("investment", "tariff", "ownsStake", "modelsPlanned")
_STATES = [name for name, p in PROPERTIES.items() if p.is_state or name in _STANDING]
_COUNTED = [name for name, p in PROPERTIES.items() if p.shape == "quantity" and name not in _STATES]
_FIXED = ("latitude", "longitude")

Row = dict[str, Any]


def contradictions(claims: pl.DataFrame) -> list[Finding]:
    """Return what cannot hold together, the farthest apart first.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them.
    """
    found = [
        *_of_values(claims),
        *contradictory_sums(claims, comparable),
        *contradictory_steps(claims),
        *contradictory_relations(claims),
    ]
    return sorted(found, key=lambda one: (-(one.difference or 0), one.message))


def _of_values(claims: pl.DataFrame) -> Iterator[Finding]:
    figures = claims.filter(
        pl.col("value").is_not_null(), pl.col("modality").is_in(["actual", "planned", "target"])
    )
    # a total is no contradiction of a total on another day, but it never falls; that is a matter of sums
    figures = figures.filter(
        pl.col("basis").is_null() | (pl.col("basis") != "cumulative") | pl.col("last").is_not_null()
    )
    for rows in _groups(_suspicious(figures), [*SCOPE, "modality"]):
        counts = [_counts(row, rows) for row in rows] if rows[0]["property"] in _COUNTED else []
        opposed = [
            (one, other)
            for number, one in enumerate(rows)
            for second, other in enumerate(rows[number + 1 :], number + 1)
            if _apart(one, other)
            and (comparable(one, other) or _undated(one, other, rows))
            and not (counts and _counted_differently(one, other, counts[number], counts[second]))
            and not _stages(one, other, rows)
        ]
        yield from map(_finding, _connected(opposed))


def _suspicious(figures: pl.DataFrame) -> pl.DataFrame:
    """Leave out, by columns, what agrees with all that it is compared with: of a million facts nearly all."""
    scope = [*SCOPE, "modality"]

    def differ(by: list[str]) -> pl.Expr:
        return pl.col("low").max().over(by) > pl.col("high").min().over(by)

    # figures of periods are held against those of the same period, and against those without any date
    of_periods = pl.col("property").is_in(_COUNTED) & (pl.col("modality") == "actual")
    undated = (pl.col("last").is_null() & pl.col("told").is_null()).any().over(scope)
    differing = figures.filter(pl.len().over(scope) > 1).filter(differ(scope))
    return differing.filter(~of_periods | undated | differ([*scope, "first", "last"]))


def _apart(one: Row, other: Row) -> bool:
    return bool(one["low"] > other["high"] or other["low"] > one["high"])


def _counts(row: Row, rows: Sequence[Row]) -> set[str]:
    """Who can have counted a figure: who is named, else whose figure for that period it is."""
    if row["counted"] is not None:
        return {row["counted"]}
    period = (row["first"], row["last"])
    return {
        other["counted"]
        for other in rows
        if other["counted"] and (other["first"], other["last"]) == period and not _apart(row, other)
    }


def _counted_differently(one: Row, other: Row, counts: set[str], others: set[str]) -> bool:
    if counts and others:
        return not counts & others
    # what customs clears is up to twice what makers report, and whoever does not say speaks of either
    apart = max(one["value"], other["value"]) / max(min(one["value"], other["value"]), 1e-12)
    return CUSTOMS in counts | others and one["unit"] == "vehicle" and apart < WIDER


def _stages(one: Row, other: Row, rows: Sequence[Row]) -> bool:
    """Tell whether one source gives both values of a plan, so that they are its stages."""
    if one["modality"] == "actual":
        return False
    values: dict[str, set[float]] = defaultdict(set)
    for row in rows:
        values[row["origin"]].add(row["value"])
    return any({one["value"], other["value"]} <= given for given in values.values())


def _connected(pairs: Sequence[tuple[Row, Row]]) -> Iterator[list[tuple[Row, Row]]]:
    """Yield the pairs in groups that share facts, so that each group is one disagreement."""
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from((one["fact"], other["fact"]) for one, other in pairs)
    same: dict[float, str] = {}
    for row in (row for pair in pairs for row in pair):
        # what several sources give is one side of one disagreement
        network.add_edge(row["fact"], same.setdefault(row["value"], row["fact"]))
    for facts in nx.connected_components(network):
        yield [pair for pair in pairs if pair[0]["fact"] in facts]


def comparable(one: Row, other: Row) -> bool:
    """Tell whether two figures speak of the same time, and are not one source's own parts of a whole."""
    same_period = (
        one["last"] is not None
        and (one["first"], one["last"]) == (other["first"], other["last"])
        # a duty until a month and a duty from that month on are two duties
        and (one["start"] is None) == (other["start"] is None)
    )
    if one["property"] in _FIXED:
        return True
    if one["property"] in _COUNTED and one["modality"] == "actual":
        return same_period and same_count(one, other)
    if one["modality"] != "actual":
        # one page that gives several figures for a plan gives its stages
        if one["origin"] == other["origin"] or (one["first"], one["last"]) != (other["first"], other["last"]):
            return False
        return _within(one["told"], other["told"], SAME_PLAN) and _dated(one, other)
    if same_period:
        return True
    if one["last"] is not None and other["last"] is not None:
        return False
    if one["origin"] == other["origin"] and (one["last"], one["told"]) != (other["last"], other["told"]):
        return False
    # a duty changes from one day to the next
    days = SAME_PLAN if one["property"] == "tariff" or _can_have_grown(one, other) else SAME_TIME
    return _within(_time(one), _time(other), days) and _dated(one, other)


def _can_have_grown(one: Row, other: Row) -> bool:
    earlier, later = sorted((one, other), key=lambda row: _time(row) or date.max)
    reached = max(earlier["value"], earlier["value_max"] or 0)
    return one["property"] in GROW_FAST and reached < later["value"] <= _GROWTH * reached


def _undated(one: Row, other: Row, rows: Sequence[Row]) -> bool:
    """Tell whether one of two figures is without any date, and agrees with none that is known."""
    for row, against in ((one, other), (other, one)):
        if row["told"] is None and row["last"] is None and row["modality"] == against["modality"]:
            return all(_apart(row, third) for third in rows if third is not row)
    return False


def _dated(one: Row, other: Row) -> bool:
    """Tell whether it is known at least by month when two things were said, or else both in one year."""
    days = (one["published"] or one["end"] or "", other["published"] or other["end"] or "")
    return days[0] == days[1] or min(map(len, days)) > 4


def _time(row: Row) -> date | None:
    day: date | None = row["last"] or row["told"]
    return day


def _within(one: date | None, other: date | None, days: int) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= days


def _finding(opposed: Sequence[tuple[Row, Row]]) -> Finding:
    apart = max(opposed, key=lambda pair: _distance(*pair))
    rows = list({row["fact"]: row for pair in (apart, *opposed) for row in pair}.values())
    share = _distance(*apart)
    first = rows[0]
    scope = [first[name] for name in ("object", "place", "part") if first[name]]
    scope += [first["product"]] if first["product"] != "vehicle" else []
    when = f" in {period(first)}" if first["last"] is not None and period(first) == period(rows[1]) else ""
    head = f"{first['subject']}: {named(first['property'])}"
    head += f" ({', '.join(scope)})" if scope else ""
    modality = "" if first["modality"] == "actual" else f" {first['modality']}"
    message = f"{head}{modality}{when} cannot be both " + " and ".join(
        f"{figure(row)} ({said(row)})" for row in rows[:2]
    )
    message += f", {share * 100:.1f} points apart" if first["unit"] == "percent" else f", {share:.0%} apart"
    if len(rows) > 2:
        message += "; also " + ", ".join(f"{figure(row)} ({said(row)})" for row in rows[2:6])
    quotes = [f"“{row['quote']}”" for row in rows[:2] if row["quote"]]
    message += ". " + " / ".join(quotes) if quotes else "."
    sure = 0.9 if first["modality"] == "actual" and apart[0]["origin"] != apart[1]["origin"] else 0.7
    return finding("contradiction", _level(share), message, rows, confidence=sure, difference=share)


def _distance(one: Row, other: Row) -> float:
    """How far apart two values are, as a share of the larger; of percentages, the points between them."""
    nearest = [abs(a - b) for a in (one["value"], one["value_max"]) for b in (other["value"], other["value_max"])
               if a is not None and b is not None]  # fmt: skip
    largest = 100 if one["unit"] == "percent" else max(abs(one["value"]), abs(other["value"]), 1e-12)
    return float(min(nearest) / largest)


def _level(share: float) -> Level:
    return "error" if share > 0.2 else "warning" if share > 0.05 else "note"


def _groups(claims: pl.DataFrame, by: Sequence[str]) -> Iterator[list[Row]]:
    """Yield the rows of every group of several that do not all say the same."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    several = claims.filter(pl.len().over(by) > 1) if claims.height else claims
    for row in several.iter_rows(named=True):
        groups[tuple(row[name] for name in by)].append(row)
    yield from groups.values()
