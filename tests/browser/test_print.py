"""On paper nothing is cut off, closed or dark, tall charts break between rows, and afterwards all is as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sample import mapped_atlas, small_atlas

from autoatlas.viz import (
    article_page,
    entity_page,
    flows_page,
    index_page,
    map_page,
    matrix_page,
    network_page,
    targets_page,
    timeline_page,
)

DAY = date(2025, 9, 1)
SHEET = 703  # pixels between margins of 12 mm on A4
ARTICLE = "BYD opened a plant in Rayong in July 2024. It makes 150,000 cars a year.\n\n" * 12
FACTS = [
    {
        "subject": "BYD Rayong plant",
        "subject_type": "Facility",
        "property": "annualCapacity",
        "value": 150000.0,
        "unit": "vehicle/year",
        "quote": ARTICLE[:73],
        "quote_start": 0,
        "quote_end": 73,
    }
]
PAGES: dict[str, Callable[[], Any]] = {
    "network": lambda: network_page(small_atlas(), renderer="canvas", layout=("region", "time")),
    "network by vis-network": lambda: network_page(small_atlas(), renderer="vis"),
    "map": lambda: map_page(mapped_atlas(), as_of=DAY),
    "timeline": lambda: timeline_page(mapped_atlas(), as_of=DAY),
    "targets": lambda: targets_page(mapped_atlas(), as_of=DAY),
    "matrix": lambda: matrix_page(mapped_atlas(), as_of=DAY),
    "flows": lambda: flows_page(mapped_atlas(), as_of=DAY),
    "entity": lambda: entity_page(mapped_atlas(), "BYD", as_of=DAY),
    "article": lambda: article_page(ARTICLE, FACTS),
    "index": lambda: index_page(mapped_atlas(), as_of=DAY, views=["map.html", "timeline.html"]),
}
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((node) => {
    const style = getComputedStyle(node), box = node.getBoundingClientRect();
    if (!box.width || !box.height || node.closest(".sr, svg, [hidden]") || style.position === "absolute") return false;
    const shut = /auto|scroll|hidden/.test(style.overflowY + style.overflowX);
    const over = node.scrollHeight > node.clientHeight + 2 || node.scrollWidth > node.clientWidth + 2;
    return shut && !style.webkitLineClamp.match(/^[0-9]/) && over;
}).map((node) => `${node.tagName}.${node.className}`)"""


def to_paper(page: Any) -> None:
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 1050})
    page.wait_for_timeout(120)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_on_paper(open_page: Callable[..., Any], name: str) -> None:
    opened = open_page(PAGES[name](), dark=True)
    page = opened.page
    if name == "timeline":
        assert page.evaluate(CUT_OFF), "on a screen it scrolls"
    to_paper(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgb(251, 250, 247)",
    )
    assert page.locator("details:not([open])").count() == 0
    assert not page.locator(".bar-tools").is_visible()
    assert len(page.pdf(format="A4")) > 10_000
    opened.check()


def test_the_picture_is_whole_and_light(open_page: Callable[..., Any]) -> None:
    for renderer in ("canvas", "vis"):
        opened = open_page(network_page(small_atlas(), renderer=renderer), dark=True)
        page = opened.page
        to_paper(page)
        box = page.locator("#picture canvas").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= SHEET
        corner = (
            "document.querySelector('#picture canvas').getContext('2d').getImageData(3, 3, 1, 1).data.join()"
        )
        if renderer == "canvas":
            assert page.evaluate(corner) == "255,255,255,255"


def test_a_tall_chart_breaks_between_rows_and_comes_back_whole(open_page: Callable[..., Any]) -> None:
    graph = mapped_atlas()
    plant = next(attrs for _, attrs in graph.nodes(data=True) if attrs["label"] == "BYD Rayong plant")
    for at in range(120):
        graph.add_node(f"urn:plant:{at}", **{**plant, "label": f"Works {at}", "aliases": []})
    opened = open_page(timeline_page(graph, as_of=DAY))
    page = opened.page
    rows = "document.querySelectorAll('.only-wide [data-node]').length"
    count = page.evaluate(rows)
    high = float(page.locator(".only-wide svg.figure").last.get_attribute("height"))
    to_paper(page)
    pieces = page.locator(".only-wide svg.piece")
    assert pieces.count() >= 3
    heights = [float(pieces.nth(at).get_attribute("height")) for at in range(pieces.count())]
    assert sum(heights) == pytest.approx(high, abs=0.5)
    assert max(heights) <= 1000
    # each row stands whole on one piece, none on two
    assert page.evaluate("document.querySelectorAll('.only-wide svg.piece [data-node]').length") == count
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert pieces.count() == 0
    assert page.locator(".only-wide svg.figure").last.evaluate("svg => svg.style.display") == ""
    opened.check()


def test_the_colours_come_back_after_printing(open_page: Callable[..., Any]) -> None:
    opened = open_page(targets_page(mapped_atlas(), as_of=DAY), dark=True)
    page = opened.page
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
