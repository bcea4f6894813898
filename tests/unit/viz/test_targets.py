"""A target stands against the right figure, keeps its hedge, and the pace is worked out right."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx
import pytest

from autoatlas.viz.targets_data import Target, targets
from autoatlas.viz.timeline_drawing import moment

DAY = date(2025, 9, 1)


def graph(*facts: dict[str, Any]) -> nx.MultiDiGraph:
    G = nx.MultiDiGraph()
    G.add_node("voyah", label="Voyah", type="Brand", facts=list(facts))
    return G


def outlets(value: float, modality: str, year: str, **more: Any) -> dict[str, Any]:
    return {
        "property": "outlets",
        "value": value,
        "unit": "outlet",
        "modality": modality,
        "start": year,
        "end": year,
        **more,
    }


def only(*facts: dict[str, Any]) -> Target:
    (found,) = targets(graph(*facts), DAY)
    return found


def test_a_target_stands_against_the_newest_actual_of_the_same_measure() -> None:
    found = only(
        outlets(500, "target", "2030", comparator=">"),
        outlets(100, "actual", "2024"),
        outlets(40, "actual", "2022"),
        outlets(900, "actual", "2024", place="Europe"),
        outlets(300, "forecast", "2026"),
    )
    assert found.share == pytest.approx(0.2)
    assert found.status(moment("2025-09-01")) == "under way"
    # from 100 at the end of 2024 to 500 at the end of 2030, and from 40 two years before
    assert found.pace() == "needs +67 a year, so far +30"


def test_amounts_stand_against_whole_years_only_and_grow_by_percent() -> None:
    aim = {
        "property": "sales",
        "unit": "vehicle",
        "place": "overseas",
        "value": 800000.0,
        "modality": "target",
        "end": "2027",
    }
    year = {
        "property": "sales",
        "unit": "vehicle",
        "place": "overseas",
        "value": 200000.0,
        "modality": "actual",
        "start": "2025",
        "end": "2025",
    }
    month = {**year, "value": 30000.0, "start": "2025-12", "end": "2025-12"}
    assert only(aim, year, month).pace() == "needs +100% a year"
    assert only(aim, month).share is None


def test_a_target_stated_anew_keeps_what_it_was() -> None:
    found = only(
        outlets(1600, "target", "2026", published="2025-11-10"),
        outlets(1300, "target", "2026", published="2026-01-20"),
        outlets(1300, "target", "2026", published="2026-01-25"),
    )
    assert found.goal == 1300
    assert [fact["value"] for fact in found.earlier] == [1600]


@pytest.mark.parametrize(
    ("reached", "deadline", "status"),
    [(600, "2027", "met"), (300, "2024", "missed"), (300, "2027", "under way"), (None, "2027", "unknown")],
)
def test_status(reached: float | None, deadline: str, status: str) -> None:
    facts = [outlets(500, "target", deadline)]
    if reached:
        facts.append(outlets(reached, "actual", "2023"))
    assert only(*facts).status(moment("2025-09-01")) == status


def test_planned_money_and_duties_are_no_targets_and_old_ones_are_history() -> None:
    facts = [
        {"property": "investment", "value": 1e9, "unit": "USD", "modality": "planned", "end": "2027"},
        {"property": "tariff", "value": 35.0, "unit": "percent", "modality": "planned", "end": "2026"},
        outlets(500, "target", "2019"),
    ]
    assert targets(graph(*facts), DAY) == []
