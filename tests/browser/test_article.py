"""The annotated article: passages chosen by mouse and keyboard, figures that lead to them, entities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sample import HOSTILE, HOSTILE_LINKS

from autoatlas.ontology.errors import InvalidParameter
from autoatlas.viz import article_page

TEXT = """title: From ships to plants
url: https://example.org/ships
date: 2025-05-31

A year of openings

Changan began production at its plant in Rayong, Thailand, which can build 100,000 vehicles a year. \
Voyah, a Dongfeng brand, wants 500 showrooms abroad by 2030.

China shipped 1.937 million cars from January to April 2025.
"""
QUOTES = [
    "Changan began production at its plant in Rayong, Thailand, which can build 100,000 vehicles a year.",
    "Voyah, a Dongfeng brand, wants 500 showrooms abroad by 2030.",
    "China shipped 1.937 million cars from January to April 2025.",
]


def said(number: int, subject: str, kind: str, name: str, **more: Any) -> dict[str, Any]:
    quote = QUOTES[number]
    start = TEXT.index(quote)
    return {
        "subject": subject,
        "subject_type": kind,
        "property": name,
        "modality": "actual",
        "comparator": "=",
        "quote": quote,
        "quote_start": start,
        "quote_end": start + len(quote),
        "source": "https://example.org/ships",
        "published": "2025-05-31",
        **more,
    }


FACTS = [
    said(0, "Changan", "Automaker", "operates", object="Changan Rayong plant", object_type="Facility"),
    said(0, "Changan Rayong plant", "Facility", "locatedIn", object="Thailand", object_type="Country"),
    said(0, "Changan Rayong plant", "Facility", "annualCapacity", value=100000.0, unit="vehicle/year"),
    said(1, "Voyah", "Brand", "brandOf", object="Dongfeng", object_type="Automaker"),
    said(
        1,
        "Voyah",
        "Brand",
        "outlets",
        value=500.0,
        unit="outlet",
        modality="target",
        start="2030",
        end="2030",
    ),
    said(2, "China", "Country", "exports", value=1.937e6, unit="vehicle", start="2025-01", end="2025-04"),
]


@pytest.fixture
def opened(open_page: Callable[..., Any]) -> Any:
    return open_page(article_page(TEXT, FACTS))


def test_the_text_is_shown_with_its_facts_underlined(opened: Any) -> None:
    page = opened.page
    assert page.locator("h1").inner_text() == "From ships to plants"
    assert page.locator(".bar a[href='https://example.org/ships']").count() == 1
    assert QUOTES[0] in page.locator("#text").inner_text()
    assert "title:" not in page.locator("#text").inner_text()
    capacity = page.locator("mark", has_text="100,000 vehicles")
    assert "fam-size firm-actual" in capacity.get_attribute("class")
    assert "firm-target" in page.locator("mark", has_text="500").get_attribute("class")
    assert page.locator("p.heads").inner_text() == "A year of openings"
    opened.check()


def test_a_passage_is_chosen_by_mouse_and_shows_facts_and_triples(opened: Any) -> None:
    opened.page.locator("mark", has_text="500").click()
    text = opened.page.locator("#panel").inner_text()
    assert "2 facts in this passage" in text
    assert "Voyah outlets 500 outlets target by 2030" in " ".join(text.split())
    assert "aae:voyah aa:brandOf aae:dongfeng ." in text
    assert opened.page.locator(".said-here.chosen").first.inner_text().startswith("Voyah")
    assert opened.page.evaluate("AA.now.scene.near.size") == 2
    opened.check()


def test_a_passage_is_chosen_by_keyboard(opened: Any) -> None:
    opened.page.focus("#q0")
    opened.page.keyboard.press("Enter")
    assert "3 facts in this passage" in opened.page.locator("#panel").inner_text()
    assert opened.page.get_attribute("#q0", "aria-pressed") == "true"
    opened.page.locator("#panel button", has_text="Changan Rayong plant").first.press("Enter")
    assert opened.page.locator("#panel .panel-title").inner_text() == "Changan Rayong plant"
    assert opened.page.locator("#q0.chosen").count() == 1
    assert opened.page.get_attribute("#q2", "aria-pressed") == "false"


def test_a_figure_leads_to_its_words(opened: Any) -> None:
    tile = opened.page.locator(".tile", has_text="1.937 million vehicles")
    assert "January–April 2025" in tile.inner_text()
    tile.press("Enter")
    assert opened.page.locator("#q2.chosen").count() == 1


def test_the_network_and_table_below_hold_the_same(opened: Any) -> None:
    page = opened.page
    assert page.locator("#rows-count").inner_text() == "6 facts"
    page.fill("#search", "dongf")
    page.keyboard.press("Enter")
    assert page.locator("#panel .panel-title").inner_text() == "Dongfeng"
    assert page.locator("#q1.chosen").count() == 1
    opened.check()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_dark_and_narrow(open_page: Callable[..., Any], phone: bool) -> None:
    opened = open_page(article_page(TEXT, FACTS), dark=True, phone=phone)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= (390 if phone else 1440)
    opened.check()


def test_hostile_text_does_nothing(open_page: Callable[..., Any]) -> None:
    text = "\n".join(HOSTILE)
    facts = []
    position = 0
    for at, line in enumerate(HOSTILE):
        facts.append(
            {
                "subject": line,
                "subject_type": "Automaker",
                "property": "operates",
                "object": line,
                "object_type": "Facility",
                "quote": line,
                "quote_start": position,
                "quote_end": position + len(line),
                "source": HOSTILE_LINKS[at % len(HOSTILE_LINKS)],
            }
        )
        position += len(line) + 1
    opened = open_page(article_page(text, facts, title="</h1><img src=x onerror=alert(1)>"))
    for span in opened.page.locator(".said-here[id]").all():
        span.evaluate("node => node.click()")
    assert opened.page.evaluate("document.querySelectorAll('img, iframe').length") == 0
    opened.check()


def test_a_table_is_refused() -> None:
    class Table:
        text = None

        def __iter__(self) -> Any:
            return iter(())

    with pytest.raises(InvalidParameter, match="table"):
        article_page(Table())
