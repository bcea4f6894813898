"""The atlas: documents go in as facts; answers, graphs and networks come out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from autoatlas.graph.answer import Answer
from autoatlas.graph.memory import MemorySnapshot, MemoryStore
from autoatlas.graph.store import FolderStore, Snapshot
from autoatlas.ontology.errors import SourceUnreadable, UnknownDocument
from autoatlas.ontology.extraction import Extraction, Report
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from autoatlas.graph.contents import Contents
    from autoatlas.graph.index import Progress

__all__ = ["Atlas", "Loaded", "Summary"]

_PACKAGED = "https://w3id.org/autoatlas/data/"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading one document came to.

    Attributes
    ----------
    document : str
        Its IRI.
    loader : str
        What read it.
    facts : int
        Facts that it states.
    replaced : int or None
        Facts that it stated before, where it had been loaded already.
    report : Report
        Rejected rows, unknown names, and what was skipped.
    """

    document: str
    loader: str
    facts: int
    replaced: int | None
    report: Report


@dataclass(frozen=True, slots=True)
class Summary:
    """What one load came to: a record a document, and the counts of all together."""

    loaded: list[Loaded] = field(default_factory=list)

    @property
    def facts(self) -> int:
        """Facts loaded."""
        return sum(one.facts for one in self.loaded)

    def __str__(self) -> str:
        return _counted(self.facts, len(self.loaded))


def _counted(facts: int, documents: int) -> str:
    ends = ["" if count == 1 else "s" for count in (facts, documents)]
    return f"{facts:,} fact{ends[0]} from {documents:,} document{ends[1]}"


class Atlas:
    """A knowledge graph of facts, in memory or in a folder.

    Parameters
    ----------
    path : path, optional
        Folder of a store; the first load makes it. In memory when left out.

    Examples
    --------
    >>> from autoatlas.graph import Atlas
    >>> Atlas().documents().height
    0
    """

    def __init__(self, path: str | PathLike[str] | None = None) -> None:
        self._store: FolderStore | MemoryStore = MemoryStore() if path is None else FolderStore(Path(path))

    @classmethod
    def packaged(cls) -> "Atlas":
        """Return the atlas that ships with the package, in memory.

        Raises
        ------
        SourceUnreadable
            The package has no data.
        """
        import autoatlas

        atlas = cls()
        atlas.load(*_packaged(Path(autoatlas.__file__).parent / "data"))
        return atlas

    @property
    def path(self) -> Path | None:
        """Folder of the store, or None in memory."""
        return self._store.folder

    # -- what goes in ----------------------------------------------------------------------------------------

    def load(
        self, *documents: Extraction | str | PathLike[str], progress: "Progress | None" = None
    ) -> Summary:
        """Load documents, all of them as one commit; one that is there already is replaced.

        Parameters
        ----------
        documents : Extraction, path or address
            What a loader returned, or what to give to the loader that is installed.
        progress : callable, optional
            Told of every batch of facts that is read or indexed.

        Raises
        ------
        StoreLocked
            Another process is writing to the store.
        SourceUnreadable, InvalidFact
            A document cannot be read; then none of them is loaded.
        """
        extractions = [one if isinstance(one, Extraction) else _extracted(one) for one in documents]
        before, after = self._store.commit(extractions, progress=progress)
        last = {one.document: one for one in extractions}  # of a document given twice the last one stands
        return Summary(
            [
                Loaded(
                    one.document,
                    one.loader,
                    after.documents[one.document].facts,
                    before.documents[one.document].facts if one.document in before.documents else None,
                    one.report,
                )
                for one in last.values()
            ]
        )

    def remove(self, *documents: str | PathLike[str]) -> None:
        """Take documents out, each by its IRI or path, as one commit.

        Raises
        ------
        UnknownDocument
            One of them is not there; then none is removed.
        """
        known = self._snapshot().manifest.documents
        self._store.commit([], [_known_document(document, known) for document in documents])

    def rebuild(self) -> None:
        """Build the index again from the facts."""
        self._store.rebuild()

    # -- what comes out as columns ---------------------------------------------------------------------------

    def documents(self) -> pl.DataFrame:
        """Return the documents: ``document``, ``loader``, ``facts``, ``loaded``, in the order of loading."""
        rows = [(iri, e.loader, e.facts, e.loaded) for iri, e in self._snapshot().manifest.documents.items()]
        schema = {"document": pl.String, "loader": pl.String, "facts": pl.Int64, "loaded": pl.String}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def facts(self, *documents: str | PathLike[str]) -> pl.LazyFrame:
        """Return the facts as columns: of the documents named, or of all.

        They stand as their documents gave them, except that a fact without a source cites its document.
        """
        snapshot = self._snapshot()
        known = snapshot.manifest.documents
        wanted = [_known_document(one, known) for one in documents] if documents else list(known)
        frames = [
            snapshot.contents.facts_of(iri).with_columns(pl.col("source").fill_null(iri)) for iri in wanted
        ]
        return pl.concat(frames) if frames else pl.LazyFrame(schema=FACT_SCHEMA)

    def sources(self) -> pl.DataFrame:
        """Return the sources of the documents, each once: as it tells itself, else as the last to cite it."""
        from autoatlas.graph.index import all_sources

        return all_sources(self._snapshot().contents)

    def same_entities(self) -> dict[str, str]:
        """Return the labels of facilities that stand for another facility, with that one's label."""
        from autoatlas.graph.index import entities_of

        return entities_of(self._snapshot().contents)[0]

    # -- what comes out as graphs ----------------------------------------------------------------------------

    def query(self, question: str, **parameters: object) -> Answer:
        """Ask in SPARQL, or one of the named questions.

        Parameters
        ----------
        question : str
            SPARQL, with the prefixes of the vocabulary declared, over the union of all graphs; or a name that
            `autoatlas.graph.queries.named_queries` lists.
        **parameters
            Of a named question.

        Raises
        ------
        InvalidQuery
            It does not parse.
        UpdateRefused
            It would change the store.
        UnknownQuestion, InvalidParameter, UnknownEntity
            No question has that name, it takes no such parameter, or a name in it is not known.
        """
        from autoatlas.graph.queries import answer

        return answer(self, question, parameters)

    def index(self) -> Any:
        """Return the index as a ``pyoxigraph.Store``, for reading."""
        return self._snapshot().index()

    def rdflib(self) -> "rdflib.Dataset":
        """Return the graphs as a read-only ``rdflib.Dataset``, queried by Oxigraph over their union."""
        from autoatlas.graph.rdflib_view import dataset

        return dataset(self._snapshot())

    def triples(self) -> Iterator[bytes]:
        """Yield all there is as N-Triples, in batches, with its source on every fact."""
        from autoatlas.graph.index import document_text, take_picture

        contents = self._snapshot().contents
        picture = take_picture(contents, datetime.now(UTC).date())
        for lines in picture.graphs.values():
            yield "".join(lines).encode()
        for document in contents.documents:
            yield from document_text(contents, document, picture.naming, cited=True)

    def network(
        self,
        *,
        documents: Sequence[str | PathLike[str]] = (),
        properties: Iterable[str] | None = None,
        modalities: Iterable[str] | None = None,
    ) -> "nx.MultiDiGraph[str]":
        """Return entities as nodes and relations as edges.

        Parameters
        ----------
        documents : sequence of str, optional
            Only what these say.
        properties, modalities : iterable of str, optional
            Only these relations, and only facts of these modalities.

        See `autoatlas.graph.network.project` for what nodes and edges hold.
        """
        from autoatlas.graph.network import project

        snapshot = self._snapshot()
        return project(
            self.facts(*documents), _entities(snapshot.contents), properties=properties, modalities=modalities
        )

    def export(self, output: str | PathLike[str] | None = None, *, format: str | None = None) -> bytes | None:  # noqa: A002
        """Write the graph for other tools.

        See `autoatlas.graph.export.export`.
        """
        from autoatlas.graph.export import export

        return export(self, output, format=format)

    # -- itself ----------------------------------------------------------------------------------------------

    def __repr__(self) -> str:
        where = f" in {self.path}" if self.path else ""
        return f"<Atlas{where}>"

    def _repr_html_(self) -> str:
        import html

        table = self.documents()
        rows = "".join(
            f"<tr><td>{html.escape(iri)}</td><td>{html.escape(loader)}</td><td>{facts:,}</td></tr>"
            for iri, loader, facts, _ in table.head(50).iter_rows()
        )
        title = _counted(int(table["facts"].sum()), table.height)
        head = "<tr><th>document</th><th>loader</th><th>facts</th></tr>"
        return f"<p>AutoAtlas: {title}</p><table><thead>{head}</thead><tbody>{rows}</tbody></table>"

    def _snapshot(self) -> Snapshot | MemorySnapshot:
        return self._store.snapshot()


def _entities(contents: "Contents") -> pl.DataFrame:
    from autoatlas.graph.index import entities_of

    return entities_of(contents)[1]


def _extracted(document: str | PathLike[str]) -> Extraction:
    """Read a document with the loader that is installed, which this room does not know by itself."""
    from importlib.metadata import entry_points

    for point in entry_points(group="autoatlas.extract"):
        found = point.load()(document)
        if isinstance(found, Extraction):
            return found
    raise SourceUnreadable(
        "no loader is installed that could read this", where=str(document), mend="Install autoatlas again."
    )


def _packaged(folder: Path) -> list[Extraction]:
    """Read the shipped tables; those in ``sources`` describe what the others cite.

    They are valid and their names are the registry's, which the tests see to, so that they need no loader.
    """
    from autoatlas import __version__
    from autoatlas.ontology.facts import conform, fill_defaults

    tables = sorted(path for path in folder.rglob("*.csv") if path.parent.name != "sources")
    if not tables:
        raise SourceUnreadable("the package holds no data", where=str(folder), mend="Install it again.")
    files = sorted((folder / "sources").glob("*.csv"))
    frames = [
        conform(pl.read_csv(path, infer_schema=False), SOURCE_SCHEMA, where=str(path)) for path in files
    ]
    described = pl.concat([pl.DataFrame(schema=SOURCE_SCHEMA), *frames]).unique("source", keep="first")
    read = []
    for path in tables:
        facts = fill_defaults(conform(pl.read_csv(path, infer_schema=False), where=str(path)))
        cited = described.join(facts.select("source").unique(), on="source", how="semi").sort("source")
        iri = f"{_PACKAGED}{path.relative_to(folder).as_posix()}"
        read.append(Extraction(iri, f"packaged {__version__}", iter([facts]), sources=cited))
    return read


def _known_document(document: str | PathLike[str], known: Iterable[str]) -> str:
    from difflib import get_close_matches

    from autoatlas.ontology.iris import document_iri

    labels = list(known)
    for iri in (str(document), document_iri(str(document))):
        if iri in labels:
            return iri
    near = get_close_matches(str(document), labels, 3, 0.5)
    raise UnknownDocument(
        f"no document {str(document)!r} has been loaded",
        mend=f"Nearest: {', '.join(near)}." if near else "See which there are with documents().",
    )
