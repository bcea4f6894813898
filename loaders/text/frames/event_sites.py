"""Which sites something happens to."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene

__all__ = ["reach", "sites_meant"]

_WORK = ("started", "ground")


def reach(reading: Reading, scene: Scene) -> int:
    """How many sentences back a site may have been spoken of: further in a timeline, and for "the project"."""
    if reading.block_date is not None:
        return 12
    return 8 if re.search(r"\bproject\b", scene.tag) else 3


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
    if _of_another_thing(tag, low, start, end, kind):
        return []
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
    ahead = scene.last(start, "F") if rx("events.does_it").match(tag, end) else None
    if ahead is not None:
        return _all(scene, ahead[0])
    it = rx("events.does_it").match(tag, end) or re.search(r"\bit\b", word)
    if it and kind != "cancelled" and "F" not in tag and reading.facility is not None:
        return [reading.facility] if scene.index - reading.facility_scene <= 2 else []
    # "… at its factory in X": the place of what began
    at = rx("events.whose_at").search(tag[end : min(len(tag), high + 1)])
    if at and kind in ("started", "ground", "completed", "suspended", "opened", "closed", "cancelled"):
        between = tag[end : end + at.start()]
        if len(between) < 70 and not re.search(r"[;]", between):
            return _all(scene, end + at.end() - 1)
    if kind in ("opened", "closed") and "F" not in word and rx("events.other_object").match(tag, end):
        return []  # "and opened one in Singapore"
    before = scene.last(start, "F", 0)
    if before is not None:
        place = before[0]
        between = tag[place + 1 : start]
        if _reaches(between, kind):
            return _all(scene, place)
    if "F" in tag[low:high] and kind in ("started", "ground"):
        inside = scene.within(low, high, "F")
        return _all(scene, inside[-1][0])
    if before is None:
        return _spoken_of(reading, scene, start, end, kind)
    if kind in ("suspended", "cancelled") and (
        rx("events.whose_its_their_3").match(tag[end:])
        or rx("events.of_the_plan").search(word)
        or rx("events.given_up_again").search(tag, before[0], start)
    ):
        return _all(scene, before[0])
    part = max(tag.rfind(mark, before[0], start) for mark in (";", ": ", " - ", ", but "))
    if part >= 0 and not re.search(r"[MBOUX]", tag[before[0] + 1 : start]):
        told = tag[part + 1 : start]
        if rx("events.matter_does").search(told) or (kind in _WORK and len(told) < 60):
            return _all(scene, before[0])
    return []


def _of_another_thing(tag: str, low: int, start: int, end: int, kind: str) -> bool:
    """Whether it is said of a hall at a site, of other building work, or of the plan for something else."""
    if kind == "ground":
        other = "F" not in tag[start:end] and rx("events.other_work").search(tag[start:end]) is not None
        return other or rx("events.enlarged").search(tag, 0, start) is not None
    if kind in ("opened", "closed", "completed"):
        if kind == "closed" and rx("events.closes_year").match(tag, end):
            return True
        return rx("events.part_of_site").search(tag[low:start]) is not None
    return kind == "cancelled" and rx("events.other_plan").match(tag, end) is not None


def _spoken_of(reading: Reading, scene: Scene, start: int, end: int, kind: str) -> list[Facility]:
    """The site spoken of in the sentences before, where the verb is that of "it", of the project or of the work."""
    facility = reading.facility
    tag = scene.tag
    if (
        facility is None
        or reading.memory.get("unplaced", -9) > max(reading.facility_scene, 0)
        or scene.index - reading.facility_scene > reach(reading, scene)
    ):
        return []
    low, _ = reading.clauses.span(start)
    lead, word, behind = tag[low:start], tag[start:end], tag[end:]
    others = [
        (place, mention)
        for place, mention in scene.within(low, start, "MBOUPCX")
        if not rx("events.according_to").search(tag, low, place)
    ]
    if rx("events.expects_it").search(lead):
        others = []
    if (
        kind == "started"
        and rx("events.whose_been_been").search(word)
        and rx("events.whose_we_it").search(lead)
    ):
        return []
    if kind in ("cancelled", "suspended"):
        theirs = rx("events.of_the_matter").match(behind) or rx("events.of_the_plan").search(word)
        by_owner = facility.operator is not None and all(
            m.tag in "MB" and m.label == facility.operator[0] for _, m in others
        )
        given_up = (
            kind == "cancelled" and facility.planned is not False and rx("events.backs_out").match(word)
        )
        if theirs or (given_up and by_owner and rx("events.company_does").search(lead)):
            return [facility]
    if kind in _WORK and rx("events.whose_there").search(tag[end : end + 40]):
        return [facility]
    if others or len(lead) > 60 or re.search(r"\ban? (?:[a-z-]+ ){0,2}(?:plant|factory|works)\b", lead):
        return []
    if rx("events.matter_does").search(lead) or rx("events.matter_does").match(word):
        return [facility]
    if kind in _WORK:
        return [facility]
    named = kind in ("completed", "started", "opened") and rx("events.whose_first_second").search(
        tag[: start + 1]
    )
    return [facility] if named else []


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
    apart = rx("events.apart").search(tag[max(0, start - 60) : start])
    if not (inside or apart or reading.block_date is not None) or tag[:start].endswith("who "):
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
    if start < 12 and rx("events.announced_front_site").match(tag, end):
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
    if before is not None:
        between = tag[before[0] + 1 : start]
        if rx("events.says_something").match(tag, end):
            return []  # "the plant signed a contract"
        if rx("events.announced_which_that").fullmatch(between) or rx("events.announced_by").fullmatch(
            between
        ):
            return _all(scene, before[0])
        if apart or rx("events.announced_at_end").search(tag, 0, start):
            return _all(scene, before[0])
    elif rx("events.matter_does").search(tag[low:start]) or re.search(r"announcement|plan|project", word):
        return [reading.facility] if reading.facility is not None else []
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
