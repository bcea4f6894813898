"""The world in ten parts: each country in one of them, so that sums by part count nothing twice."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["ELSEWHERE", "PARTS", "home_country", "part_of_world"]

# The registry's regions overlap; the first that has the country counts: Mexico is of North America, Egypt of
# Africa, Russia of Europe, Turkey of the Middle East.
_REGIONS: dict[str, tuple[str, ...]] = {
    "North America": ("North America",),
    "Latin America": ("Latin America",),
    "Europe": ("Europe",),
    "Africa": ("Africa",),
    "Southeast Asia": ("Southeast Asia",),
    "Central Asia and Caucasus": ("Central Asia", "Caucasus"),
    "Middle East": ("Middle East",),
    "South Asia": ("South Asia",),
    "East Asia": ("East Asia",),
    "Oceania": ("Oceania",),
}
PARTS: tuple[str, ...] = tuple(_REGIONS)
ELSEWHERE = "Elsewhere"


@lru_cache(maxsize=1024)
def part_of_world(country: str) -> str:
    """Return the part of the world that a country is in; ``Elsewhere`` for what is no known country.

    Examples
    --------
    >>> [part_of_world(name) for name in ("Thailand", "Mexico", "Egypt", "Turkey", "Atlantis")]
    ['Southeast Asia', 'North America', 'Africa', 'Middle East', 'Elsewhere']
    """
    from autoatlas.ontology.registry import registry

    known = registry()
    # only a label as it stands: to look for what a name may mean takes time, and a wrong guess a place
    if known.find(country, "Country") is None:
        return ELSEWHERE
    regions = set(known.regions_of(country))
    return next((part for part, names in _REGIONS.items() if not regions.isdisjoint(names)), ELSEWHERE)


@lru_cache(maxsize=4096)
def home_country(label: str) -> str:
    """Return where a maker, brand or company is at home, as the registry knows it; empty if it does not.

    Examples
    --------
    >>> home_country("BYD"), home_country("Nobody Motors")
    ('China', '')
    """
    from autoatlas.ontology.registry import registry

    return registry().home_of(label) or ""
