"""Nothing that comes out of a source can end a script block, become a dangerous link, or steer other text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoatlas.viz.safe import clean, plain, safe_link, script_json, shorten

TEXT = st.text() | st.sampled_from(["</script>", "<!--", "]]>", "\u2028", "\u2029", "&lt;", "\ud800"])


@given(
    st.recursive(
        TEXT | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner)
    )
)
def test_embedded_json_has_no_markup_and_reads_back(data: object) -> None:
    text = script_json(data)
    assert not set("<>&\u2028\u2029") & set(text)
    text.encode("utf-8")
    back = json.loads(text)
    whole = json.dumps(data, ensure_ascii=False)
    if not any("\ud800" <= letter <= "\udfff" for letter in whole):
        assert back == data


def test_numbers_that_json_has_not_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        script_json(float("nan"))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=1#c",
        "http://example.org",
        "mailto:press@example.org",
        "urn:isbn:0451450523",
        "HTTPS://EXAMPLE.ORG/",
        "https://例子.example/比亚迪",
    ],
)
def test_addresses_that_may_be_linked(address: str) -> None:
    assert safe_link(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org",
        "/local",
        "example.org",
        "https:",
        "https:///x",
        'https://example.org/"onclick="x',
        "https://example.org/<script>",
        "http://[::1",
        "https://example.org/\ud800",
        "",
        None,
    ],
)
def test_addresses_that_may_not(address: str | None) -> None:
    assert safe_link(address) is None


def test_plain_text_is_one_line_that_steers_nothing() -> None:
    assert plain("a\u202eb\u2066c\nd\x00\te") == "abcd e".replace("cd", "c d")
    assert clean("a\x00b\tc\nd\x1b") == "ab\tc\nd"


@given(st.text(), st.integers(2, 40))
def test_shortened_text_fits_and_begins_the_same(text: str, width: int) -> None:
    short = shorten(text, width)
    assert len(short) <= max(width, len(text) if len(text) <= width else width)
    assert text.startswith(short.removesuffix("…")) or short == text


def test_an_emoji_is_not_cut_in_two() -> None:
    family = "👨‍👩‍👧‍👦"
    assert shorten("ab" + family, 5) == "ab…"
    assert shorten("e\u0301" * 10, 6) == "e\u0301e\u0301…"
    assert shorten("🇧🇷🇨🇳🇮🇳", 4) == "🇧🇷…"
