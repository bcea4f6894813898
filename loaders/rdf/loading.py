"""The entry of the RDF loader: nodes in, validated facts and sources out."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from autoatlas import __version__
from autoatlas.loaders.rdf.entities import Things
from autoatlas.loaders.rdf.ours import NotAFact, fact_nodes, facts_of, plain_facts, source_rows
from autoatlas.loaders.rdf.outside import outside_facts
from autoatlas.loaders.rdf.parsing import Node, Nodes, parse
from autoatlas.loaders.table.naming import Names
from autoatlas.ontology.errors import InvalidFact, SourceUnreadable
from autoatlas.ontology.extraction import Extraction, Report
from autoatlas.ontology.facts import SOURCE_SCHEMA, fill_defaults, to_frame
from autoatlas.ontology.iris import document_iri
from autoatlas.ontology.terms import Fact
from autoatlas.ontology.validation import Fault, validate

__all__ = ["LOADER", "read"]

LOADER = f"rdf {__version__}"
_ROWS = 50_000


def read(
    document: str | Path,
    *,
    source: str | None = None,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002 - the word that every command uses
    strict: bool = False,
) -> Extraction:
    """Read RDF as facts.

    Parameters
    ----------
    document : str or Path
        A path, or ``-`` for standard input.
    source : str, optional
        The document's IRI; its address or ``file:`` path when left out.
    encoding : str, optional
        Found out when left out.
    format : {"ttl", "nt", "nq", "trig", "rdf", "jsonld"}, optional
        Found out when left out.
    strict : bool
        Whether the first node that is no good fact is an error.

    Returns
    -------
    Extraction
        Of our vocabulary, what a fact cites is its source, else the graph it stands in. The rows of faults
        count the things in the document.

    Raises
    ------
    SourceUnreadable, UnknownFormat
        Not well-formed, or nothing in it that could be a fact.
    InvalidFact
        While iterating, with ``strict``.
    """
    nodes, where = parse(document, encoding=encoding, syntax=format)
    if not nodes:
        raise SourceUnreadable("there are no triples", where=where, mend="Give a document with statements.")
    report = Report()
    iri = source or document_iri(document)
    sources = pl.DataFrame(source_rows(nodes), schema=SOURCE_SCHEMA)
    return Extraction(
        document=iri,
        loader=LOADER,
        frames=_frames(nodes, where, iri, report, strict),
        sources=sources,
        report=report,
    )


def _frames(nodes: Nodes, where: str, document: str, report: Report, strict: bool) -> Iterator[pl.DataFrame]:
    names = Names(report)
    held: list[tuple[Node, Fact]] = []
    for node, fact in _facts(nodes, report):
        if isinstance(fact, NotAFact):
            report.faults.append(Fault(where, node.number, fact.column, fact.what, fact.mend))
        else:
            held.append((node, fact._replace(source=None) if fact.source == document else fact))
        if len(held) == _ROWS:
            yield from _checked(held, names, where, report, strict)
            held = []
    yield from _checked(held, names, where, report, strict)


def _facts(nodes: Nodes, report: Report) -> Iterator[tuple[Node, Fact | NotAFact]]:
    things = Things(nodes)
    for _, node in fact_nodes(nodes):
        try:
            yield node, facts_of(node, nodes, things)
        except NotAFact as fault:
            yield node, fault
    yield from plain_facts(nodes, things)
    yield from outside_facts(nodes, things, report.skipped)


def _checked(
    held: list[tuple[Node, Fact]], names: Names, where: str, report: Report, strict: bool
) -> Iterator[pl.DataFrame]:
    if held:
        frame = names.facts(fill_defaults(to_frame(fact for _, fact in held)))
        good, faults = validate(frame, where=where, first_row=0)
        report.faults.extend(fault._replace(row=held[fault.row][0].number) for fault in faults)
    if strict and report.faults:
        fault = min(report.faults, key=lambda one: one.row)
        raise InvalidFact(
            fault.what, where=f"{fault.where}, thing {fault.row}, column {fault.column}", mend=fault.mend
        )
    if held and good.height:
        report.facts += good.height
        yield good
