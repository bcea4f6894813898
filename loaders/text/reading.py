"""What is known while an article is read: its mentions, who and what is being spoken of, and the facts so far."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Any

from autoatlas.loaders.document import Document
from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.anaphors import resolved
from autoatlas.loaders.text.blocks import Block, Sentence
from autoatlas.loaders.text.currencies_told import with_currencies
from autoatlas.loaders.text.drafts import Draft, Facility
from autoatlas.loaders.text.figures import find_figures
from autoatlas.loaders.text.knowledge import Knowledge
from autoatlas.loaders.text.known_names import known_names
from autoatlas.loaders.text.modality import Clauses
from autoatlas.loaders.text.names import Names, capitalised
from autoatlas.loaders.text.places import PlaceName
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["Reading"]

_NO_COUNT = 1e9  # nothing that is counted here comes to so many
_UNIT_TAGS = {
    "vehicle": "V",
    "outlet": "S",
    "person": "H",
    "country": "K",
    "model": "J",
    "plant": "L",
    "pack": "W",
}


_HEADS = frozenset(
    [
        "plant",
        "factory",
        "works",
        "centre",
        "center",
        "complex",
        "headquarters",
        "gigafactory",
        "ifactory",
        "institute",
        "campus",
        "facility",
        "base",
        "hub",
        "warehouse",
    ]
)
_SITE_NAME = re.compile(
    r" (?:and|&|for) (?:[A-Z][\w-]* ){0,2}(?:Centre|Center|Complex|Institute|Plant|Factory|Campus|Base|Hub)\b"
)
_OWN_NAME = re.compile(
    r"((?!Global |International |National |Central |New |Research |Technical )"
    r"[A-Z][a-zà-ÿ'-]{3,}(?: [A-Z][a-zà-ÿ'-]{3,})?)"
    r" (?:(?:Assembly|Vehicle|Car|Truck|Motor) )+(?:Plant|Factory|Works|Complex)$"
)
_NAME = r"[A-ZÀ-Þ][\w&-]+(?: [A-ZÀ-Þ][\w&-]+){0,2}"
_BATTERY_MAKER = re.compile(
    rf"(?P<a>{_NAME}), (?:an?|the) (?:[\w-]+ ){{0,3}}(?:maker|manufacturer|producer) of (?:[\w-]+ ){{0,3}}"
    rf"(?:batteries|cells|battery cells)\b|\bbattery (?:maker|manufacturer|producer|start-?up|company) (?P<b>{_NAME})"
    rf"|(?P<c>{_NAME}), (?:an?|the) (?:[\w-]+ ){{0,3}}(?:battery|cell) (?:maker|manufacturer|producer|start-?up)\b"
)
_PERCENT = re.compile(r"\s?-?(?:%|％|per ?cent|pct|p\.c\.)")

# what only a company does: "Yazaki opened a parts plant" begins with its name
_AGENT = re.compile(
    r" (?:has |had |is |was )?(?:opened|opens|opening|acquired|acquires|bought|buys|invested|invests|investing"
    r"|took over|takes over|operates|runs|owns|assembles|manufactures|set up|sets up|setting up|put up|putting up"
    r"|spent|inaugurated|inaugurates|founded|employs|laid off|broke ground|breaks ground|supplies)"
    r" (?:an?|the|its|their|another|one|two|three|more than|about|some|\d|[€$£¥]|US\$|Rs|R\$)"
)

_SMALL = frozenset(("the", "of", "de", "da", "do", "la", "le", "y", "e", "i"))


class Reading:
    """The state of one reading."""

    def __init__(self, document: Document, know: Knowledge, finder: Names) -> None:
        self.document = document
        self.text = document.text
        self.published = document.published
        self.know = know
        self.finder = finder
        self.registry = finder.registry
        self.drafts: list[Draft] = []
        self.facilities: list[Facility] = []
        self.scenes = 0
        self.scene: Scene
        self._clauses: Clauses | None = None
        self.block: Block | None = None
        # discourse
        self.maker: Mention | None = None
        self.makers: list[tuple[int, Mention]] = []
        self.facility: Facility | None = None
        self.facility_scene = -9
        self.recent: list[Facility] = []
        self.country: str | None = None
        self.section_country: str | None = None
        self.section_maker: Mention | None = None
        self.section_facility: Facility | None = None
        self.title_country: str | None = None
        self.place: Mention | None = None
        self.spot: list[PlaceName] = []
        self.dateline: list[PlaceName] = []
        self.paragraph_places: list[tuple[int, Mention]] = []
        self.venture: Mention | None = None
        self.we: Mention | None = None
        self.said_by: str | None = None
        self.memory: dict[str, Any] = {}
        self.learned: dict[str, tuple[str, str, str]] = {}
        self.row: tuple[int, int] | None = None
        self.block_date: Mention | None = None
        self._not_name = set(know.phrases["not_name"])
        self._tails = set(know.phrases["company_tail"])
        self.battery_makers = frozenset(know.phrases.get("battery_makers", ())) | {
            (match["a"] or match["b"] or match["c"]).strip()
            for match in _BATTERY_MAKER.finditer(document.text, document.body, document.body + 40_000)
        }
        self._prepare()

    def _prepare(self) -> None:
        start = self.document.body
        lang = self.know.language
        known = known_names(self.text, start, self.finder, self.know)
        numbers = []
        day = self.published if self.published and len(self.published) == 10 else None
        figures = find_figures(self.text, date.fromisoformat(day) if day else None, start=start, lang=lang)
        for quantity in with_currencies(figures.quantities, self.text, self._lands(known)):
            tag = self._quantity_tag(quantity)
            if tag:
                end = quantity.end
                if tag == "Z":  # what it is a share of is read apart
                    sign = _PERCENT.match(self.text, quantity.number_end)
                    whole = self.text.find(" of ", quantity.number_end - 1, end)
                    end = sign.end() if sign else whole if whole > quantity.start else end
                numbers.append(Mention(quantity.start, end, tag, quantity=quantity))
        dates = [
            Mention(found.start, found.end, "D", date=found) for found in resolved(figures.dates, self.text)
        ]
        self.all = _merge(self.text, known, numbers, dates)
        self._next = 0

    def _lands(self, known: list[Mention]) -> Iterator[str]:
        """The countries of the title, then those that the text names or that its towns are in."""
        for _, _, entry in self.finder.find(self.document.title or ""):
            if entry.cls == "Country":
                yield entry.label
        for mention in known:
            land = mention.label if mention.cls == "Country" else mention.country
            if land:
                yield land

    @staticmethod
    def _quantity_tag(quantity: Any) -> str:
        kind = quantity.kind
        if kind == "count":
            if quantity.counts:
                return _UNIT_TAGS.get(quantity.counts, "")
            if quantity.noun or quantity.value >= _NO_COUNT:
                return ""
            return "N"
        if kind == "energy":
            return "W" if quantity.unit == "GWh" else ""
        if kind == "multiple":
            return "Q"
        return {"percent": "Z", "points": "", "money": "E", "area": "G"}.get(kind, "")

    @property
    def clauses(self) -> Clauses:
        """The clauses of the scene as it is tagged now."""
        known = self._clauses
        if known is None or known.scene is not self.scene or known.version != self.scene.version:
            known = self._clauses = Clauses(self.scene, self.know)
        return known

    def at(self, offset: int) -> int:
        """Where in ``all`` the mentions from a place of the text on begin."""
        return bisect_left(self.all, offset, key=lambda mention: mention.start)

    def enter(self, sentence: Sentence) -> Scene:
        """Make the scene of the next sentence; sentences come in the order of the text."""
        while self._next < len(self.all) and self.all[self._next].end <= sentence.start:
            self._next += 1
        mentions = []
        place = self._next
        while place < len(self.all) and self.all[place].start < sentence.end:
            if self.all[place].start >= sentence.start and self.all[place].end <= sentence.end:
                mentions.append(self.all[place])
            place += 1
        mentions = self._with_unknown(sentence, mentions)
        self.scenes += 1
        scene = Scene(self.text, sentence, mentions, self.scenes)
        self.scene = scene
        return scene

    def glance(self, start: int, end: int, block: Block) -> Scene:
        """A stretch of the text as a scene, without going on to it: the label in front of a paragraph."""
        sentence = Sentence(start, end, block, False)
        first = self.at(start)
        inside = [m for m in self.all[first : first + 40] if m.start >= start and m.end <= end]
        return Scene(self.text, sentence, self._with_unknown(sentence, inside), self.scenes)

    def _with_unknown(self, sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
        gaps: list[tuple[int, int]] = []
        place = sentence.start
        for mention in mentions:
            gaps.append((place, mention.start))
            place = mention.end
        gaps.append((place, sentence.end))
        extra = []
        for low, high in gaps:
            for start, end in capitalised(self.text, low, high):
                span = self._name_span(start, end, sentence)
                if span is None:
                    continue
                label = self.text[span[0] : span[1]].replace("’", "'")
                if _SITE_NAME.match(self.text, span[1]):
                    continue
                firm, _, town = label.partition(" of ")
                if town and firm.split()[-1] in self._tails and len(firm.split()) > 1:
                    extra.append(Mention(span[1] - len(town), span[1], "U", town, ""))
                    span, label = (span[0], span[0] + len(firm)), firm
                region = self.know.tables["regions"].get(label)
                if region is not None:
                    extra.append(Mention(span[0], span[1], "A", region, "Region"))
                    continue
                last = label.split()[-1].lower()
                if (last in _HEADS or (last.endswith("plant") and len(last) < 12)) and not label.isupper():
                    own = _OWN_NAME.match(label)
                    if own and own[1] not in self._not_name:
                        stop = span[0] + own.end(1)
                        extra.append(Mention(span[0], stop, "U", own[1], ""))
                    continue  # "Global Science and Art Centre" is read as a phrase for a site
                learned = self.learned.get(label)
                tag, cls, canonical = learned if learned else ("U", "", label)
                extra.append(Mention(span[0], span[1], tag, canonical, cls))
        if not extra:
            return mentions
        return sorted([*mentions, *extra], key=lambda mention: mention.start)

    def _name_span(self, start: int, end: int, sentence: Sentence) -> tuple[int, int] | None:
        words = list(re.finditer(r"\S+", self.text[start:end]))
        low = 0
        while low < len(words) and (words[low][0].rstrip(".,") in self._not_name or words[low][0] in _SMALL):
            low += 1
        high = len(words)
        while (
            high > low
            and words[high - 1][0].rstrip(".,") in self._not_name
            and words[high - 1][0] not in self._tails
        ):
            high -= 1
        if low >= high:
            return None
        begin, stop = start + words[low].start(), start + words[high - 1].end()
        single = high - low == 1
        opening = begin == sentence.start or self.text[max(0, begin - 2) : begin].strip() in (
            '"',
            "“",
            "‘",
            "(",
            "-",
            "—",
            ":",
        )
        if single and begin == sentence.start:
            word = self.text[begin:stop]
            # a capital at the start of a sentence says nothing, unless the word has one elsewhere too
            inner = any(char.isupper() or char.isdigit() for char in word[1:])
            after = self.text[stop : stop + 2]
            known = word in self.learned or _AGENT.match(self.text, stop) is not None
            if not inner and after not in (", ", " (") and not known and not self._elsewhere(word, begin):
                return None
        del opening
        return begin, stop

    def _elsewhere(self, word: str, here: int) -> bool:
        low, high = max(0, here - 20_000), here + 20_000
        place = self.text.find(word, low, high)
        while place >= 0:
            if (
                place != here
                and place > 1
                and self.text[place - 1] == " "
                and (self.text[place - 2].islower() or self.text[place - 2] == ",")
                and not self.text[place + len(word) : place + len(word) + 1].isalnum()
            ):
                return True
            place = self.text.find(word, place + 1, high)
        return False

    # -- facts ------------------------------------------------------------------------------------------------------

    def add(self, prop: str, subject: Any, cls: str = "", **columns: Any) -> Draft | None:
        """Note a fact. ``subject`` is a mention, a facility or a label with its class."""
        if isinstance(subject, Mention):
            if subject.tag == "F" and subject.facility is not None:
                subject, cls = subject.facility, "Facility"
            else:
                subject, cls = subject.label, subject.cls or "Organization"
        elif isinstance(subject, Facility):
            cls = "Facility"
        target = columns.get("object")
        if isinstance(target, Mention):
            if target.tag == "F" and target.facility is not None:
                columns["object"], columns["object_type"] = target.facility, "Facility"
            else:
                columns["object"], columns["object_type"] = (
                    target.label,
                    columns.get("object_type") or target.cls or "Organization",
                )
        elif isinstance(target, Facility):
            columns["object_type"] = "Facility"
        if prop == "partnersWith" and cls == "Organization" and isinstance(columns.get("object"), str):
            if columns.get("object_type") not in ("Automaker", "Brand"):
                return None
            subject, columns["object"] = columns["object"], subject
            cls, columns["object_type"] = columns["object_type"], cls
        if subject == columns.get("object") or (
            prop == "produces" and columns.get("object_type") == "Country"
        ):
            return None
        if prop == "produces" and columns.get("object_type") not in ("Model", "Brand"):
            columns["object_type"] = "Brand"
        columns.setdefault("quote", self.row or self.scene.quote)
        if columns.get("said_by") is None:
            columns["said_by"] = self.said_by
        if isinstance(subject, Facility) and columns.get("confidence"):
            columns["confidence"] = min(columns["confidence"], self._reach(subject))
        if subject is self.facility and self.facility is not None:
            self.facility_scene = self.scenes
        draft = Draft(prop, subject, cls, **columns)
        if draft.modality == "none":
            return None
        if draft.modality in ("planned", "target") and draft.end:
            self.memory["deadline"] = draft.end
        if draft.modality == "could":
            draft.modality = "planned"
        if draft.value is not None:
            self.memory["last_figure"] = prop
        self.drafts.append(draft)
        return draft

    def _reach(self, facility: Facility) -> float:
        """How sure it can be that a site is meant: less the further back the words for it stand."""
        if self.row is not None or self.scene.sentence.block.kind not in ("paragraph",):
            return 1.0
        for _, mention in self.scene.all("F"):
            if mention.facility is facility or facility in mention.extra.get("all", ()):
                return 1.0
        gap = self.scenes - (self.facility_scene if facility is self.facility else facility.scene)
        return 0.8 if gap <= 1 else 0.65


def _merge(text: str, known: list[Mention], numbers: list[Mention], dates: list[Mention]) -> list[Mention]:
    """One list without overlaps: a longer stretch wins, then a name of the registry, a date, a quantity."""
    ranked = [(m.start, -(m.end - m.start), 0, m) for m in known]
    ranked += [(m.start, -(m.end - m.start), 1, m) for m in dates]
    ranked += [(m.start, -(m.end - m.start), 2, m) for m in numbers]
    ranked.sort(key=lambda entry: entry[:3])
    result: list[Mention] = []
    for _, _, _, mention in ranked:
        if result and mention.start < result[-1].end:
            before = result[-1]
            # a figure may swallow the name in front of its noun ("500 BYD dealers"); the name of a model its figure
            if before.tag in "MBXOP" and before.extra.get("weak") and mention.tag == "D":
                result[-1] = mention
                continue
            if (
                before.tag in "VNHSKLJWEGZ"
                and mention.tag in "MBOCARPX"
                and mention.start > before.quantity.number_end - 1
            ):
                continue
            if (
                mention.end - mention.start > before.end - before.start
                and mention.tag in "MBOCRPX"
                and before.tag == "N"
            ):
                result[-1] = mention
            continue
        result.append(mention)
    return result
