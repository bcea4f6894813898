"""The network page: entities and relations to search, filter, click, and read as a table."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from autoatlas.ontology.errors import ExtraMissing, InvalidParameter, UnknownEntity
from autoatlas.viz.network_data import network_data
from autoatlas.viz.network_drawing import network_drawing
from autoatlas.viz.picture import standalone
from autoatlas.viz.shell import render
from autoatlas.viz.view import View
from autoatlas.viz.words import number

__all__ = ["find_node", "network_page"]

# vis-network redraws every node on each frame: above this our own canvas is quicker to open and to move
VIS_LIMIT = 800
# Above this a picture is a cloud and the file tens of megabytes: the strongest part is shown instead.
NODE_LIMIT = 25_000


def network_page(
    graph: Any,
    *,
    title: str = "",
    focus: str | None = None,
    depth: int = 2,
    limit: int = NODE_LIMIT,
    as_of: date | None = None,
    renderer: str = "auto",
) -> View:
    """Draw a graph of entities as one HTML page that works without a network.

    Parameters
    ----------
    graph : networkx graph, or anything with a method ``network()`` that returns one
        Nodes are entities (``label``, ``type``, ``facts``), edges relations keyed by property (``facts``).
        Facts are mappings with the fact's columns.
    title : str
        Heading of the page; by default it says what is shown.
    focus : str, optional
        Label, alias or id of the entity to show with its neighbourhood. Everything when left out.
    depth : int
        How many relations away from ``focus`` the neighbourhood reaches.
    limit : int
        At most so many entities: the ones with most relations, and the page says how many were left out.
    as_of : date, optional
        The page opens with what had been published by the end of this year; its slider goes on from there.
    renderer : {"auto", "vis", "canvas"}
        vis-network, from pyvis, for graphs up to some hundred entities, or a canvas of our own, which stays
        fluid with many thousands; chosen by size unless said.

    Returns
    -------
    View
        The page as text; ``.save(path)`` writes it.

    Raises
    ------
    UnknownEntity
        No entity is called as ``focus`` says; the message offers the nearest three.
    InvalidParameter
        ``depth``, ``limit`` or ``renderer`` is not one of those allowed.

    Notes
    -----
    Positions are computed here and are the same from run to run. Plants are sized by their newest actual
    yearly capacity, everything else by its number of relations.
    """
    if depth < 0:
        raise InvalidParameter(f"depth is {depth}, it cannot be negative", mend="0 shows the entity alone.")
    if limit < 1:
        raise InvalidParameter(f"limit is {limit}, at least one entity must be shown")
    if renderer not in ("auto", "vis", "canvas"):
        raise InvalidParameter(f"{renderer!r} is no renderer", mend="Write auto, vis or canvas.")
    whole = graph.network() if hasattr(graph, "network") else graph
    centre = None if focus is None else find_node(whole, focus)
    part = whole if centre is None else whole.subgraph(_around(whole, centre, depth))
    left_out = max(0, part.number_of_nodes() - limit)
    if left_out:
        part = part.subgraph(_strongest(part, centre, limit))
    data = network_data(part, focus=None if centre is None else str(centre))
    count = len(data["nodes"]["id"])
    drawn_by = ("vis" if count <= VIS_LIMIT else "canvas") if renderer == "auto" else renderer
    data["renderer"] = drawn_by
    focus_label = data["strings"][data["nodes"]["label"][data["focus"]]] if data["focus"] >= 0 else ""
    heading = title or (f"{focus_label} and what it is linked to" if focus_label else "Network of entities")
    data["title"] = heading
    years = _years(data)
    return render(
        "network.html",
        title=heading,
        styles=("explore.css",),
        scripts=(
            "facts.js",
            "table.js",
            "search.js",
            "labels.js",
            "network_vis.js" if drawn_by == "vis" else "network_canvas.js",
            "network_export.js",
            "explore.js",
            "network_start.js",
        ),
        libraries=(_vis_network(),) if drawn_by == "vis" else (),
        data=data,
        picture=lambda: standalone(network_drawing(data), heading, _counts(data)),
        counts=_counts(data),
        left_out=number(left_out) if left_out else "",
        kinds=_kind_rows(data),
        modalities=_modality_rows(data),
        properties=_property_rows(data),
        years=years,
        opened=min(max(as_of.year, years[0]), years[1]) if as_of and years else years[1] if years else 0,
        sized_by_capacity=bool(data["nodes"]["capacity"]),
    )


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


def _around(graph: Any, centre: Any, depth: int) -> set[Any]:
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


def _neighbours(graph: Any, node: Any) -> Iterable[Any]:
    if graph.is_directed():
        yield from graph.successors(node)
        yield from graph.predecessors(node)
    else:
        yield from graph.neighbors(node)


def _strongest(graph: Any, centre: Any, limit: int) -> list[Any]:
    order = sorted(graph.nodes, key=lambda node: (node != centre, -graph.degree(node), str(node)))
    return order[:limit]


@lru_cache(maxsize=1)
def _vis_network() -> str:
    """The vis-network script that pyvis carries, its licence in its head; pyvis itself is not imported."""
    spec = importlib.util.find_spec("pyvis")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        found = sorted(
            Path(folder).glob("lib/vis-*/vis-network.min.js"), key=lambda path: path.stat().st_size
        )
        if found:
            return found[0].read_text(encoding="utf-8")
    raise ExtraMissing(
        "pyvis, or the script in it, is not installed.",
        mend="pip install 'pyvis>=0.3.2', or renderer='canvas'.",
    )


def _counts(data: dict[str, Any]) -> str:
    parts = [
        _many(len(data["nodes"]["id"]), "entity", "entities"),
        _many(len(data["edges"]["s"]), "relation", "relations"),
        _many(len(data["facts"]["s"]), "fact", "facts"),
        _many(sum(1 for source in data["sources"] if source["text"]), "source", "sources"),
    ]
    return " · ".join(parts)


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _kind_rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    times = Counter(data["nodes"]["kind"])
    return [{**kind, "at": at, "count": f"{times[at]:,}"} for at, kind in enumerate(data["kinds"])]


def _modality_rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    times = Counter(data["facts"]["m"])
    return [
        {"at": at, "name": name, "count": f"{times[at]:,}"}
        for at, name in enumerate(data["firmness"])
        if times[at]
    ]


def _property_rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    times = Counter(data["edges"]["p"])
    rows = [
        {"at": at, "words": prop["words"] or "related to", "count": f"{times[at]:,}", "times": times[at]}
        for at, prop in enumerate(data["properties"])
        if times[at]
    ]
    return sorted(rows, key=lambda row: (-row["times"], row["words"]))


def _years(data: dict[str, Any]) -> tuple[int, int] | None:
    """First and last year in which something shown was published; None unless there are several."""
    strings = data["strings"]
    found = {strings[at][:4] for at in set(data["facts"].get("published", ())) if at}
    years = sorted(int(year) for year in found if year.isdecimal() and len(year) == 4)
    return (years[0], years[-1]) if len(years) > 1 else None
