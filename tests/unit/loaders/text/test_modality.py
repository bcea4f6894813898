"""How firmly a sentence speaks decides whether, and as what, its figure is noted."""

from __future__ import annotations

import pytest

from autoatlas.loaders.document import document_from_text
from autoatlas.loaders.text.reader import read_facts


def modalities(text: str, prop: str) -> list[str]:
    document = document_from_text(text, iri="urn:x", published="2025-09-15")
    return [fact.modality or "actual" for fact in read_facts(document) if fact.property == prop]


@pytest.mark.parametrize(
    ("text", "prop", "expected"),
    [
        ("Chery sold 61,000 cars in Mexico in 2024.", "sales", ["actual"]),
        ("Chery plans to sell 90,000 cars in Mexico in 2026.", "sales", ["planned"]),
        ("Chery aims to sell 90,000 cars in Mexico in 2026.", "sales", ["target"]),
        ("Analysts expect Chery to sell 90,000 cars in Mexico in 2026.", "sales", ["forecast"]),
        ("Chery did not sell 61,000 cars in Mexico in 2024.", "sales", []),
        ("BYD may invest $2 billion in a car plant in Puebla, Mexico.", "investment", []),
        ("BYD will invest $2 billion in a car plant in Puebla, Mexico.", "investment", ["planned"]),
        ("BYD has invested $2 billion in its car plant in Puebla, Mexico.", "investment", ["actual"]),
        ("BYD has no plans for a car plant in Mexico.", "operates", []),
        ("BYD denied that it would build a car plant in Puebla, Mexico.", "operates", []),
        ("BYD is in talks about a car plant in Puebla, Mexico.", "operates", []),
        ("BYD is building a car plant in Puebla, Mexico.", "operates", ["planned"]),
        ("BYD is said to be planning a car plant in Puebla, Mexico.", "operates", ["rumoured"]),
        ("BYD runs a car plant in Puebla, Mexico.", "operates", ["actual"]),
    ],
)
def test_a_sentence_is_taken_as_firmly_as_it_speaks(text: str, prop: str, expected: list[str]) -> None:
    assert modalities(text, prop) == expected


def test_a_condition_is_no_fact() -> None:
    assert modalities("If BYD sold 500,000 cars in Mexico in 2026, it would lead the market.", "sales") == []


def test_a_denial_in_the_next_sentence_takes_the_report_back() -> None:
    text = "Newspapers reported that Chery would build a car plant in Bursa, Turkey. Chery denied the report."
    assert modalities(text, "operates") == []
