"""What a sentence is about when several makers, plants and periods stand in it, and when nothing is said of cars."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autoatlas.loaders import extract

Read = Callable[..., dict[str, list[str]]]
HEAD = "title: {title}\nurl: https://example.org/one\ndate: {date}\n\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a text; facts as ``subject property object value modality start end place part``, by subject."""

    def run(text: str, *, title: str = "Notes", date: str = "2026-03-10") -> dict[str, list[str]]:
        path = tmp_path / "one.txt"
        path.write_text(HEAD.format(title=title, date=date) + text, encoding="utf-8")
        facts: dict[str, list[str]] = {}
        for frame in extract(path):
            for row in frame.iter_rows(named=True):
                value = None if row["value"] is None else f"{row['value']:.10g}"
                modality = None if row["modality"] == "actual" else row["modality"]
                rest = (row["object"], value, modality, row["end"], row["place"], row["part"])
                words = " ".join(word for word in (row["property"], *rest) if word)
                facts.setdefault(row["subject"], []).append(words)
        return facts

    return run


def test_a_new_maker_takes_over_from_the_plant_before(read: Read) -> None:
    facts = read(
        "Chery runs a factory in Anápolis, Brazil. GWM, whose dealers number 140, employs 800 people there. "
        "BYD plans to hire 10,000 workers at Camaçari, where it makes the Song Pro."
    )
    assert not any("employees" in fact for fact in facts["Chery Anápolis plant"])
    assert "employees 10000 planned" in facts["BYD Camaçari plant"]
    assert "produces BYD Song Pro" in facts["BYD Camaçari plant"]


def test_a_maker_behind_a_semicolon_leaves_the_plant_in_front_alone(read: Read) -> None:
    facts = read(
        "GM imports the Aveo from Wuling's plant in Liuzhou; Kia makes the K3 in Pesquería and has room for "
        "400,000 vehicles there."
    )
    assert not any("annualCapacity" in fact for fact in facts["Wuling Liuzhou plant"])


def test_the_sites_of_others_are_not_the_speakers(read: Read) -> None:
    facts = read("Dongfeng has denied talks with Nissan over the Resende plant in Brazil.")
    assert facts == {}


def test_works_are_a_plant_and_bought_from_is_no_purchase_of_the_seller(read: Read) -> None:
    facts = read(
        "GWM's works in Iracemápolis, bought from Mercedes-Benz in 2021, opened in August 2025 and employs "
        "800 people."
    )
    assert "employees 800" in facts["Great Wall Motor Iracemápolis plant"]
    assert "acquires Mercedes-Benz 2021" not in facts.get("Great Wall Motor", [])


def test_what_capacity_is_lifted_from_is_actual(read: Read) -> None:
    facts = read(
        "Chery will spend R$1.2 billion on its Anápolis factory in Brazil, lifting annual capacity there from "
        "50,000 to 120,000 units by 2028."
    )
    plant = facts["Chery Anápolis plant"]
    assert "annualCapacity 50000" in plant
    assert "annualCapacity 120000 planned 2028" in plant


def test_a_model_to_come_leaves_its_plant_running(read: Read) -> None:
    facts = read(
        "Stellantis will start building the Leapmotor B10 at its Figueruelas plant in 2027. The factory, which "
        "employs 4,800 people, made 372,000 cars in 2024."
    )
    assert facts["Stellantis"] == ["operates Stellantis Figueruelas plant"]
    plant = facts["Stellantis Figueruelas plant"]
    assert "employees 4800" in plant
    assert "production 372000 2024" in plant
    assert not any("productionStart" in fact for fact in plant)


def test_cells_and_jobs_of_an_unplaced_battery_plant_stay_away_from_the_car_plant(read: Read) -> None:
    facts = read(
        "Stellantis builds the Corsa at its Figueruelas plant. CATL and Stellantis broke ground next door on a "
        "€4.1 billion battery factory with a capacity of 50 GWh. Some 3,000 jobs are to follow."
    )
    for name in ("Stellantis", "Stellantis Figueruelas plant"):
        assert not any("50" in fact or "3000" in fact for fact in facts.get(name, []))


def test_staff_already_at_work_are_actual_though_the_plant_is_planned(read: Read) -> None:
    facts = read("CATL, which is building a battery plant in Debrecen, employs 1,200 people there already.")
    assert "employees 1200" in facts["CATL Debrecen battery plant"]
    assert "operates CATL Debrecen battery plant planned" in facts["CATL"]


def test_a_relative_clause_keeps_its_figure_without_the_date_of_the_main_one(read: Read) -> None:
    facts = read(
        "Changan's Rayong plant, where 1,000 people work, turned out its 10,000th car in November. Master "
        "Changan Motors, a venture in which Changan holds 30%, sold 11,900 vehicles in 2025."
    )
    assert "employees 1000" in facts["Changan Rayong plant"]
    assert "ownsStake Master Changan Motors 30" in facts["Changan"]


def test_owners_in_an_apposition(read: Read) -> None:
    facts = read(
        "SAIC-GM-Wuling, owned 50.1% by SAIC, 44% by General Motors and 5.9% by Guangxi Automobile, exported "
        "220,000 vehicles last year. Proton, 49.9% of which belongs to Geely, opened a factory in Tanjung Malim "
        "in September 2025."
    )
    assert "ownsStake SAIC-GM-Wuling 50.1" in facts["SAIC"]
    assert "ownsStake SAIC-GM-Wuling 44" in facts["General Motors"]
    assert "exports 220000 2025" in facts["SAIC-GM-Wuling"]
    assert "operates Proton Tanjung Malim plant" in facts["Proton"]


def test_a_joint_venture_is_not_the_maker_that_lends_its_name(read: Read) -> None:
    facts = read(
        "The port of Yanbu is to get a Hyundai factory - a joint venture in which the Public Investment Fund "
        "holds 70 percent and Hyundai 30 percent."
    )
    assert "ownsStake Hyundai 70" not in " ; ".join(facts.get("Public Investment Fund", []))


def test_the_price_of_a_stake_is_no_investment(read: Read) -> None:
    facts = read("Volkswagen owns just under 5 percent of Xpeng, in which it invested $700 million in 2023.")
    assert "ownsStake XPeng 5" in facts["Volkswagen Group"]
    assert not any("investment" in fact for found in facts.values() for fact in found)


def test_what_stands_between_dashes_is_not_the_subject(read: Read) -> None:
    facts = read(
        "BelGee - Geely has 32.5%, the state and BelAZ the rest - raised output by 12% to 72,000 cars in 2025."
    )
    assert "production 72000 2025" in facts["BelGee"]
    assert "BelAZ" not in facts


def test_a_line_for_one_model_ends_and_the_plant_goes_on(read: Read) -> None:
    facts = read(
        "Stellantis has stopped making the Leapmotor T03 at its plant in Tychy, Poland.", date="2025-04-03"
    )
    assert "suspended 2025-04-03 Leapmotor T03" in facts["Stellantis Tychy plant"]
    facts = read("The Khazar plant at Neftchala in Azerbaijan stopped building Iranian cars.")
    assert not any("suspended" in fact for found in facts.values() for fact in found)


def test_a_delayed_plant_is_planned(read: Read) -> None:
    facts = read("Stellantis wants to build in South Africa: its R3 billion plant has been delayed to 2027.")
    assert "operates Stellantis South Africa plant planned" in facts["Stellantis"]


def test_a_figure_for_years_ahead_is_planned(read: Read) -> None:
    facts = read(
        "Geely opened an assembly plant in Zhodino in January. It can make 10,000 cars a year, rising to 30,000 "
        "by 2030."
    )
    plant = facts["Geely Zhodino plant"]
    assert "annualCapacity 10000" in plant
    assert any(fact.startswith("annualCapacity 30000 planned") for fact in plant)


def test_the_day_of_a_deal_is_not_that_of_the_capacity(read: Read) -> None:
    facts = read(
        "BYD will build a plant in Manisa, Turkey, with room for 150,000 cars a year, under a deal signed in "
        "July 2024."
    )
    assert "annualCapacity 150000 planned" in facts["BYD Manisa plant"]


def test_the_same_period_is_not_the_day_a_count_was_taken(read: Read) -> None:
    facts = read(
        "BYD sold 470,000 cars abroad in the first half. It employed 968,900 people at the end of 2024. SAIC "
        "exported 494,000 vehicles in the same period.",
        date="2025-08-29",
    )
    assert "exports 494000 2025-06" in facts["SAIC"]


def test_a_countries_target_follows_what_is_reached(read: Read) -> None:
    facts = read("Voyah has entered more than 30 countries and aims for 60 countries by 2030.")
    assert "countriesPresent 60 target 2030" in facts["Voyah"]


def test_an_associations_figures_are_its_countrys(read: Read) -> None:
    facts = read(
        "BYD opened its Rayong plant in Thailand in July 2024.\n\nAccording to the Federation of Thai "
        "Industries, production of battery-electric cars reached 70,000 in 2025."
    )
    assert "production 70000 2025" in facts["Thailand"]
    assert not any("70000" in fact for fact in facts.get("BYD", []))


def test_its_plant_in_another_town_is_another_plant(read: Read) -> None:
    facts = read(
        "BYD's bus factory in Komárom, Hungary, makes 400 buses a year and employs 500; it is being enlarged to "
        "1,250. In Lancaster, California, BYD employs 750 people at its bus plant."
    )
    assert [fact for fact in facts["BYD Komárom plant"] if "employees" in fact] == ["employees 500"]
    assert "employees 750" in facts["BYD Lancaster plant"]


def test_a_plant_nobody_is_named_for_is_not_given_to_who_was_named_last(read: Read) -> None:
    facts = read(
        "Hongqi will be assembled at Sollers' works in Yelabuga in Russia.\n\nIn Kaluga, the plant that used to "
        "belong to Volkswagen now puts together Tenet cars."
    )
    assert "Sollers Yelabuga plant" in facts
    assert not any("Kaluga" in fact for fact in facts.get("Sollers", []))


def test_a_venture_in_front_of_its_name_runs_the_plant(read: Read) -> None:
    facts = read(
        "Changan's joint venture in Pakistan, Master Changan Motors, has its factory at Port Qasim, Karachi; "
        "annual capacity is 30,000."
    )
    assert "annualCapacity 30000" in facts["Master Changan Motors Port Qasim plant"]
    assert not any("operates" in fact for fact in facts.get("Changan", []))


def test_a_guest_starts_at_a_plant_that_ran_before(read: Read) -> None:
    facts = read(
        "Hozon's Neta brand began local production at Handal Indonesia Motor's facility in Bekasi in May 2024."
    )
    assert "operates Handal Indonesia Motor Bekasi plant" in facts["Handal Indonesia Motor"]
    assert not any("productionStart" in fact for fact in facts["Handal Indonesia Motor Bekasi plant"])


def test_what_a_plant_is_being_expanded_to_is_planned(read: Read) -> None:
    facts = read(
        "The Halol plant of JSW MG Motor India in Gujarat is being expanded from 120,000 to 300,000 "
        "units a year. Hyundai has reopened the plant in Talegaon, lifting its Indian capacity to 994,000 units."
    )
    plant = facts["JSW MG Motor India Halol plant"]
    assert "annualCapacity 120000" in plant
    assert "annualCapacity 300000 planned" in plant
    assert not any("994000" in fact for fact in facts.get("Hyundai Talegaon plant", []))


def test_a_duty_is_of_the_country_its_sentence_names(read: Read) -> None:
    facts = read(
        "Turkey charges a duty of 40% on Chinese cars. The United States quadrupled its duty to 100% in 2024. "
        "Brazil's tariff is 25% now and rises to 35% in July 2026."
    )
    assert [fact for fact in facts["Turkey"] if "tariff" in fact] == ["tariff China 40"]
    assert any("100" in fact for fact in facts["United States"])
    assert any("35" in fact for fact in facts["Brazil"])


def test_the_makers_of_a_country_own_their_share(read: Read) -> None:
    facts = read(
        "Nissan shut a site in Samut Prakan. Thai car production fell 10% to 1.47 million in 2024, the Federation "
        "of Thai Industries said. Japanese makers' share of the Thai market dropped to 70% from 90%.",
        date="2025-09-25",
    )
    assert any(fact.startswith("marketShare 70") for fact in facts["Japan"])
    assert not any("marketShare" in fact for fact in facts.get("Nissan", []))


def test_what_holds_at_present_has_no_later_year(read: Read) -> None:
    facts = read(
        "Chery builds cars at its Zona Franca plant in Spain. Its capacity, at present 20,000 a year, is to climb to "
        "150,000 in 2029."
    )
    plant = facts["Chery Zona Franca plant"]
    assert "annualCapacity 20000" in plant
    assert "annualCapacity 150000 planned 2029" in plant


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Wolfsburg beat Leverkusen",
            "The football club owned by Volkswagen beat Leverkusen in front of 28,000 people. The Volkswagen "
            "Arena has a capacity of 30,000. BYD, a sponsor of the championship, invited 200 players.",
        ),
        (
            "Mercedes lead in Shanghai",
            "Mercedes took the Grand Prix ahead of Ferrari. Audi, new to Formula 1, has opened a technical "
            "centre in Bicester, where 50 people work. The racing team has a budget of $215 million.",
        ),
        (
            "Phones in Spain",
            "Xiaomi sold 1.2 million smartphones in Spain last year, 6% more than in 2024, and holds 28% of the "
            "market. Samsung's plant in Bac Ninh can make 120 million phones a year.",
        ),
        (
            "Yard wins order",
            "Hyundai Heavy Industries will build eight container ships at its Ulsan shipyard for delivery by "
            "2029. The yard has a capacity of 40 vessels a year and employs 13,000. Hanwha exported 22 ships, "
            "up 10%. Two are car carriers for BYD.",
        ),
        (
            "Cloud money",
            "SAP will invest €2 billion in cloud software and hire 1,000 engineers in Sofia. Nvidia's software "
            "runs in cars of Mercedes-Benz. The company sold 2 million units in the fourth quarter, 78% more "
            "than a year earlier; its cloud has 12% of the market in Europe.",
        ),
        (
            "Tractors in June",
            "Mahindra sold 43,000 tractors in India in June, 13% more than a year ago. Its tractor plant in "
            "Zaheerabad can build 100,000 a year. Foton opened a harvester factory in Weifang.",
        ),
        (
            "Old wheels",
            "The Great Wall rally drew 320 vintage cars from 14 countries. The museum of Ford's early years in "
            "Cork is to reopen after an investment of €4 million; the factory there built tractors.",
        ),
    ],
)
def test_a_text_about_something_else_yields_nothing(read: Read, title: str, text: str) -> None:
    assert read(text, title=title, date="2026-03-22") == {}


def test_a_table_of_two_columns_is_a_sheet_about_the_plant_in_its_head(read: Read) -> None:
    facts = read(
        "| Kia Žilina | |\n|---|---|\n| Opened | December 2006 |\n| Employees | 3,700 |\n| Site area | 166 hectares |",
        title="A works at a glance",
    )
    assert {"productionStart 2006-12", "employees 3700", "siteArea 1660000"} <= set(facts["Kia Žilina plant"])


def test_rows_of_plants_belong_to_the_maker_above_the_table(read: Read) -> None:
    facts = read(
        "BYD's plants outside China\n\n| Plant | Country | Capacity | Status |\n|---|---|---|---|\n"
        "| Rayong | Thailand | 150,000 | in production since July 2024 |\n"
        "| Szeged | Hungary | 150,000 | under construction |\n"
    )
    assert "annualCapacity 150000" in facts["BYD Rayong plant"]
    assert "annualCapacity 150000 planned" in facts["BYD Szeged plant"]


def test_the_town_of_a_dateline_is_not_that_of_a_plant(read: Read) -> None:
    facts = read(
        "Seoul, March 4, 2025. The Indian car plant that Hyundai announced in January will be built in Talegaon."
    )
    assert "Hyundai Seoul plant" not in facts
    assert "locatedIn Talegaon planned" in facts["Hyundai Talegaon plant"]


def test_a_state_may_be_abbreviated(read: Read) -> None:
    facts = read("GREER, S.C. — BMW will build a battery plant here.")
    assert "locatedIn South Carolina planned" in facts["BMW Greer battery plant"]


def test_a_town_in_bold_says_where_the_plant_of_its_paragraph_is(read: Read) -> None:
    facts = read(
        "**Oppama.** The car plant in Kanagawa prefecture has 2,400 workers.\n\n"
        "**Civac.** The car works near Cuernavaca, Mexico, has 1,100 workers.\n",
        title="Nissan's plants",
    )
    assert {"locatedIn Oppama", "locatedIn Kanagawa", "employees 2400"} <= set(facts["Nissan Oppama plant"])
    assert not any(
        "Kanagawa" in fact for name, said in facts.items() for fact in said if "Oppama" not in name
    )


def test_a_capital_in_capitals_stands_for_its_country(read: Read) -> None:
    facts = read(
        "**OTTAWA.** Electric cars from China pay a surtax of 100 per cent.\n\n"
        "**BRUSSELS.** Imported cars pay a duty of 10 per cent.\n",
        title="Duties on cars",
    )
    assert "tariff China 100" in facts["Canada"]
    assert "tariff 10" in facts["European Union"]


def test_a_company_keeps_its_sheet_when_its_owners_are_named(read: Read) -> None:
    facts = read(
        "**Owners:** DRB-Hicom 50.1%, Geely 49.9%\n**Employees:** 6,000\n**Markets:** 18 countries\n**Dealers:** 160\n",
        title="Profile: Proton",
    )
    assert facts["Geely"] == ["ownsStake Proton 49.9"]
    assert {"employees 6000", "countriesPresent 18", "outlets 160"} <= set(facts["Proton"])


def test_a_former_use_is_no_plant(read: Read) -> None:
    facts = read("Audi closed its plant in Brussels. It had opened as a Studebaker works.")
    assert not any("Studebaker" in name for name in facts)


def test_a_county_restated_is_where_the_plant_of_a_town_lies(read: Read) -> None:
    facts = read(
        "GREER, S.C. — BMW is putting $300 million into the plant it is building here. The company broke ground on "
        "the 900-acre main site in Union County on Feb. 15, 2024."
    )
    assert set(facts) == {"BMW", "BMW Greer plant"}
    assert "locatedIn Union County planned" in facts["BMW Greer plant"]


def test_a_plant_called_for_its_valley_lies_in_the_town(read: Read) -> None:
    facts = read("The Lehigh Valley factory of Mack Trucks in Macungie, Pennsylvania, employs 2,500 people.")
    assert "locatedIn Lehigh Valley" not in facts["Mack Macungie plant"]


def test_a_list_below_plants_names_towns_and_models(read: Read) -> None:
    facts = read(
        "## Plants\n\n- Craiova, Romania: Puma\n- Kocaeli, Turkey: Transit; 12,000 employees\n",
        title="Ford in numbers: cars and plants",
    )
    assert "produces Ford Puma" in facts["Ford Craiova plant"]
    assert "employees 12000" in facts["Ford Kocaeli plant"]


def test_tables_of_dealers_and_duties_have_their_subject_in_the_caption(read: Read) -> None:
    facts = read(
        "Leapmotor's sales network in Europe\n\n| Country | Dealers |\n|---|---|\n| Italy | 130 |\n\n"
        "| Levied by | On cars from | Rate |\n|---|---|---|\n| Canada | China | 100% |\n"
    )
    assert facts["Leapmotor"] == ["outlets 130 Italy"]
    assert facts["Canada"] == ["tariff China 100"]


def test_welding_and_painting_on_the_site_make_a_full_plant(read: Read) -> None:
    facts = read(
        "- Location: Gebze, Turkey\n- Operator: Ford Otosan\n"
        "- Scope: assembly of trucks, with welding of the cab and painting carried out on site\n",
        title="A truck plant",
    )
    assert "assemblyMode full" in facts["Ford Otosan Gebze plant"]


def test_a_buyer_nobody_knows_is_not_the_seller(read: Read) -> None:
    facts = read(
        "Northvolt's German battery works at a glance\n\nMarch 2025: Northvolt goes bankrupt\n"
        "August 2025: Lyten agrees to buy the site\n",
        title="Timeline of an electric car battery plant",
    )
    assert not any("acquires" in fact for said in facts.values() for fact in said)
