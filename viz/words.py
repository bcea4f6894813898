"""Say a fact's parts in words: value with unit and hedge, period, firmness, property.

One rule for every page, so that a figure reads the same in a tooltip, a table and a panel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from autoatlas.ontology.terms import PROPERTIES

__all__ = [
    "FIRMNESS",
    "firmness",
    "number",
    "period",
    "property_words",
    "qualifiers",
    "short_number",
    "value_words",
]

# firmest first: a relation is drawn as firm as the firmest of its facts
FIRMNESS: tuple[str, ...] = ("actual", "planned", "target", "forecast", "rumoured", "denied")

_HEDGES = {"=": "", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "up to ", "~": "about "}
_UNITS = {
    "vehicle": ("vehicle", "vehicles"),
    "vehicle/year": ("vehicle a year", "vehicles a year"),
    "country": ("country", "countries"),
    "outlet": ("outlet", "outlets"),
    "person": ("person", "people"),
    "model": ("model", "models"),
    "m2": ("m²", "m²"),
    "plant": ("plant", "plants"),
    "GWh/year": ("GWh a year", "GWh a year"),
    "pack/year": ("pack a year", "packs a year"),
}
_CURRENCY = re.compile(r"[A-Z]{3}")
_SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PRODUCTS = {"nev": "NEV", "bev": "BEV", "phev": "PHEV", "hev": "HEV", "fcev": "FCEV", "ice": "ICE"}
_BASES = {
    "yoy": "year on year",
    "mom": "month on month",
    "cumulative": "running total",
    "additional": "on top of another",
}


def number(value: float) -> str:
    """Write a number for people: groups of three digits, millions and billions in words where they are round.

    Examples
    --------
    >>> [number(value) for value in (30, 52.6, 100000, 1937000, 1.4e9, 1234567, -12.9)]
    ['30', '52.6', '100,000', '1.937 million', '1.4 billion', '1,234,567', '−12.9']
    """
    sign, size = ("−" if value < 0 else ""), abs(value)
    for scale, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if size >= scale and round(size / scale, 3) * scale == size:
            return f"{sign}{_digits(size / scale)} {name}"
    return sign + _digits(size)


def short_number(value: float) -> str:
    """Write a number in few letters, for where room is scarce.

    Examples
    --------
    >>> [short_number(value) for value in (1_209_000, 150_000, 400)]
    ['1.2M', '150k', '400']
    """
    if value >= 999_500:
        return f"{value / 1e6:.1f}M"
    return f"{value / 1e3:.0f}k" if value >= 1000 else f"{value:.0f}"


def _digits(value: float) -> str:
    if value == int(value) and value < 2**53:
        return f"{int(value):,}"
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text if text != "0" else f"{value:.3g}"


def value_words(fact: Mapping[str, Any]) -> str:
    """Say the value of a fact with its hedge and unit; empty for a relation or a date.

    Examples
    --------
    >>> value_words({"value": 30.0, "unit": "country", "comparator": ">"})
    'more than 30 countries'
    >>> value_words({"value": 1.4e9, "unit": "USD"})
    'US$1.4 billion'
    """
    value = fact.get("value")
    if value is None:
        return ""
    upper = fact.get("value_max")
    unit = fact.get("unit") or ""
    figure = number(value)
    if upper is not None and upper != value:
        high = number(upper)
        low_scale, high_scale = figure.partition(" ")[2], high.partition(" ")[2]
        if low_scale and low_scale == high_scale:
            figure = figure.partition(" ")[0]
        figure = f"{figure}–{high}"
    hedge = _HEDGES.get(fact.get("comparator") or "=", "")
    return hedge + _with_unit(figure, unit, value, upper)


def _with_unit(figure: str, unit: str, value: float, upper: float | None) -> str:
    if unit == "percent":
        return f"{figure}%"
    if unit == "degree":
        return f"{figure}°"
    if _CURRENCY.fullmatch(unit):
        sign = _SIGNS.get(unit)
        return f"{sign}{figure}" if sign else f"{unit} {figure}"
    one, many = _UNITS.get(unit, (unit, unit))
    word = one if value == 1 and upper is None else many
    return f"{figure} {word}".strip()


def period(start: str | None, end: str | None, modality: str | None = None) -> str:
    """Say when a value holds; of a target, by when.

    Examples
    --------
    >>> period("2025-01", "2025-04"), period("2030", "2030", "target"), period("2025-04-11", "2025-04-11")
    ('January–April 2025', 'by 2030', '11 April 2025')
    """
    if not start and not end:
        return ""
    if modality == "target" and end and (not start or start == end):
        return f"by {_date(end)}"
    if not start:
        return f"until {_date(end or '')}"
    if not end:
        return f"from {_date(start)}"
    if start == end:
        return _date(start)
    if len(start) == len(end) == 7 and start[:4] == end[:4]:
        return f"{_month(start)}–{_month(end)} {start[:4]}"
    if len(start) == len(end) == 4:
        return f"{start}–{end}"
    return f"{_date(start)} – {_date(end)}"


def _month(text: str) -> str:
    return _MONTHS[int(text[5:7]) - 1]


@lru_cache(maxsize=4096)
def _date(text: str) -> str:
    try:
        if len(text) == 7:
            return f"{_month(text)} {text[:4]}"
        if len(text) == 10:
            return f"{int(text[8:])} {_month(text)} {text[:4]}"
    except (ValueError, IndexError):
        return text
    return text


def firmness(modalities: list[str | None]) -> str:
    """Return the firmest of some modalities; an empty one is ``actual``."""
    order = {name: place for place, name in enumerate(FIRMNESS)}
    names = [name or "actual" for name in modalities]
    return min(names, key=lambda name: order.get(name, 9), default="actual")


@lru_cache(maxsize=1024)
def property_words(name: str) -> str:
    """Say a property's name in words: its label in the vocabulary, else the name taken apart.

    Examples
    --------
    >>> property_words("annualCapacity")
    'annual capacity'
    """
    known = PROPERTIES.get(name)
    return known.label if known else re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def qualifiers(fact: Mapping[str, Any]) -> str:
    """Say what narrows a fact: product, place, part, basis; empty if nothing does.

    Examples
    --------
    >>> qualifiers({"product": "nev", "place": "Thailand", "basis": "yoy"})
    'NEV · in Thailand · year on year'
    """
    product, place, part = fact.get("product"), fact.get("place"), fact.get("part")
    parts = []
    if product and product != "vehicle":
        parts.append(" ".join(_PRODUCTS.get(word, word) for word in str(product).split()))
    if place:
        parts.append("overseas" if place == "overseas" else f"in {place}")
    if part:
        parts.append(str(part))
    if fact.get("basis"):
        parts.append(_BASES.get(str(fact["basis"]), str(fact["basis"])))
    return " · ".join(parts)
