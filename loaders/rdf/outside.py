"""What schema.org and Wikidata say that a fact can say too; the rest is counted by its predicate."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox

from autoatlas.loaders.rdf.entities import Things
from autoatlas.loaders.rdf.parsing import Node, Nodes, Term, follow, iter_types
from autoatlas.loaders.table.scalars import parse_date, parse_number
from autoatlas.loaders.table.words import read_heading
from autoatlas.ontology.terms import CURRENCIES, PROPERTIES, Fact

__all__ = ["outside_facts"]

_SCHEMA = re.compile(r"https?://schema\.org/(\w+)")
_WIKIDATA = re.compile(r"http://www\.wikidata\.org/prop/direct/(P\d+)")
_POINT = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
_COMPANY = ("Automaker", "Brand", "Organization")
_SAID = {
    "name", "alternateName", "legalName", "description", "url", "sameAs", "image", "logo", "identifier",
    "geo", "additionalType", "latitude", "longitude", "inLanguage", "countryOfOrigin",
    "publisher", "dateAccessed",
}  # fmt: skip
_CONFIDENCE = 0.9


def outside_facts(nodes: Nodes, things: Things, skipped: Counter[str]) -> Iterator[tuple[Node, Fact]]:
    """Yield the facts that terms of schema.org and Wikidata state, and count what else they say."""
    for iri, node in nodes.items():
        term: Term = ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri)
        if any(_short(kind) == "Observation" for kind in iter_types(node)):
            fact = _observation(node, nodes, things)
            if fact is None:
                skipped["schema:Observation of no measure of the vocabulary"] += 1
            else:
                yield node, fact
            continue
        for predicate, objects in list(node.said.items()):
            name = _short(predicate)
            if name is None or name in _SAID:
                if name == "geo":
                    for one in objects:
                        yield from ((node, fact) for fact in _geo(term, follow(nodes, one), things))
                continue
            for one in objects:
                facts = list(_statement(name, term, one, nodes, things))
                yield from ((node, fact) for fact in facts)
                if not facts:
                    skipped[f"{name}: no property of the vocabulary, or not of these classes"] += 1


@lru_cache(maxsize=10_000)
def _short(iri: str) -> str | None:
    """The name of a term of schema.org, or the number of a property of Wikidata."""
    match = _SCHEMA.fullmatch(iri) or _WIKIDATA.fullmatch(iri)
    return match[1] if match else None


def _fact(subject: str | None, kind: str | None, name: str, **fields: object) -> Iterator[Fact]:
    if subject and kind in PROPERTIES[name].domain:
        # the values' types differ by column, and are checked when facts are framed
        yield Fact(subject, kind, name, confidence=_CONFIDENCE, **fields)  # type: ignore[arg-type]


def _relation(name: str, subject: Term, obj: Term, things: Things) -> Iterator[Fact]:
    about = PROPERTIES[name]
    kind, other = things.cls(subject, about.domain), things.cls(obj, about.range)
    label = things.label(obj)
    if label and other in about.range:
        yield from _fact(things.label(subject), kind, name, object=label, object_type=other)


def _statement(name: str, subject: Term, obj: Term, nodes: Nodes, things: Things) -> Iterator[Fact]:
    label = things.label(subject)
    if name in ("parentOrganization", "P749"):
        yield from _relation("subsidiaryOf", subject, obj, things)
    elif name in ("subOrganization", "P355"):
        yield from _relation("subsidiaryOf", obj, subject, things)
    elif name in ("brand", "P1716"):
        yield from _relation("brandOf", obj, subject, things)
    elif name == "P137":
        yield from _relation("operates", obj, subject, things)
    elif name in ("containedInPlace", "P131", "P17", "location", "addressCountry", "addressLocality"):
        if things.cls(subject, ("Facility",)) == "Facility":
            yield from _relation("locatedIn", subject, obj, things)
    elif name == "P625" and isinstance(obj, ox.Literal) and (match := _POINT.search(obj.value)):
        kind = things.cls(subject, ("Facility", "Place"))
        for measure, text in (("latitude", match[2]), ("longitude", match[1])):
            if (number := parse_number(text)) is not None:
                yield from _fact(label, kind, measure, value=number.value, unit="degree")
    elif name in ("P1619", "P576") and isinstance(obj, ox.Literal):
        dates = parse_date(obj.value)
        if dates is not None and things.cls(subject, ("Facility",)) == "Facility":
            event = "productionStart" if name == "P1619" else "closed"
            yield from _fact(label, "Facility", event, start=dates[0], end=dates[1])
    elif name in ("numberOfEmployees", "P1128"):
        value = _value(obj, nodes)
        kind = things.cls(subject, ("Automaker", "Facility"))
        if value is not None:
            yield from _fact(label, kind, "employees", value=value, unit="person")


def _value(term: Term, nodes: Nodes) -> float | None:
    node = follow(nodes, term)
    if node is not None:
        term = next((objects[0] for name, objects in node.said.items() if _short(name) == "value"), term)
    number = parse_number(term.value) if isinstance(term, ox.Literal) else None
    return number.value if number is not None else None


def _geo(subject: Term, place: Node | None, things: Things) -> Iterator[Fact]:
    kind = things.cls(subject, ("Facility", "Place"))
    for name in ("latitude", "longitude"):
        text = _of(place, name)
        number = parse_number(text) if text else None
        if number is not None:
            yield from _fact(things.label(subject), kind, name, value=number.value, unit="degree")


def _of(node: Node | None, name: str) -> str | None:
    if node is None:
        return None
    return next((objects[0].value for iri, objects in node.said.items() if _short(iri) == name), None)


def _observation(node: Node, nodes: Nodes, things: Things) -> Fact | None:
    """A schema.org Observation: about whom, which measure, when, how much."""
    said = {_short(name): objects[0] for name, objects in node.said.items() if _short(name)}
    about, measured = (
        said.get("observationAbout"),
        said.get("measuredProperty") or said.get("variableMeasured"),
    )
    name = things.label(measured) or (measured.value.rsplit("/", 1)[-1] if measured is not None else "")
    name = name.rsplit("#", 1)[-1]
    heading = read_heading(name)
    prop = name if name in PROPERTIES else heading.property if heading is not None else None
    if about is None or prop is None or PROPERTIES[prop].shape != "quantity":
        return None
    label, kind = things.label(about), things.cls(about, PROPERTIES[prop].domain)
    low, high = said.get("value") or said.get("minValue"), said.get("maxValue")
    value = _value(low, nodes) if low is not None else None
    units = PROPERTIES[prop].units
    unit = _of(node, "unitCode") or _of(node, "unitText") or (units[0] if units[0] != "currency" else None)
    if unit not in units and unit not in CURRENCIES:
        unit = units[0] if units[0] != "currency" else None
    date = _of(node, "observationDate") or _of(node, "observationPeriod")
    period = parse_date(date) if date else None
    if label is None or kind not in PROPERTIES[prop].domain or value is None:
        return None
    return Fact(
        label,
        kind,
        prop,
        value=value,
        value_max=_value(high, nodes) if high is not None else None,
        unit=unit,
        start=period[0] if period else None,
        end=period[1] if period else None,
        product=heading.product if heading is not None else None,
        confidence=_CONFIDENCE,
    )
