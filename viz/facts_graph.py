"""Facts of one document as a small graph, without a store: what the article page draws beneath the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from autoatlas.graph.names import iri_of, known_entity
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["fact_turtle", "facts_graph"]


def facts_graph(facts: Iterable[Mapping[str, Any]]) -> Any:
    """Return a ``networkx.MultiDiGraph`` of facts, of the shape that ``Atlas.network()`` has.

    Entities are nodes, relations edges keyed by property; each edge and node holds its facts. A fact keeps an
    extra item ``at``, its number in ``facts``.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()

    def node(label: str, kind: str) -> str:
        iri = iri_of(label, kind)
        if iri not in graph:
            known = known_entity(label, kind)
            aliases = list(known.aliases) if known is not None else []
            graph.add_node(iri, label=label, type=kind, aliases=aliases, facts=[])
        return iri

    for at, fact in enumerate(facts):
        row = {**fact, "at": at}
        subject = node(str(fact.get("subject") or ""), str(fact.get("subject_type") or ""))
        name = str(fact.get("property") or "")
        known = PROPERTIES.get(name)
        if fact.get("object") and fact.get("object_type") and known is not None and known.shape == "relation":
            target = node(str(fact["object"]), str(fact["object_type"]))
            if not graph.has_edge(subject, target, key=name):
                graph.add_edge(subject, target, key=name, facts=[])
            graph.edges[subject, target, name]["facts"].append(row)
        else:
            graph.nodes[subject]["facts"].append(row)
    return graph


def fact_turtle(fact: Mapping[str, Any]) -> str:
    """Return a fact as Turtle, for people to read: one triple where it says no more, else the fact's node.

    Examples
    --------
    >>> print(fact_turtle({"subject": "Voyah", "subject_type": "Brand", "property": "brandOf",
    ...                    "object": "Dongfeng", "object_type": "Automaker", "modality": "actual"}))
    aae:voyah aa:brandOf aae:dongfeng .
    """
    name = str(fact.get("property") or "")
    known = PROPERTIES.get(name)
    subject = _curie(str(fact.get("subject") or ""), str(fact.get("subject_type") or ""))
    target = ""
    if fact.get("object"):
        kind = fact.get("object_type")
        target = _curie(str(fact["object"]), str(kind)) if kind else f'"{fact["object"]}"'
    modality = str(fact.get("modality") or "actual")
    is_relation = known is not None and known.shape == "relation"
    if is_relation and modality == "actual" and not any(fact.get(key) for key in ("start", "end", "place")):
        return f"{subject} aa:{name} {target} ."
    value = fact.get("value")
    lines = [f"rdf:subject {subject}", f"rdf:predicate aa:{name}"]
    if value is not None:
        lines.append(f"rdf:object {value:.10g}" if value != int(value) else f"rdf:object {int(value)}")
        if target:
            lines.append(f"aa:of {target}")
        if fact.get("unit"):
            lines.append(f'aa:unit "{fact["unit"]}"')
    elif target:
        lines.append(f"rdf:object {target}")
    if (fact.get("comparator") or "=") != "=":
        lines.append(f'aa:comparator "{fact["comparator"]}"')
    if fact.get("start") or fact.get("end"):
        lines.append(f'aa:period "{fact.get("start") or ""}/{fact.get("end") or ""}"')
    if fact.get("place"):
        lines.append(f'aa:place "{fact["place"]}"')
    if fact.get("product") and fact["product"] != "vehicle":
        lines.append(f"aa:product aa:{fact['product']}")
    lines.append(f"aa:modality aa:{modality}")
    return "[] a aa:Fact ;\n    " + " ;\n    ".join(lines) + " ."


def _curie(label: str, kind: str) -> str:
    return "aae:" + iri_of(label, kind).rsplit("/", 1)[-1]
