"""The layout of a part of a network that has many nodes, by columns.

Up to some hundred nodes by stress majorisation (distances on paper follow distances in the graph), more by
forces whose far field is solved on a grid. Boxes around node and label are then pushed apart.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoatlas.viz.layout_overlap import separate

__all__ = ["place_part"]

Point = tuple[float, float]
Points = NDArray[np.float64]

# Stress needs a matrix of all pairs: 600 nodes take about half a second, and time grows with the cube.
STRESS_LIMIT = 600
# Above the first only the dots are pushed apart, above the second nothing is: it would take seconds.
SEPARATE_LIMIT = 2000
DOTS_LIMIT = 8000


def place_part(pairs: list[tuple[int, int]], sizes: list[tuple[float, float]], aspect: float) -> list[Point]:
    """Give each node of a connected part a place in pixels; what is given is as for small parts."""
    linked = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    spots = _placed(len(sizes), linked, np.array(sizes, dtype=np.float64), aspect)
    return [(x, y) for x, y in spots.tolist()]


def _placed(count: int, pairs: NDArray[np.int64], sizes: Points, aspect: float) -> Points:
    raw = _stress(count, pairs) if count <= STRESS_LIMIT else _forces(count, pairs)
    raw = _upright(raw)
    # a typical link is as long as a label is wide, so that most boxes start apart
    lengths = np.hypot(*(raw[pairs[:, 0]] - raw[pairs[:, 1]]).T)
    wanted = 0.75 * float(np.median(sizes[:, 0])) + 0.9 * float(np.median(sizes[:, 1]))
    spots: Points = raw * (wanted / max(float(np.median(lengths)), 1e-9))
    if count > SEPARATE_LIMIT:
        # nobody reads names here, but each dot should be seen: about so many pixels from one to the next
        spacing = 3.5 * float(np.sqrt(np.prod(spots.std(0)))) / np.sqrt(count)
        spots *= max(1.0, 24.0 / max(spacing, 1e-9))
    # towards the wanted shape, but no farther than a third: lengths should still mean something
    width, height = np.ptp(spots, axis=0) + sizes.mean(0)
    stretch = float(np.clip(np.sqrt(aspect * height / width), 0.75, 1.33))
    spots *= np.array([stretch, 1.0 / stretch])
    if count <= SEPARATE_LIMIT:
        separate(spots, sizes)
    elif count <= DOTS_LIMIT:
        separate(spots, np.full_like(spots, 15.0), gap=1.0, rounds=40)
    return spots


def _stress(count: int, pairs: NDArray[np.int64]) -> Points:
    """Stress majorisation (Gansner, Koren, North 2005), started from classical scaling; no chance in it."""
    degree = np.bincount(pairs.ravel(), minlength=count).astype(np.float64)
    wide = 1.0 + 0.32 * np.log2(1.0 + np.minimum(degree[pairs[:, 0]], degree[pairs[:, 1]]))
    # links between two hubs are longer, so that their leaves do not mingle
    distance = np.full((count, count), np.inf)
    distance[pairs[:, 0], pairs[:, 1]] = wide
    distance[pairs[:, 1], pairs[:, 0]] = wide
    np.fill_diagonal(distance, 0.0)
    for middle in range(count):
        np.minimum(distance, distance[:, middle, None] + distance[None, middle, :], out=distance)
    squared = distance**2
    centred = -0.5 * (squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean())
    spots: Points = _leading(centred) + 0.05 * _spiral(count)
    np.fill_diagonal(distance, 1.0)
    weight = distance**-2
    np.fill_diagonal(weight, 0.0)
    laplacian = np.diag(weight.sum(1)) - weight
    inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    pull = weight * distance
    for _ in range(120):
        away = spots[:, None, :] - spots[None, :, :]
        apart = np.sqrt((away**2).sum(-1))
        ratio = np.divide(pull, apart, out=np.zeros_like(pull), where=apart > 1e-9)
        moved = inverse @ (ratio.sum(1)[:, None] * spots - ratio @ spots)
        step = float(np.abs(moved - spots).max())
        spots = moved
        if step < 2e-3:
            break
    return spots


def _leading(matrix: Points, rounds: int = 40) -> Points:
    """The two leading axes of a symmetric matrix, scaled by their weight; roughly is enough to start from."""
    axes: Points = _spiral(len(matrix)) @ np.eye(2, min(4, len(matrix)))
    axes += 1e-3 * np.cos(np.outer(np.arange(len(matrix)) + 1.0, np.arange(axes.shape[1]) + 1.0))
    for _ in range(rounds):
        axes, _ = np.linalg.qr(matrix @ axes)
    weight = np.sqrt(np.maximum(np.einsum("ij,ij->j", axes, matrix @ axes), 1e-6))
    first: Points = (axes * weight)[:, np.argsort(-weight, kind="stable")[:2]]
    return first


def _forces(count: int, pairs: NDArray[np.int64], rounds: int = 250) -> Points:
    """Springs along links, repulsion from the far field on a grid: each round costs the same per node."""
    spots: Points = _spiral(count) * (2.0 * np.sqrt(count))
    degree = np.bincount(pairs.ravel(), minlength=count).astype(np.float64)
    charge = np.sqrt(1.0 + degree)
    ends = np.concatenate([pairs[:, 0], pairs[:, 1]])
    heat = 0.12 * np.sqrt(count)
    for turn in range(rounds):
        force = 1.1 * _far_field(spots, charge)
        stretch = spots[pairs[:, 1]] - spots[pairs[:, 0]]
        both = np.concatenate([stretch, -stretch])
        for axis in (0, 1):
            force[:, axis] += np.bincount(ends, weights=both[:, axis], minlength=count)
        force -= 0.01 * spots * charge[:, None]
        length = np.maximum(np.hypot(*force.T), 1e-9)
        step = heat * (1.0 - turn / rounds) ** 1.5 + 0.02
        spots = spots + force * (np.minimum(length, step) / length)[:, None]
    return spots


def _far_field(spots: Points, charge: Points) -> Points:
    """Repulsion of 1/distance from all nodes, by convolution on a grid (a particle mesh)."""
    cells = 128
    low = spots.min(0)
    span = float((spots.max(0) - low).max()) + 1e-6
    at = (spots - low) / span * (cells - 3) + 1.0
    base = at.astype(np.int64)
    rest = at - base
    corners: list[tuple[NDArray[Any], Points]] = []
    mesh = np.zeros(cells * cells)
    for dx in (0, 1):
        for dy in (0, 1):
            share = np.abs(1 - dx - rest[:, 0]) * np.abs(1 - dy - rest[:, 1])
            flat = (base[:, 0] + dx) * cells + base[:, 1] + dy
            corners.append((flat, share))
            mesh += np.bincount(flat, weights=share * charge, minlength=cells * cells)
    spectrum = np.fft.rfft2(mesh.reshape(cells, cells), s=(2 * cells, 2 * cells))
    force = np.empty_like(spots)
    for axis in (0, 1):
        field = np.fft.irfft2(spectrum * _kernels(cells)[axis], s=(2 * cells, 2 * cells))
        values = field[:cells, :cells].ravel()
        force[:, axis] = sum(values[flat] * share for flat, share in corners)
    force *= (cells / span) * charge[:, None] / 2.0
    return force


@lru_cache(maxsize=2)
def _kernels(cells: int) -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """What one charge does to a grid of twice the size, along either axis, as a spectrum."""
    reach = np.minimum(np.arange(2 * cells), 2 * cells - np.arange(2 * cells)).astype(np.float64)
    sign = np.where(np.arange(2 * cells) < cells, 1.0, -1.0)
    square = reach[:, None] ** 2 + reach[None, :] ** 2 + 0.6
    along = reach * sign
    return np.fft.rfft2(along[:, None] / square), np.fft.rfft2(along[None, :] / square)


def _upright(spots: Points) -> Points:
    """Turn so that the longest extent is horizontal, and mirror so that the heavier side is left and up."""
    spots = spots - spots.mean(0)
    _, axes = np.linalg.eigh(spots.T @ spots)
    turned: Points = spots @ axes[:, ::-1]
    for axis in (0, 1):
        skew = float((turned[:, axis] ** 3).sum())
        if skew < 0 or (abs(skew) < 1e-9 and turned[0, axis] > 0):
            turned[:, axis] *= -1
    return turned


def _spiral(count: int) -> Points:
    """Points of a sunflower in the unit disc: even, and the same each time."""
    turn = np.arange(count) * 2.399963229728653  # the golden angle
    radius = np.sqrt((np.arange(count) + 0.5) / count)
    return np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
