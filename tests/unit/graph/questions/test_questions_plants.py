"""Plants abroad: whose, in which state, how large, each site once, as of a day."""

import pytest

RAYONG, SZEGED, HANDAL = "BYD Rayong plant", "BYD Szeged plant", "Handal Indonesia Motor Bekasi plant"
ROSSLYN = "Nissan Rosslyn plant"


@pytest.fixture
def asia_and_europe(say):
    """BYD runs Rayong and builds Szeged; Handal builds for Chery and Jetour; Chery is to take over Rosslyn."""
    return say.atlas(
        say.runs("BYD", RAYONG, "Thailand", "2024-07-04"),
        say.event(RAYONG, "announced", "2022-09-08"),
        say.event(RAYONG, "productionStart", "2024-07-04"),
        say.size(RAYONG, 150000, "2024-07-04"),
        say.runs("BYD", SZEGED, "Hungary", "2023-12-22", "planned"),
        say.event(SZEGED, "announced", "2023-12-22"),
        say.event(SZEGED, "groundbreaking", "2024-10", "2024-10-20"),
        say.event(SZEGED, "productionStart", "2026", "2025-07-22", modality="planned"),
        say.size(SZEGED, 200000, "2023-12-22", "planned", comparator="~"),
        say.size(SZEGED, 50000, "2025-01", "planned", part="phase 1"),
        say.runs("Handal Indonesia Motor", HANDAL, "Indonesia", "2024-05", cls="Organization"),
        say.builds(HANDAL, "Chery", "2024-05"),
        say.builds(HANDAL, "Jetour", "2025-02"),
        say.size(HANDAL, 10000, "2024-05", comparator=">"),
        say.runs("Nissan", ROSSLYN, "South Africa", "2020"),
        say.runs("Chery", ROSSLYN, "South Africa", "2026-01-23", "planned"),
        say.runs("BYD", "BYD Szeged battery plant", "Hungary", "2024"),
    )


def test_a_makers_plants_with_status_and_hedges(asia_and_europe, ask):
    columns = (
        "plant",
        "way",
        "country",
        "status",
        "since",
        "capacity",
        "bound",
        "planned_capacity",
        "planned_bound",
    )
    assert ask(asia_and_europe, "plants-abroad", *columns, maker="BYD", on="2025-12") == [
        (SZEGED, "own", "Hungary", "under construction", "2024-10", None, None, 200000, "~"),
        (RAYONG, "own", "Thailand", "operating", "2024-07-04", 150000, "=", None, None),
    ]


def test_the_graph_of_an_earlier_day_knows_no_later_source_or_event(asia_and_europe, ask):
    rows = ask(asia_and_europe, "plants-abroad", "plant", "status", "capacity", maker="BYD", on="2024-01")
    assert rows == [(SZEGED, "announced", None)]


def test_silence_shelves_a_plan(asia_and_europe, ask):
    rows = ask(asia_and_europe, "plants-abroad", "plant", "status", maker="BYD", on="2028-01")
    assert (SZEGED, "shelved") in rows
    assert (RAYONG, "operating") in rows


def test_a_brand_counts_with_its_maker_and_a_guest_is_only_announced(asia_and_europe, ask):
    rows = ask(asia_and_europe, "plants-abroad", "plant", "way", "status", maker="Chery", on="2026-02")
    assert rows == [(HANDAL, "contract", "operating"), (ROSSLYN, "own", "announced")]
    assert ask(asia_and_europe, "plants-abroad", "plant", maker="Jetour", on="2026-02") == [HANDAL]


def test_a_joint_venture_counts_with_the_maker_whose_name_it_bears(say, ask):
    atlas = say.atlas(say.runs("SAIC Motor-CP", "SAIC Motor-CP Rayong plant", "Thailand", "2017"))
    rows = ask(atlas, "plants-in-region", "maker", "way", "status", region="Thailand")
    assert rows == [("SAIC", "partner", "operating")]


def test_plants_in_a_region_by_maker(asia_and_europe, ask):
    rows = ask(
        asia_and_europe, "plants-in-region", "country", "maker", "way", "makers", "capacity", "bound",
        region="ASEAN", on="2026-02",
    )  # fmt: skip
    assert rows == [
        ("Indonesia", "Chery", "contract", 1, 10000, ">"),
        ("Thailand", "BYD", "own", 1, 150000, "="),
    ]


def test_capacity_counts_each_site_once_and_shared_ones_apart(asia_and_europe, ask):
    columns = (
        "country", "status", "plants", "with_capacity", "capacity", "hedged", "actual_capacity", "shared_plants",
        "shared_capacity",
    )  # fmt: skip
    assert ask(asia_and_europe, "capacity-by-country", *columns, on="2026-02") == [
        ("Hungary", "under construction", 1, 1, 200000, 1, None, 0, None),
        ("Thailand", "operating", 1, 1, 150000, 0, 150000, 0, None),
        ("Indonesia", "operating", 1, 1, 10000, 1, 10000, 1, 10000),
        ("South Africa", "announced", 1, 0, None, 0, None, 0, None),
    ]


def test_capacity_at_the_end_of_each_year_and_what_is_due(asia_and_europe, ask):
    rows = ask(
        asia_and_europe, "capacity-by-year", "year", "country", "plants", "capacity",
        since=2023, until=2026, on="2025-12-31",
    )  # fmt: skip
    assert rows == [
        (2024, "Indonesia", 1, 10000),
        (2024, "Thailand", 1, 150000),
        (2025, "Indonesia", 1, 10000),
        (2025, "Thailand", 1, 150000),
        (2026, "Hungary", 1, 200000),
        (2026, "Indonesia", 1, 10000),
        (2026, "Thailand", 1, 150000),
    ]


def test_capacity_of_one_country_by_year(asia_and_europe, ask):
    rows = ask(
        asia_and_europe,
        "capacity-by-year",
        "year",
        "plants",
        country="Thailand",
        since=2023,
        until=2024,
        on="2025",
    )
    assert rows == [(2024, 1)]


def test_capacity_if_plans_hold_has_two_totals(say, ask):
    szeged, cracow = "BYD Szeged plant", "Geely Tychy plant"
    atlas = say.atlas(
        say.runs("BYD", szeged, "Hungary", "2025-06", "planned"),
        say.event(szeged, "groundbreaking", "2024-10", "2025-06"),
        say.event(szeged, "productionStart", "2026", "2025-06", modality="planned"),
        say.size(szeged, 200000, "2025-06", "planned"),
        say.runs("Geely", cracow, "Poland", "2025-06", "planned"),
        say.event(cracow, "announced", "2025-06"),
        say.event(cracow, "productionStart", "2027", "2025-06", modality="planned"),
        say.size(cracow, 100000, "2025-06", "planned", comparator="<="),
        say.runs("Chery", "Chery Milan plant", "Italy", "2025-06", "planned"),
        say.event("Chery Milan plant", "announced", "2025-06"),
        say.event("Chery Milan plant", "productionStart", "2029", "2025-06", modality="planned"),
        say.size("Chery Milan plant", 500000, "2025-06", "planned"),
    )
    columns = ("plant", "status", "start", "bound", "if_under_construction_holds", "if_all_holds")
    assert ask(atlas, "capacity-if-plans-hold", *columns, by="2027", on="2025-12") == [
        (szeged, "under construction", "2026", "=", 200000, 200000),
        (cracow, "announced", "2027", "<=", 200000, 300000),
    ]


def test_countries_by_makers_and_makers_in_one_of_two(asia_and_europe, ask):
    columns = ("country", "makers", "with_own_plant", "plants", "names")
    assert ask(asia_and_europe, "countries-by-makers", *columns, on="2026-02") == [
        ("Indonesia", 1, 0, 1, "Chery"),
        ("Thailand", 1, 1, 1, "BYD"),
    ]
    rows = ask(asia_and_europe, "makers-in-one-of-two", "maker", "only_in", "status", "plants", on="2026-02")
    assert rows == [("Chery", "Indonesia", "operating", HANDAL), ("BYD", "Thailand", "operating", RAYONG)]
