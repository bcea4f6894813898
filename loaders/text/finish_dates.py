"""What the dates of a site say together: one opening, one start, and since when a total runs."""

from autoatlas.loaders.text.drafts import Draft, Facility
from autoatlas.loaders.text.reading import Reading

__all__ = ["DATES", "about_something_else", "openings", "since_opening"]

DATES = {"announced", "groundbreaking", "completed", "productionStart", "suspended", "cancelled", "closed"}


def about_something_else(reading: Reading, draft: Draft) -> bool:
    """An announcement of these days about a site that runs already is not that of the site."""
    if draft.property != "announced" or not isinstance(draft.subject, Facility) or draft.subject.planned:
        return False
    return bool(reading.published and draft.start and draft.start[:7] == reading.published[:7])


def since_opening(drafts: list[Draft]) -> None:
    """``opened in 2015, has built two million so far``: since when a running total of a site runs."""
    started = {
        id(draft.subject): draft.start
        for draft in drafts
        if draft.property == "productionStart" and draft.modality == "actual" and draft.comparator != "<="
    }
    for draft in drafts:
        if draft.property == "production" and draft.basis == "cumulative" and not draft.start:
            draft.start = started.get(id(draft.subject))


def openings(drafts: list[Draft]) -> None:
    """An opening is the start of production, unless that is dated apart: then it is the completion."""
    started = {
        id(d.subject)
        for d in drafts
        if d.property == "productionStart" and d.basis == "started" and d.part is None
    }
    opened: dict[int, list[Draft]] = {}
    for draft in drafts:
        if (
            draft.property == "productionStart"
            and draft.basis == "opened"
            and draft.part is None
            and isinstance(draft.subject, Facility)
        ):
            opened.setdefault(id(draft.subject), []).append(draft)
    for key, group in opened.items():
        if key in started:
            other = next(
                d
                for d in drafts
                if id(d.subject) == key
                and d.property == "productionStart"
                and d.basis == "started"
                and d.part is None
            )
            for draft in group:
                if (
                    draft.comparator == "<="
                    or (draft.start, draft.end) == (other.start, other.end)
                    or draft.modality != other.modality
                ):
                    draft.modality = "none"
                elif other.comparator == "<=":
                    other.modality = "none"
                else:
                    draft.property = "completed"
    for draft in drafts:
        if draft.property in DATES:
            draft.basis = None
    # one date for one event: the precise one, read, before "<="
    best: dict[tuple[int, str, str | None], Draft] = {}
    for draft in drafts:
        if draft.property in DATES and draft.modality != "none":
            key2 = (id(draft.subject), draft.property, draft.part)
            known = best.get(key2)
            if known is None:
                best[key2] = draft
                continue
            loser = draft
            if (
                (known.comparator == "<=" and draft.comparator != "<=")
                or (known.modality != "actual" and draft.modality == "actual" and draft.comparator != "<=")
                or (
                    known.modality == draft.modality
                    and known.start
                    and draft.start
                    and draft.start.startswith(known.start)
                    and len(draft.start) > len(known.start)
                )
            ):
                best[key2], loser = draft, known
            loser.modality = "none"
