"""Plans against what came of them: late, silent, ended, and how long a start takes."""

import pytest

LATE, SLIPPED, QUIET, DEAD = (
    "BYD Subang plant",
    "BYD Szeged plant",
    "Chery Samsun plant",
    "JAC Camaçari plant",
)


@pytest.fixture
def plans(say):
    """One plant overdue, one that began late, one unheard of since 2022, one cancelled with a successor."""
    start = {"modality": "planned"}
    return say.atlas(
        say.runs("BYD", LATE, "Indonesia", "2024-05", "planned"),
        say.event(LATE, "announced", "2024-01", "2024-05"),
        say.event(LATE, "productionStart", "2025-06", "2024-05", **start),
        say.event(LATE, "productionStart", "2026-01", "2025-03", **start),
        say.runs("BYD", SLIPPED, "Hungary", "2023-12-22"),
        say.event(SLIPPED, "announced", "2023-12-22"),
        say.event(SLIPPED, "productionStart", "2025", "2023-12-22", **start),
        say.event(SLIPPED, "productionStart", "2026-02-10", "2026-02-11"),
        say.runs("Chery", QUIET, "Turkey", "2022-03", "planned"),
        say.event(QUIET, "announced", "2022-03"),
        say.size(QUIET, 200000, "2022-03", "planned", source="https://example.org/last-word"),
        say.runs("JAC", DEAD, "Brazil", "2011-08", "planned"),
        say.fact(DEAD, "Facility", "locatedIn", "2011-08", object="Camaçari", object_type="Place", **start),
        say.event(DEAD, "announced", "2011-08"),
        say.event(DEAD, "cancelled", "2017", "2017-12-19", quote="JAC gave up its plant for want of money."),
        say.size(DEAD, 100000, "2011-08", "planned"),
        say.runs("BYD", "BYD Camaçari plant", "Brazil", "2025-07"),
        say.fact(
            "BYD Camaçari plant", "Facility", "locatedIn", "2025-07", object="Camaçari", object_type="Place"
        ),
        say.event("BYD Camaçari plant", "announced", "2023-07"),
        say.event("BYD Camaçari plant", "productionStart", "2025-07"),
    )


def test_late_plants_and_by_how_many_months(plans, ask):
    columns = ("plant", "status", "first_planned", "last_planned", "started", "slip", "overdue")
    assert ask(plans, "late-plants", *columns, on="2026-03-15") == [
        (LATE, "announced", "2025-06", "2026-01", None, 7, 2),
        # from the end of 2025, the last day that the first plan leaves open, to February 2026
        (SLIPPED, "operating", "2025", "2025", "2026-02-10", 2, None),
    ]
    assert ask(plans, "late-plants", "plant", on="2025-05") == [LATE]


def test_plans_not_heard_of(plans, ask):
    columns = ("plant", "presumed", "heard", "planned_capacity", "source")
    (quiet,) = ask(plans, "unheard-plans", *columns, on="2024-06", home="China")
    assert quiet[0::3] == (QUIET, 200000)
    assert (quiet[1], str(quiet[2]), quiet[4]) == ("shelved", "2022-03-01", "https://example.org/last-word")
    assert ask(plans, "unheard-plans", "plant", "presumed", years=4, on="2026-04") == [
        (QUIET, "cancelled in all likelihood")
    ]


def test_what_became_of_plants_that_ended(plans, ask):
    columns = ("plant", "status", "since", "planned_capacity", "site_now", "quote")
    rows = ask(plans, "ended-plants", *columns, on="2026-03")
    assert rows == [
        (DEAD, "cancelled", "2017", 100000, "BYD Camaçari plant", "JAC gave up its plant for want of money."),
        (QUIET, "cancelled in all likelihood", "2022-03", 200000, None, None),
    ]


def test_months_to_the_first_car(plans, ask):
    columns = ("by", "group", "cases", "least", "median", "most", "quickest", "slowest")
    assert ask(plans, "time-to-first-car", *columns, on="2026-03") == [
        ("all", "all plants", 2, 24, 25, 26, "BYD Camaçari plant", SLIPPED),
        ("maker", "BYD", 2, 24, 25, 26, "BYD Camaçari plant", SLIPPED),
        ("way", "own", 2, 24, 25, 26, "BYD Camaçari plant", SLIPPED),
    ]
