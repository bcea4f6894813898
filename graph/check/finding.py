"""A finding: what does not fit, why, how sure, and which facts it rests on."""

from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["KINDS", "LEVELS", "Finding", "Kind", "Level", "at_or_above"]

Kind = Literal["shape", "contradiction", "arithmetic", "lateness", "staleness", "duplicate"]
Level = Literal["note", "warning", "error"]

KINDS: tuple[Kind, ...] = ("shape", "contradiction", "arithmetic", "lateness", "staleness", "duplicate")
LEVELS: tuple[Level, ...] = ("note", "warning", "error")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    level : str
        One of `LEVELS`: a note is worth knowing, a warning worth a look, an error cannot be true.
    message : str
        What does not fit and why, as one or two sentences with the figures.
    subjects : tuple of str
        Labels of the entities concerned.
    property : str
        The property concerned; empty where it is not one property's.
    facts : tuple of str
        IRIs of the facts that it rests on.
    sources : tuple of str
        What those facts cite, in the same order, each once.
    confidence : float
        How sure the check is, 0 to 1: no surer than the least sure of the facts.
    difference : float or None
        How far apart the values are, as a share of the larger one; by it contradictions are ranked.
    """

    kind: Kind
    level: Level
    message: str
    subjects: tuple[str, ...]
    property: str = ""
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: float = 1.0
    difference: float | None = field(default=None, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain values, for JSON."""
        return {
            "kind": self.kind,
            "level": self.level,
            "message": self.message,
            "subjects": list(self.subjects),
            "property": self.property,
            "facts": list(self.facts),
            "sources": list(self.sources),
            "confidence": round(self.confidence, 3),
        }


def at_or_above(findings: list[Finding], level: Level) -> list[Finding]:
    """Return the findings of a level and of those above it."""
    least = LEVELS.index(level)
    return [finding for finding in findings if LEVELS.index(finding.level) >= least]
