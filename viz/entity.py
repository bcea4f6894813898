"""The entity page: all that is known of one maker, plant or country, with map, timeline and network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from autoatlas.graph.status import UNDER_WAY
from autoatlas.ontology.errors import ExtraMissing
from autoatlas.ontology.terms import PROPERTIES
from autoatlas.viz.abroad import is_abroad
from autoatlas.viz.chart_page import NARROW, WIDE, node_numbers
from autoatlas.viz.kinds import kind_of
from autoatlas.viz.mini_map import mini_map
from autoatlas.viz.network_data import network_data
from autoatlas.viz.network_drawing import network_drawing
from autoatlas.viz.nodes import find_node, network_of
from autoatlas.viz.picture import standalone
from autoatlas.viz.reading_pictures import entity_drawing
from autoatlas.viz.safe import plain, safe_link, script_json, shorten
from autoatlas.viz.sheet import SHEET_WIDE
from autoatlas.viz.shell import render
from autoatlas.viz.sites import Site, sites, status_on
from autoatlas.viz.svg import Drawing
from autoatlas.viz.timeline_drawing import KEYS, Timeline, first_moment, moment
from autoatlas.viz.view import View
from autoatlas.viz.words import number, period, property_words, qualifiers, value_words

__all__ = ["entity_page"]

_TILES = 6
_YEARS = 6  # an older figure stands among the facts, and not for what is the case
_NAMES = 6
_ROWS = 40
# for wide and for narrow screens, so that names have the size of text on both
_MAPS = ((690.0, 400.0), (358.0, 250.0))
_SCHEMA = {
    "Automaker": "Organization",
    "Brand": "Brand",
    "Organization": "Organization",
    "Facility": "Place",
    "Country": "Country",
    "Region": "Place",
    "Place": "Place",
    "Model": "Product",
}


def entity_page(graph: Any, name: str, *, as_of: date | None = None) -> View:
    """Show one entity, as one page that works without a network.

    Parameters
    ----------
    graph : networkx graph, or anything with a method ``network()`` that returns one
    name : str
        Label, alias or id of the entity.
    as_of : date, optional
        The day that divides what was from what is planned; today when left out.

    Returns
    -------
    View
        Its newest figures, facts with sources, a map and a timeline of its facilities where there are any, its
        neighbours as a network, and the facts as a table. The page carries itself as JSON-LD for programs.

    Raises
    ------
    UnknownEntity
        No entity has that name; the message offers the nearest three.
    """
    whole = network_of(graph, as_of)
    centre = find_node(whole, name)
    attrs = whole.nodes[centre]
    label = str(attrs.get("label") or centre)
    facts = list(attrs.get("facts") or ())
    part = whole.subgraph(_around(whole, centre))
    data = network_data(part, focus=str(centre), aspect=1.35)
    data["title"] = label
    numbers = node_numbers(data)
    own = _own_sites(whole, part, centre, as_of)
    today = moment((as_of or date.today()).isoformat())
    dated = sorted((s for s in own if s.events or s.planned_start), key=lambda s: (first_moment(s), s.label))[
        :_ROWS
    ]
    kind = kind_of(str(attrs.get("type")))
    tiles = [
        *_counted(own, kind.name, (as_of or date.today()).year),
        *_tiles(facts, (as_of or date.today()).year),
    ][:_TILES]
    placed = _drawn_map(own, numbers, *_MAPS[1])
    counts = f"{len(facts):,} figures and dates · {whole.degree(centre):,} relations"

    def picture() -> str:
        newest = sorted(facts, key=lambda fact: str(fact.get("published") or ""), reverse=True)
        sheet = entity_drawing(
            tiles,
            _drawn_map(own, {}, width=SHEET_WIDE, height=420.0),
            _timeline(WIDE, dated, {}, today),
            network_drawing(data),
            _said(newest),
        )
        return standalone(sheet, plain(label) or "(no name)", counts)

    return render(
        "entity.html",
        title=plain(label) or "(no name)",
        styles=("explore.css", "map.css", "chart.css", "entity.css"),
        scripts=(
            *("facts.js", "table.js", "search.js", "labels.js", "network_canvas.js", "network_export.js"),
            *("explore.js", "entity.js"),
        ),
        data=data,
        linked=script_json(_json_ld(whole, centre, facts)),
        kind=kind,
        also=" · ".join(plain(str(alias)) for alias in (attrs.get("aliases") or ())[:_NAMES]),
        iri=safe_link(str(centre)),
        picture=picture,
        tiles=tiles,
        map=[_markup(_drawn_map(own, numbers, *size)) for size in _MAPS] if placed else None,
        timeline=[_markup(_timeline(width, dated, numbers, today)) for width in (WIDE, NARROW)]
        if dated
        else None,
        keys=KEYS,
        counts=counts,
    )


def _around(graph: Any, centre: Any) -> set[Any]:
    """The entity, its neighbours, and where the facilities among them are."""
    near = {centre, *graph.successors(centre), *graph.predecessors(centre)}
    for node in list(near):
        if graph.nodes[node].get("type") == "Facility":
            near.update(
                other
                for other in graph.successors(node)
                if graph.nodes[other].get("type") in ("Country", "Place")
            )
            if node != centre:
                near.update(
                    other
                    for other in graph.predecessors(node)
                    if graph.nodes[other].get("type") == "Automaker"
                )
    return near


def _own_sites(whole: Any, part: Any, centre: Any, day: date | None) -> list[Site]:
    """The facilities that the entity is, runs, or has in it."""
    near = {str(node) for node in (centre, *whole.successors(centre), *whole.predecessors(centre))}
    return [site for site in sites(part, day) if site.node in near]


def _tiles(facts: Iterable[Mapping[str, Any]], year: int) -> list[dict[str, str]]:
    """The newest actual value of each state of the whole, and the newest target of each; not of long ago."""
    best: dict[tuple[str, str], tuple[str, Mapping[str, Any]]] = {}
    for fact in facts:
        known = PROPERTIES.get(str(fact.get("property")))
        modality = str(fact.get("modality") or "actual")
        narrowed = any(fact.get(key) for key in ("place", "part", "object", "basis"))
        if (
            known is None
            or not fact.get("value")
            or narrowed
            or modality not in ("actual", "target")
            or known.name in ("latitude", "longitude")
        ):
            continue
        when = str(fact.get("end") or fact.get("published") or "")
        oldest = year if modality == "target" else year - _YEARS
        if when[:4].isdecimal() and int(when[:4]) < oldest:
            continue
        key = known.name, modality
        if key not in best or when > best[key][0]:
            best[key] = when, fact
    order = sorted(
        best.items(),
        key=lambda item: (not PROPERTIES[item[0][0]].is_state, item[0][1] != "actual", item[0][0]),
    )
    return [
        {
            "value": value_words(fact),
            "words": property_words(name),
            "more": " · ".join(
                filter(
                    None,
                    [
                        "" if modality == "actual" else modality,
                        period(fact.get("start"), fact.get("end"), modality),
                        shorten(plain(qualifiers(fact)), 50),
                    ],
                )
            ),
        }
        for (name, modality), (_, fact) in order[:_TILES]
    ]


def _counted(own: Sequence[Site], kind: str, year: int) -> list[dict[str, str]]:
    """What is counted from the facilities in a country, or those that a maker runs abroad."""
    chosen = [site for site in own if kind == "Country" or is_abroad(site)]
    if kind not in ("Country", "Automaker"):
        return []
    running = [site for site in chosen if status_on(site, year) == "operating"]
    coming = [site for site in chosen if status_on(site, year) in UNDER_WAY]
    size = sum(site.capacity for site in running if not site.capacity_is_planned)
    where = "here" if kind == "Country" else "abroad"
    more = f"{len(coming):,} planned or under construction" if coming else ""
    found = []
    if running or coming:
        words = "facility" if len(running) == 1 else "facilities"
        found.append({"value": f"{len(running):,} {words}", "words": f"in operation {where}", "more": more})
    if size:
        found.append(
            {"value": f"{number(size)} vehicles a year", "words": f"capacity {where}", "more": "summed up"}
        )
    return found


def _drawn_map(
    own: Sequence[Site], numbers: Mapping[str, int], width: float, height: float
) -> Drawing | None:
    placed = [site for site in own if site.latitude is not None and site.longitude is not None]
    if not placed:
        return None
    try:
        return mini_map(placed, numbers, width=width, height=height)
    except ExtraMissing:  # the page is whole without a map
        return None


def _timeline(width: int, dated: Sequence[Site], numbers: dict[str, int], today: float) -> Drawing | None:
    if not dated:
        return None
    return Timeline(width, dated, [], numbers, today, "Timeline", grouped=False).drawing


def _markup(drawing: Drawing | None) -> Any:
    return None if drawing is None else drawing.markup()


def _said(facts: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Facts in words, each with the host and day of its source."""
    found: dict[str, str] = {}
    for fact in facts:
        modality = str(fact.get("modality") or "actual")
        what = value_words(fact) or str(fact.get("object") or "")
        parts = [
            f"{property_words(str(fact.get('property')))} {what}".strip(),
            "" if modality == "actual" else modality,
            period(fact.get("start"), fact.get("end"), modality),
            qualifiers(fact),
        ]
        host = urlsplit(safe_link(fact.get("source")) or "").netloc.removeprefix("www.")
        cited = ", ".join(filter(None, [host, str(fact.get("published") or "")]))
        found.setdefault(plain(" · ".join(filter(None, parts))), cited)
    return list(found.items())


def _json_ld(graph: Any, centre: Any, facts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    attrs = graph.nodes[centre]
    kind = str(attrs.get("type"))
    page: dict[str, Any] = {
        "@context": {"schema": "https://schema.org/", "aa": "https://w3id.org/autoatlas/ontology#"},
        "@id": str(centre),
        "@type": [f"aa:{kind}", f"schema:{_SCHEMA.get(kind, 'Thing')}"],
        "schema:name": str(attrs.get("label") or centre),
        "schema:alternateName": [str(alias) for alias in attrs.get("aliases") or ()],
    }
    for _, target, key, edge in graph.out_edges(centre, keys=True, data=True):
        if any((fact.get("modality") or "actual") == "actual" for fact in edge.get("facts") or ()):
            page.setdefault(f"aa:{edge.get('property', key)}", []).append({"@id": str(target)})
    page["schema:additionalProperty"] = [
        {
            "@type": "schema:PropertyValue",
            "schema:propertyID": {"@id": f"aa:{fact.get('property')}"},
            **({"schema:value": fact["value"]} if fact.get("value") is not None else {}),
            **({"schema:unitText": fact["unit"]} if fact.get("unit") else {}),
            "aa:modality": {"@id": f"aa:{fact.get('modality') or 'actual'}"},
            **(
                {"schema:temporalCoverage": f"{fact.get('start') or ''}/{fact.get('end') or ''}"}
                if fact.get("start") or fact.get("end")
                else {}
            ),
            **({"schema:citation": fact["source"]} if fact.get("source") else {}),
        }
        for fact in facts
    ]
    return page
