"""What was known on a day, and what has changed since."""

from datetime import date

import pytest

SZEGED = "BYD Szeged plant"


@pytest.fixture
def szeged(say):
    """A plan whose capacity and start were told anew, a figure of exports, a plant given up."""
    start = {"modality": "planned"}
    month = {"start": "2025-01", "end": "2025-01", "unit": "vehicle"}
    return say.atlas(
        say.runs("BYD", SZEGED, "Hungary", "2023-12-22", "planned"),
        say.event(SZEGED, "announced", "2023-12-22"),
        say.event(SZEGED, "productionStart", "2025-10", "2024-04", **start),
        say.size(SZEGED, 200000, "2024-04", "planned"),
        say.size(SZEGED, 150000, "2025-09-11", "planned"),
        say.size(SZEGED, 151000, "2025-09-12", "planned", comparator="~"),
        say.fact("China", "Country", "exports", "2025-02-17", value=470000.0, **month),
        say.fact("China", "Country", "exports", "2025-09-20", value=490000.0, **month),
        say.fact("China", "Country", "exports", "2025-09-20", value=652000.0, start="2025-08", end="2025-08"),
        say.event(
            "BYD Mexico plant", "cancelled", "2025-09", "2025-09-15", comparator="<=", quote="Not now."
        ),
        say.fact(SZEGED, "Facility", "latitude", "2025-09-15", value=46.25, unit="degree"),
    )


def test_the_graph_of_a_day(szeged, ask):
    columns = ("property", "value", "modality", "status", "told", "sources")
    assert ask(szeged, "known-on", *columns, on="2024-04-30", entity=SZEGED) == [
        ("operates", SZEGED, "planned", None, date(2023, 12, 22), 1),
        ("announced", "2023-12-22", "actual", "announced", date(2023, 12, 22), 1),
        ("annualCapacity", "200000", "planned", "announced", date(2024, 4, 1), 1),
        ("locatedIn", "Hungary", "planned", "announced", date(2023, 12, 22), 1),
        ("productionStart", "2025-10", "planned", "announced", date(2024, 4, 1), 1),
    ]
    assert ask(szeged, "known-on", "subject", on="2023-01") == []


def test_new_revised_contradicted_ended_and_overdue(szeged, ask):
    columns = ("day", "kind", "subject", "property", "value", "before", "period")
    assert ask(szeged, "what-changed", *columns, since="2025-09", on="2025-11-01") == [
        (date(2025, 10, 31), "overdue", SZEGED, "productionStart", "2025-10", None, None),
    ]
    assert ask(szeged, "what-changed", *columns, since="2025-08-31", on="2025-09-30") == [
        (date(2025, 9, 20), "contradicted", "China", "exports", "490000", "470000", "2025-01"),
        (date(2025, 9, 20), "new", "China", "exports", "652000", None, "2025-08"),
        (date(2025, 9, 15), "ended", "BYD Mexico plant", "cancelled", "2025-09", None, "2025-09"),
        (date(2025, 9, 12), "revised", SZEGED, "annualCapacity", "151000", "200000", None),
        (date(2025, 9, 11), "revised", SZEGED, "annualCapacity", "150000", "200000", None),
    ]


def test_without_a_day_the_feed_is_of_a_month(szeged, ask):
    assert ask(szeged, "what-changed", "kind", on="2025-10-12") == [
        "contradicted", "new", "ended",
    ]  # fmt: skip
