"""The title of an article as a scene: what it says holds for the whole, where the text says nothing else."""

from datetime import date

from autoatlas.loaders.text.blocks import Block, Sentence
from autoatlas.loaders.text.figures import find_figures
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["title_scene"]


def title_scene(reading: Reading) -> Scene | None:
    """The title with its names and dates, as if it stood in a text of its own; kept for the reading."""
    title = reading.document.title or ""
    if not title:
        return None
    known = reading.memory.get("title_scene")
    if isinstance(known, Scene):
        return known
    day = reading.published if reading.published and len(reading.published) == 10 else None
    figures = find_figures(title, date.fromisoformat(day) if day else None, lang=reading.know.language)
    mentions = [
        reading.finder.mention(begin, end, entry)
        for begin, end, entry in reading.finder.find(title)
        if not entry.weak
    ]
    for found in figures.dates:
        if all(found.end <= m.start or found.start >= m.end for m in mentions):
            mentions.append(Mention(found.start, found.end, "D", date=found))
    mentions.sort(key=lambda mention: mention.start)
    block = Block("heading", 0, len(title))
    scene = Scene(title, Sentence(0, len(title), block, True), mentions, 0)
    reading.memory["title_scene"] = scene
    return scene
