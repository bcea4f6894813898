"""Which maker is in which country, how deeply, and in what order the two are best read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from autoatlas.viz.sites import sites, status_on

__all__ = ["LEVELS", "Matrix", "matrix"]

LEVELS = ("present", "expanding", "building", "operating")
_RELATIONS = {"presentIn": 1, "recognisedIn": 1, "launches": 2, "expandsIn": 2}
_STATUSES = {"operating": 4, "suspended": 4, "under construction": 3, "announced": 3}


@dataclass(slots=True)
class Matrix:
    """Levels of presence, and orders to read them in.

    Attributes
    ----------
    makers, countries : list of (node id, label)
        By how much there is in the row or column, most first.
    levels : dict
        (row, column) to 1 present, 2 expanding, 3 building or planning a facility, 4 operating one.
    likeness : (list of int, list of int)
        Rows and columns in an order that puts like beside like.
    left_out : (int, int)
        Makers and countries that are not shown.
    """

    makers: list[tuple[str, str]]
    countries: list[tuple[str, str]]
    levels: dict[tuple[int, int], int]
    likeness: tuple[list[int], list[int]]
    left_out: tuple[int, int]


def matrix(graph: Any, day: date, *, makers: int = 30, countries: int = 40) -> Matrix:
    """Return the matrix of a graph as of a day, of at most so many makers and countries."""
    found: dict[tuple[str, str], int] = {}

    def note(maker: str, country: str, level: int) -> None:
        found[maker, country] = max(found.get((maker, country), 0), level)

    for source, target, key, attrs in graph.edges(keys=True, data=True):
        level = _RELATIONS.get(str(attrs.get("property", key)), 0)
        kinds = graph.nodes[source].get("type"), graph.nodes[target].get("type")
        if level and kinds[0] in ("Automaker", "Brand") and kinds[1] == "Country":
            note(str(source), str(target), level)
    by_label = {
        str(attrs.get("label")): str(node)
        for node, attrs in graph.nodes(data=True)
        if attrs.get("type") == "Country"
    }
    runs = _operators(graph)
    for site in sites(graph, day):
        level = _STATUSES.get(status_on(site, day.year) or "", 0)
        if level and site.country in by_label:
            for maker in runs.get(site.node, ()):
                note(maker, by_label[site.country], level)
    return _shaped(graph, found, makers, countries)


def _operators(graph: Any) -> dict[str, list[str]]:
    runs: dict[str, list[str]] = {}
    for source, target, key, attrs in graph.edges(keys=True, data=True):
        maker = graph.nodes[source].get("type") in ("Automaker", "Brand")
        if maker and str(attrs.get("property", key)) == "operates":
            runs.setdefault(str(target), []).append(str(source))
    return runs


def _shaped(graph: Any, found: dict[tuple[str, str], int], makers: int, countries: int) -> Matrix:
    labels = {str(node): str(attrs.get("label") or node) for node, attrs in graph.nodes(data=True)}
    weight: dict[str, int] = {}
    for (maker, country), level in found.items():
        weight[maker] = weight.get(maker, 0) + 10 + level
        weight[country] = weight.get(country, 0) + 10 + level
    rows = sorted({maker for maker, _ in found}, key=lambda node: (-weight[node], labels[node]))
    columns = sorted({country for _, country in found}, key=lambda node: (-weight[node], labels[node]))
    left_out = max(0, len(rows) - makers), max(0, len(columns) - countries)
    rows, columns = rows[:makers], columns[:countries]
    row_of = {node: at for at, node in enumerate(rows)}
    column_of = {node: at for at, node in enumerate(columns)}
    levels = {
        (row_of[maker], column_of[country]): level
        for (maker, country), level in found.items()
        if maker in row_of and country in column_of
    }
    across: list[list[float]] = [
        [float(levels.get((r, c), 0)) for c in range(len(columns))] for r in range(len(rows))
    ]
    down = [list(column) for column in zip(*across, strict=True)] if across else []
    return Matrix(
        [(node, labels[node]) for node in rows],
        [(node, labels[node]) for node in columns],
        levels,
        (_alike(across), _alike(down)),
        left_out,
    )


def _alike(vectors: Sequence[Sequence[float]]) -> list[int]:
    """Order vectors so that like stands beside like: by the Fiedler vector of their similarity.

    Isolated ones keep their place at the end. The first stays in the earlier half, so that the order is stable.
    """
    import numpy as np

    if len(vectors) < 3:
        return list(range(len(vectors)))
    table = np.array(vectors, dtype=np.float64)
    length = np.maximum(np.linalg.norm(table, axis=1), 1e-9)
    likeness = (table @ table.T) / np.outer(length, length)
    np.fill_diagonal(likeness, 0.0)
    degree = likeness.sum(1)
    scale = 1.0 / np.sqrt(np.maximum(degree, 1e-9))
    laplacian = np.eye(len(table)) - scale[:, None] * likeness * scale[None, :]
    _, axes = np.linalg.eigh(laplacian)
    along = np.round(axes[:, 1] * scale, 9)
    order = sorted(range(len(table)), key=lambda at: (degree[at] < 1e-9, along[at], at))
    return order[::-1] if order.index(0) > len(order) / 2 else order
