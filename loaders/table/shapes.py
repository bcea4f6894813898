"""Looks at a sample of an unknown table: what each column is, by its header and by its cells."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from autoatlas.loaders.table.cells import blank_to_null, dates, numbers
from autoatlas.loaders.table.scalars import is_missing
from autoatlas.loaders.table.words import Heading, normal, read_heading, role_of
from autoatlas.ontology.terms import CLASSES, FACILITY_KINDS, FACT_COLUMNS

__all__ = ["Column", "classes_of", "decimal_of", "look_at"]

_FACT_NAMES = {column.name for column in FACT_COLUMNS}
_URL = re.compile(r"https?://\S+")
_YEAR = re.compile(r"(?:Q1\s*-\s*Q4\s*)?((?:19|20)\d\d)")
_MOST_NAMES = 300
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
    """

    name: str
    role: str | None
    heading: Heading | None
    values: list[str]
    numeric: bool
    dated: bool
    urls: bool
    cells: pl.Series


def look_at(frame: pl.DataFrame) -> list[Column]:
    """Say of each column of a sample what it is."""
    return [_column(frame[name]) for name in frame.columns]


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
    return Column(name, role, heading, values, numeric, dated, urls, text)


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
