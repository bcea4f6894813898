"""One plant under two names: by its country first, and by its town later in the text."""

from itertools import islice

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.reading import Reading

__all__ = ["join_sites"]


def join_sites(reading: Reading) -> None:
    """Take a site that is known by its country alone for the one its operator has in a town there.

    Only where there is exactly one of that operator, kind and country, and neither is called another or a second.
    """
    towns: dict[object, list[Facility]] = {}
    for facility in reading.facilities:
        land = _land_of(reading, facility)
        if land is not None and facility.place() not in (None, land):
            towns.setdefault((facility.kind, facility.operator, land), []).append(facility)
    joined: dict[Facility, Facility] = {}
    for wide in reading.facilities:
        if wide.uncertain or wide.country is None or wide.apart or wide.operator is None:
            continue
        if any(site.kind not in ("country", "region") for site in wide.sites):
            continue
        alike = towns.get((wide.kind, wide.operator, wide.country[0]), ())
        near = list(islice((site for site in alike if site is not wide and not site.uncertain), 2))
        if len(near) == 1 and not near[0].apart and near[0].cancelled == wide.cancelled:
            _join(wide, near[0])
            joined[wide] = near[0]
    for draft in reading.drafts if joined else ():
        if isinstance(draft.subject, Facility):
            draft.subject = joined.get(draft.subject, draft.subject)
        if isinstance(draft.object, Facility):
            draft.object = joined.get(draft.object, draft.object)


def _land_of(reading: Reading, facility: Facility) -> str | None:
    """The country a facility is in: of its town, as said, or as the text lets on; None where the two differ."""
    said = facility.country[0] if facility.country is not None else None
    for site in facility.sites:
        entity = reading.registry.find(site.label, "Place")
        if entity is not None and entity.country is not None:
            return entity.country if said in (None, entity.country) else None
    return said or (facility.hint or "").lstrip("~=") or None


def _join(wide: Facility, town: Facility) -> None:
    if town.country is None:
        town.country = wide.country
    if town.planned is None:
        town.planned = wide.planned
    wide.uncertain = True
