"""Corrections applied to facts as they are read, by column expressions; what is kept stays as written.

Names are merged first. Then each row picks its facts by what their document wrote, and where several rows
pick one fact, the last of them decides: whether it stays, and for each column what stands there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from autoatlas.graph.corrections import Correction, corrections_so_far
from autoatlas.graph.corrections_check import NOTHING, SELECTORS, coordinates
from autoatlas.graph.identity import Verdicts, curated_verdicts
from autoatlas.graph.names import known_entity
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA, conform, fill_defaults
from autoatlas.ontology.terms import PROPERTIES

__all__ = ["CORRECTIONS", "NO_OVERLAY", "Overlay", "Tally", "stated"]

CORRECTIONS = "https://w3id.org/autoatlas/corrections"
"""The document of what corrections state themselves: where a plant is."""

_NAMES = ("subject", "object", "place", "said_by")
_DEGREES = ("latitude", "longitude")
_APART = "\x1f"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts of a document corrections leave out, and how many they change."""

    rejected: int = 0
    corrected: int = 0


class Overlay:
    """Corrections made ready to be applied.

    Parameters
    ----------
    corrections : iterable of Correction
        In the order of the table.

    Attributes
    ----------
    corrections : tuple of Correction
    names : dict of str to str
        A name that was merged, and the one that stands for it.
    accepted : frozenset of str
        Names that somebody has looked at.
    """

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self.corrections = tuple(corrections)
        self.names = _ends(corrections_so_far(self.corrections))
        about = [one for one in self.corrections if one.action in ("accept", "reject", "correct")]
        self.accepted = frozenset(self._name(one.subject) for one in about if _is_name(one))
        self._picking = [(n, one) for n, one in enumerate(about, 1) if not _is_name(one)]
        places = [one for one in self.corrections if one.action == "place"]
        self._placed: dict[str, bool] = {}  # whether the town of a plant is given, beside or without a point
        for one in places:
            label, is_town = self._name(one.subject), coordinates(one.new) is None
            self._placed[label] = is_town or self._placed.get(label, False)

    def __bool__(self) -> bool:
        return bool(self.corrections)

    @cached_property
    def verdicts(self) -> Verdicts:
        """The shipped list of what is one facility and what is not, and what the corrections say of that."""
        curated = curated_verdicts()
        rows = [(one.subject, one.object, one.action) for one in self.corrections]
        verdicts = Verdicts(row for row in rows if row[2] in ("same", "different"))
        apart = verdicts.different
        kept = {label: other for label, other in curated.same.items() if (label, other) not in apart}
        verdicts.same = {**kept, **verdicts.same}
        verdicts.different = apart | curated.different
        return verdicts

    def apply(self, facts: pl.LazyFrame, document: str) -> pl.LazyFrame:
        """Return the facts of a document as corrected."""
        if not self.corrections:
            return facts
        facts = self._named(facts)
        if document != CORRECTIONS:
            facts = self._judged(facts, document).filter("_stays")
        return facts.select(FACT_SCHEMA.names())

    def tally(self, facts: pl.LazyFrame, document: str) -> Tally:
        """Count what becomes of a document's facts as written."""
        if not self.corrections or document == CORRECTIONS:
            return Tally()
        written = [f"_was_{name}" for name in FACT_SCHEMA]
        held = facts.filter(self.reach(document)).with_columns(
            pl.col(name).alias(f"_was_{name}") for name in FACT_SCHEMA
        )
        judged = self._judged(self._named(held, written), document, written)
        differs = pl.any_horizontal(
            pl.col(name).ne_missing(pl.col(f"_was_{name}")) for name in FACT_SCHEMA if name != "confidence"
        )
        counted = judged.select(
            rejected=(~pl.col("_stays")).sum(), corrected=(pl.col("_stays") & differs).sum()
        ).collect()
        return Tally(int(counted["rejected"].item()), int(counted["corrected"].item()))

    def reach(self, document: str) -> pl.Expr:
        """Tell which facts as written could be touched: nothing that this leaves out is."""
        sources = {one.source for _, one in self._picking if one.source}
        named = {cell for one in self.corrections for cell in (one.subject, one.object) if cell}
        named |= {name for name in self.names if self.names[name] in named}
        labels = list(named)
        told = pl.any_horizontal(pl.col(name).is_in(labels) for name in _NAMES)
        return (told | pl.col("source").fill_null(document).is_in(list(sources))).fill_null(False)

    def picks(self, facts: pl.LazyFrame, document: str) -> list[int]:
        """Count the facts as written that each correction is about, in the order of the table."""
        if document == CORRECTIONS:
            return [0] * len(self.corrections)
        held = facts.filter(self.reach(document))
        marks = [self._mark(one, document).fill_null(False).sum().alias(str(n))
                 for n, one in enumerate(self.corrections)]  # fmt: skip
        return [int(count) for count in held.select(marks).collect().row(0)]

    # -- names -----------------------------------------------------------------------------------------------

    def _name(self, name: str) -> str:
        return self.names.get(name, name)

    def _named(self, facts: pl.LazyFrame, more: Iterable[str] = ()) -> pl.LazyFrame:
        """Put the name that stands for a merged one, with its class where the registry knows it."""
        if not self.names:
            return facts
        changes = [pl.col(name).replace(self.names) for name in _NAMES]
        changes += [_retyped(role, self.names) for role in ("subject", "object")]
        # a thing is no brand, subsidiary or partner of itself
        alone = pl.col("object").is_null() | (pl.col("subject") != pl.col("object"))
        merged = pl.any_horizontal(pl.col(name).is_in(list(self.names)) for name in ("subject", "object"))
        return (
            facts.with_columns(*changes, _own=merged.fill_null(False))
            .with_columns(_own=pl.col("_own") & ~alone)
            .select(*FACT_SCHEMA.names(), "_own", *more)
        )

    # -- facts -----------------------------------------------------------------------------------------------

    def _mark(self, one: Correction, document: str) -> pl.Expr:
        """Tell which facts as written one correction is about."""
        if one.action == "same":
            return pl.any_horizontal(pl.col(name) == one.subject for name in _NAMES)
        if one.action == "place":
            return pl.col("subject").replace(self.names) == self._name(one.subject)
        names = [one.subject, one.object] if one.action == "different" or _is_name(one) else []
        if names:
            both = [name for name in names if name]
            return pl.col("subject").is_in(both) | pl.col("object").is_in(both)
        shape = _shape(one)
        return _key(shape, document, self.names) == self._spelt(one)

    def _spelt(self, one: Correction) -> str:
        """Spell what a row picks by as `_key` spells facts."""
        parts = []
        for name in _shape(one):
            cell = getattr(one, name)
            if name in _NAMES:
                cell = self._name(cell)
            elif FACT_SCHEMA[name] == pl.Float64 and cell != NOTHING:
                cell = pl.Series([float(cell)]).cast(pl.String).item()
            parts.append(cell)
        return _APART.join(parts)

    @cached_property
    def _pickers(self) -> dict[str, dict[tuple[str, ...], dict[str, int]]]:
        """For each column, and for whether a fact stays (""), by which cells rows pick, and the last of each."""
        found: dict[str, dict[tuple[str, ...], dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        for number, one in self._picking:
            found[one.column][_shape(one)][self._spelt(one)] = number
        return found

    def _last(self, column: str, document: str) -> pl.Expr:
        """Number of the last row of a column that picks a fact, 0 where none does."""
        found = [pl.lit(0, pl.UInt32)]
        for shape, numbers in self._pickers.get(column, {}).items():
            keys, rows = pl.Series(list(numbers)), pl.Series(list(numbers.values()), dtype=pl.UInt32)
            key = _key(shape, document, self.names)
            found.append(key.replace_strict(keys, rows, default=0, return_dtype=pl.UInt32).fill_null(0))
        return pl.max_horizontal(found)

    def _judged(self, facts: pl.LazyFrame, document: str, more: Iterable[str] = ()) -> pl.LazyFrame:
        """Add ``_stays``, and put what is corrected."""
        accepting = [n for n, one in self._picking if one.action == "accept"]
        verdict = self._last("", document)
        accepted = verdict.is_in(accepting)
        stays = (verdict == 0) | accepted
        town = [label for label, is_town in self._placed.items() if is_town]
        moved = pl.col("subject").is_in(list(self._placed)) & pl.col("property").is_in(_DEGREES)
        moved |= (
            pl.col("subject").is_in(town)
            & (pl.col("property") == "locatedIn")
            & (pl.col("object_type") == "Place")
        )
        own = pl.col("_own") if self.names else pl.lit(False)
        confidence = pl.when(accepted).then(1.0).otherwise(pl.col("confidence")).alias("confidence")
        changes = [self._column(column, document) for column in self._pickers if column]
        return facts.with_columns(confidence, *changes, _stays=stays & ~moved.fill_null(False) & ~own).select(
            *FACT_SCHEMA.names(), "_stays", *more
        )

    def _column(self, column: str, document: str) -> pl.Expr:
        rows = [(n, one) for n, one in self._picking if one.column == column]
        dtype = FACT_SCHEMA[column]
        new: list[str | float | None] = []
        for _, one in rows:
            cell = self._name(one.new) if column in _NAMES else one.new
            new.append(None if not cell else float(cell) if dtype == pl.Float64 else cell)
        number = self._last(column, document)
        values = pl.Series(new, dtype=dtype)
        put = number.replace_strict(
            pl.Series([n for n, _ in rows], dtype=pl.UInt32), values, default=None, return_dtype=dtype
        )
        return pl.when(number > 0).then(put).otherwise(pl.col(column)).alias(column)


def stated(corrections: Iterable[Correction]) -> Extraction | None:
    """Return the document of what corrections state themselves, or None where they state nothing."""
    rows: dict[str, list[dict[str, object]]] = {}
    for one in corrections:
        if one.action != "place":
            continue
        row = {"subject": one.subject, "subject_type": "Facility", "source": CORRECTIONS, "confidence": 1.0,
               "published": one.date or None}  # fmt: skip
        point = coordinates(one.new)
        if point is None:
            town = {**row, "property": "locatedIn", "object": one.new, "object_type": "Place"}
            rows[f"{one.subject}{_APART}town"] = [town]
        else:
            degrees = zip(_DEGREES, point, strict=True)
            rows[one.subject] = [{**row, "property": name, "value": value} for name, value in degrees]
    if not rows:
        return None
    said = [row for group in rows.values() for row in group]
    facts = fill_defaults(conform(pl.DataFrame(said, schema_overrides=dict(FACT_SCHEMA))))
    source = {"source": CORRECTIONS, "title": "What was corrected by hand"}
    sources = pl.DataFrame([source], schema=SOURCE_SCHEMA)
    return Extraction(CORRECTIONS, "corrections", iter([facts]), sources)


def _is_name(one: Correction) -> bool:
    """Tell whether a row accepts a name rather than facts: nothing but the subject is given."""
    return one.action == "accept" and _shape(one) == ("subject",)


def _shape(one: Correction) -> tuple[str, ...]:
    return tuple(name for name in SELECTORS if getattr(one, name))


def _key(shape: tuple[str, ...], document: str, names: Mapping[str, str]) -> pl.Expr:
    parts = []
    for name in shape:
        column = pl.col(name)
        if name == "source":
            column = column.fill_null(document)
        elif name in _NAMES and names:
            column = column.replace(names)
        parts.append(column.cast(pl.String).fill_null(NOTHING))
    return pl.concat_str(parts, separator=_APART)


def _ends(same: Mapping[str, str]) -> dict[str, str]:
    """Follow names that stand for names that stand for others."""
    ends = {}
    for name in same:
        at, seen = same[name], {name}
        while at in same and at not in seen:
            seen.add(at)
            at = same[at]
        if at != name:
            ends[name] = at
    return ends


def _retyped(role: str, names: Mapping[str, str]) -> pl.Expr:
    """Give a merged name the class that the registry knows for what stands for it, where the property allows."""
    column = f"{role}_type"
    classes = {name: known.cls for name, to in names.items() if (known := known_entity(to)) is not None}
    if not classes:
        return pl.col(column)
    allowed = [
        f"{name}{_APART}{kind}"
        for name, p in PROPERTIES.items()
        for kind in (p.domain if role == "subject" else p.range)
    ]
    kind = pl.col(role).replace_strict(classes, default=None, return_dtype=pl.String)
    fits = pl.concat_str("property", kind, separator=_APART).is_in(allowed).fill_null(False)
    return pl.when(fits & pl.col(column).is_not_null()).then(kind).otherwise(pl.col(column)).alias(column)


NO_OVERLAY = Overlay()
"""What changes nothing."""
