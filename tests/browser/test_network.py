"""The network page as people use it: seen, searched, filtered, clicked, read by keyboard, taken away."""

from __future__ import annotations

import csv
import io
import struct
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sample import random_atlas, small_atlas

from autoatlas.viz import network_page

RENDERERS = ("vis", "canvas")


@pytest.fixture(params=RENDERERS)
def opened(request: pytest.FixtureRequest, open_page: Callable[..., Any]) -> Any:
    return open_page(network_page(small_atlas(), title="Carmakers abroad", renderer=request.param))


def colours(page: Any) -> int:
    """How many different colours the picture has."""
    return int(
        page.evaluate(
            """() => {
                const canvas = AA.now.renderer.canvas(), ctx = canvas.getContext("2d");
                const bytes = ctx.getImageData(0, 0, canvas.width, canvas.height).data, seen = new Set();
                for (let at = 0; at < bytes.length; at += 4) {
                    seen.add((bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2]);
                }
                return seen.size;
            }"""
        )
    )


def test_it_draws_with_labels_and_asks_nobody_for_anything(opened: Any) -> None:
    assert opened.page.title() == "Carmakers abroad"
    assert colours(opened.page) > 20
    assert opened.page.evaluate("AA.now.scene.labelled") > 50
    opened.check()


def test_every_entity_is_inside_the_picture(opened: Any) -> None:
    outside = opened.page.evaluate(
        """() => {
            const box = document.getElementById("picture").getBoundingClientRect();
            const { facts, renderer } = AA.now;
            return facts.data.nodes.id.filter((_, at) => {
                const spot = renderer.screen(at);
                return spot.x < 5 || spot.y < 5 || spot.x > box.width - 5 || spot.y > box.height - 5;
            });
        }"""
    )
    assert outside == []


def test_a_click_shows_what_is_said_and_who_says_it(opened: Any) -> None:
    opened.click_node("Changan Rayong plant")
    panel = opened.page.locator("#panel")
    text = panel.inner_text()
    assert "Changan Rayong plant" in text
    assert "100,000 vehicles a year" in text
    assert "200,000 vehicles a year planned" in text.replace("\n", " ")
    assert "16 May 2025" in text
    assert "The plant in Rayong can build 100,000 cars a year." in text
    link = panel.locator("a[href='https://example.org/news/5']").first
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"
    assert "changan-rayong-plant" in opened.page.url
    opened.page.keyboard.press("Escape")
    assert "At a glance" in panel.inner_text()
    opened.check()


def test_a_click_on_a_relation_shows_its_facts(opened: Any) -> None:
    spot = opened.page.evaluate(
        """() => {
            const { facts, renderer } = AA.now, { edges } = facts.data;
            const ends = (at) => facts.label(edges.s[at]) + " > " + facts.label(edges.t[at]);
            const e = edges.s.findIndex((_, at) => ends(at) === "Chery > Chery Barcelona plant");
            const a = renderer.screen(edges.s[e]), b = renderer.screen(edges.t[e]);
            const box = document.getElementById("picture").getBoundingClientRect();
            return [box.left + (a.x + b.x) / 2, box.top + (a.y + b.y) / 2];
        }"""
    )
    opened.page.mouse.click(*spot)
    opened.page.wait_for_timeout(80)
    text = opened.page.locator("#panel").inner_text()
    assert "Chery operates Chery Barcelona plant" in text
    assert "Chery builds cars in Barcelona, Spain." in text


def test_search_finds_by_part_accent_and_alias_and_enter_opens(opened: Any) -> None:
    page = opened.page
    page.keyboard.press("/")
    for query, first in (("camacari", "Camaçari"), ("比亚迪", "BYD"), ("rayong plant", "BYD Rayong plant")):
        page.fill("#search", query)
        assert page.locator("#found li").first.inner_text().strip() == first
    page.fill("#search", "hungary")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "found-0"
    page.keyboard.press("Enter")
    assert page.locator("#panel .panel-title").inner_text() == "Hungary"
    assert page.evaluate("document.activeElement.className") == "panel-title"
    page.fill("#search", "no such maker")
    assert "Nothing is called so" in page.locator("#found").inner_text()
    opened.check()


def test_filters_take_away_and_give_back(opened: Any) -> None:
    page = opened.page
    shown = "AA.now.scene.nodeOn.reduce((a, b) => a + b, 0)"
    links = "AA.now.scene.edgeOn.reduce((a, b) => a + b, 0)"
    everything, all_links = page.evaluate(shown), page.evaluate(links)
    page.locator("#kinds label", has_text="Facilities").click()
    assert page.evaluate(shown) == everything - 15
    assert "entities" in page.locator("#shown").inner_text()
    page.locator("#reset").click()
    assert (page.evaluate(shown), page.evaluate(links)) == (everything, all_links)
    page.locator("#modalities label", has_text="planned").click()
    assert "BYD Dolphin Surf" not in page.locator("#table").inner_text()
    assert page.evaluate(links) < all_links
    page.locator("#reset").click()
    page.locator("#properties label", has_text="brand of").click()
    avatr = opened.node("Avatr")
    assert page.evaluate("node => AA.now.scene.nodeOn[node]", avatr) == 0
    page.locator("#reset").click()
    page.locator("#year").evaluate("box => { box.value = 2022; box.dispatchEvent(new Event('input')); }")
    assert page.locator("#year-shown").inner_text() == "2022"
    assert page.evaluate(links) < all_links / 2
    opened.check()


def test_the_table_holds_the_same_and_works_by_keyboard(opened: Any) -> None:
    page = opened.page
    assert page.locator("#rows-count").inner_text() == "116 facts"
    page.locator("#table thead button", has_text="What").press("Enter")
    assert page.locator("#table th[aria-sort=ascending]").inner_text().startswith("What")
    page.locator("#table tbody tr").first.locator("button").first.focus()
    page.keyboard.press("ArrowDown")
    name = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    assert page.locator("#panel .panel-title").inner_text() == name
    assert name in page.locator("#rows-count").inner_text()
    opened.check()


def test_the_table_turns_its_pages(opened: Any) -> None:
    page = opened.page
    first = page.locator("#table tbody tr").first.inner_text()
    page.locator("#pager button", has_text="Next").press("Enter")
    assert "Page 2 of 3" in page.locator("#pager").inner_text()
    assert page.locator("#table tbody tr").first.inner_text() != first


def test_keys_move_and_zoom_the_picture(opened: Any) -> None:
    page = opened.page
    at = "[AA.now.renderer.screen(0)].map((spot) => [Math.round(spot.x), Math.round(spot.y)])[0]"
    page.focus("#picture")
    before = page.evaluate(at)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(60)
    moved = page.evaluate(at)
    assert moved[0] < before[0] - 30
    page.keyboard.press("+")
    page.wait_for_timeout(60)
    assert page.evaluate(at) != moved
    page.keyboard.press("0")
    page.wait_for_timeout(60)
    assert page.evaluate(at) == before


def test_a_link_opens_on_its_selection(open_page: Callable[..., Any]) -> None:
    opened = open_page(network_page(small_atlas()), fragment="#byd-rayong-plant")
    assert opened.page.locator("#panel .panel-title").inner_text() == "BYD Rayong plant"
    opened.page.evaluate("location.hash = 'thailand'")
    opened.page.wait_for_timeout(80)
    assert opened.page.locator("#panel .panel-title").inner_text() == "Thailand"
    opened.check()


def test_the_selection_is_saved_as_csv_in_the_columns_of_facts(opened: Any) -> None:
    opened.click_node("China")
    with opened.page.expect_download() as waiting:
        opened.page.click("#csv")
    path = waiting.value.path()
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert waiting.value.suggested_filename == "china.csv"
    assert {row["subject"] for row in rows} == {"China"}
    exports = next(row for row in rows if row["property"] == "exports" and not row["product"])
    assert (exports["value"], exports["unit"], exports["comparator"], exports["said_by"]) == (
        "1937000",
        "vehicle",
        "=",
        "CAAM",
    )
    assert (exports["start"], exports["end"], exports["source"]) == (
        "2025-01",
        "2025-04",
        "https://example.org/news/f5",
    )


def test_the_picture_is_saved_as_png(opened: Any) -> None:
    with opened.page.expect_download() as waiting:
        opened.page.click("#png")
    data = waiting.value.path().read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width > 700
    assert height > 500
    assert waiting.value.suggested_filename == "carmakers-abroad.png"


@pytest.mark.parametrize("renderer", RENDERERS)
def test_dark_follows_the_system_and_the_button(open_page: Callable[..., Any], renderer: str) -> None:
    opened = open_page(network_page(small_atlas(), renderer=renderer), dark=True)
    background = "getComputedStyle(document.body).backgroundColor"
    assert opened.page.evaluate(background) == "rgb(20, 23, 27)"
    dark = opened.page.evaluate("AA.now.scene.colours.fill[0]")
    opened.page.click("#theme")
    assert opened.page.evaluate(background) == "rgb(251, 250, 247)"
    assert opened.page.evaluate("AA.now.scene.colours.fill[0]") != dark
    # what a page keeps reaches the disk a moment later
    opened.page.wait_for_timeout(400)
    opened.page.reload()
    assert opened.page.evaluate(background) == "rgb(251, 250, 247)"
    opened.check()


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_phone_sees_all_of_it(open_page: Callable[..., Any], renderer: str) -> None:
    opened = open_page(network_page(small_atlas(), renderer=renderer), phone=True)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.getElementById('filters').open") is False
    spot = opened.spot("BYD")
    page.touchscreen.tap(*spot)
    page.wait_for_timeout(120)
    assert page.locator("#panel .panel-title").inner_text() == "BYD"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    opened.check()


def test_a_neighbourhood_opens_on_its_middle(open_page: Callable[..., Any]) -> None:
    opened = open_page(network_page(small_atlas(), focus="比亚迪", depth=1))
    assert opened.page.locator("h1").inner_text() == "BYD and what it is linked to"
    assert opened.page.locator("#panel .panel-title").inner_text() == "BYD"
    assert opened.page.evaluate("AA.now.facts.data.nodes.id.length") == 10
    opened.check()


def test_parallel_relations_lie_apart(opened: Any) -> None:
    bends = opened.page.evaluate(
        """() => { const { facts } = AA.now, { edges } = facts.data;
            const ends = (at) => facts.label(edges.s[at]) + " > " + facts.label(edges.t[at]);
            return edges.bend.filter((_, at) => ends(at) === "BYD > Thailand"); }"""
    )
    assert len(set(bends)) == len(bends) == 2


def test_a_large_graph_takes_the_canvas_and_says_what_was_left_out(open_page: Callable[..., Any]) -> None:
    view = network_page(random_atlas(1500, 2500), limit=1200)
    assert "vis-network" not in view
    opened = open_page(view)
    assert "300 entities with fewer relations are left out" in opened.page.locator(".bar").inner_text()
    assert opened.page.evaluate("AA.now.scene.labelled") > 20
    opened.check()


def test_a_notebook_shows_the_page_in_a_frame(open_page: Callable[..., Any]) -> None:
    from autoatlas.viz import View

    inside = network_page(small_atlas(), title="Inside")
    outside = View(
        "<!doctype html><html lang='en' data-ready='1'><title>Notebook</title>"
        f"<body>{inside._repr_html_()}</body></html>"
    )
    opened = open_page(outside)
    frame = opened.page.frames[1]
    frame.wait_for_selector("html[data-ready]", state="attached")
    frame.locator("#table tbody button").first.click()
    assert frame.locator("#panel .panel-title").inner_text()
    opened.check()


def test_as_of_a_day_nothing_later_is_in_the_page(open_page: Callable[..., Any]) -> None:
    everything = network_page(small_atlas())
    then = network_page(small_atlas(), as_of=date(2023, 6, 30))
    assert "2025-05-12" in everything
    assert "2025-05-12" not in then
    opened = open_page(then)
    assert opened.page.locator("#year-shown").inner_text() == "2023"
    opened.page.locator("#year").evaluate(
        "box => { box.value = 2022; box.dispatchEvent(new Event('input')); }"
    )
    assert "entities" in opened.page.locator("#shown").inner_text()
    opened.check()


@pytest.mark.parametrize("renderer", RENDERERS)
def test_groups_close_and_open_by_click(open_page: Callable[..., Any], renderer: str) -> None:
    opened = open_page(network_page(small_atlas(), layout="region", renderer=renderer))
    page = opened.page
    drawn = "AA.now.scene.drawn.reduce((a, b) => a + b, 0)"
    everything = page.evaluate(drawn)
    middle = """name => {
        const { clusters } = AA.now.scene, at = clusters.way.groups.findIndex(({ label }) => label === name);
        const box = document.getElementById("picture").getBoundingClientRect(), view = AA.now.renderer.view();
        const [x, y] = clusters.frame(at, view), closed = clusters.closed.has(at);
        const spot = closed ? clusters.spot(at, view) : [x + 20, y + 13];
        return [box.left + spot[0], box.top + spot[1]];
    }"""
    page.mouse.click(*page.evaluate(middle, "Southeast Asia"))
    page.wait_for_timeout(80)
    closed = page.evaluate(drawn)
    assert closed < everything - 10
    words = page.locator("#clusters button[aria-pressed=true]").inner_text().split()
    assert words == ["+", "Southeast", "Asia", str(everything - closed)]
    # the table goes on to hold all that is filtered in
    assert page.locator("#rows-count").inner_text() == "116 facts"
    page.mouse.click(*page.evaluate(middle, "Southeast Asia"))
    page.wait_for_timeout(80)
    assert page.evaluate(drawn) == everything
    page.click("#close-all")
    assert page.evaluate(drawn) == 0
    lines = page.evaluate("AA.now.scene.clusters.weight.reduce((sum, weight) => sum + (weight > 0), 0)")
    assert 0 < lines < page.evaluate("AA.now.facts.data.edges.s.length") / 2
    # who is looked for steps out of the closed group
    page.fill("#search", "BYD Rayong plant")
    page.keyboard.press("Enter")
    assert page.evaluate("node => AA.now.scene.drawn[node]", opened.node("BYD Rayong plant")) == 1
    assert page.evaluate(drawn) == everything - closed
    page.click("#open-all")
    assert page.evaluate(drawn) == everything
    opened.check()


@pytest.mark.parametrize("renderer", RENDERERS)
def test_the_page_offers_each_arrangement(open_page: Callable[..., Any], renderer: str) -> None:
    opened = open_page(
        network_page(small_atlas(), layout=("region", "maker", "time", "force"), renderer=renderer)
    )
    page = opened.page
    spots = set()
    for words in ("by maker", "by year", "by their links", "by part of the world"):
        page.locator("#arrangements label", has_text=words).click()
        page.wait_for_timeout(60)
        spots.add(tuple(opened.spot("BYD")))
    assert len(spots) == 4
    assert colours(page) > 20
    opened.check()


def test_several_are_chosen_linked_to_and_saved(opened: Any) -> None:
    page = opened.page
    opened.click_node("BYD Rayong plant")
    page.keyboard.down("Shift")
    opened.click_node("Thailand")
    page.keyboard.up("Shift")
    assert page.url.endswith("#byd-rayong-plant,thailand")
    text = page.locator("#panel").inner_text()
    assert "2 chosen" in text
    assert "BYD Rayong plant located in Thailand" in text
    assert "about the 2 chosen" in page.locator("#rows-count").inner_text()
    with page.expect_download() as waiting:
        page.click("#csv")
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))
    assert waiting.value.suggested_filename == "byd-rayong-plant-thailand.csv"
    assert all({row["subject"], row["object"]} & {"BYD Rayong plant", "Thailand"} for row in rows)
    with page.expect_download() as waiting:
        page.click("#png")
    assert waiting.value.suggested_filename == "byd-rayong-plant-thailand.png"
    page.locator("#panel button", has_text="leave out").first.press("Enter")
    assert page.locator("#panel .panel-title").inner_text() == "Thailand"
    opened.check()


def test_without_a_mouse_another_is_added_by_a_button(opened: Any) -> None:
    page = opened.page
    page.fill("#search", "hungary")
    page.keyboard.press("Enter")
    page.locator("#panel button", has_text="Add another").press("Enter")
    page.fill("#search", "brazil")
    page.keyboard.press("Enter")
    assert page.url.endswith("#hungary,brazil")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("#panel .panel-title").inner_text() == "2 chosen"
    opened.check()


def test_a_large_picture_is_where_it_was_moved_to(open_page: Callable[..., Any]) -> None:
    opened = open_page(network_page(random_atlas(2200, 2600)))
    page = opened.page
    page.evaluate(
        """() => new Promise((done) => {
            let step = 0;
            const move = () => {
                AA.now.renderer.pan(-4, 2);
                if (++step < 20) requestAnimationFrame(move); else setTimeout(done, 400);
            };
            move();
        })"""
    )
    assert colours(page) > 20
    opened.click_node("Country number 0")
    assert page.locator("#panel .panel-title").inner_text() == "Country number 0"
    opened.check()
