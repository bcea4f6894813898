"""Whose plant it is, and where, in texts told by a company, in lists of its doings, in texts about a town."""

from __future__ import annotations

from pathlib import Path

from autoatlas.loaders import extract


def _facts(folder: Path, title: str, text: str, date: str = "2025-11-03") -> set[tuple[str, str, str]]:
    path = folder / "one.txt"
    path.write_text(f"title: {title}\nurl: https://example.org/one\ndate: {date}\n\n{text}", encoding="utf-8")
    found = set()
    for frame in extract(path):
        for row in frame.iter_rows(named=True):
            value = "" if row["value"] is None else f"{row['value']:.10g}"
            found.add((row["subject"], row["property"], row["object"] or value or row["start"] or ""))
    return found


def test_the_company_that_speaks_runs_what_it_calls_ours(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "SVOLT: notes from the spring call",
        "Heico Batteries, our venture with Heico, is putting up a battery plant in Bratislava, Slovakia.\n"
        "In Thailand our battery plant in Sriracha opened last March. It can make 6 gigawatt-hours a year.\n",
    )
    plant = "SVOLT Sriracha battery plant"
    assert ("SVOLT", "operates", plant) in facts
    assert (plant, "annualCapacity", "6") in facts


def test_we_and_a_partner_build_what_is_ours(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "JAC in five answers",
        "**What comes next?**\nIn Egypt we and Kasrawy Group are building a car plant in Sokhna. It will employ 900.\n",
    )
    assert ("JAC", "operates", "JAC Ain Sokhna plant") in facts
    assert ("JAC Ain Sokhna plant", "employees", "900") in facts


def test_a_list_of_doings_goes_on_about_its_company(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Farasis abroad, stage by stage",
        "The main stages:\n\n"
        "- May 2021: Mercedes-Benz raises its stake in Farasis.\n"
        "- June 2023: A battery plant in Gemlik, Turkey, is announced; it is to cost $800 million.\n",
    )
    assert ("Farasis", "operates", "Farasis Gemlik battery plant") in facts


def test_a_text_about_a_town_need_not_name_it_again(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Kecskemét and its cars",
        "Apricots made Kecskemét known. To the south stands the Mercedes-Benz plant. It employs 4,500 people.\n\n"
        "Its neighbours look on: in Győr Audi is extending its plant, which built 170,000 cars last year.\n",
    )
    assert ("Mercedes-Benz Kecskemét plant", "employees", "4500") in facts
    assert ("Audi", "operates", "Audi Győr plant") in facts


def test_the_whole_plant_is_the_one_spoken_of(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "News",
        "BMW has a plant in Debrecen, Hungary. CATL has built a battery plant there.\n"
        "The first phase makes 40 GWh a year; in the end it is to be 100 GWh for the whole plant.\n",
    )
    assert ("CATL Debrecen battery plant", "annualCapacity", "100") in facts


def test_figures_below_the_name_of_a_town_are_of_the_plant_there(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Fact box: Sunwoda abroad",
        "Two works, one in Europe and one in Asia:\n\n"
        "**Nyíregyháza**\n- Site: 48 hectares in the southern industrial park of Nyíregyháza, Hungary\n"
        "- Staff: 150 so far\n\n"
        "**Chonburi**\n- Owner: Sunwoda Automotive Energy Thailand\n"
        "- What it is: a battery plant in Chonburi, Thailand\n- Capacity: 17.4 GWh a year\n",
    )
    assert ("Sunwoda Nyíregyháza battery plant", "employees", "150") in facts
    assert ("Sunwoda Nyíregyháza battery plant", "locatedIn", "Hungary") in facts
    plant = "Sunwoda Automotive Energy Thailand Chonburi battery plant"
    assert (plant, "annualCapacity", "17.4") in facts


def test_a_customer_s_town_runs_no_plant(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Handed over",
        "The first car left the Stellantis plant in Gurun, Malaysia, today. It was handed over to a buyer from "
        "Alor Setar.\n",
    )
    assert ("Stellantis", "operates", "Stellantis Gurun plant") in facts
    assert not any(subject == "Alor Setar" for subject, _, _ in facts)


def test_it_that_founded_a_venture_with_another_owns_the_plant(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Buses",
        "Yutong sells electric buses in 60 countries. It founded a joint venture with Mowasalat, the state "
        "transport company, in 2022, and its plant in Mesaieed, Qatar, makes 300 buses a year.\n",
    )
    assert ("Yutong", "operates", "Yutong Mesaieed plant") in facts


def test_a_maker_s_name_with_a_hyphen_is_another_company(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Colombia",
        "Renault-Sofasa, the Colombian subsidiary of Renault, will spend $100 million on its plant in Envigado.\n",
    )
    assert ("Renault-Sofasa", "subsidiaryOf", "Renault") in facts
    assert ("Renault-Sofasa Envigado plant", "investment", "100000000") in facts


def test_a_bare_town_is_that_of_the_plant_in_the_country(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Six questions to Chery",
        "**You have a car factory in South Africa.**\nA: Yes, in Rosslyn. The plant has cost $50 million and "
        "builds cars for Africa.\n",
    )
    assert ("Chery Rosslyn plant", "locatedIn", "South Africa") in facts
    assert ("Chery Rosslyn plant", "investment", "50000000") in facts


def test_the_plant_is_that_of_the_maker_who_has_come_to_act(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Made in the South",
        "Hyundai opened its plant in Ellabell, Georgia, on 26 March. Volvo will add the XC60 to its programme in "
        "Berkeley County, South Carolina, next year. The plant has a capacity of 150,000 cars a year.\n",
    )
    assert ("Volvo Berkeley County plant", "annualCapacity", "150000") in facts
    assert not any(
        subject == "Hyundai Ellabell plant" and name == "annualCapacity" for subject, name, _ in facts
    )


def test_a_place_may_be_told_behind_the_date(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "BYD in Europe",
        "BYD is building a car plant in Szeged. The company opened its first bus plant in Europe in 2017, in "
        "Komárom, Hungary. It has 300 employees.\n",
    )
    assert ("BYD Komárom plant", "productionStart", "2017") in facts
    assert ("BYD Komárom plant", "employees", "300") in facts


def test_who_builds_a_plant_may_be_told_in_the_next_sentence(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Morocco",
        "Work on what is to become the country's largest car factory began in Kenitra, Morocco, on Monday. It is "
        "being built by Gotion of China.\n",
        date="2025-06-18",
    )
    plants = {what for subject, name, what in facts if (subject, name) == ("Gotion", "operates")}
    assert len(plants) == 1
    (plant,) = plants
    assert (plant, "groundbreaking", "2025-06-16") in facts


def test_what_a_maker_opens_today_stands_in_the_town_of_the_report(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Cells from Malaysia",
        "KULIM, Malaysia, 18 February 2025 – EVE Energy today began series production at its first cell factory "
        "outside China. The battery plant occupies 24 hectares. The one in Debrecen, Hungary, is still being built.\n",
        date="2025-02-18",
    )
    plant = "EVE Energy Kulim battery plant"
    assert (plant, "productionStart", "2025-02-18") in facts
    assert (plant, "siteArea", "240000") in facts


def test_one_that_a_company_named_at_length_builds(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Cells",
        "Gotion runs a battery plant in Göttingen, Germany. In Šurany, Slovakia, Gotion InoBat Batteries, 80% of "
        "which belongs to Gotion and 20% to the local firm InoBat, is building one for €1.2 billion.\n",
    )
    assert ("Gotion InoBat Batteries", "operates", "Gotion InoBat Batteries Šurany battery plant") in facts


def test_a_plant_said_twice_is_the_one_with_a_name(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Imports",
        "Deepal makes no cars in Chile, for the last works, General Motors' plant in Arica, was closed in July 2008.\n",
    )
    assert ("General Motors Arica plant", "closed", "2008-07") in facts
    assert not any(name == "operates" and subject == "Deepal" for subject, name, _ in facts)


def test_a_company_goes_by_the_name_that_the_text_gives_it(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Malaysia",
        "In Malaysia its partner Tan Chong builds the GAC GS3 under contract at its plant in Serendah, Selangor.\n",
    )
    assert ("Tan Chong", "operates", "Tan Chong Serendah plant") in facts
    assert ("Tan Chong Serendah plant", "locatedIn", "Selangor") in facts


def test_a_partner_that_opens_the_sentence_is_its_subject(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Geely abroad",
        "In Indonesia the EX5 is put together under contract by Handal Indonesia Motor at its plant in Purwakarta. "
        "In Egypt its partner Abou Ghaly Motors opened a plant at Giza in January.\n",
    )
    assert ("Abou Ghaly Motors", "operates", "Abou Ghaly Motors Giza plant") in facts


def test_the_partner_of_the_maker_in_the_title_speaks_for_itself(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        '"We had land": a talk with Haval\'s partner in Pakistan',
        "Sazgar, once known for rickshaws, is the partner of Great Wall Motor in Pakistan.\n\n"
        "How did a rickshaw maker come to build SUVs?\n"
        "Because we had land. Our plant in Lahore made its first car in September 2022.\n",
    )
    assert ("Sazgar", "operates", "Sazgar Lahore plant") in facts


def test_an_entry_on_an_assembler_is_about_its_own_plant(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Giant Motors Latinoamérica",
        "**Giant Motors Latinoamérica** (GML) is a Mexican assembler of cars. It operates a plant in Ciudad Sahagún "
        "and is the partner of JAC.\n\n**History**\n\nJAC entered Mexico in March 2017. Its cars have been built in "
        "Ciudad Sahagún since that month. The works occupies 20 hectares.\n",
    )
    assert ("Giant Motors Latinoamérica Ciudad Sahagún plant", "siteArea", "200000") in facts
    assert not any(subject == "JAC" and name == "operates" for subject, name, _ in facts)


def test_a_name_in_capitals_is_no_fuller_name(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        "Malaysia",
        "TAN CHONG MOTOR HOLDINGS\n\nTan Chong builds the GAC GS3 at its plant in Serendah, Malaysia.\n",
    )
    assert ("Tan Chong", "operates", "Tan Chong Serendah plant") in facts
