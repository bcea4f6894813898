"""Whether a site spoken of before can still be meant, now that others have been named."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_owner import same_group

__all__ = ["linked", "moved_on", "rival_between", "still_meant"]


_LINKS = ("brandOf", "subsidiaryOf", "ownsStake", "partnersWith", "acquires")


def _rival(reading: Reading, scene: Scene, facility: Facility, place: int, mention: Mention) -> bool:
    """Whether a name is that of another maker, and in a role that takes over what follows."""
    if mention.cls == "Country" or mention.kind == "makers" or facility.operator is None:
        return False
    tag = scene.tag
    start, _ = reading.clauses.span(place)
    if rx("facilities.rival_aside").search(tag[max(start, place - 40) : place]):
        return False
    if rx("facilities.rival_goods").match(tag[place + 1 : place + 40]) or scene.is_goods(mention):
        return False
    if mention.tag == "O" and rx("facilities.rival_speaks").match(tag[place + 1 : place + 60]):
        return False
    return not linked(reading, facility.operator[0], mention.label)


def linked(reading: Reading, operator: str, maker: str) -> bool:
    """Whether two names belong together, by what is known or by what the text has said so far."""
    if same_group(reading, operator, maker) or operator.startswith(maker) or maker.startswith(operator):
        return True
    for child, parent in ((operator, maker), (maker, operator)):
        known = reading.registry.find(child)
        if known is not None and known.parent == parent:
            return True
    pair = {operator, maker}
    return any(
        draft.property in _LINKS and {draft.subject, draft.object} == pair
        for draft in reading.drafts[-60:]
        if isinstance(draft.subject, str) and isinstance(draft.object, str)
    )


def rival_between(reading: Reading, scene: Scene, facility: Facility, start: int, end: int) -> bool:
    """Whether another maker is named between two places of the tagged text."""
    return any(
        _rival(reading, scene, facility, place, mention) for place, mention in scene.within(start, end, "MB")
    )


def moved_on(reading: Reading, facility: Facility) -> bool:
    """Whether a sentence since the site was last spoken of had another maker as its subject."""
    maker = reading.maker
    if maker is None or maker.cls == "Country" or facility.operator is None:
        return False
    if not any(
        index > reading.facility_scene and named.label == maker.label for index, named in reading.makers
    ):
        return False
    return not linked(reading, facility.operator[0], maker.label)


def still_meant(reading: Reading, scene: Scene, facility: Facility, place: int) -> bool:
    """Whether a figure at a place can be about the site that the sentences before were about."""
    if reading.memory.get("unplaced", -9) >= max(reading.facility_scene, 0):
        return False
    if rival_between(reading, scene, facility, 0, place) or moved_on(reading, facility):
        return False
    tag = scene.tag
    if facility.operator is not None and rx("facilities.rival_opens").match(tag):
        first = scene.all("O")[:1]
        if first and _rival(reading, scene, facility, *first[0]):
            return False
    towns = [site for site in facility.sites if site.kind in ("", "town")]
    for at, mention in scene.all("PC"):
        if not rx("facilities.facility_of_at_for").search(tag[max(0, at - 8) : at].replace("the ", "")):
            continue
        if mention.tag == "C":
            if facility.country is not None and mention.label != facility.country[0]:
                return False
        elif towns and mention.kind in ("", "town") and not facility.has_place(mention.label):
            return False
    return True
