"""What breaks the shapes of the vocabulary: found by columns, and confirmed by SHACL where there is suspicion.

`ontology/shapes.ttl` and the validation by columns are both made from the vocabulary, so they say the same of a fact;
a test holds them together. Columns read a million facts in seconds, pySHACL 14,000 in 20 s (measured here, with one
shape a property). So the columns look at every fact, and the graph of those that they object to goes to pySHACL.
"""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from autoatlas.graph.check.finding import Finding
from autoatlas.graph.rdf import fact_ids
from autoatlas.ontology.errors import AtlasError, ExtraMissing
from autoatlas.ontology.facts import fill_defaults
from autoatlas.ontology.terms import AAF
from autoatlas.ontology.validation import Fault, validate

if TYPE_CHECKING:
    import rdflib

    from autoatlas.graph.atlas import Atlas

__all__ = ["MOST_FACTS", "shapes_graph", "valid_facts", "violations", "violations_of"]

MOST_FACTS = 2_000
"""Suspicious facts that SHACL is asked about; of more the columns alone tell."""

_FACT = "_fact"
_LABEL = "is no label of a facility"  # as validation by columns puts it

_log = logging.getLogger(__name__)

# a class out of another group than the registry's is a mistake; Automaker for Organization is a matter of taste
_GROUPS = {
    "Automaker": "company", "Brand": "company", "Organization": "company", "Country": "country",
    "Region": "country", "Place": "place", "Model": "model", "Facility": "facility", "Technology": "technology",
}  # fmt: skip


def violations(atlas: "Atlas") -> list[Finding]:
    """Return what breaks the shapes of the vocabulary, one finding a fact and column.

    Parameters
    ----------
    atlas : Atlas
    """
    found: list[Finding] = []
    for document in atlas.documents()["document"]:
        stated = atlas.facts(document).collect()
        iris = pl.Series(_FACT, [AAF + digest for digest in fact_ids(stated, document)], dtype=pl.String)
        facts = fill_defaults(stated).with_columns(iris)
        _, faults = validate(facts.drop(_FACT), where=document, first_row=0)
        if faults:
            told = list(_of_columns(facts, faults))
            suspicious = facts[sorted({fault.row for fault in faults})].drop(_FACT)
            found += told
            found += _of_graph(suspicious, document, {fact for one in told for fact in one.facts})
        found += _of_registry(facts)
    return sorted(found, key=lambda one: one.message)


def valid_facts(facts: pl.DataFrame) -> pl.DataFrame:
    """Return the facts that can be compared with others, whatever is wrong with how their subject is called."""
    _, faults = validate(facts, first_row=0)
    if not faults:
        return facts
    bad = {fault.row for fault in faults if not fault.what.endswith(_LABEL)}
    return facts.with_row_index("_row").filter(~pl.col("_row").is_in(bad)).drop("_row")


def _of_columns(facts: pl.DataFrame, faults: Iterable[Fault]) -> Iterator[Finding]:
    for fault in faults:
        row = facts.row(fault.row, named=True)
        subject, prop = row["subject"] or "", row["property"] or ""
        message = f"{subject}: {prop} breaks its shape in {fault.column}: {fault.what}. {fault.mend}"
        sources = (row["source"],) if row["source"] else ()
        yield Finding("shape", "error", message, (subject,), prop, (row[_FACT],), sources)


def _of_graph(facts: pl.DataFrame, document: str, told: set[str]) -> list[Finding]:
    """What SHACL objects to in suspicious facts, besides what the columns have told of."""
    from autoatlas.graph.atlas import Atlas
    from autoatlas.ontology.extraction import Extraction

    if facts.height > MOST_FACTS:
        return []
    try:
        import rdflib

        atlas = Atlas()
        atlas.load(Extraction(document, "check", iter([facts])))
        data = rdflib.Graph()
        for batch in atlas.triples():
            data.parse(data=batch, format="nt")
        return [one for one in violations_of(data, shapes_graph()) if not told.intersection(one.facts)]
    except (AtlasError, ImportError) as error:
        _log.debug("the columns alone tell of %s: %s", document, error)
    except (AttributeError, KeyError, TypeError, ValueError, pl.exceptions.PolarsError) as error:
        # what is no word of the vocabulary cannot be written as RDF, so no shape can be asked
        _log.debug("facts of %s cannot be written as a graph: %s", document, error)
    return []


def _of_registry(facts: pl.DataFrame) -> Iterator[Finding]:
    """A country as a maker, or a maker as a country: what the registry knows to be another thing."""
    from autoatlas.ontology.registry import registry

    named = pl.concat(
        [facts.select(label=role, stated=f"{role}_type", role=pl.lit(role)) for role in ("subject", "object")]
    ).drop_nulls()
    for label, stated, role in named.unique(maintain_order=True).iter_rows():
        entity = registry().find(label)
        if entity is None or stated not in _GROUPS or entity.cls not in ("Country", "Region", "Automaker"):
            continue
        known = {_GROUPS[cls] for number in registry().numbers(label) for cls in _classes(number, label)}
        if _GROUPS[stated] not in known:
            rows = facts.filter(pl.col(role) == label, pl.col(f"{role}_type") == stated)
            first = rows.row(0, named=True)
            message = f"{label} stands as {role}_type {stated} with {first['property']}, but is known as {entity.cls}."
            sources = tuple(rows["source"].drop_nulls().unique(maintain_order=True))
            iris = tuple(dict.fromkeys(rows[_FACT]))
            yield Finding("shape", "error", message, (label,), first["property"], iris, sources)


def _classes(number: int, label: str) -> list[str]:
    from autoatlas.ontology.registry import registry

    entry = registry().entries[number]
    return [cls for cls in (entry.cls, *entry.also.split("|")) if cls] if entry.label == label else []


def shapes_graph() -> "rdflib.Graph":
    """Return the shapes of the vocabulary as a graph."""
    import rdflib

    import autoatlas.ontology

    return rdflib.Graph().parse(Path(autoatlas.ontology.__file__).parent / "shapes.ttl")


def violations_of(data: "rdflib.Graph", shapes: "rdflib.Graph") -> list[Finding]:
    """Return what in an rdflib graph breaks shapes, each violation as a finding.

    Raises
    ------
    ExtraMissing
        pySHACL is not installed.
    """
    import rdflib
    from rdflib import RDF, RDFS
    from rdflib.namespace import SH

    try:
        import pyshacl
    except ImportError as error:
        raise ExtraMissing(
            "the shapes need pySHACL", mend="Install it with pip install 'autoatlas[check]'."
        ) from error
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True, inplace=True)
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        # a period is broken for the facts of that period
        period = rdflib.URIRef("https://w3id.org/autoatlas/ontology#period")
        nodes = [*data.subjects(period, node)] if node is not None else []
        for fact in nodes or [node]:
            subject = data.value(fact, RDF.subject)
            label = str(data.value(subject, RDFS.label) or subject or fact)
            predicate = data.value(fact, RDF.predicate)
            what = report.value(result, SH.resultMessage) or "it breaks its shape"
            name = "" if predicate is None else str(predicate).rpartition("#")[2]
            message = f"{label}: {name or fact} breaks its shape at {path}: {what}"
            found.append(Finding("shape", "error", message, (label,), name, (str(fact),)))
    return sorted(found, key=lambda one: one.message)
