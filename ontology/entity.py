"""What the registry knows of one thing, and of one of its names."""

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Alias", "Entity", "Entry"]


class Entry(NamedTuple):
    """A row of a file of entities, its cells as they stand; cells of several parts are parted by ``|``."""

    label: str
    cls: str
    also: str
    zh: str
    aliases: str
    weak: str
    wikidata: str
    country: str
    parent: str
    relation: str


class Alias(NamedTuple):
    """One name of one entity.

    Attributes
    ----------
    alias : str
        The name as written.
    label, cls : str
        Which entity: its canonical label and its class.
    lang : str
        ``en``, or ``zh`` for a name in Chinese characters.
    kind : str
        ``label``, ``alias`` or, for a country, ``adjective`` ("Thai").
    weak : bool
        The name is also an ordinary word, or means something else as well ("Seal", "Smart", "Great Wall"), so
        a text must give a reason to take it for this entity.
    """

    alias: str
    label: str
    cls: str
    lang: str
    kind: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """A known entity.

    Attributes
    ----------
    label : str
        Canonical label in everyday English.
    cls : str
        Its class, a name of the vocabulary such as ``Automaker``.
    iri : str
        IRI of its node.
    also : tuple of str
        Other classes under which facts speak of the same thing: Geely is an Automaker, and the Brand of its
        cars.
    label_zh : str or None
        The usual Chinese name.
    aliases : tuple of str
        Other names, English and Chinese, adjectives of countries included.
    weak : frozenset of str
        Those names (the label perhaps among them) that need a reason in their surroundings.
    wikidata : str or None
        Item, such as ``Q27423``; only where it is sure.
    country : str or None
        Home country of a company, country of a place.
    parent : str or None
        Whom it belongs to: maker of a brand, owner of a company, brand of a model, broader technology, larger
        place.
    relation : str or None
        The property that joins it to `parent`, ``brandOf`` or ``subsidiaryOf``; none for other classes.
    codes : tuple of str
        Of a country its ISO 3166 codes (two letters, three letters, number); of a region its UN M49 number.
    """

    label: str
    cls: str
    iri: str
    also: tuple[str, ...] = ()
    label_zh: str | None = None
    aliases: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    wikidata: str | None = None
    country: str | None = None
    parent: str | None = None
    relation: str | None = None
    codes: tuple[str, ...] = ()
