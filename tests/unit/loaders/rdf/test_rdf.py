"""RDF as input: our own facts as they went out, plain triples, schema.org and Wikidata's terms."""

import json

import polars as pl
import pytest

from autoatlas.loaders.rdf import read, recognises
from autoatlas.ontology.errors import AtlasError, InvalidFact, SourceUnreadable
from autoatlas.ontology.facts import FACT_SCHEMA

PREFIXES = """\
@prefix aa: <https://w3id.org/autoatlas/ontology#> .
@prefix aae: <https://w3id.org/autoatlas/entity/> .
@prefix aaf: <https://w3id.org/autoatlas/fact/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
"""
TWO_FACTS = (
    PREFIXES
    + """
aae:changan-rayong-plant a aa:Facility ; rdfs:label "Changan Rayong plant"@en , "长安罗勇工厂"@zh .
aaf:1 a aa:Fact ; rdf:subject aae:changan-rayong-plant ; rdf:predicate aa:annualCapacity ;
  rdf:object 100000 ; aa:unit aa:vehiclePerYear ; aa:comparator aa:about ; aa:modality aa:planned ;
  aa:period <https://w3id.org/autoatlas/period/2025_> ; aa:part "phase 1" .
aaf:2 a aa:Fact ; rdf:subject aae:changan ; rdf:predicate aa:operates ; rdf:object aae:changan-rayong-plant ;
  aa:modality aa:actual ; <http://www.w3.org/ns/prov#wasDerivedFrom> <https://example.org/a> .
"""
)


def written(tmp_path, text, name="facts.ttl"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def loaded(path, **options):
    extraction = read(path, **options)
    frames = list(extraction)
    return (pl.concat(frames) if frames else pl.DataFrame(schema=FACT_SCHEMA)), extraction


def test_nodes_of_facts_become_facts(tmp_path):
    frame, extraction = loaded(written(tmp_path, TWO_FACTS))
    assert not extraction.report.faults
    capacity, operates = frame.iter_rows(named=True)
    assert capacity["subject"] == "Changan Rayong plant"
    assert (capacity["value"], capacity["unit"], capacity["comparator"]) == (100000, "vehicle/year", "~")
    assert (capacity["modality"], capacity["start"], capacity["end"]) == ("planned", "2025", None)
    assert capacity["part"] == "phase 1"
    assert (operates["subject"], operates["subject_type"], operates["object"]) == (
        "Changan",
        "Automaker",
        "Changan Rayong plant",
    )
    assert operates["source"] == "https://example.org/a"


def test_plain_triples_in_our_vocabulary_are_facts_too(tmp_path):
    text = PREFIXES + (
        "aae:byd aa:operates aae:byd-szeged-plant ; aa:presentIn aae:hungary .\n"
        'aae:byd-szeged-plant aa:annualCapacity 150000 ; aa:productionStart "2026" .\n'
    )
    frame, _ = loaded(written(tmp_path, text))
    said = frame.select("subject", "property", "object", "value", "unit", "start").rows()
    assert set(said) == {
        ("BYD", "operates", "BYD Szeged plant", None, None, None),
        ("BYD", "presentIn", "Hungary", None, None, None),
        ("BYD Szeged plant", "annualCapacity", None, 150000, "vehicle/year", None),
        ("BYD Szeged plant", "productionStart", None, None, None, "2026"),
    }


def test_a_plain_triple_beside_its_fact_is_not_said_twice(tmp_path):
    frame, _ = loaded(written(tmp_path, TWO_FACTS + "aae:changan aa:operates aae:changan-rayong-plant .\n"))
    assert frame.filter(property="operates").height == 1


def test_a_named_graph_is_the_source_of_its_facts(tmp_path):
    text = TWO_FACTS.replace("aaf:1 a", "<https://example.org/doc> { aaf:1 a").replace(
        '"phase 1" .', '"phase 1" . }'
    )
    frame, _ = loaded(written(tmp_path, text, "facts.trig"))
    assert frame.sort("property")["source"].to_list() == ["https://example.org/doc", "https://example.org/a"]


def test_bad_nodes_are_named_and_the_others_kept(tmp_path):
    text = TWO_FACTS + (
        "aaf:3 a aa:Fact ; rdf:subject aae:byd ; rdf:predicate aa:flies ; rdf:object aae:china .\n"
        'aaf:4 a aa:Fact ; rdf:subject aae:byd ; rdf:predicate aa:exports ; rdf:object "many" .\n'
        "aaf:5 a aa:Fact ; rdf:subject <urn:x> ; rdf:predicate aa:exports ; rdf:object 5 .\n"
    )
    path = written(tmp_path, text)
    frame, extraction = loaded(path)
    assert frame.height == 2
    assert [fault.column for fault in extraction.report.faults] == ["property", "value", "subject"]
    assert all(fault.where == str(path) and fault.mend for fault in extraction.report.faults)
    with pytest.raises(InvalidFact, match="flies"):
        list(read(path, strict=True))


def test_schema_org_in_json_ld_without_fetching_its_context(tmp_path):
    document = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@id": "http://www.wikidata.org/entity/Q27423",
                "@type": "Corporation",
                "name": "BYD",
                "numberOfEmployees": {"@type": "QuantitativeValue", "value": 900000},
                "subOrganization": {
                    "@id": "urn:denza",
                    "@type": "Corporation",
                    "name": "Denza Motors Shenzhen",
                },
                "telephone": "12345",
            },
            {
                "@type": "Observation",
                "observationAbout": {"@type": "Country", "name": "China"},
                "measuredProperty": "NEV exports",
                "observationDate": "2024-05",
                "value": 99000,
            },
        ],
    }
    frame, extraction = loaded(written(tmp_path, json.dumps(document), "page.jsonld"))
    said = frame.select("subject", "property", "object", "value", "product", "start").rows()
    assert ("BYD", "employees", None, 900000, None, None) in said
    assert ("China", "exports", None, 99000, "nev", "2024-05") in said
    assert extraction.report.skipped["telephone: no property of the vocabulary, or not of these classes"] == 1


def test_wikidata_terms(tmp_path):
    text = PREFIXES + (
        'wd:Q9001 a wd:Q83405 ; rdfs:label "BYD Szeged plant"@en ; wdt:P131 wd:Q9002 ;\n'
        '  wdt:P625 "Point(20.15 46.25)" ;  wdt:P1619 "2026-01-15T00:00:00Z" .\n'
        'wd:Q9002 a wd:Q515 ; rdfs:label "Szeged"@en .\n'
        'wd:Q9003 rdfs:label "Voyah"@en ; wdt:P749 wd:Q9004 . wd:Q9004 rdfs:label "Dongfeng"@en .\n'
    )
    frame, _ = loaded(written(tmp_path, text))
    said = frame.select("subject", "property", "object", "value", "start").rows()
    assert ("BYD Szeged plant", "locatedIn", "Szeged", None, None) in said
    assert ("BYD Szeged plant", "latitude", None, 46.25, None) in said
    assert ("BYD Szeged plant", "longitude", None, 20.15, None) in said
    assert ("BYD Szeged plant", "productionStart", None, None, "2026-01-15") in said


@pytest.mark.parametrize("name", ["a.ttl", "a.nt", "a.nq", "a.trig", "a.rdf", "a.jsonld"])
@pytest.mark.parametrize(
    "content", ["", "<a <b", "{", '{"@context": "https://elsewhere.example/c"}', "\x00\x01\x02"]
)
def test_broken_documents_give_one_clear_error(tmp_path, name, content):
    path = written(tmp_path, content, name)
    assert recognises(path, b"")
    with pytest.raises(AtlasError) as caught:
        list(read(path))
    assert str(path) in str(caught.value)


def test_the_line_of_an_error_is_told(tmp_path):
    with pytest.raises(SourceUnreadable, match="line 4"):
        read(written(tmp_path, "@prefix aa: <urn:x> .\naa:a aa:b aa:c .\naa:a aa:b\n.\n"))
