"""Facts in our own vocabulary: nodes of facts, as `docs/rdf.md` describes them, and plain triples."""

from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import unquote

import pyoxigraph as ox

from autoatlas.loaders.rdf.entities import Things
from autoatlas.loaders.rdf.parsing import Node, Nodes, Term, iter_types
from autoatlas.ontology.iris import PERIODS
from autoatlas.ontology.terms import (
    AA,
    ASSEMBLY_MODES,
    BASES,
    COMPARATORS,
    CURRENCIES,
    MODALITIES,
    PREFIXES,
    PRODUCTS,
    PROPERTIES,
    PUBLISHER_KINDS,
    UNITS,
    Fact,
)

__all__ = ["NotAFact", "fact_nodes", "facts_of", "plain_facts", "source_rows"]

_RDF, _AA, _PROV, _DCTERMS = (PREFIXES[name] for name in ("rdf", "aa", "prov", "dcterms"))
_SCHEMA, _RDFS = PREFIXES["schema"], PREFIXES["rdfs"]
_PRODUCT = "https://w3id.org/autoatlas/product/"
_CURRENCY = "http://qudt.org/vocab/unit/CCY_"
_DERIVED = "https://w3id.org/autoatlas/graph/derived"
_OURS = "https://w3id.org/autoatlas/graph/"
_SUBJECT, _PREDICATE, _OBJECT = _RDF + "subject", _RDF + "predicate", _RDF + "object"
_DERIVED_FROM, _ISSUED = _PROV + "wasDerivedFrom", _DCTERMS + "issued"
_PERIOD, _PLACE, _PART, _KIND_OF = AA.period, AA.place, AA.part, AA.product
_OF, _UNIT, _UPPER, _SAID_BY, _BASIS = AA.of, AA.unit, AA.upperValue, AA.saidBy, AA.basis
_COMPARATOR, _MODALITY, _CONFIDENCE = AA.comparator, AA.modality, AA.confidence
_QUOTE, _QUOTE_START, _QUOTE_END = AA.quote, AA.quoteStart, AA.quoteEnd


class NotAFact(ValueError):
    """A node that cannot be read as a fact: which column, what is wrong, how to mend it."""

    def __init__(self, column: str, what: str, mend: str) -> None:
        super().__init__(what)
        self.column, self.what, self.mend = column, what, mend


@cache
def _words(table: str) -> Mapping[str, str]:
    tables = {
        "modality": MODALITIES,
        "comparator": COMPARATORS,
        "basis": BASES,
        "product": PRODUCTS,
        "unit": UNITS,
        "mode": ASSEMBLY_MODES,
        "kind": PUBLISHER_KINDS,
    }
    return {iri: word for word, iri in tables[table].items()}


def fact_nodes(nodes: Nodes) -> Iterator[tuple[str, Node]]:
    """The nodes that are facts."""
    for iri, node in nodes.items():
        if AA.Fact in iter_types(node):
            yield iri, node


def facts_of(node: Node, nodes: Nodes, things: Things) -> Fact:
    """Read a fact's node.

    Raises
    ------
    NotAFact
    """
    said = {predicate: terms[0] for predicate, terms in node.said.items()}
    predicate = said.get(_PREDICATE)
    name = predicate.value.removeprefix(_AA) if predicate is not None else ""
    if name not in PROPERTIES:
        raise NotAFact("property", f'"{name[:80]}" is not a property', "Write one of docs/vocabulary.md.")
    about = PROPERTIES[name]
    subject = said.get(_SUBJECT)
    obj = said.get(_OBJECT)
    label = things.label(subject)
    if label is None:
        raise NotAFact("subject", "the subject has no label", "Give it an rdfs:label.")
    kind = things.cls(subject, about.domain) or (about.domain[0] if len(about.domain) == 1 else None)
    start, end = things.period(obj if about.shape == "date" else said.get(_PERIOD))
    other: Term | None = (
        said.get(_OF) if about.shape == "quantity" else obj if about.shape == "relation" else None
    )
    other_label = things.label(other)
    if other is not None and other_label is None:
        raise NotAFact("object", "the object has no label", "Give it an rdfs:label.")
    value = unit = None
    if about.shape == "quantity":
        value = _number(obj, "value")
        unit = _unit(said.get(_UNIT)) or (
            about.units[0] if len(about.units) == 1 and about.units[0] != "currency" else None
        )
    upper, confidence = said.get(_UPPER), said.get(_CONFIDENCE)
    source = _value(said.get(_DERIVED_FROM)) or node.graph
    if source is not None and source.startswith(_OURS):
        source = None
    mode = _word("mode", obj, "object") if about.shape == "mode" else None
    return Fact(
        subject=label,
        subject_type=kind or "",
        property=name,
        object=mode or other_label,
        object_type=None if mode else things.cls(other, about.range),
        value=value,
        value_max=_number(upper, "value_max") if upper is not None else None,
        unit=unit,
        comparator=_word("comparator", said.get(_COMPARATOR), "comparator"),
        modality=_word("modality", said.get(_MODALITY), "modality"),
        said_by=things.label(said.get(_SAID_BY)),
        basis=_word("basis", said.get(_BASIS), "basis"),
        start=start,
        end=end,
        place=things.label(said.get(_PLACE)),
        part=_value(said.get(_PART)),
        product=_product(said.get(_KIND_OF)),
        source=source,
        published=_value(said.get(_ISSUED)) or _issued(source, node, nodes),
        quote=_value(said.get(_QUOTE)),
        quote_start=_whole(said.get(_QUOTE_START)),
        quote_end=_whole(said.get(_QUOTE_END)),
        confidence=_number(confidence, "confidence") if confidence is not None else None,
    )


def _value(term: Term | None) -> str | None:
    return term.value if term is not None else None


def _issued(source: str | None, node: Node, nodes: Nodes) -> str | None:
    """When the document of a fact appeared; a fact of that day does not say so itself."""
    document = nodes.get(source) if source is not None and source == node.graph else None
    return document.text(_ISSUED) if document is not None else None


def plain_facts(nodes: Nodes, things: Things) -> Iterator[tuple[Node, Fact | NotAFact]]:
    """Plain triples in our vocabulary that no fact's node states, as `aae:byd aa:operates aae:x`."""
    stated: set[tuple[str, str, str]] | None = None
    for iri, node in nodes.items():
        if node.graph == _DERIVED or AA.Fact in iter_types(node):
            continue
        for predicate, terms in list(node.said.items()):
            name = predicate.removeprefix(_AA)
            if not predicate.startswith(_AA) or name not in PROPERTIES:
                continue
            subject: Term = ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri)
            for term in terms:
                if stated is None:
                    stated = _stated(nodes)
                if (iri.removeprefix("_:"), predicate, _text(term)) in stated:
                    continue
                try:
                    yield node, _plain(name, subject, term, node, nodes, things)
                except NotAFact as fault:
                    yield node, fault


def _stated(nodes: Nodes) -> set[tuple[str, str, str]]:
    return {
        (_text(node.first(_SUBJECT)), _text(node.first(_PREDICATE)), _text(node.first(_OBJECT)))
        for _, node in fact_nodes(nodes)
    }


def _plain(name: str, subject: Term, term: Term, node: Node, nodes: Nodes, things: Things) -> Fact:
    made = Node(graph=None if node.graph is None or node.graph.startswith(_OURS) else node.graph)
    made.said[_SUBJECT] = [subject]
    made.said[_PREDICATE] = [ox.NamedNode(_AA + name)]
    about = PROPERTIES[name]
    if about.shape == "date" and isinstance(term, ox.Literal):
        fact = facts_of(_with(made, ox.NamedNode(f"{PERIODS}{term.value}_{term.value}")), nodes, things)
    else:
        fact = facts_of(_with(made, term), nodes, things)
    if about.shape == "quantity" and fact.unit is None and "vehicle/year" in about.units:
        battery = fact.subject.endswith("battery plant")
        fact = fact._replace(unit=None if battery else "vehicle/year")
    return fact


def _with(node: Node, obj: Term) -> Node:
    node.said[_OBJECT] = [obj]
    return node


def _text(term: Term | None) -> str:
    return term.value if term is not None else ""


def _number(term: Term | None, column: str) -> float:
    try:
        return float(term.value) if isinstance(term, ox.Literal) else float("nan")
    except ValueError:
        raise NotAFact(column, f'"{_text(term)[:80]}" is not a number', "Write an xsd:decimal.") from None


def _whole(term: Term | None) -> int | None:
    if term is None:
        return None
    try:
        return int(term.value)
    except ValueError:
        raise NotAFact(
            "quote_start", f'"{term.value[:80]}" is no whole number', "Write an xsd:integer."
        ) from None


def _word(table: str, term: Term | None, column: str) -> str | None:
    if term is None:
        return None
    return _words(table).get(term.value) or term.value.rsplit("#", 1)[-1]


def _product(term: Term | None) -> str | None:
    if term is None:
        return None
    if term.value.startswith(_PRODUCT):
        return unquote(term.value.removeprefix(_PRODUCT)).replace("-", " ")
    return _word("product", term, "product")


def _unit(term: Term | None) -> str | None:
    if term is None:
        return None
    code = term.value.removeprefix(_CURRENCY)
    return code if code in CURRENCIES else _word("unit", term, "unit")


def source_rows(nodes: Nodes) -> list[dict[str, str | None]]:
    """The nodes that are sources, as rows of the table of sources."""
    rows = []
    for iri, node in nodes.items():
        if AA.Source not in iter_types(node):
            continue
        kind = node.first(AA.publisherKind)
        rows.append(
            {
                "source": iri,
                "title": node.text(_RDFS + "label"),
                "publisher": node.text(_SCHEMA + "publisher"),
                "kind": _words("kind").get(kind.value) if kind is not None else None,
                "published": node.text(_ISSUED),
                "accessed": node.text(_SCHEMA + "dateAccessed"),
                "mirror_of": node.text(AA.mirrorOf),
            }
        )
    return rows
