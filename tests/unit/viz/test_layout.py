"""Positions are the same each time, apart from each other, and near what they are linked to."""

from __future__ import annotations

import itertools
import math
import random
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from autoatlas.viz.layout import place

BOX = (80.0, 30.0)


def wheel(spokes: int) -> tuple[list[str], list[tuple[str, str]]]:
    return ["hub", *(f"s{at}" for at in range(spokes))], [("hub", f"s{at}") for at in range(spokes)]


def overlaps(spots: dict[str, tuple[float, float]], box: tuple[float, float] = BOX) -> list[tuple[str, str]]:
    return [
        (a, b)
        for a, b in itertools.combinations(sorted(spots), 2)
        if abs(spots[a][0] - spots[b][0]) < box[0] - 1 and abs(spots[a][1] - spots[b][1]) < box[1] - 1
    ]


def test_the_order_of_nodes_and_links_changes_nothing() -> None:
    nodes, links = wheel(25)
    links += [("s1", "s2"), ("s3", "s9"), ("s1", "s2")]
    first = place(nodes, links, dict.fromkeys(nodes, BOX))
    shuffled = random.Random(3)
    shuffled.shuffle(nodes)
    shuffled.shuffle(links)
    turned = [(b, a) for a, b in links]
    assert place(nodes, turned, dict.fromkeys(nodes, BOX)) == first


def test_boxes_do_not_overlap() -> None:
    for spokes in (1, 8, 30, 60):
        nodes, links = wheel(spokes)
        assert overlaps(place(nodes, links, dict.fromkeys(nodes, BOX))) == []


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=90))
def test_any_graph_is_laid_out_without_overlap(count: int, pairs: list[tuple[int, int]]) -> None:
    nodes = [f"n{at}" for at in range(count)]
    links = [(f"n{a}", f"n{b}") for a, b in pairs]
    spots = place(nodes, links, dict.fromkeys(nodes, BOX))
    assert set(spots) == set(nodes)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in spots.values())
    assert overlaps(spots) == []


def test_neighbours_are_nearer_than_strangers() -> None:
    for count in (30, 60, 900):
        nodes = [f"n{at:04}" for at in range(count)]
        links = [(nodes[at], nodes[(at * 7 + 1) // 9]) for at in range(1, count)]
        spots = place(nodes, links, dict.fromkeys(nodes, BOX))
        near = sum(math.dist(spots[a], spots[b]) for a, b in links) / len(links)
        chance = random.Random(5)
        pairs = [(chance.choice(nodes), chance.choice(nodes)) for _ in range(400)]
        far = sum(math.dist(spots[a], spots[b]) for a, b in pairs) / len(pairs)
        assert near < 0.5 * far


def test_nothing_and_one_have_places_too() -> None:
    assert place([], [], {}) == {}
    assert place(["a"], [("a", "a"), ("a", "gone")], {"a": BOX}) == {"a": (0.0, 0.0)}


def test_a_small_network_is_laid_out_without_numpy() -> None:
    program = (
        "import sys; from autoatlas.viz.layout import place;"
        "nodes = [f'n{at}' for at in range(30)];"
        "place(nodes, [('n0', node) for node in nodes], dict.fromkeys(nodes, (80.0, 30.0)));"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
