"""The shipped profiles on small samples of our own making, each trap of a source with a test."""

import io
import json

import polars as pl
import pytest

from autoatlas.loaders.table import read

COMTRADE = {
    "typeCode": "C",
    "freqCode": "A",
    "refYear": 2023,
    "refMonth": 52,
    "period": "2023",
    "reporterCode": 156,
    "reporterISO": None,
    "reporterDesc": None,
    "flowCode": "X",
    "partnerCode": 251,
    "partnerISO": None,
    "partnerDesc": None,
    "partner2Code": 0,
    "cmdCode": "870380",
    "customsCode": "C00",
    "mosCode": "0",
    "motCode": 0,
    "qtyUnitAbbr": "u",
    "qty": 1000,
    "isQtyEstimated": False,
    "primaryValue": 25_000_000.0,
}


def loaded(path, **options):
    extraction = read(path, **options)
    frames = list(extraction)
    frame = pl.concat(frames) if frames else pl.DataFrame(schema={"property": pl.String, "value": pl.Float64})
    return frame, extraction


def comtrade(tmp_path, *changes, kind="json"):
    rows = [{**COMTRADE, **change} for change in changes]
    path = tmp_path / f"trade.{kind}"
    if kind == "json":
        path.write_text(
            json.dumps({"elapsedTime": "0.1 secs", "count": len(rows), "data": rows, "error": ""})
        )
    else:
        pl.DataFrame(rows).write_csv(path)
    return loaded(path)


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_comtrade_gives_vehicles_and_money(tmp_path, kind):
    frame, extraction = comtrade(tmp_path, {}, {"flowCode": "M", "partnerCode": 842}, kind=kind)
    said = frame.select("subject", "property", "value", "unit", "place", "product", "start").rows()
    assert set(said) == {
        ("China", "exports", 1000, "vehicle", "France", "bev", "2023"),
        ("China", "exportsValue", 25_000_000, "USD", "France", "bev", "2023"),
        ("China", "imports", 1000, "vehicle", "United States", "bev", "2023"),
        ("China", "importsValue", 25_000_000, "USD", "United States", "bev", "2023"),
    }
    assert not extraction.report.faults
    assert not extraction.report.unknown_names
    kinds = dict(extraction.sources.select("source", "kind").rows())
    assert kinds[extraction.document] == kinds["https://comtradeplus.un.org/"] == "government"


def test_comtrade_leaves_out_the_parts_that_stand_beside_their_total(tmp_path):
    frame, extraction = comtrade(
        tmp_path, {}, {"motCode": 1000}, {"customsCode": "C01"}, {"partner2Code": 392}, {"mosCode": "1"}
    )
    assert frame.filter(property="exports")["value"].sum() == 1000
    assert sum(extraction.report.skipped.values()) == 4
    assert all("which their total holds" in reason for reason in extraction.report.skipped)


@pytest.mark.parametrize(
    ("code", "country"),
    [
        (251, "France"),
        (699, "India"),
        (579, "Norway"),
        (757, "Switzerland"),
        (842, "United States"),
        (36, "Australia"),
    ],
)
def test_comtrade_has_country_codes_of_its_own(tmp_path, code, country):
    frame, _ = comtrade(tmp_path, {"partnerCode": code})
    assert frame["place"].to_list() == [country, country]


def test_comtrade_world_is_no_place(tmp_path):
    frame, _ = comtrade(tmp_path, {"partnerCode": 0}, {"partnerISO": "W00", "partnerDesc": "World"})
    assert frame["place"].to_list() == [None] * 4


def test_comtrade_quantities_that_are_missing_estimated_or_no_vehicles(tmp_path):
    frame, extraction = comtrade(
        tmp_path,
        {"qty": None},
        {"qty": 1234.56, "partnerCode": 276},
        {"isQtyEstimated": True, "partnerCode": 380},
        {"qtyUnitAbbr": "kg", "partnerCode": 724},
    )
    units = frame.filter(property="exports").select("place", "value", "confidence").rows()
    assert units == [("Germany", 1234.56, 0.7), ("Italy", 1000, 0.7)]
    assert frame.filter(property="exportsValue").height == 4
    assert extraction.report.skipped["quantity in kg, not in vehicles"] == 1


def test_comtrade_goods_and_flows_that_are_not_ours_are_named(tmp_path):
    frame, extraction = comtrade(
        tmp_path, {"cmdCode": "TOTAL"}, {"cmdCode": "8708"}, {"cmdCode": "87031"}, {"flowCode": "RX"}
    )
    assert frame.is_empty()
    assert dict(extraction.report.skipped) == {
        "goods other than road vehicles: HS TOTAL": 1,
        "goods other than road vehicles: HS 8708": 1,
        "goods other than road vehicles: HS 87031": 1,
        "flow RX is neither exports nor imports": 1,
    }


@pytest.mark.parametrize(
    ("code", "product", "part"),
    [
        ("8703", "passenger", None),
        ("8702", "bus", None),
        ("8704", "truck", None),
        ("870310", "passenger", "HS 870310"),
        ("870323", "ice", "HS 870323"),
        ("870340", "hev", "HS 870340"),
        ("870360", "phev", "HS 870360"),
        ("870380", "bev", None),
        ("870240", "bev bus", None),
        ("870460", "bev truck", None),
    ],
)
def test_goods_by_hs_code(tmp_path, code, product, part):
    frame, _ = comtrade(tmp_path, {"cmdCode": code})
    assert set(frame.select("product", "part").rows()) == {(product, part)}


def test_comtrade_months_and_a_latin_1_download(tmp_path):
    path = tmp_path / "TradeData.csv"
    rows = pl.DataFrame(
        [{**COMTRADE, "period": "202412", "reporterCode": 384, "reporterDesc": "Côte d'Ivoire"}]
    )
    path.write_bytes(rows.write_csv().encode("latin-1"))
    frame, extraction = loaded(path)
    assert frame.select("subject", "start", "end").unique().rows() == [("Ivory Coast", "2024-12", "2024-12")]
    assert not extraction.report.faults


def test_baci_counts_thousands_of_dollars_and_names_tonnes(tmp_path):
    path = tmp_path / "BACI_HS17_Y2021_V202301.csv"
    path.write_text(
        "t,i,j,k,v,q\n2021,156,251,870380,1.001,        2.250\n2021,156,842,870323,15.5,NA\n"
        "2021,4,699,10121,9,1\n"
        "2021,4,699,87032,9,\n",
        encoding="utf-8",
    )
    frame, extraction = loaded(path)
    assert frame.select("subject", "property", "value", "place", "product").rows() == [
        ("China", "exportsValue", 1001, "France", "bev"),
        ("China", "exportsValue", 15_500, "United States", "ice"),
    ]
    skipped = extraction.report.skipped
    assert skipped["goods other than road vehicles (HS 8702 to 8704)"] == 2
    assert any("tonnes" in reason for reason in skipped)


IEA = """\
region,category,parameter,mode,powertrain,year,unit,value
Turkiye,Historical,EV sales,Cars,BEV,2023,Vehicles,65000
Korea,Historical,EV stock,Buses,FCEV,2023,Vehicles,650
USA,Historical,EV sales share,Cars,EV,2023,percent,9.5
World,Historical,EV sales,Cars,BEV,2023,Vehicles,9500000
EU27,Projection-STEPS,EV sales,Vans,PHEV,2030,Vehicles,120000
EU27,Projection-APS,EV sales,Vans,PHEV,2030,Vehicles,150000
Rest of the world,Historical,EV sales share,Cars,EV,2023,percent,2.5
Norway,Historical,EV charging points,EV,Publicly available fast,2023,charging points,9000
Norway,Historical,EV stock share,Cars,EV,2023,percent,29
"""


def test_iea_measures_scenarios_and_regions(tmp_path):
    path = tmp_path / "IEA Global EV Data.csv"
    path.write_text(IEA, encoding="utf-8")
    frame, extraction = loaded(path)
    said = frame.select(
        "subject", "subject_type", "property", "value", "product", "modality", "said_by"
    ).rows()
    assert set(said) == {
        ("Turkey", "Country", "sales", 65000, "bev passenger", "actual", None),
        ("South Korea", "Country", "vehicleStock", 650, "fcev bus", "actual", None),
        ("United States", "Country", "salesShare", 9.5, "nev passenger", "actual", None),
        ("World", "Region", "sales", 9_500_000, "bev passenger", "actual", None),
        (
            "European Union",
            "Region",
            "sales",
            120_000,
            "phev van",
            "forecast",
            "IEA Stated Policies Scenario",
        ),
        (
            "European Union",
            "Region",
            "sales",
            150_000,
            "phev van",
            "forecast",
            "IEA Announced Pledges Scenario",
        ),
        ("Rest of the world", "Region", "salesShare", 2.5, "nev passenger", "actual", None),
    }
    assert frame.filter(subject_type="Country", property="sales")["value"].sum() == 65000
    assert dict(extraction.report.skipped) == {
        "EV charging points (charging points): no measure of the vocabulary": 1,
        "EV stock share (percent): no measure of the vocabulary": 1,
    }


def test_owid_has_a_measure_a_column(tmp_path):
    path = tmp_path / "electric-cars.csv"
    path.write_text(
        "Entity,Code,Year,Share of new cars that are electric,Battery-electric as a share of cars sold,"
        "Number of electric cars sold,Electric car stocks,Charging points\n"
        "Norway,NOR,2024,92,89,114000,790000,30000\nWorld,OWID_WRL,2024,22,14,,,\n",
        encoding="utf-8",
    )
    frame, extraction = loaded(path)
    said = frame.filter(subject="Norway").select("property", "value", "unit", "product").rows()
    assert set(said) == {
        ("salesShare", 92, "percent", "nev passenger"),
        ("salesShare", 89, "percent", "bev passenger"),
        ("sales", 114000, "vehicle", "nev passenger"),
        ("vehicleStock", 790000, "vehicle", "nev passenger"),
    }
    assert set(frame.filter(subject_type="Region")["subject"]) == {"World"}
    assert extraction.report.skipped["Charging points: no measure of the vocabulary"] == 1


@pytest.mark.parametrize(
    ("kind", "prop", "product"), [("pc", "sales", "passenger"), ("pv", "production", "passenger")]
)
def test_oica_tidy_tables_tell_sales_from_production(tmp_path, kind, prop, product):
    path = tmp_path / "oica.csv"
    path.write_text(
        f"year,country,type,n,code_iso_alpha3\n2022,Congo,{kind},100,COG\n2022,Congo,cv,20.5,COG\n2022,Laos,{kind},NA,LAO\n",
        encoding="utf-8",
    )
    frame, extraction = loaded(path)
    assert frame.select("subject", "property", "value", "product").rows() == [
        ("Republic of the Congo", prop, 100, product),
        ("Republic of the Congo", prop, 20.5, "commercial"),
    ]
    assert sum(extraction.report.skipped.values()) == 1


def test_oica_printed_table_with_regions_rests_and_footers(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    rows = [
        ["REGISTRATIONS OR SALES OF NEW VEHICLES - PASSENGER CARS"],
        [],
        ["REGIONS/COUNTRIES", "Q1-Q4 2022", "Q1-Q4 2023", "2023/\n2022"],
        [],
        ["EUROPE", 30, 40, 0.33],
        ["EU 27 countries + EFTA + UK", 20, 28, 0.4],
        ["AUSTRIA", 15, 20.5, 0.36],
        ["OTHER COUNTRIES", 5, 7.5, 0.5],
        ["KAZAKHSTAN*", 10, 12, 0.2],
        ["ALL COUNTRIES/REGIONS", 30, 40, 0.33],
        ["* including LCV"],
        [None, 2022, 2023],
        [None, 30, 40],
    ]
    path = tmp_path / "pc.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("PC")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
    frame, extraction = loaded(path)
    latest = frame.filter(start="2023").select("subject", "subject_type", "value").rows()
    assert set(latest) == {
        ("Europe", "Region", 40),
        ("EU 27, EFTA and United Kingdom", "Region", 28),
        ("Austria", "Country", 20.5),
        ("Other countries of EU 27 and EFTA", "Region", 7.5),
        ("Kazakhstan", "Country", 12),
        ("World", "Region", 40),
    }
    assert set(frame["product"]) == {"passenger"}
    assert extraction.report.skipped["totals at the foot without a name"] == 4
    assert extraction.report.skipped["notes and titles beside the rows"] == 1
    assert frame.filter(subject="Austria")["quote_start"].to_list() == [7, 7]


def test_every_profile_states_its_publisher_and_licence():
    import tomllib

    from autoatlas.loaders.table.profiles import profiles

    assert len(profiles()) >= 7
    for one in profiles():
        with open(one.where, "rb") as file:
            source = tomllib.load(file)["source"]
        assert source["address"].startswith("https://")
        assert source["kind"] in ("government", "association", "aggregator")
        assert source["licence"]


def test_a_profile_reads_a_table_of_any_format(tmp_path):
    frame = pl.read_csv(io.StringIO(IEA))
    path = tmp_path / "iea.parquet"
    frame.write_parquet(path)
    facts, _ = loaded(path)
    assert facts.filter(property="sales")["value"].sum() == 65000 + 9_500_000 + 270_000


def test_wikidata_results_group_what_joins_repeat(tmp_path):
    def row(**cells):
        return {name: {"type": "literal", "value": text} for name, text in cells.items()}

    plant = row(
        item="http://www.wikidata.org/entity/Q9001",
        itemLabel="Rayong works",
        operatorLabel="Changan Automobile",
        placeLabel="Rayong",
        countryLabel="Thailand",
        coord="Point(101.1 12.9)",
        opening="+2025-05-00T00:00:00Z",
    )
    rows = [
        plant,
        {**plant, **row(productLabel="SUV")},
        row(
            item="http://www.wikidata.org/entity/Q9002",
            itemLabel="Voyah",
            parentLabel="Dongfeng Motor Corporation",
        ),
        row(item="http://www.wikidata.org/entity/Q9003", itemLabel="Q9003"),
    ]
    path = tmp_path / "query.json"
    path.write_text(
        json.dumps({"head": {"vars": list(plant)}, "results": {"bindings": rows}}), encoding="utf-8"
    )
    frame, extraction = loaded(path)
    said = frame.select("subject", "property", "object", "value", "start").rows()
    assert len(said) == len(set(said)) == 7
    assert ("Changan", "operates", "Changan Rayong plant", None, None) in said
    assert ("Changan Rayong plant", "longitude", None, 101.1, None) in said
    assert ("Changan Rayong plant", "productionStart", None, None, "2025-05") in said
    assert ("Voyah", "subsidiaryOf", "Dongfeng", None, None) in said
    assert extraction.report.skipped["items without a label in English"] == 1


def test_a_comtrade_download_whose_rows_end_with_a_comma_too_many(tmp_path):
    path = tmp_path / "TradeData.csv"
    lines = pl.DataFrame([COMTRADE]).write_csv().splitlines()
    path.write_text("\n".join([lines[0], lines[1] + ",", lines[1] + ","]), encoding="utf-8")
    frame, extraction = loaded(path)
    assert not extraction.report.faults
    assert frame.filter(property="exports")["value"].to_list() == [1000, 1000]


def test_an_iea_edition_with_another_name_for_its_first_column(tmp_path):
    path = tmp_path / "iea.csv"
    path.write_text(IEA.replace("region,", "region_country,", 1), encoding="utf-8")
    frame, _ = loaded(path)
    assert frame.filter(subject="Turkey")["value"].to_list() == [65000]
