"""Pictures: each view takes a graph or an answer and gives one HTML page that works without a network."""

from autoatlas.viz.network import network_page
from autoatlas.viz.view import View

__all__ = ["View", "network_page"]
