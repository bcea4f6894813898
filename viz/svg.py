"""Drawing charts as SVG: every text is escaped in one place, and cut to the room it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

from markupsafe import Markup, escape

from autoatlas.viz.safe import plain, shorten

__all__ = ["Drawing", "fitted", "stacked", "text_width"]

_NARROW = frozenset("fijlrtI.,:;'|!()[] ")
_WIDE = frozenset("mwMW@%—")


def text_width(text: str, size: float = 12.0) -> float:
    """Estimate how wide a text is in the page's type, in pixels; a little more rather than less."""
    units = 0.0
    for letter in text:
        if letter in _NARROW:
            units += 0.34
        elif letter in _WIDE:
            units += 0.9
        elif ord(letter) > 0x2E80:
            units += 1.0
        else:
            units += 0.64 if letter.isupper() else 0.56
    return units * size


def fitted(text: str, room: float, size: float = 12.0) -> str:
    """Cut a text with an ellipsis until it fits a room in pixels.

    Examples
    --------
    >>> fitted("Great Wall Motor Iracemápolis plant", 120)
    'Great Wall Motor Ir…'
    """
    line = plain(text)
    if text_width(line, size) <= room:
        return line
    low, high = 1, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text_width(shorten(line, middle), size) <= room else (low, middle - 1)
    return shorten(line, low)


class Drawing:
    """An SVG in the making.

    Examples
    --------
    >>> chart = Drawing(100, 20, "Capacity")
    >>> chart.text(0, 10, "BYD <1>")
    >>> "BYD &lt;1&gt;" in chart.markup()
    True
    """

    def __init__(self, width: float, height: float, name: str, css_class: str = "") -> None:
        self.width, self.height, self.name, self.css_class = width, height, name, css_class
        self._parts: list[str] = []
        self._patterns: set[str] = set()

    def add(self, tag: str, text: str | None = None, **attributes: object) -> None:
        """Add an element; in attribute names ``_`` stands for ``-``, and one at the end is left out."""
        inside = "" if text is None else escape(plain(text))
        self._parts.append(f"<{tag}{_attributes(attributes)}>{inside}</{tag}>")

    def text(self, x: float, y: float, text: str, **attributes: object) -> None:
        """Add one line of text."""
        self.add("text", text, x=round(x, 1), y=round(y, 1), **attributes)

    def runs(
        self, x: float, y: float, runs: Sequence[tuple[str, Mapping[str, object]]], **look: object
    ) -> None:
        """Add one line of text whose pieces look each in their own way, one after the other."""
        inside = "".join(f"<tspan{_attributes(own)}>{escape(_spaced(text))}</tspan>" for text, own in runs)
        # a space between pieces is one, and is kept
        attributes = {"x": round(x, 1), "y": round(y, 1), "xml:space": "preserve", **look}
        self._parts.append(f"<text{_attributes(attributes)}>{inside}</text>")

    def take(self, other: Drawing) -> None:
        """Take in all of another drawing."""
        self._parts += other._parts

    def open(self, **attributes: object) -> None:
        """Begin a group."""
        self._parts.append(f"<g{_attributes(attributes)}>")

    def close(self) -> None:
        """End the group."""
        self._parts.append("</g>")

    def hatch(self, look: str) -> str:
        """Return the id of a pattern of slanting lines in the colour of a class; made once."""
        # two drawings of one page share no ids, since none has the width and name of another
        name = f"hatch-{look}-{self.width:g}-{crc32(self.name.encode()):x}"
        if name not in self._patterns:
            self._patterns.add(name)
            self._parts.append(
                f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate(45)"><rect class="{look}" width="5" height="5" fill-opacity="0.16"/>'
                f'<rect class="{look}" width="2" height="5"/></pattern>'
            )
        return name

    def markup(self) -> Markup:
        """The whole as markup that a template takes as it is."""
        frame = {
            "class": f"figure {self.css_class}".strip(),
            "viewBox": f"0 0 {self.width:g} {self.height:g}",
            "width": f"{self.width:g}",
            "height": f"{self.height:g}",
            "role": "group",
            "aria-label": self.name,
        }
        return Markup(f"<svg{_attributes(frame)}>{''.join(self._parts)}</svg>")


def stacked(drawings: Sequence[Drawing], name: str) -> Drawing:
    """Set drawings of one width one under the other."""
    first = drawings[0]
    whole = Drawing(first.width, sum(one.height for one in drawings), name, first.css_class)
    y = 0.0
    for one in drawings:
        whole.open(transform=f"translate(0 {y:g})")
        whole.take(one)
        whole.close()
        y += one.height
    return whole


def _spaced(text: str) -> str:
    """A piece of a line, with the space before and after it."""
    inside = plain(text)
    before = " " if text[:1].isspace() else ""
    return f"{before}{inside} " if inside and text[-1:].isspace() else f"{before}{inside}"


def _attributes(attributes: Mapping[str, object]) -> str:
    shown = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        text = f"{value:g}" if isinstance(value, float) else str(value)
        shown.append(
            f' {name.rstrip("_").replace("_", "-") if name != "viewBox" else name}="{escape(plain(text))}"'
        )
    return "".join(shown)
