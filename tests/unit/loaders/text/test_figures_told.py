"""What a figure counts, whose it is, and where it goes on from the figure before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autoatlas.loaders import extract

Read = Callable[..., set[str]]
HEAD = "title: {title}\nurl: https://example.org/one\ndate: 2026-03-10\n\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a text; its figures as ``subject property value unit modality end place``."""

    def run(text: str, *, title: str = "Notes") -> set[str]:
        path = tmp_path / "one.txt"
        path.write_text(HEAD.format(title=title) + text, encoding="utf-8")
        facts = set()
        for frame in extract(path):
            for row in frame.iter_rows(named=True):
                if row["value"] is not None:
                    value, modality = f"{row['value']:.10g}", row["modality"]
                    parts = (
                        row["subject"],
                        row["property"],
                        value,
                        row["unit"],
                        modality,
                        row["end"],
                        row["place"],
                    )
                    facts.add(" ".join(part for part in parts if part and part != "actual"))
        return facts

    return run


def test_a_bare_number_counts_what_its_verb_counts(read: Read) -> None:
    facts = read(
        "Seres has a plant in Durban with a capacity of 50,000 cars, employs 600 and is to take on 400 more."
    )
    assert facts == {
        "Seres Durban plant annualCapacity 50000 vehicle/year",
        "Seres Durban plant employees 600 person",
    }


def test_what_can_be_made_says_nothing_of_the_staff(read: Read) -> None:
    facts = read(
        "Nissan's plant in Sanand, whose 900 people can build 5,000 vans a year, takes up 40 hectares."
    )
    assert "Nissan Sanand plant employees 900 person" in facts


def test_a_sum_takes_its_currency_from_the_one_before(read: Read) -> None:
    facts = read(
        "Chery has put 120 million euros into its plant in Barcelona so far, out of a planned total of 400 million."
    )
    assert facts == {
        "Chery Barcelona plant investment 120000000 EUR",
        "Chery Barcelona plant investment 400000000 EUR planned",
    }


def test_a_shared_currency_is_that_of_the_title(read: Read) -> None:
    facts = read(
        "Kia is building a car plant in Jubail. It costs 4 billion riyals.", title="Kia in Saudi Arabia"
    )
    assert any("investment 4000000000 SAR" in fact for fact in facts)


def test_a_level_goes_on_from_the_figure_before_it(read: Read) -> None:
    facts = read(
        "Kia opened a plant in Rayong. At present 1,050 people are employed there; by the end of 2027 there will be "
        "2,200. Local parts make up 38% of each car, and Kia wants 60%."
    )
    assert facts == {
        "Kia Rayong plant employees 1050 person",
        "Kia Rayong plant employees 2200 person planned 2027",
        "Kia Rayong plant localContent 38 percent",
        "Kia Rayong plant localContent 60 percent target",
    }


def test_what_is_to_double_is_the_figure_told_of_last(read: Read) -> None:
    facts = read(
        "Kia's plant in Rayong can make 90,000 cars a year. The share of local parts is 30%. "
        "Kia aims to double it by 2028."
    )
    assert "Kia Rayong plant localContent 60 percent target 2028" in facts
    assert not any("180000" in fact for fact in facts)


def test_a_figure_at_the_old_site_is_not_of_the_new_one(read: Read) -> None:
    facts = read(
        "Isuzu has opened a plant in Nairobi. It can assemble 9,000 trucks a year, against 4,200 at the old site."
    )
    assert "Isuzu Nairobi plant annualCapacity 9000 vehicle/year" in facts
    assert not any("4200" in fact for fact in facts)


def test_several_plants_are_the_company_s(read: Read) -> None:
    facts = read(
        "Isuzu has plants in Nairobi and Mombasa, Kenya. It will put 90 million dollars into the two plants. "
        "Across Kenya the company's plants have room for 12,000 trucks a year."
    )
    assert any(fact.startswith("Isuzu investment 90000000 USD") for fact in facts)
    assert any(fact.startswith("Isuzu annualCapacity 12000 vehicle/year") for fact in facts)


def test_a_plant_that_stands_next_door_is_another(read: Read) -> None:
    facts = read(
        "Gotion runs a plant in Kassel for car batteries. "
        "It stands on 45 hectares next to the Opel works and employs 900."
    )
    assert "Gotion Kassel battery plant employees 900 person" in facts


def test_a_town_s_longer_name_is_taken_whole(read: Read) -> None:
    assert "Kia Porto Feliz plant employees 800 person" in read(
        "Kia's plant in Porto Feliz builds cars and employs 800."
    )


def test_a_list_knows_its_plant_by_the_title(read: Read) -> None:
    facts = read(
        "- Area: 300 hectares\n- Workforce: 6,000\n- Capacity: 600,000 cars\n",
        title="Kia in Sunderland, by numbers",
    )
    assert facts == {
        "Kia Sunderland plant siteArea 3000000 m2",
        "Kia Sunderland plant employees 6000 person",
        "Kia Sunderland plant annualCapacity 600000 vehicle/year",
    }


def test_what_is_given_up_or_once_was_named_is_left_out(read: Read) -> None:
    facts = read(
        "Renault has postponed a 600-million-euro investment in its car plant in Pamplona. "
        "Its battery plant in Valencia will cost 1.3 billion euros, more than the 1 billion euros named in 2023."
    )
    assert {fact for fact in facts if "investment" in fact} == {
        "Renault Valencia battery plant investment 1300000000 EUR planned"
    }
