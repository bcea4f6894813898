"""Keep text from sources text: in script blocks, in links, on a canvas, and among other text.

Templates escape by themselves; this is for the places where escaping HTML is not enough.
"""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import urlsplit

__all__ = ["clean", "plain", "safe_link", "script_json", "shorten"]

_SCRIPT_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
_SCRIPT_UNSAFE = re.compile("[<>&\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")
_LINK_SCHEMES = frozenset({"http", "https", "mailto", "urn"})
_NOT_IN_LINKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\\"<>^`{|}]")


def script_json(data: object) -> str:
    """Serialise ``data`` for a script block of an HTML page.

    No ``<``, ``>`` or ``&`` is left, so no closing tag, comment or entity can arise, whatever the text.
    Halves of surrogate pairs, which no encoder writes, become U+FFFD. Numbers that JSON has not (NaN) fail.

    Examples
    --------
    >>> print(script_json({"label": "</script>"}))
    {"label":"\\u003c/script\\u003e"}
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = _SCRIPT_UNSAFE.sub(lambda match: _SCRIPT_ESCAPES[match.group()], text)
    return _SURROGATES.sub("\ufffd", text)


def safe_link(address: str | None) -> str | None:
    """Return an address if a page may link to it: http, https, mailto or urn; else None.

    Examples
    --------
    >>> safe_link("https://example.org/a?b=1")
    'https://example.org/a?b=1'
    >>> safe_link("javascript:alert(1)") is None
    True
    """
    if not address or _NOT_IN_LINKS.search(address) or _SURROGATES.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in _LINK_SCHEMES:
        return None
    if parts.scheme.lower() in ("http", "https") and not parts.netloc:
        return None
    return address


def clean(text: str) -> str:
    """Take out control characters that show nothing; tabs and line ends stay. Bidi controls stay too: the
    page shows such text isolated from what is around it."""
    if text.isascii() and text.isprintable():
        return text
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))


def plain(text: str) -> str:
    """Make one line without bidi controls, for where nothing can isolate them: canvas, title, file name.

    Examples
    --------
    >>> plain(" BYD\\n\\u202eplant ")
    'BYD plant'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _BIDI.sub("", clean(text))).strip()


def shorten(text: str, width: int) -> str:
    """Cut a line to ``width`` characters with an ellipsis, never inside an emoji or before an accent.

    Examples
    --------
    >>> shorten("Changan Rayong plant", 12)
    'Changan Ray…'
    """
    if len(text) <= width:
        return text
    cut = max(1, width - 1)
    while cut > 1 and _continues(text, cut):
        cut -= 1
    return text[:cut].rstrip() + "…"


def _continues(text: str, at: int) -> bool:
    here, before = text[at], text[at - 1]
    return (
        unicodedata.combining(here) != 0
        or here in "\u200d\ufe0e\ufe0f"
        or before == "\u200d"
        or "\U0001f3fb" <= here <= "\U0001f3ff"
        or (_is_flag_half(here) and _flag_halves_before(text, at) % 2 == 1)
    )


def _is_flag_half(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _flag_halves_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag_half(text[at - 1 - count]):
        count += 1
    return count
