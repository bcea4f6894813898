"""Exports hold the graph, whole or not at all, and nothing in them runs."""

import io
import json
import xml.etree.ElementTree as ET
import zipfile

import networkx as nx
import polars as pl
import pyoxigraph as ox
import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.export import FORMATS, export, facts_as
from autoatlas.ontology.errors import AtlasError, UnknownFormat
from autoatlas.ontology.facts import FACT_SCHEMA, from_jsonl
from autoatlas.ontology.terms import PREFIXES

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"};alert(1)//',
    "=1+cmd|' /C calc'!A0",
    "a\nb\tc\\",
    "\x01\x0b",
    "比亚迪 😀",
]


@pytest.fixture
def atlas(changan_rayong, voyah_aims, trade_table):
    atlas = Atlas()
    atlas.load(changan_rayong(), voyah_aims(), trade_table(5))
    return atlas


@pytest.fixture
def hostile(extraction):
    rows = [
        {
            "subject": name,
            "subject_type": "Automaker",
            "property": "partnersWith",
            "object": f"{name} 2",
            "object_type": "Organization",
            "quote": name,
            "part": name,
        }
        for name in HOSTILE
    ]
    rows += [
        {"subject": n, "subject_type": "Automaker", "property": "employees", "value": 5, "quote": n}
        for n in HOSTILE
    ]
    atlas = Atlas()
    atlas.load(extraction("https://example.org/a", *rows))
    return atlas


@pytest.mark.parametrize(("form", "syntax"), [("nq", "N_QUADS"), ("trig", "TRIG"), ("jsonld", "JSON_LD")])
def test_datasets_read_back_are_the_same_graphs(atlas, form, syntax):
    again = ox.Store()
    again.load(atlas.export(format=form), getattr(ox.RdfFormat, syntax))
    assert set(again) == set(atlas.index())


def test_turtle_holds_all_triples_and_repeats_the_source_on_each_fact(atlas):
    again = ox.Store()
    again.load(atlas.export(format="ttl"), ox.RdfFormat.TURTLE)
    triples = {(q.subject, q.predicate, q.object) for q in again}
    assert triples >= {(q.subject, q.predicate, q.object) for q in atlas.index()}
    unsourced = "SELECT ?f { ?f a aa:Fact FILTER NOT EXISTS { ?f prov:wasDerivedFrom ?s } }"
    assert list(again.query(unsourced, prefixes=PREFIXES)) == []


@pytest.mark.parametrize("form", ["nq", "trig", "ttl", "jsonld", "csv", "jsonl", "graphml"])
def test_an_export_is_the_same_every_time(atlas, form):
    again = Atlas()
    for document in atlas.documents()["document"]:
        again.load(_copy(atlas, document))
    if form in ("nq", "trig", "jsonld"):
        assert len(again.export(format=form)) == len(atlas.export(format=form))
    assert atlas.export(format=form) == atlas.export(format=form)


def _copy(atlas, document):
    from autoatlas.ontology.extraction import Extraction

    contents = atlas._snapshot().contents
    loader = contents.documents[document].loader
    return Extraction(
        document, loader, iter([contents.facts_of(document).collect()]), contents.sources_of(document)
    )


def test_graph_files_have_one_edge_a_fact_with_plain_attributes(atlas):
    graph = nx.read_graphml(io.BytesIO(atlas.export(format="graphml")))
    assert graph.number_of_edges() == 4
    plant = graph.nodes["https://w3id.org/autoatlas/entity/changan-rayong-plant"]
    assert (plant["label"], plant["type"], plant["annualCapacity"]) == (
        "Changan Rayong plant",
        "Facility",
        100000.0,
    )
    (operates,) = [data for *_, data in graph.edges(data=True) if data["property"] == "operates"]
    assert operates["modality"] == "actual"
    assert operates["source"] == "https://example.org/news/changan-rayong"
    gexf = nx.read_gexf(io.BytesIO(atlas.export(format="gexf")))
    assert gexf.number_of_edges() == 4
    assert gexf.nodes["https://w3id.org/autoatlas/entity/voyah"]["countriesPresent_comparator"] == ">"


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graph_files_are_valid_xml_whatever_names_hold(hostile, form):
    root = ET.fromstring(hostile.export(format=form))
    assert not [tag for tag in root.iter() if tag.tag.endswith(("img", "script"))]
    assert "<img src=x onerror=alert(1)>" in "".join(root.itertext()) + str([e.attrib for e in root.iter()])


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_tables_hold_the_facts_in_their_columns(atlas, form):
    data = atlas.export(format=form)
    if form == "csv":
        read = pl.read_csv(io.BytesIO(data), schema=FACT_SCHEMA)
    else:
        read = pl.read_parquet(io.BytesIO(data)) if form == "parquet" else from_jsonl(data.decode())
    assert read.equals(atlas.facts().collect())


def test_whole_numbers_are_written_as_such(atlas):
    header, *rows = atlas.export(format="csv").decode().splitlines()
    assert header == ",".join(FACT_SCHEMA.names())
    assert any(",100000,," in row for row in rows)
    assert not any("100000.0" in row for row in rows)


def test_cells_that_look_like_formulas_are_text_in_a_spreadsheet(hostile):
    book = zipfile.ZipFile(io.BytesIO(hostile.export(format="xlsx")))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    strings = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "=1+cmd|" in strings
    assert "hyperlink" not in sheet
    names = book.read("xl/workbook.xml").decode()
    assert 'name="facts"' in names
    assert 'name="sources"' in names


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_names_are_written_in_every_format(hostile, form, tmp_path):
    target = tmp_path / f"out.{form}"
    assert hostile.export(target) is None
    assert target.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_an_export_that_fails_leaves_what_was_there(atlas, tmp_path, monkeypatch):
    target = tmp_path / "atlas.nq"
    target.write_text("of yesterday")

    def full(*_a, **_k):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("autoatlas.graph.atlas.Atlas.index", full)
    with pytest.raises(OSError, match="No space"):
        export(atlas, target)
    assert target.read_text() == "of yesterday"
    assert len(list(tmp_path.iterdir())) == 1


def test_unknown_formats_and_places_are_told(atlas, tmp_path):
    for ask in (
        lambda: atlas.export(format="docx"),
        lambda: atlas.export(tmp_path / "atlas.docx"),
        lambda: atlas.export(),
        lambda: facts_as(atlas.facts().collect(), "ttl"),
    ):
        with pytest.raises(UnknownFormat, match="Formats are"):
            ask()
    with pytest.raises(AtlasError, match="nowhere"):
        atlas.export(tmp_path / "nowhere" / "atlas.nq")


def test_a_store_on_disk_exports_the_same(tmp_path, changan_rayong, voyah_aims):
    memory, disk = Atlas(), Atlas(tmp_path / "store")
    for atlas in (memory, disk):
        atlas.load(changan_rayong(), voyah_aims())
    for form in ("nq", "ttl", "csv", "graphml"):
        one, other = memory.export(format=form), disk.export(format=form)
        assert sorted(one.splitlines()) == sorted(other.splitlines())
    assert json.loads(disk.export(format="jsonld"))


def test_geojson_has_the_facilities_whose_place_is_known(extraction):
    plant = {"subject": "Changan Rayong plant", "subject_type": "Facility", "published": "2025-05-16"}
    here = {"object": "Thailand", "object_type": "Country"}
    atlas = Atlas()
    atlas.load(
        extraction(
            "https://example.org/plants",
            {**plant, "property": "latitude", "value": 12.68, "unit": "degree"},
            {**plant, "property": "longitude", "value": 101.28, "unit": "degree"},
            {**plant, "property": "annualCapacity", "value": 100000.0, "unit": "vehicle/year", "comparator": "~"},
            {**plant, "property": "annualCapacity", "value": 200000.0, "unit": "vehicle/year", "modality": "planned"},
            {**plant, "property": "productionStart", "start": "2025-05-16", "end": "2025-05-16"},
            {**plant, "property": "locatedIn", **here},
            {"subject": "Changan", "subject_type": "Automaker", "property": "operates", "object": plant["subject"],
             "object_type": "Facility"},
            {**plant, "subject": "Changan Szeged plant", "property": "locatedIn", **here},
        )
    )  # fmt: skip
    told = json.loads(export(atlas, format="geojson"))
    (one,) = told["features"]
    assert one["geometry"] == {"type": "Point", "coordinates": [101.28, 12.68]}
    assert one["id"].endswith("/changan-rayong-plant")
    assert one["properties"] == {
        "name": "Changan Rayong plant",
        "operator": "Changan",
        "country": "Thailand",
        "status": "operating",
        "since": "2025-05-16",
        "annualCapacity": 100000,
        "annualCapacity_comparator": "~",
    }


def test_geojson_of_nothing_is_an_empty_collection():
    assert json.loads(export(Atlas(), format="geojson")) == {"type": "FeatureCollection", "features": []}
