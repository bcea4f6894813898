"""Shares in words: a third of, two fifths, half the, one in four, every fifth car. All in percent."""

from __future__ import annotations

from .figure_words import Words
from .numbers import read_number
from .tokens import Tokens

__all__ = ["read_share"]

_OPEN_ENDS = frozenset(".,;:)—–!?")  # behind a share that stands alone: "by a third."
_OF = frozenset({"of"})
_HALF_OF = frozenset(
    {"of", "the", "its", "their", "all", "these", "those", "them", "his", "her", "our", "that"}
)
_BY = frozenset(
    {"by", "about", "around", "nearly", "almost", "roughly", "some", "than", "over", "under", "to"}
)
_MORE = frozenset(
    {"more", "less", "fewer", "higher", "lower", "above", "below", "larger", "smaller", "up", "down"}
)
_BEHIND_CHANGE = frozenset(
    {"to", "in", "on", "from", "over", "since", "and", "compared", "against", "last", "this", "year", "when"}
    | {"while", "but", "at", "within", "during", "for", "after", "as", "or", "again", "a", "the", "between"}
)
_COMPARED = frozenset(
    {"time", "price", "cost", "size", "way", "distance", "weight", "fun", "battle", "rate", "speed"}
)
_HALF_OF_WHAT = frozenset("年天日月夜小个径挂封导山场岛价路壁")  # 近半年 is a time
_MOST = 100


def read_share(tokens: Tokens, index: int, words: Words) -> tuple[float, int] | None:
    """The percentage and the token behind, where a share in words starts at ``index``."""
    low = tokens.low
    word = low[index]
    if words.lang == "zh":
        return _chinese(tokens, index, words)
    if word in words.halves:
        return _half(tokens, index)
    if word in words.denominators:
        if index and low[index - 1] == "every" and word.endswith("th"):
            return _percent(1, words.denominators[word]), index + 1
        return None
    if word not in words.article and word not in words.small and not word[0].isdigit():
        return None
    if word[0].isdigit() and (len(word) > 2 or low[index + 1 : index + 2] not in (["in"], ["out"])):
        return None
    return _parts(tokens, index, words) or _one_in(tokens, index, words)


def _half(tokens: Tokens, index: int) -> tuple[float, int] | None:
    low = tokens.low
    ahead = low[index - 1] if index else ""
    behind = low[index + 1] if index + 1 < len(low) else "."
    if ahead in ("first", "second") or (ahead in ("latter", "one", "other") and behind != "of"):
        return None
    if behind == "the" and low[index + 2 : index + 3] and low[index + 2] in _COMPARED:
        return None  # "half the price" is no share
    if behind == "to" and ahead in ("belongs", "belong", "belonging", "and", ","):
        return 50.0, index + 1  # "belongs half to X and half to Y"
    if behind == "as" and low[index + 2 : index + 3] in (["many"], ["much"]):
        return 50.0, index + 1  # "half as many as the year before"
    if behind in _HALF_OF or (behind in _OPEN_ENDS and ahead in _BY):
        return 50.0, index + 1
    return None


def _parts(tokens: Tokens, index: int, words: Words) -> tuple[float, int] | None:
    low, count = tokens.low, tokens.count
    word = low[index]
    at = index + 1
    if at < count and low[at] == "-":
        at += 1
    if at >= count or low[at] not in words.denominators or word[0].isdigit():
        return None
    number = 1.0 if word in words.article else words.small[word]
    denominator = words.denominators[low[at]]
    plural = low[at].endswith("s")
    behind = low[at + 1] if at + 1 < count else "."
    ahead = low[index - 1] if index else ""
    if number == 0 or number >= denominator or plural == (number == 1):
        return None
    sure = (
        behind in _OF
        or behind in _MORE
        or (ahead in _BY and (behind in _OPEN_ENDS or behind == "in"))
        or (ahead in ("by", "up", "down") and (behind in _BEHIND_CHANGE or behind in _OPEN_ENDS))
    )
    if plural and denominator != 4 and not sure:
        sure = behind not in ("time", "place")
    if word == "one" and denominator != 4 and not sure:
        sure = behind in _OPEN_ENDS
    return (_percent(number, denominator), at + 1) if sure else None


def _one_in(tokens: Tokens, index: int, words: Words) -> tuple[float, int] | None:
    """One in four, nine out of ten, 3 in 5."""
    low, count = tokens.low, tokens.count
    word = low[index]
    if word in words.small:
        number = words.small[word]
    elif word.isdecimal() and len(word) <= 2:
        number = float(word)
    else:
        return None
    at = index + 1
    if at + 1 < count and low[at] == "out" and low[at + 1] == "of":
        at += 2
    elif at < count and low[at] == "in" and number <= 3:
        at += 1
    else:
        return None
    if at < count and low[at] == "every":
        at += 1
    if at >= count or tokens.broken(at):
        return None
    other = read_number(tokens, at, words)
    if other is None or not number < other.value <= _MOST or other.scaled:
        return None
    return _percent(number, other.value), other.stop


def _chinese(tokens: Tokens, index: int, words: Words) -> tuple[float, int] | None:
    """一半, 半数, 四分之三."""
    low, count = tokens.low, tokens.count
    if low[index] == "一" and index + 1 < count and low[index + 1] == "半":
        return 50.0, index + 2
    if low[index] in words.halves and index + 1 < count and low[index + 1] == "数":
        return 50.0, index + 2
    if low[index] == "半" and index and low[index - 1] in words.first:  # 过半, 近半
        behind = low[index + 1] if index + 1 < count else ""
        return None if behind in _HALF_OF_WHAT else (50.0, index + 1)
    number = read_number(tokens, index, words)
    if number is None or number.stop + 1 >= count:
        return None
    stop = number.stop
    if low[stop] == "分" and low[stop + 1] == "之":
        upper = read_number(tokens, stop + 2, words) if stop + 2 < count else None
        if upper is not None and number.value > 0:
            if low[index] == "百":
                return upper.value, upper.stop
            return _percent(upper.value, number.value), upper.stop
    return None


def _percent(number: float, denominator: float) -> float:
    return float(f"{100 * number / denominator:.6g}")
