"""What a site makes, where a clause speaks of making and of models and leaves no doubt about the site."""

from collections.abc import Callable

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.model_names import models_in, unbuilt
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_spread import spread

__all__ = ["paired_products", "still_spoken_of", "sweep_products"]

Note = Callable[[Reading, Scene, Facility | None, list[Mention], int, str, float], None]
Site = Callable[[Reading, Scene, int], Facility | None]


def paired_products(reading: Reading, scene: Scene, note: Note) -> bool:
    """Note what a sentence says is made in each of several towns; say whether it does."""
    pairs = spread(scene)
    for place, low, high in pairs:
        site = scene.at(place)
        models = [m for m in models_in(scene, low, high) if not unbuilt(scene, scene.position(m.start))]
        if site is not None and site.tag == "F":
            note(reading, scene, site.facility, models, low, reading.clauses.at(low), 0.82)
    return bool(pairs)


def sweep_products(reading: Reading, scene: Scene, made_at: Site, note: Note) -> None:
    """Note the models of each part of a sentence that speaks of making them.

    ``made_at`` and ``note`` are those of ``frames/products.py``.
    """
    tag = scene.tag
    if "X" not in tag:
        return
    starts = [0, *(match.end() for match in rx("products.sweep_parts").finditer(tag))]
    for low, high in zip(starts, [*starts[1:], len(tag)], strict=True):
        cue = rx("products.sweep_cue").search(tag, low, high)
        if cue is None and not rx("products.sweep_market").search(tag, low, high):
            cue = rx("products.sweep_products").search(tag, low, high)
        if cue is None or rx("products.sweep_not").search(tag, low, high):
            continue
        models = [
            m
            for at, m in scene.within(low, high, "X")
            if not unbuilt(scene, at) and reading.clauses.at(at) != "none"
        ]
        facility = made_at(reading, scene, cue.start()) if models else None
        if facility is None or facility.kind != "plant" or not _sure(reading, scene, facility, low, high):
            continue
        told = [d for d in reading.drafts if d.property == "produces"]
        if any(d.quote == scene.quote and d.subject is not facility for d in told):
            continue  # what makes it is told already, and is another
        models = [m for m in models if not any(d.subject is facility and d.object == m.label for d in told)]
        note(reading, scene, facility, models, cue.start(), reading.clauses.at(cue.start()), 0.8)


def _sure(reading: Reading, scene: Scene, facility: Facility, low: int, high: int) -> bool:
    """Whether a part of a sentence can only be about one site: the one it names, or the one spoken of."""
    sites = {id(m.facility) for _, m in scene.within(low, high, "F")}
    towns = {m.label for _, m in scene.within(low, high, "P") if not facility.has_place(m.label)}
    if towns or len(sites) > 1:
        return False
    if sites:
        return id(facility) in sites
    if any(facility.has_place(m.label) for _, m in scene.within(low, high, "P")):
        return True
    if rx("products.sweep_here").search(scene.tag, low, high):
        return True
    return still_spoken_of(reading, scene, facility, low, high)


def still_spoken_of(
    reading: Reading, scene: Scene, facility: Facility | None, low: int = 0, high: int | None = None
) -> bool:
    """Whether a sentence that names no site goes on about one: the last one named, with no other country between."""
    if facility is None:
        return False
    lands = {m.label for _, m in scene.within(low, len(scene.tag) if high is None else high, "CR")}
    if lands - ({facility.country[0]} if facility.country else set()):
        return False
    return reading.facility is facility and reading.scenes - reading.facility_scene <= 1
