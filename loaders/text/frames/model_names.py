"""The models that a stretch of a sentence names, and what they are called in full."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["full_name", "like_model", "models_in", "unbuilt"]


def models_in(scene: Scene, start: int, end: int) -> list[Mention]:
    """The models between two places of the tagged text, unknown names that can be a model's among them."""
    found = []
    for place, mention in scene.within(start, end, "XU"):
        if mention.tag == "U" and (re.match(r"'s", scene.tag[place + 1 :]) or not like_model(mention.label)):
            continue
        found.append(mention)
    return found


def like_model(label: str) -> bool:
    """Whether an unknown name can be a model's: short, with a digit or a capital code, or one or two words."""
    words = label.split()
    return len(words) <= 3 and not rx("products.like_model_roup_otors").search(label)


def unbuilt(scene: Scene, place: int) -> bool:
    """Whether a model is only named beside what is made: a rival, a forerunner, the car whose parts are used."""
    return (
        rx("products.unbuilt_before").search(scene.tag[max(0, place - 60) : place]) is not None
        or rx("products.unbuilt_behind").match(scene.tag, place + 1) is not None
    )


def full_name(reading: Reading, scene: Scene, model: Mention, maker: tuple[str, str] | None) -> str:
    """What an unknown model is called in full: behind its brand, that of the model before it, or its maker's.

    Parameters
    ----------
    reading : Reading
    scene : Scene
    model : Mention
        Of an unknown name.
    maker : tuple of str, or None
        Label and class of who makes or sells it.

    Returns
    -------
    str
        As written where no brand can be told.
    """
    place = scene.position(model.start)
    brand = scene.at(place - 2) if scene.tag[place - 1 : place] == " " else None
    if brand is not None and brand.tag in "MB" and brand.cls != "Country":
        return f"{_marque(reading, brand.label)} {_one_of(model.label)}"
    listed = scene.last(place, "XMB")
    if listed is not None and rx("products.in_one_list").fullmatch(scene.tag, listed[0] + 1, place):
        before = listed[1]
        known = reading.registry.find(before.label, "Model") if before.tag == "X" else None
        name = known.parent if known is not None and known.parent else None
        if name is None and before.tag in "MB":
            name = before.label
        name = _marque(reading, name) if name else None
        if name and (before.label.startswith(name) or before.tag in "MB"):
            return f"{name} {_one_of(model.label)}"
    behind = scene.next(place + 1, "XMB")
    if behind is not None and behind[1].tag == "X":
        after = reading.registry.find(behind[1].label, "Model")
        gap = scene.tag[place + 1 : behind[0]]
        if after is not None and after.parent and rx("products.in_one_list").fullmatch(gap):
            return f"{_marque(reading, after.parent)} {_one_of(model.label)}"
    if maker is None or maker[1] not in ("Automaker", "Brand"):
        return model.label
    return f"{_marque(reading, maker[0])} {_one_of(model.label)}"


def _one_of(label: str) -> str:
    """``CX-5`` for ``CX-5s``."""
    return label[:-1] if re.search(r"\d[A-Z]?s$", label) else label


def _marque(reading: Reading, operator: str) -> str:
    """``Hyundai`` for ``Hyundai Motor India``: a national company builds the cars of the maker it is named for."""
    words = operator.split()
    if words[-1] == "Group":
        short = " ".join(words[:-1])
        known = reading.registry.find(short)
        if known is not None and known.label == operator:
            return short  # "Volkswagen" for its group
    if reading.registry.find(words[-1], "Country") is None and reading.registry.find(operator) is not None:
        return operator
    for word in words[:-1]:
        maker = reading.registry.find(word)
        if maker is not None and maker.cls in ("Brand", "Automaker"):
            return maker.label.removesuffix(" Group")
    return operator
