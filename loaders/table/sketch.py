"""A mapping while it is proposed: the columns of an unknown table, and the rules made of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autoatlas.loaders.table.shapes import Column
from autoatlas.loaders.table.words import Heading, normal

__all__ = ["CONFIDENCE", "WEB", "Rule", "Sketch"]

WEB = r"(https?://[^\s,;]+)"
"""An address among other words in a cell."""
CONFIDENCE = 0.7
"""How sure a proposed rule is of its facts."""


@dataclass(slots=True)
class Rule:
    """One kind of fact, with a comment for its reader."""

    comment: str
    fields: dict[str, Any]
    when: dict[str, Any] = field(default_factory=dict)


class Sketch:
    """A mapping while it is made."""

    def __init__(self, columns: Sequence[Column], context: str) -> None:
        self.columns, self.context = columns, context
        self.rules: list[Rule] = []
        self.skips: list[tuple[dict[str, Any], str]] = []
        self.lists: dict[str, dict[str, str]] = {}
        self.derived: dict[str, tuple[Any, str]] = {}
        self.used: set[str] = set()
        self.why: dict[str, str] = {}
        self.rest = ""
        self.missing = ""
        self.across = sum(1 for column in columns if column.role == "year across") >= 2

    def has(self, role: str) -> Column | None:
        """The first column that plays a part."""
        return next((column for column in self.columns if column.role == role), None)

    def measure(self, name: str) -> Column | None:
        """The first column that holds a measure."""
        return next((c for c in self.columns if c.heading and c.heading.property == name), None)

    def is_plants(self) -> bool:
        """Whether the rows are facilities."""
        who = self.has("operator") or self.has("brand") or self.has("facility")
        where = self.has("place") or self.has("country") or self.has("facility")
        what = (
            self.measure("annualCapacity")
            or self.has("status")
            or self.measure("latitude")
            or self.has("kind")
        )
        figures = any(self.measure(name) for name in ("sales", "exports", "production"))
        return bool(who and where and what) and not (
            figures and not self.has("place") and not self.has("facility")
        )

    def cell(self, column: Column) -> str:
        """A column as a template."""
        self.used.add(column.name)
        return "{" + column.name + "}"

    def add(self, comment: str, when: Mapping[str, Any] | None = None, **fields: Any) -> None:
        """Add a rule, with what all rules of the table share."""
        self.rules.append(Rule(comment, {**fields, **self.cited()}, dict(when or {})))

    def cited(self) -> dict[str, Any]:
        """Source, date of publication and confidence."""
        found: dict[str, Any] = {}
        source = self.has("source")
        if source is not None:
            self.used.add(source.name)
            found["source"] = {"from": "{" + source.name + "}", "match": WEB}
        published = self.has("published")
        if published is not None:
            found["published"] = self.date(published)
        found["confidence"] = CONFIDENCE
        return found

    def date(self, column: Column) -> Any:
        """A date's column, with the order of day and month where the cells tell it."""
        found = [re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}", value) for value in column.values]
        style = ""
        if any(match and int(match[1]) > 12 for match in found):
            style = "dmy"
        elif any(match and int(match[2]) > 12 for match in found):
            style = "mdy"
        cell = self.cell(column)
        return {"from": cell, "date": style} if style else cell

    def number(self, column: Column, scale: float = 1.0) -> Any:
        """A number's column, with its scale and decimal mark."""
        options: dict[str, Any] = {}
        if scale != 1.0:
            options["scale"] = int(scale)
        if column.decimal == ",":
            options["decimal"] = ","
        cell = self.cell(column)
        return {"from": cell, **options} if options else cell

    def period(self) -> dict[str, Any]:
        """The fields that say when."""
        start, end, period = self.has("start"), self.has("end"), self.has("period")
        if start is not None and end is not None:
            return {"start": self.date(start), "end": self.date(end)}
        year = next((c for c in self.columns if normal(c.name) in ("year", "yr")), None)
        month = next((c for c in self.columns if normal(c.name) in ("month", "mon")), None)
        if year is not None and month is not None:
            pair = (self.cell(year), self.cell(month))
            return {"period": f"{pair[0]}-{pair[1]}" if month.numeric else f"{pair[1]} {pair[0]}"}
        found = period or start or end
        if found is not None:
            return {"period": self.date(found)}
        dated = next((c for c in self.columns if c.dated and c.role is None and c.heading is None), None)
        return {"period": self.date(dated)} if dated is not None else {}

    def currency(self, heading: Heading) -> Any:
        """The unit of money: of the header, or of a column."""
        if heading.unit is not None:
            return heading.unit
        column = self.has("currency") or self.has("unit")
        return self.cell(column) if column is not None else None
