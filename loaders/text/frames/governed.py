"""What a bare number counts: the noun or verb that it hangs on, not the last figure before it."""

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.scene import Scene

__all__ = ["counts_of"]

_REACH = 110


def counts_of(scene: Scene, place: int) -> str | None:
    """Say what a bare number at a place of the tagged text counts.

    Returns
    -------
    str or None
        ``staff``, ``outlets``, ``goods`` (vehicles made, sold or that could be made), or None where the words do
        not say.
    """
    tag = scene.tag
    if rx("figures.governed_behind_staff").match(tag, place + 1):
        return "staff"
    if rx("figures.governed_others").match(tag, place + 1):
        return None
    low = max(0, place - _REACH, tag.rfind(";", 0, place), tag.rfind(". ", 0, place))
    kind = None
    for match in rx("figures.governor").finditer(tag, low, place):
        kind = match.lastgroup
    return kind
