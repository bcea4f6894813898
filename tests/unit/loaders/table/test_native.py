"""Tables with the columns of facts or of sources, in every format."""

import gzip
import json
import zipfile

import polars as pl
import pytest

from autoatlas.loaders.table import read, recognises
from autoatlas.ontology.errors import AtlasError, InvalidFact, SourceUnreadable

PLANTS = """\
subject,subject_type,property,object,object_type,value,unit,comparator,modality,start,end,place,product,source,published
Changan,Automaker,operates,Changan Rayong plant,Facility,,,,actual,,,,,https://example.org/a,2025-05-16
Changan Rayong plant,Facility,annualCapacity,,,"100,000",vehicle/year,'=,actual,,,,,https://example.org/a,2025-05-16
GWM,Automaker,outlets,,,1400,outlet,>,actual,,,overseas,,https://example.org/b,2025
China,Country,exports,,,1937000,,,,2025-01,2025-04,,,https://example.org/c,2025-05
"""


@pytest.fixture
def plants(tmp_path):
    path = tmp_path / "plants.csv"
    path.write_text(PLANTS, encoding="utf-8")
    return path


def facts(path, **options):
    extraction = read(path, **options)
    frames = list(extraction)
    return (pl.concat(frames) if frames else pl.DataFrame()), extraction


def test_csv_with_the_columns_of_facts_needs_nothing(plants):
    frame, extraction = facts(plants)
    assert frame["value"].to_list() == [None, 100000, 1400, 1937000]
    assert frame["subject"].to_list()[2] == "Great Wall Motor"
    assert frame["comparator"].to_list() == [None, "=", ">", "="]
    assert frame["unit"].to_list() == [None, "vehicle/year", "outlet", "vehicle"]
    assert frame["place"].to_list()[2] == "overseas"
    assert frame["quote_start"].to_list() == [2, 3, 4, 5]
    assert extraction.document == plants.resolve().as_uri()
    assert not extraction.report.faults
    assert extraction.report.facts == 4


@pytest.mark.parametrize("kind", ["tsv", "jsonl", "json", "parquet", "arrow", "gz", "zip"])
def test_every_format_says_the_same(plants, tmp_path, kind):
    frame, _ = facts(plants)
    other = tmp_path / f"plants.{'csv.gz' if kind == 'gz' else 'csv.zip' if kind == 'zip' else kind}"
    if kind == "tsv":
        frame.write_csv(other, separator="\t")
    elif kind == "jsonl":
        frame.write_ndjson(other)
    elif kind == "json":
        other.write_text(json.dumps(frame.to_dicts()), encoding="utf-8")
    elif kind == "parquet":
        frame.write_parquet(other)
    elif kind == "arrow":
        frame.write_ipc(other)
    elif kind == "gz":
        other.write_bytes(gzip.compress(frame.write_csv().encode()))
    else:
        with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("plants.csv", frame.write_csv())
    assert recognises(other, b"")
    again, extraction = facts(other)
    assert not extraction.report.faults
    assert again.equals(frame)


def test_bad_rows_are_named_and_the_others_are_kept(tmp_path):
    path = tmp_path / "bad.csv"
    rows = PLANTS.splitlines()
    rows.insert(3, "Changan Rayong plant,Facility,annualCapacity,,,many,vehicle/year,=,actual,,,,,,")
    rows.insert(4, "Changan Rayong plant,Facility,annualCapacity,,,5,k vehicles,=,actual,,,,,,")
    rows.insert(5, "Changan,Automaker,flies,,,5,vehicle,=,actual,,,,,,,,,,,")
    rows.insert(6, "Changan,Automaker")
    path.write_text("\n".join(rows), encoding="utf-8")
    frame, extraction = facts(path)
    assert frame.height == 4
    found = {(fault.row, fault.column) for fault in extraction.report.faults}
    assert {(4, "value"), (5, "unit"), (7, "")} <= found
    assert any(fault.row == 6 and "flies" in fault.what for fault in extraction.report.faults)
    assert all(fault.where == str(path) and fault.what and fault.mend for fault in extraction.report.faults)
    with pytest.raises(InvalidFact, match="row 4, column value"):
        list(read(path, strict=True))


def test_a_table_of_sources_has_sources_and_no_facts(tmp_path):
    path = tmp_path / "sources.csv"
    path.write_text(
        "source,title,publisher,kind,published,accessed,mirror_of\n"
        "https://example.org/a,Plant opens,Example Wire,wire,2025-05,2026-01-02,\n"
        "https://example.org/b,Plant opens,Copy,press,2025-05-99,,\n"
        "not an address,,,,,,\n",
        encoding="utf-8",
    )
    frame, extraction = facts(path)
    assert frame.is_empty()
    assert extraction.sources["source"].to_list() == ["https://example.org/a"]
    assert [(fault.row, fault.column) for fault in extraction.report.faults] == [
        (3, "published"),
        (4, "source"),
    ]


def test_unknown_names_are_counted_and_kept(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text(
        "subject,subject_type,property,object,object_type\n"
        "Zzyzx Motors,Automaker,presentIn,Thailand,Country\n"
        "Zzyzx Motors,Automaker,presentIn,Viet Nam,Country\n",
        encoding="utf-8",
    )
    frame, extraction = facts(path)
    assert frame["object"].to_list() == ["Thailand", "Vietnam"]
    assert extraction.report.unknown_names[("Zzyzx Motors", "Automaker")].count == 2


def test_an_archive_that_unpacks_to_absurdly_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("autoatlas.loaders.table.opening._RATIO_FROM", 1_000_000)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"subject,subject_type,property,object\n" + b",,,\n" * 2_000_000))
    with pytest.raises(SourceUnreadable, match="bomb"):
        list(read(path))


def test_a_table_of_bad_rows_only_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("autoatlas.loaders.table.loading._HOPELESS", 100)
    monkeypatch.setattr("autoatlas.loaders.table.loading._MOST_ROWS", 100)
    path = tmp_path / "junk.csv"
    path.write_text("subject,subject_type,property,object\n" + "0,0,0,0\n" * 500, encoding="utf-8")
    with pytest.raises(SourceUnreadable, match=r"row 2: most rows are bad"):
        list(read(path))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\x03" * 100,
        b"PK\x03\x04broken",
        b"PAR1broken",
        b"ARROW1broken",
        b"\x1f\x8bbroken",
        b"[[",
        b"{}",
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl", "parquet", "arrow", "csv.gz"])
def test_broken_files_give_one_clear_error(tmp_path, suffix, content):
    path = tmp_path / f"broken.{suffix}"
    path.write_bytes(content)
    with pytest.raises(AtlasError) as caught:
        list(read(path))
    assert str(path) in str(caught.value)
