"""Where the nodes of a network stand: computed once, the same from run to run, so that the picture is still.

Each connected part is laid out by itself, small ones in plain Python, since numpy takes longer to load than they
take to lay out, and large ones by columns; then the parts are set side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

__all__ = ["place"]

Point = tuple[float, float]

# A part of so many nodes takes about 20 milliseconds in plain Python; loading numpy takes 80.
SMALL = 36
# Up to so many nodes every label has room of its own; above, less and less of it.
CROWD = 220


def place(
    nodes: Sequence[str],
    links: Iterable[tuple[str, str]],
    boxes: Mapping[str, tuple[float, float]],
    *,
    aspect: float = 1.1,
) -> dict[str, tuple[float, float]]:
    """Give each node a place.

    Parameters
    ----------
    nodes : sequence of str
        Node ids. Their order does not matter.
    links : iterable of pairs of str
        Directed or not, parallel ones allowed; ids that are not in ``nodes`` are passed over.
    boxes : mapping
        Width and height, in pixels at a zoom of 1, that node and label take up around the node's place.
    aspect : float
        Width over height of the whole.

    Returns
    -------
    dict
        Node id to ``(x, y)`` in pixels, y downwards, around ``(0, 0)``, rounded to whole pixels.

    Examples
    --------
    >>> spots = place(["a", "b"], [("a", "b")], {"a": (40, 20), "b": (40, 20)})
    >>> spots == place(["b", "a"], [("b", "a")], {"a": (40, 20), "b": (40, 20)})
    True
    """
    order = sorted(set(nodes))
    index = {node: number for number, node in enumerate(order)}
    pairs = sorted(
        {
            (min(index[a], index[b]), max(index[a], index[b]))
            for a, b in links
            if a != b and a in index and b in index
        }
    )
    # in a large picture the page thins the labels out, and groups that stand out matter more than names
    crowd = min(1.0, CROWD / max(1, len(order)))
    wide, tall = 0.28 + 0.72 * crowd, 0.5 + 0.5 * crowd
    room = [(boxes[node][0] * wide, boxes[node][1] * tall) for node in order]
    parts = []
    for members, inner in _components(len(order), pairs):
        sizes = [room[member] for member in members]
        parts.append((members, _place_part(inner, sizes, aspect)))
    spots = _packed(parts, room, aspect)
    return {node: (float(round(x)), float(round(y))) for node, (x, y) in zip(order, spots, strict=True)}


def _place_part(pairs: list[tuple[int, int]], sizes: list[Point], aspect: float) -> list[Point]:
    if len(sizes) == 1:
        return [(0.0, 0.0)]
    if len(sizes) <= SMALL:
        from autoatlas.viz.layout_small import place_part
    else:
        from autoatlas.viz.layout_large import place_part  # numpy takes a while to load
    return place_part(pairs, sizes, aspect)


def _components(count: int, pairs: list[tuple[int, int]]) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """Split into connected parts, largest first; the pairs of each are renumbered from 0."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in pairs:
        ra, rb = root(a), root(b)
        if ra != rb:
            parent[max(ra, rb)] = min(ra, rb)
    members: dict[int, list[int]] = {}
    for node in range(count):
        members.setdefault(root(node), []).append(node)
    local = {node: at for group in members.values() for at, node in enumerate(group)}
    inner: dict[int, list[tuple[int, int]]] = {key: [] for key in members}
    for a, b in pairs:
        inner[root(a)].append((local[a], local[b]))
    keys = sorted(members, key=lambda key: (-len(members[key]), key))
    return [(members[key], inner[key]) for key in keys]


def _packed(parts: list[tuple[list[int], list[Point]]], room: list[Point], aspect: float) -> list[Point]:
    """Set the parts side by side, around the middle: the first on top, the others in rows beneath it."""
    frames = [_frame(spots, [room[member] for member in members]) for members, spots in parts]
    if not frames:
        return []
    space = 34.0
    area = sum((high[0] - low[0] + space) * (high[1] - low[1] + space) for low, high in frames)
    width = max(frames[0][1][0] - frames[0][0][0], (area * aspect) ** 0.5)
    placed: list[Point] = [(0.0, 0.0)] * len(room)
    x = y = tall = 0.0
    row: list[int] = []

    def finish() -> None:
        aside = (width - (x - space)) / 2.0
        for member in row:
            placed[member] = (placed[member][0] + aside, placed[member][1])

    for (members, spots), (low, high) in zip(parts, frames, strict=True):
        if row and x + high[0] - low[0] > width:
            finish()
            row.clear()
            x, y, tall = 0.0, y + tall + space, 0.0
        for member, spot in zip(members, spots, strict=True):
            placed[member] = (spot[0] + x - low[0], spot[1] + y - low[1])
        row.extend(members)
        x += high[0] - low[0] + space
        tall = max(tall, high[1] - low[1])
    finish()
    low, high = _frame(placed, room)
    middle = (low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0
    return [(spot[0] - middle[0], spot[1] - middle[1]) for spot in placed]


def _frame(spots: list[Point], sizes: list[Point]) -> tuple[Point, Point]:
    """The corners of what some boxes take up together."""
    both = list(zip(spots, sizes, strict=True))
    low = min(x - w / 2.0 for (x, _), (w, _) in both), min(y - h / 2.0 for (_, y), (_, h) in both)
    high = max(x + w / 2.0 for (x, _), (w, _) in both), max(y + h / 2.0 for (_, y), (_, h) in both)
    return low, high
