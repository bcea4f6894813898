"""What the nodes of a network have in common: the part of the world, the maker, the year their story begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from autoatlas.viz.regions import ELSEWHERE, home_country, part_of_world

__all__ = ["first_years", "makers", "regions"]

_COMPANIES = ("Automaker", "Brand", "Organization")
_STEPS = ("announced", "groundbreaking", "completed", "productionStart")


def regions(graph: Any) -> dict[Any, str]:
    """Return the part of the world of each node: where a place or plant is, where a company is at home."""
    found: dict[Any, str] = {}
    for node, attrs in graph.nodes(data=True):
        kind, label = attrs.get("type"), str(attrs.get("label") or "")
        if kind == "Country":
            found[node] = part_of_world(label)
        elif kind == "Region":
            found[node] = _region(label)
        elif kind in _COMPANIES and home_country(label):
            found[node] = part_of_world(home_country(label))
    if not set(found.values()) - {ELSEWHERE}:
        return dict.fromkeys(graph.nodes, ELSEWHERE)
    for node, attrs in graph.nodes(data=True):
        if attrs.get("type") == "Facility":
            places = [
                other for other in graph.successors(node) if other in found and _is_country(graph, other)
            ]
            if places:
                found[node] = found[min(places, key=str)]
    _spread(graph, found, lambda kind: kind not in ("Country", "Region"))
    return {node: found.get(node, ELSEWHERE) for node in graph.nodes}


def makers(graph: Any, most: int = 18) -> dict[Any, str]:
    """Return the maker that each node belongs to: its own, its owner's, or the one that most links lead to.

    Makers with few nodes stand together as ``Other makers``, countries and regions as ``Countries``.
    """
    from autoatlas.graph.known import maker_of  # brings polars along

    found: dict[Any, str] = {}
    owner: dict[Any, Any] = {}
    for a, b, key, attrs in graph.edges(keys=True, data=True):
        if str(attrs.get("property", key)) in ("brandOf", "subsidiaryOf"):
            owner[a] = b
    for node, attrs in graph.nodes(data=True):
        if attrs.get("type") in ("Automaker", "Brand"):
            at, seen = node, {node}
            while at in owner and owner[at] not in seen:
                at = owner[at]
                seen.add(at)
            label = str(graph.nodes[at].get("label") or at)
            found[node] = maker_of(label) or label
    countries = {node for node, attrs in graph.nodes(data=True) if attrs.get("type") in ("Country", "Region")}
    _spread(graph, found, lambda kind: kind not in ("Country", "Region"))
    size = Counter(found.values())
    large = {
        name for name, count in sorted(size.items(), key=lambda item: (-item[1], item[0]))[:most] if count > 2
    }
    named = {node: (name if name in large else "Other makers") for node, name in found.items()}
    return {
        node: "Countries" if node in countries else named.get(node, "Other makers") for node in graph.nodes
    }


def first_years(graph: Any) -> dict[Any, int]:
    """Return the year in which the story of each node begins, as far as it is dated.

    Of a plant that of its first step, planned ones included; of all else the first year that a fact about it is
    of, or was published in; else that of what it is linked to.
    """
    found: dict[Any, int] = {}
    for node, attrs in graph.nodes(data=True):
        facts = list(attrs.get("facts") or ())
        steps = [fact for fact in facts if fact.get("property") in _STEPS]
        years = list(_years(steps, "start", "end"))
        if not years and attrs.get("type") != "Country":
            years = list(_years(facts, "published"))
        if years:
            found[node] = min(years)
    for a, b, attrs in graph.edges(data=True):
        for year in _years(attrs.get("facts") or (), "published"):
            for node in (a, b):
                if graph.nodes[node].get("type") != "Facility" or node not in found:
                    found[node] = min(found.get(node, year), year)
    return found


def _years(facts: Iterable[Mapping[str, Any]], *columns: str) -> Iterable[int]:
    for fact in facts:
        for column in columns:
            text = str(fact.get(column) or "")[:4]
            if text.isdecimal() and 1900 <= int(text) <= 2100:
                yield int(text)
                break


def _region(label: str) -> str:
    return label if label in ("Europe", "Africa", "Southeast Asia", "Middle East", "Oceania") else ELSEWHERE


def _is_country(graph: Any, node: Any) -> bool:
    return bool(graph.nodes[node].get("type") == "Country")


def _spread(graph: Any, found: dict[Any, str], takes: Callable[[str], bool]) -> None:
    """Give what has no group the one that most of its neighbours have, plants before all else."""
    order = sorted(
        (node for node in graph.nodes if node not in found and takes(str(graph.nodes[node].get("type")))),
        key=lambda node: (graph.nodes[node].get("type") != "Facility", str(node)),
    )
    for _ in range(3):
        rest = []
        for node in order:
            near = [*graph.successors(node), *graph.predecessors(node)]
            # where something stands is told by its plants; by whom it is known, by companies
            known = [other for other in near if other in found]
            near_plants = [found[other] for other in known if not _is_country(graph, other)]
            times = Counter(near_plants or [found[other] for other in known])
            if times:
                found[node] = min(times.items(), key=lambda item: (-item[1], item[0]))[0]
            else:
                rest.append(node)
        order = rest
