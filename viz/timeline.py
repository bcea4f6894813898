"""The timeline: each plant from announcement to production, dates that slipped, capacity that adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from autoatlas.viz.chart_page import WIDE, Choice, chart_page, choices
from autoatlas.viz.nodes import network_of
from autoatlas.viz.regions import home_country
from autoatlas.viz.sites import Site, sites
from autoatlas.viz.svg import Drawing
from autoatlas.viz.timeline_areas import Areas
from autoatlas.viz.timeline_drawing import (
    KEYS,
    OTHERS,
    Timeline,
    first_moment,
    maker_of,
    moment,
    running,
    slip,
)
from autoatlas.viz.view import View
from autoatlas.viz.words import number

__all__ = ["timeline_page"]

_MAKERS = 12


def timeline_page(graph: Any, *, title: str = "", as_of: date | None = None) -> View:
    """Draw what became of each facility when, as one page that works without a network.

    Parameters
    ----------
    graph : networkx graph, or anything with a method ``network()`` that returns one
        Facilities with an actual date, or with a start of production that was planned, are drawn.
    title : str
        Heading.
    as_of : date, optional
        The day that divides what was from what is planned; today when left out.

    Returns
    -------
    View

    Notes
    -----
    A start that slipped is drawn from the date first stated to the date last stated, or to the actual start.
    The areas count each plant abroad with its newest actual capacity while it is in operation, by the end of each
    year, and hatched each plan from the year it is to start in, as last stated, with its planned capacity; plans
    that nobody has spoken of for two years, or that have no year, do not count.
    """
    whole = network_of(graph, as_of)
    today = moment((as_of or date.today()).isoformat())
    every = sites(whole, as_of)
    known = [site for site in every if site.events or site.planned_start]
    makers = Counter(maker_of(site) for site in known)
    named = [maker for maker, _ in sorted(makers.items(), key=lambda item: (-item[1], item[0])) if maker][
        :_MAKERS
    ]
    groups = [{"name": maker, "count": f"{makers[maker]:,}"} for maker in named]
    others = sum(count for maker, count in makers.items() if maker not in named)
    if others:
        groups.append({"name": OTHERS, "count": f"{others:,}"})
    order = sorted(
        known,
        key=lambda site: (
            named.index(maker_of(site)) if maker_of(site) in named else _MAKERS,
            first_moment(site),
            site.label,
        ),
    )
    late = sorted(
        (site for site in known if slip(site, today)), key=lambda site: (-slip(site, today), site.label)
    )
    kept = {site.node for site in known}
    part = whole.subgraph(_with_neighbours(whole, kept))
    started = sum(1 for site in known if any(status == "operating" for _, status in site.events))

    def draw(width: int, numbers: dict[str, int]) -> Drawing:
        return Timeline(width, order, named, numbers, today, title or "Timeline", every=every).drawing

    whole_span = Timeline(WIDE, order, named, {}, today, "", every=every)
    span = whole_span.first, whole_span.last

    def capacity(words: str, chosen: Sequence[Site]) -> Choice:
        name = f"Capacity abroad of {words}"
        return Choice(
            words, lambda w, _: Timeline(w, (), (), {}, today, name, every=chosen, span=span).drawing
        )

    def rows(width: int, numbers: dict[str, int]) -> Drawing:
        return Timeline(width, order, named, numbers, today, title or "Timeline", span=span).drawing

    chinese = [site for site in every if any(home_country(name) == "China" for name in site.operators)]
    options = [("makers from China", chinese), ("all makers", every)]
    shown = [
        capacity(words, chosen)
        for words, chosen in options
        if Areas(chosen, int(span[0]), today, int(span[1])).names
    ]
    return chart_page(
        part,
        title=title or "From announcement to first car",
        counts=f"{len(known):,} of {len(every):,} facilities have a date · {started:,} have started · "
        f"{len(late):,} slipped",
        draw=draw,
        blocks=choices(("Capacity abroad of", shown), ("From announcement to first car", [Choice("", rows)])),
        keys=KEYS,
        groups=groups,
        group_name="Run by",
        note="A date known to the year stands in the middle of it. The areas count each plant abroad with its "
        "newest actual capacity while it runs; hatched: plans, from the year they are to start in.",
        overview=[
            {
                "title": "Slipped most, in months",
                "rows": [(site.node, slip(site, today), f"{slip(site, today)}") for site in late[:8]],
            },
            {
                "title": "Largest in operation, vehicles a year",
                "rows": [
                    (site.node, site.capacity, number(site.capacity))
                    for site in sorted(running(known), key=lambda site: (-site.capacity, site.label))[:6]
                ],
            },
        ],
    )


def _with_neighbours(graph: Any, nodes: set[str]) -> set[Any]:
    kept = {node for node in graph.nodes if str(node) in nodes}
    for node in list(kept):
        kept.update(graph.successors(node))
        kept.update(graph.predecessors(node))
    return kept
