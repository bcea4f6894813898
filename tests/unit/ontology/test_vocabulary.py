"""The vocabulary is sound OWL 2 DL, documented throughout, and what is made from it is current."""

from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef

from autoatlas.ontology import generate, terms
from autoatlas.ontology.generate import Vocabulary
from autoatlas.ontology.generate.__main__ import main

ONTOLOGY = Path(generate.__file__).resolve().parents[1]
AA = "https://w3id.org/autoatlas/ontology#"
RESERVED = (str(RDF), str(RDFS), str(OWL), str(XSD))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(ONTOLOGY / "vocabulary.ttl")


@pytest.fixture(scope="module")
def declared(vocabulary: Graph) -> dict[URIRef, set[URIRef]]:
    kinds: dict[URIRef, set[URIRef]] = defaultdict(set)
    for kind in KINDS:
        for term in vocabulary.subjects(RDF.type, kind):
            kinds[term].add(kind)
    return dict(kinds)


def ours(terms_of: set[URIRef]) -> list[URIRef]:
    return sorted(term for term in terms_of if term.startswith(AA))


def test_every_term_has_label_definition_and_home(vocabulary, declared):
    for term in ours(set(declared)):
        labels = list(vocabulary.objects(term, RDFS.label))
        definitions = list(vocabulary.objects(term, SKOS.definition))
        assert [label.language for label in labels] == ["en"], term
        assert [text.language for text in definitions] == ["en"], term
        assert definitions[0].endswith("."), term
        assert (term, RDFS.isDefinedBy, URIRef(AA[:-1])) in vocabulary, term


def test_properties_of_things_have_domain_and_range(vocabulary, declared):
    for term in ours(set(declared)):
        if declared[term] & {OWL.ObjectProperty, OWL.DatatypeProperty}:
            assert len(list(vocabulary.objects(term, RDFS.domain))) == 1, term
            assert len(list(vocabulary.objects(term, RDFS.range))) == 1, term


def test_no_term_dangles(vocabulary, declared):
    used = {node for triple in vocabulary for node in triple if isinstance(node, URIRef)}
    assert [term for term in ours(used) if term not in declared] == []


def test_predicates_are_declared_properties(vocabulary, declared):
    for predicate in set(vocabulary.predicates()):
        if not str(predicate).startswith(RESERVED):
            assert declared.get(predicate, set()) & set(KINDS[1:4]), predicate


def test_object_and_data_properties_link_what_they_may(vocabulary, declared):
    for subject, predicate, value in vocabulary:
        kinds = declared.get(predicate, set())
        if OWL.ObjectProperty in kinds:
            assert not isinstance(value, Literal), (subject, predicate)
        if OWL.DatatypeProperty in kinds:
            assert isinstance(value, Literal), (subject, predicate)


def test_no_name_is_two_kinds_of_property_or_class(declared):
    for term, kinds in declared.items():
        assert len(kinds) == 1, (term, kinds)


def test_superclasses_are_declared_and_outside_the_reserved_vocabulary(vocabulary, declared):
    for parent in vocabulary.objects(None, RDFS.subClassOf):
        assert OWL.Class in declared[parent], parent
        assert not str(parent).startswith(RESERVED), parent


def test_blank_nodes_are_unions_and_lists_only(vocabulary):
    allowed = {RDF.first, RDF.rest, RDF.type, OWL.unionOf, OWL.members}
    for node in {subject for subject in vocabulary.subjects() if isinstance(subject, BNode)}:
        assert set(vocabulary.predicates(node)) <= allowed


def test_datatype_ranges_are_in_the_owl_2_map(vocabulary, declared):
    for term in ours(set(declared)):
        if OWL.DatatypeProperty in declared[term]:
            datatype = vocabulary.value(term, RDFS.range)
            assert datatype in {XSD.decimal, XSD.integer, XSD.string, XSD.boolean, RDFS.Literal}, term


def test_made_files_are_current():
    assert main(["--check"]) == 0


def test_every_property_says_what_it_is_for():
    by_shape = defaultdict(list)
    for prop in terms.PROPERTIES.values():
        by_shape[prop.shape].append(prop)
    assert all(prop.range for prop in by_shape["relation"])
    assert all(prop.units for prop in by_shape["quantity"])
    assert {prop.domain for prop in by_shape["date"]} == {("Facility",)}
    assert by_shape["mode"] == [terms.PROPERTIES["assemblyMode"]]


def test_units_of_the_vocabulary_are_all_used():
    used = {unit for prop in terms.PROPERTIES.values() for unit in prop.units}
    assert used == set(terms.UNITS)


def test_currency_codes_hold_money_only():
    assert {"CNY", "USD", "EUR", "THB", "BGN", "XOF"} <= terms.CURRENCIES
    assert not {"XAU", "XXX", "XTS"} & terms.CURRENCIES


def test_a_misspelt_term_does_not_exist():
    with pytest.raises(AttributeError):
        _ = terms.AA.anualCapacity
    assert terms.AA.annualCapacity == AA + "annualCapacity"


def test_a_property_added_to_the_vocabulary_reaches_terms_shapes_and_page(tmp_path):
    text = (ONTOLOGY / "vocabulary.ttl").read_text(encoding="utf-8")
    added = """
aa:paintShops a owl:DatatypeProperty ; rdfs:label "paint shops"@en ;
    skos:definition "Paint shops on the site."@en ; rdfs:domain aa:Facility ; rdfs:range xsd:decimal ;
    aa:factShape "quantity" ; aa:allowedUnit aa:plant ; aa:order 99 .
"""
    path = tmp_path / "vocabulary.ttl"
    path.write_text(text + added, encoding="utf-8")
    grown = Vocabulary(path)
    assert '"paintShops": Property(' in generate.render_terms(grown)
    assert "aas:paintShopsShape a sh:NodeShape" in generate.render_shapes(grown)
    assert (
        "| `paintShops` | Facility | plant | Paint shops on the site. |"
        in generate.render_vocabulary_page(grown)
    )
