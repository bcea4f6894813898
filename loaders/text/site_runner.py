"""Who runs a site spoken of, where the text comes to say so: "it now belongs to X", "X, the new owner, …"."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_owner import operator_of, same_group

__all__ = ["note_runner"]

_STILL = 2  # how many sentences on "it" or "the buyer" can go with a site


def note_runner(reading: Reading, scene: Scene) -> None:
    """Give the sites of a sentence to whom it says that they belong now."""
    _of_named(reading, scene)
    facility = reading.facility
    if facility is None or scene.index - reading.facility_scene > _STILL:
        return
    if facility.operator is None:
        for name in ("run_by_behind", "built_by"):
            match = rx(f"site_runner.{name}").match(scene.tag)
            if match:
                _give(scene, facility, match)
    names = ["venture_that_runs", "it_is_run", "new_owner", "runs_it"]
    if _subject_before(reading, facility):
        names += ["it_passed_to", "took_it_over"]
    for name in names:
        match = rx(f"site_runner.{name}").search(scene.tag)
        if match and (_happened(reading, match) or (name == "runs_it" and facility.planned)):
            _give(scene, facility, match)
    venture = rx("site_runner.named_venture").search(scene.tag)
    who = scene.at(venture.start("who")) if venture else None
    if venture is None or who is None or facility.operator is None:
        return
    if venture["runs"] or reading.registry.find(who.label) is None:
        _give(scene, facility, venture)


def _subject_before(reading: Reading, facility: Facility) -> bool:
    """Whether the sentence before begins with the site, so that "it" is the site and no company."""
    last = reading.memory.get("last_scene")
    first = last.all("MBOF")[:1] if isinstance(last, Scene) else []
    return any(mention.facility is facility for _, mention in first)


def _of_named(reading: Reading, scene: Scene) -> None:
    """``F, which … now belongs to X``, ``F was sold to X``, ``X bought F``: by a site that the sentence names."""
    for name in ("project_of", "owned_by", "passed_to", "run_by", "whose_operator", "sold_on", "took_over"):
        match = rx(f"site_runner.{name}").search(scene.tag)
        if match is None or (name in ("passed_to", "sold_on", "took_over") and not _happened(reading, match)):
            continue
        site = scene.at(match.start("site"))
        facility = site.facility if site is not None else None
        if facility is None or rx("site_runner.no_longer").search(match[0]):
            continue
        who = scene.at(match.start("who"))
        runs = facility.operator[0] if facility.operator is not None else ""
        if name == "took_over" and who is not None and same_group(reading, who.label, runs):
            continue
        _give(scene, facility, match)


def _happened(reading: Reading, match: re.Match[str]) -> bool:
    return reading.clauses.at(match.end() - 2, after=False) == "actual"


def _give(scene: Scene, facility: Facility, match: re.Match[str]) -> None:
    name = "who" if match["who"] else "who_"
    who: Mention | None = scene.at(match.start(name))
    if who is not None and who.cls != "Country":
        facility.operator, facility.operator_quote = operator_of(who), scene.quote
