"""How sources become facts: `extract` takes a document and yields frames of facts."""

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from autoatlas.loaders.fetch import is_address, local_copy

if TYPE_CHECKING:
    from autoatlas.ontology.extraction import Extraction

__all__ = ["Loader", "extract"]

_HEAD = 65_536
# In this order each is asked whether it reads a document; the reader of articles takes what is left.
_BUILT_IN = ("autoatlas.loaders.rdf", "autoatlas.loaders.table")
_PROSE = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf")
_ENTRY_POINTS = "autoatlas.loaders"


class Loader(Protocol):
    """What a module must offer to be a loader; outsiders register theirs as an entry point ``autoatlas.loaders``."""

    def recognises(self, path: str, head: bytes) -> bool:
        """Tell from a document's name and first bytes whether this loader reads it."""
        ...

    def read(
        self,
        document: str | Path,
        *,
        source: str | None,
        encoding: str | None,
        format: str | None,  # noqa: A002 - the word that every command uses
    ) -> "Extraction":
        """Read a document as facts."""
        ...


def extract(
    document: str | Path,
    *,
    source: str | None = None,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002 - the word that every command uses
    **options: Any,
) -> "Extraction":
    """Read a document as facts, with the loader that its name and content call for.

    Parameters
    ----------
    document : str or Path
        A path or an address; ``-`` is standard input.
    source : str, optional
        IRI of the document, where it does not say so itself.
    encoding : str, optional
        Of a text that is not UTF-8.
    format : str, optional
        As ``text``, ``markdown``, ``html``, ``pdf`` or ``csv``; found out when left out.
    **options
        Passed on to the loader, as ``mapping`` and ``strict`` of tables.

    Returns
    -------
    Extraction
        Iterate over it for frames of facts, or give it to ``Atlas.load``.

    Raises
    ------
    SourceUnreadable
        Missing, empty, a folder, binary, too large or malformed.
    EncodingRefused
        Not UTF-8, and no encoding was named.
    UnknownFormat
        No loader reads that format.
    InvalidParameter
        The loader takes no such option.
    ExtraMissing
        The part that reads it is not installed; the message names it.
    """
    from importlib import import_module

    name = str(document)
    if is_address(name):
        from autoatlas.ontology.iris import document_iri

        # what is asked of loaders is asked of the copy; they read it by its address
        name = str(local_copy(name))
        source = source or document_iri(document)
    head = _head(name)
    # the modules for tables and RDF take a while to import, which an article need not wait for
    built_in = () if format is None and name.lower().endswith(_PROSE) else _BUILT_IN
    for loader in (*_installed(), *map(import_module, built_in)):
        if format in getattr(loader, "FORMATS", ()) or (format is None and loader.recognises(name, head)):
            found: Extraction = loader.read(
                document, source=source, encoding=encoding, format=format, **options
            )
            return found
    from autoatlas.loaders import text
    from autoatlas.loaders.document import read_document
    from autoatlas.ontology.errors import InvalidParameter

    if options:
        raise InvalidParameter(
            f"the reader of articles takes no {', '.join(options)}", where=name, mend="That is for tables."
        )
    place = name if is_address(document) else document
    return text.read(read_document(place, source=source, encoding=encoding, format=format))


@cache
def _installed() -> tuple[Any, ...]:
    from importlib.metadata import entry_points

    return tuple(point.load() for point in entry_points(group=_ENTRY_POINTS))


def _head(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.peek(_HEAD) if hasattr(sys.stdin.buffer, "peek") else b""
    try:
        with open(name, "rb") as file:
            return file.read(_HEAD)
    except (OSError, ValueError):
        return b""  # the loader that takes it says what is wrong
