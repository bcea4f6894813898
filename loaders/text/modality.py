"""How firmly a clause says what it says: actual, planned, target, forecast, rumoured, or nothing at all."""

from bisect import bisect_right

from autoatlas.loaders.text.knowledge import Knowledge, rx
from autoatlas.loaders.text.scene import Scene

__all__ = ["Clauses"]


class Clauses:
    """The clauses of a scene, with what each says firmly or not."""

    def __init__(self, scene: Scene, know: Knowledge) -> None:
        self.scene = scene
        self.version = scene.version
        tag = scene.tag
        starts = [0]
        for match in know.compiled("{clause}").finditer(tag):
            if match.start() > starts[-1]:
                starts.append(match.start())
        lead = rx("modality.lead").match(tag)
        if lead and lead.end() not in starts:
            starts = sorted({*starts, lead.end() - 2})
        resumed = [
            match.start()
            for match in rx("modality.resume").finditer(tag)
            if rx("modality.relative").match(tag, starts[bisect_right(starts, match.start()) - 1])
        ]
        starts = sorted({*starts, *resumed})
        self.starts = starts
        self.ends = [*starts[1:], len(tag)]
        self._know = know
        self._cues: list[tuple[int, int, str]] | None = None

    def index(self, position: int) -> int:
        """Which clause a place of the tagged text is in."""
        return bisect_right(self.starts, position) - 1

    def span(self, position: int) -> tuple[int, int]:
        """The bounds of the clause around a place."""
        index = self.index(position)
        return self.starts[index], self.ends[index]

    @property
    def cues(self) -> list[tuple[int, int, str]]:
        """Cues of modality in the scene: start, end, kind."""
        if self._cues is None:
            found = []
            for kind in ("none", "maybe", "rumoured", "target", "forecast", "planned", "could"):
                pattern = self._know.compiled(
                    r"(?<![a-z])(?:{" + kind + r"})(?![a-z])"
                    if kind != "none"
                    else r"(?:(?<![a-z])|(?=n't))(?:{none})(?![a-z])"
                )
                for m in pattern.finditer(self.scene.tag):
                    if kind == "planned" and self._goes_on(m.start(), m.end()):
                        continue
                    third = (
                        kind == "planned"
                        and m[0].startswith("expect")
                        and m[0] != "expected to"
                        and rx("modality.third").search(self.scene.tag[: m.start()])
                        and not rx("modality.own_deed").match(self.scene.tag, m.start())
                    )
                    own = kind == "forecast" and rx("modality.own_forecast").search(
                        self.scene.tag[: m.start()]
                    )
                    found.append((m.start(), m.end(), "forecast" if third else "planned" if own else kind))
            found.sort()
            self._cues = found
        return self._cues

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a cue announces nothing that is not so already: "would continue to be built there"."""
        tag = self.scene.tag
        if tag.endswith("what ", 0, start):
            return True  # "on what is to become the largest plant" names a thing
        return bool(rx("modality.goes_on").match(tag, end) or rx("modality.going_on").search(tag, 0, start))

    def _attributive(self, start: int) -> bool:
        """Whether a cue is said of the noun behind it alone: "out of a planned total of"."""
        return bool(
            rx("modality.attributive").match(
                self.scene.tag, max(0, self.scene.tag.rfind(" ", 0, start - 1) + 1)
            )
        )

    def at(self, position: int, *, after: bool = True) -> str:
        """Say how firmly the clause around a place speaks.

        Returns
        -------
        str
            ``actual``, ``planned``, ``target``, ``forecast``, ``rumoured``, ``could`` or ``none``: denied,
            supposed or only being thought about.
        """
        cues = self.cues
        if not cues:
            return "actual"
        tag = self.scene.tag
        low = max(tag.rfind(";", 0, position), tag.rfind(". ", 0, position)) + 1
        high = tag.find(";", position)
        segment = tag[low : high if high >= 0 else len(tag)]
        for cue_start, _, kind in cues:
            if kind == "rumoured" and low <= cue_start < low + len(segment) and self._wide(segment):
                return "rumoured" if self._scoped(position) != "none" else "none"
        return self._scoped(position, after)

    def _wide(self, tag: str) -> bool:
        return bool(rx("modality.wide_according_people").search(tag))

    def _scoped(self, position: int, after: bool = True) -> str:
        tag = self.scene.tag
        index = self.index(position)
        positive = False
        first = True
        while index >= 0:
            start, end = self.starts[index], self.ends[index]
            inside = [cue for cue in self.cues if start <= cue[0] < end]
            before = [cue for cue in inside if cue[0] < position]
            found = self._decide(before, positive)
            if found is None and first and after:
                found = self._decide(
                    [
                        cue
                        for cue in inside
                        if cue[0] >= position
                        and cue[2] not in ("none", "maybe")
                        and not self._attributive(cue[0])
                    ],
                    positive,
                )
                if found is None and any(
                    c[2] == "none" and c[0] < position + 25 for c in inside if c[0] >= position
                ):
                    found = "none"
            if found is not None:
                return found
            text = tag[start:end]
            if (
                index == 0
                or rx("modality.fresh").match(text)
                or (
                    not rx("modality.inherits").match(text)
                    or rx("modality.own").search(tag, start, min(end, position + 14))
                )
            ):
                return "actual"
            positive = positive or text.lstrip(" ,").startswith("but")
            index -= 1
            position = self.ends[index]
            first = False
        return "actual"

    def only_thought(self, position: int) -> bool:
        """Whether the clause around a place tells of what is only being considered."""
        start, end = self.span(position)
        tag = self.scene.tag
        ahead = rx("modality.ahead").search(tag, start, position) is not None
        return any(
            kind == "maybe" and start <= low < end and (low < position or ahead or tag[low:high] != "if")
            for low, high, kind in self.cues
        )

    def denied(self, position: int) -> bool:
        """Whether a negation stands in front of a place in its clause."""
        start, _ = self.span(position)
        return any(kind == "none" and start < high and low < position for low, high, kind in self.cues)

    def _decide(self, cues: list[tuple[int, int, str]], positive: bool) -> str | None:
        kinds = {kind for _, _, kind in cues}
        if "none" in kinds and not positive:
            return "none"
        for kind in ("rumoured", "maybe", "target", "forecast", "planned", "could"):
            if kind in kinds:
                return "none" if kind == "maybe" else kind
        return None
