"""What the checks find beside plain values, each with the case next to it that they leave alone."""

from datetime import date

import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.check import check
from autoatlas.graph.check.spellings import alike, likeness
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import Fact, fill_defaults, to_frame

PLANT = "Changan Rayong plant"
ON = date(2026, 3, 1)


def of(
    subject: str, kind: str, prop: str, by: str = "wire", on: str | None = "2025-05-17", **columns: object
) -> Fact:
    known = {"source": f"https://{by}.example/{on}", "published": on, "confidence": 0.9}
    return Fact(subject, kind, prop, **(known | columns))


def site(prop: str, label: str = PLANT, **columns: object) -> Fact:
    return of(label, "Facility", prop, **columns)


def day(prop: str, when: str, label: str = PLANT, **columns: object) -> Fact:
    return site(prop, label, start=when, end=when, **columns)


def china(prop: str, value: float, **columns: object) -> Fact:
    unit = "percent" if prop.endswith(("Growth", "Share")) else "vehicle"
    return of("China", "Country", prop, value=value, unit=unit, **columns)


def found(kind: str, *facts: Fact) -> list[str]:
    atlas = Atlas()
    atlas.load(Extraction("https://example.org/table", "test", iter([fill_defaults(to_frame(facts))])))
    return [one.message for one in check(atlas, kinds=[kind], on=ON)]


APRIL = {"start": "2025-01", "end": "2025-04"}
THAILAND = {"object": "Thailand", "object_type": "Country"}
VIETNAM = {"object": "Vietnam", "object_type": "Country"}


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        # customs clear more than makers report
        ([china("exports", 1e6, said_by="CAAM", **APRIL), china("exports", 1.4e6, by="b", said_by="GACC", **APRIL)], 0),
        ([china("exports", 1e6, said_by="CAAM", **APRIL), china("exports", 1.4e6, by="b", said_by="CAAM", **APRIL)], 1),
        ([china("exports", 1e6, said_by="CAAM", **APRIL), china("exports", 1.4e6, by="b", **APRIL)], 1),
        # who does not say whose figure it is agrees with customs
        ([china("exports", 1e6, said_by="CAAM", **APRIL), china("exports", 1.4e6, by="b", said_by="GACC", **APRIL),
          china("exports", 1.4e6, by="c", **APRIL)], 0),
        # 3 million is whatever rounds to it, 3.4 is not
        ([china("exports", 3e6, **APRIL), china("exports", 3.1e6, by="b", **APRIL)], 0),
        ([china("exports", 3e6, **APRIL), china("exports", 3.4e6, by="b", **APRIL)], 1),
        # announced anew, or dated otherwise afterwards
        ([day("announced", "2022-07-15", on="2022-07-15"), day("announced", "2024-07-18", by="b", on="2024-07-18")], 0),
        ([day("announced", "2022-07-15", by="b", on="2024-09-01"), day("announced", "2024-07-18", on="2024-07-18")], 1),
        # a duty until a month, and another from then on
        ([of("Canada", "Country", "tariff", value=100.0, unit="percent", end="2026-01"),
          of("Canada", "Country", "tariff", by="b", value=6.0, unit="percent", start="2026-01", end="2026-01")], 0),
        # a site is in one country, and its town tells which
        ([site("locatedIn", **THAILAND), site("locatedIn", by="b", **VIETNAM)], 1),
        ([site("locatedIn", **THAILAND), site("locatedIn", by="b", **THAILAND)], 0),
        ([site("locatedIn", **VIETNAM)], 1),
        # a brand is of one maker
        ([of("Voyah", "Brand", "brandOf", object="BAIC", object_type="Automaker")], 1),
        ([of("Voyah", "Brand", "brandOf", object="Dongfeng", object_type="Automaker")], 0),
        # steps have an order, and no fact is told before its time
        ([day("productionStart", "2023-05"), day("groundbreaking", "2024-05", by="b")], 1),
        ([day("productionStart", "2024-05"), day("groundbreaking", "2023-05", by="b")], 0),
        ([day("productionStart", "2022-05"), day("closed", "2020-05", by="b")], 1),
        ([day("productionStart", "2022-05"), day("cancelled", "2024-05", by="b")], 1),
        ([day("productionStart", "2027-05")], 1),
        # without a date it fits with one of the figures, or with none
        ([site("annualCapacity", value=1e5, unit="vehicle/year", on="2023"),
          site("annualCapacity", by="b", value=1e5, unit="vehicle/year", on=None)], 0),
        ([site("annualCapacity", value=1e5, unit="vehicle/year", on="2023"),
          site("annualCapacity", by="b", value=2e5, unit="vehicle/year", on=None)], 1),
    ],
)  # fmt: skip
def test_what_cannot_be_so(facts, count):
    assert len(found("contradiction", *facts)) == count


def test_a_denial_is_of_the_figure_and_the_time_that_it_names():
    plan = day("productionStart", "2025-10", modality="planned", on="2025-02-10")
    assert (
        found(
            "contradiction", plan, day("productionStart", "2026", by="b", modality="denied", on="2025-10-09")
        )
        == []
    )
    assert found(
        "contradiction", plan, day("productionStart", "2025-10", by="b", modality="denied", on="2025-03")
    )


def test_a_denial_years_later_is_of_new_talk():
    runs = {"object": "Geely Cikarang plant", "object_type": "Facility"}
    plan = of("Geely", "Automaker", "operates", on="2011-03", modality="planned", **runs)
    denial = of("Geely", "Automaker", "operates", by="b", on="2023-09", modality="denied", **runs)
    assert found("contradiction", plan, denial) == []
    assert len(found("contradiction", plan._replace(published="2022-09"), denial)) == 1


def test_a_sum_in_another_currency_is_held_to_the_rate_of_the_day():
    pytest.importorskip("currency_converter", reason="the extra money is not installed")
    baht = site("investment", value=10e9, unit="THB")
    assert found("contradiction", baht, site("investment", by="b", value=285e6, unit="USD")) == []
    (one,) = found("contradiction", baht, site("investment", by="b", value=900e6, unit="USD"))
    assert "rate of the day" in one


YEAR = {"start": "2024", "end": "2024"}


def sold(value: float, **columns: object) -> Fact:
    return of("Planted Motor", "Automaker", "sales", value=value, unit="vehicle", **(YEAR | columns))


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ([sold(100e3), sold(120e3, start="2024-01", end="2024-06")], 1),
        ([sold(100e3), sold(80e3, start="2024-01", end="2024-06")], 0),
        ([sold(100e3, place="Southeast Asia"), sold(70e3, place="Thailand"), sold(60e3, place="Indonesia")], 1),
        ([sold(100e3, place="Southeast Asia"), sold(70e3, place="Thailand"), sold(60e3, place="Brazil")], 0),
        ([sold(100e3), sold(130e3, place="overseas")], 1),
        ([sold(100e3), sold(60e3, product="passenger"), sold(60e3, product="commercial")], 1),
        ([sold(100e3), sold(60e3, product="passenger"), sold(40e3, product="commercial")], 0),
        ([sold(100e3, product="bus"), sold(120e3, product="bev bus")], 1),
        # Europe with Russia and without
        ([sold(100e3, place="Europe"), sold(90e3, place="Russia", by="b"), sold(60e3, place="Spain", by="b")], 0),
        ([site("annualCapacity", value=1e5, unit="vehicle/year"),
          site("production", value=2e5, unit="vehicle", **YEAR)], 1),
        ([site("annualCapacity", value=1e5, unit="vehicle/year"),
          site("production", value=1.1e5, unit="vehicle", **YEAR)], 0),
        # phases told each for itself, or with those before
        ([site("annualCapacity", value=3e5, unit="vehicle/year", modality="planned", part=part) if part else
          site("annualCapacity", value=6e5, unit="vehicle/year", modality="planned")
          for part in ("phase 1", "phase 2", None)], 0),
        ([site("annualCapacity", value=3e5, unit="vehicle/year", modality="planned", part=part) if part else
          site("annualCapacity", value=9e5, unit="vehicle/year", modality="planned")
          for part in ("phase 1", "phase 2", None)], 1),
    ],
)  # fmt: skip
def test_what_does_not_add_up(facts, count):
    assert len(found("arithmetic", *facts)) == count


@pytest.mark.parametrize(
    ("quote", "planned", "count"),
    [
        ("100,000 cars a year, to double later", 2e5, 0),
        ("100,000 cars a year, to double later", 2.6e5, 1),
        ("100,000 cars a year, to more than double later", 2.6e5, 0),
        ("100,000 cars a year, to almost double later", 1.9e5, 0),
        ("年产能10万辆，未来翻一番", 3e5, 1),
        ("100.000 Autos im Jahr, soll sich verdreifachen", 3e5, 0),
    ],
)
def test_double_is_twice(quote, planned, count):
    plan = {"unit": "vehicle/year", "quote": quote}
    facts = (
        site("annualCapacity", value=1e5, **plan),
        site("annualCapacity", value=planned, modality="planned", **plan),
    )
    assert len(found("arithmetic", *facts)) == count


def test_no_rate_is_worked_out_from_two_counts():
    rate = china("exportsGrowth", 65.0, said_by="CAAM", start="2022-06", end="2022-06")
    now = china("exports", 198e3, said_by="CAAM", start="2022-06", end="2022-06")
    then = china("exports", 281e3, said_by="GACC", start="2021-06", end="2021-06")
    assert found("arithmetic", rate, now, then) == []
    assert len(found("arithmetic", rate, now, then._replace(said_by="CAAM"))) == 1


def test_a_part_of_a_plant_is_late_by_itself():
    plan = {"modality": "planned", "part": "phase 2", "on": "2023-01"}
    runs = day("productionStart", "2022-05")
    assert len(found("lateness", runs, day("productionStart", "2024-05", **plan))) == 1
    begun = day("productionStart", "2024-06", part="phase 2")
    assert found("lateness", runs, day("productionStart", "2024-05", **plan), begun) == []


def test_a_market_is_entered_where_something_is_sold():
    plan = of(
        "Voyah", "Brand", "presentIn", on="2023-05", modality="planned", start="2024", end="2024", **THAILAND
    )
    assert len(found("lateness", plan)) == 1
    sales = of("Voyah", "Brand", "sales", value=90.0, unit="vehicle", place="Thailand", **YEAR)
    assert found("lateness", plan, sales) == []


def test_a_figure_of_a_day_is_old_however_late_it_is_told():
    people = site("employees", value=90.0, unit="person", start="2018", end="2018", on="2026-01")
    assert len(found("staleness", people)) == 1
    assert found("staleness", people._replace(start="2025", end="2025")) == []


@pytest.mark.parametrize(
    ("label", "count"),
    [
        ("Changan Auto Rayong plant", 1), ("Changan Rayoong plant", 1), ("Changan Rayong factory", 1),
        ("Changan Rayong second plant", 0), ("Changan Rayong R&D centre", 0), ("BYD Rayong plant", 0),
        ("Changan Hanoi plant", 0),
    ],
)  # fmt: skip
def test_one_site_under_two_labels(label, count):
    facts = [site("locatedIn", name, **THAILAND) for name in (PLANT, label)]
    assert len(found("duplicate", *facts)) == count


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Koshi Auto Assembly", "Koshi Auto-Assembly Co., Ltd.", True),
        ("Handal Indonesia Motor", "PT Handal Indonesia Motor Tbk", True),
        ("Indonesia Handal Motor", "Handal Indonesia Motor", True),
        ("Алматы Моторс", "Almaty Motors", True),
        ("Chongqing Tire", "Chongqing Tyre", True),
        ("Military Factory 200", "Military Factory 300", False),
        ("Tan Chong Motor", "Truong Hai Auto", False),
    ],
)
def test_two_spellings_of_one_name(one, other, same):
    assert alike(one, other) == same
    assert likeness(one, other) == likeness(other, one)


def test_facts_that_leave_out_what_goes_without_saying_are_compared_as_well():
    atlas = Atlas()
    short = to_frame([sold(100e3)._replace(unit=None), sold(150e3, by="b")._replace(unit=None)])
    atlas.load(Extraction("https://example.org/table", "test", iter([short])))
    (one,) = check(atlas, kinds=["shape", "contradiction"], on=ON)
    assert one.kind == "contradiction"
