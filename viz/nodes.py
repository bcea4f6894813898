"""Finding nodes: by a name as people write it, around one, and the strongest of many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from autoatlas.ontology.errors import UnknownEntity

__all__ = ["around", "find_node", "many", "network_of", "strongest"]


def find_node(graph: Any, name: str) -> Any:
    """Return the node with this id, label or alias, upper and lower case alike.

    Raises
    ------
    UnknownEntity
        There is none; the message offers the nearest three.
    """
    if name in graph:
        return name
    wanted = name.casefold()
    names: dict[str, Any] = {}
    for node, attrs in sorted(graph.nodes(data=True), key=lambda item: str(item[0])):
        for text in (str(node), *map(str, attrs.get("aliases") or ()), str(attrs.get("label") or "")):
            names.setdefault(text.casefold(), node)
        if str(attrs.get("label") or "").casefold() == wanted:
            return node
    if wanted in names:
        return names[wanted]
    near = get_close_matches(wanted, names, n=3, cutoff=0.5)
    labels = [str(graph.nodes[names[text]].get("label") or names[text]) for text in near]
    raise UnknownEntity(
        f"No entity is called {name!r}.",
        mend=f"Did you mean {', '.join(dict.fromkeys(labels))}?" if labels else "",
    )


def around(graph: Any, centre: Any, depth: int) -> set[Any]:
    """Return the nodes at most so many relations away from one, whichever way the relations go."""
    seen = {centre}
    edge = [centre]
    for _ in range(depth):
        edge = [
            other
            for node in edge
            for other in _neighbours(graph, node)
            if other not in seen and not seen.add(other)  # type: ignore[func-returns-value]
        ]
    return seen


def strongest(graph: Any, centre: Any, limit: int) -> list[Any]:
    """Return the nodes with most relations, the centre at first."""
    order = sorted(graph.nodes, key=lambda node: (node != centre, -graph.degree(node), str(node)))
    return order[:limit]


def _neighbours(graph: Any, node: Any) -> Iterable[Any]:
    if graph.is_directed():
        yield from graph.successors(node)
        yield from graph.predecessors(node)
    else:
        yield from graph.neighbors(node)


def many(graph: Any) -> Any:
    """Return a directed graph with parallel edges: the graph itself if it is one, else one made from it."""
    import networkx as nx

    return graph if graph.is_multigraph() and graph.is_directed() else nx.MultiDiGraph(graph)


def network_of(graph: Any, as_of: date | None = None) -> Any:
    """Return the networkx graph of what a view was given, as it was known on a day."""
    whole = many(graph.network() if hasattr(graph, "network") else graph)
    if as_of is None or whole.graph.get("as_of") == as_of:
        return whole
    from autoatlas.viz.part import known_by

    return known_by(whole, as_of)
