"""The index as rdflib sees it: one read-only dataset, queried by Oxigraph itself."""

from typing import TYPE_CHECKING, Any, NoReturn

from oxrdflib.store import OxigraphStore
from rdflib import Dataset
from rdflib.namespace import Namespace

from autoatlas.ontology.errors import UpdateRefused
from autoatlas.ontology.terms import PREFIXES

if TYPE_CHECKING:
    from autoatlas.graph.memory import MemorySnapshot
    from autoatlas.graph.snapshot import Snapshot

__all__ = ["dataset"]


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise UpdateRefused(
        "this graph is read-only", mend="Load or remove documents, or copy it: rdflib.Graph() + the graph."
    )


class _ReadOnlyStore(OxigraphStore):
    """Keeps the snapshot, and with it the lock on its index, as long as the graph is used."""

    def __init__(self, snapshot: "Snapshot | MemorySnapshot") -> None:
        super().__init__(store=snapshot.index())
        self._held = snapshot

    add = addN = remove = update = remove_graph = destroy = _refuse

    def add_graph(self, graph: object) -> None:
        """Leave it: rdflib announces every graph that somebody looks at."""


def dataset(snapshot: "Snapshot | MemorySnapshot") -> Dataset:
    """Return a dataset whose default graph is the union of all graphs."""
    found = Dataset(store=_ReadOnlyStore(snapshot), default_union=True)
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, Namespace(namespace), override=True, replace=True)
    return found
