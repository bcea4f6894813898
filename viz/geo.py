"""The world on paper: an equal-area projection, and the outlines of countries from a package's data.

The outlines are Natural Earth's (public domain) at 1:110 million, as the package bqplot carries them. The
package is an extra and is never imported: only its data file is read.
"""

from __future__ import annotations

import importlib.util
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from autoatlas.ontology.errors import ExtraMissing

__all__ = ["HEIGHT", "WIDTH", "Country", "arc", "outlines", "project"]

WIDTH = 1000.0
_SOUTH = -56.5  # Antarctica has no car plants, and takes a fifth of the sheet
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3.0) / 2.0


def _equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    # Šavrič, Patterson, Jenny: The Equal Earth map projection (2018)
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    x = math.radians(longitude) * math.cos(theta)
    x /= _M * (_A[0] + 3 * _A[1] * t2 + t6 * (7 * _A[2] + 9 * _A[3] * t2))
    return x, theta * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))


_SCALE = WIDTH / (2.0 * _equal_earth(180.0, 0.0)[0])
_TOP = _equal_earth(0.0, 83.7)[1]
HEIGHT = round((_TOP - _equal_earth(0.0, _SOUTH)[1]) * _SCALE, 1)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a place lies on a sheet of `WIDTH` by `HEIGHT`, from the upper left (Equal Earth).

    Examples
    --------
    >>> project(0.0, 0.0)[0] == WIDTH / 2
    True
    """
    x, y = _equal_earth(longitude, latitude)
    return round(WIDTH / 2.0 + x * _SCALE, 2), round((_TOP - y) * _SCALE, 2)


@dataclass(frozen=True, slots=True)
class Country:
    """A country's outline: its label in the registry, an SVG path, a point well inside its main part, and how
    wide that part is."""

    label: str
    path: str
    x: float
    y: float
    wide: float


@lru_cache(maxsize=1)
def outlines() -> tuple[Country, ...]:
    """Return the outlines of countries on the sheet; the smallest countries have none.

    Raises
    ------
    ExtraMissing
        The package that carries them is not installed.
    """
    from autoatlas.ontology.entity_files import ENTITIES
    from autoatlas.ontology.geography import Geography

    world = json.loads(_file().read_text(encoding="utf-8"))
    arcs = _arcs(world)
    geography = Geography(ENTITIES)
    found = []
    for shape in world["objects"]["subunits"]["geometries"]:
        if "arcs" not in shape:
            continue
        row = geography.row_of(str(shape.get("id", "")).lstrip("-"))
        label = geography.countries[row][0] if row is not None else str(shape["properties"]["name"])
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
        shown = [polygon for polygon in rings if max(y for _, y in polygon[0]) > _SOUTH]
        if not shown or label == "Antarctica":
            continue
        sheet = [[[project(*point) for point in ring] for ring in polygon] for polygon in shown]
        path = "".join(_path(ring) for polygon in sheet for ring in polygon)
        main = max((polygon[0] for polygon in sheet), key=_area)
        x, y = _middle(main)
        wide = max(point[0] for point in main) - min(point[0] for point in main)
        found.append(Country(label, path, round(x, 1), round(y, 1), round(wide, 1)))
    return tuple(sorted(found, key=lambda country: country.label))


def _file() -> Path:
    spec = importlib.util.find_spec("bqplot")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "map_data" / "WorldMap.json"
        if path.exists():
            return path
    raise ExtraMissing(
        "The outlines of countries come from the package bqplot, which is not installed.",
        mend="pip install 'autoatlas[maps]'",
    )


def _arcs(world: dict[str, Any]) -> list[list[tuple[float, float]]]:
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for steps in world["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    return arcs


def _ring(numbers: Sequence[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    ring: list[tuple[float, float]] = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(line[1:] if ring else line)
    return ring


def _path(ring: list[tuple[float, float]]) -> str:
    points = [(round(x, 1), round(y, 1)) for x, y in ring]
    kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"


def _area(ring: list[tuple[float, float]]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2.0


def _middle(ring: list[tuple[float, float]]) -> tuple[float, float]:
    """The centroid, or, where that lies outside a bent country, the middle of its widest row."""
    total = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        total, cx, cy = total + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    if abs(total) < 1e-9:
        return ring[0]
    cx, cy = cx / (3.0 * total), cy / (3.0 * total)
    spans = _row(ring, cy)
    if any(left <= cx <= right for left, right in spans) or not spans:
        return cx, cy
    left, right = max(spans, key=lambda span: span[1] - span[0])
    return (left + right) / 2.0, cy


def _row(ring: list[tuple[float, float]], y: float) -> list[tuple[float, float]]:
    cuts = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(cuts[::2], cuts[1::2], strict=False))


def arc(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return an SVG path that bows upward from one point of the sheet to another.

    Examples
    --------
    >>> arc((0.0, 10.0), (10.0, 10.0))
    'M0 10Q5 7.8 10 10'
    """
    (x1, y1), (x2, y2) = start, end
    lift = 0.22 * math.hypot(x2 - x1, y2 - y1)
    return f"M{x1:g} {y1:g}Q{round((x1 + x2) / 2, 1):g} {round((y1 + y2) / 2 - lift, 1):g} {x2:g} {y2:g}"
