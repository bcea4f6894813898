"""Names, classes and dates of the things that RDF speaks of: from the document, the registry, or the IRI."""

import re
from functools import cache
from urllib.parse import unquote

import pyoxigraph as ox

from autoatlas.loaders.rdf.parsing import Node, Nodes, Term, follow, iter_types
from autoatlas.ontology.iris import PERIODS
from autoatlas.ontology.terms import AA, AAE, CLASSES, FACILITY_KINDS, PREFIXES

__all__ = ["Things"]

_AA, _RDFS, _SKOS = PREFIXES["aa"], PREFIXES["rdfs"], PREFIXES["skos"]
_NAMES = (
    _RDFS + "label",
    _SKOS + "prefLabel",
    "https://schema.org/name",
    "http://schema.org/name",
    "https://schema.org/legalName",
)
_TYPES = {
    **{_AA + name: name for name in CLASSES},
    "http://www.wikidata.org/entity/Q786820": "Automaker",
    "http://www.wikidata.org/entity/Q18388277": "Automaker",
    "http://www.wikidata.org/entity/Q10429667": "Brand",
    "http://www.wikidata.org/entity/Q83405": "Facility",
    "http://www.wikidata.org/entity/Q3231690": "Model",
    "http://www.wikidata.org/entity/Q6256": "Country",
    "http://www.wikidata.org/entity/Q515": "Place",
    **{
        scheme + name: kind
        for scheme in ("https://schema.org/", "http://schema.org/")
        for name, kind in {
            "Organization": "Organization",
            "Corporation": "Automaker",
            "Brand": "Brand",
            "Country": "Country",
            "City": "Place",
            "State": "Place",
            "AdministrativeArea": "Place",
            "Place": "Place",
            "Car": "Model",
            "Vehicle": "Model",
            "ProductModel": "Model",
        }.items()
    },
}
_KINDS = tuple(f" {kind}" for kind in FACILITY_KINDS)
_WORDS = re.compile(r"[-_]+")


class Things:
    """Labels, classes and dates of terms, each worked out once.

    Parameters
    ----------
    nodes : dict
        Of the document.
    """

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._labels: dict[Term, str | None] = {}
        self._classes: dict[tuple[Term, tuple[str, ...]], str | None] = {}
        self._periods: dict[Term, tuple[str | None, str | None]] = {}

    def label(self, term: Term | None) -> str | None:
        """What a thing is called; English before other languages."""
        if term is None:
            return None
        if term not in self._labels:
            self._labels[term] = self._label(term)
        return self._labels[term]

    def _label(self, term: Term) -> str | None:
        if isinstance(term, ox.Literal):
            return " ".join(term.value.split()) or None
        node = follow(self._nodes, term)
        if node is not None and (name := _name(node)):
            return name
        known = _by_iri().get(term.value) if isinstance(term, ox.NamedNode) else None
        if known is not None:
            return known[0]
        if isinstance(term, ox.NamedNode) and term.value.startswith(AAE):
            # our own IRIs are made of the label, which can be read out of them but for accents and capitals
            words = _WORDS.sub(" ", unquote(term.value.removeprefix(AAE)))
            return (
                " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words.split())
                or None
            )
        return None

    def cls(self, term: Term | None, likely: tuple[str, ...] = ()) -> str | None:
        """The class of a thing, one of those that are likely where it has several."""
        if term is None:
            return None
        key = term, likely
        if key not in self._classes:
            self._classes[key] = self._class(term, likely)
        return self._classes[key]

    def _class(self, term: Term, likely: tuple[str, ...]) -> str | None:
        # of a thing that is both, as Geely is a maker and a brand, the registry tells what it is first
        known = _by_iri().get(term.value) if isinstance(term, ox.NamedNode) else None
        found: list[str] = [*known[1]] if known is not None else []
        node = follow(self._nodes, term)
        if node is not None:
            found += [_TYPES[kind] for kind in iter_types(node) if kind in _TYPES]
        label = self.label(term) or ""
        if label.endswith(_KINDS):
            found.insert(0, "Facility")
        fitting = [kind for kind in found if kind in likely] if likely else found
        if fitting:
            return fitting[0]
        return found[0] if found else self._known_as(label, likely)

    def period(self, term: Term | None) -> tuple[str | None, str | None]:
        """First and last date of a period, as written, of its node or else out of its IRI."""
        if term is None:
            return None, None
        if term not in self._periods:
            self._periods[term] = _period(self._nodes, term)
        return self._periods[term]

    @staticmethod
    def _known_as(label: str, likely: tuple[str, ...]) -> str | None:
        from autoatlas.ontology.registry import registry

        if not label or not likely:
            return None
        found = registry().resolver.resolve(label, likely, fuzzy=False)
        return found.cls if found.how != "new" and found.cls in likely else None


_SMALL = frozenset(
    {"plant", "battery", "parts", "centre", "design", "regional", "headquarters", "warehouse", "second"}
)


def _period(nodes: Nodes, term: Term) -> tuple[str | None, str | None]:
    node = follow(nodes, term)
    if node is not None:
        start, end = node.text(AA.writtenStart), node.text(AA.writtenEnd)
        if start or end:
            return start, end
    if term.value.startswith(PERIODS) and "_" in term.value:
        first, _, last = term.value.removeprefix(PERIODS).partition("_")
        return first or None, last or None
    if isinstance(term, ox.Literal):
        return term.value, term.value
    return None, None


def _name(node: Node) -> str | None:
    for predicate in _NAMES:
        terms = [term for term in node.said.get(predicate, ()) if isinstance(term, ox.Literal)]
        if terms:
            best = min(
                terms, key=lambda term: (not (term.language or "en").startswith("en"), bool(term.language))
            )
            return " ".join(best.value.split()) or None
    return None


@cache
def _by_iri() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Known entities by their IRI and by that of their Wikidata item."""
    from autoatlas.ontology.registry import registry

    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for entity in registry():
        kinds = (entity.cls, *entity.also)
        found.setdefault(entity.iri, (entity.label, kinds))
        if entity.wikidata:
            found.setdefault(f"http://www.wikidata.org/entity/{entity.wikidata}", (entity.label, kinds))
    return found
