"""The whole atlas as a folder of pages with a front page, to open from disk or to put on any static host."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from autoatlas.ontology.errors import ExtraMissing
from autoatlas.ontology.terms import PROPERTIES
from autoatlas.viz.article import article_page
from autoatlas.viz.entity import entity_page
from autoatlas.viz.flows import flows_page
from autoatlas.viz.index import index_page
from autoatlas.viz.map import map_page
from autoatlas.viz.matrix import matrix_page
from autoatlas.viz.network import network_page
from autoatlas.viz.shell import home_link
from autoatlas.viz.targets import targets_page
from autoatlas.viz.timeline import timeline_page
from autoatlas.viz.view import View

__all__ = ["atlas_site"]

LAYOUTS = ("region", "maker", "time", "force")
_KINDS = ("Automaker", "Country", "Brand")


def atlas_site(
    atlas: Any,
    folder: str | Path,
    *,
    articles: Mapping[str, Any] | None = None,
    entities: int = 60,
    as_of: date | None = None,
    title: str = "AutoAtlas",
    done: Callable[[str], object] = lambda name: None,
) -> list[Path]:
    """Write all pages of an atlas into a folder, each whole or not at all.

    Parameters
    ----------
    atlas : Atlas, or a networkx graph
        Of an Atlas the front page also names the figures that are disputed.
    folder : path
        Made if it does not exist. Files of other names in it are left alone.
    articles : mapping, optional
        Name of a page to the Extraction of a text: each becomes an annotated article.
    entities : int
        How many makers, brands and countries get a page of their own: those with most said about them.
    as_of : date, optional
        The day that divides what was from what is planned; today when left out.
    title : str
        Of the front page.
    done : callable
        Is told the name of each file once it is written.

    Returns
    -------
    list of Path
        What was written, the front page first.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    graph = atlas.network() if hasattr(atlas, "network") else atlas
    written: list[Path] = []

    def write(name: str, make: Callable[[], View]) -> bool:
        with home_link("../index.html" if "/" in name else "index.html"):
            try:
                page = make()
            except ExtraMissing:  # the rest is worth having without a map
                return False
        (target / name).parent.mkdir(exist_ok=True)
        written.append(page.save(target / name))
        done(name)
        return True

    views: dict[str, Callable[[], View]] = {
        "map.html": lambda: map_page(graph, as_of=as_of),
        "network.html": lambda: network_page(
            graph, title="Who is linked to whom", layout=LAYOUTS, as_of=as_of
        ),
        "timeline.html": lambda: timeline_page(graph, as_of=as_of),
        "targets.html": lambda: targets_page(graph, as_of=as_of),
        "matrix.html": lambda: matrix_page(graph, as_of=as_of),
        "flows.html": lambda: flows_page(graph, as_of=as_of),
    }
    shown = [name for name, make in views.items() if write(name, make)]
    read: dict[str, str] = {}
    for name, extraction in (articles or {}).items():
        path = f"articles/{name}.html"

        def make_article(extraction: Any = extraction) -> View:
            return article_page(extraction)

        if write(path, make_article):
            read[path] = _title(target / path) or name
    pages: dict[str, str] = {}
    for node in _most_said(graph, entities):
        path = f"entities/{_file_name(node, pages)}"

        def make_entity(node: str = node) -> View:
            return entity_page(graph, node, as_of=as_of)

        if write(path, make_entity):
            pages[node] = path
    front = index_page(
        graph,
        title=title,
        views=shown,
        pages=pages,
        articles=read,
        disputed=_disputed(atlas, as_of),
        as_of=as_of,
    )
    return [front.save(target / "index.html"), *written]


def _title(page: Path) -> str:
    """The title of a page that was written."""
    found = re.search(r"<title>(.*?)</title>", page.read_text(encoding="utf-8"), re.DOTALL)
    return html.unescape(found[1]).strip() if found else ""


def _most_said(graph: Any, most: int) -> list[str]:
    """Makers, brands and countries by how much is said about them."""
    weight: Counter[str] = Counter()
    for node, attrs in graph.nodes(data=True):
        if attrs.get("type") in _KINDS:
            weight[str(node)] = len(attrs.get("facts") or ()) + 3 * graph.degree(node)
    return [node for node, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:most]]


def _file_name(node: str, taken: Mapping[str, str]) -> str:
    """A file name from the end of an IRI that works on any system and is not taken yet."""
    plain = "".join(
        letter if letter.isalnum() and letter.isascii() else "-" for letter in node.rsplit("/", 1)[-1]
    )
    base = plain.strip("-")[:80] or "entity"
    name, number = f"{base}.html", 2
    while f"entities/{name}" in taken.values():
        name, number = f"{base}-{number}.html", number + 1
    return name


def _disputed(atlas: Any, as_of: date | None) -> Sequence[Any]:
    """Contradictions between sources, the widest first; none for a bare graph, which has no sources to ask."""
    if not hasattr(atlas, "facts"):
        return ()
    from autoatlas.graph.check import check

    found = check(atlas, kinds={"contradiction"}, on=as_of)
    figures = {name for name, known in PROPERTIES.items() if known.shape == "quantity"}
    found.sort(
        key=lambda f: (f.property not in figures, -round(f.confidence, 1), -(f.difference or 0.0), f.message)
    )
    # of several about one thing the widest speaks for all
    widest: dict[tuple[Any, ...], Any] = {}
    for finding in found:
        widest.setdefault((finding.subjects, finding.property), finding)
    return list(widest.values())
