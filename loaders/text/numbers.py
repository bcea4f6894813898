"""Read a number at a token: digits in every grouping and number words, with million, lakh, bn or 万 behind.

What stands around it (hedges, units, currencies) is not read here; see ``quantities``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .figure_words import Words
from .tokens import Tokens

__all__ = ["Number", "read_number", "read_numeral"]

_LONGEST = 24  # characters of one numeral; longer runs of digits are identifiers
_DIGITS = 15  # digits that a 64-bit float keeps exactly
_NUMERAL = re.compile(
    r"(?P<plain>\d{1,15})"
    r"|(?P<grouped>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:['’]\d{3})+(?:\.\d+)?)"
    r"|(?P<dotted>\d{1,3}\.\d{3})"
    r"|(?P<decimal>\d{1,15}\.\d+)"
    r"|(?P<comma>\d{1,15},\d{1,2})"
    r"|(?P<european>\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,})"
)
_SPACES = frozenset(" \u00a0\u2009\u202f")
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2}


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a token.

    Attributes
    ----------
    value : float
    stop : int
        The first token behind it.
    style : str
        ``plain``, ``grouped``, ``decimal``, ``dotted`` (``100.000``: decimal, or thousands in the European
        manner), ``comma`` (``4,5``) or ``word``.
    scaled : bool
        A multiplier took part (million, bn, 万).
    scale : float
        The product of the multipliers behind digits, 1 without.
    letter : bool
        The multiplier was a single letter (``5m``), which might be a metre.
    more : bool
        A word for "and some" stood inside the number (``10多万``).
    """

    value: float
    stop: int
    style: str
    scaled: bool
    scale: float = 1.0
    letter: bool = False
    more: bool = False


def read_numeral(raw: str) -> tuple[float, str] | None:
    """The value of one token of digits and how it is written, or None for what is no number.

    Examples
    --------
    >>> read_numeral("1,937,000"), read_numeral("2,20,233"), read_numeral("12.5.2025")
    ((1937000.0, 'grouped'), (220233.0, 'grouped'), None)
    """
    if len(raw) > _LONGEST:
        return None
    match = _NUMERAL.fullmatch(raw)
    if match is None:
        return None
    style = match.lastgroup or ""
    if style == "comma":
        return float(raw.replace(",", ".")), style
    if style == "european":
        return float(raw.replace(".", "").replace(",", ".")), "grouped"
    if style == "grouped":
        return float(raw.replace(",", "").replace("'", "").replace("’", "")), style
    return float(raw), style


def read_number(tokens: Tokens, index: int, words: Words) -> Number | None:
    """The number that starts at a token, or None.

    The number's last token is followed by its multipliers, if any; a letter that is no multiplier and
    stands right behind the digits (``4x4``, ``25th``, ``90s``) is left to the caller.
    """
    if tokens.raw[index][0].isdigit():
        return _digits(tokens, index, words)
    return _words(tokens, index, words)


def _digits(tokens: Tokens, index: int, words: Words) -> Number | None:
    raw = tokens.raw[index]
    numeral = read_numeral(raw)
    if numeral is None:
        return None
    value, style = numeral
    stop = index + 1
    if style == "plain" and len(raw) <= 3:
        stop, joined = _groups(tokens, index)
        if stop > index + 1:
            value, style = joined, "grouped"
    if stop < tokens.count and tokens.raw[stop] in _GLYPHS and tokens.glued(stop):
        value += _GLYPHS[tokens.raw[stop]]
        stop += 1
        style = "decimal"
    return _scale(tokens, value, stop, style, words)


def _groups(tokens: Tokens, index: int) -> tuple[int, float]:
    """Join ``100 000``: groups of three digits parted by single spaces, at most fifteen digits in all."""
    raw, start, end, text = tokens.raw, tokens.start, tokens.end, tokens.text
    stop, digits = index + 1, raw[index]
    while (
        stop < len(raw)
        and len(raw[stop]) == 3
        and raw[stop].isdigit()
        and start[stop] - end[stop - 1] == 1
        and text[end[stop - 1]] in _SPACES
        and len(digits) <= _DIGITS
    ):
        digits += raw[stop]
        stop += 1
    if len(digits) > _DIGITS or digits[0] == "0":
        return index + 1, 0.0
    return stop, float(digits) if digits.isdecimal() else 0.0


def _scale(tokens: Tokens, value: float, stop: int, style: str, words: Words) -> Number:
    low, scale, letter, more = tokens.low, 1.0, False, False
    count = len(low)
    if (
        stop < count
        and tokens.glued(stop)
        and low[stop] in words.suffixes
        and not _long_unit(tokens, stop, words)
    ):
        scale, letter = words.suffixes[low[stop]], low[stop] != "k"
        stop += 1
    while stop < count:
        at = stop
        if low[at] == "-" and tokens.glued(at) and tokens.glued(at + 1):
            at += 1  # "10-billion-baht"
        elif low[at] in words.and_some and at + 1 < count and low[at + 1] in words.multipliers:
            more, at = True, at + 1
        factor = words.multipliers.get(low[at]) if at < count else None
        if factor is None and words.inner_scales and at < count and words.units.match(low, at) is None:
            factor = words.inner.get(low[at])
        if factor is None or scale * factor > 1e15 or tokens.broken(at):
            break
        scale *= factor
        letter = False
        stop = at + 1
    if words.inner_scales and scale >= 1e8 and stop < count and low[stop][0].isdigit() and tokens.glued(stop):
        rest = _digits(tokens, stop, words)  # 1亿2000万
        if rest is not None and 1 < rest.scale < scale:
            return Number(value * scale + rest.value, rest.stop, style, True, scale)
    if style == "dotted" and scale > 1:
        style = "decimal"
    return Number(_clean(value * scale), stop, style, scale > 1, scale, letter, more)


def _long_unit(tokens: Tokens, at: int, words: Words) -> bool:
    """Whether a unit of several tokens stands there: ``m2``, "m long"."""
    unit = words.units.match(tokens.low, at)
    return unit is not None and unit[1] > 1


def _words(tokens: Tokens, index: int, words: Words) -> Number | None:
    low, count = tokens.low, tokens.count
    glyph = _GLYPHS.get(tokens.raw[index])
    if glyph is not None:
        return _scale(tokens, glyph, index + 1, "decimal", words)
    first = low[index]
    following = low[index + 1] if index + 1 < count else ""
    if first in words.halves:
        return _half(tokens, index, words)
    multiplier = first in words.inner or first in words.multipliers
    led = index > 0 and low[index - 1] in words.first
    if multiplier and first not in words.bare and not led and following not in words.and_some:
        return None  # "hundreds", "several hundred"; but "its first hundred thousand"
    if first in words.article and following not in words.inner and following not in words.multipliers:
        return None
    at, total, section, digit, floor = index, 0.0, 0.0, None, 1e18
    scaled, more = False, False
    if index and words.inner_scales and low[index - 1] in words.vague and tokens.glued(index):
        return None  # 数十万, 几百
    while at < count:
        word = low[at]
        if at > index and tokens.broken(at):
            break
        if word in words.small:
            value = words.small[word]
            if digit and not (digit >= 20 and digit % 10 == 0 and 0 < value < 10):
                break
            digit = value if digit is None else digit + value  # nought adds nothing: 一千零一
        elif word in words.inner and not (words.inner_scales and words.units.match(low, at)):
            section += (1.0 if digit is None else digit) * words.inner[word]
            digit = None
        elif word in words.multipliers:
            factor = words.multipliers[word]
            pending = section + (digit or 0.0)
            if pending == 0 and total == 0:
                pending = 1.0
            if pending == 0:
                total *= factor  # lakh crore, 万亿
            elif factor >= floor:
                total = (total + pending) * factor
            else:
                total += pending * factor
            if total > 1e18:
                return None
            section, digit, floor, scaled = 0.0, None, factor, True
        elif word in words.and_some and at > index and at + 1 < count and low[at + 1] in words.multipliers:
            more = True  # 三十多万
        elif word in words.article and at == index:
            digit = 1.0
        elif word == "-" and tokens.glued(at) and tokens.glued(at + 1) and _continues(low, at + 1, words):
            pass
        elif word in words.joiners and _half_follows(low, at + 1, words):
            half = 0.5
            stop = at + 3
            if digit is None and section == 0 and scaled:
                return Number(total + half * floor, stop, "word", True)  # a million and a half
            return _scale(tokens, total + section + (digit or 0.0) + half, stop, "word", words)
        elif word in words.joiners and at > index and _joins(low, at, words):
            pass
        else:
            break
        at += 1
    if at == index or low[at - 1] in words.article:
        return None
    return Number(_clean(total + section + (digit or 0.0)), at, "word", scaled, 1.0, False, more)


def _continues(low: list[str], at: int, words: Words) -> bool:
    return at < len(low) and (
        low[at] in words.small or low[at] in words.inner or low[at] in words.multipliers
    )


def _joins(low: list[str], at: int, words: Words) -> bool:
    """``and`` joins only behind a hundred or thousand and ahead of a smaller number: "a hundred and ten"."""
    ahead = low[at - 1]
    return (
        (ahead in words.inner or words.multipliers.get(ahead, 0) >= 1000)
        and at + 1 < len(low)
        and low[at + 1] in words.small
    )


def _half_follows(low: list[str], at: int, words: Words) -> bool:
    return at + 1 < len(low) and low[at] in words.article and low[at + 1] in words.halves


def _half(tokens: Tokens, index: int, words: Words) -> Number | None:
    """Half a million, half a dozen; a half of something is a share and read elsewhere."""
    low, at = tokens.low, index + 1
    if at < len(low) and low[at] in words.article:
        at += 1
    if at < len(low) and low[at] in words.multipliers and low[at] not in words.suffixes:
        return _scale_words(tokens, 0.5, at, words)
    return None


def _scale_words(tokens: Tokens, value: float, at: int, words: Words) -> Number:
    while at < tokens.count and tokens.low[at] in words.multipliers and value < 1e15:
        value *= words.multipliers[tokens.low[at]]
        at += 1
    return Number(value, at, "word", True)


def _clean(value: float) -> float:
    """0.382 million is 382000, not 382000.00000000006."""
    return float(f"{value:.15g}")
