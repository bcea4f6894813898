"""What a sentence sets for the list behind it: "Naamsa's tables for September", "the ranking in Brazil for May".

Such a sentence gives no figure of its own, or one of something else, but says what is counted, when and where. The
makers listed in the sentences that follow take from it what they do not say themselves.
"""

from dataclasses import dataclass

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.slots import Period, period_of

__all__ = ["Scope", "note_scope", "scope_of"]

_REACH = 8  # sentences


@dataclass(frozen=True, slots=True)
class Scope:
    """Measure, period and market that hold for a list, and the sentence that set them."""

    scene: int
    metric: str | None = None
    period: Period | None = None
    place: str | None = None


def note_scope(reading: Reading, scene: Scene, metric: str | None) -> None:
    """Remember what a sentence sets for those behind it, if it speaks of figures at all."""
    tag = scene.tag
    if metric is None and not rx("trade.scope_words").search(tag):
        return
    dates = [
        m
        for at, m in scene.all("D")
        if m.date.first
        and m.date.last
        and not m.date.base
        and tag[at - 1 : at] != "("
        and not rx("slots.than").search(tag[max(0, at - 30) : at])
        and not rx("slots.against").search(tag[:at])
    ]
    longer = [m for m in dates if m.date.kind != "day"]
    periods = {(m.date.first, m.date.last): m for m in longer or dates}
    lands = {
        m.label
        for at, m in scene.all("CRA")
        if m.cls in ("Country", "Region")
        and not rx("trade.of_these_lead").search(tag[:at])
        and (
            (metric != "exports" and rx("trade.scope_inside").search(tag[max(0, at - 16) : at]))
            or rx("trade.scope_market").match(tag, at + 1)
        )
    }
    before = scope_of(reading, scene)
    period = period_of(next(iter(periods.values()))) if len(periods) == 1 else None
    place = lands.pop() if len(lands) == 1 else None
    if before is not None and not periods:
        period = before.period
    if before is not None and not lands and place is None:
        place = before.place
    if period is None and place is None and metric is None:
        return
    reading.memory["scope"] = Scope(
        scene.index, metric or (before.metric if before is not None else None), period, place
    )


def scope_of(reading: Reading, scene: Scene) -> Scope | None:
    """What the sentences before have set, where they are near enough."""
    scope = reading.memory.get("scope")
    if isinstance(scope, Scope) and 0 <= scene.index - scope.scene <= _REACH:
        return scope
    return None
