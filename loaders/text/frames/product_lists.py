"""More of what a site makes: lists that go on, brands by their plural, what follows and what all of them are."""

from collections.abc import Callable

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["list_goes_on", "read_more_products"]

Note = Callable[[Reading, Scene, Facility | None, list[Mention], int, str, float], None]
Site = Callable[[Reading, Scene, int], Facility | None]


def list_goes_on(scene: Scene, place: int) -> list[Mention]:
    """The models that a list goes on with behind a place: "… and three Jetours, namely the Dashing and the T2"."""
    found: list[Mention] = []
    for at, mention in scene.within(place, min(len(scene.tag), place + 260), "X"):
        if len(scene.tag[place:at]) > 70 or not rx("products.list_gap").fullmatch(scene.tag[place:at]):
            break
        found.append(mention)
        place = at + 1
    return found


def read_more_products(reading: Reading, scene: Scene, made_at: Site, note: Note) -> None:
    """Note what the words around a site say in other ways than "builds X" and "X is built".

    ``made_at`` and ``note`` are those of ``frames/products.py``: the site of a place in a scene, and the fact.
    """
    tag = scene.tag
    for name in ("noun", "prepared", "line_for", "where", "counted", "plural", "adds", "have_built"):
        for match in rx(f"products.more_{name}").finditer(tag):
            place = match.start("what")
            if rx("products.more_not").search(tag[max(0, match.start() - 24) : match.end()]):
                continue
            facility = made_at(reading, scene, match.end() - 1 if name != "where" else match.start())
            named = bool(scene.within(0, len(tag), "F")) or bool(rx("products.more_here").search(tag))
            if facility is None or not named:
                continue
            things = _things(scene, match.start("what"), match.end("what"))
            things += list_goes_on(scene, match.end("what"))
            modality = reading.clauses.at(place if name != "noun" else match.end() - 1)
            if name in ("prepared", "adds") and modality in ("actual", "could"):
                modality = "planned"
            note(reading, scene, facility, things, match.end() - 1, modality, 0.84)
    known = reading.memory.get("models_listed")
    recent = known[1] if known is not None and scene.index - known[0] <= 1 else []
    whole = rx("products.more_all").search(tag)
    if whole is None and len(recent) == 1:
        whole = rx("products.more_one").search(tag)
    if whole:
        things = [m for p, m in scene.within(0, whole.start(), "XMB") if _thing(scene, p, m)] or recent
        facility = made_at(reading, scene, whole.end())
        if facility is not None:
            note(reading, scene, facility, things, whole.end() - 1, reading.clauses.at(whole.end() - 1), 0.83)
    listed = [m for _, m in scene.all("X")]
    if listed:
        reading.memory["models_listed"] = (scene.index, listed)
    _moved(reading, scene, note)
    _follows(reading, scene, note)


def _thing(scene: Scene, place: int, mention: Mention) -> bool:
    """Whether a name stands for cars: a model, or a maker with "a" or "the" in front of it."""
    if mention.tag == "X":
        return True
    return (
        mention.cls != "Country"
        and re.search(r"\b(?:an?|the) $", scene.tag[max(0, place - 5) : place]) is not None
    )


def _things(scene: Scene, start: int, end: int) -> list[Mention]:
    found = scene.within(start, end, "XMB")
    models = [m for _, m in found if m.tag == "X"]
    models += [m for _, m in scene.within(start, end, "U") if re.search(r"\d", m.label)]
    return models or [m for _, m in found if m.cls != "Country"]


def _moved(reading: Reading, scene: Scene, note: Note) -> None:
    """``will move the X from TOWN to TOWN``: what the second site makes from then on."""
    match = rx("products.moved_to").search(scene.tag) or rx("products.moves_to").search(scene.tag)
    if match is None:
        return
    site = scene.next(match.end(), "FP")
    facility = site[1].facility if site is not None and site[1].tag == "F" else None
    if site is not None and site[1].tag == "P":
        facility = next((f for f in reversed(reading.facilities) if f.has_place(site[1].label)), None)
    modality = reading.clauses.at(match.start())
    note(
        reading,
        scene,
        facility,
        _things(scene, match.start("what"), match.end("what")),
        match.end() - 1,
        modality,
        0.82,
    )


def _follows(reading: Reading, scene: Scene, note: Note) -> None:
    """``A Fiat will join them in 2026``: more for the site that the sentence before was about."""
    match = rx("products.more_follows").search(scene.tag)
    if match is None:
        return
    last = next((d for d in reversed(reading.drafts[-10:]) if d.property == "produces"), None)
    if last is None or last.quote[0] < scene.sentence.start - 400 or not isinstance(last.subject, Facility):
        return
    note(
        reading,
        scene,
        last.subject,
        _things(scene, match.start("what"), match.end("what")),
        match.end() - 1,
        "planned",
        0.82,
    )
