"""What the header of a column says: a measure with its unit, product and scale, or the part it plays.

The words stand in `measures.toml`.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from autoatlas.ontology.terms import CURRENCIES

__all__ = ["Heading", "association_in", "currency_in", "normal", "product_in", "read_heading", "role_of"]

_WORDS = Path(__file__).parent / "measures.toml"
_CURRENCY_WORDS = {
    "rmb": "CNY",
    "yuan": "CNY",
    "dollar": "USD",
    "dollars": "USD",
    "us": "USD",
    "euro": "EUR",
    "euros": "EUR",
}
_GROWTH = re.compile(
    r"\b(growth|change|y ?o ?y|m ?o ?m|veränderung|variation|variación|variação)\b|同比|环比"
)
_MONTHLY = re.compile(r"\b(m ?o ?m|month on month)\b|环比")
_RATIO = re.compile(r"\b(share|percent|pct|proportion|ratio)\b|占比")


class Heading(NamedTuple):
    """A measure, as the header of its column tells it.

    Attributes
    ----------
    property : str or None
        None for a growth or a share whose measure is not named.
    kind : str
        ``measure``, ``growth`` or ``share``.
    unit : str or None
        None for money whose currency is not named.
    product : str or None
    scale : float
        What its figures are to be multiplied with.
    basis : str or None
    place : str or None
        ``domestic`` or ``overseas``.
    modality : str or None
        Where the header says that its figures are aims, plans or forecasts.
    """

    property: str | None
    kind: str
    unit: str | None
    product: str | None
    scale: float
    basis: str | None
    place: str | None
    modality: str | None = None


@cache
def _words() -> dict[str, Any]:
    data = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    for measure in data["measure"]:
        measure["words"] = re.compile(measure["words"])
    for table in ("product", "body", "scale", "role", "association", "modality"):
        data[table] = {name: re.compile(words) for name, words in data[table].items()}
    return data


def normal(header: str) -> str:
    """A header in small letters, with single spaces for all else than letters and digits.

    >>> normal("Growth_percent (YoY)"), normal("salesVolume")
    ('growth percent yoy', 'sales volume')
    """
    parted = re.sub(r"(?<=[a-z]{2})(?=[A-Z][a-z])", " ", header)
    return re.sub(r"[\W_]+", " ", parted.casefold()).strip()


def role_of(header: str) -> str | None:
    """The part that a column plays, such as ``operator`` or ``period``; None where the header does not say.

    >>> role_of("Source URL"), role_of("Country"), role_of("exports")
    ('source', 'country', None)
    """
    text = normal(header)
    return next((name for name, pattern in _words()["role"].items() if pattern.search(text)), None)


def product_in(text: str) -> str | None:
    """The product that words speak of, drive before body.

    >>> product_in("China passenger NEV exports"), product_in("electric bus"), product_in("exports")
    ('nev passenger', 'bus', None)
    """
    plain = normal(text)
    found = []
    for table in ("product", "body"):
        found += [name for name, pattern in _words()[table].items() if pattern.search(plain)][:1]
    return " ".join(found) or None


def association_in(text: str) -> str | None:
    """The country for which an association named in a text reports.

    >>> association_in("nev_sales_caam")
    'China'
    """
    plain = normal(text)
    return next((name for name, pattern in _words()["association"].items() if pattern.search(plain)), None)


def currency_in(header: str) -> str | None:
    """The currency that a header names.

    >>> currency_in("value_usd"), currency_in("Investment (RMB bn)"), currency_in("units")
    ('USD', 'CNY', None)
    """
    words = normal(header).split()
    code = next((word.upper() for word in words if word.upper() in CURRENCIES), None)
    return code or next((_CURRENCY_WORDS[word] for word in words if word in _CURRENCY_WORDS), None)


def read_heading(header: str) -> Heading | None:
    """The measure that a header names; None where it names none.

    >>> read_heading("NEV exports (10,000 units)")[:5]
    ('exports', 'measure', 'vehicle', 'nev', 10000.0)
    >>> read_heading("growth_percent_yoy").kind, read_heading("notes")
    ('growth', None)
    """
    text = normal(header)
    measure = next((one for one in _words()["measure"] if one["words"].search(text)), None)
    basis = "mom" if _MONTHLY.search(text) else None
    if measure is None or (measure["property"] == "tariff" and _GROWTH.search(text)):
        if _GROWTH.search(text):
            return Heading(None, "growth", "percent", product_in(header), 1.0, basis, None)
        if _RATIO.search(text):
            return Heading(None, "share", "percent", product_in(header), 1.0, None, None)
        return None
    unit = measure.get("unit") or currency_in(header)
    scale = 1.0
    if unit not in ("percent", "degree", "country"):
        scale = next(
            (float(name) for name, words in reversed(_words()["scale"].items()) if words.search(text)), 1.0
        )
    place = "domestic" if re.search(r"\bdomestic\b|国内", text) else None
    if re.search(r"\b(overseas|abroad)\b|海外", text):
        place = "overseas"
    found = measure["property"]
    basis = basis if found.endswith("Growth") else None
    modality = next((name for name, words in _words()["modality"].items() if words.search(text)), None)
    modality = None if found == "modelsPlanned" else modality
    return Heading(found, "measure", unit, product_in(header), scale, basis, place, modality)
