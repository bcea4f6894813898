"""Quantities in the dresses in which articles put them."""

from __future__ import annotations

import pytest

from autoatlas.loaders.text.quantities import Quantity, find_quantities


def only(text: str, lang: str = "en") -> Quantity:
    found = find_quantities(text, lang=lang)
    assert len(found) == 1, [text[quantity.start : quantity.end] for quantity in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Exports came to 100,000 vehicles.", 100_000),
        ("The line made 100 000 cars.", 100_000),
        ("The line made 100\u00a0000 cars.", 100_000),
        ("The line made 1'250'000 cars.", 1_250_000),
        ("An output of 100.000 units is planned.", 100_000),
        ("An output of 15.565 cars was reported.", 15_565),
        ("An output of 1.937.000 vehicles.", 1_937_000),
        ("First-phase capacity is 50k cars.", 50_000),
        ("It shipped 0.382 million vehicles.", 382_000),
        ("It shipped 1.2 mn vehicles.", 1_200_000),
        ("It shipped 1.2m vehicles.", 1_200_000),
        ("It shipped 4,5 million vehicles.", 4_500_000),
        ("It shipped one hundred thousand vehicles.", 100_000),
        ("It shipped a hundred thousand vehicles.", 100_000),
        ("It shipped one hundred and twenty-five thousand vehicles.", 125_000),
        ("It shipped half a million vehicles.", 500_000),
        ("It shipped two and a half million vehicles.", 2_500_000),
        ("It shipped 1½ million vehicles.", 1_500_000),
        ("A dozen plants stand there.", 12),
        ("Two dozen models will follow.", 24),
        ("Twenty-six models will follow.", 26),
        ("The plant can make 1.7 lakh cars.", 170_000),
        ("It sold 2,20,233 units.", 220_233),
        ("It has exported 37 lakh cars.", 3_700_000),
        ("The first hundred thousand cars were sold by spring.", 100_000),
    ],
)
def test_value(text: str, value: float) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It cost 10bn baht.", 10e9, "THB"),
        ("It cost €4 billion.", 4e9, "EUR"),
        ("It cost EUR 4bn.", 4e9, "EUR"),
        ("It cost 20 000 €.", 20_000, "EUR"),
        ("It cost RMB 5.5bn.", 5.5e9, "CNY"),
        ("It cost RMB5.5bn.", 5.5e9, "CNY"),
        ("It cost 5.5 billion yuan.", 5.5e9, "CNY"),
        ("It cost R$5.5 billion.", 5.5e9, "BRL"),
        ("It cost 5 billion reais.", 5e9, "BRL"),
        ("It cost US$978 million.", 978e6, "USD"),
        ("It cost $1bn.", 1e9, "USD"),
        ("It cost A$24,000.", 24_000, "AUD"),
        ("It cost Rp 16.38 trillion.", 16.38e12, "IDR"),
        ("It cost 3 trillion rupiah.", 3e12, "IDR"),
        ("It cost RM82 million.", 82e6, "MYR"),
        ("It cost Rs 5,000 crore.", 50e9, "INR"),
        ("It is to cross Rs 1 lakh crore.", 1e12, "INR"),
        ("It cost HUF 100 billion.", 100e9, "HUF"),
        ("It cost 17.75 billion roubles.", 17.75e9, "RUB"),
        ("It cost 202 billion tenge.", 202e9, "KZT"),
        ("It cost 500 million Mexican pesos.", 500e6, "MXN"),
        ("It cost ₹900 million.", 900e6, "INR"),
        ("It cost R4.5 billion.", 4.5e9, "ZAR"),
        ("It cost 300 million zlotys.", 300e6, "PLN"),
        ("It cost 2 billion Swedish kronor.", 2e9, "SEK"),
        ("It cost 70 million birr.", 70e6, "ETB"),
        ("A $1.2t market beckons.", 1.2e12, "USD"),
        ("It cost RM1.5bil.", 1.5e9, "MYR"),
        ("It cost Bt10 billion.", 10e9, "THB"),
        ("It cost yuan 5 billion.", 5e9, "CNY"),
        ("It took a 2.3-billion-baht investment.", 2.3e9, "THB"),
    ],
)
def test_money(text: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.kind) == (pytest.approx(value), unit, "money")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("In Mexico the group will spend 10 billion pesos.", "MXN"),
        ("In Argentina, unlike in Mexico, it will spend 10 billion pesos.", "MXN"),
        ("It will spend 10 billion pesos in the Philippines.", "PHP"),
        ("It will spend 10 billion pesos.", "peso"),
        ("A Pakistani dealer paid Rs 40 million.", "PKR"),
        ("Toyota of Japan paid ¥40 billion.", "JPY"),
        ("It paid ¥40 billion.", "CNY"),
        ("Morocco adds 500 million dirhams.", "MAD"),
        ("Kenya adds 500 million shillings.", "KES"),
    ],
)
def test_shared_currency_goes_by_the_nearest_country(text: str, unit: str) -> None:
    assert only(text).unit == unit


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("more than 30 countries", ">"),
        ("over 30 countries", ">"),
        ("well over 30 countries", ">"),
        ("a little over 30 countries", ">"),
        ("exceeding 30 countries", ">"),
        ("upwards of 30 countries", ">"),
        ("north of 30 countries", ">"),
        ("at least 30 countries", ">="),
        ("no fewer than 30 countries", ">="),
        ("a minimum of 30 countries", ">="),
        ("30+ countries", ">="),
        ("30-plus countries", ">="),
        ("30 countries or more", ">="),
        ("30 or more countries", ">="),
        ("up to 30 countries", "<="),
        ("as many as 30 countries", "<="),
        ("no more than 30 countries", "<="),
        ("at most 30 countries", "<="),
        ("fewer than 30 countries", "<"),
        ("under 30 countries", "<"),
        ("just under 30 countries", "<"),
        ("nearly 30 countries", "~"),
        ("close to 30 countries", "~"),
        ("some 30 countries", "~"),
        ("an estimated 30 countries", "~"),
        ("30 countries or so", "~"),
        ("30 or so countries", "~"),
        ("up to about 30 countries", "<="),
        ("30-odd countries", "~"),
        ("c.30 countries", "~"),
        ("30 countries", "="),
    ],
)
def test_comparator(text: str, comparator: str) -> None:
    quantity = only(f"It sells in {text}.")
    assert (quantity.value, quantity.comparator, quantity.counts) == (30, comparator, "country")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It will cost US$1.2-1.5 billion.", 1.2e9, 1.5e9, "USD"),
        ("It will cost $1.2 to $1.5 billion.", 1.2e9, 1.5e9, "USD"),
        ("It will cost between €20 million and €30 million.", 20e6, 30e6, "EUR"),
        ("Output will be between 150,000 and 180,000 cars.", 150_000, 180_000, None),
        ("A target of 250,000 to 300,000 cars was set.", 250_000, 300_000, None),
        ("A share of 30–35% is the goal.", 30, 35, "percent"),
        ("An increase of 28 to 40% is planned.", 28, 40, "percent"),
        ("Prices came down by 7–15% at once.", 7, 15, "percent"),
        ("It has one to two million customers there.", 1e6, 2e6, None),
        ("It looks for three or four partners.", 3, 4, None),
        ("It will invest ₹3,000–4,000 crore.", 30e9, 40e9, "INR"),
        ("It reckons with growth of 5% to 6%.", 5, 6, "percent"),
    ],
)
def test_range(text: str, low: float, high: float, unit: str | None) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.value_max, quantity.unit) == (
        pytest.approx(low),
        pytest.approx(high),
        unit,
    )


def test_from_to_is_a_change_and_no_range() -> None:
    first, second = find_quantities("Capacity rises from 270,000 vehicles a year to 320,000.")
    assert (first.value, first.lead, first.value_max) == (270_000, "from", None)
    assert (second.value, second.lead, second.value_max) == (320_000, "to", None)
    assert (second.noun, second.per) == ("vehicle", "year")


def test_increase_and_level_are_no_range() -> None:
    first, second = find_quantities("Exports rose by 6 to 1.937 million vehicles.")
    assert (first.lead, first.value, second.lead, second.value) == ("by", 6, "to", 1_937_000)


@pytest.mark.parametrize(
    ("text", "noun", "counts", "products", "per"),
    [
        ("100,000 vehicles a year", "vehicle", "vehicle", (), "year"),
        ("100,000 vehicles annually", "vehicle", "vehicle", (), "year"),
        ("100,000 cars per annum", "car", "vehicle", (), "year"),
        ("150,000-unit-a-year plant", "unit", "vehicle", (), "year"),
        ("a 150,000-unit plant", "unit", "vehicle", (), None),
        ("642,000 new energy vehicles", "vehicle", "vehicle", ("nev",), None),
        ("41,300 battery-electric cars", "car", "vehicle", ("bev",), None),
        ("41,300 plug-in hybrids", "PHEV", "vehicle", ("phev",), None),
        ("41,300 NEVs", "NEV", "vehicle", ("nev",), None),
        ("100 electric buses", "bus", "vehicle", ("bev", "bus"), None),
        ("20,000 taxis and vans a year", "car", "vehicle", ("van",), "year"),
        ("50,000 packs annually", "pack", "pack", ("battery",), "year"),
        ("500 overseas outlets", "outlet", "outlet", (), None),
        ("50 points of sale", "outlet", "outlet", (), None),
        ("33 dealerships", "dealership", "dealership", (), None),
        ("12 new models", "model", "model", (), None),
        ("800 people", "employee", "person", (), None),
        ("2,000 direct jobs", "job", "person", (), None),
        ("60 engineers and technicians", "employee", "person", (), None),
        ("nine plants", "plant", "plant", (), None),
        ("60 countries and regions", "country", "country", (), None),
    ],
)
def test_noun(text: str, noun: str, counts: str, products: tuple[str, ...], per: str | None) -> None:
    quantity = only(f"The plan speaks of {text}.")
    counts = "outlet" if counts == "dealership" else counts
    assert (quantity.noun, quantity.counts, quantity.products, quantity.per) == (noun, counts, products, per)


def test_noun_is_shared_in_coordination() -> None:
    first, second = find_quantities("They make 20,000 and 30,000 cars a year.")
    assert (first.noun, first.per) == (second.noun, second.per) == ("car", "year")
    first, second = find_quantities("They hold 20 and 30 per cent.")
    assert (first.unit, second.unit) == ("percent", "percent")


def test_noun_is_not_taken_from_the_next_clause() -> None:
    quantities = find_quantities("It has a capacity of 150,000 and up to 5,000 staff.")
    assert [quantity.counts for quantity in quantities] == [None, "person"]


@pytest.mark.parametrize(
    ("text", "value", "unit", "raw"),
    [
        ("The site covers 12 hectares.", 120_000, "m2", 12),
        ("The site covers 12 ha.", 120_000, "m2", 12),
        ("The site covers 245 rai.", 392_000, "m2", 245),
        ("The site covers 1.2 million square metres.", 1_200_000, "m2", 1_200_000),
        ("The site covers 85,000 m².", 85_000, "m2", 85_000),
        ("The site covers 85,000 sq m.", 85_000, "m2", 85_000),
        ("The site covers 5.57 acres.", pytest.approx(22_540.99, abs=0.01), "m2", 5.57),
        ("The site covers 2 square kilometres.", 2_000_000, "m2", 2),
        ("The site covers 100,000 square feet.", pytest.approx(9290.304), "m2", 100_000),
        ("It will make 50 GWh.", 50, "GWh", 50),
        ("It will make 50GWh.", 50, "GWh", 50),
        ("It will make 500 MWh.", 0.5, "GWh", 500),
        ("It will make 40 gigawatt-hours.", 40, "GWh", 40),
    ],
)
def test_converted_units(text: str, value: float, unit: str, raw: float) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.raw_value) == (value, unit, raw)


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("a gain of 6%", 6, "="),
        ("a gain of 6 per cent", 6, "="),
        ("a gain of 6 percent", 6, "="),
        ("a gain of 6 pct", 6, "="),
        ("a gain of six percent", 6, "="),
        ("over 33% of exports", 33, ">"),
        ("roughly a fifth of the company", 20, "~"),
        ("two-thirds of the company", 66.6667, "="),
        ("nearly two fifths of them", 40, "~"),
        ("three quarters of the parts", 75, "="),
        ("half of the parts", 50, "="),
        ("almost half of the parts", 50, "~"),
        ("one in four of its cars", 25, "="),
        ("nine out of ten cars", 90, "="),
        ("roughly every fifth car", 20, "~"),
    ],
)
def test_percent(text: str, value: float, comparator: str) -> None:
    quantity = only(f"The figure is {text}.")
    assert (quantity.value, quantity.unit, quantity.comparator) == (value, "percent", comparator)


def test_percentage_points_are_no_percent() -> None:
    assert only("The tax went up by 30 percentage points.").unit == "percentage_point"
    assert only("The share fell 2.5 pp.").unit == "percentage_point"


@pytest.mark.parametrize(
    ("text", "value"), [("(+12.9%)", 12.9), ("| −4.1% |", -4.1), ("(-5.5%)", -5.5), ("+1,060%", 1060)]
)
def test_signed(text: str, value: float) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.signed) == (value, True)


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("a capacity set to double", 2, "="),
        ("sales more than doubled", 2, ">"),
        ("sales nearly tripled", 3, "~"),
        ("the plan was halved", 0.5, "="),
        ("a threefold increase", 3, "="),
        ("twice as many as before", 2, "="),
        ("three times as many as before", 3, "="),
        ("a 10-fold increase", 10, "="),
        ("almost 5x growth", 5, "~"),
    ],
)
def test_derived(text: str, value: float, comparator: str) -> None:
    quantity = only(f"There was {text}.")
    assert quantity.derived
    assert (quantity.value, quantity.kind, quantity.comparator) == (value, "multiple", comparator)


@pytest.mark.parametrize(
    "text",
    [
        "the 14 millionth car",
        "its 100th showroom",
        "the twenty-first plant",
        "the Atto 3, the MG4 and the VF 5",
        "the Jaecoo 7 with a petrol engine",
        "the Deepal S05 and the Poer P30",
        "a 4x4 pick-up",
        "in 2025 and 2026-2030",
        "on 16 May 2025 at 10:30",
        "at 9 a.m. sharp",
        "call +86 10 1234 5678",
        "phase 2 of the project",
        "phases 1 and 2, and the top 10 brands",
        "four-wheeled vehicles",
        "the Omoda 3, 7 and 9",
        "the Tank 500 HEV",
        "24 May 2020, 02:30 GMT+10",
        "No. 5 in the ranking",
        "a score of 3-1",
        "a ratio of 1:1",
        "in the 1990s",
        "dozens of dealers and hundreds of jobs",
        "several hundred people",
        "double-digit growth, a six-speed gearbox and a five-star rating",
        "a double cab",
        "no one else",
        "the first half of the year",
        "a third plant",
        "the COP30 climate conference",
        "COVID-19",
        "ISO 9001/14001 c90000-20316209.html",
    ],
)
def test_no_quantity(text: str) -> None:
    assert find_quantities(f"This is about {text}.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a top speed of 180 km/h", "speed"),
        ("a range of 520 km", "distance"),
        ("a 60 kWh battery", "charge"),
        ("a motor of 150 kW", "power"),
        ("800-volt technology", "volts"),
        ("a 1.5L engine", "volume"),
        ("a 2.0T engine", "engine"),
        ("the 48-year-old founder", "duration"),
        ("a break of three months", "duration"),
    ],
)
def test_other_measures_have_a_kind_of_their_own(text: str, kind: str) -> None:
    assert only(f"It has {text}.").kind == kind


def test_additional_and_each() -> None:
    assert only("It created another 2,000 jobs.").additional
    assert only("It created 245 more jobs.").additional
    assert only("It created a further 2,000 jobs.").additional
    assert not only("It created 2,000 jobs.").additional
    assert only("They take $30,000 per car.").each
    assert only("They built more than one hundred thousand each.").each


def test_rate_is_not_read_into_a_comparison() -> None:
    first, second = find_quantities("It sold 220,233 units, against 247,992 a year ago.")
    assert (first.per, second.per) == (None, None)


def test_offsets_are_of_the_whole_text() -> None:
    text = "title: 100 cars\n\nThe plant, in Rayong, can build more than 100,000 electric cars a year."
    quantity = find_quantities(text, text.index("The plant"))[0]
    assert text[quantity.start : quantity.end] == "more than 100,000 electric cars a year"
    assert text[quantity.number_start : quantity.number_end] == "100,000"
    assert text[quantity.noun_start : quantity.noun_end] == "cars"


def test_lines_of_a_list_do_not_run_into_each_other() -> None:
    quantities = find_quantities("Capacity: 50,000\nEmployees: 300\nOutlets 40\n")
    assert [(quantity.value, quantity.noun) for quantity in quantities] == [
        (50_000, None),
        (300, None),
        (40, None),
    ]


def test_wrapped_line_is_read_on() -> None:
    assert only("The plant can build 100,000\nvehicles a year.").noun == "vehicle"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It made 70,286 cars, more than the 62,378 of the year before.", [("=", 70286), ("=", 62378)]),
        ("Sales of 9,000 were well below the 12,000 of May.", [("=", 9000), ("=", 12000)]),
        ("It has passed the 100,000 mark and sold more than 100,000 cars.", [(">", 100000), (">", 100000)]),
        ("Output is above the 2 million threshold.", [(">", 2000000)]),
    ],
)
def test_a_figure_that_another_is_held_against_is_not_bounded(text, expected):
    assert [(one.comparator, one.value) for one in find_quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "8,000 fewer than in May",
        "300 more cars than its rival",
        "thirteen fewer than before",
        "2,000 cars less than in 2024",
    ],
)
def test_a_difference_is_no_count(text):
    assert [one.kind for one in find_quantities(text)][:1] == ["difference"]
