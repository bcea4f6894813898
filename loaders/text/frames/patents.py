"""Shares of patents, and of active ones, that the firms of a country or a maker hold."""

from typing import Any

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import date_in_clause, period_of

__all__ = ["read_patents"]


def read_patents(reading: Reading, scene: Scene) -> None:
    """Note the share of patents that each country or maker named in a scene holds."""
    tag = scene.tag
    if "Z" not in tag:
        return
    last: dict[str, Any] | None = reading.memory.get("patents")
    recent = last if last is not None and scene.index - last["scene"] <= 3 else None
    held_on = recent and rx("patents.goes_on").search(tag)
    if not rx("patents.topic").search(tag) and not held_on:
        return
    active = bool(recent and recent["active"] and not rx("patents.topic").search(tag))
    kept, last_owner = None, None
    low = 0
    for place, mention in scene.all("Z"):
        low, before = place + 1, tag[low:place]
        behind = tag[place : place + 110]
        if mention.quantity.lead == "by" or rx("patents.grew").search(before):
            continue
        if rx("patents.other_whole").match(behind):
            continue
        stop = rx("patents.next").search(behind, 1)
        if rx("patents.active").search(before + "|" + behind[: stop.start() if stop else len(behind)]):
            active = True
        elif rx("patents.topic").search(before):
            active = False
        owner = _owner(scene, place, low - 1 - len(before))
        if owner is None and rx("patents.up_from").search(before):
            owner = last_owner
        land = reading.memory.get("paragraph_country")
        if owner is None and land and rx("patents.its_firms").search(before):
            owner = Mention(0, 0, "C", land, "Country")
        modality = reading.clauses.at(place)
        if owner is None or modality == "none":
            continue
        date = date_in_clause(reading, scene, place)
        dates = [m for _, m in scene.all("D") if m.date.first and not m.date.base]
        if date is None and dates:
            date = dates[0] if len(dates) == 1 or scene.position(dates[0].start) < place else None
        period = period_of(date) if date is not None else kept
        kept, last_owner = period, owner
        reading.add(
            "activePatentShare" if active else "patentShare",
            owner,
            value=mention.quantity.value,
            value_max=mention.quantity.value_max,
            unit="percent",
            comparator=mention.quantity.comparator,
            modality="planned" if modality == "could" else modality,
            start=period.start if period else None,
            end=period.end if period else None,
            confidence=0.86,
        )
        reading.memory["patents"] = {"scene": scene.index, "active": active}


def _owner(scene: Scene, place: int, low: int) -> Mention | None:
    """Whose patents a percentage is of: named behind it ("Z came from C"), or before it."""
    tag = scene.tag
    found = rx("patents.owner_behind").match(tag, place)
    if found:
        return _firms(scene.at(found.start("for" if found["for"] else "who")))
    held = None
    for match in rx("patents.owner_before").finditer(tag, low, place):
        held = scene.at(match.start("who"))
    return _firms(held)


def _firms(mention: Mention | None) -> Mention | None:
    """The firms of a country together are that country."""
    if mention is None or (mention.tag == "M" and mention.cls == "Organization"):
        return None
    if mention.tag == "M" and mention.cls != "Country":
        return mention
    return _country(mention)


def _country(mention: Mention) -> Mention:
    return Mention(0, 0, "R" if mention.cls == "Region" else "C", mention.label, mention.cls or "Country")
