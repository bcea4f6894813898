"""Input at random: never a traceback, always a clear error or the row; facts come back as they were."""

import json
import tomllib
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autoatlas.loaders.rdf import read as read_rdf
from autoatlas.loaders.table import propose_mapping, read
from autoatlas.loaders.table.mapping_file import _Reader, parse_mapping
from autoatlas.loaders.table.scalars import parse_date, parse_number
from autoatlas.ontology.dates import is_partial_date
from autoatlas.ontology.errors import AtlasError
from autoatlas.ontology.facts import FACT_SCHEMA, to_frame
from autoatlas.ontology.terms import Fact

CALM = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FORMATS = (
    "csv",
    "tsv",
    "json",
    "jsonl",
    "parquet",
    "arrow",
    "xlsx",
    "ods",
    "csv.gz",
    "csv.zip",
    "xls",
    "srj",
)
WORDS = [
    "BYD",
    "China",
    "exports",
    "2024",
    "2024-05",
    "1,000",
    "12,5",
    "n/a",
    "=1+1",
    '"',
    '""',
    ",",
    "\n",
    "\r",
]
HEADERS = [
    "subject",
    "value",
    "property",
    "subject_type",
    "operator",
    "country",
    "capacity",
    "\x00",
    "é",
    "长安",
]
CELLS = st.one_of(
    st.sampled_from(WORDS), st.sampled_from(HEADERS), st.text(max_size=12), st.floats().map(str)
)
GRIDS = st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8)


def survive(path, reader=read):
    """Read to the end, or fail with an error made on purpose; every fault says where, what and the mend."""
    try:
        extraction = reader(path)
        for frame in extraction:
            assert frame.schema == FACT_SCHEMA
    except AtlasError as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert refused.what
        assert str(path) in refused.where
        return
    for fault in extraction.report.faults:
        assert fault.where == str(path)
        assert fault.row >= 1
        assert fault.what
        assert fault.mend


@CALM
@given(data=st.binary(max_size=400), suffix=st.sampled_from(FORMATS))
def test_any_bytes_under_any_name(tmp_path, data, suffix):
    path = tmp_path / f"t.{suffix}"
    path.write_bytes(data)
    survive(path)


@CALM
@given(
    grid=GRIDS,
    delimiter=st.sampled_from(",;\t|"),
    quoted=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_any_grid_as_delimited_text(tmp_path, grid, delimiter, quoted, encoding):
    def cell(text):
        return '"' + text.replace('"', '""') + '"' if quoted else text

    text = "\n".join(delimiter.join(cell(one) for one in row) for row in grid)
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode(encoding, "replace"))
    survive(path)
    survive_proposal(path)


def survive_proposal(path):
    try:
        toml = propose_mapping(path)
    except AtlasError:
        return
    if "# MISSING" not in toml:
        parse_mapping(toml)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | CELLS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(CELLS, inner, max_size=4),
    max_leaves=20,
)


@CALM
@given(value=JSON, lines=st.booleans())
def test_any_json(tmp_path, value, lines):
    path = tmp_path / ("t.jsonl" if lines else "t.json")
    text = (
        "\n".join(json.dumps(one) for one in value)
        if lines and isinstance(value, list)
        else json.dumps(value)
    )
    path.write_text(text, encoding="utf-8")
    survive(path)
    survive_proposal(path)


@CALM
@given(
    at=st.integers(0, 2000),
    change=st.binary(max_size=8),
    suffix=st.sampled_from(["csv.gz", "csv.zip", "xlsx"]),
)
def test_sound_files_with_some_bytes_changed(tmp_path, at, change, suffix):
    path = tmp_path / f"t.{suffix}"
    frame = to_frame(
        [
            Fact("BYD", "Automaker", "presentIn", "Thailand", "Country"),
            Fact("China", "Country", "exports", value=5.0),
        ]
    )
    if suffix == "csv.zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("t.csv", frame.write_csv())
    elif suffix == "csv.gz":
        import gzip

        path.write_bytes(gzip.compress(frame.write_csv().encode()))
    else:
        xlsxwriter = pytest.importorskip("xlsxwriter")
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet()
            for number, row in enumerate([frame.columns, *frame.rows()]):
                for column, cell in enumerate(row):
                    if cell is not None:
                        page.write(number, column, cell)
    data = path.read_bytes()
    at %= len(data)
    path.write_bytes(data[:at] + change + data[at + len(change) :])
    survive(path)


@settings(CALM, max_examples=10)
@given(at=st.integers(0, 4000), change=st.binary(max_size=8), kind=st.sampled_from(["parquet", "arrow"]))
def test_damaged_binary_files(tmp_path, at, change, kind):
    path = tmp_path / f"t.{kind}"
    frame = to_frame([Fact("China", "Country", "exports", value=5.0)])
    frame.write_parquet(path) if kind == "parquet" else frame.write_ipc(path)
    data = path.read_bytes()
    at %= len(data)
    path.write_bytes(data[:at] + change + data[at + len(change) :])
    survive(path)


@CALM
@given(text=st.text(max_size=60) | st.text(alphabet="0123456789.,-+() %eE'", max_size=20))
def test_numbers_and_dates_never_fail(text):
    number = parse_number(text)
    assert number is None or abs(number.value) < 1e300
    found = parse_date(text)
    assert found is None or (is_partial_date(found[0]) and is_partial_date(found[1]))


@CALM
@given(value=st.integers(-(10**12), 10**12))
def test_a_number_with_separators_is_the_number(value):
    assert parse_number(f"{value:,}").value == value
    assert parse_number(f"{value:,}".replace(",", "."), ",").value == value


@CALM
@given(
    data=st.binary(max_size=300) | st.text(alphabet='<>@prefix:"aa. {}[]', max_size=60).map(str.encode),
    suffix=st.sampled_from(["ttl", "nt", "nq", "trig", "rdf", "jsonld"]),
)
def test_any_bytes_as_rdf(tmp_path, data, suffix):
    path = tmp_path / f"t.{suffix}"
    path.write_bytes(data)
    survive(path, read_rdf)


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20
).filter(lambda text: text == " ".join(text.split()) and text.isprintable() and not text.startswith("'"))
PERIODS = st.sampled_from(
    [(None, None), ("2024", "2024"), ("2025-01", "2025-04"), (None, "2030"), ("2025-05-16", "2025-05-16")]
)


@st.composite
def facts(draw):
    start, end = draw(PERIODS)
    shared = {
        "modality": draw(st.sampled_from(["actual", "planned", "target"])),
        "start": start,
        "end": end,
        "source": draw(st.sampled_from([None, "https://example.org/a"])),
        "said_by": draw(st.none() | NAMES),
        "quote": draw(st.none() | NAMES),
        "confidence": draw(st.none() | st.floats(0, 1)),
    }
    if draw(st.booleans()):
        return Fact(
            "China",
            "Country",
            "exports",
            value=draw(st.floats(0, 1e12)),
            unit="vehicle",
            comparator=draw(st.sampled_from("=>~")),
            **shared,
        )
    return Fact("BYD", "Automaker", "presentIn", "Thailand", "Country", **shared)


@settings(CALM, max_examples=40)
@given(st.lists(facts(), min_size=1, max_size=6), st.sampled_from(["csv", "tsv", "jsonl", "json"]))
def test_facts_come_back_as_they_went_out(tmp_path, rows, suffix):
    come_back(tmp_path, rows, suffix)


@settings(CALM, max_examples=6)
@given(st.lists(facts(), min_size=1, max_size=6), st.sampled_from(["parquet", "arrow"]))
def test_facts_come_back_from_binary_files(tmp_path, rows, suffix):
    come_back(tmp_path, rows, suffix)


def come_back(tmp_path, rows, suffix):
    frame = to_frame(rows)
    path = tmp_path / f"t.{suffix}"
    if suffix == "csv":
        frame.write_csv(path)
    elif suffix == "tsv":
        frame.write_csv(path, separator="\t")
    elif suffix == "jsonl":
        frame.write_ndjson(path)
    elif suffix == "json":
        path.write_text(json.dumps(frame.to_dicts()), encoding="utf-8")
    elif suffix == "parquet":
        frame.write_parquet(path)
    else:
        frame.write_ipc(path)
    extraction = read(path)
    again = pl.concat(list(extraction))
    assert not extraction.report.faults
    assert again.equals(frame)


ODD = st.recursive(
    st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False)
    | st.sampled_from(["{a}", "{", "(", "BYD", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["from", "map", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
PROFILES = sorted((Path(read.__code__.co_filename).parent / "profiles").glob("*.toml"))


@settings(CALM, max_examples=200)
@given(st.sampled_from([path for path in PROFILES if path.name != "lists.toml"]), st.data())
def test_profiles_with_one_setting_changed(path, data):
    mapping = tomllib.loads(path.read_text(encoding="utf-8"))
    at, steps = mapping, data.draw(st.integers(1, 5))
    for step in range(steps):
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else list(range(len(at)))))
        if step == steps - 1 or not isinstance(at[key], dict | list) or not at[key]:
            at[key] = data.draw(ODD)
            break
        at = at[key]
    refused = None
    try:
        _Reader("m.toml").mapping(mapping)
    except AtlasError as error:
        refused = error
    assert refused is None or refused.where.startswith("m.toml")
