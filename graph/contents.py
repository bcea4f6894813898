"""The facts of a set of documents, wherever they are kept, as the index and readers of columns see them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import polars as pl

from autoatlas.graph.manifest import Entry
from autoatlas.ontology.errors import StoreDamaged
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA

__all__ = ["Contents", "FolderContents", "MemoryContents"]


class Contents(Protocol):
    """Documents, and their facts and sources as columns."""

    @property
    def documents(self) -> Mapping[str, Entry]:
        """What is known of each document, by IRI."""

    def facts_of(self, document: str) -> pl.LazyFrame:
        """Facts of one document, as written, of `FACT_SCHEMA`."""

    def sources_of(self, document: str) -> pl.DataFrame:
        """Sources that one document cites, of `SOURCE_SCHEMA`."""

    def all_facts(self) -> pl.LazyFrame:
        """Facts of all documents, as written."""


class MemoryContents:
    """Facts held as frames."""

    def __init__(
        self,
        documents: Mapping[str, Entry],
        frames: Mapping[str, pl.DataFrame],
        sources: Mapping[str, pl.DataFrame],
    ) -> None:
        self.documents = documents
        self._frames = frames
        self._sources = sources

    def facts_of(self, document: str) -> pl.LazyFrame:
        """Facts of one document."""
        return self._frames[document].lazy()

    def sources_of(self, document: str) -> pl.DataFrame:
        """Sources that one document cites."""
        return self._sources[document]

    def all_facts(self) -> pl.LazyFrame:
        """Facts of all documents."""
        frames = [self._frames[document] for document in self.documents]
        return pl.concat(frames).lazy() if frames else pl.LazyFrame(schema=FACT_SCHEMA)


class FolderContents:
    """Facts kept as Parquet files of a store.

    Parameters
    ----------
    folder : Path
        The store.
    documents : mapping of str to Entry
        Documents, as a manifest has them.
    """

    def __init__(self, folder: Path, documents: Mapping[str, Entry]) -> None:
        self.documents = documents
        self._folder = folder

    def facts_of(self, document: str) -> pl.LazyFrame:
        """Facts of one document."""
        return pl.scan_parquet(self._file("facts", self.documents[document].facts_file))

    def sources_of(self, document: str) -> pl.DataFrame:
        """Sources that one document cites."""
        return pl.read_parquet(self._file("sources", self.documents[document].sources_file)).select(
            SOURCE_SCHEMA.names()
        )

    def all_facts(self) -> pl.LazyFrame:
        """Facts of all documents."""
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
