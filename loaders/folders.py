"""Which documents are meant by a path: itself, the documents of a folder, or those that a pattern matches."""

import glob
import os
from collections.abc import Iterable
from pathlib import Path

from autoatlas.ontology.errors import SourceUnreadable

__all__ = ["DOCUMENT_SUFFIXES", "expand"]

TEXT_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf")
TABLE_SUFFIXES = (
    *(".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".parquet", ".arrow", ".feather", ".ipc"),
    *(".xlsx", ".xlsm", ".xls", ".ods"),
)
RDF_SUFFIXES = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".owl", ".jsonld", ".srj")
PACKED_SUFFIXES = (".gz", ".bz2", ".xz", ".zst", ".zip")
DOCUMENT_SUFFIXES = TEXT_SUFFIXES + TABLE_SUFFIXES + RDF_SUFFIXES


def expand(documents: Iterable[str | Path]) -> list[str]:
    """Return the documents that paths, addresses, folders and patterns stand for, each once and sorted.

    Parameters
    ----------
    documents : iterable of str or Path
        ``-`` is standard input. A folder stands for the documents below it, by suffix, hidden ones left out;
        a pattern as ``news/*.txt`` for what it matches.

    Raises
    ------
    SourceUnreadable
        A folder holds no document, or a pattern matches nothing.
    """
    found: dict[str, None] = {}
    for document in map(str, documents):
        if os.path.isdir(document):
            inside = sorted(_documents_below(Path(document)))
            if not inside:
                raise SourceUnreadable(
                    "the folder holds no document",
                    where=document,
                    mend=f"Known are {' '.join(DOCUMENT_SUFFIXES)}.",
                )
            found.update(dict.fromkeys(map(str, inside)))
        elif glob.has_magic(document) and not os.path.exists(document) and "://" not in document:
            matched = sorted(path for path in glob.glob(document, recursive=True) if os.path.isfile(path))
            if not matched:
                raise SourceUnreadable("the pattern matches no file", where=document, mend="Check the path.")
            found.update(dict.fromkeys(matched))
        else:
            found[document] = None
    return list(found)


def _documents_below(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and _is_document(path):
            yield path


def _is_document(path: Path) -> bool:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in PACKED_SUFFIXES:
        suffixes.pop()
    return bool(suffixes) and suffixes[-1] in DOCUMENT_SUFFIXES
