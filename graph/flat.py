"""The network for graph files, whose attributes can only be plain: one edge a fact, one node an entity."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from autoatlas.ontology.terms import PROPERTIES

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["flat_network", "newest_values"]

# what XML 1.0 cannot hold, not even escaped
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAID = ("subject", "subject_type", "object", "object_type")


def flat_network(network: "nx.MultiDiGraph[str]", *, numbered: bool = False) -> "nx.MultiDiGraph[str]":
    """Return a network with an edge for every fact that is a relation, and only plain attributes.

    Parameters
    ----------
    network : MultiDiGraph
        As `autoatlas.graph.network.project` returns it.
    numbered : bool
        Give edges running numbers for keys rather than text, since GEXF keeps keys as attributes.

    Returns
    -------
    MultiDiGraph
        A node has ``label``, ``type``, ``aliases`` in one text, and of each quantity the newest value that is
        said to be actual, without place, part, product or other entity (``annualCapacity``), with how it is
        bounded where not exactly (``annualCapacity_comparator``). An edge has the columns of its fact.
    """
    import networkx as nx

    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        flat.add_node(
            node,
            label=_clean(data["label"]),
            type=data["type"],
            aliases=_clean("; ".join(data["aliases"])),
            **newest_values(data["facts"]),
        )
    count = 0
    for start, end, name, facts in network.edges(keys=True, data="facts"):
        for fact in facts:
            count += 1
            told = {key: _clean(value) for key, value in fact.items() if key not in _SAID}
            flat.add_edge(start, end, key=count if numbered else f"{name}-{count}", label=name, **told)
    return flat


def _clean(value: Any) -> Any:
    return _NOT_XML.sub("", value) if isinstance(value, str) else value


def newest_values(facts: Any) -> dict[str, Any]:
    """Return of each quantity in facts the newest plain actual value, as `flat_network` puts it on a node."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for fact in facts:
        name = fact["property"]
        if PROPERTIES[name].shape != "quantity" or fact.get("modality") != "actual":
            continue
        if any(fact.get(narrower) for narrower in ("place", "part", "product", "object", "basis")):
            continue
        if fact["unit"] != PROPERTIES[name].units[0] and PROPERTIES[name].units != ("currency",):
            continue
        day = fact.get("end") or fact.get("published") or date.min.isoformat()
        if name not in found or day >= found[name][0]:
            found[name] = (day, fact)
    plain: dict[str, Any] = {}
    for name, (_, fact) in sorted(found.items()):
        plain[name] = fact["value"]
        if fact.get("comparator", "=") != "=":
            plain[f"{name}_comparator"] = fact["comparator"]
        if PROPERTIES[name].units == ("currency",):
            plain[f"{name}_unit"] = fact["unit"]
    return plain
