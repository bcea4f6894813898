"""Pictures: each view takes a graph or an answer and gives one HTML page that works without a network."""

from autoatlas.viz.map import map_page
from autoatlas.viz.network import network_page
from autoatlas.viz.view import View

__all__ = ["View", "map_page", "network_page"]
