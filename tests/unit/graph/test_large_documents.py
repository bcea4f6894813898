"""Large documents: what they say stands in the default graph, and every question is answered as if it did not."""

import pytest

from autoatlas.graph import Atlas, index
from autoatlas.loaders import extract

TRADE = "https://example.org/trade.csv"
VOYAH = "https://example.org/news/voyah"
WHICH = "SELECT DISTINCT ?document { GRAPH ?document { ?f a aa:Fact } }"
SAID = "SELECT ?f ?p ?o { ?f a aa:Fact ; ?p ?o }"
IN_GRAPHS = "SELECT (COUNT(*) AS ?n) { GRAPH ?document { ?f rdf:object ?o } }"


@pytest.fixture(params=["memory", "disk"])
def atlas(request, tmp_path, monkeypatch):
    monkeypatch.setattr(index, "LARGE", 5)
    monkeypatch.setattr(index, "BULK", 40)
    return Atlas() if request.param == "memory" else Atlas(tmp_path / "store")


def triples(atlas):
    return sorted(map(str, atlas.query(SAID).rows))


def test_a_large_document_says_the_same_and_takes_half_the_room(atlas, trade_table, voyah_aims, monkeypatch):
    atlas.load(trade_table(20), voyah_aims())
    assert sorted(map(str, atlas.query(WHICH).rows)) == sorted([f"('{TRADE}',)", f"('{VOYAH}',)"])
    assert atlas.query(IN_GRAPHS).rows == [(4,)]  # Voyah's
    monkeypatch.setattr(index, "LARGE", 1000)
    small = Atlas()
    small.load(trade_table(20), voyah_aims())
    assert small.query(IN_GRAPHS).rows == [(24,)]
    assert triples(atlas) == triples(small)


def test_a_question_names_its_source(atlas, trade_table, changan_rayong):
    atlas.load(changan_rayong(), trade_table(20))
    answer = atlas.query("plant-capacity", plant="Changan Rayong plant")
    assert {
        row["source"] for row in map(dict, (zip(answer.columns, r, strict=True) for r in answer.rows))
    } == {"https://example.org/news/changan-rayong"}


def test_of_two_large_documents_one_is_taken_out_with_all_that_it_said(atlas, trade_table, extraction):
    other = "https://example.org/other.csv"
    china = {"subject": "China", "subject_type": "Country", "property": "exports", "place": "Brazil"}
    rows = [{**china, "value": n, "start": f"{2000 + n}", "end": f"{2000 + n}"} for n in range(8)]
    atlas.load(trade_table(20))
    alone = triples(atlas)
    atlas.load(extraction(other, *rows))
    assert len(triples(atlas)) == len(alone) + 8 * 7  # no product
    atlas.remove(other)
    assert triples(atlas) == alone
    assert atlas.query(WHICH).rows == [(TRADE,)]


def test_a_large_document_that_shrank_leaves_nothing_behind(atlas, trade_table):
    atlas.load(trade_table(20))
    atlas.load(trade_table(3))
    assert atlas.query("SELECT (COUNT(*) AS ?n) { ?f rdf:object ?o }").rows == [(3,)]
    assert atlas.query(IN_GRAPHS).rows == [(3,)]


@pytest.mark.parametrize("form", ["nq", "trig", "jsonld"])
def test_its_facts_keep_their_source_in_files(atlas, trade_table, tmp_path, form):
    atlas.load(trade_table(20))
    path = tmp_path / f"atlas.{form}"
    atlas.export(path)
    again = Atlas()
    again.load(extract(path))
    read = again.facts().collect()
    assert read.height == 20
    assert read["source"].unique().to_list() == [TRADE]
