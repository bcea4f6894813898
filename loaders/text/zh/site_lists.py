"""Several plants that a Chinese clause names at once: 在泰国罗勇、俄罗斯图拉设有两座工厂."""

import re
from collections.abc import Callable

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.questions import answers
from autoatlas.loaders.text.zh.slots import is_actor
from autoatlas.loaders.text.zh.subjects import company_meant

__all__ = ["in_turn", "several_sites", "sites_told"]

_COUNTED = re.compile(r"([两二三四五六2-6])(?:座|家|个|地|国|大)[^，在]{0,6}$")
_THEY_ARE = re.compile(
    "(?:它们|这些工厂)?(?:目前|现)?(?:分别|依次)?(?:位于|设在|坐落(?:于|在)|分布(?:于|在)|落户|建在|在)"
)
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_ONE_EACH = re.compile("一[座家个处](?:就)?(?:在|位于|设在|坐落于|坐落在)")
_LINK = re.compile("、|和|与|及|以及|，")

Make = Callable[[Notes, Clause, str, Name, list[Mark], str | None], Facility | None]


def several_sites(notes: Notes, run: Run, clause: Clause, kind: str, at: int, make: Make) -> bool:
    """Make the plants that a clause counts and names place by place; whether it does."""
    counted = _COUNTED.search(clause.text[:at])
    if counted is None:
        return False
    number = _NUMBERS.get(counted[1]) or int(counted[1])
    places = [m for m in run.places if clause.start <= m.start < clause.start + at]
    if not places:
        run.memory["counted_sites"] = kind, number
        return False
    groups = _grouped(notes, places)
    if len(groups) != number:
        if all(m.kind == "country" for m in places):
            run.memory["counted_sites"] = kind, number
        return False
    return _make_all(notes, run, clause, kind, groups, make)


def sites_told(notes: Notes, run: Run, clause: Clause, make: Make) -> bool:
    """Make the plants that the clause before counted, where this one names their places: 三座工厂，分别位于…."""
    kind, number = run.memory.get("counted_sites", (None, 0))
    asked = answers(notes, clause.sentence.line)
    bare = re.search("(?:^|。)([两二三四五六2-6])[座家个]，$", clause.before)
    if kind is None and bare and asked is not None and asked.plant:
        kind, number = "plant", _NUMBERS.get(bare[1]) or int(bare[1])
        run.memory["counted_sites"] = kind, number
        maker = run.subject or notes.maker
        if asked.abroad and maker:
            notes.add(clause, "plantsAbroad", *maker, value=float(number), unit="plant")
    if kind is None:
        return False
    if _ONE_EACH.match(clause.text):
        towns = [m for m in run.places if m.start >= clause.start]
        return bool(towns) and _make_all(notes, run, clause, kind, [towns], make)
    if not _THEY_ARE.match(clause.text):
        return False
    groups = _grouped(notes, [m for m in run.places if m.start >= clause.start])
    if len(groups) != number:
        return False
    run.memory.pop("counted_sites")
    return _make_all(notes, run, clause, kind, groups, make)


def _grouped(notes: Notes, places: list[Mark]) -> list[list[Mark]]:
    """Places as a text lists them, each country with its town behind it."""
    groups: list[list[Mark]] = []
    for mark in places:
        gap = notes.text[groups[-1][-1].end : mark.start] if groups else ""
        if groups and not _LINK.fullmatch(gap) and gap in ("", "的"):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _make_all(
    notes: Notes, run: Run, clause: Clause, kind: str, groups: list[list[Mark]], make: Make
) -> bool:
    places = groups[0]
    actors = [m for m in clause.of("maker", "org") if is_actor(notes, clause, m) and m.end <= places[0].start]
    spoken = run.subject if run.subject and run.subject[1] != "Country" else company_meant(notes, clause)
    spoken = spoken or notes.maker
    operator = (actors[-1].label, actors[-1].cls) if actors else spoken
    if operator is None:
        return False
    sites = [make(notes, clause, kind, operator, group, None) for group in groups]
    run.memory["in_turn"] = [site for site in sites if site is not None]
    full = re.search("全工艺", clause.before[-30:] + clause.text)
    for site in run.memory["in_turn"] if full and kind == "plant" else ():
        notes.add(clause, "assemblyMode", site, "Facility", object="full")
    run.unresolved = True
    return True


def in_turn(run: Run, clause: Clause, mark: Mark) -> Facility | None:
    """The plant that a figure behind 依次 or 分别 belongs to."""
    sites: list[Facility] = run.memory.get("in_turn", [])
    if not sites or not re.search("依次|分别", clause.text):
        return None
    figures = [m for m in clause.of("quantity") if m.quantity and m.quantity.kind in ("count", "energy")]
    if len(figures) != len(sites):
        return None
    return sites[figures.index(mark)]
