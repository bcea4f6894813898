"""Numerals and number words on their own, and the arithmetic of partial dates."""

from __future__ import annotations

from datetime import date

import pytest

from autoatlas.loaders.text.figure_words import words
from autoatlas.loaders.text.numbers import read_number, read_numeral
from autoatlas.loaders.text.periods import Span, shift_partial, with_year, years_for
from autoatlas.loaders.text.tokens import split


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("7", 7),
        ("1,937,000", 1_937_000),
        ("2,20,233", 220_233),
        ("1.937", 1.937),
        ("1.937.000", 1_937_000),
        ("1.937.000,50", 1_937_000.5),
        ("1'250'000", 1_250_000),
        ("4,5", 4.5),
    ],
)
def test_numeral(raw: str, value: float) -> None:
    numeral = read_numeral(raw)
    assert numeral is not None
    assert numeral[0] == value


@pytest.mark.parametrize("raw", ["1,93,7", "12.5.2025", "1,,2", "9" * 40, "1.2.3.4"])
def test_no_numeral(raw: str) -> None:
    assert read_numeral(raw) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nineteen", 19),
        ("forty-two", 42),
        ("one hundred", 100),
        ("three hundred and sixty-five", 365),
        ("two hundred thousand", 200_000),
        ("one million two hundred thousand and five", 1_200_005),
        ("a million and a half", 1_500_000),
        ("five lakh crore", 5e12),
        ("twenty three", 23),
    ],
)
def test_number_words(text: str, value: float) -> None:
    tokens = split(text)
    number = read_number(tokens, 0, words())
    assert number is not None
    assert (number.value, number.stop) == (value, tokens.count)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三十五", 35),
        ("三百五十", 350),
        ("一万三千", 13_000),
        ("三千万", 3e7),
        ("两万亿", 2e12),
        ("十五", 15),
    ],
)
def test_chinese_number_words(text: str, value: float) -> None:
    number = read_number(split(text, lang="zh"), 0, words("zh"))
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize("text", ["several", "a car", "and", "hundreds", "a", "half the plants"])
def test_no_number(text: str) -> None:
    assert read_number(split(text), 0, words()) is None


def test_shift_keeps_the_precision() -> None:
    assert shift_partial("2025", years=-1) == "2024"
    assert shift_partial("2025", months=-1) == "2025"
    assert shift_partial("2025-01", months=-1) == "2024-12"
    assert shift_partial("2024-07-07", days=1) == "2024-07-08"
    assert shift_partial("2024-02-29", years=1) == "2025-02-28"


@pytest.mark.parametrize(
    ("month", "tense", "year"),
    [
        (3, "past", 2025),
        (10, "past", 2024),
        (3, "future", 2026),
        (10, "future", 2025),
        (5, "last", 2024),
        (5, "next", 2026),
    ],
)
def test_year_of_a_month(month: int, tense: str, year: int) -> None:
    span = Span((0, month, 0), (0, month, 0), "month")
    assert years_for(span, date(2025, 5, 17), tense)[0] == year


def test_months_over_the_new_year_end_in_it() -> None:
    assert with_year(Span((0, 11, 0), (0, 3, 0), "span"), 2025).partial() == ("2024-11", "2025-03")
