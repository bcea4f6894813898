"""The map as people use it: moved, filtered by status, maker and year, clicked, saved."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sample import hostile_atlas, mapped_atlas

from autoatlas.viz import map_page


@pytest.fixture
def opened(open_page: Callable[..., Any]) -> Any:
    return open_page(map_page(mapped_atlas(), title="Where they build"))


def dots(page: Any) -> int:
    """How many facilities are seen."""
    return int(
        page.evaluate(
            "[...document.querySelectorAll('#dots .dot')].filter((d) => d.style.display !== 'none').length"
        )
    )


def test_the_world_and_its_facilities_are_drawn(opened: Any) -> None:
    assert opened.page.locator("#world .land").count() > 160
    assert dots(opened.page) == 14
    assert opened.page.locator("#names text").count() > 6
    assert "14 of 15 facilities have a known place" in opened.page.locator(".bar").inner_text()
    opened.check()


def test_every_facility_lies_inside_its_country(opened: Any) -> None:
    outside = opened.page.evaluate(
        """() => {
            const { facts } = AA.now, point = document.getElementById("map").createSVGPoint();
            return facts.data.map.sites.filter((site) => {
                point.x = site.x; point.y = site.y;
                const name = facts.label(site.country);
                const lands = [...document.querySelectorAll(".land")];
                const land = lands.find((path) => path.dataset.country === name);
                return !land || !land.isPointInFill(point);
            }).map((site) => facts.label(site.node));
        }"""
    )
    # at this scale a harbour may lie a pixel off the coast
    assert set(outside) <= {
        "SAIC Chonburi plant",
        "Chery Hai Phong plant",
        "Chery Barcelona plant",
        "BYD Camaçari plant",
        "BYD Rayong plant",
        "Changan Rayong plant",
        "GAC Rayong plant",
        "Great Wall Motor Rayong plant",
    }
    assert len(outside) < 8


def test_a_click_on_a_facility_and_on_a_country_shows_the_facts(opened: Any) -> None:
    opened.click_node("BYD Szeged plant")
    assert "150,000 vehicles a year" in opened.page.locator("#panel").inner_text()
    assert opened.page.locator("#panel a[href='https://example.org/news/2']").count() > 0
    opened.page.keyboard.press("Escape")
    opened.page.click("#fit")
    opened.page.wait_for_timeout(60)
    spot = opened.page.evaluate(
        """() => {
            const land = document.querySelector(".land[data-country=Brazil]");
            const at = new DOMPoint(land.dataset.x, land.dataset.y).matrixTransform(land.getScreenCTM());
            return [at.x, at.y];
        }"""
    )
    opened.page.mouse.click(*spot)
    assert opened.page.locator("#panel .panel-title").inner_text() == "Brazil"
    opened.check()


def test_the_year_changes_what_stands(opened: Any) -> None:
    page = opened.page
    slide = "(box, year) => { box.value = year; box.dispatchEvent(new Event('input')); }"
    assert (
        "at the end of 2026" in page.locator("#shown").inner_text()
        or "at the end of 2025" in page.locator("#shown").inner_text()
    )
    now = dots(page)
    page.locator("#year").evaluate(slide, 2018)
    early = dots(page)
    assert early < now
    assert f"{early} facilities at the end of 2018" in page.locator("#shown").inner_text()
    assert "Changan Rayong plant" not in page.locator("#table").inner_text()
    page.click("#reset")
    assert dots(page) == now


def test_status_maker_and_layer_narrow_it(opened: Any) -> None:
    page = opened.page
    page.locator("#makers label", has_text="BYD").click()
    assert dots(page) == 9
    page.locator("#reset").click()
    page.locator("#statuses label", has_text="announced").click()
    assert dots(page) < 14
    page.locator("#reset").click()
    page.locator("#layers label", has_text="Exports from China").click()
    assert page.locator("#flows").is_visible()
    assert "2024" in page.locator("#period option:checked").inner_text()
    page.locator("#layers label", has_text="Makers present").click()
    assert page.locator("#shades").is_visible()
    page.locator("#layers label", has_text="Facilities").click()
    assert dots(page) == 0
    page.locator("#colouring label", has_text="by maker").click()
    opened.check()


def test_it_is_moved_by_mouse_wheel_and_keys(opened: Any) -> None:
    page = opened.page
    matrix = "document.getElementById('world').getAttribute('transform')"
    first = page.evaluate(matrix)
    box = page.locator("#picture").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(60)
    closer = page.evaluate(matrix)
    assert float(re.findall(r"scale\(([\d.]+)", closer)[0]) > float(re.findall(r"scale\(([\d.]+)", first)[0])
    page.mouse.down()
    page.mouse.move(box["x"] + 360, box["y"] + 330, steps=4)
    page.mouse.up()
    page.wait_for_timeout(60)
    dragged = page.evaluate(matrix)
    assert dragged != closer
    page.focus("#picture")
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(60)
    assert page.evaluate(matrix) != dragged
    assert page.locator("#panel .panel-title").inner_text() == "At a glance", "a drag is no click"


def test_it_is_saved_as_svg_and_png(opened: Any) -> None:
    with opened.page.expect_download() as waiting:
        opened.page.click("#svg")
    text = waiting.value.path().read_text(encoding="utf-8")
    assert waiting.value.suggested_filename == "where-they-build.svg"
    assert text.startswith("<svg")
    assert text.count("<circle") == 14
    assert "var(" not in text
    with opened.page.expect_download() as waiting:
        opened.page.click("#png")
    assert waiting.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    opened.check()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_dark_and_narrow(open_page: Callable[..., Any], phone: bool) -> None:
    opened = open_page(map_page(mapped_atlas()), dark=True, phone=phone)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= (390 if phone else 1440)
    assert opened.page.evaluate("getComputedStyle(document.querySelector('.land')).fill") == "rgb(42, 48, 55)"
    opened.check()


def test_hostile_text_does_nothing(open_page: Callable[..., Any]) -> None:
    graph = hostile_atlas()
    for at, (_, attrs) in enumerate(graph.nodes(data=True)):
        attrs["type"] = "Facility"
        attrs["facts"] = [
            *attrs["facts"],
            {"property": "latitude", "value": at * 2.0},
            {"property": "longitude", "value": at * 3.0},
        ]
    opened = open_page(map_page(graph, title="<script>alert(1)</script>"))
    for node in range(opened.page.evaluate("AA.now.facts.data.nodes.id.length")):
        opened.page.evaluate(
            "node => { location.hash = encodeURIComponent(AA.now.facts.data.nodes.id[node]); }", node
        )
        opened.page.wait_for_timeout(10)
    opened.check()
