"""A sentence as the frames see it: its mentions, and a *tagged* text in which each mention is one capital letter.

``Changan has opened its plant in Rayong`` becomes ``M has opened F in P``: all other text is lower case, so patterns
over the tagged text are short, and every letter leads back to its mention and its place in the document.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.blocks import Sentence

if TYPE_CHECKING:
    from autoatlas.loaders.text.drafts import Facility

__all__ = ["TAGS", "Mention", "Scene"]

TAGS = {
    "Automaker": "M",
    "Brand": "B",
    "Organization": "O",
    "Country": "C",
    "Region": "R",
    "Place": "P",
    "Model": "X",
    "Technology": "T",
    "Facility": "F",
}
_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "‑": "-",
        "−": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\n": " ",
        "\t": " ",
        "*": " ",
        "_": " ",
        "`": " ",
    }
)


@dataclass(slots=True)
class Mention:
    """A stretch of text that names something; ``tag`` is its letter."""

    start: int
    end: int
    tag: str
    label: str = ""
    cls: str = ""
    country: str | None = None
    quantity: Any = None
    date: Any = None
    facility: "Facility | None" = None
    reference: bool = False
    possessive: bool = False
    kind: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


class Scene:
    """One sentence with its mentions."""

    def __init__(self, text: str, sentence: Sentence, mentions: list[Mention], index: int) -> None:
        self.text = text
        self.sentence = sentence
        self.index = index
        self.mentions = mentions
        self.tag = ""
        self.version = 0
        self._starts: list[int] = []
        self._at: dict[int, Mention] = {}
        self._offsets: list[int] = []
        self.build()

    def build(self) -> None:
        """Make the tagged text of the mentions as they stand now."""
        parts: list[str] = []
        offsets: list[int] = []
        at: dict[int, Mention] = {}
        place = self.sentence.start
        for mention in self.mentions:
            if mention.start < place:
                continue
            self._stretch(place, mention.start, parts, offsets)
            at[len(offsets)] = mention
            parts.append(mention.tag)
            offsets.append(mention.start)
            place = mention.end
        self._stretch(place, self.sentence.end, parts, offsets)
        offsets.append(self.sentence.end)
        self.tag = "".join(parts)
        self.version += 1
        self._offsets = offsets
        self._at = at
        self._starts = sorted(at)

    def _stretch(self, start: int, end: int, parts: list[str], offsets: list[int]) -> None:
        """Add what stands between two mentions; a row ``Location | TOWN`` of a sheet reads ``location: P``."""
        plain, places = self._plain(start, end), list(range(start, end))
        bar = plain.find(" | ") if self.sentence.block.kind == "bullet" else -1
        if bar >= 0:
            plain = f"{plain[:bar]}: {plain[bar + 3 :]}"
            del places[bar]
        parts.append(plain)
        offsets.extend(places)

    def _plain(self, start: int, end: int) -> str:
        raw = self.text[start:end].translate(_PLAIN)
        lower = raw.lower()
        if len(lower) != len(raw):  # a few letters grow when lowered
            lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in raw)
        return lower

    def without(self, spans: list[tuple[int, int]]) -> "Scene":
        """The same scene with some stretches of its tagged text left out; the spans are in order and apart."""
        short = Scene(self.text, self.sentence, self.mentions, self.index)
        low = 0
        keep: list[int] = []
        for start, end in [*spans, (len(self.tag), len(self.tag))]:
            keep += range(low, start)
            low = end
        short.tag = "".join(self.tag[place] for place in keep)
        short._at = {new: self._at[old] for new, old in enumerate(keep) if old in self._at}
        short._offsets = [*(self._offsets[old] for old in keep), self._offsets[-1]]
        short._starts = sorted(short._at)
        short.mentions = [short._at[place] for place in short._starts]
        return short

    @property
    def quote(self) -> tuple[int, int]:
        """Where the sentence stands in the document."""
        return self.sentence.start, self.sentence.end

    def offset(self, position: int) -> int:
        """The place in the document of a place in the tagged text."""
        return self._offsets[position]

    def position(self, offset: int) -> int:
        """The place in the tagged text of a place in the document."""
        return bisect_left(self._offsets, offset)

    def at(self, position: int) -> Mention | None:
        """The mention whose letter stands at a place of the tagged text."""
        return self._at.get(position)

    def within(self, start: int, end: int, tags: str = "") -> list[tuple[int, Mention]]:
        """The mentions between two places of the tagged text, with their places."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = [(place, self._at[place]) for place in self._starts[low:high]]
        return [pair for pair in found if pair[1].tag in tags] if tags else found

    def all(self, tags: str = "") -> list[tuple[int, Mention]]:
        """All mentions that have one of these letters."""
        return self.within(0, len(self.tag), tags)

    def group(self, match: re.Match[str], name: str, tags: str = "") -> list[Mention]:
        """The mentions in a group of a match over the tagged text."""
        if name not in match.re.groupindex or match.start(name) < 0:
            return []
        return [mention for _, mention in self.within(match.start(name), match.end(name), tags)]

    def is_goods(self, mention: Mention) -> bool:
        """Whether a name in the plural stands for the maker's cars: "have built Hyundais and Cherys"."""
        start, end = mention.start, mention.end
        return (
            mention.tag in "MB" and self.text[end - 1] == "s" and self.text[start : end - 1] == mention.label
        )

    def last(self, before: int, tags: str, after: int = 0) -> tuple[int, Mention] | None:
        """The last mention of these kinds that stands before a place."""
        for place in reversed(self._starts[: bisect_left(self._starts, before)]):
            if place < after:
                return None
            if self._at[place].tag in tags:
                return place, self._at[place]
        return None

    def next(self, after: int, tags: str, before: int | None = None) -> tuple[int, Mention] | None:
        """The first mention of these kinds that stands at or after a place."""
        for place in self._starts[bisect_left(self._starts, after) :]:
            if before is not None and place >= before:
                return None
            if self._at[place].tag in tags:
                return place, self._at[place]
        return None

    def add(self, start: int, end: int, mention: Mention) -> None:
        """Put a mention over the places ``start`` to ``end`` of the tagged text; what it covers goes into it."""
        low, high = self.offset(start), self.end_offset(end)
        mention.start, mention.end = low, high
        kept = [other for other in self.mentions if other.end <= low or other.start >= high]
        kept.append(mention)
        kept.sort(key=lambda other: other.start)
        self.mentions = kept
        self.build()

    def end_offset(self, position: int) -> int:
        """Where in the document the character before a place of the tagged text ends."""
        if position <= 0:
            return self.sentence.start
        mention = self._at.get(position - 1)
        return mention.end if mention else self._offsets[position - 1] + 1
