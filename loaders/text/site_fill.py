"""What a place phrase adds to a facility: its town, its province, its country."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["fill_site", "in_same_country", "town_before"]


def in_same_country(reading: Reading, facility: Facility, names: list[PlaceName]) -> bool:
    """Whether a facility whose country is known, and no more, can be the one in a town."""
    if facility.country is None:
        return not facility.cancelled
    if facility.cancelled or reading.scenes - facility.born > 4:
        return False
    if names[-1].kind == "country":
        return names[-1].label == facility.country[0]
    entity = reading.registry.find(names[0].label, "Place")
    return entity is None or entity.country in (None, facility.country[0])


def town_before(reading: Reading, scene: Scene) -> PlaceName | None:
    """The one town that the paragraph has spoken of so far."""
    towns = {
        m.label
        for index, m in reading.paragraph_places
        if m.kind not in ("estate", "province") and scene.index - index <= 1
    }
    if reading.dateline and reading.dateline[0].label in towns:
        return None
    if (
        len(towns) == 1
        and len(reading.paragraph_places) == 1
        and reading.spot
        and reading.spot[0].label in towns
    ):
        return PlaceName(reading.spot[0].label, "town", country=reading.spot[0].country)
    return None


def fill_site(
    reading: Reading, scene: Scene, facility: Facility, names: list[PlaceName], phrase: SitePhrase
) -> None:
    nearer = [name for name in names if not name.near and name.kind not in ("country", "region", "province")]
    rank = 0
    for name in names:
        if name.kind == "region":
            continue
        if name.kind == "country":
            if facility.country is None:
                facility.country = (name.label, scene.quote)
            continue
        if name.near and (nearer or any(s.kind not in ("estate", "province") for s in facility.sites)):
            continue
        kind = name.kind
        if not kind and rank > 0:
            kind = "province" if any(s.kind in ("", "town") for s in facility.sites) else ""
        facility.add_site(name.label, kind, name.near, scene.quote)
        rank += 1
        if name.country and facility.country is None:
            facility.country = (name.country, scene.quote)
    _province_before(reading, scene, facility)
    town = facility.place()
    if (
        town is not None
        and reading.dateline
        and reading.dateline[0].label == town
        and facility.born <= 6
        and not any(f is not facility and f.has_place(town) for f in reading.facilities)
    ):
        for name in reading.dateline[1:]:
            if name.kind == "country":
                facility.country = facility.country or (name.label, scene.quote)
            else:
                facility.add_site(name.label, "province", False, scene.quote)
    if facility.hint is None:
        facility.hint = _country_hint(reading, scene, facility)


def _province_before(reading: Reading, scene: Scene, facility: Facility) -> None:
    """``… better in Illinois. Its plant in Manteno …``: the province of a town, from the sentence before."""
    if facility.born != scene.index or any(site.kind == "province" for site in facility.sites):
        return
    towns = [site for site in facility.sites if site.kind in ("", "town") and not site.near]
    before = reading.paragraph_places[-1:] if not scene.sentence.first else []
    if len(towns) != 1 or not before or scene.index - before[0][0] != 1 or before[0][1].kind != "province":
        return
    province = before[0][1]
    entity = reading.registry.find(towns[0].label, "Place")
    if entity is None or entity.parent == province.label:
        facility.add_site(province.label, "province", False, scene.quote)


def _country_hint(reading: Reading, scene: Scene, facility: Facility) -> str | None:
    """The country that the text around gives a town, where no country stands beside it."""
    for site in facility.sites:
        entity = reading.registry.find(site.label, "Place")
        if entity is not None and entity.country:
            return "~" + entity.country
    countries = [
        m
        for place, m in scene.all("C")
        if m.tag == "C" and not rx("facilities.who_is").match(scene.tag, place + 1)
    ]
    if countries:
        last = scene.position(countries[-1].start)
        return ("=" if scene.tag[:last].endswith(" in ") else "") + countries[-1].label
    home = reading.registry.home_of(facility.operator[0]) if facility.operator else None
    adjectives = [m for _, m in scene.all("A") if m.cls == "Country" and m.label != home]
    if any(rx("facilities.who_is").match(scene.tag, place + 1) for place, _ in scene.all("CA")):
        adjectives = []  # "the US company's first in Europe" says whose it is, not where
    if len({m.label for m in adjectives}) == 1:
        return adjectives[0].label
    return reading.memory.get("paragraph_country") or reading.section_country
