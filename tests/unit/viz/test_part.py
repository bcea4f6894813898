"""Parts of a graph: what was known on a day, filters, answers as graphs, and how groups are arranged."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import networkx as nx
import pytest

from autoatlas.graph import Atlas
from autoatlas.ontology.errors import InvalidParameter, UnknownEntity
from autoatlas.viz import View, network_page
from autoatlas.viz.asked import answer_graph
from autoatlas.viz.groups import first_years, makers, regions
from autoatlas.viz.part import known_by, matching

BASE = "https://w3id.org/autoatlas/entity/"
NODES = {
    "byd": ("BYD", "Automaker"),
    "changan": ("Changan", "Automaker"),
    "avatr": ("Avatr", "Brand"),
    "byd-rayong-plant": ("BYD Rayong plant", "Facility"),
    "changan-rayong-plant": ("Changan Rayong plant", "Facility"),
    "byd-szeged-plant": ("BYD Szeged plant", "Facility"),
    "rayong": ("Rayong", "Place"),
    "thailand": ("Thailand", "Country"),
    "hungary": ("Hungary", "Country"),
    "norway": ("Norway", "Country"),
}
EDGES = [
    ("byd", "operates", "byd-rayong-plant", "actual", "2024-07-04"),
    ("changan", "operates", "changan-rayong-plant", "actual", "2025-05-16"),
    ("byd", "operates", "byd-szeged-plant", "planned", "2023-12-22"),
    ("byd-rayong-plant", "locatedIn", "rayong", "actual", "2024-07-04"),
    ("byd-rayong-plant", "locatedIn", "thailand", "actual", "2022-09-08"),
    ("changan-rayong-plant", "locatedIn", "thailand", "actual", "2023-10-01"),
    ("byd-szeged-plant", "locatedIn", "hungary", "planned", "2023-12-22"),
    ("byd", "presentIn", "norway", "actual", "2021-06-01"),
    ("avatr", "brandOf", "changan", "actual", "2021-01-01"),
    ("avatr", "presentIn", "thailand", "actual", "2024-11-01"),
]
STEPS = {
    "byd-rayong-plant": ("productionStart", "2024-07-04"),
    "changan-rayong-plant": ("productionStart", "2025-05-16"),
    "byd-szeged-plant": ("announced", "2023-12-22"),
}


@pytest.fixture
def footprints() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for slug, (label, kind) in NODES.items():
        graph.add_node(BASE + slug, label=label, type=kind, facts=[])
    for slug, (step, when) in STEPS.items():
        fact = {"property": step, "start": when, "end": when, "modality": "actual", "published": when}
        graph.nodes[BASE + slug]["facts"].append(fact)
    for a, name, b, modality, published in EDGES:
        said = {"property": name, "modality": modality, "published": published}
        graph.add_edge(BASE + a, BASE + b, key=name, facts=[said])
    return graph


def names(nodes: Any) -> set[str]:
    return {str(node).removeprefix(BASE) for node in nodes}


def test_as_of_leaves_out_what_was_said_later(footprints: nx.MultiDiGraph) -> None:
    then = known_by(footprints, date(2023, 12, 31))
    assert names(then) == set(NODES) - {"rayong"}
    assert not then.has_edge(BASE + "byd", BASE + "byd-rayong-plant")
    assert then.nodes[BASE + "changan-rayong-plant"]["facts"] == []
    assert len(footprints.nodes[BASE + "changan-rayong-plant"]["facts"]) == 1


def test_as_of_leaves_out_what_began_later_even_where_no_day_of_publication_is_known(
    footprints: nx.MultiDiGraph,
) -> None:
    facts = footprints.nodes[BASE + "byd-szeged-plant"]["facts"]
    facts += [
        {"property": "productionStart", "start": "2025-11", "end": "2025-11", "modality": "actual"},
        {"property": "productionStart", "start": "2025-10", "end": "2025-10", "modality": "planned"},
    ]
    kept = known_by(footprints, date(2024, 1, 1)).nodes[BASE + "byd-szeged-plant"]["facts"]
    assert [fact["modality"] for fact in kept if fact["property"] == "productionStart"] == ["planned"]


def test_a_country_keeps_its_plants_who_runs_them_and_who_sells_there(footprints: nx.MultiDiGraph) -> None:
    assert names(matching(footprints, {"country": "Thailand"}, 2026)) == {
        *("thailand", "byd-rayong-plant", "changan-rayong-plant", "byd", "changan", "rayong", "avatr"),
    }


@pytest.mark.parametrize(
    ("where", "year", "plants"),
    [
        ({"maker": "BYD"}, 2026, {"byd-rayong-plant", "byd-szeged-plant"}),
        ({"maker": "BYD", "region": "Southeast Asia"}, 2026, {"byd-rayong-plant"}),
        (
            {"country": ["Thailand", "Hungary"], "status": "operating"},
            2026,
            {"byd-rayong-plant", "changan-rayong-plant"},
        ),
        ({"status": "announced"}, 2024, {"byd-szeged-plant", "changan-rayong-plant"}),
        ({"status": "shelved"}, 2026, {"byd-szeged-plant"}),
        (
            {"region": "South-East Asia", "kind": "facility"},
            2026,
            {"byd-rayong-plant", "changan-rayong-plant"},
        ),
    ],
)
def test_filters_hold_together(
    footprints: nx.MultiDiGraph, where: dict[str, Any], year: int, plants: set[str]
) -> None:
    kept = names(matching(footprints, where, year))
    assert {name for name in kept if name.endswith("-plant")} == plants
    if "kind" in where:
        assert kept == plants


def test_a_maker_comes_with_its_brands(footprints: nx.MultiDiGraph) -> None:
    assert "avatr" in names(matching(footprints, {"maker": "Changan"}, 2026))


@pytest.mark.parametrize(
    ("where", "error", "words"),
    [
        ({"colour": "red"}, InvalidParameter, "country, region, maker, kind, status"),
        ({"kind": "Plant"}, InvalidParameter, "Facility"),
        ({"status": "open"}, InvalidParameter, "operating"),
        ({"country": "Thialand"}, UnknownEntity, "Thailand"),
        ({"region": "Nowhere at all"}, UnknownEntity, "Nowhere at all"),
    ],
)
def test_a_wrong_filter_is_refused_with_what_would_do(
    footprints: nx.MultiDiGraph, where: dict[str, str], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        matching(footprints, where, 2026)


def test_groups_follow_place_home_and_owner(footprints: nx.MultiDiGraph) -> None:
    world = {str(node).removeprefix(BASE): name for node, name in regions(footprints).items()}
    assert world["byd-szeged-plant"] == world["norway"] == "Europe"
    assert world["rayong"] == world["changan-rayong-plant"] == "Southeast Asia"
    assert world["byd"] == world["avatr"] == "East Asia"
    owners = {str(node).removeprefix(BASE): name for node, name in makers(footprints).items()}
    assert owners["avatr"] == owners["changan-rayong-plant"] == "Changan"
    assert owners["thailand"] == "Countries"
    years = {str(node).removeprefix(BASE): year for node, year in first_years(footprints).items()}
    assert (years["byd-szeged-plant"], years["byd"], years["rayong"]) == (2023, 2021, 2024)


def data(view: View) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="aa-data">(.*?)</script>', view, re.S)
    assert found
    return dict(json.loads(found.group(1)))


@pytest.mark.parametrize("layout", ["region", "maker", "time"])
def test_members_stand_within_their_group(footprints: nx.MultiDiGraph, layout: str) -> None:
    page = data(network_page(footprints, layout=layout))
    (way,) = page["arrangements"]
    frames = [group["box"] for group in way["groups"]]
    for x, y, group in zip(page["nodes"]["x"], page["nodes"]["y"], way["group"], strict=True):
        left, top, wide, high = frames[group]
        assert left <= x <= left + wide
        assert top <= y <= top + high
    for at, one in enumerate(frames):
        for two in frames[at + 1 :]:
            apart = one[0] + one[2] <= two[0] or two[0] + two[2] <= one[0]
            assert apart or one[1] + one[3] <= two[1] or two[1] + two[3] <= one[1]


def test_years_run_from_left_to_right(footprints: nx.MultiDiGraph) -> None:
    (way,) = data(network_page(footprints, layout="time"))["arrangements"]
    words = [mark["words"] for mark in way["axis"]]
    assert words == sorted(words)
    assert [mark["x"] for mark in way["axis"]] == sorted(mark["x"] for mark in way["axis"])


def test_an_unknown_layout_is_refused(footprints: nx.MultiDiGraph) -> None:
    with pytest.raises(InvalidParameter, match="circle"):
        network_page(footprints, layout="circle")


@pytest.fixture(scope="module")
def packaged() -> Atlas:
    return Atlas.packaged()


def test_a_construct_is_drawn_as_it_says(packaged: Atlas) -> None:
    query = (
        "CONSTRUCT { ?maker aa:operates ?plant . ?plant aa:annualCapacity ?size } WHERE { ?maker aa:operates ?plant ."
        " ?plant aa:locatedIn aae:thailand . OPTIONAL { ?plant aa:annualCapacity ?size } }"
    )
    drawn = answer_graph(packaged.network(), packaged.query(query))
    assert {key for _, _, key in drawn.edges(keys=True)} == {"operates"}
    assert drawn.nodes[BASE + "byd-rayong-plant"]["label"] == "BYD Rayong plant"
    assert drawn.edges[BASE + "byd", BASE + "byd-rayong-plant", "operates"]["facts"]


def test_what_a_construct_coins_has_the_names_and_figures_it_gives(packaged: Atlas) -> None:
    query = (
        'CONSTRUCT { <urn:sum> rdfs:label "All of it"; a aa:Organization; aa:outlets 7; aa:presentIn aae:thailand }'
        " WHERE {}"
    )
    drawn = answer_graph(packaged.network(), packaged.query(query))
    coined = drawn.nodes["urn:sum"]
    assert (coined["label"], coined["type"]) == ("All of it", "Organization")
    assert coined["facts"] == [{"property": "outlets", "value": 7.0, "unit": "outlet"}]


def test_rows_are_drawn_with_what_links_them(packaged: Atlas) -> None:
    drawn = answer_graph(packaged.network(), packaged.query("plants-abroad", maker="Changan"))
    assert drawn.has_edge(BASE + "changan-rayong-plant", BASE + "thailand", "locatedIn")
    unlinked = packaged.query("SELECT * WHERE { VALUES (?a ?b) { (aae:norway aae:uruguay) } }")
    (edge,) = answer_graph(packaged.network(), unlinked).edges(keys=True)
    assert names(edge[:2]) == {"norway", "uruguay"}


def test_a_yes_or_no_and_bare_numbers_are_no_graph(packaged: Atlas) -> None:
    for query in ("ASK {}", "SELECT (1 AS ?one) WHERE {}"):
        with pytest.raises(InvalidParameter):
            network_page(packaged, query=query)
