"""Short articles of our own, read and held against a small atlas of which everything is known.

Each says of some of its statements what a careful reader would. Nothing may be called contradicted that is not.
"""

from typing import NamedTuple

import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.check import check_document
from autoatlas.loaders import extract
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import Fact, fill_defaults, to_frame

RAYONG, SZEGED, CAMACARI = "Changan Rayong plant", "BYD Szeged plant", "BYD Camaçari plant"


def told(subject: str, kind: str, prop: str, *, by: str, on: str, **columns: object) -> Fact:
    return Fact(
        subject, kind, prop, source=f"https://{by}.example/{on}", published=on, confidence=0.85, **columns
    )


def capacity(site: str, value: float, by: str, on: str, **columns: object) -> Fact:
    return told(site, "Facility", "annualCapacity", by=by, on=on, value=value, unit="vehicle/year", **columns)


def step(site: str, prop: str, day: str, by: str, on: str, **columns: object) -> Fact:
    return told(site, "Facility", prop, by=by, on=on, start=day, end=day, **columns)


def sold(subject: str, prop: str, value: float, by: str, on: str, **columns: object) -> Fact:
    kind = "Country" if subject == "China" else "Automaker"
    unit = "percent" if prop.endswith(("Growth", "Share")) else "vehicle"
    return told(subject, kind, prop, by=by, on=on, value=value, unit=unit, **columns)


APRIL = {"start": "2025-01", "end": "2025-04"}
KNOWN = (
    capacity(RAYONG, 100_000.0, "wire", "2025-05-17"),
    capacity(RAYONG, 100_000.0, "press", "2025-05-19"),
    capacity(RAYONG, 200_000.0, "wire", "2025-05-17", modality="planned"),
    step(RAYONG, "productionStart", "2025-05-16", "wire", "2025-05-17"),
    told("Changan", "Automaker", "operates", by="wire", on="2025-05-17", object=RAYONG, object_type="Facility"),
    told(RAYONG, "Facility", "locatedIn", by="wire", on="2025-05-17", object="Thailand", object_type="Country"),
    told(RAYONG, "Facility", "locatedIn", by="wire", on="2025-05-17", object="Rayong", object_type="Place"),
    told("BYD", "Automaker", "operates", by="wire", on="2026-04-10", object=SZEGED, object_type="Facility"),
    told(SZEGED, "Facility", "locatedIn", by="wire", on="2026-04-10", object="Hungary", object_type="Country"),
    step(SZEGED, "productionStart", "2025", "press", "2024-01-30", modality="planned"),
    step(SZEGED, "productionStart", "2026-04", "wire", "2026-04-10"),
    capacity(SZEGED, 150_000.0, "wire", "2025-07-22", modality="planned"),
    capacity(SZEGED, 300_000.0, "wire", "2025-07-22", modality="planned"),
    capacity(CAMACARI, 150_000.0, "wire", "2025-10-09"),
    told(CAMACARI, "Facility", "locatedIn", by="wire", on="2025-10-09", object="Brazil", object_type="Country"),
    told("BYD", "Automaker", "operates", by="wire", on="2025-10-09", object=CAMACARI, object_type="Facility"),
    sold("China", "exports", 1_937_000.0, "wire", "2025-05-12", said_by="CAAM", **APRIL),
    sold("China", "exports", 1_937_000.0, "press", "2025-05-13", said_by="CAAM", **APRIL),
    sold("China", "exports", 2_560_000.0, "customs", "2025-05-20", said_by="GACC", **APRIL),
    sold("China", "exports", 642_000.0, "wire", "2025-05-12", said_by="CAAM", product="nev", **APRIL),
    sold("China", "exportsGrowth", 6.0, "wire", "2025-05-12", said_by="CAAM", **APRIL),
    sold("China", "exports", 5_859_000.0, "wire", "2025-01-13", start="2024", end="2024"),
    sold("BYD", "sales", 1_046_000.0, "wire", "2026-01-02", place="overseas", start="2025", end="2025"),
    sold("BYD", "sales", 1_050_000.0, "press", "2026-01-05", place="overseas", start="2025", end="2025"),
    sold("BYD", "sales", 1_600_000.0, "press", "2025-11-11", place="overseas", end="2026", modality="target"),
    sold("BYD", "sales", 1_300_000.0, "wire", "2026-01-24", place="overseas", end="2026", modality="target"),
    sold("BYD", "sales", 1_300_000.0, "daily", "2026-01-25", place="overseas", end="2026", modality="target"),
    told("Voyah", "Brand", "countriesPresent", by="wire", on="2025-04-01", value=30.0, unit="country", comparator=">"),
    told("Voyah", "Brand", "countriesPresent", by="press", on="2026-01-20", value=45.0, unit="country"),
    told("Voyah", "Brand", "countriesPresent", by="wire", on="2025-04-01", value=60.0, end="2030", modality="target",
         unit="country"),
    told("Voyah", "Brand", "brandOf", by="wire", on="2025-04-01", object="Dongfeng", object_type="Automaker"),
    told("Chery", "Automaker", "operates", by="wire", on="2025-03-26", object="Chery Samsun plant",
         object_type="Facility", modality="denied", said_by="Chery"),
)  # fmt: skip


class Expected(NamedTuple):
    """A statement to look for, and what it must be called."""

    prop: str
    value: float | None
    verdict: str
    modality: str | None = None


ARTICLES = {
    "as known": (
        "2025-05-20",
        "Changan has started production at its new plant in Rayong, Thailand. The plant has a capacity of 100,000 "
        "vehicles a year.",
        [Expected("annualCapacity", 100_000, "supported"), Expected("productionStart", None, "supported")],
    ),
    "rounded and hedged": (
        "2025-05-20",
        "China exported more than 1.9 million vehicles from January to April 2025. Exports of new energy vehicles "
        "reached about 640,000 in the same period.",
        [Expected("exports", 1_900_000, "supported"), Expected("exports", 640_000, "supported")],
    ),
    "too much": (
        "2025-05-25",
        "Changan opened its plant in Rayong, Thailand, on 16 May 2025. The plant has a capacity of 180,000 vehicles a "
        "year.",
        [Expected("annualCapacity", 180_000, "contradicted"), Expected("productionStart", None, "supported")],
    ),
    "wrong year": (
        "2025-06-10",
        "Changan's plant in Rayong, Thailand, began production in January 2023.",
        [Expected("productionStart", None, "contradicted")],
    ),
    "another period": (
        "2025-06-20",
        "China exported 2.5 million vehicles from January to May 2025.",
        [Expected("exports", 2_500_000, "new")],
    ),
    "another count": (
        "2025-05-25",
        "Customs data show that China exported 2.56 million vehicles from January to April 2025.",
        [Expected("exports", 2_560_000, "supported")],
    ),
    "far from any count": (
        "2025-05-25",
        "China exported 1.45 million vehicles from January to April 2025, the China Association of Automobile "
        "Manufacturers said.",
        [Expected("exports", 1_450_000, "contradicted")],
    ),
    "own share wrong": (
        "2025-05-14",
        "China exported 1.937 million vehicles from January to April 2025. Exports of new energy vehicles came to "
        "642,000. New energy vehicles made up 45 percent of exports.",
        [Expected("exports", 1_937_000, "supported"), Expected("exportsShare", 45, "contradicted")],
    ),
    "once more than 30": (
        "2025-05-01",
        "Voyah, a brand of Dongfeng, has entered more than 30 countries. By 2030 it aims to be in 60 countries.",
        [Expected("countriesPresent", 30, "out of date", "actual"), Expected("countriesPresent", 60, "supported"),
         Expected("brandOf", None, "supported")],
    ),
    "an aim since revised": (
        "2025-11-20",
        "BYD aims to sell 1.6 million vehicles overseas in 2026.",
        [Expected("sales", 1_600_000, "out of date")],
    ),
    "an aim and what was": (
        "2026-02-01",
        "BYD sold 1.05 million vehicles overseas in 2025. It aims to sell 1.3 million vehicles overseas in 2026.",
        [Expected("sales", 1_050_000, "supported"), Expected("sales", 1_300_000, "supported")],
    ),
    "sales cut": (
        "2026-02-01",
        "BYD sold 700,000 vehicles overseas in 2025.",
        [Expected("sales", 700_000, "contradicted")],
    ),
    "a plan that has come about": (
        "2024-03-01",
        "BYD plans to start production at its plant in Szeged, Hungary, in 2025.",
        [Expected("productionStart", None, "out of date", "planned")],
    ),
    "a plan beside what is": (
        "2025-06-01",
        "Changan plans to raise the capacity of its plant in Rayong, Thailand, to 200,000 vehicles a year.",
        [Expected("annualCapacity", 200_000, "supported", "planned")],
    ),
    "another product": (
        "2025-11-01",
        "BYD sold 35,000 battery-electric vehicles in Thailand in 2024.",
        [Expected("sales", 35_000, "new")],
    ),
    "a stage of a plan": (
        "2025-08-01",
        "BYD's plant in Szeged, Hungary, is to have a capacity of 150,000 vehicles a year.",
        [Expected("annualCapacity", 150_000, "supported", "planned")],
    ),
    "what was denied": (
        "2025-03-27",
        "Chery plans to build a plant in Samsun, Turkey.",
        [Expected("operates", None, "contradicted")],
    ),
    "growth since": (
        "2026-09-01",
        "BYD's plant in Camaçari, Brazil, has a capacity of 300,000 vehicles a year.",
        [Expected("annualCapacity", 300_000, "new")],
    ),
    "in Chinese": (
        "2025-05-19",
        "长安汽车泰国罗勇工厂于5月16日投产，年产能10万辆。2025年1至4月，中国汽车出口193.7万辆，同比增长6%。",
        [Expected("annualCapacity", 100_000, "supported"), Expected("exports", 1_937_000, "supported"),
         Expected("exportsGrowth", 6, "supported")],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Atlas:
    atlas = Atlas()
    atlas.load(Extraction("https://example.org/known", "test", iter([fill_defaults(to_frame(KNOWN))])))
    return atlas


@pytest.mark.parametrize("name", ARTICLES)
def test_verdicts_are_those_of_a_careful_reader(name, known, tmp_path):
    day, text, expected = ARTICLES[name]
    path = tmp_path / "article.txt"
    path.write_text(f"title: {name}\ndate: {day}\n\n{text}\n", encoding="utf-8")
    draft = Atlas()
    draft.load(extract(path))
    judged = check_document(draft, known)
    wanted = {one for one in expected if one.verdict == "contradicted"}
    for one in expected:
        verdicts = [
            statement.verdict
            for statement in judged
            if statement.fact["property"] == one.prop
            and (one.value is None or statement.fact["value"] == one.value)
            and one.modality in (None, statement.fact["modality"])
        ]
        assert verdicts, f"{one.prop} {one.value} was not read: {[s.fact for s in judged]}"
        assert set(verdicts) == {one.verdict}, [(s.fact["property"], s.verdict, s.why) for s in judged]
    contradicted = {statement.fact["property"] for statement in judged if statement.verdict == "contradicted"}
    # the site of a plan that was denied is denied with it
    assert contradicted <= {one.prop for one in wanted}
