"""Quantities and dates of a text in one pass, which costs half of asking for them one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .dates import DateMention, dates_of, mask
from .figure_words import words
from .quantities import Quantity, quantities_of
from .tokens import pieces, split

__all__ = ["Figures", "find_figures"]


@dataclass(frozen=True, slots=True)
class Figures:
    """The quantities and the dates of a stretch of text, each in its order."""

    quantities: list[Quantity]
    dates: list[DateMention]


def find_figures(
    text: str, anchor: date | None = None, start: int = 0, end: int | None = None, lang: str = "en"
) -> Figures:
    """Find quantities and dates; see ``find_quantities`` and ``find_dates``.

    Examples
    --------
    >>> figures = find_figures("It built 34,000 cars in the first half.", date(2025, 8, 1))
    >>> figures.quantities[0].value, figures.dates[0].last
    (34000.0, '2025-06')
    """
    table = words(lang)
    figures = Figures([], [])
    for first, last in pieces(text, start, end):
        tokens = split(text, first, last, lang)
        if lang == "zh":
            from .dates_zh import find_dates_zh

            dates = find_dates_zh(text, anchor, first, last)
            taken = mask(tokens, dates)
        else:
            dates, taken = dates_of(tokens, anchor, lang)
        figures.dates.extend(dates)
        figures.quantities.extend(quantities_of(tokens, table, taken))
    return figures
