"""Numbers of people that are no level of staff: additions, promises, what would be, people who are only asked."""

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.scene import Scene

__all__ = ["no_level"]


def no_level(scene: Scene, place: int, near: str, *, runs: bool) -> bool:
    """Whether a number of people does not say how many a site employs; ``runs``: people work there already."""
    tag, behind = scene.tag, place + 1
    start = max(tag.rfind(";", 0, place), tag.rfind(". ", 0, place)) + 1
    stop = tag.find(";", place)
    clause = tag[start : stop if stop >= 0 else len(tag)]
    if rx("company.staff_joins").match(tag, behind) or rx("company.staff_if").search(clause):
        return True
    if rx("company.staff_the_talked").search(near) and rx("company.staff_talked_of").match(tag, behind):
        return True
    if rx("company.staff_pledged").search(near) and rx("company.staff_pledged_behind").match(tag, behind):
        return True
    hiring = rx("company.staff_hiring").search(near) or rx("company.staff_hired_behind").match(tag, behind)
    return bool(hiring and (runs or rx("company.staff_leads_to").match(tag, behind)))
