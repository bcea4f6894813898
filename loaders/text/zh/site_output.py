"""What a plant has built, in Chinese: told apart from what its maker builds."""

import re

from autoatlas.loaders.text.drafts import Draft, Facility
from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.slots import family_of, modality_of, rx

__all__ = ["built", "of_site"]


def of_site(notes: Notes, run: Run, clause: Clause, mark: Mark, subject: Name) -> bool:
    """Whether what is built is built by the plant that the sentence speaks of."""
    site = run.facility
    if site is not None and run.pool and run.pool[-1].subject is site and not clause.of("maker"):
        return True
    if site is not None and run.memory.get("floor") and _its_own(notes, run, clause, site):
        return True
    if site is not None and run.memory.get("floor") and not clause.of("maker") and subject[1] == "Country":
        return True
    if site is not None and not clause.of("maker") and rx("capacity").search(clause.before):
        return True
    upto = clause.upto(mark.start)
    named = rx("sites").search(upto) is not None or rx("there").search(upto) is not None
    begins = re.match("(?:去年|今年|前年|\\d{4}年)?(?:，)?(?:它|该厂|这里)", clause.text)
    if begins and site is None and notes.facility and notes.number - notes.facility_sentence <= 1:
        site = run.facility = notes.facility
    named = named or begins is not None or (site is not None and run.memory.get("it_is") is site)
    if begins:
        run.memory["it_is"] = site
    hosted = (
        not run.memory.get("implied")
        and site is not None
        and site.operator is not None
        and site.operator[1] == "Organization"
    )
    named = named or (hosted and rx("sites").search(clause.before) is not None)
    if site is not None and named and not [m for m in clause.of("maker") if m.start < mark.start]:
        return True
    ahead = clause.text if clause.of("maker") else clause.before + clause.text
    if site is not None and site.operator and rx("sites").search(clause.upto(mark.start)):
        family = family_of(notes, subject[0])
        ahead_makers = [m for m in clause.of("maker") if m.start < mark.start]
        if site.operator[0] in family and all(
            m.label in family or site.operator[0] in family_of(notes, m.label) for m in ahead_makers
        ):
            return True
    return (
        site is not None
        and site.operator == subject
        and not (clause.of("maker") and not rx("sites").search(ahead))
        and (rx("sites").search(ahead) is not None or rx("refers").search(ahead) is not None)
    )


def _its_own(notes: Notes, run: Run, clause: Clause, site: Facility) -> bool:
    """Whether no company is named behind a site but the one that runs it."""
    runs = site.operator[0] if site.operator else ""
    behind = notes.within(max(run.memory["floor"][0], clause.sentence.start), clause.end)
    others = [m for m in behind if m.kind == "maker" and runs not in family_of(notes, m.label)]
    return not others and not re.search("公司|集团|全球|品牌", clause.text)


def built(
    notes: Notes,
    run: Run,
    clause: Clause,
    mark: Mark,
    quantity: Quantity,
    product: str | None,
    period: tuple[str, str] | None,
) -> Draft | None:
    """What a plant has built."""
    guests = [m for m in notes.within(clause.sentence.start, clause.end) if m.kind == "model"]
    if run.facility is not None and run.facility.operator and run.facility.operator[1] == "Automaker":
        for model in guests:
            entity = notes.registry.find(model.label, "Model")
            if entity and entity.parent and run.facility.operator[0] not in family_of(notes, entity.parent):
                return None  # a guest's cars
    said = clause.before[-12:] + clause.text
    since = re.search("以来", said) is not None and not clause.of("date")
    total = since or (
        "累计" in clause.text and (period is None or re.search("截至|截止|为止", clause.text) is not None)
    )
    start, end = (None, None) if since else period or (None, None)
    if since:
        begun = [d for d in notes.drafts if d.subject is run.facility and d.property == "productionStart"]
        start, end = (begun[-1].start if begun else None), notes.published
        return notes.measure(
            clause, "production", (run.facility, "Facility"), quantity, "vehicle", (start, end),
            product=product, basis="cumulative",
        )  # fmt: skip
    return notes.measure(
        clause,
        "production",
        (run.facility, "Facility"),
        quantity,
        "vehicle",
        (None if total else start, end if period else notes.published if total else None),
        product=product,
        modality=modality_of(notes, clause, mark.start, start),
        basis="cumulative" if total else None,
    )
