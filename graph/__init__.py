"""The knowledge graph: facts in, answers, RDF and networkx out. `Atlas` is the one way in."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autoatlas.graph.answer import Answer
    from autoatlas.graph.atlas import Atlas, Summary

__all__ = ["Answer", "Atlas", "Summary"]

_PLACES = {"Answer": "answer", "Atlas": "atlas", "Summary": "atlas"}


def __getattr__(name: str) -> object:
    # Polars takes longer to import than a command has to answer --help, so that it waits until it is needed
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"autoatlas.graph.{_PLACES[name]}"), name)
