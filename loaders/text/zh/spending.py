"""When a sum of money is spent in Chinese, and whether the plant that it is for is told behind it."""

import re

from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes
from autoatlas.loaders.text.zh.slots import rx, usable

__all__ = ["plant_to_come", "spent_in"]


def plant_to_come(notes: Notes, clause: Clause) -> bool:
    """Whether the plant that a sum is for is told behind it: 投资10亿美元，兴建一座工厂."""
    rest = notes.text[clause.end : clause.sentence.end][:40]
    spent_on = rx("building").search(rest) or rx("at_its_plant").search(rest)
    return bool(spent_on and rx("sites").search(rest) and not re.search("；|其中", rest))


def spent_in(notes: Notes, clause: Clause, mark: Mark) -> tuple[str, str] | None:
    """The period that a sum is spent in."""
    ahead = [m for m in clause.of("date") if m.date and m.date.first and m.date.last and usable(clause, m)]
    for known in (*reversed([m for m in ahead if m.end <= mark.start]), *ahead):
        if known.date and known.date.first and known.date.last:
            return known.date.first, known.date.last
    before = [m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date"]
    if before and before[-1].date and notes.text[before[-1].end : clause.start].strip("前 ") in ("，", ","):
        when = before[-1].date
        return (when.first, when.last) if when.first and when.last else None
    return None
