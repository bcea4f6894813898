"""Mappings: what they can say, and how a slip in one is told."""

import polars as pl
import pytest

from autoatlas.loaders.table import read
from autoatlas.loaders.table.mapping import InvalidMapping
from autoatlas.loaders.table.mapping_file import parse_mapping
from autoatlas.ontology.errors import SourceUnreadable

TABLE = """\
Hersteller;Land;Art;Tsd. Stück;Jahr;Stand;Notiz
BYD;Brasilien;Pkw;26,5;2024;ist;a
;Chile;Pkw;1,25;2024;ist;b
Chery;Russia;Lkw;n/a;2024;ist;c
Chery;Russia;Pkw;150,5;2025;Ziel;d
Summe;Alle;Pkw;500;2025;ist;e
Chery;Peru;Moped;9;2025;ist;f
Chery;Peru;Pkw;viele;2025;ist;g
"""
MAPPING = """
name = "exports by maker"
rest = "{Art} is not counted here"

[table]
delimiter = ";"
fill_down = ["Hersteller"]

[source]
address = "https://example.org/statistics"
publisher = "Example Institute"
kind = "association"

[unused]
Notiz = "notes"

[lists.countries]
Brasilien = "Brazil"

[lists.kinds]
Pkw = "passenger"
Lkw = "truck"

[[skip]]
when = { Hersteller = { match = "^Summe" } }
reason = "totals: {Hersteller}"

[[fact]]
when = { Art = ["Pkw", "Lkw"] }
subject = "{Hersteller}"
subject_type = ["Automaker", "Brand"]
property = "exports"
value = { from = "{Tsd. Stück}", scale = 1000, decimal = "," }
unit = "vehicle"
place = { from = "{Land}", map = "countries", otherwise = "keep" }
product = { from = "{Art}", map = "kinds" }
period = "{Jahr}"
modality = { from = "{Stand}", map = { ist = "actual", Ziel = "target" } }
"""


def loaded(tmp_path, table=TABLE, mapping=MAPPING, **options):
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    extraction = read(tmp_path / "t.csv", mapping=tmp_path / "m.toml", **options)
    frames = list(extraction)
    return (pl.concat(frames) if frames else None), extraction


def test_columns_constants_lists_scales_and_skips(tmp_path):
    frame, extraction = loaded(tmp_path)
    said = frame.select(
        "subject", "property", "value", "place", "product", "start", "modality", "quote_start"
    ).rows()
    assert said == [
        ("BYD", "exports", 26500, "Brazil", "passenger", "2024", "actual", 2),
        ("BYD", "exports", 1250, "Chile", "passenger", "2024", "actual", 3),
        ("Chery", "exports", 150500, "Russia", "passenger", "2025", "target", 5),
    ]
    report = extraction.report
    assert dict(report.skipped) == {
        "notes": 7,
        "totals: Summe": 1,
        "Moped is not counted here": 1,
        "rows without a figure, or without a name": 1,
    }
    assert [(fault.row, fault.column, fault.what) for fault in report.faults] == [
        (8, "Tsd. Stück", '"viele" is no number')
    ]
    sources = extraction.sources.select("source", "kind", "mirror_of").rows()
    assert sources == [
        (extraction.document, "association", "https://example.org/statistics"),
        ("https://example.org/statistics", "association", None),
    ]
    assert "26,5" in frame["quote"][0]


def test_years_across_become_rows(tmp_path):
    table = 'Country,2022,2023,growth\nChile,10,..,5\nPeru,"1,000",12,6\n'
    mapping = """
[table]
wide = { columns = '\\d{4}', name = "year", value = "figure" }
[[fact]]
subject = "{Country}"
subject_type = "Country"
property = "sales"
value = "{figure}"
period = "{year}"
"""
    frame, _ = loaded(tmp_path, table, mapping)
    assert sorted(frame.select("subject", "start", "value").rows()) == [
        ("Chile", "2022", 10),
        ("Peru", "2022", 1000),
        ("Peru", "2023", 12),
    ]


def test_derived_columns_alternatives_and_relations(tmp_path):
    table = (
        "who,town,land,kind,src\nChangan,Rayong,Thailand,,see https://example.org/x now\n"
        "BYD,,Hungary,battery,\n"
    )
    mapping = """
[derived]
sort = [{ from = "{kind}", map = { battery = "battery plant" } }, "plant"]
label = ["{who} {town} {sort}", "{who} {land} {sort}"]
[[fact]]
subject = "{who}"
subject_type = "Automaker"
property = "operates"
object = "{label}"
object_type = "Facility"
source = { from = "{src}", match = '(https?://\\S+)' }
[[fact]]
when = { town = { filled = false } }
subject = "{label}"
subject_type = "Facility"
property = "locatedIn"
object = "{land}"
object_type = ["Country", "Place"]
"""
    frame, extraction = loaded(tmp_path, table, mapping)
    assert frame.select("subject", "object", "object_type", "source").rows() == [
        ("Changan", "Changan Rayong plant", "Facility", "https://example.org/x"),
        ("BYD", "BYD Hungary battery plant", "Facility", None),
        ("BYD Hungary battery plant", "Hungary", "Country", None),
    ]
    assert extraction.sources["source"].to_list() == ["https://example.org/x"]


def test_a_name_with_braces_and_a_column_with_brackets(tmp_path):
    table = "a {b},n (thousand)\nChile,5\n"
    mapping = """
[[fact]]
subject = "Chile"
subject_type = "Country"
property = "sales"
value = { from = "{n (thousand)}", scale = 1000 }
part = "{{x}}"
"""
    frame, _ = loaded(tmp_path, table, mapping)
    assert frame.select("value", "part").rows() == [(5000, "{x}")]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('property = "exports"', 'property = "exported"', "'exported' is not a property"),
        ('"Automaker", "Brand"', '"Carmaker"', "'Carmaker' is not a class"),
        ("value = { from", "value = { form", "'form' means nothing here"),
        ('map = "kinds"', 'map = "kind"', "no list 'kind'"),
        ('match = "^Summe"', 'match = "^(Summe"', "no regular expression"),
        ("scale = 1000", "scale = -1", "is no scale"),
        ('decimal = ","', 'decimal = ";"', "no decimal mark"),
        ('"{Hersteller}"\nsubject', '"{Hersteller"\nsubject', "has no partner"),
        ('kind = "association"', 'kind = "club"', "is no kind"),
        ("[[fact]]", "[[fakt]]", "'fakt' means nothing here"),
        ("value = {", "# value = {", "there is no value"),
        ('name = "', "name = ", "not TOML"),
        ('delimiter = ";"', 'delimiter = ";;"', "not one character"),
    ],
)
def test_a_slip_in_a_mapping_is_told_with_its_place(old, new, what):
    assert old in MAPPING
    with pytest.raises(InvalidMapping, match=what) as caught:
        parse_mapping(MAPPING.replace(old, new, 1), where="m.toml")
    assert caught.value.where.startswith("m.toml")
    assert caught.value.mend


@pytest.mark.parametrize(
    "odd",
    [
        *(
            "skip = 3",
            "recognise = 3",
            "recognise = { match = 3 }",
            "lists = { a = 3 }",
            "derived = { a = [] }",
        ),
        *("table = { wide = {} }", "source = []", "codes = 3", 'codes = "none"', "rest = true", "name = 3"),
    ],
)
def test_settings_of_the_wrong_kind(odd):
    rule = '[[fact]]\nsubject = "{a}"\nsubject_type = "Country"\nproperty = "exports"\nvalue = "{b}"\n'
    with pytest.raises(InvalidMapping) as caught:
        parse_mapping(f"{odd}\n{rule}", where="m.toml")
    assert caught.value.where.startswith("m.toml, ")


def test_a_column_that_the_table_has_not_is_told_with_those_it_has(tmp_path):
    with pytest.raises(InvalidMapping, match="no column 'Jahre'") as caught:
        loaded(tmp_path, mapping=MAPPING.replace("{Jahr}", "{Jahre}"))
    assert "Jahr" in caught.value.mend


def test_a_mapping_that_is_not_there(tmp_path):
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    with pytest.raises(SourceUnreadable, match="mapping cannot be read"):
        read(tmp_path / "t.csv", mapping=tmp_path / "m.toml")


def test_facts_that_do_not_fit_the_vocabulary_name_the_tables_column(tmp_path):
    table = "who,money,ccy\nBYD,5,EUR\nBYD,6,EURO\n"
    mapping = """
[[fact]]
subject = "{who}"
subject_type = "Automaker"
property = "investment"
value = "{money}"
unit = "{ccy}"
"""
    frame, extraction = loaded(tmp_path, table, mapping)
    assert frame.height == 1
    assert [(fault.row, fault.column) for fault in extraction.report.faults] == [(3, "ccy")]
