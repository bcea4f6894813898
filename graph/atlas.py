"""The atlas: documents go in as facts; answers, graphs and networks come out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from autoatlas.graph.answer import Answer
from autoatlas.graph.corrections import corrections_path
from autoatlas.graph.memory import MemorySnapshot, MemoryStore
from autoatlas.graph.packaged import packaged_tables
from autoatlas.graph.snapshot import Snapshot
from autoatlas.graph.store import FolderStore
from autoatlas.graph.summary import Loaded, Summary, counted
from autoatlas.ontology.errors import SourceUnreadable, UnknownDocument
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA
from autoatlas.ontology.validation import Fault

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from autoatlas.graph.contents import Contents
    from autoatlas.graph.corrections import Correction
    from autoatlas.graph.corrections_overlay import Tally
    from autoatlas.graph.identity import Verdicts
    from autoatlas.graph.index import Progress

__all__ = ["Atlas", "Loaded", "Summary"]


class Atlas:
    """A knowledge graph of facts, in memory or in a folder.

    Parameters
    ----------
    path : path, optional
        Folder of a store; the first load makes it. In memory when left out.
    corrections : path, optional
        The table of corrections. When left out, that of a store is what `AUTOATLAS_CORRECTIONS` names, else
        ``corrections.csv`` in its folder; in memory there is none. See `autoatlas.graph.corrections`.

    Examples
    --------
    >>> from autoatlas.graph import Atlas
    >>> Atlas().documents().height
    0
    """

    def __init__(
        self, path: str | PathLike[str] | None = None, *, corrections: str | PathLike[str] | None = None
    ) -> None:
        table = None if corrections is None else Path(corrections)
        self._store: FolderStore | MemoryStore = (
            MemoryStore(table) if path is None else FolderStore(Path(path), table)
        )

    @classmethod
    def packaged(cls, *, corrections: str | PathLike[str] | None = None) -> "Atlas":
        """Return the atlas that ships with the package, in memory.

        Parameters
        ----------
        corrections : path, optional
            The table of corrections. When left out, what `AUTOATLAS_CORRECTIONS` names.

        Raises
        ------
        SourceUnreadable
            The package has no data.
        """
        import autoatlas

        table = corrections_path(None, None if corrections is None else Path(corrections))
        atlas = cls(corrections=table)
        atlas.load(*packaged_tables(Path(autoatlas.__file__).parent / "data"))
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
        loaded = []
        for one in last.values():
            was = before.documents.get(one.document)
            facts = after.documents[one.document].facts
            tally = self._tally(one.document)
            loaded.append(
                Loaded(
                    one.document,
                    one.loader,
                    facts,
                    None if was is None else was.facts,
                    one.report,
                    tally.rejected,
                    tally.corrected,
                )
            )
        return Summary(loaded, self._store.table.faults)

    def _tally(self, document: str) -> "Tally":
        contents = self._snapshot().contents
        return contents.overlay.tally(contents.written(document), document)

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

    def correct(self, *corrections: "Correction", remove: Iterable[int] = ()) -> tuple[Fault, ...]:
        """Add rows to the table of corrections, take others out by their number, and apply what is left.

        Returns
        -------
        tuple of Fault
            The bad rows of the table, which are left out.

        Raises
        ------
        InvalidCorrection
            A row says nothing that could be applied, or a row to remove is not there; then nothing is changed.
        InvalidParameter
            The atlas is in memory and has no table.
        StoreLocked
            Another process is writing to the store.
        """
        self._store.change_table(corrections, remove)
        return self.apply_corrections()

    def apply_corrections(self) -> tuple[Fault, ...]:
        """Read the table of corrections again, bring the index to it, and return its bad rows, which are left out.

        Loading, removing and rebuilding do that by themselves.

        Raises
        ------
        StoreLocked
            Another process is writing to the store.
        SourceUnreadable
            The file is no table of corrections.
        """
        self._store.commit([])
        return self._store.table.faults

    # -- what comes out as columns ---------------------------------------------------------------------------

    def documents(self) -> pl.DataFrame:
        """Return the documents: ``document``, ``loader``, ``facts``, ``loaded``, in the order of loading."""
        rows = [(iri, e.loader, e.facts, e.loaded) for iri, e in self._snapshot().manifest.documents.items()]
        schema = {"document": pl.String, "loader": pl.String, "facts": pl.Int64, "loaded": pl.String}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def facts(self, *documents: str | PathLike[str], as_written: bool = False) -> pl.LazyFrame:
        """Return the facts as columns: of the documents named, or of all.

        They stand as their documents gave them, except that a fact without a source cites its document, and that
        corrections are applied unless ``as_written``.
        """
        snapshot = self._snapshot()
        known = snapshot.manifest.documents
        wanted = [_known_document(one, known) for one in documents] if documents else list(known)
        read = snapshot.contents.written if as_written else snapshot.contents.facts_of
        frames = [read(iri).with_columns(pl.col("source").fill_null(iri)) for iri in wanted]
        return pl.concat(frames) if frames else pl.LazyFrame(schema=FACT_SCHEMA)

    def sources(self) -> pl.DataFrame:
        """Return the sources of the documents, each once: as it tells itself, else as the last to cite it."""
        from autoatlas.graph.index import all_sources

        return all_sources(self._snapshot().contents)

    def corrections(self) -> pl.DataFrame:
        """Return the rows of the table of corrections as it stands, without those that are bad.

        Returns
        -------
        DataFrame
            ``row``, where it stands in the file; the columns of `autoatlas.graph.corrections.COLUMNS`; ``facts``,
            of how many it is, as the documents wrote them; ``applied``, whether the index knows of it.
        """
        from autoatlas.graph.corrections_list import corrections_frame

        return corrections_frame(self._store.read_table().corrections, self._snapshot().contents)

    def corrections_faults(self) -> list[Fault]:
        """Return the bad rows of the table of corrections, and the facts that good rows make no facts."""
        from autoatlas.graph.corrections_list import invalid_facts

        table = self._store.read_table()
        return [*table.faults, *invalid_facts(table.corrections, self._snapshot().contents)]

    def has_pending_corrections(self) -> bool:
        """Tell whether the table of corrections says something else than what is applied."""
        path = self._store.table_path
        if path is None or not path.exists():
            return False
        return self._store.read_table().corrections != self._snapshot().manifest.corrections

    def same_entities(self) -> dict[str, str]:
        """Return the labels of things that stand for another, with that one's label."""
        from autoatlas.graph.index import entities_of

        return entities_of(self._snapshot().contents)[0]

    def identities(self) -> "Verdicts":
        """Return what is one facility and what is not, as the shipped list and the corrections say."""
        return self._snapshot().contents.overlay.verdicts

    def merged_names(self) -> dict[str, str]:
        """Return the names that corrections merge, each with the one that stands for it."""
        return dict(self._snapshot().contents.overlay.names)

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

    def export(self, output: str | PathLike[str] | None = None, *, format: str | None = None) -> bytes | None:  # noqa: A002 - as in commands
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
        title = counted(int(table["facts"].sum()), table.height)
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
