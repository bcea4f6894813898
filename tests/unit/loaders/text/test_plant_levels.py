"""What a plant employs, can make and made: levels alone, and each under its own property."""

from pathlib import Path

import pytest

from autoatlas.loaders import extract


def values(tmp_path: Path, text: str, *properties: str) -> set[tuple[str, str, float, str | None]]:
    path = tmp_path / "one.txt"
    path.write_text(f"title: Notes\ndate: 2025-11-10\n\n{text}\n", encoding="utf-8")
    rows = [row for frame in extract(path) for row in frame.iter_rows(named=True)]
    return {
        (row["subject"], row["property"], row["value"], row["basis"])
        for row in rows
        if row["property"] in properties
    }


@pytest.mark.parametrize(
    ("text", "staff"),
    [
        ("It employs 1,200 people. Some 180 jobs will be added, the company said.", {1200}),
        ("It has 700 employees. Fewer than 90 workers have been offered posts elsewhere.", {700}),
        ("The 3,000 jobs that everybody talked about at the time never materialised.", set()),
        ("Of the 3,000 jobs once pledged, some 400 have been filled.", {400}),
        ("With two shifts it would employ 900 people; at the moment 300 work there.", {300}),
        ("It is going to take on 200 people by spring, so that the staff will number about 4,000.", {4000}),
    ],
)
def test_only_levels_of_staff_are_read(tmp_path, text, staff):
    found = values(tmp_path, f"Kia runs a factory in Zilina, Slovakia. {text}", "employees")
    assert {row[2] for row in found} == staff


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It could build 150,000 cars a year; last year it managed 61,000.",
            {("annualCapacity", 150_000, None), ("production", 61_000, None)},
        ),
        (
            "It can build 200,000 cars a year but made only 93,000 of them in 2024.",
            {("annualCapacity", 200_000, None), ("production", 93_000, None)},
        ),
        (
            "Last year it built 210,000 cars; output since the beginning exceeds 4 million.",
            {("production", 210_000, None), ("production", 4_000_000, "cumulative")},
        ),
        (
            "It has been in operation since 2006 and built 310,000 vehicles in 2024.",
            {("production", 310_000, None)},
        ),
    ],
)
def test_what_a_plant_can_make_and_what_it_made(tmp_path, text, expected):
    found = values(
        tmp_path, f"Kia runs a factory in Zilina, Slovakia. {text}", "production", "annualCapacity"
    )
    assert found == {("Kia Žilina plant", *row) for row in expected}


def rows_of(tmp_path: Path, text: str, column: str, *properties: str) -> set[object]:
    path = tmp_path / "two.txt"
    path.write_text(f"title: Notes\ndate: 2025-11-10\n\n{text}\n", encoding="utf-8")
    rows = [row for frame in extract(path) for row in frame.iter_rows(named=True)]
    return {row[column] for row in rows if row["property"] in properties}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("In Turkey, Ford has run a plant in Kocaeli since 2001.", {"2001"}),
        ("Chery has been operating a plant in Jacarei, Brazil, since August 2014.", {"2014-08"}),
        ("Volvo has a plant in Ghent, Belgium. It has a paint shop, half of which lies idle.", set()),
    ],
)
def test_a_plant_runs_since_it_has_been_run(tmp_path, text, start):
    assert rows_of(tmp_path, text, "start", "productionStart", "suspended") == start


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Valmet's plant in Uusikaupunki, Finland, stopped building BMW cars last month.", set()),
        ("In Kaliningrad Avtotor, which once put together BMWs, now builds Kaiyi cars.", {"Kaiyi"}),
        (
            "Magna's plant in Graz, Austria, assembles cars under contract for Toyota, BMW and Ford.",
            {"Toyota", "BMW", "Ford"},
        ),
    ],
)
def test_a_site_makes_what_it_still_makes(tmp_path, text, made):
    assert rows_of(tmp_path, text, "object", "produces") == made


def test_a_sum_and_what_of_it_has_been_spent(tmp_path):
    text = (
        "Gotion is building a battery plant in Manteno, Illinois. Of the $2 billion that it plans to invest there, "
        "$400 million has been spent. That is $100 million more than it had thought."
    )
    assert rows_of(tmp_path, text, "value", "investment") == {2e9, 4e8}
