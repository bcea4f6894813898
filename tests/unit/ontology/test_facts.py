"""The fact: its columns, defaults, JSON Lines, and the errors of rows that are none."""

import pickle

import polars as pl
import pytest

from autoatlas.ontology.errors import AtlasError, InvalidFact, SourceUnreadable
from autoatlas.ontology.facts import (
    FACT_SCHEMA,
    Fact,
    conform,
    fill_defaults,
    from_jsonl,
    iter_facts,
    to_frame,
    to_jsonl,
)
from autoatlas.ontology.validation import validate

RAYONG = Fact(
    "Changan Rayong plant",
    "Facility",
    "annualCapacity",
    value=100000.0,
    unit="vehicle/year",
    comparator="=",
    modality="actual",
)


def faults_of(**changes):
    frame = to_frame([RAYONG._replace(**changes)])
    good, faults = validate(frame, where="plants.csv")
    assert good.is_empty()
    return {fault.column: fault for fault in faults}


def test_record_and_schema_come_from_one_definition():
    assert list(Fact._fields) == FACT_SCHEMA.names()
    assert list(iter_facts(to_frame([RAYONG]))) == [RAYONG]


def test_defaults_are_filled_where_they_mean_something():
    rows = [
        Fact("China", "Country", "exports", value=1937000.0),
        Fact("Changan", "Automaker", "operates", object="Changan Rayong plant", object_type="Facility"),
        Fact("Changan Rayong plant", "Facility", "productionStart", start="2025-05-16", end="2025-05-16"),
        Fact("Changan Rayong plant", "Facility", "investment", value=1e10),
    ]
    filled = fill_defaults(to_frame(rows))
    assert filled["unit"].to_list() == ["vehicle", None, None, None]
    assert filled["comparator"].to_list() == ["=", None, "=", "="]
    assert filled["modality"].to_list() == ["actual"] * 4


def test_json_lines_leave_out_what_is_empty_and_keep_whole_numbers_whole():
    assert to_jsonl(to_frame([RAYONG])) == (
        '{"subject": "Changan Rayong plant", "subject_type": "Facility", "property": "annualCapacity", '
        '"value": 100000, "unit": "vehicle/year", "comparator": "=", "modality": "actual"}\n'
    )


def test_good_rows_pass_and_bad_ones_are_named():
    frame = to_frame([RAYONG, RAYONG._replace(unit="k vehicles/yr"), RAYONG])
    good, faults = validate(frame, where="plants.csv", first_row=40)
    assert good.height == 2
    (fault,) = faults
    assert (fault.where, fault.row, fault.column) == ("plants.csv", 41, "unit")
    assert '"k vehicles/yr" is not a unit of annualCapacity' in str(fault)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"property": "capacity"}, "property"),
        ({"subject": " "}, "subject"),
        ({"subject": "Changan Rayong\nplant"}, "subject"),
        ({"subject": "Changan Rayong"}, "subject"),
        ({"subject_type": "Brand"}, "subject_type"),
        ({"subject_type": "Factory"}, "subject_type"),
        ({"value": None}, "value"),
        ({"value": float("nan")}, "value"),
        ({"value_max": 90000.0}, "value_max"),
        ({"unit": None}, "unit"),
        ({"unit": "CNY"}, "unit"),
        ({"object": "Thailand", "object_type": "Country"}, "object"),
        ({"comparator": "≥"}, "comparator"),
        ({"modality": "maybe"}, "modality"),
        ({"basis": "mom"}, "basis"),
        ({"product": "bev tank"}, "product"),
        ({"start": "May 2025"}, "start"),
        ({"end": "2025-02-30"}, "end"),
        ({"start": "2026", "end": "2025-04"}, "start"),
        ({"source": "not an address"}, "source"),
        ({"quote_start": 5}, "quote_start"),
        ({"quote_start": 9, "quote_end": 5}, "quote_start"),
        ({"confidence": 1.2}, "confidence"),
    ],
)
def test_what_is_wrong_is_said_of_its_column(changes, column):
    fault = faults_of(**changes)[column]
    assert fault.what
    assert fault.mend


@pytest.mark.parametrize(
    "fact",
    [
        Fact("Changan", "Automaker", "operates"),
        Fact("Changan", "Automaker", "operates", object="Thailand", object_type="Country"),
        Fact(
            "Changan",
            "Automaker",
            "operates",
            object="Changan Rayong plant",
            object_type="Facility",
            value=1.0,
        ),
        Fact("Geely", "Automaker", "ownsStake", value=45.0, unit="percent"),
        Fact("Changan Rayong plant", "Facility", "productionStart"),
        Fact("Changan Rayong plant", "Facility", "assemblyMode", object="robots"),
        Fact("Changan Rayong plant", "Facility", "assemblyMode", object="CKD", object_type="Technology"),
    ],
)
def test_half_a_fact_is_none(fact):
    good, faults = validate(to_frame([fact._replace(modality="actual")]))
    assert good.is_empty()
    assert faults


def test_a_coarser_end_is_no_fault():
    good, faults = validate(to_frame([RAYONG._replace(start="2025-04", end="2025")]))
    assert (good.height, faults) == (1, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        ('{"subjekt": "BYD"}', "column 'subjekt' is not one of a fact's"),
        ('{"value": "many"}', "value cannot be 'many'"),
        ('{"quote_start": true}', "quote_start cannot be True"),
    ],
)
def test_bad_json_lines_are_placed(text, said):
    with pytest.raises(InvalidFact, match="facts") as caught:
        from_jsonl(f'{{"subject": "BYD"}}\n{text}\n')
    assert said in str(caught.value)


def test_a_frame_with_a_foreign_column_is_refused():
    with pytest.raises(InvalidFact, match="capacity_k"):
        conform(pl.DataFrame({"subject": ["BYD"], "capacity_k": [100]}))


def test_errors_say_where_and_how_and_survive_pickling():
    error = SourceUnreadable("it is empty", where="a.txt", mend="Give a document with text.")
    assert str(error) == "a.txt: it is empty\n  Give a document with text."
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), type(copy)) == (str(error), SourceUnreadable)
    assert isinstance(copy, AtlasError)
    assert isinstance(copy, OSError)
