"""Plans whose day has passed with nothing known to have come of them, and values long unconfirmed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from autoatlas.graph.check.finding import Finding, Level
from autoatlas.graph.check.wording import figure, finding, named, period, said, scope
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["SHELVED", "STALE", "late_plans", "stale_values"]

SHELVED = 2
"""Years without a word after which a plan counts as shelved, and twice that as cancelled in all likelihood.

The rule of the Global Energy Monitor's trackers.
"""

STALE = 3
"""Years after which the newest figure of a state that can change every year counts as long unconfirmed."""

Row = dict[str, Any]

_STEPS = ("groundbreaking", "completed", "productionStart")
_ENDS = ("cancelled", "closed", "suspended")
_CHANGING = [
    name for name, p in PROPERTIES.items() if p.is_state and name not in ("latitude", "longitude", "siteArea")
]
# where a plan says by when something is to be so; what is to be spent by then is seldom told again
_DUE = [name for name in _CHANGING if name != "localContent"]
_DUE_RELATIONS = ("operates", "produces", "presentIn", "launches", "acquires")
_AIMS = ("planned", "target")


def late_plans(claims: pl.DataFrame, on: date) -> list[Finding]:
    """Return steps of facilities, plans and targets that were due before a day and of which no outcome is known.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them.
    on : date
    """
    found = [*_late_steps(claims, on), *_late_relations(claims, on), *_late_values(claims, on)]
    return sorted(found, key=lambda one: (-(one.difference or 0), one.message))


def _late_steps(claims: pl.DataFrame, on: date) -> Iterator[Finding]:
    steps = claims.filter(pl.col("property").is_in(_STEPS), pl.col("last").is_not_null())
    plans = steps.filter(pl.col("modality").is_in(_AIMS)).sort("told", "last", nulls_last=False)
    newest = plans.unique(["subject", "property", "part"], keep="last", maintain_order=True)
    happened = claims.filter(pl.col("modality") == "actual")
    whole = happened.filter(pl.col("part").is_null())
    over = set(whole.filter(pl.col("property").is_in(_ENDS))["subject"])
    over_in_part = set(happened.filter(pl.col("property").is_in(_ENDS)).select("subject", "part").iter_rows())
    running = _running(whole)
    done = set(
        happened.filter(pl.col("property").is_in(_STEPS)).select("subject", "property", "part").iter_rows()
    )
    for plan in newest.filter(pl.col("last") < on).iter_rows(named=True):
        site, step, part = plan["subject"], plan["property"], plan["part"]
        if (
            site in over
            or (site, part) in over_in_part
            or (part is None and site in running)
            or (site, step, part) in done
            or any((site, later, part) in done for later in _STEPS[_STEPS.index(step) + 1 :])
        ):
            continue
        months = _months_between(plan["last"], on)
        unheard = "" if plan["told"] is None else _unheard(claims, site, on)
        message = (
            f"{site}: {named(step)} {scope(plan)}was planned for {period(plan)} ({said(plan)}); {months} months later "
            f"nothing is known of it.{unheard}"
        )
        yield finding("lateness", _late(months), message, [plan], confidence=0.9, difference=months / 120)


def _running(whole: pl.DataFrame) -> set[str]:
    """Sites of which production, output or a maker at work tells that every step was taken, dated or not."""
    running = set(whole.filter(pl.col("property").is_in(["productionStart", "production"]))["subject"])
    running |= set(whole.filter(pl.col("property") == "operates")["object"])
    return running | set(whole.filter(pl.col("property") == "produces")["subject"])


def _unheard(claims: pl.DataFrame, site: str, on: date) -> str:
    last = claims.filter((pl.col("subject") == site) | (pl.col("object") == site))["told"].max()
    if not isinstance(last, date):
        return ""
    years = (on - last).days / 365.25
    if years < SHELVED:
        return ""
    state = "cancelled in all likelihood" if years >= 2 * SHELVED else "shelved"
    return f" The last word about it is of {last:%Y-%m}: {state}."


def _late_relations(claims: pl.DataFrame, on: date) -> Iterator[Finding]:
    """What was to be made, entered, launched or bought by a day."""
    related = claims.filter(pl.col("property").is_in(_DUE_RELATIONS), pl.col("object").is_not_null())
    plans = related.filter(pl.col("modality").is_in(_AIMS)).sort("told", "last", nulls_last=False)
    keys = ["subject", "property", "object"]
    newest = plans.unique(keys, keep="last", maintain_order=True)
    came = set(related.filter(pl.col("modality").is_in(["actual", "denied"])).select(keys).iter_rows())
    # what was sold or shown in a country tells that its seller is there
    there = claims.filter(pl.col("modality") == "actual", pl.col("place").is_not_null())
    came |= {
        (subject, "presentIn", place)
        for subject, place in there.select("subject", "place").unique().iter_rows()
    }
    ended = claims.filter(
        pl.col("property").is_in(_ENDS), pl.col("modality") == "actual", pl.col("part").is_null()
    )
    over = set(ended["subject"])
    late = newest.filter(pl.col("end").is_not_null(), pl.col("last") < on)
    # of a site that is late itself this is said once, with the step that is late
    steps = claims.filter(pl.col("property").is_in(_STEPS), pl.col("modality").is_in(_AIMS))
    told = set(steps["subject"]) - _running(claims.filter(pl.col("modality") == "actual"))
    for plan in late.iter_rows(named=True):
        subject, prop, other = (plan[name] for name in keys)
        if (subject, prop, other) in came or {subject, other} & over or {subject, other} & told:
            continue
        months = _months_between(plan["last"], on)
        message = (
            f"{subject} {named(prop)} {other}: planned for {period(plan)} ({said(plan)}); {months} months later "
            "nothing is known of it."
        )
        yield finding("lateness", "note", message, [plan], confidence=0.8, difference=months / 120)


def _late_values(claims: pl.DataFrame, on: date) -> Iterator[Finding]:
    keys = ["subject", "property", "object", "unit", "place", "product"]
    due = (pl.col("modality") == "target") | (
        (pl.col("modality") == "planned") & pl.col("property").is_in(_DUE) & pl.col("end").is_not_null()
    )
    aims = claims.filter(due, pl.col("value").is_not_null(), pl.col("last") < on)
    newest = aims.sort("told", nulls_last=False).unique(
        [*keys, "part", "last"], keep="last", maintain_order=True
    )
    actual: dict[tuple[Any, ...], list[Row]] = {}
    wanted = claims.filter(pl.col("modality") == "actual", pl.col("value").is_not_null())
    for row in wanted.join(newest.select(keys).unique(), on=keys, how="semi", nulls_equal=True).iter_rows(
        named=True
    ):
        actual.setdefault(tuple(row[name] for name in keys), []).append(row)
    ended = claims.filter(pl.col("property").is_in(_ENDS), pl.col("part").is_null())
    over = set(ended.filter(pl.col("modality") == "actual")["subject"])
    for aim in newest.iter_rows(named=True):
        if aim["subject"] in over or any(
            _settles(row, aim) for row in actual.get(tuple(aim[name] for name in keys), [])
        ):
            continue
        months = _months_between(aim["last"], on)
        what = "the aim" if aim["modality"] == "target" else "planned"
        message = (
            f"{aim['subject']}: {named(aim['property'])} {scope(aim)}of {figure(aim)} was {what} for {period(aim)} "
            f"({said(aim)}); what came of it is not known."
        )
        yield finding("lateness", "note", message, [aim], confidence=0.8, difference=months / 120)


def _settles(row: Row, aim: Row) -> bool:
    """Tell whether an actual figure says what came of an aim: it is of that time, or reaches it."""
    if not PROPERTIES[aim["property"]].is_state:
        return bool(row["last"] == aim["last"])
    when = row["last"] or row["told"]
    return bool((when is not None and when >= aim["last"]) or row["high"] >= aim["low"])


def stale_values(claims: pl.DataFrame, on: date) -> list[Finding]:
    """Return figures of states of running facilities and makers that nothing has confirmed for `STALE` years."""
    actual = claims.filter(pl.col("modality") == "actual")
    ends = actual.filter(pl.col("property").is_in(["closed", "cancelled"]))
    gone = set(ends.filter(pl.col("part").is_null())["subject"])
    gone_in_part = set(ends.select("subject", "part").iter_rows())
    # a figure of a day is of that day, whoever tells of it later
    states = actual.filter(pl.col("property").is_in(_CHANGING)).with_columns(
        seen=pl.when(pl.col("end").is_not_null())
        .then(pl.col("last"))
        .otherwise(pl.max_horizontal("told", "first"))
    )
    newest = states.sort("seen", nulls_last=False).unique(
        ["subject", "property", "unit", "place", "part", "product"], keep="last", maintain_order=True
    )
    limit = on.replace(year=on.year - STALE, day=min(on.day, 28))
    found = []
    for row in newest.filter(pl.col("seen") < limit).sort("seen", "subject").iter_rows(named=True):
        if row["subject"] in gone or (row["subject"], row["part"]) in gone_in_part:
            continue
        years = (on - row["seen"]).days / 365.25
        message = (
            f"{row['subject']}: {named(row['property'])} {scope(row)}{figure(row)} ({said(row)}) has not been "
            f"confirmed for {int(years)} years."
        )
        found.append(finding("staleness", "note", message, [row], confidence=0.95, difference=years / 20))
    return found


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _late(months: int) -> Level:
    return "error" if months > 24 else "warning" if months > 3 else "note"
