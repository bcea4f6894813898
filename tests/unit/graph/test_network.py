"""The networkx projection: entities and relations, with their facts, and no literal for a node."""

import copy
import pickle

import networkx as nx
import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.network import FactRows

E = "https://w3id.org/autoatlas/entity/"


@pytest.fixture
def network(changan_rayong, voyah_aims):
    atlas = Atlas()
    atlas.load(changan_rayong(), voyah_aims())
    return atlas.network()


def test_nodes_are_entities_and_edges_relations_keyed_by_property(network):
    assert isinstance(network, nx.MultiDiGraph)
    assert set(network.edges(keys=True)) == {
        (f"{E}changan", f"{E}changan-rayong-plant", "operates"),
        (f"{E}changan-rayong-plant", f"{E}rayong", "locatedIn"),
        (f"{E}changan-rayong-plant", f"{E}thailand", "locatedIn"),
        (f"{E}voyah", f"{E}dongfeng", "brandOf"),
    }
    assert set(network) == {
        f"{E}{name}"
        for name in ("changan", "changan-rayong-plant", "rayong", "thailand", "voyah", "dongfeng")
    }


def test_nodes_have_a_label_a_class_and_other_names(network):
    voyah = network.nodes[f"{E}voyah"]
    assert (voyah["label"], voyah["type"]) == ("Voyah", "Brand")
    assert "岚图" in voyah["aliases"]


def test_quantities_and_dates_are_facts_of_their_node(network):
    facts = network.nodes[f"{E}changan-rayong-plant"]["facts"]
    assert [(fact["property"], fact["modality"]) for fact in facts] == [
        ("annualCapacity", "actual"),
        ("annualCapacity", "planned"),
        ("productionStart", "actual"),
    ]
    capacity = facts[0]
    assert (capacity["value"], capacity["unit"], capacity["comparator"]) == (100000.0, "vehicle/year", "=")
    assert capacity["source"] == "https://example.org/news/changan-rayong"
    assert (facts[2]["start"], facts[2]["comparator"]) == ("2025-05-16", "<=")


def test_an_edge_holds_all_facts_that_say_so(extraction):
    row = {
        "subject": "BYD",
        "subject_type": "Automaker",
        "property": "presentIn",
        "object": "Brazil",
        "object_type": "Country",
    }
    atlas = Atlas()
    atlas.load(
        extraction("https://example.org/a", row),
        extraction("https://example.org/b", row, {**row, "property": "expandsIn"}),
    )
    network = atlas.network()
    assert network.number_of_edges() == 2
    facts = network.edges[f"{E}byd", f"{E}brazil", "presentIn"]["facts"]
    assert {fact["source"] for fact in facts} == {"https://example.org/a", "https://example.org/b"}


def test_two_plants_of_one_size_are_no_neighbours(extraction):
    rows = [
        {
            "subject": f"BYD {town} plant",
            "subject_type": "Facility",
            "property": "annualCapacity",
            "value": 1e5,
            "unit": "vehicle/year",
        }
        for town in ("Rayong", "Szeged")
    ]
    atlas = Atlas()
    atlas.load(extraction("https://example.org/a", *rows))
    assert (len(atlas.network()), atlas.network().number_of_edges()) == (2, 0)


def test_it_can_be_narrowed_to_documents_properties_and_modalities(changan_rayong, voyah_aims):
    atlas = Atlas()
    atlas.load(changan_rayong(), voyah_aims())
    assert len(atlas.network(documents=["https://example.org/news/voyah"])) == 2
    only = atlas.network(properties=["operates"], modalities=["actual"])
    assert [key for *_, key in only.edges(keys=True)] == ["operates"]
    assert [f["modality"] for f in only.nodes[f"{E}changan-rayong-plant"]["facts"]] == ["actual", "actual"]


def test_an_empty_atlas_gives_an_empty_network():
    assert len(Atlas().network()) == 0


def test_facts_behave_as_a_list_of_dicts(network):
    facts = network.nodes[f"{E}changan-rayong-plant"]["facts"]
    assert isinstance(facts, FactRows)
    assert len(facts) == len(list(facts)) == 3
    assert facts[-1] == facts[2] == list(facts)[2]
    assert facts[:2] == list(facts)[:2]
    assert facts == list(facts)
    assert bool(network.nodes[f"{E}rayong"]["facts"]) is False
    assert None not in facts[0].values()
    with pytest.raises(IndexError):
        facts[3]
    assert list(copy.deepcopy(facts)) == list(facts)
    assert list(pickle.loads(pickle.dumps(facts))) == list(facts)


def test_networkx_itself_works_on_it(network):
    assert nx.has_path(network, f"{E}changan", f"{E}thailand")
    assert nx.number_weakly_connected_components(network) == 2
    assert len(nx.degree_centrality(network)) == 6


def test_the_graph_is_one_that_networkx_itself_would_have_made(network):
    made = nx.MultiDiGraph()
    made.add_nodes_from(network.nodes(data=True))
    made.add_edges_from(network.edges(keys=True, data=True))
    assert nx.utils.graphs_equal(network, made)
    assert sorted(network.in_edges(keys=True)) == sorted(made.in_edges(keys=True))
    network.remove_edge(f"{E}voyah", f"{E}dongfeng", "brandOf")
    network.add_edge(f"{E}voyah", f"{E}changan", "partnersWith")
    assert not network.pred[f"{E}dongfeng"]
    assert list(network.successors(f"{E}voyah")) == [f"{E}changan"]
    network.remove_node(f"{E}changan")
    assert not network.out_degree(f"{E}voyah")
