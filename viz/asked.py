"""The answer of a question as a graph: what it names, and what it says links them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from autoatlas.ontology.errors import InvalidParameter
from autoatlas.ontology.terms import PROPERTIES

if TYPE_CHECKING:
    import networkx as nx

    from autoatlas.graph.answer import Answer

__all__ = ["answer_graph"]

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABELS = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel")
_ROW = "in one row with"


def answer_graph(graph: Any, answer: Answer) -> nx.MultiDiGraph[Any]:
    """Return the entities that an answer names as a graph.

    Parameters
    ----------
    graph : networkx MultiDiGraph
        What the entities are and what is said of them.
    answer : Answer
        Of CONSTRUCT or DESCRIBE: its triples between IRIs are the relations, those with a value its figures.
        Of SELECT or a named question: every entity in its cells, by IRI or by label, with the relations that
        the graph has between them; what is linked to nothing in its row is linked to the first of the row.

    Raises
    ------
    InvalidParameter
        The answer is a yes or no, or names no entity.
    """
    if answer.kind == "truth":
        raise InvalidParameter(
            "the answer is a yes or no, which is no graph", mend="Draw a SELECT or a CONSTRUCT."
        )
    drawn = _of_triples(graph, answer) if answer.kind == "graph" else _of_rows(graph, answer)
    if not len(drawn):
        raise InvalidParameter(
            "the answer names no entity to draw", mend="Let it give IRIs or labels of entities."
        )
    return drawn


def _of_rows(graph: Any, answer: Answer) -> nx.MultiDiGraph[Any]:
    import networkx as nx

    by_label = _by_label(graph)
    rows = [
        list(dict.fromkeys(node for cell in row for node in _named(graph, by_label, cell)))
        for row in answer.rows
    ]
    drawn: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    found = {node for row in rows for node in row}
    drawn.add_nodes_from((node, graph.nodes[node]) for node in sorted(found, key=str))
    drawn.add_edges_from(graph.subgraph(found).edges(keys=True, data=True))
    for row in rows:
        # what nothing in its row is linked to hangs on the first of the row
        inside = drawn.subgraph(row).to_undirected(as_view=True)
        linked = set(nx.node_connected_component(inside, row[0])) if row else set()
        for node in row[1:]:
            if node not in linked:
                drawn.add_edge(row[0], node, key=_ROW, property=_ROW, facts=[])
    return drawn


def _by_label(graph: Any) -> dict[str, Any]:
    """The node of each label; of namesakes the one with most relations."""
    found: dict[str, Any] = {}
    for node, attrs in sorted(
        graph.nodes(data=True), key=lambda item: (-graph.degree(item[0]), str(item[0]))
    ):
        found.setdefault(str(attrs.get("label") or node), node)
    return found


def _named(graph: Any, by_label: dict[str, Any], cell: object) -> Iterable[Any]:
    if not isinstance(cell, str):
        return
    if cell in graph:
        yield cell
    elif cell in by_label:
        yield by_label[cell]
    else:  # a cell that lists several: "BYD, Chery"
        yield from (by_label[part] for part in cell.split(", ") if part in by_label)


def _of_triples(graph: Any, answer: Answer) -> nx.MultiDiGraph[Any]:
    import networkx as nx

    drawn: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    own: dict[str, dict[str, Any]] = {}
    figures: dict[str, list[dict[str, Any]]] = {}

    def node(iri: str) -> str:
        if iri not in drawn:
            drawn.add_node(iri, **(dict(graph.nodes[iri]) if iri in graph else {"label": _local(iri)}))
        return iri

    for subject, predicate, value in answer.terms:
        start, name = str(getattr(subject, "value", "")), str(getattr(predicate, "value", ""))
        text = str(getattr(value, "value", ""))
        if not start or not text:
            continue
        literal = hasattr(value, "datatype")
        if name == _TYPE:
            own.setdefault(start, {})["type"] = _local(text)
        elif literal and name in _LABELS:
            own.setdefault(start, {}).setdefault("label", text)
        elif literal:
            figures.setdefault(start, []).append(_figure(_local(name), text))
        else:
            drawn.add_edge(node(start), node(text), key=_local(name), facts=_said(graph, start, text, name))
    for iri, found in figures.items():
        attrs = drawn.nodes[node(iri)]
        attrs["facts"] = [*(attrs.get("facts") or ()), *(found if iri not in graph else ())]
    for iri, known in own.items():
        if iri in drawn and iri not in graph:
            drawn.nodes[iri].update(known)
    return drawn


def _said(graph: Any, start: str, end: str, predicate: str) -> list[Any]:
    """What the graph says of this very relation."""
    attrs = graph.get_edge_data(start, end, _local(predicate)) if graph.has_edge(start, end) else None
    return list((attrs or {}).get("facts") or ())


def _figure(name: str, text: str) -> dict[str, Any]:
    try:
        value = float(text)
    except ValueError:
        return {"property": name, "object": text}
    known = PROPERTIES.get(name)
    unit = {"unit": known.units[0]} if known is not None and len(known.units) == 1 else {}
    return {"property": name, "value": value, **unit}


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1] or iri
