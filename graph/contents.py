"""The facts of a set of documents, wherever they are kept, as the index and readers of columns see them.

They are seen as corrected; what is kept stays as written.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import polars as pl

from autoatlas.graph.corrections_overlay import NO_OVERLAY, Overlay
from autoatlas.graph.manifest import Entry
from autoatlas.ontology.errors import StoreDamaged
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA

__all__ = ["Contents", "FolderContents", "MemoryContents"]


class Contents(Protocol):
    """Documents, and their facts and sources as columns."""

    @property
    def documents(self) -> Mapping[str, Entry]:
        """What is known of each document, by IRI."""

    @property
    def overlay(self) -> Overlay:
        """What is corrected in the facts."""

    def written(self, document: str) -> pl.LazyFrame:
        """Facts of one document, as written, of `FACT_SCHEMA`."""

    def facts_of(self, document: str) -> pl.LazyFrame:
        """Facts of one document, as corrected."""

    def batches(self, document: str, rows: int) -> Iterator[pl.DataFrame]:
        """Facts of one document, as corrected, of so many rows as written at a time."""

    def sources_of(self, document: str) -> pl.DataFrame:
        """Sources that one document cites, of `SOURCE_SCHEMA`."""

    def all_facts(self) -> pl.LazyFrame:
        """Facts of all documents, as corrected."""


class _Corrected(ABC):
    """What goes for facts wherever they are kept."""

    documents: Mapping[str, Entry]
    overlay: Overlay

    @abstractmethod
    def written(self, document: str) -> pl.LazyFrame:
        """Facts of one document, as written."""

    def facts_of(self, document: str) -> pl.LazyFrame:
        """Facts of one document, as corrected."""
        return self.overlay.apply(self.written(document), document)

    def batches(self, document: str, rows: int) -> Iterator[pl.DataFrame]:
        """Facts of one document, as corrected, of so many rows as written at a time."""
        written = self.written(document)
        # sliced before it is corrected, since a slice of what is left would have to be counted from the start
        for start in range(0, self.documents[document].facts, rows):
            yield self.overlay.apply(written.slice(start, rows), document).collect()

    def all_facts(self) -> pl.LazyFrame:
        """Facts of all documents, as corrected."""
        frames = [self.facts_of(document) for document in self.documents]
        return pl.concat(frames) if frames else pl.LazyFrame(schema=FACT_SCHEMA)


class MemoryContents(_Corrected):
    """Facts held as frames."""

    def __init__(
        self,
        documents: Mapping[str, Entry],
        frames: Mapping[str, pl.DataFrame],
        sources: Mapping[str, pl.DataFrame],
        overlay: Overlay = NO_OVERLAY,
    ) -> None:
        self.documents = documents
        self.overlay = overlay
        self._frames = frames
        self._sources = sources

    def written(self, document: str) -> pl.LazyFrame:
        """Facts of one document, as written."""
        return self._frames[document].lazy()

    def sources_of(self, document: str) -> pl.DataFrame:
        """Sources that one document cites."""
        return self._sources[document]

    def all_facts(self) -> pl.LazyFrame:
        """Facts of all documents, as corrected."""
        if self.overlay:
            return super().all_facts()
        frames = [self._frames[document] for document in self.documents]
        return pl.concat(frames).lazy() if frames else pl.LazyFrame(schema=FACT_SCHEMA)


class FolderContents(_Corrected):
    """Facts kept as Parquet files of a store.

    Parameters
    ----------
    folder : Path
        The store.
    documents : mapping of str to Entry
        Documents, as a manifest has them.
    overlay : Overlay
        What is corrected in them.
    """

    def __init__(self, folder: Path, documents: Mapping[str, Entry], overlay: Overlay = NO_OVERLAY) -> None:
        self.documents = documents
        self.overlay = overlay
        self._folder = folder

    def written(self, document: str) -> pl.LazyFrame:
        """Facts of one document, as written."""
        return pl.scan_parquet(self._file("facts", self.documents[document].facts_file))

    def sources_of(self, document: str) -> pl.DataFrame:
        """Sources that one document cites."""
        return pl.read_parquet(self._file("sources", self.documents[document].sources_file)).select(
            SOURCE_SCHEMA.names()
        )

    def all_facts(self) -> pl.LazyFrame:
        """Facts of all documents, as corrected."""
        if self.overlay:
            return super().all_facts()
        files = [self._file("facts", entry.facts_file) for entry in self.documents.values()]
        return pl.scan_parquet(files) if files else pl.LazyFrame(schema=FACT_SCHEMA)

    def _file(self, kind: str, name: str) -> Path:
        path = self._folder / kind / f"{name}.parquet"
        if not path.is_file():
            raise StoreDamaged(
                "a file of the store is missing",
                where=str(path),
                mend="Load the document that it belongs to again.",
            )
        return path
