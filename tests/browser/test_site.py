"""A folder of pages answers the questions people come with, from its front page, and its links lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sample import hostile_atlas, mapped_atlas

from autoatlas.graph import Atlas
from autoatlas.viz import atlas_site, index_page

DAY = date(2025, 9, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    atlas_site(mapped_atlas(), target, entities=12, as_of=DAY, title="Small atlas")
    return target


@pytest.fixture
def page(chromium: Any, folder: Path) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: message.type in ("error", "warning") and errors.append(message.text))
    page.goto((folder / "index.html").as_uri())
    yield page
    assert errors == []
    context.close()


def test_every_link_to_a_page_leads_to_one(folder: Path, page: Any) -> None:
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    pages = {link.split("#")[0] for link in links if not link.startswith(("#", "http"))}
    assert {"map.html", "network.html", "timeline.html", "targets.html", "matrix.html", "flows.html"} <= pages
    assert [link for link in pages if not (folder / link).exists()] == []


def test_where_a_maker_builds_is_on_the_front_page_and_on_the_map(page: Any) -> None:
    section = page.locator("section", has=page.locator("#first-title"))
    assert "Where is BYD building?" in section.inner_text()
    assert "BYD Rayong plant" in section.inner_text()
    section.locator("a", has_text="BYD Rayong plant").click()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("#panel .panel-title").inner_text() == "BYD Rayong plant"
    page.locator("a.home").click()
    assert page.locator("h1").inner_text() == "Small atlas"


def test_what_changed_leads_to_the_timeline(page: Any) -> None:
    section = page.locator("section", has=page.locator("#changed-title"))
    assert "What changed since 2023?" in section.inner_text()
    section.locator("a", has_text="Chery Barcelona plant").first.click()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("#panel .panel-title").inner_text() == "Chery Barcelona plant"


def test_the_search_leads_to_a_page_or_to_the_network(page: Any) -> None:
    page.fill("#search", "build your dreams")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities/byd.html*")
    page.locator("a.home").click()
    page.fill("#search", "omoda")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .panel-title")
    assert page.locator("#panel .panel-title").inner_text() == "Omoda"


def test_a_phone_sees_all_of_it(chromium: Any, folder: Path) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, offline=True, is_mobile=True, color_scheme="dark"
    )
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_hostile_text_does_nothing(open_page: Any) -> None:
    opened = open_page(index_page(hostile_atlas(), title="<script>alert(1)</script>"))
    opened.page.fill("#search", "<img")
    assert "<img src=x onerror=alert(1)>" in opened.page.locator("#found").inner_text()
    assert opened.page.evaluate("document.querySelectorAll('img, iframe').length") == 0
    opened.check()


@pytest.fixture(scope="module")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("packaged")
    atlas_site(Atlas.packaged(), target, entities=3)
    return target


@pytest.mark.parametrize(
    ("title", "asked", "view", "words"),
    [
        ("first-title", "Where is BYD building?", "map.html", "BYD"),
        ("far-title", "Who is farthest from its target?", "targets.html", "of"),
        ("changed-title", "What changed since", "timeline.html", ""),
        ("disputed-title", "Which figures are disputed?", "", "cannot be both"),
    ],
)
def test_the_shipped_atlas_answers_within_three_clicks(
    chromium: Any, packaged: Path, title: str, asked: str, view: str, words: str
) -> None:
    context = chromium.new_context(offline=True, viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto((packaged / "index.html").as_uri())
    section = page.locator("section", has=page.locator(f"#{title}"))
    assert asked in section.inner_text()
    rows = section.locator("li")
    assert rows.count() >= 3
    assert words in rows.first.inner_text()
    if view:  # one click leads from an answer, or from beneath it, to the picture that shows it
        section.locator(f"a[href^='{view}']").first.click()
        page.wait_for_selector("html[data-ready]", state="attached")
        assert page.locator("#panel .panel-title").inner_text()
    else:
        assert rows.first.locator("a[href^='http']").count() >= 1
    context.close()
