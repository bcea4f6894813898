"""What starts at a site that ran before: a new model, or the cars of a guest."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.site_rivals import linked

__all__ = ["guests_start", "models_start"]


def models_start(reading: Reading, scene: Scene, facility: Facility, start: int, end: int) -> bool:
    """Whether it is a model that starts, at a site that runs already."""
    tag = scene.tag
    low, _ = reading.clauses.span(start)
    if "X" in tag[start:end] and (facility.planned is False or " been " in tag[start:end]):
        return True  # "the first X is to leave the line", where others have before
    before = re.search(r"X[^.;F]{0,60}$", tag[low:start])
    behind = rx("events.models_start_behind").match(tag[end:])
    if rx("events.models_start_go_es").search(tag[start:end]) and before:
        return True
    if (
        behind
        and facility.planned is not True
        and facility.born < scene.index
        and not re.search(r"\bsince\b", tag)
    ):
        facility.planned = False
        return True
    if behind and facility.planned is None and _runs_already(scene, facility):
        return True
    if facility.planned is not True and tag[low:start].endswith("X "):
        return True
    return bool(before and rx("events.models_start_go_es_2").search(tag[start:end]))


def guests_start(reading: Reading, scene: Scene, facility: Facility, start: int, end: int) -> bool:
    """Whether it is a guest, or a guest's model, that starts at another's plant: the plant itself ran before."""
    if facility.operator is None or (facility.born == scene.index and _is_new(scene, facility)):
        return False
    low, _ = reading.clauses.span(start)
    names = [m.label for _, m in scene.within(low, start, "MB") if m.cls != "Country"]
    for _, model in scene.within(start, min(len(scene.tag), end + 30), "X"):
        known = reading.registry.find(model.label, "Model")
        if known is not None and known.parent:
            names = [*names, known.parent] if not names or facility.operator[1] == "Organization" else names
    return facility.operator[1] == "Organization" and any(
        not linked(reading, facility.operator[0], name) for name in names
    )


def _is_new(scene: Scene, facility: Facility) -> bool:
    """Whether the words for a site call it new: what starts there is then the site itself."""
    for _, mention in scene.all("F"):
        phrase = mention.extra.get("phrase") if mention.facility is facility else None
        if phrase is not None and "new" in phrase.mods:
            return True
    return False


def _runs_already(scene: Scene, facility: Facility) -> bool:
    """Whether a site is introduced as one that is there: ``at its Figueruelas plant``, not ``at its new plant``."""
    site = next(((p, m) for p, m in scene.all("F") if m.facility is facility), None)
    phrase = site[1].extra.get("phrase") if site is not None else None
    if site is None or phrase is None or phrase.ordinal or phrase.indefinite:
        return False
    if not (phrase.own or phrase.owner or phrase.definite or phrase.modifier):
        return False
    return rx("events.runs_already_not").search(" ".join(phrase.mods)) is None
