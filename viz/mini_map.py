"""A small still map of some facilities, cut to where they are."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from autoatlas.viz.geo import HEIGHT, WIDTH, outlines, project
from autoatlas.viz.sites import SIGNS, STATUSES, Site, status_on
from autoatlas.viz.svg import Drawing, fitted, text_width
from autoatlas.viz.words import number

__all__ = ["mini_map"]

_WIDE, _HIGH = 460.0, 270.0
_PAIR = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


def mini_map(
    placed: Sequence[Site],
    numbers: Mapping[str, int],
    *,
    width: float = _WIDE,
    height: float = _HIGH,
    names: int = 14,
    year: int = 9999,
) -> Drawing:
    """Draw facilities with a known place.

    Parameters
    ----------
    placed : sequence of Site
        Each with latitude and longitude.
    numbers : mapping
        Number of a facility in the page, by its node id.
    width, height : float
        In pixels.
    names : int
        At most so many names are written, of the largest first and where there is room.
    year : int
        Facilities have the status of its end; those that were not yet known then are left out.

    Raises
    ------
    ExtraMissing
        The package with the outlines of countries is not installed.
    """
    placed = [site for site in placed if status_on(site, year)]
    points = [project(site.longitude or 0.0, site.latitude or 0.0) for site in placed]
    if not points:
        points = [(WIDTH * 0.2, HEIGHT * 0.2), (WIDTH * 0.8, HEIGHT * 0.8)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    wide = min(max((right - left) * 1.25, (bottom - top) * 1.35 * width / height, 90.0), WIDTH)
    high = wide * height / width
    x0 = min(max((left + right - wide) / 2.0, 0.0), WIDTH - wide)
    y0 = (
        (top + bottom - high) / 2.0
        if high > HEIGHT
        else min(max((top + bottom - high) / 2.0, 0.0), HEIGHT - high)
    )
    scale = width / wide
    chart = Drawing(width, height, "Map of the facilities", "map mini")
    chart.add("rect", class_="sea", width=width, height=height)
    for country in outlines():
        corners = [(float(x), float(y)) for x, y in _PAIR.findall(country.path)]
        inside = (
            max(x for x, _ in corners) > x0
            and min(x for x, _ in corners) < x0 + wide
            and max(y for _, y in corners) > y0
            and min(y for _, y in corners) < y0 + high
        )
        if inside:
            path = _PAIR.sub(
                lambda m: f"{(float(m[1]) - x0) * scale:.1f} {(float(m[2]) - y0) * scale:.1f}", country.path
            )
            chart.add("path", class_="land", d=path)
    most = max((site.capacity for site in placed), default=0.0) or 1.0
    order = sorted(range(len(placed)), key=lambda at: (-placed[at].capacity, placed[at].label))
    boxes: list[tuple[float, float, float, float]] = []
    for at in order:
        site, (px, py) = placed[at], points[at]
        x, y = (px - x0) * scale, (py - y0) * scale
        radius = 4.0 + 9.0 * math.sqrt(site.capacity / most) if site.capacity else 4.0
        status = status_on(site, year) or site.base
        size = (
            f", {number(site.capacity)} vehicles a year" + (" planned" if site.capacity_is_planned else "")
            if site.capacity
            else ""
        )
        tip = f"{site.label}: {status}{size}"
        look = {"class_": f"dot s{STATUSES.index(status)}", "transform": f"translate({x:.1f} {y:.1f})"}
        if site.node in numbers:
            live = {"data_node": numbers[site.node], "tabindex": 0, "role": "button", "aria_label": tip}
            chart.open(**look, **live, data_tip=tip)
        else:
            chart.open(**look)
        chart.add("circle", r=round(radius, 1))
        if status in SIGNS:
            chart.add("path", d=SIGNS[status], transform=f"scale({radius / 4:.2f})")
        chart.close()
        boxes.append((x - radius, y - radius, x + radius, y + radius))
    if width > 800:
        boxes.append(_legend(chart, [status_on(site, year) or site.base for site in placed]))
    for at in order[:names]:
        _name(chart, placed[at].label, (points[at][0] - x0) * scale, (points[at][1] - y0) * scale, boxes)
    return chart


def _legend(chart: Drawing, found: Sequence[str]) -> tuple[float, float, float, float]:
    """What the dots mean, in the lower left corner of a large map; gives the room that it takes."""
    rows = [status for status in STATUSES if status in found]
    top = chart.height - 16.0 - 18.0 * len(rows)
    for at, status in enumerate(rows):
        y = top + 18.0 * at + 9.0
        chart.open(class_=f"dot s{STATUSES.index(status)}", transform=f"translate(20 {y:g})")
        chart.add("circle", r=5.5)
        if status in SIGNS:
            chart.add("path", d=SIGNS[status], transform="scale(1.4)")
        chart.close()
        chart.text(32, y + 4, status, class_="small")
    return (0.0, top, 150.0, chart.height)


def _name(
    chart: Drawing, label: str, x: float, y: float, boxes: list[tuple[float, float, float, float]]
) -> None:
    """Write a name beside its dot if there is room for it."""
    text = fitted(label, 150.0, 11.0)
    wide = text_width(text, 11.0)
    for side in (1, -1):
        left = x + 16.0 if side > 0 else x - 16.0 - wide
        box = (left, y - 7.0, left + wide, y + 7.0)
        fits = box[0] > 2 and box[2] < chart.width - 2 and box[1] > 2 and box[3] < chart.height - 2
        if fits and not any(
            b[0] < box[2] and b[2] > box[0] and b[1] < box[3] and b[3] > box[1] for b in boxes
        ):
            boxes.append(box)
            chart.text(left, y + 4.0, text, class_="small place")
            return
