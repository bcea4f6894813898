"""Patents and technologies in Chinese: shares of patents, who leads in what, who uses what."""

import re

from autoatlas.loaders.text.zh.notes import Clause, Name, Notes, Run
from autoatlas.loaders.text.zh.slots import period_at, rx
from autoatlas.loaders.text.zh.subjects import subject_at

__all__ = ["read_patents"]


def read_patents(notes: Notes, run: Run, clause: Clause) -> bool:
    """Read shares of patents, and technologies; whether the clause's percentages are shares of patents."""
    _technology(notes, run, clause)
    spoken = rx("patent").search(clause.before + clause.text)
    shares = [m for m in clause.of("quantity") if m.quantity and m.quantity.kind == "percent"]
    if not spoken or not shares:
        return False
    if not rx("share").search(clause.text) or rx("up").search(clause.upto(shares[0].start)):
        return True
    prop = (
        "activePatentShare" if re.search("有效专利|有效发明", clause.before + clause.text) else "patentShare"
    )
    for mark in shares:
        quantity = mark.quantity
        who = _holder(notes, run, clause, mark.start)
        if quantity is None or who is None:
            continue
        period = period_at(notes, run, clause, mark.start)
        notes.measure(clause, prop, who, quantity, "percent", period)
    return True


def _holder(notes: Notes, run: Run, clause: Clause, at: int) -> Name | None:
    lands = [m for m in clause.of("country", "region", "maker") if m.end <= at]
    if lands:
        return lands[-1].label, lands[-1].cls or "Country"
    who = subject_at(notes, run, clause, at)
    return who if who and who[1] in ("Country", "Automaker") else None


def _technology(notes: Notes, run: Run, clause: Clause) -> None:
    """在电池技术方面领先, 引入AI质检."""
    for mark in clause.of("technology"):
        ahead, behind = clause.ahead(mark.start, 14), clause.behind(mark.end, 16)
        leads = rx("leads").search(behind) or rx("leads").search(ahead)
        uses = rx("uses").search(ahead)
        if (
            not (leads or uses)
            or rx("planned").search(clause.upto(mark.start))
            or rx("denied").search(clause.text)
        ):
            continue
        who = subject_at(notes, run, clause, mark.start)
        prop = "leadsIn" if leads else "adopts"
        if prop == "adopts" and run.facility is not None:
            notes.add(clause, prop, run.facility, "Facility", object=mark.label, object_type="Technology")
        elif who is not None and who[1] in ("Country", "Automaker", "Brand"):
            notes.add(clause, prop, *who, object=mark.label, object_type="Technology")
