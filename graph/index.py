"""The index: an Oxigraph database with a named graph a document, built from the facts and brought up to date.

Of large documents the default graph holds the greater part. Alongside the documents' graphs stand that of the
entities and that of the derived direct triples, which follow from all documents together.
"""

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, cast

import polars as pl
import pyoxigraph as ox

from autoatlas.graph.background import in_background
from autoatlas.graph.contents import Contents
from autoatlas.graph.corrections_overlay import Overlay
from autoatlas.graph.derived import derived_facts, derived_lines
from autoatlas.graph.entities import entity_lines, name_entities, named_things, product_lines
from autoatlas.graph.identity import same_companies, same_facilities
from autoatlas.graph.manifest import Entry
from autoatlas.graph.names import DERIVED_GRAPH, ENTITIES_GRAPH, SOURCES_GRAPH, safe_iri
from autoatlas.graph.rdf import (
    Naming,
    document_lines,
    fact_lines,
    membership_lines,
    period_lines,
    source_lines,
)
from autoatlas.ontology.facts import SOURCE_SCHEMA

__all__ = [
    "BULK",
    "LARGE",
    "ROW_GROUP",
    "Picture",
    "Progress",
    "all_sources",
    "corrected_documents",
    "document_text",
    "entities_of",
    "is_large",
    "new_index",
    "put_documents",
    "put_picture",
    "remove_documents",
    "renamed_documents",
    "replace_lines",
    "take_picture",
]

BULK = 100_000
"""Triples from which the bulk loader is quicker than a transaction."""

LARGE = 100_000
"""Facts from which the default graph holds what a document says.

Oxigraph keeps three orders of the triples of the default graph and six of those of a named one. So of a large
document only that which tells what is a fact stands in its graph, and what the facts say in the default graph.
"""

ROW_GROUP = 100_000
"""Facts that stand together in a Parquet file and are read at once."""

_A_FACT = 9  # triples that a fact comes to on average, to choose a loader before they are counted
_OPEN_FILES = 256  # of which Oxigraph takes all but some fifty; it asks for 96 at least
_BATCH = 5_000  # facts turned into text at once: some 7 MB, which is quicker than more

Progress = Callable[[str, int, int], None]
"""Told what is done ("read" or "index"), of how many more facts, and of how many in all (0: not known)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What follows from all documents together.

    Attributes
    ----------
    same : dict of str to str
        Labels of facilities and companies that stand for another.
    entities : DataFrame
        What the facts name, as `name_entities` returns it.
    naming : Naming
        The same, to look up terms in.
    day : date
        As of when it tells what has ended.
    graphs : dict of str to list of str
        N-Triples of the graphs that are no document's: entities with periods, sources, derived triples. What
        several documents speak of stands there once, since a query over the union of graphs counts copies.
    """

    same: Mapping[str, str]
    entities: pl.DataFrame
    naming: Naming
    day: date
    graphs: Mapping[str, list[str]]


def entities_of(contents: Contents) -> tuple[dict[str, str], pl.DataFrame]:
    """Return which labels stand for others, and all entities with their IRIs."""
    facts = contents.all_facts()
    located = facts.filter(pl.col("property") == "locatedIn", pl.col("object_type") == "Country")
    things, places = pl.collect_all([named_things(facts), located.select("subject", "object").unique()])
    countries: dict[str, list[str]] = {}
    for facility, country in places.iter_rows():
        countries.setdefault(facility, []).append(country)
    facilities = things.filter(pl.col("class") == "Facility")["label"].unique().to_list()
    companies = same_companies(things.filter(pl.col("class") == "Organization")["label"].unique())
    overlay = contents.overlay
    if not overlay:
        same = companies | same_facilities(facilities, countries)
        return same, name_entities(things, same)
    found = companies | same_facilities(facilities, countries, overlay.verdicts)
    same = {label: overlay.names.get(other, other) for label, other in found.items()}
    same |= {name: same.get(to, to) for name, to in overlay.names.items()}
    # what was merged is named by no fact any more, yet people go on asking for it
    stand = things.filter(pl.col("label").is_in(list(overlay.names.values())), pl.col("class").is_not_null())
    merged = [
        stand.filter(pl.col("label") == to).with_columns(label=pl.lit(name))
        for name, to in overlay.names.items()
    ]
    return same, name_entities(pl.concat([things, *merged]), same)


def take_picture(contents: Contents, day: date) -> Picture:
    """Work out what follows from all documents together."""
    same, entities = entities_of(contents)
    facts = contents.all_facts()
    naming = Naming(entities)
    derived, products, periods = pl.collect_all(
        [
            derived_facts(facts, day),
            facts.select("product").drop_nulls().unique(),
            facts.select("start", "end").unique(),
        ],
    )
    graphs = {
        ENTITIES_GRAPH: [
            *entity_lines(entities, contents.overlay.accepted),
            *product_lines(products["product"].to_list()),
            *period_lines(periods),
        ],
        SOURCES_GRAPH: list(source_lines(all_sources(contents))),
        DERIVED_GRAPH: list(derived_lines(derived, naming)),
    }
    return Picture(same, entities, naming, day, graphs)


def all_sources(contents: Contents) -> pl.DataFrame:
    """Return the sources of all documents, each once: as it tells itself, else as the last to cite it."""
    frames = [
        contents.sources_of(iri).with_columns(_own=pl.col("source") == iri) for iri in contents.documents
    ]
    if not frames:
        return pl.DataFrame(schema=SOURCE_SCHEMA)
    told = pl.concat(frames).sort("_own", maintain_order=True)
    return told.unique("source", keep="last", maintain_order=True).select(SOURCE_SCHEMA.names())


def document_text(
    contents: Contents,
    document: str,
    naming: Naming,
    *,
    graph: str = "",
    cited: bool = False,
    progress: Progress | None = None,
) -> Iterator[bytes]:
    """Yield the triples of a document in batches: N-Quads where a graph is named, else N-Triples."""
    yield document_lines(document, contents.documents[document].loader, graph).encode()
    issued = _issued(contents, document)
    for facts in _batches(contents, document, progress):
        lines = fact_lines(facts, document, naming, issued=issued, graph=graph, cited=cited)
        yield _joined(lines)


def _large_text(
    contents: Contents, document: str, naming: Naming, graph: str, progress: Progress | None
) -> Iterator[bytes]:
    """Yield a large document in batches of N-Quads: first what its facts say, then which they are.

    Oxigraph sorts so many lines at once, and takes half as much memory again where both kinds are among them.
    """
    issued = _issued(contents, document)
    for facts in _batches(contents, document, progress):
        yield _joined(fact_lines(facts, document, naming, issued=issued, typed=False))
    yield document_lines(document, contents.documents[document].loader, graph).encode()
    for facts in _batches(contents, document, None):
        yield _joined(membership_lines(facts, document, graph))


def _issued(contents: Contents, document: str) -> str | None:
    sources = contents.sources_of(document)
    own = sources.filter(pl.col("source") == document)["published"]
    return own[-1] if len(own) else None


def _batches(contents: Contents, document: str, progress: Progress | None) -> Iterator[pl.DataFrame]:
    for facts in contents.batches(document, ROW_GROUP):
        for part in facts.iter_slices(_BATCH):
            yield part
            if progress is not None:
                progress("index", part.height, contents.documents[document].facts)


def _joined(lines: pl.Series) -> bytes:
    return (lines.str.join("").item() or "").encode()


def is_large(entry: Entry) -> bool:
    """Tell whether the default graph holds what a document says."""
    return entry.facts >= LARGE


def new_index(path: Path, facts: int) -> ox.Store:
    """Open an index to put so many facts into.

    Oxigraph keeps as many of its files open as the process may have, each with its own index in memory, and a load
    of many million facts writes hundreds. It asks how many that is when it opens the database, so for the bulk
    loader, which looks nothing up, it is told few.
    """
    if facts * _A_FACT < BULK:
        return ox.Store(path)
    try:
        import resource
    except ImportError:  # Windows has no such limit, and Oxigraph keeps to a thousand
        return ox.Store(path)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    first_free = os.open(os.devnull, os.O_RDONLY)
    os.close(first_free)
    few = first_free + _OPEN_FILES
    if soft != resource.RLIM_INFINITY:
        few = min(few, soft)
    resource.setrlimit(resource.RLIMIT_NOFILE, (few, hard))
    try:
        return ox.Store(path)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def put_documents(
    store: ox.Store,
    contents: Contents,
    documents: Iterable[str],
    picture: Picture,
    progress: Progress | None = None,
    *,
    in_memory: bool = False,
) -> dict[str, int]:
    """Put documents into their graphs, which must be empty, and return how many triples each has.

    On disk below `BULK` triples in one transaction, above it by the bulk loader, with the text made in the
    background while the loader reads it. In memory batch by batch: an index that fails half-way is let go.
    """
    wanted = list(documents)
    counts = dict.fromkeys(wanted, 0)
    entries = contents.documents
    facts = sum(entries[document].facts for document in wanted)
    told = None if progress is None else lambda what, more, _: progress(what, more, facts)

    def text() -> Iterator[bytes]:
        for document in wanted:
            graph = safe_iri(document)
            if is_large(entries[document]):
                batches = _large_text(contents, document, picture.naming, graph, told)
            else:
                batches = document_text(contents, document, picture.naming, graph=graph, progress=told)
            for batch in batches:
                counts[document] += batch.count(b"\n")
                yield batch

    # lenient: the text is ours and its IRIs have been checked, so that the parser need not
    quads = ox.RdfFormat.N_QUADS
    if in_memory:
        for batch in text():
            store.load(batch, quads, lenient=True)
    elif facts * _A_FACT < BULK:
        store.load(b"".join(text()), quads, lenient=True)
    else:
        with in_background(text()) as batches:
            store.bulk_load(cast("IO[bytes]", _Reader(batches)), quads, lenient=True)
    return counts


class _Reader(io.RawIOBase):
    """Batches of text as a file to read from."""

    def __init__(self, batches: Iterator[bytes]) -> None:
        super().__init__()
        self._batches = batches
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            batch = next(self._batches, None)
            if batch is None:
                return b""
            self._rest = memoryview(batch)
        taken = self._rest[:size] if size >= 0 else self._rest
        self._rest = self._rest[len(taken) :]
        return bytes(taken)


def remove_documents(store: ox.Store, documents: Iterable[str]) -> None:
    """Take the graphs of documents out, none of them large."""
    for document in documents:
        store.remove_graph(ox.NamedNode(safe_iri(document)))


def replace_lines(store: ox.Store, graph: str, lines: Iterable[str]) -> None:
    """Make a graph consist of just these triples, touching only those that differ."""
    name = ox.NamedNode(graph)
    wanted = {line.encode() for line in lines}
    present = set(
        (store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b"").splitlines(keepends=True)
    )
    for triple in ox.parse(b"".join(present - wanted), ox.RdfFormat.N_TRIPLES):
        store.remove(ox.Quad(triple.subject, triple.predicate, triple.object, name))
    added = b"".join(sorted(wanted - present))
    if added:
        store.load(added, ox.RdfFormat.N_TRIPLES, to_graph=name, lenient=True)


def put_picture(store: ox.Store, picture: Picture) -> None:
    """Bring the graphs that are no document's up to date."""
    for graph, lines in picture.graphs.items():
        replace_lines(store, graph, lines)


def corrected_documents(contents: Contents, documents: Iterable[str], before: Overlay) -> set[str]:
    """Return the documents whose facts are corrected otherwise than before."""
    now = contents.overlay
    if now.corrections == before.corrections:
        return set()
    changed = set()
    for document in documents:
        reached = contents.written(document).filter(now.reach(document) | before.reach(document))
        facts = pl.collect_all([one.apply(reached, document) for one in (before, now)])
        if not facts[0].equals(facts[1]):
            changed.add(document)
    return changed


def renamed_documents(
    contents: Contents, documents: Iterable[str], before: Mapping[str, str], now: Mapping[str, str]
) -> set[str]:
    """Return the documents that name a facility which now stands for another one than before."""
    changed = [label for label in {*before, *now} if before.get(label) != now.get(label)]
    if not changed:
        return set()
    names = (
        pl.col("subject").is_in(changed) | pl.col("object").is_in(changed) | pl.col("place").is_in(changed)
    )
    return {
        document
        for document in documents
        if contents.facts_of(document).filter(names).head(1).select(pl.len()).collect().item()
    }
