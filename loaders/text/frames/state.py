"""Whether a site runs or is still a plan, and what a noun phrase says of it in passing: "the 150,000-unit plant"."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["read_states"]


def read_states(reading: Reading, scene: Scene) -> None:
    """Mark the sites of a scene that are only planned so far."""
    for place, mention in scene.all("F"):
        for facility in mention.extra.get("all", [mention.facility]):
            if facility is None:
                continue
            _state(reading, scene, place, mention, facility)
    tag = scene.tag
    if (
        "F" not in tag
        and reading.facility is not None
        and scene.index - reading.facility_scene <= 2
        and reading.facility.planned is None
    ) and rx("state.read_states_it_project").match(tag):
        reading.facility.planned = True


def _state(reading: Reading, scene: Scene, place: int, mention: Mention, facility: Facility) -> None:
    tag = scene.tag
    if (
        facility.planned
        and facility.born < scene.index
        and rx("state.employs_now").match(tag[place + 1 :])
        and reading.clauses.at(place + 1) == "actual"
    ):
        facility.planned = False
    if facility.planned is not None:
        return
    if rx("state.took_to_build").search(tag[max(0, place - 60) : place]) or (
        facility.born == scene.index
        and rx("state.with_or_that_runs").search(tag[max(0, place - 30) : place])
        and not rx("state.ahead_with").search(tag[max(0, place - 40) : place])
    ):
        facility.planned = False
        return
    low, high = reading.clauses.span(place)
    named = mention.extra.get("phrase")
    if named is not None and "existing" in named.mods:
        facility.planned = False
        return
    before = tag[max(0, place - 100) : place]
    after = tag[place + 1 : min(len(tag), place + 90)]
    phrase = mention.extra.get("phrase")
    fresh = facility.born == scene.index
    if (
        fresh
        and phrase is not None
        and (
            (phrase.indefinite and not (phrase.own or phrase.owner))
            or not (
                (phrase.definite or phrase.own or phrase.owner or phrase.modifier) and phrase.ordinal != 1
            )
        )
    ) and (
        reading.clauses.only_thought(place)
        or reading.clauses.denied(place)
        or rx("state.after_denied").match(after)
    ):
        facility.uncertain = True
        if reading.facility is facility:
            reading.facility = None
            reading.recent.remove(facility)
        return
    if (
        fresh
        and phrase is not None
        and phrase.indefinite
        and not (phrase.definite or phrase.own or phrase.owner)
        and rx("state.could_build").search(before)
        and not rx("state.said_it_would").search(before)
    ):
        facility.uncertain = True
        if reading.facility is facility:
            reading.facility = None
            reading.recent.remove(facility)
        return
    if fresh and phrase is not None and phrase.indefinite and reading.clauses.at(place) == "rumoured":
        facility.rumoured = facility.planned = True
        return
    if (
        fresh
        and phrase is not None
        and phrase.indefinite
        and not (phrase.definite or phrase.own or phrase.owner or phrase.another)
        and reading.clauses.at(place, after=False) in ("planned", "target")
        and not rx("state.state_at_from").search(before[-6:])
        and not rx("state.state_already").search(before + after)
    ) or (fresh and rx("state.once_complete").match(tag)):
        facility.planned = True
        return
    if (
        fresh
        and phrase is not None
        and (phrase.own or phrase.owner or phrase.modifier)
        and rx("state.goes_into").search(before)
        and not rx("state.newly").search(" ".join(phrase.mods))
        and not rx("state.new_ordinal").search(tag[max(0, place - 12) : place + 30])
        and (phrase.ordinal or 1) == 1
        and not phrase.another
    ):
        facility.planned, facility.standing = False, True
        return  # "will spend $30m on its plant in TOWN": that plant is there
    if rx("state.works_since").match(after):
        facility.planned = False
        return
    raw = scene.text[mention.start : mention.end].lower()
    if fresh and rx("state.state_about_open").search(raw):
        facility.planned = True
        return
    if phrase is not None and rx("state.state_planned_proposed").search(" ".join(phrase.mods)):
        facility.planned = True
        return
    match = rx("state.before_plan").search(before)
    if (
        (match and fresh and not rx("state.state_at_from").search(before[-4:]))
        or (match and rx("state.state_construction_work").search(match[0]) and fresh)
    ) and reading.clauses.at(place) != "none":
        facility.planned = True
        return
    if (
        phrase is not None
        and (phrase.own or phrase.owner)
        and before.endswith(" at ")
        and not rx("state.newly").search(" ".join(phrase.mods))
        and not rx("state.state_which_that").match(after)
    ):
        return  # "will build the model at its plant in TOWN": that plant is there
    ahead = rx("state.after_plan").match(after)
    if ahead and not rx("state.not_new").search(ahead[0] + after[ahead.end() : ahead.end() + 14]):
        introduced_running = phrase is not None and (phrase.definite or phrase.own or phrase.owner) and fresh
        strong = rx("state.state_strong").search(ahead[0])
        if strong or not introduced_running:
            facility.planned = True
            return
    if rx("state.state_which_that").match(after) or (fresh and rx("state.being_built_by").match(after)):
        facility.planned = True
        return
    del low, high
