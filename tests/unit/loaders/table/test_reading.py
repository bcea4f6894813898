"""How a table is laid out is found out by itself; what does not fit is told by its row."""

import polars as pl
import pytest

from autoatlas.loaders.table import read
from autoatlas.loaders.table.headers import find_delimiter, find_header
from autoatlas.loaders.table.reading import open_table
from autoatlas.ontology.errors import AtlasError, EncodingRefused, SourceUnreadable


def opened(tmp_path, content, name="table.csv", **options):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    table = open_table(path, **options)
    batches = list(table.batches())
    frame = pl.concat([batch.frame for batch in batches]) if batches else pl.DataFrame()
    rows = [row for batch in batches for row in batch.rows.to_list()]
    return table, frame, rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path, delimiter):
    text = "maker;country;exports\nBYD;Brazil;1\nChery;Chile;2\n".replace(";", delimiter)
    table, frame, rows = opened(tmp_path, text)
    assert table.columns == ["maker", "country", "exports"]
    assert frame.rows() == [("BYD", "Brazil", "1"), ("Chery", "Chile", "2")]
    assert rows == [2, 3]


def test_decimal_commas_do_not_part_cells():
    assert find_delimiter("a;b;c\n1,5;2,5;x\n2,25;3,5;y\n") == ";"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path, encoding):
    text = (
        "maker,place\nŠkoda,Mladá Boleslav\n"
        if encoding != "cp1252"
        else "maker,place,note\nRenault,Flins,fermé à 20 %\nCitroën,Évry,prévu\n"
    )
    table, frame, _ = opened(tmp_path, text.encode(encoding))
    assert not table.faults
    assert frame["maker"].to_list()[-1] in ("Škoda", "Citroën")


def test_a_chinese_encoding(tmp_path):
    text = (
        "车企,国家,出口\n"
        + "比亚迪,巴西,100\n长城汽车,泰国,200\n奇瑞汽车,俄罗斯,300\n吉利控股集团,马来西亚,400\n" * 5
    )
    _, frame, _ = opened(tmp_path, text.encode("gb18030"))
    assert frame.row(0) == ("比亚迪", "巴西", "100")
    with pytest.raises(EncodingRefused, match="no encoding"):
        opened(tmp_path, text.encode("gb18030"), encoding="klingon")


def test_a_named_encoding_is_taken(tmp_path):
    _, frame, _ = opened(tmp_path, "a,b\né,ü\n".encode("cp850"), encoding="cp850")
    assert frame.rows() == [("é", "ü")]


def test_titles_above_and_notes_below(tmp_path):
    text = "Exports of cars\n\nmaker,country,exports\nBYD,Brazil,1\nChery,Chile,2\n\nSource: the makers\n"
    table, frame, rows = opened(tmp_path, text)
    assert table.title == "Exports of cars"
    assert frame.height == 2
    assert rows == [4, 5]
    assert table.skipped == {"notes and titles beside the rows": 1}


def test_years_as_headers_are_headers():
    header = find_header([["Country", "2022", "2023"], ["Chile", "10", "12"]])
    assert header.row == 0
    assert find_header([["Chile", "10", "12"], ["Peru", "10", "12"]]).row is None


def test_repeated_and_empty_headers_are_told_apart(tmp_path):
    table, _, _ = opened(tmp_path, "n,,n\na,b,c\n")
    assert table.columns == ["n", "column 2", "n (2)"]


def test_quotes_newlines_and_rows_that_do_not_fit(tmp_path):
    text = (
        'maker,note,n\nBYD,"a, b\nand ""c""",1\nChery,d,2,3\nSAIC,e\nNIO,5" wheels,6\n'
        'GAC,"never closed,7\nJAC,f,8\n'
    )
    table, frame, rows = opened(tmp_path, text)
    assert frame.rows() == [
        ("BYD", 'a, b\nand "c"', "1"),
        ("NIO", '5" wheels', "6"),
        ("JAC", "f", "8"),
    ]
    assert rows == [2, 5, 7]
    assert [(fault.row, fault.what) for fault in table.faults] == [
        (3, "the row has 4 cells, the header 3"),
        (4, "the row has 2 cells, the header 3"),
        (6, "a quote is opened and never closed"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path, newline):
    _, frame, _ = opened(tmp_path, newline.join(["a,b", "1,2", "3,4", ""]))
    assert frame.rows() == [("1", "2"), ("3", "4")]


def test_blocks_end_with_rows(tmp_path, monkeypatch):
    monkeypatch.setattr("autoatlas.loaders.table.delimited.BLOCK", 64)
    lines = [f'{n},"x, ""y""\nz{n}",{n * n}' for n in range(500)]
    table, frame, rows = opened(tmp_path, "\n".join(["n,text,square", *lines]))
    assert not table.faults
    assert frame["n"].to_list() == [str(n) for n in range(500)]
    assert frame["text"][499] == 'x, "y"\nz499'
    assert rows == list(range(2, 502))


def test_a_row_in_another_encoding_further_down(tmp_path, monkeypatch):
    monkeypatch.setattr("autoatlas.loaders.table.delimited._HEAD", 64)
    content = b"maker,place\n" + b"BYD,Brazil\n" * 20 + "Škoda,Kvasiny\n".encode() + b"Citro\xebn,x\nNIO,y\n"
    table, frame, _ = opened(tmp_path, content)
    assert frame["maker"].to_list()[-2:] == ["Škoda", "NIO"]
    assert [(fault.row, "cannot be read" in fault.what) for fault in table.faults] == [(23, True)]


def test_json_of_several_shapes(tmp_path):
    for text in (
        '[{"a": 1, "b": "x"}, {"a": 2.5}]',
        '{"count": 2, "data": [{"a": 1, "b": "x"}, {"a": 2.5}]}',
        '{"a": [1, 2.5], "b": ["x", null]}',
    ):
        _, frame, rows = opened(tmp_path, text, "t.json")
        assert frame.rows() == [("1", "x"), ("2.5", None)]
        assert rows == [1, 2]


def test_geojson_points(tmp_path):
    text = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Rayong"},'
        ' "geometry": {"type": "Point", "coordinates": [101.1, 12.9]}}]}'
    )
    _, frame, _ = opened(tmp_path, text, "t.geojson")
    assert frame.rows() == [("Rayong", "101.1", "12.9")]


def test_json_lines_with_late_columns_and_broken_lines(tmp_path):
    table, frame, rows = opened(
        tmp_path, '{"a": 1}\n\n{"a": 2, "b": "x"}\n{"a": 3\n[1]\n{"a": 4}\n', "t.jsonl"
    )
    assert frame.select("a", "b").rows() == [("1", None), ("2", "x"), ("4", None)]
    assert rows == [1, 3, 6]
    assert [fault.row for fault in table.faults] == [4, 5]


def test_errors_name_the_file_and_the_way_out(tmp_path):
    for content, name, what in (
        (b"\x00\x01\x02\x03" * 99, "x.csv", "binary"),
        (b"   \n\n", "x.csv", "blank"),
        (b"", "x.csv", "empty"),
        (b"[1, 2", "x.json", "not JSON"),
        (b'{"a": 1}', "x.json", "no list"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(AtlasError, match=what) as caught:
            list(read(path))
        assert caught.value.where.startswith(str(path))
        assert caught.value.mend or what == "not JSON"
    with pytest.raises(SourceUnreadable, match="no such file"):
        read(tmp_path / "missing.csv")
    with pytest.raises(SourceUnreadable, match="folder"):
        read(tmp_path)
