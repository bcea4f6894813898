"""Where a plant stands, in Chinese: the places around the word for it, those named before, and the topic of a part."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.slots import rx

__all__ = ["gather_places", "in_unknown_town", "kind_of", "locate", "place_at", "places_of", "topic_of"]

_THAT_TOWN = re.compile(
    "(?:这座[^，]{0,5}城市|同一?座?城(?:市|里)|同城|该市|这座城|这座小城|这里|此地|此处|当地)"
)
_MUNICIPALITIES = ("Shanghai", "Beijing", "Chongqing", "Tianjin", "Guangzhou")
_NEAR = ("附近", "郊外", "以东", "以西", "以南", "以北", "近郊", "周边", "郊区")
_THROUGH = ("南部", "北部", "东部", "西部", "中部", "东北部", "西北部", "东南部", "西南部", "南方", "北方")


def gather_places(notes: Notes, run: Run, clause: Clause) -> None:
    """Note the places that a clause names, save datelines and those that only belong to somebody's title."""
    found = [m for m in clause.of("place", "country") if _stands(notes, clause, m)]
    if _THAT_TOWN.search(clause.text) and not any(m.kind == "place" for m in found):
        town = notes.memory.get("town")
        there = "当地" not in clause.text or (town and notes.land_of(town.label) == notes.country)
        if town is not None and there:
            found = [*found, town]
    for mark in clause.of("place"):
        if rx("spoken_there").match(notes.text, mark.end):
            notes.memory["town"], notes.memory["town_number"] = mark, notes.number
    for mark in found:
        if mark.kind == "place" and not clause.behind(mark.end, 2).startswith("以"):
            notes.memory["town"] = mark
            notes.memory["town_number"] = notes.number
            if (land := notes.land_of(mark.label)) not in (None, "China"):
                notes.country = land
    if found:
        run.places = [*run.places, *found]


def _stands(notes: Notes, clause: Clause, mark: Mark) -> bool:
    """Whether something may stand at a place that is named: 慕尼黑车展 and 巴西总统 say nothing of the kind."""
    behind = notes.text[mark.end : mark.end + 12]
    if behind.startswith(("以外", "之外", "境外")):
        return False
    if rx("place_of_title").match(behind) or rx("dateline").match(behind):
        return False
    owners = [m for m in clause.of("org") if m.start in (mark.end, mark.end + 1)]
    if owners and re.match("工业|产业|园区|物流园|经济区", notes.text[owners[0].end :][:4]):
        return True  # 春武里府WHA工业园
    if any(m.start == mark.end for m in owners):
        return False  # 越南Geleximco集团
    if any(m.start == mark.end and notes.home_of(m.label) == mark.label for m in clause.of("maker")):
        return False  # 韩国现代
    ahead = notes.text[max(clause.sentence.start, mark.start - 4) : mark.start]
    if ahead.endswith("在") and rx("spoken_there").match(behind):
        return False  # 马斯克在柏林宣布
    return rx("not_there").search(ahead) is None


def topic_of(notes: Notes, start: int, end: int) -> list[Mark]:
    """The places of a heading or of a sentence that names nothing else: 现场一：越南太平省。"""
    marks = [m for m in notes.within(start, end) if m.kind in ("place", "country")]
    if not marks:
        return []
    rest = notes.text[start:end]
    for mark in marks:
        rest = rest.replace(notes.text[mark.start : mark.end], "", 1)
    rest = re.sub(r"^[^：:]{0,6}[：:]|[市省州县府镇的、，。：:\s·—-]", "", rest)
    return marks if len(rest) <= 2 else []


def places_of(notes: Notes, run: Run, clause: Clause, at: int, floor: int) -> list[Mark]:
    """The places of a site at ``at``: in its own clause, then earlier in the sentence, then the topic.

    Parameters
    ----------
    floor : int
        Where the last other site of the sentence ended; what stood before is that one's.
    """
    known = [m for m in run.places if m.start < at and not _at_home(clause, m)]
    inside = [m for m in known if m.start >= max(clause.start, floor)]
    recalled = [m for m in known if m.kind == "place" and m.end <= clause.sentence.start]
    if recalled and not any(m.kind == "place" for m in inside):
        inside = [*inside, *recalled]
    earlier = [m for m in known if clause.sentence.start <= m.start < clause.start and m.start >= floor]
    towns = [m for m in inside if m.kind == "place"]
    lands = [m for m in inside if m.kind == "country"]
    if towns:
        nearest = towns[-1]
        towns = [m for m in towns if notes.land_of(m.label) == notes.land_of(nearest.label)]
        return [*_agreeing(notes, [*earlier, *lands], nearest)[-1:], *towns]
    earlier_towns = [m for m in earlier if m.kind == "place"]
    if lands:
        land = lands[-1]
        return [land, *(m for m in earlier_towns if notes.land_of(m.label) == land.label)]
    if earlier:
        if earlier_towns:
            nearest = earlier_towns[-1]
            same = [m for m in earlier_towns if notes.land_of(m.label) == notes.land_of(nearest.label)]
            return [*_agreeing(notes, earlier, nearest)[-1:], *same]
        return [m for m in earlier if m.kind == "country"][-1:]
    return []


def in_unknown_town(notes: Notes, clause: Clause, at: int, places: list[Mark]) -> bool:
    """Whether a town that nobody knows stands between its land and the word for a plant: 某州弗洛伦斯的工厂."""
    inside = [m for m in places if clause.start <= m.start and m.end <= at]
    if not inside and rx("in_foreign_town").search(clause.upto(at)):
        return True
    if inside and all(m.kind == "country" for m in inside):
        gap = notes.text[inside[-1].end : at]
        names = any(
            m.start >= inside[-1].end
            for m in clause.of("maker", "org", "model", "region", "date")
            if m.end <= at
        )
        if len(gap) <= 12 and not names and re.fullmatch("[\u4e00-\u9fff·]{2,}", gap):
            return len(rx("between").sub("", gap)) >= 2
    if not places or any(kind_of(notes, m) != "province" for m in places if m.kind == "place"):
        return False
    low = max(clause.start, max(m.end for m in places if m.kind in ("place", "country")))
    gap = re.sub(
        "(?:[市县镇区]|工业园|工业区)?(?:郊外|附近)?的?[^的]{0,6}$", "", notes.text[low:at].lstrip("省州府邦")
    )
    return rx("foreign_town").fullmatch(gap) is not None


def _agreeing(notes: Notes, marks: list[Mark], town: Mark) -> list[Mark]:
    """The countries among marks that a town may lie in."""
    land = notes.land_of(town.label)
    return [m for m in marks if m.kind == "country" and land in (None, m.label)]


def _at_home(clause: Clause, mark: Mark) -> bool:
    """China stands in too many phrases to be a place, unless 在 says so."""
    return (
        mark.kind == "country" and mark.label == "China" and clause.ahead(mark.start, 1) not in ("在", "于")
    )


def kind_of(notes: Notes, mark: Mark) -> str:
    """What a place is: a town, a province or an estate."""
    written = notes.text[mark.start : mark.end]
    if rx("estate").search(mark.label) or re.search("园区?$|特区$|开发区$|工业城$|工业区$|科技谷$", written):
        return "estate"
    behind = notes.text[mark.end : mark.end + 1]
    if behind == "市":
        return "town"
    if re.match("(?:经济|工业|开发|自由|自贸|保税)(?:特|技术开发)?(?:区|园)", notes.text[mark.end :][:8]):
        return "estate"
    if re.search("[省州]$|..邦$|大区$|自治区$", written) or behind in ("省", "州"):
        return "province"
    if mark.label in _provinces():
        return "province"
    entity = notes.registry.find(mark.label, "Place")
    district = entity is not None and entity.country == "China" and entity.parent in _MUNICIPALITIES
    return "estate" if district else "town"


def _provinces() -> frozenset[str]:
    """Places that are known for provinces and states, where the Chinese name need not say so."""
    from autoatlas.loaders.text.knowledge import knowledge

    return frozenset(knowledge("zh").phrases["provinces"])


def place_at(notes: Notes, facility: Facility, mark: Mark, clause: Clause) -> None:
    """Note that a facility stands at a place."""
    quote = clause.quote
    if mark.kind == "country":
        if facility.country is None:
            facility.country = (mark.label, quote)
        if not facility.sites and rx("estate_behind").match(notes.text, mark.end):
            facility.uncertain = True  # it stands in a place that is named but not known
        return
    behind = notes.text[mark.end : mark.end + 3]
    near = behind.startswith(_NEAR) and not behind.startswith(_THROUGH)
    country = notes.land_of(mark.label)
    if country and facility.country and facility.country[0] != country:
        return
    facility.uncertain = facility.uncertain and facility.operator is None
    facility.add_site(mark.label, kind_of(notes, mark), near, quote)
    if country in notes.memory["named_countries"] and facility.country is None and country:
        facility.country = (country, quote)


def _placed_behind(notes: Notes, clause: Clause, facility: Facility, after: int) -> None:
    """工厂去年在某州某市奠基: where what happens to a plant happens."""
    floor = after or (clause.start if not facility.sites else 0)
    for mark in clause.of("place", "country"):
        low = notes.text.rfind("在", floor, mark.start) if floor else -1
        behind = notes.text[mark.end : min(clause.end, mark.end + 12)]
        if (
            low >= 0
            and mark.start - low <= 12
            and rx("happens_there").search(behind)
            and _stands(notes, clause, mark)
        ):
            place_at(notes, facility, mark, clause)


def locate(notes: Notes, clause: Clause, facility: Facility, after: int) -> None:
    """Note the places behind 位于, 坐落于 and the like, or behind 在 where it follows the site."""
    found = rx("located").search(clause.text)
    at = clause.start + found.end() if found else None
    if at is None and after:
        there = rx("then_in").match(clause.text, after - clause.start)
        at = clause.start + there.end() if there else None
    fresh = not facility.sites and facility.quote == clause.quote and clause.before
    if at is None and fresh and clause.text.startswith("在"):
        at = clause.start + 1  # 另有一座工厂，在…
    if at is None:
        _placed_behind(notes, clause, facility, after)
        return
    if rx("considered").search(clause.text):
        return
    seen = False
    for mark in clause.of("place", "country"):
        if mark.start < at or "不在" in clause.ahead(mark.start, 3) or not _stands(notes, clause, mark):
            continue
        gap = clause.text[at - clause.start : mark.start - clause.start]
        if len(gap) > (8 if seen else 6):
            break
        place_at(notes, facility, mark, clause)
        at, seen = mark.end, True
