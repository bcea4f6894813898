"""Bytes to text, safely: encodings, header lines, and the formats an article comes in.

Offsets of facts refer to ``Document.text``, in code points, header lines included.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from autoatlas.ontology.dates import is_partial_date
from autoatlas.ontology.errors import EncodingRefused, ExtraMissing, SourceUnreadable
from autoatlas.ontology.iris import document_iri

__all__ = ["MAX_BYTES", "Document", "decode", "document_from_text", "read_document"]

MAX_BYTES = 20_000_000
"""Larger text documents are refused: no article is, and a reader of sentences is no tool for a dump."""

_HEADER_LINE = re.compile(
    r"(title|url|date|source|author|publisher)[ \t]*:[ \t]*(.*?)[ \t]*\r?(?:\n|\Z)", re.I
)
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True)
class Document:
    """A text and what is known about where it comes from.

    Parameters
    ----------
    text : str
        The whole decoded text; quotes are cut out of it.
    iri : str
        The document's IRI: its ``url`` line, else the source given, else its ``file:`` address.
    body : int
        Where the text below the header lines begins.
    title, published : str, optional
        From the header lines; ``published`` is a partial date.
    path : str, optional
        Where it was read.
    """

    text: str
    iri: str
    body: int = 0
    title: str | None = None
    published: str | None = None
    path: str | None = None


def decode(data: bytes, *, encoding: str | None = None, where: str = "") -> str:
    """Decode bytes as UTF-8, with or without a byte order mark, or as the encoding named.

    Raises
    ------
    EncodingRefused
        The bytes are in another encoding; the message names the one they look like.
    SourceUnreadable
        The bytes are no text at all.

    Examples
    --------
    >>> decode(b"\\xef\\xbb\\xbfplain")
    'plain'
    """
    if encoding is not None:
        try:
            text = data.decode(encoding)
        except LookupError as error:
            raise EncodingRefused(
                f"there is no encoding called {encoding!r}",
                where=where,
                mend="Name one such as utf-8 or gb18030.",
            ) from error
        except UnicodeError as error:
            raise EncodingRefused(
                f"the bytes are not {encoding}", where=where, mend=_looks_like(data)
            ) from error
        return text.removeprefix("\ufeff")
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            raise EncodingRefused(
                f"the text is {name}, not UTF-8",
                where=where,
                mend=f"Save it as UTF-8 or pass encoding {name}.",
            )
    if b"\x00" in data[:65536]:
        raise SourceUnreadable(
            "this is a binary file, not text",
            where=where,
            mend="Give a text, Markdown, HTML or PDF document.",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EncodingRefused(
            f"the text is not UTF-8 (byte {error.start} cannot be read)", where=where, mend=_looks_like(data)
        ) from error


def _looks_like(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = data[:100_000]
    if b"\x00" in sample or sum(byte < 9 or 13 < byte < 32 for byte in sample) > len(sample) // 50:
        return "It looks like a binary file; give a text, Markdown, HTML or PDF document."
    best = from_bytes(sample).best()
    if best is None or best.encoding in ("utf_8", "ascii"):
        return "Save it as UTF-8, or name its encoding."
    return f"It looks like {best.encoding}: save it as UTF-8 or pass encoding {best.encoding}."


def document_from_text(
    text: str,
    *,
    iri: str = "",
    path: str | None = None,
    title: str | None = None,
    published: str | None = None,
) -> Document:
    """Take the header lines ``title:``, ``url:`` and ``date:`` off a text, where it has them.

    Examples
    --------
    >>> read = document_from_text("title: T\\nurl: https://example.org/a\\ndate: 2025-05-31\\n\\nText.")
    >>> read.title, read.iri, read.published, read.text[read.body:]
    ('T', 'https://example.org/a', '2025-05-31', 'Text.')
    """
    header: dict[str, str] = {}
    place = 0
    while match := _HEADER_LINE.match(text, place):
        key = match[1].lower()
        if key in header:
            break
        header[key] = match[2]
        place = match.end()
    if not header.keys() & {"url", "date"} and not (
        set(header) == {"title"} and text[place : place + 1] == "\n"
    ):
        header, place = {}, 0
    date = (header.get("date") or published or "")[:10]
    return Document(
        text=text,
        iri=header.get("url") or iri,
        body=place,
        title=header.get("title") or title,
        published=date if is_partial_date(date) else None,
        path=path,
    )


def read_document(
    path: str | Path,
    *,
    source: str | None = None,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002 - the word that every command uses
) -> Document:
    """Read one article from disk.

    Parameters
    ----------
    path : str or Path
        A text, Markdown, HTML or PDF file.
    source : str, optional
        The IRI to use where the article has no ``url`` line.
    encoding : str, optional
        Of the bytes, where that is not UTF-8.
    format : {"text", "markdown", "html", "pdf"}, optional
        Guessed from the suffix and the content when left out.

    Raises
    ------
    SourceUnreadable
        Missing, a folder, empty, binary or too large.
    EncodingRefused
        Not UTF-8, and no encoding was named.
    ExtraMissing
        HTML or PDF, and the package that reads it is not installed.
    """
    data = _read_stdin() if str(path) == "-" else _read_bytes(Path(path))
    iri = source or document_iri(path)
    path = Path(path)
    kind = format or _kind(path, data)
    if kind == "pdf":
        return document_from_text(_pdf_text(data, str(path)), iri=iri, path=str(path))
    text = decode(data, encoding=encoding, where=str(path))
    if not text.strip():
        raise SourceUnreadable("the file is empty", where=str(path), mend="Give a document with text in it.")
    if kind == "html":
        return _html_document(text, iri, str(path), source)
    return document_from_text(text, iri=iri, path=str(path))


def _read_stdin() -> bytes:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SourceUnreadable(f"there is more than the {MAX_BYTES:,} bytes that a text may have", where="-")
    return data


def _read_bytes(path: Path) -> bytes:
    where = str(path)
    if path.is_dir():
        raise SourceUnreadable("this is a folder", where=where, mend="Give the documents in it.")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceUnreadable(
                f"the file has {size:,} bytes, more than the {MAX_BYTES:,} that a text may have",
                where=where,
                mend="Split it into articles, or load it as a table.",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceUnreadable("there is no such file", where=where, mend="Check the path.") from error
    except SourceUnreadable:
        raise
    except (OSError, ValueError) as error:
        raise SourceUnreadable(
            f"the file cannot be read ({getattr(error, 'strerror', None) or error})", where=where
        ) from error


def _kind(path: Path, data: bytes) -> str:
    suffix = path.suffix.lower()
    if suffix == ".pdf" or data.startswith(b"%PDF-"):
        return "pdf"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if suffix in (".html", ".htm", ".xhtml") or start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "markdown" if suffix in (".md", ".markdown") else "text"


def _html_document(text: str, iri: str, path: str, source: str | None) -> Document:
    try:
        import trafilatura
    except ImportError as error:
        raise ExtraMissing(
            "HTML pages need trafilatura", where=path, mend='pip install "autoatlas[documents]"'
        ) from error
    found = trafilatura.bare_extraction(text, with_metadata=True, include_tables=True, include_comments=False)
    content = getattr(found, "text", None) if found is not None else None
    if not content or not content.strip():
        raise SourceUnreadable(
            "no article was found on the page", where=path, mend="Save its text as a plain file."
        )
    return document_from_text(
        content,
        iri=source or getattr(found, "url", None) or iri,
        path=path,
        title=getattr(found, "title", None),
        published=getattr(found, "date", None),
    )


def _pdf_text(data: bytes, where: str) -> str:
    try:
        import pypdf
    except ImportError as error:
        raise ExtraMissing(
            "PDF files need pypdf", where=where, mend='pip install "autoatlas[documents]"'
        ) from error
    import io

    try:
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        text = "\n\n".join(page.extract_text() or "" for page in pages)
    except Exception as error:  # pypdf raises many kinds on damaged files
        raise SourceUnreadable(f"the PDF cannot be read ({error})", where=where) from error
    if not text.strip():
        raise SourceUnreadable(
            "the PDF holds no text", where=where, mend="Run text recognition over it first."
        )
    # lines of one paragraph are joined: a page breaks them for its width only
    return re.sub(r"(?<![.!?:])[ \t]*\n(?=[a-z(])", " ", text)
