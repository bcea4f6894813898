"""Direct triples stand only for what is plainly so."""

from datetime import date

import polars as pl
import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.derived import derived_facts, first_day_column, last_day_column
from autoatlas.ontology.dates import first_day, last_day

BYD = {"subject": "BYD", "subject_type": "Automaker"}
OPERATES = {**BYD, "property": "operates", "object": "BYD Szeged plant", "object_type": "Facility"}


def direct(atlas: Atlas) -> set[tuple[str, object]]:
    found = atlas.query("SELECT ?p ?o { GRAPH <https://w3id.org/autoatlas/graph/derived> { aae:byd ?p ?o } }")
    return {(name.rsplit("#")[1], value) for name, value in found}


def loaded(extraction, *rows) -> set[tuple[str, object]]:
    atlas = Atlas()
    atlas.load(extraction("https://example.org/a", *rows))
    return direct(atlas)


@pytest.mark.parametrize(
    "change",
    [
        {"modality": "planned"},
        {"modality": "rumoured"},
        {"modality": "denied"},
        {"start": "2010", "end": "2015"},
        {"end": "2015"},
        {"start": "2010-05", "end": "2010-06"},
    ],
)
def test_a_relation_that_is_not_so_or_has_ended_has_no_direct_triple(extraction, change):
    assert loaded(extraction, {**OPERATES, **change}) == set()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"start": "2010"},
        {"start": "2010", "end": "2010"},
        {"start": "2010-05-01", "end": "2010-05-01"},
        {"end": "2999"},
        {"start": "2010", "end": "2999-01"},
    ],
)
def test_a_relation_that_holds_or_is_of_an_instant_has_one(extraction, change):
    assert loaded(extraction, {**OPERATES, **change}) == {
        ("operates", "https://w3id.org/autoatlas/entity/byd-szeged-plant")
    }


def test_the_newest_value_of_a_state_counts_by_end_and_failing_that_by_publication(extraction):
    state = {**BYD, "property": "employees"}
    rows = [
        {**state, "value": 1, "start": "2020", "end": "2020", "published": "2026-01-01"},
        {**state, "value": 3, "published": "2025-02"},
        {**state, "value": 2, "start": "2024-06", "end": "2024-06", "published": "2024-07-01"},
    ]
    assert loaded(extraction, *rows) == {("employees", 3)}
    assert loaded(extraction, rows[0], rows[2]) == {("employees", 2)}


@pytest.mark.parametrize(
    "change",
    [
        {"modality": "target"},
        {"place": "Brazil"},
        {"product": "bev"},
        {"part": "phase 1"},
        {"comparator": ">"},
        {"comparator": "~"},
        {"value_max": 9.0},
    ],
)
def test_a_state_that_is_narrower_or_hedged_has_none(extraction, change):
    assert (
        loaded(
            extraction, {**BYD, "property": "annualCapacity", "unit": "vehicle/year", "value": 7, **change}
        )
        == set()
    )


def test_a_newer_hedge_takes_the_older_plain_value_away(extraction):
    state = {**BYD, "property": "countriesPresent"}
    plain = {**state, "value": 25, "published": "2024-01-01"}
    assert loaded(extraction, plain) == {("countriesPresent", 25)}
    assert (
        loaded(extraction, plain, {**state, "value": 30, "comparator": ">", "published": "2025-01-01"})
        == set()
    )


def test_flows_stakes_and_other_units_have_none(extraction):
    assert (
        loaded(
            extraction,
            {**BYD, "property": "exports", "value": 5},
            {**BYD, "property": "annualCapacity", "value": 20, "unit": "GWh/year"},
            {
                **BYD,
                "property": "ownsStake",
                "value": 51,
                "object": "Somewhere",
                "object_type": "Organization",
            },
        )
        == set()
    )


def test_what_has_ended_is_told_as_of_a_day(extraction):
    facts = next(
        iter(extraction("https://example.org/a", {**OPERATES, "start": "2010", "end": "2015"}))
    ).lazy()
    assert derived_facts(facts, date(2015, 12, 31)).collect().height == 1
    assert derived_facts(facts, date(2016, 1, 1)).collect().height == 0


@pytest.mark.parametrize(
    "text", ["2024", "2024-02", "2023-02", "2024-12", "2024-02-29", "0001", "9999-12-31"]
)
def test_days_by_columns_are_those_of_the_dates(text):
    frame = pl.DataFrame({"d": [text]})
    assert frame.select(last_day_column("d")).item() == last_day(text)
    assert frame.select(first_day_column("d")).item() == first_day(text)
