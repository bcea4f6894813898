"""A store on disk: each load is a commit, whole or not at all, and what it leaves behind is swept."""

import gc
import json
import shutil

import polars as pl
import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.lock import FileLock
from autoatlas.ontology.errors import (
    AtlasError,
    StoreDamaged,
    StoreUnreadable,
    UnknownDocument,
)
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA

CHANGAN = "https://example.org/news/changan-rayong"
VOYAH = "https://example.org/news/voyah"
FACTS = "SELECT DISTINCT ?f { ?f a aa:Fact }"


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def files_of(store):
    return {path.relative_to(store).parts[:2] for path in store.rglob("*.parquet")}


def indexes_of(store):
    return {path.name for path in (store / "index").iterdir() if path.is_dir()}


def test_what_is_loaded_is_there_for_another_process(store, changan_rayong, voyah_aims):
    summary = Atlas(store).load(changan_rayong(), voyah_aims())
    assert (summary.facts, str(summary)) == (10, "10 facts from 2 documents")
    again = Atlas(store)
    assert len(again.query(FACTS)) == 10
    assert again.documents()["document"].to_list() == [CHANGAN, VOYAH]
    assert again.sources()["title"].to_list() == ["Changan opens in Rayong"]


def test_facts_come_back_as_they_went_in(store, changan_rayong):
    written = next(iter(changan_rayong()))
    Atlas(store).load(changan_rayong())
    read = Atlas(store).facts().collect()
    assert read.schema == FACT_SCHEMA
    assert read.drop("source").equals(written.drop("source"))
    assert read["source"].unique().to_list() == [CHANGAN]  # which is its document's, where it states none


def test_loading_again_replaces_and_removing_takes_exactly_its_own(
    store, changan_rayong, voyah_aims, extraction
):
    atlas = Atlas(store)
    atlas.load(changan_rayong(), voyah_aims())
    before = atlas.export(format="nq")
    atlas.load(changan_rayong())
    assert sorted(atlas.export(format="nq").splitlines()) == sorted(before.splitlines())
    short = extraction(
        CHANGAN, {"subject": "Changan", "subject_type": "Automaker", "property": "exports", "value": 1}
    )
    (loaded,) = atlas.load(short).loaded
    assert (loaded.facts, loaded.replaced) == (1, 6)
    assert len(atlas.query(FACTS)) == 5
    atlas.remove(CHANGAN)
    alone = Atlas()
    alone.load(voyah_aims())
    assert sorted(atlas.export(format="nq").splitlines()) == sorted(alone.export(format="nq").splitlines())


def test_loading_what_is_there_already_changes_nothing(store, changan_rayong):
    atlas = Atlas(store)
    atlas.load(changan_rayong())
    manifest = (store / "store.json").read_bytes()
    atlas.load(changan_rayong())
    assert (store / "store.json").read_bytes() == manifest


def test_one_load_of_many_is_one_commit(store, changan_rayong, voyah_aims):
    Atlas(store).load(changan_rayong())

    def broken():
        yield next(iter(voyah_aims()))
        raise AtlasError("the second half cannot be read")

    with pytest.raises(AtlasError, match="second half"):
        Atlas(store).load(voyah_aims(), Extraction("https://example.org/b", "text 0.1.0", broken()))
    assert Atlas(store).documents()["document"].to_list() == [CHANGAN]
    assert len(Atlas(store).query(FACTS)) == 6


def test_a_failed_first_load_leaves_a_folder_that_can_be_loaded_into(store, changan_rayong):
    def broken():
        raise AtlasError("unreadable")
        yield pl.DataFrame(schema=FACT_SCHEMA)

    with pytest.raises(AtlasError):
        Atlas(store).load(Extraction("https://example.org/b", "text 0.1.0", broken()))
    assert Atlas(store).documents().is_empty()
    assert not Atlas(store).query(FACTS)
    Atlas(store).load(changan_rayong())
    assert len(Atlas(store).query(FACTS)) == 6


def test_nothing_is_left_of_what_was_replaced(store, changan_rayong, voyah_aims):
    atlas = Atlas(store)
    for _ in range(3):
        atlas.load(changan_rayong(), voyah_aims())
        atlas.remove(VOYAH)
    assert len(files_of(store)) == 2
    assert len(indexes_of(store)) == 1


def test_orphans_are_swept_by_the_next_writer(store, changan_rayong, voyah_aims):
    Atlas(store).load(changan_rayong())
    (store / "facts" / "new").write_bytes(b"half a file")
    (store / "facts" / f"{'0' * 32}.parquet").write_bytes(b"of a load that was killed")
    (store / "index" / "77").mkdir()
    (store / "index" / "77" / "000004.sst").write_bytes(b"")
    (store / "index" / "78.tmp").mkdir()
    Atlas(store).load(voyah_aims())
    assert len(files_of(store)) == 4
    assert len(indexes_of(store)) == 1
    assert not (store / "index" / "77").exists()
    assert not (store / "index" / "78.tmp").exists()
    assert not (store / "facts" / "new").exists()


def test_a_reader_keeps_what_it_opened_while_writers_go_on(store, changan_rayong, voyah_aims):
    Atlas(store).load(changan_rayong())
    reader = Atlas(store).rdflib()
    frame = Atlas(store)._snapshot()
    Atlas(store).load(voyah_aims())
    Atlas(store).remove(CHANGAN)
    assert len(list(reader.query(FACTS))) == 6
    assert frame.contents.all_facts().collect().height == 6
    assert len(Atlas(store).query(FACTS)) == 4
    del reader, frame
    gc.collect()  # rdflib's graphs refer to each other
    Atlas(store).load(voyah_aims(), changan_rayong())
    assert len(indexes_of(store)) == 1


def test_an_atlas_that_is_kept_sees_what_others_commit(store, changan_rayong, voyah_aims):
    kept = Atlas(store)
    Atlas(store).load(changan_rayong())
    assert len(kept.query(FACTS)) == 6
    Atlas(store).load(voyah_aims())
    assert len(kept.query(FACTS)) == 10


def test_a_large_document_goes_by_the_bulk_loader_and_out_by_building_anew(store, trade_table, voyah_aims):
    atlas = Atlas(store)
    atlas.load(trade_table(13_000), voyah_aims())  # beyond 100,000 triples
    assert len(atlas.query("SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a aa:Fact }")) == 1
    assert atlas.query("SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a aa:Fact }").rows == [(13_004,)]
    atlas.remove("https://example.org/trade.csv")
    assert len(atlas.query(FACTS)) == 4
    assert atlas.query("SELECT (COUNT(*) AS ?n) { ?period a aa:Period }").rows == [(1,)]


def test_the_index_can_be_built_again_from_the_facts(store, changan_rayong, voyah_aims):
    atlas = Atlas(store)
    atlas.load(changan_rayong(), voyah_aims())
    before = sorted(atlas.export(format="nq").splitlines())
    del atlas
    shutil.rmtree(store / "index")
    (store / "index").mkdir()
    with pytest.raises(StoreDamaged, match="rebuild"):
        Atlas(store).query(FACTS)
    Atlas(store).rebuild()
    assert sorted(Atlas(store).export(format="nq").splitlines()) == before


def test_removing_what_is_not_there_says_what_is(store, changan_rayong):
    Atlas(store).load(changan_rayong())
    with pytest.raises(UnknownDocument, match=r"Nearest: https://example\.org/news/changan-rayong"):
        Atlas(store).remove("https://example.org/news/changan")
    assert len(Atlas(store).query(FACTS)) == 6


def test_a_document_can_be_removed_by_its_path(store, tmp_path, extraction):
    path = tmp_path / "an article.txt"
    row = {"subject": "BYD", "subject_type": "Automaker", "property": "exports", "value": 1}
    Atlas(store).load(extraction(path.as_uri(), row))
    Atlas(store).remove(path)
    assert Atlas(store).documents().is_empty()


@pytest.mark.parametrize("ask", [lambda a: a.query(FACTS), lambda a: a.documents(), lambda a: a.remove("x")])
def test_a_folder_that_is_no_store_is_refused_and_left_alone(tmp_path, ask):
    with pytest.raises(StoreUnreadable, match="not a store"):
        ask(Atlas(tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()


def test_other_peoples_folders_are_not_written_into(tmp_path, changan_rayong):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreUnreadable, match=r"thesis\.docx"):
        Atlas(tmp_path).load(changan_rayong())
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnreadable):
        Atlas(tmp_path / "file").load(changan_rayong())


def test_a_store_of_a_later_format_is_refused(store, changan_rayong):
    Atlas(store).load(changan_rayong())
    manifest = json.loads((store / "store.json").read_text())
    (store / "store.json").write_text(json.dumps({**manifest, "format": 99}))
    for ask in (lambda: Atlas(store).query(FACTS), lambda: Atlas(store).load(changan_rayong())):
        with pytest.raises(StoreUnreadable, match="format 99"):
            ask()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 1}', '{"format": 1, "documents": [{}], "index": 1}', "\xff"]
)
def test_a_damaged_manifest_is_told(store, changan_rayong, text):
    Atlas(store).load(changan_rayong())
    (store / "store.json").write_text(text, encoding="latin-1")
    with pytest.raises(StoreUnreadable):
        Atlas(store).query(FACTS)


def test_missing_and_spoiled_files_are_told(store, changan_rayong):
    Atlas(store).load(changan_rayong())
    (facts,) = (store / "facts").iterdir()
    facts.unlink()
    with pytest.raises(StoreDamaged, match="missing"):
        Atlas(store).facts()
    (index,) = [path for path in (store / "index").iterdir() if path.is_dir()]
    for path in index.iterdir():
        path.write_bytes(b"spoiled")
    with pytest.raises(StoreDamaged, match="index"):
        Atlas(store).query(FACTS)


def test_a_lock_file_may_be_left_behind(store, changan_rayong, voyah_aims):
    Atlas(store).load(changan_rayong())
    (store / "lock").write_text("not even JSON")
    Atlas(store).load(voyah_aims())
    assert len(Atlas(store).query(FACTS)) == 10
    lock = FileLock(store / "lock")
    assert lock.is_current()
    lock.release()


def test_progress_is_told_for_every_fact(store, changan_rayong, voyah_aims):
    seen, totals = {"read": 0, "index": 0}, {"read": set(), "index": set()}

    def told(what, count, total):
        seen[what] += count
        totals[what].add(total)

    Atlas(store).load(changan_rayong(), voyah_aims(), progress=told)
    assert seen == {"read": 10, "index": 10}
    assert totals == {"read": {0}, "index": {10}}
