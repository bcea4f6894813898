"""Every named question runs on the packaged atlas and keeps what its header promises."""

import re
from pathlib import Path

import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.queries import named_queries
from autoatlas.graph.questions import header_of
from autoatlas.ontology.errors import AtlasError
from autoatlas.ontology.terms import COMPARATORS

ARTICLE = str(Path(__file__).parents[3] / "data" / "articles" / "going-abroad.txt")
EXAMPLES = {
    "maker": "BYD", "plant": "BYD Rayong plant", "entity": "BYD Szeged plant", "country": "Indonesia",
    "region": "ASEAN", "exporter": "China", "market": "European Union", "document": ARTICLE,
}  # fmt: skip
# these have no answer on some days, or for some makers
MAY_BE_EMPTY = {"what-changed"}


@pytest.fixture(scope="module")
def packaged():
    return Atlas.packaged()


def asked(one):
    needed = [p.name for p in one.parameters if p.default is None and not p.optional]
    return {name: EXAMPLES[name] for name in needed}


@pytest.mark.parametrize("one", named_queries(), ids=lambda one: one.name)
def test_a_question_answers_with_its_columns(one, packaged):
    found = packaged.query(one.name, **asked(one))
    assert found.columns == tuple(column.name for column in one.columns)
    assert len(found) > 0 or one.name in MAY_BE_EMPTY
    assert found.units == {column.name: column.unit for column in one.columns if column.unit}
    for row in found.dicts():
        for column in one.columns:
            value = row[column.name]
            if column.name == "bound" or column.name.endswith("_bound"):
                assert value is None or value in COMPARATORS
            if column.unit in ("vehicle", "vehicle/year", "percent", "month", "plant", "maker", "country"):
                assert value is None or isinstance(value, int | float)


FROM_COLUMNS = [one for one in named_queries() if one.compute and not one.name.startswith("article-")]


@pytest.mark.parametrize("one", FROM_COLUMNS, ids=lambda one: one.name)
def test_a_question_asked_of_nothing_answers_with_nothing(one):
    found = Atlas().query(one.name, **asked(one))
    assert found.columns == tuple(column.name for column in one.columns)
    # brands are known from the registry, too
    assert len(found) == 0 or one.name == "brands-of"


@pytest.mark.parametrize("one", named_queries(), ids=lambda one: one.name)
def test_a_question_says_who_asks_and_what_it_leaves_out(one):
    assert one.asked_by in {
        "journalist",
        "analyst",
        "supplier",
        "trade",
        "researcher",
        "strategist",
        "editor",
        "everybody",
    }
    assert re.fullmatch(r"[A-Z'].*\?", one.question)


def test_a_word_that_a_header_does_not_know_is_refused():
    from autoatlas.graph.queries import parsed

    def broken():
        """Nothing.

        question: What?
        asked for: nobody
        """

    with pytest.raises(AtlasError, match="says nothing known"):
        parsed("broken", header_of(broken), where="here")


def test_lines_of_a_header_go_on_when_they_are_indented():
    def long():
        """A summary.

        question: What is
          asked here?
        asked by: analyst
        column it: this
        """

    assert header_of(long) == ["# question: What is asked here?", "# asked by: analyst", "# column it: this"]
