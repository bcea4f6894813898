"""Which labels mean one company or one site, decided across all documents when the index is built.

A text may call a company by another name than the registry does, and its plants after it: ``Tan Chong`` is
``Tan Chong Motor``, and ``Tan Chong Serendah plant`` that company's plant.

With no town given, the country stands in a facility's label: ``BYD Hungary plant``. Such a label is taken for
a facility with a town only where exactly one of that operator and kind is known in that country, since many
makers have several. ``identity.csv`` says what is the same and what is not, before any rule does. Facts stay
as written.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from autoatlas.graph.names import known_entity
from autoatlas.ontology.errors import AtlasError
from autoatlas.ontology.facilities import FacilityLabel, parse_facility_label
from autoatlas.ontology.registry import registry

__all__ = ["Verdicts", "curated_verdicts", "kind_of", "same_companies", "same_facilities"]

_LIST = Path(__file__).parent / "identity.csv"
_COLUMNS = ["label", "other", "verdict", "why"]


class Verdicts:
    """What a curated list says of pairs of labels.

    Attributes
    ----------
    same : dict of str to str
        A label, and the label that stands for it.
    different : frozenset of (str, str)
        Pairs that no rule may join, both ways round.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str]] = ()) -> None:
        self.same: dict[str, str] = {}
        different: set[tuple[str, str]] = set()
        for label, other, verdict in rows:
            if verdict == "same":
                self.same[label] = other
            else:
                different |= {(label, other), (other, label)}
        self.different = frozenset(different)


@cache
def curated_verdicts() -> Verdicts:
    """The shipped list."""
    with _LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or rows[0] != _COLUMNS:
        raise AtlasError("the columns are not those of this list", where=_LIST.name, mend=",".join(_COLUMNS))
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(_COLUMNS) or row[2] not in ("same", "different"):
            raise AtlasError(
                "a row of the list is not label, other, same or different, why",
                where=f"{_LIST.name}, row {number}",
                mend="Write the label, the label that stands for it, the verdict and the reason.",
            )
    return Verdicts((row[0], row[1], row[2]) for row in rows[1:])


def same_companies(labels: Iterable[str]) -> dict[str, str]:
    """Return the labels under which facts name a company that the registry has under another, with that one.

    Of companies that make no cars of their own, which the reader of articles names as the article does. Whoever
    names a maker otherwise than the registry does is told by a check.

    Examples
    --------
    >>> same_companies(["Tan Chong", "Changan", "Nobody Motors"])
    {'Tan Chong': 'Tan Chong Motor'}
    """
    found = ((label, _company(label)) for label in labels)
    return {label: known for label, known in found if known not in (None, label)}


@lru_cache(maxsize=65536)
def _company(name: str) -> str | None:
    """The registry's label of the one company that has a name, or None; makers and brands go by their labels."""
    known = registry()
    meant = {
        known.entries[number].label
        for number in known.numbers(name)
        if known.entries[number].cls == "Organization"
    }
    return name if name in meant else meant.pop() if len(meant) == 1 else None


def same_facilities(
    labels: Iterable[str], countries: Mapping[str, Iterable[str]], verdicts: Verdicts | None = None
) -> dict[str, str]:
    """Return the labels that stand for another facility, with that facility's label.

    Parameters
    ----------
    labels : iterable of str
        Every facility that the documents name.
    countries : mapping of str to iterable of str
        Countries that facts locate a facility in, by its label.
    verdicts : Verdicts, optional
        The curated list; the shipped one when left out.

    Examples
    --------
    >>> same_facilities(["BYD Hungary plant", "BYD Szeged plant"], {"BYD Szeged plant": ["Hungary"]},
    Verdicts()) {'BYD Hungary plant': 'BYD Szeged plant'}
    """
    verdicts = curated_verdicts() if verdicts is None else verdicts
    given = set(labels)
    same = {label: after for label in sorted(given) if (after := _after_its_company(label)) != label}
    known = sorted(given | set(same.values()))
    sites: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    vague: list[tuple[str, tuple[str, str, str]]] = []
    same |= {label: verdicts.same[label] for label in known if label in verdicts.same}
    for label in known:
        parts = _parts(label)
        if parts is None or label in same:
            continue
        if known_entity(parts.place, "Country") is not None:
            if parts.number is None:
                vague.append((label, (parts.operator, parts.kind, parts.place)))
            continue
        for country in _countries_of(label, parts, countries):
            sites[parts.operator, parts.kind, country].add(label)
    for label, site in vague:
        candidates = sites.get(site, set())
        if len(candidates) == 1:
            (only,) = candidates
            if (label, only) not in verdicts.different:
                same[label] = only
    return {label: _end_of_chain(label, same) for label in same}


def _after_its_company(label: str) -> str:
    """A facility's label with the registry's name of who runs it."""
    parts = _parts(label)
    operator = _company(parts.operator) if parts is not None else None
    if parts is None or operator in (None, parts.operator):
        return label
    return str(parts._replace(operator=operator))


def kind_of(label: str) -> str | None:
    """Return the kind that a facility's label ends in, or None."""
    parts = _parts(label)
    return parts.kind if parts is not None else None


def _end_of_chain(label: str, same: Mapping[str, str]) -> str:
    seen = {label}
    while same.get(label, label) not in seen:
        label = same[label]
        seen.add(label)
    return label


def _countries_of(label: str, parts: FacilityLabel, stated: Mapping[str, Iterable[str]]) -> set[str]:
    found = set(stated.get(label, ()))
    if not found:
        town = known_entity(parts.place, "Place")
        if town is not None and town.country:
            found = {town.country}
    return found


@lru_cache(maxsize=65536)
def _parts(label: str) -> FacilityLabel | None:
    return parse_facility_label(label)
