"""Sums that leave their currency to the text around them.

``120 million euros so far, out of a total of 400 million``; riyals in a text that names Saudi Arabia in its title only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from .figure_words import knowledge
from .quantities import Quantity

__all__ = ["with_currencies"]

_REACH = 160
_LARGE = re.compile(r"\b(?:million|billion|trillion|mn|bn|crore|lakh crore)$|\d(?:m|bn)$", re.IGNORECASE)
_OTHER = re.compile(
    r"[!?\n]|[.;] |\b(?:sold|sell|sells|sales|deliver\w*|built|build|produc\w+|output|export\w*|import\w*|cars?"
    r"|vehicles?|units?|customers?|people|tonnes?|regist\w+|shipped|kilomet\w+|cells?|packs?|barrels?)\b",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"\b(?:invest(?:s|ed|ing)?|spen[dt]s?|spending|put|puts|sunk|sink|sinks|pour(?:s|ed)?|cost|costs|pumped)"
    r"(?: (?:about|some|around|nearly|another|a further|an additional|up to|more than))* ?$"
)
_GONE = re.compile(
    r",? (?:has|have|had|was|were|is|will)(?: already| now| to)?(?: be| been)? "
    r"(?:gone into|spent|invested|put into|sunk|set aside|earmarked)\b"
)


def with_currencies(quantities: list[Quantity], text: str, lands: Iterable[str]) -> list[Quantity]:
    """Settle the currencies that a text leaves to its countries, and those of large bare numbers behind a sum.

    Parameters
    ----------
    quantities : list of Quantity
        In the order of the text.
    text : str
    lands : iterable of str
        The countries that the text names or that its towns are in, those of the title first.
    """
    result: list[Quantity] = []
    money: Quantity | None = None
    known = dict.fromkeys(lands)
    for quantity in quantities:
        if quantity.kind == "money" and quantity.unit in _shared():
            by = _shared()[quantity.unit]
            code = next((by[land] for land in known if land in by), quantity.unit)
            quantity = replace(quantity, unit=code)
        if quantity.kind == "money" and not quantity.each:
            money = quantity
        elif money is not None and _bare(quantity, text) and _follows(money, quantity, text):
            quantity = money = replace(quantity, kind="money", unit=money.unit, raw_unit=money.raw_unit)
        result.append(quantity)
    return result


@cache
def _shared() -> dict[str, dict[str, str]]:
    """The names that several countries' currencies share, with the codes by country."""
    return {entry["name"]: entry["by"] for entry in knowledge("currencies")["shared"]}


def _bare(quantity: Quantity, text: str) -> bool:
    return (
        quantity.kind == "count"
        and quantity.noun is None
        and quantity.unit is None
        and quantity.per is None
        and _LARGE.search(text, quantity.number_start, quantity.number_end) is not None
    )


def _follows(money: Quantity, quantity: Quantity, text: str) -> bool:
    if quantity.start - money.end > _REACH:
        return False
    low = money.end
    if _GONE.match(text, quantity.end):
        return True  # "a quarter of that, 40 billion, has already gone into"
    if spent := _SPENT.search(text, low, quantity.start):
        low = spent.start()  # "It paid E. Since then it has sunk another 6 billion into the place"
    return _OTHER.search(text, low, quantity.start) is None and not _OTHER.match(
        text[quantity.end : quantity.end + 12].lstrip()
    )
