"""From a name to the entity it means: exactly, by normalised form, by careful likeness, or as a new one."""

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from autoatlas.ontology.facilities import canonical_facility
from autoatlas.ontology.iris import entity_iri
from autoatlas.ontology.names import core, digits, has_han, key, tidy, unplaced

if TYPE_CHECKING:
    import polars as pl

    from autoatlas.ontology.registry import Registry

__all__ = ["Resolution", "Resolver", "resolve_column"]

_COMPANY = frozenset({"Automaker", "Brand", "Organization"})
_GEOGRAPHY = frozenset({"Country", "Region", "Place"})

# Below this many letters one letter's difference is more often another name than a slip of the pen.
_SHORTEST = 6
# Of 100. A letter missing or doubled passes from six letters on, a letter exchanged from ten on: "Volkswagon" is
# Volkswagen, "Dongfang" is not Dongfeng.
_ALIKE = 90.0
# Two entities whose likeness differs by less than this are both candidates, and neither is taken.
_APART = 4.0


class Resolution(NamedTuple):
    """What a name came to.

    Attributes
    ----------
    label : str
        The entity's canonical label; of a new entity the name itself, tidied.
    cls : str or None
        Its class; of a new entity the class asked for, if one was.
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
        self._entries = known._entries

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
            As written, in English or Chinese; of a country also its adjective or, with ``cls="Country"``, its code.
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
        wanted = frozenset((cls,)) if isinstance(cls, str) else frozenset(cls or ())
        ties: list[int] = []
        steps: list[tuple[str, Callable[[], Iterable[int]]]] = [
            ("exact", lambda: self._known._numbers(text)),
            ("exact", lambda: self._by_code(text, wanted)),
            ("normalised", lambda: self._plain.get(key(text), ())),
            ("normalised", lambda: self._by_core(text)),
            ("normalised", lambda: self._by_place(text, wanted)),
        ]
        for how, step in steps:
            numbers = list(step())
            if not numbers:
                continue
            chosen = self._choose(numbers, text, wanted, context)
            if len(chosen) == 1:
                return self._known_as(chosen[0], wanted, how)
            ties.extend(number for number in chosen if number not in ties)
            if ties:
                labels = tuple(dict.fromkeys(self._entries[number][0] for number in ties))
                return Resolution(text, self._single(wanted), "new", labels, True)
        if not wanted or "Facility" in wanted:
            facility = canonical_facility(self, text)
            if facility is not None:
                return facility
        if fuzzy and text and not wanted & {"Facility"}:
            return self._by_likeness(text, wanted)
        return Resolution(text, self._single(wanted), "new")

    # -- steps -----------------------------------------------------------------------------------------------------

    def _by_code(self, text: str, wanted: frozenset[str]) -> Iterable[int]:
        if wanted != {"Country"} or len(text) not in (2, 3) or not (text.isupper() or text.isdigit()):
            return ()
        number = self._known._codes.get(text)
        return () if number is None else (number,)

    def _by_core(self, text: str) -> Iterable[int]:
        """Companies that differ by words such as Co., Ltd., Group or Motor only."""
        bare, legal, trade = core(text)
        if not (legal or trade) and not has_han(text):
            # "Changan" has nothing to take off, but the registry may know only "Changan Automobile"
            return self._careful(self._cores.get(bare, ()), bare)
        direct = [number for number in self._plain.get(bare, ()) if self._entries[number][1] in _COMPANY]
        direct = [number for number in direct if not (trade and self._is_weak(number, bare))]
        return direct or self._careful(self._cores.get(bare, ()), bare)

    def _careful(self, numbers: Iterable[int], bare: str) -> Iterable[int]:
        """Nothing where the bare word names something else too, as in Asia Motors, Astana Motors, General Motors."""
        taken = any(self._entries[number][1] not in _COMPANY for number in self._plain.get(bare, ()))
        short = len(bare) < (2 if has_han(bare) else 4)
        return () if taken or short or bare in _ORDINARY else numbers

    def _by_place(self, text: str, wanted: frozenset[str]) -> Iterable[int]:
        if wanted and "Place" not in wanted:
            return ()
        bare = unplaced(text)
        if bare == text:
            return ()
        return [number for number in self._plain.get(key(bare), ()) if self._entries[number][1] == "Place"]

    def _by_likeness(self, text: str, wanted: frozenset[str]) -> Resolution:
        from rapidfuzz import fuzz, process

        form, _, _ = core(text)
        marks = digits(text)
        pool = self._pool(wanted)
        near = process.extract(form, pool, scorer=fuzz.ratio, limit=8, score_cutoff=72.0)
        best: dict[int, float] = {}
        for _, score, name in near:
            for number in self._likeness[name]:
                best[number] = max(best.get(number, 0.0), score)
        ranked = sorted(best.items(), key=lambda item: (-item[1], self._entries[item[0]][0]))
        labels = tuple(dict.fromkeys(self._entries[number][0] for number, _ in ranked))[:3]
        if ranked and len(form) >= _SHORTEST and not has_han(text):
            number, score = ranked[0]
            alone = len(ranked) == 1 or score - ranked[1][1] >= _APART
            hit = next(name for _, mark, name in near if mark == score and number in self._likeness[name])
            same = digits(hit) == marks and form[0] == core(hit)[0][0]
            if (
                alone
                and score >= _ALIKE
                and same
                and len(core(hit)[0]) >= _SHORTEST
                and not self._is_weak(number, hit)
            ):
                return self._known_as(number, wanted, "fuzzy")
        return Resolution(text, self._single(wanted), "new", labels)

    # -- choosing --------------------------------------------------------------------------------------------------

    def _choose(
        self, numbers: list[int], text: str, wanted: frozenset[str], context: Collection[str]
    ) -> list[int]:
        """The entries left: one is the answer, several are a tie, none means go on."""
        if wanted:
            fitting = [number for number in numbers if self._classes(number) & wanted]
            numbers = fitting or [number for number in numbers if self._akin(number, text, wanted)]
        elif len(numbers) == 1 and not context and self._is_weak(numbers[0], text):
            # ambiguous by declaration, unless it is the label as written
            return numbers if self._entries[numbers[0]][0] == text else [numbers[0], numbers[0]]
        tests: tuple[Callable[[int], bool], ...] = (
            lambda number: bool(context) and self._near(number, context),
            lambda number: self._entries[number][0] == text,
            lambda number: not self._is_weak(number, text),
            lambda number: self._entries[number][1] in wanted,
        )
        for test in tests:
            if len(numbers) > 1:
                numbers = [number for number in numbers if test(number)] or numbers
        return numbers

    def _classes(self, number: int) -> frozenset[str]:
        entry = self._entries[number]
        return frozenset((entry[1], *entry[2].split("|"))) if entry[2] else frozenset((entry[1],))

    def _akin(self, number: int, text: str, wanted: frozenset[str]) -> bool:
        """A company of another company class, or a country where a place was expected; not by a weak name."""
        cls = self._entries[number][1]
        akin = (cls in _COMPANY and wanted & _COMPANY) or (cls in _GEOGRAPHY and wanted & _GEOGRAPHY)
        return bool(akin) and not self._is_weak(number, text)

    def _near(self, number: int, context: Collection[str]) -> bool:
        label, _, _, _, _, _, _, country, parent, _ = self._entries[number]
        while parent:
            if parent in context:
                return True
            above = self._known.find(parent)
            parent = above.parent or "" if above and above.parent != parent else ""
        return label in context or (bool(country) and country in context)

    def _is_weak(self, number: int, text: str) -> bool:
        weak = self._entries[number][5]
        return bool(weak) and key(text) in {key(name) for name in weak.split("|")}

    def _known_as(self, number: int, wanted: frozenset[str], how: str) -> Resolution:
        label, cls, also, *_ = self._entries[number]
        if wanted and cls not in wanted:
            cls = next((other for other in also.split("|") if other in wanted), cls)
        iri = entity_iri(label, cls, self._known.class_of(label))
        return Resolution(label, cls, how, (label,) if how == "fuzzy" else (), iri=iri)

    @staticmethod
    def _single(wanted: frozenset[str]) -> str | None:
        return next(iter(wanted)) if len(wanted) == 1 else None

    # -- indexes ---------------------------------------------------------------------------------------------------

    @cached_property
    def _plain(self) -> dict[str, tuple[int, ...]]:
        """Entries by the key of each of their names."""
        found: dict[str, tuple[int, ...]] = {}
        for name, numbers in self._known._exact.items():
            form = key(name)
            entries = (numbers,) if isinstance(numbers, int) else numbers
            found[form] = tuple(dict.fromkeys((*found[form], *entries))) if form in found else entries
        return found

    @cached_property
    def _cores(self) -> dict[str, tuple[int, ...]]:
        """Companies by the core of those names that have a word to take off."""
        found: dict[str, tuple[int, ...]] = {}
        for name, numbers in self._known._exact.items():
            entries = (numbers,) if isinstance(numbers, int) else numbers
            companies = tuple(number for number in entries if self._entries[number][1] in _COMPANY)
            if companies:
                bare, legal, trade = core(name)
                if legal or trade:
                    found[bare] = tuple(dict.fromkeys((*found.get(bare, ()), *companies)))
        return found

    @cached_property
    def _likeness(self) -> dict[str, tuple[int, ...]]:
        """Entries by a form that likeness is measured on."""
        found: dict[str, tuple[int, ...]] = {}
        for name, numbers in self._known._exact.items():
            if not has_han(name):
                entries = (numbers,) if isinstance(numbers, int) else numbers
                found[name] = entries
        return found

    def _pool(self, wanted: frozenset[str]) -> dict[str, str]:
        if wanted not in self._pools:
            kin = wanted | (_COMPANY if wanted & _COMPANY else frozenset())
            self._pools[wanted] = {
                name: core(name)[0]
                for name, numbers in self._likeness.items()
                if not wanted or any(self._classes(number) & kin for number in numbers)
            }
        return self._pools[wanted]

    @cached_property
    def _pools(self) -> dict[frozenset[str], dict[str, str]]:
        return {}


# Words that stand before Motors or Group in more than one company's name and mean nothing without it.
_ORDINARY = frozenset(
    ["general", "united", "national", "first", "new", "mega", "super", "royal", "great", "eastern", "western", "northern", "southern", "central", "pacific", "atlantic", "star", "sun", "public", "modern", "premier", "capital", "master", "electric", "energy", "power", "green", "future", "smart", "world"]
)


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
    polars.DataFrame, one row a name and in the same order: ``name``, ``label``, ``cls``, ``how``, ``iri`` (null for
        new ones), ``candidates`` (list of labels), ``ambiguous``.
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
