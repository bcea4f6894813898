"""The same network as a pyvis object, for those who want to go on with pyvis itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autoatlas.viz.kinds import KINDS, OTHER, Kind
from autoatlas.viz.network_data import network_data
from autoatlas.viz.safe import plain

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["pyvis_network"]

# the nearest of vis-network's own shapes
_SHAPES = {
    "Automaker": "dot",
    "Brand": "dot",
    "Facility": "square",
    "Model": "triangle",
    "Organization": "hexagon",
    "Country": "diamond",
    "Region": "diamond",
    "Place": "triangleDown",
    "Technology": "star",
}


def pyvis_network(graph: Any, *, height: str = "700px") -> Network:
    """Return a graph as a ``pyvis.network.Network`` with our places, colours and shapes, physics off.

    Parameters
    ----------
    graph : networkx graph, or anything with a method ``network()`` that returns one
    height : str
        Of pyvis's own page.

    Returns
    -------
    pyvis.network.Network
        Directed, so that parallel relations stay apart; ids are text. Node titles are plain text and escaped by
        vis-network; take ``generate_html()`` and write the file as UTF-8 yourself.

    Notes
    -----
    Meant for some hundred nodes: pyvis looks through a list for each node that is added.
    """
    from pyvis.network import Network

    data = network_data(graph.network() if hasattr(graph, "network") else graph)
    nodes, edges, strings = data["nodes"], data["edges"], data["strings"]
    kinds = [_kind(entry["name"]) for entry in data["kinds"]]
    page = Network(height=height, width="100%", directed=True, cdn_resources="in_line")
    page.toggle_physics(False)
    for at, node in enumerate(nodes["id"]):
        kind = kinds[nodes["kind"][at]]
        label = plain(strings[nodes["label"][at]])
        page.add_node(
            data["base"] + node,
            label=plain(strings[nodes["short"][at]]) or label,
            title=f"{label} ({kind.name})",
            shape=_SHAPES.get(kind.name, "dot"),
            color=kind.light,
            size=nodes["size"][at],
            x=nodes["x"][at],
            y=nodes["y"][at],
            physics=False,
        )
    for at, source in enumerate(edges["s"]):
        bend = edges["bend"][at]
        page.add_edge(
            data["base"] + nodes["id"][source],
            data["base"] + nodes["id"][edges["t"][at]],
            title=data["properties"][edges["p"][at]]["words"],
            dashes=data["firmness"][edges["m"][at]] != "actual",
            color="#9b9d9a",
            smooth={"type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
            if bend
            else False,
        )
    return page


def _kind(name: str) -> Kind:
    return KINDS.get(name, OTHER)
