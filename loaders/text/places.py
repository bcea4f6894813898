"""Place phrases in a tagged sentence: ``the Amata City industrial estate in Rayong, Thailand``."""

from dataclasses import dataclass

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import Knowledge, rx
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["PlaceName", "place_phrase"]

_ESTATE = re.compile(
    r"(?:industrial (?:estate|park|zone|city|area|cent(?:er|re)|complex)|economic zone|free zone|technology park|"
    r"development zone|new area|high-tech (?:zone|park|valley)|valley|automotive cluster|cluster|eco-?park|"
    r"export processing zone)$|^(?:zona|parque|polígono|polo|distrito|kawasan|khu) ",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PlaceName:
    """One place of a phrase; ``kind`` is ``town``, ``province``, ``estate``, ``country``, ``region`` or empty.

    A name in front of "plant" that is ``unknown`` can be what the plant is called rather than where it is.
    """

    label: str
    kind: str
    near: bool = False
    country: str | None = None
    reference: bool = False
    unknown: bool = False


def _atom(know: Knowledge) -> re.Pattern[str]:
    return rx("places.atom")


def _joint(know: Knowledge) -> re.Pattern[str]:
    return rx("places.joint_which_part")


def place_phrase(scene: Scene, start: int, know: Knowledge) -> tuple[list[PlaceName], int]:
    """Read the place phrase that begins at a place of the tagged text.

    Returns
    -------
    list of PlaceName, and where the phrase ends
        From the nearest name to the widest; empty where no phrase begins there.
    """
    atom, joint = _atom(know), _joint(know)
    tag = scene.tag
    found: list[PlaceName] = []
    place, near = start, False
    match = atom.match(tag, place)
    while match:
        mention = scene.at(match.start("name"))
        if mention is None:
            break
        if found and (
            found[-1].kind == "country"
            or (mention.tag == "C" and rx("facilities.who_is").match(tag, match.end("name")))
        ):
            break  # "near TOWN, the US company's first"
        name = _place_name(scene, match, mention, near)
        if found and name.label == found[-1].label:
            break
        if match["adj"] or match["adj2"] or match["of"]:
            key = "of" if match["of"] else ("adj" if match["adj"] else "adj2")
            at = match.start("adj") if key == "of" else match.start(key)
            adjective = scene.at(at)
            if adjective is not None and adjective.cls == "Country":
                name.country = adjective.label
            elif adjective is not None and key == "of" and adjective.cls == "Place":
                found.append(name)  # "Barcelona's Zona Franca"
                name = PlaceName(adjective.label, adjective.kind or "", country=adjective.country)
        found.append(name)
        place = match.end()
        step = joint.match(tag, place)
        if not step or not step[0].strip(" "):
            break
        if (
            re.match(r",? of ", step[0])
            and found[-1].kind not in ("estate",)
            and not (match["town2"] or match["prov2"])
            and not rx("places.of_province").match(tag, step.end())
            and not rx("places.place_phrase_heart_middle").search(step[0])
        ):
            break
        if step[0] == ", " and tag[step.end() : step.end() + 1] == "U" and not _closed(tag, step.end()):
            break
        if re.match(r",? on the U(?![a-z'])", tag[place : place + 12]):
            break  # a river or a coast is no place that a facility is in
        near = bool(step["near"])
        match = atom.match(tag, step.end())
    return _narrower(scene, found, place, know)


def _narrower(
    scene: Scene, found: list[PlaceName], place: int, know: Knowledge
) -> tuple[list[PlaceName], int]:
    """``in COUNTRY, in the state of PROVINCE``: the narrower place behind the wider one."""
    step = rx("places.narrower").match(scene.tag, place)
    if len(found) != 1 or found[0].kind != "country" or step is None:
        return found, place
    names, end = place_phrase(scene, step.end(), know)
    if not names or names[0].country not in (None, found[0].label) or names[-1].kind == "country":
        return found, place
    return [*names, *found], end


def _closed(tag: str, place: int) -> bool:
    return tag[place + 1 : place + 2] in (",", ".", ";", ")", "", ":") or tag[place + 1 : place + 3] in (
        " -",
    )


def _place_name(scene: Scene, match: re.Match[str], mention: Mention, near: bool) -> PlaceName:
    kind = ""
    label = mention.label
    if mention.tag == "C":
        kind = "country"
    elif mention.tag == "R":
        kind = "region"
    elif match["est"] or match["est2"]:
        kind = "estate"
        if match["est2"]:
            label = scene.text[mention.start : scene.end_offset(match.end("est2"))]
    elif match["prov"] or match["prov2"]:
        kind = "province"
    elif "district" in (match["town"], match["town2"]):
        kind = "estate"  # a part of a town, which gives the label
    elif match["town2"] and mention.kind == "province":
        kind = "province"  # "the Norfolk village"
    elif match["town"] or match["town2"]:
        kind = "town"
    elif mention.kind:
        kind = mention.kind
    if not kind and _ESTATE.search(label):
        kind = "estate"
    return PlaceName(label, kind, near, mention.country, mention.reference)
