"""Numbers that share a percent sign with others of their list: "X is charged 17, Y 18.8 and Z 35.3 per cent"."""

from dataclasses import replace

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["share_percent"]

_NEAR = 3  # sentences


def share_percent(reading: Reading, scene: Scene) -> None:
    """Make percentages of the bare numbers that stand in one list with one, or are rates of the duty spoken of."""
    if "N" not in scene.tag and not ("Z" in scene.tag and rx("figures.decimal").search(scene.tag)):
        return
    found: list[Mention] = []
    bare: list[Mention] = []
    last = scene.last(len(scene.tag), "Z")
    for name in ("before", "behind") if last is not None else ():
        for match in rx(f"figures.percent_{name}").finditer(scene.tag):
            found += [m for _, m in scene.within(match.start("list"), match.end("list"), "N")]
            bare += _bare(scene, match.start("list"), match.end("list"), last[1]) if last else []
    topic = reading.memory.get("tariff")
    if topic is not None and scene.index - topic.scene <= _NEAR:
        for match in rx("figures.percent_duty").finditer(scene.tag):
            found += [m for _, m in scene.within(match.start("n"), match.end("n"), "N")]
    for mention in found:
        if mention.quantity is not None and mention.quantity.value <= 1_000:
            mention.tag = "Z"
            mention.quantity = replace(mention.quantity, kind="percent", unit="percent")
    if bare:
        scene.mentions = sorted([*scene.mentions, *bare], key=lambda mention: mention.start)
    if found or bare:
        scene.build()


def _bare(scene: Scene, start: int, end: int, like: Mention) -> list[Mention]:
    """Decimals that count nothing, which are no mentions by themselves."""
    made = []
    for match in rx("figures.decimal").finditer(scene.tag, start, end):
        low, high = scene.offset(match.start()), scene.end_offset(match.end())
        value = float(match[0])
        quantity = replace(like.quantity, start=low, end=high, number_start=low, number_end=high, value=value)
        made.append(Mention(low, high, "Z", quantity=quantity))
    return made
