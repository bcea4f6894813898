"""Which plant a sentence speaks of: who runs it, where it stands, and what of it is said elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autoatlas.loaders import extract

Read = Callable[[str], set[str]]

CASES = {
    "apposition with a clause of its own": (
        "Chery has begun trial production at its plant in Ellabell, Georgia, the company's first factory in the "
        "United States that was designed for electric cars. The plant's annual capacity is 300,000 vehicles.",
        ["Chery operates Chery Ellabell plant", "Chery Ellabell plant annualCapacity 300000"],
        ["Chery United States plant"],
    ),
    "owner behind the words that open the sentence": (
        "Besides its factory in Changsha, BYD runs another in Camaçari, in the Brazilian state of Bahia, for cars.",
        [
            "BYD operates BYD Changsha plant",
            "BYD operates BYD Camaçari plant",
            "BYD Camaçari plant locatedIn Bahia",
        ],
        [],
    ),
    "owner in front of a clause that names its brand": (
        "SAIC of China, which owns the old British marque MG, closed its car plant at Longbridge this month.",
        ["SAIC operates SAIC Longbridge plant", "SAIC Longbridge plant closed"],
        ["MG Longbridge plant"],
    ),
    "name of a town with a small word in it": (
        "Foton makes lorries at a plant in Lagos de Moreno, Mexico, and is setting up one in Tlajomulco de Zúñiga.",
        ["Foton operates Foton Lagos de Moreno plant", "Foton operates Foton Tlajomulco de Zúñiga plant"],
        ["Foton Lagos plant"],
    ),
    "buyer of another's plant": (
        "AGR, which acquired Hyundai's plant in Saint Petersburg in January 2024, sells the cars under a new name.",
        ["AGR operates AGR Saint Petersburg plant"],
        ["Hyundai Saint Petersburg plant"],
    ),
    "takeover by a noun": (
        "Hyundai Motor India has completed the takeover of General Motors' Talegaon car plant in Maharashtra.",
        ["Hyundai Motor India operates Hyundai Motor India Talegaon plant"],
        ["General Motors Talegaon plant"],
    ),
    "place in front, maker behind": (
        "In the neighbouring state of Aragua, ZGT, a joint venture, has been assembling cars for Chery since 2011.",
        ["ZGT operates ZGT Aragua plant"],
        [],
    ),
    "there, after a sentence about a town": (
        "Things are humbler in Samarkand, also in Uzbekistan. There Uz Truck and Bus Motors, the local partner of "
        "China's Sinotruk, assembles Sinotruk lorries.",
        ["Uz Truck and Bus Motors operates Uz Truck and Bus Motors Samarkand plant"],
        [],
    ),
    "two plants after their verb": (
        "Two more plants of VinFast's are under construction, at Subang in West Java, Indonesia, and at Thoothukudi "
        "in the Indian state of Tamil Nadu, with capacities of 50,000 and 150,000 vehicles a year respectively.",
        ["VinFast Subang plant annualCapacity 50000", "VinFast Thoothukudi plant annualCapacity 150000"],
        ["VinFast Subang plant annualCapacity 150000"],
    ),
    "estate and province apart": (
        "Omoda & Jaecoo, a subsidiary of Chery, thinks bigger. Its car plant, in the Hung Phu Industrial Park, also "
        "in Thai Binh, Vietnam, is to cost $800 million.",
        ["Omoda & Jaecoo Thai Binh plant locatedIn Hung Phu Industrial Park"],
        [],
    ),
    "county": (
        "Amplify Cell Technologies, which makes cells for trucks, has broken ground for a battery plant in Marshall "
        "County, Mississippi.",
        ["Amplify Cell Technologies Marshall County battery plant locatedIn Mississippi"],
        [],
    ),
    "subsidiary that runs it": (
        "Outside India Tata's heaviest commitment so far is Tata Daewoo, a subsidiary that operates a truck plant in "
        "Gunsan, South Korea.",
        ["Tata Daewoo operates Tata Daewoo Gunsan plant"],
        ["Tata Motors Gunsan plant"],
    ),
    "plant named for something, and the town": (
        "Nissan said it would close its Civac car plant in Jiutepec, Morelos, by March 2026.",
        ["Nissan operates Nissan Jiutepec plant", "Nissan Jiutepec plant closed planned"],
        [],
    ),
    "made by another": (
        "The MG cars will be assembled by JSW at Halol in Gujarat.",
        ["JSW operates JSW Halol plant planned"],
        ["MG Halol plant"],
    ),
    "maker before the plant's capacity": (
        "Malaysia's Inokom assembles the Chery Omoda 5 in Kulim, Kedah, and the plant's capacity will rise from "
        "38,000 to 50,000 units.",
        ["Inokom Kulim plant annualCapacity 50000 planned"],
        ["Inokom Malaysia plant"],
    ),
    "partner through whom it builds": (
        "Foton, through its partner Kenya Vehicle Manufacturers, puts together light trucks in Thika.",
        ["Kenya Vehicle Manufacturers operates Kenya Vehicle Manufacturers Thika plant"],
        ["Foton Thika plant"],
    ),
    "national company": (
        "Toyota Tsusho Manufacturing Ghana (TTMG) put its new assembly plant in Tema into operation yesterday. TTMG "
        "can build 1,300 vehicles a year there.",
        [
            "Toyota Tsusho Manufacturing Ghana operates Toyota Tsusho Manufacturing Ghana Tema plant",
            "Toyota Tsusho Manufacturing Ghana Tema plant annualCapacity 1300",
        ],
        ["Toyota Tema plant"],
    ),
    "near town, then the town": (
        "Volvo Cars said it would add a hybrid model to its factory near Charleston, South Carolina. The plant in "
        "Ridgeville, which opened in 2018, has a capacity of 150,000 cars a year.",
        ["Volvo Ridgeville plant annualCapacity 150000", "Volvo Ridgeville plant locatedIn South Carolina"],
        ["Volvo South Carolina plant", "Volvo Ridgeville plant locatedIn Charleston"],
    ),
    "province with its word, in another's cars": (
        "Production of Yutong buses began yesterday at the new plant of QazTehna in Saran, Karaganda Region.",
        ["QazTehna Saran plant productionStart", "QazTehna Saran plant locatedIn Karaganda"],
        [],
    ),
    "bullets that open with maker and town": (
        "- Proton, Tanjung Malim (Perak): On Thursday the company opened its new plant for electric cars.\n"
        "- Gurun, Kedah: Stellantis is preparing its plant for cars of the Leapmotor brand.\n"
        "- BYD – Camaçari (Bahia). Started production in July 2025.",
        [
            "Proton operates Proton Tanjung Malim plant",
            "Stellantis operates Stellantis Gurun plant",
            "BYD Camaçari plant productionStart",
        ],
        [],
    ),
    "bold place in front of a paragraph": (
        "**Rayong.** Great Wall makes the Haval H6 here. The plant has a capacity of 80,000 cars a year.",
        ["Great Wall Motor Rayong plant annualCapacity 80000"],
        [],
    ),
    "data sheets of several plants": (
        "Ford Otosan makes vans and trucks.\n\n- Location: Gölcük, Kocaeli, Turkey\n- Capacity: 207,000 vehicles a "
        "year\n\n- Location: Craiova, Romania\n- Capacity: 300,000 vehicles a year\n",
        ["Ford Otosan Golcuk plant annualCapacity 207000", "Ford Otosan Craiova plant annualCapacity 300000"],
        ["Ford Otosan Golcuk plant annualCapacity 300000"],
    ),
    "weighed only": (
        "SAIC is weighing up whether to build its first European car factory in Spain or Hungary.",
        [],
        ["SAIC Spain plant", "SAIC Hungary plant"],
    ),
    "town where a report was written": (
        "KUALA LUMPUR: Stellantis will make Leapmotor cars at its Gurun facility in Kedah. It is putting RM25 "
        "million into the plant.",
        ["Stellantis Gurun plant investment 25000000 planned"],
        ["Stellantis Kuala Lumpur plant"],
    ),
    "figure of a phase, figure of the whole": (
        "Togg's plant in Gemlik has capacity for 100,000 cars in the first phase, rising to 175,000.",
        ["Togg Gemlik plant annualCapacity 100000 phase 1", "Togg Gemlik plant annualCapacity 175000"],
        ["Togg Gemlik plant annualCapacity 175000 phase 1"],
    ),
    "opened, then closed": (
        "Foton's truck factory outside Nairobi, opened in 2011, was mothballed in 2015.",
        ["Foton Nairobi plant productionStart 2011", "Foton Nairobi plant suspended 2015"],
        ["Foton Nairobi plant suspended 2011"],
    ),
}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a text; a fact is its subject, property, object, value, part, modality and dates, each where given."""

    def run(text: str) -> set[str]:
        path = tmp_path / "one.txt"
        path.write_text(f"title: Notes on cars\ndate: 2025-11-20\n\n{text}\n", encoding="utf-8")
        facts = set()
        for frame in extract(path):
            for row in frame.iter_rows(named=True):
                value = None if row["value"] is None else f"{row['value']:.10g}"
                modality = None if row["modality"] == "actual" else row["modality"]
                words = (
                    row["subject"],
                    row["property"],
                    row["object"],
                    value,
                    row["part"],
                    modality,
                    row["start"],
                )
                facts.add(" ".join(word for word in words if word))
        return facts

    return run


@pytest.mark.parametrize(("text", "said", "not_said"), CASES.values(), ids=CASES)
def test_a_plant_is_known_by_who_runs_it_and_where(
    read: Read, text: str, said: list[str], not_said: list[str]
) -> None:
    facts = read(text)
    for words in said:
        assert any(fact == words or fact.startswith(f"{words} ") for fact in facts), (words, sorted(facts))
    for words in not_said:
        assert not any(fact.startswith(f"{words} ") or f" {words}" in fact for fact in facts), words
