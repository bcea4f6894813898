"""Sums without a currency of their own: ``120 million euros so far, out of a total of 400 million``."""

from __future__ import annotations

import re
from dataclasses import replace

from .quantities import Quantity

__all__ = ["with_currencies"]

_REACH = 160
_LARGE = re.compile(r"\b(?:million|billion|trillion|mn|bn|crore|lakh crore)$|\d(?:m|bn)$", re.IGNORECASE)
_OTHER = re.compile(
    r"[!?\n]|[.;] |\b(?:sold|sell|sells|sales|deliver\w*|built|build|produc\w+|output|export\w*|import\w*|cars?"
    r"|vehicles?|units?|customers?|people|tonnes?|regist\w+|shipped|kilomet\w+|cells?|packs?|barrels?)\b",
    re.IGNORECASE,
)


def with_currencies(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Give a large bare number the currency of the sum that its sentence named before it."""
    result: list[Quantity] = []
    money: Quantity | None = None
    for quantity in quantities:
        if quantity.kind == "money" and not quantity.each:
            money = quantity
        elif money is not None and _bare(quantity, text) and _follows(money, quantity, text):
            quantity = money = replace(quantity, kind="money", unit=money.unit, raw_unit=money.raw_unit)
        result.append(quantity)
    return result


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
    return _OTHER.search(text, money.end, quantity.start) is None and not _OTHER.match(
        text[quantity.end : quantity.end + 12].lstrip()
    )
