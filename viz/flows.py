"""The flows page: capacity from makers to regions and countries, and what China ships where, as ribbons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from autoatlas.viz.abroad import is_abroad
from autoatlas.viz.chart_page import Choice, chart_page, choices
from autoatlas.viz.exports import exports_by_period
from autoatlas.viz.nodes import network_of
from autoatlas.viz.regions import home_country, part_of_world
from autoatlas.viz.ribbons import OTHERS, Flow, ribbons
from autoatlas.viz.sites import Site, sites, status_on
from autoatlas.viz.svg import Drawing, stacked
from autoatlas.viz.view import View
from autoatlas.viz.words import number

__all__ = ["flows_page"]

_LEFT, _RIGHT = 11, 20
_BUILDING = ("announced", "under construction")
_UNIT = "vehicles a year"
_MONTH = re.compile(r"January|February|March|April|June|July|August|September|October|November|December")


def flows_page(graph: Any, *, title: str = "", as_of: date | None = None) -> View:
    """Draw capacity and exports as ribbons, as one page that works without a network.

    Parameters
    ----------
    graph : networkx graph, or anything with a method ``network()`` that returns one
    title : str
        Heading.
    as_of : date, optional
        Only what was known on this day; today when left out.

    Returns
    -------
    View
        Capacity abroad, of makers from China or of all, and exports in the period chosen.

    Notes
    -----
    A plant counts once, under the first of its operators by name, with its newest actual capacity if it runs,
    else with its planned one. A plant at home does not count, nor a plan that nobody has spoken of for two
    years. Makers and countries with less stand together as others.
    """
    whole = network_of(graph, as_of)
    day = as_of or date.today()
    built = [
        site
        for site in sites(whole, day)
        if site.capacity and site.country and site.operators and is_abroad(site)
    ]
    every = _capacity(built, day.year)
    chinese = [flow for flow in every if home_country(flow.source) == "China"]
    groups = [("makers from China", chinese)] if chinese and len(chinese) < len(every) else []
    groups += [("all makers", every)] if every else []
    shipments = exports_by_period(whole)
    ids = {
        str(attrs.get("label")): str(node)
        for node, attrs in whole.nodes(data=True)
        if attrs.get("type") in ("Automaker", "Brand", "Organization", "Country")
    }
    destinations = {place for one in shipments for place, _ in one.amounts}

    def draw(words: str, flows: Sequence[Flow], unit: str) -> Any:
        def at(width: int, numbers: dict[str, int]) -> Drawing:
            known = {label: numbers[node] for label, node in ids.items() if node in numbers}
            return ribbons(width, words, flows, known, unit)

        return at

    blocks = choices(
        (
            "Capacity abroad of",
            [
                Choice(name, draw(f"Vehicles a year abroad, {name}", _merged(flows, _LEFT, _RIGHT), _UNIT))
                for name, flows in groups
            ],
        ),
        (
            "Exports from China",
            [
                Choice(
                    f"{_MONTH.sub(lambda name: name[0][:3], one.when)}, {one.what}",
                    draw(
                        one.words,
                        _merged([Flow("China", a, n, True) for a, n in one.amounts], 1, 22),
                        "vehicles",
                    ),
                )
                for one in shipments
            ],
        ),
    )
    counted = groups[0] if groups else ("", [])
    running, planned = (sum(f.amount for f in counted[1] if f.firm is firm) for firm in (True, False))
    by_country: Counter[str] = Counter()
    for flow in counted[1]:
        by_country[flow.target] += int(flow.amount)
    return chart_page(
        whole.subgraph(_kept(whole, built, destinations | {"China"})),
        title=title or "What flows where",
        counts=f"Abroad, {counted[0] or 'all makers'}: {number(running)} vehicles a year in operation · "
        f"{number(planned)} planned",
        draw=lambda width, numbers: stacked(
            [block.options[0].draw(width, numbers) for block in blocks]
            or [ribbons(width, "No capacity and no exports by destination are known.", (), {}, "")],
            "Flows",
        ),
        blocks=blocks,
        keys=_KEYS,
        note="A plant counts once, under the first of its operators by name: with its newest actual capacity if "
        "it runs, else with its planned one. Plants at home are left out, and so are plans that nobody has "
        "spoken of for two years.",
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


def _capacity(built: Sequence[Site], year: int) -> list[Flow]:
    sums: Counter[tuple[str, str, bool]] = Counter()
    for site in built:
        status = status_on(site, year)
        if status == "operating" or status in _BUILDING:
            firm = status == "operating" and not site.capacity_is_planned
            sums[site.operators[0], site.country, firm] += int(site.capacity)
    return [
        Flow(maker, country, float(amount), firm, part_of_world(country))
        for (maker, country, firm), amount in sums.items()
    ]


def _merged(flows: Sequence[Flow], left: int, right: int) -> list[Flow]:
    """Keep the largest ends of either side by name; what is smaller stands together, in its part of the world."""
    sources, targets = Counter[str](), Counter[str]()
    for flow in flows:
        sources[flow.source] += int(flow.amount)
        targets[flow.target] += int(flow.amount)
    keep_left = {name for name, _ in sorted(sources.items(), key=lambda item: (-item[1], item[0]))[:left]}
    keep_right = {name for name, _ in sorted(targets.items(), key=lambda item: (-item[1], item[0]))[:right]}
    sums: Counter[tuple[str, str, bool, str]] = Counter()
    for flow in flows:
        source = flow.source if flow.source in keep_left else OTHERS
        others = f"{OTHERS} in {flow.middle}" if flow.middle else OTHERS
        target = flow.target if flow.target in keep_right else others
        sums[source, target, flow.firm, flow.middle] += int(flow.amount)
    return [Flow(a, b, float(n), firm, middle) for (a, b, firm, middle), n in sums.items() if n > 0]


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


def _key(inside: str, words: str) -> dict[str, Any]:
    # our own marks, not text from anywhere
    frame = '<svg class="figure" width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">'
    return {"look": Markup(f"{frame}{inside}</svg>"), "words": words}


_KEYS = [
    _key('<path class="ribbon r0" d="M0 2H34V12H0Z"/>', "in operation, or shipped"),
    _key('<path class="ribbon r0 ribbon-plan" d="M0 2H34V12H0Z"/>', "planned or under construction"),
]
