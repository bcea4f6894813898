"""The measures agree with sums on paper and with networkx."""

import math
from datetime import date

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autoatlas.graph.analysis.bounds import bound_of, ratio_bound, sum_bound
from autoatlas.graph.analysis.centrality import bipartite_centrality
from autoatlas.graph.analysis.concentration import concentration_ratio, herfindahl, herfindahl_bounds, shares
from autoatlas.graph.analysis.exposure import free_trade_partners
from autoatlas.graph.analysis.outliers import out_of_line
from autoatlas.graph.analysis.pace import growth_a_year, verdict
from autoatlas.graph.analysis.similarity import clusters, cosine, jaccard

SIZES = st.lists(st.integers(1, 1000), min_size=1, max_size=12)


def test_concentration_on_paper():
    # shares of 50, 30, 15 and 5 percent
    assert herfindahl([500, 300, 150, 50]) == 2500 + 900 + 225 + 25
    assert herfindahl([1]) == 10_000
    assert herfindahl([1] * 4) == 2500
    assert concentration_ratio([500, 300, 150, 50], 2) == 80
    assert shares([1, 3]) == [0.25, 0.75]


@settings(deadline=None)
@given(SIZES)
def test_the_index_lies_between_the_even_spread_and_one_alone(sizes):
    assert 10_000 / len(sizes) - 1e-6 <= herfindahl(sizes) <= 10_000 + 1e-6


@settings(deadline=None)
@given(SIZES, st.integers(0, 2000))
def test_the_bounds_hold_whatever_the_rest_is_made_of(sizes, rest):
    total = sum(sizes) + rest
    least, most = herfindahl_bounds(sizes, total)
    parts = math.ceil(rest / min(sizes)) or 1
    even = herfindahl([*sizes, *([rest / parts] * parts)])
    assert least - 1e-3 <= even <= most + 1e-3


@pytest.mark.parametrize("values", [[-1, 2], [0, 0]])
def test_shares_of_what_cannot_be_shared(values):
    with pytest.raises(ValueError, match="shares need values"):
        shares(values)


def test_similarity_on_paper():
    assert jaccard({"a", "b", "c"}, {"b", "c", "d", "e"}) == 2 / 5
    assert jaccard(set(), set()) == 0
    # (1 * 2 + 2 * 1) / (sqrt(5) * sqrt(5))
    assert cosine({"a": 1, "b": 2}, {"a": 2, "b": 1}) == pytest.approx(0.8)
    assert cosine({"a": 1}, {}) == 0


NAMES = st.sets(st.sampled_from("abcdefgh"), max_size=8)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_jaccard_agrees_with_networkx(one, other):
    graph = nx.Graph()
    graph.add_nodes_from(["one", "other"])
    graph.add_edges_from([("one", f"country {name}") for name in one])
    graph.add_edges_from([("other", f"country {name}") for name in other])
    ((_, _, expected),) = nx.jaccard_coefficient(graph, [("one", "other")])
    assert jaccard(one, other) == pytest.approx(expected)


WEIGHTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 1000), max_size=8)


@settings(deadline=None)
@given(WEIGHTS, WEIGHTS)
def test_cosine_agrees_with_numpy(one, other):
    numpy = pytest.importorskip("numpy")
    names = sorted({*one, *other})
    first = numpy.array([one.get(name, 0) for name in names], dtype=float)
    second = numpy.array([other.get(name, 0) for name in names], dtype=float)
    lengths = numpy.linalg.norm(first) * numpy.linalg.norm(second)
    assert cosine(one, other) == pytest.approx(float(first @ second / lengths) if lengths else 0.0, abs=1e-9)


@settings(deadline=None)
@given(st.sets(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("vwxyz")), min_size=1))
def test_centrality_of_any_graph_agrees_with_networkx(pairs):
    graph = nx.Graph(pairs)
    makers = {maker for maker, _ in pairs}
    found = bipartite_centrality(pairs)
    degree = nx.bipartite.degree_centrality(graph, makers)
    assert {name: share for (_, name), (_, share, _) in found.items()} == pytest.approx(degree)
    if 1 < len(makers) < len(graph) - 1:
        between = nx.bipartite.betweenness_centrality(graph, makers)
        assert {name: middle for (_, name), (_, _, middle) in found.items()} == pytest.approx(between)


def test_clusters_are_the_two_cliques():
    footprints = {"A": "abc", "B": "abd", "C": "abe", "X": "xyz", "Y": "xyw", "Z": "q"}
    assert clusters({name: set(places) for name, places in footprints.items()}) == [
        ["A", "B", "C"],
        ["X", "Y"],
        ["Z"],
    ]
    assert clusters({"A": {"a"}, "B": {"b"}}) == [["A"], ["B"]]


def test_centrality_agrees_with_networkx():
    pairs = [("BYD", "Brazil"), ("BYD", "Hungary"), ("Chery", "Brazil"), ("Chery", "Spain"), ("GAC", "Spain")]
    graph = nx.Graph(pairs)
    degree = nx.bipartite.degree_centrality(graph, ["BYD", "Chery", "GAC"])
    between = nx.bipartite.betweenness_centrality(graph, ["BYD", "Chery", "GAC"])
    for (_, name), (count, share, middle) in bipartite_centrality([*pairs, pairs[0]]).items():
        assert (count, share, middle) == (graph.degree(name), degree[name], pytest.approx(between[name]))
    # on a path of six the two in the middle lie on six of ten pairs
    assert between["Chery"] == max(between.values())


def test_centrality_of_a_star_and_of_nothing():
    assert bipartite_centrality([]) == {}
    star = bipartite_centrality([("BYD", "Brazil"), ("BYD", "Hungary"), ("BYD", "Thailand")])
    assert star["maker", "BYD"] == (3, 1.0, 1.0)
    assert star["other", "Brazil"] == (1, 1.0, 0.0)


def test_growth_on_paper():
    assert growth_a_year(417_200, 1_046_083, 1) == pytest.approx(150.739, abs=0.001)
    assert growth_a_year(8, 1, 3) == -50
    assert growth_a_year(5, 5, 0) is None


@pytest.mark.parametrize(
    ("reached", "target", "needed", "past", "is_due", "said"),
    [
        ((60, 60), (60, 60), None, None, True, "reached"),
        ((30, math.inf), (60, 60), None, None, True, "open"),
        ((40, 41), (60, math.inf), None, None, True, "missed"),
        ((30, math.inf), (60, 60), 15.0, 10.0, False, "behind"),
        ((30, 30), (60, 60), 15.0, 15.0, False, "on pace"),
        ((30, 30), (60, 60), 15.0, None, False, "open"),
    ],
)
def test_a_verdict_is_only_as_firm_as_the_figures(reached, target, needed, past, is_due, said):
    assert verdict(reached, target, needed, past, is_due) == said


@pytest.mark.parametrize(
    ("above", "below", "bound"),
    [
        ("=", "=", "="), (">", "=", ">"), ("=", ">", "<"), ("=", "<=", ">="), (">", "<", ">"), (">=", "<", ">"),
        (">", ">", "~"), ("~", "=", "~"), ("=", "~", "~"), (None, None, "="),
    ],
)  # fmt: skip
def test_hedges_of_a_ratio(above, below, bound):
    frame = pl.DataFrame({"a": [above], "b": [below]}, schema={"a": pl.String, "b": pl.String})
    assert frame.select(ratio_bound(pl.col("a"), pl.col("b"))).item() == bound


@settings(deadline=None)
@given(st.lists(st.sampled_from(["=", ">", ">=", "<", "<=", "~"]), min_size=1, max_size=5))
def test_hedges_of_a_sum_are_the_same_by_column_and_one_by_one(bounds):
    assert pl.DataFrame({"b": bounds}).select(sum_bound(pl.col("b"))).item() == bound_of(bounds)


def test_what_lies_beyond_tukeys_fences():
    # quartiles of the logarithms are log 100 and log 200: the fences are 100 / 2^1.5 and 200 * 2^1.5
    values = [100.0, 100.0, 100.0, 200.0, 200.0, 200.0, 560.0, 30.0, 570.0]
    found = pl.DataFrame({"v": values}).select(out_of_line(pl.col("v"))).to_series().to_list()
    assert found == [None] * 6 + [None, "low", "high"]
    few = pl.DataFrame({"v": [1.0, 1.0, 1000.0]}).select(out_of_line(pl.col("v"))).to_series().to_list()
    assert few == [None] * 3


def test_partners_of_a_market_share_an_area_of_free_trade():
    partners = free_trade_partners("European Union")
    assert "Norway" in partners
    assert "Hungary" not in partners
    assert {"Canada", "United States"} <= free_trade_partners("Mexico")


def test_sums_at_the_rate_of_their_day():
    pytest.importorskip("currency_converter", reason="the extra money is not installed")
    from autoatlas.graph.analysis.money import in_currency

    day = date(2024, 7, 6)  # a Saturday: the last fixing is Friday's, 1.0824 dollars for a euro
    sums = pl.DataFrame({"value": [100.0, 100.0, 100.0], "unit": ["EUR", "USD", "XXX"], "day": [day] * 3})
    rows = in_currency(sums, "USD").select("converted", "rate_day").rows()
    assert rows == [(pytest.approx(108.24), date(2024, 7, 5)), (100.0, None), (None, None)]
