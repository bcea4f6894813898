"""Proposals for unknown tables are mappings that can be used as they are."""

import polars as pl
import pytest

from autoatlas.loaders.table import propose_mapping, read
from autoatlas.loaders.table.mapping import InvalidMapping
from autoatlas.loaders.table.mapping_file import parse_mapping

PLANTS = """\
operator,place,country,latitude,longitude,kind,capacity,capacity_status,status,start,investment,currency,\
source_url,source_date,notes
Changan,Rayong,Thailand,12.68,101.25,full,100000,actual,operating,2025-05-16,8800000000,THB,\
https://example.org/a,2025-05-16,"first, abroad"
BYD,Szeged,Hungary,46.25,20.15,full,150000,planned,construction,2026,4000000000,EUR,https://example.org/b,2025-01,
BYD,Komárom,Hungary,47.74,18.12,bus,1000,actual,operating,2017-04,,,https://example.org/c,2024,
Geely,Nowhere,Egypt,,,KD,,,rumoured,,,,https://example.org/d,2024-02,
SVOLT,Heusweiler,Germany,49.34,6.93,battery,,,cancelled,,,,https://example.org/e,2024-10-30,
Chery,Samsun,Turkey,41.29,36.33,vehicle,200000,target,shelved,,1000000000,USD,https://example.org/f,2025-03,
GWM,,Brazil,,,vehicle,50000,site,mothballed,2023,,,https://example.org/g,2023-08,
"""


def proposed(tmp_path, text, name="t.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    extraction = read(path)
    frame = pl.concat(list(extraction))
    toml = propose_mapping(path)
    again = read(path, mapping=_written(tmp_path, toml))
    assert pl.concat(list(again)).drop("source").equals(frame.drop("source"))
    return frame, extraction, toml


def _written(tmp_path, toml):
    path = tmp_path / "proposed.toml"
    path.write_text(toml, encoding="utf-8")
    return path


def test_a_list_of_plants_is_usable_from_the_proposal_alone(tmp_path):
    frame, extraction, toml = proposed(tmp_path, PLANTS)
    assert not extraction.report.faults
    said = set(
        frame.select("subject", "property", "object", "value", "unit", "modality", "start", "end").rows()
    )
    rayong = "Changan Rayong plant"
    assert {
        ("Changan", "operates", rayong, None, None, "actual", None, None),
        (rayong, "locatedIn", "Rayong", None, None, "actual", None, None),
        (rayong, "locatedIn", "Thailand", None, None, "actual", None, None),
        (rayong, "latitude", None, 12.68, "degree", "actual", None, None),
        (rayong, "annualCapacity", None, 100000, "vehicle/year", "actual", None, None),
        (rayong, "investment", None, 8.8e9, "THB", "actual", None, None),
        (rayong, "assemblyMode", "full", None, None, "actual", None, None),
        (rayong, "productionStart", None, None, None, "actual", "2025-05-16", "2025-05-16"),
        ("BYD", "operates", "BYD Szeged plant", None, None, "planned", None, None),
        ("BYD Szeged plant", "annualCapacity", None, 150000, "vehicle/year", "planned", None, None),
        ("BYD Szeged plant", "groundbreaking", None, None, None, "actual", None, "2025-01"),
        ("BYD Szeged plant", "productionStart", None, None, None, "planned", "2026", "2026"),
        ("Geely", "operates", "Geely Nowhere plant", None, None, "rumoured", None, None),
        ("Geely Nowhere plant", "assemblyMode", "kit", None, None, "rumoured", None, None),
        ("Chery Samsun plant", "annualCapacity", None, 200000, "vehicle/year", "target", None, None),
        ("Chery Samsun plant", "suspended", None, None, None, "actual", None, "2025-03"),
        (
            "Great Wall Motor Brazil plant",
            "annualCapacity",
            None,
            50000,
            "vehicle/year",
            "actual",
            None,
            None,
        ),
    } <= said
    cancelled = frame.filter(pl.col("subject").str.ends_with("Heusweiler battery plant"))
    assert set(cancelled["property"]) == {"locatedIn", "latitude", "longitude", "cancelled"}
    assert frame.filter(pl.col("value") == 50000)["part"].to_list() == ["site"]
    assert frame.filter(pl.col("value") == 1000)["product"].to_list() == ["bus"]
    assert set(frame.filter(property="groundbreaking")["comparator"]) == {"<="}
    assert "# - notes:" in toml
    sources = dict(extraction.sources.select("source", "published").rows())
    assert sources["https://example.org/a"] == "2025-05-16"


def test_figures_of_makers_with_growth_and_a_total(tmp_path):
    text = (
        "start,end,automaker,exports,share_percent,growth_percent_yoy,scope,source\n"
        '2026-01,2026-04,BYD,"200,000",34.2,98.8,China passenger NEV exports,https://example.org/x\n'
        "2026-01,2026-04,GWM,10469,2.1,-9.5,China passenger NEV exports,https://example.org/x\n"
        "2026-01,2026-04,(total),499000,100,152.7,China passenger NEV exports,https://example.org/x\n"
    )
    frame, extraction, _ = proposed(tmp_path, text)
    said = set(frame.select("subject", "property", "value", "product", "start", "end").rows())
    assert said == {
        ("BYD", "exports", 200000, "nev passenger", "2026-01", "2026-04"),
        ("BYD", "exportsGrowth", 98.8, "nev passenger", "2026-01", "2026-04"),
        ("Great Wall Motor", "exports", 10469, "nev passenger", "2026-01", "2026-04"),
        ("Great Wall Motor", "exportsGrowth", -9.5, "nev passenger", "2026-01", "2026-04"),
        ("China", "exports", 499000, "nev passenger", "2026-01", "2026-04"),
        ("China", "exportsGrowth", 152.7, "nev passenger", "2026-01", "2026-04"),
    }
    assert extraction.report.skipped["share_percent: a share, but it is not said of what"] == 3


def test_an_association_in_a_header_tells_whose_figures_they_are(tmp_path):
    text = (
        "month,nev_sales_caam (10000 units),nev_exports_caam (10000 units)\n2024-01,72.9,10.1\n"
        "2024-02,47.7,8.2\n"
    )
    frame, _, _ = proposed(tmp_path, text)
    assert frame.filter(start="2024-01").select("subject", "property", "value", "product").rows() == [
        ("China", "sales", 729000, "nev"),
        ("China", "exports", 101000, "nev"),
    ]


def test_years_across_with_the_measure_in_the_file_name(tmp_path):
    frame, _, _ = proposed(
        tmp_path, "Country,2022,2023\nChile,426,313\nPeru,155,164\n", "new car registrations.csv"
    )
    assert sorted(frame.select("subject", "property", "value", "start", "product").rows()) == [
        ("Chile", "sales", 313, "2023", "passenger"),
        ("Chile", "sales", 426, "2022", "passenger"),
        ("Peru", "sales", 155, "2022", "passenger"),
        ("Peru", "sales", 164, "2023", "passenger"),
    ]


def test_duties(tmp_path):
    text = (
        "levied_by,on_origin,on_company,product,rate_percent,kind,start,end,source_url\n"
        "European Union,China,BYD,bev,17.0,countervailing duty,2024-10-30,2029-10-30,https://example.org/a\n"
        "European Union,China,,bev,10,customs duty,,,https://example.org/a\n"
        "Brazil,(all),,phev,28,customs duty,2025-07,2026-06,https://example.org/b\n"
        "European Union,China,(other cooperating),bev,20.7,countervailing duty,2024-10-30,,https://example.org/a\n"
        "Mexico,(no trade agreement),,vehicle,50,customs duty,2026-01-01,,https://example.org/c\n"
        "Brazil,(all),,kits,35,customs duty,2027-01,,https://example.org/b\n"
    )
    frame, extraction, _ = proposed(tmp_path, text)
    assert set(frame.select("subject", "subject_type", "object", "value", "product", "basis").rows()) == {
        ("European Union", "Region", "BYD", 17, "bev", "additional"),
        ("European Union", "Region", "China", 10, "bev", None),
        ("Brazil", "Country", None, 28, "phev", None),
    }
    assert sum(extraction.report.skipped.values()) == 3


def test_a_table_that_is_nearly_facts(tmp_path):
    text = (
        "subject,property,product,start,end,value,unit,comparator,modality,source_url,published\n"
        "China,exports,nev,2025-01,2025-04,642000,vehicle,=,actual,https://example.org/a,2025-05\n"
        "Chery,sales,,,2030,3000000,vehicle,>=,target,https://example.org/b,2025\n"
        "BYD Szeged plant,annualCapacity,,,,150000,vehicle/year,=,planned,https://example.org/b,2025\n"
        "China,happiness,,,,5,,=,actual,https://example.org/b,2025\n"
    )
    frame, extraction, _ = proposed(tmp_path, text)
    assert frame.select("subject", "subject_type", "property", "value", "comparator", "source").rows() == [
        ("China", "Country", "exports", 642000, "=", "https://example.org/a"),
        ("Chery", "Automaker", "sales", 3000000, ">=", "https://example.org/b"),
        ("BYD Szeged plant", "Facility", "annualCapacity", 150000, "=", "https://example.org/b"),
    ]
    assert extraction.report.skipped["property happiness is not one of the vocabulary"] == 1


def test_german_headers_decimal_commas_and_a_year_in_a_header(tmp_path):
    text = (
        "Rang;Marke;Land;Neuzulassungen 2024;Veränderung in %;Marktanteil (%)\n"
        "1;BYD;Deutschland;2.891;-29,6;0,1\n2;MG;Deutschland;20.900;-1,5;0,7\n"
    )
    frame, _, _ = proposed(tmp_path, text)
    assert frame.filter(subject="BYD").select("property", "value", "place", "start").rows() == [
        ("sales", 2891, "Germany", "2024"),
        ("salesGrowth", -29.6, "Germany", None),
        ("marketShare", 0.1, "Germany", None),
    ]


def test_aims_in_a_header_are_no_facts_of_today(tmp_path):
    frame, _, _ = proposed(tmp_path, "automaker,target_outlets,countries,as_of\nChery,3000,100,2024\n")
    assert frame.select("property", "value", "modality").rows() == [
        ("outlets", 3000, "target"),
        ("countriesPresent", 100, "actual"),
    ]


def test_a_status_is_known_by_its_words_whatever_its_column_is_called(tmp_path):
    text = (
        "Company,Plant,Location,Country,Production capacity (units/yr),Phase,Year opened,Investment (USD million)\n"
        "Chery,Jacareí factory,Jacareí,Brazil,50000,Operational,2014,400\n"
        "BYD,BYD Manisa,Manisa,Turkiye,150000,Under construction,2026,1000\n"
    )
    frame, _, _ = proposed(tmp_path, text)
    said = frame.select("subject", "property", "value", "modality", "start").rows()
    assert ("BYD Manisa plant", "annualCapacity", 150000, "planned", None) in said
    assert ("BYD Manisa plant", "investment", 1_000_000_000, "planned", None) in said
    assert ("BYD Manisa plant", "productionStart", None, "planned", "2026") in said
    assert ("Chery Jacareí plant", "productionStart", None, "actual", "2014") in said


def test_chinese_headers(tmp_path):
    text = "车企,国家,产能(万辆),状态,投产时间\n长安,泰国,10,operating,2025年5月\n比亚迪,匈牙利,15,construction,2026\n"
    frame, _, _ = proposed(tmp_path, text)
    said = frame.select("subject", "property", "value", "modality", "start").rows()
    assert ("Changan Thailand plant", "annualCapacity", 100000, "actual", None) in said
    assert ("BYD Hungary plant", "productionStart", None, "planned", "2026") in said


def test_stakes(tmp_path):
    frame, _, _ = proposed(tmp_path, "Owner,Company,Stake (%)\nGeely,Volvo Cars,78.7\n")
    assert frame.select("subject", "property", "object", "value").rows() == [
        ("Geely", "ownsStake", "Volvo", 78.7)
    ]


def test_destinations_with_the_exporter_in_the_files_name(tmp_path):
    text = "destination,units,value_usd,period\nRussia,1158000,9.6e9,2024\nMexico,445000,3.1e9,2024\n"
    frame, _, _ = proposed(tmp_path, text, "china car exports by destination.csv")
    assert frame.select("subject", "property", "value", "unit", "place").rows() == [
        ("China", "exports", 1158000, "vehicle", "Russia"),
        ("China", "exports", 445000, "vehicle", "Mexico"),
        ("China", "exportsValue", 9.6e9, "USD", "Russia"),
        ("China", "exportsValue", 3.1e9, "USD", "Mexico"),
    ]


def test_shares_and_growth_of_what_stands_before_them(tmp_path):
    text = "Month,CPCA retail NEV,YoY %,NEV share of retail sales\n2025-01,744000,10.5,41.5\n"
    frame, _, _ = proposed(tmp_path, text)
    assert frame.select("subject", "property", "value", "product").rows() == [
        ("China", "sales", 744000, "nev"),
        ("China", "salesGrowth", 10.5, "nev"),
        ("China", "salesShare", 41.5, "nev"),
    ]


def test_a_table_without_facts_is_refused_and_its_proposal_says_what_is_missing(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("code,name\n1,Alpha\n2,Beta\n", encoding="utf-8")
    with pytest.raises(InvalidMapping, match="no column is recognised"):
        read(path)
    assert "# MISSING:" in propose_mapping(path)


def test_a_proposal_survives_odd_headers(tmp_path):
    text = 'country,"sales ""new"" {total} \\ [x]\'s",year\nChile,5,2024\nPeru,6,2024\n'
    frame, _, toml = proposed(tmp_path, text)
    assert frame["value"].to_list() == [5, 6] or "MISSING" in toml
    parse_mapping(toml)


def test_a_table_of_facts_needs_no_proposal(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text("subject,subject_type,property,object\n", encoding="utf-8")
    with pytest.raises(InvalidMapping, match="no mapping is needed"):
        propose_mapping(path)
