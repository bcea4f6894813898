"""What questions and answers say together, and what a maker aims for."""

from __future__ import annotations

from pathlib import Path

from autoatlas.loaders import extract


def _facts(folder: Path, text: str, title: str, date: str = "2025-11-03") -> set[tuple[str, ...]]:
    path = folder / "one.txt"
    path.write_text(f"title: {title}\nurl: https://example.org/one\ndate: {date}\n\n{text}", encoding="utf-8")
    found = set()
    for frame in extract(path):
        for row in frame.iter_rows(named=True):
            value = "" if row["value"] is None else f"{row['value']:.10g}"
            what = row["object"] or value or row["start"]
            found.add((row["subject"], row["property"], what, row["modality"], row["place"] or ""))
    return found


def test_answers_are_about_the_plant_that_the_first_question_names(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "**What is BYD building in Szeged?**\nA car plant, on 300 hectares.\n\n"
        "**How many people will work there?**\nUp to 10,000.\n\n**What will it cost?**\nAbout 4 billion euros.\n",
        "What you need to know",
    )
    plant = "BYD Szeged plant"
    assert (plant, "locatedIn", "Szeged", "planned", "") in facts
    assert (plant, "employees", "10000", "planned", "") in facts
    assert (plant, "investment", "4000000000", "planned", "") in facts


def test_a_bare_place_answers_where_a_model_is_built(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path, "Q: Will the MG4 still be built?\nA: Yes, in Ningde.\n", "MG: questions and answers"
    )
    assert ("MG Ningde plant", "produces", "MG4", "actual", "") in facts


def test_an_aim_is_the_makers_and_has_parts(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "**Models.** The Sportage sold 569,688 times in 2025, the Sorento (264,673) less often.\n\n"
        "**Outlook.** For 2026 the management is aiming for 3.35m vehicles, 565,000 of them at home and 2.775m in "
        "the rest of the world.\n",
        "Kia's 2025",
        "2026-01-09",
    )
    aims = {(subject, what, place) for subject, _, what, modality, place in facts if modality == "target"}
    assert aims == {("Kia", "3350000", ""), ("Kia", "565000", "South Korea"), ("Kia", "2775000", "overseas")}


def test_which_cars_and_what_bill_are_asked_of_the_plant(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Q: Who is behind it?\nA: Abou Ghaly Motors, which opened the car plant in 6th of October City, Egypt, in "
        "January.\n\nQ: And the bill?\nA: So far 1.9 billion Egyptian pounds, or $38 million.\n\n"
        "Q: Which cars does it build?\nA: The Geely Coolray for the moment; the Geely Emgrand will join it in the "
        "autumn.\n\nQ: How Egyptian are they?\nA: Local content stands at 46%.\n",
        "Made in Egypt",
    )
    plant = "Abou Ghaly Motors 6th of October City plant"
    assert (plant, "investment", "1900000000", "actual", "") in facts
    assert (plant, "investment", "38000000", "actual", "") in facts
    assert (plant, "produces", "Geely Coolray", "actual", "") in facts
    assert (plant, "produces", "Geely Emgrand", "planned", "") in facts
    assert (plant, "localContent", "46", "actual", "") in facts
