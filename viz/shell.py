"""The shell that every page shares: theme, templates, and the rule that nothing is fetched from elsewhere.

A page carries a content security policy that names each of its own scripts by hash. Even if some text were to
slip past the escaping, the browser would run none of it, and would fetch nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from autoatlas.viz.safe import clean, script_json
from autoatlas.viz.view import View

__all__ = ["asset", "home_link", "render"]

_HERE = Path(__file__).parent
_HOME: ContextVar[str] = ContextVar("home", default="")


@contextmanager
def home_link(address: str) -> Iterator[None]:
    """Pages rendered within have a link in their head that leads to the front page at ``address``."""
    token = _HOME.set(address)
    try:
        yield
    finally:
        _HOME.reset(token)


@lru_cache(maxsize=32)
def asset(name: str) -> str:
    """Return the text of a file in ``assets/``."""
    return (_HERE / "assets" / name).read_text(encoding="utf-8")


def render(
    template: str,
    *,
    title: str,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    libraries: Sequence[str] = (),
    data: object = None,
    picture: Callable[[], str] | None = None,
    **context: Any,
) -> View:
    """Fill a template.

    Parameters
    ----------
    template : str
        File in ``templates/``, which extends ``page.html``.
    title : str
        Of the page.
    styles, scripts : sequence of str
        Files in ``assets/``, beside the theme's own.
    libraries : sequence of str
        Script text that comes from a package, with its licence in its head.
    data : object
        What the scripts read; embedded as JSON.
    picture : callable, optional
        Makes the same as an SVG that stands alone, when it is asked for.
    **context
        For the template.
    """
    run = [*libraries, "\n".join(asset(name) for name in ("page.js", "print.js", *scripts))]
    first = asset("theme.js")
    for text in (first, *run):
        if "</script" in text.lower():
            raise ValueError("a script holds a closing tag and would end its own block")
    page = _environment().get_template(template)
    html = page.render(
        title=clean(title),
        policy=_policy([first, *run]),
        style="\n".join(asset(name) for name in ("theme.css", *styles)),
        first_script=first,
        home=_HOME.get(),
        scripts=run,
        data=None if data is None else script_json(data),
        **context,
    )
    return View(html, picture)


def _policy(scripts: Sequence[str]) -> str:
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
