"""A facility known by its country alone is taken for one with a town only where there is exactly one."""

import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.identity import Verdicts, curated_verdicts, same_companies, same_facilities

NONE = Verdicts()
HUNGARY = {"BYD Szeged plant": ["Hungary"], "BYD Komárom plant": ["Hungary"]}


def test_the_only_plant_of_a_maker_in_a_country_is_meant():
    labels = ["BYD Hungary plant", "BYD Szeged plant"]
    assert same_facilities(labels, HUNGARY, NONE) == {"BYD Hungary plant": "BYD Szeged plant"}


@pytest.mark.parametrize(
    "others",
    [
        ["BYD Szeged plant", "BYD Komárom plant"],  # two are known
        ["BYD Szeged battery plant"],  # another kind
        ["Chery Szeged plant"],  # another operator
        [],
    ],
)
def test_otherwise_nothing_is_taken_for_anything(others):
    countries = {label: ["Hungary"] for label in others}
    assert same_facilities(["BYD Hungary plant", *others], countries, NONE) == {}


def test_a_plant_in_another_country_is_not_meant():
    assert (
        same_facilities(["BYD Hungary plant", "BYD Manisa plant"], {"BYD Manisa plant": ["Turkey"]}, NONE)
        == {}
    )


def test_the_curated_list_decides_before_the_rule():
    labels = ["BYD Hungary plant", "BYD Szeged plant"]
    apart = Verdicts([("BYD Szeged plant", "BYD Hungary plant", "different")])
    assert same_facilities(labels, HUNGARY, apart) == {}
    renamed = Verdicts([("BYD Pécs plant", "BYD Hungary plant", "same")])
    assert same_facilities([*labels, "BYD Pécs plant"], HUNGARY, renamed) == {
        "BYD Hungary plant": "BYD Szeged plant",
        "BYD Pécs plant": "BYD Szeged plant",
    }


def test_the_shipped_list_is_whole():
    assert isinstance(curated_verdicts(), Verdicts)


def plants(extraction):
    vague = extraction(
        "https://example.org/vague",
        {"subject": "BYD Hungary plant", "subject_type": "Facility", "property": "employees", "value": 10},
    )
    exact = extraction(
        "https://example.org/exact",
        {
            "subject": "BYD Szeged plant",
            "subject_type": "Facility",
            "property": "locatedIn",
            "object": "Hungary",
            "object_type": "Country",
        },
    )
    return vague, exact


@pytest.mark.parametrize("on_disk", [False, True])
def test_it_is_decided_across_documents_and_again_when_one_leaves(extraction, tmp_path, on_disk):
    atlas = Atlas(tmp_path / "store" if on_disk else None)
    vague, exact = plants(extraction)
    about = "SELECT ?s { ?f rdf:predicate aa:employees ; rdf:subject ?s }"
    atlas.load(vague)
    assert atlas.query(about).rows == [("https://w3id.org/autoatlas/entity/byd-hungary-plant",)]
    atlas.load(exact)
    assert atlas.query(about).rows == [("https://w3id.org/autoatlas/entity/byd-szeged-plant",)]
    assert atlas.query("ASK { aae:byd-szeged-plant skos:altLabel 'BYD Hungary plant'@en }")
    assert not atlas.query("ASK { aae:byd-hungary-plant ?p ?o }")
    labels = {data["label"] for _, data in atlas.network().nodes(data=True)}
    assert labels == {"BYD Szeged plant", "Hungary"}
    # what was written stays as written
    assert "BYD Hungary plant" in atlas.facts().collect()["subject"].to_list()
    atlas.remove("https://example.org/exact")
    assert atlas.query(about).rows == [("https://w3id.org/autoatlas/entity/byd-hungary-plant",)]


def test_a_company_and_its_plant_are_known_by_the_names_that_texts_use():
    assert same_companies(["Tan Chong", "Changan", "Nobody Motors"]) == {"Tan Chong": "Tan Chong Motor"}
    labels = ["Tan Chong Serendah plant", "Changan Rayong plant", "Nobody Motors Lagos plant"]
    assert same_facilities(labels, {}, NONE) == {"Tan Chong Serendah plant": "Tan Chong Motor Serendah plant"}


def test_a_plant_by_its_country_and_another_name_of_its_company_is_the_one_in_town():
    labels = ["Tan Chong Malaysia plant", "Tan Chong Motor Serendah plant"]
    same = same_facilities(labels, {"Tan Chong Motor Serendah plant": ["Malaysia"]}, NONE)
    assert same["Tan Chong Malaysia plant"] == "Tan Chong Motor Serendah plant"
