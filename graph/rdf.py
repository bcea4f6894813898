"""Facts as RDF: frames in, N-Triples or N-Quads out, by column expressions alone.

A fact becomes a node ``aaf:<hash>``; its period a node that all facts of that period share. What may be left
out is left out as `docs/rdf.md` says, so that a plain trade fact is eight triples.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import blake2b

import polars as pl

from autoatlas.graph.names import product_iri, safe_iri, unit_iri
from autoatlas.ontology.dates import first_day, last_day
from autoatlas.ontology.iris import PERIODS
from autoatlas.ontology.terms import (
    AA,
    AAF,
    ASSEMBLY_MODES,
    BASES,
    COMPARATORS,
    MODALITIES,
    PREFIXES,
    PROPERTIES,
    PUBLISHER_KINDS,
)

__all__ = [
    "Naming",
    "document_lines",
    "fact_ids",
    "fact_lines",
    "literal",
    "membership_lines",
    "number_text",
    "period_lines",
    "source_lines",
    "tagged",
]

RDF = PREFIXES["rdf"]
RDFS = PREFIXES["rdfs"]
XSD = PREFIXES["xsd"]
DCTERMS = PREFIXES["dcterms"]
SCHEMA = PREFIXES["schema"]
_TYPE = f"<{RDF}type>"
_IS_A_FACT = f"{_TYPE} <{AA.Fact}>"
_LABEL = f"<{RDFS}label>"
_ISSUED = f"<{DCTERMS}issued>"
_DERIVED_FROM = f"<{PREFIXES['prov']}wasDerivedFrom>"
_LOADER = f"<{AA.loader}>"

# What a fact says and by which source; never how it was read (quote, offsets, confidence).
_SAID = (
    "subject", "subject_type", "property", "object", "object_type", "value", "value_max", "unit",
    "comparator", "modality", "said_by", "basis", "start", "end", "place", "part", "product", "source",
)  # fmt: skip
_QUANTITIES = [name for name, p in PROPERTIES.items() if p.shape == "quantity"]
_DATES = [name for name, p in PROPERTIES.items() if p.shape == "date"]
_RELATIONS = [name for name, p in PROPERTIES.items() if p.shape == "relation"]
_MODES = [name for name, p in PROPERTIES.items() if p.shape == "mode"]
# The unit goes without saying where the property has only one, except that a currency stands for many.
_ONE_UNIT = [name for name, p in PROPERTIES.items() if len(p.units) == 1 and p.units != ("currency",)]
# Whole numbers below this fit an integer of 64 bits; of larger floats the shortest spelling is written out.
_WHOLE = 2.0**63


class Naming:
    """IRIs of the entities that a set of facts names, as columns to look them up in.

    Parameters
    ----------
    entities : DataFrame
        ``label``, ``class`` and ``iri``, one row a thing that facts name.
    """

    def __init__(self, entities: pl.DataFrame) -> None:
        keyed = entities.select(
            key=pl.concat_str("label", "class", separator="\x1f"),
            label="label",
            term=pl.concat_str(pl.lit("<"), "iri", pl.lit(">")),
        )
        self._keys, self._terms = keyed["key"], keyed["term"]
        by_label = keyed.unique("label", keep="first", maintain_order=True)
        self._labels, self._label_terms = by_label["label"], by_label["term"]

    def typed(self, label: str, entity_class: str) -> pl.Expr:
        """Term of the entity that two columns name by label and class."""
        key = pl.concat_str(label, entity_class, separator="\x1f")
        return key.replace_strict(self._keys, self._terms, default=None, return_dtype=pl.String)

    def named(self, label: str) -> pl.Expr:
        """Term of the entity that a column names by label alone, the first of that label."""
        return pl.col(label).replace_strict(
            self._labels, self._label_terms, default=None, return_dtype=pl.String
        )


def number_text(column: str) -> pl.Expr:
    """Spell a column of floats as ``xsd:decimal`` in plain form: ``1937000``, ``52.6``."""
    value = pl.col(column)
    whole = (value == value.floor()) & (value.abs() < _WHOLE)
    shortest = value.cast(pl.String)
    return (
        pl.when(whole)
        .then(pl.when(whole).then(value).cast(pl.Int64).cast(pl.String))
        .when(shortest.str.contains("e", literal=True))
        .then(
            pl.when(shortest.str.contains("e", literal=True))
            .then(shortest)
            .map_elements(_without_exponent, return_dtype=pl.String)
        )
        .otherwise(shortest)
    )


def _without_exponent(text: str) -> str:
    from decimal import Decimal

    return f"{Decimal(text):f}"


def fact_ids(frame: pl.DataFrame, document: str) -> pl.Series:
    """Return the identity of each fact: 128 bits over what is said and by which source, in hexadecimal.

    The words are joined by columns; the digest is BLAKE2b, since Polars' own hash is another one in every
    version. It takes 0.9 s for a million facts, a thirtieth of what putting them into the index takes.
    """
    parts = []
    for name in _SAID:
        text = number_text(name) if name in ("value", "value_max") else pl.col(name)
        if name == "source":
            text = text.fill_null(document)
        parts.append(text.fill_null(""))
    said = frame.select(pl.concat_str(parts, separator="\x1f").cast(pl.Binary)).to_series()
    digest = partial(blake2b, digest_size=16)
    return pl.Series("fact", [digest(text).digest() for text in said.to_list()], dtype=pl.Binary).bin.encode(
        "hex"
    )


def literal(text: pl.Expr) -> pl.Expr:
    """Quote a column of any text as an N-Triples literal."""
    escaped = text.str.replace_many(["\\", '"', "\n", "\r"], ["\\\\", '\\"', "\\n", "\\r"])
    return pl.concat_str(pl.lit('"'), escaped, pl.lit('"'))


def tagged(text: str, language: str = "") -> str:
    """Quote one text as an N-Triples literal, with a language where one is given."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def fact_lines(
    frame: pl.DataFrame,
    document: str,
    naming: Naming,
    *,
    issued: str | None = None,
    graph: str = "",
    typed: bool = True,
    cited: bool = False,
) -> pl.Series:
    """Return the triples of each fact, all lines of a fact in one text.

    Parameters
    ----------
    frame : DataFrame
        Of `FACT_SCHEMA`.
    document : str
        IRI of the document that states them.
    naming : Naming
        Must know every entity of the frame.
    issued : str, optional
        When the document appeared, where its own node says so; a fact of that day need not.
    graph : str, optional
        Named graph to put on each line, which makes them N-Quads.
    typed : bool
        Say that it is a fact, as `membership_lines` does by itself.
    cited : bool
        State the source of every fact, of those too whose source is the document itself.
    """
    frame = frame.with_columns(fact_ids(frame, document))
    if _is_prose(frame):
        frame = frame.unique("fact", keep="first", maintain_order=True)
    end = _end(graph)
    start = pl.concat_str(pl.lit(f"<{AAF}"), "fact", pl.lit("> "))
    lines = [
        (f"{RDF}subject", naming.typed("subject", "subject_type")),
        (f"{RDF}predicate", pl.concat_str(pl.lit(f"<{PREFIXES['aa']}"), "property", pl.lit(">"))),
        (f"{RDF}object", _object(frame, naming)),
        (AA.modality, _word("modality", MODALITIES)),
    ]
    for needs, predicate, term in _optional("" if cited else document, document, naming, issued):
        if not needs or any(frame[name].null_count() < frame.height for name in needs):
            lines.append((predicate, term))
    terms = frame.select(start.alias("node"), *(term.alias(str(n)) for n, (_, term) in enumerate(lines)))
    # All of a fact in one pass where a column has no gaps; a line that only some facts have is made apart.
    pieces: list[pl.Expr] = [pl.col("node"), pl.lit(f"{_IS_A_FACT}{end}")] if typed else []
    for n, (predicate, _) in enumerate(lines):
        line = [pl.col("node"), pl.lit(f"<{predicate}> "), pl.col(str(n)), pl.lit(end)]
        gaps = terms[str(n)].null_count()
        if gaps == 0:
            pieces.extend(line)
        elif gaps < terms.height:
            pieces.append(pl.concat_str(line).fill_null(""))
    return terms.select(pl.concat_str(pieces).alias("lines")).to_series()


def membership_lines(frame: pl.DataFrame, document: str, graph: str) -> pl.Series:
    """Return of each fact the one triple that says that it is a fact, in a named graph."""
    node = pl.concat_str(pl.lit(f"<{AAF}"), "fact", pl.lit(f"> {_IS_A_FACT}{_end(graph)}"))
    return pl.DataFrame({"fact": fact_ids(frame, document)}).select(node.alias("lines")).to_series()


def _end(graph: str) -> str:
    return f" <{graph}> .\n" if graph else " .\n"


def _is_prose(frame: pl.DataFrame) -> bool:
    return any(frame[name].null_count() < frame.height for name in ("quote", "confidence"))


def _object(frame: pl.DataFrame, naming: Naming) -> pl.Expr:
    name = pl.col("property")
    kinds = {PROPERTIES[name].shape for name in frame["property"].unique()}
    of_kind = {
        "quantity": (_QUANTITIES, _decimal("value")),
        "date": (_DATES, _period()),
        "mode": (_MODES, _word("object", ASSEMBLY_MODES)),
        "relation": (_RELATIONS, naming.typed("object", "object_type")),
    }
    if len(kinds) == 1:
        return of_kind[kinds.pop()][1]
    return pl.coalesce(pl.when(name.is_in(names)).then(term) for names, term in of_kind.values())


def _optional(
    unstated: str, document: str, naming: Naming, issued: str | None
) -> Iterator[tuple[tuple[str, ...], str, pl.Expr]]:
    """Columns without which there is nothing to say, predicate, and term or null."""
    name = pl.col("property")
    quantity = name.is_in(_QUANTITIES)
    source = pl.col("source").fill_null(document)
    yield ("object",), AA.of, pl.when(quantity).then(naming.typed("object", "object_type"))
    yield ("value_max",), AA.upperValue, pl.when(quantity).then(_decimal("value_max"))
    unit = pl.when(quantity & ~name.is_in(_ONE_UNIT)).then(_looked_up("unit", unit_iri))
    yield ("unit",), AA.unit, unit
    yield (
        ("comparator",),
        AA.comparator,
        pl.when(pl.col("comparator") != "=").then(_word("comparator", COMPARATORS)),
    )
    yield ("said_by",), AA.saidBy, naming.named("said_by")
    yield ("basis",), AA.basis, _word("basis", BASES)
    yield ("start", "end"), AA.period, pl.when(~name.is_in(_DATES)).then(_period())
    yield ("place",), AA.place, naming.named("place")
    yield ("part",), AA.part, literal(pl.col("part"))
    yield ("product",), AA.product, _looked_up("product", product_iri)
    cited = pl.when(source != unstated).then(source.map_batches(_looker(safe_iri), return_dtype=pl.String))
    yield () if not unstated else ("source",), PREFIXES["prov"] + "wasDerivedFrom", cited
    told_there = (source == document) & (pl.col("published") == pl.lit(issued, dtype=pl.String))
    yield ("published",), DCTERMS + "issued", pl.when(~told_there.fill_null(False)).then(_date("published"))
    # A row of a table is the same number twice and stays in Parquet, unless it quotes another source's words.
    row = (pl.col("quote_start") == pl.col("quote_end")).fill_null(False)
    quoted = ~row | (source != document)
    yield ("quote",), AA.quote, pl.when(quoted).then(literal(pl.col("quote")))
    for column, predicate in (("quote_start", AA.quoteStart), ("quote_end", AA.quoteEnd)):
        offset = pl.concat_str(pl.lit('"'), pl.col(column).cast(pl.String), pl.lit(f'"^^<{XSD}integer>'))
        yield (column,), predicate, pl.when(~row).then(offset)
    yield ("confidence",), AA.confidence, pl.when(pl.col("confidence") != 1).then(_decimal("confidence"))


def _decimal(column: str) -> pl.Expr:
    return pl.concat_str(pl.lit('"'), number_text(column), pl.lit(f'"^^<{XSD}decimal>'))


def _word(column: str, iris: Mapping[str, str]) -> pl.Expr:
    terms = [f"<{iri}>" for iri in iris.values()]
    return pl.col(column).replace_strict(list(iris), terms, default=None, return_dtype=pl.String)


def _looked_up(column: str, to_iri: Callable[[str], str]) -> pl.Expr:
    return pl.col(column).map_batches(_looker(to_iri), return_dtype=pl.String)


def _looker(to_iri: Callable[[str], str]) -> Callable[[pl.Series], pl.Series]:
    """Turn a column of few different texts into terms, each text once."""

    def look_up(values: pl.Series) -> pl.Series:
        words = values.drop_nulls().unique()
        terms = [f"<{to_iri(word)}>" for word in words]
        return values.replace_strict(words, pl.Series(terms, dtype=pl.String), return_dtype=pl.String)

    return look_up


def _period() -> pl.Expr:
    written = pl.concat_str(
        pl.lit(f"<{PERIODS}"),
        pl.col("start").fill_null(""),
        pl.lit("_"),
        pl.col("end").fill_null(""),
        pl.lit(">"),
    )
    return pl.when(pl.col("start").is_not_null() | pl.col("end").is_not_null()).then(written)


def _date(column: str) -> pl.Expr:
    length = pl.col(column).str.len_bytes()
    kind = (
        pl.when(length == 10)
        .then(pl.lit("date"))
        .when(length == 7)
        .then(pl.lit("gYearMonth"))
        .otherwise(pl.lit("gYear"))
    )
    return pl.concat_str(pl.lit('"'), column, pl.lit(f'"^^<{XSD}'), kind, pl.lit(">"))


def period_lines(periods: pl.DataFrame) -> Iterator[str]:
    """Yield the triples of periods, given by ``start`` and ``end`` as written."""
    for start, end in periods.select("start", "end").unique().sort("start", "end").iter_rows():
        if start is None and end is None:
            continue
        node = f"<{PERIODS}{start or ''}_{end or ''}>"
        yield f"{node} {_TYPE} <{AA.Period}> .\n"
        for written, text, day, to_day in (
            (AA.writtenStart, start, AA.firstDay, first_day),
            (AA.writtenEnd, end, AA.lastDay, last_day),
        ):
            if text is not None:
                yield f'{node} <{written}> "{text}" .\n'
                yield f'{node} <{day}> "{to_day(text).isoformat()}"^^<{XSD}date> .\n'


def document_lines(document: str, loader: str, graph: str = "") -> str:
    """Return the triples of a document: that it is one, and which loader read it."""
    end = _end(graph)
    node = f"<{safe_iri(document)}>"
    return f"{node} {_TYPE} <{AA.Document}>{end}{node} {_LOADER} {tagged(loader)}{end}"


def source_lines(sources: pl.DataFrame) -> Iterator[str]:
    """Yield the triples of sources."""
    for row in sources.iter_rows(named=True):
        node = f"<{safe_iri(row['source'])}>"
        yield f"{node} {_TYPE} <{AA.Source}> .\n"
        if row["title"]:
            yield f"{node} {_LABEL} {tagged(row['title'])} .\n"
        if row["publisher"]:
            yield f"{node} <{SCHEMA}publisher> {tagged(row['publisher'])} .\n"
        if row["kind"] in PUBLISHER_KINDS:
            yield f"{node} <{AA.publisherKind}> <{PUBLISHER_KINDS[row['kind']]}> .\n"
        if row["published"]:
            yield f"{node} {_ISSUED} {date_term(row['published'])} .\n"
        if row["accessed"]:
            yield f"{node} <{SCHEMA}dateAccessed> {date_term(row['accessed'])} .\n"
        if row["mirror_of"]:
            yield f"{node} <{AA.mirrorOf}> <{safe_iri(row['mirror_of'])}> .\n"


def date_term(text: str) -> str:
    """Return a partial date as a literal of the type that its length says."""
    kind = {10: "date", 7: "gYearMonth"}.get(len(text), "gYear")
    return f"{tagged(text)}^^<{XSD}{kind}>"
