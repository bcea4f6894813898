"""The frame of all chart pages: the chart for wide and for narrow screens, filters, panel and table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from autoatlas.viz.network_data import network_data
from autoatlas.viz.picture import standalone
from autoatlas.viz.shell import render
from autoatlas.viz.svg import Drawing
from autoatlas.viz.view import View

__all__ = ["NARROW", "WIDE", "Block", "Choice", "chart_page", "choices", "node_numbers"]

WIDE = 780
NARROW = 358

Draw = Callable[[int, dict[str, int]], Drawing]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several drawings that can stand in the same place."""

    words: str
    draw: Draw


@dataclass(frozen=True, slots=True)
class Block:
    """A place on the page with drawings to choose from, the first shown at first."""

    legend: str
    options: Sequence[Choice]


def choices(*blocks: tuple[str, Sequence[Choice]]) -> list[Block]:
    """Return the blocks that have anything to show."""
    return [Block(legend, options) for legend, options in blocks if options]


def chart_page(
    graph: Any,
    *,
    title: str,
    counts: str,
    draw: Draw,
    blocks: Sequence[Block] = (),
    keys: Sequence[dict[str, Any]] = (),
    groups: Sequence[dict[str, Any]] = (),
    group_name: str = "",
    note: str = "",
    overview: Sequence[dict[str, Any]] = (),
    orders: dict[str, list[list[int]]] | None = None,
) -> View:
    """Render a chart page.

    Parameters
    ----------
    graph : networkx graph
        What the panel and the table speak of.
    title, counts, note : str
        Heading, the line under it, and what has to be said about how to read the chart.
    draw : callable
        Takes a width in pixels and the number of each node id, gives the chart. Called for wide and narrow.
    blocks : sequence of Block
        In the place of the chart several, each with drawings to choose from; ``draw`` is then for print.
    keys : sequence of dict
        The legend: ``look`` (markup of a small SVG) and ``words``.
    groups : sequence of dict
        What can be switched off: ``name`` and ``count``. Marks carry it as ``data-group``.
    overview : sequence of dict
        Lists for the panel at rest: ``title`` and ``rows`` of (node id, amount, words).
    orders : dict, optional
        Other orders of the rows and columns of a matrix, by name.
    """
    data = network_data(graph, positions=False)
    numbers = node_numbers(data)
    data["title"] = title
    data["chart"] = {
        "groups": [group["name"] for group in groups],
        "orders": orders or {},
        "overview": [
            {
                "title": part["title"],
                "rows": [
                    [numbers[node], amount, words] for node, amount, words in part["rows"] if node in numbers
                ],
            }
            for part in overview
        ],
    }
    return render(
        "chart.html",
        title=title,
        styles=("explore.css", "chart.css"),
        scripts=(
            "facts.js",
            "table.js",
            "search.js",
            "labels.js",
            "network_export.js",
            "explore.js",
            "chart.js",
            *(["matrix.js"] if orders else []),
        ),
        data=data,
        picture=lambda: standalone(draw(WIDE, {}), title, counts),
        counts=counts,
        left_out="",
        wide=_markup(draw, blocks, WIDE, numbers),
        narrow=_markup(draw, blocks, NARROW, numbers),
        blocks=[
            {"at": at, "legend": block.legend, "options": [option.words for option in block.options]}
            for at, block in enumerate(blocks)
        ],
        keys=keys,
        groups=[{"at": at, **group} for at, group in enumerate(groups)],
        group_name=group_name,
        orders=list(orders or ()),
        note=note,
        years=None,
    )


def _markup(draw: Draw, blocks: Sequence[Block], width: int, numbers: dict[str, int]) -> Markup:
    if not blocks:
        return draw(width, numbers).markup()
    shown = [
        Markup('<div data-block="{}" data-option="{}"{}>{}</div>').format(
            at, option, Markup(" hidden") if option else "", choice.draw(width, numbers).markup()
        )
        for at, block in enumerate(blocks)
        for option, choice in enumerate(block.options)
    ]
    return Markup("").join(shown)


def node_numbers(data: dict[str, Any]) -> dict[str, int]:
    """Number of each node in a page's data, by its id."""
    return {data["base"] + node: at for at, node in enumerate(data["nodes"]["id"])}
