"""A text as blocks (headings, paragraphs, bullets, table rows) and these as sentences, by offsets only.

Marks of Markdown and emoji stay in the text, where offsets count them, and are left out of the spans.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Block", "Sentence", "blocks", "cells", "sentences"]

LONGEST_SENTENCE = 1_200
"""Characters after which a sentence is cut at the next gap, so that text without full stops stays cheap."""

_BULLET = re.compile(r"[ \t]*(?:[-*+•▪●◦‣·–—➤►▶✔✅✓☑]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+")
_HASHES = re.compile(r"[ \t]*#{1,6}[ \t]+")
_RULE = re.compile(r"[ \t]*(?:[-=*_~+|:—–][ \t]*){3,}\Z")
_EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\u20e3]+[ \t]*")
_MARKS = " \t*_`>~\u00a0\u2022"
_RUN_IN = re.compile(
    r"(?:(\*\*|__)(?=\S)([^*_\n]{1,60}?)[.:]?\1[.:]?(?:[ \t]+[-–—])?"
    r"|([*_])(?=[^\s*_])([^*_\n]{1,60}?)(?:[.:]\3|\3[.:]|\3[ \t]+[-–—]))[ \t]+(?=\S)"
)
_SPEAKER = re.compile(r"(?:Q|A|Question|Answer)[ \t]?\d?[:.][ \t]+")
_LABEL = re.compile(r"([^:.;!?\n]{1,48}?)[ \t]?[:：][ \t]+(?=\S)")
_ENTRY = re.compile(r"[A-ZÀ-Þ][\w ,()'’.&-]{1,40}: \S")
_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s)|[。！？；]+[”’」』）]*|\n+")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“‘]|(?<!\w)')(?:[A-Za-z]|Mr|Mrs|Ms|Dr|St|No|Nos|vs|ca|approx|Inc|Ltd|Co|Corp|Bhd|Sdn|Jr|Sr|Prof|Gen|Gov|"
    r"Sen|Rep|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Rs|Fig|est|incl|e\.g|i\.e|a\.m|p\.m|"
    r"(?:[A-Z]\.)+[A-Z]|[a-z]\.[a-z])\.$"
)
_OPENS = re.compile(
    r"\s+(?:The|At|In|It|Its|On|By|From|For|This|That|These|Those|They|We|He|She|An?|As|But|And|Since|Last|Until|"
    r"According|After|Before|When|While|With|There|Then|Both|All|Now|Two|More|Production|Sales|Exports) "
)
_TERMINAL = re.compile(r"[.!?:…\"”)»。！？：]\s*\Z")


@dataclass(slots=True)
class Block:
    """A run of text: ``kind`` is ``heading``, ``paragraph``, ``bullet``, ``row`` or ``header`` (of a table)."""

    kind: str
    start: int
    end: int
    label: tuple[int, int] | None = None
    level: int = 0
    cells: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """A stretch of one block that is read as a whole; ``quote`` bounds are ``start`` and ``end``."""

    start: int
    end: int
    block: Block
    first: bool


def cells(text: str, start: int, end: int, separator: str = "|") -> list[tuple[int, int]]:
    """Cut a table row into the spans of its cells, without the blanks around them."""
    spans = []
    place = start
    if text[start:end].lstrip().startswith(separator):
        place = text.index(separator, start) + 1
    while place <= end:
        stop = text.find(separator, place, end)
        if stop < 0:
            stop = end
            if not text[place:stop].strip() and separator == "|":
                break
        spans.append(_trim(text, place, stop))
        place = stop + 1
    return spans


def _trim(text: str, start: int, end: int, marks: str = _MARKS) -> tuple[int, int]:
    while start < end and (text[start] in marks or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in marks or text[end - 1].isspace()):
        end -= 1
    return start, end


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    while start < len(text):
        stop = text.find("\n", start)
        if stop < 0:
            stop = len(text)
        yield start, stop
        start = stop + 1


def blocks(text: str, start: int = 0) -> Iterator[Block]:
    """Yield the blocks of a text from ``start`` on, in order.

    Examples
    --------
    >>> [block.kind for block in blocks("# News\\nOne sentence here.\\n- a bullet")]
    ['heading', 'paragraph', 'bullet']
    """
    open_paragraph: Block | None = None
    in_table = False
    for begin, end in _lines(text, start):
        line = text[begin:end]
        stripped = line.strip()
        if not stripped or (_RULE.match(line) and not (in_table and stripped.startswith("|"))):
            if open_paragraph:
                yield open_paragraph
                open_paragraph = None
            if not stripped:
                in_table = False
            continue
        if stripped.startswith("|") and stripped.count("|") >= 2:
            if open_paragraph:
                yield open_paragraph
                open_paragraph = None
            if not _RULE.match(line):
                low, high = _trim(text, begin, end, " \t\r")
                yield Block("row" if in_table else "header", low, high, cells=cells(text, low, high))
                in_table = True
            continue
        in_table = False
        block = _line_block(text, begin, end)
        if block is None:
            continue
        if open_paragraph:
            before = text[open_paragraph.start : open_paragraph.end]
            wrapped = (
                block.kind in ("paragraph", "heading")
                and block.start - open_paragraph.end <= 4
                and len(before) - before.rfind("\n") > 50
                and not _TERMINAL.search(before)
                and open_paragraph.kind == "paragraph"
                and block.level == 0
                and not (_ENTRY.match(text, block.start) and _ENTRY.match(text, open_paragraph.start))
                and (block.label is None or block.label[1] > block.start)
            )
            if wrapped:
                open_paragraph.end = block.end
                continue
            yield open_paragraph
            open_paragraph = None
        if block.kind == "paragraph":
            open_paragraph = block
        else:
            yield block
    if open_paragraph:
        yield open_paragraph


def _line_block(text: str, begin: int, end: int) -> Block | None:
    emoji = _EMOJI.match(text, begin + len(text[begin:end]) - len(text[begin:end].lstrip()), end)
    hashes = _HASHES.match(text, begin, end)
    kind = "paragraph"
    level = 0
    low = begin
    if hashes:
        kind, low, level = "heading", hashes.end(), text[begin : hashes.end()].count("#")
        emoji = _EMOJI.match(text, low, end)
    if emoji:
        low = emoji.end()
    elif not hashes:
        bullet = _BULLET.match(text, begin, end)
        if bullet:
            kind, low = "bullet", bullet.end()
            emoji = _EMOJI.match(text, low, end)
            low = emoji.end() if emoji else low
    bold = text[low:end].strip().startswith(("**", "__")) and text[low:end].strip().endswith(("**", "__"))
    if bold and text.count(" ", low, end) > 16:
        bold = False  # a bold paragraph is no heading
    run_in = None if bold else _RUN_IN.match(text, low, end)
    first, last = _trim(text, low, end)
    if first >= last:
        return None
    body = text[first:last]
    if kind == "paragraph":
        words = body.count(" ") + 1
        ends = body[-1] in '.!?…:;,"”)。！？：；，' and not (emoji and words <= 12)
        capitals = body.isupper() and words <= 14
        if (
            capitals
            or bold
            or (not ends and not run_in and words <= 12 and len(body) <= 110)
            or (emoji and words <= 14)
        ) and not (re.search(r"\d", body) and words > 5 and not (capitals or bold or emoji)):
            entry = _LABEL.match(text, first, last) if not (capitals or bold or emoji) else None
            if entry and _in_sheet(text, first, last):
                return Block("bullet", first, last, label=entry.span(1))
            kind, level = "heading", 1 if (capitals or bold or emoji) else 0
    block = Block(kind, first, last, level=level)
    if run_in and kind != "heading":
        block.label = run_in.span(2) if run_in[2] else run_in.span(4)
        block.start = _trim(text, run_in.end(), end)[0]
        return block
    speaker = _SPEAKER.match(text, block.start, block.end)
    if speaker and kind != "heading":
        block.start = speaker.end()
    elif kind in ("bullet", "paragraph"):
        label = _LABEL.match(text, block.start, block.end)
        if label and (kind == "bullet" or label.end(1) - label.start(1) <= 32) and label[1].count(" ") <= 5:
            block.label = label.span(1)
    return block


def _in_sheet(text: str, start: int, end: int) -> bool:
    """Whether a line ``Label: value`` stands next to another such line: a sheet of facts without bullets."""
    if not _ENTRY.match(text, start, end):
        return False
    before = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    behind = text.find("\n", end)
    after = text[behind + 1 : text.find("\n", behind + 1)] if behind >= 0 else ""
    return bool(_ENTRY.match(before) or _ENTRY.match(after))


def sentences(text: str, block: Block) -> Iterator[Sentence]:
    """Yield the sentences of a block. Table rows and headings are one each.

    Examples
    --------
    >>> text = "It cost Rs. 5 crore. The U.S. plant opened."
    >>> [text[s.start:s.end] for s in sentences(text, Block("paragraph", 0, len(text)))]
    ['It cost Rs. 5 crore.', 'The U.S. plant opened.']
    """
    if block.kind in ("row", "header", "heading"):
        yield Sentence(block.start, min(block.end, block.start + LONGEST_SENTENCE), block, True)
        return
    start, first, place = block.start, True, block.start
    while start < block.end:
        match = _END.search(text, place, min(block.end, start + LONGEST_SENTENCE))
        if match is None:
            if block.end - start <= LONGEST_SENTENCE:
                end = stop = block.end
            else:
                stop = end = _gap(text, start, start + LONGEST_SENTENCE)
        else:
            end = stop = match.end()
            if match[0][0] == "\n":
                end = match.start()
                if not _TERMINAL.search(text[start:end]):  # a wrapped line
                    place = match.end()
                    continue
            elif not _really_ends(text, start, match, block.end):
                place = match.end()
                continue
        low, high = _trim(text, start, end)
        if low < high:
            yield Sentence(low, high, block, first)
            first = False
        start = place = stop


def _gap(text: str, start: int, stop: int) -> int:
    for mark in ("; ", ", ", " "):
        cut = text.rfind(mark, start + 1, stop)
        if cut > start + (stop - start) // 2:
            return cut + 1
    return stop


def _really_ends(text: str, start: int, match: re.Match[str], end: int) -> bool:
    if match[0][0] in "。！？；":
        return True
    initial = (
        text[match.start() - 1 : match.start()].isupper()
        and not text[match.start() - 2 : match.start() - 1].strip()
    )
    if match[0][0] == "." and initial and _OPENS.match(text, match.end()):
        return True  # "with the Aion V. At the end of the year"
    if match[0][0] == "." and _ABBREVIATED.search(text[max(start, match.start() - 14) : match.start() + 1]):
        return False
    rest = text[match.end() : match.end() + 3].lstrip(" \t\n\"'“‘«(*_[")
    if not rest:
        return True
    return not rest[0].islower()
