"""How plants are built and run: kits, money, jobs, owners, hosts, use of capacity."""

import pytest

A, B, C = "BYD Rayong plant", "Chery Hulu Selangor plant", "Handal Indonesia Motor Bekasi plant"


@pytest.fixture
def three_plants(say):
    """A full plant and a kit plant of their makers', and a host that builds for two."""
    mode = {"property": "assemblyMode", "subject_type": "Facility"}
    return say.atlas(
        say.runs("BYD", A, "Thailand", "2024-07-04"),
        say.size(A, 150000, "2024-07-04", source="https://example.org/opening"),
        say.fact(A, "Facility", "assemblyMode", "2024-07-04", object="full"),
        say.fact(A, "Facility", "investment", "2024-07-04", value=490e6, unit="USD", source="https://example.org/opening"),
        say.fact(A, "Facility", "employees", "2024-08", value=1e4, unit="person", modality="planned", comparator=">"),
        say.fact(A, "Facility", "production", "2025-02", value=60000.0, unit="vehicle", start="2024", end="2024"),
        say.fact(A, "Facility", "production", "2025-02", value=9000.0, unit="vehicle", start="2025-01", end="2025-01"),
        say.runs("Chery", B, "Malaysia", "2025-02", "planned"),
        say.event(B, "announced", "2025-02"),
        say.size(B, 50000, "2025-02", "planned", comparator="<="),
        say.fact(B, "Facility", "assemblyMode", "2025-02", object="CKD", modality="planned"),
        say.runs("Handal Indonesia Motor", C, "Indonesia", "2024-05", cls="Organization"),
        say.builds(C, "Chery", "2024-05"),
        say.builds(C, "Neta", "2024-05"),
        say.size(C, 10000, "2024-05", comparator=">"),
        {**say.fact(C, "Facility", "assemblyMode", "2024-05", object="contract"), **mode},
    )  # fmt: skip


def test_share_of_full_manufacture(three_plants, ask):
    rows = ask(
        three_plants,
        "assembly-modes",
        "group",
        "plant",
        "mode",
        "modality",
        "capacity",
        "bound",
        "full_share",
        on="2025-03",
    )
    # 150,000 of 150,000 + 50,000; contract assembly alone says nothing of kits
    assert rows == [
        ("full", A, "full", "actual", 150000, "=", 75),
        ("kits", B, "CKD", "planned", 50000, "<=", 75),
    ]


def test_money_for_each_vehicle_a_year(three_plants, ask):
    columns = ("plant", "investment", "unit", "converted", "capacity", "same_source", "bound", "per_vehicle")
    rows = ask(three_plants, "investment-per-capacity", *columns, on="2025-03")
    assert rows == [(A, 490000000, "USD", 490000000, 150000, True, "=", 3267)]


def test_jobs_for_a_thousand_vehicles_keep_the_hedge(three_plants, ask):
    columns = (
        "plant",
        "jobs",
        "modality",
        "capacity",
        "same_source",
        "bound",
        "jobs_per_thousand",
        "out_of_line",
    )
    rows = ask(three_plants, "jobs-per-capacity", *columns, on="2025-03")
    assert rows == [(A, 10000, "planned", 150000, False, ">", 66.7, None)]


def test_use_of_capacity_takes_whole_years_only(three_plants, ask):
    rows = ask(three_plants, "utilisation", "plant", "year", "production", "capacity", "bound", "utilisation")
    assert rows == [(A, 2024, 60000, 150000, "=", 40)]


def test_hosts_by_how_many_makers_depend_on_them(three_plants, ask):
    columns = ("partner", "makers", "names", "only_plant_there", "plants", "countries", "capacity", "bound")
    assert ask(three_plants, "partner-dependence", *columns, on="2025-03") == [
        ("Handal Indonesia Motor", 2, "Chery, Hozon", 2, C, "Indonesia", 10000, ">"),
    ]


def test_plants_that_were_anothers(say, ask):
    taken, sold = "Great Wall Motor Rayong plant", "Nissan Rosslyn plant"
    buyer = {"object": sold, "object_type": "Facility", "start": "2026", "end": "2026", "modality": "planned"}
    atlas = say.atlas(
        say.runs("Great Wall Motor", taken, "Thailand", "2021-06"),
        say.fact(taken, "Facility", "acquiredFrom", "2020-09", object="General Motors", object_type="Automaker"),
        say.fact(
            taken, "Facility", "acquiredFrom", "2021-06", object="General Motors", object_type="Automaker",
            start="2020", end="2020",
        ),
        say.runs("Nissan", sold, "South Africa", "2020"),
        say.fact("Chery", "Automaker", "acquires", "2026-01-23", **buyer),
    )  # fmt: skip
    columns = ("plant", "country", "former_owner", "taken_over", "modality", "now", "sources")
    assert ask(atlas, "former-owners", *columns) == [
        (sold, "South Africa", "Nissan", "2026", "planned", "Nissan", 1),
        (taken, "Thailand", "General Motors", "2020", "actual", "Great Wall Motor", 2),
    ]
