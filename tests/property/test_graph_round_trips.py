"""Facts → store → facts, facts → RDF → facts, index → file → index give back what went in, whatever it is."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import polars as pl
import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autoatlas.graph import Atlas
from autoatlas.graph.names import iri_of, safe_iri, unit_iri
from autoatlas.graph.rdf import fact_ids, number_text
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA, fill_defaults
from autoatlas.ontology.terms import (
    ASSEMBLY_MODES,
    BASES,
    COMPARATORS,
    MODALITIES,
    PRODUCTS,
    PROPERTIES,
)

DOCUMENT = "https://example.org/document"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"};alert(1)//',
    "a b",
    "a\nb\r\n\tc",
    "\\u0041 \\",
    "比亚迪",
    "😀",
    "Å\u0301 e\u0301",
    "{}|^`",
    " . <http://a> <http://b> <http://c>",
    "@en",
    "^^<http://a>",
    "_:b",
    "\u2028\ufeff",
    "\x00\x07",
]
TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    st.sampled_from(["BYD", "Changan", "Thailand", "Voyah"]),
)
HOW = ("quote", "quoteStart", "quoteEnd", "confidence", "issued")
DATE = st.sampled_from(["2024", "2024-02", "2024-02-29", "1999-12-31", "2030"])
NUMBER = st.one_of(
    st.integers(0, 10**12).map(float),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15),
    st.sampled_from([0.1, 52.6, 1937000.0, 1e-7, 2.5e14]),
)
# the index keeps 18 digits after the point
SHORT = NUMBER.map(lambda number: round(number, 6) + 0.0)


@st.composite
def facts(draw: st.DrawFn, numbers: st.SearchStrategy[float] = NUMBER) -> dict[str, object]:
    """Draw a row that a loader could yield."""
    p = PROPERTIES[draw(st.sampled_from(sorted(PROPERTIES)))]
    row: dict[str, object] = {
        "subject": draw(TEXT),
        "subject_type": draw(st.sampled_from(p.domain)),
        "property": p.name,
        "modality": draw(st.sampled_from(sorted(MODALITIES))),
    }
    if p.shape == "relation":
        row |= {"object": draw(TEXT), "object_type": draw(st.sampled_from(p.range))}
    elif p.shape == "mode":
        row["object"] = draw(st.sampled_from(sorted(ASSEMBLY_MODES)))
    elif p.shape == "date":
        row |= {"start": draw(DATE), "end": draw(DATE), "comparator": draw(st.sampled_from(["=", "<="]))}
    else:
        row |= {"value": draw(numbers), "comparator": draw(st.sampled_from(sorted(COMPARATORS)))}
        row["unit"] = "USD" if p.units == ("currency",) else draw(st.sampled_from(p.units))
        row["value_max"] = draw(st.none() | numbers)
        row["basis"] = draw(st.sampled_from([None, *p.bases]))
        row["product"] = draw(st.sampled_from([None, "bev bus", *PRODUCTS]))
        row["place"] = draw(st.none() | TEXT)
        if p.range or p.needs_object:
            row |= {"object": draw(TEXT), "object_type": draw(st.sampled_from(p.range))}
    if p.shape != "date":
        row |= {"start": draw(st.none() | DATE), "end": draw(st.none() | DATE)}
    row |= {
        "said_by": draw(st.none() | TEXT),
        "part": draw(st.none() | TEXT),
        "source": draw(st.sampled_from([None, DOCUMENT, "https://example.org/other", "p. 7 <of> it"])),
        "published": draw(st.none() | DATE),
        "quote": draw(st.none() | TEXT),
        "confidence": draw(st.none() | st.floats(0, 1)),
    }
    if row["quote"] is not None:
        begin = draw(st.integers(0, 10**6))
        row |= {"quote_start": begin, "quote_end": begin + draw(st.integers(0, 100))}
    return row


def frame_of(rows: list[dict[str, object]]) -> pl.DataFrame:
    return fill_defaults(pl.DataFrame(rows, schema=FACT_SCHEMA))


def extraction(frame: pl.DataFrame) -> Extraction:
    return Extraction(DOCUMENT, "text 0.1.0", iter([frame]))


QUIET = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@QUIET
@given(st.lists(facts(), max_size=8))
def test_facts_come_back_from_a_store_as_they_went_in(rows: list[dict[str, object]]) -> None:
    frame = frame_of(rows)
    with tempfile.TemporaryDirectory() as folder:
        Atlas(Path(folder) / "store").load(extraction(frame))
        read = Atlas(Path(folder) / "store").facts().collect()
    assert read.equals(frame.with_columns(pl.col("source").fill_null(DOCUMENT)))


@QUIET
@given(st.lists(facts(SHORT), min_size=1, max_size=6))
def test_facts_come_back_from_rdf_as_they_went_in(rows: list[dict[str, object]]) -> None:
    frame = frame_of(rows)
    ids = fact_ids(frame, DOCUMENT).to_list()
    atlas = Atlas()
    atlas.load(extraction(frame))
    read = {identity: facts_of(atlas, identity) for identity in set(ids)}
    for identity, row in zip(ids, frame.iter_rows(named=True), strict=True):
        expected = {key: value for key, value in expected_of(row).items() if value is not None}
        found = read[identity]
        # the class of places and speakers follows from what else is said; other tests have their IRIs
        assert ("saidBy" in found, "place" in found) == (row["said_by"] is not None, row["place"] is not None)
        found = {key: value for key, value in found.items() if key not in ("saidBy", "place")}
        if ids.count(identity) > 1:  # one node, with the words of the first that says it
            found = {key: value for key, value in found.items() if key not in HOW}
            expected = {key: value for key, value in expected.items() if key not in HOW}
        assert found == expected


def facts_of(atlas: Atlas, identity: str) -> dict[str, str]:
    node = ox.NamedNode(f"https://w3id.org/autoatlas/fact/{identity}")
    found: dict[str, str] = {}
    for quad in atlas.index().quads_for_pattern(node, None, None):
        name = quad.predicate.value.replace("#", "/").rsplit("/", 1)[1]
        assert name not in found, f"{name} stands twice"
        found[name] = quad.object.value  # type: ignore[union-attr]
    return found


def expected_of(row: dict[str, object]) -> dict[str, str | None]:
    """What docs/rdf.md says that a fact states, by the last part of the predicate."""
    aa = "https://w3id.org/autoatlas/ontology#"
    shape = PROPERTIES[str(row["property"])].shape
    period = None
    if row["start"] or row["end"]:
        period = f"https://w3id.org/autoatlas/period/{row['start'] or ''}_{row['end'] or ''}"
    other = iri_of(str(row["object"]), str(row["object_type"])) if row["object_type"] else None
    objects = {
        "relation": other,
        "mode": ASSEMBLY_MODES.get(str(row["object"])),
        "date": period,
        "quantity": plain(row["value"]),
    }
    quantity = shape == "quantity"
    units = PROPERTIES[str(row["property"])].units
    products = {"bev bus": "https://w3id.org/autoatlas/product/bev-bus", **PRODUCTS}
    is_row = row["quote_start"] is not None and row["quote_start"] == row["quote_end"]
    cited = row["source"] if row["source"] not in (None, DOCUMENT) else None
    return {
        "type": f"{aa}Fact",
        "subject": iri_of(str(row["subject"]), str(row["subject_type"])),
        "predicate": f"{aa}{row['property']}",
        "object": objects[shape],
        "of": other if quantity else None,
        "upperValue": plain(row["value_max"]) if quantity else None,
        "unit": unit_iri(str(row["unit"]))
        if quantity and (len(units) > 1 or units == ("currency",))
        else None,
        "comparator": COMPARATORS[str(row["comparator"])] if row["comparator"] not in (None, "=") else None,
        "modality": MODALITIES[str(row["modality"])],
        "basis": BASES[str(row["basis"])] if row["basis"] else None,
        "period": period if shape != "date" else None,
        "part": str(row["part"]) if row["part"] is not None else None,
        "wasDerivedFrom": safe_iri(str(cited)) if cited else None,
        "issued": str(row["published"]) if row["published"] else None,
        "quote": str(row["quote"]) if row["quote"] is not None and (not is_row or cited) else None,
        "quoteStart": str(row["quote_start"]) if row["quote_start"] is not None and not is_row else None,
        "quoteEnd": str(row["quote_end"]) if row["quote_end"] is not None and not is_row else None,
        "confidence": plain(row["confidence"]) if row["confidence"] not in (None, 1.0) else None,
        "product": products[str(row["product"])] if row["product"] else None,
    }


def plain(number: object) -> str | None:
    if number is None:
        return None
    text = pl.DataFrame({"value": [number]}).select(number_text("value")).item()
    return str(text)


@QUIET
@given(st.lists(facts(SHORT), min_size=1, max_size=6))
def test_an_index_comes_back_from_every_file_of_rdf(rows: list[dict[str, object]]) -> None:
    atlas = Atlas()
    atlas.load(extraction(frame_of(rows)))
    quads = set(atlas.index())
    for form, syntax in (("nq", "N_QUADS"), ("trig", "TRIG"), ("jsonld", "JSON_LD")):
        again = ox.Store()
        again.load(atlas.export(format=form) or b"", getattr(ox.RdfFormat, syntax))
        assert set(again) == quads, form


@QUIET
@given(TEXT, st.sampled_from(["Automaker", "Brand", "Facility", "Place", "Technology"]))
def test_any_name_has_a_valid_iri_and_keeps_its_label(name: str, kind: str) -> None:
    row = {"subject": name, "subject_type": kind, "property": "employees", "value": 5.0}
    atlas = Atlas()
    atlas.load(extraction(frame_of([row])))
    iri = iri_of(name, kind)
    assert ox.NamedNode(iri).value == iri
    labels = atlas.index().quads_for_pattern(
        ox.NamedNode(iri), ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), None
    )
    assert name in {quad.object.value for quad in labels}  # type: ignore[union-attr]


@QUIET
@given(st.lists(facts(), min_size=2, max_size=6))
def test_what_is_said_decides_a_facts_identity(rows: list[dict[str, object]]) -> None:
    frame = frame_of(rows)
    ids = fact_ids(frame, DOCUMENT).to_list()
    how = {"quote", "quote_start", "quote_end", "confidence", "published"}
    said = [
        tuple((k, v if k != "source" else v or DOCUMENT) for k, v in row.items() if k not in how)
        for row in frame.iter_rows(named=True)
    ]
    for (one, a), (other, b) in itertools.combinations(zip(said, ids, strict=True), 2):
        assert (one == other) == (a == b)
