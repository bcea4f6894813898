"""Which facilities are abroad: not in the country that whoever runs them is at home in."""

from __future__ import annotations

from autoatlas.graph.names import known_entity
from autoatlas.viz.regions import home_country
from autoatlas.viz.sites import Site

__all__ = ["is_abroad"]


def is_abroad(site: Site) -> bool:
    """Tell whether a facility is outside the home country of a maker or brand that runs it.

    A contract assembler or a partner that is at home where the plant is builds for somebody from abroad, or its
    plant would not be told of: so only makers and brands count as being at home. Where nothing is known of
    either country, it is abroad.
    """
    if not site.operators or not site.country:
        return True
    return not all(_is_maker(name) and home_country(name) == site.country for name in site.operators)


def _is_maker(name: str) -> bool:
    return any(known_entity(name, kind) is not None for kind in ("Automaker", "Brand"))
