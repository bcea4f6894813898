"""Money ahead of a number or behind it, and whose peso it is.

A name that several countries share is settled by the country nearest ahead of it in the text, failing that
the nearest behind; the places where countries are named are looked up once, and only when a shared name
turns up.
"""

from __future__ import annotations

from bisect import bisect_left

from .figure_words import Money, Words, knowledge
from .numbers import Number
from .tokens import Tokens

__all__ = ["Countries", "money_after", "money_ahead"]

_PLAIN_CODES = frozenset({"Rs", "Rp", "RM", "Tk"})
_SMALLEST = 1000.0  # R2 and P30 are models, R2000 and R2bn may be money


class Countries:
    """Where the text names a country that matters to a shared currency name."""

    __slots__ = ("_places", "_tokens", "_words")

    def __init__(self, tokens: Tokens, words: Words) -> None:
        self._tokens, self._words = tokens, words
        self._places: list[tuple[int, str]] | None = None

    def code(self, money: Money, at: int) -> str:
        """The currency's code for a mention at a token; its default or its name when nothing settles it."""
        if not money.by:
            return money.code or money.name
        by = dict(money.by)
        places = self._all()
        index = bisect_left(places, (at, ""))
        for nearby in (reversed(places[max(0, index - 60) : index]), places[index : index + 60]):
            for _, country in nearby:
                if country in by:
                    return by[country]
        return money.code or money.name

    def _all(self) -> list[tuple[int, str]]:
        if self._places is None:
            tree = self._words.countries
            low = [word.removesuffix("'s").removesuffix("’s") for word in self._tokens.low]
            starts = tree.starts()
            self._places = [
                (index, found[0])
                for index, word in enumerate(low)
                if word in starts and (found := tree.match(low, index))
            ]
        return self._places


def money_ahead(tokens: Tokens, index: int, number: Number, words: Words) -> tuple[Money, int] | None:
    """The currency sign, code or name that ends right ahead of token ``index``, and its first token."""
    found = words.money_before.match(tokens.raw, index - 1)
    if found is None and number.scaled and tokens.end[index - 1] + 1 == tokens.start[index]:
        named = words.money_names.match(tokens.low, index - 1)  # "yuan 5 billion"
        if named is not None and tokens.low[index - 1] not in _doubtful(words):
            return named[0], index - named[1]
    if found is None:
        return None
    money, size = found
    sign = tokens.raw[index - 1]
    if size > 1 and not all(tokens.glued(at) for at in range(index - size + 1, index)):
        found = words.money_before.match([sign], 0)  # "a $5 fee" is not in Australian dollars
        if found is None:
            return None
        money, size = found
    glued = tokens.glued(index)
    if sign.isalpha() and not number.scaled and number.value < _SMALLEST and (glued or len(sign) == 1):
        return None
    if sign.isalpha() and len(sign) <= 2 and sign not in _PLAIN_CODES and not number.scaled and not glued:
        return None
    if tokens.end[index - 1] + 2 < tokens.start[index] or tokens.broken(index):
        return None
    if size == 1 and sign.isalpha() and tokens.glued(index - 1) and tokens.raw[index - 2][-1].isalnum():
        return None
    return money, index - size


def _doubtful(words: Words) -> list[str]:
    """Names of currencies that are also plain words."""
    names: list[str] = knowledge("currencies")["doubtful"].get(words.lang, [])
    return names


def money_after(tokens: Tokens, index: int, number: Number, words: Words) -> tuple[Money, int] | None:
    """The currency that starts at token ``index``, and the token behind it."""
    found = words.money_after.match(tokens.raw, index)
    lower = words.money_after.match(tokens.low, index)
    if lower is not None and (found is None or lower[1] > found[1]):
        found = lower
    if found is None:
        nation = words.countries.match(tokens.low, index)
        if nation is None:
            return None
        country, skipped = nation
        named = words.money_after.match(tokens.low, index + skipped)
        if named is None or country not in dict(named[0].by):
            return None
        return Money(dict(named[0].by)[country], named[0].name), index + skipped + named[1]
    money, size = found
    if size == 1 and tokens.low[index] in _doubtful(words) and not number.scaled and number.value < 100:
        return None
    sign = tokens.raw[index]
    if sign.isalpha() and len(sign) <= 2 and sign.isascii() and not number.scaled and not tokens.glued(index):
        return None
    return money, index + size
