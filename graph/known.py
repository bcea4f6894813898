"""What an atlas knows on a day, made ready once for a question: facts, statuses, plants, whose they are."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import polars as pl

from autoatlas.graph.names import iri_of, known_entity
from autoatlas.graph.status import facility_status, known_facts
from autoatlas.ontology.entity import Entity
from autoatlas.ontology.errors import UnknownEntity
from autoatlas.ontology.iris import is_iri
from autoatlas.ontology.registry import registry
from autoatlas.ontology.terms import PREFIXES

if TYPE_CHECKING:
    from autoatlas.graph.atlas import Atlas

__all__ = ["Known", "home_of", "maker_of", "named_in", "region_of"]


class Known:
    """The graph as of a day.

    Parameters
    ----------
    atlas : Atlas
    on : date
        No source published later, and no event after it, is seen.

    Attributes
    ----------
    facts : DataFrame
        As `known_facts` returns them.
    statuses : DataFrame
        As `facility_status` returns them.
    """

    def __init__(self, atlas: "Atlas", on: date) -> None:
        self.atlas = atlas
        self.on = on

    @cached_property
    def facts(self) -> pl.DataFrame:
        """The facts known on the day."""
        return known_facts(self.atlas, self.on)

    @cached_property
    def statuses(self) -> pl.DataFrame:
        """What had become of each facility."""
        return facility_status(self.facts, self.on)

    @cached_property
    def sources(self) -> pl.DataFrame:
        """The sources, of `SOURCE_SCHEMA`."""
        return self.atlas.sources()

    @cached_property
    def parents(self) -> dict[str, str]:
        """Whom a brand or subsidiary belongs to, as facts say, then as the registry does."""
        told = self.facts.filter(
            pl.col("property").is_in(["brandOf", "subsidiaryOf"]), pl.col("modality") == "actual"
        ).sort("told", nulls_last=False)
        found = dict(told.select("subject", "object").iter_rows())
        for entity in registry():
            if entity.relation and entity.parent:
                found.setdefault(entity.label, entity.parent)
        return found

    def group_of(self, label: str) -> set[str]:
        """A maker with its brands and subsidiaries, and theirs."""
        found = {label}
        while more := {child for child, parent in self.parents.items() if parent in found} - found:
            found |= more
        return found

    def belongs(self, name: str, label: str) -> bool:
        """Tell whether a maker, brand or model is a thing itself, or belongs to it."""
        seen: set[str] = set()
        at: str | None = name
        while at is not None and at not in seen:
            if at == label:
                return True
            seen.add(at)
            model = known_entity(at, "Model")
            at = self.parents.get(at) or (model.parent if model is not None else None) or _of_name(at)
        return False

    def said_of(self, labels: Iterable[str]) -> pl.DataFrame:
        """Facts with one of these subjects."""
        return self.facts.filter(pl.col("subject").is_in(list(labels)))

    def label_of(self, name: str, classes: Collection[str]) -> str:
        """Return the label of the entity of some classes that a name means.

        Raises
        ------
        UnknownEntity
            Nothing of those classes has that name; the message offers the nearest.
        """
        prefix, colon, local = name.partition(":")
        iri = PREFIXES[prefix] + local if colon and prefix in PREFIXES else name
        named = self._named(classes)
        if is_iri(iri):
            for label, entity_class in named.items():
                if iri_of(label, entity_class) == iri:
                    return label
        if name in named:
            return name
        same = self.atlas.same_entities()
        if name in same:
            return same[name]
        found = registry().resolve(name, tuple(classes))
        if found.how != "new" and found.cls is not None:
            return found.label
        from rapidfuzz import fuzz, process, utils

        pool = list(dict.fromkeys([*sorted(named), *found.candidates]))
        near = process.extract(name, pool, scorer=fuzz.WRatio, processor=utils.default_process, limit=3)
        kinds = " or ".join(one.lower() for one in classes) if len(classes) < 4 else "thing"
        raise UnknownEntity(
            f"no {kinds} is called {name!r}",
            mend=f"Nearest: {', '.join(label for label, _, _ in near)}." if near else "",
        )

    def _named(self, classes: Collection[str]) -> dict[str, str]:
        facts = self.atlas.facts()
        parts = [
            facts.filter(pl.col(f"{role}_type").is_in(list(classes))).select(
                label=role, entity_class=f"{role}_type"
            )
            for role in ("subject", "object")
        ]
        return dict(pl.concat(parts).unique().collect().iter_rows())


def home_of(label: str) -> str | None:
    """Return the home country of a maker, brand or company, as the registry knows it."""
    for entity_class in ("Automaker", "Brand", "Organization"):
        known = known_entity(label, entity_class)
        if known is not None:
            if known.country:
                return known.country
            if known.parent and entity_class == "Brand":
                return home_of(known.parent)
    return None


@lru_cache(maxsize=65536)
def maker_of(label: str) -> str | None:
    """Return the maker that a brand, model or subsidiary is of; None where nobody knows.

    Examples
    --------
    >>> maker_of("Voyah"), maker_of("BYD Dolphin"), maker_of("Haval M4"), maker_of("Nobody Motors")
    ('Dongfeng', 'BYD', 'Great Wall Motor', None)

    Notes
    -----
    A subsidiary counts with its owner where both are of one country (GAC Aion with GAC, Jetour with Chery),
    and for itself where not (Volvo is not Geely). A model that the registry does not know is taken for one of
    the maker or brand whose name it begins with.
    """
    for entity_class in ("Automaker", "Brand", "Model"):
        known = known_entity(label, entity_class)
        if known is None:
            continue
        if known.parent and known.parent != label and (entity_class == "Model" or _one_country(known)):
            return maker_of(known.parent)
        if entity_class == "Automaker":
            return label
    start = _of_name(label)
    return None if start is None else maker_of(start)


def _of_name(label: str) -> str | None:
    """The maker or brand whose name a longer name begins with."""
    words = label.split(" ")
    for count in range(len(words) - 1, 0, -1):
        start = " ".join(words[:count])
        if any(known_entity(start, one) is not None for one in ("Automaker", "Brand")):
            return start
    return None


@lru_cache(maxsize=65536)
def named_in(label: str) -> str | None:
    """Return the maker whose name a company bears in its own.

    Examples
    --------
    >>> named_in("Dangote Sinotruk West Africa"), named_in("Tan Chong Motor")
    ('Sinotruk', None)
    """
    words = label.replace("-", " ").split(" ")
    for count in range(min(3, len(words)), 0, -1):
        for start in range(len(words) - count + 1):
            name = " ".join(words[start : start + count])
            if any(known_entity(name, one) is not None for one in ("Automaker", "Brand")):
                return maker_of(name)
    return None


def _one_country(known: Entity) -> bool:
    owner = known_entity(known.parent, "Automaker") if known.parent else None
    return owner is not None and (known.country is None or known.country == owner.country)


def region_of(label: str) -> set[str]:
    """Return the countries of a region, or the country itself."""
    if known_entity(label, "Region") is not None:
        return set(registry().members(label))
    return {label}
