"""How findings put a fact into words."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from autoatlas.graph.check.finding import Finding, Kind, Level
from autoatlas.ontology.facts import plain_number
from autoatlas.ontology.terms import PRODUCTS, PROPERTIES

__all__ = ["figure", "finding", "named", "period", "said", "scope"]

Row = Mapping[str, Any]

_ALL = next(iter(PRODUCTS))


def named(prop: str) -> str:
    """Return a property in words: ``annualCapacity`` is ``annual capacity``."""
    return PROPERTIES[prop].label


def figure(row: Row) -> str:
    """Return a value with its bound, range and unit: ``more than 30 countries`` is ``> 30 country``."""
    if row["value"] is None:
        return str(row["object"]) if row["object"] else period(row)
    bound = "" if row["comparator"] in ("=", None) else f"{row['comparator']} "
    upper = "" if row["value_max"] is None else f"–{plain_number(row['value_max']):,}"
    unit = "%" if row["unit"] == "percent" else f" {row['unit']}"
    return f"{bound}{plain_number(row['value']):,}{upper}{unit}"


def scope(row: Row) -> str:
    """Return what narrows a fact down, in brackets and with a blank behind, or nothing: ``(overseas, bev) ``."""
    parts = [row["place"], row["part"], row["product"] if row["product"] != _ALL else None]
    shown = ", ".join(part for part in parts if part)
    return f"({shown}) " if shown else ""


def period(row: Row) -> str:
    """Return the period of a fact: ``2025-01 to 2025-04``, ``2025-05``, ``2025-05 or before``, or nothing."""
    start, end = row["start"], row["end"]
    if start and end and start != end:
        return f"{start} to {end}"
    day = end or start or ""
    return f"{day} or before" if day and row["value"] is None and row["comparator"] == "<=" else day


def said(row: Row) -> str:
    """Return who says it and when: ``example.org, 2025-05``."""
    source = row["source"] or row["document"]
    host = urlsplit(source).netloc.removeprefix("www.") or source
    return f"{host}, {row['published']}" if row["published"] else host


def finding(
    kind: Kind,
    level: Level,
    message: str,
    rows: Iterable[Row],
    *,
    confidence: float = 1.0,
    difference: float | None = None,
) -> Finding:
    """Return a finding that rests on rows of claims; it is no surer than the least sure of them."""
    rows = list(rows)
    least = min((row["confidence"] for row in rows), default=1.0)
    return Finding(
        kind,
        level,
        message,
        tuple(dict.fromkeys(row["subject"] for row in rows)),
        rows[0]["property"] if rows else "",
        tuple(dict.fromkeys(row["fact"] for row in rows)),
        tuple(dict.fromkeys(row["source"] or row["document"] for row in rows)),
        confidence * least,
        difference,
    )
