"""Sales, exports, production, imports: how many, whose, where, when, and by how much more than before."""

from autoatlas.loaders.text.frames.counting import (
    groups_of,
    metric_cues,
)
from autoatlas.loaders.text.frames.trade_growth import Growth
from autoatlas.loaders.text.frames.trade_industry import turn_to_whole
from autoatlas.loaders.text.frames.trade_scope import note_scope
from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.slots import (
    period_of,
    product_at,
)
from autoatlas.loaders.text.trade_bullets import read_bullet

__all__ = ["note_measure", "read_trade"]


def read_trade(reading: Reading, scene: Scene) -> None:
    """Note the figures of trade in a scene."""
    tag = scene.tag
    if not rx("trade.number_first").search(tag) and read_bullet(reading, scene):
        return
    cues = metric_cues(reading, scene)
    turn_to_whole(reading, scene, cues[0][2] if cues else None)
    memory: list[Level] = reading.memory.get("levels", [])
    note_scope(reading, scene, cues[0][2] if cues else None)
    opens = rx("trade.opens_land").match(tag)
    land = scene.at(opens.start("c")) if opens else None
    if land is not None:
        reading.memory["opened_with"] = (scene.index, land.label)
    if not any(letter in tag for letter in "VNZQ"):
        if cues and scene.sentence.block.kind == "paragraph":
            reading.memory["last_metric"] = cues[0][2]
        _remember_topic(reading, scene, cues)
        return
    state = Growth(reading, scene, cues, [level for level in memory if scene.index - level.scene <= 3])
    state.listed()
    state.opened()
    state.destinations()
    for group in groups_of(scene):
        if group[0][1].tag in "VN":
            state.levels(group)
        elif group[0][1].tag == "Z":
            state.percents(group)
        else:
            state.multiple(group[0])
    if state.emitted:
        parts = all(level.earlier for level in state.emitted)
        reading.memory["levels"] = [*(memory if parts else []), *state.emitted][-6:]
    if cues and scene.sentence.block.kind == "paragraph":
        reading.memory["last_metric"] = cues[0][2]
    _remember_topic(reading, scene, cues)


def note_measure(reading: Reading, scene: Scene) -> None:
    """``Domestic sales went the other way``: what the sentence behind it counts, though it names nobody."""
    cues = metric_cues(reading, scene)
    turn_to_whole(reading, scene, cues[0][2] if cues else None)
    note_scope(reading, scene, cues[0][2] if cues else None)


def _remember_topic(reading: Reading, scene: Scene, cues: list[tuple[int, int, str, str]]) -> None:
    if scene.sentence.block.kind == "heading" or scene.tag.endswith(":"):
        reading.memory["topic"] = (
            cues[0][2] if cues and cues[0][3] == "noun" else reading.memory.get("document_topic")
        )
        reading.memory["topic_product"] = product_at(reading, scene, 0, len(scene.tag))
        dates = [m for _, m in scene.all("D") if m.date.first]
        reading.memory["topic_period"] = (
            period_of(dates[0]) if dates else reading.memory.get("document_period")
        )
