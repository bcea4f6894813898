"""The functions of `re`, with compiled patterns kept for good.

The reader has more patterns than the 512 that `re` keeps, and compiling one costs more than using it a hundred times.
Patterns made from the words of a text do not belong here; they would never be let go.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from re import IGNORECASE, Match, Pattern, escape

__all__ = [
    "IGNORECASE",
    "I",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "sub",
]

I = IGNORECASE  # noqa: E741


@cache
def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - as re.compile, whose place it takes
    """Compile a pattern once."""
    return re.compile(pattern, flags)


def search(pattern: str, text: str) -> Match[str] | None:
    """As `re.search`."""
    return compile(pattern).search(text)


def match(pattern: str, text: str) -> Match[str] | None:
    """As `re.match`."""
    return compile(pattern).match(text)


def fullmatch(pattern: str, text: str) -> Match[str] | None:
    """As `re.fullmatch`."""
    return compile(pattern).fullmatch(text)


def finditer(pattern: str, text: str) -> Iterator[Match[str]]:
    """As `re.finditer`."""
    return compile(pattern).finditer(text)


def findall(pattern: str, text: str) -> list[str]:
    """As `re.findall`, for patterns of at most one group."""
    return compile(pattern).findall(text)


def sub(pattern: str, replacement: str | Callable[[Match[str]], str], text: str) -> str:
    """As `re.sub`."""
    return compile(pattern).sub(replacement, text)
