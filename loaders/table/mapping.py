"""The mapping of a table onto facts: which column, constant or lookup fills which column of a fact."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from autoatlas.ontology.errors import AtlasError

__all__ = [
    "Choice",
    "Condition",
    "FactRule",
    "InvalidMapping",
    "SkipRule",
    "TableMapping",
    "Template",
    "Wide",
]


class InvalidMapping(AtlasError, ValueError):
    """A mapping file with a slip in it."""


class Template(NamedTuple):
    """A text with columns in it: constant parts and columns in turn, ``{operator} {place} plant``."""

    parts: tuple[tuple[str, bool], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it takes."""
        return tuple(text for text, is_column in self.parts if is_column)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to fill a field; the first that gives something counts."""

    template: Template
    map: Mapping[str, str] | None = None
    otherwise: str | None = None
    code: bool = False
    match: re.Pattern[str] | None = None
    scale: float = 1.0
    decimal: str = "."
    date: str = ""
    missing: frozenset[str] = frozenset()


class Condition(NamedTuple):
    """What a column has to say for a rule to hold."""

    column: str
    test: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactRule:
    """One kind of fact that rows give."""

    where: str
    when: tuple[Condition, ...]
    fields: Mapping[str, tuple[Choice, ...]]
    subject_types: tuple[str, ...]
    object_types: tuple[str, ...]


class SkipRule(NamedTuple):
    """Rows that give nothing, and why; a note is counted only, and its rows go on."""

    when: tuple[Condition, ...]
    reason: Template
    is_note: bool = False


class Wide(NamedTuple):
    """Columns that are one series laid out across: which, and the names of the two columns made of them."""

    columns: re.Pattern[str]
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A whole mapping.

    Attributes
    ----------
    where : str
        The file, for messages.
    name : str
        What it is called.
    needs : tuple of str
        Columns by which a profile is recognised.
    """

    where: str
    name: str
    facts: tuple[FactRule, ...]
    rest: Template
    skips: tuple[SkipRule, ...] = ()
    source: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    needs_match: tuple[re.Pattern[str], ...] = ()
    needs_value: Mapping[str, str] = field(default_factory=dict)
    needs_cells: re.Pattern[str] | None = None
    distinct: bool = False
    derived: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    unused: Mapping[str, str] = field(default_factory=dict)
    wide: Wide | None = None
    fill_down: tuple[str, ...] = ()
    sections: Mapping[str, tuple[str, re.Pattern[str]]] = field(default_factory=dict)
    sheet: str | int | None = None
    header_row: int | None = None
    delimiter: str | None = None
    missing: frozenset[str] = frozenset()

    def columns(self) -> Iterator[str]:
        """The columns of the table that the mapping speaks of, with repetitions."""
        for rule in self.facts:
            yield from (condition.column for condition in rule.when)
            for choices in rule.fields.values():
                yield from (name for choice in choices for name in choice.template.columns)
        for skip in self.skips:
            yield from (condition.column for condition in skip.when)
            yield from skip.reason.columns
        for choices in self.derived.values():
            yield from (name for choice in choices for name in choice.template.columns)
        yield from self.rest.columns
        yield from self.fill_down
        yield from (column for column, _ in self.sections.values())
