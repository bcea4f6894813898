"""What had become of the facilities of a graph in each year, by the one rule of `autoatlas.graph.status`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from autoatlas.graph.status import dated_facts, facility_status

__all__ = ["Statuses"]

_TEXTS = (
    *("subject", "subject_type", "object", "object_type", "property", "modality", "comparator"),
    *("part", "start", "end", "source", "published"),
)


class Statuses:
    """Statuses of the facilities of a graph, worked out year by year as they are asked for.

    Parameters
    ----------
    graph : networkx MultiDiGraph
    day : date
        What is known is of this day: no event after it is seen, and silence is counted up to it.
    """

    def __init__(self, graph: Any, day: date) -> None:
        self.day = day
        rows = list(_rows(graph))
        columns = {name: [row.get(name) for row in rows] for name in _TEXTS}
        frame = pl.DataFrame(columns, schema=dict.fromkeys(_TEXTS, pl.String))
        filled = frame.with_columns(
            pl.col("modality").fill_null("actual"), pl.col("comparator").fill_null("=")
        )
        self._facts = dated_facts(filled)
        self._years: dict[int, dict[str, str]] = {}

    def on(self, year: int) -> Mapping[str, str]:
        """Return the status of each facility at the end of a year, by its id; unknown before it was told of."""
        if year not in self._years:
            on = min(date(max(year, 1), 12, 31), self.day)
            table = facility_status(self._facts, on).select("facility", "presumed")
            self._years[year] = dict(table.iter_rows())
        return self._years[year]

    def of(self, node: object, year: int) -> str | None:
        """Return the status of one facility at the end of a year."""
        return self.on(year).get(str(node).encode("utf-8", "replace").decode())


def _rows(graph: Any) -> Iterator[dict[str, str]]:
    """Facts about facilities, by ids in the place of labels, which several may share."""
    begun: dict[Any, tuple[str, str]] = {}
    for node, attrs in graph.nodes(data=True):
        if attrs.get("type") == "Facility":
            facts = list(attrs.get("facts") or ())
            begun[node] = _first(facts)
            for fact in facts:
                # nobody told of it before it happened
                since = fact.get("published") or fact.get("start") or begun[node][0]
                yield _row({**fact, "published": since}, subject=str(node), subject_type="Facility")
    for a, b, key, attrs in graph.edges(keys=True, data=True):
        if a not in begun and b not in begun:
            continue
        name = str(attrs.get("property", key))
        told, started = begun.get(a) or begun[b]
        # what is said without any day is as old as the first thing that has one, and of making cars as the start
        earliest = {"published": (started if name in ("operates", "produces") else "") or told}
        ends = graph.nodes[a].get("type"), graph.nodes[b].get("type")
        facts = list(attrs.get("facts") or ({},))
        for fact in facts:
            undated = not (fact.get("published") or fact.get("start"))
            yield _row(
                {"property": name, **fact, **(earliest if undated else {})},
                subject=str(a),
                subject_type=str(ends[0]),
                object=str(b),
                object_type=str(ends[1]),
            )


def _first(facts: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """The first day that facts of a facility have, and that of its start of production; empty where none."""
    days = [str(fact.get("start") or fact.get("published") or "") for fact in facts]
    starts = [
        str(fact.get("start") or fact.get("end") or "")
        for fact in facts
        if fact.get("property") == "productionStart" and (fact.get("modality") or "actual") == "actual"
    ]
    return min(filter(None, days), default=""), min(filter(None, starts), default="")


def _row(fact: Mapping[str, Any], **ends: str) -> dict[str, str]:
    told = {name: str(fact[name]) for name in _TEXTS[4:] if fact.get(name) not in (None, "")}
    # half a character is no UTF-8; such text stands in no atlas, but may in a graph from elsewhere
    return {name: text.encode("utf-8", "replace").decode() for name, text in {**told, **ends}.items()}
