"""Read one quantity's phrase around a number: hedges, money and signs ahead, unit and noun behind."""

from __future__ import annotations

from .behind import read_behind, read_behind_share
from .figure_draft import Draft
from .figure_words import Words
from .money import Countries, money_after, money_ahead
from .numbers import Number, read_number, read_numeral
from .shares import read_share
from .tokens import Tokens

__all__ = ["read_phrase"]

_DASHES = frozenset("-–—‒−")
_MINUS = frozenset("-−–")
_JOINED = frozenset(
    "./\\_@#=&*^:'’"
)  # right ahead of a digit, these make it part of a name, a time or an address
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_ABOUT = frozenset({"c", "ca", "approx", "est"})
_CLOCK = frozenset({"am", "pm", "o'clock"})
_ORDINALS = frozenset({"millionth", "billionth", "hundredth", "thousandth"})
_ORDINAL_UNITS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
)
_SIDES = frozenset({"length", "width", "height", "diameter", "depth", "circumference"})
_LENGTHS = frozenset({"long", "wide", "high", "tall", "deep", "away", "apart", "in"})
_HEDGES = 5  # hedges and fillers looked at ahead of a number
_CLAUSE = 24  # characters of a Chinese clause looked back for a hedge that stands with the verb
_STOPS = frozenset("，。；！？：、,;:.")
_WIDEST = 50  # a range's upper end is at most so many times its lower one


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
        if index > floor and tokens.low[index - 1] == "every":
            draft.first = index - 1
        read_behind_share(tokens, draft, words, taken)
        _ahead(tokens, draft, floor, words, taken)
        return draft, draft.stop
    number = read_number(tokens, index, words)
    if number is None:
        return None, _past(tokens, index + 1) if tokens.low[index][0].isdigit() else index + 1
    if _is_phone(tokens, index, number):
        return None, _behind_phone(tokens, number.stop)
    if _is_name(tokens, index, number, words):
        return None, _past(tokens, number.stop)
    draft = Draft(index, number.stop, number.value, number.style)
    draft.comparator = ">" if number.more else "="
    number, money_at = _money_ahead_of(tokens, draft, number, floor, words, countries)
    if _part_of_word(tokens, money_at, words):
        return None, _past(tokens, number.stop)
    _ahead(tokens, draft, floor, words, taken)
    number = read_behind(tokens, draft, number, words, taken, countries)
    if not _plausible(tokens, draft, number, words):
        return None, max(draft.number_stop, index + 1)
    return draft, draft.stop


# --- what is no quantity ---


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
    if ahead == "." and tokens.low[at - 2] in _ABOUT:
        return False
    if ahead in _JOINED:
        return before.isalnum() and (ahead != ":" or before.isdigit())
    if ahead == "+":
        return before.isalnum()
    return ahead in _MINUS and before.isalnum() and before.isascii()


def _is_name(tokens: Tokens, index: int, number: Number, words: Words) -> bool:
    """Ordinals, model names, ratios, times and numbered things."""
    raw, low, stop = tokens.raw, tokens.low, number.stop
    count = len(raw)
    if stop < count and (low[stop] in _ORDINALS or low[stop] in _CLOCK):
        return True
    if index and low[index - 1] in words.ordinal_marks:
        return True
    if stop + 2 < count and low[stop] in ("a", "p") and low[stop + 1] == "." and low[stop + 2] == "m":
        return True
    joined = low[stop + 1] if stop + 1 < count and low[stop] == "-" and tokens.glued(stop) else ""
    if joined in _ORDINAL_UNITS or joined in _ORDINALS:
        return True
    if stop < count and tokens.glued(stop):
        behind = raw[stop]
        if behind[0].isascii() and behind[0].isalpha():
            if low[stop] in _ORDINAL_ENDS or low[stop] == "s":
                return True
            unit = words.units.match(low, stop)
            if unit is None and money_after(tokens, stop, number, words) is None and low[stop] != "m":
                return True
            if low[stop] == "x" and tokens.glued(stop + 1) and raw[stop + 1].isalnum():
                return True
        elif behind in _DASHES and stop + 1 < count and tokens.glued(stop + 1) and raw[stop + 1][0].isdigit():
            if not _rises(number.value, raw[stop + 1]):
                return True  # a score, a number of a file
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


def _compound(tokens: Tokens, stop: int) -> bool:
    return (
        stop + 1 < tokens.count
        and tokens.low[stop] == "-"
        and tokens.glued(stop)
        and tokens.glued(stop + 1)
        and tokens.raw[stop + 1][0].isalpha()
    )


def _rises(value: float, raw: str) -> bool:
    second = read_numeral(raw)
    return second is not None and second[0] > value


def _is_phone(tokens: Tokens, index: int, number: Number) -> bool:
    """A plus and a short number, with more digits behind."""
    stop = number.stop
    return (
        index > 0
        and tokens.raw[index - 1] == "+"
        and tokens.glued(index)
        and number.style == "plain"
        and not number.scaled
        and stop < tokens.count
        and (
            tokens.raw[stop][0].isdigit()
            or (tokens.raw[stop] in "(-" and tokens.raw[stop + 1 : stop + 2] != [])
        )
        and tokens.start[stop] - tokens.end[stop - 1] <= 1
        and tokens.raw[stop + (tokens.raw[stop] in "(-")][0].isdigit()
    )


def _behind_phone(tokens: Tokens, index: int) -> int:
    while (
        index < tokens.count
        and (tokens.raw[index].isdecimal() or tokens.raw[index] in "-()./")
        and not tokens.broken(index)
    ):
        index += 1
    return index


def _plausible(tokens: Tokens, draft: Draft, number: Number, words: Words) -> bool:
    """Whether the figure counts something, now that all around it is known."""
    if draft.style == "comma":
        return number.scaled or draft.unit is not None
    if number.letter and draft.unit is None and draft.noun is None and draft.stop < tokens.count:
        behind = tokens.low[draft.stop + 1] if draft.stop + 1 < tokens.count else ""
        if tokens.low[draft.stop] == "in":
            return behind not in _SIDES  # "4.3m in length", but "3.02m in 2023"
        return tokens.low[draft.stop] not in _LENGTHS
    if draft.unit is not None or draft.per is not None:
        return True
    if draft.style == "word" and draft.noun is None and not number.scaled:
        if draft.number_stop - draft.number_at == 1 and draft.value <= 1:
            return False
        if words.lang == "zh":
            return False
    if draft.kind == "multiple":
        return True
    if draft.noun is None and draft.value < 1000 and _compound(tokens, draft.number_stop):
        return False  # six-speed, 5-star
    if draft.signed or number.scaled or draft.style == "grouped" or draft.comparator != "=":
        return True
    at = draft.number_at
    ahead = tokens.raw[at - 1] if at > 0 and not tokens.broken(at) else ""
    if not (ahead[:1].isupper() and ahead.isalpha() and tokens.end[at - 1] < tokens.start[at]):
        return True
    low = ahead.lower()
    if (
        words.nouns.match(tokens.low, at - 1) is not None
        or low in words.stops
        or low in words.leads
        or low in words.fillers
    ):
        return True
    if draft.noun is None:
        return draft.value >= 10000 or _listed(tokens, draft)
    if draft.style == "plain" and draft.noun_stop - draft.number_stop == 1:
        noun = tokens.low[draft.noun_at]
        if not noun.endswith("s") and noun not in ("people", "staff", "personnel"):
            return False  # Tank 500 HEV
    return draft.value >= 20 or (at > 1 and tokens.low[at - 2] in words.leads)


def _listed(tokens: Tokens, draft: Draft) -> bool:
    """Whether a small figure behind a name goes on a list of figures: "had 506, BAIC 207 and JAC 142"."""
    at, raw = draft.number_at, tokens.raw
    if draft.style != "plain" or draft.value < 50 or at < 3 or draft.stop >= tokens.count:
        return False
    if raw[draft.stop] not in (",", ";", ".", "and") or raw[at - 2] not in (",", ";", "and"):
        return False
    for ahead in range(at - 2, max(-1, at - 14), -1):
        if raw[ahead] in ".!?":
            return False
        if raw[ahead][0].isdigit():
            return True
    return False


# --- ahead of the number ---


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
        european = draft.style == "dotted" and not number.scaled
        draft.value = float(f"{number.value * 1000:.12g}") if european else number.value
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
    known = False  # "the 62,378 of 2024" is a figure that others are held against
    for _ in range(_HEDGES):
        ahead = at - 1
        if ahead < floor or taken[ahead] or tokens.broken(at):
            break
        hedge = words.before.match(low, ahead)
        if hedge is not None and at - hedge[1] >= floor:
            comparator, size = hedge
            if size == 1 and low[ahead] == "over" and ahead and low[ahead - 1] in words.over_verbs:
                break  # "handed over 300 cars"
            if size == 2 and low[ahead - 1 : ahead + 1] == ["up", "to"] and low[ahead - 2] in words.up_verbs:
                break  # "the rates go up to 35%"
            at -= size
            draft.first = at
            if known and low[ahead] in words.compares:
                draft.lead, draft.lead_at = low[ahead], ahead
                return
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
        known = word in words.compared and not _is_mark(tokens, draft, words)
        at = ahead
    if bound:
        draft.comparator = bound
    elif words.lang == "zh" and draft.comparator == "=":
        draft.comparator = _distant(tokens, draft.first, floor, words)
    for ahead in (draft.first - 1, at - 1):
        if ahead >= floor and not tokens.broken(ahead + 1) and low[ahead] in words.leads:
            draft.lead, draft.lead_at = low[ahead], ahead
            break


def _is_mark(tokens: Tokens, draft: Draft, words: Words) -> bool:
    """Whether a figure is one to be passed: "the 100,000 mark"."""
    behind = tokens.low[draft.number_stop : draft.number_stop + 2]
    return any(word in words.marks for word in behind)


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
