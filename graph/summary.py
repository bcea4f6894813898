"""What a load came to."""

from dataclasses import dataclass, field

from autoatlas.ontology.extraction import Report
from autoatlas.ontology.validation import Fault

__all__ = ["Loaded", "Summary", "counted"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading one document came to.

    Attributes
    ----------
    document : str
        Its IRI.
    loader : str
        What read it.
    facts : int
        Facts that it states.
    replaced : int or None
        Facts that it stated before, where it had been loaded already.
    report : Report
        Rejected rows, unknown names, and what was skipped.
    rejected, corrected : int
        Of the facts that it states, those that corrections leave out, and those that they change.
    """

    document: str
    loader: str
    facts: int
    replaced: int | None
    report: Report
    rejected: int = 0
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What one load came to: a record a document, the counts of all together, and the bad rows of corrections."""

    loaded: list[Loaded] = field(default_factory=list)
    faults: tuple[Fault, ...] = ()

    @property
    def facts(self) -> int:
        """Facts loaded."""
        return sum(one.facts for one in self.loaded)

    @property
    def rejected(self) -> int:
        """Facts loaded that corrections leave out."""
        return sum(one.rejected for one in self.loaded)

    @property
    def corrected(self) -> int:
        """Facts loaded that corrections change."""
        return sum(one.corrected for one in self.loaded)

    def __str__(self) -> str:
        more = {"rejected": self.rejected, "corrected": self.corrected}
        told = [f"{count:,} {word}" for word, count in more.items() if count]
        return ", ".join([counted(self.facts, len(self.loaded)), *told])


def counted(facts: int, documents: int) -> str:
    """Return how many facts and documents there are, in words."""
    ends = ["" if count == 1 else "s" for count in (facts, documents)]
    return f"{facts:,} fact{ends[0]} from {documents:,} document{ends[1]}"
