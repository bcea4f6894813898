"""Named questions: SPARQL files with a header, whose parameters become RDF terms and never text in the query.

A file of ``queries/`` is named for its question and runs as it stands, too: a parameter is a block
``VALUES ?maker { UNDEF }``, in which the value takes the place of ``UNDEF``. Where columns answer better than
triples, a question is a function of `autoatlas.graph.questions`, whose docstring holds the same header.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from autoatlas.graph.answer import Answer
from autoatlas.graph.lookup import find_iri
from autoatlas.graph.sparql import ask
from autoatlas.ontology.dates import is_partial_date, last_day
from autoatlas.ontology.errors import AtlasError, InvalidParameter, UnknownQuestion
from autoatlas.ontology.terms import CLASSES, PREFIXES, PRODUCTS

if TYPE_CHECKING:
    import polars as pl

    from autoatlas.graph.atlas import Atlas

__all__ = ["Column", "Parameter", "Question", "answer", "checked", "named_queries", "parsed", "question"]

_FOLDER = Path(__file__).parent / "queries"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PARAMETER = re.compile(r"# parameter (\w+) \(([^,)]+)(?:, default ([^)]+)|(, optional))?\): (.+)")
_COLUMN = re.compile(r"# column (\w+)(?: \(([^)]+)\))?: (.+)")
_LINE = re.compile(r"# (question|asked by|leaves out): (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    Attributes
    ----------
    name : str
    kind : str
        Classes joined by " or " for an entity, ``date``, ``number``, ``text`` or ``product``.
    default : str or None
        What is taken when it is left out; None where it must be given, or where `optional`.
    optional : bool
        Whether leaving it out means all there are.
    meaning : str
    """

    name: str
    kind: str
    default: str | None
    optional: bool
    meaning: str

    def __str__(self) -> str:
        if self.optional:
            return f"[{self.name}]"
        return self.name if self.default is None else f"{self.name}={self.default}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer, with its unit where it is a quantity."""

    name: str
    unit: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with a name.

    Attributes
    ----------
    name : str
        Lower-case words joined by hyphens.
    question : str
        As people ask it.
    asked_by : str
        Who asks it.
    parameters, columns : tuple
        What it takes and gives.
    leaves_out : str
        What it does not count.
    sparql : str
        The query, as it stands in its file; empty where columns answer.
    compute : callable or None
        What answers from columns: takes the atlas and the parameters as given, returns a frame.
    """

    name: str
    question: str
    asked_by: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    leaves_out: str
    sparql: str
    compute: "Callable[[Question, Atlas, Mapping[str, object]], pl.DataFrame] | None" = None


@cache
def named_queries() -> tuple[Question, ...]:
    """Return the named questions in alphabetical order."""
    from autoatlas.graph.questions import column_questions

    every: list[Question] = [*map(_parsed, _FOLDER.glob("*.rq")), *column_questions()]
    return tuple(sorted(every, key=lambda asked: asked.name))


def question(name: str) -> Question:
    """Return a named question.

    Raises
    ------
    UnknownQuestion
        There is none of that name; the message offers the nearest three.
    """
    from difflib import get_close_matches

    known = {asked.name: asked for asked in named_queries()}
    if name not in known:
        near = get_close_matches(name, known, 3, 0.4)
        raise UnknownQuestion(
            f"there is no question named {name!r}",
            mend=f"Nearest: {', '.join(near)}." if near else f"There are {', '.join(known)}.",
        )
    return known[name]


def answer(atlas: "Atlas", text: str, parameters: Mapping[str, object]) -> Answer:
    """Answer SPARQL or a named question; see `autoatlas.graph.Atlas.query`."""
    if not _NAME.fullmatch(text.strip()):
        if parameters:
            raise InvalidParameter(
                "SPARQL takes no parameters here", mend="Write the value into a VALUES block of the query."
            )
        return ask(atlas.index(), text)
    asked = question(text.strip())
    if asked.compute is not None:
        found = Answer.of_frame(asked.compute(asked, atlas, checked(asked, parameters)))
    else:
        found = ask(atlas.index(), bound(asked, parameters, atlas), where=f"queries/{asked.name}.rq")
    found.units = {column.name: column.unit for column in asked.columns if column.unit}
    return found


def bound(asked: Question, parameters: Mapping[str, object], atlas: "Atlas") -> str:
    """Return a question's SPARQL with its parameters as terms.

    Raises
    ------
    InvalidParameter
        It takes no such parameter, one is missing, or a value is not of its kind.
    UnknownEntity
        Nothing has that name.
    """
    sparql = asked.sparql
    kinds = {parameter.name: parameter for parameter in asked.parameters}
    for name, value in checked(asked, parameters).items():
        block = f"VALUES ?{name} {{ UNDEF }}"
        sparql = sparql.replace(block, block.replace("UNDEF", _term(kinds[name], value, atlas)))
    return sparql


def checked(asked: Question, parameters: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a question's parameters, with defaults, without those that are left out.

    Raises
    ------
    InvalidParameter
        It takes no such parameter, or one is missing.
    """
    names = {parameter.name for parameter in asked.parameters}
    for name in parameters:
        if name not in names:
            raise InvalidParameter(
                f"{asked.name} takes no parameter {name!r}",
                mend=f"It takes {', '.join(sorted(names))}." if names else "It takes none.",
            )
    values: dict[str, object] = {}
    for parameter in asked.parameters:
        value = parameters.get(parameter.name, parameter.default)
        if value is not None and value != "":
            values[parameter.name] = value
        elif not parameter.optional:
            raise InvalidParameter(
                f"{asked.name} needs the parameter {parameter.name}",
                mend=f"{parameter.name} is {parameter.meaning}",
            )
    return values


def _term(parameter: Parameter, value: object, atlas: "Atlas") -> str:
    import pyoxigraph as ox

    text = str(value).strip()
    wrong = InvalidParameter(f"{parameter.name} cannot be {value!r}", mend=f"It is {parameter.meaning}")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise wrong from None
    xsd = PREFIXES["xsd"]
    if parameter.kind == "date":
        if text == "today":
            return str(ox.Literal(datetime.now(UTC).date().isoformat(), datatype=ox.NamedNode(f"{xsd}date")))
        if isinstance(value, date):
            text = value.isoformat()[:10]
        if not is_partial_date(text):
            raise InvalidParameter(
                f"{parameter.name} is no date: {value!r}", mend="Write it as 2025, 2025-04 or 2025-04-11."
            )
        return str(ox.Literal(last_day(text).isoformat(), datatype=ox.NamedNode(f"{xsd}date")))
    if parameter.kind == "number":
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
            raise wrong
        return str(ox.Literal(text, datatype=ox.NamedNode(f"{xsd}decimal")))
    if parameter.kind == "product":
        if text not in PRODUCTS:
            raise InvalidParameter(
                f"{parameter.name} is no product: {value!r}", mend=f"Products are {', '.join(PRODUCTS)}."
            )
        return f"<{PRODUCTS[text]}>"
    if parameter.kind == "text":
        return str(ox.Literal(text))
    return f"<{find_iri(atlas.index(), text, parameter.kind.split(' or '))}>"


def _parsed(path: Path) -> Question:
    """Read a file of a question, whose header must be whole."""
    text = path.read_text(encoding="utf-8")
    header = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        header.append(line)
    asked = parsed(path.stem, header, where=path.name, sparql=text)
    for parameter in asked.parameters:
        if f"VALUES ?{parameter.name} {{ UNDEF }}" not in text:
            raise AtlasError(f"nothing stands for the parameter {parameter.name}", where=path.name)
    return asked


def parsed(name: str, header: Iterable[str], *, where: str, sparql: str = "") -> Question:
    """Return the question that the lines of a header describe.

    Raises
    ------
    AtlasError
        A line says nothing known, or the header lacks the question, who asks it, or columns.
    """
    lines: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, line in enumerate(header, 1):
        if found := _PARAMETER.fullmatch(line):
            called, kind, default, optional, meaning = found.groups()
            if kind not in {"date", "number", "text", "product"} and not set(kind.split(" or ")) <= set(
                CLASSES
            ):
                raise AtlasError(f"a parameter cannot be of kind {kind}", where=f"{where}, line {number}")
            parameters.append(Parameter(called, kind, default, bool(optional), meaning))
        elif found := _COLUMN.fullmatch(line):
            columns.append(Column(found[1], found[2], found[3]))
        elif found := _LINE.fullmatch(line):
            lines[found[1]] = found[2]
        else:
            raise AtlasError("this line of the header says nothing known", where=f"{where}, line {number}")
    if not lines.keys() >= {"question", "asked by"} or not columns:
        raise AtlasError("the header needs a question, who asks it, and columns", where=where)
    return Question(
        name,
        lines["question"],
        lines["asked by"],
        tuple(parameters),
        tuple(columns),
        lines.get("leaves out", ""),
        sparql,
    )
