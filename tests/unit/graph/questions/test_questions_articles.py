"""An article against itself and against an atlas."""

import pytest

from autoatlas.ontology.errors import UnknownDocument

ARTICLE = "https://example.org/facts.csv"


@pytest.fixture
def article(say):
    """642,000 of 1.937 million told as a third, and growth of 6% that two figures bear out."""
    same = {"unit": "vehicle", "source": ARTICLE}
    now, then = {"start": "2025-01", "end": "2025-04"}, {"start": "2024-01", "end": "2024-04"}

    def told(prop, value, **more):
        return say.fact("China", "Country", prop, "2025-05-11", value=value, **more)

    return say.atlas(
        told("exports", 1937000.0, **now, **same),
        told("exports", 1827000.0, **then, **same),
        told("exportsGrowth", 6.0, **now, source=ARTICLE),
        told("exports", 642000.0, product="nev", **now, **same),
        told("exportsShare", 33.0, product="nev", comparator=">", **now, source=ARTICLE),
        told("exports", 421000.0, product="nev", **then, **same),
    )


def test_an_articles_numbers_recomputed(article, ask):
    columns = ("kind", "period", "stated", "bound", "recomputed", "verdict")
    rows = ask(article, "article-arithmetic", *columns, document=ARTICLE)
    assert rows == [
        ("share", "2025-01..2025-04", 33, ">", 33.1, "holds"),
        ("share", "2024-01..2024-04", None, None, 23, "follows"),
        ("growth", "2025-01..2025-04", 6, "=", 6, "holds"),
        ("growth", "2025-01..2025-04", None, None, 52.5, "follows"),
    ]


def test_a_wrong_share_is_told(say, ask):
    wrong = {"start": "2025", "end": "2025", "source": ARTICLE}
    atlas = say.atlas(
        say.fact("China", "Country", "exports", "2026-01", value=1000000.0, **wrong),
        say.fact("China", "Country", "exports", "2026-01", value=400000.0, product="nev", **wrong),
        say.fact("China", "Country", "exportsShare", "2026-01", value=25.0, product="nev", **wrong),
    )
    (row,) = ask(atlas, "article-arithmetic", "subject", "verdict", "how", document=ARTICLE)
    assert row[:2] == ("China", "does not hold")
    assert "25" in row[2]


def test_statements_that_nothing_bears_on_are_new(article, ask):
    rows = ask(article, "article-check", "property", "value", "verdict", document=ARTICLE)
    assert ("exportsGrowth", "6", "new") in rows
    assert len(rows) == 6


def test_an_article_that_is_nowhere(article):
    with pytest.raises(UnknownDocument, match=r"no document 'nowhere\.txt'"):
        article.query("article-check", document="nowhere.txt")
