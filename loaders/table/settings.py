"""Reads single settings of a mapping: texts, tables, patterns and templates, each with its place in the file."""

import re
from collections.abc import Mapping
from typing import Any

from autoatlas.loaders.table.mapping import InvalidMapping, Template

__all__ = ["Settings"]

_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class Settings:
    """Turns settings into values, or says what is wrong with one and where.

    Parameters
    ----------
    where : str
        The file, for messages.
    """

    def __init__(self, where: str) -> None:
        self.where = where

    def fail(self, place: str, what: str, mend: str = "See docs/tables.md.") -> InvalidMapping:
        return InvalidMapping(what, where=f"{self.where}, {place}" if place else self.where, mend=mend)

    def keys(self, place: str, data: Mapping[str, Any], known: set[str]) -> None:
        for key in data:
            if key not in known:
                raise self.fail(
                    place, f"{key!r} means nothing here", f"Known are {', '.join(sorted(known))}."
                )

    def text(self, place: str, value: Any) -> str:
        if not isinstance(value, str):
            raise self.fail(place, f"{value!r} is no text", "Put it in quotes.")
        return value

    def texts(self, place: str, value: Any) -> tuple[str, ...]:
        if isinstance(value, list):
            return tuple(self.text(place, one) for one in value)
        return (self.text(place, value),)

    def array(self, place: str, value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.fail(place, "a list of tables is wanted here", f"Write [[{place}]].")
        return value

    def table(self, place: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(place, "a table is wanted here")
        return value

    def pattern(self, place: str, value: Any) -> re.Pattern[str]:
        try:
            return re.compile(self.text(place, value))
        except re.error as error:
            raise self.fail(place, f"{value!r} is no regular expression ({error})") from error

    def template(self, place: str, value: Any) -> Template:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        parts: list[tuple[str, bool]] = []
        text, at = self.text(place, value), 0
        plain = ""
        for match in _PART.finditer(text):
            plain += text[at : match.start()]
            at = match.end()
            if match[0] in ("{{", "}}"):
                plain += match[0][0]
            elif match[1]:
                if plain:
                    parts.append((plain, False))
                    plain = ""
                parts.append((match[1].strip(), True))
            else:
                raise self.fail(
                    place, f"a brace in {text!r} has no partner", "Write {column}; a brace itself is {{."
                )
        plain += text[at:]
        if plain or not parts:
            parts.append((plain, False))
        return Template(tuple(parts))

    def truth(self, place: str, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.fail(place, f"{value!r} is not true or false")
        return value

    def whole(self, place: str, value: Any, *, texts: bool = False) -> Any:
        right = value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)
        if not right and not (texts and isinstance(value, str)):
            raise self.fail(place, f"{value!r} is no row or sheet", "Write its number, from 1.")
        return value

    def delimiter(self, value: Any) -> str | None:
        if value is not None and (not isinstance(value, str) or len(value) != 1 or not value.isascii()):
            raise self.fail("table.delimiter", f"{value!r} is not one character", 'Write ",", ";" or "\\t".')
        return value

    def pairs(self, place: str, value: Any) -> dict[str, str]:
        found = {}
        for key, one in self.table(place, value).items():
            if isinstance(one, bool) or not isinstance(one, (str, int, float)):
                raise self.fail(f"{place}.{key}", f"{one!r} is no text", "Put it in quotes.")
            found[key] = str(one)
        return found
