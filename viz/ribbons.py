"""Ribbons between two or three columns of blocks, as wide as what flows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autoatlas.viz.svg import Drawing, fitted, text_width
from autoatlas.viz.words import number, short_number

__all__ = ["OTHERS", "Flow", "ribbons"]

OTHERS = "Others"
_BLOCK = 8.0


@dataclass(frozen=True, slots=True)
class Flow:
    """An amount that goes from a source by way of a middle, which may be empty, to a target."""

    source: str
    target: str
    amount: float
    firm: bool
    middle: str = ""


@dataclass(slots=True)
class _Band:
    """A block: where it stands, and how much of either side is taken."""

    label: str
    amount: float
    y: float = 0.0
    high: float = 0.0
    into: float = 0.0
    out: float = 0.0


def ribbons(width: int, words: str, flows: Sequence[Flow], numbers: Mapping[str, int], unit: str) -> Drawing:
    """Draw flows, with a heading; on a narrow sheet without the middle column.

    Parameters
    ----------
    width : int
        Pixels.
    words : str
        The heading.
    flows : sequence of Flow
    numbers : mapping
        Number of the page's entity for a label.
    unit : str
        What the amounts count.
    """
    narrow = width < 500
    columns = _columns(flows, narrow)
    most = max(len(set(column)) for column in columns) if flows else 0
    high = 22.0 * most + (140.0 if narrow else 200.0) if flows else 20.0
    chart = Drawing(width, high + 52.0, words, "flows")
    chart.text(0, 18, fitted(words, width - 4, 13.5), class_="head")
    if flows:
        _draw(chart, flows, columns, 34.0, high, numbers, unit)
    return chart


def _columns(flows: Sequence[Flow], narrow: bool) -> list[list[str]]:
    """The label of each flow in each column."""
    middle = [flow.middle for flow in flows]
    sides = [[flow.source for flow in flows], [flow.target for flow in flows]]
    return [sides[0], middle, sides[1]] if all(middle) and not narrow else sides


def _bands(
    labels: Sequence[str],
    flows: Sequence[Flow],
    top: float,
    high: float,
    scale: float,
    gap: float,
    order: Sequence[str],
) -> dict[str, _Band]:
    sums: Counter[str] = Counter()
    for label, flow in zip(labels, flows, strict=True):
        sums[label] += int(flow.amount)
    taken = sum(max(2.0, amount * scale) for amount in sums.values())
    # what is spread over the height stands level with what it leads to
    space = max(gap, min(3.0 * gap, (high - taken) / max(1, len(sums))))
    y = top + max(0.0, (high - taken - space * (len(sums) - 1)) / 2.0)
    bands: dict[str, _Band] = {}
    for label in order:
        bands[label] = _Band(label, float(sums[label]), y, max(2.0, sums[label] * scale))
        y += bands[label].high + space
    return bands


def _order(
    labels: Sequence[str], flows: Sequence[Flow], within: Mapping[str, int] | None = None
) -> list[str]:
    sums: Counter[str] = Counter()
    group: dict[str, int] = {}
    for label, flow in zip(labels, flows, strict=True):
        sums[label] += int(flow.amount)
        group[label] = (within or {}).get(flow.middle, 0)
    return sorted(sums, key=lambda label: (group[label], label.startswith(OTHERS), -sums[label], label))


def _draw(
    chart: Drawing,
    flows: Sequence[Flow],
    columns: Sequence[Sequence[str]],
    top: float,
    high: float,
    numbers: Mapping[str, int],
    unit: str,
) -> None:
    narrow = len(columns) == 2 and chart.width < 500
    edge = 104.0 if narrow else 168.0
    gap = 15.0
    most = max(len(set(column)) for column in columns)
    total = sum(flow.amount for flow in flows) or 1.0
    scale = max(0.0, high - gap * (most - 1) - 2.0 * most) / total
    first = _order(columns[0], flows)
    middle = _order(columns[1], flows) if len(columns) == 3 else []
    last = _order(columns[-1], flows, {label: at for at, label in enumerate(middle)})
    orders = [first, middle, last] if middle else [first, last]
    bands = [
        _bands(column, flows, top, high, scale, gap, order)
        for column, order in zip(columns, orders, strict=True)
    ]
    spread = (chart.width - 2 * edge - _BLOCK) / (len(bands) - 1)
    left = [edge + spread * at for at in range(len(bands))]
    one = len(first) == 1 and not middle
    colour = {
        name: 7 if name.startswith(OTHERS) else at % 7 for at, name in enumerate(last if one else first)
    }
    for at in range(len(bands) - 1):
        a, b = columns[at], columns[at + 1]
        # towards the middle a maker's flows are one; from there on each shows whose it is
        sums: Counter[tuple[str, str, str, bool]] = Counter()
        for index, flow in enumerate(flows):
            sums[a[index], b[index], flow.source, flow.firm] += int(flow.amount)
        ranks = {name: n for n, name in enumerate(first)}
        places = {name: n for n, name in enumerate(orders[at])}, {n: m for m, n in enumerate(orders[at + 1])}
        parts = sorted(
            sums.items(),
            key=lambda item: (
                places[0][item[0][0]],
                places[1][item[0][1]],
                ranks[item[0][2]],
                not item[0][3],
            ),
        )
        lanes: dict[tuple[str, str, str, bool], tuple[float, float]] = {}
        for key, amount in parts:
            band = bands[at][key[0]]
            lanes[key] = band.y + band.out, band.high * amount / band.amount
            band.out += lanes[key][1]
        for key, amount in sorted(
            parts, key=lambda item: (places[1][item[0][1]], places[0][item[0][0]], ranks[item[0][2]])
        ):
            band = bands[at + 1][key[1]]
            ends = band.y + band.into, band.high * amount / band.amount
            band.into += ends[1]
            look = colour[key[1] if one else key[2]]
            who = key[2] if at else key[0]
            chart.add(
                "path",
                class_=f"ribbon r{look}" + ("" if key[3] else " ribbon-plan"),
                d=_path(left[at] + _BLOCK, lanes[key], left[at + 1], ends),
                data_tip=f"{who} to {key[1]}: {number(amount)} {unit}" + ("" if key[3] else ", planned"),
                data_ends=" ".join(str(numbers[name]) for name in (who, key[0], key[1]) if name in numbers),
            )
    for at, (column, x) in enumerate(zip(bands, left, strict=True)):
        for band in column.values():
            look = colour.get(band.label, 7) if at == (len(bands) - 1 if one else 0) else 7
            side = "left" if at == 0 else "right" if at == len(bands) - 1 else "middle"
            _block(chart, band, x, side, edge, look, numbers.get(band.label, -1), narrow)


def _path(x1: float, start: tuple[float, float], x2: float, end: tuple[float, float]) -> str:
    (ya, high_a), (yb, high_b) = start, end
    bend = (x1 + x2) / 2.0
    return (
        f"M{x1:.1f} {ya:.1f}C{bend:.1f} {ya:.1f} {bend:.1f} {yb:.1f} {x2:.1f} {yb:.1f}V{yb + high_b:.1f}"
        f"C{bend:.1f} {yb + high_b:.1f} {bend:.1f} {ya + high_a:.1f} {x1:.1f} {ya + high_a:.1f}Z"
    )


def _block(
    chart: Drawing, band: _Band, x: float, side: str, edge: float, look: int, node: int, narrow: bool
) -> None:
    words = f"{band.label}: {number(band.amount)} vehicles"
    live = (
        {"data_node": node, "tabindex": 0, "role": "button", "aria_label": words, "data_tip": words}
        if node >= 0
        else {"data_tip": words}
    )
    chart.open(**live)
    chart.add(
        "rect",
        class_=f"block r{look}",
        x=round(x, 1),
        y=round(band.y, 1),
        width=_BLOCK,
        height=round(band.high, 1),
        rx=1,
    )
    y = band.y + band.high / 2.0 + 4.0
    amount = short_number(band.amount)
    if side == "middle":
        # a name on the ribbons has a rim, and stands over its block where that is low
        text = f"{band.label}  {amount}"
        half = text_width(text) / 2.0
        rim = {"stroke_width": 4, "paint_order": "stroke", "stroke_linejoin": "round"}
        place = min(max(x + _BLOCK / 2.0, half), chart.width - half)
        chart.text(place, band.y - 5.0, text, class_="name mid rim", **rim)
    else:
        room = edge - 12.0
        name = fitted(band.label, room if narrow else room - 44.0)
        text = name if narrow else f"{name}  {amount}"
        at_left = side == "left"
        chart.text(x - 7 if at_left else x + _BLOCK + 7, y, text, class_="name end" if at_left else "name")
    chart.close()
