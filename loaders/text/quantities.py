"""Find quantities in text: what is counted or measured, how much, and how firmly.

``find_quantities`` gives them in the order of the text. Years, days, ordinals, model names, clock times,
section numbers and other figures that count nothing are left out; speeds, ranges, engine sizes, ages and
the like come with a ``kind`` of their own, so that nobody takes them for a count. Growth, capacity and
other meanings are the reader's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from .dates import masked_by_dates
from .figure_draft import Draft
from .figure_words import Words, words
from .money import Countries
from .phrases import read_phrase
from .tokens import DIGITS, Tokens, pieces, split

__all__ = ["Quantity", "find_quantities", "quantities_of"]


_GLYPHS = frozenset("½¼¾⅓⅔⅕")
_LISTS = ([","], ["and"], ["or"], [",", "and"], [",", "or"], ["&"])
_LINKS = (["and"], ["or"], [",", "and"], ["和"], ["、"], ["与"], ["及"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity.

    Attributes
    ----------
    start, end : int
        The phrase, from its hedge to its unit, noun or trailing hedge, in code points of the whole text.
    value : float
        In the unit: ``1.9 million`` is 1900000, ``12 hectares`` 120000 (m2). Signed only where the text has
        a sign.
    value_max : float or None
        The upper end of a range.
    comparator : str
        ``=``, ``>``, ``>=``, ``<``, ``<=`` or ``~``.
    unit : str or None
        What the number itself carries: ``percent``, ``percentage_point``, an ISO 4217 code, ``m2``,
        ``GWh``, ``km``, ``year`` (a duration), ``fold``, … A currency that several countries share and that
        the text does not settle is given by its name (``peso``).
    kind : str
        ``count`` (a bare number or one with a noun), ``percent``, ``points``, ``money``, ``area``,
        ``energy``, ``multiple`` (double, threefold), ``duration``, ``distance``, ``speed``, ``power``,
        ``charge``, ``volume``, ``engine``, ``mass``, ``volts``, ``temperature``, ``force``, ``computing``,
        ``times``, ``difference`` (how far two counts lie apart).
    noun : str or None
        The lemma of the noun counted (``car``, ``dealership``, ``job``), taken over from a coordinated
        number where only that has one.
    counts : str or None
        The unit of a fact that the noun makes: ``vehicle``, ``outlet``, ``person``, ``country``, ``model``,
        ``plant``, ``pack``.
    products : tuple of str
        What noun and adjectives say of the product (``bev``, ``nev``, ``bus``), in the order of the text.
    per : str or None
        ``year``, ``month``, ``week``, ``day`` or ``hour``: a rate.
    lead : str or None
        The word right ahead of the phrase, where it is ``from``, ``to``, ``by``, ``of`` and the like.
    derived : bool
        Worked out from a word such as ``double``; ``value`` is the factor.
    additional : bool
        "another", "a further", "more": an increase rather than a level.
    each : bool
        "each", "per car".
    signed : bool
        The text has ``+`` or ``-``.
    number_start, number_end : int
        The number alone, multipliers included.
    noun_start, noun_end : int
        The noun, or -1.
    raw_value, raw_unit : float, str or None
        Before conversion: 12, ``hectare``.
    """

    start: int
    end: int
    value: float
    value_max: float | None = None
    comparator: str = "="
    unit: str | None = None
    kind: str = "count"
    noun: str | None = None
    counts: str | None = None
    products: tuple[str, ...] = ()
    per: str | None = None
    lead: str | None = None
    derived: bool = False
    additional: bool = False
    each: bool = False
    signed: bool = False
    number_start: int = 0
    number_end: int = 0
    noun_start: int = -1
    noun_end: int = -1
    raw_value: float = 0.0
    raw_unit: str | None = None


def find_quantities(text: str, start: int = 0, end: int | None = None, lang: str = "en") -> list[Quantity]:
    """Find the quantities in ``text[start:end]``.

    Parameters
    ----------
    text : str
    start, end : int, optional
        The stretch to read; offsets in the answer refer to the whole text all the same.
    lang : str
        ``"en"`` or ``"zh"``.

    Returns
    -------
    list of Quantity
        In the order of the text, not overlapping.

    Examples
    --------
    >>> found = find_quantities("up to 100,000 electric cars a year")
    >>> [(quantity.value, quantity.comparator, quantity.counts, quantity.per) for quantity in found]
    [(100000.0, '<=', 'vehicle', 'year')]
    """
    table = words(lang)
    found: list[Quantity] = []
    for first, last in pieces(text, start, end):
        tokens = split(text, first, last, lang)
        found += quantities_of(tokens, table, masked_by_dates(tokens, lang))
    return found


def quantities_of(tokens: Tokens, table: Words, taken: bytearray) -> list[Quantity]:
    """The quantities among tokens that are cut already; ``taken`` marks those that belong to dates."""
    countries = Countries(tokens, table)
    found: list[Draft] = []
    floor = stop = named = 0
    low, count, starts, article = tokens.low, tokens.count, table.starts, table.article
    for index in [at for at, word in enumerate(low) if word in starts or word[0] in DIGITS]:
        if index < stop or taken[index]:
            continue
        if low[index] in article and (index + 1 == count or low[index + 1] not in table.behind_article):
            continue
        draft, after = read_phrase(tokens, index, floor, table, taken, countries)
        stop = max(after, index + 1)
        if named and _goes_on(tokens, named, index, draft):
            draft = None  # "the Omoda 3, 7 and 9 models", "phases 1 and 2"
        if draft is not None:
            if draft.kind == "count" and _is_difference(tokens, draft, table):
                draft.kind = "difference"
            found.append(draft)
            floor = stop
        elif low[index][0] in DIGITS:
            floor = named = stop
    _share(found, tokens, table)
    return [_quantity(draft, tokens) for draft in found]


def _is_difference(tokens: Tokens, draft: Draft, table: Words) -> bool:
    """Whether a number says how far two figures lie apart: "8,000 fewer than", "300 more cars than"."""
    behind = tokens.low[draft.stop : draft.stop + 2]
    if behind[:1] and behind[0] in table.than:
        return draft.additional
    return len(behind) == 2 and behind[0] in table.differences and behind[1] in table.than


def _goes_on(tokens: Tokens, named: int, index: int, draft: Draft | None) -> bool:
    """Whether a small number goes on a list of names: it stands behind a figure that was one."""
    if draft is None or draft.style != "plain" or draft.unit is not None or draft.value >= 100:
        return False
    return tokens.low[named:index] in _LISTS


def _share(found: list[Draft], tokens: Tokens, table: Words) -> None:
    """Hand a noun or a unit to the bare number that is coordinated with it: "20 and 30 per cent"."""
    linked = False
    for behind, ahead in pairwise(reversed(found)):
        link = tokens.low[ahead.stop : behind.first] if behind.first - ahead.stop <= 2 else None
        linked = bool(link) and (link in _LINKS or (linked and link == [","])) and ahead.kind == "count"
        bare = ahead.unit is None and ahead.noun is None and behind.first == behind.number_at
        if linked and bare and behind.kind == "percent":
            if ahead.style in ("plain", "decimal") and behind.raw_unit != "share":
                ahead.unit, ahead.kind, ahead.raw_unit = behind.unit, behind.kind, behind.raw_unit
        elif linked and bare and behind.noun is not None and behind.kind == "count":
            ahead.noun, ahead.counts, ahead.products = behind.noun, behind.counts, behind.products
            ahead.per = ahead.per or behind.per
        else:
            linked = False
    for ahead, behind in pairwise(found):
        joined = (
            ahead.lead in table.from_words and behind.lead in table.to_words and behind.lead_at == ahead.stop
        )
        if joined and ahead.kind == behind.kind == "count":
            giver, taker = (ahead, behind) if behind.noun is None else (behind, ahead)
            if taker.noun is None:
                taker.noun, taker.counts, taker.products = giver.noun, giver.counts, giver.products
                taker.per = taker.per or giver.per


def _quantity(draft: Draft, tokens: Tokens) -> Quantity:
    noun = draft.noun_at >= 0
    return Quantity(
        start=tokens.start[draft.first],
        end=tokens.end[draft.stop - 1],
        value=draft.value,
        value_max=draft.value_max,
        comparator=draft.comparator,
        unit=draft.unit,
        kind=draft.kind,
        noun=draft.noun,
        counts=draft.counts,
        products=draft.products,
        per=draft.per,
        lead=draft.lead,
        derived=draft.derived,
        additional=draft.additional,
        each=draft.each,
        signed=draft.signed,
        number_start=tokens.start[draft.number_at],
        number_end=tokens.end[draft.number_stop - 1],
        noun_start=tokens.start[draft.noun_at] if noun else -1,
        noun_end=tokens.end[draft.noun_stop - 1] if noun else -1,
        raw_value=draft.raw_value,
        raw_unit=draft.raw_unit,
    )
