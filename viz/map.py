"""The map: every facility on the world, what China ships where, and how many makers are in each country."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from autoatlas.viz.exports import exports_by_period
from autoatlas.viz.geo import HEIGHT, WIDTH, arc, outlines, project
from autoatlas.viz.mini_map import mini_map
from autoatlas.viz.network_data import network_data
from autoatlas.viz.nodes import network_of
from autoatlas.viz.picture import standalone
from autoatlas.viz.shell import render
from autoatlas.viz.sites import SIGNS, STATUSES, Site, sites, status_on
from autoatlas.viz.view import View
from autoatlas.viz.words import number

__all__ = ["map_page"]

# for the eight makers with most facilities; the others share a grey
MAKER_COLOURS = (
    ("#0072b2", "#58a8e6"),
    ("#d55e00", "#f58a45"),
    ("#008a64", "#35c69c"),
    ("#a8478c", "#de96c4"),
    ("#d98c00", "#f5bd4f"),
    ("#2b93c4", "#9cd4f4"),
    ("#8a6d00", "#f0e442"),
    ("#7a4a2b", "#c99873"),
)
_YEARS = 20
_PRESENCE = ("presentIn", "expandsIn", "launches")


def map_page(graph: Any, *, title: str = "", as_of: date | None = None) -> View:
    """Draw facilities, exports and presence on a map of the world, as one page that works without a network.

    Parameters
    ----------
    graph : networkx graph, or anything with a method ``network()`` that returns one
        Facilities with the figures ``latitude`` and ``longitude`` are drawn; the page says how many are not.
    title : str
        Heading of the page.
    as_of : date, optional
        Only what was known on this day; the page opens with its year and has a slider for earlier ones.

    Returns
    -------
    View

    Raises
    ------
    ExtraMissing
        The package with the outlines of countries is not installed.

    Notes
    -----
    A facility's status follows from its actual dates (announced, groundbreaking, completed, production start,
    suspended, cancelled, closed); without any, from how firmly it is said to be operated; a plan that nobody has
    spoken of for two years is shelved. It is sized by its newest actual capacity in vehicles a year, else by its
    planned one. Exports are China's to each destination, in a period to choose; the page offers first the one
    for which most destinations are known.
    """
    whole = network_of(graph, as_of)
    every = sites(whole, as_of)
    placed = [site for site in every if site.latitude is not None and site.longitude is not None]
    part = whole.subgraph(_kept(whole, placed))
    data = network_data(part, positions=False)
    number_of = {data["base"] + node: at for at, node in enumerate(data["nodes"]["id"])}
    label_of = {data["strings"][label]: at for at, label in enumerate(data["nodes"]["label"])}
    countries = outlines()
    years = [int(when[:4]) for site in placed for when, _ in site.events]
    now = (as_of or date.today()).year
    # what happened before the slider's first year is what was the case then
    last = max([now, *years])
    first = min(max(min(years, default=now), last - _YEARS), last - 1)
    opened = now
    makers = Counter(operator for site in placed for operator in site.operators)
    named = [maker for maker, _ in sorted(makers.items(), key=lambda item: (-item[1], item[0]))[:8]]
    shipped = _exports(whole, {country.label: (country.x, country.y) for country in countries})
    present = _presence(whole, every)
    heading = title or "Where carmakers build"
    data["title"] = heading
    data["map"] = {
        "width": WIDTH,
        "height": HEIGHT,
        "statuses": list(STATUSES),
        "signs": [SIGNS.get(status, "M0 0") for status in STATUSES],
        "makers": [
            {"name": maker, "light": c[0], "dark": c[1]}
            for maker, c in zip(named, MAKER_COLOURS, strict=False)
        ],
        "first": first,
        "sites": [_site(site, number_of, label_of, named, range(first, last + 1)) for site in placed],
        "countryNode": {country.label: label_of.get(country.label, -1) for country in countries},
    }
    spots = _spread(placed)
    for entry, (x, y) in zip(data["map"]["sites"], spots, strict=True):
        entry["x"], entry["y"] = x, y
        data["nodes"]["x"][entry["node"]], data["nodes"]["y"][entry["node"]] = x, y
    status_now = Counter(status_on(site, opened) for site in placed)
    return render(
        "map.html",
        title=heading,
        styles=("explore.css", "map.css"),
        scripts=(
            "facts.js",
            "table.js",
            "search.js",
            "labels.js",
            "network_export.js",
            "explore.js",
            "map.js",
        ),
        data=data,
        picture=lambda: standalone(
            mini_map(placed, {}, width=1100.0, height=560.0, names=40, year=opened),
            heading,
            _counts(len(every), len(placed), status_now, opened),
        ),
        width=WIDTH,
        height=HEIGHT,
        countries=[
            {
                "label": c.label,
                "path": c.path,
                "x": c.x,
                "y": c.y,
                "wide": c.wide,
                "makers": present.get(c.label, 0),
                "shade": _shade(present.get(c.label, 0)),
            }
            for c in countries
        ],
        shipments=shipped,
        statuses=[
            {
                "at": at,
                "name": name,
                "sign": SIGNS.get(name, "M0 0"),
                "count": f"{status_now[name]:,}",
            }
            for at, name in enumerate(STATUSES)
            if any(status_on(site, year) == name for site in placed for year in range(first, last + 1))
        ],
        makers=[
            {"at": at, "name": maker, "count": f"{makers[maker]:,}", "light": c[0], "dark": c[1]}
            for at, (maker, c) in enumerate(zip(named, MAKER_COLOURS, strict=False))
        ],
        others=f"{sum(1 for site in placed if not set(site.operators) & set(named)):,}",
        years=(first, last),
        opened=opened,
        counts=_counts(len(every), len(placed), status_now, opened),
        left_out="",
    )


def _kept(graph: Any, placed: Iterable[Site]) -> set[Any]:
    """The facilities drawn and all that they are linked to, China, and every country."""
    wanted = {site.node for site in placed}
    kept = {node for node in graph.nodes if str(node) in wanted}
    for node in list(kept):
        kept.update(graph.successors(node))
        kept.update(graph.predecessors(node))
    kept.update(node for node, attrs in graph.nodes(data=True) if attrs.get("type") == "Country")
    return kept


def _site(
    site: Site, number_of: Mapping[str, int], label_of: Mapping[str, int], named: list[str], years: range
) -> dict[str, Any]:
    maker = min((named.index(operator) for operator in site.operators if operator in named), default=-1)
    return {
        "node": number_of[site.node],
        "size": site.capacity,
        "planned": site.capacity_is_planned,
        "maker": maker,
        "operators": [label_of[operator] for operator in site.operators if operator in label_of],
        "country": label_of.get(site.country, -1),
        "status": [-1 if (s := status_on(site, year)) is None else STATUSES.index(s) for year in years],
    }


def _spread(placed: list[Site]) -> list[tuple[float, float]]:
    """Places on the sheet; several facilities at one point stand around it like seeds."""
    at = [project(site.longitude or 0.0, site.latitude or 0.0) for site in placed]
    times = Counter(at)
    seen: Counter[tuple[float, float]] = Counter()
    spots = []
    for x, y in at:
        if times[(x, y)] > 1:
            turn, reach = seen[(x, y)] * 2.399963229728653, 0.9 * math.sqrt(seen[(x, y)] + 0.3)
            seen[(x, y)] += 1
            spots.append((round(x + reach * math.cos(turn), 2), round(y + reach * math.sin(turn), 2)))
        else:
            spots.append((x, y))
    return spots


def _exports(graph: Any, points: Mapping[str, tuple[float, float]]) -> list[dict[str, Any]]:
    """China's exports as arcs, by period; each period's widest arc is as wide as any other's."""
    home = points.get("China")
    if home is None:
        return []
    return [
        {
            "words": f"{one.when}, {one.what}",
            "arcs": [
                {
                    "place": place,
                    "path": arc(home, points[place]),
                    "wide": round(0.6 + 7.0 * math.sqrt(amount / max(one.amounts[0][1], 1.0)), 2),
                    "words": f"{number(amount)} vehicles",
                }
                for place, amount in one.amounts
            ],
        }
        for one in exports_by_period(graph, set(points))
    ]


def _presence(graph: Any, every: list[Site]) -> dict[str, int]:
    """How many makers and brands are in each country: said to be there, or running a facility."""
    found: dict[str, set[str]] = {}
    for source, target, key, attrs in graph.edges(keys=True, data=True):
        if str(attrs.get("property", key)) in _PRESENCE and graph.nodes[target].get("type") == "Country":
            found.setdefault(str(graph.nodes[target].get("label")), set()).add(str(source))
    for site in every:
        if site.country and site.base == "operating":
            found.setdefault(site.country, set()).update(site.operators)
    return {country: len(makers) for country, makers in found.items()}


def _shade(makers: int) -> int:
    """Which of five tints: none, 1, 2 to 3, 4 to 7, 8 and more."""
    return sum(makers >= least for least in (1, 2, 4, 8))


def _counts(every: int, placed: int, now: Counter[str | None], year: int) -> str:
    parts = [
        f"{placed:,} of {every:,} facilities have a known place"
        if placed < every
        else f"{every:,} facilities"
    ]
    parts += [f"{now[name]:,} {name}" for name in STATUSES[:3] if now[name]]
    rest = sum(now[name] for name in STATUSES[3:])
    parts += [f"{rest:,} rumoured, shelved or ended"] if rest else []
    return " · ".join(parts) + f" (end of {year})"
