"""The plant that a Chinese clause goes on about without naming it."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Notes, Run
from autoatlas.loaders.text.zh.slots import family_of, is_actor, rx

__all__ = ["carried"]

_MAKERS = ("Automaker", "Brand")


def carried(notes: Notes, run: Run, clause: Clause) -> Facility | None:
    """The facility of the clause before, or of the sentence before where this one names no other subject."""
    if run.unresolved:
        return None
    known = run.facility or notes.facility
    if known is None:
        return None
    for mark in clause.of("maker"):
        if known.operator and mark.label == known.operator[0]:
            continue
        entity = notes.registry.find(mark.label)
        if known.operator and entity is not None and entity.parent == known.operator[0]:
            continue
        if known.operator and mark.label in family_of(notes, known.operator[0]):
            continue
        product = rx("product_not_subject").match(clause.text, mark.end - clause.start)
        other = (
            rx("not_subject").search(clause.upto(mark.start)) or product or not is_actor(notes, clause, mark)
        )
        if not other and (run.facility is None or mark.start - clause.start <= 3):
            return None
    for mark in notes.within(clause.sentence.start, clause.end):
        elsewhere = mark.kind == "country" and notes.text.startswith(("方面", "市场"), mark.end)
        if elsewhere and known.country and known.country[0] != mark.label:
            return None
    for mark in clause.of("place", "country"):
        there = clause.ahead(mark.start, 1) in ("在", "于") or mark.start == clause.start
        land = mark.label if mark.kind == "country" else notes.land_of(mark.label)
        if there and land and known.country and known.country[0] != land and mark in run.places:
            run.unresolved = rx("built_there").search(clause.text) is not None or run.unresolved
            return None
    if run.facility is not None:
        return run.facility
    who = run.subject if run.subject and run.subject[1] in _MAKERS else None
    who = who or (notes.maker if notes.maker == notes.subject else None)
    runs = known.operator
    if who and runs and runs[1] in _MAKERS and who[1] in _MAKERS:
        related = runs[0] in family_of(notes, who[0]) or who[0] in family_of(notes, runs[0])
        related = related or frozenset((runs[0], who[0])) in notes.memory.get("partners", ())
        if not related:
            return None
    elif who and runs and clause.before and run.subject == who and run.facility is None:
        partners = notes.memory.get("partners", ())
        if who[1] in _MAKERS and partners and frozenset((runs[0], who[0])) not in partners:
            return None
    lands = {m.label if m.kind == "country" else notes.land_of(m.label) for m in run.places} - {None}
    if known.country and lands and known.country[0] not in lands:
        return None
    if notes.number - notes.facility_sentence > 2:
        return None
    same = notes.memory.get("facility_line") == clause.sentence.line.start
    bullet = clause.sentence.line.bullet and not notes.within(clause.sentence.line.start, clause.start)
    return known if same or bullet or rx("refers").search(clause.text) else None
