"""Contradictions: facts about one thing at one time that cannot all hold, given their hedges.

Not contradictions are growth over time, a plan beside what has come of it, phases and products apart, and a
plan that was revised later.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from autoatlas.graph.check.claims import SCOPE
from autoatlas.graph.check.finding import Finding, Level
from autoatlas.graph.check.wording import figure, finding, named, period, said
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["contradictions"]

SAME_TIME = 184
"""Days within which two undated figures of a state speak of the same time; a plant can grow in half a year."""

SAME_PLAN = 45
"""Days within which two statements of a plan are of the same plan rather than of a revised one."""

_STATES = [name for name, p in PROPERTIES.items() if p.is_state or name == "investment"]
_FLOWS = [name for name, p in PROPERTIES.items() if p.shape == "quantity" and name not in _STATES]
_DATES = [name for name, p in PROPERTIES.items() if p.shape == "date"]

Row = dict[str, Any]


def contradictions(claims: pl.DataFrame) -> list[Finding]:
    """Return what cannot hold together, the farthest apart first.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them.
    """
    found = [*_of_values(claims), *_of_dates(claims), *_of_denials(claims)]
    return sorted(found, key=lambda one: (-(one.difference or 0), one.message))


def _of_values(claims: pl.DataFrame) -> Iterator[Finding]:
    figures = claims.filter(
        pl.col("value").is_not_null(), pl.col("modality").is_in(["actual", "planned", "target"])
    )
    # a total is no contradiction of a total on another day, but it never falls; that is a matter of sums
    figures = figures.filter(
        pl.col("basis").is_null() | (pl.col("basis") != "cumulative") | pl.col("last").is_not_null()
    )
    for rows in _groups(figures, [*SCOPE, "modality"]):
        opposed = [
            (one, other)
            for number, one in enumerate(rows)
            for other in rows[number + 1 :]
            if (one["low"] > other["high"] or other["low"] > one["high"])
            and _comparable(one, other)
            and not _stages(one, other, rows)
        ]
        yield from map(_finding, _connected(opposed))


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
    for facts in nx.connected_components(network):
        yield [pair for pair in pairs if pair[0]["fact"] in facts]


def _comparable(one: Row, other: Row) -> bool:
    """Tell whether two figures speak of the same time, and are not one source's own parts of a whole."""
    same_period = one["last"] is not None and (one["first"], one["last"]) == (other["first"], other["last"])
    if one["property"] in _FLOWS and one["modality"] == "actual":
        return same_period
    if one["modality"] != "actual":
        # one page that gives several figures for a plan gives its stages
        if one["origin"] == other["origin"] or (one["first"], one["last"]) != (other["first"], other["last"]):
            return False
        return _dated(one) and _dated(other) and _within(one["told"], other["told"], SAME_PLAN)
    if same_period:
        return True
    if one["last"] is not None and other["last"] is not None:
        return False
    return one["origin"] != other["origin"] and _within(_time(one), _time(other), SAME_TIME)


def _dated(row: Row) -> bool:
    """Tell whether it is known at least by month when something was said."""
    return len(row["published"] or "") > 4


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


def _of_dates(claims: pl.DataFrame) -> Iterator[Finding]:
    # a date with a part is that part's; the same step is sometimes told as the ceremony and as the first day of work
    dates = claims.filter(
        pl.col("property").is_in(_DATES), pl.col("modality") == "actual", pl.col("last").is_not_null()
    )
    for rows in _groups(dates, ["subject", "property", "part", "product"]):
        pairs = [(_gap(one, other), one, other) for n, one in enumerate(rows) for other in rows[n + 1 :]]
        apart = [pair for pair in pairs if pair[0] > 31]
        if not apart:
            continue
        days, one, other = max(apart, key=lambda pair: pair[0])
        message = (
            f"{one['subject']}: {named(one['property'])} cannot be both {period(one)} ({said(one)}) "
            f"and {period(other)} ({said(other)}), {days // 30} months apart."
        )
        level: Level = "error" if days > 366 else "warning" if days > 92 else "note"
        yield finding("contradiction", level, message, [one, other], confidence=0.8, difference=days / 3650)


def _gap(one: Row, other: Row) -> int:
    """Days between two dates that do not overlap; `<=` reaches back without end."""
    earlier, later = sorted((one, other), key=lambda row: row["last"])
    if later["comparator"] in ("<=", "<"):
        return 0
    return max(0, int((later["first"] - earlier["last"]).days))


def _of_denials(claims: pl.DataFrame) -> Iterator[Finding]:
    for denial in claims.filter(pl.col("modality") == "denied").iter_rows(named=True):
        same = pl.all_horizontal(
            pl.col(name).eq_missing(pl.lit(denial[name])) for name in ("subject", "property", "object")
        )
        said_so = claims.filter(same, pl.col("modality") != "denied", pl.col("origin") != denial["origin"])
        if denial["told"] is not None:
            # what was said well after a denial answers it
            said_so = said_so.filter(pl.col("told") <= denial["told"] + timedelta(days=SAME_PLAN))
        for statement in said_so.head(1).iter_rows(named=True):
            what = statement["object"] or figure(statement)
            message = (
                f"{denial['subject']} {named(denial['property'])} {what}: {statement['modality']} according to "
                f"{said(statement)}, denied by {denial['said_by'] or said(denial)} ({said(denial)})."
            )
            yield finding("contradiction", "warning", message, [statement, denial], difference=1.0)


def _groups(claims: pl.DataFrame, by: Sequence[str]) -> Iterator[list[Row]]:
    """Yield the rows of every group of several that do not all say the same."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    several = claims.filter(pl.len().over(by) > 1) if claims.height else claims
    for row in several.iter_rows(named=True):
        groups[tuple(row[name] for name in by)].append(row)
    yield from groups.values()
