"""Verdicts on the statements of a draft: supported, contradicted, out of date, or new, as far as an atlas knows.

*Contradicted* is kept for what a careful reader would call so: the atlas has a figure for the same thing, scope and
time, and no source that it knows is compatible with the statement. What merely differs from an older or a later
figure is new, or out of date.
"""

from collections import Counter, defaultdict
from typing import Any

import polars as pl

from autoatlas.graph.check.arithmetic import arithmetic
from autoatlas.graph.check.statement import SURE, VERDICTS, Row, Statement, Verdict, compatible, same_period
from autoatlas.graph.check.verdicts_on_plans import judge_aim, judge_date
from autoatlas.graph.check.verdicts_on_relations import judge_relation
from autoatlas.graph.check.verdicts_on_values import ALL, STATES, judge_flow, judge_state
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["VERDICTS", "Statement", "Verdict", "verdicts"]

_SCOPE = ("subject", "property", "object", "unit", "basis", "place", "product")
_ENDS = ("closed", "cancelled", "suspended")
_OWN = 0.75  # how far the figures of one document can lie apart, as a share, and still be of one thing


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
    elsewhere: dict[tuple[Any, ...], set[float]] = defaultdict(set)
    for row in _pertinent(known, statements).iter_rows(named=True):
        table[_key(row)].append(row)
        elsewhere[_anywhere(row)].add(row["value"])
    by_site: dict[str, list[Row]] = defaultdict(list)
    # a document that tells of a site's end itself does not call it running
    told = statements.filter(pl.col("property").is_in(_ENDS))["subject"]
    ends = known.filter(
        pl.col("property").is_in(_ENDS), pl.col("part").is_null(), ~pl.col("subject").is_in(told.implode())
    )
    for row in ends.iter_rows(named=True):
        by_site[row["subject"]].append(row)
    wrong = _wrong_sums(statements, table)
    rows = _with_count(statements.to_dicts(), table)
    judged = []
    for row in rows:
        statement = _judged(row, table.get(_key(row), []), by_site)
        if (
            statement.verdict == "contradicted"
            and row["value"] in elsewhere[_anywhere(row)]
            and _is_precise(row)
        ):
            why = f"{statement.why} It is known as a figure of another scope."
            statement = Statement(row, "new", statement.evidence, statement.difference, why)
        if statement.verdict in ("new", "supported") and row["fact"] in wrong:
            statement = wrong[row["fact"]]
        judged.append(statement)
    return _without_rivals(judged)


def _pertinent(known: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """What can speak for or against a statement: what says the same of the same thing, or of a partner's."""
    said = pl.concat_str("subject", "property", separator="\x1f")
    wanted = statements.select(said).to_series().unique()
    return known.filter((pl.col("property") == "partnersWith") | said.is_in(wanted.implode()))


def _anywhere(row: Row) -> tuple[Any, ...]:
    """What a figure of a period counts, wherever it was counted."""
    return (row["subject"], row["property"], row["unit"], row["first"], row["last"])


def _is_precise(row: Row) -> bool:
    """Tell whether a figure is too exact to be the same as another by chance."""
    return (
        row["last"] is not None
        and len(str(row["value"]).removesuffix(".0").strip("0-").replace(".", "")) >= 3
    )


def _with_count(rows: list[Row], table: dict[tuple[Any, ...], list[Row]]) -> list[Row]:
    """Statements with who counted, where a document does not say so but agrees with one count only."""
    agreed: Counter[str] = Counter()
    for row in rows:
        if row["value"] is None or row["counted"] is not None:
            continue
        same = [one for one in table.get(_key(row), []) if one["value"] is not None and same_period(row, one)]
        counts = {one["counted"] for one in same if compatible(row, one)}
        if len(counts) == 1 and len({one["counted"] for one in same}) > 1:
            agreed.update(count for count in counts if count is not None)
    if len(agreed) != 1:
        return rows
    (count,) = agreed
    return [row | {"counted": row["counted"] or count} for row in rows]


def _without_rivals(judged: list[Statement]) -> list[Statement]:
    """Call nothing contradicted beside which the document gives the known figure too: it counts something else."""
    backed = {_of_when(one.fact) for one in judged if one.verdict == "supported"}
    return [
        Statement(one.fact, "new", one.evidence, one.difference, one.why)
        if one.verdict == "contradicted" and _of_when(one.fact) in backed and not _is_own(one, judged)
        else one
        for one in judged
    ]


def _of_when(row: Row) -> tuple[Any, ...]:
    return (*_key(row), row["part"], row["modality"], row["first"], row["last"])


def _is_own(one: Statement, judged: list[Statement]) -> bool:
    """Tell whether a statement is contradicted by the document itself."""
    own = {other.fact["fact"] for other in judged}
    return any(row["fact"] in own for row in one.evidence)


def _judged(row: Row, evidence: list[Row], ends: dict[str, list[Row]]) -> Statement:
    if PROPERTIES[row["property"]].shape in ("relation", "mode"):
        return judge_relation(row, evidence, ends.get(row["object"] or "", []))
    if row["value"] is None:
        return judge_date(row, evidence)
    if row["modality"] != "actual":
        return judge_aim(row, evidence)
    return judge_state(row, evidence) if row["property"] in STATES else judge_flow(row, evidence)


def _key(row: Row) -> tuple[Any, ...]:
    names = tuple(row[name] for name in _SCOPE)
    if row["property"] == "partnersWith":
        names = (*sorted((row["subject"], row["object"] or "")), *names[3:])
        return ("partnersWith", *names)
    return names


def _wrong_sums(statements: pl.DataFrame, table: dict[tuple[Any, ...], list[Row]]) -> dict[str, Statement]:
    """Statements that the document's own figures rule out."""
    rows = {row["fact"]: row for row in statements.iter_rows(named=True)}
    wrong = {}
    for one in arithmetic(statements):
        involved = [rows[fact] for fact in one.facts]
        # what is wrong by nearly all there is has been read as of something else
        near = (one.difference or 0) < (ALL if involved[0]["unit"] == "percent" else _OWN)
        sure = near and one.level != "note" and min(row["confidence"] for row in involved) >= SURE
        if sure and not any(_is_of_another_time(row, table.get(_key(row), [])) for row in involved):
            wrong[one.facts[0]] = Statement(
                involved[0], "contradicted", tuple(involved[1:]), one.difference, one.message
            )
    return wrong


def _is_of_another_time(row: Row, evidence: list[Row]) -> bool:
    """Tell whether a count is known, as it stands, of another period: then its period was misread, not its sum."""
    if row["unit"] == "percent" or row["value"] is None:
        return False
    return any(one["value"] == row["value"] and not same_period(row, one) for one in evidence)
