"""What is given once for the figures below it: the product, the measure or the time in a lead-in or a heading.

``*New energy vehicles (NEVs).* Of these, 205,000 were shipped in June`` counts new energy vehicles; so does all else
under a heading that says no more than that. A lead-in that says more (``BYD's electric push``) gives nothing.
"""

from dataclasses import dataclass

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.blocks import Block, Sentence
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.slots import Period, period_of, product_at

__all__ = ["Given", "given", "note_heading", "note_label"]


@dataclass(slots=True)
class Given:
    """What a lead-in or heading supplies to the figures below it."""

    product: str | None = None
    metric: str | None = None
    place: str | None = None
    period: Period | None = None


def given(reading: Reading) -> Given:
    """What the lead-in of this block gives, failing that the heading above it."""
    label = reading.memory.get("label")
    heading = reading.memory.get("heading_gives")
    if not isinstance(label, Given):
        return heading if isinstance(heading, Given) else Given()
    if not isinstance(heading, Given):
        return label
    return Given(
        label.product or heading.product,
        label.metric or heading.metric,
        label.place or heading.place,
        label.period or heading.period,
    )


def note_label(reading: Reading, block: Block) -> None:
    """Note what the lead-in of a block gives; a block without one has none."""
    reading.memory["label"] = None
    if block.label is None:
        return
    low, high = block.label
    first = max(0, reading.at(low) - 2)
    mentions = [m for m in reading.all[first : first + 20] if m.start >= low and m.end <= high]
    scene = Scene(reading.text, Sentence(low, high, block, True), mentions, reading.scenes)
    reading.memory["label"] = _gives(reading, scene)


def note_heading(reading: Reading, scene: Scene) -> None:
    """Note what a heading gives to the section below it."""
    reading.memory["heading_gives"] = _gives(reading, scene)


def _gives(reading: Reading, scene: Scene) -> Given | None:
    from autoatlas.loaders.text.frames.counting import metric_cues

    tag = scene.tag.strip(" .:")
    found = Given()
    dates = [m for _, m in scene.all("D") if m.date.first]
    if len(dates) == 1:
        found.period = period_of(dates[0])
    bare = re.sub(r" ?\([^()]*\)", "", tag)
    cues = metric_cues(reading, scene)
    nouns = {cue[2] for cue in cues if cue[3] == "noun"}
    if len(nouns) == 1 and rx("lead_ins.measure").fullmatch(bare):
        found.metric = nouns.pop()
    product = product_at(reading, scene, 0, len(scene.tag))
    if product and rx("lead_ins.product").fullmatch(bare):
        found.product = product
    if found.metric or found.product:
        lands = [m for p, m in scene.all("CR") if rx("lead_ins.market").search(scene.tag[max(0, p - 12) : p])]
        if len(lands) == 1:
            found.place = lands[0].label
    return found if found.product or found.metric or found.period else None
