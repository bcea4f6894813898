"""Cut a text into words, numbers and signs once, for the readers of quantities and dates.

Offsets are code points of the whole text. One regular expression without alternatives that overlap does the
cutting, so the time grows with the length of the text whatever stands in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

__all__ = ["DIGITS", "Tokens", "pieces", "split", "split_phrase"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,'’]\d+)*|[^\w\s]|_")
_HAN = re.compile(r"[A-Za-zÀ-ɏ]+|\d+(?:[.,]\d+)*|\S")
_PATTERNS = {"zh": _HAN}
_ODD = re.compile("[\u2010\u2011’]")
DIGITS = frozenset(
    "0123456789０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९"
)  # with which a figure may begin
_PIECE = 100_000  # characters
_TRIES = 200  # spaces looked at for a good place to cut a text without sentences
_WIDE = " " * 8  # columns of a plain-text table stand further apart than words
_PLAIN = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'"})


class Tokens:
    """The tokens of a stretch of text.

    Attributes
    ----------
    text : str
        The whole text.
    raw, low : list of str
        Each token as written, and in lower case with plain apostrophes and hyphens.
    start, end : list of int
        Where it stands in the whole text.
    count : int
        How many there are.
    breaks : frozenset of int
        The tokens that do not go on with the one ahead; see ``broken``.
    """

    __slots__ = ("breaks", "count", "end", "low", "raw", "start", "text")

    def __init__(self, text: str, raw: list[str], start: list[int], end: list[int]) -> None:
        self.text = text
        self.raw = raw
        self.count = len(raw)
        self.low = [word.lower() for word in raw]
        if raw and _ODD.search(text, start[0], end[-1]):
            self.low = [word.translate(_PLAIN) if _ODD.search(word) else word for word in self.low]
        self.start = start
        self.end = end
        self.breaks = _breaks(text, raw, start, end, end[-1] if end else 0)

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one ahead of it."""
        return 0 < index < self.count and self.start[index] == self.end[index - 1]

    def broken(self, index: int) -> bool:
        """Whether a new paragraph, a line that starts anew or a wide gap stands ahead of this token."""
        return index in self.breaks


def _breaks(text: str, raw: list[str], start: list[int], end: list[int], stop: int) -> frozenset[int]:
    """The tokens that something parts from the one ahead; goes through the newlines, which are few."""
    if not raw:
        return frozenset()
    found: list[int] = []
    at = text.find("\n", end[0], stop)
    while at >= 0:
        index = bisect_left(start, at)
        if index == len(start):
            break
        gap = text[end[index - 1] : start[index]]
        if gap.count("\n") > 1 or not raw[index][0].islower():
            found.append(index)
        at = text.find("\n", start[index], stop)
    if text.find(_WIDE, end[0], stop) >= 0:
        found += [index for index in range(1, len(raw)) if start[index] - end[index - 1] > len(_WIDE)]
    return frozenset(found)


def split(text: str, start: int = 0, end: int | None = None, lang: str = "en") -> Tokens:
    """Cut ``text[start:end]`` into tokens.

    Parameters
    ----------
    text : str
    start, end : int, optional
        The stretch to cut, in code points; all of the text when left out.
    lang : str
        Chinese (``"zh"``) is cut into single characters, other languages into words.

    Returns
    -------
    Tokens

    Examples
    --------
    >>> split("Built 1,200 cars.").raw
    ['Built', '1,200', 'cars', '.']
    """
    pattern = _PATTERNS.get(lang, _WORD)
    matches = list(pattern.finditer(text, start, len(text) if end is None else end))
    raw = [match[0] for match in matches]
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    return Tokens(text, raw, starts, ends)


def pieces(text: str, start: int, end: int | None) -> Iterator[tuple[int, int]]:
    """A long text in pieces that are cut at paragraphs, failing that at lines, sentences or spaces.

    Tokens take twenty times the room of their text, so only a piece of a text is held as tokens at a time.
    """
    stop = len(text) if end is None else min(end, len(text))
    start = max(start, 0)
    while stop - start > _PIECE:
        cut = _cut(text, start + _PIECE // 2, start + _PIECE)
        yield start, cut
        start = cut
    yield start, stop


def _cut(text: str, first: int, last: int) -> int:
    for mark in ("\n\n", "\n", ". ", "。"):
        at = text.rfind(mark, first, last)
        if at >= 0:
            return at + len(mark)
    at = last
    for _ in range(_TRIES):
        at = text.rfind(" ", first, at)
        if at < 0:
            break
        if text[at - 1].islower() and text[at + 1].islower():
            return at + 1  # between two plain words, where no figure is likely to be
    return last


def split_phrase(phrase: str, lang: str) -> list[str]:
    """The tokens of a phrase of the knowledge files, in lower case."""
    return [word.lower().translate(_PLAIN) for word in _PATTERNS.get(lang, _WORD).findall(phrase)]
