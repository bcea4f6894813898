"""Every named question answers, says what its columns are, and takes its parameters as terms."""

import re

import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.queries import Parameter, bound, named_queries, question
from autoatlas.ontology.errors import InvalidParameter, UnknownEntity, UnknownQuestion

BYD = {"subject": "BYD", "subject_type": "Automaker"}
SZEGED = {"subject": "BYD Szeged plant", "subject_type": "Facility"}
RAYONG = {"subject": "BYD Rayong plant", "subject_type": "Facility"}
NEWS = "https://example.org/byd"


@pytest.fixture
def world(extraction, changan_rayong, voyah_aims):
    """BYD in Hungary (planned) and Thailand, Changan there, Voyah's aims, China's exports, EU duties."""
    atlas = Atlas()
    at = {"object_type": "Facility", "property": "operates"}
    duty = {"subject": "European Union", "subject_type": "Region", "property": "tariff", "product": "bev"}
    exports = {"subject": "China", "subject_type": "Country", "start": "2025-01", "end": "2025-04"}
    handal = "Handal Indonesia Motor"
    bekasi = {"subject": f"{handal} Bekasi plant", "subject_type": "Facility"}
    atlas.load(
        changan_rayong(),
        voyah_aims(),
        extraction(
            NEWS,
            {**BYD, **at, "object": "BYD Szeged plant", "modality": "planned"},
            {
                **SZEGED,
                "property": "locatedIn",
                "object": "Szeged",
                "object_type": "Place",
                "modality": "planned",
            },
            {
                **SZEGED,
                "property": "locatedIn",
                "object": "Hungary",
                "object_type": "Country",
                "modality": "planned",
            },
            {
                **SZEGED,
                "property": "annualCapacity",
                "value": 300000,
                "unit": "vehicle/year",
                "modality": "planned",
            },
            {**SZEGED, "property": "groundbreaking", "start": "2024", "end": "2024"},
            {**SZEGED, "property": "productionStart", "start": "2026", "end": "2026", "modality": "planned"},
            {**BYD, **at, "object": "BYD Rayong plant"},
            {**RAYONG, "property": "locatedIn", "object": "Rayong", "object_type": "Place"},
            {**RAYONG, "property": "locatedIn", "object": "Thailand", "object_type": "Country"},
            {
                **RAYONG,
                "property": "annualCapacity",
                "value": 150000,
                "unit": "vehicle/year",
                "comparator": "~",
            },
            {**RAYONG, "property": "productionStart", "start": "2024-07-04", "end": "2024-07-04"},
            {**BYD, **at, "object": "BYD Szeged battery plant"},
            {
                "subject": "Denza",
                "subject_type": "Brand",
                "property": "brandOf",
                "object": "BYD",
                "object_type": "Automaker",
            },
            {
                "subject": "Denza",
                "subject_type": "Brand",
                "property": "presentIn",
                "object": "Thailand",
                "object_type": "Country",
            },
            {**exports, "property": "exports", "value": 1937000},
            {**exports, "property": "exportsGrowth", "value": 6},
            {**exports, "property": "exports", "value": 642000, "product": "nev"},
            {**exports, "property": "exportsGrowth", "value": 52.6, "product": "nev"},
            {**duty, "value": 10},
            {
                **duty,
                "value": 17,
                "object": "BYD",
                "object_type": "Automaker",
                "basis": "additional",
                "start": "2024-10-30",
            },
            {
                **duty,
                "value": 9,
                "object": "Tesla",
                "object_type": "Automaker",
                "basis": "additional",
                "start": "2024-10-30",
            },
            {
                "subject": "Chery",
                "subject_type": "Automaker",
                "property": "partnersWith",
                "object": handal,
                "object_type": "Organization",
            },
            {"subject": handal, "subject_type": "Organization", **at, "object": bekasi["subject"]},
            {**bekasi, "property": "locatedIn", "object": "Indonesia", "object_type": "Country"},
            {**bekasi, "property": "assemblyMode", "object": "contract"},
            {**bekasi, "property": "produces", "object": "Chery", "object_type": "Brand"},
            published="2025-05-31",
        ),
    )
    return atlas


def asked(world, name, *columns, **parameters):
    found = world.query(name, **parameters).to_polars()
    return list(found.select(columns).iter_rows())


def test_how_big_a_plant_is_and_who_says_so(world):
    rows = world.query("plant-capacity", plant="Changan Rayong plant").dicts()
    assert [(row["bound"], row["value"], row["modality"]) for row in rows] == [
        ("=", 100000, "actual"),
        ("=", 200000, "planned"),
    ]
    assert rows[0]["published"] == "2025-05-31"
    assert rows[0]["source"] == "https://example.org/news/changan-rayong"
    assert rows[0]["quote"].startswith("Changan has launched")


def test_where_a_maker_builds_abroad(world):
    columns = ("plant", "town", "country", "status", "capacity", "bound", "planned_capacity")
    assert asked(world, "plants-abroad", *columns, maker="比亚迪") == [
        ("BYD Szeged plant", "Szeged", "Hungary", "under construction", None, None, 300000),
        ("BYD Rayong plant", "Rayong", "Thailand", "operating", 150000, "~", None),
    ]
    assert asked(world, "plants-abroad", "status", maker="BYD", on="2023") == []


def test_which_makers_have_plants_in_a_region(world):
    rows = asked(world, "plants-in-region", "country", "maker", "plant", "capacity", region="ASEAN")
    assert rows == [
        ("Indonesia", "Chery", "Handal Indonesia Motor Bekasi plant", None),
        ("Thailand", "BYD", "BYD Rayong plant", 150000),
        ("Thailand", "Changan", "Changan Rayong plant", 100000),
    ]
    assert len(asked(world, "plants-in-region", "plant", region="Hungary")) == 1
    assert asked(world, "plants-in-region", "plant", region="ASEAN", home="Japan") == []


def test_brands_and_where_they_are(world):
    rows = asked(world, "brands-of", "brand", "relation", "countries", "present_in", maker="BYD")
    # what no source tells, the registry does
    assert ("Denza", "brandOf", 1, "Thailand") in rows
    assert ("Yangwang", "brandOf", 0, "") in rows


def test_when_a_plant_was_begun_and_opened(world):
    assert asked(world, "plant-dates", "event", "bound", "start", "modality", plant="BYD Szeged plant") == [
        ("groundbreaking", "=", "2024", "actual"),
        ("productionStart", "=", "2026", "planned"),
    ]
    assert asked(world, "plant-dates", "event", "bound", plant="Changan Rayong plant") == [
        ("productionStart", "<=")
    ]


def test_how_many_countries_and_how_many_aimed_for(world):
    rows = asked(world, "countries-and-targets", "modality", "bound", "countries", "by", maker="Voyah")
    assert rows == [("actual", ">", 30, None), ("target", "=", 60, "2030")]


def test_duties_of_a_day(world):
    rows = asked(world, "tariffs-by-maker", "payer", "basis", "rate", market="EU", on="2025")
    assert rows == [(None, None, 10), ("BYD", "additional", 17)]
    assert asked(world, "tariffs-by-maker", "payer", "rate", market="EU", on="2024-01") == [(None, 10)]
    assert asked(world, "tariffs-by-maker", "rate", market="EU", product="ice") == []


def test_partners_and_who_builds_under_contract(world):
    rows = asked(world, "partners-in", "maker", "partner", "relation", country="Indonesia")
    assert rows == [
        ("Chery", "Handal Indonesia Motor", "contract"),
        ("Chery", "Handal Indonesia Motor", "partnersWith"),
    ]


def test_exports_by_product_and_their_growth(world):
    rows = asked(world, "exports-by-product", "product", "vehicles", "growth", exporter="China")
    assert rows == [(None, 1937000, 6.0), ("nev", 642000, 52.6)]
    assert asked(world, "exports-by-product", "vehicles", exporter="China", since="2025-05") == []


def test_what_was_said_about_a_thing(world):
    rows = asked(world, "statements-about", "property", "bound", "value", "modality", entity="Voyah")
    assert ("countriesPresent", ">", "30", "actual") in rows
    assert ("brandOf", "=", "Dongfeng", "actual") in rows
    assert len(rows) == 4
    assert len(asked(world, "statements-about", "property", entity="BYD Szeged plant")) == 5


def test_capacity_by_country_counts_each_site_once(world):
    rows = asked(world, "capacity-by-country", "country", "status", "plants", "with_capacity", "capacity")
    assert rows == [
        ("Hungary", "under construction", 1, 1, 300000),
        ("Thailand", "operating", 2, 2, 250000),
        ("Indonesia", "operating", 1, 0, None),
    ]


def test_countries_with_most_makers(world):
    rows = asked(world, "countries-by-makers", "country", "makers", "with_own_plant", "plants")
    assert rows == [("Thailand", 2, 2, 2), ("Indonesia", 1, 0, 1)]


@pytest.mark.parametrize("name", [asked.name for asked in named_queries()])
def test_a_question_is_whole(name, world):
    one = question(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert one.question.endswith("?")
    # the file runs as it stands, and gives the columns that its header names
    if one.sparql:
        assert world.query(one.sparql).columns == tuple(column.name for column in one.columns)
    # no parameter that may stay open multiplies rows of nothing
    for parameter in one.parameters:
        assert parameter.meaning


def test_questions_can_be_listed():
    listed = {one.name: ", ".join(map(str, one.parameters)) for one in named_queries()}
    assert listed["plants-abroad"] == "maker, on=today"
    assert listed["exports-by-product"] == "exporter, [since], on=today"
    assert str(Parameter("x", "text", None, False, "")) == "x"


def test_units_go_with_the_answer(world):
    found = world.query("plants-abroad", maker="BYD")
    assert found.units["capacity"] == "vehicle/year"
    assert "capacity (vehicle/year)" in found.table().splitlines()[0]


@pytest.mark.parametrize(
    ("parameters", "error", "told"),
    [
        ({}, InvalidParameter, "needs the parameter maker"),
        ({"maker": "  "}, UnknownEntity, "is called"),
        ({"maker": "BYD", "makr": "x"}, InvalidParameter, "takes no parameter 'makr'"),
        ({"maker": "BYD", "on": "yesterday"}, InvalidParameter, "2025-04-11"),
        ({"maker": "BYD", "on": "2025-02-30"}, InvalidParameter, "no date"),
        ({"maker": "Chanagn Motor Works"}, UnknownEntity, "Nearest: .*Changan"),
        ({"maker": "Thailand"}, UnknownEntity, "no automaker or brand is called"),
        ({"maker": '"} } ; DROP ALL #'}, UnknownEntity, "is called"),
        ({"maker": "aae:nobody>} INSERT"}, UnknownEntity, "is called"),
        ({"maker": "\ud800"}, InvalidParameter, "cannot be"),
    ],
)
def test_wrong_parameters_are_told(world, parameters, error, told):
    with pytest.raises(error, match=told):
        world.query("plants-abroad", **parameters)


def test_an_unknown_name_offers_the_nearest_three(world):
    with pytest.raises(UnknownEntity) as raised:
        world.query("plant-capacity", plant="Changan Rajong plant")
    assert raised.value.mend.startswith("Nearest: Changan Rayong plant, ")
    assert raised.value.mend.count(",") == 2


def test_an_unknown_question_offers_the_nearest(world):
    with pytest.raises(UnknownQuestion, match="Nearest: plants-abroad"):
        world.query("plant-abroad")


def test_entities_are_named_by_label_alias_iri_or_curie(world):
    names = ("BYD", "比亚迪", "aae:byd", "https://w3id.org/autoatlas/entity/byd", "BYD Auto")
    assert len({bound(question("brands-of"), {"maker": name}, world) for name in names}) == 1


def test_sparql_takes_no_parameters(world):
    with pytest.raises(InvalidParameter):
        world.query("SELECT ?x { ?x ?y ?z }", maker="BYD")
