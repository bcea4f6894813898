"""Duties of a day, who is exposed, and capacity against sales."""

import pytest


@pytest.fixture
def duties(say):
    """Ten percent for all, more for BYD and SAIC, a provisional rate that a definitive one replaced."""

    def duty(value, told, **more):
        return say.fact("European Union", "Region", "tariff", told, value=value, product="bev", **more)

    byd = {"object": "BYD", "object_type": "Automaker", "basis": "additional"}
    china = {"object": "China", "object_type": "Country"}
    return say.atlas(
        duty(10.0, "2024-06", **china),
        duty(17.4, "2024-07-05", **byd, start="2024-07-05", end="2024-07-05"),
        duty(17.0, "2024-10-30", **byd, start="2024-10-30", end="2024-10-30"),
        duty(35.3, "2024-10-30", **{**byd, "object": "SAIC"}, start="2024-10-30", end="2024-10-30"),
        duty(20.7, "2024-10-30", **china, basis="additional", part="cooperating", start="2024-10-30"),
        duty(50.0, "2024-09", **{**byd, "object": "Tesla"}, start="2024-10-30"),
        say.fact(
            "Mexico", "Country", "tariff", "2026-01-02", value=50.0, object="China", object_type="Country",
            start="2026-01-01", end="2026-01-01",
        ),
        say.fact(
            "Mexico", "Country", "tariff", "2025-09", value=20.0, object="China", object_type="Country", end="2025-12",
        ),
    )  # fmt: skip


def test_all_duties_together(duties, ask):
    columns = ("payer", "part", "base", "additional", "total", "others")
    assert ask(duties, "duty-by-maker", *columns, market="EU", on="2025") == [
        ("BYD", None, 10, 17, 27, "17.4"),
        ("China", "cooperating", 10, 20.7, 30.7, None),
        ("China", None, 10, None, 10, None),
        ("SAIC", None, 10, 35.3, 45.3, None),
    ]


def test_a_maker_of_another_country_that_builds_there_pays_as_well_and_a_range_keeps_its_end(say, ask):
    rate = {"basis": "additional", "product": "bev", "source": "https://example.org/eu"}
    maker = {**rate, "object_type": "Automaker"}
    atlas = say.atlas(
        say.fact("European Union", "Region", "tariff", "2024-10", value=10.0),
        say.fact("European Union", "Region", "tariff", "2024-10", value=17.0, object="BYD", **maker),
        say.fact("European Union", "Region", "tariff", "2024-10", value=7.8, object="Tesla", **maker),
        say.fact(
            "European Union", "Region", "tariff", "2024-10", value=7.8, value_max=35.3, object="China",
            object_type="Country", part="lowest to highest", **rate,
        ),
        # what another source tells of a Korean maker is of cars from elsewhere
        say.fact(
            "European Union", "Region", "tariff", "2024-10", value=2.0, object="Hyundai", object_type="Automaker",
            basis="additional", product="bev",
        ),
    )  # fmt: skip
    columns = ("payer", "part", "additional", "additional_most", "total")
    assert ask(atlas, "duty-by-maker", *columns, market="EU", on="2025") == [
        ("BYD", None, 17, None, 27),
        ("China", "lowest to highest", 7.8, 35.3, 17.8),
        ("China", None, None, None, 10),
        ("Tesla", None, 7.8, None, 17.8),
    ]


def test_duties_of_an_earlier_day(duties, ask):
    rows = ask(duties, "duty-by-maker", "payer", "total", market="EU", on="2024-08")
    assert rows == [("BYD", 27.4), ("China", 10)]
    assert ask(duties, "duty-by-maker", "total", market="Mexico", on="2025-10") == [20]
    assert ask(duties, "duty-by-maker", "total", market="Mexico", on="2026-02") == [50]


def test_a_duty_that_ended_and_one_whose_day_has_come(say, ask):
    china = {"object": "China", "object_type": "Country", "product": "bev"}
    surtax = {**china, "basis": "additional"}
    atlas = say.atlas(
        say.fact("Canada", "Country", "tariff", "2024-08", value=6.1, **china),
        say.fact("Canada", "Country", "tariff", "2024-10", value=100.0, start="2024-10-01", **surtax),
        say.fact("Canada", "Country", "tariff", "2026-01", value=100.0, start="2024", end="2026-01", **surtax),
        say.fact("Brazil", "Country", "tariff", "2024-01", value=18.0, product="bev", start="2024-07", end="2025-06"),
        say.fact(
            "Brazil", "Country", "tariff", "2024-01", value=35.0, product="bev", start="2026-07", end="2026-07",
            modality="planned",
        ),
    )  # fmt: skip
    assert ask(atlas, "duty-by-maker", "payer", "total", market="Canada", on="2025") == [("China", 106.1)]
    assert ask(atlas, "duty-by-maker", "payer", "total", market="Canada", on="2026-03") == [("China", 6.1)]
    assert ask(atlas, "duty-by-maker", "total", "modality", market="Brazil", on="2025-01") == [(18, "actual")]
    assert ask(atlas, "duty-by-maker", "total", "modality", market="Brazil", on="2026-08") == [
        (35, "planned")
    ]


def test_who_is_exposed_and_who_can_build_near(say, ask):
    plant, near = "BAIC Veracruz plant", "BYD Camaçari plant"
    sold = {"value": 40000.0, "start": "2024", "end": "2024", "place": "Mexico"}
    atlas = say.atlas(
        say.runs("BAIC", plant, "Mexico", "2018"),
        say.size(plant, 20000, "2018"),
        say.runs("BYD", near, "Canada", "2025-07"),
        say.size(near, 1500, "2025-07", comparator="<="),
        say.runs("GAC", "GAC Toluca plant", "Mexico", "2025", "planned"),
        say.event("GAC Toluca plant", "announced", "2025"),
        say.size("GAC Toluca plant", 50000, "2025", "planned"),
        say.fact("BYD", "Automaker", "sales", "2025-03", comparator=">", **sold),
        say.fact(
            "Mexico", "Country", "tariff", "2026-01-02", value=50.0, object="China", object_type="Country",
            start="2026-01-01",
        ),
    )  # fmt: skip
    columns = (
        "maker", "duty", "sales", "bound", "counted_in", "plants_inside", "capacity_inside", "planned_inside",
        "capacity_duty_free", "duty_free_in",
    )  # fmt: skip
    assert ask(atlas, "tariff-exposure", *columns, market="Mexico", on="2026-03") == [
        ("BYD", 50, 40000, ">", "Mexico", 0, None, None, 1500, "Canada"),
        ("BAIC", 50, None, None, None, 1, 20000, None, None, None),
        ("GAC", 50, None, None, None, 0, None, 50000, None, None),
    ]


def test_capacity_over_sales_keeps_the_range_of_the_sources(say, ask):
    there = {"start": "2025", "end": "2025", "place": "Russia"}
    atlas = say.atlas(
        say.runs("Great Wall Motor", "Great Wall Motor Tula plant", "Russia", "2019-06"),
        say.size("Great Wall Motor Tula plant", 150000, "2024"),
        say.fact("China", "Country", "sales", "2026-01", value=600000.0, **there),
        say.fact("China", "Country", "sales", "2026-02", value=500000.0, comparator=">", **there),
    )
    columns = (
        "country",
        "operating",
        "coming",
        "sales_least",
        "sales_most",
        "sales_of",
        "bound",
        "over_least",
        "over_most",
    )
    assert ask(atlas, "capacity-over-sales", *columns, on="2026-03") == [
        ("Russia", 150000, None, 500000, 600000, "makers together", ">", 25, 30),
    ]
    assert ask(atlas, "capacity-over-sales", "country", on="2029") == []
