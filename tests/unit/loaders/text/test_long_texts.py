"""Long texts are taken in pieces, which must not cut a figure in two."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from autoatlas.loaders import extract
from autoatlas.loaders.text.dates import find_dates
from autoatlas.loaders.text.figures import find_figures
from autoatlas.loaders.text.quantities import find_quantities
from autoatlas.loaders.text.tokens import pieces


@pytest.mark.parametrize("gap", [" and ", "\n", "\n\n", ". "])
@pytest.mark.parametrize("filling", ["", " so it said of itself again"])
def test_a_long_text_is_read_to_its_end(gap: str, filling: str) -> None:
    piece = f"It sold 12,500 cars in May 2024{filling}{gap}"
    text = piece * (250_000 // len(piece))
    figures = find_figures(text)
    assert {text[mention.start : mention.end] for mention in figures.dates} == {"May 2024"}
    assert {text[quantity.start : quantity.end] for quantity in figures.quantities} == {"12,500 cars"}
    assert len(figures.quantities) == len(figures.dates) == text.count("12,500")


def test_a_long_chinese_text_is_read_to_its_end() -> None:
    text = "2024年5月售出12,500辆。" * 15_000
    figures = find_figures(text, lang="zh")
    assert len(figures.quantities) == len(figures.dates) == 15_000
    assert {text[mention.start : mention.end] for mention in figures.dates} == {"2024年5月"}
    assert figures.quantities == find_quantities(text, lang="zh")
    assert figures.dates == find_dates(text, lang="zh")


@pytest.mark.parametrize("text", ["", "a" * 250_000, " " * 250_000, "ab " * 90_000, "A 1 " * 70_000])
def test_pieces_cover_a_text_once(text: str) -> None:
    found = list(pieces(text, 0, None))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= 100_000 for start, end in found)


@pytest.mark.parametrize(
    "piece", ["**Chery Brazil {}** ", "**Rayong {}.** The company opened a plant there in 2019. "]
)
def test_four_times_the_text_takes_about_four_times_as_long(piece: str, tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        path = tmp_path / "long.txt"
        head = "title: Notes\nurl: https://example.org/n\ndate: 2025-06-18\n\n"
        path.write_text(head + "".join(map(piece.format, range(count))), encoding="utf-8")
        begun = process_time()
        for _ in extract(str(path)):
            pass
        return process_time() - begun

    seconds(50)
    assert min(seconds(4_800), seconds(4_800)) < 9 * min(seconds(1_200), seconds(1_200))
