"""Spreadsheets: values as shown, merged cells, formulas never run, sheets chosen."""

import zipfile

import polars as pl
import pytest

from autoatlas.loaders.table import read
from autoatlas.loaders.table.reading import open_table
from autoatlas.ontology.errors import AtlasError, SourceUnreadable

xlsxwriter = pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")


def workbook(path, rows, merges=(), sheet="Plants"):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                page.write(number, column, cell)
        for area, text in merges:
            page.merge_range(area, text)
    return path


def rows_of(path, **options):
    table = open_table(path, **options)
    (batch,) = table.batches()
    return table, batch.frame, batch.rows.to_list()


def test_numbers_dates_and_text(tmp_path):
    path = workbook(tmp_path / "t.xlsx", [["maker", "n", "share", "open"], ["BYD", 150000, 0.25, True]])
    table, frame, rows = rows_of(path)
    assert table.columns == ["maker", "n", "share", "open"]
    assert frame.rows() == [("BYD", "150000", "0.25", "true")]
    assert rows == [2]


def test_a_name_merged_down_stands_in_all_its_rows_and_a_figure_once(tmp_path):
    rows = [["maker", "model", "n"], ["", "a", 1], ["", "b", ""], ["Chery", "c", 3]]
    path = workbook(tmp_path / "t.xlsx", rows, [("A2:A3", "BYD"), ("C2:C3", 10)])
    _, frame, _ = rows_of(path)
    assert frame["maker"].to_list() == ["BYD", "BYD", "Chery"]
    assert frame["n"].to_list() == ["10", None, "3"]


def test_a_header_of_two_lines_with_merged_groups(tmp_path):
    rows = [["Country", "", "", ""], ["", 2022, 2023, 2022], ["Chile", 1, 2, 3], ["Peru", 4, 5, 6]]
    path = workbook(tmp_path / "t.xlsx", rows, [("B1:C1", "Sales"), ("D1:E1", "Production")])
    table, frame, rows = rows_of(path)
    assert table.columns[:4] == ["Country", "Sales 2022", "Sales 2023", "Production 2022"]
    assert frame.height == 2
    assert rows == [3, 4]


def test_a_formula_is_what_it_last_gave_and_never_run(tmp_path):
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["country", "sales", "year"])
        page.write_row(1, 0, ["Chile", "", 2024])
        page.write_formula(1, 1, '=HYPERLINK("https://example.org")', None, 1234)
        page.write_row(2, 0, ["Peru", "", 2024])
        page.write_string(2, 1, "=1+1")
    extraction = read(path)
    facts = pl.concat(list(extraction))
    assert facts.select("subject", "value").rows() == [("Chile", 1234)]
    assert [(fault.row, fault.column) for fault in extraction.report.faults] == [(3, "sales")]
    assert "formula" in extraction.report.faults[0].what


def test_the_fullest_sheet_is_read_unless_one_is_named(tmp_path):
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("About").write(0, 0, "Read me")
        page = book.add_worksheet("Data")
        for number in range(5):
            page.write_row(number, 0, ["a" if number == 0 else number, "b" if number == 0 else number])
    table, frame, _ = rows_of(path)
    assert table.title == "Data"
    assert frame.height == 4
    assert open_table(path, sheet="About").title == "About"
    assert open_table(path, sheet=1).title == "About"
    with pytest.raises(SourceUnreadable, match="no sheet 'Nope'"):
        open_table(path, sheet="Nope")


def test_an_open_document_spreadsheet(tmp_path):
    def cell(value):
        kind = f'float" office:value="{value}' if isinstance(value, int) else "string"
        return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'

    rows = (["country", "sales", "year"], ["Chile", 1234, 2024], ["Peru", 567, 2024])
    cells = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{cells}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    path = tmp_path / "t.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    facts = pl.concat(list(read(path)))
    assert facts.select("subject", "property", "value", "start").rows() == [
        ("Chile", "sales", 1234, "2024"),
        ("Peru", "sales", 567, "2024"),
    ]


def test_a_spreadsheet_that_is_a_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("autoatlas.loaders.table.opening._RATIO_FROM", 1_000_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    with pytest.raises(SourceUnreadable, match="bomb"):
        open_table(path)


@pytest.mark.parametrize("name", ["t.xlsx", "t.ods", "t.xls"])
def test_broken_spreadsheets(tmp_path, name):
    for content in (b"PK\x03\x04" + b"x" * 100, b"\xd0\xcf\x11\xe0" + b"x" * 100, b"nonsense"):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(AtlasError) as caught:
            list(read(path))
        assert str(path) in str(caught.value)
