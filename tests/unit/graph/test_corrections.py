"""What a person corrects stays corrected, whatever is loaded, removed or built again; what was written is kept."""

import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.corrections import COLUMNS, Correction, InvalidCorrection, read_corrections
from autoatlas.graph.corrections_overlay import CORRECTIONS
from autoatlas.ontology.errors import InvalidParameter, SourceUnreadable, UnknownEntity

PLANT = "Changan Rayong plant"
SALES = {"action": "correct", "subject": "BYD", "property": "sales"}
CAPACITIES = """
    SELECT ?v { ?f rdf:subject aae:changan-rayong-plant ; rdf:predicate aa:annualCapacity ; rdf:object ?v }
    ORDER BY ?v
"""


@pytest.fixture(params=["memory", "disk"])
def atlas(request, tmp_path):
    table = tmp_path / "corrections.csv"
    return Atlas(corrections=table) if request.param == "memory" else Atlas(tmp_path / "store")


def row(action, **cells):
    return Correction.of({"action": action, **cells})


def capacities(atlas):
    asked = [int(value) for (value,) in atlas.query(CAPACITIES).rows]
    columns = atlas.facts().collect().filter(property="annualCapacity")["value"].sort().to_list()
    assert columns == asked, "the index and the columns disagree"
    return asked


def test_loading_a_source_again_does_not_bring_a_rejected_fact_back(atlas, changan_rayong):
    atlas.load(changan_rayong())
    atlas.correct(row("reject", subject=PLANT, property="annualCapacity", value="200000"))
    assert capacities(atlas) == [100000]
    summary = atlas.load(changan_rayong())
    assert capacities(atlas) == [100000]
    assert (summary.facts, summary.rejected, summary.corrected) == (6, 1, 0)
    atlas.rebuild()
    assert capacities(atlas) == [100000]
    # nothing is lost
    assert atlas.facts(as_written=True).collect().height == 6
    atlas.correct(remove=[2])
    assert capacities(atlas) == [100000, 200000]


def test_a_table_that_was_there_before_the_first_load_is_applied_by_it(tmp_path, changan_rayong):
    table = tmp_path / "mine.csv"
    table.write_text("action,subject,property\nreject,Changan Rayong plant,annualCapacity\n")
    atlas = Atlas(tmp_path / "store", corrections=table)
    assert atlas.load(changan_rayong()).rejected == 2
    assert capacities(atlas) == []


def test_the_environment_names_the_table_of_a_store(tmp_path, monkeypatch, changan_rayong):
    table = tmp_path / "mine.csv"
    table.write_text("action,subject,property\nreject,Changan Rayong plant,annualCapacity\n")
    monkeypatch.setenv("AUTOATLAS_CORRECTIONS", str(table))
    atlas = Atlas(tmp_path / "store")
    assert atlas.load(changan_rayong()).rejected == 2


def test_a_corrected_value_stands_in_columns_answers_and_direct_triples(atlas, changan_rayong):
    atlas.load(changan_rayong())
    atlas.correct(
        row(
            "correct", subject=PLANT, property="annualCapacity", value="100000", column="value", new="120000"
        ),
        row("correct", subject=PLANT, property="annualCapacity", value="100000", column="comparator", new=""),
    )
    assert atlas.load(changan_rayong()).corrected == 1
    assert capacities(atlas) == [120000, 200000]
    assert atlas.query("ASK { aae:changan-rayong-plant aa:annualCapacity 120000.0 }")


def test_an_emptied_cell_is_empty(atlas, voyah_aims):
    atlas.load(voyah_aims())
    atlas.correct(row("correct", subject="Voyah", property="outlets", column="said_by", new=""))
    assert atlas.facts().collect().filter(property="outlets")["said_by"].to_list() == [None]


def test_the_last_row_decides(atlas, changan_rayong):
    atlas.load(changan_rayong())
    atlas.correct(
        row("reject", subject=PLANT, property="annualCapacity"),
        row("accept", subject=PLANT, property="annualCapacity", value="100000"),
        row("correct", subject=PLANT, property="annualCapacity", column="unit", new="pack/year"),
        row(
            "correct",
            subject=PLANT,
            property="annualCapacity",
            value="100000",
            column="unit",
            new="vehicle/year",
        ),
    )
    kept = atlas.facts().collect().filter(property="annualCapacity")
    assert kept.select("value", "unit", "confidence").rows() == [(100000.0, "vehicle/year", 1.0)]


def test_an_empty_cell_means_any_and_none_means_empty(atlas, extraction):
    said = {"subject": "Voyah", "subject_type": "Brand", "property": "outlets", "value": 10}
    atlas.load(extraction("https://example.org/a", said, {**said, "value": 4, "place": "Norway"}))
    atlas.correct(row("reject", subject="Voyah", property="outlets", place="(none)"))
    assert atlas.facts().collect()["place"].to_list() == ["Norway"]


def test_a_source_can_be_rejected_whole(atlas, changan_rayong, voyah_aims):
    atlas.load(changan_rayong(), voyah_aims())
    atlas.correct(row("reject", source="https://example.org/news/voyah"))
    assert set(atlas.facts().collect()["subject"]) == {"Changan", PLANT}
    assert not atlas.query("ASK { ?f rdf:subject aae:voyah }")


def test_two_names_that_are_merged_are_one_entity(atlas, extraction):
    said = {"subject_type": "Automaker", "property": "countriesPresent"}
    atlas.load(
        extraction("https://example.org/a", {**said, "subject": "Great Wall Motor", "value": 60}),
        extraction("https://example.org/b", {**said, "subject": "Greatwall Automobile Grp", "value": 70}),
    )
    about = "SELECT ?v { ?f rdf:subject aae:great-wall-motor ; rdf:object ?v } ORDER BY ?v"
    assert len(atlas.query(about).rows) == 1
    atlas.correct(row("same", subject="Greatwall Automobile Grp", object="Great Wall Motor"))
    assert len(atlas.query(about).rows) == 2
    assert atlas.query("ASK { aae:great-wall-motor skos:altLabel 'Greatwall Automobile Grp'@en }")
    assert {data["label"] for _, data in atlas.network().nodes(data=True)} == {"Great Wall Motor"}
    assert atlas.same_entities() == {"Greatwall Automobile Grp": "Great Wall Motor"}
    # rows that name either mean both
    atlas.correct(row("reject", subject="Greatwall Automobile Grp", property="countriesPresent", value="60"))
    assert atlas.facts().collect()["value"].to_list() == [70]
    assert (
        atlas.load(
            extraction("https://example.org/c", {**said, "subject": "Greatwall Automobile Grp", "value": 80})
        ).corrected
        == 1
    )


def test_nothing_is_a_subsidiary_of_itself_after_a_merge(atlas, extraction):
    said = {"subject": "Dongfeng Liuzhou Co", "subject_type": "Automaker", "property": "subsidiaryOf"}
    atlas.load(
        extraction("https://example.org/a", {**said, "object": "Dongfeng", "object_type": "Automaker"})
    )
    atlas.correct(row("same", subject="Dongfeng Liuzhou Co", object="Dongfeng"))
    assert atlas.facts().collect().is_empty()


def test_a_merge_of_plants_is_decided_before_the_rule_and_can_be_forbidden(atlas, extraction):
    def plant(label):
        return {"subject": label, "subject_type": "Facility", "property": "employees", "value": 10}

    site = {**plant("BYD Szeged plant"), "property": "locatedIn", "value": None, "object": "Hungary"}
    atlas.load(
        extraction("https://example.org/a", plant("BYD Hungary plant"), plant("BYD Alsóvár plant")),
        extraction("https://example.org/b", {**site, "object_type": "Country"}),
    )
    assert atlas.same_entities() == {"BYD Hungary plant": "BYD Szeged plant"}
    atlas.correct(
        row("different", subject="BYD Hungary plant", object="BYD Szeged plant"),
        row("same", subject="BYD Alsóvár plant", object="BYD Szeged plant"),
    )
    assert atlas.same_entities() == {"BYD Alsóvár plant": "BYD Szeged plant"}
    about = "SELECT ?s { ?f rdf:predicate aa:employees ; rdf:subject ?s } ORDER BY ?s"
    base = "https://w3id.org/autoatlas/entity/"
    assert [iri for (iri,) in atlas.query(about).rows] == [
        f"{base}byd-hungary-plant",
        f"{base}byd-szeged-plant",
    ]


def test_two_names_that_are_told_apart_are_no_finding(atlas, extraction):
    from autoatlas.graph.check import check

    said = {"subject_type": "Organization", "property": "ownsStake", "value": 50, "object": "Dongfeng",
            "object_type": "Automaker"}  # fmt: skip
    names = ["Kuaiche Holdings", "Kuaiches Holdings"]
    atlas.load(extraction("https://example.org/a", *({**said, "subject": name} for name in names)))
    assert len(check(atlas, kinds=["duplicate"])) == 1
    atlas.correct(row("different", subject=names[0], object=names[1]))
    assert check(atlas, kinds=["duplicate"]) == []


def test_an_accepted_name_is_new_no_longer(atlas, extraction):
    said = {
        "subject": "Nobody Motors",
        "subject_type": "Automaker",
        "property": "countriesPresent",
        "value": 1,
    }
    atlas.load(extraction("https://example.org/a", said))
    new = "ASK { aae:nobody-motors aa:unreviewed true }"
    assert atlas.query(new)
    atlas.correct(row("accept", subject="Nobody Motors"))
    assert not atlas.query(new)


def test_the_corrected_place_of_a_plant_is_where_the_map_puts_it(atlas, extraction, changan_rayong):
    from autoatlas.viz.sites import sites

    def point():
        (site,) = sites(atlas.network())
        return site.latitude, site.longitude

    wrong = {"subject": PLANT, "subject_type": "Facility"}
    surveyed = extraction(
        "https://example.org/points",
        {**wrong, "property": "latitude", "value": 51.5},
        {**wrong, "property": "longitude", "value": -0.1},
    )
    atlas.load(changan_rayong(), surveyed)
    assert point() == (51.5, -0.1)
    atlas.correct(row("place", subject=PLANT, new="13.05, 101.13", date="2026-01-31"))
    assert point() == (13.05, 101.13)
    assert CORRECTIONS in atlas.documents()["document"].to_list()
    atlas.load(changan_rayong())
    assert point() == (13.05, 101.13)
    atlas.correct(row("place", subject=PLANT, new="Pluak Daeng"))
    towns = atlas.facts().collect().filter(property="locatedIn", object_type="Place")["object"].to_list()
    assert (towns, point()) == (["Pluak Daeng"], (13.05, 101.13))
    atlas.correct(remove=[2, 3])
    assert point() == (51.5, -0.1)
    assert CORRECTIONS not in atlas.documents()["document"].to_list()


def test_removing_a_document_leaves_its_corrections_for_its_return(atlas, changan_rayong, voyah_aims):
    atlas.load(changan_rayong(), voyah_aims())
    atlas.correct(row("reject", subject=PLANT, property="annualCapacity", value="200000"))
    atlas.remove("https://example.org/news/changan-rayong")
    atlas.load(changan_rayong())
    assert capacities(atlas) == [100000]


def test_only_what_a_change_of_the_table_touches_is_indexed_again(tmp_path, changan_rayong, trade_table):
    atlas = Atlas(tmp_path / "store")
    atlas.load(changan_rayong(), trade_table(5000))
    kept = atlas.documents()
    seen = []
    from autoatlas.graph import index

    put = index.put_documents
    try:
        index.put_documents = lambda store, contents, wanted, *more, **named: (
            seen.append(list(wanted)) or put(store, contents, seen[-1], *more, **named)
        )
        atlas.correct(row("reject", subject=PLANT, property="annualCapacity"))
        atlas.apply_corrections()
    finally:
        index.put_documents = put
    assert seen == [["https://example.org/news/changan-rayong"]]
    assert atlas.documents().equals(kept)


def test_a_reader_sees_the_corrections_of_its_commit(tmp_path, changan_rayong):
    store = tmp_path / "store"
    Atlas(store).load(changan_rayong())
    (store / "corrections.csv").write_text("action,subject\nreject,Changan Rayong plant\n")
    reader = Atlas(store)
    assert capacities(reader) == [100000, 200000]
    assert reader.has_pending_corrections()
    Atlas(store).apply_corrections()
    assert capacities(reader) == []
    assert not reader.has_pending_corrections()


def test_an_atlas_in_memory_has_a_table_only_where_one_is_named():
    with pytest.raises(InvalidParameter, match="no table"):
        Atlas().correct(row("reject", subject="BYD"))


def test_the_packaged_atlas_takes_corrections(tmp_path, monkeypatch):
    table = tmp_path / "mine.csv"
    table.write_text("action,subject,property,why\nreject,BYD Szeged plant,annualCapacity,for a test\n")
    monkeypatch.setenv("AUTOATLAS_CORRECTIONS", str(table))
    told = Atlas.packaged().facts().collect().filter(subject="BYD Szeged plant")
    assert not told.is_empty()
    assert "annualCapacity" not in set(told["property"])


# -- the table -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "column", "mend"),
    [
        ({"action": "rejct", "subject": "BYD"}, "action", "Did you mean reject?"),
        ({"action": "", "subject": "BYD"}, "action", "accept"),
        ({"action": "reject", "property": "sales"}, "subject", "Name a subject"),
        ({"action": "reject", "subject": "BYD", "property": "annualCapactiy"}, "property", "annualCapacity"),
        ({"action": "reject", "subject": "BYD", "value": "1,000"}, "value", "100000"),
        ({"action": "reject", "subject": "BYD", "start": "2025-13"}, "start", "2025-04"),
        ({"action": "reject", "subject": "BYD", "new": "3"}, "new", "Leave new empty"),
        ({"action": "reject", "subject": "BYD", "date": "yesterday"}, "date", "2025-04"),
        ({"action": "reject", "subject": "BYD\nsales"}, "subject", "one line"),
        ({**SALES, "property": "", "column": "value", "new": "3"}, "property", "Write the property"),
        ({**SALES, "column": "quote", "new": "a"}, "column", "value"),
        ({**SALES, "column": "value"}, "new", "Write a number"),
        ({**SALES, "column": "unit", "new": "percent"}, "new", "units"),
        ({**SALES, "property": "operates", "column": "value", "new": "3"}, "new", "empty"),
        ({**SALES, "column": "start", "new": "May"}, "new", "2025-04"),
        ({"action": "same", "subject": "BYD"}, "object", "the other into object"),
        ({"action": "same", "subject": "BYD", "object": "BYD"}, "object", "other name"),
        ({"action": "same", "subject": "A", "object": "B", "property": "sales"}, "property", "Leave property empty"),
        ({"action": "place", "subject": "BYD", "new": "1, 2"}, "subject", "operator, place and kind"),
        ({"action": "place", "subject": PLANT, "new": "101.13, 13.05"}, "new", "latitude"),
        ({"action": "place", "subject": PLANT, "new": "12"}, "new", "town"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_others_are_applied(tmp_path, changan_rayong, cells, column, mend):
    import csv

    store = tmp_path / "store"
    Atlas(store).load(changan_rayong())
    with (store / "corrections.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerow(cells)
        writer.writerow({"action": "reject", "subject": PLANT, "property": "annualCapacity"})
    (fault,) = Atlas(store).apply_corrections()
    assert (fault.row, fault.column) == (2, column)
    assert mend in fault.mend
    assert "corrections.csv" in fault.where
    assert capacities(Atlas(store)) == []
    before = (store / "corrections.csv").read_bytes()
    with pytest.raises(InvalidCorrection, match=f"column {column}"):
        Atlas(store).correct(Correction.of(cells))
    assert (store / "corrections.csv").read_bytes() == before


def test_names_may_not_stand_for_each_other_in_a_circle(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text(
        "action,subject,object\nsame,A Motors,B Motors\nsame,B Motors,C Motors\nsame,C Motors,A Motors\n"
    )
    read = read_corrections(table)
    assert [fault.row for fault in read.faults] == [4]
    assert len(read.corrections) == 2


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfea\x00c\x00t\x00",
        b"action,subject\nreject,B\xe9D\n",
        b"action;subjekt\nreject;BYD\n",
        b"subject,property\nBYD,sales\n",
        b"action,action\nreject,reject\n",
        b'action,subject\nreject,"BYD\n',
    ],
)
def test_what_is_no_table_is_refused_before_anything_is_loaded(tmp_path, changan_rayong, text):
    store = tmp_path / "store"
    store.mkdir()
    (store / "corrections.csv").write_bytes(text)
    with pytest.raises(SourceUnreadable, match=r"corrections\.csv"):
        Atlas(store).load(changan_rayong())
    assert Atlas(store).documents().is_empty()


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path):
    table = tmp_path / "t.csv"
    table.write_bytes(
        "\ufeffAction;Subject;Property;New;Column\r\ncorrect;BYD;sales;'=;comparator\r\n;;;;\r\n".encode()
    )
    (one,) = read_corrections(table).corrections
    assert (one.action, one.subject, one.column, one.new) == ("correct", "BYD", "comparator", "=")
    assert one.row == 2


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://example.org")', "@SUM(A1)", "-1+1", 'A "quoted", name', "'t Hart"]
)
def test_hostile_cells_come_back_as_they_were_and_are_no_formulas(tmp_path, name):
    table = tmp_path / "t.csv"
    atlas = Atlas(corrections=table)
    atlas.correct(row("reject", subject=name, why=name))
    (one,) = read_corrections(table).corrections
    assert (one.subject, one.why) == (name, name)
    import csv

    with table.open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file))[1]
    assert not any(cell.startswith(("=", "@", "+", "-")) for cell in cells)


def test_adding_a_row_leaves_the_others_as_they_stand(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("action,subject,why\nrejct,BYD,a row that is wrong\nreject,Geely,a reason\n")
    Atlas(corrections=table).correct(row("reject", subject="Chery"))
    assert [line.split(",")[1] for line in table.read_text().splitlines()[1:]] == ["BYD", "Geely", "Chery"]
    with pytest.raises(InvalidCorrection, match="no row 9"):
        Atlas(corrections=table).correct(remove=[9])


def test_rows_tell_of_how_many_facts_they_are_and_what_they_make_of_them(atlas, changan_rayong):
    atlas.load(changan_rayong())
    atlas.correct(
        row("reject", subject=PLANT, property="annualCapacity"),
        row("reject", subject=PLANT, property="annualCapacity", value="7"),
        row("correct", subject=PLANT, property="productionStart", column="start", new="2030"),
    )
    listed = atlas.corrections()
    assert listed.select("row", "facts", "applied").rows() == [(2, 2, True), (3, 0, True), (4, 1, True)]
    (fault,) = atlas.corrections_faults()
    assert "start lies after end" in fault.what


def test_a_merged_name_can_still_be_asked_for(atlas, extraction):
    said = {
        "subject": "Kuaiche Auto",
        "subject_type": "Automaker",
        "property": "exports",
        "value": 5,
        "end": "2024",
    }
    atlas.load(extraction("https://example.org/a", said))
    with pytest.raises(UnknownEntity):
        atlas.query("statements-about", entity="Kuaiche Auto Co")
    atlas.correct(row("same", subject="Kuaiche Auto Co", object="Kuaiche Auto"))
    assert atlas.query("statements-about", entity="Kuaiche Auto Co").rows
