"""Footprints, measured against sums on paper."""

import pytest


@pytest.fixture
def three_makers(say):
    """BYD in four countries, Chery in three of them and one more, Geely in three others."""
    where = {
        "BYD": ["Thailand", "Brazil", "Hungary", "Indonesia"],
        "Chery": ["Brazil", "Hungary", "Indonesia", "Spain"],
        "Geely": ["Belarus", "Egypt", "Russia"],
    }
    plants = [
        say.runs(maker, f"{maker} {country} plant", country, "2025")
        for maker, countries in where.items()
        for country in countries
    ]
    sizes = [
        say.size("BYD Brazil plant", 30000, "2025"),
        say.size("BYD Hungary plant", 40000, "2025"),
        say.size("Chery Brazil plant", 30000, "2025"),
    ]
    partners = [
        say.fact(maker, "Automaker", "partnersWith", "2025", object=name, object_type="Organization")
        for maker, name in (("BYD", "Ayvens"), ("Chery", "Ayvens"), ("Chery", "Ebro"))
    ]
    return say.atlas(*plants, sizes, partners)


def test_how_alike_two_makers_are_and_where_one_would_go_next(three_makers, ask):
    columns = ("maker", "other", "jaccard", "cosine", "shared_countries", "next_market")
    rows = ask(three_makers, "similar-footprints", *columns, maker="BYD")
    # three shared of five; 3 * 3 / (sqrt(3² + 4²) * 3) = 0.6
    assert rows[0] == ("BYD", "Chery", 0.6, 0.6, "Brazil, Hungary, Indonesia", "Spain")
    assert rows[1][:4] == ("BYD", "Geely", 0, 0)


def test_makers_that_go_to_the_same_places(three_makers, ask):
    rows = ask(three_makers, "footprint-clusters", "cluster", "names", "countries")
    assert rows == [
        (1, "BYD, Chery", "Brazil, Hungary, Indonesia, Spain, Thailand"),
        (2, "Geely", "Belarus, Egypt, Russia"),
    ]


def test_who_stands_in_the_middle(three_makers, ask):
    rows = ask(three_makers, "centrality", "side", "name", "degree", "degree_centrality", graph="partners")
    assert set(rows) == {
        ("maker", "Chery", 2, 1.0),
        ("maker", "BYD", 1, 0.5),
        ("partner", "Ayvens", 2, 1.0),
        ("partner", "Ebro", 1, 0.5),
    }
    countries = ask(three_makers, "centrality", "name", "degree")
    assert countries[0] in [("BYD", 4), ("Chery", 4)]
