"""Text from sources stays text: labels, quotes, classes and addresses that try to be more do nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sample import HOSTILE, hostile_atlas

from autoatlas.viz import network_page


@pytest.mark.parametrize("renderer", ["vis", "canvas"])
def test_hostile_text_does_nothing_anywhere_on_the_page(open_page: Callable[..., Any], renderer: str) -> None:
    opened = open_page(
        network_page(hostile_atlas(), title="</title><script>alert(1)</script>", renderer=renderer)
    )
    page = opened.page
    pictures = page.evaluate("document.querySelectorAll('img, iframe, object, embed').length")
    assert pictures == 0
    for node in range(page.evaluate("AA.now.facts.data.nodes.id.length")):
        page.evaluate(
            "node => { location.hash = encodeURIComponent(AA.now.facts.data.nodes.id[node]); }", node
        )
        page.wait_for_timeout(15)
        assert page.locator("#panel .panel-title").count() == 1
    for text in HOSTILE[:5]:
        page.fill("#search", text)
        page.wait_for_timeout(15)
        assert text.strip()[:8] in page.locator("#found").inner_text()
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    opened.check()


@pytest.mark.parametrize("renderer", ["vis", "canvas"])
def test_hostile_names_of_groups_do_nothing(open_page: Callable[..., Any], renderer: str) -> None:
    graph = hostile_atlas()
    for at, node in enumerate(list(graph.nodes)):
        graph.nodes[node]["type"] = "Automaker"
        for n in range(3):  # each has enough to be a group of its own
            graph.add_node(f"{node}/{n}", label=f"plant {at} {n}", type="Facility", facts=[])
            graph.add_edge(node, f"{node}/{n}", key="operates", facts=[])
    opened = open_page(network_page(graph, layout="maker", renderer=renderer))
    page = opened.page
    words = page.locator("#clusters .cluster").all_inner_texts()
    assert any("<script>" in text for text in words)
    page.click("#close-all")
    page.wait_for_timeout(50)
    page.click("#open-all")
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    opened.check()


def test_only_harmless_addresses_become_links(open_page: Callable[..., Any]) -> None:
    opened = open_page(network_page(hostile_atlas()))
    found = set()
    for node in range(opened.page.evaluate("AA.now.facts.data.nodes.id.length")):
        opened.page.evaluate(
            "node => { location.hash = encodeURIComponent(AA.now.facts.data.nodes.id[node]); }", node
        )
        opened.page.wait_for_timeout(15)
        found |= set(
            opened.page.evaluate(
                "[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"
            )
        )
    assert found == {"#main", "https://example.org/ok"}


def test_directions_of_writing_stay_shut_in(open_page: Callable[..., Any]) -> None:
    opened = open_page(network_page(hostile_atlas()))
    label = "\u202egnp.exe"
    opened.page.evaluate(
        "node => { location.hash = encodeURIComponent(AA.now.facts.data.nodes.id[node]); }",
        opened.node(label),
    )
    opened.page.wait_for_timeout(40)
    title = opened.page.locator("#panel .panel-title bdi")
    assert title.inner_text() == label
    assert title.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"
    assert opened.page.evaluate("AA.now.facts.shortLabel(AA.now.scene.selected)") == "gnp.exe"


def test_the_browser_itself_refuses_foreign_scripts(open_page: Callable[..., Any]) -> None:
    opened = open_page(network_page(hostile_atlas()))
    ran = opened.page.evaluate(
        """() => new Promise((done) => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = true'>");
            setTimeout(() => done(window.ran === true), 200);
        })"""
    )
    assert ran is False
