"""An atlas in memory: as on disk without the folder. Its index is built when the first question comes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from autoatlas.graph.contents import MemoryContents
from autoatlas.graph.corrections import Correction, Table, read_corrections, write_corrections
from autoatlas.graph.corrections_overlay import CORRECTIONS, Overlay, stated
from autoatlas.graph.manifest import Entry, Manifest
from autoatlas.ontology.errors import InvalidParameter, UnknownDocument
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA

if TYPE_CHECKING:
    import pyoxigraph as ox

    from autoatlas.graph.index import Progress

__all__ = ["MemorySnapshot", "MemoryStore"]


class MemorySnapshot:
    """What a store in memory holds at one time.

    Its index is shared with later ones as long as nothing has been taken out of it.
    """

    def __init__(
        self, manifest: Manifest, frames: Mapping[str, pl.DataFrame], sources: Mapping[str, pl.DataFrame]
    ) -> None:
        self.manifest = manifest
        overlay = Overlay(manifest.corrections)
        self.contents = MemoryContents(manifest.documents, frames, sources, overlay)
        self._frames = frames
        self._sources = sources
        self._index: ox.Store | None = None

    def index(self) -> "ox.Store":
        """The index of these documents, built when first asked for."""
        if self._index is None:
            import pyoxigraph as ox

            from autoatlas.graph import index as ix

            picture = ix.take_picture(self.contents, datetime.now(UTC).date())
            store = ox.Store()
            ix.put_documents(store, self.contents, self.manifest.documents, picture, in_memory=True)
            ix.put_picture(store, picture)
            self._index = store
        return self._index

    def changed(
        self,
        loads: Mapping[str, tuple[Entry, pl.DataFrame, pl.DataFrame]],
        removals: Iterable[str],
        corrections: tuple[Correction, ...],
    ) -> "MemorySnapshot":
        """Return a snapshot with documents loaded and others removed, and with these corrections."""
        gone = {*removals, *loads}
        documents = {iri: entry for iri, entry in self.manifest.documents.items() if iri not in gone}
        frames = {iri: frame for iri, frame in self._frames.items() if iri not in gone}
        sources = {iri: frame for iri, frame in self._sources.items() if iri not in gone}
        for iri, (entry, facts, cited) in loads.items():
            documents[iri], frames[iri], sources[iri] = entry, facts, cited
        manifest = replace(self.manifest, documents=documents, corrections=corrections)
        return MemorySnapshot(manifest, frames, sources)


class MemoryStore:
    """A store that ends with the process.

    Parameters
    ----------
    corrections : Path, optional
        The table of corrections.

    Attributes
    ----------
    table : Table
        The corrections as last read.
    """

    folder = None

    def __init__(self, corrections: Path | None = None) -> None:
        self.corrections = corrections
        self.table = Table()
        self._snapshot = MemorySnapshot(Manifest(), {}, {})

    def snapshot(self) -> MemorySnapshot:
        """The store as of its last commit."""
        return self._snapshot

    def commit(
        self, loads: Sequence[Extraction], removals: Iterable[str] = (), *, progress: "Progress | None" = None
    ) -> tuple[Manifest, Manifest]:
        """Load documents and remove others, all of it or on any failure nothing.

        Raises
        ------
        UnknownDocument
            A document to remove is not there.
        """
        before = self._snapshot.manifest
        gone = list(removals)
        for document in gone:
            if document not in before.documents:
                raise UnknownDocument(f"the atlas does not hold {document}")
        self.table = self.read_table()
        own = stated(self.table.corrections)
        if own is None and CORRECTIONS in before.documents:
            gone.append(CORRECTIONS)
        loaded = datetime.now(UTC).isoformat(timespec="seconds")
        new: dict[str, tuple[Entry, pl.DataFrame, pl.DataFrame]] = {}
        for extraction in [*loads, own] if own is not None else loads:
            frames = [pl.DataFrame(schema=FACT_SCHEMA)]
            for frame in extraction:
                frames.append(frame.select(FACT_SCHEMA.names()))
                if progress is not None:
                    progress("read", frame.height, 0)
            facts = pl.concat(frames)
            entry = Entry(extraction.loader, facts.height, 0, "", "", loaded)
            new[extraction.document] = (entry, facts, extraction.sources.select(SOURCE_SCHEMA.names()))
        self._snapshot = self._snapshot.changed(new, gone, self.table.corrections)
        return before, self._snapshot.manifest

    def rebuild(self, *, progress: "Progress | None" = None) -> Manifest:
        """Forget the index; the next question builds it again."""
        return self.commit([])[1]

    @property
    def table_path(self) -> Path | None:
        """Where the corrections stand, if anywhere."""
        return self.corrections

    def change_table(self, added: Sequence[Correction], removed: Iterable[int]) -> None:
        """Add corrections to their table and take others out; the next commit applies them."""
        if self.corrections is None:
            raise InvalidParameter(
                "an atlas in memory has no table of corrections",
                mend="Name one: Atlas(corrections=FILE), --corrections FILE, or AUTOATLAS_CORRECTIONS.",
            )
        write_corrections(self.corrections, added, removed)

    def read_table(self) -> Table:
        """Read the corrections as they stand."""
        return read_corrections(self.corrections)
