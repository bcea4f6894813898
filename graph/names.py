"""IRIs of the things that facts name, whichever registry entry or document they come from."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from autoatlas.ontology.entity import Entity
from autoatlas.ontology.iris import entity_iri, is_iri
from autoatlas.ontology.registry import registry
from autoatlas.ontology.terms import CURRENCIES, PRODUCTS, UNITS

__all__ = [
    "DERIVED_GRAPH",
    "ENTITIES_GRAPH",
    "OVERSEAS",
    "SOURCES_GRAPH",
    "class_of_place",
    "iri_of",
    "known_entity",
    "product_iri",
    "safe_iri",
    "unit_iri",
]

ENTITIES_GRAPH = "https://w3id.org/autoatlas/graph/entities"
DERIVED_GRAPH = "https://w3id.org/autoatlas/graph/derived"
SOURCES_GRAPH = "https://w3id.org/autoatlas/graph/sources"
OVERSEAS = "overseas"
"""The place that stands for all outside the home market; a region with no members of its own."""

_PRODUCTS = "https://w3id.org/autoatlas/product/"
# QUDT 3 writes currencies as units, CCY_ and the ISO 4217 code
_CURRENCY = "http://qudt.org/vocab/unit/CCY_"
_SOURCES = "urn:autoatlas:source:"


@lru_cache(maxsize=65536)
def known_entity(label: str, entity_class: str | None = None) -> Entity | None:
    """Return the registry's entity of a canonical label and class, or None."""
    return registry().find(label, entity_class)


@lru_cache(maxsize=65536)
def iri_of(label: str, entity_class: str) -> str:
    """Return the IRI of an entity; one that facts speak of under two classes has one.

    Examples
    --------
    >>> iri_of("Voyah", "Brand"), iri_of("Nobody Motors", "Automaker")
    ('https://w3id.org/autoatlas/entity/voyah', 'https://w3id.org/autoatlas/entity/nobody-motors')
    """
    known = known_entity(label, entity_class)
    return known.iri if known is not None else entity_iri(label, entity_class, registry().class_of(label))


def class_of_place(label: str) -> str:
    """Return the class of what stands in a fact's ``place``: Country, Region or Place."""
    if label == OVERSEAS:
        return "Region"
    for entity_class in ("Country", "Region", "Place"):
        if known_entity(label, entity_class) is not None:
            return entity_class
    return "Place"


def unit_iri(unit: str) -> str:
    """Return the IRI of a unit of the vocabulary or of a currency's ISO 4217 code."""
    if unit in CURRENCIES:
        return _CURRENCY + unit
    return UNITS[unit]


def product_iri(product: str) -> str:
    """Return the IRI of a product, or of several joined as in ``bev bus``."""
    return (
        PRODUCTS[product] if product in PRODUCTS else _PRODUCTS + quote("-".join(product.split()), safe="-")
    )


@lru_cache(maxsize=65536)
def safe_iri(text: str) -> str:
    """Return an IRI that RDF can hold: the text itself, or a URN that quotes it whole.

    Examples
    --------
    >>> safe_iri("https://example.org/a"), safe_iri("annual report, p. 4")
    ('https://example.org/a', 'urn:autoatlas:source:annual%20report%2C%20p.%204')
    """
    import pyoxigraph as ox

    if is_iri(text):
        try:
            return ox.NamedNode(text).value
        except ValueError:  # it has the form of an IRI, yet not a valid host, port or escape
            pass
    return _SOURCES + quote(text, safe="", errors="replace")


def joined_products(products: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the products that join several, with the parts that the vocabulary has."""
    joined = (product for product in products if product not in PRODUCTS)
    return {product: tuple(part for part in product.split() if part in PRODUCTS) for product in joined}
