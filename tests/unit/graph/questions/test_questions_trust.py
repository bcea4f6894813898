"""Who says so: disagreements, single sources, copies, denials, chains."""

from datetime import date

import pytest

SAMSUN, RAYONG = "Chery Samsun plant", "BYD Rayong plant"
WIRE, COPY, PRESS, COMPANY = (
    f"https://{name}.example.org/a" for name in ("wire", "copy", "press", "company")
)


@pytest.fixture
def disputed(say):
    """A capacity on which sources differ, copies of an agency's report, a plan and its denial."""
    sources = [
        {"source": WIRE, "publisher": "An Agency", "kind": "wire", "published": "2025-03-26"},
        {
            "source": COPY,
            "publisher": "A Paper",
            "kind": "press",
            "published": "2025-03-27",
            "mirror_of": WIRE,
        },
        {"source": PRESS, "publisher": "Another Paper", "kind": "press", "published": "2025-05-02"},
        {"source": COMPANY, "publisher": "BYD", "kind": "company", "published": "2024-07-04"},
    ]
    return say.atlas(
        say.runs("BYD", RAYONG, "Thailand", "2024-07-04"),
        say.size(RAYONG, 150000, "2024-07-04", source=COMPANY),
        say.size(RAYONG, 120000, "2025-05-02", source=PRESS),
        say.size(RAYONG, 150000, "2025-06", source="https://more.example.org/1"),
        say.size(RAYONG, 152000, "2025-01", source="https://more.example.org/2", comparator="~"),
        say.size(RAYONG, 100000, "2022-09", source="https://more.example.org/3"),
        say.size(RAYONG, 40000, "2025-01", source="https://more.example.org/4", part="phase 1"),
        say.size(RAYONG, 300000, "2025-01", "planned", source="https://more.example.org/5"),
        say.event(SAMSUN, "announced", "2025-03-26", source=WIRE),
        say.size(SAMSUN, 200000, "2025-03-26", "planned", source=WIRE),
        say.size(SAMSUN, 200000, "2025-03-27", "planned", source=COPY),
        {**say.runs("Chery", SAMSUN, "Turkey", "2025-03-26", "planned")[0], "source": WIRE},
        {**say.runs("Chery", SAMSUN, "Turkey", "2026-01", "planned")[0], "source": PRESS},
        {
            **say.runs("Chery", SAMSUN, "Turkey", "2025-03-27", "denied")[0], "source": PRESS,
            "said_by": "Chery", "quote": "We build no plant in Samsun.",
        },
        sources=sources,
    )  # fmt: skip


def test_where_sources_disagree_on_capacity_and_why(disputed, ask):
    columns = ("capacity", "bound", "part", "sources", "kind", "spread")
    assert ask(disputed, "capacity-disagreements", *columns) == [
        (150000, "=", None, 2, "newest", 20),
        (120000, "=", None, 1, "contradiction", 20),
        (152000, "~", None, 1, "the same", 20),
        (40000, "=", "phase 1", 1, "phase", 20),
        (100000, "=", None, 1, "older", 20),
    ]


def test_what_rests_on_one_source_or_on_its_copies(disputed, ask):
    rows = ask(disputed, "single-source-facts", "value", "sources", "independent", "kind", entity=SAMSUN)
    assert rows == [("200000", 2, 1, "press")]
    assert ("150000", 2) not in ask(disputed, "single-source-facts", "value", "sources")
    every = ask(disputed, "single-source-facts", "property", entity=SAMSUN, property="all")
    # the plan to run it is told by an agency and by a paper that is no copy of it; the denial by one
    assert every == ["operates", "announced", "annualCapacity"]


def test_a_denial_stands_beside_what_was_said(disputed, ask):
    columns = (
        "subject", "property", "object", "denied_by", "denied", "denial", "stated_modality", "first_stated",
        "last_stated", "statements",
    )  # fmt: skip
    assert ask(disputed, "denied-plans", *columns) == [
        (
            "Chery", "operates", SAMSUN, "Chery", date(2025, 3, 27), "We build no plant in Samsun.", "planned",
            date(2025, 3, 26), date(2026, 1, 1), 2,
        ),
    ]  # fmt: skip
    # as of the day before, nobody had denied it
    assert ask(disputed, "denied-plans", "subject", on="2025-03-26") == []


def test_who_said_it_first_and_who_repeated_it(disputed, ask):
    columns = ("value", "place_in_chain", "told", "publisher", "is_copy")
    assert ask(disputed, "first-said", *columns, entity=SAMSUN, property="annualCapacity") == [
        ("200000", 1, date(2025, 3, 26), "An Agency", False),
        ("200000", 2, date(2025, 3, 27), "An Agency", True),
    ]
