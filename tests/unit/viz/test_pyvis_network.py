"""The pyvis object holds the same network: all relations, still, with text ids."""

from __future__ import annotations

import networkx as nx

from autoatlas.viz import pyvis_network

BASE = "https://w3id.org/autoatlas/entity/"


def test_parallel_relations_stay_and_nothing_moves() -> None:
    graph = nx.MultiDiGraph()
    for name, kind in (("byd", "Automaker"), ("thailand", "Country")):
        graph.add_node(BASE + name, label=name.title(), type=kind, facts=[])
    for key in ("presentIn", "expandsIn", "launches"):
        graph.add_edge(
            BASE + "byd",
            BASE + "thailand",
            key=key,
            facts=[{"modality": "planned" if key == "launches" else "actual"}],
        )
    page = pyvis_network(graph)
    assert {node["id"] for node in page.nodes} == {BASE + "byd", BASE + "thailand"}
    assert sorted(edge["title"] for edge in page.edges) == ["expands in", "launches", "present in"]
    assert [edge["dashes"] for edge in page.edges if edge["title"] == "launches"] == [True]
    assert all(node["physics"] is False and isinstance(node["x"], int) for node in page.nodes)
    assert len({str(edge["smooth"]) for edge in page.edges}) == 3
    assert "vis-network" in page.generate_html()
