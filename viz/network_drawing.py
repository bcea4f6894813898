"""The network as a still drawing, for print: the same places, glyphs and dashes as on the page."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from autoatlas.viz.svg import Drawing, text_width

__all__ = ["network_drawing"]

_WIDE = 1200.0
_MARGIN = 90.0
_DASHES = {"planned": "9 5", "target": "6 4", "forecast": "6 3 1.5 3", "rumoured": "2 4", "denied": "2 6"}
_MOST_NAMES = 220
_HALO = {"stroke": "#ffffff", "stroke_width": 3.5, "paint_order": "stroke", "stroke_linejoin": "round"}


def network_drawing(data: Mapping[str, Any]) -> Drawing:
    """Draw what `network_data` gave, with a legend beneath; names are written where there is room for them."""
    nodes, edges = data["nodes"], data["edges"]
    xs, ys = list(nodes["x"]) or [0], list(nodes["y"]) or [0]
    frames = [group["box"] for way in data["arrangements"][:1] for group in way["groups"] if "box" in group]
    left_edge, right_edge = min([*xs, *(f[0] for f in frames)]), max([*xs, *(f[0] + f[2] for f in frames)])
    top_edge, bottom_edge = min([*ys, *(f[1] for f in frames)]), max([*ys, *(f[1] + f[3] for f in frames)])
    span = max(right_edge - left_edge, 1.0), max(bottom_edge - top_edge, 1.0)
    scale = min((_WIDE - 2 * _MARGIN) / span[0], 1.35, 1500.0 / span[1])
    height = span[1] * scale + 2 * _MARGIN
    left = (_WIDE - span[0] * scale) / 2.0
    spots = [
        ((x - left_edge) * scale + left, (y - top_edge) * scale + _MARGIN)
        for x, y in zip(xs, ys, strict=True)
    ]
    chart = Drawing(_WIDE, height + 30.0, "Network", "network")
    way = data["arrangements"][0] if data["arrangements"] else {"groups": (), "axis": ()}
    captions = _frames(chart, way, (left - left_edge * scale, _MARGIN - top_edge * scale, scale))
    shrink = 0.85 if len(spots) > 260 else 0.72
    sizes = [max(2.0, size * min(1.5, scale**shrink)) for size in nodes["size"]]
    veil = min(1.0, max(0.25, 14.0 / math.sqrt(max(1, len(edges["s"])))))
    veil *= 0.3 if way["axis"] else 1.0
    for at, source in enumerate(edges["s"]):
        _relation(chart, data, at, spots[source], spots[edges["t"][at]], veil)
    order = sorted(range(len(spots)), key=lambda at: (-sizes[at], -nodes["degree"][at], at))
    for at in reversed(order):
        kind = data["kinds"][nodes["kind"][at]]
        (x, y), size = spots[at], sizes[at]
        chart.add(
            "path",
            d=kind["path"],
            transform=f"translate({x:.1f} {y:.1f}) scale({size:.2f})",
            fill=kind["light"],
            stroke="#ffffff",
            stroke_width=round(1.0 / size, 3),
        )
    boxes = [
        (
            spots[at][0] - sizes[at],
            spots[at][1] - sizes[at],
            spots[at][0] + sizes[at],
            spots[at][1] + sizes[at],
        )
        for at in (order if len(order) <= 260 else order[:60])
    ]
    for x, y, words in captions:
        chart.text(x, y, words, class_="head", **_HALO)
        boxes.append((x - 2, y - 12, x + text_width(words, 13.0), y + 4))
    for at in order[:_MOST_NAMES]:
        number = nodes["short"][at] or nodes["label"][at]
        _name(chart, data["strings"][number], spots[at], sizes[at], boxes)
    x = 10.0
    for kind in data["kinds"]:
        chart.add(
            "path",
            d=kind["path"],
            transform=f"translate({x + 6:g} {height + 10:g}) scale(6)",
            fill=kind["light"],
        )
        chart.text(x + 18, height + 14, kind["plural"], class_="soft")
        x += 36.0 + text_width(kind["plural"])
    return chart


def _frames(
    chart: Drawing, way: Mapping[str, Any], view: tuple[float, float, float]
) -> list[tuple[float, float, str]]:
    """Draw what groups stand on, and the years; return the words for them with their places."""
    left, top, scale = view
    captions = []
    for group in way["groups"]:
        if "box" in group:
            x, y, wide, high = group["box"]
            x, y = x * scale + left, y * scale + top
            chart.add(
                "rect",
                x=round(x, 1),
                y=round(y, 1),
                width=round(wide * scale, 1),
                height=round(high * scale, 1),
                rx=6,
                fill="#f1efe8",
            )
            captions.append((x + 6, y + 16, str(group["label"])))
    right = -math.inf
    for mark in way["axis"]:
        x = mark["x"] * scale + left
        chart.add("line", class_="grid", x1=round(x, 1), x2=round(x, 1), y1=30, y2=chart.height - 30)
        if x > right:
            captions.append((x + 4, 24.0, str(mark["words"])))
            right = x + 12 + text_width(str(mark["words"]), 13.0)
    return captions


def _relation(
    chart: Drawing,
    data: Mapping[str, Any],
    at: int,
    a: tuple[float, float],
    b: tuple[float, float],
    veil: float,
) -> None:
    firm = data["firmness"][data["edges"]["m"][at]]
    bend = data["edges"]["bend"][at]
    dx, dy = b[0] - a[0], b[1] - a[1]
    middle = f"Q{a[0] + dx / 2 - dy * bend:.1f} {a[1] + dy / 2 + dx * bend:.1f} " if bend else "L"
    chart.add(
        "path",
        d=f"M{a[0]:.1f} {a[1]:.1f}{middle}{b[0]:.1f} {b[1]:.1f}",
        fill="none",
        stroke="#a3341b" if firm == "denied" else "#9b9d9a",
        stroke_width=1.1,
        stroke_opacity=round(veil, 2),
        stroke_dasharray=_DASHES.get(firm),
    )


def _name(
    chart: Drawing,
    text: str,
    spot: tuple[float, float],
    size: float,
    boxes: list[tuple[float, float, float, float]],
) -> None:
    half = text_width(text) / 2.0 + 1.0
    x, y = spot
    for cx, cy in ((x, y + size + 9), (x + size + half + 3, y), (x - size - half - 3, y), (x, y - size - 9)):
        box = (cx - half, cy - 7.0, cx + half, cy + 7.0)
        if box[0] < 2 or box[2] > chart.width - 2:
            continue
        if any(b[0] < box[2] and b[2] > box[0] and b[1] < box[3] and b[3] > box[1] for b in boxes):
            continue
        boxes.append(box)
        chart.text(cx, cy + 4.0, text, class_="mid", **_HALO)
        return
