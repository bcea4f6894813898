"""What the reader knows of a language: phrases and patterns in TOML files beside this module, one folder a language.

A file has ``[phrases]`` (name = list of phrases, or of regular expressions where a phrase starts with ``~``)
and ``[patterns]`` (name = template). Templates name phrase sets and classes of mentions in braces:
``{opened}``, ``{maker}``.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from importlib.resources import files
from typing import cast

from autoatlas.loaders.text.knowledge.needs import Needs, Pattern, either, needs

__all__ = ["Knowledge", "knowledge", "reading_in", "rx"]

_BRACES = re.compile(r"\{([a-z_]+)\}")

# One letter stands for a mention in a tagged sentence, where all other text is lower case.
SLOTS = {
    "maker": "[MBO]",
    "makers": "(?:the )?(?:[MB]|O)(?:(?:, and|,| and| or| as well as|;) (?:the |its )?[MBO])*",
    "company": "[MBO]",
    "carmaker": "[MB]",
    "brand": "B",
    "brands": "B(?:(?:, and|,| and| or| as well as) (?:the )?B)*",
    "country": "C",
    "countries": "(?:the )?C(?:(?:, and|,| and| or| as well as) (?:the )?C)*",
    "market": "[CRP]",
    "markets": "(?:the )?[CR](?:(?:, and|,| and| or| as well as)(?: also)?(?: in)? (?:the )?[CR])*",
    "land": "[CRAG]",
    "adjective": "A",
    "place": "[PUCR]",
    "facility": "F",
    "model": "X",
    "models": "(?:the )?[XU](?:(?:, and|,| and| or| as well as)(?: the)? [XU])*",
    "vehicles": "[VN]",
    "percent": "Z",
    "money": "E",
    "date": "D",
    "name": "[UMBO]",
}


class Knowledge:
    """The phrases and patterns of one language, compiled when first used."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.phrases: dict[str, list[str]] = {}
        self.tables: dict[str, dict[str, str]] = {}
        self.rules: list[dict[str, str]] = []
        self._patterns: dict[str, str] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        folder = files(__package__) / language
        for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if path.name.endswith(".toml"):
                data = tomllib.loads(path.read_text(encoding="utf-8"))
                self.phrases.update(data.get("phrases", {}))
                self.tables.update(data.get("tables", {}))
                for name, template in data.get("patterns", {}).items():
                    if isinstance(template, str):
                        self._patterns[name] = template
                    else:
                        self._patterns.update((f"{name}.{key}", value) for key, value in template.items())
                self.rules.extend(data.get("rule", []))
        self._alternations: dict[str, str] = {}
        self._named: dict[str, re.Pattern[str]] = {}
        self._needs: dict[str, Needs] = {}

    def alternation(self, name: str) -> str:
        """The phrase set ``name`` as one regular expression, longest phrase first."""
        if name not in self._alternations:
            phrases = sorted(self.phrases[name], key=lambda phrase: -len(phrase))
            parts = [
                self.expand(p[1:]) if p.startswith("~") else re.escape(p).replace(r"\ ", " ") for p in phrases
            ]
            self._alternations[name] = "(?:" + "|".join(parts) + ")"
        return self._alternations[name]

    def expand(self, template: str) -> str:
        """Replace the names in braces by what they stand for."""

        def replaced(match: re.Match[str]) -> str:
            name = match[1]
            if name in self.phrases:
                return self.alternation(name)
            if name in self._patterns:
                return "(?:" + self.expand(self._patterns[name]) + ")"
            return f"(?:{SLOTS[name]})"

        return _BRACES.sub(replaced, template)

    def compiled(self, template: str) -> re.Pattern[str]:
        """The template as a compiled pattern; kept."""
        found = self._compiled.get(template)
        if found is None:
            found = self._compiled[template] = re.compile(self.expand(template))
        return found

    def pattern(self, name: str) -> re.Pattern[str]:
        """The named pattern; ``module.name`` for those of one module of the reader.

        It is compiled when a text first has the words that it needs.
        """
        found = self._named.get(name)
        if found is None:
            template = self._patterns[name]
            made = Pattern(needs(template, self._needed), partial(self.compiled, template))
            found = self._named[name] = cast("re.Pattern[str]", made)
        return found

    def _needed(self, name: str) -> Needs:
        """What a text must have for what a name in braces stands for; worked out once."""
        if name not in self._needs:
            if name in self.phrases:
                found = either(
                    [needs(p[1:], self._needed) if p.startswith("~") else [(p,)] for p in self.phrases[name]]
                )
            else:
                found = needs(self._patterns.get(name) or SLOTS[name], self._needed)
            self._needs[name] = found
        return self._needs[name]


_patterns_named: defaultdict[str, dict[str, re.Pattern[str]]] = defaultdict(dict)
_language: ContextVar[str] = ContextVar("language of the text being read", default="en")


def rx(name: str) -> re.Pattern[str]:
    """The named pattern in the language of the text being read."""
    language = _language.get()
    found = _patterns_named[language].get(name)
    if found is None:
        found = _patterns_named[language][name] = knowledge(language).pattern(name)
    return found


@contextmanager
def reading_in(language: str) -> Iterator[None]:
    """Read with the patterns of a language."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def knowledge(language: str = "en") -> Knowledge:
    """The knowledge of one language, read once."""
    return Knowledge(language)
