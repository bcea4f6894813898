"""Small articles, one for each way of saying a thing, with every fact that stands in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from autoatlas.loaders import extract

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/input.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_gives_the_facts_that_stand_in_it(case: Path) -> None:
    expected = [json.loads(line) for line in (case / "expected.jsonl").read_text("utf-8").splitlines()]
    columns = (
        "subject",
        "property",
        "object",
        "value",
        "value_max",
        "unit",
        "comparator",
        "modality",
        "basis",
    )
    columns += ("product", "part", "place", "start", "end", "quote")
    found = []
    for fact in _facts(case):
        row = {column: fact[column] for column in columns if fact[column] is not None}
        if row.get("comparator") == "=":
            del row["comparator"]
        found.append(row)
    assert _sorted(found) == _sorted(expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_quote_stands_where_the_fact_says(case: Path) -> None:
    text = (case / "input.txt").read_text("utf-8")
    assert [text[fact["quote_start"] : fact["quote_end"]] for fact in _facts(case)] == [
        fact["quote"] for fact in _facts(case)
    ]


def _facts(case: Path) -> list[dict[str, Any]]:
    return [row for frame in extract(case / "input.txt") for row in frame.iter_rows(named=True)]


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = ("subject", "property", "object", "start", "place", "basis", "part")
    return sorted(
        rows, key=lambda row: [str(row.get(key)) for key in keys] + [str(float(row.get("value", 0)))]
    )
