"""Plants that a Chinese clause means without the word for one: 委托某公司在曼谷代工, 把哈洛尔的年产能提高."""

import re
from itertools import islice

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.site_making import find_or_make
from autoatlas.loaders.text.zh.slots import family_of, is_actor, rx

__all__ = ["implied"]


def implied(notes: Notes, run: Run, clause: Clause) -> Facility | None:
    """委托某公司在曼谷代工: the plant of who builds for another, where only its town is named."""
    if rx("there").search(clause.text) and notes.number - notes.facility_sentence <= 5:
        return notes.facility
    known_there = _of_known_town(notes, clause)
    if known_there is not None:
        return known_there
    found = rx("built_there").search(clause.text)
    if rx("sites").search(clause.text):
        return None
    if not found:
        return _town_ahead(notes, run, clause)
    places = [m for m in run.places if clause.start <= m.start < clause.start + found.end()]
    makers = {name for m in clause.of("maker") for name in family_of(notes, m.label)}
    there = [
        known
        for known in islice(reversed(notes.facilities), 12)
        if known.kind == "plant" and any(m.kind == "place" and known.has_place(m.label) for m in places)
    ]
    for known in there:
        runs = known.operator
        if not makers or runs is None or runs[1] == "Organization" or runs[0] in makers:
            return known
    if there and not clause.of("org"):
        return there[0] if all(_has_guest(notes, f, makers) for f in there[:1]) else None
    if rx("planned").search(clause.text):
        return None
    actors = [m for m in clause.of("org", "maker") if is_actor(notes, clause, m)]
    lead = run.memory.get("org_lead")
    ahead = [m for m in clause.of("maker") if m.end <= clause.start + found.start("at")]
    if lead and not ahead and any(m.kind == "place" for m in places):
        return find_or_make(notes, clause, "plant", lead, places, None)
    hosts = [
        m
        for m in actors
        if m.end <= clause.start + found.start("at") and rx("trusted").search(clause.ahead(m.start, 6))
    ] or _builders(notes, clause)
    if not hosts or not any(m.kind == "place" for m in places):
        return None
    host = hosts[-1]
    guests = [m.label for m in clause.of("maker") if m.end <= host.start]
    guest = guests[-1] if guests else notes.maker[0] if notes.maker else None
    run.memory["hosted"], run.memory["implied"] = guest, True
    return find_or_make(notes, clause, "plant", (host.label, host.cls), places, None)


def _has_guest(notes: Notes, site: Facility, makers: set[str]) -> bool:
    """Whether one of the makers works with who runs a plant."""
    runs = site.operator[0] if site.operator else ""
    partners = notes.memory.get("partners", ())
    return any(frozenset((runs, maker)) in partners for maker in makers)


def _of_known_town(notes: Notes, clause: Clause) -> Facility | None:
    """把哈洛尔的年产能提到30万辆: a town with one plant that is known stands for that plant."""
    for mark in clause.of("place"):
        if rx("of_its_plant").match(clause.text, mark.end - clause.start):
            there = [f for f in notes.facilities if f.place() == mark.label]
            if len(there) == 1:
                return there[0]
    return None


def _town_ahead(notes: Notes, run: Run, clause: Clause) -> Facility | None:
    """在拉合尔附近，某公司用散件组装哈弗H6: the plant of a host, where its town is named ahead."""
    hosts = _builders(notes, clause) or [
        m
        for m in clause.of("maker")
        if m.start == clause.start and clause.of("model") and rx("starts_model").search(clause.text)
    ]
    if not hosts or not re.search("在[^，]{2,12}，$", clause.before[-14:]):
        return None
    places = [m for m in run.places if m.start >= clause.start - 14]
    if rx("planned").search(clause.text) or not any(m.kind == "place" for m in places):
        return None
    run.memory["partner_subject"] = (hosts[0].label, hosts[0].cls)
    return find_or_make(notes, clause, "plant", (hosts[0].label, hosts[0].cls), places, None)


def _builders(notes: Notes, clause: Clause) -> list[Mark]:
    """The organisation at the head of a clause that builds models there, which are a maker's."""
    return [
        m
        for m in clause.of("org")
        if m.start - clause.start <= 1
        and is_actor(notes, clause, m)
        and rx("org_builds").match(clause.behind(m.end, 20))
        and clause.of("model")
    ]
