"""Exports: shares of new energy vehicles, growth by destination, concentration."""

import pytest


def exported(say, value, when, told="2026-01-20", **more):
    start, _, end = when.partition("..")
    return say.fact(
        "China", "Country", "exports", told, value=float(value), start=start, end=end or start, **more
    )


@pytest.fixture
def chinas_exports(say):
    """January to April 2025 by two counts, and destinations of two years."""
    source = {"source": "https://example.org/caam", "said_by": "CAAM"}
    growth = {"property": "exportsGrowth", "start": "2025-01", "end": "2025-04", "value": 52.6, **source}
    country = {"subject_type": "Country", "published": "2025-05-11"}
    places = {
        "Mexico": (600, 400),
        "Russia": (300, 900),
        "Belgium": (200, 100),
        "Brazil": (100, 100),
        "Malta": (3, 1),
    }
    return say.atlas(
        exported(say, 1937000, "2025-01..2025-04", "2025-05-11", **source),
        exported(say, 642000, "2025-01..2025-04", "2025-05-11", product="nev", **source),
        {**country, "subject": "China", "product": "nev", **growth},
        exported(say, 400, "2025-05", "2025-06", product="passenger", said_by="CPCA", comparator="~"),
        exported(say, 199, "2025-05", "2025-06", product="nev", said_by="CPCA", comparator=">"),
        (
            exported(say, 1000 * count, str(2025 - age), place=place)
            for place, counts in places.items()
            for age, count in enumerate(counts)
        ),
        exported(say, 2000000, "2025"),
        exported(say, 2000000, "2024"),
    )


def test_figures_with_the_growth_of_the_same_source(chinas_exports, ask):
    columns = ("product", "bound", "vehicles", "growth", "growth_bound", "said_by")
    rows = ask(chinas_exports, "exports-by-product", *columns, exporter="China", since="2025-04")
    assert rows[-2:] == [
        (None, "=", 1937000, None, None, "CAAM"),
        ("nev", "=", 642000, 52.6, "=", "CAAM"),
    ]
    # what was published in January 2026 was not known before
    assert len(ask(chinas_exports, "exports-by-product", "vehicles", exporter="China", on="2025-05")) == 2


def test_the_share_of_new_energy_vehicles_by_who_counts(chinas_exports, ask):
    columns = ("start", "end", "count", "of", "nev", "exports", "share", "bound")
    assert ask(chinas_exports, "nev-share-of-exports", *columns) == [
        ("2025-05", "2025-05", "CPCA", "passenger", 199, 400, 49.8, "~"),
        # 642,000 of 1.937 million is 33.1%
        ("2025-01", "2025-04", "CAAM", "vehicle", 642000, 1937000, 33.1, "="),
    ]


def test_growth_by_destination_leaves_small_bases_out(chinas_exports, ask):
    columns = ("destination", "vehicles", "a_year_before", "change", "growth", "from")
    assert ask(chinas_exports, "destination-growth", *columns, least=50000, on="2026-06") == [
        ("Belgium", 200000, 100000, 100000, 100, "figures"),
        ("Mexico", 600000, 400000, 200000, 50, "figures"),
        ("Brazil", 100000, 100000, 0, 0, "figures"),
        ("Russia", 300000, 900000, -600000, -66.7, "figures"),
    ]


def test_growth_of_years_ago_is_no_growth_since_a_year_ago(chinas_exports, ask):
    assert ask(chinas_exports, "destination-growth", "destination", least=50000, on="2028-06") == []


def test_concentration_and_its_change(chinas_exports, ask):
    columns = ("start", "destinations", "covered", "hhi_least", "hhi_most", "change", "largest", "cr4")
    # on paper, of 2,000,000 in 2025: 30² + 15² + 10² + 5² + 0.15² = 1250.02;
    # in 2024: 20² + 45² + 5² + 5² + 0.05² = 2475.0
    first, second = ask(chinas_exports, "export-concentration", *columns)
    assert first[:4] == ("2025", 5, 60.1, 1250.0)
    assert first[5:] == (-1225.0, "Mexico", 60)
    assert second[:4] == ("2024", 5, 75, 2475.0)
    # the rest, 797,000, lies with 265 of 3,000 and one of 2,000 at most
    assert first[4] == pytest.approx(1250.0 + (265 * 3**2 + 2**2) / 2000**2 * 10_000, abs=0.06)
