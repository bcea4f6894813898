"""What a question gives: rows, a yes or no, or a graph, for Python, for a notebook and for files."""

import html
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, cast

from autoatlas.ontology.errors import UnknownFormat
from autoatlas.ontology.terms import PREFIXES

if TYPE_CHECKING:
    import polars as pl
    import pyoxigraph as ox

__all__ = ["FORMATS", "Answer", "shortened"]

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")
"""Formats that `Answer.text` writes; ``ttl`` only for a graph."""

_SHOWN = 200  # rows that a notebook shows
_XSD = PREFIXES["xsd"]
_IRI = re.compile(r"[^\s<>\"{}|\\^`]+")
_WHOLE = {f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger", "short", "byte")}
_REAL = {f"{_XSD}{name}" for name in ("decimal", "double", "float")}


class Answer:
    """An answer, read whole, so that it outlasts the store it came from.

    Attributes
    ----------
    kind : str
        ``rows``, ``truth`` or ``graph``, after SELECT, ASK, and CONSTRUCT or DESCRIBE.
    columns : tuple of str
        Names of the columns; of a graph subject, predicate and object, of a truth one.
    units : mapping of str to str
        Units of columns, where a named question states them.

    Examples
    --------
    >>> from autoatlas.graph import Atlas
    >>> Atlas().query("SELECT (1 + 1 AS ?two) WHERE {}").rows
    [(2,)]
    """

    def __init__(
        self,
        kind: Literal["rows", "truth", "graph"],
        data: "bytes | pl.DataFrame",
        columns: Sequence[str],
    ) -> None:
        self.kind = kind
        self.columns = tuple(columns)
        self.units: Mapping[str, str] = {}
        self._held = data

    @classmethod
    def of(cls, result: "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples") -> "Answer":
        """Read a result of Oxigraph whole."""
        import pyoxigraph as ox

        if isinstance(result, ox.QueryBoolean):
            return cls("truth", _bytes(result.serialize(format=ox.QueryResultsFormat.JSON)), ["answer"])
        if isinstance(result, ox.QueryTriples):
            data = _bytes(result.serialize(format=ox.RdfFormat.N_TRIPLES))
            return cls("graph", data, ["subject", "predicate", "object"])
        columns = [variable.value for variable in result.variables]
        return cls("rows", _bytes(result.serialize(format=ox.QueryResultsFormat.JSON)), columns)

    @classmethod
    def of_frame(cls, frame: "pl.DataFrame") -> "Answer":
        """Take a data frame for an answer; lists are joined by commas, empty cells are unbound.

        Examples
        --------
        >>> import polars as pl
        >>> Answer.of_frame(pl.DataFrame({"maker": ["BYD"], "plants": [7]})).rows
        [('BYD', 7)]
        """
        return cls("rows", frame, frame.columns)

    @cached_property
    def _data(self) -> bytes:
        """Rows as SPARQL 1.1 JSON, a graph as N-Triples: Oxigraph writes both again in any other format."""
        if isinstance(self._held, bytes):
            return self._held
        import json

        written = [[_literal(value) for value in self._held[name]] for name in self.columns]
        rows = [
            {name: cell for name, cell in zip(self.columns, row, strict=True) if cell is not None}
            for row in zip(*written, strict=True)
        ]
        data = {"head": {"vars": list(self.columns)}, "results": {"bindings": rows}}
        return json.dumps(data, ensure_ascii=False).encode()

    @cached_property
    def terms(self) -> list[tuple["ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None", ...]]:
        """Rows of RDF terms as pyoxigraph has them, None where a variable is unbound."""
        import pyoxigraph as ox

        if self.kind == "graph":
            triples = ox.parse(self._data, ox.RdfFormat.N_TRIPLES)
            return [(triple.subject, triple.predicate, triple.object) for triple in triples]
        found = ox.parse_query_results(self._data, ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QueryBoolean):
            return [(ox.Literal(bool(found)),)]
        return [tuple(solution) for solution in found]

    @cached_property
    def rows(self) -> list[tuple[Any, ...]]:
        """Rows of plain Python values: IRIs and texts as str, numbers, dates, None where unbound."""
        if isinstance(self._held, bytes):
            return [tuple(_plain(term) for term in row) for row in self.terms]
        return list(zip(*(map(_value, self._held[name]) for name in self.columns), strict=True))

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.terms) if isinstance(self._held, bytes) else self._held.height

    def __bool__(self) -> bool:
        """Whether the answer is yes, or has rows."""
        return bool(self.rows[0][0]) if self.kind == "truth" else len(self) > 0

    def __repr__(self) -> str:
        if self.kind == "truth":
            return f"<Answer: {'yes' if self else 'no'}>"
        return f"<Answer: {len(self)} rows of {', '.join(self.columns)}>"

    def dicts(self) -> list[dict[str, Any]]:
        """Rows as dicts by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_polars(self) -> "pl.DataFrame":
        """Return the rows as a data frame; a column of mixed types comes out as text."""
        import polars as pl

        frame = {}
        for number, name in enumerate(self.columns):
            values = [row[number] for row in self.rows]
            kinds = {type(value) for value in values if value is not None}
            if kinds == {int, float}:
                values = [None if value is None else float(value) for value in values]
            elif len(kinds) > 1:
                values = [None if value is None else str(value) for value in values]
            frame[name] = pl.Series(name, values, dtype=None if kinds else pl.String)
        return pl.DataFrame(frame)

    def to_format(self, format: str) -> bytes:  # noqa: A002 - the word that every command uses
        """Write the answer in one of `FORMATS`, as UTF-8.

        Raises
        ------
        UnknownFormat
            Nothing here writes it, or not for this kind of answer.
        """
        if format == "table":
            return self.table().encode()
        if format not in FORMATS:
            raise UnknownFormat(
                f"no answer is written as {format!r}", mend=f"Formats are {', '.join(FORMATS)}."
            )
        if self.kind == "graph":
            return self._graph(format)
        return self._rows(format)

    def _rows(self, format: str) -> bytes:  # noqa: A002 - the word that every command uses
        import pyoxigraph as ox

        if format == "ttl":
            raise UnknownFormat(
                "rows are no graph and cannot be Turtle", mend="Ask with CONSTRUCT, or take csv."
            )
        if format == "json":
            return self._data
        if self.kind == "truth" and format in ("csv", "tsv"):
            return f"{'true' if self else 'false'}\n".encode()
        formats = {
            "csv": ox.QueryResultsFormat.CSV,
            "tsv": ox.QueryResultsFormat.TSV,
            "xml": ox.QueryResultsFormat.XML,
        }
        found = ox.parse_query_results(self._data, ox.QueryResultsFormat.JSON)
        return _bytes(found.serialize(format=formats[format]))

    def _graph(self, format: str) -> bytes:  # noqa: A002 - the word that every command uses
        import pyoxigraph as ox

        formats = {"ttl": ox.RdfFormat.TURTLE, "json": ox.RdfFormat.JSON_LD, "xml": ox.RdfFormat.RDF_XML}
        if format in formats:
            triples = ox.parse(self._data, ox.RdfFormat.N_TRIPLES)
            return _bytes(ox.serialize(triples, format=formats[format], prefixes=PREFIXES))
        mark = "," if format == "csv" else "\t"
        import csv
        import io

        lines = io.StringIO()
        writer = csv.writer(lines, delimiter=mark, lineterminator="\r\n" if format == "csv" else "\n")
        writer.writerows([self.columns, *self.rows])
        return lines.getvalue().encode()

    def table(self) -> str:
        """Return the rows as text in aligned columns, IRIs shortened by their prefixes."""
        if self.kind == "truth":
            return "yes\n" if self else "no\n"
        heads = [f"{name} ({self.units[name]})" if name in self.units else name for name in self.columns]
        cells = [[_cell(value) for value in row] for row in self.rows]
        numbers = [
            all(isinstance(row[n], (int, float)) or row[n] is None for row in self.rows)
            for n in range(len(heads))
        ]
        widths = [max([_width(head), *(_width(row[n]) for row in cells)]) for n, head in enumerate(heads)]
        lines = [heads, ["-" * width for width in widths], *cells]
        return "".join(
            "  ".join(
                " " * (width - _width(cell)) + cell if number else cell + " " * (width - _width(cell))
                for cell, width, number in zip(line, widths, numbers, strict=True)
            ).rstrip()
            + "\n"
            for line in lines
        )

    def _repr_html_(self) -> str:
        if self.kind == "truth":
            return f"<p>{'yes' if self else 'no'}</p>"
        names = (f"{name} ({self.units[name]})" if name in self.units else name for name in self.columns)
        heads = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{_html(value)}</td>" for value in row) + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = len(self) - _SHOWN
        note = f"<p>{more} more rows are not shown.</p>" if more > 0 else ""
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{note}"


def _value(value: Any) -> Any:
    """A value of a frame as a row has it: whole numbers as int, lists joined by commas."""
    if value is None or isinstance(value, (str, bool, int, date)):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return ", ".join(map(str, value))


def _literal(value: object) -> dict[str, str] | None:
    """A value of a frame as SPARQL 1.1 JSON has it."""
    if value is None:
        return None
    if isinstance(value, str):
        is_iri = value.startswith(("http://", "https://", "urn:")) and _IRI.fullmatch(value)
        return {"type": "uri" if is_iri else "literal", "value": value}
    if isinstance(value, bool):
        return {"type": "literal", "value": str(value).lower(), "datatype": f"{_XSD}boolean"}
    if isinstance(value, float):
        if not math.isfinite(value):
            written = "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
            return {"type": "literal", "value": written, "datatype": f"{_XSD}double"}
        text = f"{Decimal(repr(value)).normalize():f}"
        return {"type": "literal", "value": text, "datatype": f"{_XSD}decimal"}
    if isinstance(value, int):
        return {"type": "literal", "value": str(value), "datatype": f"{_XSD}integer"}
    if isinstance(value, date):
        return {"type": "literal", "value": value.isoformat()[:10], "datatype": f"{_XSD}date"}
    return {"type": "literal", "value": ", ".join(map(str, cast("Iterable[object]", value)))}


def _bytes(written: bytes | None) -> bytes:
    return written or b""


def _plain(term: object) -> Any:
    value = getattr(term, "value", None)
    if value is None:
        return None if term is None else str(term)
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    try:
        if datatype in _WHOLE:
            return int(value)
        if datatype in _REAL:
            number = float(value)
            return (
                int(value)
                if datatype.endswith("decimal") and number.is_integer() and "." not in value
                else number
            )
        if datatype == f"{_XSD}boolean":
            return value in ("true", "1")
        if datatype == f"{_XSD}date":
            return date.fromisoformat(value)
    except ValueError:  # a lexical form that is none of its type stays text
        return str(value)
    return str(value)


def shortened(iri: str) -> str:
    """Write an IRI with its prefix where it has one."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    # a control character would move the cursor of a terminal
    return "".join(char if char.isprintable() else " " for char in shortened(str(value)))


def _width(text: str) -> int:
    from unicodedata import combining, east_asian_width

    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _html(value: object) -> str:
    text = html.escape(_cell(value))
    if isinstance(value, str) and value.startswith(("https://", "http://")) and " " not in value:
        return f'<a href="{html.escape(value)}" rel="noopener">{text}</a>'
    return text
