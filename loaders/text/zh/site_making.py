"""The plants of a Chinese text as they are named: one known already, or a new one."""

from itertools import islice

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes
from autoatlas.loaders.text.zh.site_places import kind_of, place_at
from autoatlas.loaders.text.zh.site_words import in_town_unknown

__all__ = ["find_or_make", "land_of_site", "set_apart", "unplaced"]


def unplaced(notes: Notes, clause: Clause, kind: str, operator: Name) -> Facility:
    """A plant whose place the text tells next."""
    facility = Facility(kind, operator, clause.quote, quote=clause.quote)
    notes.facilities.append(facility)
    return facility


def set_apart(notes: Notes, kind: str, operator: Name, towns: list[str]) -> None:
    """Another plant of one maker in a town where it has one: nothing that follows is about the first."""
    for known in notes.facilities:
        same = known.operator == operator and known.kind == kind and known.place() in towns
        if same and not known.apart:
            known.apart = True
            notes.memory["apart"] = known


def find_or_make(
    notes: Notes, clause: Clause, kind: str, operator: Name, places: list[Mark], country: str | None
) -> Facility | None:
    towns = [m.label for m in places if m.kind == "place"]
    narrow = [m.label for m in places if m.kind == "place" and kind_of(notes, m) != "province"] or towns
    lands = [m.label for m in places if m.kind == "country"] + ([country] if country else [])
    lands += [land for land in (notes.land_of(town) for town in towns) if land]
    for known in islice(reversed(notes.facilities), 60):
        if known.operator is None or known.kind != kind or known.operator[0] != operator[0]:
            continue
        if known is notes.memory.get("apart"):
            continue
        same_town = any(known.has_place(town) for town in narrow)
        open_town = not towns or not any(not site.near for site in known.sites)
        if same_town or (open_town and land_of_site(known) in lands):
            break
    else:
        if lands and notes.home_of(operator[0]) == lands[0] == "China" and not towns:
            return None
        if not towns and in_town_unknown(clause):
            return None
        known = Facility(kind, operator, clause.quote, quote=clause.quote)
        known.planned = None
        if notes.memory.pop("apart", None) is not None:
            notes.memory.setdefault("further", []).append(known)
        notes.facilities.append(known)
    for mark in reversed(places):  # the nearest town gives the name
        place_at(notes, known, mark, clause)
    if country and known.country is None:
        known.country = (country, clause.quote)
    return known


def land_of_site(facility: Facility) -> str | None:
    return facility.country[0] if facility.country else None
