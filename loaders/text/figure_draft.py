"""A quantity while it is put together; positions are tokens, not characters."""

from __future__ import annotations

__all__ = ["Draft"]


class Draft:
    """One quantity under way. ``style`` is that of its number, the rest as in ``Quantity``."""

    __slots__ = (
        "additional",
        "comparator",
        "counts",
        "derived",
        "each",
        "first",
        "kind",
        "lead",
        "lead_at",
        "noun",
        "noun_at",
        "noun_stop",
        "number_at",
        "number_stop",
        "per",
        "products",
        "raw_unit",
        "raw_value",
        "signed",
        "stop",
        "style",
        "unit",
        "value",
        "value_max",
    )

    def __init__(self, at: int, stop: int, value: float, style: str) -> None:
        self.first, self.stop = at, stop
        self.number_at, self.number_stop = at, stop
        self.value, self.style = value, style
        self.raw_value = value
        self.value_max: float | None = None
        self.comparator, self.kind = "=", "count"
        self.unit: str | None = None
        self.raw_unit: str | None = None
        self.noun: str | None = None
        self.counts: str | None = None
        self.per: str | None = None
        self.lead: str | None = None
        self.lead_at = -1
        self.products: tuple[str, ...] = ()
        self.noun_at = self.noun_stop = -1
        self.derived = self.additional = self.each = self.signed = False
