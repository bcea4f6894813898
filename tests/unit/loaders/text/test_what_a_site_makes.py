"""What a site makes, however the sentence is built, and what is only named beside it."""

from pathlib import Path

import pytest

from autoatlas.loaders import extract


def made(tmp_path: Path, text: str) -> set[tuple[str, str, str]]:
    """Site, model or brand, and modality of each ``produces``."""
    path = tmp_path / "one.txt"
    path.write_text(f"title: Notes\ndate: 2025-06-18\n\n{text}\n", encoding="utf-8")
    rows = [row for frame in extract(path) for row in frame.iter_rows(named=True)]
    return {(row["subject"], row["object"], row["modality"]) for row in rows if row["property"] == "produces"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # asides between a model and its verb
            "Kia has a car plant in Žilina, Slovakia. The Sportage and the Ceed, its two best-sellers, leave the "
            "line there.",
            {("Kia Žilina plant", "Kia Sportage", "actual"), ("Kia Žilina plant", "Kia Ceed", "actual")},
        ),
        (  # a list with a date in it
            "BYD's factory in Rayong, Thailand, is home to the Dolphin and, as of May, the Seal.",
            {("BYD Rayong plant", "BYD Dolphin", "actual"), ("BYD Rayong plant", "BYD Seal", "actual")},
        ),
        (  # what comes next at a site that is still spoken of
            "Chery assembles the Omoda 5 at its factory in Rayong, Thailand. The Jaecoo 6 came soon after. A third "
            "model, the Tiggo 8, is planned for 2027.",
            {
                ("Chery Rayong plant", "Omoda 5", "actual"),
                ("Chery Rayong plant", "Jaecoo 6", "actual"),
                ("Chery Rayong plant", "Chery Tiggo 8", "planned"),
            },
        ),
        (  # several towns
            "Ford makes the Kuga in Valencia, the Puma in Craiova and the Explorer in Cologne.",
            {
                ("Ford Valencia plant", "Ford Kuga", "actual"),
                ("Ford Craiova plant", "Ford Puma", "actual"),
                ("Ford Cologne plant", "Ford Explorer", "actual"),
            },
        ),
        (  # the lines of a list
            "- Kia, Žilina: Sportage, EV4\n- Hyundai, Nošovice: Tucson",
            {
                ("Kia Žilina plant", "Kia Sportage", "actual"),
                ("Kia Žilina plant", "Kia EV4", "actual"),
                ("Hyundai Nošovice plant", "Hyundai Tucson", "actual"),
            },
        ),
        (  # a maker that is known by part of another's name, and a model in small letters
            "- Kocaeli: Hyundai Assan makes the i10 and the Bayon here.",
            {
                ("Hyundai Assan Kocaeli plant", "Hyundai i10", "actual"),
                ("Hyundai Assan Kocaeli plant", "Hyundai Bayon", "actual"),
            },
        ),
        (  # models that look like a year and a quarter
            "Stellantis makes the Peugeot 308 and 5008 at its plant in Sochaux, France.",
            {
                ("Stellantis Sochaux plant", "Peugeot 308", "actual"),
                ("Stellantis Sochaux plant", "Peugeot 5008", "actual"),
            },
        ),
        (  # a model that moves
            "Mercedes-Benz runs a car plant in Kecskemét, Hungary. It will move the A-Class from Rastatt to Kecskemét.",
            {("Mercedes-Benz Kecskemét plant", "Mercedes-Benz A-Class", "planned")},
        ),
        (  # guests of a host
            "Inokom runs a car plant in Kulim, Malaysia. BMW and Mazda have had cars built there for years.",
            {("Inokom Kulim plant", "BMW", "actual"), ("Inokom Kulim plant", "Mazda", "actual")},
        ),
    ],
)
def test_models_are_those_of_their_site(
    tmp_path: Path, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert made(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "BYD runs a car plant in Szeged, Hungary. It sells the Seal and the Sealion 7 in Hungary, too.",
        "Chery runs a car plant in Rayong, Thailand. The SUV is based on the Tiggo 7 and the Tiggo 8.",
        "Kia runs a car plant in Žilina, Slovakia. The EV6 and the EV9 go on arriving by ship from South Korea.",
        "Tesla's factory in Grünheide, Germany, builds a rival to the BMW iX3 and the Audi Q4 e-tron.",
    ],
)
def test_models_that_are_only_named_are_not_made(tmp_path: Path, text: str) -> None:
    assert made(tmp_path, text) == set()
