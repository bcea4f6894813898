"""Plans whose day has passed with nothing known to have come of them, and values long unconfirmed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from autoatlas.graph.check.finding import Finding, Level
from autoatlas.graph.check.wording import figure, finding, named, period, said
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


def late_plans(claims: pl.DataFrame, on: date) -> list[Finding]:
    """Return steps of facilities and targets that were due before a day and of which no outcome is known.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them.
    on : date
    """
    found = [*_late_steps(claims, on), *_late_targets(claims, on)]
    return sorted(found, key=lambda one: (-(one.difference or 0), one.message))


def _late_steps(claims: pl.DataFrame, on: date) -> Iterator[Finding]:
    steps = claims.filter(
        pl.col("property").is_in(_STEPS), pl.col("part").is_null(), pl.col("last").is_not_null()
    )
    plans = steps.filter(pl.col("modality") == "planned").sort("told", "last", nulls_last=False)
    newest = plans.unique(["subject", "property"], keep="last", maintain_order=True)
    happened = claims.filter(pl.col("modality") == "actual", pl.col("part").is_null())
    over = set(happened.filter(pl.col("property").is_in(_ENDS))["subject"])
    # production, output or a running plant tells that the step was taken, dated or not
    running = set(happened.filter(pl.col("property").is_in(["productionStart", "production"]))["subject"])
    running |= set(happened.filter(pl.col("property") == "operates")["object"])
    running |= set(happened.filter(pl.col("property") == "produces")["subject"])
    done = set(happened.filter(pl.col("property").is_in(_STEPS)).select("subject", "property").iter_rows())
    completed = {subject for subject, prop in done if prop == "completed"}
    for plan in newest.filter(pl.col("last") < on).iter_rows(named=True):
        site, step = plan["subject"], plan["property"]
        if (
            site in over
            or site in running
            or (site, step) in done
            or (step == "groundbreaking" and site in completed)
        ):
            continue
        months = _months_between(plan["last"], on)
        unheard = "" if plan["told"] is None else _unheard(claims, site, on)
        message = (
            f"{site}: {named(step)} was planned for {period(plan)} ({said(plan)}); {months} months later nothing "
            f"is known of it.{unheard}"
        )
        yield finding("lateness", _late(months), message, [plan], confidence=0.9, difference=months / 120)


def _unheard(claims: pl.DataFrame, site: str, on: date) -> str:
    last = claims.filter((pl.col("subject") == site) | (pl.col("object") == site))["told"].max()
    if not isinstance(last, date):
        return ""
    years = (on - last).days / 365.25
    if years < SHELVED:
        return ""
    state = "cancelled in all likelihood" if years >= 2 * SHELVED else "shelved"
    return f" The last word about it is of {last:%Y-%m}: {state}."


def _late_targets(claims: pl.DataFrame, on: date) -> Iterator[Finding]:
    scope = ["subject", "property", "object", "unit", "place", "product"]
    aims = claims.filter(pl.col("modality") == "target", pl.col("value").is_not_null(), pl.col("last") < on)
    newest = aims.sort("told", nulls_last=False).unique([*scope, "last"], keep="last", maintain_order=True)
    actual = claims.filter(pl.col("modality") == "actual", pl.col("value").is_not_null())
    for aim in newest.iter_rows(named=True):
        same = actual.filter(pl.all_horizontal(pl.col(name).eq_missing(pl.lit(aim[name])) for name in scope))
        states = PROPERTIES[aim["property"]].is_state
        when = pl.coalesce("last", "told") if states else pl.col("last")
        known = same.filter((when >= aim["last"]) if states else (when == aim["last"]))
        reached = same.filter(pl.col("high") >= aim["low"]) if states else known
        if known.height or reached.height:
            continue
        months = _months_between(aim["last"], on)
        message = (
            f"{aim['subject']}: {named(aim['property'])} of {figure(aim)} was the aim for {period(aim)} ({said(aim)}); "
            f"what came of it is not known."
        )
        yield finding("lateness", "note", message, [aim], confidence=0.8, difference=months / 120)


def stale_values(claims: pl.DataFrame, on: date) -> list[Finding]:
    """Return figures of states of running facilities and makers that nothing has confirmed for `STALE` years."""
    actual = claims.filter(pl.col("modality") == "actual", pl.col("part").is_null())
    gone = set(actual.filter(pl.col("property").is_in(["closed", "cancelled"]))["subject"])
    states = actual.filter(pl.col("property").is_in(_CHANGING)).with_columns(
        seen=pl.max_horizontal("told", "last")
    )
    newest = states.sort("seen", nulls_last=False).unique(
        ["subject", "property", "place", "product"], keep="last", maintain_order=True
    )
    limit = on.replace(year=on.year - STALE, day=min(on.day, 28))
    found = []
    for row in newest.filter(pl.col("seen") < limit).sort("seen", "subject").iter_rows(named=True):
        if row["subject"] in gone:
            continue
        years = (on - row["seen"]).days / 365.25
        message = (
            f"{row['subject']}: {named(row['property'])} {figure(row)} ({said(row)}) has not been confirmed for "
            f"{years:.0f} years."
        )
        found.append(finding("staleness", "note", message, [row], confidence=0.95, difference=years / 20))
    return found


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _late(months: int) -> Level:
    return "error" if months > 24 else "warning" if months > 3 else "note"
