"""Quantities and dates hold for any text, and every dress gives back the value that was put in."""

from __future__ import annotations

import calendar
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from autoatlas.loaders.text import tokens as tokens_module
from autoatlas.loaders.text.dates import find_dates
from autoatlas.loaders.text.figures import find_figures
from autoatlas.loaders.text.periods import shift_partial
from autoatlas.loaders.text.quantities import find_quantities

MONTHS = tuple(calendar.month_name)[1:]
PIECES = """
about more than up to a the half third of 1 2025 12,5 100 000 million bn k $ € Rs peso Mexico % per cent
year May March Friday last next first quarter two in by end - – . , ( ) 10:30 1.5L x 4 th and or car cars
plants GWh m2 to from between double H1 Q4 FY30 ½ + 超过 10万辆 去年 7月 三十多 个国家 年 上半年 ² ١٢ 𝟗
"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
)
LANGUAGES = st.sampled_from(["en", "zh"])
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@settings(deadline=None)
@given(TEXTS, LANGUAGES, st.one_of(st.none(), st.dates()))
def test_any_text_gives_spans_inside_it(text: str, lang: str, anchor: date | None) -> None:
    figures = find_figures(text, anchor, lang=lang)
    spans = sorted(
        [(quantity.start, quantity.end) for quantity in figures.quantities]
        + [(mention.start, mention.end) for mention in figures.dates]
    )
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
    for quantity in figures.quantities:
        assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        assert quantity.comparator in {"=", ">", ">=", "<", "<=", "~"}
        assert abs(quantity.value) < 1e19
        assert quantity.value_max is None or quantity.value < quantity.value_max
    for mention in figures.dates:
        assert (mention.first is None) == (mention.last is None)
        if mention.first and mention.last:
            assert mention.first[:4] <= mention.last[:4]


@settings(deadline=None)
@given(TEXTS, LANGUAGES, st.one_of(st.none(), DAYS))
def test_one_pass_finds_what_two_passes_find(text: str, lang: str, anchor: date | None) -> None:
    figures = find_figures(text, anchor, lang=lang)
    assert figures.dates == find_dates(text, anchor, lang=lang)
    if anchor is None:
        assert figures.quantities == find_quantities(text, lang=lang)


@settings(deadline=None)
@given(TEXTS, st.integers(0, 60), st.integers(0, 260), LANGUAGES)
def test_a_stretch_keeps_its_offsets(text: str, start: int, end: int, lang: str) -> None:
    figures = find_figures(text, None, start, end, lang)
    for found in (*figures.quantities, *figures.dates):
        assert start <= found.start < found.end <= min(end, len(text))


@settings(deadline=None)
@given(st.integers(1_000, 999_999_999))
def test_groupings_of_a_whole_number(number: int) -> None:
    indian, digits = str(number)[-3:], str(number)[:-3]
    while digits:
        indian, digits = f"{digits[-2:]},{indian}", digits[:-2]
    dresses = [f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "'"), indian]
    dresses += [f"{number:,}".replace(",", "\u00a0"), f"{number:,}".replace(",", ".")]
    for dress in dresses:
        found = find_quantities(f"It built {dress} cars there.")
        assert [quantity.value for quantity in found] == [number], dress


@settings(deadline=None)
@given(st.integers(1, 9_999), st.integers(0, 3))
def test_scaled_numbers(whole: int, places: int) -> None:
    shown = f"{whole / 10**places:.{places}f}"
    for dress, factor in (
        ("{} million", 1e6),
        ("{}m", 1e6),
        ("{} mn", 1e6),
        ("{}bn", 1e9),
        ("{} lakh", 1e5),
        ("{}k", 1e3),
    ):
        (quantity,) = find_quantities(f"It sold {dress.format(shown)} cars.")
        assert abs(quantity.value - float(shown) * factor) <= 1e-9 * max(1.0, quantity.value)
    for dress, factor in (("{}万辆", 1e4), ("{}亿辆", 1e8)):
        (quantity,) = find_quantities(f"售出{dress.format(shown)}。", lang="zh")
        assert abs(quantity.value - float(shown) * factor) <= 1e-9 * max(1.0, quantity.value)


@settings(deadline=None)
@given(st.integers(2, 999_999))
def test_number_words(number: int) -> None:
    found = find_quantities(f"They built {spelled(number)} cars.")
    assert [quantity.value for quantity in found] == [number]


@settings(deadline=None)
@given(st.integers(11, 9_999))
def test_chinese_number_words(number: int) -> None:
    found = find_quantities(f"共有{spelled_chinese(number)}名员工", lang="zh")
    assert [quantity.value for quantity in found] == [number]


@settings(deadline=None)
@given(st.integers(10, 999), st.integers(1, 500))
def test_ranges(low: int, more: int) -> None:
    high = min(low + more, 50 * low)
    for dress in ("{:,}-{:,}", "{:,}–{:,}", "{:,} to {:,}", "between {:,} and {:,}"):
        found = find_quantities(f"It will build {dress.format(low * 1000, high * 1000)} cars.")
        assert [(quantity.value, quantity.value_max) for quantity in found] == [(low * 1000, high * 1000)], (
            dress
        )


@settings(deadline=None)
@given(DAYS)
def test_days(day: date) -> None:
    month = MONTHS[day.month - 1]
    dresses = [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month} {day.day} {day.year}",
        f"the {day.day}th of {month} {day.year}",
        f"{day.day} {month[:3]}. {day.year}",
        day.isoformat(),
        f"{day.day:02d}.{day.month:02d}.{day.year}",
    ]
    for dress in dresses:
        (mention,) = find_dates(f"It opened on {dress} there.")
        assert (mention.first, mention.last) == (day.isoformat(), day.isoformat()), dress
    (mention,) = find_dates(f"{day.year}年{day.month}月{day.day}日开业", lang="zh")
    assert mention.first == day.isoformat()


@settings(deadline=None)
@given(st.integers(1990, 2060), st.integers(1, 12), st.integers(1, 12))
def test_periods(year: int, one: int, other: int) -> None:
    first, last = sorted((one, other))
    expected = (f"{year}-{first:02d}", f"{year}-{last:02d}")
    if first < last:
        for dress in ("from {} to {} {}", "between {} and {} {}", "in {}–{} {}", "in {} - {} {}"):
            (mention,) = find_dates(f"Sales rose {dress.format(MONTHS[first - 1], MONTHS[last - 1], year)}.")
            assert (mention.first, mention.last) == expected, dress
    (mention,) = find_dates(f"Sales rose in {MONTHS[one - 1]} {year}.")
    assert mention.first == f"{year}-{one:02d}"
    quarter = (one - 1) // 3 + 1
    (mention,) = find_dates(f"Sales rose in Q{quarter} {year}.")
    assert (mention.first, mention.last) == (f"{year}-{3 * quarter - 2:02d}", f"{year}-{3 * quarter:02d}")


@settings(deadline=None)
@given(DAYS, st.integers(0, 6))
def test_a_weekday_lies_within_the_week_before(anchor: date, weekday: int) -> None:
    name = calendar.day_name[weekday]
    (mention,) = find_dates(f"It opened on {name}.", anchor)
    assert mention.first is not None
    found = date.fromisoformat(mention.first)
    assert found.weekday() == weekday
    assert 0 <= (anchor - found).days < 7


@settings(deadline=None)
@given(DAYS, st.integers(-30, 30), st.integers(-50, 50))
def test_shift_there_and_back(day: date, years: int, months: int) -> None:
    month = day.isoformat()[:7]
    assert shift_partial(shift_partial(month, years=years), years=-years) == month
    assert shift_partial(shift_partial(month, months=months), months=-months) == month


@settings(deadline=None)
@given(
    st.sampled_from(
        [
            "123 ",
            "1,234 ",
            "million ",
            "In May ",
            "5 pesos in Mexico ",
            "(",
            "1.1",
            "the last ",
            "5% of the ",
            "第三",
            "3月",
        ]
    )
)
def test_work_grows_with_the_text(piece: str) -> None:
    """Twice the text looks at twice the tokens: each is read from a bounded neighbourhood."""
    steps = [_lookups(piece * times) for times in (200, 400, 800)]
    assert steps[2] <= 2.2 * steps[1] + 200
    assert steps[1] <= 2.2 * steps[0] + 200


def _lookups(text: str) -> int:
    """How many times a tree of phrases is entered while a text is read."""
    from autoatlas.loaders.text.figure_words import Phrases

    count = 0
    original = Phrases.match

    def counted(self: Phrases[object], tokens: list[str], index: int) -> tuple[object, int] | None:
        nonlocal count
        count += 1
        return original(self, tokens, index)

    Phrases.match = counted  # type: ignore[method-assign, assignment]
    try:
        for lang in ("en", "zh"):
            count += tokens_module.split(text, lang=lang).count
            find_figures(text, date(2025, 5, 17), lang=lang)
    finally:
        Phrases.match = original  # type: ignore[method-assign]
    return count


NAMES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""
SMALL = NAMES.split()
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    if number >= 1000:
        rest = number % 1000
        return f"{spelled(number // 1000)} thousand" + (f" {spelled(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{SMALL[number // 100]} hundred" + (f" and {spelled(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


def spelled_chinese(number: int) -> str:
    digits, shown, gap = "零一二三四五六七八九", "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            shown += ("零" if gap and shown else "") + digits[digit] + name
            gap = False
        else:
            gap = True
    return shown
