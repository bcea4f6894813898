"""Looks at a sample of an unknown table: what each column is, by its header and by its cells."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from autoatlas.loaders.table.cells import blank_to_null, dates, numbers
from autoatlas.loaders.table.scalars import is_missing
from autoatlas.loaders.table.words import Heading, normal, read_heading, role_of
from autoatlas.ontology.terms import CLASSES, CURRENCIES, FACILITY_KINDS, FACT_COLUMNS

__all__ = ["KIND_WORDS", "MODE_WORDS", "STATUS_WORDS", "Column", "classes_of", "decimal_of", "look_at"]

STATUS_WORDS = {
    "operating": "actual",
    "operational": "actual",
    "in operation": "actual",
    "active": "actual",
    "open": "actual",
    "in production": "actual",
    "production": "actual",
    "running": "actual",
    "mothballed": "actual",
    "suspended": "actual",
    "idle": "actual",
    "closed": "actual",
    "retired": "actual",
    "unknown": "actual",
    "construction": "planned",
    "under construction": "planned",
    "announced": "planned",
    "planned": "planned",
    "proposed": "planned",
    "pre-construction": "planned",
    "permitted": "planned",
    "shelved": "planned",
    "on hold": "planned",
    "cancelled": "planned",
    "canceled": "planned",
    "rumoured": "rumoured",
    "rumored": "rumoured",
}
"""Words for the status of a plant, and how firmly what is said of such a plant stands."""
KIND_WORDS = {
    "vehicle": "plant",
    "vehicles": "plant",
    "car": "plant",
    "cars": "plant",
    "plant": "plant",
    "assembly": "plant",
    "bus": "plant",
    "truck": "plant",
    "van": "plant",
    "full": "plant",
    "kd": "plant",
    "ckd": "plant",
    "skd": "plant",
    "kit": "plant",
    "contract": "plant",
    "battery": "battery plant",
    "battery plant": "battery plant",
    "batteries": "battery plant",
    "parts": "parts plant",
    "components": "parts plant",
    "parts plant": "parts plant",
    "engine": "parts plant",
    "r&d": "R&D centre",
    "r&d centre": "R&D centre",
    "r&d center": "R&D centre",
    "warehouse": "warehouse",
    "design": "design centre",
    "design centre": "design centre",
    "headquarters": "regional headquarters",
    "regional headquarters": "regional headquarters",
}
"""Words for what a facility is."""
MODE_WORDS = {"full": "full", "kd": "kit", "kit": "kit", "ckd": "CKD", "skd": "SKD", "contract": "contract"}
"""Words for how cars are assembled."""

_FACT_NAMES = {column.name for column in FACT_COLUMNS}
_URL = re.compile(r"https?://\S+")
_YEAR = re.compile(r"(?:Q1\s*-\s*Q4\s*)?((?:19|20)\d\d)")
_MOST_NAMES = 300
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+")
_COUNTED = ("vehicle", "vehicle/year", "person", "outlet", "plant", "country", "model")
_KINDS = tuple(f" {kind}" for kind in FACILITY_KINDS)


@dataclass(slots=True)
class Column:
    """A column of an unknown table.

    Attributes
    ----------
    name : str
    role : str or None
        The part it plays, see `words.role_of`; or ``year across``.
    heading : Heading or None
        The measure it holds; only where its cells are numbers.
    values : list of str
        Its different cells, the most frequent first.
    numeric : bool
        Whether nearly all of its cells are numbers.
    dated : bool
        Whether nearly all are dates.
    urls : bool
        Whether most hold an address.
    decimal : str
        The mark before the decimals.
    """

    name: str
    role: str | None
    heading: Heading | None
    values: list[str]
    numeric: bool
    dated: bool
    urls: bool
    decimal: str


def look_at(frame: pl.DataFrame) -> list[Column]:
    """Say of each column of a sample what it is: by its header, else by its cells."""
    columns = [_column(frame[name]) for name in frame.columns]
    _settle_decimals(columns)
    taken = {column.role for column in columns}
    for column in columns:
        if column.role is None and column.heading is None and not column.numeric and not column.dated:
            role = _role_by_cells(column.values)
            if role is not None and role not in taken:
                column.role = role
                taken.add(role)
    return columns


def _settle_decimals(columns: list[Column]) -> None:
    """A dot before three digits parts thousands where the table writes decimals with commas, or counts things."""
    comma = any(column.decimal == "," for column in columns)
    for column in columns:
        dotted = [value for value in column.values if "." in value]
        counts = column.heading is not None and column.heading.unit in _COUNTED
        if dotted and (comma or counts) and all(_THOUSANDS.fullmatch(value) for value in dotted):
            column.decimal = ","


def _role_by_cells(values: Sequence[str]) -> str | None:
    """What a column is whose header says nothing, where nearly all of its cells are words of one kind."""
    if not values:
        return None
    words = [value.casefold() for value in values[:_MOST_NAMES]]

    def most(known: Collection[str]) -> bool:
        return sum(1 for word in words if word in known) >= 0.8 * len(words)

    if most(STATUS_WORDS):
        return "status"
    if most({code.casefold() for code in CURRENCIES}):
        return "currency"
    if most(KIND_WORDS):
        return "kind"
    from autoatlas.ontology.registry import registry

    resolver = registry().resolver
    for role, kinds in (
        ("country", ("Country",)),
        ("operator", ("Automaker", "Brand")),
        ("place", ("Place",)),
    ):
        known = [resolver.resolve(value, kinds, fuzzy=False) for value in values[:60]]
        if sum(1 for one in known if one.how != "new" and one.cls in kinds) >= 0.6 * len(known):
            return role
    return None


def _column(cells: pl.Series) -> Column:
    name = cells.name
    text = blank_to_null(cells.cast(pl.String) if cells.dtype != pl.String else cells)
    counts = text.drop_nulls().value_counts(sort=True).to_series(0).to_list()
    values = [value for value in counts if not is_missing(value)]
    known = pl.Series("known", values, dtype=pl.String)
    decimal = decimal_of(values)
    _, odd = numbers(known, decimal=decimal)
    _, undated = dates(known)
    numeric = bool(values) and odd.sum() <= 0.2 * len(values)
    dated = bool(values) and undated.sum() <= 0.1 * len(values)
    urls = bool(values) and sum(1 for value in values if _URL.search(value)) > 0.5 * len(values)
    role = role_of(name)
    if numeric and _YEAR.fullmatch(name.strip()):
        role = "year across"
    # a header that names a measure counts even where many cells hold something else
    heading = read_heading(name) if values and odd.sum() <= 0.5 * len(values) else None
    if heading is not None and role not in (None, "year across"):
        # a header such as "registrations" names a measure, "year" does not though its cells are numbers
        heading = (
            None if role in ("period", "start", "end", "published", "source", "unit", "currency") else heading
        )
        role = None if heading is not None else role
    if role in ("period", "start", "end", "published") and not dated:
        role = None
    if role == "source" and not any(_URL.search(value) for value in values):
        role = "source words"
    if role is None and urls:
        role = "source"
    if normal(name) in _FACT_NAMES and name.casefold() in ("subject", "property", "value", "object"):
        role = name.casefold()
    return Column(name, role, heading, values, numeric, dated, urls, decimal)


def decimal_of(values: Sequence[str]) -> str:
    """The mark before the decimals in some cells: a comma only where one can be nothing else.

    >>> decimal_of(["1,5", "12,25"]), decimal_of(["1,500", "2.5"])
    (',', '.')
    """
    commas = sum(1 for value in values if re.fullmatch(r"-?[\d.]*\d,(\d{1,2}|\d{4,})", value))
    commas += sum(
        1 for value in values if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+|-?\d{1,3}(\.\d{3}){2,}", value)
    )
    dots = sum(1 for value in values if re.fullmatch(r"-?[\d,]*\d\.(\d{1,2}|\d{4,})", value))
    return "," if commas > dots else "."


def classes_of(values: Sequence[str], likely: Sequence[str]) -> list[str]:
    """The classes of the entities that names mean, the most frequent first."""
    from autoatlas.ontology.registry import registry

    resolver = registry().resolver
    wanted = tuple(likely) or tuple(name for name in CLASSES if name != "Technology")
    counts: Counter[str] = Counter()
    for value in values[:_MOST_NAMES]:
        if value.endswith(_KINDS):
            counts["Facility"] += 1
            continue
        found = resolver.resolve(value, wanted, fuzzy=False)
        if found.how != "new" and found.cls:
            counts[found.cls] += 1
    found_classes = [name for name, count in counts.most_common() if count >= 1]
    return found_classes or list(likely)
