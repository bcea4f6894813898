"""Verdicts on relations: who runs what, what belongs to whom, where something is."""

from collections.abc import Sequence
from datetime import date

from autoatlas.graph.check.statement import Row, Statement, newest_of, says_so, when_said
from autoatlas.graph.check.steps import ANSWERED
from autoatlas.graph.check.verdicts_on_plans import AIMS
from autoatlas.graph.check.wording import said

__all__ = ["judge_relation"]

# what a plan says of these is so whatever becomes of the plan
_LASTING = ("locatedIn", "partnersWith", "brandOf", "subsidiaryOf")
_ENDED = {"closed": "was closed", "cancelled": "was given up", "suspended": "was suspended"}


def judge_relation(row: Row, evidence: Sequence[Row], ends: Sequence[Row]) -> Statement:
    """Judge a relation by what is known of it, and of the end of the site that it leads to."""
    firm = [one for one in evidence if one["modality"] == "actual"]
    meant = [one for one in evidence if one["modality"] in AIMS or one["modality"] == row["modality"]]
    denials = [one for one in evidence if one["modality"] == "denied"]
    if row["property"] == "operates":
        over = [
            end for end in ends if end["modality"] == "actual" and not _after(row, end["last"], len(firm))
        ]
        if over and not _reopened(firm, over):
            newest = max(over, key=when_said)
            why = f"The site {_ENDED[newest['property']]} ({said(newest)})."
            return Statement(row, "out of date", (newest,), None, why)
    if firm:
        if row["modality"] in AIMS and row["property"] not in _LASTING:
            return Statement(row, "out of date", tuple(newest_of(firm)), None, "It has come about since.")
        return Statement(row, "supported", tuple(newest_of(firm)), None, says_so(firm))
    if denials and not _answered(meant, denials):
        denial = max(denials, key=when_said)
        return Statement(row, "contradicted", (denial,), None, f"It was denied ({said(denial)}).")
    if meant and row["modality"] != "actual":
        return Statement(row, "supported", tuple(newest_of(meant)), None, says_so(meant))
    why = "So far it was known as a plan." if meant else ""
    return Statement(row, "new", tuple(newest_of(meant)), None, why)


def _answered(meant: Sequence[Row], denials: Sequence[Row]) -> bool:
    """Tell whether a plan was told of well after it was denied, so that whoever did had taken note of that."""
    last = max(when_said(one) for one in denials)
    return any((when_said(one) - last).days > ANSWERED for one in meant)


def _after(row: Row, day: date | None, running: int) -> bool:
    """Tell whether a statement was made after a day, by somebody who may know better than those before."""
    return day is not None and row["told"] is not None and row["told"] > day and running > 0


def _reopened(firm: Sequence[Row], over: Sequence[Row]) -> bool:
    last = max(end["last"] or date.min for end in over)
    return any((one["told"] or date.min) > last for one in firm)
