"""Aims, their revisions, and who was first where."""

from datetime import date

import pytest


def figure(say, who, prop, value, when, told, modality="actual", cls="Automaker", **more):
    return say.fact(who, cls, prop, told, value=float(value), start=when, end=when, modality=modality, **more)


@pytest.fixture
def aims(say):
    """BYD's aims abroad and for 2030, Great Wall's that was missed, Voyah's countries."""
    abroad = {"place": "overseas"}
    voyah = {"cls": "Brand"}
    return say.atlas(
        figure(say, "BYD", "sales", 417200, "2024", "2025-01", **abroad),
        figure(say, "BYD", "sales", 1046083, "2025", "2026-01", **abroad),
        figure(say, "BYD", "sales", 800000, "2025", "2025-03", "target", **abroad),
        figure(say, "BYD", "sales", 1600000, "2026", "2025-11-24", "target", comparator="<=", **abroad),
        figure(say, "BYD", "sales", 1300000, "2026", "2026-01-24", "target", said_by="Li Yunfei", **abroad),
        figure(say, "BYD", "sales", 1300000, "2026", "2026-01-25", "target", **abroad),
        figure(say, "Great Wall Motor", "sales", 1000000, "2025", "2021-08", "target", **abroad),
        figure(say, "Great Wall Motor", "sales", 506066, "2025", "2026-01", **abroad),
        figure(say, "Chery", "sales", 2800000, "2025", "2026-01"),
        figure(say, "Chery", "sales", 2700000, "2026", "2026-01", "target"),
        figure(say, "Chery", "salesGrowth", 14, "2026", "2026-01", "target"),
        figure(say, "Voyah", "countriesPresent", 15, "2023-05", "2023-05", **voyah),
        figure(say, "Voyah", "countriesPresent", 30, "2025-05", "2025-05", comparator=">", **voyah),
        figure(say, "Voyah", "countriesPresent", 60, "2030", "2025-05", "target", **voyah),
    )


def test_pace_needed_and_seen_with_the_hedges(aims, ask):
    columns = ("subject", "by", "target", "target_bound", "last", "last_bound", "needed", "past", "verdict")
    assert ask(aims, "target-pace", *columns, on="2026-06") == [
        ("BYD", "2025", 800000, "=", 1046083, "=", None, 150.7, "reached"),
        ("Great Wall Motor", "2025", 1000000, "=", 506066, "=", None, None, "missed"),
        ("BYD", "2026", 1300000, "=", 1046083, "=", 24.3, 150.7, "on pace"),
        # more than that in 2025 does not reach the aim of 2026
        ("Chery", "2026", 2700000, "=", 2800000, "=", None, None, "on pace"),
        # from the end of May 2025 to the end of 2030: (60 / 30) ** (1 / 5.583) - 1; doubled within two years
        ("Voyah", "2030", 60, "=", 30, ">", 13.2, 41.4, "on pace"),
    ]


def test_before_the_figures_of_the_year_are_out_nothing_is_missed(aims, ask):
    rows = ask(aims, "target-pace", "subject", "verdict", on="2025-11", maker="Great Wall Motor")
    assert rows == [("Great Wall Motor", "open")]


def test_revisions_of_an_aim_statement_by_statement(aims, ask):
    columns = ("subject", "by", "told", "bound", "value", "change", "said_by", "sources")
    assert ask(aims, "target-revisions", *columns) == [
        ("BYD", 2026, date(2025, 11, 24), "<=", 1600000, None, None, 1),
        ("BYD", 2026, date(2026, 1, 24), "=", 1300000, -18.8, "Li Yunfei", 2),
    ]
    assert ask(aims, "target-revisions", "value", on="2025-12") == []


def test_a_range_is_revised_from_its_middle(say, ask):
    aim = {"start": "2026", "end": "2026", "modality": "target", "place": "overseas"}
    atlas = say.atlas(
        say.fact("BYD", "Automaker", "sales", "2025-11", value=1.5e6, value_max=1.6e6, said_by="Citi", **aim),
        say.fact("BYD", "Automaker", "sales", "2026-01", value=1.3e6, **aim),
    )
    assert ask(atlas, "target-revisions", "value", "upper", "change") == [
        (1500000, 1600000, None),
        (1300000, None, -16.1),
    ]


@pytest.fixture
def byd_abroad(say):
    """Kits in Ethiopia in 2013, a plant of its own in Hungary 2017, full plants in Jizzakh and Rayong 2024."""
    adama, komarom = "Betret International Adama plant", "BYD Komárom plant"
    jizzakh, rayong = "BYD Jizzakh plant", "BYD Rayong plant"
    return say.atlas(
        say.runs("Betret International", adama, "Ethiopia", "2013-01-27", cls="Organization"),
        say.builds(adama, "BYD", "2013-01-27"),
        say.fact(adama, "Facility", "assemblyMode", "2013-01-27", object="CKD"),
        say.runs("BYD", komarom, "Hungary", "2017-04-05"),
        say.event(komarom, "productionStart", "2017"),
        say.fact(komarom, "Facility", "assemblyMode", "2018", object="SKD"),
        say.runs("BYD", jizzakh, "Uzbekistan", "2024-07-02"),
        say.event(jizzakh, "productionStart", "2024-01", "2024-07-02"),
        say.runs("BYD", rayong, "Thailand", "2024-07"),
        say.event(rayong, "productionStart", "2024-07-04"),
        say.runs("BYD", "BYD Szeged plant", "Hungary", "2025", "planned"),
        say.fact("BYD", "Automaker", "presentIn", "2022-08", object="Thailand", object_type="Country", start="2022-08"),
        say.fact(
            "BYD", "Automaker", "sales", "2024-02", value=1e4, start="2023", end="2023", place="Uzbekistan"
        ),
    )  # fmt: skip


def test_the_first_plant_abroad_and_the_first_full_one(byd_abroad, ask):
    columns = (
        "country", "way", "mode", "start", "bound", "place_in_order", "place_among_own", "place_among_full",
    )  # fmt: skip
    assert ask(byd_abroad, "first-plants-abroad", *columns, maker="BYD", on="2026") == [
        ("Ethiopia", "contract", "CKD", "2013-01-27", "<=", 1, None, None),
        ("Hungary", "own", "SKD", "2017", "=", 2, 1, None),
        ("Uzbekistan", "own", None, "2024-01", "=", 3, 2, 1),
        ("Thailand", "own", None, "2024-07-04", "=", 4, 3, 2),
    ]


def test_the_order_of_markets(byd_abroad, ask):
    columns = ("country", "first", "bound", "by", "market_of_maker")
    assert ask(byd_abroad, "market-entry", *columns, maker="BYD", on="2026") == [
        ("Hungary", date(2017, 1, 1), "=", "production", 1),
        ("Thailand", date(2022, 8, 1), "=", "present", 2),
        ("Uzbekistan", date(2023, 1, 1), "<=", "sales", 3),
    ]
