"""A text as blocks and sentences, with offsets into the text as it is."""

from __future__ import annotations

import pytest

from autoatlas.loaders.text.blocks import blocks, sentences


def cut(text: str) -> list[tuple[str, list[str]]]:
    return [
        (block.kind, [text[sentence.start : sentence.end] for sentence in sentences(text, block)])
        for block in blocks(text)
    ]


def test_headings_paragraphs_and_bullets_are_told_apart() -> None:
    text = (
        "# Plants abroad\n\nThere are two. Both are new.\n\n- Rayong: 150,000 cars\n- Szeged: 150,000 cars\n"
    )
    assert cut(text) == [
        ("heading", ["Plants abroad"]),
        ("paragraph", ["There are two.", "Both are new."]),
        ("bullet", ["Rayong: 150,000 cars"]),
        ("bullet", ["Szeged: 150,000 cars"]),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Great Wall Motor Co. Ltd. sold 1.23 million cars in the U.S. last year.",
        "Mr. Li of BYD Co. spoke of approx. 3.5 bn yuan.",
        "The No. 2 plant opened on 3 Jan. 2025.",
        "“It opens in May. We are glad,” said the mayor.",
    ],
)
def test_a_full_stop_of_an_abbreviation_or_a_number_ends_no_sentence(sentence: str) -> None:
    text = f"{sentence} Another one follows."
    assert cut(text)[0][1][-1] == "Another one follows."
    assert len(cut(text)[0][1]) == 2 or sentence.startswith("“")


def test_a_line_that_a_page_broke_goes_on() -> None:
    text = (
        "The carmaker said on Friday that its second plant in Thailand, which lies near\n"
        "Rayong, had opened in July, half a year later than it had been planned to.\n"
    )
    assert cut(text) == [("paragraph", [text.strip()])]


def test_marks_and_emoji_stay_out_of_the_spans() -> None:
    text = "🚗 **BYD** opened a plant.\n\n✅ It is in Rayong.\n"
    found = [sentence for _, block in cut(text) for sentence in block]
    assert found[0].startswith("BYD")
    assert found[1] == "It is in Rayong."


def test_a_table_is_read_by_rows() -> None:
    text = "| Maker | Plant |\n|---|---|\n| BYD | Rayong |\n"
    assert [kind for kind, _ in cut(text)] == ["header", "row"]


def test_text_without_a_full_stop_is_cut_at_gaps() -> None:
    text = "cars and vans " * 5_000
    found = [sentence for _, block in cut(text) for sentence in block]
    assert len(found) > 30
    assert max(map(len, found)) < 2_000
