"""What had become of a facility on a day, and what was known then."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from autoatlas.graph.status import dated_facts, facility_events, facility_status
from autoatlas.ontology.facts import FACT_SCHEMA, conform, fill_defaults

PLANT = "Chery Barcelona plant"


def facts(*rows: dict[str, Any]) -> pl.DataFrame:
    made = [{"subject": PLANT, "subject_type": "Facility", **row} for row in rows]
    return dated_facts(fill_defaults(conform(pl.DataFrame(made, schema_overrides=dict(FACT_SCHEMA)))))


def event(name: str, when: str, told: str | None = None, **more: Any) -> dict[str, Any]:
    return {"property": name, "start": when, "end": when, "published": told or when, **more}


def run_by(told: str, modality: str = "actual") -> dict[str, Any]:
    return {
        "subject": "Chery",
        "subject_type": "Automaker",
        "property": "operates",
        "object": PLANT,
        "object_type": "Facility",
        "modality": modality,
        "published": told,
    }


def status(frame: pl.DataFrame, on: str) -> tuple[str, str | None, str] | None:
    found = facility_status(frame, date.fromisoformat(on))
    return found.select("status", "since", "presumed").row(0) if found.height else None


STORY = (
    event("announced", "2019-03"),
    event("groundbreaking", "2020-01-15"),
    event("productionStart", "2021-06"),
    event("suspended", "2022-05"),
    event("productionStart", "2024-02-01"),
    event("closed", "2025", "2025-11-30"),
)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2019-02-28", None),
        ("2019-03-01", ("announced", "2019-03", "announced")),
        ("2020-01-15", ("under construction", "2020-01-15", "under construction")),
        ("2021-06-01", ("operating", "2021-06", "operating")),
        ("2022-05-30", ("operating", "2021-06", "operating")),
        ("2022-05-31", ("suspended", "2022-05", "suspended")),
        ("2024-02-01", ("operating", "2024-02-01", "operating")),
        ("2025-12-30", ("operating", "2024-02-01", "operating")),
        ("2025-12-31", ("closed", "2025", "closed")),
    ],
)
def test_a_facility_goes_through_its_dates_and_may_be_taken_up_again(on: str, expected: object) -> None:
    assert status(facts(*STORY), on) == expected


@pytest.mark.parametrize(
    ("on", "presumed"),
    [
        ("2021-03-09", "announced"),
        ("2021-03-10", "shelved"),
        ("2023-03-09", "shelved"),
        ("2023-03-10", "cancelled in all likelihood"),
    ],
)
def test_a_plan_that_nobody_mentions_is_shelved_then_presumed_cancelled(on: str, presumed: str) -> None:
    plan = facts(event("announced", "2019-03-10"))
    assert status(plan, on) == ("announced", "2019-03-10", presumed)


def test_silence_does_not_shelve_what_has_been_built() -> None:
    frame = facts(event("announced", "2019-03"), event("completed", "2021"))
    assert status(frame, "2026-01-01") == ("under construction", "2021", "under construction")


def test_silence_does_not_shelve_what_runs() -> None:
    assert status(facts(event("productionStart", "2010")), "2026-01-01") == ("operating", "2010", "operating")


def test_without_dates_a_plant_runs_from_the_day_that_it_was_told() -> None:
    frame = facts(run_by("2024-06-01"))
    assert status(frame, "2024-05-31") is None
    assert status(frame, "2024-06-01") == ("operating", None, "operating")


@pytest.mark.parametrize(
    ("period", "runs"),
    [
        ({"start": "2024", "end": "2024"}, True),
        ({"start": "2024"}, True),
        ({"start": "2019", "end": "2024"}, False),
        ({"end": "2024"}, False),
    ],
)
def test_one_date_of_an_operator_is_its_beginning_and_two_are_a_time_that_is_over(
    period: Any, runs: bool
) -> None:
    frame = facts(event("announced", "2018"), run_by("2024-03") | period)
    assert status(frame, "2025-06-01")[0] == ("operating" if runs else "announced")


def test_a_planned_operator_does_not_make_a_plant_run() -> None:
    assert status(facts(run_by("2024-06-01", "planned")), "2024-07-01") == ("announced", None, "announced")


def test_an_undated_mention_does_not_open_a_closed_plant() -> None:
    frame = facts(event("closed", "2020"), run_by("2023-01"))
    assert status(frame, "2024-01-01") == ("closed", "2020", "closed")


def test_dates_of_a_part_and_of_plans_leave_the_status_alone() -> None:
    frame = facts(
        event("announced", "2023"),
        event("productionStart", "2023-06", part="phase 1"),
        event("productionStart", "2023-06", modality="planned"),
        event("cancelled", "2023-06", modality="denied"),
    )
    assert status(frame, "2024-01-01") == ("announced", "2023", "announced")


def test_rumours_and_denials_are_told_apart_from_plans() -> None:
    rumour = facts(run_by("2025-03-26", "rumoured"))
    assert status(rumour, "2025-04-01") == ("rumoured", None, "rumoured")
    denied = facts(event("announced", "2025-03-20"), run_by("2025-03-27", "denied"))
    assert status(denied, "2025-03-26") == ("announced", "2025-03-20", "announced")
    assert status(denied, "2025-04-01") == ("denied", None, "denied")


def test_a_denial_of_old_does_not_undo_what_was_announced_since() -> None:
    frame = facts(run_by("2024-01-10", "denied"), event("announced", "2025-05-02"))
    assert status(frame, "2025-06-01") == ("announced", "2025-05-02", "announced")


def test_an_end_that_sources_date_differently_has_lasted_since_the_first_of_them() -> None:
    frame = facts(event("announced", "2023"), event("cancelled", "2025-09"), event("cancelled", "2026-02"))
    assert status(frame, "2026-03-01") == ("cancelled", "2025-09", "cancelled")


def test_a_coarse_date_gives_way_to_a_finer_one_within_it() -> None:
    frame = facts(
        event("productionStart", "2018"), event("productionStart", "2018-08-27"), event("closed", "2021-11")
    )
    assert facility_events(frame)["when"].to_list() == ["2018-08-27", "2021-11"]


def test_coordinates_alone_announce_nothing() -> None:
    frame = facts({"property": "latitude", "value": 41.4, "unit": "degree"})
    assert status(frame, "2026-01-01") is None


def test_a_fact_without_a_date_takes_that_of_its_source() -> None:
    sources = pl.DataFrame({"source": ["https://example.org/a"], "published": ["2024-05"]})
    rows = facts({**run_by("2024"), "published": None, "source": "https://example.org/a"})
    dated = dated_facts(rows.drop("told", "first", "last"), sources)
    assert dated["told"].to_list() == [date(2024, 5, 1)]
