"""Arrangements of a network that tell something: by links, by part of the world, by maker, by year."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from autoatlas.viz.groups import first_years, makers, regions
from autoatlas.viz.layout import place
from autoatlas.viz.regions import ELSEWHERE, PARTS
from autoatlas.viz.safe import plain, shorten

__all__ = ["ARRANGEMENTS", "arranged"]

ARRANGEMENTS: dict[str, str] = {
    "force": "by their links",
    "region": "by part of the world",
    "maker": "by maker",
    "time": "by year",
}
"""What `arranged` can do, and the words of the page for it."""

Spots = dict[str, tuple[float, float]]
Boxes = Mapping[str, tuple[float, float]]
Pairs = Sequence[tuple[str, str]]

_EDGE = 26.0  # around a group's nodes
_HEAD = 30.0  # room for its name
_GAP = 46.0
_FEW = 40  # so many are seen at a glance: by their links they need no groups
_LEAST = 160.0  # a name needs so much
# as on a map of the world, row by row
_WORLD = (
    ("North America", "Europe", "Central Asia and Caucasus", "East Asia"),
    ("Middle East", "South Asia", "Southeast Asia"),
    ("Latin America", "Africa", "Oceania", ELSEWHERE),
)
_CELL = (25.0, 23.0)
_PAST_YEARS = 14  # shown one by one; what began earlier stands together


def arranged(name: str, graph: Any, ids: Sequence[str], pairs: Pairs, boxes: Boxes, aspect: float) -> Any:
    """Give each node a place and a group.

    Parameters
    ----------
    name : str
        One of `ARRANGEMENTS`.
    graph : networkx graph
    ids : sequence of str
        Its nodes as text.
    pairs : sequence of pairs of ids
        Its relations.
    boxes : mapping
        Room that node and label take up.
    aspect : float
        Width over height of the whole.

    Returns
    -------
    dict
        ``x`` and ``y``, a column each; ``group``, each node's number in ``groups`` (dicts with ``label`` and,
        where the group has a place of its own, ``box``: x, y, width, height); ``axis``, years along the top.
        Fewer than two groups are none.
    """
    by_text = {str(node): node for node in graph.nodes}
    told: Mapping[Any, str] = {}
    few = name == "force" and len(ids) < _FEW
    if graph.is_directed() and graph.is_multigraph() and not few:
        told = makers(graph) if name == "maker" else regions(graph)
    of = {node: told.get(by_text[node], ELSEWHERE) for node in ids}
    frames: dict[str, tuple[float, float, float, float]] = {}
    axis: list[dict[str, Any]] = []
    if len(set(of.values())) < 2:
        spots = place(ids, pairs, boxes, aspect=aspect)
        of = {}
    elif name == "force":
        spots = place(ids, pairs, boxes, aspect=aspect)
    elif name == "time":
        spots, frames, axis = _by_year(ids, of, {str(n): y for n, y in first_years(graph).items()})
    else:
        spots, frames = _side_by_side(ids, pairs, boxes, of, _rows(of, world=name == "region"))
    labels = _order(of)
    number = {label: at for at, label in enumerate(labels)}
    middle = _middle(spots, frames)
    return {
        "name": name,
        "words": ARRANGEMENTS[name],
        "x": [round(spots[node][0] - middle[0]) for node in ids],
        "y": [round(spots[node][1] - middle[1]) for node in ids],
        "group": [number[of[node]] for node in ids] if of else [],
        "groups": [_group(label, frames.get(label), middle) for label in labels],
        "axis": [{"x": round(entry["x"] - middle[0]), "words": entry["words"]} for entry in axis],
    }


def _order(of: Mapping[str, str]) -> list[str]:
    """Parts of the world as on the map, other groups by size, what is left at the end."""
    size: dict[str, int] = {}
    for label in of.values():
        size[label] = size.get(label, 0) + 1
    fixed = {label: at for at, label in enumerate(PARTS)}
    last = {"Countries": 1, "Other makers": 2, ELSEWHERE: 3}
    return sorted(size, key=lambda label: (last.get(label, 0), fixed.get(label, 0), -size[label], label))


def _group(
    label: str, frame: tuple[float, float, float, float] | None, middle: tuple[float, float]
) -> dict[str, Any]:
    shown = shorten(plain(label), 60) or "(no name)"
    if frame is None:
        return {"label": shown}
    x, y, wide, high = frame
    return {"label": shown, "box": [round(x - middle[0]), round(y - middle[1]), round(wide), round(high)]}


def _middle(spots: Spots, frames: Mapping[str, tuple[float, float, float, float]]) -> tuple[float, float]:
    if not frames:
        return 0.0, 0.0
    left, top = min(f[0] for f in frames.values()), min(f[1] for f in frames.values())
    right, bottom = max(f[0] + f[2] for f in frames.values()), max(f[1] + f[3] for f in frames.values())
    return (left + right) / 2.0, (top + bottom) / 2.0


def _rows(of: Mapping[str, str], *, world: bool) -> list[list[str]]:
    present = set(of.values())
    if world:
        return [row for names in _WORLD if (row := [name for name in names if name in present])]
    labels = _order(of)
    across = max(1, round(math.sqrt(len(labels) * 1.4)))
    return [labels[at : at + across] for at in range(0, len(labels), across)]


def _side_by_side(
    ids: Sequence[str], pairs: Pairs, boxes: Boxes, of: Mapping[str, str], rows: Sequence[Sequence[str]]
) -> tuple[Spots, dict[str, tuple[float, float, float, float]]]:
    """Lay each group out for itself and set the groups in rows."""
    inner: dict[str, list[tuple[str, str]]] = {}
    for a, b in pairs:
        if of.get(a) is not None and of.get(a) == of.get(b):
            inner.setdefault(of[a], []).append((a, b))
    members: dict[str, list[str]] = {}
    for node in ids:
        members.setdefault(of[node], []).append(node)
    spots: Spots = {}
    frames: dict[str, tuple[float, float, float, float]] = {}
    own: dict[str, tuple[Spots, float, float, float, float]] = {}
    for label, nodes in members.items():
        # less room for a label than in a picture of few: names come up as one draws closer
        room = {node: (min(boxes[node][0], 74.0), min(boxes[node][1], 34.0)) for node in nodes}
        found = place(nodes, inner.get(label, ()), room, aspect=1.25)
        left, right = min(x for x, _ in found.values()), max(x for x, _ in found.values())
        top, bottom = min(y for _, y in found.values()), max(y for _, y in found.values())
        own[label] = found, left, top, right - left, bottom - top
    y = 0.0
    for row in rows:
        high = max(own[label][4] for label in row) + 2 * _EDGE + _HEAD
        x = -(sum(max(_LEAST, own[label][3]) + 2 * _EDGE for label in row) + _GAP * (len(row) - 1)) / 2.0
        for label in row:
            found, left, top, narrow, tall = own[label]
            wide = max(_LEAST, narrow)
            left -= (wide - narrow) / 2.0
            down = y + (high - tall - 2 * _EDGE - _HEAD) / 2.0
            frames[label] = x, down, wide + 2 * _EDGE, tall + 2 * _EDGE + _HEAD
            for node, (at_x, at_y) in found.items():
                spots[node] = x + _EDGE + at_x - left, down + _HEAD + _EDGE + at_y - top
            x += wide + 2 * _EDGE + _GAP
        y += high + _GAP
    return spots, frames


def _by_year(
    ids: Sequence[str], of: Mapping[str, str], years: Mapping[str, int]
) -> tuple[Spots, dict[str, tuple[float, float, float, float]], list[dict[str, Any]]]:
    """A lane a group, a column a year; in each cell the nodes stand in rows. Undated ones stand in front."""
    known = sorted(set(years.values()))
    newest = known[-1] if known else 0
    first = max(known[0], newest - _PAST_YEARS) if known else 0
    columns = [None, *range(first, newest + 1)] if known else [None]
    cells: dict[tuple[str, int | None], list[str]] = {}
    for node in sorted(ids):
        year = max(years[node], first) if node in years else None
        cells.setdefault((of[node], year), []).append(node)
    lanes = _order(of)
    # each column as wide as its fullest cell needs at a height that suits the lane
    rows = {
        lane: max(3, round(math.sqrt(max(len(cells.get((lane, c), ())) for c in columns) * 1.2)))
        for lane in lanes
    }
    wide = {
        column: max([4, *(math.ceil(len(cells.get((lane, column), ())) / rows[lane]) for lane in lanes)])
        for column in columns
    }
    left: dict[int | None, float] = {}
    x = 0.0
    for column in columns:
        left[column] = x
        x += wide[column] * _CELL[0] + 26.0
    spots: Spots = {}
    frames: dict[str, tuple[float, float, float, float]] = {}
    y = 0.0
    for lane in lanes:
        for column in columns:
            for at, node in enumerate(cells.get((lane, column), ())):
                across, down = divmod(at, rows[lane])
                spots[node] = left[column] + across * _CELL[0], y + _HEAD + _EDGE / 2 + down * _CELL[1]
        high = _HEAD + rows[lane] * _CELL[1] + _EDGE / 2
        frames[lane] = -_EDGE, y, x + _EDGE, high
        y += high + 8.0

    def words(column: int | None) -> str:
        if column is None:
            return "no date"
        return f"{column}" if column > first or column == known[0] else f"to {column}"

    used = [column for column in columns if any((lane, column) in cells for lane in lanes)]
    return spots, frames, [{"x": left[column] - 12.0, "words": words(column)} for column in used]
