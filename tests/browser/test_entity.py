"""The page about one entity: figures, map, timeline, network and facts lead to each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sample import hostile_atlas, iri, mapped_atlas

from autoatlas.ontology.errors import UnknownEntity
from autoatlas.viz import entity_page

DAY = date(2025, 9, 1)


@pytest.fixture
def opened(open_page: Callable[..., Any]) -> Any:
    return open_page(entity_page(mapped_atlas(), "比亚迪", as_of=DAY))


def test_it_opens_on_the_entity_with_its_figures(opened: Any) -> None:
    page = opened.page
    assert page.locator("h1").inner_text() == "BYD"
    assert "more than 100 countries" in page.locator(".tiles").inner_text()
    assert page.locator("#panel .panel-title").inner_text() == "BYD"
    assert "US$1.4 billion" in page.locator("#panel").inner_text()
    assert page.locator(".only-wide svg.mini .dot").count() == 5
    assert page.locator(".only-wide svg.timeline [data-node]").count() == 5
    opened.check()


def test_map_and_timeline_lead_to_the_facts(opened: Any) -> None:
    page = opened.page
    dot = page.locator(".only-wide svg.mini .dot[aria-label^='BYD Szeged plant']")
    dot.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel .panel-title").inner_text() == "BYD Szeged plant"
    assert "chosen" in dot.get_attribute("class")
    page.locator(".only-wide svg.timeline [data-node]", has_text="BYD Rayong plant").click()
    assert page.locator("#panel .panel-title").inner_text() == "BYD Rayong plant"
    opened.check()


def test_programs_find_it_as_json_ld(opened: Any) -> None:
    data = json.loads(opened.page.locator("script[type='application/ld+json']").text_content())
    assert data["@id"] == iri("BYD")
    assert "schema:Organization" in data["@type"]
    assert {"@id": iri("BYD Rayong plant")} in data["aa:operates"]
    assert {"@id": iri("BYD Szeged plant")} not in data["aa:operates"], "a plan is no plain statement"
    values = [item.get("schema:value") for item in data["schema:additionalProperty"]]
    assert 100.0 in values


@pytest.mark.parametrize("name", ["Thailand", "Chery Barcelona plant", "Voyah", "European Union"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_any_kind_of_entity_has_a_page(open_page: Callable[..., Any], name: str, phone: bool) -> None:
    opened = open_page(entity_page(mapped_atlas(), name, as_of=DAY), phone=phone, dark=phone)
    assert opened.page.locator("#panel .panel-title").inner_text() == name
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= (390 if phone else 1440)
    opened.check()


def test_hostile_text_does_nothing(open_page: Callable[..., Any]) -> None:
    for name in ("Hub", "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>"):
        opened = open_page(entity_page(hostile_atlas(), name))
        assert opened.page.evaluate("document.querySelectorAll('img, iframe').length") == 0
        opened.check()


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownEntity, match="Thailand"):
        entity_page(mapped_atlas(), "Tailand")
