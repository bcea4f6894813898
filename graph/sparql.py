"""SPARQL on an index: questions only, one clear message for what does not parse, and Ctrl-C ends the wait."""

import re
from typing import TYPE_CHECKING

from autoatlas.graph.answer import Answer
from autoatlas.graph.background import interruptibly
from autoatlas.ontology.errors import InvalidQuery, UpdateRefused
from autoatlas.ontology.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["ask"]

_PROLOGUE = re.compile(r"(?:\s+|\#[^\n]*(?:\n|$)|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*", re.IGNORECASE)
_UPDATE = re.compile(r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_PREFIXED = re.compile(r"[\w.-]*:")


def ask(store: "ox.Store", query: str, *, where: str = "query") -> Answer:
    """Answer a SPARQL query over the union of all graphs, with the prefixes of the vocabulary declared.

    Raises
    ------
    UpdateRefused
        It is an update.
    InvalidQuery
        It does not parse, or cannot be evaluated.
    """
    try:
        query.encode()
    except UnicodeEncodeError as error:
        raise InvalidQuery("the query holds half a character, which no text can", where=where) from error
    prologue = _PROLOGUE.match(query)
    if prologue is not None and _UPDATE.match(query, prologue.end()):
        raise UpdateRefused(
            "an update cannot be asked; queries only read",
            where=where,
            mend="Load or remove documents to change what is known.",
        )
    if not query.strip():
        raise InvalidQuery(
            "the query is empty", where=where, mend="Write SELECT, ASK, CONSTRUCT or DESCRIBE."
        )

    def evaluate() -> Answer:
        return Answer.of(store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))

    try:
        return interruptibly(evaluate)
    except SyntaxError as error:
        raise _explained(query, str(error), where) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise InvalidQuery(f"the query cannot be evaluated: {error}", where=where) from error


def _explained(query: str, message: str, where: str) -> InvalidQuery:
    found = _POSITION.match(message)
    if found is None:
        return InvalidQuery(f"this is not SPARQL: {message}", where=where)
    line, column, expected = int(found[1]), int(found[2]), found[3]
    text = query.splitlines()[line - 1] if 0 < line <= len(query.splitlines()) else ""
    # a name with an unknown prefix is refused at its end
    names = [name[0] for name in _PREFIXED.finditer(text[: column - 1])]
    if "Prefix not found" in expected and names:
        known = ", ".join(f"{prefix}:" for prefix in PREFIXES)
        return InvalidQuery(
            f"the prefix {names[-1]} is not declared",
            where=f"{where}, line {line}, column {column}",
            mend=f"Declare it with PREFIX; known without that are {known}.",
        )
    words = [word.strip() for word in expected.replace("\n", " ").split(",")]
    plain = [
        word
        for word in words
        if re.fullmatch(r"[A-Za-z ]+|[{}()<>=;]|\[?[.?$]\]?", word) and word != "one of"
    ]
    near = text[max(0, column - 1) :].strip()[:40]
    at = f"at {near!r}" if near else "at the end of the line" if text else "at its end"
    hint = (
        f"Expected {', '.join(plain[:8])}."
        if plain
        else "See https://www.w3.org/TR/sparql11-query/ for the grammar."
    )
    return InvalidQuery(f"this is not SPARQL {at}", where=f"{where}, line {line}, column {column}", mend=hint)
