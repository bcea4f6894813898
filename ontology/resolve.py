"""From a name to the entity it means: exactly, by normalised form, by careful likeness, or as a new one."""

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from autoatlas.ontology.facilities import canonical_facility
from autoatlas.ontology.iris import entity_iri
from autoatlas.ontology.names import core, core_words, digits, has_han, key, tidy, unplaced

if TYPE_CHECKING:
    import polars as pl

    from autoatlas.ontology.registry import Registry

__all__ = ["Resolution", "Resolver", "resolve_column"]

_COMPANY = frozenset({"Automaker", "Brand", "Organization"})
_GEOGRAPHY = frozenset({"Country", "Region", "Place"})

# Below this many letters one letter's difference is more often another name than a slip of the pen.
_SHORTEST = 5
# Of 100. A letter missing or doubled passes from six letters on, a letter exchanged from ten on: "Volkswagon"
# is Volkswagen, "Dongfang" is not Dongfeng.
_ALIKE = 90.0
# Two entities whose likeness differs by less than this are both candidates, and neither is taken.
_APART = 4.0
# From here on a name is worth offering to whoever wrote it.
_OFFERED = 72.0


class Resolution(NamedTuple):
    """What a name came to.

    Attributes
    ----------
    label : str
        The entity's canonical label; of a new entity the name itself, tidied.
    cls : str or None
        Its class, or of those it has the one asked for; of a new entity the class asked for, if one was.
    how : str
        ``exact``, ``normalised``, ``fuzzy``, or ``new``: nothing known, or more than one thing.
    candidates : tuple of str
        Of a new entity the labels that it may mean, nearest first; of a fuzzy match the one taken.
    ambiguous : bool
        The name itself is known, but a class or a context is needed to say of what.
    iri : str or None
        IRI of a known entity's node; None for a new one.
    """

    label: str
    cls: str | None
    how: str
    candidates: tuple[str, ...] = ()
    ambiguous: bool = False
    iri: str | None = None


class Resolver:
    """Turns names into entities of one registry.

    Its indexes of normalised forms are built when the first name needs them.
    """

    def __init__(self, known: "Registry") -> None:
        self._known = known
        self._entries = known.entries
        self._answers: dict[tuple[int, frozenset[str], str], Resolution] = {}
        self._pools: dict[frozenset[str], dict[str, str]] = {}

    def resolve(
        self,
        name: str,
        cls: str | Collection[str] | None = None,
        *,
        context: Collection[str] = (),
        fuzzy: bool = True,
    ) -> Resolution:
        """The entity that a name means; never a guess.

        Parameters
        ----------
        name : str
            As written, in English or Chinese; of a country also its adjective or, with ``cls="Country"``, its
            code.
        cls : str or collection of str, optional
            The class, or classes, it can have. A company asked for as Brand may be found as Automaker or
            Organization, a country as Place; the answer then says which it is.
        context : collection of str, optional
            Labels of entities nearby, which tell namesakes apart: "Seal" near BYD.
        fuzzy : bool, optional
            Whether spelling may differ by a letter or so.

        Returns
        -------
        Resolution

        Examples
        --------
        >>> from autoatlas.ontology.registry import registry
        >>> known = registry()
        >>> known.resolve("Great Wall Motor Co., Ltd.").how, known.resolve("Mitsubichi").label
        ('normalised', 'Mitsubishi')
        >>> known.resolve("Seal").ambiguous, known.resolve("Seal", "Model").label
        (True, 'BYD Seal')
        >>> known.resolve("Nowhere Motors", "Automaker")[:3]
        ('Nowhere Motors', 'Automaker', 'new')
        """
        text = tidy(name)
        direct = self._known.names.get(text)
        if (
            isinstance(direct, int)
            and not self._entries[direct].weak
            and cls in (None, self._entries[direct].cls)
        ):
            return self._known_as(direct, frozenset(), "exact")
        wanted = frozenset((cls,)) if isinstance(cls, str) else frozenset(cls or ())
        for how, step in self._steps:
            numbers = [*step(text, wanted)]
            chosen, sure = self._choose(numbers, text, wanted, context)
            if len(chosen) == 1 and sure:
                return self._known_as(chosen[0], wanted, how)
            if chosen:
                labels = tuple(dict.fromkeys(self._entries[number].label for number in chosen))
                return Resolution(text, _single(wanted), "new", labels, ambiguous=True)
        if not wanted or "Facility" in wanted:
            facility = canonical_facility(self, text)
            if facility is not None:
                return facility
        if fuzzy and text and wanted != {"Facility"}:
            return self._by_likeness(text, wanted)
        return Resolution(text, _single(wanted), "new")

    # Steps

    @cached_property
    def _steps(self) -> tuple[tuple[str, Callable[[str, frozenset[str]], Iterable[int]]], ...]:
        return (
            ("exact", lambda text, _: self._known.numbers(text)),
            ("exact", self._by_code),
            ("normalised", lambda text, _: self._plain.get(key(text), ())),
            ("normalised", self._by_core),
            ("normalised", self._by_place),
        )

    def _by_code(self, text: str, wanted: frozenset[str]) -> Iterable[int]:
        if wanted != {"Country"} or len(text) not in (2, 3) or not (text.isupper() or text.isdigit()):
            return ()
        number = self._known.geography.by_code.get(text)
        return () if number is None else (number,)

    def _by_core(self, text: str, wanted: frozenset[str]) -> Iterable[int]:
        """Companies that differ by words such as Co., Ltd., Group or Motor only."""
        if wanted and not wanted & _COMPANY:
            return ()
        bare, legal, trade = core(text)
        # with nothing to take off the registry may still know it by a longer name only
        direct = self._plain.get(bare, ()) if legal or trade else ()
        found = [number for number in direct if self._entries[number].cls in _COMPANY]
        found = [number for number in found if not (trade and self._is_weak(number, bare))]
        return found or self._careful(self._cores.get(bare, ()), bare)

    def _careful(self, numbers: Iterable[int], bare: str) -> Iterable[int]:
        """Nothing where the bare word names something else too: Asia Motors, Astana Motors, Mega Motor."""
        taken = any(self._entries[number].cls not in _COMPANY for number in self._plain.get(bare, ()))
        short = len(bare) < (2 if has_han(bare) else 4)
        return () if taken or short or bare in _ORDINARY else numbers

    def _by_place(self, text: str, wanted: frozenset[str]) -> Iterable[int]:
        if wanted and "Place" not in wanted:
            return ()
        bare = unplaced(text)
        if bare == text:
            return ()
        return [number for number in self._plain.get(key(bare), ()) if self._entries[number].cls == "Place"]

    def _by_likeness(self, text: str, wanted: frozenset[str]) -> Resolution:
        from rapidfuzz import fuzz, process

        form, legal, trade = core(text)
        if legal or trade:
            # what calls itself a company is not a country with a slip of the pen
            wanted_here = (wanted & _COMPANY) or _COMPANY
        else:
            form, wanted_here = key(text), wanted
        near = process.extract(
            form, self._pool(wanted_here), scorer=fuzz.ratio, limit=8, score_cutoff=_OFFERED
        )
        ranked: dict[int, tuple[float, str]] = {}
        for _, score, name in near:
            for number in self._known.numbers(name):
                ranked.setdefault(number, (score, name))
        labels = tuple(dict.fromkeys(self._entries[number].label for number in ranked))[:3]
        if ranked and not has_han(text):
            (number, (score, name)), *rest = ranked.items()
            # wholly alike it was met above, and left for a reason
            alike = _ALIKE <= score < 100 and (not rest or score - rest[0][1][0] >= _APART)
            if alike and _slip(text, name) and not self._is_weak(number, name):
                return self._known_as(number, wanted, "fuzzy")
        return Resolution(text, _single(wanted), "new", labels)

    # Choosing

    def _choose(
        self, numbers: list[int], text: str, wanted: frozenset[str], context: Collection[str]
    ) -> tuple[list[int], bool]:
        """The entries that fit best, and whether there is reason enough to take a single one."""
        if wanted:
            fitting = [number for number in numbers if self._classes(number) & wanted]
            numbers = fitting or [number for number in numbers if self._akin(number, text, wanted)]
        tests: tuple[Callable[[int], bool], ...] = (
            lambda number: self._near(number, context),
            lambda number: self._entries[number].label == text,
            lambda number: not self._is_weak(number, text),
            lambda number: self._entries[number].cls in wanted,
        )
        for test in tests:
            if len(numbers) > 1:
                numbers = [number for number in numbers if test(number)] or numbers
        sure = bool(wanted) or not numbers or any(test(numbers[0]) for test in tests[:3])
        return numbers, sure

    def _classes(self, number: int) -> frozenset[str]:
        entry = self._entries[number]
        return frozenset((entry.cls, *entry.also.split("|"))) if entry.also else frozenset((entry.cls,))

    def _akin(self, number: int, text: str, wanted: frozenset[str]) -> bool:
        """A company of another company class, or a country where a place was expected; not by a weak name."""
        cls = self._entries[number].cls
        akin = (cls in _COMPANY and wanted & _COMPANY) or (cls in _GEOGRAPHY and wanted & _GEOGRAPHY)
        return bool(akin) and not self._is_weak(number, text)

    def _near(self, number: int, context: Collection[str]) -> bool:
        row = self._entries[number]
        parent = row.parent
        while parent:
            if parent in context:
                return True
            above = self._known.find(parent)
            parent = above.parent or "" if above and above.parent != parent else ""
        return row.label in context or (bool(row.country) and row.country in context)

    def _is_weak(self, number: int, text: str) -> bool:
        weak = self._entries[number].weak
        return bool(weak) and key(text) in {key(name) for name in weak.split("|")}

    def _known_as(self, number: int, wanted: frozenset[str], how: str) -> Resolution:
        asked = (number, wanted, how)
        if asked not in self._answers:
            label, own, also, *_ = self._entries[number]
            others = (other for other in also.split("|") if other in wanted)
            cls = own if not wanted or own in wanted else next(others, own)
            iri = entity_iri(label, own, self._known.class_of(label))
            self._answers[asked] = Resolution(label, cls, how, (label,) if how == "fuzzy" else (), iri=iri)
        return self._answers[asked]

    # Indexes

    @cached_property
    def _plain(self) -> dict[str, tuple[int, ...]]:
        """Entries by the key of each of their names."""
        found: dict[str, tuple[int, ...]] = {}
        for name, numbers in self._known.names.items():
            form = key(name)
            entries = (numbers,) if isinstance(numbers, int) else numbers
            found[form] = tuple(dict.fromkeys((*found[form], *entries))) if form in found else entries
        return found

    @cached_property
    def _cores(self) -> dict[str, tuple[int, ...]]:
        """Companies by the core of those names that have a word to take off."""
        found: dict[str, tuple[int, ...]] = {}
        for name, numbers in self._known.names.items():
            entries = (numbers,) if isinstance(numbers, int) else numbers
            companies = tuple(number for number in entries if self._entries[number].cls in _COMPANY)
            if companies:
                bare, legal, trade = core(name)
                if legal or trade:
                    found[bare] = tuple(dict.fromkeys((*found.get(bare, ()), *companies)))
        return found

    def _pool(self, wanted: frozenset[str]) -> dict[str, str]:
        """Names of those classes and their kin, each with the form that likeness is measured on."""
        if wanted not in self._pools:
            kin = wanted | (_COMPANY if wanted & _COMPANY else frozenset())
            pool: dict[str, str] = {}
            for name in self._known.names:
                if not has_han(name):
                    for number in self._known.numbers(name):
                        if not wanted or self._classes(number) & kin:
                            pool[name] = _form(name, self._entries[number].cls)
                            break
            self._pools[wanted] = pool
        return self._pools[wanted]


def _form(name: str, cls: str) -> str:
    """What likeness is measured on: of companies the core, as their other words are alike."""
    return core(name)[0] if cls in _COMPANY else key(name)


def _slip(written: str, known: str) -> bool:
    """Whether two names differ inside one long word, which begins alike and holds no digit."""
    ours, theirs = core_words(written)[0], core_words(known)[0]
    apart = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    if len(ours) != len(theirs) or len(apart) != 1 or digits(written) != digits(known):
        return False
    one, other = apart[0]
    return one[0] == other[0] and min(len(one), len(other)) >= _SHORTEST


def _single(wanted: frozenset[str]) -> str | None:
    return next(iter(wanted)) if len(wanted) == 1 else None


# Words that stand before Motors or Group in more than one company's name and mean nothing without it.
# fmt: off
_ORDINARY = frozenset((
    "general", "united", "national", "first", "new", "mega", "super", "royal", "great", "eastern",
    "western", "northern", "southern", "central", "pacific", "atlantic", "star", "sun", "public",
    "modern", "premier", "capital", "master", "electric", "energy", "power", "green", "future", "smart",
    "world",
))
# fmt: on


def resolve_column(
    resolver: Resolver, names: "pl.Series", cls: "str | pl.Series | None" = None
) -> "pl.DataFrame":
    """Resolve a column of names, each different one once.

    Parameters
    ----------
    resolver : Resolver
    names : polars.Series of str
        Missing names stay missing.
    cls : str or polars.Series of str, optional
        One class for all, or each name's own.

    Returns
    -------
    polars.DataFrame, one row a name and in the same order: ``name``, ``label``, ``cls``, ``how``, ``iri``
        (null for new ones), ``candidates`` (list of labels), ``ambiguous``.
    """
    import polars as pl

    asked = (
        pl.Series("asked", cls)
        if isinstance(cls, pl.Series)
        else pl.repeat(cls, len(names), dtype=pl.String, eager=True)
    )
    frame = pl.DataFrame({"name": names.cast(pl.String), "asked": asked.cast(pl.String)})
    unique = frame.unique(maintain_order=True).filter(pl.col("name").is_not_null())
    found = [resolver.resolve(name, kind) for name, kind in unique.iter_rows()]
    answers = unique.with_columns(
        pl.Series("label", [item.label for item in found], dtype=pl.String),
        pl.Series("cls", [item.cls for item in found], dtype=pl.String),
        pl.Series("how", [item.how for item in found], dtype=pl.String),
        pl.Series("iri", [item.iri for item in found], dtype=pl.String),
        pl.Series("candidates", [list(item.candidates) for item in found], dtype=pl.List(pl.String)),
        pl.Series("ambiguous", [item.ambiguous for item in found], dtype=pl.Boolean),
    )
    joined = frame.join(answers, on=["name", "asked"], how="left", nulls_equal=True, maintain_order="left")
    return joined.drop("asked")
