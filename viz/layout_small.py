"""The layout of a part of a network that has a few dozen nodes, in plain Python.

The same steps as for large parts: stress majorisation, started from classical scaling, so that distances on paper
follow distances in the graph; then boxes around node and label are pushed apart.
"""

from __future__ import annotations

from math import cos, hypot, log2, sin, sqrt

__all__ = ["place_part"]

Point = tuple[float, float]
Matrix = list[list[float]]

_GAP = 5.0  # pixels left between boxes
_ENOUGH = 1e-2  # a round that moves no node farther than this part of a link is the last


def place_part(pairs: list[tuple[int, int]], sizes: list[Point], aspect: float) -> list[Point]:
    """Give each node of a connected part a place in pixels.

    Parameters
    ----------
    pairs : list of pairs of int
        Which nodes are linked, each pair once.
    sizes : list of pairs of float
        Width and height of each node's box; at least two nodes.
    aspect : float
        Width over height that the part should come near to.
    """
    spots = _upright(_stress(len(sizes), pairs))
    # a typical link is as long as a label is wide, so that most boxes start apart
    lengths = [hypot(spots[a][0] - spots[b][0], spots[a][1] - spots[b][1]) for a, b in pairs]
    wanted = 0.75 * _median([w for w, _ in sizes]) + 0.9 * _median([h for _, h in sizes])
    scale = wanted / max(_median(lengths), 1e-9)
    xs, ys = [x * scale for x, _ in spots], [y * scale for _, y in spots]
    # towards the wanted shape, but no farther than a third: lengths should still mean something
    width = max(xs) - min(xs) + sum(w for w, _ in sizes) / len(sizes)
    height = max(ys) - min(ys) + sum(h for _, h in sizes) / len(sizes)
    stretch = min(max(sqrt(aspect * height / width), 0.75), 1.33)
    xs, ys = [x * stretch for x in xs], [y / stretch for y in ys]
    _separate(xs, ys, sizes)
    return list(zip(xs, ys, strict=True))


def _median(values: list[float]) -> float:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2.0


def _stress(count: int, pairs: list[tuple[int, int]], rounds: int = 150) -> list[Point]:
    """Move each node in turn to where its distances to all others fit best (Gansner, Koren, North 2005)."""
    distance = _distances(count, pairs)
    spots = _scaled(distance)
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    weights = [[1.0 / far**2 if far else 0.0 for far in row] for row in distance]
    sums = [sum(row) for row in weights]
    for _ in range(rounds):
        farthest = 0.0
        for node in range(count):
            x, y = xs[node], ys[node]
            to_x = to_y = 0.0
            for weight, far, other_x, other_y in zip(weights[node], distance[node], xs, ys, strict=True):
                dx, dy = x - other_x, y - other_y
                apart = sqrt(dx * dx + dy * dy)
                pull = far / apart if apart > 1e-9 else 0.0
                to_x += weight * (other_x + pull * dx)
                to_y += weight * (other_y + pull * dy)
            to_x /= sums[node]
            to_y /= sums[node]
            farthest = max(farthest, abs(to_x - x), abs(to_y - y))
            xs[node], ys[node] = to_x, to_y
        if farthest < _ENOUGH:
            break
    return list(zip(xs, ys, strict=True))


def _distances(count: int, pairs: list[tuple[int, int]]) -> Matrix:
    """From each node to each along the links; those between two hubs are longer, so that leaves do not mingle."""
    degree = [0] * count
    for a, b in pairs:
        degree[a] += 1
        degree[b] += 1
    distance = [[float("inf")] * count for _ in range(count)]
    for a, b in pairs:
        distance[a][b] = distance[b][a] = 1.0 + 0.32 * log2(1.0 + min(degree[a], degree[b]))
    for node in range(count):
        distance[node][node] = 0.0
    for middle in range(count):
        onward = distance[middle]
        for row in distance:
            first = row[middle]
            if first < float("inf"):
                row[:] = [
                    far if far <= first + rest else first + rest
                    for far, rest in zip(row, onward, strict=True)
                ]
    return distance


def _scaled(distance: Matrix) -> list[Point]:
    """Classical scaling: the two leading axes of the centred distances, roughly, which is enough to start from."""
    count = len(distance)
    squared = [[far * far for far in row] for row in distance]
    means = [sum(row) / count for row in squared]
    mean = sum(means) / count
    centred = [
        [-0.5 * (value - means[a] - means[b] + mean) for b, value in enumerate(row)]
        for a, row in enumerate(squared)
    ]
    start = _spiral(count)
    axes = [[x for x, _ in start], [y for _, y in start]]
    for axis in axes:
        for at in range(count):
            axis[at] += 1e-3 * cos((at + 1.0) * (at + 2.0))
    for _ in range(25):
        axes = [_times(centred, axis) for axis in axes]
        first = _unit(axes[0])
        along = sum(a * b for a, b in zip(first, axes[1], strict=True))
        axes = [first, _unit([b - along * a for a, b in zip(first, axes[1], strict=True)])]
    long = []
    for axis in axes:
        moved = _times(centred, axis)
        long.append(sqrt(max(sum(a * b for a, b in zip(axis, moved, strict=True)), 1e-6)))
    # a little of the spiral, so that no two nodes start on one spot
    return [
        (a * long[0] + 0.05 * x, b * long[1] + 0.05 * y) for a, b, (x, y) in zip(*axes, start, strict=True)
    ]


def _times(matrix: Matrix, vector: list[float]) -> list[float]:
    return [sum([a * b for a, b in zip(row, vector, strict=True)]) for row in matrix]


def _unit(vector: list[float]) -> list[float]:
    length = hypot(*vector) or 1.0
    return [value / length for value in vector]


def _spiral(count: int) -> list[Point]:
    """Points of a sunflower in the unit disc: even, and the same each time."""
    points = []
    for at in range(count):
        turn, radius = at * 2.399963229728653, sqrt((at + 0.5) / count)  # the golden angle
        points.append((radius * cos(turn), radius * sin(turn)))
    return points


def _upright(spots: list[Point]) -> list[Point]:
    """Turn so that the longest extent is horizontal, and mirror so that the heavier side is left and up."""
    count = len(spots)
    middle = sum(x for x, _ in spots) / count, sum(y for _, y in spots) / count
    moved = [(x - middle[0], y - middle[1]) for x, y in spots]
    xx, yy = sum(x * x for x, _ in moved), sum(y * y for _, y in moved)
    xy = sum(x * y for x, y in moved)
    # half of the difference of the spreads, and the larger one from it: the longer axis of an ellipse
    half = (xx - yy) / 2.0
    reach = hypot(half, xy)
    along, across = (half + reach, xy) if half >= 0.0 else (xy, reach - half)
    length = hypot(along, across)
    along, across = (along / length, across / length) if length > 1e-12 else (1.0, 0.0)
    turned = [[x * along + y * across for x, y in moved], [y * along - x * across for x, y in moved]]
    for axis in turned:
        skew = sum(value**3 for value in axis)
        if skew < -1e-9 or (abs(skew) <= 1e-9 and axis[0] > 0):
            axis[:] = [-value for value in axis]
    return list(zip(*turned, strict=True))


def _separate(xs: list[float], ys: list[float], sizes: list[Point], rounds: int = 200) -> None:
    """Push overlapping boxes apart, in place, each pair along the way that needs the smaller push."""
    count = len(xs)
    for turn in range(rounds):
        # alternate the preferred way now and then: a long row of labels would else only grow sideways
        favour = 0.55 if turn % 4 else 1.0
        pushes: list[dict[int, list[float]]] = [{}, {}]
        for first in range(count):
            x, y = xs[first], ys[first]
            wide, tall = sizes[first]
            for second in range(first + 1, count):
                short_y = (tall + sizes[second][1]) / 2.0 + _GAP - abs(y - ys[second])
                if short_y <= 0.0:
                    continue
                short_x = (wide + sizes[second][0]) / 2.0 + _GAP - abs(x - xs[second])
                if short_x <= 0.0:
                    continue
                sideways = short_x * favour < short_y
                away, short = (x - xs[second], short_x) if sideways else (y - ys[second], short_y)
                push = 0.5 * (short + 0.5) * (-1.0 if away < 0.0 else 1.0)
                own = pushes[0 if sideways else 1]
                own.setdefault(first, []).append(push)
                own.setdefault(second, []).append(-push)
        if not any(pushes):
            return
        for axis, own in zip((xs, ys), pushes, strict=True):
            for node, several in own.items():
                # a box pushed by several neighbours moves by less than their sum, or all would fly apart
                axis[node] += sum(several) / sqrt(len(several))
