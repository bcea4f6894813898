"""IRIs of entities, periods and documents, minted so that any text gives a valid one."""

import re
import unicodedata
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from autoatlas.ontology.terms import AAE

__all__ = ["PERIODS", "document_iri", "entity_iri", "is_iri", "period_iri", "slug"]

PERIODS = "https://w3id.org/autoatlas/period/"

_APART = re.compile(r"[^\w]+|_+")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
_LONGEST_SLUG = 120
# An unknown name of these classes is likelier the second thing of that name than the first.
_SECOND = {"Brand", "Model"}


def slug(label: str) -> str:
    """Return a name as the last part of an IRI: ``Škoda & Söhne`` gives ``skoda-and-sohne``.

    Letters and digits of any script stay; accents, case and punctuation go. A label without any letter or
    digit, or a very long one, ends in a digest, so that different labels stay apart.
    """
    plain = label.replace("&", " and ").replace("+", " plus ")
    if plain.isascii():  # most are, and need no more
        plain = plain.lower().replace("'", "")
    else:
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in plain if not unicodedata.combining(char))
        plain = unicodedata.normalize("NFKC", plain.casefold()).replace("'", "").replace("’", "")
    words = _APART.sub("-", plain).strip("-")
    if words and len(words) <= _LONGEST_SLUG:
        return words
    digest = blake2b(label.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return "-".join(filter(None, [words[:_LONGEST_SLUG].strip("-"), digest]))


def entity_iri(label: str, entity_class: str, known_class: str | None = None) -> str:
    """Return the IRI of an entity.

    Parameters
    ----------
    label : str
        Its canonical label.
    entity_class : str
        A class of the vocabulary.
    known_class : str, optional
        The class that the registry has for this label. Another thing of the same label gets its class after
        it, as ``changan-brand`` beside the automaker ``changan``.

    Examples
    --------
    >>> entity_iri("Changan Rayong plant", "Facility")
    'https://w3id.org/autoatlas/entity/changan-rayong-plant'
    >>> entity_iri("Changan", "Brand", "Automaker")
    'https://w3id.org/autoatlas/entity/changan-brand'
    """
    is_second = entity_class in _SECOND if known_class is None else entity_class != known_class
    return f"{AAE}{slug(label)}-{entity_class.lower()}" if is_second else AAE + slug(label)


def period_iri(start: str | None, end: str | None) -> str:
    """Return the IRI of the period between two partial dates, either of which may be open.

    Examples
    --------
    >>> period_iri("2025-01", "2025-04"), period_iri(None, "2030")
    ('https://w3id.org/autoatlas/period/2025-01_2025-04', 'https://w3id.org/autoatlas/period/_2030')
    """
    return f"{PERIODS}{start or ''}_{end or ''}"


def is_iri(text: str) -> bool:
    """Tell whether ``text`` is an absolute IRI that RDF can hold."""
    return _IRI.fullmatch(text) is not None


def document_iri(document: str | Path) -> str:
    """Return the IRI of a document given by address or path; ``-`` is standard input."""
    text = str(document)
    if text == "-":
        return "urn:autoatlas:stdin"
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", text) and not Path(text).exists():
        return quote(text, safe="%/:=&?~#+!$,;'@()*[]", encoding="utf-8")
    return Path(text).resolve().as_uri()
