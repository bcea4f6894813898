"""Dates as articles say them, with the partial dates that a fact takes."""

from __future__ import annotations

from datetime import date

import pytest

from autoatlas.loaders.text.dates import DateMention, find_dates

FRIDAY = date(2025, 5, 16)
SATURDAY = date(2025, 5, 17)


def only(text: str, anchor: date | None = SATURDAY, lang: str = "en") -> DateMention:
    found = find_dates(text, anchor, lang=lang)
    assert len(found) == 1, [text[mention.start : mention.end] for mention in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("16 May 2025", "2025-05-16", "2025-05-16"),
        ("16th May 2025", "2025-05-16", "2025-05-16"),
        ("the 16th of May 2025", "2025-05-16", "2025-05-16"),
        ("May 16, 2025", "2025-05-16", "2025-05-16"),
        ("Sept. 4, 2025", "2025-09-04", "2025-09-04"),
        ("2025-05-16", "2025-05-16", "2025-05-16"),
        ("16/05/2025", "2025-05-16", "2025-05-16"),
        ("05/16/2025", "2025-05-16", "2025-05-16"),
        ("16.05.2025", "2025-05-16", "2025-05-16"),
        ("May 2025", "2025-05", "2025-05"),
        ("MAY 2025", "2025-05", "2025-05"),
        ("2025", "2025", "2025"),
        ("Q4 2025", "2025-10", "2025-12"),
        ("Q4 of 2025", "2025-10", "2025-12"),
        ("3Q25", "2025-07", "2025-09"),
        ("the fourth quarter of 2025", "2025-10", "2025-12"),
        ("the second-quarter of 2025", "2025-04", "2025-06"),
        ("H1 2025", "2025-01", "2025-06"),
        ("1H25", "2025-01", "2025-06"),
        ("the second half of 2025", "2025-07", "2025-12"),
        ("the first four months of 2025", "2025-01", "2025-04"),
        ("the first three quarters of 2025", "2025-01", "2025-09"),
        ("2024-2026", "2024", "2026"),
        ("2024–2026", "2024", "2026"),
        ("2025-26", "2025", "2026"),
        ("2024/25", "2024", "2025"),
        ("2024/2025", "2024", "2025"),
        ("2024 to 2026", "2024", "2026"),
        ("January to April 2025", "2025-01", "2025-04"),
        ("January–June 2025", "2025-01", "2025-06"),
        ("Jan.-Apr. 2025", "2025-01", "2025-04"),
        ("November to March 2025", "2024-11", "2025-03"),
        ("April 2023 to March 2024", "2023-04", "2024-03"),
        ("16 to 18 May 2025", "2025-05-16", "2025-05-18"),
        ("5 May to 7 June 2025", "2025-05-05", "2025-06-07"),
        ("FY2024", "2024", "2024"),
        ("FY30", "2030", "2030"),
        ("FY2024-25", "2025", "2025"),
        ("fiscal year 2026", "2026", "2026"),
        ("the fiscal year ending March 2026", "2025-04", "2026-03"),
        ("the three months to June 2025", "2025-04", "2025-06"),
        ("mid-2026", "2026", "2026"),
        ("early 2026", "2026", "2026"),
        ("late 2025", "2025", "2025"),
        ("the middle of 2026", "2026", "2026"),
        ("the end of 2025", "2025", "2025"),
        ("the end of June 2024", "2024-06", "2024-06"),
        ("the end of the second quarter of 2025", "2025-06", "2025-06"),
        ("the 2010s", "2010", "2019"),
        ("2025H1", "2025-01", "2025-06"),
        ("3Q'25", "2025-07", "2025-09"),
        ("2026–27", "2026", "2027"),
        ("the financial year ended 31 March 2025", "2024-04", "2025-03"),
    ],
)
def test_absolute(text: str, first: str, last: str) -> None:
    mention = only(f"It happened in {text}.", anchor=None)
    assert (mention.first, mention.last) == (first, last)


def test_between() -> None:
    mention = only("It sold 70,500 cars between January and April 2025.")
    assert (mention.first, mention.last) == ("2025-01", "2025-04")


def test_a_date_that_may_be_read_two_ways_gives_its_year() -> None:
    mention = only("It happened on 03/04/2025.")
    assert (mention.first, mention.certain) == ("2025", False)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("On Friday it opened.", "2025-05-16", "2025-05-16"),
        ("On Saturday it opened.", "2025-05-17", "2025-05-17"),
        ("On Monday it opened.", "2025-05-12", "2025-05-12"),
        ("It opened last Saturday.", "2025-05-10", "2025-05-10"),
        ("It opens next Tuesday.", "2025-05-20", "2025-05-20"),
        ("It opened yesterday.", "2025-05-16", "2025-05-16"),
        ("It opened today.", "2025-05-17", "2025-05-17"),
        ("It opened last month.", "2025-04", "2025-04"),
        ("It opened last July.", "2024-07", "2024-07"),
        ("It opened last May.", "2024-05", "2024-05"),
        ("It opened last year.", "2024", "2024"),
        ("It opens this year.", "2025", "2025"),
        ("It opens next year.", "2026", "2026"),
        ("It opens this October.", "2025-10", "2025-10"),
        ("It sold more last quarter.", "2025-01", "2025-03"),
        ("It opened two years ago.", "2023", "2023"),
        ("It opened three months ago.", "2025-02", "2025-02"),
        ("It opens by the end of this year.", "2025", "2025"),
        ("It opens by the end of the year.", "2025", "2025"),
        ("It opens before the year is out.", "2025", "2025"),
        ("It opens by year-end.", "2025", "2025"),
        ("It opened early last year.", "2024", "2024"),
        ("It opens late next year.", "2026", "2026"),
        ("Over the next three years it will bring models.", "2025", "2028"),
        ("It will double that within five years.", "2025", "2030"),
        ("Over the past three years it grew.", "2022", "2025"),
        ("In the past decade it grew.", "2015", "2025"),
        ("It aims for a million by the end of the decade.", "2030", "2030"),
        ("It grew in the first half of last year.", "2024-01", "2024-06"),
        ("It opens in the fourth quarter of next year.", "2026-10", "2026-12"),
        ("It starts in the second half of this year.", "2025-07", "2025-12"),
        ("So far this year it has grown.", "2025-01", "2025-05"),
        ("From January to April this year it grew.", "2025-01", "2025-04"),
        ("In the January-April period this year it grew.", "2025-01", "2025-04"),
        ("In December last year it grew.", "2024-12", "2024-12"),
        ("It opens in the final quarter of this year.", "2025-10", "2025-12"),
    ],
)
def test_relative(text: str, first: str, last: str) -> None:
    mention = only(text)
    assert (mention.first, mention.last) == (first, last)


def test_same_weekday_is_the_day_itself() -> None:
    assert only("On Friday it opened.", anchor=FRIDAY).first == "2025-05-16"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It opened in March.", "2025-03"),
        ("It opened in October.", "2024-10"),
        ("It has been running since February.", "2025-02"),
        ("It is to be completed in October.", "2025-10"),
        ("It will be completed in March.", "2026-03"),
        ("It is due to open in March.", "2026-03"),
        ("Work began on 10 January.", "2025-01-10"),
        ("Work began on Dec 9.", "2024-12-09"),
        ("Until Dec. 31 imports are free.", "2025-12-31"),
        ("In the first quarter it sold 500 cars.", "2025-01"),
        ("In the third quarter it sold 500 cars.", "2024-07"),
        ("In the first four months exports rose.", "2025-01"),
        ("April exports stood at 517,000.", "2025-04"),
        ("The car comes in September.", "2025-09"),
    ],
)
def test_missing_year_follows_the_tense(text: str, first: str) -> None:
    assert find_dates(text, SATURDAY)[0].first == first


def test_missing_year_leaves_the_other_year_as_an_alternative() -> None:
    mention = only("It opened in March.")
    assert not mention.certain
    assert mention.alternatives == (("2024-03", "2024-03"),)


def test_missing_year_is_that_of_the_sentence() -> None:
    first, second = find_dates("It was announced in July 2012 and recovered by October.", SATURDAY)
    assert (first.first, second.first) == ("2012-07", "2012-10")


def test_year_behind_a_list_of_months() -> None:
    found = find_dates("It grew in July, August and September 2023.", SATURDAY)
    assert [mention.first for mention in found] == ["2023-07", "2023-08", "2023-09"]


def test_same_period_of_a_named_year() -> None:
    found = find_dates("It sold 9 in the first half of 2025, after 8 in the same period of 2023.", None)
    assert [(mention.first, mention.last) for mention in found] == [
        ("2025-01", "2025-06"),
        ("2023-01", "2023-06"),
    ]


def test_quarter_left_out() -> None:
    first, second = find_dates("It ends in the third quarter of 2025, and output begins in the fourth.", None)
    assert (first.last, second.first, second.last) == ("2025-09", "2025-10", "2025-12")


def test_months_so_far() -> None:
    mention = only("That lifted its count for four months to 669,360.")
    assert (mention.first, mention.last, mention.certain) == ("2025-01", "2025-04", False)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("in 2027", "in"),
        ("by 2027", "by"),
        ("no later than 2027", "by"),
        ("from 2027", "from"),
        ("starting in 2027", "from"),
        ("since 2017", "since"),
        ("until 2027", "until"),
        ("through 2027", "until"),
        ("after 2027", "after"),
        ("before 2027", "before"),
        ("prior to 2027", "before"),
        ("as of April 2025", "as_of"),
        ("during 2025", "during"),
        ("at the end of 2025", "end_of"),
        ("by the end of 2025", "by"),
        ("on 4 July 2024", "on"),
    ],
)
def test_relation(text: str, relation: str) -> None:
    text = f"It was so {text}."
    mention = only(text)
    assert mention.relation == relation
    assert mention.phrase_start < mention.start


@pytest.mark.parametrize(
    ("text", "anaphor", "shift", "base"),
    [
        ("30% more than a year earlier", "year", -1, True),
        ("30 a year before", "year", -1, True),
        ("twice as many as the year before", "year", -1, True),
        ("more than in the previous year", "year", -1, True),
        ("29,400 that month", "month", 0, False),
        ("started the same day", "day", 0, False),
        ("went in the same year", "year", 0, False),
        ("up over the same period", "period", 0, False),
        ("over the same six months", "period", 0, False),
        ("during those four months", "period", 0, False),
        ("as in the same period of last year", "period", -1, True),
        ("opened a day later", "day", 1, False),
        ("opened two years later", "year", 2, False),
    ],
)
def test_anaphor(text: str, anaphor: str, shift: int, base: bool) -> None:
    mention = only(f"It was {text}.")
    assert (mention.anaphor, mention.shift, mention.base, mention.first) == (anaphor, shift, base, None)


def test_so_far_runs_to_the_day_of_the_text() -> None:
    mention = only("It has exported 37 lakh cars so far.")
    assert (mention.kind, mention.last, mention.relation) == ("to_date", "2025-05-17", "until")


def test_without_an_anchor_nothing_is_worked_out() -> None:
    for text in (
        "On Friday it opened.",
        "It opened last year.",
        "It opened in March.",
        "In the first half it grew.",
    ):
        mention = only(text, anchor=None)
        assert (mention.first, mention.last) == (None, None)
    assert only("It opened in March 2024.", anchor=None).first == "2024-03"


@pytest.mark.parametrize(
    "text",
    [
        "It may be so.",
        "They march on.",
        "A second plant, a third car and the first customer.",
        "Some 2000 dealers sell it.",
        "It has 2000 employees.",
        "It cost $2000.",
        "More than 2000 came.",
        "The Haval H2 and the Audi Q5.",
        "Half of them came.",
        "It made 100,000 cars a year.",
        "After years of talks it agreed.",
        "The 48-year-old founder spoke.",
        "See Regulation 2024/1866 and No. 55/2019.",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text, SATURDAY) == []


def test_offsets_leave_the_preposition_out() -> None:
    text = "title: x\n\nIt wants 500 outlets by the end of 2027."
    (mention,) = find_dates(text, SATURDAY, text.index("It wants"))
    assert text[mention.start : mention.end] == "the end of 2027"
    assert text[mention.phrase_start : mention.start] == "by "
