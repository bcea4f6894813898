"""No page has a fault that axe-core calls serious, in light or dark, wide or narrow, at rest or in use."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sample import hostile_atlas, mapped_atlas, small_atlas

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


def faults(page: Any) -> list[str]:
    """What axe-core finds serious or critical."""
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None, "pip install axe-playwright-python"
    assert spec.submodule_search_locations is not None
    page.evaluate((Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{fault['id']}: {fault['help']}: {node['target']} {node.get('failureSummary', '')}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"][:5]
    ]


DAY = date(2025, 9, 1)
SENTENCE = "China shipped 1.937 million cars."
EXPORTS = {
    "subject": "China",
    "subject_type": "Country",
    "property": "exports",
    "value": 1.937e6,
    "unit": "vehicle",
    "quote": SENTENCE,
    "quote_start": 0,
    "quote_end": len(SENTENCE),
}
VIEWS: dict[str, Callable[[], Any]] = {
    "network": lambda: network_page(small_atlas(), title="Carmakers abroad"),
    "network on canvas": lambda: network_page(small_atlas(), title="Carmakers abroad", renderer="canvas"),
    "network in groups": lambda: network_page(small_atlas(), layout=("region", "maker", "time")),
    "article": lambda: article_page(SENTENCE, [EXPORTS], title="Exports"),
    "index": lambda: index_page(mapped_atlas(), as_of=DAY, views=["map.html", "targets.html"]),
    "entity": lambda: entity_page(mapped_atlas(), "BYD", as_of=DAY),
    "flows": lambda: flows_page(mapped_atlas(), as_of=DAY),
    "matrix": lambda: matrix_page(mapped_atlas(), as_of=DAY),
    "targets": lambda: targets_page(mapped_atlas(), as_of=DAY),
    "timeline": lambda: timeline_page(mapped_atlas(), as_of=DAY),
    "map": lambda: map_page(mapped_atlas()),
    "network of hostile text": lambda: network_page(hostile_atlas(), title="Hostile"),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", VIEWS)
def test_axe_finds_nothing_serious(open_page: Callable[..., Any], name: str, dark: bool, phone: bool) -> None:
    opened = open_page(VIEWS[name](), dark=dark, phone=phone, bypass_csp=True)
    assert faults(opened.page) == []
    choose = opened.page.locator("#q0, #table tbody button").first
    if choose.count():
        choose.click()
        opened.page.wait_for_timeout(100)
        assert faults(opened.page) == []
