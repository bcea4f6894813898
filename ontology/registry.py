"""The known entities: makers, brands, models, technologies, countries, regions, places, and their names.

The data are CSV files in `entities/`, one subject a file; `docs/registry.md` says how to add to them. A name is turned
into an entity by `Registry.resolve`. The shipped registry is `registry()`, read once a process.
"""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from autoatlas.ontology.errors import AtlasError, UnknownEntity
from autoatlas.ontology.iris import entity_iri
from autoatlas.ontology.names import has_han, tidy

if TYPE_CHECKING:
    import polars as pl

    from autoatlas.ontology.resolve import Resolution, Resolver

__all__ = ["ENTITIES", "Alias", "Entity", "Registry", "RegistryUnreadable", "registry"]

ENTITIES = Path(__file__).parent / "entities"

_COLUMNS = ["label", "class", "also", "zh", "aliases", "weak", "wikidata", "country", "parent", "relation"]
_COUNTRY_COLUMNS = [
    "label",
    "alpha2",
    "alpha3",
    "numeric",
    "m49",
    "zh",
    "aliases",
    "adjectives",
    "weak",
    "wikidata",
]
_REGION_COLUMNS = ["label", "zh", "aliases", "weak", "wikidata", "m49", "members", "source", "as_of"]


class RegistryUnreadable(AtlasError, ValueError):
    """A file of entities that is not laid out as `docs/registry.md` says."""


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
        The name is also an ordinary word, or means something else as well ("Seal", "Smart", "Great Wall"), so a text
        must give a reason to take it for this entity.
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
    also : tuple of str
        Other classes under which facts speak of the same thing: Geely is an Automaker, and the Brand of its cars.
    label_zh : str or None
        The usual Chinese name.
    aliases : tuple of str
        Other names, English and Chinese, adjectives of countries included.
    weak : frozenset of str
        Those names (the label perhaps among them) that need a reason in their surroundings.
    wikidata : str or None
        Item, such as ``Q27423``; only where it was verified.
    country : str or None
        Home country of a company, country of a place.
    parent : str or None
        Whom it belongs to: maker of a brand, owner of a company, brand of a model, broader technology, larger place.
    relation : str or None
        The property that joins it to `parent`, ``brandOf`` or ``subsidiaryOf``; none for other classes.
    codes : tuple of str
        Of a country its ISO 3166 codes (two letters, three letters, number); of a region its UN M49 number.
    """

    label: str
    cls: str
    also: tuple[str, ...] = ()
    label_zh: str | None = None
    aliases: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    wikidata: str | None = None
    country: str | None = None
    parent: str | None = None
    relation: str | None = None
    codes: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """IRI of the entity's node."""
        return entity_iri(self.label, self.cls, registry().class_of(self.label) or self.cls)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _rows(path: Path, columns: Sequence[str]) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as err:
        raise RegistryUnreadable(
            f"The file of entities cannot be read: {err}.", where=str(path), mend="Save it as CSV in UTF-8."
        ) from err
    if not rows or rows[0] != columns:
        raise RegistryUnreadable(
            "The columns are not those of this file.",
            where=str(path),
            mend=f"Write them as {','.join(columns)}.",
        )
    width = len(columns)
    for number, row in enumerate(rows):
        if len(row) != width:
            raise RegistryUnreadable(
                f"The row has {len(row)} cells, not {width}.",
                where=f"{path}, row {number + 1}",
                mend="Quote a cell that holds a comma; leave empty cells empty.",
            )
    return rows[1:]


class Registry:
    """Known entities, by label and by any of their names.

    Parameters
    ----------
    folder : Path, optional
        A folder laid out as the shipped one: ``countries.csv``, ``regions.csv`` and any number of others.

    Raises
    ------
    RegistryUnreadable
        A file is missing or not laid out as it should be; the message names the row.

    Examples
    --------
    >>> known = registry()
    >>> known.resolve("GWM").label, known.resolve("长城汽车").label
    ('Great Wall Motor', 'Great Wall Motor')
    >>> known.entity("Voyah").parent
    'Dongfeng'
    """

    def __init__(self, folder: Path = ENTITIES) -> None:
        entries: list[tuple[str, ...]] = []
        for row in _rows(folder / "countries.csv", _COUNTRY_COLUMNS):
            label, _, _, _, _, zh, aliases, adjectives, weak, wikidata = row
            names = f"{aliases}|{adjectives}" if aliases and adjectives else aliases or adjectives
            entries.append((label, "Country", "", zh, names, weak, wikidata, label, "", ""))
        self._countries = len(entries)
        for row in _rows(folder / "regions.csv", _REGION_COLUMNS):
            label, zh, aliases, weak, wikidata, *_ = row
            entries.append((label, "Region", "", zh, aliases, weak, wikidata, "", "", ""))
        for path in sorted(folder.glob("*.csv")):
            if path.name not in {"countries.csv", "regions.csv"}:
                entries.extend(map(tuple, _rows(path, _COLUMNS)))
        self._entries = entries
        self._folder = folder
        # A name has one entry nearly always, so the index holds a bare number there and a tuple otherwise.
        exact: dict[str, int | tuple[int, ...]] = {}
        for number, (label, _, _, zh, aliases, weak, *_) in enumerate(entries):
            for name in {label, *zh.split("|"), *aliases.split("|"), *weak.split("|")}:
                known = exact.setdefault(name, number)
                if known is not number:
                    exact[name] = (known, number) if isinstance(known, int) else (*known, number)
        exact.pop("", None)
        self._exact = exact
        self._made: dict[int, Entity] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entity]:
        return (self._entity(number) for number in range(len(self._entries)))

    def __repr__(self) -> str:
        return f"<Registry of {len(self)} entities>"

    def _entity(self, number: int) -> Entity:
        if number not in self._made:
            label, cls, also, zh, aliases, weak, wikidata, country, parent, relation = self._entries[number]
            han = _split(zh)
            soft = frozenset(_split(weak))
            names = dict.fromkeys((*_split(aliases), *han, *_split(weak)))
            names.pop(label, None)
            codes: tuple[str, ...] = ()
            if cls == "Country":
                codes = tuple(code for code in self._country_rows[number][1:4] if code)
            elif cls == "Region":
                codes = _split(self._region_rows[label][5])
            self._made[number] = Entity(
                label=label,
                cls=cls,
                also=_split(also),
                label_zh=han[0] if han else None,
                aliases=tuple(names),
                weak=soft,
                wikidata=wikidata or None,
                country=country or None,
                parent=parent or None,
                relation=relation or None,
                codes=codes,
            )
        return self._made[number]

    def _numbers(self, name: str) -> tuple[int, ...]:
        """Entries that have exactly this name."""
        found = self._exact.get(name, ())
        return (found,) if isinstance(found, int) else found

    # -- looking up ------------------------------------------------------------------------------------------------

    def find(self, label: str, cls: str | None = None) -> Entity | None:
        """The entity with this canonical label, or None.

        Parameters
        ----------
        label : str
        cls : str, optional
            Needed where two entities share a label (Georgia the Country, Georgia the Place); otherwise the first.
        """
        for number in self._numbers(label):
            entry = self._entries[number]
            if entry[0] == label and (cls is None or cls == entry[1] or cls in entry[2].split("|")):
                return self._entity(number)
        return None

    def class_of(self, label: str) -> str | None:
        """The class of the entity with this label, the first where namesakes share it; None where none has it.

        A thing of the same label but another class gets that class after its slug (`iris.entity_iri`).
        """
        for number in self._numbers(label):
            if self._entries[number][0] == label:
                return self._entries[number][1]
        return None

    def entity(self, label: str, cls: str | None = None) -> Entity:
        """The entity with this canonical label.

        Raises
        ------
        UnknownEntity
            No entity of that class has that label; the message offers the nearest.
        """
        found = self.find(label, cls)
        if found is None:
            near = self.resolve(label, cls)
            offers = near.candidates if near.how == "new" else (near.label,)
            kind = f"{cls} " if cls else ""
            raise UnknownEntity(
                f"No {kind or 'entity '}has the label {label!r}.".replace("  ", " "),
                mend=f"Nearest: {', '.join(offers)}." if offers else "See docs/registry.md on how to add it.",
            )
        return found

    def resolve(
        self, name: str, cls: str | Collection[str] | None = None, *, context: Collection[str] = ()
    ) -> "Resolution":
        """The entity that a name means; never a guess.

        See `autoatlas.ontology.resolve.Resolver.resolve`.
        """
        return self.resolver.resolve(name, cls, context=context)

    def resolve_column(self, names: "pl.Series", cls: "str | pl.Series | None" = None) -> "pl.DataFrame":
        """Resolve a column, each name once.

        See `autoatlas.ontology.resolve.resolve_column`.
        """
        from autoatlas.ontology.resolve import resolve_column

        return resolve_column(self.resolver, names, cls)

    @cached_property
    def resolver(self) -> "Resolver":
        """What turns names into entities, with its indexes."""
        from autoatlas.ontology.resolve import Resolver

        return Resolver(self)

    def aliases(self) -> Iterator[Alias]:
        """Every name of every entity, labels included.

        Codes of countries are left out: ``IN`` and ``IT`` are no names in a text.
        """
        for number, entry in enumerate(self._entries):
            label, cls, _, zh, aliases, weak, *_ = entry
            soft = set(weak.split("|"))
            adjectives = set(self._country_rows[number][7].split("|")) if number < self._countries else ()
            for name in dict.fromkeys((label, *zh.split("|"), *aliases.split("|"), *soft)):
                if name:
                    kind = "label" if name == label else "adjective" if name in adjectives else "alias"
                    yield Alias(name, label, cls, "zh" if has_han(name) else "en", kind, name in soft)

    def of_class(self, cls: str) -> Iterator[Entity]:
        """Entities of one class, those that are `also` of it included."""
        for number, entry in enumerate(self._entries):
            if entry[1] == cls or (entry[2] and cls in entry[2].split("|")):
                yield self._entity(number)

    # -- who belongs to whom ---------------------------------------------------------------------------------------

    def parent(self, label: str, cls: str | None = None) -> tuple[str, str] | None:
        """Whom a brand or company belongs to.

        Returns
        -------
        tuple of str, str, or None
            The relation (``brandOf`` or ``subsidiaryOf``) and the parent's label.

        Examples
        --------
        >>> registry().parent("MG"), registry().parent("BYD")
        (('brandOf', 'SAIC'), None)
        """
        found = self.entity(label, cls)
        return (found.relation, found.parent) if found.relation and found.parent else None

    def children(self, label: str) -> list[Entity]:
        """Entities whose parent has this label: brands, subsidiaries, models, narrower technologies, places within."""
        return [self._entity(number) for number in self._by_parent.get(label, ())]

    @cached_property
    def _by_parent(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            if entry[8]:
                found.setdefault(entry[8], []).append(number)
        return found

    # -- countries and regions -------------------------------------------------------------------------------------

    @cached_property
    def _country_rows(self) -> list[list[str]]:
        return _rows(self._folder / "countries.csv", _COUNTRY_COLUMNS)

    @cached_property
    def _region_rows(self) -> dict[str, list[str]]:
        return {row[0]: row for row in _rows(self._folder / "regions.csv", _REGION_COLUMNS)}

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {code: number for number, row in enumerate(self._country_rows) for code in row[1:4] if code}

    @cached_property
    def _adjectives(self) -> dict[str, str]:
        return {name: row[0] for row in self._country_rows for name in row[7].split("|") if name}

    def country_by_code(self, code: str | int) -> Entity | None:
        """The country with this ISO 3166 code: ``TH``, ``THA``, ``764`` or 764; None where there is none.

        Examples
        --------
        >>> registry().country_by_code("THA").label, registry().country_by_code(76).label
        ('Thailand', 'Brazil')
        """
        text = str(code).strip().upper()
        number = self._codes.get(text.zfill(3) if text.isdigit() else text)
        return None if number is None else self._entity(number)

    def country_of_demonym(self, word: str) -> str | None:
        """The country that an adjective or a people's name means ("Hungarian", "Thais"); None where there is none."""
        return self._adjectives.get(tidy(word))

    def members(self, region: str) -> frozenset[str]:
        """Labels of the countries of a region.

        Raises
        ------
        UnknownEntity
            No region has that label.

        Notes
        -----
        Where each list comes from and of when it is stands beside it in ``entities/regions.csv``.

        Examples
        --------
        >>> "Thailand" in registry().members("Southeast Asia"), len(registry().members("European Union"))
        (True, 27)
        """
        label = self.entity(region, "Region").label
        return self._members[label]

    def regions_of(self, country: str) -> list[str]:
        """Labels of the regions that a country is in."""
        label = self.entity(country, "Country").label
        return [region for region, members in self._members.items() if label in members]

    @cached_property
    def _members(self) -> dict[str, frozenset[str]]:
        done: dict[str, frozenset[str]] = {}

        def fill(label: str) -> frozenset[str]:
            if label not in done:
                row = self._region_rows[label]
                found: set[str] = set()
                if row[5]:
                    wanted = set(row[5].split("|"))
                    found.update(
                        country[0] for country in self._country_rows if wanted & set(country[4].split("|"))
                    )
                for member in _split(row[6]):
                    found.update(fill(member) if member in self._region_rows else (member,))
                done[label] = frozenset(found)
            return done[label]

        for label in self._region_rows:
            fill(label)
        return done

    def home_of(self, label: str) -> str | None:
        """Home country of a company or brand, its parent's where it states none itself; None where unknown."""
        seen: set[str] = set()
        found = self.find(label)
        while found is not None and found.label not in seen:
            if found.country:
                return found.country
            seen.add(found.label)
            found = self.find(found.parent) if found.parent else None
        return None

    def names_of(self, labels: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Aliases by label, for the entities among `labels` that are known."""
        found = ((label, self.find(label)) for label in labels)
        return {label: entity.aliases for label, entity in found if entity is not None}


@cache
def registry() -> Registry:
    """The shipped registry."""
    return Registry()
