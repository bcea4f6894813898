"""Find dates and periods in text, absolute ones and those that depend on the day the text appeared.

``find_dates`` gives them in the order of the text, with the partial dates that a fact's ``start`` and ``end``
take.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from .calendar_words import calendar_words
from .date_mention import DateMention
from .date_reader import DateReader
from .periods import usable
from .tokens import DIGITS, Tokens, pieces, split

__all__ = ["DateMention", "dates_of", "find_dates", "mask", "masked_by_dates"]


def find_dates(
    text: str, anchor: date | None = None, start: int = 0, end: int | None = None, lang: str = "en"
) -> list[DateMention]:
    """Find the dates in ``text[start:end]``.

    Parameters
    ----------
    text : str
    anchor : date, optional
        The day the text appeared. Without it, dates that depend on it have no ``first`` and ``last``.
    start, end : int, optional
        The stretch to read; offsets in the answer refer to the whole text all the same.
    lang : str
        ``"en"`` or ``"zh"``.

    Returns
    -------
    list of DateMention
        In the order of the text, not overlapping.

    Examples
    --------
    >>> [(d.first, d.last, d.relation) for d in find_dates("It opened last July.", date(2025, 10, 3))]
    [('2025-07', '2025-07', 'in')]
    >>> [(d.first, d.last) for d in find_dates("Sales rose in the first half of 2025.")]
    [('2025-01', '2025-06')]
    """
    if lang == "zh":
        from .dates_zh import find_dates_zh

        return find_dates_zh(text, anchor, start, len(text) if end is None else end)
    found: list[DateMention] = []
    for first, last in pieces(text, start, end):
        found += dates_of(split(text, first, last, lang), anchor, lang)[0]
    return found


def masked_by_dates(tokens: Tokens, lang: str) -> bytearray:
    """Mark the tokens that belong to dates."""
    if lang != "zh":
        return dates_of(tokens, None, lang)[1]
    from .dates_zh import find_dates_zh

    if not tokens.raw:
        return bytearray()
    return mask(tokens, find_dates_zh(tokens.text, None, tokens.start[0], tokens.end[-1]))


def mask(tokens: Tokens, mentions: list[DateMention]) -> bytearray:
    """The marks of the tokens that some mentions take."""
    taken = bytearray(tokens.count)
    for mention in mentions:
        first, last = bisect_left(tokens.start, mention.start), bisect_right(tokens.start, mention.end - 1)
        taken[first:last] = b"\x01" * (last - first)
    return taken


def dates_of(tokens: Tokens, anchor: date | None, lang: str) -> tuple[list[DateMention], bytearray]:
    """The dates among tokens that are cut already, and the marks of the tokens they take."""
    words = calendar_words(lang)
    reader = DateReader(tokens, usable(anchor), words)
    low, starts, openers = tokens.low, words.starts, words.openers
    for index in [at for at, word in enumerate(low) if word in starts or word[0] in DIGITS]:
        if index < reader.stop:
            continue
        word = low[index]
        if word[0] in DIGITS:
            if len(word) > 4 and word.count(".") != 2:
                continue
        elif word in openers:
            follow, behind = openers[word], low[index + 1] if index + 1 < tokens.count else ""
            if behind not in follow and not ("#" in follow and (behind in words.small or behind.isdecimal())):
                continue
        reader.read(index)
    return reader.found, reader.taken
