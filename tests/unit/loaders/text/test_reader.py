"""The reader of articles: what it must never do, whatever it is given."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autoatlas.loaders.document import document_from_text
from autoatlas.loaders.text.reader import read_facts

OFF_TOPIC = [
    "Real Madrid beat Manchester City 3-1 in Madrid on Wednesday. Around 78,000 people watched the match. "
    "The club has sold 1.2 million shirts this season, 15% more than last year.",
    "Mix 200 grams of flour with 2 eggs and bake for 45 minutes. The recipe serves 4 people. Add 50% more sugar.",
    "Apple sold 52 million iPhones in China in 2024, 9% fewer than a year earlier. The company's plant in "
    "Chennai, India, can make 20 million phones a year and employs 40,000 people.",
    "The ruling party won 46% of the vote in Thailand on Sunday, up from 33% in 2019. The prime minister opened "
    "a bridge in Rayong and promised 10,000 jobs.",
    "The Ford government in Ontario announced $200 million for hospitals. The one in Brampton will employ 900 "
    "nurses when it opens in 2027.",
    "Steel exports from China rose 22.7% to 110.72 million tonnes in 2024. Baosteel plans a plant in Saudi "
    "Arabia with a capacity of 1.67 million tonnes a year at a cost of $4 billion.",
    "Jordan scored 32 points. Mercedes Sosa sang in Buenos Aires. The Lotus temple in Delhi drew 4 million "
    "visitors in 2023, 20% more than in 2022. Genesis sold 150 million records.",
    "Airbus delivered 766 aircraft in 2024, up 4%, and aims for 820 in 2025. Its plant in Tianjin, China, "
    "produces six A320 jets a month.",
]

WORDS = st.sampled_from(
    [
        "BYD",
        "Chery",
        "Geely",
        "Toyota",
        "the",
        "a",
        "its",
        "plant",
        "factory",
        "capacity",
        "of",
        "in",
        "Thailand",
        "Hungary",
        "Rayong",
        "Szeged",
        "and",
        "which",
        "opened",
        "sold",
        "exported",
        "12,500",
        "cars",
        "vehicles",
        "45%",
        "$3bn",
        "2025",
        "May",
        "up",
        "by",
        "to",
        "will",
        "not",
        "(",
        ")",
        ",",
        ".",
        ":",
        "-",
        "|",
        "\n",
        "#",
        "“",
        "”",
    ]
)

HOSTILE = {
    "no full stop": "BYD plant capacity of Thailand in word cars " * 3_000,
    "numbers": "12,345 67% $5bn 2025 " * 2_500,
    "brackets": "(" * 20_000 + ")" * 20_000,
    "capitals": "Abc Def " * 8_000,
    "makers": "BYD and " * 5_000,
    "plants": "the plant " * 5_000,
    "bullets": "\n- a: 5 cars" * 4_000,
    "rows": "| a | b |\n" * 4_000,
    "one word": "x" * 500_000,
    "possessives": "BYD's Chery's " * 4_000,
}


def facts(text: str) -> list[tuple[object, ...]]:
    return [tuple(fact) for fact in read_facts(document_from_text(text, iri="urn:x", published="2025-09-15"))]


@pytest.mark.parametrize("text", OFF_TOPIC)
def test_an_article_about_something_else_gives_no_fact(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_read_to_its_end(text: str) -> None:
    document = document_from_text(text, iri="urn:x", published="2025-09-15")
    assert all(text[fact.quote_start : fact.quote_end] == fact.quote for fact in read_facts(document))


def test_the_same_text_gives_the_same_facts_in_the_same_order() -> None:
    text = "Kia's plant in Žilina, Slovakia, built 340,500 cars in 2024. It employs 3,700 people."
    assert facts(text) == facts(text) != []


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    about = "BYD opened a car plant in Rayong, Thailand."
    follow = "The plant employs 3,700 people and can build 150,000 cars a year."
    alone = facts(follow)
    facts(about)
    assert facts(follow) == alone


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_any_words_in_any_order_are_read_with_exact_quotes(text: str) -> None:
    document = document_from_text(text, iri="urn:x", published="2025-09-15")
    for fact in read_facts(document):
        assert text[fact.quote_start : fact.quote_end] == fact.quote
        assert fact.subject
        assert 0 < (fact.confidence or 0) <= 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_characters_are_read(text: str) -> None:
    facts(text)
    facts(f"Chery opened a car plant in Rayong, Thailand. {text} It makes 5,000 cars a year.")
