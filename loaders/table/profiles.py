"""The mappings that ship with the package, and which of them a table is recognised by."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import polars as pl

from autoatlas.loaders.table.mapping import TableMapping
from autoatlas.loaders.table.mapping_file import read_mapping

__all__ = ["find_profile", "profile", "profiles"]

_FOLDER = Path(__file__).parent / "profiles"


@cache
def profiles() -> tuple[TableMapping, ...]:
    """All profiles, the most demanding first."""
    found = [read_mapping(path) for path in sorted(_FOLDER.glob("*.toml")) if path.name != "lists.toml"]
    return tuple(
        sorted(found, key=lambda one: -(len(one.needs) + len(one.needs_match) + len(one.needs_value)))
    )


def profile(name: str) -> TableMapping | None:
    """The profile of that name, if there is one."""
    return next((one for one in profiles() if one.name == name), None)


def find_profile(columns: Sequence[str], title: str, sample: pl.DataFrame) -> TableMapping | None:
    """The profile whose columns a table has.

    A profile's patterns must each be found in one column, or in what stands above the header, and its
    values in the first rows.
    """
    folded = {column.casefold(): column for column in columns}
    for one in profiles():
        if not {name.casefold() for name in one.needs} <= folded.keys():
            continue
        if not all(value in sample[folded[name]].cast(pl.String) for name, value in one.needs_value.items()):
            continue
        if one.needs_cells is not None and not _in_cells(one.needs_cells, sample):
            continue
        if all(any(pattern.search(text) for text in (*columns, title)) for pattern in one.needs_match):
            return one
    return None


def _in_cells(pattern: re.Pattern[str], sample: pl.DataFrame) -> bool:
    """Whether some cell of the first rows has a pattern."""
    rows = sample.head(20).iter_rows()
    return any(isinstance(cell, str) and pattern.search(cell) is not None for row in rows for cell in row)
