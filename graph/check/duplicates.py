"""Entities that look the same: one site under two labels, one company under two spellings."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations
from math import cos, hypot, radians
from typing import Any

import polars as pl

from autoatlas.graph.check.finding import Finding
from autoatlas.ontology.facilities import FacilityLabel, parse_facility_label
from autoatlas.ontology.iris import slug

__all__ = ["NEAR", "duplicates"]

NEAR = 20.0
"""Kilometres within which two sites of one maker and kind may be one site told by two names of its place."""

ALIKE = 88.0
"""Likeness of two names, of 100, from which they may be two spellings; numbers in them must be the same."""

_KM_A_DEGREE = 111.2
_SPELT = ("Automaker", "Brand", "Organization")


def duplicates(claims: pl.DataFrame, different: Collection[tuple[str, str]] = frozenset()) -> list[Finding]:
    """Return pairs of entities that may be one.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them: known identities are already joined.
    different : collection of (str, str), optional
        Pairs of labels that are known to be two things, both ways round.
    """
    found = [*_sites(claims, different), *_spellings(claims, different)]
    return sorted(found, key=lambda one: (-one.confidence, one.message))


def _sites(claims: pl.DataFrame, apart: Collection[tuple[str, str]]) -> Iterator[Finding]:
    about = claims.filter(pl.col("subject_type") == "Facility")
    places = _objects(about.filter(pl.col("property") == "locatedIn", pl.col("object_type") == "Place"))
    countries = _objects(about.filter(pl.col("property") == "locatedIn", pl.col("object_type") == "Country"))
    points = _points(about)
    sources = _sources(claims)
    groups: dict[tuple[str, str], list[tuple[str, FacilityLabel]]] = defaultdict(list)
    for label in sorted(set(about["subject"])):
        parts = parse_facility_label(label)
        if parts is not None:
            groups[slug(parts.operator), parts.kind].append((label, parts))
    for sites in groups.values():
        for (label, parts), (other, others) in combinations(sites, 2):
            if (
                (label, other) in apart
                or parts.number != others.number
                or not countries[label] & countries[other]
            ):
                continue
            why = _why_one_site(label, other, parts, others, places, points)
            if why:
                message = f"{label} and {other} may be one site: {why}."
                cited = tuple(dict.fromkeys([*sources[label], *sources[other]]))[:6]
                yield Finding("duplicate", "warning", message, (label, other), "", (), cited, 0.7)


def _why_one_site(
    label: str,
    other: str,
    parts: FacilityLabel,
    others: FacilityLabel,
    places: dict[str, set[str]],
    points: dict[str, tuple[float, float]],
) -> str:
    """Say what speaks for two labels of one operator and kind in one country meaning one site."""
    if _alike(parts.place, others.place):
        return f"their places {parts.place} and {others.place} are spelt alike"
    if parts.place in places[other] or others.place in places[label]:
        return f"{parts.place if parts.place in places[other] else others.place} is a place of both"
    if label in points and other in points:
        kilometres = _distance(points[label], points[other])
        # points of towns: the same point is one town, near ones are a town and its suburb
        if kilometres < NEAR:
            return f"they are {kilometres:.0f} km apart"
    return ""


def _spellings(claims: pl.DataFrame, apart: Collection[tuple[str, str]]) -> Iterator[Finding]:
    from autoatlas.graph.names import known_entity

    subjects = claims.select(label="subject", kind="subject_type")
    objects = claims.select(label="object", kind="object_type")
    named = pl.concat([subjects, objects]).drop_nulls().filter(pl.col("kind").is_in(_SPELT)).unique()
    sources = _sources(claims)
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for label, kind in sorted(named.iter_rows()):
        key = slug(label)
        blocks[kind, key[:3]].append(label)
    for labels in blocks.values():
        for label, other in combinations(dict.fromkeys(labels), 2):
            # two labels that the registry holds apart are two things
            known = known_entity(label) is not None and known_entity(other) is not None
            if not known and (label, other) not in apart and _alike(label, other):
                message = f"{label} and {other} may be two spellings of one name."
                cited = tuple(dict.fromkeys([*sources[label], *sources[other]]))[:6]
                yield Finding("duplicate", "warning", message, (label, other), "", (), cited, 0.6)


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    first, second = slug(one).replace("-", " "), slug(other).replace("-", " ")
    if [word for word in first.split() if word.isdigit()] != [
        word for word in second.split() if word.isdigit()
    ]:
        return False
    if first.replace(" ", "") == second.replace(" ", ""):
        return True
    return min(len(first), len(second)) > 4 and fuzz.ratio(first, second) >= ALIKE


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


def _sources(claims: pl.DataFrame) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for label, source in (
        claims.select("subject", "source").unique(maintain_order=True).drop_nulls().iter_rows()
    ):
        found[label].append(source)
    return found
