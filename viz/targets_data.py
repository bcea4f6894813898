"""Targets against what has been reached: who aims at what by when, how far it is, what pace that needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from autoatlas.viz.timeline_drawing import moment
from autoatlas.viz.words import number

__all__ = ["Target", "targets"]

Fact = Mapping[str, Any]

# amounts of a period; all else that can be aimed at is a state, which has no length
_FLOWS = frozenset({"vehicle", "pack"})
# a plan is an aim where it counts things to be set up; planned money and duties are no aims
_PLANNED = frozenset({"country", "outlet", "plant", "model"})
_NO_AIMS = ("tariff", "investment", "exportsGrowth", "salesGrowth", "productionGrowth")


@dataclass(slots=True)
class Target:
    """One aim of one entity.

    Attributes
    ----------
    node, label, kind : str
        Whose aim.
    fact : mapping
        The aim as it was last stated.
    earlier : list of mapping
        The same aim as stated before, with another value, oldest first.
    actual : mapping or None
        What has been reached, by the newest fact of the same measure that can be compared.
    before : mapping or None
        What had been reached some time before that.
    """

    node: str
    label: str
    kind: str
    fact: Fact
    earlier: list[Fact] = field(default_factory=list)
    actual: Fact | None = None
    before: Fact | None = None

    @property
    def goal(self) -> float:
        """The number aimed at; of a range its lower end."""
        return float(self.fact["value"])

    @property
    def share(self) -> float | None:
        """What has been reached, as a part of the goal; None if nothing comparable is known."""
        return None if self.actual is None else float(self.actual["value"]) / self.goal

    @property
    def deadline(self) -> float:
        """The end of the period by which the goal should be reached, as a number of years."""
        return _end(str(self.fact.get("end") or self.fact.get("start")))

    def status(self, today: float) -> str:
        """``met``, ``missed``, ``under way`` or ``unknown``, on a day given as a number of years."""
        if self.share is None:
            return "unknown"
        if self.share >= 1.0:
            return "met"
        return "missed" if self.deadline < today else "under way"

    def pace(self) -> str:
        """Say what pace is needed from now on, beside the pace so far; empty if met or unknown."""
        if self.actual is None or self.share is None or self.share >= 1.0:
            return ""
        left = self.deadline - _when(self.actual)
        if left < 0.3:
            return ""
        words = f"needs {self._growth(float(self.actual['value']), self.goal, left)} a year"
        if self.before is not None:
            gone = _when(self.actual) - _when(self.before)
            words += (
                f", so far {self._growth(float(self.before['value']), float(self.actual['value']), gone)}"
            )
        return words

    def _growth(self, start: float, end: float, years: float) -> str:
        if self.fact.get("unit") in _FLOWS and start > 0 and end > 0:
            rate = ((end / start) ** (1.0 / years) - 1.0) * 100.0
            return f"{'+' if rate >= 0 else '−'}{abs(rate):.0f}%"
        step = (end - start) / years
        sign = "+" if step >= 0 else "−"
        suffix = " points" if self.fact.get("unit") == "percent" else ""
        return f"{sign}{number(round(abs(step), 0 if abs(step) >= 10 else 1))}{suffix}"


def targets(graph: Any, as_of: date) -> list[Target]:
    """Return the aims of all entities in a graph, the farthest from its goal first, the unknown ones last.

    Aims whose deadline passed more than two years before ``as_of`` are history and left out.
    """
    today = moment(as_of.isoformat())
    found = []
    for node, attrs in graph.nodes(data=True):
        if str(attrs.get("type")) in ("Automaker", "Brand", "Country", "Organization"):
            found += _of(
                str(node),
                str(attrs.get("label") or node),
                str(attrs.get("type")),
                list(attrs.get("facts") or ()),
            )
    recent = [target for target in found if target.deadline > today - 2.0]
    return sorted(
        recent,
        key=lambda t: (t.share is None, t.share or 0.0, t.label, str(t.fact.get("property")), t.deadline),
    )


def _of(node: str, label: str, kind: str, facts: list[Fact]) -> list[Target]:
    aims: dict[tuple[Any, ...], list[Fact]] = {}
    actual: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in facts:
        if (
            not fact.get("value")
            or fact["value"] <= 0
            or fact.get("part")
            or fact.get("property") in _NO_AIMS
        ):
            continue
        modality = fact.get("modality") or "actual"
        aims_at = modality == "target" or (modality == "planned" and fact.get("unit") in _PLANNED)
        if aims_at and (fact.get("end") or fact.get("start")) and (fact.get("basis") or "") == "":
            aims.setdefault((*_measure(fact), str(fact.get("end") or fact.get("start"))[:4]), []).append(fact)
        elif modality == "actual" and (fact.get("basis") or "") == "" and _comparable(fact):
            actual.setdefault(_measure(fact), []).append(fact)
    found = []
    for key, stated in aims.items():
        stated.sort(key=lambda fact: (str(fact.get("published") or ""), float(fact["value"])))
        target = Target(node, label, kind, stated[-1])
        target.earlier = _different(stated)
        until = target.deadline + 0.01
        reached = sorted((fact for fact in actual.get(key[:-1], ()) if _when(fact) <= until), key=_order)
        if reached:
            target.actual = reached[-1]
            past = [fact for fact in reached if 0.8 <= _when(reached[-1]) - _when(fact) <= 4.0]
            target.before = past[0] if past else None
        found.append(target)
    return found


def _measure(fact: Fact) -> tuple[Any, ...]:
    product = fact.get("product")
    place = fact.get("place") or ""
    return fact.get("property"), place, "" if product == "vehicle" else product or "", fact.get("unit") or ""


def _comparable(fact: Fact) -> bool:
    """Tell whether an actual can stand against a yearly aim: a state of any day, or a whole year's amount."""
    start, end = str(fact.get("start") or ""), str(fact.get("end") or "")
    if fact.get("unit") not in _FLOWS:
        return bool(end or start or fact.get("published"))
    return (
        start[:4] == end[:4] != "" and start[4:] in ("", "-01", "-01-01") and end[4:] in ("", "-12", "-12-31")
    )


def _different(stated: Iterable[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for fact in stated:
        if not kept or kept[-1]["value"] != fact["value"]:
            kept.append(fact)
    return kept[:-1]


def _when(fact: Fact) -> float:
    return _end(str(fact.get("end") or fact.get("start") or fact.get("published")))


def _order(fact: Fact) -> tuple[float, str]:
    return _when(fact), str(fact.get("published") or "")


def _end(text: str) -> float:
    return float(int(text[:4]) + 1) if len(text) == 4 else moment(text)
