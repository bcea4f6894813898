"""Where a maker sells, by verbs of entering, being and selling somewhere: ``presentIn``."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.presence import read_follows
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.roles import group_start, subject_of
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import date_in_clause, period_of

__all__ = ["read_markets"]


def read_markets(reading: Reading, scene: Scene) -> None:
    """Note in which countries a scene says that a maker sells."""
    tag = scene.tag
    if rx("presence.at_the_border").search(tag):
        return
    for name in ("enter", "state", "sell"):
        for match in rx(f"markets.{name}").finditer(tag):
            start = group_start(tag, match.start())
            if name == "state" and not rx("roles.be").search(tag, start, match.start()):
                continue
            if rx("markets.figure_ahead").search(tag[max(0, start - 40) : start]):
                continue
            makers = _makers(reading, subject_of(reading, scene, start))
            _note(reading, scene, makers, match, match.start(), state=name != "enter")
    for match in rx("markets.enter_here").finditer(tag):
        start = group_start(tag, match.start())
        spoken = reading.section_country or reading.country or reading.title_country
        makers = _makers(reading, subject_of(reading, scene, start))
        if spoken and not scene.within(start, match.end(), "C"):
            land = Mention(0, 0, "C", spoken, "Country")
            _note(reading, scene, makers, match, match.start(), state=match["here"] is None, lands=[land])
    about = reading.section_country or reading.title_country
    for match in rx("markets.bare").finditer(tag) if about and "C" not in tag else ():
        makers = _makers(reading, subject_of(reading, scene, group_start(tag, match.start())))
        land = Mention(0, 0, "C", about or "", "Country")
        _note(reading, scene, makers, match, match.start(), state=False, lands=[land])
    for match in rx("markets.bring").finditer(tag):
        _note(
            reading,
            scene,
            _makers(reading, scene.group(match, "who", "MB")),
            match,
            match.start(),
            state=True,
        )
    for match in rx("markets.followed").finditer(tag):
        told = [d for d in reading.drafts if d.quote == scene.quote and d.property == "presentIn"]
        lands = [Mention(0, 0, "C", str(d.object), "Country") for d in told[-1:]]
        makers = _makers(reading, scene.group(match, "who", "MB"))
        if lands:
            _note(reading, scene, makers, match, match.start("who"), state=False, lands=lands)
    for match in rx("markets.among").finditer(tag):
        said = [d for d in reading.drafts if d.quote == scene.quote and d.property == "countriesPresent"]
        if said and not rx("markets.ships").search(tag, 0, match.start()):
            maker = Mention(0, 0, "M", str(said[-1].subject), said[-1].subject_type)
            group = "where" if match["where"] else "where2"
            firm = said[-1].modality if match["where"] else ""
            lands = scene.group(match, group, "C")
            _note(reading, scene, [maker], match, match.start(), state=True, lands=lands, modality=firm)
    for match in rx("markets.led").finditer(tag):
        named = scene.group(match, "who", "MB") or ([reading.maker] if reading.maker is not None else [])
        state = rx("markets.dated").search(match["verb"]) is None
        _note(reading, scene, _makers(reading, named), match, match.start("verb"), state=state)
    read_follows(reading, scene)
    for match in rx("markets.next_stop").finditer(tag):
        named = scene.group(match, "who", "MB")
        if not named and reading.maker is not None and "its" in match[0]:
            named = [reading.maker]
        _note(reading, scene, _makers(reading, named), match, match.start(), state=True)


def _makers(reading: Reading, named: list[Mention]) -> list[Mention]:
    return [m for m in named if m.tag in "MB" and m.cls in ("Automaker", "Brand")]


def _note(
    reading: Reading,
    scene: Scene,
    makers: list[Mention],
    match: re.Match[str],
    verb: int,
    *,
    state: bool,
    lands: list[Mention] | None = None,
    modality: str = "",
) -> None:
    """Note presence in the countries of a match, with the date of an entry, or since when it lasts."""
    modality = modality or reading.clauses.at(verb, after=False)
    if modality == "none" or not makers:
        return
    ahead = match.re.groupindex.get("verb") is None and "next" in match[0]
    if ahead and rx("markets.planned_next").search(match[0]) and modality == "actual":
        modality = "planned"
    modality = "actual" if modality == "could" and state else "planned" if modality == "could" else modality
    mention = date_in_clause(reading, scene, match.end() - 1)
    if (
        mention is not None
        and state
        and modality == "actual"
        and mention.date.relation not in ("since", "from")
    ):
        mention = None
    if mention is not None and mention.date.kind == "to_date":
        mention = None
    period = period_of(mention, modality) if mention is not None else None
    if period and modality == "actual" and (period.start or "") > (reading.published or "9"):
        modality = "planned"
    today = (reading.published or "9")[: len(period.end or "")] if period else ""
    ahead = period is not None and (not state or "debut" in match[0]) and (period.end or "") >= today
    if ahead and rx("markets.present_tense").search(scene.tag, max(0, verb - 24), match.end()):
        return  # "makes its debut in C this autumn", which may be past or to come
    when: dict[str, Any] = {"start": period.start, "end": period.end} if period else {}
    for maker in makers:
        for land in lands or scene.group(match, "where", "C"):
            if land.label == reading.registry.home_of(maker.label):
                continue
            told = [d for d in reading.drafts if d.quote == scene.quote and d.property == "presentIn"]
            if any((d.subject, d.object) == (maker.label, land.label) for d in told):
                continue
            reading.add(
                "presentIn",
                maker,
                object=land.label,
                object_type="Country",
                modality=modality,
                confidence=0.84,
                **when,
            )
