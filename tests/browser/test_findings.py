"""The pages of a check: findings with their sources, and a draft with the verdicts in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from test_accessible import faults

from autoatlas.graph import Atlas
from autoatlas.graph.check import check, check_document
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import Fact, fill_defaults, to_frame
from autoatlas.viz import findings_page, verdicts_page

PLANT = "Changan Rayong plant"
HOSTILE = '<img src=x onerror=alert(1)>"};alert(1)// plant'
SENTENCE = "The plant can build 160,000 cars a year."
DRAFT = f"title: Rayong <b>opens</b>\ndate: 2025-06-01\n\n{SENTENCE} It is the first abroad.\n"


def capacity(value: float, source: str, subject: str = PLANT, **more: Any) -> Fact:
    known = {"unit": "vehicle/year", "source": source, "published": "2025-06-01", "confidence": 0.9}
    return Fact(subject, "Facility", "annualCapacity", value=value, **(known | more))


def atlas_of(*facts: Fact, document: str = "urn:table") -> Atlas:
    atlas = Atlas()
    atlas.load(Extraction(document, "test", iter([fill_defaults(to_frame(facts))])))
    return atlas


def disputed() -> Atlas:
    return atlas_of(
        capacity(100_000, "https://a.example/1"),
        capacity(150_000, "https://b.example/2"),
        capacity(100_000, "https://a.example/3", HOSTILE),
        capacity(150_000, "javascript:alert(1)", HOSTILE),
    )


def draft_page() -> Any:
    start = DRAFT.index(SENTENCE)
    place = {"quote": SENTENCE, "quote_start": start, "quote_end": start + len(SENTENCE)}
    draft = atlas_of(capacity(160_000, "urn:draft", **place), document="urn:draft")
    return verdicts_page(DRAFT, check_document(draft, atlas_of(capacity(100_000, "https://a.example/1"))))


def test_findings_stand_with_level_message_and_sources(open_page: Callable[..., Any]) -> None:
    opened = open_page(findings_page(check(disputed(), kinds=["contradiction"])))
    rows = opened.page.locator(".rows > li")
    assert rows.count() == 2
    shown = opened.page.locator("main").inner_text()
    assert "100,000" in shown
    assert HOSTILE in shown
    assert opened.page.locator("a[href^='https://a.example']").count() == 2
    assert opened.page.locator("a[href^='javascript']").count() == 0
    opened.check()


def test_nothing_found_is_said(open_page: Callable[..., Any]) -> None:
    opened = open_page(findings_page([]))
    assert "Nothing was found" in opened.page.locator("main").inner_text()
    opened.check()


def test_a_passage_leads_to_its_verdict_and_back(open_page: Callable[..., Any]) -> None:
    opened = open_page(draft_page())
    passage = opened.page.locator("a.passage.contradicted")
    assert SENTENCE in passage.inner_text()
    passage.click()
    statement = opened.page.locator("li:target")
    assert "100,000" in statement.inner_text()
    assert statement.locator("a[href='https://a.example/1']").count() == 1
    statement.locator("a.number").click()
    assert opened.page.locator("a.passage:target").count() == 1
    assert "title:" not in opened.page.locator(".text").inner_text()
    assert opened.page.locator("h1").inner_text() == "Rayong <b>opens</b>"
    opened.check()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_axe_finds_nothing_serious(open_page: Callable[..., Any], dark: bool, phone: bool) -> None:
    for page in (findings_page(check(disputed(), kinds=["contradiction"])), draft_page()):
        assert faults(open_page(page, dark=dark, phone=phone, bypass_csp=True).page) == []
