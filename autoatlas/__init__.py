"""A knowledge graph of how automakers go global, and the tools that grow it, question it and draw it."""

__all__ = ["__version__"]

__version__ = "0.1.0"
