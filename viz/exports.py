"""What China ships where: one period and one product at a time, so that the amounts can stand side by side."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from autoatlas.viz.words import period

__all__ = ["Shipments", "exports_by_period"]

_PRODUCTS = {"": "vehicles", "passenger": "passenger cars", "nev": "NEVs"}
_FEW = 3  # destinations; with fewer there is nothing to compare


@dataclass(frozen=True, slots=True)
class Shipments:
    """China's exports by destination in one period, of one product.

    Attributes
    ----------
    when, what : str
        Period and product in words.
    amounts : tuple of (destination, vehicles)
        Largest first.
    """

    when: str
    what: str
    amounts: tuple[tuple[str, float], ...]

    @property
    def words(self) -> str:
        """What the amounts count."""
        return f"Exports from China, {self.when}, {self.what}"


def exports_by_period(graph: Any, places: Collection[str] | None = None) -> list[Shipments]:
    """Return China's exports by destination, the period and product with most destinations first.

    Parameters
    ----------
    graph : networkx graph
    places : collection of str, optional
        Only these destinations count.

    Returns
    -------
    list of Shipments
        The first, then the others from the newest period to the oldest; those with fewer than three
        destinations only where there is nothing else.
    """
    groups: dict[tuple[str, str, str], dict[str, float]] = {}
    for _, attrs in graph.nodes(data=True):
        if attrs.get("type") != "Country" or attrs.get("label") != "China":
            continue
        for fact in attrs.get("facts") or ():
            span = str(fact.get("start") or ""), str(fact.get("end") or "")
            place = str(fact.get("place") or "")
            if fact.get("property") != "exports" or not place or not all(span) or place == "overseas":
                continue
            if (fact.get("modality") or "actual") != "actual" or (places is not None and place not in places):
                continue
            group = groups.setdefault((*span, str(fact.get("product") or "").replace("vehicle", "")), {})
            group[place] = max(group.get(place, 0.0), float(fact.get("value") or 0.0))
    if not groups:
        return []
    best = max(groups, key=lambda key: (len(groups[key]), key[1], key))
    rest = [key for key in groups if key != best and len(groups[key]) >= _FEW]
    rest.sort(key=lambda key: (key[1], key[0], key[2]), reverse=True)
    return [
        Shipments(
            period(key[0], key[1]),
            _PRODUCTS.get(key[2], f"{key[2].upper() if len(key[2]) < 5 else key[2]} vehicles"),
            tuple(sorted(groups[key].items(), key=lambda item: (-item[1], item[0]))),
        )
        for key in (best, *rest)
    ]
