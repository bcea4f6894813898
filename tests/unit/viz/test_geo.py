"""Places lie where they should on the sheet, and countries have the names of the registry."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoatlas.ontology.errors import ExtraMissing
from autoatlas.viz import geo
from autoatlas.viz.geo import HEIGHT, WIDTH, arc, outlines, project


@given(st.floats(-180, 180), st.floats(-56, 83))
def test_every_place_is_on_the_sheet(longitude: float, latitude: float) -> None:
    x, y = project(longitude, latitude)
    assert -0.1 <= x <= WIDTH + 0.1
    assert -0.1 <= y <= HEIGHT + 0.1


def test_areas_are_true() -> None:
    def area(latitude: float) -> float:
        (x1, y1), (x2, y2) = project(0.0, latitude), project(10.0, latitude + 2.0)
        return (
            (x2 - x1)
            * (y1 - y2)
            / (math.sin(math.radians(latitude + 2.0)) - math.sin(math.radians(latitude)))
        )

    assert area(50.0) == pytest.approx(area(0.0), rel=0.04)
    assert area(-40.0) == pytest.approx(area(0.0), rel=0.04)


def test_countries_are_called_as_the_registry_calls_them() -> None:
    labels = {country.label for country in outlines()}
    assert {
        "Vietnam",
        "South Korea",
        "Russia",
        "Turkey",
        "Thailand",
        "Brazil",
        "Ivory Coast",
        "Laos",
    } <= labels
    assert "Antarctica" not in labels
    assert len(labels) > 170


def test_the_middle_of_a_country_lies_in_it() -> None:
    spots = {country.label: (country.x, country.y) for country in outlines()}
    for label, longitude, latitude, near in (
        ("France", 2.5, 46.5, 15),
        ("Vietnam", 106.0, 16.0, 25),
        ("Chile", -71.0, -35.0, 30),
    ):
        assert math.dist(spots[label], project(longitude, latitude)) < near, label


def test_an_arc_bows_upward() -> None:
    assert arc((0.0, 0.0), (100.0, 0.0)) == "M0 0Q50 -22 100 0"


def test_without_the_package_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geo.importlib.util, "find_spec", lambda name: None)
    outlines.cache_clear()
    with pytest.raises(ExtraMissing, match=r"autoatlas\[maps\]"):
        outlines()
