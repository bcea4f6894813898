"""Cells as people and offices write them."""

import polars as pl
import pytest

from autoatlas.loaders.table.cells import dates, numbers, unguard
from autoatlas.loaders.table.scalars import parse_date, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1937000", 1937000),
        ("1,937,000", 1937000),
        ("1 937 000", 1937000),
        ("1\u00a0937\u00a0000.5", 1937000.5),
        ("1'937'000", 1937000),
        ("1.937.000", 1937000),
        ("1.937.000,5", 1937000.5),
        ("12,5", 12.5),
        ("1,234", 1234),
        ("(12.5)", -12.5),
        ("−3", -3),
        ("52.6%", 52.6),
        ("US$1.2 bn", 1.2e9),
        ("€4 billion", 4e9),
        ("RMB 5.5bn", 5.5e9),
        ("1.2 million", 1.2e6),
        ("19.4万", 194000),
        ("1.5 lakh", 150000),
        ("100k", 100000),
        ("1,234*", 1234),
        ("1234 (p)", 1234),
        ("1.2E+05", 120000),
        ("12,34,567", 1234567),
        (".5", 0.5),
    ],
)
def test_numbers_in_many_dresses(text, value):
    assert parse_number(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["many", "=1+1", "=HYPERLINK(A1)", "1,2,3", "12 34", "5 parsecs", "1.2.3,4", "", "@5", "--5"]
)
def test_what_is_no_number(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "upper", "comparator"),
    [
        ("> 30", 30, None, ">"),
        ("≥30", 30, None, ">="),
        ("about 1,000", 1000, None, "~"),
        ("more than 30", 30, None, ">"),
        ("30+", 30, None, ">="),
        ("100,000-150,000", 100000, 150000, None),
        ("1.2–1.5 billion", 1.2e9, 1.5e9, None),
    ],
)
def test_bounds_and_ranges(text, value, upper, comparator):
    assert parse_number(text) == (pytest.approx(value), upper and pytest.approx(upper), comparator)


def test_the_decimal_comma_of_a_column():
    assert parse_number("1.234", ",").value == 1234
    assert parse_number("1.234", ".").value == 1.234
    frame, wrong = numbers(pl.Series(["1.234,5", "12", "7,25", None]), decimal=",")
    assert frame["value"].to_list() == [1234.5, 12, 7.25, None]
    assert not wrong.any()


def test_missing_values_are_no_faults_and_words_are():
    cells = pl.Series(["1", "n/a", "-", "..", "…", None, "NA", "x", "inf", "nan", "2 apples"])
    frame, wrong = numbers(cells, also_missing={"x"})
    assert frame["value"].to_list() == [1] + [None] * 10
    assert cells.filter(wrong).to_list() == ["inf", "2 apples"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024", ("2024", "2024")),
        ("2024.0", ("2024", "2024")),
        ("202412", ("2024-12", "2024-12")),
        ("20241231", ("2024-12-31", "2024-12-31")),
        ("2024-1", ("2024-01", "2024-01")),
        ("2024/05/03", ("2024-05-03", "2024-05-03")),
        ("2024-05-03 00:00:00", ("2024-05-03", "2024-05-03")),
        ("2025Q1", ("2025-01", "2025-03")),
        ("Q3 2025", ("2025-07", "2025-09")),
        ("Q1-Q4 2023", ("2023", "2023")),
        ("H1 2025", ("2025-01", "2025-06")),
        ("May 2024", ("2024-05", "2024-05")),
        ("3 May 2024", ("2024-05-03", "2024-05-03")),
        ("May 3, 2024", ("2024-05-03", "2024-05-03")),
        ("31/12/2024", ("2024-12-31", "2024-12-31")),
        ("12/31/2024", ("2024-12-31", "2024-12-31")),
        ("2025年4月", ("2025-04", "2025-04")),
        ("2021 to 2024", ("2021", "2024")),
        ("+2024-00-00T00:00:00Z", ("2024", "2024")),
        ("03/04/2025", None),
        ("2024-13", None),
        ("20241301", None),
        ("2024-02-30", None),
        ("soon", None),
    ],
)
def test_dates(text, found):
    assert parse_date(text) == found


def test_the_order_of_day_and_month_can_be_told():
    assert parse_date("03/04/2025", "dmy") == ("2025-04-03", "2025-04-03")
    assert parse_date("03/04/2025", "mdy") == ("2025-03-04", "2025-03-04")
    frame, wrong = dates(pl.Series(["03/04/2025", "n/a", None, "later"]), style="dmy")
    assert frame["start"].to_list() == ["2025-04-03", None, None, None]
    assert wrong.to_list() == [False, False, False, True]


def test_guarded_cells_lose_their_guard_and_nothing_else():
    cells = pl.Series(["'=", "'+49", "'quoted'", "O'Brien", "'-1", None])
    assert unguard(cells).to_list() == ["=", "+49", "'quoted'", "O'Brien", "-1", None]
