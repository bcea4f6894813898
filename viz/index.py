"""The front page: headline figures, the questions people come with, and the way to every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from autoatlas.ontology.errors import ExtraMissing
from autoatlas.ontology.terms import AAE
from autoatlas.viz.abroad import is_abroad
from autoatlas.viz.kinds import kind_of
from autoatlas.viz.mini_map import mini_map
from autoatlas.viz.network_data import entity_label
from autoatlas.viz.nodes import network_of
from autoatlas.viz.picture import standalone
from autoatlas.viz.reading_pictures import bold, index_drawing, ink, soft
from autoatlas.viz.regions import home_country
from autoatlas.viz.safe import plain, safe_link, shorten
from autoatlas.viz.sheet import Run
from autoatlas.viz.shell import render
from autoatlas.viz.sites import sites, status_on
from autoatlas.viz.targets_data import targets
from autoatlas.viz.timeline_areas import areas_drawing
from autoatlas.viz.timeline_drawing import moment
from autoatlas.viz.view import View
from autoatlas.viz.words import number, period, property_words, qualifiers, value_words

__all__ = ["index_page"]

_VIEWS = {
    "map.html": ("Map", "Every facility where it stands, with its status in any year, exports and presence."),
    "network.html": ("Network", "Makers, brands, plants, places and partners, and all that links them."),
    "timeline.html": ("Timeline", "From announcement to first car, and which dates slipped."),
    "targets.html": ("Targets", "What makers aim at, how far they have come, and the pace still needed."),
    "matrix.html": ("Matrix", "Who is in which country: present, expanding, building, operating."),
    "flows.html": ("Flows", "Capacity from makers to countries, and what China ships where."),
}
_WORTH = ("operating", "cancelled", "closed", "suspended", "announced")


def index_page(
    graph: Any,
    *,
    title: str = "AutoAtlas",
    views: Sequence[str] = (),
    pages: Mapping[str, str] | None = None,
    articles: Mapping[str, str] | None = None,
    disputed: Sequence[Any] = (),
    as_of: date | None = None,
) -> View:
    """Draw the front page of a folder of pages.

    Parameters
    ----------
    graph : networkx graph, or anything with a method ``network()`` that returns one
    title : str
    views : sequence of str
        Files of views that lie beside this page, of those that `atlas_site` writes.
    pages : mapping
        Node id to the file of the entity's own page.
    articles : mapping
        File to the name of an article.
    disputed : sequence of Finding
        Contradictions between sources, the ones to show first at first.
    as_of : date, optional
        Today when left out.

    Returns
    -------
    View
    """
    whole = network_of(graph, as_of)
    day = as_of or date.today()
    today = moment(day.isoformat())
    own = pages or {}
    every = sites(whole, as_of)
    status = Counter(status_on(site, day.year) for site in every)
    running = [
        site
        for site in every
        if status_on(site, day.year) == "operating" and not site.capacity_is_planned and is_abroad(site)
    ]
    abroad = {site.country for site in every if site.country and status_on(site, day.year) == "operating"}
    labels = {str(node): entity_label(attrs, str(node)) for node, attrs in whole.nodes(data=True)}
    runs = Counter(operator for site in every for operator in site.operators)
    first = _first_maker(whole, runs, own, labels)
    since = day.year - 2
    counts = f"{len(labels):,} entities · {whole.number_of_edges():,} relations · {_sources(whole):,} sources"
    context: dict[str, Any] = {
        "tiles": [
            (f"{status['operating']:,}", "facilities in operation"),
            (f"{status['under construction'] + status['announced']:,}", "planned or under construction"),
            (number(sum(site.capacity for site in running)), "vehicles a year in operation abroad"),
            (f"{len(abroad):,}", "countries with a facility in operation"),
        ],
        "first": first,
        "first_sites": _sites_of(every, first["label"], day.year) if first else [],
        "far": _far(whole, day, own),
        "since": since,
        "changed": _changed(every, since, own, today),
        "disputed": [
            {
                "message": plain(finding.message),
                "links": [safe_link(source) for source in finding.sources[:3]],
            }
            for finding in disputed[:40]
        ],
    }
    return render(
        "index.html",
        title=title,
        styles=("map.css", "chart.css", "entity.css", "index.css"),
        scripts=("index.js",),
        data={"entities": _entities(whole, own, labels)},
        picture=lambda: standalone(index_drawing(context["tiles"], _answers(context)), title, counts),
        counts=counts,
        hero=_hero(every, day),
        views=[
            {"file": file, "name": _VIEWS[file][0], "words": _VIEWS[file][1]}
            for file in views
            if file in _VIEWS
        ],
        disputed_count=len(disputed),
        lists=_lists(whole, own, labels),
        articles=[{"file": file, "name": name} for file, name in (articles or {}).items()],
        has=set(views),
        **context,
    )


def _hero(every: Sequence[Any], day: date) -> list[dict[str, Any]]:
    """The two pictures that say most: where plants are, and how capacity abroad has grown."""
    alive = [
        site
        for site in every
        if site.latitude is not None
        and site.longitude is not None
        and status_on(site, day.year) in ("operating", "under construction", "announced")
    ]
    found = []
    try:
        drawn = mini_map(alive, {}, width=640.0, height=330.0, names=0, year=day.year) if alive else None
    except ExtraMissing:  # the page is whole without a map
        drawn = None
    if drawn is not None:
        found.append(
            {"file": "map.html", "name": "Where the plants are", "picture": drawn.markup(), "dots": True}
        )
    chinese = [site for site in every if any(home_country(name) == "China" for name in site.operators)]
    whose, chosen = (
        ("Capacity abroad of makers from China", chinese) if chinese else ("Capacity abroad", every)
    )
    wide, narrow = (areas_drawing(chosen, moment(day.isoformat()), size) for size in (520.0, 358.0))
    if wide is not None and narrow is not None:
        both = Markup('<div class="only-wide">{}</div><div class="only-narrow">{}</div>')
        picture = both.format(wide.markup(), narrow.markup())
        found.append({"file": "timeline.html", "name": whose, "picture": picture, "dots": False})
    return found


def _answers(context: Mapping[str, Any]) -> list[tuple[str, list[list[Run]]]]:
    """The questions of the front page with the rows that answer them, for print."""
    sites_rows = [
        [
            ink(f"{row['label']}  "),
            soft(" · ".join(filter(None, [row["country"], row["size"], row["status"]]))),
        ]
        for row in context["first_sites"]
    ]
    far = [
        [ink(f"{row['label']}  "), bold(f"{row['share']}%"), ink(f" of {row['aim']}  "), soft(row["what"])]
        for row in context["far"]
    ]
    changed = [
        [soft(f"{row['when']}  "), ink(f"{row['label']}  "), soft(f"{row['country']}  "), ink(row["status"])]
        for row in context["changed"][:12]
    ]
    disputed = [[ink(row["message"])] for row in context["disputed"][:8]]
    asked = [
        (f"Where is {context['first']['label']} building?" if context["first"] else "", sites_rows),
        ("Who is farthest from its target?", far),
        (f"What changed since {context['since']}?", changed),
        ("Which figures are disputed?", disputed),
    ]
    return [(question, rows) for question, rows in asked if rows]


def _sources(graph: Any) -> int:
    found = {fact.get("source") for _, attrs in graph.nodes(data=True) for fact in attrs.get("facts") or ()}
    found |= {fact.get("source") for *_, attrs in graph.edges(data=True) for fact in attrs.get("facts") or ()}
    return len(found - {None})


def _first_maker(
    graph: Any, runs: Counter[str], own: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, str] | None:
    """The maker with most facilities that has a page of its own."""
    for node, file in own.items():
        if graph.nodes[node].get("type") == "Automaker" and labels[node] == next(
            (name for name, _ in runs.most_common() if any(labels[n] == name for n in own)), None
        ):
            return {"label": labels[node], "file": file}
    return None


def _sites_of(every: Sequence[Any], maker: str, year: int) -> list[dict[str, str]]:
    found = [
        site
        for site in every
        if maker in site.operators and status_on(site, year) in ("operating", "under construction")
    ]
    # what is being built comes first: that is what was asked
    found.sort(key=lambda site: (status_on(site, year) == "operating", -site.capacity, site.label))
    return [
        {
            "label": plain(site.label),
            "link": _place_in("map.html", site.node),
            "country": plain(site.country),
            "status": status_on(site, year) or "",
            "size": f"{number(site.capacity)} a year" if site.capacity else "",
        }
        for site in found[:12]
    ]


def _far(graph: Any, day: date, own: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = [row for row in targets(graph, day) if row.share is not None and row.share < 1.0]
    seen: set[str] = set()
    shown = []
    for row in rows:
        if row.node not in seen and row.deadline >= moment(day.isoformat()):
            seen.add(row.node)
            what = " · ".join(filter(None, [property_words(str(row.fact["property"])), qualifiers(row.fact)]))
            shown.append(
                {
                    "label": plain(row.label),
                    "file": own.get(row.node, ""),
                    "share": round(100 * (row.share or 0)),
                    "what": plain(what),
                    "aim": f"{value_words(row.fact)} {period(row.fact.get('end'), row.fact.get('end'), 'target')}",
                }
            )
    return shown[:6]


def _changed(every: Sequence[Any], since: int, own: Mapping[str, str], today: float) -> list[dict[str, str]]:
    """What became of facilities from the beginning of a year to today, newest first."""
    found = [
        (moment(when), site, when, status)
        for site in every
        for when, status in site.events
        if status in _WORTH and since <= moment(when) <= today
    ]
    found.sort(key=lambda item: (-item[0], item[1].label))
    words = {"operating": "began production"}
    return [
        {
            "when": period(when, when),
            "label": plain(site.label),
            "link": _place_in("timeline.html", site.node),
            "country": plain(site.country),
            "status": words.get(status, status),
        }
        for _, site, when, status in found[:60]
    ]


def _place_in(view: str, node: str) -> str:
    """Address of an entity in a view: what follows the # is the end of its id."""
    return f"{view}#{quote(node.removeprefix(AAE), safe='')}"


def _entities(graph: Any, own: Mapping[str, str], labels: Mapping[str, str]) -> list[list[str]]:
    """What the search finds: name, other names, kind and where it leads."""
    found = []
    for node, attrs in sorted(
        graph.nodes(data=True), key=lambda item: (-graph.degree(item[0]), str(item[0]))
    ):
        also = " · ".join(plain(str(alias)) for alias in (attrs.get("aliases") or ())[:12])
        found.append(
            [
                shorten(plain(labels[str(node)]), 120),
                shorten(also, 200),
                kind_of(attrs.get("type")).name,
                own.get(str(node), ""),
                str(node),
            ]
        )
    return found


def _lists(graph: Any, own: Mapping[str, str], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    rows: dict[str, list[dict[str, str]]] = {}
    for node, file in own.items():
        kind = kind_of(graph.nodes[node].get("type"))
        rows.setdefault(kind.plural, []).append({"label": plain(labels[node]), "file": file})
    return [
        {"name": name, "rows": sorted(rows[name], key=lambda row: row["label"].casefold())}
        for name in ("Automakers", "Brands", "Countries", "Other")
        if name in rows
    ]
