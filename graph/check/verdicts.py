"""Verdicts on the statements of a draft: supported, contradicted, out of date, or new, as far as an atlas knows.

*Contradicted* is kept for what a careful reader would call so: the atlas has a figure for the same thing, scope and
time, and no source that it knows is compatible with the statement. What merely differs from an older or a later
figure is new, or out of date.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import polars as pl

from autoatlas.graph.check.arithmetic import arithmetic
from autoatlas.graph.check.claims import EXACT
from autoatlas.graph.check.contradictions import SAME_PLAN, SAME_TIME
from autoatlas.graph.check.wording import figure, named, said
from autoatlas.ontology.facts import FACT_SCHEMA, plain_number
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["VERDICTS", "Statement", "Verdict", "verdicts"]

Verdict = Literal["supported", "contradicted", "out of date", "new"]
VERDICTS: tuple[Verdict, ...] = ("contradicted", "out of date", "new", "supported")

Row = dict[str, Any]

SURE = 0.8
"""How sure a statement and what speaks against it must be before it is called contradicted."""

APART = 0.03
"""How far beyond its hedges a figure must lie, as a share of it, before it is called contradicted."""

MOVED = 0.1
"""How far a newer figure must lie from an older one, as a share, for the older to be out of date."""

SCALE = 2.5
"""Figures that differ by more than this factor count something else rather than contradict each other."""

STEP = 92
"""Days by which two dates of one step may differ, since a step is told by its ceremony as by its first day."""

_SCOPE = ("subject", "property", "object", "unit", "basis", "place", "product")
_AIMS = ("planned", "target")
_STATES = {name for name, p in PROPERTIES.items() if p.is_state or name == "investment"}
_GROWING = ("annualCapacity", "employees", "outlets", "countriesPresent", "plantsAbroad", "localContent")
_ENDS = ("closed", "cancelled", "suspended")


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


def verdicts(statements: pl.DataFrame, known: pl.DataFrame) -> list[Statement]:
    """Judge the statements of a document.

    Parameters
    ----------
    statements, known : DataFrame
        Claims (see `autoatlas.graph.check.claims.claims_of`) of the document and of the atlas, with facilities
        under the same labels. The document's own facts must not be among the known ones.

    Returns
    -------
    list of Statement
        One a statement, in their order.
    """
    table: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in known.iter_rows(named=True):
        table[_key(row)].append(row)
    by_site: dict[str, list[Row]] = defaultdict(list)
    # a document that tells of a site's end itself does not call it running
    told = statements.filter(pl.col("property").is_in(_ENDS))["subject"]
    ends = known.filter(
        pl.col("property").is_in(_ENDS), pl.col("part").is_null(), ~pl.col("subject").is_in(told.implode())
    )
    for row in ends.iter_rows(named=True):
        by_site[row["subject"]].append(row)
    wrong = _wrong_sums(statements)
    judged = []
    for row in statements.iter_rows(named=True):
        evidence = table.get(_key(row), [])
        if PROPERTIES[row["property"]].shape in ("relation", "mode"):
            statement = _relation(row, evidence, by_site.get(row["object"] or "", []))
        elif row["value"] is None:
            statement = _date(row, evidence)
        elif row["modality"] == "actual":
            statement = _state(row, evidence) if row["property"] in _STATES else _flow(row, evidence)
        else:
            statement = _aim(row, evidence, table)
        if statement.verdict in ("new", "supported") and row["fact"] in wrong:
            statement = wrong[row["fact"]]
        judged.append(statement)
    return judged


def _key(row: Row) -> tuple[Any, ...]:
    names = tuple(row[name] for name in _SCOPE)
    if row["property"] == "partnersWith":
        names = (*sorted((row["subject"], row["object"] or "")), *names[3:])
        return ("partnersWith", *names)
    return names


def _wrong_sums(statements: pl.DataFrame) -> dict[str, Statement]:
    """Statements that the document's own figures rule out."""
    rows = {row["fact"]: row for row in statements.iter_rows(named=True)}
    wrong = {}
    for one in arithmetic(statements):
        involved = [rows[fact] for fact in one.facts]
        if one.level != "note" and min(row["confidence"] for row in involved) >= SURE:
            wrong[one.facts[0]] = Statement(
                involved[0], "contradicted", tuple(involved[1:]), one.difference, one.message
            )
    return wrong


def _relation(row: Row, evidence: Sequence[Row], ends: Sequence[Row]) -> Statement:
    firm = [one for one in evidence if one["modality"] == "actual"]
    meant = [one for one in evidence if one["modality"] in _AIMS or one["modality"] == row["modality"]]
    denials = [one for one in evidence if one["modality"] == "denied"]
    if row["property"] == "operates":
        over = [
            end for end in ends if end["modality"] == "actual" and not _after(row, end["last"], len(firm))
        ]
        if over and not _reopened(firm, over):
            newest = max(over, key=_when)
            what = {"closed": "was closed", "cancelled": "was given up", "suspended": "was suspended"}
            why = f"The site {what[newest['property']]} ({said(newest)})."
            return Statement(row, "out of date", (newest,), None, why)
    if firm:
        if row["modality"] in _AIMS and row["property"] not in (
            "locatedIn",
            "partnersWith",
            "brandOf",
            "subsidiaryOf",
        ):
            return Statement(row, "out of date", tuple(_newest(firm)), None, "It has come about since.")
        return Statement(row, "supported", tuple(_newest(firm)), None, _by(firm))
    if denials and not (meant and _when(max(meant, key=_when)) > _when(max(denials, key=_when))):
        denial = max(denials, key=_when)
        return Statement(row, "contradicted", (denial,), None, f"It was denied ({said(denial)}).")
    if meant and row["modality"] != "actual":
        return Statement(row, "supported", tuple(_newest(meant)), None, _by(meant))
    why = "So far it was known as a plan." if meant else ""
    return Statement(row, "new", tuple(_newest(meant)), None, why)


def _after(row: Row, day: date | None, running: int) -> bool:
    """Tell whether a statement was made after a day, by somebody who may know better than those before."""
    return day is not None and row["told"] is not None and row["told"] > day and running > 0


def _reopened(firm: Sequence[Row], over: Sequence[Row]) -> bool:
    last = max(end["last"] or date.min for end in over)
    return any((one["told"] or date.min) > last for one in firm)


def _flow(row: Row, evidence: Sequence[Row]) -> Statement:
    """A figure of a period, which is the same for ever, but for revisions."""
    if row["last"] is None:
        return Statement(row, "new")
    same = [
        one
        for one in evidence
        if one["modality"] == "actual" and one["part"] == row["part"] and _same_period(row, one)
    ]
    return _compared(row, same)


def _state(row: Row, evidence: Sequence[Row]) -> Statement:
    """A figure that holds until another is known."""
    actual = [one for one in evidence if one["modality"] == "actual"]
    fits = [one for one in actual if _compatible(row, one)]
    if fits:
        newest_fit = max(fits, key=_when)
        # "more than 30" still holds of 45, but nobody would say it any more
        later = [one for one in actual if one["part"] == row["part"] and _distance(row, one) > MOVED]
        newest = max(later, key=_when, default=row)
        known_since = max((_when(one) for one in fits if _distance(row, one) <= MOVED), default=_when(row))
        if (
            _when(newest) > _when(row)
            and _days(_when(newest), known_since) > SAME_PLAN
            and _when(newest) > known_since
        ):
            why = f"Since then it is {figure(newest)} ({said(newest)})."
            return Statement(row, "out of date", (newest, newest_fit), _distance(row, newest), why)
        return Statement(row, "supported", tuple(_newest(fits)), _distance(row, newest_fit), _by(fits))
    same_time = [
        one for one in actual
        if one["part"] == row["part"] and _days(_when(one), _when(row)) <= SAME_TIME and _when(one) != date.min
    ]  # fmt: skip
    if same_time:
        return _compared(row, same_time)
    last = _newest(actual)[:1]
    why = f"The last figure known is {figure(last[0])}." if last else ""
    return Statement(row, "new", tuple(last), None, why)


def _compared(row: Row, same: Sequence[Row]) -> Statement:
    """A figure against others of the same thing and time."""
    fits = [one for one in same if _compatible(row, one)]
    if fits:
        others = [one for one in same if not _compatible(row, one)]
        doubt = f" Others say {', '.join(sorted({figure(one) for one in others})[:3])}." if others else ""
        return Statement(row, "supported", tuple(_newest(fits)), _distance(row, fits[0]), _by(fits) + doubt)
    if not same:
        return Statement(row, "new")
    nearest = min(same, key=lambda one: _distance(row, one))
    difference = _distance(row, nearest)
    sure = min(row["confidence"], max(one["confidence"] for one in same)) >= SURE
    apart = difference > (APART if row["unit"] != "percent" else APART / 2)
    disputed = any(not _compatible(one, other) for one in same for other in same)
    # sums of money are told in stages and for more or less of a site
    unclear = disputed and (row["property"] == "investment" or _between(row, same))
    if sure and apart and not unclear and _same_scale(row, nearest):
        why = f"The same figure is {figure(nearest)} ({said(nearest)}), {_apart(row, difference)}."
        return Statement(row, "contradicted", tuple(_newest(same)), difference, why)
    return Statement(
        row,
        "new",
        tuple(_newest(same)),
        difference,
        f"Another figure is {figure(nearest)} ({said(nearest)}).",
    )


def _same_scale(one: Row, other: Row) -> bool:
    small, large = sorted((abs(one["value"]), abs(other["value"])))
    return one["unit"] == "percent" or bool(large <= SCALE * small)


def _between(row: Row, same: Sequence[Row]) -> bool:
    values = [one["value"] for one in same]
    return bool(min(values) <= row["value"] <= max(values))


def _aim(row: Row, evidence: Sequence[Row], table: dict[tuple[Any, ...], list[Row]]) -> Statement:
    """A plan, an aim, a forecast or talk, against what was meant and what has come of it."""
    modalities = _AIMS if row["modality"] in _AIMS else (row["modality"],)
    meant = [one for one in evidence if one["modality"] in modalities and _same_deadline(row, one)]
    fits = [one for one in meant if _compatible(row, one)]
    later = [one for one in meant if not _compatible(row, one) and _when(one) > _when(row)]
    if fits:
        revised = [
            one for one in later if _when(one) > _when(max(fits, key=_when)) and row["last"] is not None
        ]
        if revised:
            newest = max(revised, key=_when)
            why = f"It was revised to {figure(newest)} ({said(newest)})."
            return Statement(row, "out of date", (newest, *_newest(fits)), _distance(row, newest), why)
        come = [
            one for one in evidence
            if one["modality"] == "actual" and row["property"] in _STATES and _when(one) > _when(row)
            and one["value"] >= row["value"] * (1 - EXACT) and one["part"] == row["part"]
        ]  # fmt: skip
        if come and row["modality"] in _AIMS and row["property"] in _GROWING:
            newest = max(come, key=_when)
            return Statement(
                row,
                "out of date",
                (newest,),
                None,
                f"It has been reached: {figure(newest)} ({said(newest)}).",
            )
        return Statement(row, "supported", tuple(_newest(fits)), _distance(row, fits[0]), _by(fits))
    rivals = [
        one for one in meant
        if one["modality"] == row["modality"] and one["part"] == row["part"] and row["modality"] in _AIMS
        and _days(_when(one), _when(row)) <= SAME_PLAN and _when(one) != date.min
        and (one["first"], one["last"]) == (row["first"], row["last"])
    ]  # fmt: skip
    # a plan has stages, and each is told as the plan: only an aim with a deadline is one number
    if rivals and row["last"] is not None:
        return _compared(row, rivals)
    return Statement(row, "new", tuple(_newest(meant)[:2]))


def _date(row: Row, evidence: Sequence[Row]) -> Statement:
    """A step in the life of a site, or a plan for one."""
    same_part = [one for one in evidence if one["part"] == row["part"] and one["last"] is not None]
    actual = [one for one in same_part if one["modality"] == "actual"]
    planned = [one for one in same_part if one["modality"] in _AIMS]
    if row["last"] is None:
        return Statement(row, "new")
    if row["modality"] == "actual":
        near = [one for one in actual if _gap(row, one) <= 31]
        if near:
            return Statement(row, "supported", tuple(_newest(near)), None, _by(near))
        far = [one for one in actual if one["confidence"] >= SURE]
        if far and row["confidence"] >= SURE and min(_gap(row, one) for one in actual) > STEP:
            nearest = min(far, key=lambda one: _gap(row, one))
            why = f"It is dated {figure(nearest)} ({said(nearest)})."
            return Statement(row, "contradicted", tuple(_newest(far)), _gap(row, nearest) / 3650, why)
        return Statement(row, "new", tuple(_newest(actual or planned)))
    if actual and row["modality"] in _AIMS:
        newest = max(actual, key=_when)
        return Statement(
            row, "out of date", (newest,), None, f"It has come about: {figure(newest)} ({said(newest)})."
        )
    same = [one for one in same_part if one["modality"] == row["modality"] or one in planned]
    near = [one for one in same if _gap(row, one) <= 31]
    later = [one for one in same if _gap(row, one) > 31 and _when(one) > _when(row)]
    if later and (not near or _when(max(later, key=_when)) > _when(max(near, key=_when))):
        newest = max(later, key=_when)
        return Statement(
            row, "out of date", (newest,), None, f"It is now planned for {figure(newest)} ({said(newest)})."
        )
    if near:
        return Statement(row, "supported", tuple(_newest(near)), None, _by(near))
    return Statement(row, "new", tuple(_newest(same)[:1]))


def _gap(one: Row, other: Row) -> int:
    """Days between two dates; none where one only says that it was by then and the other is no later."""
    earlier, later = sorted((one, other), key=lambda row: row["last"])
    if later["comparator"] in ("<=", "<"):
        return 0
    return max(0, int((later["first"] - earlier["last"]).days))


def _same_period(one: Row, other: Row) -> bool:
    return other["last"] is not None and (one["first"], one["last"]) == (other["first"], other["last"])


def _same_deadline(one: Row, other: Row) -> bool:
    return one["last"] is None or other["last"] is None or one["last"] == other["last"]


def _compatible(one: Row, other: Row) -> bool:
    """Tell whether two figures can both hold, given hedges and rounding."""
    return bool(one["low"] <= other["high"] and other["low"] <= one["high"])


def _distance(one: Row, other: Row) -> float:
    nearest = min(
        abs(a - b)
        for a in (one["value"], one["value_max"])
        for b in (other["value"], other["value_max"])
        if a is not None and b is not None
    )
    largest = 100 if one["unit"] == "percent" else max(abs(one["value"]), abs(other["value"]), 1e-12)
    return float(nearest / largest)


def _apart(row: Row, difference: float) -> str:
    return f"{difference * 100:.1f} points apart" if row["unit"] == "percent" else f"{difference:.0%} apart"


def _when(row: Row) -> date:
    """The day that a figure is of: its period's last where it has one, else when it was told."""
    return row["told"] or row["last"] or date.min


def _days(one: date, other: date) -> int:
    return abs((one - other).days)


def _newest(rows: Sequence[Row]) -> list[Row]:
    """The newest fact of each origin, at most five."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=_when, reverse=True):
        found.setdefault(row["origin"], row)
    return list(found.values())[:5]


def _by(rows: Sequence[Row]) -> str:
    newest = _newest(rows)
    count = len({row["origin"] for row in rows})
    more = "" if count == 1 else f" and {count - 1} more"
    return f"{said(newest[0])}{more} say{'s' if count == 1 else ''} so."
