"""What the checks find, and what they leave alone: growth, phases, plans beside what came of them."""

from datetime import date

import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.check import check, check_document
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import Fact, fill_defaults, to_frame

PLANT = "Changan Rayong plant"
ON = date(2026, 3, 1)


def atlas_of(*facts: Fact, document: str = "https://example.org/table") -> Atlas:
    atlas = Atlas()
    atlas.load(Extraction(document, "test", iter([fill_defaults(to_frame(facts))])))
    return atlas


def capacity(value: float, source: str, published: str, **more: object) -> Fact:
    known = {
        "unit": "vehicle/year",
        "source": f"https://{source}/a",
        "published": published,
        "confidence": 0.9,
    }
    return Fact(PLANT, "Facility", "annualCapacity", value=value, **(known | more))


def step(prop: str, day: str, published: str = "2025-05-17", **more: object) -> Fact:
    return Fact(PLANT, "Facility", prop, start=day, end=day, published=published, confidence=0.9, **more)


def runs(maker: str, site: str, modality: str, published: str | None = None, **more: object) -> Fact:
    known = {
        "object": site,
        "object_type": "Facility",
        "modality": modality,
        "published": published,
        "confidence": 0.9,
    }
    return Fact(maker, "Automaker", "operates", **(known | more))


def exports(value: float, **more: object) -> Fact:
    known = {"source": "https://caam.example/a", "published": "2026-01-12", "confidence": 0.95}
    return Fact("China", "Country", "exports", value=value, **(known | more))


def found(atlas: Atlas, kind: str) -> list:
    return check(atlas, kinds=[kind], on=ON)


def test_two_capacities_of_one_time_are_a_contradiction_with_both_sources():
    atlas = atlas_of(
        capacity(100_000, "wire.example", "2025-05-17"), capacity(150_000, "press.example", "2025-06-02")
    )
    (one,) = found(atlas, "contradiction")
    assert (one.level, one.subjects, one.property) == ("error", (PLANT,), "annualCapacity")
    assert {source.split("/")[2] for source in one.sources} == {"wire.example", "press.example"}
    assert len(one.facts) == 2
    assert one.difference == pytest.approx(1 / 3)
    assert "100,000" in one.message
    assert "150,000" in one.message


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (capacity(101_000, "press.example", "2025-06-02"), "the same figure rounded"),
        (capacity(90_000, "press.example", "2025-06-02", comparator=">"), "a bound that both keep"),
        (capacity(150_000, "press.example", "2026-02-02"), "growth over time"),
        (capacity(125_000, "press.example", "2025-08-20"), "modest growth within months"),
        (capacity(200_000, "press.example", "2025-05-18", modality="planned"), "a plan beside what is"),
        (capacity(50_000, "press.example", "2025-05-18", part="phase 1"), "a phase beside the whole"),
        (capacity(30_000, "press.example", "2025-05-18", product="bev"), "another product"),
        (capacity(105_000, "press.example", "2025-05-18", comparator="~"), "about as much"),
    ],
)
def test_what_both_can_hold_is_none(second, why):
    assert found(atlas_of(capacity(100_000, "wire.example", "2025-05-17"), second), "contradiction") == [], (
        why
    )


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (capacity(125_000, "press.example", "2025-06-10"), "nothing grows by a quarter in weeks"),
        (capacity(300_000, "press.example", "2025-08-20"), "nothing triples in a season"),
        (capacity(80_000, "press.example", "2025-08-20"), "a plant does not shrink"),
    ],
)
def test_growth_does_not_explain_everything(second, why):
    assert (
        len(found(atlas_of(capacity(100_000, "wire.example", "2025-05-17"), second), "contradiction")) == 1
    ), why


def test_stages_told_by_one_source_are_no_contradiction_with_another_that_tells_one_of_them():
    planned = {"modality": "planned"}
    atlas = atlas_of(
        capacity(150_000, "wire.example", "2025-07-22", **planned),
        capacity(300_000, "wire.example", "2025-07-22", **planned),
        capacity(150_000, "press.example", "2025-07-25", **planned),
    )
    assert found(atlas, "contradiction") == []


def test_contradictions_are_ranked_by_how_far_they_are_apart():
    period = {"start": "2025", "end": "2025"}
    atlas = atlas_of(
        exports(7_098_000, **period),
        exports(8_320_000, source="https://customs.example/a", **period),
        capacity(100_000, "wire.example", "2025-05-17"),
        capacity(200_000, "press.example", "2025-05-20"),
    )
    assert [one.property for one in found(atlas, "contradiction")] == ["annualCapacity", "exports"]


def test_a_plan_and_its_denial_are_told_together():
    plan = runs("Chery", "Chery Samsun plant", "planned", "2025-03-25", source="https://press.example/a")
    denial = runs("Chery", "Chery Samsun plant", "denied", "2025-03-26", said_by="Chery")
    atlas = atlas_of(plan, denial)
    (one,) = found(atlas, "contradiction")
    assert "denied by Chery" in one.message


def test_a_wrong_share_is_recomputed_and_a_right_one_let_be():
    period = {"start": "2025-01", "end": "2025-04"}
    figures = [exports(1_937_000, **period), exports(642_000, product="nev", **period)]
    share = Fact(
        "China",
        "Country",
        "exportsShare",
        value=33.0,
        comparator=">",
        product="nev",
        source="https://caam.example/a",
        **period,
    )
    assert found(atlas_of(*figures, share), "arithmetic") == []
    (one,) = found(atlas_of(*figures, share._replace(value=43.0)), "arithmetic")
    assert "33.1%" in one.message
    assert one.level == "error"


def test_growth_is_recomputed_from_the_year_before():
    now, before = {"start": "2025", "end": "2025"}, {"start": "2024", "end": "2024"}
    rate = Fact("China", "Country", "exportsGrowth", value=21.1, source="https://caam.example/a", **now)
    figures = [exports(7_098_000, **now), exports(5_859_000, **before)]
    assert found(atlas_of(*figures, rate), "arithmetic") == []
    (one,) = found(atlas_of(*figures, rate._replace(value=31.1)), "arithmetic")
    assert "+21.1%" in one.message


def test_months_that_do_not_make_the_quarter_are_found():
    months = [
        exports(value, start=f"2025-0{n}", end=f"2025-0{n}")
        for n, value in ((1, 470_000), (2, 441_000), (3, 507_000))
    ]
    quarter = {"start": "2025-01", "end": "2025-03"}
    assert found(atlas_of(*months, exports(1_420_000, **quarter)), "arithmetic") == []
    (one,) = found(atlas_of(*months, exports(1_620_000, **quarter)), "arithmetic")
    assert "1,418,000" in one.message


def test_countries_and_products_cannot_exceed_the_whole():
    period = {"start": "2024", "end": "2024"}
    total = exports(1_000_000, **period)
    parts = [exports(700_000, place="Russia", **period), exports(450_000, place="Mexico", **period)]
    (one,) = found(atlas_of(total, *parts), "arithmetic")
    assert "1,150,000" in one.message
    assert found(atlas_of(total, parts[0]), "arithmetic") == []
    (two,) = found(atlas_of(total, exports(1_200_000, product="nev", **period)), "arithmetic")
    assert two.property == "exports"


def test_owners_cannot_hold_more_than_all():
    stake = {"object": "Horse", "object_type": "Organization", "unit": "percent"}
    owners = [
        Fact(name, "Automaker", "ownsStake", value=value, **stake)
        for name, value in (("Geely", 45.0), ("Renault", 45.0))
    ]
    assert found(atlas_of(*owners), "arithmetic") == []
    more = Fact("Aramco", "Organization", "ownsStake", value=20.0, **stake)
    (one,) = found(atlas_of(*owners, more), "arithmetic")
    assert "110%" in one.message


def test_a_plan_whose_day_has_passed_is_late_unless_something_came_of_it():
    plan = Fact(
        PLANT,
        "Facility",
        "productionStart",
        start="2025-03",
        end="2025-03",
        modality="planned",
        published="2024-08-28",
    )
    (one,) = found(atlas_of(plan), "lateness")
    assert "12 months later" in one.message
    opened = Fact(
        PLANT, "Facility", "productionStart", start="2025-05-16", end="2025-05-16", modality="actual"
    )
    given_up = Fact(PLANT, "Facility", "cancelled", start="2025-01", end="2025-01", modality="actual")
    moved = plan._replace(start="2027", end="2027", published="2025-09-01")
    for outcome in (opened, given_up, moved):
        assert found(atlas_of(plan, outcome), "lateness") == []


def test_silence_of_four_years_says_so():
    plan = Fact(
        PLANT,
        "Facility",
        "productionStart",
        start="2021",
        end="2021",
        modality="planned",
        published="2020-08-28",
    )
    (one,) = found(atlas_of(plan), "lateness")
    assert "cancelled in all likelihood" in one.message


def test_a_missed_aim_is_noted_unless_the_outcome_is_known():
    aim = Fact("MG", "Brand", "sales", value=800_000.0, end="2023", modality="target", published="2023-07-05")
    assert len(found(atlas_of(aim), "lateness")) == 1
    outcome = Fact("MG", "Brand", "sales", value=840_000.0, start="2023", end="2023", modality="actual")
    assert found(atlas_of(aim, outcome), "lateness") == []


def test_old_figures_nobody_confirmed_are_stale():
    old, new = (
        capacity(20_000, "press.example", "2019-03-01"),
        capacity(20_000, "press.example", "2025-03-01"),
    )
    assert len(found(atlas_of(old), "staleness")) == 1
    assert found(atlas_of(old, new), "staleness") == []


def test_one_site_under_two_names_of_its_town_is_found():
    def site(label: str, town: str, latitude: float, longitude: float) -> list[Fact]:
        return [
            Fact(
                "SVOLT", "Organization", "operates", object=label, object_type="Facility", modality="actual"
            ),
            Fact(label, "Facility", "locatedIn", object=town, object_type="Place", modality="actual"),
            Fact(label, "Facility", "locatedIn", object="Germany", object_type="Country", modality="actual"),
            Fact(label, "Facility", "latitude", value=latitude, unit="degree"),
            Fact(label, "Facility", "longitude", value=longitude, unit="degree"),
        ]

    near = [
        *site("SVOLT Saarlouis plant", "Saarlouis", 49.31, 6.75),
        *site("SVOLT Überherrn plant", "Überherrn", 49.24, 6.70),
    ]
    far = [
        *site("SVOLT Saarlouis plant", "Saarlouis", 49.31, 6.75),
        *site("SVOLT Lauchhammer plant", "Lauchhammer", 51.49, 13.77),
    ]
    (one,) = found(atlas_of(*near), "duplicate")
    assert set(one.subjects) == {"SVOLT Saarlouis plant", "SVOLT Überherrn plant"}
    assert found(atlas_of(*far), "duplicate") == []


def test_two_spellings_of_a_name_are_found_and_numbered_ones_kept_apart():
    def company(name: str) -> Fact:
        return Fact(
            "BYD", "Automaker", "partnersWith", object=name, object_type="Organization", modality="actual"
        )

    (one,) = found(atlas_of(company("Koshi Auto Assembly"), company("Koshi Auto-Assembly")), "duplicate")
    assert set(one.subjects) == {"Koshi Auto Assembly", "Koshi Auto-Assembly"}
    assert (
        found(atlas_of(company("Military Factory 200"), company("Military Factory 300")), "duplicate") == []
    )


class TestDrafts:
    """Statements of a draft against what is known."""

    KNOWN = (
        capacity(100_000, "wire.example", "2025-05-17"),
        runs("Changan", PLANT, "actual", "2025-05-17"),
        Fact(
            PLANT, "Facility", "locatedIn", object="Thailand", object_type="Country", published="2025-05-17"
        ),
        step("productionStart", "2025-05-16"),
        exports(1_937_000, start="2025-01", end="2025-04"),
        Fact(
            "Voyah",
            "Brand",
            "countriesPresent",
            value=30.0,
            comparator=">",
            published="2025-04-01",
            confidence=0.9,
        ),
        Fact("Voyah", "Brand", "countriesPresent", value=45.0, published="2026-01-20", confidence=0.9),
        runs("Chery", "Chery Samsun plant", "denied", "2025-03-26", said_by="Chery"),
    )

    def verdict(self, fact: Fact) -> str:
        draft = fact._replace(published=fact.published or "2025-06-01", confidence=0.9, source=None)
        draft = atlas_of(draft, document="https://example.org/draft")
        (one,) = check_document(draft, atlas_of(*self.KNOWN))
        assert one.verdict in ("supported", "new") or one.evidence
        assert one.as_dict()["verdict"] == one.verdict
        return one.verdict

    @pytest.mark.parametrize(
        ("fact", "expected"),
        [
            (capacity(100_000, "x", "2025-06-01"), "supported"),
            (capacity(100_000, "x", "2025-06-01", comparator="~"), "supported"),
            (capacity(180_000, "x", "2025-06-01"), "contradicted"),
            (capacity(180_000, "x", "2026-06-01"), "new"),
            (capacity(200_000, "x", "2025-06-01", modality="planned"), "new"),
            (capacity(50_000, "x", "2025-06-01", part="phase 1"), "new"),
            (exports(1_937_000, start="2025-01", end="2025-04"), "supported"),
            (exports(1_900_000, comparator=">", start="2025-01", end="2025-04"), "supported"),
            (exports(2_400_000, start="2025-01", end="2025-04"), "contradicted"),
            (exports(2_400_000, start="2025-01", end="2025-05"), "new"),
            (exports(19_370_000, start="2025-01", end="2025-04"), "new"),
            (Fact("Voyah", "Brand", "countriesPresent", value=30.0, comparator=">"), "out of date"),
            (Fact("Voyah", "Brand", "countriesPresent", value=45.0, published="2026-02-01"), "supported"),
            (runs("Changan", PLANT, "actual"), "supported"),
            (runs("Changan", PLANT, "planned", "2024-06-01"), "out of date"),
            (runs("Chery", "Chery Samsun plant", "planned"), "contradicted"),
            (step("productionStart", "2025-05"), "supported"),
            (step("productionStart", "2025-06-01", comparator="<="), "supported"),
            (step("productionStart", "2024-01"), "contradicted"),
            (step("productionStart", "2025-03", "2024-06-01", modality="planned"), "out of date"),
            (
                Fact(
                    "Deepal",
                    "Brand",
                    "presentIn",
                    object="Thailand",
                    object_type="Country",
                    modality="actual",
                ),
                "new",
            ),
        ],
    )
    def test_verdicts(self, fact, expected):
        assert self.verdict(fact) == expected

    def test_a_draft_whose_own_share_is_wrong_is_told_so(self):
        period = {"start": "2026-01", "end": "2026-04", "confidence": 0.95}
        facts = [
            Fact("China", "Country", "exports", value=2_000_000.0, **period),
            Fact("China", "Country", "exports", value=500_000.0, product="nev", **period),
            Fact("China", "Country", "exportsShare", value=45.0, product="nev", **period),
        ]
        judged = check_document(atlas_of(*facts, document="urn:draft"), atlas_of(*self.KNOWN))
        assert [one.verdict for one in judged] == ["new", "new", "contradicted"]
        assert "25.0%" in judged[2].why

    def test_a_document_is_no_evidence_for_itself(self):
        draft = atlas_of(
            capacity(100_000, "wire.example", "2025-05-17")._replace(source=None), document="urn:draft"
        )
        (one,) = check_document(draft, draft)
        assert one.verdict == "new"

    def test_a_draft_may_name_a_company_and_its_plant_otherwise_than_the_atlas(self):
        def room(site: str) -> Fact:
            return capacity(20_000, "https://wire.example/1", "2025-05-17", product="vehicle")._replace(
                subject=site
            )

        atlas = atlas_of(
            runs("Ghabbour", "Ghabbour Abu Rawash plant", "actual", "2025-05-17")._replace(
                subject_type="Organization"
            ),
            room("Ghabbour Abu Rawash plant"),
        )
        draft = atlas_of(room("GB Corp Abu Rawash plant")._replace(source=None), document="urn:draft")
        (one,) = check_document(draft, atlas)
        assert one.verdict == "supported"
