"""A level that goes on from the figure before it: ``1,050 are employed; by the end of 2026 there will be 2,200``."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Draft
from autoatlas.loaders.text.frames.context import columns_of, modality_at, when_of
from autoatlas.loaders.text.frames.governed import counts_of
from autoatlas.loaders.text.frames.money import firm_of
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["read_carried"]

_TAGS = {"employees": "N", "annualCapacity": "N", "localContent": "Z"}


def read_carried(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note a coming level of the figure told of last, where the words around the number name nothing of their own."""
    if mention.extra.get("used") or mention.quantity.additional or mention.quantity.per not in (None, "year"):
        return False
    last = _told_last(reading, scene)
    if last is None or _TAGS.get(last.property) != mention.tag:
        return False
    if last.property == "employees" and counts_of(scene, place) in ("goods", "outlets"):
        return False
    start, _ = reading.clauses.span(place)
    before = scene.tag[start:place]
    words = before[_own_words(before) :]
    goes_on = rx("figures.carried_level").search(before) and not re.search(r"[A-CE-Z]", words)
    promised = (
        rx("figures.carried_promise").search(before)
        and not re.search(r"[CE-LN-Z]", before)
        and not rx("figures.carried_of_else").match(scene.tag, place + 1)
    )
    now = rx("figures.carried_now").search(before) and not scene.within(start, place, "VNZE")
    if not goes_on and not promised and not now:
        return False
    modality = firm_of(modality_at(reading, place))
    if modality == "none" or (modality == "actual" and not now):
        return False
    period = when_of(reading, scene, place, modality)
    site = scene.last(place, "F", start)
    reading.add(
        last.property,
        site[1] if site is not None else last.subject,
        last.subject_type,
        unit=last.unit,
        modality=modality,
        start=period.start,
        end=period.end,
        place=None if site is not None else last.place,
        product=last.product,
        confidence=0.82,
        **columns_of(mention),
    )
    return True


def _own_words(before: str) -> int:
    """Where the words with the number begin: "when the plant is at full speed, there will be"."""
    starts = [match.start() for match in rx("figures.carried_subject").finditer(before)]
    return starts[-1] if starts else 0


def _told_last(reading: Reading, scene: Scene) -> Draft | None:
    """The last figure, where it stands in this sentence or the one before."""
    last = next((draft for draft in reversed(reading.drafts[-6:]) if draft.value is not None), None)
    near = last is not None and scene.sentence.start - last.quote[1] <= 2
    return last if near else None
