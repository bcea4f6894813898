"""Whose a figure in a Chinese clause is: the maker or country that is spoken of, and where it was counted."""

import re

from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.slots import family_of, is_actor, metrics_in, rx

__all__ = ["company_meant", "one_of_two", "partner_ahead", "subject_at"]


_PLACED = re.compile(r"(?:在|于|对|向|到|至|往|进入|登陆|进军|赴|给|自|从|销往|出口|进口|考察|访问)$")


_PARTNER = re.compile(
    r"(?:与|(?<!共)和|(?<![合共])同(?![一样时])|跟|携手|联合|联手|(?<!埃)及)[^，。、的]{0,14}$"
)


_COMPARED = re.compile(
    "比|超过|超越|低于|仅次于|输给|(?:与|同|跟|联手|携手)[^，]{0,5}$|(?:不及|不如|落后于|击败|赶超)$"
)


def partner_ahead(before: str) -> bool:
    """Whether the words ahead of a company join it to another: 与越南…."""
    return _PARTNER.search(before) is not None


def one_of_two(notes: Notes, run: Run, clause: Clause, at: int) -> Name | None:
    """Whom 前者 or 后者 means: of the last two companies that are named ahead of it in its paragraph."""
    found = re.search("前者|后者", clause.upto(at))
    if found is None:
        return None
    two: list[Name] = run.memory.get("two", [])
    if not two:
        for mark in reversed(notes.within(clause.sentence.line.start, clause.start + found.start())):
            name = mark.label, mark.cls
            if mark.kind in ("maker", "org") and is_actor(notes, clause, mark) and name not in two:
                two = [name, *two]
            if len(two) == 2:
                break
        run.memory["two"] = two
    return None if len(two) < 2 else two[0] if found[0] == "前者" else two[1]


def subject_at(notes: Notes, run: Run, clause: Clause, at: int) -> Name | None:
    """Whose figure stands at a place: the last maker or country that is spoken of there."""
    partner: Name | None = run.memory.get("partner_subject")
    if partner and not clause.of("maker", "org", "country"):
        return partner
    found: Name | None = None
    ranked = rx("rank").search(clause.text) is not None
    ahead, listed = False, -1
    for mark in clause.of("maker", "country", "org"):
        if mark.start >= at and (found is not None or ahead):
            break
        ahead = ahead or (mark.kind != "org" and mark.start < at)
        if _in_bracket(clause, mark, at):
            continue
        if mark.kind == "org":
            opens = mark.start - clause.start <= 1 and is_actor(notes, clause, mark)
            if (
                opens
                and mark.start < at
                and found is None
                and rx("org_counts").match(clause.behind(mark.end))
            ):
                found = (mark.label, mark.cls)
                continue
            battery = mark.label in knowledge("zh").phrases["battery_makers"]
            if rx("not_subject").search(clause.upto(mark.start)):
                continue
            if mark.start < at and battery and not partner_ahead(clause.ahead(mark.start, 14)):
                found = (mark.label, mark.cls)
            continue
        if mark.kind == "country":
            found = _country(notes, run, clause, mark, at, found, ranked)
        elif mark.start < at or found is None:
            both = _owner_of_both(notes, clause, mark, found)
            if both != (mark.label, mark.cls):
                found = both
                continue
            if _COMPARED.search(clause.ahead(mark.start)) and (found or run.subject or notes.maker):
                continue
            if mark.start > at and run.subject is not None:
                continue
            known = found or run.subject or notes.maker
            made = rx("builds").search(clause.ahead(mark.start)) or mark.start == listed
            if made:
                behind = re.match("[、和与及]", clause.behind(mark.end, 1))
                listed = mark.end + 1 if behind else -1
            if made and (known or run.memory.get("org_lead")) and not rx("sites").search(clause.text):
                continue  # 生产欧曼和奔驰重卡
            if rx("rank_of").search(clause.ahead(mark.start)) and (found or run.subject):
                continue
            if known and rx("not_subject").search(clause.upto(mark.start)):
                continue
            if partner_ahead(clause.ahead(mark.start, 14)) and found and mark.cls != "Brand":
                continue
            if known and rx("belongs_to").match(clause.text, max(0, mark.start - clause.start - 2)):
                continue
            if rx("product_not_subject").match(clause.text, mark.end - clause.start) and (
                found or run.subject
            ):
                continue
            found = mark.label, mark.cls
    if found is None and re.match("(?:其中|而)?(?:前者|后者)", clause.text):
        meant = one_of_two(notes, run, clause, at)
        found = meant if meant and meant[1] in ("Automaker", "Brand") else None
    refers = rx("company_opens").match(clause.text)
    if found is None and refers and clause.start + refers.end() <= at and run.subject is None:
        found = company_meant(notes, clause)
    if found is None and run.subject is None:
        found = _region(notes, run, clause, at)
    if found is None and notes.country and rx("of_that_land").match(clause.text) and not clause.of("maker"):
        found = (notes.country, "Country")
    for mark in clause.of("region"):
        if mark.end <= at and mark.label != "World" and _PLACED.search(clause.ahead(mark.start)):
            run.place = mark.label
    if found is not None:
        if run.subject is not None and run.subject != found:
            run.pool = []
            if notes.text[clause.start - 1] == "；" and found[1] in ("Automaker", "Brand"):
                run.product = None  # what was counted of another need not be what is counted now
        run.subject = notes.subject = found
        battery = found[0] in knowledge("zh").phrases["battery_makers"]
        if found[1] in ("Automaker", "Brand") or battery:
            notes.maker = found
    market = rx("that_market").search(clause.upto(at))
    brands = run.subject is not None and run.subject[0] == notes.memory.get("brands_of")
    if found is None and market and notes.country and brands:
        run.place = notes.country
    elif found is None and market and notes.country and not (run.subject and run.subject[1] != "Country"):
        run.subject = notes.subject = (notes.country, "Country")
    if rx("abroad").search(clause.text):
        run.place = "overseas"
    elif rx("in_that_land").search(clause.text) and notes.country:
        run.place = notes.country
    return run.subject or notes.subject or (notes.home and (notes.home, "Country")) or None


def _in_bracket(clause: Clause, mark: Mark, at: int) -> bool:
    """Whether a name stands in a bracket that is closed before a place."""
    opened = clause.upto(mark.start)
    between = clause.text[mark.end - clause.start : max(0, at - clause.start)]
    return opened.rfind("（") > opened.rfind("）") and "）" in between


def company_meant(notes: Notes, clause: Clause) -> Name | None:
    """Whom 公司 and 我们 at the head of a clause mean.

    The last maker of the paragraph, failing that the one the article is about; None where no such word stands there.
    """
    refers = rx("company_opens").match(clause.text)
    if refers is None:
        return None
    word = refers[0]
    line = clause.sentence.line
    venture, told = notes.memory.get("venture", (None, -9))
    if venture and notes.number - told <= 1 and (word == "它" or "合资" in word):
        return (venture[0], venture[1])
    batteries = knowledge("zh").phrases["battery_makers"]
    said = any(m.kind == "maker" or m.label in batteries for m in notes.within(line.start, clause.start))
    main = notes.main_maker()
    if word.startswith("我们") or (word.startswith("公司") and not said):
        return main or notes.maker
    if notes.maker and notes.maker[1] == "Brand" and "公司" in word:
        above = family_of(notes, notes.maker[0])
        whole = [
            m
            for m in notes.within(line.start, clause.start)
            if m.label in above and m.cls == "Automaker" and not notes.text.startswith("旗下", m.end)
        ]
        return (whole[-1].label, whole[-1].cls) if whole else notes.maker
    return notes.maker


def _region(notes: Notes, run: Run, clause: Clause, at: int) -> Name | None:
    """A region that a figure is of: 8月欧盟新车注册量."""
    for mark in clause.of("region"):
        behind = clause.behind(mark.end, 8)
        placed = _PLACED.search(clause.ahead(mark.start)) or clause.of("maker")
        if mark.end <= at and mark.label != "World" and rx("of_region").match(behind) and not placed:
            if notes.subject and notes.subject[1] in ("Automaker", "Brand"):
                run.place = mark.label
                return None
            return mark.label, "Region"
    return None


def _owner_of_both(notes: Notes, clause: Clause, mark: Mark, found: Name | None) -> Name:
    """Two brands of one company that are named together stand for the company."""
    if mark.cls == "Brand" and found is not None and found[1] == "Brand":
        one, other = notes.registry.find(found[0]), notes.registry.find(mark.label)
        linked = re.search("(?:和|与|及|、)$", clause.ahead(mark.start, 2))
        if linked and one and other and one.parent and one.parent == other.parent:
            return one.parent, "Automaker"
    return mark.label, mark.cls


def _country(
    notes: Notes, run: Run, clause: Clause, mark: Mark, at: int, found: Name | None, ranked: bool
) -> Name | None:
    """What a country says of a figure at a place: whose it is, or where it was counted."""
    behind, ahead = clause.behind(mark.end), clause.ahead(mark.start)
    if (
        notes.text[mark.start : mark.end] == "全国"
        and notes.memory.get("land_line") == clause.sentence.line.start
    ):
        return (notes.country, "Country") if notes.country else found
    if any(m.start == mark.end for m in clause.of("maker", "org")):
        return found  # 韩国现代
    told = run.subject or notes.subject
    by_land = notes.memory.get("by_land") == clause.sentence.line.start
    if by_land and told and not rx("own_brands").search(behind):
        run.place = notes.country = mark.label
        return found or told
    if re.match("车(?!企|商|厂)", behind) and (run.metrics or notes.metrics) == ["imports"]:
        run.place = mark.label  # 其中中国车3.1万辆
        return found
    if re.search("(?:这家|该|这一|这个|一家)(?:来自)?$", ahead) and rx("own_brands").search(behind):
        return found
    if rx("own_brands").search(behind) and not behind.startswith("车企出口"):
        if ranked or (behind.startswith("车") and "车企" not in behind[:3]):
            return found
        notes.memory["brands_of"] = mark.label
        return mark.label, "Country"
    if mark.label == "China" and re.search("进口$", ahead) and re.match("产?(?:汽车|车|电动)", behind):
        run.place = "China"
        return found
    if mark.label == "China" and re.search("[从自]$", ahead) and behind.startswith("进口"):
        run.place = "China"
        return found
    if mark.label == "China" and (ranked or rx("made_in").match(behind)):
        return found
    if any(m.start == mark.end for m in clause.of("place")) and (run.subject or notes.subject):
        notes.country = mark.label
        return found
    if behind.startswith("市场") and (run.subject or notes.subject or ("", ""))[1] in ("Automaker", "Brand"):
        run.place = notes.country = mark.label
        return found
    if re.match("(?:项目|工厂|基地|厂)", behind) or rx("place_of_title").match(behind):
        notes.country = mark.label
        speaks = rx("official_says").match(behind) is not None
        if speaks and not any(
            m.kind == "maker" for m in notes.within(clause.sentence.start, clause.sentence.end)
        ):
            return mark.label, "Country"
        return found
    site = rx("sites").search(clause.text, mark.end - clause.start)
    spoken = run.subject or notes.subject
    if site and site.start() - (mark.end - clause.start) <= 12 and spoken and spoken[1] != "Country":
        notes.country = mark.label
        return found
    if re.match("(?:分|子)?公司", behind):
        run.place = notes.country = mark.label
        return found
    listed = run.memory.get("placed") == mark.start - 1 and re.search("[、和与及]$", ahead)
    if _PLACED.search(ahead) or listed:
        run.memory["placed"] = mark.end
    if _PLACED.search(ahead) or listed or mark.start > at or _destination(notes, run, clause, mark, at):
        run.place = mark.label
        notes.country = mark.label
        return found
    notes.country = mark.label
    if found is None and (run.subject is None or run.subject[1] == "Country"):
        return mark.label, "Country"
    run.place = mark.label
    return found


def _destination(notes: Notes, run: Run, clause: Clause, mark: Mark, at: int) -> bool:
    """Whether a country stands where exports are told country by country: 墨西哥以62.5万辆居首."""
    said = metrics_in(clause, at)
    metrics = said or run.metrics or notes.metrics
    who = run.subject or notes.subject
    if metrics != ["exports"] or who is None or who[0] == mark.label:
        return False
    if (
        said
        and not run.memory.get("destinations")
        and not rx("destination").search(clause.before + clause.text)
    ):
        return rx("exports").search(clause.behind(mark.end, 6)) is None and who[1] != "Country"
    return who[1] != "Country" or who[0] == (notes.home or "China")
