"""How alike two footprints are, and which belong together."""

from collections.abc import Collection, Mapping
from itertools import combinations
from math import sqrt

__all__ = ["clusters", "cosine", "jaccard"]


def jaccard(one: Collection[str], other: Collection[str]) -> float:
    """Return the share of what two sets have in common in what either has, from 0 to 1.

    P. Jaccard, "Étude comparative de la distribution florale", Bull. Soc. Vaudoise Sci. Nat. 37 (1901).
    Two empty sets have nothing in common: 0.

    Examples
    --------
    >>> jaccard({"Thailand", "Brazil"}, {"Brazil", "Hungary", "Thailand", "Uzbekistan"})
    0.5
    """
    both = set(one) | set(other)
    return len(set(one) & set(other)) / len(both) if both else 0.0


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of the angle between two vectors of weights, 1 where they are proportional.

    G. Salton, A. Wong and C. S. Yang, "A vector space model for automatic indexing", CACM 18 (1975).
    A vector without length is like nothing: 0.

    Examples
    --------
    >>> cosine({"Thailand": 3, "Brazil": 4}, {"Thailand": 3, "Brazil": 4}), cosine({"Peru": 1}, {"Chile": 1})
    (1.0, 0.0)
    """
    lengths = sqrt(sum(v * v for v in one.values())) * sqrt(sum(v * v for v in other.values()))
    product = sum(value * other.get(key, 0.0) for key, value in one.items())
    return round(product / lengths, 12) if lengths else 0.0


def clusters(footprints: Mapping[str, Collection[str]], *, least: float = 0.2) -> list[list[str]]:
    """Return groups of which the members' footprints are alike, the largest first.

    Parameters
    ----------
    footprints : mapping of str to collection of str
        Countries of each maker.
    least : float
        Jaccard similarity from which two count as alike.

    Notes
    -----
    Communities by greedy modularity (A. Clauset, M. E. J. Newman and C. Moore, Phys. Rev. E 70, 2004) of the
    graph whose edges weigh the similarity of those that are alike. Makers like nobody else stand alone.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(footprints))
    for one, other in combinations(sorted(footprints), 2):
        alike = jaccard(footprints[one], footprints[other])
        if alike >= least:
            graph.add_edge(one, other, weight=alike)
    if not graph.number_of_edges():
        return [[name] for name in graph]
    found = nx.community.greedy_modularity_communities(graph, weight="weight")
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
