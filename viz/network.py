"""The network page: entities and relations to search, filter, click, and read as a table."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from autoatlas.ontology.errors import ExtraMissing, InvalidParameter
from autoatlas.viz.arrange import ARRANGEMENTS
from autoatlas.viz.network_data import network_data
from autoatlas.viz.network_drawing import network_drawing
from autoatlas.viz.nodes import around, find_node, many, strongest
from autoatlas.viz.picture import standalone
from autoatlas.viz.shell import render
from autoatlas.viz.view import View
from autoatlas.viz.words import number

__all__ = ["network_page"]

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
    where: Mapping[str, str | Iterable[str]] | None = None,
    query: str | None = None,
    parameters: Mapping[str, object] | None = None,
    layout: str | Sequence[str] = "force",
    as_of: date | None = None,
    limit: int = NODE_LIMIT,
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
    where : mapping, optional
        Filters: ``country``, ``region``, ``maker``, ``kind``, ``status`` to a value or several, of which one
        has to fit; see `autoatlas.viz.part.matching` for what is kept.
    query : str, optional
        SPARQL or the name of a question, asked of ``graph``, which then has to be an Atlas: its answer is
        drawn, as `autoatlas.viz.asked.answer_graph` says.
    parameters : mapping, optional
        Of the named question.
    layout : str or sequence of str
        ``force`` (by links), ``region`` (by part of the world), ``maker`` or ``time`` (by year); of several the
        page opens with the first and offers the others.
    as_of : date, optional
        Only what was known on this day: see `autoatlas.viz.part.known_by`.
    limit : int
        At most so many entities: the ones with most relations, and the page says how many were left out.
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
        No entity is called as ``focus`` or a filter says; the message offers the nearest three.
    InvalidParameter
        ``depth``, ``limit``, ``layout``, ``renderer`` or a filter is not one of those allowed, or the answer of
        the query names nothing to draw.

    Notes
    -----
    Positions are computed here and are the same from run to run. Plants are sized by their newest actual
    yearly capacity, everything else by its number of relations.
    """
    layouts = [layout] if isinstance(layout, str) else list(layout)
    _allowed(depth, limit, layouts, renderer)
    part = graph.network() if hasattr(graph, "network") else graph
    # what takes part of a graph brings polars along, which a whole one does without
    if as_of is not None:
        from autoatlas.viz.part import known_by

        part = known_by(many(part), as_of)
    if query is not None:
        from autoatlas.viz.asked import answer_graph

        part = answer_graph(many(part), _ask(graph, query, parameters or {}))
    if where:
        from autoatlas.viz.part import matching

        part = part.subgraph(matching(many(part), where, (as_of or date.today()).year))
    centre = None if focus is None else find_node(part, focus)
    if centre is not None:
        part = part.subgraph(around(part, centre, depth))
    left_out = max(0, part.number_of_nodes() - limit)
    if left_out:
        part = part.subgraph(strongest(part, centre, limit))
    data = network_data(part, focus=None if centre is None else str(centre), arrangements=layouts)
    count = len(data["nodes"]["id"])
    drawn_by = ("vis" if count <= VIS_LIMIT else "canvas") if renderer == "auto" else renderer
    data["renderer"] = drawn_by
    focus_label = data["strings"][data["nodes"]["label"][data["focus"]]] if data["focus"] >= 0 else ""
    heading = title or (f"{focus_label} and what it is linked to" if focus_label else _heading(where, query))
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
            "clusters.js",
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
        opened=years[1] if years else 0,
        arrangements=[{"name": way["name"], "words": way["words"]} for way in data["arrangements"]],
        clusters=any(way["groups"] for way in data["arrangements"]),
        sized_by_capacity=bool(data["nodes"]["capacity"]),
    )


def _allowed(depth: int, limit: int, layouts: Sequence[str], renderer: str) -> None:
    if depth < 0:
        raise InvalidParameter(f"depth is {depth}, it cannot be negative", mend="0 shows the entity alone.")
    if limit < 1:
        raise InvalidParameter(f"limit is {limit}, at least one entity must be shown")
    if renderer not in ("auto", "vis", "canvas"):
        raise InvalidParameter(f"{renderer!r} is no renderer", mend="Write auto, vis or canvas.")
    for name in layouts or [""]:
        if name not in ARRANGEMENTS:
            raise InvalidParameter(f"{name!r} is no layout", mend=f"Layouts are {', '.join(ARRANGEMENTS)}.")


def _ask(atlas: Any, query: str, parameters: Mapping[str, object]) -> Any:
    if not hasattr(atlas, "query"):
        raise InvalidParameter(
            "only an Atlas can be asked a question", mend="Pass the Atlas, not its network."
        )
    return atlas.query(query, **parameters)


def _heading(where: Mapping[str, str | Iterable[str]] | None, query: str | None) -> str:
    if where:
        values = [[value] if isinstance(value, str) else list(value) for value in where.values()]
        return "Network: " + ", ".join(" or ".join(some) for some in values)
    if query and not any(letter in query for letter in " {\n"):
        return f"Network: {query.replace('-', ' ')}"
    return "What was asked, as a network" if query else "Network of entities"


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
