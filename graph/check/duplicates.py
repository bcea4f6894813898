"""Entities that look the same: one company, model or place under two spellings; of sites see `duplicate_sites`."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Any

import polars as pl

from autoatlas.graph.check.duplicate_sites import duplicate_sites
from autoatlas.graph.check.finding import Finding
from autoatlas.graph.check.spellings import ALIKE, latin, likeness
from autoatlas.graph.names import known_entity
from autoatlas.ontology.names import core, key
from autoatlas.ontology.registry import registry

__all__ = ["duplicates"]

_COMPANIES = ("Automaker", "Brand", "Organization")
_KINDS: tuple[tuple[str, ...], ...] = (
    _COMPANIES,
    ("Model",),
    ("Place",),
    ("Country", "Region"),
    ("Technology",),
)
_MOST_FACTS = 3
_LARGE, _NEIGHBOURS = 300, 20  # the time for all pairs grows with the square


def duplicates(claims: pl.DataFrame, different: Collection[tuple[str, str]] = frozenset()) -> list[Finding]:
    """Return pairs of entities that may be one, the surest first.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them: known identities are already joined.
    different : collection of (str, str), optional
        Pairs of labels that are known to be two things, both ways round.
    """
    found = [*_names(claims), *duplicate_sites(claims, different)]
    found = [one for one in found if one.subjects not in different]
    return _with_facts(sorted(found, key=lambda one: (-one.confidence, one.message)), claims)


def _names(claims: pl.DataFrame) -> Iterator[Finding]:
    subjects = claims.select(label="subject", kind="subject_type")
    objects = claims.select(label="object", kind="object_type")
    places = (
        claims.select(label="place").filter(pl.col("label") != "overseas").with_columns(kind=pl.lit("Place"))
    )
    named = pl.concat([subjects, objects, places]).drop_nulls().unique()
    for kinds in _KINDS:
        labels = sorted(set(named.filter(pl.col("kind").is_in(kinds))["label"]))
        yield from _of_kinds(labels, kinds)


def _of_kinds(labels: list[str], kinds: tuple[str, ...]) -> Iterator[Finding]:
    unknown = [label for label in labels if not _known(label, kinds)]
    told: set[str] = set()
    for label in unknown:
        resolved = registry().resolve(latin(label), kinds)
        # a province is no other name of the town that it is called after
        named_so = "Place" not in kinds or resolved.how == "exact" or key(resolved.label) == key(latin(label))
        if resolved.how != "new" and named_so and resolved.label in labels:
            told.add(label)
            sure = {"exact": 0.9, "normalised": 0.8}.get(resolved.how, 0.6)
            yield _finding(label, resolved.label, f"{label} is another name of {resolved.label}.", sure)
    for one, other in _candidates(labels, set(unknown)):
        if told & {one, other}:
            continue
        like = likeness(one, other)
        # towns and models are named alike more often than companies
        if like >= (ALIKE if kinds == _COMPANIES else 100.0):
            yield _finding(one, other, f"{one} and {other} may be two spellings of one name.", like / 150)


def _known(label: str, kinds: tuple[str, ...]) -> bool:
    # a place stands among countries where it is only told where something was counted
    classes = (*kinds, "Country", "Region") if "Place" in kinds else kinds
    return any(known_entity(label, one) is not None for one in classes)


def _candidates(labels: list[str], unknown: set[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names worth comparing; two that the registry holds apart are two things."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        stem = core(latin(label))[0]
        # names that differ by a slip begin, end, or have their words sorted alike
        for block in (f"^{stem[:2]}", f"{stem[-3:]}$", *latin(label).casefold().split(" ")[:1]):
            blocks[block].add(label)
    seen: set[tuple[str, str]] = set()
    for names in blocks.values():
        for one, other in _pairs(sorted(names)):
            if (one in unknown or other in unknown) and (one, other) not in seen:
                seen.add((one, other))
                yield one, other


def _pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """All pairs of a block, or of a large one those that stand near each other in the order of letters."""
    if len(names) <= _LARGE:
        yield from combinations(names, 2)
        return
    for number, one in enumerate(names):
        for other in names[number + 1 : number + 1 + _NEIGHBOURS]:
            yield one, other


def _finding(one: str, other: str, message: str, confidence: float) -> Finding:
    return Finding("duplicate", "warning", message, (one, other), "", (), (), confidence)


def _with_facts(found: list[Finding], claims: pl.DataFrame) -> list[Finding]:
    """Give findings the first facts of each entity, and what they cite."""
    wanted = {label for one in found for label in one.subjects}
    about: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for role in ("subject", "object", "place"):
        rows = claims.filter(pl.col(role).is_in(wanted)).select(
            role, "fact", pl.coalesce("source", "document")
        )
        for label, fact, source in rows.iter_rows():
            if len(about[label]) < _MOST_FACTS:
                about[label].append((fact, source))
    complete = []
    for one in found:
        told = [pair for label in one.subjects for pair in about[label]]
        facts = tuple(dict.fromkeys(fact for fact, _ in told))
        sources = tuple(dict.fromkeys(source for _, source in told))
        complete.append(
            Finding(one.kind, one.level, one.message, one.subjects, "", facts, sources, one.confidence)
        )
    return complete
