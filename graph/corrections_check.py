"""What is wrong with a row of corrections, told by its cells alone."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

import polars as pl

from autoatlas.ontology.facilities import parse_facility_label
from autoatlas.ontology.facts import FACT_SCHEMA
from autoatlas.ontology.terms import MODALITIES, PROPERTIES
from autoatlas.ontology.validation import validate

__all__ = ["ACTIONS", "CORRECTABLE", "NOTHING", "SELECTORS", "check_cells", "coordinates"]

ACTIONS = ("accept", "reject", "correct", "same", "different", "place")
"""What a row can do."""

NOTHING = "(none)"
"""Stands for an empty cell of a fact, since an empty cell of a correction means any."""

SELECTORS = (
    "subject", "property", "object", "value", "start", "end", "place", "part", "product", "modality", "source",
)  # fmt: skip
"""Columns that tell which facts are meant."""

CORRECTABLE = (
    "subject", "subject_type", "object", "object_type", "value", "value_max", "unit", "comparator", "modality",
    "said_by", "basis", "start", "end", "place", "part", "product", "source", "published",
)  # fmt: skip
"""Columns of a fact that can be corrected. Another property is another fact; a quote is what the text says."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_POINT = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*[,;]\s*([+-]?\d+(?:\.\d+)?)\s*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

Wrong = tuple[str, str, str]


def coordinates(text: str) -> tuple[float, float] | None:
    """Return the latitude and longitude that a cell gives, or None where it is no pair of numbers.

    Examples
    --------
    >>> coordinates("46.27, 20.18"), coordinates("Szeged")
    ((46.27, 20.18), None)
    """
    found = _POINT.fullmatch(text)
    return (float(found[1]), float(found[2])) if found else None


def check_cells(said: Mapping[str, str], same: Mapping[str, str]) -> Iterator[Wrong]:
    """Yield what is wrong with a row: the column, what, and how to mend it.

    Parameters
    ----------
    said : mapping of str to str
        The cells by column.
    same : mapping of str to str
        Names that earlier rows have stand for another.
    """
    action = said["action"]
    control = [name for name, cell in said.items() if _CONTROL.search(cell)]
    if control:
        yield control[0], "the cell has a line break, tab or control character", "Write it on one line."
    elif said["date"] and (wrong := _check_value("", "published", said["date"])):
        yield "date", *wrong[0][1:]
    elif action not in ACTIONS:
        near = get_close_matches(action.lower(), ACTIONS, 1)
        mend = f"Did you mean {near[0]}?" if near else f"Write one of {', '.join(ACTIONS)}."
        yield "action", f'"{action[:80]}" is not an action' if action else "there is no action", mend
    elif action in ("same", "different"):
        yield from _check_names(said, same)
    elif action == "place":
        yield from _check_place(said)
    else:
        yield from _check_selection(said)


def _left_empty(said: Mapping[str, str], used: tuple[str, ...]) -> Iterator[Wrong]:
    for name, cell in said.items():
        if cell and name not in ("action", "why", "by", "date", *used):
            yield name, f"{said['action']} takes no {name}", f"Leave {name} empty."


def _check_names(said: Mapping[str, str], same: Mapping[str, str]) -> Iterator[Wrong]:
    yield from _left_empty(said, ("subject", "object"))
    for role in ("subject", "object"):
        if not said[role]:
            yield role, f"{said['action']} needs two names", "Write one into subject, the other into object."
    if said["subject"] and said["subject"] == said["object"]:
        yield "object", "the two names are one and the same", "Write the other name."
    elif said["action"] == "same":
        at, seen = said["object"], {said["subject"]}
        while at in same and at not in seen:
            seen.add(at)
            at = same[at]
        if at == said["subject"]:
            mend = "Write all other names into subject, each with the name that stays in object."
            yield "object", f'earlier rows have "{said["object"][:80]}" stand for the subject already', mend


def _check_place(said: Mapping[str, str]) -> Iterator[Wrong]:
    yield from _left_empty(said, ("subject", "new"))
    if not said["subject"] or parse_facility_label(said["subject"]) is None:
        what = f'"{said["subject"][:80]}" is no label of a facility'
        yield "subject", what, "Write operator, place and kind, as in Changan Rayong plant."
    point = coordinates(said["new"])
    if not said["new"]:
        yield "new", "there is no place", "Write latitude, longitude (46.27, 20.18) or a town."
    elif point is not None and not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
        yield (
            "new",
            "these are no coordinates",
            "Write the latitude (-90 to 90), then the longitude (-180 to 180).",
        )
    elif point is None and not re.search(r"[^\W\d_]", said["new"]):
        yield (
            "new",
            f'"{said["new"][:80]}" is no place',
            "Write latitude, longitude (46.27, 20.18) or a town.",
        )


def _check_selection(said: Mapping[str, str]) -> Iterator[Wrong]:
    action = said["action"]
    if action != "correct":
        yield from _left_empty(said, SELECTORS)
    if not (said["subject"] or said["object"] or said["source"]):
        yield "subject", "the row would take in nearly every fact", "Name a subject, an object or a source."
    if said["property"] and said["property"] not in PROPERTIES:
        near = get_close_matches(said["property"], PROPERTIES, 1, 0.5)
        mend = f"Did you mean {near[0]}?" if near else "See docs/vocabulary.md."
        yield "property", f'"{said["property"][:80]}" is not a property', mend
        return
    if said["value"] not in ("", NOTHING) and not _NUMBER.fullmatch(said["value"]):
        yield (
            "value",
            f'"{said["value"][:80]}" is not a number',
            "Write 100000 or 52.6, in the fact's own unit.",
        )
    if said["modality"] and said["modality"] not in MODALITIES:
        mend = f"Write one of {', '.join(MODALITIES)}."
        yield "modality", f'"{said["modality"][:80]}" is not a modality', mend
    for name in ("start", "end", "source", "product"):
        if said[name] not in ("", NOTHING):
            yield from _check_value(said["property"], name, said[name])
    if action == "correct":
        yield from _check_new(said)


def _check_new(said: Mapping[str, str]) -> Iterator[Wrong]:
    if not said["property"]:
        yield "property", "correct needs a property", "Write the property whose facts are to be corrected."
        return
    if said["column"] not in CORRECTABLE:
        what = (
            f'"{said["column"][:80]}" is not a column that can be corrected'
            if said["column"]
            else "no column is named"
        )
        yield "column", what, f"Write one of {', '.join(CORRECTABLE)}."
        return
    for _, what, mend in _check_value(said["property"], said["column"], said["new"]):
        yield "new", what, mend


@lru_cache(maxsize=4096)
def _check_value(name: str, column: str, cell: str) -> tuple[Wrong, ...]:
    """Have a value of a column judged by the rules for facts, of which only that column's count here."""
    value: str | float | None = cell or None
    if FACT_SCHEMA[column] == pl.Float64 and cell:
        if not _NUMBER.fullmatch(cell):
            return ((column, f'"{cell[:80]}" is not a number', "Write 100000 or 52.6."),)
        value = float(cell)
    row: dict[str, object] = {"property": name or "announced", column: value}
    if column == "start":
        row.setdefault("end", "2999")  # a date may have one end alone
    if column == "value_max":
        row["value"] = float("-1e300")
    frame = pl.DataFrame([row], schema=FACT_SCHEMA)
    if column == "object_type":
        # whether a class fits depends on the object, of which any will do
        frame = frame.with_columns(object=pl.lit("Anything", pl.String))
    _, faults = validate(frame)
    return tuple((column, fault.what, fault.mend) for fault in faults if fault.column == column)
