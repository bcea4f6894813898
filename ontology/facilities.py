"""Labels of facilities, `{operator} {place} {kind}`, put together and taken apart."""

import re
from typing import TYPE_CHECKING, NamedTuple

from autoatlas.ontology.errors import AtlasError
from autoatlas.ontology.iris import entity_iri
from autoatlas.ontology.names import tidy
from autoatlas.ontology.terms import FACILITY_KINDS

if TYPE_CHECKING:
    from autoatlas.ontology.resolve import Resolution, Resolver

__all__ = ["FACILITY_KINDS", "FacilityLabel", "InvalidFacility", "facility_label", "parse_facility_label"]

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# Other words for the kinds, for labels that people write by hand.
_KIND_WORDS = {
    "factory": "plant",
    "car plant": "plant",
    "assembly plant": "plant",
    "battery factory": "battery plant",
    "parts factory": "parts plant",
    "components plant": "parts plant",
    "engine plant": "parts plant",
    "r&d center": "R&D centre",
    "research and development centre": "R&D centre",
    "research and development center": "R&D centre",
    "design center": "design centre",
    "design studio": "design centre",
    "regional hq": "regional headquarters",
    **{kind.casefold(): kind for kind in FACILITY_KINDS},
}
_TAIL = re.compile(
    r"^(?P<head>.+?)(?:\s+(?P<ordinal>"
    + "|".join(_ORDINALS)
    + r"))?\s+(?P<kind>"
    + "|".join(re.escape(word) for word in sorted(_KIND_WORDS, key=len, reverse=True))
    + r")$",
    re.IGNORECASE,
)


class InvalidFacility(AtlasError, ValueError):
    """A facility's label that cannot be put together."""


class FacilityLabel(NamedTuple):
    """The parts of a facility's label.

    Attributes
    ----------
    operator : str
        Canonical label of who runs it.
    place : str
        Town, or failing that province or country.
    kind : str
        One of `FACILITY_KINDS`.
    number : int or None
        From the second of one operator and kind in one town on, which it is.
    """

    operator: str
    place: str
    kind: str
    number: int | None = None

    def __str__(self) -> str:
        return facility_label(*self)


def facility_label(operator: str, place: str, kind: str = "plant", number: int | None = None) -> str:
    """The label by which a facility is known.

    Raises
    ------
    InvalidFacility
        A part is empty, the kind is not one of `FACILITY_KINDS`, or the number is not 1 to 10.

    Examples
    --------
    >>> facility_label("Changan", "Rayong")
    'Changan Rayong plant'
    >>> facility_label("JSW MG Motor India", "Halol", "plant", 2)
    'JSW MG Motor India Halol second plant'
    """
    operator, place = tidy(operator), tidy(place)
    if not operator or not place:
        raise InvalidFacility(
            "A facility needs an operator and a place.",
            where=f"{operator or '?'} {place or '?'} {kind}",
            mend="Where no town is given, write the country.",
        )
    if kind not in FACILITY_KINDS:
        raise InvalidFacility(
            f"{kind!r} is not a kind of facility.",
            where=f"{operator} {place}",
            mend=f"One of {', '.join(FACILITY_KINDS)}.",
        )
    if number is None or number == 1:
        return f"{operator} {place} {kind}"
    if not 1 < number <= len(_ORDINALS):
        raise InvalidFacility(
            f"{number} is not a facility's number.",
            where=f"{operator} {place} {kind}",
            mend="Write 2 to 10, or nothing.",
        )
    return f"{operator} {place} {_ORDINALS[number - 1]} {kind}"


def parse_facility_label(label: str, resolver: "Resolver | None" = None) -> FacilityLabel | None:
    """The parts of a facility's label, with operator and place as written.

    Parameters
    ----------
    label : str
    resolver : Resolver, optional
        What knows operators and places; the shipped registry's when left out.

    Returns
    -------
    FacilityLabel or None
        None where the text ends in no kind of facility, or where neither operator nor place is known and the
        words could be parted in several ways.

    Examples
    --------
    >>> parse_facility_label("Great Wall Motor Iracemápolis R&D centre")
    FacilityLabel(operator='Great Wall Motor', place='Iracemápolis', kind='R&D centre', number=None)
    """
    parts = _parts(tidy(label), resolver)
    return parts[0] if parts else None


def _parts(
    text: str, resolver: "Resolver | None"
) -> "tuple[FacilityLabel, Resolution | None, Resolution | None] | None":
    if resolver is None:
        from autoatlas.ontology.registry import registry

        resolver = registry().resolver
    match = _TAIL.match(text)
    if match is None:
        return None
    kind = _KIND_WORDS[match["kind"].casefold()]
    number = _ORDINALS.index(match["ordinal"].casefold()) + 1 if match["ordinal"] else None
    words = match["head"].split(" ")
    best: tuple[int, int, Resolution | None, Resolution | None] | None = None
    for cut in range(len(words) - 1, 0, -1):
        who = resolver.resolve(" ".join(words[:cut]), ("Automaker", "Brand", "Organization"), fuzzy=False)
        where = resolver.resolve(" ".join(words[cut:]), ("Place", "Country"), fuzzy=False)
        # both known beats one; a known operator beats a known place; the longest operator wins
        worth = 2 * (who.how != "new") + (where.how != "new")
        if worth and (best is None or worth > best[0]):
            best = (worth, cut, who if worth >= 2 else None, where if worth % 2 else None)
    if best is None:
        if len(words) != 2:
            return None
        best = (0, 1, None, None)
    _, cut, who_found, where_found = best
    return FacilityLabel(" ".join(words[:cut]), " ".join(words[cut:]), kind, number), who_found, where_found


def canonical_facility(resolver: "Resolver", text: str) -> "Resolution | None":
    """A facility's label with canonical operator, place and kind; None where it is no facility's label.

    It counts as known when both operator and place are.
    """
    from autoatlas.ontology.resolve import Resolution

    parts = _parts(text, resolver)
    if parts is None:
        return None
    written, who, where = parts
    label = facility_label(
        who.label if who else written.operator,
        where.label if where else written.place,
        written.kind,
        written.number,
    )
    known = who is not None and where is not None
    how = ("exact" if label == text else "normalised") if known else "new"
    return Resolution(label, "Facility", how, iri=entity_iri(label, "Facility") if known else None)
