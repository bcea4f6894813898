"""Steps in the life of a facility that cannot have been so: two dates for one, a wrong order, news of the future.

And what somebody in a position to know denies.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from autoatlas.graph.check.finding import Finding, Level
from autoatlas.graph.check.wording import figure, finding, named, period, said
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["ANSWERED", "NEAR", "contradictory_steps", "days_between"]

NEAR = 31
"""Days within which two dates of a step are one: it is told as the ceremony and as the first day of work."""

ANSWERED = 45
"""Days after a denial from which on what is said has taken note of it."""

FORGOTTEN = 731
"""Days after which a plan that is denied is not the plan that was once told of, but talk of a new one."""

_DATES = [name for name, p in PROPERTIES.items() if p.shape == "date"]
# plans are announced anew and work is halted more than once
_REPEATED = ("announced", "suspended")
_ORDER = (
    ("announced", "groundbreaking"),
    ("announced", "completed"),
    ("announced", "productionStart"),
    ("groundbreaking", "completed"),
    ("groundbreaking", "productionStart"),
    ("groundbreaking", "closed"),
    ("productionStart", "closed"),
    ("announced", "cancelled"),
)
"""Which step comes before which. What is completed may have made cars before, and what was cancelled is resumed."""

Row = dict[str, Any]


def contradictory_steps(claims: pl.DataFrame) -> Iterator[Finding]:
    """Yield what is wrong with the dates of facilities, and what is denied.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them.
    """
    # a date with a part is that part's
    dates = claims.filter(
        pl.col("property").is_in(_DATES), pl.col("modality") == "actual", pl.col("last").is_not_null()
    )
    yield from _two_dates(dates)
    yield from _out_of_order(dates.filter(pl.col("part").is_null()))
    yield from _after_the_end(dates.filter(pl.col("part").is_null()), claims)
    yield from _before_their_time(claims)
    yield from _denied(claims)


def _two_dates(dates: pl.DataFrame) -> Iterator[Finding]:
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in dates.iter_rows(named=True):
        groups[row["subject"], row["property"], row["part"], row["product"]].append(row)
    for alike in groups.values():
        pairs = [
            (days_between(one, other), one, other) for n, one in enumerate(alike) for other in alike[n + 1 :]
        ]
        apart = [pair for pair in pairs if pair[0] > NEAR and not _told_anew(*pair[1:])]
        if not apart:
            continue
        days, one, other = max(apart, key=lambda pair: pair[0])
        concerned = {row["fact"]: row for row in (one, other)}
        concerned |= {row["fact"]: row for pair in apart for row in pair[1:]}
        message = (
            f"{one['subject']}: {named(one['property'])} cannot be both {period(one)} ({said(one)}) "
            f"and {period(other)} ({said(other)}), {days // 30} months apart."
        )
        level: Level = "error" if days > 366 else "warning" if days > 92 else "note"
        rows = list(concerned.values())
        if len(rows) > 2:
            message += f" Others: {', '.join(f'{period(row)} ({said(row)})' for row in rows[2:6])}."
        yield finding("contradiction", level, message, rows, confidence=0.8, difference=days / 3650)


def days_between(one: Row, other: Row) -> int:
    """Days between two dates that do not overlap; ``<=`` reaches back without end."""
    earlier, later = sorted((one, other), key=lambda row: row["last"])
    if later["comparator"] in ("<=", "<"):
        return 0
    return max(0, int((later["first"] - earlier["last"]).days))


def _told_anew(one: Row, other: Row) -> bool:
    """Tell whether a step that can come again was told of before the later of two dates."""
    earlier, later = sorted((one, other), key=lambda row: row["last"])
    told, day = earlier["published"] or "", str(later["first"])
    # as far as the date of the source goes, a month often
    known = min(len(told), 7)
    return one["property"] in _REPEATED and known > 0 and told[:known] < day[:known]


def _out_of_order(dates: pl.DataFrame) -> Iterator[Finding]:
    sites: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in dates.iter_rows(named=True):
        sites[row["subject"]][row["property"]].append(row)
    for site, steps in sites.items():
        for before, after in _ORDER:
            if not steps.get(before) or not steps.get(after):
                continue
            first = min(steps[before], key=lambda row: row["first"])
            last = max(steps[after], key=lambda row: row["last"])
            days = (first["first"] - last["last"]).days
            # "by then" says nothing of the day itself
            if days <= NEAR or any(row["comparator"] in ("<=", "<") for row in steps[before]):
                continue
            message = (
                f"{site}: {named(after)} {period(last)} ({said(last)}) cannot lie {max(1, days // 30)} months before "
                f"{named(before)} {period(first)} ({said(first)})."
            )
            level: Level = "error" if days > 366 else "warning"
            yield finding(
                "contradiction", level, message, [last, first], confidence=0.8, difference=days / 3650
            )


def _after_the_end(dates: pl.DataFrame, claims: pl.DataFrame) -> Iterator[Finding]:
    """Plants that were given up after they ran, or made vehicles after they closed and before any new start."""
    starts: dict[str, list[Row]] = defaultdict(list)
    for row in dates.filter(pl.col("property") == "productionStart").iter_rows(named=True):
        starts[row["subject"]].append(row)
    made: dict[str, list[Row]] = defaultdict(list)
    output = (pl.col("property") == "production") & (pl.col("modality") == "actual") & (pl.col("value") > 0)
    sites = set(dates.filter(pl.col("property") == "closed")["subject"])
    for row in claims.filter(output, pl.col("subject").is_in(sites), pl.col("first").is_not_null()).iter_rows(
        named=True
    ):
        made[row["subject"]].append(row)
    for end in dates.filter(pl.col("property").is_in(["cancelled", "closed"])).iter_rows(named=True):
        site = end["subject"]
        if end["property"] == "cancelled":
            # what is given up has not begun; what has begun is closed
            rows = [row for row in starts[site] if (end["first"] - row["last"]).days > NEAR]
        else:
            again = any(row["first"] > end["last"] for row in starts[site])
            rows = [row for row in made[site] if row["first"] > end["last"] and not again]
        for row in rows[:1]:
            message = (
                f"{site}: {named(row['property'])} {_what(row)}{period(row)} ({said(row)}) does not go with "
                f"{named(end['property'])} {period(end)} ({said(end)})."
            )
            days = abs((end["first"] - row["last"]).days)
            yield finding(
                "contradiction", "error", message, [end, row], confidence=0.8, difference=days / 3650
            )


def _before_their_time(claims: pl.DataFrame) -> Iterator[Finding]:
    """What is told as a fact of a day that had not come when it was told."""
    events = claims.filter(
        pl.col("modality") == "actual",
        pl.col("property").is_in([*_DATES, "exports", "sales", "production", "imports"]),
        pl.col("last").is_not_null(),
        pl.col("first") > last_day_told().dt.offset_by(f"{NEAR}d"),
    )
    for row in events.iter_rows(named=True):
        days = (row["first"] - row["told"]).days
        message = (
            f"{row['subject']}: {named(row['property'])} {_what(row)}is told as a fact of {period(row)}, but was told "
            f"in {row['published']} ({said(row)})."
        )
        yield finding("contradiction", "error", message, [row], confidence=0.9, difference=days / 3650)


def _what(row: Row) -> str:
    return "" if row["value"] is None else f"{figure(row)} "


def last_day_told() -> pl.Expr:
    """The last day on which something can have been published."""
    from autoatlas.graph.derived import last_day_column

    return last_day_column("published")


def _denied(claims: pl.DataFrame) -> Iterator[Finding]:
    told: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    denials: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    names = ("subject", "property", "object", "part")
    keys = claims.filter(pl.col("modality") == "denied").select(names).unique()
    for row in claims.join(keys, on=names, how="semi", nulls_equal=True).iter_rows(named=True):
        (denials if row["modality"] == "denied" else told)[tuple(row[name] for name in names)].append(row)
    for key, said_no in denials.items():
        pairs = [(one, no) for no in said_no for one in told.get(key, []) if _answers(no, one)]
        if not pairs:
            continue
        newest = max((one for one, _ in pairs), key=lambda row: row["told"] or date.min)
        against = [no for one, no in pairs if one is newest]
        no = against[0]
        message = (
            f"{no['subject']} {named(no['property'])} {newest['object'] or figure(newest)}: {newest['modality']} "
            f"according to {said(newest)}, denied by {no['said_by'] or said(no)} ({said(no)})."
        )
        rows: Sequence[Row] = [newest, *against]
        yield finding("contradiction", "warning", message, rows, difference=1.0)


def _answers(denial: Row, one: Row) -> bool:
    """Tell whether a denial is of what somebody said: the same figure and time, and said not long before."""
    if one["origin"] == denial["origin"]:
        return False
    if denial["value"] is not None and (one["low"] > denial["high"] or denial["low"] > one["high"]):
        return False
    dated = denial["last"] is not None and one["last"] is not None
    if dated and PROPERTIES[one["property"]].shape == "date" and days_between(denial, one) > NEAR:
        return False
    if denial["told"] is None or one["told"] is None:
        return True
    # what was said well after a denial has taken note of it
    if one["told"] > denial["told"] + timedelta(days=ANSWERED):
        return False
    return bool(one["modality"] == "actual" or denial["told"] <= one["told"] + timedelta(days=FORGOTTEN))
