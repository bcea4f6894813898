"""Plants and centres in Chinese: which one is meant, where it stands, what has happened there."""

import re
from itertools import islice

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.slots import modality_of, rx, usable

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
_OFFICIAL = re.compile("部|协会|联合会|政府|银行|大学|委员会|总署|交易所|通讯社|统计局")
_RUNS = re.compile("(?:汽车)?(?:公司|集团)?(?:将|已|计划|拟|正)?(?:在|的|位)")
_DONE_BY = re.compile("[^，]{0,6}(?:负责|运营|经营|承建|组装|代工|生产|建设|持有)")
_THAT_TOWN = re.compile("(?:这座城市|该市|这座城|这座小城|这里)")
_SEVERAL = re.compile(
    r"(?:(?<![第两二三四五六七八九十\d])[两二三四五六七八九十\d]+(?:座|个|家|处)|多家|多座|各|所有|多个|几座|等地|其他)[^，]{0,8}$"
)
_NOT_MAIN = re.compile(r"(?:丰田|本田)?(?:没有|无|尚无|不会|从未)[^，]{0,6}$|包括[^，]*$")
_EVENTS = {
    "groundbreaking": "groundbreaking",
    "built": "completed",
    "started": "productionStart",
    "cancelled": "cancelled",
    "suspended": "suspended",
    "closed": "closed",
}
_DATELINE = re.compile(r"(?:\d{4}年)?\d+月\d+日(?:电|讯)")
_UNKNOWN_TOWN = re.compile(r"(?:州|省|市|县|镇|大区)(?:的|新建|建|设)")
_REFERS = re.compile(r"厂|项目|基地|一期|二期|产能|年产|中心")
_MODEL_START = re.compile(r"(?:车型|新车|首款|款车|首辆车型)")


def read_sites(notes: Notes, run: Run, clause: Clause) -> Facility | None:
    """The facility that a clause speaks of, with its places, events and state."""
    if rx("denied").search(clause.text) or "政府" in clause.before + clause.text:
        return None
    _gather(notes, run, clause)
    _host(notes, clause)
    facility = _named(notes, run, clause)
    if facility is None:
        facility = _carried(notes, run, clause)
    if facility is None:
        return None
    located = rx("located").search(clause.text)
    if located:
        for mark in clause.of("place", "country"):
            if mark.start >= clause.start + located.end() and "不在" not in clause.ahead(mark.start, 3):
                _place(notes, facility, mark, clause)
    if rx("building").search(clause.text) and facility.planned is None and not _past(notes, clause):
        facility.planned = True
    _events(notes, run, clause, facility)
    run.facility = facility
    if facility.place() is None and notes.facility is not None and notes.facility.place():
        return facility
    notes.facility = facility
    notes.facility_sentence = notes.number
    notes.memory["facility_line"] = clause.sentence.line.start
    return facility


def _gather(notes: Notes, run: Run, clause: Clause) -> None:
    places = [m for m in clause.of("place", "country") if not _DATELINE.match(clause.behind(m.end))]
    if _THAT_TOWN.search(clause.text) and not any(m.kind == "place" for m in places):
        town = notes.memory.get("town")
        if town is not None:
            places = [*places, town]
    for mark in places:
        if mark.kind == "place" and not clause.behind(mark.end, 2).startswith("以"):
            notes.memory["town"] = mark
    if places:
        run.places = [m for m in run.places if m.kind == "country" and m.start < clause.start]
        run.places += places


def _named(notes: Notes, run: Run, clause: Clause) -> Facility | None:
    found = None
    for match in rx("sites").finditer(clause.text):
        kind = _KINDS[match.lastgroup or "plant"]
        ahead = clause.text[: match.start()]
        if _SEVERAL.search(ahead) or _NOT_MAIN.search(ahead):
            run.unresolved = True
            continue
        if rx("considered").search(clause.text) and not rx("announced").search(clause.before + clause.text):
            continue
        at = clause.start + match.start()
        known = _resolve(notes, run, clause, kind, at, ahead)
        run.unresolved = known is None and match.group() != "建厂"
        found = known or found
    return found


def _resolve(notes: Notes, run: Run, clause: Clause, kind: str, at: int, ahead: str) -> Facility | None:
    that = rx("that").search(ahead) is not None
    places = [
        m
        for m in run.places
        if m.start < at and not (m.kind == "country" and m.label == "China" and not _beside(clause, m))
    ]
    places = _nearest(clause, places, at)
    operator = _operator(notes, run, clause, at)
    if operator is None:
        return notes.facility if that else None
    if that or not places:
        known = notes.facility
        if known is not None and known.kind == kind and (that or notes.number - notes.facility_sentence <= 4):
            if rx("another").search(ahead):
                return None
            named = {(m.label, m.cls) for m in clause.of("maker") if m.start < at}
            if that or not named or known.operator in named:
                return known
        country = run.place if run.place in notes.memory["named_countries"] else None
        country = country or notes.memory.get("line_country") or _only_country(notes, clause, operator, at)
        if country is not None and country == notes.home_of(operator[0]):
            return None
        if country is None:
            facility = Facility(kind, operator, clause.quote, quote=clause.quote)
            notes.facilities.append(facility)
            return facility
        places = []
    else:
        country = None
    return _find_or_make(notes, clause, kind, operator, places, country)


def _only_country(notes: Notes, clause: Clause, operator: Name, at: int) -> str | None:
    """The one country abroad that the paragraph has named so far, where there is only one."""
    home = notes.home_of(operator[0])
    line = clause.sentence.line
    found = {m.label for m in notes.within(max(line.start, at - 400), at) if m.kind == "country"} - {home}
    return found.pop() if len(found) == 1 else None


def _beside(clause: Clause, mark: Mark) -> bool:
    return clause.ahead(mark.start, 1) in ("在", "于")


def _nearest(clause: Clause, places: list[Mark], at: int) -> list[Mark]:
    """The run of places that ends nearest ahead of the word for the site."""
    inside = [
        m for m in places if m.start >= clause.start or (m.kind == "place" and _THAT_TOWN.search(clause.text))
    ]
    if inside:
        countries = [m for m in inside if m.kind == "country"]
        towns = [m for m in inside if m.kind == "place"]
        if towns:
            return [*countries[-1:], *towns]
        earlier = [m for m in places if m.start < clause.start and m.kind == "place"]
        return [*earlier, *countries[-1:]] if not countries else countries[-1:]
    return places


def _operator(notes: Notes, run: Run, clause: Clause, at: int) -> Name | None:
    found: Name | None = None
    for mark in clause.of("maker", "org"):
        if found and re.search("(?:与|和|同|跟)(?:[^，]{0,6})$", clause.ahead(mark.start, 8)):
            continue
        if mark.start < at and (mark.kind == "maker" or _runs(clause, mark)):
            found = (mark.label, mark.cls)
    if found:
        host = re.search("合作(?:伙伴|方)", clause.text[: at - clause.start])
        named = any(m.kind == "org" and (m.label, m.cls) == found for m in clause.of("org"))
        return None if host and not named else found
    owner = next((m for m in clause.of("maker") if m.start > at and clause.behind(m.end, 1) == "的"), None)
    if owner is not None and re.search("[是为]$|属于$", clause.ahead(owner.start, 3)):
        return (owner.label, owner.cls)
    host = notes.memory.get("host")
    maker = run.subject if run.subject and run.subject[1] in ("Automaker", "Brand") else notes.maker
    if host and maker and host[0] == maker[0]:
        operator: Name = host[1]
        return operator
    return maker


def _runs(clause: Clause, mark: Mark) -> bool:
    """Whether an organisation is spoken of as who runs a site."""
    name = clause.text[mark.start - clause.start : mark.end - clause.start]
    if _OFFICIAL.search(name):
        return False
    ahead = clause.ahead(mark.start)
    beside = any(m.start == mark.end for m in clause.of("country", "place"))
    return (
        beside
        or _RUNS.match(clause.behind(mark.end)) is not None
        or (re.search("(?:合作方|合作伙伴|伙伴|企业)$", ahead) is not None and "与" not in ahead)
    )


def _host(notes: Notes, clause: Clause) -> None:
    """Who builds a maker's cars for it: "assembly is done by …"."""
    if not _DONE_BY.search(clause.text):
        return
    for mark in clause.of("org", "maker"):
        by = re.search("由[^，与和、]{0,14}$", clause.ahead(mark.start, 20))
        name = clause.text[mark.start - clause.start : mark.end - clause.start]
        if by and not _OFFICIAL.search(name) and _DONE_BY.match(clause.behind(mark.end, 12)):
            guest = notes.maker[0] if notes.maker else None
            notes.memory["host"] = (guest, (mark.label, mark.cls))
            return


def _kind_of(notes: Notes, mark: Mark) -> str:
    written = notes.text[mark.start : mark.end]
    if rx("estate").search(mark.label) or re.search("园区?$|特区$|开发区$|工业城$", written):
        return "estate"
    if re.search("[省州]$|..邦$", written) or notes.text[mark.end : mark.end + 1] in ("省", "州"):
        return "province"
    return "town"


def _place(notes: Notes, facility: Facility, mark: Mark, clause: Clause) -> None:
    quote = clause.quote
    if mark.kind == "country":
        if facility.country is None:
            facility.country = (mark.label, quote)
        return
    near = clause.behind(mark.end, 3).startswith(
        ("附近", "郊外", "以东", "以西", "以南", "以北", "近郊", "周边")
    )
    facility.add_site(mark.label, _kind_of(notes, mark), near, quote)
    country = notes.country_of(mark.label)
    if country and facility.country is None:
        facility.country = (country, quote)


def _find_or_make(
    notes: Notes, clause: Clause, kind: str, operator: Name, places: list[Mark], country: str | None
) -> Facility | None:
    towns = [m.label for m in places if m.kind == "place"]
    lands = [m.label for m in places if m.kind == "country"] + ([country] if country else [])
    lands += [land for land in (notes.country_of(town) for town in towns) if land]
    for known in islice(reversed(notes.facilities), 60):
        if known.operator is None or known.kind != kind or known.operator[0] != operator[0]:
            continue
        same_town = any(known.has_place(town) for town in towns)
        open_town = not towns or not known.sites
        same_land = known.country is not None and known.country[0] in lands
        if same_town or (open_town and same_land):
            break
    else:
        if lands and notes.home_of(operator[0]) == lands[0] and not towns:
            return None
        if not towns and _UNKNOWN_TOWN.search(clause.text):
            return None
        known = Facility(kind, operator, clause.quote, quote=clause.quote)
        known.planned = None
        notes.facilities.append(known)
    for mark in places:
        _place(notes, known, mark, clause)
    if country and known.country is None:
        known.country = (country, clause.quote)
    return known


def _carried(notes: Notes, run: Run, clause: Clause) -> Facility | None:
    """The facility of the clause before, or of the sentence before where this one names no other subject."""
    if run.unresolved:
        return None
    if run.facility is not None:
        return run.facility
    if notes.facility is None or clause.of("maker"):
        return None
    if notes.number - notes.facility_sentence > 2:
        return None
    same = notes.memory.get("facility_line") == clause.sentence.line.start
    return notes.facility if same or _REFERS.search(clause.text) else None


def _past(notes: Notes, clause: Clause) -> bool:
    for mark in clause.of("date"):
        if mark.date and mark.date.last and notes.published and mark.date.last[:4] < notes.published[:4]:
            return True
    return False


def _date_of(notes: Notes, clause: Clause, at: int) -> tuple[str, str] | None:
    """The date of an event: the last ahead of it in the clause, failing that the first behind it."""
    best: tuple[str, str] | None = None
    for mark in clause.of("date"):
        when = mark.date
        if when is None or not when.first or not when.last or not usable(clause, mark):
            continue
        if mark.start < at or best is None:
            best = (when.first, when.last)
    if best is None:
        dates = [m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date"]
        if dates:
            when = dates[-1].date
            between = notes.text[dates[-1].end : clause.start]
            if when and when.first and when.last and len(between) <= 2 and notes.text[dates[-1].end] in "，,":
                best = (when.first, when.last)
    return best


def _events(notes: Notes, run: Run, clause: Clause, facility: Facility) -> None:
    for match in rx("event").finditer(clause.text):
        name = _EVENTS[match.lastgroup or ""]
        at = clause.start + match.start()
        _event(notes, run, clause, facility, name, at)
    found = rx("announced").search(clause.text)
    if found:
        _announced(notes, clause, facility, clause.start + found.start())
    elif facility.quote == clause.quote and facility.planned and rx("building").search(clause.text):
        found = re.search("宣布|签署|敲定|官宣", clause.before)
        when = _last_date(notes, clause) if found else None
        if when is not None:
            notes.add(clause, "announced", facility, "Facility", start=when[0], end=when[1], happened=True)


def _last_date(notes: Notes, clause: Clause) -> tuple[str, str] | None:
    """The date in the words ahead of a clause, where somebody announced what it says."""
    dates = [m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date"]
    when = dates[-1].date if dates else None
    return (when.first, when.last) if when and when.first and when.last else None


def _announced(notes: Notes, clause: Clause, facility: Facility, at: int) -> None:
    behind = clause.text[at - clause.start :]
    if not re.search("建|设|投资", behind) or facility.planned is False:
        return
    when = _date_of(notes, clause, at)
    if when is None:
        return
    notes.add(clause, "announced", facility, "Facility", start=when[0], end=when[1], happened=True)


def _event(notes: Notes, run: Run, clause: Clause, facility: Facility, name: str, at: int) -> None:
    when = _date_of(notes, clause, at)
    ahead = clause.ahead(at, 8)
    if re.search("(?:尚未|还没有|没有|未能|并未|未)[^，]{0,4}$", ahead):
        return
    if name == "closed" and re.search("生产线|车间|一条|门店|展厅", clause.text):
        return
    modality = modality_of(notes, clause, at, when[0] if when else None)
    if name == "productionStart" and re.search("能|可", clause.ahead(at, 3)) and when:
        modality = "planned" if notes.published and when[0] > notes.published[: len(when[0])] else modality
    if name == "groundbreaking" and modality == "actual":
        if when is None or notes.published is None or when[1][:4] >= str(int(notes.published[:4]) - 1):
            facility.planned = True if facility.planned is None else facility.planned
        if when is None and not re.search("了|仪式|已|正式", clause.text):
            return
    if modality == "actual" and when is None:
        weak = not re.search("已|正式|了|日前|近日|日内", clause.text) or _MODEL_START.search(clause.text)
        if name == "completed" or (name == "productionStart" and weak):
            return
        if not notes.published:
            return
        when, comparator = (notes.published, notes.published), "<="
    else:
        comparator = "="
    if when is None:
        if name == "productionStart" and modality == "planned" and facility.planned is None:
            facility.planned = True
        return
    if facility.kind not in ("plant", "battery plant", "parts plant"):
        if name == "productionStart" and modality == "actual" and comparator == "=":
            facility.operates_start = when[0]
        return
    if (
        name == "productionStart"
        and _MODEL_START.search(clause.text)
        and not re.search("首|第一", clause.text)
    ):
        return
    if name in ("completed", "productionStart"):
        if modality == "actual":
            facility.planned = False
        elif facility.planned is None:
            facility.planned = True
    if name == "cancelled":
        facility.cancelled, facility.planned = True, True
    if name == "suspended" and re.search("建厂|建设|计划|项目", clause.text) and facility.planned is None:
        facility.planned = True
    start = None if modality == "target" else when[0]
    opened = name == "productionStart" and re.search("开业|启用|开张|落成|揭幕|开幕", clause.text) is not None
    basis = ("opened" if opened else "started") if name == "productionStart" else None
    notes.add(
        clause,
        name,
        facility,
        "Facility",
        comparator=comparator,
        modality=modality,
        basis=basis,
        start=start,
        end=when[1],
        happened=modality == "actual",
    )
