"""The words around figures, read from the files in ``knowledge/`` into tables that are walked token by token.

``words("en")`` gives the tables of a language; they are built at the first call and kept.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Generic, TypeVar

from .tokens import split_phrase

__all__ = ["Money", "Noun", "Phrases", "Unit", "Words", "knowledge", "words"]

_KNOWLEDGE = Path(__file__).parent / "knowledge"
_LEAF = ""  # no token is empty
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that a number carries: its own name, the unit it is brought to, the factor, its kind."""

    name: str
    unit: str
    factor: float
    kind: str


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted: lemma, the unit of its fact (or None), and the product that the word names."""

    lemma: str
    counts: str | None
    product: str | None


@dataclass(frozen=True, slots=True)
class Money:
    """A currency: its code, or the candidates by country where several countries share the name."""

    code: str
    name: str
    by: tuple[tuple[str, str], ...] = ()


class Phrases(Generic[T]):
    """Phrases as a tree over tokens, to find the longest that starts, or ends, at a token."""

    __slots__ = ("_step", "_tree")

    def __init__(self, backward: bool = False) -> None:
        self._tree: dict[str, Any] = {}
        self._step = -1 if backward else 1

    def add(self, tokens: list[str], value: T) -> None:
        """Enter one phrase; an earlier entry of the same tokens stays."""
        node = self._tree
        for token in tokens[:: self._step]:
            node = node.setdefault(token, {})
        node.setdefault(_LEAF, value)

    def starts(self) -> frozenset[str]:
        """The tokens at which a phrase can begin (or end, for a tree that looks back)."""
        return frozenset(self._tree)

    def match(self, tokens: list[str], index: int) -> tuple[T, int] | None:
        """The value of the longest phrase at ``index``, and the number of its tokens."""
        if not 0 <= index < len(tokens):
            return None
        node = self._tree.get(tokens[index])
        if node is None:
            return None
        found: tuple[T, int] | None = None
        size, step, count = 1, self._step, len(tokens)
        while True:
            if _LEAF in node:
                found = (node[_LEAF], size)
            index += step
            if not 0 <= index < count:
                return found
            node = node.get(tokens[index])
            if node is None:
                return found
            size += 1


@dataclass(frozen=True, slots=True)
class Words:
    """All tables of one language; docs/text-knowledge.md says what each is for."""

    lang: str
    small: dict[str, float]
    inner: dict[str, float]
    multipliers: dict[str, float]
    suffixes: dict[str, float]
    denominators: dict[str, int]
    times: Phrases[float]
    article: frozenset[str]
    joiners: frozenset[str]
    vague: frozenset[str]
    halves: frozenset[str]
    bare: frozenset[str]
    and_some: frozenset[str]
    inner_scales: bool
    starts: frozenset[str]
    behind_article: frozenset[str]
    behind_starts: frozenset[str]
    first: frozenset[str]
    before: Phrases[str]
    after: Phrases[str]
    fillers: frozenset[str]
    additional: frozenset[str]
    additional_after: frozenset[str]
    distant: Phrases[str]
    over_verbs: frozenset[str]
    up_verbs: frozenset[str]
    each: Phrases[str]
    differences: frozenset[str]
    than: frozenset[str]
    compares: frozenset[str]
    compared: frozenset[str]
    marks: frozenset[str]
    leads: frozenset[str]
    range_words: frozenset[str]
    range_or: frozenset[str]
    increases: frozenset[str]
    between: frozenset[str]
    between_and: frozenset[str]
    from_words: frozenset[str]
    to_words: frozenset[str]
    per: Phrases[str]
    per_before: Phrases[str]
    units: Phrases[Unit]
    money_before: Phrases[Money]
    money_signs: Phrases[Money]
    money_after: Phrases[Money]
    money_names: Phrases[Money]
    countries: Phrases[str]
    nouns: Phrases[Noun]
    products: Phrases[str]
    stops: frozenset[str]
    noun_and: frozenset[str]
    activities: frozenset[str]
    strong: frozenset[str]
    ordinal_marks: frozenset[str]
    of: frozenset[str]
    determiners: frozenset[str]
    labels: frozenset[str]
    adjectives: int


@cache
def knowledge(name: str) -> dict[str, Any]:
    """The tables of ``knowledge/<name>.toml``, as they stand."""
    with open(_KNOWLEDGE / f"{name}.toml", "rb") as file:
        return tomllib.load(file)


@cache
def words(lang: str = "en") -> Words:
    """The tables of a language.

    Raises
    ------
    KeyError
        The knowledge files have no table for that language.
    """
    numbers, hedges, nouns = (knowledge(name)[lang] for name in ("numbers", "hedges", "nouns"))
    small, inner, multipliers = numbers["small"], numbers["inner"], numbers["multipliers"]
    bare = frozenset(numbers["bare_multipliers"])
    after, per = _by_value(hedges["after"], lang), _by_value(hedges["per"], lang)
    each = _phrases(((phrase, phrase) for phrase in hedges["each"]), lang)
    times = _phrases(numbers["times"].items(), lang)
    sets = {key: frozenset(hedges[key]) for key in _HEDGE_SETS}
    return Words(
        lang=lang,
        small={key: float(value) for key, value in small.items()},
        inner={key: float(value) for key, value in inner.items()},
        multipliers=multipliers,
        suffixes=numbers["suffixes"],
        denominators=numbers["denominators"],
        times=times,
        article=frozenset(numbers["article"]),
        joiners=frozenset(numbers["joiners"]),
        vague=frozenset(numbers["vague"]),
        halves=frozenset(numbers["halves"]),
        bare=bare,
        and_some=frozenset(numbers["and_some"]),
        inner_scales=numbers["inner_scales"],
        starts=frozenset(small)
        | bare
        | frozenset("½¼¾⅓⅔⅕")
        | times.starts()
        | frozenset(chain.from_iterable(numbers[key] for key in ("article", "halves", "denominators")))
        | (frozenset(inner) | frozenset(multipliers) if numbers["first"] else frozenset()),
        first=frozenset(numbers["first"]),
        behind_article=frozenset([*inner, *multipliers, *numbers["denominators"]]),
        behind_starts=after.starts() | per.starts() | each.starts(),
        before=_by_value(hedges["before"], lang, backward=True),
        after=after,
        up_verbs=frozenset(hedges.get("up_verbs", ())),
        over_verbs=frozenset(hedges.get("over_verbs", ())),
        distant=_by_value(hedges["distant"], lang, backward=True),
        each=each,
        from_words=frozenset(hedges["from"]),
        to_words=frozenset(hedges["to"]),
        per=per,
        per_before=_by_value(hedges["per"], lang, backward=True),
        units=_units(lang),
        money_before=_money(lang, "before", backward=True),
        money_signs=_money(lang, "before"),
        money_after=_money(lang, "after"),
        money_names=_money(lang, "names", backward=True),
        countries=_by_value(knowledge("currencies")["countries"], lang),
        nouns=_nouns(lang),
        products=_products(lang),
        stops=frozenset(nouns["stops"]),
        noun_and=frozenset(nouns["noun_and"]),
        activities=frozenset(entry["lemma"] for entry in knowledge("nouns")["noun"] if entry.get("activity")),
        strong=frozenset(nouns["strong"]),
        ordinal_marks=frozenset(nouns["ordinal_marks"]),
        of=frozenset(nouns["of"]),
        determiners=frozenset(nouns["determiners"]),
        labels=frozenset(nouns["labels"]),
        adjectives=nouns["adjectives"],
        **sets,
    )


_HEDGE_SETS = (
    "fillers", "additional", "additional_after", "leads", "range_words", "range_or",
    "increases", "between", "between_and", "differences", "than", "compares", "compared", "marks",
)  # fmt: skip


def _phrases(pairs: Any, lang: str, backward: bool = False) -> Phrases[Any]:
    tree: Phrases[Any] = Phrases(backward)
    for phrase, value in pairs:
        tree.add(split_phrase(phrase, lang), value)
    return tree


def _by_value(table: dict[str, list[str]], lang: str, backward: bool = False) -> Phrases[Any]:
    return _phrases(((phrase, key) for key, phrases in table.items() for phrase in phrases), lang, backward)


def _units(lang: str) -> Phrases[Unit]:
    tree: Phrases[Unit] = Phrases()
    for entry in knowledge("units")["unit"]:
        unit = Unit(
            entry["name"], entry.get("unit", entry["name"]), float(entry.get("factor", 1)), entry["kind"]
        )
        for phrase in entry.get(lang, ()):
            tree.add(split_phrase(phrase, lang), unit)
    return tree


def _money(lang: str, side: str, backward: bool = False) -> Phrases[Money]:
    """Signs and codes are told apart by case (``Ft`` is no ``ft``), names are not."""
    tree: Phrases[Money] = Phrases(backward)
    tables = knowledge("currencies")
    for entry in tables["currency"] + tables["shared"]:
        shared = "name" in entry
        money = (
            Money(entry["default"], entry["name"], tuple(entry["by"].items()))
            if shared
            else Money(entry["code"], entry["code"])
        )
        signs = [] if side == "names" else entry.get("both", [])
        for sign in [*signs, *(entry.get("before", ()) if side == "before" else ())]:
            tree.add(_cased(sign, lang), money)
        if side != "before":
            for name in entry.get(lang, ()):
                tree.add(split_phrase(name, lang), money)
    return tree


def _cased(sign: str, lang: str) -> list[str]:
    from .tokens import split

    return split(sign, lang=lang).raw


def _nouns(lang: str) -> Phrases[Noun]:
    tree: Phrases[Noun] = Phrases()
    for entry in knowledge("nouns")["noun"]:
        noun = Noun(entry["lemma"], entry.get("counts"), entry.get("product"))
        for phrase in entry.get(lang, ()):
            tree.add(split_phrase(phrase, lang), noun)
    return tree


def _products(lang: str) -> Phrases[str]:
    tree: Phrases[str] = Phrases()
    for entry in knowledge("nouns")["product"]:
        for phrase in entry.get(lang, ()):
            tree.add(split_phrase(phrase, lang), entry["product"])
    return tree
