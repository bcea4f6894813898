"""Models called by the end of their name alone: "Zeekr plans to launch the 7X", "Geely's EX5", "M-Hero's 917"."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["name_short_models"]

_CODE = re.compile(
    r"(?<![\w,.-])(?:[Tt]he|[Ii]ts|[Tt]heir|new|electric|and|[’']s) (?P<code>\d{1,3}[A-Z]{1,2}|\d{3})"
    r"(?![\w%-])(?![.,]\d)(?! (?:cars|vehicles|units|people (?!mover)|million|percent|per cent|dealers|outlets))"
)
_BACK = 6  # makers named before


def name_short_models(reading: Reading, scene: Scene) -> None:
    """Name the models whose brand, spoken of here or just before, makes a known model's name with them."""
    raw = reading.text[scene.sentence.start : scene.sentence.end]
    codes = [
        (scene.sentence.start + match.start("code"), match["code"])
        for match in _CODE.finditer(raw)
        if any(char.isdigit() for char in match["code"])
    ]
    unknown = [mention for mention in scene.mentions if mention.tag == "U"]
    if not codes and not unknown:
        return
    found: list[Mention] = []
    for start, code in codes:
        label = _whole(reading, scene, code, start)
        if label:
            found.append(Mention(start, start + len(code), "X", label, "Model"))
    for mention in unknown:
        label = _whole(reading, scene, mention.label, mention.start)
        if label:
            found.append(Mention(mention.start, mention.end, "X", label, "Model"))
    if not found:
        return
    kept = [m for m in scene.mentions if not any(m.start < new.end and new.start < m.end for new in found)]
    scene.mentions = sorted([*kept, *found], key=lambda mention: mention.start)
    scene.build()


def _whole(reading: Reading, scene: Scene, name: str, before: int) -> str | None:
    """The known model that a name is the end of, of a brand named nearest before it."""
    near = [m for m in scene.mentions if m.tag in "MB" and m.cls != "Country" and m.start < before]
    makers = [*reversed(near), *([reading.maker] if reading.maker else [])]
    makers += [mention for _, mention in reversed(reading.makers[-_BACK:])]
    for maker in makers:
        words = maker.label.split()
        for marque in (maker.label, *(words if len(words) > 1 else ())):  # "Oyak Renault" builds Renaults
            entity = reading.registry.find(f"{marque} {name}", "Model")
            if entity is not None and entity.label.endswith(name):
                return entity.label
    return None
