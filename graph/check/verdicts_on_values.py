"""Verdicts on figures: those of a period, which stay, and those of a state, which hold until another is known."""

from collections.abc import Sequence
from datetime import date

from autoatlas.graph.check.contradictions import GROW_FAST, SAME_PLAN, SAME_TIME
from autoatlas.graph.check.counts import CUSTOMS, same_count
from autoatlas.graph.check.statement import (
    SURE,
    Row,
    Statement,
    apart_by,
    backs,
    compatible,
    days_apart,
    distance,
    newest_of,
    same_period,
    says_so,
    when_said,
)
from autoatlas.graph.check.wording import figure, said
from autoatlas.graph.names import OVERSEAS, known_entity
from autoatlas.ontology.facts import plain_number
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["ALL", "STATES", "compared", "judge_flow", "judge_state"]

STATES = {name for name, p in PROPERTIES.items() if p.is_state or name == "investment"}

MOVED = 0.1
"""How far a newer figure must lie from an older one, as a share, for the older to be out of date."""

APART = 0.03
"""How far beyond its hedges a figure must lie from what several sources say before it is called contradicted."""

ALONE = 0.15
"""The same where one source speaks against it."""

POINTS = 0.05
"""Points, by 100, by which a percentage must differ from what one source says: sources take shares of other wholes."""

ALL = 1.0
"""Points, by 100, from which on two rates are not of one thing."""

PRECISE = 3
"""Digits from which on a figure is no round number, so that a single source that gives it is taken at its word."""

SCALE = 3.5
"""Figures that differ by more than this factor count something else, as long as a single source gives the other."""

FAR = 8.0
"""The factor from which on they count something else, whoever gives the other: a slip of a digit, or of a unit."""


def judge_flow(row: Row, evidence: Sequence[Row]) -> Statement:
    """Judge a figure of a period, which is the same for ever, but for revisions."""
    if row["last"] is None:
        return Statement(row, "new")
    same = [
        one
        for one in evidence
        if one["modality"] == "actual"
        and one["part"] == row["part"]
        and same_period(row, one)
        and same_count(row, one)
    ]
    if row["counted"] is None and any(one["counted"] != CUSTOMS for one in same):
        # what customs clears is far more than what makers report: it can support a figure, but not rule it out
        same = [one for one in same if one["counted"] != CUSTOMS or compatible(row, one)]
    return compared(row, same)


def judge_state(row: Row, evidence: Sequence[Row]) -> Statement:
    """Judge a figure that holds until another is known."""
    actual = [one for one in evidence if one["modality"] == "actual"]
    fits = [one for one in actual if backs(one, row)]
    if fits:
        newest_fit = max(fits, key=when_said)
        # "more than 30" still holds of 45, but nobody would say it any more
        later = [one for one in actual if one["part"] == row["part"] and distance(row, one) > MOVED]
        newest = max(later, key=when_said, default=row)
        known_since = max(
            (when_said(one) for one in fits if distance(row, one) <= MOVED), default=when_said(row)
        )
        if (
            when_said(newest) > when_said(row)
            and days_apart(when_said(newest), known_since) > SAME_PLAN
            and when_said(newest) > known_since
        ):
            why = f"Since then it is {figure(newest)} ({said(newest)})."
            return Statement(row, "out of date", (newest, newest_fit), distance(row, newest), why)
        return Statement(row, "supported", tuple(newest_of(fits)), distance(row, newest_fit), says_so(fits))
    same_time = [
        one for one in actual
        if one["part"] == row["part"] and when_said(one) != date.min and _of_one_time(row, one)
    ]  # fmt: skip
    if same_time:
        return compared(row, same_time)
    last = newest_of(actual)[:1]
    why = f"The last figure known is {figure(last[0])}." if last else ""
    return Statement(row, "new", tuple(last), None, why)


def _of_one_time(one: Row, other: Row) -> bool:
    """Tell whether two figures of a state speak of one time, so that growth does not explain the second."""
    earlier, later = sorted((one, other), key=when_said)
    days = days_apart(when_said(earlier), when_said(later))
    grown = one["property"] in GROW_FAST and later["value"] > earlier["value"]
    return days <= (SAME_PLAN if grown else SAME_TIME)


def compared(row: Row, same: Sequence[Row]) -> Statement:
    """Judge a figure by others of the same thing and time."""
    fits = [one for one in same if backs(one, row)]
    if fits:
        others = [one for one in same if not compatible(row, one)]
        doubt = f" Others say {', '.join(sorted({figure(one) for one in others})[:3])}." if others else ""
        nearest = min(fits, key=lambda one: distance(row, one))
        return Statement(
            row, "supported", tuple(newest_of(fits)), distance(row, nearest), says_so(fits) + doubt
        )
    # what a bound leaves open it does not rule out
    against = [one for one in same if not compatible(row, one)]
    if not against:
        return Statement(row, "new", tuple(newest_of(same)))
    same = against
    nearest = min(same, key=lambda one: (distance(row, one), one["comparator"] != "="))
    difference = distance(row, nearest)
    if _is_ruled_out(row, same, nearest):
        why = f"The same figure is {figure(nearest)} ({said(nearest)}), {apart_by(row, difference)}."
        return Statement(row, "contradicted", tuple(newest_of(same)), difference, why)
    why = f"Another figure is {figure(nearest)} ({said(nearest)})."
    return Statement(row, "new", tuple(newest_of(same)), difference, why)


def _is_ruled_out(row: Row, same: Sequence[Row], nearest: Row) -> bool:
    """Tell whether a careful reader would say that a figure cannot be so."""
    difference = distance(row, nearest)
    sure = min(row["confidence"], max(one["confidence"] for one in same)) >= SURE
    disputed = any(not compatible(one, other) for one in same for other in same)
    # sums of money are told in stages and for more or less of a site
    if not sure or (disputed and (row["property"] == "investment" or _between(row, same))):
        return False
    origins = len({one["origin"] for one in same})
    # beyond all that sources which disagree have said is as wrong as beside what they agree on
    several = origins > 1 if not disputed else origins > 2 and not _between(row, same)
    # what a region is, what is invested, who is employed and what counts as exported differs from source to source
    counted = (row["counted"] is None) == (nearest["counted"] is None)
    unclear = row["property"] in ("investment", "employees") or (row["property"] == "exports" and not counted)
    if not several and (unclear or _in_region(row)):
        return False
    if row["unit"] == "percent":
        least = APART if several else POINTS
        return ALL > difference > (2 * least if row["comparator"] == "~" else least)
    small, large = sorted((abs(row["value"]), abs(nearest["value"])))
    if large > (FAR if several else SCALE) * small:
        return False
    if several:
        return difference > APART
    exact = len(str(plain_number(nearest["value"])).strip("0").replace(".", "")) >= PRECISE
    return difference > (ALONE if exact and row["comparator"] != "~" else 2 * ALONE)


def _in_region(row: Row) -> bool:
    place = row["place"]
    return place is not None and place != OVERSEAS and known_entity(place, "Region") is not None


def _between(row: Row, same: Sequence[Row]) -> bool:
    values = [one["value"] for one in same]
    return bool(min(values) <= row["value"] <= max(values))
