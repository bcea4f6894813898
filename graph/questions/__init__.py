"""Named questions that columns answer: one module a theme, one function a question.

A function's name with hyphens is the name of its question. Its docstring holds the header that a file of
``queries/`` has: what is asked, who asks, the parameters, the columns with their units, what is left out; a
line that is indented goes on with the one before. It takes the graph as `autoatlas.graph.known.Known` (as of
the day ``on``, where it has that parameter) and its parameters, each read as its kind: an entity comes as its
label, a date as its last day, a number as a float. It returns a frame with the columns of its header.

To add one, write the function into the module of its theme and name it in that module's ``QUESTIONS``.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from autoatlas.ontology.errors import InvalidParameter

if TYPE_CHECKING:
    import polars as pl

    from autoatlas.graph.atlas import Atlas
    from autoatlas.graph.known import Known
    from autoatlas.graph.queries import Parameter, Question

__all__ = ["THEMES", "column_questions", "header_of"]

THEMES: tuple[str, ...] = (
    "plants",
    "building",
    "exports",
    "markets",
    "plans",
    "aims",
    "trust",
    "footprints",
    "changes",
    "articles",
)
"""Modules of this package that have questions."""


def column_questions() -> "Iterator[Question]":
    """Yield the questions of all themes."""
    from dataclasses import replace

    from autoatlas.graph.queries import parsed

    for theme in THEMES:
        module = import_module(f"{__name__}.{theme}")
        for function in module.QUESTIONS:
            name = function.__name__.replace("_", "-")
            where = f"{theme}.{function.__name__}"
            asked = parsed(name, header_of(function), where=where)
            yield replace(asked, compute=partial(_compute, function))


def header_of(function: Callable[..., object]) -> list[str]:
    """Return the lines of the header in a function's docstring, as they would stand in a file."""
    lines: list[str] = []
    _, _, header = (inspect.getdoc(function) or "").partition("\n\n")
    for line in header.splitlines():
        if line.startswith(" ") and lines:
            lines[-1] += f" {line.strip()}"
        elif line.strip():
            lines.append(f"# {line.strip()}")
    return lines


def _compute(
    function: "Callable[..., pl.DataFrame]", asked: "Question", atlas: "Atlas", values: Mapping[str, object]
) -> "pl.DataFrame":
    """Read the parameters, ask, and give the columns of the header in their order."""
    from autoatlas.graph.known import Known

    day = _day(values.get("on", "today"), "on")
    known = Known(atlas, day)
    read: dict[str, Any] = {}
    for parameter in asked.parameters:
        if parameter.name == "on":
            continue
        value = values.get(parameter.name)
        read[parameter.name] = None if value is None else _value(parameter, value, known)
    return function(known, **read).select([column.name for column in asked.columns])


def _value(parameter: "Parameter", value: object, known: "Known") -> object:
    from autoatlas.ontology.terms import PRODUCTS

    text = str(value).strip()
    wrong = InvalidParameter(f"{parameter.name} cannot be {value!r}", mend=f"It is {parameter.meaning}")
    if not text.isprintable():
        raise wrong
    if parameter.kind == "date":
        return _day(value, parameter.name)
    if parameter.kind == "number":
        try:
            return float(text)
        except ValueError:
            raise wrong from None
    if parameter.kind == "product" and text not in PRODUCTS:
        raise InvalidParameter(
            f"{parameter.name} is no product: {value!r}", mend=f"Products are {', '.join(PRODUCTS)}."
        )
    if parameter.kind in ("product", "text"):
        return text
    return known.label_of(text, parameter.kind.split(" or "))


def _day(value: object, name: str) -> date:
    """The last day of a date as written, or today."""
    from autoatlas.ontology.dates import is_partial_date, last_day

    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if text == "today":
        return datetime.now(UTC).date()
    if not is_partial_date(text):
        raise InvalidParameter(
            f"{name} is no date: {value!r}", mend="Write it as 2025, 2025-04 or 2025-04-11."
        )
    return last_day(text)
