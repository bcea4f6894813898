"""The matrix holds the deepest level of each pair, and likeness puts like beside like."""

from __future__ import annotations

from datetime import date

import networkx as nx

from autoatlas.viz.matrix_data import matrix


def footprints() -> nx.MultiDiGraph:
    G = nx.MultiDiGraph()
    for node, kind in (
        ("BYD", "Automaker"),
        ("Chery", "Automaker"),
        ("NIO", "Automaker"),
        ("XPeng", "Automaker"),
        ("Ford", "Automaker"),
        ("Brazil", "Country"),
        ("Thailand", "Country"),
        ("Norway", "Country"),
        ("Sweden", "Country"),
    ):
        G.add_node(node, label=node, type=kind, facts=[])
    start = {"property": "productionStart", "modality": "actual", "start": "2024-07", "end": "2024-07"}
    G.add_node("plant", label="BYD Rayong plant", type="Facility", facts=[start])
    G.add_edge("BYD", "plant", key="operates", facts=[{"modality": "actual"}])
    G.add_edge("plant", "Thailand", key="locatedIn", facts=[{}])
    for maker, country in (
        ("BYD", "Thailand"),
        ("BYD", "Brazil"),
        ("Chery", "Brazil"),
        ("Chery", "Thailand"),
        ("NIO", "Norway"),
        ("NIO", "Sweden"),
        ("XPeng", "Norway"),
        ("XPeng", "Sweden"),
    ):
        G.add_edge(maker, country, key="presentIn", facts=[{}])
    return G


def test_the_deepest_level_counts() -> None:
    table = matrix(footprints(), date(2025, 12, 31))
    level = {
        (table.makers[row][1], table.countries[column][1]): level
        for (row, column), level in table.levels.items()
    }
    assert level["BYD", "Thailand"] == 4
    assert level["BYD", "Brazil"] == 1
    assert "Ford" not in {label for _, label in table.makers}


def test_a_plant_counts_from_when_it_stands() -> None:
    table = matrix(footprints(), date(2020, 12, 31))
    assert max(table.levels.values()) == 1


def test_likeness_puts_like_beside_like() -> None:
    table = matrix(footprints(), date(2020, 12, 31))
    names = [table.makers[at][1] for at in table.likeness[0]]
    assert {frozenset(names[:2]), frozenset(names[2:])} == {
        frozenset({"BYD", "Chery"}),
        frozenset({"NIO", "XPeng"}),
    }


def test_what_is_left_out_is_counted() -> None:
    table = matrix(footprints(), date(2025, 12, 31), makers=2, countries=3)
    assert table.left_out == (2, 1)
    assert (len(table.makers), len(table.countries)) == (2, 3)


def test_nothing_known_is_an_empty_matrix() -> None:
    assert matrix(nx.MultiDiGraph(), date(2025, 12, 31)).levels == {}
