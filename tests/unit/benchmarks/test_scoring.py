"""How facts are compared with the gold, on cases made by hand."""

import pytest

from benchmarks.extraction import score_folder
from benchmarks.scoring import Claim, Score, Spellings, pair, spellings, unlike

ALIASES = [
    ("GWM", "Great Wall Motor", "Automaker"),
    ("BYD Auto", "BYD", "Automaker"),
    ("UAE", "United Arab Emirates", "Country"),
]


@pytest.fixture(scope="module")
def names():
    return Spellings(ALIASES)


def claim(names, **columns):
    return Claim.of({"subject": "BYD", "property": "sales", **columns}, names)


def score(names, gold, found, *, full=False):
    result = Score(full=full)
    result.add([claim(names, **row) for row in gold], [claim(names, **row) for row in found])
    return result.counts()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("São José dos Pinhais", "sao jose dos pinhais"),
        ("GWM Rayong plant", "Great Wall Motor Rayong plant"),
        ("Omoda & Jaecoo", "Omoda and Jaecoo"),
        ("Macchia d'Isernia", "Macchia d’Isernia"),
        ("the UAE", "United Arab Emirates"),
    ],
)
def test_spellings_of_one_name_have_one_key(names, one, other):
    assert names.key(one) == names.key(other)


def test_other_names_have_other_keys(names):
    assert names.key("BYD Rayong plant") != names.key("BYD Rayong battery plant")
    assert names.key("Great Wall") != names.key("GWM")


def test_a_model_goes_with_or_without_its_maker(names):
    assert names.key("BYD Auto Dolphin", model=True) == names.key("Dolphin", model=True)
    assert names.key("BYD", model=True) == names.key("BYD")


def test_the_registry_knows_aliases():
    assert spellings().key("GWM") == spellings().key("Great Wall Motor")


def test_numbers_within_half_a_percent_are_one(names):
    assert score(names, [{"value": 1000.0}], [{"value": 1004.0}]) == (1, 1, 1)
    assert score(names, [{"value": 1000.0}], [{"value": 1006.0}]) == (1, 1, 0)
    assert score(names, [{"value": 0.0}], [{"value": None}]) == (1, 1, 0)


def test_growth_on_the_month_is_not_growth_on_the_year(names):
    gold = [{"property": "salesGrowth", "value": 5.0, "basis": "mom"}]
    assert score(names, gold, [{"property": "salesGrowth", "value": 5.0}]) == (1, 1, 0)
    assert score(names, [{"value": 5.0}], [{"value": 5.0, "basis": "yoy"}]) == (1, 1, 1)


def test_partners_hold_both_ways_and_owners_do_not(names):
    one, other = {"subject": "BYD", "object": "Tasco"}, {"subject": "Tasco", "object": "BYD"}
    partners = {"property": "partnersWith"}
    assert score(names, [one | partners], [other | partners]) == (1, 1, 1)
    owners = {"property": "subsidiaryOf"}
    assert score(names, [one | owners], [other | owners]) == (1, 1, 0)


def test_details_count_in_the_full_measure_only(names):
    gold, found = {"value": 10.0, "modality": "target", "end": "2030"}, {"value": 10.0, "end": "2030-12"}
    assert score(names, [gold], [found]) == (1, 1, 1)
    assert score(names, [gold], [found], full=True) == (1, 1, 0)
    assert unlike(claim(names, **gold), claim(names, **found)) == ["modality"]


def test_defaults_are_filled(names):
    bare = claim(names, value=1.0)
    written = claim(
        names,
        value=1.0,
        comparator="=",
        modality="actual",
        product="vehicle",
        start=None,
        unit=None,
        place="",
    )
    assert unlike(bare, written) == []
    assert unlike(claim(names, start="2024"), claim(names, start="2024-01", end="2024-12")) == []


def test_a_repeated_fact_counts_once(names):
    rows = [{"value": 10.0}, {"value": 10.0}, {"value": 10.0, "start": "2024"}]
    assert score(names, rows, rows) == (1, 1, 1)
    assert score(names, rows, rows, full=True) == (2, 2, 2)


def test_the_nearest_numbers_are_paired(names):
    gold = [claim(names, value=1000.0), claim(names, value=1004.0)]
    found = [claim(names, value=1003.0), claim(names, value=1000.0)]
    assert sorted(pair(gold, found, full=False)) == [(0, 1), (1, 0)]


def test_measures_of_nothing_are_none():
    assert Score().measures() == (None, None, None)


def test_a_folder_is_scored_article_by_article(tmp_path):
    header = "title: A\nurl: https://example.org/a\ndate: 2024-01-02\n\n"
    for name, lines in (("a", '{"subject": "BYD", "property": "sales", "value": 10}\n'), ("b", "")):
        (tmp_path / f"{name}.txt").write_text(header + "Text.\n", encoding="utf-8")
        (tmp_path / f"{name}.facts.jsonl").write_text(lines, encoding="utf-8")
    found = {"subject": "BYD", "property": "sales", "value": 10.0, "confidence": 0.9}
    half = score_folder(tmp_path, read=lambda path: [found])
    assert half.core.counts() == (1, 2, 1)
    assert (half.articles, half.empty, half.stray) == (2, 1, 1)
    assert sorted(half.confident) == [(0.9, False, False), (0.9, True, True)]
    assert [line[:8] for line in half.errors] == ["b false "]


def test_a_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds no"):
        score_folder(tmp_path)
