"""A real Chromium, shut off from any network, and a page that remembers all that went wrong in it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

HOW = (
    "The browser tests need Chromium and Playwright's Python package. Install them by "
    "`apt-get install chromium` (or as your system does) and `pip install playwright axe-playwright-python`; "
    "or name a Chromium in the environment variable CHROME."
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _give_up(why: str) -> None:
    # a missing browser must not look like a passed test where tests decide
    if os.environ.get("CI"):
        pytest.fail(f"{why}\n{HOW}")
    pytest.skip(f"{why} {HOW}")


def find_chromium() -> str | None:
    named = os.environ.get("CHROME")
    if named:
        return named
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return found or (str(mac) if mac.exists() else None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _give_up("Playwright is not installed.")
    path = find_chromium()
    if path is None:
        _give_up("No Chromium was found.")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page and what it did."""

    page: Any
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> list[str]:
        """Requests for anything but the page itself."""
        return [
            address
            for address in self.requests
            if not address.startswith(("file:", "data:", "blob:", "about:"))
        ]

    def check(self) -> None:
        assert self.errors == []
        assert self.dialogs == []
        assert self.foreign == []

    def node(self, label: str) -> int:
        """Number of the entity with this label."""
        at = self.page.evaluate(
            "label => AA.now.facts.data.nodes.id.findIndex((_, at) => AA.now.facts.label(at) === label)",
            label,
        )
        assert at >= 0, label
        return int(at)

    def spot(self, label: str) -> list[float]:
        """Where on the screen the entity with this label stands."""
        place: list[float] = self.page.evaluate(
            """node => {
                const box = document.getElementById("picture").getBoundingClientRect();
                const at = AA.now.renderer.screen(node);
                return [box.left + at.x, box.top + at.y];
            }""",
            self.node(label),
        )
        return place

    def click_node(self, label: str) -> None:
        self.page.mouse.click(*self.spot(label))
        self.page.wait_for_timeout(80)


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open a page from disk: ``open_page(view, width=…, dark=…, phone=…)``."""
    contexts: list[Any] = []

    def opener(
        view: Any,
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        phone: bool = False,
        fragment: str = "",
        bypass_csp: bool = False,
    ) -> Opened:
        target = tmp_path / f"page{len(contexts)}.html"
        view.save(target)
        context = chromium.new_context(
            viewport={"width": 390, "height": 844} if phone else {"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            offline=True,
            is_mobile=phone,
            has_touch=phone,
            accept_downloads=True,
            bypass_csp=bypass_csp,
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on(
            "console",
            lambda message: message.type in ("error", "warning") and opened.errors.append(message.text),
        )
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.goto(target.as_uri() + fragment)
        opened.page.wait_for_selector("html[data-ready]", state="attached")
        return opened

    yield opener
    for context in contexts:
        context.close()
