"""Facts become the triples that docs/rdf.md says, no more and no fewer."""

import polars as pl
import pyoxigraph as ox
import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.rdf import fact_ids, number_text
from autoatlas.ontology.facts import FACT_SCHEMA, conform, fill_defaults


def triples_of(atlas: Atlas, query: str) -> set[str]:
    return {str(row[0]) for row in atlas.query(query)}


def test_a_plain_trade_fact_is_eight_triples(trade_table):
    atlas = Atlas()
    atlas.load(trade_table(1))
    found = atlas.query("SELECT ?p ?o { ?fact a aa:Fact ; ?p ?o }")
    assert len(found) == 8
    assert "https://w3id.org/autoatlas/ontology#bev" in {row[1] for row in found}


def test_money_a_hedge_and_a_cited_source_add_one_each(extraction):
    plain = {"subject": "BYD", "subject_type": "Automaker", "property": "exports", "value": 5}
    money = {
        "subject": "BYD",
        "subject_type": "Automaker",
        "property": "investment",
        "value": 5,
        "unit": "USD",
    }
    for fact, count in [
        (plain, 5),
        (money, 6),
        ({**plain, "comparator": "~"}, 6),
        ({**plain, "source": "https://example.org/other"}, 6),
        ({**plain, "source": "https://example.org/a"}, 5),
    ]:
        atlas = Atlas()
        atlas.load(extraction("https://example.org/a", fact))
        assert len(atlas.query("SELECT * { ?fact a aa:Fact ; ?p ?o }")) == count, fact


def test_the_quote_and_its_place_stand_on_the_fact_but_a_tables_row_does_not(changan_rayong, trade_table):
    atlas = Atlas()
    atlas.load(changan_rayong(), trade_table(3))
    quoted = atlas.query("SELECT DISTINCT ?d { GRAPH ?d { ?fact aa:quote ?q ; aa:quoteStart 10 } }")
    assert quoted.rows == [("https://example.org/news/changan-rayong",)]


def test_a_curated_row_keeps_the_words_of_the_source_that_it_cites(extraction):
    row = {
        "subject": "BYD",
        "subject_type": "Automaker",
        "property": "exports",
        "value": 5,
        "quote": "BYD shipped 5.",
        "quote_start": 7,
        "quote_end": 7,
        "source": "https://example.org/elsewhere",
    }
    atlas = Atlas()
    atlas.load(extraction("https://example.org/plants.csv", row))
    assert atlas.query("SELECT ?q { ?fact aa:quote ?q }").rows == [("BYD shipped 5.",)]
    assert not atlas.query("SELECT ?n { ?fact aa:quoteStart ?n }")


def test_a_period_is_one_node_with_its_dates_as_written_and_its_first_and_last_day(extraction):
    atlas = Atlas()
    rows = [
        {
            "subject": maker,
            "subject_type": "Automaker",
            "property": "exports",
            "value": 5,
            "start": "2024-01",
            "end": "2024-02",
        }
        for maker in ("BYD", "Chery")
    ]
    atlas.load(extraction("https://example.org/a", *rows), extraction("https://example.org/b", *rows))
    found = atlas.query("""SELECT ?period ?start ?first ?end ?last {
        ?period a aa:Period ; aa:writtenStart ?start ; aa:firstDay ?first .
        ?period aa:writtenEnd ?end ; aa:lastDay ?last }""")
    assert [tuple(map(str, row[1:])) for row in found] == [("2024-01", "2024-01-01", "2024-02", "2024-02-29")]
    late = "?period aa:lastDay ?day FILTER(?day > '2024-02-28'^^xsd:date)"
    assert len(atlas.query(f"SELECT DISTINCT ?fact {{ ?fact aa:period ?period . {late} }}")) == 4


def test_the_object_of_a_date_is_its_period_and_of_an_assembly_mode_its_concept(extraction):
    plant = {"subject": "Chery Jakarta plant", "subject_type": "Facility"}
    atlas = Atlas()
    atlas.load(
        extraction(
            "https://example.org/a",
            {**plant, "property": "announced", "start": "2025", "end": "2025"},
            {**plant, "property": "assemblyMode", "object": "CKD"},
        )
    )
    objects = {
        row[0]: row[1] for row in atlas.query("SELECT ?p ?o { ?fact rdf:predicate ?p ; rdf:object ?o }")
    }
    assert objects == {
        "https://w3id.org/autoatlas/ontology#announced": "https://w3id.org/autoatlas/period/2025_2025",
        "https://w3id.org/autoatlas/ontology#assemblyMode": "https://w3id.org/autoatlas/ontology#CKD",
    }


def test_the_other_entity_of_a_quantity_is_of(extraction):
    duty = {
        "subject": "European Union",
        "subject_type": "Region",
        "property": "tariff",
        "value": 17,
        "object": "BYD",
        "object_type": "Automaker",
    }
    atlas = Atlas()
    atlas.load(extraction("https://example.org/a", duty))
    assert atlas.query("SELECT ?o ?of { ?fact rdf:object ?o ; aa:of ?of }").rows == [
        (17, "https://w3id.org/autoatlas/entity/byd")
    ]


def test_joined_products_are_a_product_of_their_own_that_says_what_it_joins(extraction):
    row = {
        "subject": "China",
        "subject_type": "Country",
        "property": "exports",
        "value": 5,
        "product": "bev bus",
    }
    atlas = Atlas()
    atlas.load(extraction("https://example.org/a", row))
    parts = atlas.query("SELECT ?b { ?fact aa:product ?p . ?p skos:broader ?b } ORDER BY ?b")
    assert [iri.rsplit("#")[1] for (iri,) in parts] == ["bev", "bus"]
    assert not atlas.query("ASK { ?fact aa:product aa:bev }")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1937000.0, "1937000"),
        (52.6, "52.6"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e22, "10000000000000000000000"),
        (1.5e-9, "0.0000000015"),
        (2.0**53, "9007199254740992"),
        (-3.25, "-3.25"),
        (2.0**60, "1152921504606846976"),
    ],
)
def test_numbers_are_written_in_plain_form(number, text):
    written = pl.DataFrame({"value": [number]}).select(number_text("value")).item()
    assert written == text
    assert float(written) == number


def test_a_facts_identity_is_what_is_said_and_by_which_source_not_how_it_was_read():
    said = {"subject": "BYD", "subject_type": "Automaker", "property": "exports", "value": 5.0}
    variants = [
        said,
        {
            **said,
            "quote": "BYD shipped 5.",
            "quote_start": 3,
            "quote_end": 17,
            "confidence": 0.4,
            "published": "2025",
        },
        {**said, "source": "https://example.org/a"},
        {**said, "source": "https://example.org/b"},
        {**said, "value": 6.0},
        {**said, "comparator": ">"},
        {**said, "modality": "planned"},
        {**said, "place": "Brazil"},
        {**said, "part": "Brazil"},
    ]
    frame = fill_defaults(conform(pl.DataFrame(variants, schema_overrides=dict(FACT_SCHEMA))))
    ids = fact_ids(frame, "https://example.org/a").to_list()
    assert ids[0] == ids[1] == ids[2]
    assert len(set(ids)) == len(variants) - 2
    assert all(len(digits) == 32 for digits in ids)


def test_a_facts_identity_is_the_same_on_every_machine_and_version():
    said = {
        "subject": "China",
        "subject_type": "Country",
        "property": "exports",
        "value": 1937000.0,
        "start": "2025-01",
        "end": "2025-04",
    }
    frame = fill_defaults(conform(pl.DataFrame([said], schema_overrides=dict(FACT_SCHEMA))))
    assert fact_ids(frame, "urn:autoatlas:seed")[0] == "b4af4907ad9b7d75c1b7ad761a3ca883"


def test_a_source_that_is_no_iri_is_quoted_whole(extraction):
    row = {
        "subject": "BYD",
        "subject_type": "Automaker",
        "property": "exports",
        "value": 5,
        "source": "annual report 2024, <p. 7>",
    }
    atlas = Atlas()
    atlas.load(extraction("https://example.org/a", row))
    assert atlas.query("SELECT ?s { ?fact prov:wasDerivedFrom ?s }").rows == [
        ("urn:autoatlas:source:annual%20report%202024%2C%20%3Cp.%207%3E",)
    ]


def test_every_iri_of_the_index_is_one_that_oxigraph_takes(changan_rayong, voyah_aims):
    atlas = Atlas()
    atlas.load(changan_rayong(), voyah_aims())
    data = atlas.export(format="nq")
    again = ox.Store()
    again.load(data, ox.RdfFormat.N_QUADS)  # not lenient, so that it checks each IRI
    assert len(again) == len(atlas.index())


def test_the_day_of_the_document_stands_on_the_document_and_another_on_the_fact(extraction):
    row = {"subject": "BYD", "subject_type": "Automaker", "property": "exports", "value": 5}
    atlas = Atlas()
    atlas.load(
        extraction(
            "https://example.org/a",
            {**row, "published": "2025-05-31"},
            {**row, "value": 6, "published": "2025-04"},
            published="2025-05-31",
        )
    )
    assert atlas.query("SELECT ?v (STR(?d) AS ?day) { ?fact rdf:object ?v ; dcterms:issued ?d }").rows == [
        (6, "2025-04")
    ]
    assert (
        str(atlas.query("SELECT ?d { <https://example.org/a> dcterms:issued ?d }").rows[0][0]) == "2025-05-31"
    )
