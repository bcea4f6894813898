"""Fetches a document that is given by its address; nothing else in the package reaches the network."""

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from autoatlas import __version__
from autoatlas.ontology.errors import SourceUnreadable

__all__ = ["MAX_BYTES", "is_address", "local_copy"]

MAX_BYTES = 8_000_000_000
"""More than this is refused; BACI's largest archive has about 2 GB."""
_SECONDS = 60
_SUFFIXES = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/sparql-results+json": ".srj",
    "application/ld+json": ".jsonld",
    "text/turtle": ".ttl",
    "application/n-triples": ".nt",
    "application/n-quads": ".nq",
    "application/trig": ".trig",
    "application/rdf+xml": ".rdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/pdf": ".pdf",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}


def is_address(document: str | Path) -> bool:
    """Tell whether a document is given by its web address.

    Examples
    --------
    >>> is_address("https://example.org/a.csv"), is_address("a.csv"), is_address("file:///a.csv")
    (True, False, False)
    """
    return str(document).lower().startswith(("http://", "https://"))


@cache
def local_copy(address: str) -> Path:
    """Fetch a document once a process, and return where it was put; the copy goes when the process ends.

    Raises
    ------
    SourceUnreadable
        It cannot be had, takes too long or is too large.
    """
    # these take as long to import as a short article to read
    import atexit
    import shutil
    import tempfile
    import urllib.error
    import urllib.request
    from http.client import HTTPException

    request = urllib.request.Request(address, headers={"User-Agent": f"autoatlas/{__version__}"})
    folder = Path(tempfile.mkdtemp(prefix="autoatlas-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            path = folder / _name(answer.url, answer.headers.get_content_type())
            taken = 0
            with path.open("wb") as file:
                while piece := answer.read(1 << 20):
                    taken += len(piece)
                    if taken > MAX_BYTES:
                        raise SourceUnreadable(f"more than {MAX_BYTES:,} bytes came", where=address)
                    file.write(piece)
    except SourceUnreadable:
        raise
    except urllib.error.HTTPError as error:
        raise SourceUnreadable(
            f"the address answered {error.code} {error.reason}", where=address, mend="Check it in a browser."
        ) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise SourceUnreadable(
            f"the address cannot be fetched ({reason})",
            where=address,
            mend="Save the document and give its path.",
        ) from error
    return path


def _name(address: str, kind: str) -> str:
    """A file name whose suffix tells the format: the address's, else that of the type it was sent as."""
    name = Path(unquote(urlsplit(address).path)).name
    name = "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in name)[-100:].lstrip(
        "."
    )
    suffix = Path(name).suffix.lower()
    known = suffix in _SUFFIXES.values() or suffix in (
        ".gz",
        ".bz2",
        ".xz",
        ".zst",
        ".zip",
        ".parquet",
        ".jsonl",
    )
    return name if known else (name or "document") + _SUFFIXES.get(kind, "")
