"""Verdicts on what is meant, and on the steps in the life of a site."""

from collections.abc import Sequence
from datetime import date

from autoatlas.graph.check.claims import EXACT
from autoatlas.graph.check.contradictions import SAME_PLAN
from autoatlas.graph.check.statement import (
    SURE,
    Row,
    Statement,
    compatible,
    days_apart,
    distance,
    newest_of,
    says_so,
    when_said,
)
from autoatlas.graph.check.steps import NEAR, days_between
from autoatlas.graph.check.verdicts_on_values import STATES, compared
from autoatlas.graph.check.wording import figure, said

__all__ = ["AIMS", "judge_aim", "judge_date"]

AIMS = ("planned", "target")

STEP = 270
"""Days by which two dates of one step may differ: it is told by its ceremony as by its first day."""

ANOTHER = 3653
"""Days from which on it is another step: a new model in an old plant."""

_GROWING = ("annualCapacity", "employees", "outlets", "countriesPresent", "plantsAbroad", "localContent")


def judge_aim(row: Row, evidence: Sequence[Row]) -> Statement:
    """Judge a plan, an aim, a forecast or talk by what was meant and what has come of it."""
    modalities = AIMS if row["modality"] in AIMS else (row["modality"],)
    meant = [one for one in evidence if one["modality"] in modalities and _same_deadline(row, one)]
    fits = [one for one in meant if compatible(row, one)]
    if fits:
        revised = _revised(row, meant, fits)
        if revised is not None:
            why = f"It was revised to {figure(revised)} ({said(revised)})."
            return Statement(row, "out of date", (revised, *newest_of(fits)), distance(row, revised), why)
        come = [
            one for one in evidence
            if one["modality"] == "actual" and row["property"] in STATES and when_said(one) > when_said(row)
            and one["value"] >= row["value"] * (1 - EXACT) and one["part"] == row["part"]
        ]  # fmt: skip
        if come and row["modality"] in AIMS and row["property"] in _GROWING:
            newest = max(come, key=when_said)
            why = f"It has been reached: {figure(newest)} ({said(newest)})."
            return Statement(row, "out of date", (newest,), None, why)
        return Statement(row, "supported", tuple(newest_of(fits)), distance(row, fits[0]), says_so(fits))
    rivals = [
        one for one in meant
        if one["modality"] == row["modality"] and one["part"] == row["part"] and row["modality"] in AIMS
        and days_apart(when_said(one), when_said(row)) <= SAME_PLAN and when_said(one) != date.min
        and (one["first"], one["last"]) == (row["first"], row["last"])
    ]  # fmt: skip
    # a plan has stages, and each is told as the plan: only an aim with a deadline is one number
    if rivals and row["last"] is not None:
        return compared(row, rivals)
    return Statement(row, "new", tuple(newest_of(meant)[:2]))


def _revised(row: Row, meant: Sequence[Row], fits: Sequence[Row]) -> Row | None:
    """What an aim with a deadline was changed to: what all say since, well after the last who said the same."""
    if row["last"] is None:
        return None
    last_fit = max(when_said(one) for one in fits)
    later = [one for one in meant if not compatible(row, one) and when_said(one) > last_fit]
    if not later:
        return None
    newest = max(later, key=when_said)
    several = len({one["origin"] for one in later if compatible(one, newest)}) > 1
    since = when_said(newest) > when_said(row) or (
        several and days_apart(when_said(newest), last_fit) > SAME_PLAN
    )
    return newest if since else None


def _same_deadline(one: Row, other: Row) -> bool:
    return one["last"] is None or other["last"] is None or one["last"] == other["last"]


def judge_date(row: Row, evidence: Sequence[Row]) -> Statement:
    """Judge a step in the life of a site, or a plan for one."""
    same_part = [one for one in evidence if one["part"] == row["part"] and one["last"] is not None]
    actual = [one for one in same_part if one["modality"] == "actual"]
    planned = [one for one in same_part if one["modality"] in AIMS]
    if row["last"] is None:
        return Statement(row, "new")
    if row["modality"] == "actual":
        return _judge_step(row, actual, planned)
    if actual and row["modality"] in AIMS:
        newest = max(actual, key=when_said)
        why = f"It has come about: {figure(newest)} ({said(newest)})."
        return Statement(row, "out of date", (newest,), None, why)
    same = [one for one in same_part if one["modality"] == row["modality"] or one in planned]
    near = [one for one in same if days_between(row, one) <= NEAR]
    later = [one for one in same if days_between(row, one) > NEAR and when_said(one) > when_said(row)]
    if later and (not near or when_said(max(later, key=when_said)) > when_said(max(near, key=when_said))):
        newest = max(later, key=when_said)
        why = f"It is now planned for {figure(newest)} ({said(newest)})."
        return Statement(row, "out of date", (newest,), None, why)
    if near:
        return Statement(row, "supported", tuple(newest_of(near)), None, says_so(near))
    return Statement(row, "new", tuple(newest_of(same)[:1]))


def _judge_step(row: Row, actual: Sequence[Row], planned: Sequence[Row]) -> Statement:
    near = [one for one in actual if days_between(row, one) <= NEAR]
    if near:
        return Statement(row, "supported", tuple(newest_of(near)), None, says_so(near))
    far = [one for one in actual if one["confidence"] >= SURE]
    # a plan is announced, and work is halted, more than once
    once = row["property"] not in ("announced", "suspended") and not _ahead(row)
    nearest_days = min((days_between(row, one) for one in actual), default=0)
    if far and once and row["confidence"] >= SURE and STEP < nearest_days < ANOTHER:
        nearest = min(far, key=lambda one: days_between(row, one))
        why = f"It is dated {figure(nearest)} ({said(nearest)})."
        difference = days_between(row, nearest) / 3650
        return Statement(row, "contradicted", tuple(newest_of(far)), difference, why)
    return Statement(row, "new", tuple(newest_of(actual or planned)))


def _ahead(row: Row) -> bool:
    """Tell whether a fact is dated after the day that it was told on, so that the date was misread."""
    return row["told"] is not None and row["first"] is not None and row["first"] > row["told"]
