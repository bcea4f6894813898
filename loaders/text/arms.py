"""Companies named for their parent and a country ("BAIC Automobile South Africa"), where owners are spoken of.

Elsewhere such a name is the parent at work in that country: what "GWM Australia" sells, GWM sells there.
"""

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["full_name", "name_arms"]


def name_arms(reading: Reading, scene: Scene) -> None:
    """Make one name of the parent and the country, where that is a company of its own."""
    known: set[str] = reading.memory.setdefault("arms", set())
    for match in rx("arms.name").finditer(scene.tag):
        first, last = scene.at(match.start("m")), scene.at(match.start("c"))
        if first is None or last is None:
            continue
        label = scene.text[first.start : last.end].replace("’", "'")
        told = rx("arms.owned").match(scene.tag, match.end()) or rx("arms.called").search(
            scene.tag[: match.start()]
        )
        if label not in known and not told:
            continue
        if reading.registry.find(label) is not None:
            continue
        known.add(label)
        tag = "O" if first.tag == "O" else "M"
        cls = "Organization" if tag == "O" else "Automaker"
        scene.add(match.start("m"), match.end("c"), Mention(0, 0, tag, label, cls))
        name_arms(reading, scene)
        return


def full_name(reading: Reading, mention: Mention) -> Mention:
    """The name that a short form of it stands for: "Amplify" where "Amplify Cell Technologies" was named before."""
    if mention.tag not in "UO" or " " in mention.label or reading.registry.find(mention.label) is not None:
        return mention
    found = [
        (label, tag, cls)
        for label, (tag, cls, _) in reading.learned.items()
        if label.startswith(mention.label + " ") and tag in "MBO"
    ]
    if len(found) == 1:
        mention.label, mention.tag, mention.cls = found[0]
    return mention
