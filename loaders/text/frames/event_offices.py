"""Since when an office works, and when production is to begin at a plant that is told of in passing."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["OFFICES", "opens_office", "read_future", "read_offices"]

OFFICES = ("R&D centre", "design centre", "regional headquarters", "warehouse")


def read_offices(reading: Reading, scene: Scene) -> None:
    """Since when an office works: ``has run a design centre in X since 2003``, ``set up its headquarters in 2024``."""
    for place, mention in scene.all("F"):
        facility = mention.facility
        if facility is None or facility.kind not in OFFICES or facility.operates_start:
            continue
        date = _since(scene, place)
        if date is not None and date.date.first:
            facility.operates_start = date.date.first
            if facility.planned is None:
                facility.planned = False


def _since(scene: Scene, place: int) -> Mention | None:
    """The date since when the office at a place of a scene has worked."""
    tag = scene.tag
    after = rx("events.offices_after").match(tag, place)
    if after and after["e"]:
        return scene.at(after.start("e"))
    if not rx("events.offices_ha_ve").search(tag[max(0, place - 40) : place]):
        return None
    if after:
        return scene.at(after.start("d"))
    front = rx("events.offices_front").match(tag)
    return scene.at(front.start("d")) if front else None


def read_future(reading: Reading, scene: Scene) -> None:
    """``From 2026 the factory will turn out …``: when production is to start."""
    match = rx("events.future_from_as").search(scene.tag)
    if not match:
        return
    date = scene.at(match.start("d"))
    site = scene.at(match.start("f")) if match["f"] == "F" else None
    facility = site.facility if site is not None else reading.facility
    if date is None or facility is None or not date.date.first or facility.planned is False:
        return
    draft = reading.add(
        "productionStart",
        facility,
        modality="planned",
        start=date.date.first,
        end=date.date.last,
        confidence=0.85,
    )
    if draft is not None:
        draft.basis = "started"


def opens_office(facility: Facility, start: str | None, *, happened: bool) -> None:
    """Note since when a site that makes nothing works, or when it is to."""
    if facility.planned is None:
        facility.planned = not happened
    if happened or facility.planned:
        facility.operates_start = start or facility.operates_start
