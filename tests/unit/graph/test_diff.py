"""Two states told apart: what came, what changed, what went."""

from datetime import date

from autoatlas.graph import Atlas
from autoatlas.graph.diff import difference
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import Fact, fill_defaults, to_frame

PLANT = "Changan Rayong plant"
SOURCE = "https://a.example/"
CAPACITY = Fact(
    PLANT,
    "Facility",
    "annualCapacity",
    value=100_000.0,
    unit="vehicle/year",
    source=SOURCE,
    published="2025-05-17",
)
START = Fact(
    PLANT, "Facility", "productionStart", start="2025-06", end="2025-06", modality="planned", source=SOURCE
)
PARTNER = Fact(
    "Chery", "Automaker", "partnersWith", object="Ebro", object_type="Automaker", source="https://b.example/"
)


def atlas_of(*facts: Fact) -> Atlas:
    atlas = Atlas()
    atlas.load(Extraction("urn:table", "test", iter([fill_defaults(to_frame(facts))])))
    return atlas


def told(before: Atlas, after: Atlas, **days: date) -> list[tuple[str, str, str | None]]:
    return difference(before, after, **days).select("change", "property", "was").rows()


def test_the_same_state_does_not_differ():
    assert told(atlas_of(CAPACITY, START), atlas_of(START, CAPACITY)) == []


def test_what_came_and_what_went():
    assert told(atlas_of(CAPACITY), atlas_of(PARTNER)) == [
        ("added", "partnersWith", None),
        ("withdrawn", "annualCapacity", None),
    ]


def test_another_figure_of_the_same_source_is_a_change():
    after = atlas_of(CAPACITY._replace(value=120_000.0), START._replace(start="2025-05", end="2025-05"))
    assert told(atlas_of(CAPACITY, START), after) == [
        ("changed", "annualCapacity", "100000.0"),
        ("changed", "productionStart", "2025-06"),
    ]


def test_another_source_is_no_change_but_an_addition():
    after = atlas_of(CAPACITY, CAPACITY._replace(value=120_000.0, source="https://c.example/"))
    assert told(atlas_of(CAPACITY), after) == [("added", "annualCapacity", None)]


def test_one_store_as_of_two_days():
    atlas = atlas_of(
        CAPACITY, CAPACITY._replace(value=200_000.0, published="2026-02-01", source="https://c.example/")
    )
    days = {"before_on": date(2025, 12, 31), "after_on": date(2026, 3, 31)}
    assert told(atlas, atlas, **days) == [("added", "annualCapacity", None)]
