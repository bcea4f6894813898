"""The curated data: valid, described, cited, without doubles, and sorted."""

from pathlib import Path

import polars as pl
import pytest

import autoatlas
from autoatlas.graph import Atlas
from autoatlas.loaders import extract
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA
from autoatlas.ontology.registry import registry
from autoatlas.ontology.terms import PUBLISHER_KINDS

DATA = Path(autoatlas.__file__).parent / "data"
TABLES = sorted(path for path in DATA.rglob("*.csv") if path.parent.name != "sources")
SOURCES = sorted((DATA / "sources").glob("*.csv"))


def read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False)


@pytest.fixture(scope="module")
def facts() -> pl.DataFrame:
    return pl.concat([read(path) for path in TABLES])


@pytest.fixture(scope="module")
def sources() -> pl.DataFrame:
    return pl.concat([read(path) for path in SOURCES])


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.packaged()


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_row_is_a_fact(path):
    extraction = extract(path)
    rows = sum(frame.height for frame in extraction)
    assert extraction.report.faults == []
    assert rows == read(path).height


def test_the_package_describes_the_files():
    from frictionless import Package

    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["fieldName", "rowNumber", "message"])[:5]


def test_counts_and_checksums_are_current():
    from tools.describe_data import main

    assert main(["--check"]) == 0


def test_columns_are_those_of_the_fact_without_quotes(facts, sources):
    assert facts.columns == [name for name in FACT_SCHEMA if not name.startswith("quote")]
    assert sources.columns == list(SOURCE_SCHEMA)


def test_every_fact_cites_a_described_source(facts, sources):
    cited = set(facts["source"])
    assert None not in cited
    assert sorted(cited - set(sources["source"])) == []


def test_sources_say_what_they_are(sources):
    assert (
        sources.filter(pl.any_horizontal(pl.col("title", "publisher", "kind", "accessed").is_null())).height
        == 0
    )
    assert set(sources["kind"]) <= set(PUBLISHER_KINDS)
    mirrors = sources["mirror_of"].drop_nulls()
    assert mirrors.str.contains("^https?://").all()


def test_facts_are_dated_and_weighed(facts):
    assert facts["confidence"].cast(pl.Float64).is_between(0.3, 1).all()
    undated = facts.filter(pl.col("published").is_null() & ~pl.col("source").str.contains("geonames"))
    assert undated.height / facts.height < 0.02


def test_no_cell_is_a_formula(facts, sources):
    for table in (facts, sources):
        for name in table.columns:
            cells = table[name].drop_nulls()
            risky = cells.filter(cells.str.contains(r"^[=+@\t]|^-[^0-9]"))
            assert name == "comparator" or risky.is_empty(), risky.to_list()[:3]


def test_no_fact_stands_twice_and_rows_are_sorted():
    for path in TABLES:
        table = read(path)
        assert table.is_unique().all(), path.name
        keys = table.select("subject", "property").rows()
        assert keys == sorted(keys), path.name


def test_names_are_the_registrys(facts):
    known = registry()
    named = facts.select("subject", "subject_type").rename({"subject": "name", "subject_type": "kind"})
    for name, kind in (
        named.filter(pl.col("kind").is_in(["Automaker", "Brand", "Country", "Region"])).unique().rows()
    ):
        found = known.resolve(name, kind)
        if found.how != "new":
            assert found.label == name, f"{name} is called {found.label} in the registry"


def test_it_is_as_large_as_it_says(atlas):
    facts = atlas.facts().collect()
    assert facts.height >= 4_000
    assert facts.filter(pl.col("subject_type") == "Facility").height >= 1_800
    chinese = {e.label for e in registry().of_class("Automaker") if e.country == "China"}
    sites = facts.filter(pl.col("property") == "operates", pl.col("subject").is_in(list(chinese)))
    assert sites["object"].n_unique() >= 150


def test_no_site_and_no_company_stands_under_two_names(atlas):
    from autoatlas.graph.check import check

    assert [one.message for one in check(atlas, kinds=["duplicate"])] == []


def test_a_third_of_the_capacities_have_two_independent_sources(atlas):
    mirrors = dict(atlas.sources().select("source", "mirror_of").drop_nulls().rows())
    sized = (
        atlas.facts()
        .collect()
        .filter(pl.col("property") == "annualCapacity", pl.col("subject_type") == "Facility")
    )
    origins = (
        sized.with_columns(pl.col("source").replace(mirrors))
        .group_by("subject")
        .agg(pl.col("source").n_unique())
    )
    assert (origins["source"] > 1).mean() >= 1 / 3
