"""What a map says of a facility follows from its dates and from how firmly things are said."""

from __future__ import annotations

from datetime import date

import networkx as nx
import pytest

from autoatlas.viz.sites import Site, sites, status_on
from autoatlas.viz.timeline_areas import Areas


@pytest.mark.parametrize(
    ("events", "base", "year", "status"),
    [
        (
            [("2022-09", "announced"), ("2023-03", "under construction"), ("2024-07-04", "operating")],
            "operating",
            2021,
            None,
        ),
        (
            [("2022-09", "announced"), ("2023-03", "under construction"), ("2024-07-04", "operating")],
            "operating",
            2023,
            "under construction",
        ),
        ([("2017", "operating"), ("2022-01", "suspended")], "operating", 2022, "suspended"),
        ([("2022-01", "closed")], "operating", 2019, "operating"),
        ([("2025-01", "cancelled")], "announced", 2024, "announced"),
        ([], "rumoured", 2024, "rumoured"),
    ],
)
def test_status_of_a_year(events: list[tuple[str, str]], base: str, year: int, status: str | None) -> None:
    assert status_on(Site("p", "P", events=events, base=base), year) == status


def test_a_site_is_read_from_the_graph() -> None:
    graph = nx.MultiDiGraph()
    capacity = {"property": "annualCapacity", "unit": "vehicle/year"}
    graph.add_node(
        "plant",
        label="BYD Camaçari plant",
        type="Facility",
        facts=[
            {**capacity, "value": 150000.0, "modality": "actual", "published": "2025-07-01"},
            {**capacity, "value": 300000.0, "modality": "planned", "published": "2025-10-01"},
            {
                **capacity,
                "value": 600000.0,
                "modality": "planned",
                "published": "2025-10-01",
                "part": "phase 3",
            },
            {
                "property": "productionStart",
                "modality": "planned",
                "start": "2024-12",
                "end": "2024-12",
                "published": "2023-07-04",
            },
            {"property": "productionStart", "modality": "actual", "start": "2025-07-01", "end": "2025-07-01"},
            {"property": "announced", "modality": "actual", "start": "2023-07", "end": "2023-07"},
            {"property": "closed", "modality": "rumoured", "start": "2026", "end": "2026"},
            {"property": "latitude", "value": -12.7, "unit": "degree"},
            {"property": "longitude", "value": -38.3, "unit": "degree"},
        ],
    )
    for node, kind in (("BYD", "Automaker"), ("Brazil", "Country"), ("Camaçari", "Place")):
        graph.add_node(node, label=node, type=kind, facts=[])
    graph.add_edge("BYD", "plant", key="operates", facts=[{"modality": "actual"}])
    graph.add_edge("plant", "Brazil", key="locatedIn", facts=[{}])
    graph.add_edge("plant", "Camaçari", key="locatedIn", facts=[{}])
    (site,) = sites(graph)
    assert (site.country, site.place, site.operators) == ("Brazil", "Camaçari", ["BYD"])
    assert (site.capacity, site.capacity_is_planned) == (150000.0, False)
    assert site.events == [("2023-07", "announced"), ("2025-07-01", "operating")]
    assert site.planned_start == [("2023-07-04", "2024-12")]
    assert (site.latitude, site.longitude) == (-12.7, -38.3)


def _facility(
    graph: nx.MultiDiGraph, name: str, country: str, *facts: dict[str, object], operator: str = "BYD"
) -> None:
    graph.add_node(name, label=name, type="Facility", facts=list(facts))
    graph.add_node(operator, label=operator, type="Automaker", facts=[])
    graph.add_node(country, label=country, type="Country", facts=[])
    graph.add_edge(operator, name, key="operates", facts=[{"modality": "planned", "published": "2025-01-01"}])
    graph.add_edge(name, country, key="locatedIn", facts=[{"published": "2025-01-01"}])


def _said(name: str, published: str, modality: str = "actual", **more: object) -> dict[str, object]:
    return {"property": name, "published": published, "modality": modality, **more}


def test_a_plan_that_nobody_speaks_of_is_shelved() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node(
        "Silent", label="Silent", type="Facility", facts=[_said("announced", "2021-03", start="2021-03")]
    )
    graph.add_node(
        "Heard", label="Heard", type="Facility", facts=[_said("announced", "2021-03", start="2021-03")]
    )
    graph.add_node("Rayong", label="Rayong", type="Place", facts=[])
    graph.add_edge("Heard", "Rayong", key="locatedIn", facts=[_said("locatedIn", "2024-11-02")])
    heard, silent = sites(graph, date(2025, 6, 30))
    assert [status_on(silent, year) for year in (2020, 2022, 2024, 2025)] == [
        None,
        "announced",
        "shelved",
        "cancelled in all likelihood",
    ]
    assert status_on(heard, 2025) == "announced"


def test_capacity_abroad_is_what_runs_and_hatched_what_is_planned() -> None:
    graph = nx.MultiDiGraph()
    size = {"unit": "vehicle/year"}
    running = (
        _said("productionStart", "2024-07-04", start="2024-07-04"),
        _said("annualCapacity", "2024-07-04", value=150000.0, **size),
    )
    coming = (
        _said("groundbreaking", "2025-02-01", start="2025-02-01"),
        _said("productionStart", "2025-02-01", "planned", start="2026", end="2026"),
        _said("annualCapacity", "2025-02-01", "planned", value=200000.0, **size),
    )
    undated = (_said("annualCapacity", "2025-02-01", "planned", value=90000.0, **size),)
    _facility(graph, "BYD Rayong plant", "Thailand", *running)
    _facility(graph, "BYD Szeged plant", "Hungary", *coming)
    _facility(graph, "BYD Manisa plant", "Turkey", *undated)
    _facility(graph, "BYD Xi'an plant", "China", *running)
    areas = Areas(sites(graph, date(2025, 9, 1)), 2022, 2025.67, 2028)
    assert areas.names == ["Hungary", "Thailand"]
    assert (areas.total, areas.coming) == (150000, 200000)
    # ends of 2021 to 2024, today, ends of 2025 to 2027
    assert areas.running[1] == [0, 0, 0, 150000, 150000, 150000, 150000, 150000]
    assert areas.planned[0] == [0, 0, 0, 0, 0, 0, 200000, 200000]
