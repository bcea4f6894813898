"""Read what stands behind a number: a range's upper end, the unit, the noun, the rate, trailing hedges."""

from __future__ import annotations

from .figure_draft import Draft
from .figure_words import Noun, Words
from .money import Countries, money_after
from .numbers import Number, read_number
from .tokens import Tokens

__all__ = ["read_behind", "read_behind_share"]

_DASHES = frozenset("-–—‒−")
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_WIDEST = 50  # a range's upper end is at most so many times its lower one


def read_behind(
    tokens: Tokens, draft: Draft, number: Number, words: Words, taken: bytearray, countries: Countries
) -> Number:
    at = _hedge_behind(tokens, draft, draft.stop, words)
    at, number = _range(tokens, draft, number, at, words, taken, countries)
    at = _unit(tokens, draft, number, at, words, countries)
    if draft.unit is not None and draft.value_max is None:
        kept = (draft.value, draft.number_stop, draft.stop)
        behind, second = _range(tokens, draft, number, at, words, taken, countries)
        if behind != at and draft.kind == "percent" and words.units.match(tokens.low, behind) is None:
            draft.value, draft.number_stop, draft.stop = kept
            draft.value_max, behind = None, at  # "rose 1.4 percent to 2.13 million" is no range
        if behind != at:
            number, draft.unit, draft.kind = second, None, "count"
            at = _unit(tokens, draft, second, behind, words, countries)
    at = _hedge_behind(tokens, draft, at, words)
    draft.stop = at
    if draft.kind in ("count", "percent"):
        at = _noun(tokens, draft, at, words, taken)
    if draft.style == "dotted" and not number.scaled and draft.unit is None:
        if draft.counts is not None or tokens.raw[draft.number_at].endswith("000"):
            draft.value = _times(draft.value, 1000)
    elif draft.style == "dotted" and draft.kind == "area" and tokens.raw[draft.number_at].endswith("000"):
        draft.value = _times(draft.value, 1000)
    at = _rate(tokens, draft, at, words, taken)
    draft.stop = max(draft.stop, at)
    return number


def read_behind_share(tokens: Tokens, draft: Draft, words: Words, taken: bytearray) -> None:
    at = _hedge_behind(tokens, draft, draft.stop, words)
    draft.stop = max(at, _noun(tokens, draft, at, words, taken))


def _hedge_behind(tokens: Tokens, draft: Draft, at: int, words: Words) -> int:
    hedge = words.after.match(tokens.low, at)
    if hedge is None or tokens.broken(at):
        return at
    comparator, size = hedge
    if tokens.low[at] == "+" and not tokens.glued(at):
        return at
    if draft.comparator in ("=", "~"):
        draft.comparator = comparator
    return at + size


def _range(
    tokens: Tokens,
    draft: Draft,
    number: Number,
    at: int,
    words: Words,
    taken: bytearray,
    countries: Countries,
) -> tuple[int, Number]:
    """``1.2-1.5``, ``20 to 30``, ``between 20 and 30``; gives the token behind, ``at`` when there is none."""
    low, count = tokens.low, tokens.count
    if at + 1 >= count or draft.value_max is not None or draft.signed:
        return at, number
    sign = low[at]
    increase = False
    if sign in words.range_words:
        if sign in words.to_words and draft.lead in words.from_words:
            return at, number
        increase = sign == "to" and _is_increase(tokens, draft, words)
    elif sign in words.range_or:
        if draft.unit is not None or number.scaled:
            return at, number
    elif not (draft.lead in words.between and sign in words.between_and):
        return at, number
    start = at + 1
    second = None
    sign_at = words.money_signs.match(tokens.raw, start)
    if sign_at is not None:
        start += sign_at[1]
    if start < count and not taken[start] and not tokens.broken(start):
        second = read_number(tokens, start, words)
    if second is None:
        return at, number
    if sign in _DASHES and tokens.glued(at) != tokens.glued(at + 1):
        return at, number
    if second.stop < count and tokens.glued(second.stop) and low[second.stop] in _ORDINAL_ENDS:
        return at, number
    lower, upper = draft.value, second.value
    if second.scaled and not number.scaled and number.style != "comma" and lower < upper:
        lower = _scaled_like(number, second, lower)
    if number.style == "plain" and second.style == "grouped" and sign in _DASHES and lower < 1000:
        lower = (
            lower * 1000 if lower * 1000 < upper and tokens.raw[start].endswith(",000") else lower
        )  # 3-4,000
    percent = low[second.stop : second.stop + 1] in (["%"], ["per"], ["percent"], ["pct"])
    if increase and not (percent and (draft.unit is None or draft.lead == "of")):
        return at, number  # "up 28 to 400" is no range, "an increase of 28 to 40%" is
    if not lower < upper <= _WIDEST * max(lower, 0.02) or second.style == "comma":
        return at, number
    draft.value, draft.value_max = lower, upper
    draft.number_stop = draft.stop = second.stop
    return second.stop, Number(lower, second.stop, second.style, second.scaled, second.scale, second.letter)


def _is_increase(tokens: Tokens, draft: Draft, words: Words) -> bool:
    """Whether the number says by how much something changed: "up 28 to 400", "a rise of 28 to 400"."""
    if draft.lead == "of":
        return draft.lead_at > 0 and tokens.low[draft.lead_at - 1] in words.increases
    return draft.lead in ("by", "up", "down")


def _scaled_like(number: Number, second: Number, lower: float) -> float:
    """The lower end of "1.2 to 1.5 million" is 1.2 million."""
    scale = second.scale
    if second.style == "word":
        for scale in (1e12, 1e9, 1e6, 1e3):
            if second.value >= scale:
                break
    bare = second.value / scale
    return float(f"{lower * scale:.15g}") if lower < bare else lower


def _unit(tokens: Tokens, draft: Draft, number: Number, at: int, words: Words, countries: Countries) -> int:
    low, count = tokens.low, tokens.count
    if at >= count or tokens.broken(at):
        return at
    start = at
    if low[at] == "-" and tokens.glued(at) and tokens.glued(at + 1):
        start = at + 1
    unit = words.units.match(low, start)
    if unit is None and start != at:
        unit = words.units.match(low, at)
        start = at if unit is not None else start
    noun = words.nouns.match(low, start)
    if unit is not None and noun is not None and noun[1] > unit[1]:
        unit = None
    letter = len(low[start]) == 1 and low[start].isascii() and low[start].isalpha()
    if unit is not None and letter and unit[1] == 1 and not tokens.glued(start):
        unit = None  # "5 m" may be metres or million
    if unit is not None and unit[1] == 1 and low[start + 1 : start + 3] in (["-", "on"], ["on", low[start]]):
        unit = None  # "up 1.6 year-on-year"
    cased = (
        unit is not None and tokens.raw[start] != low[start] and words.money_after.match(tokens.raw, start)
    )
    if unit is not None and not cased:
        found, size = unit
        if draft.unit is not None and found.kind not in ("energy", "area"):
            return at
        if draft.unit is not None:
            return at
        draft.unit, draft.kind, draft.raw_unit = found.unit, found.kind, found.name
        if found.kind == "factor":
            draft.kind, draft.unit, draft.derived = "multiple", None, True  # 5-fold, 5x, "three times as"
            return start + (size if low[start] in ("-", "fold") else 1)
        draft.raw_value = draft.value
        if found.factor != 1:
            draft.value = _times(draft.value, found.factor)
            draft.value_max = None if draft.value_max is None else _times(draft.value_max, found.factor)
        return start + size
    if draft.unit is None:
        money = money_after(tokens, start, number, words)
        if money is not None:
            draft.unit, draft.kind, draft.raw_unit = countries.code(money[0], start), "money", money[0].name
            return money[1]
    return at


def _times(value: float, factor: float) -> float:
    return float(f"{value * factor:.12g}")


def _noun(tokens: Tokens, draft: Draft, at: int, words: Words, taken: bytearray) -> int:
    """The head noun that follows, within a few words; gives the token behind it, or ``at``."""
    low, count = tokens.low, tokens.count
    here, unknown = at, 0
    products: list[str] = []
    if draft.kind == "percent":
        if here < count and low[here] in words.of:
            here += 1
            while here < count and low[here] in words.determiners:
                here += 1
        elif draft.raw_unit != "share":
            return at
    joined = here < count and low[here] == "-" and tokens.glued(here)
    here += joined
    best: tuple[Noun, int, int] | None = None
    while here < count and not taken[here] and not tokens.broken(here):
        noun = words.nouns.match(low, here)
        product = words.products.match(low, here)
        if noun is not None and (product is None or noun[1] >= product[1]):
            best = (noun[0], here, here + noun[1])
            if noun[0].product is not None:
                products.append(noun[0].product)
            here += noun[1]
            if joined:
                break  # in "a 150,000-unit plant" units are counted, not plants
            if words.nouns.match(low, here) is None or (here < count and tokens.broken(here)):
                break
            continue
        if product is not None and best is None:
            products.append(product[0])
            here += product[1]
            if here < count and low[here] == "-":
                here += 1
            continue
        if best is not None:
            break
        word = low[here]
        if word in words.additional_after and here == at:
            draft.additional = draft.additional or draft.kind == "count"
        elif word == "-" and tokens.glued(here) and tokens.glued(here + 1):
            pass
        elif joined and here == at + 1 and word not in words.strong:
            break  # a 4-wheeled vehicle, a five-star rating
        elif word in words.stops or not word[0].isalpha() or unknown >= words.adjectives:
            break
        else:
            unknown += 1
        here += 1
    if best is None:
        return at
    noun_found, draft.noun_at, draft.noun_stop = best
    if words.inner_scales:  # in Chinese the word for "car" counts, and what is counted follows: 20万辆电动车
        product = words.products.match(low, draft.noun_stop)
        products += [product[0]] if product is not None else []
    draft.noun_stop = _joined_noun(tokens, draft.noun_stop, noun_found, words, products)
    draft.noun, draft.counts = noun_found.lemma, noun_found.counts
    draft.products = tuple(dict.fromkeys(products))
    return draft.noun_stop


def _joined_noun(tokens: Tokens, at: int, counted: Noun, words: Words, products: list[str]) -> int:
    """ "taxis and vans", "engineers and technicians": what is counted together; gives the token behind."""
    low = tokens.low
    while at + 1 < tokens.count and low[at] in words.noun_and and not tokens.broken(at + 1):
        start = at + 1
        product = words.products.match(low, start)
        noun = words.nouns.match(low, start + product[1] if product is not None else start)
        if noun is None or noun[0].counts != counted.counts or noun[0].lemma in words.activities:
            break
        products += [name for name in (product[0] if product else None, noun[0].product) if name is not None]
        at = start + (product[1] if product else 0) + noun[1]
    return at


def _rate(tokens: Tokens, draft: Draft, at: int, words: Words, taken: bytearray) -> int:
    """A rate, "each" and a hedge behind the noun, in either order."""
    low = tokens.low
    for _ in range(3):
        if at >= tokens.count or low[at] not in words.behind_starts or taken[at] or tokens.broken(at):
            break
        per = words.per.match(low, at)
        if per is not None and draft.per is None and not any(taken[at : at + per[1]]):
            draft.per = per[0]
            at += per[1]
            continue
        each = words.each.match(low, at)
        if each is not None:
            draft.each = True
            at += each[1]
            continue
        behind = _hedge_behind(tokens, draft, at, words)
        if behind == at:
            break
        at = behind
    return at
