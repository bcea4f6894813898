"""What is known of one date in a text."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DateMention"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date or period.

    Attributes
    ----------
    start, end : int
        The mention without its preposition, in code points of the whole text.
    first, last : str or None
        Partial ISO dates for the columns ``start`` and ``end`` of a fact; None where they cannot be worked
        out.
    relation : str
        ``in``, ``on``, ``by``, ``from``, ``since``, ``until``, ``during``, ``after``, ``before``,
        ``end_of``, ``as_of``.
    certain : bool
        Read, or worked out with one possible answer; otherwise the nearest sensible.
    kind : str
        ``day``, ``month``, ``quarter``, ``half``, ``year``, ``span`` (any other stretch), ``to_date`` (so
        far) or ``anaphor`` (depends on another date of the text).
    alternatives : tuple of (first, last)
        Other answers, the likeliest first.
    anaphor : str or None
        What the mention repeats: ``year``, ``month``, ``day``, ``quarter``, ``half`` or ``period``.
    shift : int
        For an anaphor, how many of its unit (years for ``period``) it lies from what it repeats: "a year
        earlier" is -1.
    base : bool
        It may date what a growth is measured against ("than a year earlier").
    months : int
        For the anaphor ``period``, how long it is said to be ("the six months"); -1 for the year to date, 0 where
        nothing is said of its length.
    phrase_start : int
        Where the preposition stands, or ``start``.
    """

    start: int
    end: int
    first: str | None
    last: str | None
    relation: str = "in"
    certain: bool = True
    kind: str = "day"
    alternatives: tuple[tuple[str, str], ...] = ()
    anaphor: str | None = None
    shift: int = 0
    base: bool = False
    months: int = 0
    phrase_start: int = -1
