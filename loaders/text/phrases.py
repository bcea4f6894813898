"""Read one quantity's phrase around a number: hedges, money and signs ahead, range, unit, noun and rate behind."""

from __future__ import annotations

from .figure_words import Noun, Words
from .money import Countries, money_after, money_ahead
from .numbers import Number, read_number
from .shares import read_share
from .tokens import Tokens

__all__ = ["Draft", "read_phrase"]

_DASHES = frozenset("-–—‒−")
_MINUS = frozenset("-−–")
_JOINED = frozenset(
    "./\\_@#=&*^:'’"
)  # right ahead of a digit, these make it part of a name, a time or an address
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_ORDINALS = frozenset({"millionth", "billionth", "hundredth", "thousandth"})
_ORDINAL_UNITS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
)
_LENGTHS = frozenset({"long", "wide", "high", "tall", "deep", "away", "apart", "in"})
_HEDGES = 5  # hedges and fillers looked at ahead of a number
_CLAUSE = 24  # characters of a Chinese clause looked back for a hedge that stands with the verb
_STOPS = frozenset("，。；！？：、,;:.")
_WIDEST = 50  # a range's upper end is at most so many times its lower one


class Draft:
    """A quantity while it is put together; positions are tokens."""

    __slots__ = (
        "additional", "comparator", "counts", "derived", "each", "first", "kind", "lead", "lead_at", "noun",
        "noun_at", "noun_stop", "number_at", "number_stop", "per", "products", "raw_unit", "raw_value", "signed", "stop", "style",
        "unit", "value", "value_max",
    )  # fmt: skip

    def __init__(self, at: int, stop: int, value: float, style: str) -> None:
        self.first, self.stop = at, stop
        self.number_at, self.number_stop = at, stop
        self.value, self.style = value, style
        self.raw_value = value
        self.value_max: float | None = None
        self.comparator, self.kind = "=", "count"
        self.unit: str | None = None
        self.raw_unit: str | None = None
        self.noun: str | None = None
        self.counts: str | None = None
        self.per: str | None = None
        self.lead: str | None = None
        self.lead_at = -1
        self.products: tuple[str, ...] = ()
        self.noun_at = self.noun_stop = -1
        self.derived = self.additional = self.each = self.signed = False


def read_phrase(
    tokens: Tokens, index: int, floor: int, words: Words, taken: bytearray, countries: Countries
) -> tuple[Draft | None, int]:
    """The quantity whose number starts at a token, and the token to go on from.

    ``floor`` is the first token that is free, ``taken`` marks what belongs to dates.
    """
    times = words.times.match(tokens.low, index)
    if times is not None:
        return _multiple(tokens, index, floor, words, times, taken)
    share = read_share(tokens, index, words)
    if share is not None:
        draft = Draft(index, share[1], share[0], "word")
        draft.kind, draft.unit, draft.raw_unit = "percent", "percent", "share"
        _behind_share(tokens, draft, words, taken)
        _ahead(tokens, draft, floor, words, taken)
        return draft, draft.stop
    number = read_number(tokens, index, words)
    if number is None:
        return None, _past(tokens, index + 1) if tokens.low[index][0].isdigit() else index + 1
    if _is_name(tokens, index, number, words):
        return None, _past(tokens, number.stop)
    draft = Draft(index, number.stop, number.value, number.style)
    draft.comparator = ">" if number.more else "="
    number, money_at = _money_ahead_of(tokens, draft, number, floor, words, countries)
    if _part_of_word(tokens, money_at, words):
        return None, _past(tokens, number.stop)
    _ahead(tokens, draft, floor, words, taken)
    number = _behind(tokens, draft, number, words, taken, countries)
    if not _plausible(tokens, draft, number, words):
        return None, max(draft.number_stop, index + 1)
    return draft, draft.stop


# --- what is no quantity -------------------------------------------------------------------------------------------


def _past(tokens: Tokens, index: int) -> int:
    """Go on behind everything that is glued to a rejected figure: ``4x4``, ``10:30:00``, ``H6-2020``."""
    while tokens.glued(index) and (
        (tokens.raw[index].isascii() and tokens.raw[index].isalnum()) or tokens.raw[index] in "-:/._"
    ):
        index += 1
    return index


def _part_of_word(tokens: Tokens, at: int, words: Words) -> bool:
    """Letters, dots and slashes right ahead make a figure part of a name, a time or an address."""
    if not tokens.glued(at):
        return False
    ahead = tokens.raw[at - 1]
    if ahead[-1].isascii() and ahead[-1].isalnum():
        return True
    if words.lang != "zh" and ahead[-1].isalpha():
        return True
    if not tokens.glued(at - 1):
        return ahead in "@#_\\"
    before = tokens.raw[at - 2][-1]
    if ahead in _JOINED:
        return before.isalnum() and (ahead != ":" or before.isdigit())
    return ahead in _MINUS and before.isalnum() and before.isascii()


def _is_name(tokens: Tokens, index: int, number: Number, words: Words) -> bool:
    """Ordinals, model names, ratios, times and numbered things."""
    raw, low, stop = tokens.raw, tokens.low, number.stop
    count = len(raw)
    if stop < count and low[stop] in _ORDINALS:
        return True
    if stop + 1 < count and low[stop] == "-" and tokens.glued(stop) and low[stop + 1] in _ORDINAL_UNITS:
        return True
    if stop < count and tokens.glued(stop):
        behind = raw[stop]
        if behind[0].isascii() and behind[0].isalpha():
            if low[stop] in _ORDINAL_ENDS or low[stop] == "s":
                return True
            unit = words.units.match(low, stop)
            if unit is None and money_after(tokens, stop, number, words) is None and low[stop] != "m":
                return True
            if low[stop] == "x" and tokens.glued(stop + 1):
                return True
        elif behind in "/:" and stop + 1 < count and tokens.glued(stop + 1) and raw[stop + 1][0].isdigit():
            return True
    if number.scaled or (number.style in ("grouped", "word") and number.value >= 20) or index == 0:
        return False
    if tokens.broken(index):
        return False
    ahead = index - 1
    if low[ahead] == "." and ahead and low[ahead - 1] in ("no", "nr", "fig", "art", "sec", "tel", "vol"):
        return True
    return low[ahead] in words.labels and (
        number.style != "word" or low[ahead] not in ("model", "line", "place")
    )


def _plausible(tokens: Tokens, draft: Draft, number: Number, words: Words) -> bool:
    """Whether the figure counts something, now that all around it is known."""
    if draft.style == "comma":
        return number.scaled or draft.unit is not None
    if number.letter and draft.unit is None and draft.noun is None and draft.stop < tokens.count:
        return tokens.low[draft.stop] not in _LENGTHS
    if draft.unit is not None or draft.per is not None:
        return True
    if draft.style == "word" and draft.noun is None and not number.scaled:
        if draft.number_stop - draft.number_at == 1 and draft.value <= 1:
            return False
        if words.lang == "zh":
            return False
    if draft.signed or number.scaled or draft.style == "grouped" or draft.comparator != "=":
        return True
    at = draft.number_at
    ahead = tokens.raw[at - 1] if at > 0 and not tokens.broken(at) else ""
    if not (ahead[:1].isupper() and ahead.isalpha() and tokens.end[at - 1] < tokens.start[at]):
        return True
    low = ahead.lower()
    if low in words.stops or low in words.leads or low in words.fillers:
        return True
    if draft.noun is None:
        return draft.value >= 10000
    return draft.value >= 20 or (at > 1 and tokens.low[at - 2] in words.leads)


# --- ahead of the number -------------------------------------------------------------------------------------------


def _money_ahead_of(
    tokens: Tokens, draft: Draft, number: Number, floor: int, words: Words, countries: Countries
) -> tuple[Number, int]:
    """Take up a currency and a sign ahead; gives the first token of the figure with them."""
    at = draft.number_at
    found = money_ahead(tokens, at, number, words) if at > floor else None
    if found is not None and found[1] >= floor:
        money, at = found
        draft.unit, draft.kind, draft.raw_unit = countries.code(money, at), "money", money.name
        draft.first = at
        stop = number.stop
        if not number.scaled and stop < tokens.count and tokens.low[stop] == "t" and tokens.glued(stop):
            number = Number(
                number.value * 1e12, stop + 1, number.style, True, 1e12
            )  # $1.2t; 1.2t is a weight
            draft.stop = draft.number_stop = number.stop
        draft.value = number.value * (1000 if draft.style == "dotted" and not number.scaled else 1)
    if at > floor and tokens.glued(at):
        sign = tokens.raw[at - 1]
        free = not tokens.glued(at - 1) or not (
            tokens.raw[at - 2][-1].isalnum() or tokens.raw[at - 2] in _MINUS
        )
        if free and (sign == "+" or sign in _MINUS):
            draft.signed = True
            draft.first = at = at - 1
            if sign != "+":
                draft.value = -draft.value
    return number, at


def _ahead(tokens: Tokens, draft: Draft, floor: int, words: Words, taken: bytearray) -> None:
    low, at = tokens.low, draft.first
    bound = ""
    for _ in range(_HEDGES):
        ahead = at - 1
        if ahead < floor or taken[ahead] or tokens.broken(at):
            break
        hedge = words.before.match(low, ahead)
        if hedge is not None and at - hedge[1] >= floor:
            comparator, size = hedge
            at -= size
            draft.first = at
            if bound in ("", "~"):
                bound = comparator
            continue
        word = low[ahead]
        if word in words.additional:
            draft.additional = True
            at = draft.first = ahead
            continue
        per = words.per_before.match(low, ahead) if words.lang == "zh" else None
        if per is not None:
            draft.per, at = per[0], at - per[1]
            draft.first = at
            continue
        if word not in words.fillers:
            break
        at = ahead
    if bound:
        draft.comparator = bound
    elif words.lang == "zh" and draft.comparator == "=":
        draft.comparator = _distant(tokens, draft.first, floor, words)
    for ahead in (draft.first - 1, at - 1):
        if ahead >= floor and not tokens.broken(ahead + 1) and low[ahead] in words.leads:
            draft.lead, draft.lead_at = low[ahead], ahead
            break


def _distant(tokens: Tokens, at: int, floor: int, words: Words) -> str:
    """约占当地市场的四成: the hedge stands with the verb, ahead of what the share is of."""
    if at == 0 or tokens.low[at - 1] not in words.of:
        return "="
    for ahead in range(at - 1, max(floor, at - _CLAUSE) - 1, -1):
        found = words.distant.match(tokens.low, ahead)
        if found is not None:
            return found[0]
        if tokens.low[ahead] in _STOPS:
            break
    return "="


# --- behind the number ---------------------------------------------------------------------------------------------


def _behind(
    tokens: Tokens, draft: Draft, number: Number, words: Words, taken: bytearray, countries: Countries
) -> Number:
    at = _hedge_behind(tokens, draft, draft.stop, words)
    at, number = _range(tokens, draft, number, at, words, taken, countries)
    at = _unit(tokens, draft, number, at, words, countries)
    if draft.unit is not None and draft.value_max is None:
        behind, second = _range(tokens, draft, number, at, words, taken, countries)
        if behind != at:
            number, draft.unit, draft.kind = second, None, "count"
            at = _unit(tokens, draft, second, behind, words, countries)
    at = _hedge_behind(tokens, draft, at, words)
    draft.stop = at
    if draft.kind in ("count", "percent"):
        at = _noun(tokens, draft, at, words, taken)
    if draft.style == "dotted" and not number.scaled and draft.unit is None:
        if draft.counts is not None or tokens.raw[draft.number_at].endswith("000"):
            draft.value *= 1000
    elif draft.style == "dotted" and draft.kind == "area" and tokens.raw[draft.number_at].endswith("000"):
        draft.value *= 1000
    at = _rate(tokens, draft, at, words, taken)
    draft.stop = max(draft.stop, at)
    return number


def _behind_share(tokens: Tokens, draft: Draft, words: Words, taken: bytearray) -> None:
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
    """``1.2-1.5``, ``20 to 30``, ``between 20 and 30``; gives the token behind, unchanged when there is no range."""
    low, count = tokens.low, tokens.count
    if at + 1 >= count or draft.value_max is not None or draft.signed:
        return at, number
    sign = low[at]
    increase = False
    if sign in words.range_words:
        if sign in words.to_words and draft.lead in words.from_words:
            return at, number
        increase = sign == "to" and draft.lead in ("by", "of", "up", "down")
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
    if second.scaled and not number.scaled and number.style in ("plain", "decimal", "word") and lower < upper:
        lower = _scaled_like(number, second, lower)
    if increase and (
        draft.unit is not None or low[second.stop : second.stop + 1] not in (["%"], ["per"], ["percent"])
    ):
        return at, number  # "up 28 to 400" is no range, "an increase of 28 to 40%" is
    if not lower < upper <= _WIDEST * max(lower, 0.02) or second.style == "comma":
        return at, number
    draft.value, draft.value_max = lower, upper
    draft.number_stop = draft.stop = second.stop
    return second.stop, Number(lower, second.stop, second.style, second.scaled, second.scale, second.letter)


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
    if unit is not None and len(low[start]) == 1 and low[start].isascii() and low[start].isalpha():
        if unit[1] == 1 and not tokens.glued(start):
            unit = None
    if unit is not None:
        found, size = unit
        if draft.unit is not None and found.kind not in ("energy", "area"):
            return at
        if draft.unit is not None:
            return at
        draft.unit, draft.kind, draft.raw_unit = found.unit, found.kind, found.name
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
    if here < count and low[here] == "-" and tokens.glued(here):
        here += 1
    best: tuple[Noun, int, int] | None = None
    while here < count and not taken[here] and not (here > at and tokens.broken(here)):
        noun = words.nouns.match(low, here)
        product = words.products.match(low, here)
        if noun is not None and (product is None or noun[1] >= product[1]):
            best = (noun[0], here, here + noun[1])
            if noun[0].product is not None:
                products.append(noun[0].product)
            here += noun[1]
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
        elif word in words.stops or not word[0].isalpha() or unknown >= words.adjectives:
            break
        else:
            unknown += 1
        here += 1
    if best is None:
        return at
    noun_found, draft.noun_at, draft.noun_stop = best
    draft.noun, draft.counts = noun_found.lemma, noun_found.counts
    draft.products = tuple(dict.fromkeys(products))
    return draft.noun_stop


def _rate(tokens: Tokens, draft: Draft, at: int, words: Words, taken: bytearray) -> int:
    """A rate, "each" and a hedge behind the noun, in either order."""
    low = tokens.low
    for _ in range(3):
        if at >= tokens.count or taken[at] or tokens.broken(at):
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


def _multiple(
    tokens: Tokens, index: int, floor: int, words: Words, times: tuple[float, int], taken: bytearray
) -> tuple[Draft | None, int]:
    """Double, halved, threefold: a factor, for the reader to apply."""
    low, stop = tokens.low, index + times[1]
    behind = low[stop] if stop < tokens.count else ""
    if behind in (
        "digit",
        "digits",
        "cab",
        "cabin",
        "decker",
        "page",
        "shift",
        "bottom",
        "clutch",
        "room",
    ) or (behind == "-" and tokens.glued(stop) and tokens.glued(stop + 1)):
        return None, stop
    draft = Draft(index, stop, times[0], "word")
    draft.kind, draft.unit, draft.derived = "multiple", None, True
    _ahead(tokens, draft, floor, words, taken)
    return draft, draft.stop
