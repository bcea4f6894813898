"""Plants that nobody builds: denials and hopes of many wordings, and the works of other trades, give no fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from autoatlas.loaders import extract

NOTHING = [
    "Chery has shelved talk of a car plant in Spain.",
    "There are no plans for a Tesla plant in Portugal, a spokesman for the carmaker said.",
    "BYD poured cold water on speculation about a third European car plant in Germany.",
    '"We have no need for a car factory in Britain," said the head of Chery UK.',
    "MG is in no hurry to build a car factory in Spain.",
    "Hopes of a Leapmotor car plant in Poland have faded.",
    "VinFast backed away from plans for a battery factory in Ha Tinh.",
    "BYD's new car carrier, built at a yard in Yantai, holds 9,200 vehicles; the yard employs 3,000 people.",
    "SAIC has ordered twelve car carriers with a capacity of 7,600 vehicles each.",
    "Nio sells cars in Norway. The chargers are made in a factory in Pest, Hungary.",
    "A story that Chery had bought a car plant in Portugal was dismissed as fiction by the company.",
    "In the 1990s, when Rover ran a factory in Bulgaria, nobody earned any money with it.",
    "A new Turkish car plant has been ruled out by BYD.",
    "Wuxi Lead makes equipment for battery plants in Wuxi, for carmakers among others.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_denied_or_of_another_trade_gives_no_plant(text: str, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(
        f"title: News\nurl: https://example.org/one\ndate: 2025-06-18\n\n{text}\n", encoding="utf-8"
    )
    facts = [row for frame in extract(path) for row in frame.iter_rows(named=True)]
    assert not [row for row in facts if "Facility" in (row["subject_type"], row["object_type"])]
    assert not [row for row in facts if row["property"] in ("production", "annualCapacity")]
