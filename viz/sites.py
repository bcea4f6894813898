"""Facilities as maps and timelines need them: where, whose, how large, and what became of them when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from autoatlas.graph.status import PRESUMED_CANCELLED, SHELVED
from autoatlas.viz.statuses import Statuses
from autoatlas.viz.words import firmness

__all__ = ["SIGNS", "STATUSES", "Site", "sites", "status_on"]

# in the order of the legend; from the fifth on nothing is made there
STATUSES: tuple[str, ...] = (
    "operating",
    "under construction",
    "announced",
    "rumoured",
    "suspended",
    "closed",
    "cancelled",
    "denied",
    SHELVED,
    PRESUMED_CANCELLED,
)
# what is drawn inside the circle where nothing is made, in a circle of radius 4
SIGNS = {
    "suspended": "M-1.1 -1.8V1.8M1.1 -1.8V1.8",
    "closed": "M-2 0H2",
    "cancelled": "M-1.8 -1.8L1.8 1.8M-1.8 1.8L1.8 -1.8",
    "denied": "M-1.8 1.8L1.8 -1.8",
    SHELVED: "M-2 0H-1.2M-0.4 0H0.4M1.2 0H2",
    PRESUMED_CANCELLED: "M-1.8 -1.8L1.8 1.8",
}
_EVENTS = {
    "announced": "announced",
    "groundbreaking": "under construction",
    "completed": "under construction",
    "productionStart": "operating",
    "suspended": "suspended",
    "cancelled": "cancelled",
    "closed": "closed",
}
# of two things in one year the later step of the same story counts
_RANK = {name: at for at, name in enumerate(_EVENTS)}
_BY_FIRMNESS = {"actual": "operating", "rumoured": "rumoured", "denied": "denied"}
_BEFORE = {"suspended": "operating", "closed": "operating", "cancelled": "announced"}


@dataclass(slots=True)
class Site:
    """One facility.

    Attributes
    ----------
    node : str
        Its id in the graph.
    label : str
    latitude, longitude : float or None
        Degrees.
    country, place : str
        Labels, empty if not known.
    operators : list of str
        Labels of who runs it, or would.
    capacity : float
        Newest actual vehicles a year, else newest planned; 0 if neither is known.
    capacity_is_planned : bool
    events : list of (date, status)
        What became of it, as dates are written, oldest first; only what is actual and of the whole.
    base : str
        Its status where no event says more.
    planned_start : list of (published, date)
        When production was said to start, by when that was said, oldest statement first.
    planned_capacity : float
        Newest planned vehicles a year of the whole; 0 if none is known.
    statuses : Statuses, optional
        What became of it in each year, and of the others of its graph.
    """

    node: str
    label: str
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""
    place: str = ""
    operators: list[str] = field(default_factory=list)
    capacity: float = 0.0
    capacity_is_planned: bool = False
    events: list[tuple[str, str]] = field(default_factory=list)
    base: str = "operating"
    planned_start: list[tuple[str, str]] = field(default_factory=list)
    planned_capacity: float = 0.0
    statuses: Statuses | None = field(default=None, repr=False, compare=False)


def sites(graph: Any, day: date | None = None) -> list[Site]:
    """Return the facilities of a graph by label; plants of batteries and offices are facilities too.

    Parameters
    ----------
    graph : networkx MultiDiGraph
    day : date, optional
        The day that what is known is of; today when left out.
    """
    found = []
    statuses = Statuses(graph, day or date.today())
    for node, attrs in graph.nodes(data=True):
        if str(attrs.get("type")) == "Facility":
            site = Site(str(node), str(attrs.get("label") or node), statuses=statuses)
            _figures(site, list(attrs.get("facts") or ()))
            _relations(site, graph, node)
            found.append(site)
    return sorted(found, key=lambda site: (site.label, site.node))


def _figures(site: Site, facts: Iterable[Mapping[str, Any]]) -> None:
    best: dict[str, tuple[str, float]] = {}
    events: list[tuple[str, int, str]] = []
    for fact in facts:
        name, modality = fact.get("property"), fact.get("modality") or "actual"
        value, when = fact.get("value"), str(fact.get("end") or fact.get("start") or "")
        if name in ("latitude", "longitude") and value is not None:
            setattr(site, str(name), float(value))
        elif fact.get("part"):
            continue
        elif name == "annualCapacity" and value and fact.get("unit") in (None, "vehicle/year"):
            key = "actual" if modality == "actual" else "planned"
            told = (str(fact.get("end") or fact.get("published") or ""), float(value))
            if modality in ("actual", "planned", "target"):
                best[key] = max(best.get(key, ("", 0.0)), told)
        elif name in _EVENTS and when and modality == "actual":
            events.append((when, _RANK[str(name)], _EVENTS[str(name)]))
        elif name == "productionStart" and when and modality in ("planned", "target"):
            site.planned_start.append((str(fact.get("published") or ""), when))
    chosen = best.get("actual") or best.get("planned")
    if chosen:
        site.capacity, site.capacity_is_planned = chosen[1], "actual" not in best
    site.planned_capacity = best.get("planned", ("", 0.0))[1]
    # a year alone comes after the months of the same year: 2025 may be any of them
    site.events = [(when, status) for when, _, status in sorted(events, key=lambda e: (e[0][:4], e[1], e[0]))]
    site.planned_start.sort()


def _relations(site: Site, graph: Any, node: Any) -> None:
    runs: list[str | None] = []
    for owner, _, key, attrs in graph.in_edges(node, keys=True, data=True):
        if str(attrs.get("property", key)) == "operates":
            site.operators.append(str(graph.nodes[owner].get("label") or owner))
            runs += [fact.get("modality") for fact in attrs.get("facts") or ()]
    for _, target, key, attrs in graph.out_edges(node, keys=True, data=True):
        if str(attrs.get("property", key)) == "locatedIn":
            other = graph.nodes[target]
            name = "country" if other.get("type") == "Country" else "place"
            if not getattr(site, name):
                setattr(site, name, str(other.get("label") or target))
    site.operators = sorted(set(site.operators))
    site.base = _BY_FIRMNESS.get(firmness(runs or [None]), "announced")


def status_on(site: Site, year: int) -> str | None:
    """Return a facility's status at the end of a year; None before it is known of.

    That of its graph, as `autoatlas.graph.status` tells it: plans that no source has spoken of for two years are
    shelved, for four years cancelled in all likelihood. Of a site that stands for itself its own events tell.

    Examples
    --------
    >>> plant = Site("p", "BYD Rayong plant", events=[("2022", "announced"), ("2024-07-04", "operating")])
    >>> [status_on(plant, year) for year in (2021, 2023, 2024)]
    [None, 'announced', 'operating']
    """
    if site.statuses is not None:
        return site.statuses.of(site.node, year)
    past = [status for when, status in site.events if int(when[:4]) <= year]
    if past:
        return past[-1]
    return _BEFORE.get(site.events[0][1]) if site.events else site.base
