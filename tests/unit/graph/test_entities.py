"""The entities graph: what a thing is, what it is called, and where that is known from."""

from autoatlas.graph import Atlas
from autoatlas.graph.names import iri_of, safe_iri


def test_an_entity_has_its_labels_aliases_class_and_wikidata_item(voyah_aims):
    atlas = Atlas()
    atlas.load(voyah_aims())
    labels = {
        (term.value, term.language) for (term,) in atlas.query("SELECT ?l { aae:voyah rdfs:label ?l }").terms
    }
    assert labels == {("Voyah", "en"), ("岚图", "zh")}
    assert atlas.query("ASK { aae:voyah a aa:Brand }")
    assert atlas.query("ASK { aae:dongfeng skos:altLabel ?alias ; schema:countryOfOrigin aae:china }")
    assert atlas.query("ASK { aae:china owl:sameAs <http://www.wikidata.org/entity/Q148> }")


def test_a_new_name_is_marked_for_review_and_a_known_one_is_not(extraction):
    rows = [
        {"subject": "Nobody Ever Motors", "subject_type": "Automaker", "property": "exports", "value": 5},
        {"subject": "BYD", "subject_type": "Automaker", "property": "exports", "value": 5},
    ]
    atlas = Atlas()
    atlas.load(extraction("https://example.org/a", *rows))
    assert atlas.query("SELECT ?e { ?e aa:unreviewed true }").rows == [
        ("https://w3id.org/autoatlas/entity/nobody-ever-motors",)
    ]


def test_countries_say_which_regions_they_are_in(extraction):
    row = {"subject": "Thailand", "subject_type": "Country", "property": "imports", "value": 5}
    atlas = Atlas()
    atlas.load(extraction("https://example.org/a", row))
    assert atlas.query("ASK { aae:thailand geo:sfWithin ?r . ?r rdfs:label 'ASEAN'@en ; a aa:Region }")


def test_a_plant_says_what_kind_it_is(extraction):
    rows = [
        {"subject": f"BYD Komárom {kind}", "subject_type": "Facility", "property": "employees", "value": 5}
        for kind in ("plant", "battery plant", "R&D centre")
    ]
    atlas = Atlas()
    atlas.load(extraction("https://example.org/a", *rows))
    kinds = atlas.query("SELECT ?l ?k { ?f dcterms:type ?k ; rdfs:label ?l } ORDER BY ?l")
    assert [(label, kind.rsplit("#")[1]) for label, kind in kinds] == [
        ("BYD Komárom R&D centre", "researchCentre"),
        ("BYD Komárom battery plant", "batteryPlant"),
        ("BYD Komárom plant", "vehiclePlant"),
    ]


def test_places_and_speakers_are_entities_too(extraction):
    row = {
        "subject": "BYD",
        "subject_type": "Automaker",
        "property": "sales",
        "value": 5,
        "place": "overseas",
        "said_by": "Somebody Unheard Of",
    }
    atlas = Atlas()
    atlas.load(extraction("https://example.org/a", row))
    assert atlas.query("SELECT ?p ?c { ?f aa:place ?p . ?p a ?c }").rows == [
        ("https://w3id.org/autoatlas/entity/overseas", "https://w3id.org/autoatlas/ontology#Region")
    ]
    assert atlas.query(
        "ASK { ?f aa:saidBy ?who . ?who rdfs:label 'Somebody Unheard Of'@en ; aa:unreviewed true }"
    )


def test_entities_leave_with_the_last_document_that_names_them(changan_rayong, voyah_aims):
    atlas = Atlas()
    atlas.load(changan_rayong(), voyah_aims())
    atlas.remove("https://example.org/news/changan-rayong")
    assert not atlas.query("ASK { aae:changan ?p ?o }")
    assert atlas.query("ASK { aae:voyah ?p ?o }")


def test_two_things_of_one_label_have_two_iris_and_one_thing_of_two_classes_has_one():
    assert iri_of("Georgia", "Country") != iri_of("Georgia", "Place")
    assert iri_of("Geely", "Automaker") == iri_of("Geely", "Brand")


def test_an_iri_that_only_looks_like_one_is_quoted():
    for text in ("http://[bad", "has space:x", "", "http://example.org/\ud800"):
        assert safe_iri(text).startswith("urn:autoatlas:source:")
    assert safe_iri("https://example.org/ü?a=1#b") == "https://example.org/ü?a=1#b"
