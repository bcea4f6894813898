"""Which site a text means, and who runs it now. Sentences of our own."""

import pytest

from autoatlas.loaders.document import document_from_text
from autoatlas.loaders.text.reader import read_facts

HEAD = "title: News\nurl: https://example.org/w\ndate: 2025-09-15\n\n"


def sites(text: str) -> set[str]:
    facts = read_facts(document_from_text(HEAD + text))
    return {str(fact.object) for fact in facts if fact.property == "operates"}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "Tata Motors builds cars at its plant in Pune. Its second, in Sanand, employs 3,000 people.",
            {"Tata Motors Pune plant", "Tata Motors Sanand plant"},
        ),
        (
            "Kia has a car plant in Žilina, Slovakia, and bought a further one in Nošovice in 2024.",
            {"Kia Žilina plant", "Kia Nošovice plant"},
        ),
        (
            "Skywell's dealers know its plant in Linz. It has 30 showrooms, the largest, in Vienna, since May.",
            {"Skywell Linz plant"},
        ),
    ],
)
def test_a_site_may_leave_its_noun_to_what_was_said_before(text: str, labels: set[str]) -> None:
    assert sites(text) == labels


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Nissan closed its car factory in Linares in 2021. The plant now belongs to Ebro, which builds vans.",
            "Ebro Linares plant",
        ),
        (
            "Renault opened a car plant in Togliatti. The factory was sold in 2022 to Avtovaz.",
            "Avtovaz Togliatti plant",
        ),
        (
            "Ford's car factory in Craiova, Romania, has belonged since 2022 to Ford Otosan.",
            "Ford Otosan Craiova plant",
        ),
        (
            "Hyundai left its car plant in Ulsan. The new owner, KG Mobility, makes cars there.",
            "KG Mobility Ulsan plant",
        ),
        (
            "Renault's car plant in Cacia belonged to Ford until 1990. The factory employs 900 people.",
            "Renault Cacia plant",
        ),
    ],
)
def test_a_site_is_known_by_who_runs_it_now(text: str, label: str) -> None:
    assert sites(text) == {label}


def test_a_plant_that_there_is_not_is_no_site() -> None:
    assert (
        sites("BYD does not have a plant of its own in Poland, but sells 9,000 cars a year there.") == set()
    )


def test_the_subsidiary_goes_on_and_not_its_owner() -> None:
    text = (
        "Suzuki's Indian subsidiary, Maruti Suzuki, sold 150,000 cars in May. It runs a car plant in Manesar."
    )
    assert sites(text) == {"Maruti Suzuki Manesar plant"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Hyundai opened a car plant in Cikarang in 2022. The Koreans' factory employs 1,800 people.",
            "Hyundai Cikarang plant",
        ),
        (
            "BMW opened a car factory in Debrecen. The Bavarians' plant can build 150,000 cars a year.",
            "BMW Debrecen plant",
        ),
        (
            "Foton's partner in Pakistan is Master Motor. The Karachi firm builds trucks at its plant in Port Qasim.",
            "Master Motor Port Qasim plant",
        ),
        (
            "Great Wall Motor has given the job to Sinolana. The assembler employs 350 at its car plant in Melaka.",
            "Sinolana Melaka plant",
        ),
        (
            "Trnava, in Slovakia, is the largest site of Stellantis: its car plant there employs 3,000.",
            "Stellantis Trnava plant",
        ),
    ],
)
def test_a_firm_may_be_called_by_what_it_is_or_where_it_comes_from(text: str, label: str) -> None:
    assert sites(text) == {label}


def test_a_plant_in_another_state_is_another_plant() -> None:
    text = (
        "Gotion gave up a battery factory in Michigan. In Illinois things look better. "
        "Its battery plant in Manteno employs 2,600 people."
    )
    facts = read_facts(document_from_text(HEAD + text))
    places = {fact.object for fact in facts if fact.subject == "Gotion Manteno battery plant"}
    assert {"Manteno", "Illinois"} <= places
    assert "Michigan" not in places


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "In Purwakarta, West Java, Handal Indonesia Motor has put together the Omoda 5 from kits since May.",
            {"Handal Indonesia Motor Purwakarta plant"},
        ),
        (
            "The union is worried about Emden. Volkswagen builds the ID.4 and the ID.7 there with 8,000 people.",
            {"Volkswagen Group Emden plant"},
        ),
        (
            "Its cars come from Chonburi in Thailand, where SAIC Motor-CP, a joint venture, employs 1,500.",
            {"SAIC Motor-CP Chonburi plant"},
        ),
        (
            "BMW's start in Debrecen last autumn and BYD's in Szeged this year put Hungary on the map of carmaking.",
            {"BMW Debrecen plant", "BYD Szeged plant"},
        ),
        (
            "GAC confirmed on Tuesday that HPE will build its GS3 in Catalão, Goiás, from next year.",
            {"HPE Catalão plant"},
        ),
        (
            "Tesla has two gigafactories. A third had been planned in Mexico, in the state of Nuevo León.",
            {"Tesla Nuevo León plant"},
        ),
        (
            "The van comes from Gniezno, Poland, where Lumo Motors, controlled by Ford, has run a plant since 2011.",
            {"Lumo Motors Gniezno plant"},
        ),
        (
            "Delta Trucks, Isuzu's importer, operates a plant in Sadat City, Egypt, an hour away if traffic allows.",
            {"Delta Trucks Sadat City plant"},
        ),
        (
            "Citroën and Jeep are brands of Stellantis. Tata, for its part, took over Ford's plant in Sanand in 2023. "
            "The plant is running at capacity.",
            {"Tata Sanand plant"},
        ),
        ("Foton announced an anode plant in Rayong in March 2024.", {"Foton Rayong parts plant"}),
        ("BYD will assemble the Dolphin from 2027, the company said in Casablanca.", set()),
        ("Toyota built cars in Durban until 1980. It sells 9,000 vehicles a year in South Africa.", set()),
    ],
)
def test_who_makes_cars_in_a_town_has_a_plant_there(text: str, labels: set[str]) -> None:
    assert sites(text) == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "Kia builds cars in China at three plants: Yancheng, Wuhan and Nanjing. It opened a plant in Bursa.",
            {"Kia Bursa plant"},
        ),
        (
            "Toyota has a car plant in Bursa. Three more stand in Turkey: in Sakarya, Gölcük and Ankara.",
            {"Toyota Bursa plant", "Toyota Sakarya plant", "Toyota Ankara plant"},
        ),
        (
            "LG and General Motors laid off 900 people at Ultium Cells, their battery venture in Ohio. "
            "The battery plant in Warren employs 2,200.",
            {"Ultium Cells Warren battery plant"},
        ),
        (
            "CATL and Stellantis will build a battery factory in Figueruelas. The plant, a project of their joint "
            "venture Contemporary Star Energy, is to cost €4.1 billion.",
            {"Contemporary Star Energy Figueruelas battery plant"},
        ),
    ],
)
def test_a_venture_runs_its_plant_and_a_list_gives_several(text: str, labels: set[str]) -> None:
    assert labels <= sites(text)
