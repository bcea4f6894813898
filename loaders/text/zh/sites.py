"""Plants and centres in Chinese: which one a clause speaks of, and who runs it."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.loaders.text.zh.brackets import bracket_end
from autoatlas.loaders.text.zh.notes import Clause, Name, Notes, Run
from autoatlas.loaders.text.zh.questions import answers, asked_site
from autoatlas.loaders.text.zh.site_events import is_past, read_events
from autoatlas.loaders.text.zh.site_implied import implied
from autoatlas.loaders.text.zh.site_lists import several_sites, sites_told
from autoatlas.loaders.text.zh.site_making import find_or_make, land_of_site, set_apart, unplaced
from autoatlas.loaders.text.zh.site_operators import (
    note_builder,
    note_host,
    note_new_name,
    note_owner,
    operator_of,
)
from autoatlas.loaders.text.zh.site_places import (
    gather_places,
    in_unknown_town,
    locate,
    place_at,
    places_of,
)
from autoatlas.loaders.text.zh.site_recall import carried
from autoatlas.loaders.text.zh.site_words import (
    is_bare_plant,
    is_project,
    of_several,
    placed_next,
    to_be_built,
)
from autoatlas.loaders.text.zh.slots import is_actor, rx

__all__ = ["read_sites"]

_KINDS = {
    "battery": "battery plant",
    "parts": "parts plant",
    "centre": "R&D centre",
    "design": "design centre",
    "hq": "regional headquarters",
    "store": "warehouse",
    "plant": "plant",
}
_MAKERS = ("Automaker", "Brand")
_REACH = 4


def read_sites(notes: Notes, run: Run, clause: Clause) -> Facility | None:
    """The facility that a clause speaks of, with its places, events and state."""
    gather_places(notes, run, clause)
    rest = notes.text[clause.end + 1 : clause.sentence.end]
    if rx("denied").search(clause.text) or rx("denied").match(rest[:8]) or rx("denies").match(rest):
        return None
    if rx("sites").search(clause.text) and rx("untrue").search(rest[:40]):
        run.unresolved = True
        return None
    for mark in clause.of("org"):
        if mark.end >= clause.end - 1 and re.search(
            "合作伙伴|合作方|代理商|伙伴|合资(?:公司|企业)——$",
            notes.text[max(0, mark.start - 6) : mark.start],
        ):
            run.memory["partner_subject"] = (mark.label, mark.cls)
        asked = rx("trusted").search(clause.ahead(mark.start, 6))
        opens = mark.start - clause.start <= 8 and not asked
        first = mark.start == clause.sentence.start and is_actor(notes, clause, mark)
        if first and not re.match("[与和同、及]|的|是|预计|预测|统计|数据", clause.behind(mark.end)):
            run.memory["org_lead"] = (mark.label, mark.cls)
        if opens and rx("org_builds").match(clause.behind(mark.end, 20)):
            run.memory["partner_subject"] = (mark.label, mark.cls)  # 某集团用散件组装金龙小巴
    note_host(notes, run, clause)
    told = note_builder(notes, clause)
    if told is not None:
        run.facility = notes.facility = told
        notes.facility_sentence = notes.number
        notes.memory["facility_line"] = clause.sentence.line.start
        return told
    note_new_name(notes, clause)
    note_owner(notes, clause)
    if sites_told(notes, run, clause, find_or_make):
        return None
    facility, after = _named(notes, run, clause)
    if facility is None and (places := asked_site(notes, clause)):
        operator = run.subject or notes.maker
        facility = find_or_make(notes, clause, "plant", operator, places, None) if operator else None
    if facility is None:
        facility = _one_of_them(notes, run, clause) or implied(notes, run, clause)
    if facility is None:
        facility = carried(notes, run, clause)
    if facility is None:
        return None
    locate(notes, clause, facility, after)
    if to_be_built(clause) and facility.planned is None and not is_past(notes, clause):
        facility.planned = True
    read_events(notes, run, clause, facility)
    run.facility = facility
    if facility.place() is None and notes.facility is not None and notes.facility.place():
        return facility
    notes.facility = facility
    notes.facility_sentence = notes.number
    notes.memory["facility_line"] = clause.sentence.line.start
    return facility


def _named(notes: Notes, run: Run, clause: Clause) -> tuple[Facility | None, int]:
    """The last facility that a clause names, and where its name ends."""
    found, after = None, 0
    for match in rx("sites").finditer(clause.text):
        ahead = clause.text[: match.start()]
        at = clause.start + match.start()
        wide = next((m for m in clause.of("region") if m.end == at), None)
        named = wide and not rx("one_of_region").search(clause.upto(wide.start))
        named = named and not rx("then_in").match(clause.text, bracket_end(clause.text, match.end()))
        if rx("beside").search(ahead) or named:
            run.unresolved = run.unresolved or wide is not None
            continue
        if re.match("经理|厂长|总监|主管|负责人|代表", clause.text[match.end() :]):
            continue
        if match[0] == "项目" and not is_project(notes, clause, at):
            continue
        if match[0] == "厂" and not is_bare_plant(clause, at, ahead):
            continue
        if ahead.endswith("国内") or of_several(notes, clause, at):
            run.unresolved = True
            continue
        if (
            rx("several").search(ahead)
            or rx("no_site").search(ahead)
            or rx("site_of_many").match(clause.text, match.end())
        ):
            if several_sites(
                notes, run, clause, _KINDS[match.lastgroup or "plant"], match.start(), find_or_make
            ):
                continue
            run.unresolved = True
            run.memory["several"] = _KINDS[match.lastgroup or "plant"]
            continue
        if rx("considered").search(clause.text) and not rx("announced").search(clause.before + clause.text):
            run.unresolved = run.memory["undecided"] = True
            continue
        known = _resolve(
            notes, run, clause, _KINDS[match.lastgroup or "plant"], (at, clause.start + match.end())
        )
        run.unresolved = known is None and match[0] not in ("建厂", "设厂")
        if known is not None:
            found, after = known, clause.start + match.end()
            run.memory["floor"] = (after, known.operator)
    return found, after


def _one_of_them(notes: Notes, run: Run, clause: Clause) -> Facility | None:
    """在全球有九个研发中心，最新的一个在德国慕尼黑: one of several, where its place is named."""
    kind = run.memory.get("several")
    if kind is None or not rx("one_of_them").search(clause.text):
        return None
    places = [m for m in run.places if m.start >= clause.start]
    maker = run.subject if run.subject and run.subject[1] in _MAKERS else notes.maker
    if not any(m.kind == "place" for m in places) or maker is None:
        return None
    run.unresolved = False
    return find_or_make(notes, clause, kind, maker, places, None)


def _resolve(notes: Notes, run: Run, clause: Clause, kind: str, span: tuple[int, int]) -> Facility | None:
    at = span[0]
    ahead = clause.upto(at)
    that = rx("that").search(ahead) is not None
    pending: Facility | None = notes.memory.get("ownerless")
    told = {m for m in clause.of("maker", "org") if m.start < at and is_actor(notes, clause, m)}
    near = pending is not None and notes.memory["ownerless_number"] >= notes.number - 2
    if near and not told and not any(clause.start <= m.start < at for m in run.places):
        return pending
    operator = operator_of(notes, run, clause, span)
    if operator is None:
        return notes.facility if that and _fits(notes, kind) else _ownerless(notes, run, clause, kind, at)
    kind = _kind(operator, kind, clause)
    floor, owner = run.memory.get("floor", (0, None))
    apart = clause.start < floor and any(floor <= m.start < at for m in run.places if m.kind == "place")
    places = places_of(notes, run, clause, at, floor if owner != operator or apart else 0)
    if re.search("前身(?:是|为|系)[^，]*$", ahead):
        return notes.facility if notes.number - notes.facility_sentence <= 1 else None
    again = rx("reopened").match(clause.text, span[1] - clause.start) or re.search(
        "重启|盘活|复活|入驻", ahead
    )
    if rx("former").search(ahead[-8:]) and not (again or rx("taken").search(clause.before[-40:] + ahead)):
        return None
    lone = not any(m.start >= clause.start for m in places)
    kind = _as_before(notes, clause, kind, at) if lone else kind
    it_is = re.match("(?:这|它)(?:也|将|还|既)?(?:是|成为)", clause.text) is not None
    if that or lone:
        known = notes.facility
        near = notes.number - notes.facility_sentence <= _REACH
        if (
            known is not None
            and known.kind == kind
            and (that or near)
            and (it_is or not rx("another").search(ahead))
        ):
            named = {
                (m.label, m.cls)
                for m in clause.of("maker", "org")
                if m.start < at and is_actor(notes, clause, m)
            }
            agree = not places or any(
                known.has_place(m.label) or land_of_site(known) == m.label for m in places
            )
            apart = rx("one_more").search(ahead[-14:]) and known.planned is not True and known.sites
            if (
                rx("there_is").search(ahead)
                and known.sites
                and not that
                and placed_next(notes, clause, places)
            ):
                return unplaced(notes, clause, kind, operator)
            host = notes.memory.get("host", (None, None, None))
            hosts = host[1] == operator and host[2] == clause.sentence.line.start
            agree = agree and (not hosts or known.operator == operator)
            if that or ((not named or known.operator in named) and agree and not apart):
                return known
            if apart and lone and not any(m.kind == "place" for m in places):
                further = Facility(kind, operator, clause.quote, quote=clause.quote, planned=True)
                further.country, further.apart = known.country, True
                notes.memory.setdefault("further", []).append(further)
                notes.facilities.append(further)
                return further
    topic = [m for m in notes.memory.get("topic", []) if m.label != notes.home_of(operator[0])]
    if not places:
        places = topic
    elif all(m.kind == "country" for m in places) and not topic:
        town = notes.memory.get("town")
        near = notes.memory.get("town_number", -9) == notes.number - 1
        if town is not None and near and town.start >= clause.sentence.line.start:
            places += [town] if notes.land_of(town.label) == places[0].label else []
    elif all(m.kind == "country" for m in places):
        places += [m for m in topic if m.kind == "place" and notes.land_of(m.label) == places[0].label]
    country = None
    if in_unknown_town(notes, clause, at, places):
        return None
    if not places:
        if rx("then_in").match(clause.text, span[1] - clause.start):
            return unplaced(notes, clause, kind, operator)
        country = _country(notes, run, clause, operator, at)
        if country is None:
            rest = notes.text[at : clause.sentence.end]
            if (
                rx("located").search(rest)
                or rx("new_site").search(ahead[-10:])
                or rx("announced").search(clause.before + clause.text)
            ):
                return unplaced(notes, clause, kind, operator)
            return None
    if rx("another").search(ahead[-14:]):
        set_apart(notes, kind, operator, [m.label for m in places if m.kind == "place"])
    return find_or_make(notes, clause, kind, operator, places, country)


def _ownerless(notes: Notes, run: Run, clause: Clause, kind: str, at: int) -> Facility | None:
    """A plant whose owner the text may tell in its next sentence; nothing is said of it until then."""
    places = places_of(notes, run, clause, at, 0)
    later = [m for m in notes.within(at, clause.sentence.end) if m.kind == "maker"]
    if re.search("(?:这里|此地|城里|城外|当地|镇上)的?$", clause.upto(at)):
        later = []
    if later or not any(m.kind == "place" for m in places) or rx("several").search(clause.upto(at)):
        return None
    site = Facility(kind, None, clause.quote, quote=clause.quote, uncertain=True)
    for mark in reversed(places):
        place_at(notes, site, mark, clause)
    notes.memory["ownerless"], notes.memory["ownerless_number"] = site, notes.number
    return site


def _as_before(notes: Notes, clause: Clause, kind: str, at: int) -> str:
    """A bare 工厂 at the head of a clause is the battery plant that was just spoken of."""
    known, ahead = notes.facility, clause.upto(at)
    near = notes.number - notes.facility_sentence <= 1
    if (
        kind == "plant"
        and known
        and near
        and known.kind in ("battery plant", "parts plant")
        and len(ahead) <= 4
    ):
        return known.kind if not clause.of("maker") else kind
    return kind


def _fits(notes: Notes, kind: str) -> bool:
    return notes.facility is not None and notes.facility.kind == kind


def _kind(operator: Name, kind: str, clause: Clause) -> str:
    """Who makes batteries has battery plants, whatever the word."""
    if kind == "plant" and operator[0] in knowledge("zh").phrases["battery_makers"]:
        return "battery plant"
    if (
        kind == "plant"
        and re.search("动力电池|电池", clause.upto(clause.end))
        and operator[1] == "Organization"
    ):
        return "battery plant"
    return kind


def _country(notes: Notes, run: Run, clause: Clause, operator: Name, at: int) -> str | None:
    """The country of a site without a place: the one the paragraph is about."""
    home = notes.home_of(operator[0])
    country: str | None = run.place if run.place in notes.memory["named_countries"] else None
    country = country or notes.memory.get("line_country")
    if country is None and rx("here").search(clause.text):
        country = notes.country
    asked = answers(notes, clause.sentence.line)
    if country is None and asked is not None and asked.place != "overseas":
        country = asked.place
    if country is None:
        line = clause.sentence.line
        found = {m.label for m in notes.within(max(line.start, at - 400), at) if m.kind == "country"} - {
            home,
            "China",
        }
        country = found.pop() if len(found) == 1 else None
    return None if country == home else country
