"""What China ships where: one period and one product, so that the amounts can stand side by side."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from autoatlas.viz.words import period

__all__ = ["exports_by_destination"]

_PRODUCTS = {"": "vehicles", "passenger": "passenger cars", "nev": "NEVs"}


def exports_by_destination(
    graph: Any, places: Collection[str] | None = None
) -> tuple[list[tuple[str, float]], str]:
    """Return China's exports by destination, largest first, and words for what they count.

    Of all periods and products the one is taken for which most destinations are known, the newest of several.

    Parameters
    ----------
    graph : networkx graph
    places : collection of str, optional
        Only these destinations count.

    Returns
    -------
    list of (label, vehicles), str
        Empty, both, if nothing is known.
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
        return [], ""
    best = max(groups, key=lambda key: (len(groups[key]), key[1], key))
    start, end, product = best
    amounts = sorted(groups[best].items(), key=lambda item: (-item[1], item[0]))
    return (
        amounts,
        f"Exports from China, {period(start, end)}, {_PRODUCTS.get(product, f'{product} vehicles')}",
    )
