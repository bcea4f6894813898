"""The lists that every mapping may use by name, such as the products of HS codes."""

import tomllib
from functools import cache
from pathlib import Path

__all__ = ["shared_lists"]

_LISTS = Path(__file__).parent / "profiles" / "lists.toml"


@cache
def shared_lists() -> dict[str, dict[str, str]]:
    """The pairs of each list, by its name."""
    data = tomllib.loads(_LISTS.read_text(encoding="utf-8"))
    return {name: {key: str(value) for key, value in pairs.items()} for name, pairs in data.items()}
