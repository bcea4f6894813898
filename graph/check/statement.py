"""A statement of a draft with its verdict, and how two statements are weighed against each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from autoatlas.graph.check.wording import figure, named, said
from autoatlas.ontology.facts import FACT_SCHEMA, plain_number

__all__ = [
    "SURE",
    "VERDICTS",
    "Row",
    "Statement",
    "Verdict",
    "apart_by",
    "backs",
    "compatible",
    "days_apart",
    "distance",
    "newest_of",
    "same_period",
    "says_so",
    "when_said",
]  # fmt: skip

Verdict = Literal["supported", "contradicted", "out of date", "new"]
VERDICTS: tuple[Verdict, ...] = ("contradicted", "out of date", "new", "supported")

Row = dict[str, Any]

SURE = 0.75
"""How sure a statement and what speaks against it must be before it is called contradicted."""

_MOST = 5
_OPEN = 0.15  # how far beyond a bound a figure may lie that the bound still speaks for


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a document and what an atlas says to it.

    Attributes
    ----------
    fact : dict
        The fact's columns.
    verdict : str
        One of `VERDICTS`.
    evidence : tuple of dict
        Facts that it rests on, the atlas's or the document's own, claims with all their columns.
    difference : float or None
        How far the statement lies from the evidence: a share of the larger value; of percentages, points by 100.
    why : str
        One sentence for a reader.
    """

    fact: Row
    verdict: Verdict
    evidence: tuple[Row, ...] = ()
    difference: float | None = None
    why: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the statement as plain values, for JSON: the fact's columns, verdict, evidence, difference."""
        evidence = [
            {"fact": row["fact"], "source": row["source"], "says": _says(row)} for row in self.evidence
        ]
        columns = {name: _plain(self.fact[name]) for name in FACT_SCHEMA if self.fact.get(name) is not None}
        verdict = {
            "verdict": self.verdict,
            "evidence": evidence,
            "difference": self.difference,
            "why": self.why,
        }
        return columns | verdict


def _plain(value: Any) -> Any:
    return plain_number(value) if isinstance(value, float) else value


def _says(row: Row) -> str:
    what = figure(row)
    return f"{row['subject']} {named(row['property'])} {what} ({row['modality']}; {said(row)})"


def same_period(one: Row, other: Row) -> bool:
    """Tell whether two figures are of one period."""
    return other["last"] is not None and (one["first"], one["last"]) == (other["first"], other["last"])


def compatible(one: Row, other: Row) -> bool:
    """Tell whether two figures can both hold, given hedges and rounding."""
    return bool(one["low"] <= other["high"] and other["low"] <= one["high"])


def backs(known: Row, row: Row) -> bool:
    """Tell whether a known figure speaks for a statement, rather than merely leave it open.

    ``> 7 million`` leaves 9.4 million open, and speaks for 7.1.
    """
    open_end = known["comparator"] in (">", ">=", "<", "<=") and row["comparator"] not in (
        ">",
        ">=",
        "<",
        "<=",
    )
    return compatible(known, row) and not (open_end and distance(known, row) > _OPEN)


def distance(one: Row, other: Row) -> float:
    """Return how far apart two figures are, as a share of the larger; of percentages, points by 100."""
    nearest = min(
        abs(a - b)
        for a in (one["value"], one["value_max"])
        for b in (other["value"], other["value_max"])
        if a is not None and b is not None
    )
    largest = 100 if one["unit"] == "percent" else max(abs(one["value"]), abs(other["value"]), 1e-12)
    return float(nearest / largest)


def apart_by(row: Row, difference: float) -> str:
    """Return a distance in words."""
    return f"{difference * 100:.1f} points apart" if row["unit"] == "percent" else f"{difference:.0%} apart"


def when_said(row: Row) -> date:
    """Return the day that a figure is of: the day that it was told, else its period's last."""
    return row["told"] or row["last"] or date.min


def days_apart(one: date, other: date) -> int:
    """Return the days between two days."""
    return abs((one - other).days)


def newest_of(rows: Sequence[Row]) -> list[Row]:
    """Return the newest fact of each origin, at most five."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=when_said, reverse=True):
        found.setdefault(row["origin"], row)
    return list(found.values())[:_MOST]


def says_so(rows: Sequence[Row]) -> str:
    """Return who says so, as a sentence."""
    newest = newest_of(rows)
    count = len({row["origin"] for row in rows})
    more = "" if count == 1 else f" and {count - 1} more"
    return f"{said(newest[0])}{more} say{'s' if count == 1 else ''} so."
