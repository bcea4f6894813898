"""Documents of a command, one after the other: one that cannot be read does not lose the others."""

from collections.abc import Iterator

from autoatlas.app import common
from autoatlas.loaders import extract
from autoatlas.loaders.folders import expand
from autoatlas.ontology.errors import AtlasError
from autoatlas.ontology.extraction import Extraction

__all__ = ["Reading", "read_documents"]


class Reading:
    """Yields the extractions of documents, and keeps count of what went wrong for the exit status."""

    def __init__(self, documents: list[str], source: str | None, encoding: str | None) -> None:
        self.documents = documents
        self._source = source
        self._encoding = encoding
        self._lost = 0

    def __iter__(self) -> Iterator[Extraction]:
        with common.progress(self.documents, "Reading") as names:
            for name in names:
                try:
                    yield extract(name, source=self._source, encoding=self._encoding)
                except AtlasError as error:
                    if len(self.documents) == 1:
                        raise
                    self._lost += 1
                    common.warn(str(error))
                    if self._lost == len(self.documents):
                        raise

    def close(self, extraction: Extraction) -> None:
        """Take up what an extraction, now read to its end, has left out."""
        self._lost += common.report_losses(extraction.report, extraction.document)

    @property
    def status(self) -> int:
        """1 where rows were rejected or a document could not be read, otherwise 0."""
        return 1 if self._lost else 0


def read_documents(documents: tuple[str, ...], *, source: str | None, encoding: str | None) -> Reading:
    """Return the extractions of documents, folders and patterns.

    Raises
    ------
    SourceUnreadable
        A folder holds no document, or a pattern matches nothing.
    """
    return Reading(expand(documents), source, encoding)
