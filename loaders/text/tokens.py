"""Cut a text into words, numbers and signs once, for the readers of quantities and dates.

Offsets are code points of the whole text. One regular expression without alternatives that overlap does the
cutting, so the time grows with the length of the text whatever stands in it.
"""

from __future__ import annotations

import re

__all__ = ["Tokens", "split", "split_phrase"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,'’]\d+)*|[^\w\s]|_")
_HAN = re.compile(r"[A-Za-zÀ-ɏ]+|\d+(?:[.,]\d+)*|\S")
_PATTERNS = {"zh": _HAN}
_ODD = re.compile("[\u2010\u2011’]")
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
    """

    __slots__ = ("count", "end", "low", "raw", "start", "text")

    def __init__(self, text: str, raw: list[str], start: list[int], end: list[int]) -> None:
        self.text = text
        self.raw = raw
        self.count = len(raw)
        self.low = [word.lower() for word in raw]
        if _ODD.search(text):
            self.low = [word.translate(_PLAIN) if _ODD.search(word) else word for word in self.low]
        self.start = start
        self.end = end

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one ahead of it."""
        return 0 < index < self.count and self.start[index] == self.end[index - 1]

    def broken(self, index: int) -> bool:
        """Whether a new paragraph, or a line that starts anew, parts this token from the one ahead of it."""
        if not 0 < index < self.count:
            return False
        gap_start, gap_end = self.end[index - 1], self.start[index]
        if gap_start == gap_end or (gap_end - gap_start == 1 and self.text[gap_start] == " "):
            return False
        gap = self.text[gap_start : min(gap_end, gap_start + 16)]
        if "\n" not in gap:
            return gap_end - gap_start > 8
        return gap.count("\n") > 1 or not self.raw[index][0].islower()


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


def split_phrase(phrase: str, lang: str) -> list[str]:
    """The tokens of a phrase of the knowledge files, in lower case."""
    return [word.lower().translate(_PLAIN) for word in _PATTERNS.get(lang, _WORD).findall(phrase)]
