"""The loader for prose: an article becomes facts that point at their words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from autoatlas import __version__
from autoatlas.loaders.document import Document

if TYPE_CHECKING:
    import polars as pl

    from autoatlas.ontology.extraction import Extraction

__all__ = ["read"]


def read(document: Document) -> "Extraction":
    """Read an article.

    Parameters
    ----------
    document : Document

    Returns
    -------
    Extraction
        Its frames are made when they are asked for; ``text`` is what the quote offsets refer to.
    """
    from autoatlas.ontology.extraction import Extraction, Report

    report = Report()
    extraction = Extraction(
        document=document.iri,
        loader=f"text {__version__}",
        frames=iter(()),
        text=document.text,
        report=report,
    )
    extraction.frames = _frames(document, extraction)
    return extraction


def _frames(document: Document, extraction: "Extraction") -> "Iterator[pl.DataFrame]":
    import polars as pl

    from autoatlas.loaders.text.reader import read_facts
    from autoatlas.ontology.extraction import UnknownName
    from autoatlas.ontology.facts import SOURCE_SCHEMA, to_frame
    from autoatlas.ontology.registry import registry

    facts = read_facts(document)
    known = registry()
    for fact in facts:
        for name, cls in ((fact.subject, fact.subject_type), (fact.object, fact.object_type)):
            if name and cls and cls not in ("Facility", "Technology") and not known.numbers(name):
                entry = extraction.report.unknown_names.setdefault((name, cls), UnknownName())
                entry.count += 1
    extraction.report.facts += len(facts)
    extraction.sources = pl.DataFrame(
        [{"source": document.iri, "title": document.title, "published": document.published}],
        schema=SOURCE_SCHEMA,
    )
    if facts:
        yield to_frame(facts)
