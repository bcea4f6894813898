"""Which sites something happens to."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene

__all__ = ["sites_meant"]


def sites_meant(reading: Reading, scene: Scene, start: int, end: int, kind: str) -> list[Facility]:
    """The facilities that something happens to: object behind the verb, subject before it, or the one spoken of."""
    tag = scene.tag
    low, high = reading.clauses.span(start)
    word = tag[start:end]
    if kind == "opened" and rx("events.whose_up_for").match(tag[end:]):
        return []
    if (
        kind == "opened"
        and word in ("open", "opening", "opens")
        and not rx("events.whose_will_its").search(tag[max(0, start - 30) : start])
    ):
        return []
    if kind == "announced":
        return _announced(reading, scene, start, end)
    if kind == "cancelled" and rx("events.to_buy").search(tag, end, min(high + 1, end + 60)):
        return []  # the purchase is off, not the plant
    behind = rx("events.whose_behind").match(tag[end:])
    if "F" in word:
        return _all(scene, start + word.index("F"))
    if (
        kind == "cancelled"
        and word in ("dropped", "drops")
        and not (behind and rx("events.whose_its_plans").fullmatch(behind[0]))
    ):
        return []
    if behind and end + behind.end() <= max(high + 1, end + 40) and not re.search(r"[;]", behind[0]):
        return _all(scene, end + behind.end() - 1)
    # "… at its factory in X": the place of what began
    at = rx("events.whose_at").search(tag[end : min(len(tag), high + 1)])
    if at and kind in ("started", "ground", "completed", "suspended", "opened", "closed", "cancelled"):
        between = tag[end : end + at.start()]
        if len(between) < 70 and not re.search(r"[;]", between):
            return _all(scene, end + at.end() - 1)
    before = scene.last(start, "F", 0)
    if before is not None:
        place = before[0]
        between = tag[place + 1 : start]
        if _reaches(between, kind):
            return _all(scene, place)
    if "F" in tag[low:high] and kind in ("started", "ground"):
        inside = scene.within(low, high, "F")
        return _all(scene, inside[-1][0])
    if (
        before is None
        and (reading.facility is not None)
        and reading.memory.get("unplaced", -9) <= max(reading.facility_scene, 0)
        and scene.index - reading.facility_scene <= (8 if "project" in tag else 3)
    ):
        lead = tag[low:start]
        bare = not scene.within(low, start, "MBOUPCX") and len(lead) < 60
        it = rx("events.whose_it").search(lead) or re.fullmatch(r"(?:[a-z]+ ){0,6}", lead)
        there = rx("events.whose_there").search(tag[end : end + 40])
        if kind in ("completed", "started", "opened") and rx("events.whose_first_second").search(
            tag[: start + 1]
        ):
            return [reading.facility]
        if kind == "cancelled" and (
            rx("events.whose_that_this").search(tag[:end]) or rx("events.whose_project_plan").search(lead)
        ):
            return [reading.facility]
        if (
            kind == "started"
            and rx("events.whose_been_been").search(word)
            and rx("events.whose_we_it").search(lead)
        ):
            return []
        if kind in ("started", "ground") and (bare or there):
            return [reading.facility]
        if (
            it
            and bare
            and (
                kind in ("opened", "completed", "closed", "suspended")
                or (kind == "cancelled" and rx("events.whose_project_plan_2").search(lead))
            )
        ):
            if kind in ("closed", "suspended", "opened") and not rx("events.whose_it_project").search(lead):
                return []
            return [reading.facility]
        if kind == "started" and rx("events.whose_it_they").search(lead) and there:
            return [reading.facility]
        if kind == "cancelled" and rx("events.whose_its_their").match(tag[end:]):
            return [reading.facility]
        if kind == "suspended" and rx("events.whose_its_their_2").match(tag[end:]):
            return [reading.facility]
    elif (
        before is not None
        and kind in ("suspended", "cancelled")
        and (rx("events.whose_its_their_3").match(tag[end:]) or rx("events.of_the_plan").search(word))
    ):
        return _all(scene, before[0])
    return []


def _reaches(between: str, kind: str) -> bool:
    """Whether a verb that far behind a facility can be about it."""
    if len(between) > 110:
        return False
    plain = re.sub(r"\([^)]*\)", "", between)
    plain = rx("events.reaches_aside").sub("", plain)
    if re.search(r"[;:]|(?:\. )", plain):
        return False
    if rx("events.reaches_which_that").fullmatch(plain + (" " if not plain.endswith(" ") else "")):
        return True
    if rx("events.reaches_which_it").search(plain) and not re.search(r"[MBU]", plain):
        return True
    return bool(
        kind in ("started", "ground", "opened", "completed", "closed", "suspended")
        and not re.search(r"[MBUF]", plain)
        and len(plain) < 70
    )


def _announced(reading: Reading, scene: Scene, start: int, end: int) -> list[Facility]:
    tag = scene.tag
    word = tag[start:end]
    low, high = reading.clauses.span(start)
    inside = [m for _, m in scene.within(low, high, "D") if m.date.first]
    if not inside and reading.block_date is None:
        return []
    if (
        word
        in (
            "presented",
            "signed",
            "agreed",
            "confirmed",
            "revealed",
            "disclosed",
            "selected",
            "picked",
            "declared",
        )
        and "F" not in tag
        and not rx("events.announced_project_plant").search(tag)
    ):
        return []
    if start == 0 and rx("events.announced_on_as").match(tag[end:]):
        found = scene.next(end, "F")
        return _all(scene, found[0]) if found else []
    behind = scene.next(end, "F", min(len(tag), end + 130))
    if word in ("chose", "picked", "selected", "settled on", "opted for"):
        return [
            f
            for _, m in scene.within(end, high, "F")
            for f in m.extra.get("all", [m.facility])
            if f is not None
        ]
    if behind is not None:
        between = tag[end : behind[0]]
        if re.search(r"[;]|\. ", between) or not re.fullmatch(r"(?:[^;]{0,120})", between):
            return []
        if word in ("confirmed", "signed", "agreed", "presented") and not rx(
            "events.announced_plan_build"
        ).search(between):
            return []
        if rx("events.announced_opened_closed").search(between):
            return []
        facility = behind[1].facility
        return (
            [facility]
            if (facility is not None and facility.born == scene.index)
            or (facility is not None and rx("events.announced_plans_its").fullmatch(between))
            else []
        )
    before = scene.last(start, "F", 0)
    if before is not None and rx("events.announced_which_that").fullmatch(tag[before[0] + 1 : start]):
        return _all(scene, before[0])
    if rx("events.announced_project_plan").search(tag[low:start]) or rx(
        "events.announced_this_project"
    ).match(tag[end:]):
        return [reading.facility] if reading.facility is not None else []
    return []


def _all(scene: Scene, place: int) -> list[Facility]:
    """The sites of a mention, and of those joined to it: ``its plant in TOWN and the one in TOWN``."""
    found: list[Facility] = []
    joined = rx("events.joined_sites").match(scene.tag, place)
    for _, mention in scene.within(place, joined.end() if joined else place + 1, "F"):
        for facility in mention.extra.get("all", [mention.facility]):
            if facility is not None and facility not in found:
                found.append(facility)
    return found
