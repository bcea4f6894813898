"""RDF: Turtle, N-Triples, N-Quads, TriG, RDF/XML and JSON-LD become facts.

Facts in our own vocabulary come back as they went out; plain triples in it, in schema.org and in Wikidata's
terms are taken where they say what a fact can.
"""

from autoatlas.loaders.rdf.loading import LOADER, read
from autoatlas.loaders.rdf.parsing import FORMATS, recognises

__all__ = ["FORMATS", "LOADER", "read", "recognises"]
