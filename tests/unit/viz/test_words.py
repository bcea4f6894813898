"""Figures, hedges and periods read as a person would say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoatlas.viz.words import firmness, number, period, property_words, qualifiers, value_words


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ({"value": 100000.0, "unit": "vehicle/year"}, "100,000 vehicles a year"),
        ({"value": 30.0, "unit": "country", "comparator": ">"}, "more than 30 countries"),
        ({"value": 1.0, "unit": "country", "comparator": ">="}, "at least 1 country"),
        ({"value": 500.0, "unit": "outlet", "comparator": "<="}, "up to 500 outlets"),
        ({"value": 6.0, "unit": "percent", "comparator": "~"}, "about 6%"),
        ({"value": -12.9, "unit": "percent"}, "−12.9%"),
        ({"value": 1.937e6, "unit": "vehicle"}, "1.937 million vehicles"),
        ({"value": 1234567.0, "unit": "vehicle"}, "1,234,567 vehicles"),
        ({"value": 1.4e9, "unit": "USD", "comparator": "<"}, "less than US$1.4 billion"),
        ({"value": 1.0e10, "unit": "CNY"}, "CNY 10 billion"),
        (
            {"value": 300000.0, "value_max": 400000.0, "unit": "vehicle/year"},
            "300,000–400,000 vehicles a year",
        ),
        ({"value": 2.0e6, "value_max": 3.0e6, "unit": "vehicle"}, "2–3 million vehicles"),
        ({"value": 900000.0, "value_max": 1.0e6, "unit": "vehicle"}, "900,000–1 million vehicles"),
        ({"value": 5.0, "unit": "furlong"}, "5 furlong"),
        ({"value": 0.0, "unit": "percent"}, "0%"),
        ({"value": None, "unit": "percent"}, ""),
        ({}, ""),
    ],
)
def test_values(fact: dict[str, object], words: str) -> None:
    assert value_words(fact) == words


@pytest.mark.parametrize(
    ("start", "end", "modality", "words"),
    [
        ("2025-01", "2025-04", "actual", "January–April 2025"),
        ("2024-11", "2025-04", "actual", "November 2024 – April 2025"),
        ("2025-04", "2025-04", None, "April 2025"),
        ("2025-05-16", "2025-05-16", None, "16 May 2025"),
        ("2024", "2025", None, "2024–2025"),
        ("2030", "2030", "target", "by 2030"),
        (None, "2030", "target", "by 2030"),
        ("2024-10-30", None, None, "from 30 October 2024"),
        (None, "2024", None, "until 2024"),
        (None, None, "target", ""),
        ("soon", "soon", None, "soon"),
        ("2025-99", "2025-99", None, "2025-99"),
    ],
)
def test_periods(start: str | None, end: str | None, modality: str | None, words: str) -> None:
    assert period(start, end, modality) == words


def test_a_relation_is_as_firm_as_its_firmest_fact() -> None:
    assert firmness(["rumoured", "planned", "denied"]) == "planned"
    assert firmness(["planned", None]) == "actual"
    assert firmness([]) == "actual"


def test_what_narrows_a_figure_is_named() -> None:
    assert qualifiers(
        {"product": "bev bus", "place": "overseas", "part": "phase 1", "basis": "cumulative"}
    ) == ("BEV bus · overseas · phase 1 · running total")
    assert qualifiers({"product": "vehicle"}) == ""


def test_names_of_properties_become_words() -> None:
    assert property_words("ownsStake") == "owns stake"
    assert property_words("") == ""


@given(st.floats(min_value=-1e15, max_value=1e15))
def test_a_number_read_back_is_the_same_number(value: float) -> None:
    text = number(value).replace(",", "").replace("−", "-")
    digits, _, scale = text.partition(" ")
    back = float(digits) * {"": 1, "million": 1e6, "billion": 1e9, "trillion": 1e12}[scale]
    assert back == pytest.approx(value, rel=6e-3, abs=1e-6)
