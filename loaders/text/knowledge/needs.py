"""What a text must have for a pattern to be found in it, read off the pattern without compiling it.

Compiling a pattern takes a hundred times as long as looking for a word in a sentence, and most patterns of the
reader find nothing in most articles. So a pattern is compiled when a text first has what it needs.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["Needs", "Pattern", "either", "needs"]

Needs = list[tuple[str, ...]]
"""Of each of these sets of words a text must have one."""

_TOKEN = re.compile(
    r"(?P<letters>[^\\\[\](){}|?*+.^$]+)"
    r"|(?P<name>\{[a-z_]+\})"
    r"|(?P<times>[?*+][?+]?|\{\d*,?\d*\}[?+]?)"
    r"|(?P<group>\((?:\?:|\?P<\w+>)?(?!\?))"
    r"|(?P<aside>\()"
    r"|(?P<end>\))"
    r"|(?P<bar>\|)"
    r"|\[(?P<any>[A-Z]+)\]"
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.",
    re.DOTALL,
)
_OPTIONAL = ("?", "*", "{0", "{,")
# More words than these cost more to look for than they save.
_MOST = 60


class Pattern:
    """Stands in for a compiled pattern, and compiles it when a text has what it needs.

    Parameters
    ----------
    needed : list of tuple of str
        What a text must have, or the pattern is not in it; what tells nothing may be among it.
    compiled : callable
        Returns the compiled pattern.
    """

    def __init__(self, needed: Needs, compiled: Callable[[], re.Pattern[str]]) -> None:
        self._needed = sorted((words for words in needed if all(map(str.strip, words))), key=len)
        self._compiled = compiled

    def _possible(self, text: str) -> re.Pattern[str] | None:
        for words in self._needed:
            if not any(word in text for word in words):
                return None
        return self._make()

    def _make(self) -> re.Pattern[str]:
        """Compile, and answer with the compiled pattern's own methods from now on."""
        made = self._compiled()
        for name in ("search", "match", "fullmatch", "finditer"):
            setattr(self, name, getattr(made, name))
        return made

    def search(self, text: str, *places: int) -> re.Match[str] | None:
        """As of a compiled pattern."""
        made = self._possible(text)
        return made.search(text, *places) if made is not None else None

    def match(self, text: str, *places: int) -> re.Match[str] | None:
        """As of a compiled pattern."""
        made = self._possible(text)
        return made.match(text, *places) if made is not None else None

    def fullmatch(self, text: str, *places: int) -> re.Match[str] | None:
        """As of a compiled pattern."""
        made = self._possible(text)
        return made.fullmatch(text, *places) if made is not None else None

    def finditer(self, text: str, *places: int) -> Iterator[re.Match[str]]:
        """As of a compiled pattern."""
        made = self._possible(text)
        return made.finditer(text, *places) if made is not None else iter(())

    def __getattr__(self, name: str) -> Any:
        # whatever else a pattern has, it has compiled
        return getattr(self._compiled(), name)


def needs(template: str, lookup: Callable[[str], Needs]) -> Needs:
    """What a text must have for a template to be found in it, as far as that is plain.

    Parameters
    ----------
    template : str
        A regular expression, with names in braces.
    lookup : callable
        From such a name to what it needs.

    Examples
    --------
    >>> needs(r"(?:plant|factory|works?) (?:which )?opened in [CP]", lambda name: [])
    [('plant', 'factory', 'work'), (' ',), ('opened in ',), ('C', 'P')]
    """
    if "(?i" in template or "(?x" in template:
        return []
    outer: list[tuple[list[Needs], Needs, bool]] = []
    before: list[Needs] = []  # the finished alternatives of the group that is being read
    here: Needs = []
    last: str | Needs = ""  # what stood last, needed unless it may be missing
    for token in _TOKEN.finditer(template):
        kind = token.lastgroup
        if kind == "times":
            if token[0].startswith(_OPTIONAL):
                last = last[:-1] if isinstance(last, str) else []
            if last:
                here.extend([(last,)] if isinstance(last, str) else last)
            last = ""
            continue
        if last:
            here.extend([(last,)] if isinstance(last, str) else last)
        last = ""
        if kind == "letters":
            last = token[0]
        elif kind == "name":
            last = lookup(token[0][1:-1])
        elif kind == "any":
            last = [tuple(token["any"])]
        elif kind in ("group", "aside"):
            outer.append((before, here, kind == "group"))
            before, here = [], []
        elif kind == "bar":
            before.append(here)
            here = []
        elif kind == "end":
            inside = either([*before, here])
            before, here, counts = outer.pop()
            last = inside if counts else []  # what is looked at aside may be what must not be there
    if last:
        here.extend([(last,)] if isinstance(last, str) else last)
    return either([*before, here])


def either(alternatives: list[Needs]) -> Needs:
    """What one of some alternatives needs: of several, one of the most telling words of each."""
    if len(alternatives) == 1:
        return alternatives[0]
    words: dict[str, None] = {}
    for found in alternatives:
        telling = [one for one in found if all(map(str.strip, one))]
        if not telling:
            return []
        best = min(telling, key=lambda one: (len(one), -len(one[0])))
        words.update(dict.fromkeys(best))
    return [tuple(words)] if 0 < len(words) <= _MOST else []
