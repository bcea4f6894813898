"""Who stands in the middle: centrality in graphs of makers and countries, or makers and partners."""

from collections.abc import Iterable

__all__ = ["bipartite_centrality"]


def bipartite_centrality(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, float, float]]:
    """Return degree, degree centrality and betweenness of both sides of a graph with two kinds of nodes.

    Parameters
    ----------
    pairs : iterable of (str, str)
        A maker, and a country or partner that it is joined to. Pairs that come again count once.

    Returns
    -------
    dict
        By side (``maker`` or ``other``) and label: the number of neighbours; that number as a share of all on
        the other side; and the betweenness, normalised to 1 for two kinds of nodes.

    Notes
    -----
    S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19 (1997); betweenness
    after L. C. Freeman, Sociometry 40 (1977), for one kind of nodes where a side has a single one; both as
    networkx computes them.

    Examples
    --------
    >>> path = bipartite_centrality([("BYD", "Brazil"), ("BYD", "Hungary"), ("Chery", "Brazil")])
    >>> path["maker", "BYD"], path["maker", "Chery"]
    ((2, 1.0, 1.0), (1, 0.5, 0.0))
    """
    import networkx as nx

    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    graph.add_edges_from((("maker", maker), ("other", other)) for maker, other in sorted(set(pairs)))
    makers = [node for node in graph if node[0] == "maker"]
    if not makers:
        return {}
    degree = nx.bipartite.degree_centrality(graph, makers)
    # the maximum that betweenness is normalised to is zero where one side has a single node
    single = min(len(makers), len(graph) - len(makers)) < 2
    between = (
        nx.betweenness_centrality(graph) if single else nx.bipartite.betweenness_centrality(graph, makers)
    )
    return {node: (graph.degree(node), degree[node], between[node]) for node in graph}
