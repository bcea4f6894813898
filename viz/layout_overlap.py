"""Keep boxes of a drawing apart: node and label of one part, and the unconnected parts themselves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["pack", "separate"]

Points = NDArray[np.float64]


def separate(spots: Points, sizes: Points, *, gap: float = 5.0, rounds: int = 240) -> None:
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
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2.0 + gap
    upper = np.triu(np.ones((len(spots), len(spots)), dtype=bool), 1)
    for turn in range(rounds):
        away = spots[:, None, :] - spots[None, :, :]
        lack = need - np.abs(away)
        clash = (lack > 0.0).all(-1) & upper
        first, second = np.nonzero(clash)
        if not len(first):
            return
        short = lack[first, second]
        # alternate the preferred way now and then: a long row of labels would else only grow sideways
        axis = np.where(short[:, 0] * (0.55 if turn % 4 else 1.0) < short[:, 1], 0, 1)
        way = away[first, second, axis]
        sign = np.where(way == 0.0, np.where(first < second, 1.0, -1.0), np.sign(way))
        push = 0.5 * sign * (short[np.arange(len(first)), axis] + 0.5)
        # a box pushed by several neighbours moves by the mean of them, or the drawing would explode
        for which in (0, 1):
            own = axis == which
            total = np.bincount(first[own], push[own], len(spots)) - np.bincount(
                second[own], push[own], len(spots)
            )
            times = np.bincount(first[own], minlength=len(spots)) + np.bincount(
                second[own], minlength=len(spots)
            )
            spots[:, which] += total / np.maximum(1.0, np.sqrt(times))


def pack(spots: Points, sizes: Points, parts: Sequence[NDArray[np.int64]], aspect: float) -> None:
    """Set the parts side by side, in place: the first in the middle, the others in rows beneath it."""
    if not len(spots):
        return
    frames = []
    for members in parts:
        low = (spots[members] - sizes[members] / 2.0).min(0)
        high = (spots[members] + sizes[members] / 2.0).max(0)
        frames.append((members, low, high - low))
    space = 34.0
    area = sum(float((size[0] + space) * (size[1] + space)) for _, _, size in frames)
    width = max(float(frames[0][2][0]), (area * aspect) ** 0.5)
    x = y = tall = 0.0
    row: list[NDArray[np.int64]] = []

    def finish() -> None:
        if row:
            spots[np.concatenate(row), 0] += (width - (x - space)) / 2.0

    for members, low, size in frames:
        if row and x + size[0] > width:
            finish()
            row.clear()
            x, y, tall = 0.0, y + tall + space, 0.0
        spots[members] += np.array([x, y]) - low
        row.append(members)
        x += float(size[0]) + space
        tall = max(tall, float(size[1]))
    finish()
    low = (spots - sizes / 2.0).min(0)
    high = (spots + sizes / 2.0).max(0)
    spots -= (low + high) / 2.0
