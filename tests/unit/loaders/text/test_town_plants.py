"""Towns that stand for the plants in them, and those that stand for a government or for nothing that is made."""

from pathlib import Path

import pytest

from autoatlas.loaders import extract


def sites_of(tmp_path: Path, text: str) -> set[tuple[str, str]]:
    path = tmp_path / "one.txt"
    path.write_text(f"title: Notes\ndate: 2026-03-10\n\n{text}\n", encoding="utf-8")
    rows = [row for frame in extract(path) for row in frame.iter_rows(named=True)]
    return {(row["object"], row["modality"]) for row in rows if row["property"] == "operates"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Leapmotor has found a second European factory. Zaragoza will make the B10 from autumn, while Tychy, "
            "which assembled the T03, goes back to its own cars.",
            {("Leapmotor Zaragoza plant", "planned"), ("Leapmotor Tychy plant", "actual")},
        ),
        (
            "Changan runs its works in Chongqing at full tilt. Rayong in Thailand, where assembly began last May, has "
            "room for 100,000 cars a year.",
            {("Changan Chongqing plant", "actual"), ("Changan Rayong plant", "actual")},
        ),
    ],
)
def test_a_town_that_makes_cars_is_a_plant(tmp_path, text, expected):
    assert sites_of(tmp_path, text) == expected


def test_a_town_takes_up_the_plant_that_was_told_of_it(tmp_path):
    text = (
        "BelGee, in which Geely has a stake, runs a plant in Zhodino in Belarus. Geely is content. "
        "Zhodino builds 25,000 cars a year."
    )
    assert sites_of(tmp_path, text) == {("BelGee Zhodino plant", "actual")}


@pytest.mark.parametrize(
    "text",
    [
        "Chery signed for a plant. Beijing will build 300 more charging stations for cars.",
        "BYD sells well in Spain. Barcelona makes the evening news; cars are not in it.",
        "Geely sold 2,000 cars. Zaragoza will build 400 flats.",
    ],
)
def test_other_towns_are_none(tmp_path, text):
    assert {
        site
        for site, _ in sites_of(tmp_path, text)
        if "Beijing" in site or "Barcelona" in site or "Zaragoza" in site
    } == set()
