"""The page of the named questions is what their headers say."""

from pathlib import Path

import pytest

from autoatlas.graph.queries import named_queries
from autoatlas.graph.questions.page import main, questions_page

PAGE = Path(__file__).parents[3] / "docs" / "questions.md"


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == questions_page()


@pytest.mark.parametrize("one", named_queries(), ids=lambda one: one.name)
def test_every_question_has_its_section(one):
    section = questions_page().split(f"\n## {one.name}\n")[1].split("\n## ")[0]
    for part in (*one.parameters, *one.columns):
        assert f"| `{part.name}` " in section


def test_the_page_is_written_where_told(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["page", str(tmp_path / "questions.md")])
    main()
    assert (tmp_path / "questions.md").read_text(encoding="utf-8").startswith("# Named questions\n")
