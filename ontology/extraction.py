"""What a loader returns: a document's frames of facts, the sources they cite, and what was left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from autoatlas.ontology.facts import SOURCE_SCHEMA
from autoatlas.ontology.validation import Fault

__all__ = ["Extraction", "Report", "UnknownName"]


@dataclass(slots=True)
class UnknownName:
    """A name that the registry does not know: how often it came up, and the nearest labels known."""

    count: int = 0
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """What a loader could not take as it stood; filled while its frames are consumed.

    Attributes
    ----------
    faults : list of Fault
        Rows that were rejected.
    unknown_names : dict
        Names that became new entities, marked for review, by (name, class).
    skipped : Counter
        Rows that are no facts of the vocabulary, by reason.
    facts : int
        Facts yielded so far.
    """

    faults: list[Fault] = field(default_factory=list)
    unknown_names: dict[tuple[str, str], UnknownName] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    facts: int = 0


@dataclass(slots=True)
class Extraction:
    """The facts of one document, read as they are iterated over.

    Attributes
    ----------
    document : str
        IRI of the document, which also names its graph.
    loader : str
        Name and version of the loader, as ``text 0.1.0``.
    frames : iterator of DataFrame
        Frames of `FACT_SCHEMA`, defaults filled and validated. Can be run through once.
    sources : DataFrame
        Of `SOURCE_SCHEMA`: what the facts cite. Complete once the frames are exhausted.
    text : str or None
        The decoded text that quote offsets refer to.
    report : Report
        What was left out and why. Complete once the frames are exhausted.
    """

    document: str
    loader: str
    frames: Iterator[pl.DataFrame]
    sources: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SOURCE_SCHEMA))
    text: str | None = None
    report: Report = field(default_factory=Report)

    def __iter__(self) -> Iterator[pl.DataFrame]:
        return self.frames
