"""How entities of each class look: colours for light and dark, and a shape, so that colour is never alone.

Colours start from the Okabe-Ito palette, shifted until each stands out against both backgrounds.
Shapes are SVG paths in a circle of radius 1, drawn alike in legends and on the canvas.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

__all__ = ["KINDS", "OTHER", "Kind", "kind_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """The look of a class: ``path`` in a unit circle, ``light`` and ``dark`` colours, its plural in words."""

    name: str
    plural: str
    path: str
    light: str
    dark: str


def _polygon(corners: int, turn: float = -90.0, radius: float = 1.0, inner: float | None = None) -> str:
    steps = corners if inner is None else 2 * corners
    points = []
    for step in range(steps):
        angle = math.radians(turn + 360.0 * step / steps)
        reach = radius if inner is None or step % 2 == 0 else inner
        points.append(f"{reach * math.cos(angle):.3f} {reach * math.sin(angle):.3f}")
    return "M" + "L".join(points) + "Z"


def _ring(radius: float, clockwise: bool = True) -> str:
    sweep = 1 if clockwise else 0
    return f"M{radius} 0A{radius} {radius} 0 1 {sweep} {-radius} 0A{radius} {radius} 0 1 {sweep} {radius} 0Z"


# a hole turns the other way, so that both fill rules leave it open
_HOLLOW_DIAMOND = _polygon(4, radius=1.15) + "M0 -0.5L-0.5 0L0 0.5L0.5 0Z"

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("Automaker", "Automakers", _ring(1.0), "#0072b2", "#58a8e6"),
        Kind("Brand", "Brands", _ring(1.0) + _ring(0.45, clockwise=False), "#2b93c4", "#9cd4f4"),
        Kind("Facility", "Facilities", _polygon(4, turn=-45.0, radius=1.2), "#d55e00", "#f58a45"),
        Kind("Model", "Models", _polygon(3, radius=1.2), "#d98c00", "#f5bd4f"),
        Kind("Organization", "Organisations", _polygon(6), "#a8478c", "#de96c4"),
        Kind("Country", "Countries", _polygon(4, radius=1.2), "#008a64", "#35c69c"),
        Kind("Region", "Regions", _HOLLOW_DIAMOND, "#0b5f49", "#93dfc7"),
        Kind("Place", "Places", _polygon(3, turn=90.0, radius=1.15), "#657786", "#aab8c4"),
        Kind("Technology", "Technologies", _polygon(5, radius=1.2, inner=0.55), "#8a6d00", "#f0e442"),
    )
}
OTHER = Kind(
    "Other",
    "Other",
    "M-0.35 -1L0.35 -1L0.35 -0.35L1 -0.35L1 0.35L0.35 0.35L0.35 1"
    "L-0.35 1L-0.35 0.35L-1 0.35L-1 -0.35L-0.35 -0.35Z",
    "#55524c",
    "#b9b5ad",
)


def kind_of(name: str | None) -> Kind:
    """Return the look of a class by its name or the end of its IRI; a class without one looks like ``OTHER``.

    Examples
    --------
    >>> kind_of("https://w3id.org/autoatlas/ontology#Facility").plural
    'Facilities'
    """
    return KINDS.get(re.split(r"[#/:]", name or "")[-1], OTHER)
