"""Keep boxes of a drawing apart, by columns: each holds a node and its label."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["separate"]

Points = NDArray[np.float64]


def separate(spots: Points, sizes: Points, *, gap: float = 5.0, rounds: int = 200) -> None:
    """Push overlapping boxes apart, in place, each pair along the way that needs the smaller push.

    Parameters
    ----------
    spots : array, n by 2
        Centres in pixels; changed.
    sizes : array, n by 2
        Width and height of each box in pixels.
    gap : float
        Pixels left between boxes.
    rounds : int
        At most so many passes; what still overlaps then stays so.
    """
    count = len(spots)
    for turn in range(rounds):
        first, second = _near(spots, sizes.max(0) + gap)
        away = spots[first] - spots[second]
        short = (sizes[first] + sizes[second]) / 2.0 + gap - np.abs(away)
        clash = (short > 0.0).all(1)
        if not clash.any():
            return
        first, second, away, short = first[clash], second[clash], away[clash], short[clash]
        # alternate the preferred way now and then: a long row of labels would else only grow sideways
        axis = np.where(short[:, 0] * (0.55 if turn % 4 else 1.0) < short[:, 1], 0, 1)
        pick = np.arange(len(first))
        way = away[pick, axis]
        sign = np.where(way == 0.0, np.where(first < second, 1.0, -1.0), np.sign(way))
        push = 0.5 * sign * (short[pick, axis] + 0.5)
        # a box pushed by several neighbours moves by less than their sum, or the drawing would explode
        for which in (0, 1):
            own = axis == which
            total = np.bincount(first[own], push[own], count) - np.bincount(second[own], push[own], count)
            times = np.bincount(first[own], minlength=count) + np.bincount(second[own], minlength=count)
            spots[:, which] += total / np.maximum(1.0, np.sqrt(times))


def _near(spots: Points, cell: Points) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of points that lie in the same or in touching cells of a grid, each pair once."""
    at = np.floor((spots - spots.min(0)) / cell).astype(np.int64) + 1
    columns = int(at[:, 1].max()) + 2
    key = at[:, 0] * columns + at[:, 1]
    order = np.argsort(key, kind="stable")
    keys = key[order]
    firsts, seconds = [], []
    # the point's own cell from the next point on, and half of the eight around it: the others see it
    for step in (0, 1, columns - 1, columns, columns + 1):
        low = np.searchsorted(keys, keys + step, "left") if step else np.arange(len(keys)) + 1
        high = np.searchsorted(keys, keys + step, "right")
        many = np.maximum(high - low, 0)
        start = np.repeat(np.cumsum(many) - many, many)
        firsts.append(np.repeat(np.arange(len(keys)), many))
        seconds.append(np.arange(int(many.sum())) - start + np.repeat(low, many))
    return order[np.concatenate(firsts)], order[np.concatenate(seconds)]
