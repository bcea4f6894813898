"""The vocabulary as `vocabulary.ttl` states it, read by local names, and its words in the order of their lists."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

__all__ = [
    "AA", "CSVW", "HEADER", "PREFIXES", "RDFS", "SCHEMES", "SHAPES", "SKOS", "Vocabulary",
    "bounds_of", "columns_of", "notations_of", "properties_of", "units_of",
]  # fmt: skip

AA = "https://w3id.org/autoatlas/ontology#"
CSVW = "http://www.w3.org/ns/csvw#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PREFIXES = {
    "aa": AA,
    "aae": "https://w3id.org/autoatlas/entity/",
    "aaf": "https://w3id.org/autoatlas/fact/",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": OWL,
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "skos": SKOS,
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SCHEMES = {
    "UNITS": "Unit",
    "COMPARATORS": "Comparator",
    "MODALITIES": "Modality",
    "BASES": "Basis",
    "PRODUCTS": "Product",
    "ASSEMBLY_MODES": "AssemblyMode",
    "FACILITY_KINDS": "FacilityKind",
    "PUBLISHER_KINDS": "PublisherKind",
}
SHAPES = ("relation", "mode", "quantity", "date")
HEADER = "made by `python -m autoatlas.ontology.generate` from vocabulary.ttl; change that file instead"


class Vocabulary:
    """Reads the vocabulary, by local names."""

    def __init__(self, path: Path) -> None:
        self._store = ox.Store()
        self._store.load(path=str(path))

    def objects(self, name: str, predicate: str) -> list[str]:
        """Return the values of a predicate of ``aa:name``: local names, or the text of literals."""
        found = self._store.quads_for_pattern(ox.NamedNode(AA + name), ox.NamedNode(predicate), None)
        return sorted(self._plain(quad.object) for quad in found)

    def text(self, name: str, predicate: str) -> str:
        """Return the only value of a predicate, or nothing."""
        values = self.objects(name, predicate)
        if len(values) > 1:
            raise ValueError(f"aa:{name} has {len(values)} values of {predicate}")
        return values[0] if values else ""

    def classes(self, name: str, predicate: str) -> list[str]:
        """Return the classes that a domain or range names, a union taken apart, in the vocabulary's order."""
        found = self._store.quads_for_pattern(ox.NamedNode(AA + name), ox.NamedNode(predicate), None)
        names = [member for quad in found for member in self._members(quad.object)]
        return sorted(names, key=self.order)

    def named(self, kind: str) -> list[str]:
        """Return the local names of the things of a class, in the vocabulary's order."""
        found = self._store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(_iri(kind)))
        names = [self._plain(quad.subject) for quad in found if isinstance(quad.subject, ox.NamedNode)]
        return sorted((name for name in names if ":" not in name), key=self.order)

    def order(self, name: str) -> tuple[int, str]:
        """Return where a term stands in its list."""
        return int(self.text(name, AA + "order") or 10_000), name

    def _members(self, term: object) -> Iterator[str]:
        if isinstance(term, ox.NamedNode):
            yield self._plain(term)
            return
        (union,) = self._store.quads_for_pattern(term, ox.NamedNode(OWL + "unionOf"), None)  # type: ignore[arg-type]
        rest = union.object
        while rest != ox.NamedNode(RDF + "nil"):
            (first,) = self._store.quads_for_pattern(rest, ox.NamedNode(RDF + "first"), None)  # type: ignore[arg-type]
            yield self._plain(first.object)
            (link,) = self._store.quads_for_pattern(rest, ox.NamedNode(RDF + "rest"), None)  # type: ignore[arg-type]
            rest = link.object

    @staticmethod
    def _plain(term: object) -> str:
        value = str(getattr(term, "value", term))
        if isinstance(term, ox.NamedNode):
            for prefix, namespace in PREFIXES.items():
                if value.startswith(namespace):
                    local = value.removeprefix(namespace)
                    return local if prefix == "aa" else f"{prefix}:{local}"
        return value


def _iri(name: str) -> str:
    if ":" not in name:
        return AA + name
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local


def properties_of(vocabulary: Vocabulary) -> list[str]:
    """Return the local names of the properties of facts, in the vocabulary's order."""
    kinds = [*vocabulary.named("owl:ObjectProperty"), *vocabulary.named("owl:DatatypeProperty")]
    names = [name for name in kinds if vocabulary.text(name, AA + "factShape") in SHAPES]
    return sorted(names, key=vocabulary.order)


def units_of(vocabulary: Vocabulary, name: str) -> list[str]:
    """Return the units that a property allows, as facts write them."""
    units = sorted(vocabulary.objects(name, AA + "allowedUnit"), key=vocabulary.order)
    return [vocabulary.text(unit, SKOS + "notation") for unit in units]


def bounds_of(vocabulary: Vocabulary, name: str) -> tuple[str, str]:
    """Return the least and the greatest value of a property, each empty where there is none."""
    return vocabulary.text(name, AA + "leastValue"), vocabulary.text(name, AA + "greatestValue")


def notations_of(vocabulary: Vocabulary, kind: str) -> dict[str, str]:
    """Return the words of a scheme, as facts write them, with the local names of their concepts."""
    return {vocabulary.text(name, SKOS + "notation"): name for name in vocabulary.named(kind)}


def columns_of(vocabulary: Vocabulary, table: str) -> list[str]:
    """Return the local names of a table's columns, in order."""
    names = [n for n in vocabulary.named("Column") if vocabulary.objects(n, SKOS + "inScheme") == [table]]
    return sorted(names, key=vocabulary.order)
