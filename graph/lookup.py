"""Names that people type, as the IRIs of entities that an index knows."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from autoatlas.graph.names import ENTITIES_GRAPH, iri_of
from autoatlas.ontology.errors import UnknownEntity
from autoatlas.ontology.iris import is_iri
from autoatlas.ontology.registry import registry
from autoatlas.ontology.terms import CLASSES, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["find_iri", "nearest_labels"]

_LABELS = (f"{PREFIXES['rdfs']}label", f"{PREFIXES['skos']}altLabel")


def find_iri(store: "ox.Store", name: str, classes: Collection[str] = tuple(CLASSES)) -> str:
    """Return the IRI of the entity of some classes that a name means.

    Parameters
    ----------
    store : Store
        An index.
    name : str
        A label or alias in English or Chinese, an IRI, or a CURIE as ``aae:byd``. What the index says comes
        before what the registry knows.
    classes : collection of str
        What it may be.

    Raises
    ------
    UnknownEntity
        Nothing of those classes has that name; the message offers the nearest three.
    """
    import pyoxigraph as ox

    prefix, colon, local = name.partition(":")
    iri = PREFIXES[prefix] + local if colon and prefix in PREFIXES else name
    if is_iri(iri):
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            pass
        else:
            if next(store.quads_for_pattern(node, None, None), None) is not None:
                return iri
    wanted = {f"{PREFIXES['aa']}{entity_class}" for entity_class in classes}
    for predicate in _LABELS:
        for literal in (ox.Literal(name, language="en"), ox.Literal(name, language="zh"), ox.Literal(name)):
            found = store.quads_for_pattern(None, ox.NamedNode(predicate), literal)
            nodes = sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})
            for node_iri in nodes:
                if wanted & _classes(store, node_iri):
                    return node_iri
    known = registry().resolve(name, tuple(classes))
    if known.how != "new" and known.cls is not None:
        return iri_of(known.label, known.cls)
    near = nearest_labels(store, name, classes)
    kinds = " or ".join(entity_class.lower() for entity_class in classes) if len(classes) < 4 else "thing"
    raise UnknownEntity(
        f"no {kinds} is called {name!r}",
        mend=f"Nearest: {', '.join(near)}." if near else "Nothing of that kind has been loaded.",
    )


def nearest_labels(store: "ox.Store", name: str, classes: Collection[str], count: int = 3) -> list[str]:
    """Return the labels of an index that are most like a name, nearest first."""
    import pyoxigraph as ox
    from rapidfuzz import fuzz, process, utils

    graph = ox.NamedNode(ENTITIES_GRAPH)
    labels: dict[str, None] = {}
    for entity_class in classes:
        kind = ox.NamedNode(f"{PREFIXES['aa']}{entity_class}")
        for quad in store.quads_for_pattern(None, ox.NamedNode(f"{PREFIXES['rdf']}type"), kind, graph):
            for label in store.quads_for_pattern(quad.subject, ox.NamedNode(_LABELS[0]), None, graph):
                if isinstance(label.object, ox.Literal) and label.object.language == "en":
                    labels[label.object.value] = None
    candidates = registry().resolve(name, tuple(classes)).candidates
    pool = [*sorted(labels), *(label for label in candidates if label not in labels)]
    found = process.extract(name, pool, scorer=fuzz.WRatio, processor=utils.default_process, limit=count)
    return [label for label, _, _ in found]


def _classes(store: "ox.Store", iri: str) -> set[str]:
    import pyoxigraph as ox

    found = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(f"{PREFIXES['rdf']}type"), None)
    return {quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode)}
