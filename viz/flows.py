"""The flows page: capacity from makers to countries, and what China ships where, as ribbons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from autoatlas.viz.chart_page import chart_page
from autoatlas.viz.exports import exports_by_destination
from autoatlas.viz.sites import Site, sites, status_on
from autoatlas.viz.svg import Drawing, fitted
from autoatlas.viz.view import View
from autoatlas.viz.words import number

__all__ = ["flows_page"]

_OTHERS = "Others"
_LEFT, _RIGHT = 11, 16
_BUILDING = ("announced", "under construction")


@dataclass(slots=True)
class _Flow:
    source: str
    target: str
    amount: float
    firm: bool


@dataclass(slots=True)
class _Band:
    """A block at one side of the ribbons."""

    label: str
    amount: float
    y: float = 0.0
    high: float = 0.0
    used: float = 0.0


def flows_page(graph: Any, *, title: str = "", as_of: date | None = None) -> View:
    """Draw capacity and exports as ribbons, as one page that works without a network.

    Parameters
    ----------
    graph : networkx graph, or anything with a method ``network()`` that returns one
    title : str
        Heading.
    as_of : date, optional
        Facilities have the status of the end of this year; of today's when left out.

    Returns
    -------
    View

    Notes
    -----
    A plant counts once, under the first of its operators by name, with its newest actual capacity if it runs,
    else with its planned one. Makers and countries with less stand together as others.
    """
    whole = graph.network() if hasattr(graph, "network") else graph
    year = (as_of or date.today()).year
    built = [site for site in sites(whole) if site.capacity and site.country and site.operators]
    capacity = _merged(_capacity(built, year), _LEFT, _RIGHT)
    amounts, words = exports_by_destination(whole)
    shipped = _merged([_Flow("China", place, amount, True) for place, amount in amounts], 1, 22)
    running = sum(flow.amount for flow in capacity if flow.firm)
    planned = sum(flow.amount for flow in capacity if not flow.firm)
    ids = {
        str(attrs.get("label")): str(node)
        for node, attrs in whole.nodes(data=True)
        if attrs.get("type") in ("Automaker", "Brand", "Organization", "Country")
    }
    part = whole.subgraph(_kept(whole, built, {flow.target for flow in shipped} | {"China"}))
    parts = [("Vehicles a year, by who builds and where", capacity)] if capacity else []
    parts += [(words, shipped)] if shipped else []

    def draw(width: int, numbers: dict[str, int]) -> Drawing:
        return _drawing(
            width, parts, {label: numbers[node] for label, node in ids.items() if node in numbers}
        )

    by_country: Counter[str] = Counter()
    for flow in capacity:
        by_country[flow.target] += int(flow.amount)
    return chart_page(
        part,
        title=title or "What flows where",
        counts=f"{number(running)} vehicles a year in operation · {number(planned)} planned"
        + (f" · {number(sum(flow.amount for flow in shipped))} shipped" if shipped else ""),
        draw=draw,
        keys=_KEYS,
        note="A plant counts once, under the first of its operators by name: with its newest actual capacity if "
        "it runs, else with its planned one.",
        overview=[
            {
                "title": "Most capacity, vehicles a year",
                "rows": [
                    (ids.get(name, ""), amount, number(amount))
                    for name, amount in by_country.most_common(8)
                    if name in ids
                ],
            }
        ],
    )


def _capacity(built: Sequence[Site], year: int) -> list[_Flow]:
    sums: Counter[tuple[str, str, bool]] = Counter()
    for site in built:
        status = status_on(site, year)
        if status == "operating" or status in _BUILDING:
            firm = status == "operating" and not site.capacity_is_planned
            sums[site.operators[0], site.country, firm] += int(site.capacity)
    return [_Flow(maker, country, float(amount), firm) for (maker, country, firm), amount in sums.items()]


def _merged(flows: Sequence[_Flow], left: int, right: int) -> list[_Flow]:
    """Keep the largest ends of either side by name; what is smaller stands together."""
    sources, targets = Counter[str](), Counter[str]()
    for flow in flows:
        sources[flow.source] += int(flow.amount)
        targets[flow.target] += int(flow.amount)
    keep_left = {name for name, _ in sorted(sources.items(), key=lambda item: (-item[1], item[0]))[:left]}
    keep_right = {name for name, _ in sorted(targets.items(), key=lambda item: (-item[1], item[0]))[:right]}
    sums: Counter[tuple[str, str, bool]] = Counter()
    for flow in flows:
        source = flow.source if flow.source in keep_left else _OTHERS
        target = flow.target if flow.target in keep_right else _OTHERS
        sums[source, target, flow.firm] += int(flow.amount)
    return [_Flow(a, b, float(amount), firm) for (a, b, firm), amount in sums.items() if amount > 0]


def _kept(graph: Any, built: Sequence[Site], labels: set[str]) -> set[Any]:
    wanted = {site.node for site in built}
    kept = {node for node in graph.nodes if str(node) in wanted}
    for node in list(kept):
        kept.update(graph.predecessors(node))
        kept.update(other for other in graph.successors(node) if graph.nodes[other].get("type") == "Country")
    kept.update(
        node
        for node, attrs in graph.nodes(data=True)
        if attrs.get("type") == "Country" and attrs.get("label") in labels
    )
    return kept


def _drawing(width: int, parts: Sequence[tuple[str, Sequence[_Flow]]], numbers: Mapping[str, int]) -> Drawing:
    narrow = width < 500
    heights = [_height(flows, narrow) for _, flows in parts]
    chart = Drawing(width, max(60.0, sum(heights) + 52.0 * len(parts)), "Flows", "flows")
    if not parts:
        chart.text(0, 20, "No capacity and no exports by destination are known.", class_="soft")
    top = 0.0
    for (words, flows), high in zip(parts, heights, strict=True):
        chart.text(0, top + 18, fitted(words, width - 4, 13.5), class_="head")
        _ribbons(chart, flows, top + 34, high, numbers, narrow)
        top += high + 52.0
    return chart


def _height(flows: Sequence[_Flow], narrow: bool) -> float:
    count = max(len({flow.source for flow in flows}), len({flow.target for flow in flows}))
    return 22.0 * count + (140.0 if narrow else 330.0)


def _bands(
    flows: Sequence[_Flow], side: str, top: float, high: float, scale: float, gap: float
) -> dict[str, _Band]:
    sums: Counter[str] = Counter()
    for flow in flows:
        sums[flow.source if side == "left" else flow.target] += int(flow.amount)
    order = sorted(sums.items(), key=lambda item: (item[0] == _OTHERS, -item[1], item[0]))
    bands: dict[str, _Band] = {}
    taken = sum(max(2.0, amount * scale) for _, amount in order) + gap * (len(order) - 1)
    y = top + (high - taken) / 2.0
    for label, amount in order:
        band = _Band(label, float(amount), y, max(2.0, amount * scale))
        bands[label] = band
        y += band.high + gap
    return bands


def _ribbons(
    chart: Drawing, flows: Sequence[_Flow], top: float, high: float, numbers: Mapping[str, int], narrow: bool
) -> None:
    width = chart.width
    edge = 104.0 if narrow else 190.0
    x1, x2, block = edge, width - edge, 8.0
    count = max(len({flow.source for flow in flows}), len({flow.target for flow in flows}))
    gap = max(15.0, 24.0 - 0.2 * count)
    total = sum(flow.amount for flow in flows) or 1.0
    scale = max(0.0, high - gap * (count - 1) - 2.0 * count) / total
    left = _bands(flows, "left", top, high, scale, gap)
    right = _bands(flows, "right", top, high, scale, gap)
    colour = {label: at % 7 if label != _OTHERS else 7 for at, label in enumerate(left)}
    if len(left) == 1:
        colour = {label: at % 7 if label != _OTHERS else 7 for at, label in enumerate(right)}
    for flow in sorted(flows, key=lambda flow: (left[flow.source].y, right[flow.target].y, not flow.firm)):
        a, b = left[flow.source], right[flow.target]
        h1, h2 = a.high * flow.amount / a.amount, b.high * flow.amount / b.amount
        ya, yb = a.y + a.used, b.y + b.used
        a.used, b.used = a.used + h1, b.used + h2
        start, end = x1 + block, x2 - block
        middle = (start + end) / 2.0
        path = (
            f"M{start:.1f} {ya:.1f}C{middle:.1f} {ya:.1f} {middle:.1f} {yb:.1f} {end:.1f} {yb:.1f}V{yb + h2:.1f}"
            f"C{middle:.1f} {yb + h2:.1f} {middle:.1f} {ya + h1:.1f} {start:.1f} {ya + h1:.1f}Z"
        )
        look = colour[flow.target if len(left) == 1 else flow.source]
        unit = "vehicles" if len(left) == 1 else "vehicles a year" + ("" if flow.firm else ", planned")
        chart.add(
            "path",
            class_=f"ribbon r{look}" + ("" if flow.firm else " ribbon-plan"),
            d=path,
            data_tip=f"{flow.source} to {flow.target}: {number(flow.amount)} {unit}",
            data_ends=" ".join(str(numbers[name]) for name in (flow.source, flow.target) if name in numbers),
        )
    for bands, x, side in ((left, x1, "left"), (right, x2 - block, "right")):
        for band in bands.values():
            _band(
                chart,
                band,
                x,
                block,
                side,
                edge,
                colour.get(band.label, 7),
                numbers.get(band.label, -1),
                narrow,
            )


def _band(
    chart: Drawing,
    band: _Band,
    x: float,
    block: float,
    side: str,
    edge: float,
    look: int,
    node: int,
    narrow: bool,
) -> None:
    words = f"{band.label}: {number(band.amount)} vehicles"
    live = (
        {"data_node": node, "tabindex": 0, "role": "button", "aria_label": words, "data_tip": words}
        if node >= 0
        else {}
    )
    chart.open(**live)
    chart.add(
        "rect",
        class_=f"block r{look}",
        x=x,
        y=round(band.y, 1),
        width=block,
        height=round(band.high, 1),
        rx=1,
    )
    y = band.y + band.high / 2.0 + 4.0
    amount = _short(band.amount)
    room = edge - 12.0
    name = fitted(band.label, room if narrow else room - 48.0)
    if side == "left":
        chart.text(x - 7, y, name if narrow else f"{name}  {amount}", class_="name end")
    else:
        chart.text(x + block + 7, y, name if narrow else f"{name}  {amount}", class_="name")
    chart.close()


def _short(amount: float) -> str:
    """A number in few letters, for beside a name: 1.2M, 150k."""
    if amount >= 999_500:
        return f"{amount / 1e6:.1f}M"
    return f"{amount / 1e3:.0f}k" if amount >= 1000 else f"{amount:.0f}"


def _key(inside: str, words: str) -> dict[str, Any]:
    # our own marks, not text from anywhere
    frame = '<svg class="figure" width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">'
    return {"look": Markup(f"{frame}{inside}</svg>"), "words": words}


_KEYS = [
    _key('<path class="ribbon r0" d="M0 2H34V12H0Z"/>', "in operation, or shipped"),
    _key('<path class="ribbon r0 ribbon-plan" d="M0 2H34V12H0Z"/>', "planned or under construction"),
]
