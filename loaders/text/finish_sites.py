"""One plant under two names: by its country first, and by its town later in the text."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.reading import Reading

__all__ = ["join_sites"]


def join_sites(reading: Reading) -> None:
    """Take a site that is known by its country alone for the one its operator has in a town there.

    Only where there is exactly one of that operator, kind and country, and neither is called another or a second.
    """
    for wide in reading.facilities:
        if wide.uncertain or wide.country is None or wide.apart or wide.operator is None:
            continue
        if any(site.kind not in ("country", "region") for site in wide.sites):
            continue
        country = wide.country[0]
        near = [
            facility
            for facility in reading.facilities
            if facility is not wide
            and not facility.uncertain
            and facility.kind == wide.kind
            and facility.operator == wide.operator
            and facility.place() is not None
            and (facility.country is None or facility.country[0] == country)
            and _can_be_in(reading, facility, country)
        ]
        towns = [facility for facility in near if facility.country is None or facility.place() != country]
        if len(towns) == 1 and not towns[0].apart and towns[0].cancelled == wide.cancelled:
            _join(reading, wide, towns[0])


def _can_be_in(reading: Reading, facility: Facility, country: str) -> bool:
    for site in facility.sites:
        entity = reading.registry.find(site.label, "Place")
        if entity is not None and entity.country is not None:
            return entity.country == country
    return facility.country is not None or (facility.hint or "").lstrip("~=") == country


def _join(reading: Reading, wide: Facility, town: Facility) -> None:
    for draft in reading.drafts:
        if draft.subject is wide:
            draft.subject = town
        if draft.object is wide:
            draft.object = town
    if town.country is None:
        town.country = wide.country
    if town.planned is None:
        town.planned = wide.planned
    wide.uncertain = True
