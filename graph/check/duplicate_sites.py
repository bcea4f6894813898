"""One site under two labels: other spellings of operator or town, another name of its place, coordinates near by."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations
from math import cos, hypot, radians
from typing import NamedTuple

import polars as pl

from autoatlas.graph.check.finding import Finding
from autoatlas.graph.check.spellings import alike, latin
from autoatlas.graph.known import maker_of
from autoatlas.ontology.facilities import FACILITY_KINDS, FacilityLabel, parse_facility_label
from autoatlas.ontology.names import key
from autoatlas.ontology.registry import registry

__all__ = ["NEAR", "duplicate_sites"]

NEAR = 20.0
"""Kilometres within which two sites of one maker and kind may be one site told by two names of its place."""

_KM_A_DEGREE = 111.2
_COMPANIES = ("Automaker", "Brand", "Organization")


class _Site(NamedTuple):
    label: str
    operator: str
    maker: str
    place: str
    kind: str
    number: int | None


def duplicate_sites(
    claims: pl.DataFrame, different: Collection[tuple[str, str]] = frozenset()
) -> Iterator[Finding]:
    """Yield pairs of facilities that may be one.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them: known identities are already joined.
    different : collection of (str, str), optional
        Pairs of labels that are known to be two things, both ways round.
    """
    about = claims.filter(pl.col("subject_type") == "Facility")
    labels = set(about["subject"]) | set(claims.filter(pl.col("object_type") == "Facility")["object"])
    located = about.filter(pl.col("property") == "locatedIn")
    places = _objects(located.filter(pl.col("object_type") == "Place"))
    countries = _objects(located.filter(pl.col("object_type") == "Country"))
    points = _points(about)
    sites = [site for site in map(_site, sorted(labels)) if site is not None]
    seen: set[tuple[str, str]] = set()
    for block in _blocks(sites, places).values():
        for one, other in combinations(block, 2):
            pair = (one.label, other.label)
            if pair in seen or pair in different or one.number != other.number or one.kind != other.kind:
                continue
            seen.add(pair)
            here, there = countries[one.label], countries[other.label]
            if here and there and not here & there:
                continue
            why = _why_one(one, other, places, points)
            if why:
                message = f"{one.label} and {other.label} may be one site: {why}."
                yield Finding("duplicate", "warning", message, pair, "", (), (), 0.7)


def _site(label: str) -> _Site | None:
    parts = parse_facility_label(label) or _taken_apart(label)
    if parts is None:
        return None
    company = registry().resolve(latin(parts.operator), _COMPANIES)
    operator = parts.operator if company.how == "new" else company.label
    town = registry().resolve(latin(parts.place), ("Place", "Country"))
    place = parts.place if town.how == "new" else town.label
    return _Site(label, operator, maker_of(operator) or operator, place, parts.kind, parts.number)


def _taken_apart(label: str) -> FacilityLabel | None:
    """The parts of a label of which neither operator nor place is known: the last word is taken for the town."""
    for kind in sorted(FACILITY_KINDS, key=len, reverse=True):
        words = label.removesuffix(f" {kind}").split(" ")
        if label.endswith(f" {kind}") and len(words) > 1:
            return FacilityLabel(" ".join(words[:-1]), words[-1], kind)
    return None


def _blocks(sites: list[_Site], places: dict[str, set[str]]) -> dict[tuple[str, str], list[_Site]]:
    """Sites worth comparing: of one maker, or in one town."""
    blocks: dict[tuple[str, str], list[_Site]] = defaultdict(list)
    for site in sites:
        blocks["maker", key(site.maker)].append(site)
        for town in {site.place, *places[site.label]}:
            blocks["town", key(town)].append(site)
    return blocks


def _why_one(
    one: _Site, other: _Site, places: dict[str, set[str]], points: dict[str, tuple[float, float]]
) -> str:
    """Say what speaks for two labels of one kind meaning one site."""
    same_operator = key(one.operator) == key(other.operator)
    if not same_operator and not _one_company(one, other):
        in_town = registry().find(one.place, "Country") is None and key(one.place) == key(other.place)
        if in_town and key(one.maker) == key(other.maker):
            return f"both are {one.maker}'s and in {one.place}"
        return ""
    if key(one.place) == key(other.place):
        if same_operator:
            return "their names come to the same"
        return f"both are in {one.place}, and {one.operator} and {other.operator} look the same"
    if not same_operator:
        return ""
    if alike(one.place, other.place):
        return f"their places {one.place} and {other.place} are spelt alike"
    for place, at in ((one.place, other), (other.place, one)):
        if place in places[at.label]:
            return f"{place} is a place of both"
        if place in _around(at.place):
            return f"{at.place} is in {place}"
    if one.label in points and other.label in points:
        kilometres = _distance(points[one.label], points[other.label])
        # points of towns: the same point is one town, near ones are a town and its suburb
        if kilometres < NEAR:
            return f"they are {kilometres:.0f} km apart"
    return ""


def _one_company(one: _Site, other: _Site) -> bool:
    """Tell whether two operators may be one: spelt alike, as long as the registry does not hold them apart."""
    known = [registry().find(site.operator) is not None for site in (one, other)]
    return not all(known) and alike(one.operator, other.operator)


def _around(place: str) -> set[str]:
    """The province or city that the registry knows a place to be in."""
    found: set[str] = set()
    at = registry().find(place, "Place")
    while at is not None and at.parent and at.parent not in found:
        found.add(at.parent)
        at = registry().find(at.parent, "Place")
    return found


def _objects(located: pl.DataFrame) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for subject, place in located.select("subject", "object").unique().iter_rows():
        found[subject].add(place)
    return found


def _points(about: pl.DataFrame) -> dict[str, tuple[float, float]]:
    degrees = about.filter(pl.col("property").is_in(["latitude", "longitude"])).unique(
        ["subject", "property"], keep="last", maintain_order=True
    )
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for subject, prop, value in degrees.select("subject", "property", "value").iter_rows():
        found[subject][prop] = value
    return {s: (at["latitude"], at["longitude"]) for s, at in found.items() if len(at) == 2}


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two near points, on a plane that touches the globe there."""
    north = (one[0] - other[0]) * _KM_A_DEGREE
    east = (one[1] - other[1]) * _KM_A_DEGREE * cos(radians((one[0] + other[0]) / 2))
    return hypot(north, east)
