"""Validation of the graph against its SHACL shapes, where it is small enough for that."""

from pathlib import Path
from typing import TYPE_CHECKING

from autoatlas.graph.check.finding import Finding
from autoatlas.ontology.errors import ExtraMissing

if TYPE_CHECKING:
    import rdflib

    from autoatlas.graph.atlas import Atlas

__all__ = ["MOST_FACTS", "violations", "violations_of"]

MOST_FACTS = 50_000
"""Above this pySHACL takes minutes; the columns' own validation, which every load runs, says the same by then."""

_SHAPES = "shapes.ttl"


def violations(atlas: "Atlas") -> list[Finding]:
    """Return what breaks the shapes of the vocabulary.

    Parameters
    ----------
    atlas : Atlas
        Of at most `MOST_FACTS` facts; of a larger one nothing is returned.

    Raises
    ------
    ExtraMissing
        pySHACL is not installed.
    """
    import rdflib

    import autoatlas.ontology

    if atlas.documents()["facts"].sum() > MOST_FACTS:
        return []
    data = rdflib.Graph()
    for batch in atlas.triples():
        data.parse(data=batch, format="nt")
    shapes = rdflib.Graph().parse(Path(autoatlas.ontology.__file__).parent / _SHAPES)
    return violations_of(data, shapes)


def violations_of(data: "rdflib.Graph", shapes: "rdflib.Graph") -> list[Finding]:
    """Return what in an rdflib graph breaks shapes, each violation as a finding."""
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
        subject = data.value(node, RDF.subject)
        label = str(data.value(subject, RDFS.label) or subject or node)
        predicate = data.value(node, RDF.predicate)
        what = report.value(result, SH.resultMessage) or "it breaks its shape"
        name = "" if predicate is None else str(predicate).rpartition("#")[2]
        message = f"{label}: {name or node} breaks its shape at {path}: {what}"
        found.append(Finding("shape", "error", message, (label,), name, (str(node),)))
    return sorted(found, key=lambda one: one.message)
