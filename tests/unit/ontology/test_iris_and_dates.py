"""IRIs and partial dates: what any text and any date becomes."""

from datetime import date
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoatlas.ontology.dates import first_day, is_partial_date, last_day
from autoatlas.ontology.iris import document_iri, entity_iri, is_iri, period_iri, slug


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Changan Rayong plant", "changan-rayong-plant"),
        ("Škoda Mladá Boleslav plant", "skoda-mlada-boleslav-plant"),
        ("Omoda & Jaecoo", "omoda-and-jaecoo"),
        ("长城汽车", "长城汽车"),
        ("Chang'an", "changan"),
        ('"};alert(1)//', "alert-1"),
    ],
)
def test_slugs_read_like_the_label(label, expected):
    assert slug(label) == expected


def test_labels_without_letters_and_very_long_ones_stay_apart():
    assert slug("!!!") != slug("???")
    assert slug("x" * 500) != slug("x" * 501)
    assert len(slug("x" * 10_000)) < 160


@given(st.text(min_size=1))
def test_any_label_gives_an_iri_that_the_store_takes(label):
    iri = entity_iri(label, "Automaker")
    assert is_iri(iri)
    pyoxigraph.NamedNode(iri)


def test_the_second_thing_of_a_name_has_its_class_after_it():
    assert entity_iri("Changan", "Automaker", "Automaker").endswith("/changan")
    assert entity_iri("Changan", "Brand", "Automaker").endswith("/changan-brand")
    assert entity_iri("Zyra", "Brand").endswith("/zyra-brand")


def test_documents_are_named_by_address_or_file(tmp_path):
    assert document_iri("https://example.org/a b") == "https://example.org/a%20b"
    path = tmp_path / "plants in 泰国.csv"
    assert document_iri(path) == path.as_uri()
    assert is_iri(document_iri(path))
    assert document_iri("-") == "urn:autoatlas:stdin"
    assert document_iri(Path("a.txt")).startswith("file:///")


def test_open_periods_have_a_name_too():
    names = {period_iri("2025", "2030"), period_iri(None, "2030"), period_iri("2030", None)}
    assert len(names) == 3


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_lies_between_the_first_and_last_day_of_its_month_and_year(day):
    text = day.isoformat()
    for written in (text, text[:7], text[:4]):
        assert first_day(written) <= day <= last_day(written)


@given(st.text(alphabet="0123456789-", max_size=12))
def test_only_dates_of_the_calendar_are_dates(text):
    if is_partial_date(text):
        assert first_day(text) <= last_day(text)
    else:
        with pytest.raises(ValueError, match=r"date|day|month|year"):
            first_day(text)
