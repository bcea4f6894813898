"""Statements that every paper prints: where a model is built, what a plant can make, whose a firm is."""

from pathlib import Path

import pytest

from autoatlas.loaders import extract


def facts_of(tmp_path: Path, text: str) -> set[tuple[object, ...]]:
    path = tmp_path / "one.txt"
    path.write_text(f"title: Notes\ndate: 2026-02-09\n\n{text}\n", encoding="utf-8")
    rows = [row for frame in extract(path) for row in frame.iter_rows(named=True)]
    return {
        (
            row["subject"],
            row["property"],
            row["object"] if row["value"] is None else row["value"],
            row["modality"],
        )
        for row in rows
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The Atto 3 will be assembled in Camaçari, Brazil, from July.",
            ("BYD Camaçari plant", "produces", "BYD Atto 3", "planned"),
        ),
        (
            "Buyers like the Polo Vivo, which is built in Kariega, South Africa.",
            ("Volkswagen Group Kariega plant", "produces", "Volkswagen Polo Vivo", "actual"),
        ),
        (
            "The Hilux hails from Prospecton, south of Durban.",
            ("Toyota", "operates", "Toyota Prospecton plant", "actual"),
        ),
        (
            "The Tiggo 7 would continue to be built at Chery's factory in Barcelona, Spain.",
            ("Chery Barcelona plant", "produces", "Chery Tiggo 7", "actual"),
        ),
        (
            "Changan has a plant in Rayong, Thailand. For now up to 50,000 cars can be made there every year.",
            ("Changan Rayong plant", "annualCapacity", 50000.0, "actual"),
        ),
        (
            "By 2030 Tata Motors' plant in Sanand will be in a position to build 400,000 cars annually.",
            ("Tata Motors Sanand plant", "annualCapacity", 400000.0, "planned"),
        ),
        (
            "BYD's plant in Manisa is spread over 120 hectares.",
            ("BYD Manisa plant", "siteArea", 1200000.0, "actual"),
        ),
        (
            "A sedan left GAC's new works in Rayong on Monday, marking the commencement of production at the plant.",
            ("GAC Rayong plant", "productionStart", None, "actual"),
        ),
        (
            "Jaguar Land Rover, a UK-based subsidiary of Tata Motors, is hiring.",
            ("Jaguar Land Rover", "subsidiaryOf", "Tata Motors", "actual"),
        ),
        (
            "Great Wall's Indonesian partner Inchcape assembles the Tank 500 at Wanaherang, West Java.",
            ("Inchcape Wanaherang plant", "produces", "Tank 500", "actual"),
        ),
        (
            "Geely's Proton opened a plant in Tanjung Malim in September.",
            ("Proton", "operates", "Proton Tanjung Malim plant", "actual"),
        ),
        (
            "China exported 5.62 million vehicles in 2025, and new energy vehicles made up 2.01 million of them.",
            ("China", "exports", 2010000.0, "actual"),
        ),
        ("Seres wants to be in 60 countries by 2027.", ("Seres", "countriesPresent", 60.0, "target")),
        ("Leapmotor has 700 dealers, 600 of them in Europe.", ("Leapmotor", "outlets", 700.0, "actual")),
        (
            "The Tiggo 7 continues to be assembled from kits at Chery's factory in Barcelona, Spain.",
            ("Chery Barcelona plant", "assemblyMode", "kit", "actual"),
        ),
    ],
)  # fmt: skip
def test_what_is_plainly_said_is_read(tmp_path, text, fact):
    assert fact in facts_of(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "The T03 was built in Tychy, Poland, until March.",
        "Geely takes a stake in a rival, which gives it access to the Curitiba plant.",
        "BYD runs a bus plant in Komárom, Hungary. The new coach has space for 49.",
    ],
)
def test_what_is_over_or_counts_seats_is_not(tmp_path, text):
    found = facts_of(tmp_path, text)
    assert not [fact for fact in found if fact[1] in ("produces", "annualCapacity")]
