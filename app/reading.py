"""Documents of a command: one that cannot be read does not lose the others."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import polars as pl

from autoatlas.app import common
from autoatlas.loaders import extract
from autoatlas.ontology.errors import AtlasError, InvalidFact
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.validation import Fault

__all__ = ["Reading"]

T = TypeVar("T")


class _Unread(Exception):
    """A document that turned out to be unreadable while its facts were taken."""

    def __init__(self, name: str, error: AtlasError) -> None:
        super().__init__(name)
        self.name = name
        self.error = error


class Reading:
    """Reads the documents of a command, and keeps what went wrong for the report and the exit status.

    Parameters
    ----------
    documents : list of str
        Paths or addresses, folders and patterns already expanded.
    source, encoding : str, optional
        As for `autoatlas.loaders.extract`.
    mapping : str, optional
        A mapping file for tables that have no columns of facts.
    strict : bool
        Whether a single rejected row makes its document unreadable.
    """

    def __init__(
        self,
        documents: list[str],
        *,
        source: str | None = None,
        encoding: str | None = None,
        mapping: str | None = None,
        strict: bool = False,
    ) -> None:
        if source is not None and len(documents) > 1:
            raise AtlasError("--source names one document's address", mend="Load the documents one by one.")
        self._documents = documents
        self._source = source
        self._encoding = encoding
        self._options = {} if mapping is None else {"mapping": mapping}
        self._strict = strict
        self._unread: dict[str, AtlasError] = {}
        self._read: list[Extraction] = []

    def each(self) -> Iterator[Extraction]:
        """Yield the documents one by one, their frames already read, those left out that cannot be read."""
        with common.progress(self._documents, "Reading") as names:
            for name in names:
                try:
                    extraction = self._open(name)
                    extraction.frames = iter(list(extraction.frames))
                except _Unread as unread:
                    self._leave_out(unread)
                else:
                    self._read.append(extraction)
                    yield extraction

    def all_at_once(self, take: Callable[[list[Extraction]], T]) -> T:
        """Give all documents to a function as they stream; again, without those that turn out unreadable."""
        while True:
            extractions = []
            for name in [name for name in self._documents if name not in self._unread]:
                try:
                    extractions.append(self._open(name))
                except _Unread as unread:
                    self._leave_out(unread)
            try:
                taken = take(extractions)
            except _Unread as unread:
                self._leave_out(unread)
            else:
                self._read = extractions
                return taken

    @property
    def faults(self) -> list[Fault]:
        """The rejected rows of all documents."""
        return [fault for extraction in self._read for fault in extraction.report.faults]

    @property
    def status(self) -> int:
        """1 where rows were rejected or a document could not be read, otherwise 0."""
        return 1 if self._unread or self.faults else 0

    def report(self) -> None:
        """Say on stderr what was left out, and which names are new."""
        for error in self._unread.values():
            common.warn(str(error))
        for extraction in self._read:
            common.report_losses(extraction.report, extraction.document)
            if not extraction.report.facts and not extraction.report.faults:
                common.warn(f"{extraction.document}: no facts were found")

    def _open(self, name: str) -> Extraction:
        try:
            extraction = extract(name, source=self._source, encoding=self._encoding, **self._options)
        except AtlasError as error:
            raise _Unread(name, error) from error
        extraction.frames = self._watched(name, extraction, extraction.frames)
        return extraction

    def _watched(
        self, name: str, extraction: Extraction, frames: Iterator[pl.DataFrame]
    ) -> Iterator[pl.DataFrame]:
        try:
            yield from frames
            if self._strict and extraction.report.faults:
                raise InvalidFact(
                    f"{len(extraction.report.faults):,} rows are no facts, which --strict forbids; the first: "
                    f"{extraction.report.faults[0]}"
                )
        except AtlasError as error:
            raise _Unread(name, error) from error

    def _leave_out(self, unread: _Unread) -> None:
        self._unread[unread.name] = unread.error
        if self._strict or len(self._unread) == len(self._documents):
            for error in list(self._unread.values())[:-1]:
                common.warn(str(error))
            raise unread.error
