"""What goes into the network page, and what it refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from autoatlas.ontology.errors import AtlasError, InvalidParameter, UnknownEntity
from autoatlas.viz import View, network_page

BASE = "https://w3id.org/autoatlas/entity/"


@pytest.fixture
def two_rival_plants() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for slug, label, cls in (
        ("byd", "BYD", "Automaker"),
        ("changan", "Changan", "Automaker"),
        ("byd-rayong-plant", "BYD Rayong plant", "Facility"),
        ("changan-rayong-plant", "Changan Rayong plant", "Facility"),
        ("thailand", "Thailand", "Country"),
    ):
        graph.add_node(BASE + slug, label=label, type=cls, facts=[])
    capacity = {"property": "annualCapacity", "unit": "vehicle/year", "comparator": "=", "modality": "actual"}
    graph.nodes[BASE + "byd-rayong-plant"]["facts"] = [
        {**capacity, "value": 150000.0, "published": "2024-07-04"},
        {**capacity, "value": 90000.0, "published": "2023-01-01"},
        {**capacity, "value": 300000.0, "published": "2025-01-01", "modality": "planned"},
        {**capacity, "value": 999999.0, "published": "2025-01-01", "part": "phase 2"},
    ]
    for maker in ("byd", "changan"):
        said = {"property": "operates", "modality": "actual", "source": "https://example.org/1"}
        graph.add_edge(BASE + maker, f"{BASE}{maker}-rayong-plant", key="operates", facts=[said])
        graph.add_edge(f"{BASE}{maker}-rayong-plant", BASE + "thailand", key="locatedIn", facts=[])
    graph.add_edge(BASE + "byd", BASE + "thailand", key="presentIn", facts=[{"modality": "planned"}])
    return graph


def data(view: View) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="aa-data">(.*?)</script>', view, re.S)
    assert found
    return dict(json.loads(found.group(1)))


def labels(view: View) -> set[str]:
    content = data(view)
    return {content["strings"][at] for at in content["nodes"]["label"]}


def test_the_page_is_the_same_from_run_to_run(two_rival_plants: nx.MultiDiGraph) -> None:
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(two_rival_plants.nodes(data=True))))
    other.add_edges_from(reversed(list(two_rival_plants.edges(keys=True, data=True))))
    assert network_page(two_rival_plants) == network_page(other)


def test_nothing_in_the_page_comes_from_outside(two_rival_plants: nx.MultiDiGraph) -> None:
    page = network_page(two_rival_plants)
    assert not re.search(r"<(script|img|iframe|link|source)[^>]+(src|href)=", page)
    assert not re.search(r"@import|url\(\s*['\"]?https?:", page.split("</style>")[0])
    assert "dual licensed under" in page, "the licence of vis-network goes with it"


def test_a_plant_is_sized_by_its_newest_actual_capacity(two_rival_plants: nx.MultiDiGraph) -> None:
    content = data(network_page(two_rival_plants))
    at = content["nodes"]["id"].index("byd-rayong-plant")
    assert content["nodes"]["capacity"][at] == 150000.0


def test_every_fact_keeps_value_hedge_period_and_quote() -> None:
    graph = nx.MultiDiGraph()
    fact = {
        "property": "outlets",
        "value": 500.0,
        "unit": "outlet",
        "comparator": ">",
        "modality": "target",
        "start": "2030",
        "end": "2030",
        "quote": "By 2030, over 500.",
        "source": "https://example.org/v",
        "published": "2025-05-01",
        "said_by": "Voyah",
    }
    graph.add_node(BASE + "voyah", label="Voyah", type="Brand", facts=[fact])
    content = data(network_page(graph))
    text = content["strings"]
    facts = content["facts"]
    assert text[facts["text"][0]] == "more than 500 outlets"
    assert text[facts["when"][0]] == "by 2030"
    assert content["firmness"][facts["m"][0]] == "target"
    assert text[facts["quote"][0]] == "By 2030, over 500."
    assert content["sources"][facts["source"][0]] == {
        "text": "https://example.org/v",
        "link": "https://example.org/v",
    }


def test_depth_reaches_as_far_as_it_says(two_rival_plants: nx.MultiDiGraph) -> None:
    assert labels(network_page(two_rival_plants, focus="byd", depth=0)) == {"BYD"}
    assert labels(network_page(two_rival_plants, focus="BYD", depth=1)) == {
        "BYD",
        "BYD Rayong plant",
        "Thailand",
    }
    assert labels(network_page(two_rival_plants, focus=BASE + "byd", depth=2)) == {
        "BYD",
        "BYD Rayong plant",
        "Thailand",
        "Changan Rayong plant",
    }


def test_an_unknown_name_is_answered_with_the_nearest(two_rival_plants: nx.MultiDiGraph) -> None:
    with pytest.raises(UnknownEntity, match="Changan") as caught:
        network_page(two_rival_plants, focus="Changgan")
    assert "No entity is called 'Changgan'" in str(caught.value)


@pytest.mark.parametrize("wrong", [{"depth": -1}, {"limit": 0}, {"renderer": "svg"}])
def test_parameters_out_of_bounds_are_refused(
    two_rival_plants: nx.MultiDiGraph, wrong: dict[str, Any]
) -> None:
    with pytest.raises(InvalidParameter):
        network_page(two_rival_plants, **wrong)


def test_an_empty_graph_is_a_page_too() -> None:
    page = network_page(nx.MultiDiGraph(), title="Nothing yet")
    assert "0 entities · 0 relations" in page


def test_graphs_of_other_kinds_and_ids_are_taken_too() -> None:
    graph = nx.Graph()
    graph.add_edge(1, 2)
    assert labels(network_page(graph)) == {"1", "2"}


def test_anything_that_has_a_network_is_taken(two_rival_plants: nx.MultiDiGraph) -> None:
    class Store:
        def network(self) -> nx.MultiDiGraph:
            return two_rival_plants

    assert network_page(Store()) == network_page(two_rival_plants)


def test_saving_is_whole_or_not_at_all(tmp_path: Path) -> None:
    page = View("<!doctype html><title>比亚迪</title>")
    assert page.save(tmp_path / "a.html").read_text(encoding="utf-8") == page
    with pytest.raises(AtlasError, match="cannot be written"):
        page.save(tmp_path / "nowhere" / "a.html")
    with pytest.raises(AtlasError, match="cannot be written"):
        page.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_a_half_of_a_pair_does_not_stop_saving(tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("x", label="half \ud800", type="Place", facts=[])
    network_page(graph, title="\ud800").save(tmp_path / "a.html")


def test_drawing_does_not_import_pyvis() -> None:
    code = (
        "import sys, networkx as nx; from autoatlas.viz import network_page; G = nx.MultiDiGraph(); "
        "G.add_node('a'); network_page(G); sys.exit('pyvis' in sys.modules or 'IPython' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
