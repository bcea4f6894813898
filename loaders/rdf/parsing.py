"""Reads RDF of any syntax into nodes: what each says, and in which graph."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from autoatlas.loaders.table.headers import find_encoding
from autoatlas.loaders.table.opening import Bytes, open_bytes
from autoatlas.ontology.errors import SourceUnreadable, UnknownFormat
from autoatlas.ontology.memory import no_collection
from autoatlas.ontology.terms import AA, PREFIXES

__all__ = ["FORMATS", "Node", "Nodes", "Term", "follow", "iter_types", "parse", "recognises"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal

FORMATS = ("ttl", "nt", "nq", "trig", "rdf", "jsonld")
_SUFFIXES = {
    ".ttl": "ttl",
    ".turtle": "ttl",
    ".n3": "ttl",
    ".nt": "nt",
    ".nq": "nq",
    ".trig": "trig",
    ".rdf": "rdf",
    ".owl": "rdf",
    ".jsonld": "jsonld",
}
_PACKINGS = (".gz", ".bz2", ".xz", ".zst")
_SCHEMA_CONTEXT = re.compile(r"https?://schema\.org/?(docs/jsonldcontext\.jsonl?d?)?")
_LONGEST = 400


@dataclass(slots=True)
class Node:
    """What a document says of one thing, by predicate, and the first named graph that speaks of it."""

    said: dict[str, list[Term]] = field(default_factory=dict)
    graph: str | None = None
    number: int = 0

    def first(self, predicate: str) -> Term | None:
        """The first object of a predicate."""
        found = self.said.get(predicate)
        return found[0] if found else None

    def text(self, predicate: str) -> str | None:
        """The text of the first object of a predicate."""
        found = self.first(predicate)
        return found.value if found is not None else None


Nodes = dict[str, Node]


def recognises(path: str | Path, head: bytes) -> bool:
    """Tell whether a document is RDF, by its suffix and first bytes.

    Examples
    --------
    >>> recognises("atlas.ttl", b""), recognises("x", b"@prefix aa: <x> ."), recognises("a.txt", b"Text.")
    (True, True, False)
    """
    name = Path(path).name.lower()
    for packing in _PACKINGS:
        name = name.removesuffix(packing)
    if Path(name).suffix in _SUFFIXES:
        return True
    text = head[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"@prefix", b"@base", b"PREFIX ")) or b"<rdf:RDF" in text:
        return True
    return text.startswith((b"{", b"[")) and b'"@context"' in text


def _syntax(source: Bytes, asked: str | None) -> str:
    if asked is not None:
        if asked not in FORMATS:
            raise UnknownFormat(
                f"there is no format called {asked!r}",
                where=source.where,
                mend=f"Name one of {', '.join(FORMATS)}.",
            )
        return asked
    found = _SUFFIXES.get(Path(source.name).suffix.lower())
    if found is not None:
        return found
    head = source.head(2000).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"{", b"[")):
        return "jsonld"
    return "rdf" if b"<rdf:RDF" in head or head.startswith(b"<?xml") else "trig"


def parse(
    document: str | Path, *, encoding: str | None = None, syntax: str | None = None
) -> tuple[Nodes, str]:
    """Read a document.

    Returns
    -------
    dict, str
        Nodes by IRI (of a blank node ``_:`` and its name), in the order of the document; and the
        document's place for messages.

    Raises
    ------
    SourceUnreadable
        Missing, damaged, or not well-formed; the message names the line where the reader tells it.
    UnknownFormat
    """
    source = open_bytes(document)
    kind = _syntax(source, syntax)
    data = source.all()
    name = encoding or find_encoding(data[:262_144], source.where, complete=len(data) <= 262_144)
    if name not in ("utf-8", "utf8"):
        try:
            data = data.decode(name).encode("utf-8")
        except (LookupError, UnicodeError) as error:
            raise SourceUnreadable(
                f"the bytes are not {name}", where=source.where, mend="Save it as UTF-8."
            ) from error
    if kind == "jsonld":
        data = _with_contexts(data, source.where)
    formats = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "nq": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "rdf": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    base = "urn:autoatlas:document"
    try:
        with no_collection():
            nodes = _taken(ox.parse(data, format=formats[kind], base_iri=base))
    except (SyntaxError, ValueError, OSError) as error:
        line = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        what = (str(error.args[0]) if error.args else str(error))[:_LONGEST]
        raise SourceUnreadable(f"this is not well-formed: {what}", where=source.where + line) from error
    return nodes, source.where


def _taken(quads: Iterable[Any]) -> Nodes:
    nodes: Nodes = {}
    last, node = "", Node()
    for quad in quads:
        subject, said = quad.subject, quad.object
        if isinstance(subject, ox.Triple):
            continue
        key = subject.value if isinstance(subject, ox.NamedNode) else _key(subject)
        if key != last:  # what a document says of one thing mostly stands together
            found = nodes.get(key)
            if found is None:
                found = nodes[key] = Node({}, None, len(nodes) + 1)
            last, node = key, found
        if node.graph is None and isinstance(quad, ox.Quad):
            graph = quad.graph_name
            node.graph = graph.value if isinstance(graph, ox.NamedNode) else None
        if isinstance(said, ox.Triple):
            continue
        predicate = quad.predicate.value
        known = node.said.get(predicate)
        if known is None:
            node.said[predicate] = [said]
        elif said not in known:
            known.append(said)
    return nodes


def _key(term: Term) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def follow(nodes: Nodes, term: Term | None) -> Node | None:
    """The node that a term names, if the document says anything of it."""
    if term is None or isinstance(term, ox.Literal):
        return None
    return nodes.get(_key(term))


def iter_types(node: Node) -> Iterator[str]:
    """The classes of a node, by IRI."""
    for term in node.said.get(PREFIXES["rdf"] + "type", ()):
        yield term.value


def _with_contexts(data: bytes, where: str) -> bytes:
    """Put known contexts in the place of their addresses; nothing is ever fetched."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        place = f"{where}, line {error.lineno}" if isinstance(error, json.JSONDecodeError) else where
        raise SourceUnreadable(f"this is not JSON ({error})", where=place) from error
    here = dict(PREFIXES) | {"@vocab": AA.Fact.rsplit("#", 1)[0] + "#"}

    def mend(one: Any) -> Any:
        if isinstance(one, dict):
            return {key: context(inner) if key == "@context" else mend(inner) for key, inner in one.items()}
        return [mend(inner) for inner in one] if isinstance(one, list) else one

    def context(one: Any) -> Any:
        if isinstance(one, list):
            return [context(inner) for inner in one]
        if isinstance(one, str):
            if _SCHEMA_CONTEXT.fullmatch(one):
                return {"@vocab": "https://schema.org/", "schema": "https://schema.org/"}
            if one.startswith(here["aa"].rstrip("#")):
                return here
        return one

    try:
        return json.dumps(mend(value)).encode("utf-8", "replace")
    except RecursionError as error:
        raise SourceUnreadable("the JSON is nested too deeply", where=where) from error
