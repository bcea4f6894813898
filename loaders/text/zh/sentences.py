"""A Chinese text as lines, sentences and clauses, by offsets only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from autoatlas.loaders.text.knowledge import knowledge

__all__ = ["Line", "Sentence", "clauses", "is_chinese", "lines", "sentences"]

_VALUE = re.compile("[^：:\\d，]{2,14}[：:](?=.*[\\d一二三四五六七八九十])")
_SPEAKER = re.compile("[\u4e00-\u9fff·A-Za-z]{1,10}[：:] ?")
_LOOKED_AT = 20_000
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, bullet or heading, without its mark; ``label`` is the word in a bracket in front."""

    start: int
    end: int
    bullet: bool
    heading: bool
    label: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; ``first`` where it opens its line."""

    start: int
    end: int
    line: Line
    first: bool


def is_chinese(text: str, start: int = 0) -> bool:
    """Whether most letters of a text are Han, and none of them Japanese.

    Examples
    --------
    >>> is_chinese("比亚迪在泰国建厂"), is_chinese("BYD (比亚迪) builds in Thailand")
    (True, False)
    """
    piece = text[start : start + _LOOKED_AT]
    han = sum("\u4e00" <= char <= "\u9fff" for char in piece)
    if not han:
        return False
    kana = sum("\u3040" <= char <= "\u30ff" for char in piece)
    letters = sum(char.isalpha() for char in piece)
    return han * 3 > letters and kana * 20 < han


def lines(text: str, start: int) -> Iterator[Line]:
    """Yield the lines that hold something."""
    know = knowledge("zh")
    stops, bullet, section = know.pattern("zh.stop"), know.pattern("zh.bullet"), know.pattern("zh.section")
    asked = False
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        low, high = start, end
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        start = end + 1
        if low == high:
            continue
        opened = text[low : low + 40]
        mark = bullet.match(opened) or (_answerer(text, opened) if asked else None)
        asked = text[high - 1] in "？?”" and re.search("[？?]”?$", text[low:high]) is not None
        if mark:
            low += mark.end()
        named = section.match(opened)
        bare = high - low <= 30 and not stops.search(text, low, high) and "，" not in text[low:high]
        if mark is None and named is None and bare and _VALUE.match(opened.strip()):
            yield Line(low, high, True, False, None)
            continue
        heading = (mark is None or mark[0][0] in "◆■●") and (
            bare or (named is not None and not named["label"] and high - low <= 30)
        )
        yield Line(low, high, mark is not None, heading, named["label"] if named else None)


def _answerer(text: str, opened: str) -> re.Match[str] | None:
    """The name of who answers, in front of an answer, which stands there more than once."""
    found = _SPEAKER.match(opened)
    return found if found and text.count("\n" + found[0]) > 1 else None


def sentences(text: str, line: Line) -> Iterator[Sentence]:
    """Yield the sentences of a line; one without a full stop for long is cut at a comma."""
    stops = knowledge("zh").pattern("zh.stop")
    low = line.start
    for match in stops.finditer(text, line.start, line.end):
        yield from _cut(text, low, match.end(), line)
        low = match.end()
    yield from _cut(text, low, line.end, line)


def _cut(text: str, low: int, high: int, line: Line) -> Iterator[Sentence]:
    while low < high and text[low].isspace():
        low += 1
    while high - low > _LONGEST:
        at = max(text.rfind(mark, low + 1, low + _LONGEST) for mark in "，；,")
        at = low + _LONGEST if at < 0 else at + 1
        yield Sentence(low, at, line, low == line.start)
        low = at
    if low < high:
        yield Sentence(low, high, line, low == line.start)


def clauses(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the clauses of a sentence."""
    low = sentence.start
    for match in knowledge("zh").pattern("zh.clause").finditer(text, sentence.start, sentence.end):
        if match.start() > low:
            yield low, match.start()
        low = match.end()
    if low < sentence.end:
        yield low, sentence.end
