"""That the columns find what the shapes object to, and the other way round."""

import polars as pl
import pytest
import rdflib

from autoatlas.graph import Atlas
from autoatlas.graph.check import check
from autoatlas.graph.check.shapes import shapes_graph, violations, violations_of
from autoatlas.graph.rdf import fact_ids
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import conform, fill_defaults
from autoatlas.ontology.terms import AAF, PROPERTIES

DOCUMENT = "https://example.org/table"
SITE = "Changan Rayong plant"
TO_BRAZIL = {"object": "Brazil", "object_type": "Country", "value": None}


def of(**columns: object) -> dict[str, object]:
    known = {"subject": SITE, "subject_type": "Facility", "property": "annualCapacity", "value": 9_000.0}
    unit = {} if "unit" in columns or "property" in columns else {"unit": "vehicle/year"}
    return known | unit | columns


def atlas_of(rows: list[dict[str, object]]) -> Atlas:
    atlas = Atlas()
    facts = fill_defaults(conform(pl.DataFrame(rows, infer_schema_length=None)))
    atlas.load(Extraction(DOCUMENT, "test", iter([facts])))
    return atlas


def broken_by_shapes(atlas: Atlas) -> set[str]:
    """Facts that SHACL objects to, asked about the whole graph."""
    data = rdflib.Graph()
    for batch in atlas.triples():
        data.parse(data=batch, format="nt")
    return {fact for one in violations_of(data, shapes_graph()) for fact in one.facts}


def example(prop: str) -> dict[str, object]:
    """A fact of a property that keeps to its shape."""
    p = PROPERTIES[prop]
    labels = {
        "Facility": SITE,
        "Automaker": "Changan",
        "Brand": "Voyah",
        "Country": "Thailand",
        "Place": "Rayong",
    }
    kind = p.domain[0]
    row: dict[str, object] = {
        "subject": labels.get(kind, f"Some {kind}"),
        "subject_type": kind,
        "property": prop,
    }
    if p.shape == "mode":
        return row | {"object": "CKD"}
    if p.needs_object and p.range:
        row |= {"object": labels.get(p.range[0], f"Some {p.range[0]}"), "object_type": p.range[0]}
    if p.shape == "quantity":
        row |= {"value": 12.0, "unit": "USD" if p.units == ("currency",) else p.units[0]}
    if p.shape == "date":
        row |= {"start": "2025-05", "end": "2025-05"}
    return row


def test_a_fact_of_each_property_keeps_to_its_shape_by_both():
    atlas = atlas_of([example(prop) for prop in PROPERTIES])
    assert violations(atlas) == []
    assert broken_by_shapes(atlas) == set()


def test_both_find_the_same_facts_of_each_property_with_a_subject_that_it_is_not_said_of():
    rows = []
    for prop, p in PROPERTIES.items():
        wrong = next(kind for kind in ("Technology", "Facility") if kind not in p.domain)
        rows.append(example(prop) | {"subject": f"Odd {prop} plant", "subject_type": wrong})
    atlas = atlas_of(rows)
    by_columns = {fact for one in violations(atlas) for fact in one.facts}
    assert by_columns == broken_by_shapes(atlas)
    assert len(by_columns) == len(PROPERTIES)


@pytest.mark.parametrize(
    "row",
    [
        of(unit="percent"),
        of(value=-5.0),
        of(modality="perhaps"),
        of(basis="yoy"),
        of(start="2025-06", end="2025-01"),
        of(property="overseasShare", subject="Changan", subject_type="Automaker", value=140.0, unit="percent"),
        of(property="latitude", value=127.0, unit="degree"),
        of(property="investment", value=-1.0, unit="USD"),
        of(property="presentIn", subject="Thailand", subject_type="Country", **TO_BRAZIL),
        of(property="locatedIn", object="BYD", object_type="Automaker", value=None),
        of(property="assemblyMode", object="by hand", value=None),
        of(property="ownsStake", subject="Geely", subject_type="Automaker", value=50.0, unit="percent"),
    ],
)  # fmt: skip
def test_both_find_a_fact_that_breaks_its_shape(row):
    atlas = atlas_of([of(), row])
    facts = atlas.facts().collect()
    (bad,) = [AAF + one for one in fact_ids(facts, DOCUMENT)[1:]]
    found = violations(atlas)
    assert {fact for one in found for fact in one.facts} == {bad}
    assert all((one.kind, one.level) == ("shape", "error") for one in found)
    assert broken_by_shapes(atlas) == {bad}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (of(unit="kilometre"), "is not a unit of annualCapacity"),
        (of(property="profit", unit="USD"), "is not a property"),
        (of(comparator="!="), "is not a comparator"),
        (of(confidence=1.5), "not between 0 and 1"),
        (of(product="boats"), "is not a product"),
        (of(start="2025-13", end="2025-13"), "is not a date"),
        (of(value_max=100.0), "not above value"),
        (of(property="employees", unit="vehicle/year"), "is not a unit of employees"),
        (of(subject="BYD"), "no label of a facility"),
    ],
)
def test_the_columns_tell_of_what_no_graph_can_hold(row, says):
    assert any(says in one.message for one in violations(atlas_of([of(), row])))


@pytest.mark.parametrize(("subject", "kind"), [("Thailand", "Automaker"), ("BYD", "Country")])
def test_a_country_is_no_maker_and_a_maker_no_country(subject, kind):
    row = {"subject": subject, "subject_type": kind, "property": "sales", "value": 5.0, "unit": "vehicle"}
    (one,) = violations(atlas_of([row]))
    assert one.subjects == (subject,)
    assert kind in one.message


def test_what_breaks_its_shape_does_not_stop_the_other_checks():
    good = [of(source="https://a.example/1", published="2025-05-17")]
    other = [of(source="https://b.example/1", published="2025-05-20", value=20_000.0)]
    findings = check(atlas_of([*good, *other, of(property="profit"), of(start="soon", end="soon")]))
    assert {one.kind for one in findings} == {"shape", "contradiction"}
