"""Sites that others lead to: next door, a second one in the same town, "also in", and where the kits come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from autoatlas.loaders import extract

TEXTS = [
    (
        "Kia opened its car factory in Žilina, Slovakia, in 2006. Across the road, Mobis Energy, a supplier, is "
        "building a battery plant.",
        {"Kia Žilina plant", "Mobis Energy Žilina battery plant"},
    ),
    (
        "Geely has a plant in Tanjung Malim, Malaysia. In the same town Proton opened a battery plant in May 2025.",
        {"Geely Tanjung Malim plant", "Proton Tanjung Malim battery plant"},
    ),
    (
        "Ford runs a plant in Craiova, Romania. A newer one, which stands beside it, opened in April 2023.",
        {"Ford Craiova plant", "Ford Craiova second plant"},
    ),
    (
        "Stellantis makes the Berlingo at its factory in Vigo, Spain, and since July 2022 also in Luton.",
        {"Stellantis Vigo plant", "Stellantis Luton plant"},
    ),
    (
        "Gotion is building a battery plant in Trnava, Slovakia. Lumo Cells, a joint company owned 80% by "
        "Gotion, will run it.",
        {"Lumo Cells Trnava battery plant"},
    ),
    (
        "BYD has run a plant in Rayong since 2024. Mexico matters more. There BYD is building a plant in Veracruz; "
        "it will be a complete plant.",
        {"BYD Rayong plant", "BYD Veracruz plant"},
    ),
    (
        "Audi has a plant in Győr. On the other side of the Danube, in Komárom, BYD builds buses.",
        {"Audi Győr plant", "BYD Komárom plant"},
    ),
    ("Chery announced a plant in Vietnam or Thailand in March 2024.", set()),
    (
        "In Montevideo, Nordex, an assembler, has added the Kia K2700 to the vans that it builds for Hyundai.",
        {"Nordex Montevideo plant"},
    ),
]


def facts(text: str, folder: Path) -> list[dict[str, object]]:
    path = folder / "one.txt"
    path.write_text(f"title: News\ndate: 2025-06-18\n\n{text}\n", encoding="utf-8")
    return [row for frame in extract(path) for row in frame.iter_rows(named=True)]


@pytest.mark.parametrize(("text", "labels"), TEXTS)
def test_what_stands_next_to_a_site_is_in_its_town(text: str, labels: set[str], tmp_path: Path) -> None:
    assert {row["object"] for row in facts(text, tmp_path) if row["property"] == "operates"} == labels


def test_where_the_kits_come_from_is_not_what_the_text_goes_on_about(tmp_path: Path) -> None:
    text = (
        "VinFast assembles cars in Subang, Indonesia. The kits are shipped from its factory in Hai Phong. "
        "The plant can make 50,000 vehicles a year."
    )
    found = {row["subject"] for row in facts(text, tmp_path) if row["property"] == "annualCapacity"}
    assert found == {"VinFast Subang plant"}


def test_the_ground_that_a_plant_stands_on_is_a_place_of_it(tmp_path: Path) -> None:
    text = "Rumba Motors opened a plant in Panapakkam, India. It takes up 190 hectares of land in Ranipet district."
    found = {row["object"] for row in facts(text, tmp_path) if row["property"] == "locatedIn"}
    assert found == {"Panapakkam", "Ranipet", "India"}
