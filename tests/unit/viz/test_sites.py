"""What a map says of a facility follows from its dates and from how firmly things are said."""

from __future__ import annotations

import networkx as nx
import pytest

from autoatlas.viz.sites import Site, sites, status_on


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
