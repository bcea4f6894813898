"""Every chart page: marks lead to facts, groups go and come back, it fits a phone, it is taken away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sample import hostile_atlas, mapped_atlas

from autoatlas.viz import flows_page, matrix_page, targets_page, timeline_page

DAY = date(2025, 9, 1)
PAGES: dict[str, Callable[[Any], Any]] = {
    "flows": lambda graph: flows_page(graph, as_of=DAY),
    "matrix": lambda graph: matrix_page(graph, as_of=DAY),
    "targets": lambda graph: targets_page(graph, as_of=DAY),
    "timeline": lambda graph: timeline_page(graph, as_of=DAY),
}


@pytest.fixture(params=PAGES)
def opened(request: pytest.FixtureRequest, open_page: Callable[..., Any]) -> Any:
    return open_page(PAGES[request.param](mapped_atlas()))


def test_a_mark_leads_to_its_facts_by_mouse_and_by_keyboard(opened: Any) -> None:
    page = opened.page
    mark = page.locator(".only-wide [data-node]").first
    node = int(mark.get_attribute("data-node"))
    mark.click()
    label = page.evaluate("node => AA.now.facts.label(node)", node)
    assert page.locator("#panel .panel-title").inner_text() == label
    page.keyboard.press("Escape")
    assert page.locator("#panel .panel-title").inner_text() == "At a glance"
    mark.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel .panel-title").inner_text() == label
    opened.check()


def test_hovering_tells_more(opened: Any) -> None:
    opened.page.locator(".only-wide [data-node][data-tip], .only-wide [data-pair]").first.hover()
    assert opened.page.locator("#tip").is_visible()
    assert opened.page.locator("#tip").inner_text().strip()


def test_groups_go_and_come_back(opened: Any) -> None:
    page = opened.page
    boxes = page.locator("#groups label")
    if not boxes.count():
        return
    rows = "[...document.querySelectorAll('.only-wide [data-group]')]"
    seen = f"{rows}.filter((row) => row.style.display !== 'none').length"
    everything = page.evaluate(seen)
    boxes.first.click()
    assert page.evaluate(seen) < everything
    page.click("#reset")
    assert page.evaluate(seen) == everything
    opened.check()


def test_no_text_is_cut_off_or_covers_another(opened: Any) -> None:
    """Texts of the wide and of the narrow chart stay inside it and apart from each other."""
    bad = opened.page.evaluate(
        """() => {
            const bad = [];
            document.querySelector(".only-narrow").style.display = "block";
            for (const svg of document.querySelectorAll("svg.figure[role=group]")) {
                const frame = svg.getBoundingClientRect();
                const texts = [...svg.querySelectorAll("text")];
                const boxes = texts.map((text) => [text.getBoundingClientRect(), text.textContent]);
                for (const [box, words] of boxes) {
                    const across = box.left < frame.left - 1 || box.right > frame.right + 1;
                    const down = box.top < frame.top - 1 || box.bottom > frame.bottom + 2;
                    if (across || down) bad.push("outside: " + words);
                }
                for (let a = 0; a < boxes.length; a++) for (let b = a + 1; b < boxes.length; b++) {
                    const [x] = boxes[a], [y] = boxes[b];
                    const beside = x.left >= y.right - 1 || y.left >= x.right - 1;
                    const above = x.top >= y.bottom - 3 || y.top >= x.bottom - 3;
                    if (!beside && !above) bad.push(boxes[a][1] + " / " + boxes[b][1]);
                }
            }
            return bad;
        }"""
    )
    assert bad == []


def test_it_is_saved_as_svg_png_and_csv(opened: Any) -> None:
    with opened.page.expect_download() as waiting:
        opened.page.click("#svg")
    text = waiting.value.path().read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "var(" not in text
    with opened.page.expect_download() as waiting:
        opened.page.click("#png")
    assert waiting.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    with opened.page.expect_download() as waiting:
        opened.page.click("#csv")
    assert "subject,subject_type,property" in waiting.value.path().read_text(encoding="utf-8-sig")
    opened.check()


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_in_the_dark(open_page: Callable[..., Any], name: str) -> None:
    opened = open_page(PAGES[name](mapped_atlas()), phone=True, dark=True)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".only-narrow svg").first.is_visible()
    assert not page.locator(".only-wide svg").first.is_visible()
    page.locator(".only-narrow [data-node]").first.tap()
    page.wait_for_timeout(60)
    assert page.locator("#panel .panel-title").inner_text() != "At a glance"
    opened.check()


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_does_nothing(open_page: Callable[..., Any], name: str) -> None:
    graph = hostile_atlas()
    for at, (_, attrs) in enumerate(graph.nodes(data=True)):
        attrs["type"] = ("Facility", "Automaker", "Country", "Brand")[at % 4]
        attrs["facts"] = [
            *attrs["facts"],
            {
                "property": "productionStart",
                "modality": "actual",
                "start": f"20{10 + at % 15}",
                "end": f"20{10 + at % 15}",
            },
            {
                "property": "outlets",
                "value": 10.0 + at,
                "unit": "outlet",
                "modality": "target",
                "start": "2030",
                "end": "2030",
            },
        ]
    opened = open_page(PAGES[name](graph))
    for node in range(opened.page.evaluate("AA.now.facts.data.nodes.id.length")):
        opened.page.evaluate(
            "node => { location.hash = encodeURIComponent(AA.now.facts.data.nodes.id[node]); }", node
        )
        opened.page.wait_for_timeout(10)
    assert opened.page.evaluate("document.querySelectorAll('img, iframe').length") == 0
    opened.check()


def test_a_cell_of_the_matrix_opens_what_is_said_of_a_maker_there(open_page: Callable[..., Any]) -> None:
    opened = open_page(matrix_page(mapped_atlas(), as_of=DAY))
    page = opened.page
    cell = page.locator(".only-wide [data-words='Chery in Spain']")
    assert cell.get_attribute("data-tip") == "Chery in Spain: operating"
    cell.click()
    assert page.locator("#panel .panel-title").inner_text() == "Chery in Spain"
    assert "operates Chery Barcelona plant" in page.locator("#panel").inner_text()
    opened.check()


def test_the_matrix_changes_its_order(open_page: Callable[..., Any]) -> None:
    opened = open_page(matrix_page(mapped_atlas(), as_of=DAY))
    page = opened.page
    names = """() => [...document.querySelectorAll(".only-wide [data-row]")]
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => row.querySelector("text").textContent)"""
    first = page.evaluate(names)
    page.locator("#orders label", has_text="by name").click()
    assert page.evaluate(names) == sorted(first, key=str.casefold)
    page.locator("#orders label", has_text="by likeness").click()
    assert sorted(page.evaluate(names)) == sorted(first)
    page.click("#reset")
    assert page.evaluate(names) == first
    opened.check()


def test_exports_and_makers_are_chosen(open_page: Callable[..., Any]) -> None:
    graph = mapped_atlas()
    china = next(attrs for _, attrs in graph.nodes(data=True) if attrs["label"] == "China")
    earlier = [
        {**fact, "value": 7000.0, "start": "2023", "end": "2023"}
        for fact in china["facts"]
        if fact.get("place")
    ]
    china["facts"] += [fact for fact in earlier if fact["property"] == "exports"][:4]
    opened = open_page(flows_page(graph, as_of=DAY))
    page = opened.page
    ribbons = "[...document.querySelectorAll('.only-wide .ribbon')]"
    tips = f"{ribbons}.filter((r) => r.getBoundingClientRect().width).map((r) => r.dataset.tip)"
    assert "China to Brazil: 482,000 vehicles" in page.evaluate(tips)
    assert any(tip.startswith("BYD to Europe: ") for tip in page.evaluate(tips))
    page.locator(".choices label", has_text="2023").click()
    assert "China to Brazil: 482,000 vehicles" not in page.evaluate(tips)
    assert any(tip.endswith(": 7,000 vehicles") for tip in page.evaluate(tips))
    with page.expect_download() as waiting:
        page.click("#svg")
    text = waiting.value.path().read_text(encoding="utf-8")
    assert text.count("<svg") == 3
    assert "Exports from China, 2023" in text
    page.click("#reset")
    assert "China to Brazil: 482,000 vehicles" in page.evaluate(tips)
    opened.check()


def test_what_is_planned_is_hatched_on_top_of_what_runs(open_page: Callable[..., Any]) -> None:
    graph = mapped_atlas()
    szeged = next(attrs for _, attrs in graph.nodes(data=True) if attrs["label"] == "BYD Szeged plant")
    start = next(fact for fact in szeged["facts"] if fact["property"] == "productionStart")
    szeged["facts"].append({**start, "start": "2025", "end": "2025", "published": "2021-12-22"})
    opened = open_page(timeline_page(graph, as_of=DAY))
    page = opened.page
    hatched = page.locator(".only-wide .area-plan").first
    assert "planned by" in hatched.get_attribute("data-tip")
    pattern = hatched.get_attribute("style").split("#")[1].rstrip(");")
    assert page.locator(f"[id='{pattern}']").count() == 1
    assert page.locator(".only-wide .line-slip").count() == 1
    row = page.locator(".only-wide [data-node]", has_text="BYD Szeged plant")
    assert "12 months later than first stated" in row.get_attribute("data-tip")
    opened.check()


def test_ribbons_say_how_much_and_stay_with_what_is_chosen(open_page: Callable[..., Any]) -> None:
    opened = open_page(flows_page(mapped_atlas(), as_of=DAY))
    page = opened.page
    tips = page.evaluate(
        "[...document.querySelectorAll('.only-wide .ribbon')].map((ribbon) => ribbon.dataset.tip)"
    )
    assert "Chery to Spain: 50,000 vehicles a year" in tips
    assert "BYD to Hungary: 150,000 vehicles a year, planned" in tips
    assert "China to Brazil: 482,000 vehicles" in tips
    page.evaluate("id => { location.hash = id; }", "spain")
    page.wait_for_timeout(60)
    clear = page.evaluate(
        "[...document.querySelectorAll('.only-wide .ribbon:not(.faint)')].map((r) => r.dataset.tip)"
    )
    assert clear
    assert all("Spain" in tip for tip in clear)
    opened.check()
