"""Errors that say what is wrong, where, and how to mend it; `AtlasError` catches them all."""

__all__ = [
    "AtlasError",
    "EncodingRefused",
    "ExtraMissing",
    "InvalidFact",
    "InvalidParameter",
    "InvalidQuery",
    "SourceUnreadable",
    "StoreDamaged",
    "StoreLocked",
    "StoreUnreadable",
    "UnknownDocument",
    "UnknownEntity",
    "UnknownFormat",
    "UnknownQuestion",
    "UpdateRefused",
]


class AtlasError(Exception):
    """Anything raised here on purpose.

    Parameters
    ----------
    what : str
        What is wrong, as one sentence.
    where : str, optional
        File, line, row or column.
    mend : str, optional
        What the reader can do about it.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  {self.mend}" if self.mend else head

    def __reduce__(self) -> tuple[object, ...]:
        # keyword-only arguments do not survive the default pickling of exceptions
        return (_rebuild, (type(self), self.what, self.where, self.mend))


def _rebuild(kind: type[AtlasError], what: str, where: str, mend: str) -> AtlasError:
    return kind(what, where=where, mend=mend)


class SourceUnreadable(AtlasError, OSError):
    """A document cannot be read: missing, empty, binary, too large or malformed."""


class EncodingRefused(SourceUnreadable, ValueError):
    """A document's bytes are not the encoding that was asked for."""


class UnknownFormat(AtlasError, ValueError):
    """A format that nothing here reads or writes."""


class InvalidFact(AtlasError, ValueError):
    """A row that is not a fact: an unknown property, a unit that does not fit, a value that is missing."""


class UnknownEntity(AtlasError, LookupError):
    """A name that no entity has."""


class UnknownDocument(AtlasError, LookupError):
    """A document that the store does not hold."""


class UnknownQuestion(AtlasError, LookupError):
    """A named question that does not exist."""


class InvalidQuery(AtlasError, ValueError):
    """SPARQL that does not parse or cannot be answered."""


class UpdateRefused(InvalidQuery):
    """A SPARQL update where only questions are allowed."""


class InvalidParameter(AtlasError, ValueError):
    """A parameter that a question does not take, or a value that it cannot have."""


class StoreUnreadable(AtlasError, OSError):
    """A folder that is not a store, or one of a later format."""


class StoreDamaged(StoreUnreadable):
    """A store whose files do not agree with its manifest."""


class StoreLocked(AtlasError, BlockingIOError):
    """Another process is writing to the store."""


class ExtraMissing(AtlasError, ImportError):
    """An optional part is not installed."""
