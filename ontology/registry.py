"""The known entities: makers, brands, models, technologies, countries, regions, places, and their names.

The data are CSV files in `entities/`, one subject a file; `docs/registry.md` says how to add to them. A name
is turned into an entity by `Registry.resolve`. The shipped registry is `registry()`, read once a process.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from autoatlas.ontology.entity import Alias, Entity, Entry
from autoatlas.ontology.entity_files import COLUMNS, ENTITIES, PEOPLE_COLUMNS, cell, read_rows
from autoatlas.ontology.errors import UnknownEntity
from autoatlas.ontology.geography import Geography
from autoatlas.ontology.iris import entity_iri
from autoatlas.ontology.names import has_han

if TYPE_CHECKING:
    import polars as pl

    from autoatlas.ontology.resolve import Resolution, Resolver

__all__ = ["Registry", "registry"]

_OWN_LAYOUT = {"countries.csv", "regions.csv"}


class Registry:
    """Known entities, by label and by any of their names.

    Parameters
    ----------
    folder : Path, optional
        A folder laid out as the shipped one: ``countries.csv``, ``regions.csv`` and any number of others.

    Attributes
    ----------
    entries : list of Entry
        The rows of all files: countries, regions, then the others by name of file. A number below stands for
        the place in this list.
    names : dict
        The number of the entry that has a name, or the numbers where several have it.
    geography : Geography

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
        self._folder = folder
        self.geography = Geography(folder)
        entries: list[Entry] = []
        for label, _, _, _, _, zh, aliases, adjectives, weak, wikidata in self.geography.countries:
            names = f"{aliases}|{adjectives}" if aliases and adjectives else aliases or adjectives
            entries.append(Entry(label, "Country", "", zh, names, weak, wikidata, label, "", ""))
        for label, zh, aliases, weak, wikidata, *_ in self.geography.regions.values():
            entries.append(Entry(label, "Region", "", zh, aliases, weak, wikidata, "", "", ""))
        for path in sorted(folder.glob("*.csv")):
            if path.name not in _OWN_LAYOUT:
                entries.extend(map(Entry._make, read_rows(path, COLUMNS)))
        self.entries = entries
        # A name has one entry nearly always, so the index holds a bare number there and a tuple otherwise.
        found: dict[str, int | tuple[int, ...]] = {}
        for number, (label, _, _, zh, aliases, *_) in enumerate(entries):
            for name in f"{label}|{zh}|{aliases}".split("|"):
                known = found.setdefault(name, number)
                if known != number and name:
                    before = known if isinstance(known, tuple) else (known,)
                    found[name] = before if number in before else (*before, number)
        found.pop("", None)
        self.names = found
        self._made: dict[int, Entity] = {}

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entity]:
        return (self._entity(number) for number in range(len(self.entries)))

    def __repr__(self) -> str:
        return f"<Registry of {len(self)} entities>"

    def numbers(self, name: str) -> tuple[int, ...]:
        """Entries that have exactly this name."""
        found = self.names.get(name, ())
        return (found,) if isinstance(found, int) else found

    def _entity(self, number: int) -> Entity:
        if number not in self._made:
            row = self.entries[number]
            han, soft = cell(row.zh), cell(row.weak)
            names = dict.fromkeys((*cell(row.aliases), *han))
            names.pop(row.label, None)
            self._made[number] = Entity(
                label=row.label,
                cls=row.cls,
                iri=entity_iri(row.label, row.cls, self.class_of(row.label)),
                also=cell(row.also),
                label_zh=han[0] if han else None,
                aliases=tuple(names),
                weak=frozenset(soft),
                wikidata=row.wikidata or None,
                country=row.country or None,
                parent=row.parent or None,
                relation=row.relation or None,
                codes=self.geography.codes(row.label, row.cls) if row.cls in ("Country", "Region") else (),
            )
        return self._made[number]

    # Looking up

    def find(self, label: str, cls: str | None = None) -> Entity | None:
        """The entity with this canonical label, or None.

        Parameters
        ----------
        label : str
        cls : str, optional
            Needed where two entities share a label (Georgia the Country, Georgia the Place); else the first.
        """
        for number in self.numbers(label):
            row = self.entries[number]
            if row.label == label and (cls is None or cls == row.cls or cls in row.also.split("|")):
                return self._entity(number)
        return None

    def class_of(self, label: str) -> str | None:
        """The class of the entity with this label, the first where namesakes share it; None where none has.

        A thing of the same label but another class gets that class after its slug (`iris.entity_iri`).
        """
        for number in self.numbers(label):
            if self.entries[number].label == label:
                return self.entries[number].cls
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
            raise UnknownEntity(
                f"No {cls or 'entity'} has the label {label!r}.",
                mend=f"Nearest: {', '.join(offers)}." if offers else "docs/registry.md says how to add it.",
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
        """Resolve a column, each different name once.

        See `autoatlas.ontology.resolve.resolve_column`.
        """
        from autoatlas.ontology.resolve import resolve_column

        return resolve_column(self.resolver, names, cls)

    @cached_property
    def resolver(self) -> "Resolver":
        """What turns names into entities, with its indexes."""
        from autoatlas.ontology.resolve import Resolver

        return Resolver(self)

    # Listing

    def aliases(self, among: Collection[str] | None = None) -> Iterator[Alias]:
        """Every name of every entity, labels included, or those among some names.

        Codes of countries are left out: ``IN`` and ``IT`` are no names in a text.
        """
        countries = self.geography.countries
        numbers: Iterable[int] = range(len(self.entries))
        if among is not None:
            numbers = sorted({number for name in among for number in self.numbers(name)})
        for number in numbers:
            row = self.entries[number]
            soft = row.weak.split("|")
            adjectives = cell(countries[number][7]) if number < len(countries) else ()
            for name in dict.fromkeys((row.label, *row.zh.split("|"), *row.aliases.split("|"))):
                if name and (among is None or name in among):
                    kind = "label" if name == row.label else "adjective" if name in adjectives else "alias"
                    lang = "zh" if has_han(name) else "en"
                    yield Alias(name, row.label, row.cls, lang, kind, name in soft)

    def people(self) -> Iterator[Alias]:
        """Names of people who get quoted, with the class ``Person``, which is none of the vocabulary's.

        They serve `said_by`, where a Chinese text has the name in characters.
        """
        for label, zh, aliases, _ in read_rows(self._folder / "names" / "people.csv", PEOPLE_COLUMNS):
            for name in dict.fromkeys((label, *cell(zh), *cell(aliases))):
                kind = "label" if name == label else "alias"
                yield Alias(name, label, "Person", "zh" if has_han(name) else "en", kind, False)

    def of_class(self, cls: str) -> Iterator[Entity]:
        """Entities of one class, those that are `also` of it included."""
        for number, row in enumerate(self.entries):
            if row.cls == cls or cls in row.also.split("|"):
                yield self._entity(number)

    # Who belongs to whom

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
        """What has this parent: brands, subsidiaries, models, narrower technologies, places within."""
        return [self._entity(number) for number in self._by_parent.get(label, ())]

    @cached_property
    def _by_parent(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self.entries):
            if row.parent:
                found.setdefault(row.parent, []).append(number)
        return found

    def home_of(self, label: str) -> str | None:
        """Home country of a company, brand or model, its parent's where it states none; None if unknown."""
        seen: set[str] = set()
        found = self.find(label)
        while found is not None and found.label not in seen:
            if found.country:
                return found.country
            seen.add(found.label)
            found = self.find(found.parent) if found.parent else None
        return None

    # Countries and regions

    def country_by_code(self, code: str | int) -> Entity | None:
        """The country with this ISO 3166 code: ``TH``, ``THA``, ``764`` or 764; None where there is none.

        Examples
        --------
        >>> registry().country_by_code("THA").label, registry().country_by_code(76).label
        ('Thailand', 'Brazil')
        """
        number = self.geography.row_of(code)
        return None if number is None else self._entity(number)

    def country_of_demonym(self, word: str) -> str | None:
        """The country that an adjective or a people's name means ("Hungarian", "Thais"); None where none."""
        return self.geography.of_adjective(word)

    def members(self, region: str) -> frozenset[str]:
        """Labels of the countries of a region.

        Raises
        ------
        UnknownEntity
            No region has that label.

        Notes
        -----
        Where each list comes from, and of when it is, stands beside it in ``entities/regions.csv``.

        Examples
        --------
        >>> "Thailand" in registry().members("Southeast Asia"), len(registry().members("European Union"))
        (True, 27)
        """
        return self.geography.members[self.entity(region, "Region").label]

    def regions_of(self, country: str) -> list[str]:
        """Labels of the regions that a country is in."""
        label = self.entity(country, "Country").label
        return [region for region, members in self.geography.members.items() if label in members]


@cache
def registry() -> Registry:
    """The shipped registry."""
    return Registry()
