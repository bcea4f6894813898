"""What a figure of trade is about, and the figures of a sentence so far."""

from dataclasses import dataclass
from typing import Any

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period

__all__ = ["Figures", "Level"]


@dataclass(slots=True)
class Level:
    """What a figure of trade is about; later figures take over what they do not say."""

    metric: str
    subject: Mention | None
    product: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    modality: str = "actual"
    basis: str | None = None
    position: int = 0
    scene: int = 0
    value: float | None = None
    comparator: str = "="
    earlier: bool = False
    paired: bool = False
    origin: bool = False
    aside: bool = False

    @property
    def scope(self) -> dict[str, Any]:
        """The columns that say how firmly, when, where and of what a figure holds."""
        return {
            "modality": self.modality,
            "start": self.start,
            "end": self.end,
            "place": self.place,
            "product": self.product,
        }


class Figures:
    """Figures of one sentence, read from left to right."""

    def __init__(
        self, reading: Reading, scene: Scene, cues: list[tuple[int, int, str, str]], memory: list[Level]
    ) -> None:
        self.reading, self.scene, self.cues, self.memory = reading, scene, cues, memory
        self.emitted: list[Level] = []
        self.sign = 0
        self.tag = scene.tag

    def _named(self, start: int, place: int) -> Mention | None:
        """The subject named in a stretch: not what stands behind a preposition."""
        tag = self.tag
        for at, mention in self.scene.within(start, place, "MBCXFA"):
            lead = tag[max(0, at - 14) : at]
            if mention.tag == "A":
                if rx("trade.named_bought_purchased").match(tag[at + 1 :]) or (
                    mention.cls == "Country"
                    and rx("trade.named_plants").match(tag, at + 1)
                    and not rx("trade.named_at_from").search(lead)
                ):
                    return self._as_subject(mention)
                continue
            if mention.tag == "C":
                owns = tag[at + 1 : at + 3] == "'s"
                if owns and not rx("trade.named_exports_production").match(tag[at + 1 :]):
                    continue
                if not owns and rx("trade.named_from_outside").search(lead):
                    continue
                return mention
            if mention.tag == "F":
                if rx("trade.named_at_from").search(lead) and not rx("trade.named_line_at").search(
                    tag[max(0, at - 30) : at]
                ):
                    continue
                return mention
            if mention.tag == "X" and rx("trade.named_with_like").search(lead):
                continue
            if rx("trade.named_than_like").search(lead) or self.scene.is_goods(mention):
                continue
            if rx("report.included_too").match(tag, at + 1):
                continue
            arm = rx("slots.maker_for_subsidiary_arm").match(tag[at + 1 :]) if mention.tag in "MB" else None
            if arm is not None and arm[0][-1] in "MB":
                continue
            if mention.tag == "X" and tag[at + 1 : at + 2] == "," and not self.scene.within(start, at, "MB"):
                return mention
            return mention
        return None

    def other_kind(self, start: int, place: int) -> bool:
        """Whether a figure is of a kind of vehicle that has no name here: pick-ups, scooters."""
        tag = self.tag
        return bool(
            rx("trade.other_kind").search(tag[max(0, start - 30) : place])
            or rx("trade.other_kind_of").search(tag[start:place])
            or rx("report.other_kind_their").search(tag[:place])
        )

    def _as_subject(self, mention: Mention | None) -> Mention | None:
        if mention is None:
            return None
        if mention.tag == "A":
            return Mention(mention.start, mention.end, "C", mention.label, mention.cls or "Country")
        return mention

    def _period_seen(self, level: Level) -> None:
        if (level.start or level.end) and level.modality == "actual" and level.basis is None:
            self.reading.memory["last_period"] = (self.scene.index, Period(level.start, level.end))
