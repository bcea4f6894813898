"""The atlas in memory is the same as on disk, and shows itself."""

import polars as pl
import pytest

from autoatlas.graph import Atlas
from autoatlas.ontology.errors import AtlasError, SourceUnreadable, UnknownDocument
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA

FACTS = "SELECT DISTINCT ?f { ?f a aa:Fact }"
VOYAH = "https://example.org/news/voyah"


def test_loading_asking_replacing_and_removing_in_memory(changan_rayong, voyah_aims):
    atlas = Atlas()
    assert not atlas.query(FACTS)
    atlas.load(changan_rayong())
    assert len(atlas.query(FACTS)) == 6
    (loaded,) = atlas.load(voyah_aims()).loaded
    assert (loaded.facts, loaded.replaced, loaded.loader) == (4, None, "text 0.1.0")
    assert atlas.load(voyah_aims()).loaded[0].replaced == 4
    assert len(atlas.query(FACTS)) == 10
    atlas.remove(VOYAH)
    assert len(atlas.query(FACTS)) == 6
    with pytest.raises(UnknownDocument):
        atlas.remove(VOYAH)


def test_a_load_that_fails_changes_nothing(changan_rayong, voyah_aims):
    atlas = Atlas()
    atlas.load(changan_rayong())

    def broken():
        yield next(iter(voyah_aims()))
        raise AtlasError("cannot go on")

    with pytest.raises(AtlasError, match="cannot go on"):
        atlas.load(voyah_aims(), Extraction("https://example.org/b", "text 0.1.0", broken()))
    assert atlas.documents().height == 1
    assert len(atlas.query(FACTS)) == 6


def test_an_answer_and_a_graph_outlast_what_comes_after(changan_rayong, voyah_aims):
    atlas = Atlas()
    atlas.load(changan_rayong())
    answer, graph = atlas.query(FACTS), atlas.rdflib()
    atlas.remove("https://example.org/news/changan-rayong")
    assert len(answer.rows) == 6
    assert len(list(graph.query(FACTS))) == 6


def test_facts_of_some_documents(changan_rayong, voyah_aims):
    atlas = Atlas()
    atlas.load(changan_rayong(), voyah_aims())
    assert atlas.facts(VOYAH).collect()["source"].unique().to_list() == [VOYAH]
    assert atlas.facts().collect().height == 10
    with pytest.raises(UnknownDocument):
        atlas.facts("https://example.org/other")
    assert Atlas().facts().collect().is_empty()


def test_one_document_twice_in_one_load_is_there_once(voyah_aims, extraction):
    row = {"subject": "Voyah", "subject_type": "Brand", "property": "exports", "value": 1}
    atlas = Atlas()
    summary = atlas.load(voyah_aims(), extraction(VOYAH, row))
    assert [one.facts for one in summary.loaded] == [1]
    assert len(atlas.query(FACTS)) == 1


def test_a_source_describes_itself_before_others_describe_it(extraction):
    row = {"subject": "BYD", "subject_type": "Automaker", "property": "exports", "value": 1}
    itself = extraction("https://example.org/a", row, title="As it calls itself")
    other = extraction("https://example.org/b", row, title="B")
    other.sources = other.sources.vstack(itself.sources.with_columns(title=pl.lit("As b calls it")))
    for order in ([itself, other], [other, itself]):
        atlas = Atlas()
        atlas.load(
            *(Extraction(e.document, e.loader, iter([atlas.facts().collect()]), e.sources) for e in order)
        )
        titles = dict(atlas.sources().select("source", "title").iter_rows())
        assert titles == {"https://example.org/a": "As it calls itself", "https://example.org/b": "B"}


def test_a_path_is_read_by_the_loader_that_is_installed(monkeypatch, changan_rayong):
    class Point:
        def load(self):
            return lambda document: changan_rayong()

    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda *, group: [Point()] if group == "autoatlas.extract" else []
    )
    atlas = Atlas()
    assert atlas.load("article.txt").facts == 6
    monkeypatch.setattr("importlib.metadata.entry_points", lambda *, group: [])
    with pytest.raises(SourceUnreadable, match="no loader"):
        atlas.load("article.txt")


def test_it_shows_itself_in_a_notebook(extraction):
    atlas = Atlas()
    row = {"subject": "BYD", "subject_type": "Automaker", "property": "exports", "value": 1}
    atlas.load(extraction("https://example.org/?<script>", row))
    page = atlas._repr_html_()
    assert "1 fact from 1 document" in page
    assert "<script>" not in page
    assert repr(atlas) == "<Atlas>"


def test_an_empty_document_is_a_document(extraction, tmp_path):
    for atlas in (Atlas(), Atlas(tmp_path / "store")):
        atlas.load(
            Extraction("https://example.org/empty", "text 0.1.0", iter([pl.DataFrame(schema=FACT_SCHEMA)]))
        )
        atlas.load(Extraction("https://example.org/nothing", "text 0.1.0", iter(())))
        assert atlas.documents()["facts"].to_list() == [0, 0]
        assert len(atlas.query("SELECT ?d { ?d a aa:Document }")) == 2
