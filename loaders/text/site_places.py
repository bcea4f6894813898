"""Which site is meant by a wider or a nearer place than the text has given it so far."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.places import PlaceName
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.site_fill import in_same_country
from autoatlas.loaders.text.site_owner import same_group
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = [
    "around_town",
    "compatible",
    "country_of",
    "in_province",
    "registered_country",
    "town_of_country",
    "town_of_text",
]


def compatible(
    reading: Reading, facility: Facility, phrase: SitePhrase, operator: tuple[str, str] | None
) -> bool:
    """Whether a phrase and the company it names can mean a facility: by kind, maker, country and number."""
    kind = phrase.kind
    if kind == "centre":
        if facility.kind not in ("R&D centre", "design centre"):
            return False
    elif kind == "site":
        pass
    elif phrase.generic and kind == "plant":
        if facility.kind in ("R&D centre", "design centre", "regional headquarters", "warehouse"):
            return False
    elif kind != facility.kind:
        return False
    if (
        operator is not None
        and facility.operator is not None
        and not same_group(reading, operator[0], facility.operator[0])
    ):
        return False
    if phrase.demonym is not None:
        country = facility.country[0] if facility.country else (facility.hint or "").lstrip("~=") or None
        if country is not None and country != phrase.demonym:
            return False
    return not (phrase.ordinal and phrase.ordinal > 1 and facility.number not in (None, phrase.ordinal))


def registered_country(reading: Reading, town: str) -> str | None:
    entity = reading.registry.find(town, "Place")
    return entity.country if entity is not None else None


def country_of(reading: Reading, facility: Facility) -> str | None:
    if facility.country is not None:
        return facility.country[0]
    for site in facility.sites:
        entity = reading.registry.find(site.label, "Place")
        if entity is not None and entity.country:
            return entity.country
    return None


def around_town(
    reading: Reading, operator: tuple[str, str] | None, kind: str, names: list[PlaceName]
) -> Facility | None:
    """``its Zaragoza plant … The plant in Figueruelas``: one plant, by the town that is part of the other."""
    town = reading.registry.find(names[0].label, "Place")
    if town is None or not town.parent:
        return None
    around = [
        facility
        for facility in reading.facilities
        if operator in (None, facility.operator) and facility.kind == kind and facility.place() == town.parent
    ]
    return around[0] if len(around) == 1 else None


def town_of_country(reading: Reading, scene: Scene, phrase: SitePhrase, country: str) -> list[PlaceName]:
    """``… in TOWN. The maker's newest Indian plant …``: the town just spoken of, if it can be in that country."""
    if phrase.demonym is None or phrase.plural:
        return []
    if not reading.paragraph_places or not 0 < scene.index - reading.paragraph_places[-1][0] <= 1:
        return []
    spot = [name for name in reading.spot if not name.near]
    if not spot or spot[0].kind in ("country", "region", "province"):
        return []
    entity = reading.registry.find(spot[0].label, "Place")
    if entity is not None and entity.country not in (None, country):
        return []
    if any(
        name.country not in (None, country) or (name.kind == "country" and name.label != country)
        for name in spot
    ):
        return []
    return [name for name in spot if name.kind != "country"]


def in_province(
    reading: Reading, phrase: SitePhrase, operator: tuple[str, str] | None, names: list[PlaceName]
) -> Facility | None:
    """``the plant in PROVINCE``: the one spoken of last, unless another province is known for it."""
    for facility in reversed(reading.recent[-2:]):
        if (
            compatible(reading, facility, phrase, operator)
            and facility.place() is not None
            and not any(site.kind == "province" and site.label != names[0].label for site in facility.sites)
            and in_same_country(reading, facility, names)
        ):
            return facility
    return None


def town_of_text(reading: Reading, names: list[PlaceName]) -> list[PlaceName]:
    """The town that a whole text is about, ahead of the country or industrial estate that is all a phrase names."""
    town = reading.memory.get("text_town")
    entity = reading.registry.find(town, "Place") if town else None
    if entity is None or not entity.country or town in reading.know.phrases["provinces"]:
        return names
    if any(name.kind not in ("country", "estate") or name.near for name in names):
        return names
    if any(name.kind == "country" and name.label != entity.country for name in names):
        return names
    return [PlaceName(entity.label, "town", country=entity.country), *names]
