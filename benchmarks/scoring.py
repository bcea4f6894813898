"""When a fact that was read counts as a fact of the gold: names, numbers and details compared as a person would."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from autoatlas.ontology.registry import registry

__all__ = ["DETAILS", "Claim", "Score", "Spellings", "pair", "spellings", "unlike", "without_repeats"]

TOLERANCE = 0.005  # two numbers are one within half a percent
DETAILS = ("comparator", "modality", "unit", "value_max", "start", "end", "place", "product")
_MODELS = ("produces", "launches")
_MAKERS = ("Automaker", "Brand")

Row = Mapping[str, Any]


def _words(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents and punctuation."""
    folded = unicodedata.normalize("NFKD", name.replace("&", " and ").casefold())
    bare = "".join(char for char in folded if not unicodedata.combining(char) and char not in ".'’")
    return tuple(re.findall(r"\w+", bare))


class Spellings:
    """Brings the spellings of a name to one key.

    Parameters
    ----------
    aliases : iterable of (str, str, str)
        Other name, label and class. Labels are names of themselves.

    Examples
    --------
    >>> names = Spellings([("GWM", "Great Wall Motor", "Automaker")])
    >>> names.key("GWM Rayong plant") == names.key("Great Wall Motor Rayong Plant")
    True
    """

    def __init__(self, aliases: Iterable[tuple[str, str, str]]) -> None:
        self._keys: dict[tuple[str, ...], str] = {}
        self._makers: set[str] = set()
        labels: dict[tuple[str, ...], str] = {}
        for name, label, cls in aliases:
            key = "".join(_words(label))
            labels[_words(label)] = key
            self._keys.setdefault(_words(name), key)
            if cls in _MAKERS:
                self._makers.add(key)
        self._keys |= labels  # a label means itself, whoever else goes by that name
        self._keys.pop((), None)
        self._longest = max(map(len, self._keys), default=1)

    def key(self, name: str | None, *, model: bool = False) -> str:
        """The form under which a name is compared; of a model, without the maker in front."""
        pieces = list(self._pieces(_words(name or "")))
        while model and len(pieces) > 1 and pieces[0] in self._makers:
            del pieces[0]
        return "".join(pieces)

    def _pieces(self, words: tuple[str, ...]) -> Iterator[str]:
        place = 1 if words[:1] == ("the",) else 0
        while place < len(words):
            for size in range(min(self._longest, len(words) - place), 0, -1):
                known = self._keys.get(words[place : place + size])
                if known:
                    break
            else:
                size, known = 1, words[place]
            yield known
            place += size


@cache
def spellings() -> Spellings:
    """The spellings that the shipped registry knows, without adjectives ("Thai") and names that are ordinary words."""
    names = (a for a in registry().aliases() if a.kind == "label" or not (a.weak or a.kind == "adjective"))
    return Spellings((a.alias, a.label, a.cls) for a in names)


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact, ready for comparison.

    Attributes
    ----------
    key : tuple of str
        Property, subject, object and basis, in their compared forms.
    value : float or None
    details : dict
        What the full measure asks for as well, by column; of dates only the years.
    row : mapping
        The fact as it was given.
    """

    key: tuple[str, str, str, str]
    value: float | None
    details: dict[str, Any]
    row: Row

    @classmethod
    def of(cls, row: Row, names: Spellings) -> "Claim":
        """Make a claim of the columns of a fact; what is missing has its default."""
        kind = row["property"]
        subject = names.key(row.get("subject"), model=row.get("subject_type") == "Model")
        target = names.key(row.get("object"), model=kind in _MODELS)
        if kind == "partnersWith" and target < subject:
            subject, target = target, subject
        start, end = row.get("start") or row.get("end"), row.get("end") or row.get("start")
        details = {
            "comparator": row.get("comparator") or "=",
            "modality": row.get("modality") or "actual",
            "unit": row.get("unit") or "",
            "value_max": row.get("value_max"),
            "start": str(start or "")[:4],
            "end": str(end or "")[:4],
            "place": names.key(row.get("place")),
            "product": row.get("product") or "vehicle",
        }
        return cls((kind, subject, target, row.get("basis") or "yoy"), row.get("value"), details, row)


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))


def unlike(one: Claim, other: Claim) -> list[str]:
    """The columns of the full measure in which two claims differ."""
    mine, theirs = one.details, other.details
    return [
        column
        for column in DETAILS
        if not (
            _near(mine[column], theirs[column]) if column == "value_max" else mine[column] == theirs[column]
        )
    ]


def _same(one: Claim, other: Claim, full: bool) -> bool:
    return one.key == other.key and _near(one.value, other.value) and not (full and unlike(one, other))


def without_repeats(claims: Iterable[Claim], *, full: bool) -> list[Claim]:
    """Keep the first of claims that are the same by the measure in use."""
    kept: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if not any(_same(claim, other, full) for other in kept[claim.key]):
            kept[claim.key].append(claim)
    return [claim for group in kept.values() for claim in group]


def pair(gold: list[Claim], found: list[Claim], *, full: bool) -> list[tuple[int, int]]:
    """Pair the same claims one to one, the nearest numbers first; returns places in the two lists."""
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, claim in enumerate(found):
        by_key[claim.key].append(place)
    possible = [
        (abs((claim.value or 0) - (found[there].value or 0)), here, there)
        for here, claim in enumerate(gold)
        for there in by_key[claim.key]
        if _same(claim, found[there], full)
    ]
    left, right, pairs = set(range(len(gold))), set(range(len(found))), []
    for _, here, there in sorted(possible):
        if here in left and there in right:
            left.remove(here)
            right.remove(there)
            pairs.append((here, there))
    return pairs


@dataclass(slots=True)
class Score:
    """Counts by property: facts in the gold, facts found, and facts found that are in the gold."""

    full: bool = False
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[Claim], found: Iterable[Claim]) -> None:
        """Count the facts of one article."""
        wanted, got = without_repeats(gold, full=self.full), without_repeats(found, full=self.full)
        self.gold.update(claim.key[0] for claim in wanted)
        self.found.update(claim.key[0] for claim in got)
        self.right.update(wanted[here].key[0] for here, _ in pair(wanted, got, full=self.full))

    def counts(self, kind: str | None = None) -> tuple[int, int, int]:
        """How many in the gold, found and right; of one property or of all."""
        if kind is None:
            return self.gold.total(), self.found.total(), self.right.total()
        return self.gold[kind], self.found[kind], self.right[kind]

    def measures(self, kind: str | None = None) -> tuple[float | None, float | None, float | None]:
        """Precision, recall and F1; None where nothing was found, or nothing was to be found."""
        gold, found, right = self.counts(kind)
        return (
            right / found if found else None,
            right / gold if gold else None,
            2 * right / (gold + found) if gold + found else None,
        )
