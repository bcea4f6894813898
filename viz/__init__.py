"""Pictures: each view takes a graph or an answer and gives one HTML page that works without a network."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autoatlas.viz.article import article_page
    from autoatlas.viz.entity import entity_page
    from autoatlas.viz.findings import findings_page, verdicts_page
    from autoatlas.viz.flows import flows_page
    from autoatlas.viz.index import index_page
    from autoatlas.viz.map import map_page
    from autoatlas.viz.matrix import matrix_page
    from autoatlas.viz.network import network_page
    from autoatlas.viz.pyvis_object import pyvis_network
    from autoatlas.viz.site import atlas_site
    from autoatlas.viz.targets import targets_page
    from autoatlas.viz.timeline import timeline_page
    from autoatlas.viz.view import View

__all__ = [
    "View",
    "article_page",
    "atlas_site",
    "entity_page",
    "findings_page",
    "flows_page",
    "index_page",
    "map_page",
    "matrix_page",
    "network_page",
    "pyvis_network",
    "targets_page",
    "timeline_page",
    "verdicts_page",
]

_PLACES = {
    "View": "view",
    "article_page": "article",
    "atlas_site": "site",
    "entity_page": "entity",
    "findings_page": "findings",
    "flows_page": "flows",
    "index_page": "index",
    "map_page": "map",
    "matrix_page": "matrix",
    "network_page": "network",
    "pyvis_network": "pyvis_object",
    "targets_page": "targets",
    "timeline_page": "timeline",
    "verdicts_page": "findings",
}


def __getattr__(name: str) -> object:
    # a view is loaded when it is asked for, so that one does not wait for what another needs
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"autoatlas.viz.{_PLACES[name]}"), name)
