"""Writes ``docs/questions.md`` from the headers of the named questions.

Run ``python -m autoatlas.graph.questions.page docs/questions.md`` after a change to a header.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from autoatlas.graph.queries import Question, named_queries

__all__ = ["main", "questions_page"]

_HEAD = """\
# Named questions

Made from the headers of the questions by `python -m autoatlas.graph.questions.page docs/questions.md`.

```
autoatlas queries                                              # lists them
autoatlas query plants-abroad --param maker=BYD --format csv   # asks one
```
In Python, `Atlas.packaged().query("plants-abroad", maker="BYD")` gives an answer with `.columns`, `.units`, `.rows`,
`.dicts()` and `.to_polars()`.

**How they are answered.** A question is a SPARQL file of `graph/queries/`, or a function of `graph/questions/` where
columns answer it better; they are asked in one way. Entities may be named by any name that the registry knows.

**Hedges stay.** `bound` and columns that end in it say how the source bounds a figure: `=`, `>` (more than), `>=`,
`<`, `<=`, `~` (about). Of a ratio or sum it is what follows from the hedges of its parts, and `~` where they pull
opposite ways.

**As of a day.** With `on`, no source that was published later and no event after that day is seen. A fact without any
date of publication stays. The status of a facility follows from its dates (`graph/status.py` has the rules); a plan
that nobody has mentioned for two years is *shelved*, for four *cancelled in all likelihood*, as in the trackers of
Global Energy Monitor. Of a plant that runs, a maker that is only to come there has the status of its own plan.

**Whose a plant is.** `own`: the maker or its brand operates it. `contract`: another operates it and the maker's brand
or model is produced there. `partner`: nothing is said of what is made there, and who operates it works with the maker
or bears its name. Brands, and subsidiaries of the same country, count with their owner (GAC Aion with GAC, Jetour with
Chery); Volvo is not Geely. A joint venture that is a maker of its own counts as a partner of the maker whose name it
bears (SAIC Motor-CP with SAIC).

**Which capacity.** The figure told last for the whole plant, of figures told at one time the one with most sources.
A figure for all vehicles comes before one for a product. Sums take actual capacity of what runs and planned capacity
of what does not, and of a plant that runs without a stated actual capacity the planned one.
"""


def questions_page() -> str:
    """Return the page: what holds for all questions, a table of them, and each with its header."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    questions = named_queries()
    yield _HEAD
    yield f"There are {len(questions)}."
    yield ""
    yield "| name | question | asked by |"
    yield "| --- | --- | --- |"
    for one in questions:
        yield f"| [`{one.name}`](#{one.name}) | {one.question} | {one.asked_by} |"
    for one in questions:
        yield from _section(one)


def _section(one: Question) -> Iterator[str]:
    yield ""
    yield f"## {one.name}"
    yield f"{one.question} Asked by: {one.asked_by}."
    if one.parameters:
        yield ""
        yield "| parameter | is | left out |"
        yield "| --- | --- | --- |"
        for parameter in one.parameters:
            without = "all there are" if parameter.optional else parameter.default or "must be given"
            yield f"| `{parameter.name}` ({parameter.kind}) | {_cell(parameter.meaning)} | {without} |"
    yield ""
    yield "| column | holds |"
    yield "| --- | --- |"
    for column in one.columns:
        unit = f" ({column.unit})" if column.unit else ""
        yield f"| `{column.name}`{unit} | {_cell(column.meaning)} |"
    if one.leaves_out:
        yield ""
        yield f"Leaves out: {one.leaves_out}."


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;")


def main() -> None:
    """Write the page to the path given."""
    Path(sys.argv[1]).write_text(questions_page(), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
