"""The gold that is shipped: every fact is valid, and its quote is in its article."""

import re

import pytest

from autoatlas.ontology.facts import fill_defaults, from_jsonl
from autoatlas.ontology.validation import validate
from benchmarks.extraction import ARTICLES, read_gold

HEADER = re.compile(r"title: \S.*\nurl: (https?://\S+)\ndate: (\d{4}-\d\d-\d\d)\n\n")
NAMES = sorted(path.relative_to(ARTICLES).with_suffix("") for path in ARTICLES.glob("*/*.txt"))


def test_an_article_is_either_tuned_on_or_held_out_and_both_have_their_facts():
    halves = {half: {name.name for name in NAMES if name.parts[0] == half} for half in ("tuning", "heldout")}
    assert len(halves["tuning"] | halves["heldout"]) == len(NAMES)
    assert not halves["tuning"] & halves["heldout"]
    facts = {
        str(path.relative_to(ARTICLES)).removesuffix(".facts.jsonl") for path in ARTICLES.glob("*/*.jsonl")
    }
    assert facts == {str(name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES, ids=str)
def test_facts_are_valid_and_quoted(name):
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    header = HEADER.match(text)
    assert header
    path = ARTICLES / f"{name}.facts.jsonl"
    content = path.read_text(encoding="utf-8")
    if content:
        _, faults = validate(fill_defaults(from_jsonl(content, where=path.name)), where=path.name)
        assert not faults
    rows = read_gold(path)
    assert all(row["quote"] in text[header.end() :] for row in rows)
    assert {(row["source"], row["published"]) for row in rows} <= {header.groups()}
    said = [tuple(str(value) for key, value in row.items() if key != "quote") for row in rows]
    assert len(set(said)) == len(said)
