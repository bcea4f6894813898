"""A page to read as a drawing for print: headings, figures in large type, lines of text, and charts between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from autoatlas.viz.svg import Drawing, fitted, text_width

__all__ = ["SHEET_WIDE", "Run", "Sheet"]

SHEET_WIDE = 780.0

# a piece of text and how it looks: attributes of a tspan
Run = tuple[str, Mapping[str, object]]


class Sheet:
    """Sets parts one under the other on a sheet of fixed width.

    Examples
    --------
    >>> sheet = Sheet("BYD")
    >>> sheet.heading("In numbers")
    >>> sheet.tiles([("150,000 vehicles a year", "annual capacity", "2024")])
    >>> sheet.drawing().height
    147.0
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._y = 0.0
        self._parts: list[tuple[float, Drawing]] = []

    def _room(self, high: float) -> Drawing:
        part = Drawing(SHEET_WIDE, high, self._name)
        self._parts.append((self._y, part))
        self._y += high
        return part

    def heading(self, text: str) -> None:
        """Add a heading."""
        self._room(34.0).text(0, 24, fitted(text, SHEET_WIDE, 15.0), class_="big")

    def tiles(self, tiles: Sequence[tuple[str, str, str]], across: int = 4) -> None:
        """Add figures in large type: value, what it is, and what narrows it."""
        wide, high = SHEET_WIDE / across, 96.0
        part = self._room(17.0 + high * -(-len(tiles) // across))
        for at, (value, words, more) in enumerate(tiles):
            x, y = (at % across) * wide, (at // across) * high
            room = wide - 16.0
            part.add("rect", class_="rule", x=x, y=y + 4, width=wide - 12.0, height=2)
            for n, line in enumerate(_broken(value, room, 15.0, 2)):
                part.text(x, y + 26 + 18 * n, line, class_="big")
            below = y + 44 + (18 if text_width(value, 15.0) > room else 0)
            for line in _broken(words, room, 12.0, 2):
                part.text(x, below, line, class_="soft")
                below += 15
            part.text(x, below, fitted(more, room, 11.0), class_="soft small")

    def lines(
        self, runs: Sequence[Run], *, size: float = 13.0, gap: float = 10.0, indent: float = 0.0
    ) -> None:
        """Add a paragraph of text whose pieces look each in their own way, broken where it has to be."""
        rows = _flow(runs, SHEET_WIDE - indent, size)
        high = size * 1.6
        part = self._room(high * len(rows) + gap)
        for at, row in enumerate(rows):
            part.runs(indent, high * at + size * 1.2, row)

    def figure(self, drawing: Drawing) -> None:
        """Add a chart, scaled down where it is wider than the sheet."""
        scale = min(1.0, SHEET_WIDE / drawing.width)
        part = self._room(drawing.height * scale + 12.0)
        part.open(transform=f"scale({scale:.4g})", class_=drawing.css_class)
        part.take(drawing)
        part.close()

    def drawing(self) -> Drawing:
        """Return the whole."""
        whole = Drawing(SHEET_WIDE, self._y, self._name)
        for y, part in self._parts:
            whole.open(transform=f"translate(0 {y:g})")
            whole.take(part)
            whole.close()
        return whole


def _broken(text: str, room: float, size: float, most: int) -> list[str]:
    """Break a text into at most so many lines, the last cut where it is too long."""
    rows = ["".join(piece for piece, _ in row).strip() for row in _flow([(text, {})], room, size)]
    return rows if len(rows) <= most else [*rows[: most - 1], fitted(" ".join(rows[most - 1 :]), room, size)]


def _flow(runs: Iterable[Run], room: float, size: float) -> list[list[Run]]:
    """Break runs into lines at spaces, and within a word where it is longer than a line."""
    rows: list[list[Run]] = [[]]
    x = 0.0
    for text, look in runs:
        for word in _words(text):
            wide = text_width(word, size)
            if x + text_width(word.rstrip(), size) > room and rows[-1]:
                rows.append([])
                x = 0.0
                word = word.lstrip()
                wide = text_width(word, size)
            while wide > room:  # a word without an end, or a script without spaces
                part = fitted(word, room, size).rstrip("…") or word[:1]
                rows[-1].append((part, look))
                rows.append([])
                word = word[len(part) :]
                wide = text_width(word, size)
            if word:
                last = rows[-1][-1] if rows[-1] else None
                if last is not None and last[1] is look:
                    rows[-1][-1] = (last[0] + word, look)
                else:
                    rows[-1].append((word, look))
                x += wide
    return [row for row in rows if row] or [[("", {})]]


def _words(text: str) -> list[str]:
    """Words with the space after them."""
    words: list[str] = []
    start = 0
    for at in range(1, len(text)):
        if text[at - 1].isspace() and not text[at].isspace():
            words.append(text[start:at])
            start = at
    return [*words, text[start:]] if text else []
