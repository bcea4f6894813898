"""A text cut into pieces is still the text, and each fact's own words are found in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoatlas.viz.facts_graph import fact_turtle, facts_graph
from autoatlas.viz.marks import family, paragraphs

TEXT = (
    "title: Going abroad\nurl: https://example.org/a\n\n"
    "Changan began production in Rayong, Thailand, with a capacity of 100,000 vehicles a year.\n\n"
    "China shipped 1.937 million cars, up 6%. Voyah, a Dongfeng brand, is in more than 30 countries.\n"
)


def fact(quote: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {
        "subject": "Changan",
        "subject_type": "Automaker",
        "quote_start": start,
        "quote_end": start + len(quote),
        **more,
    }


FIRST = "Changan began production in Rayong, Thailand, with a capacity of 100,000 vehicles a year."
SECOND = "China shipped 1.937 million cars, up 6%."
FACTS = [
    fact(FIRST, property="annualCapacity", value=100000.0, unit="vehicle/year"),
    fact(FIRST, property="locatedIn", object="Thailand", object_type="Country"),
    fact(SECOND, property="exports", value=1.937e6, unit="vehicle"),
    fact(SECOND, property="exportsGrowth", value=6.0, unit="percent"),
    fact(
        "Voyah, a Dongfeng brand, is in more than 30 countries.",
        property="brandOf",
        object="Dongfeng",
        object_type="Automaker",
    ),
]


def test_the_words_of_each_fact_are_found() -> None:
    lines, quotes = paragraphs(TEXT, FACTS)
    words = {at: piece.text for line in lines for piece in line for at in piece.facts}
    assert words == {0: "100,000 vehicles", 1: "Thailand", 2: "1.937 million cars", 3: "6%", 4: "Dongfeng"}
    assert quotes == [[0, 1], [2, 3], [4]]


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "words"),
    [
        ("GWM put another 10bn baht into the works.", 1e10, "THB", "10bn baht"),
        ("The plant is to cost US$600m, it said.", 6e8, "USD", "US$600m"),
        ("An R10-billion programme was announced.", 1e10, "ZAR", "R10-billion"),
        ("It is a 1.4-billion-dollar project.", 1.4e9, "USD", "1.4-billion-dollar"),
        ("Rs 2,000 crore will be spent in Halol.", 2e10, "INR", "Rs 2,000 crore"),
        ("投资10亿元建厂。", 1e9, "CNY", "10亿"),
        ("It will hire two thousand people.", 2000.0, "person", "two thousand"),
        ("Twenty-six models are to come.", 26.0, "model", "Twenty-six"),
        ("The works stands on 77.6 ha of land.", 776000.0, "m2", "77.6 ha"),
        ("The grounds are about 130,000 m² in size.", 130000.0, "m2", "130,000 m²"),
        ("Capacity is to be doubled by 2027.", 200000.0, "vehicle/year", "doubled"),
        ("In 2025 it made 1 937 000 cars.", 1937000.0, "vehicle", "1 937 000 cars"),
    ],
)
def test_a_figure_is_found_however_it_is_written(sentence: str, value: float, unit: str, words: str) -> None:
    said = {
        "property": "investment",
        "value": value,
        "unit": unit,
        "quote_start": 0,
        "quote_end": len(sentence),
    }
    lines, _ = paragraphs(sentence, [said])
    assert [piece.text for line in lines for piece in line if piece.facts] == [words]


def test_both_ends_of_a_range_are_underlined() -> None:
    sentence = "In 2026 some 4,000 to 5,000 jobs will follow."
    said = {"property": "employees", "value": 4000.0, "value_max": 5000.0, "quote_start": 0, "quote_end": 45}
    lines, _ = paragraphs(sentence, [said])
    assert [piece.text for line in lines for piece in line if piece.facts] == ["4,000 to 5,000 jobs"]


def test_header_lines_are_not_shown_and_nothing_else_is_lost() -> None:
    lines, _ = paragraphs(TEXT, FACTS)
    assert ["".join(piece.text for piece in line) for line in lines] == [
        line for line in TEXT.split("\n")[3:] if line
    ]


def test_each_passage_opens_once() -> None:
    lines, quotes = paragraphs(TEXT, FACTS)
    opened = [piece.quote for line in lines for piece in line if piece.opens]
    assert opened == list(range(len(quotes)))


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(-3, 90), st.integers(-3, 90)), max_size=6))
def test_any_offsets_leave_the_text_whole(text: str, spans: list[tuple[int, int]]) -> None:
    facts = [{"property": "operates", "object": "BYD", "quote_start": a, "quote_end": b} for a, b in spans]
    lines, quotes = paragraphs("x\n" + text, facts)
    shown = ["".join(piece.text for piece in line) for line in lines]
    assert shown == [line for line in ("x\n" + text).splitlines() if line.strip()]
    assert sorted({at for quote in quotes for at in quote}) == [
        at for at, (a, b) in enumerate(spans) if 0 <= a < b <= len(text) + 2
    ]


@pytest.mark.parametrize(
    ("name", "unit", "kind"),
    [
        ("operates", "", "where"),
        ("outlets", "outlet", "where"),
        ("investment", "USD", "size"),
        ("marketShare", "percent", "trade"),
        ("productionStart", "", "dates"),
        ("no such property", "", "where"),
    ],
)
def test_families_follow_from_the_vocabulary(name: str, unit: str, kind: str) -> None:
    assert family(name, unit) == kind


def test_a_hedged_target_is_written_as_a_node_with_all_it_says() -> None:
    text = fact_turtle(
        {
            "subject": "Voyah",
            "subject_type": "Brand",
            "property": "outlets",
            "value": 500.0,
            "unit": "outlet",
            "comparator": ">",
            "modality": "target",
            "start": "2030",
            "end": "2030",
            "place": "overseas",
        }
    )
    for part in (
        "rdf:subject aae:voyah",
        "rdf:predicate aa:outlets",
        "rdf:object 500",
        'aa:comparator ">"',
        "aa:modality aa:target",
        'aa:period "2030/2030"',
        'aa:place "overseas"',
    ):
        assert part in text


def test_facts_become_nodes_and_keyed_edges() -> None:
    graph = facts_graph(FACTS)
    assert {attrs["label"] for _, attrs in graph.nodes(data=True)} == {"Changan", "Thailand", "Dongfeng"}
    assert sorted(key for *_, key in graph.edges(keys=True)) == ["brandOf", "locatedIn"]
    assert [row["at"] for row in graph.nodes["https://w3id.org/autoatlas/entity/changan"]["facts"]] == [
        0,
        2,
        3,
    ]
