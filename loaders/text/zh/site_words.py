"""What the word for a plant in a Chinese clause is about: one plant, a project, plants of several makers."""

import re

from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes
from autoatlas.loaders.text.zh.slots import family_of, rx

__all__ = ["in_town_unknown", "is_bare_plant", "is_project", "of_several", "placed_next", "to_be_built"]


def is_project(notes: Notes, clause: Clause, at: int) -> bool:
    """Whether 项目 is a plant's: behind its place, and its owner before: 宁德时代德布勒森项目."""
    placed = [m for m in clause.of("place", "country") if m.end == at]
    own = [m for m in clause.of("place", "country") if m.end == at - 1 and clause.ahead(at, 1) == "的"]
    rest = notes.text[at : clause.sentence.end]
    if placed and placed[0].start == clause.start and notes.maker and rx("of_project").match(rest):
        return True  # 印尼项目由公司与…合资，6月29日在…奠基
    if own and notes.maker and rx("event").match(clause.text, at + 2 - clause.start):
        return True  # 墨西哥的项目搁置
    return bool(placed) and any(m.end <= placed[0].start for m in clause.of("maker", "org"))


def of_several(notes: Notes, clause: Clause, at: int) -> bool:
    """福特、通用和Stellantis的墨西哥工厂: plants of several makers in one word."""
    makers = [m for m in clause.of("maker") if m.end <= at]
    if len(makers) < 2 or re.search("合资|合作|共同|共建|联合", clause.text):
        return False
    last, before = makers[-1], makers[-2]
    linked = re.fullmatch("、|和", notes.text[before.end : last.start]) is not None
    related = before.label in family_of(notes, last.label) or last.label in family_of(notes, before.label)
    return linked and not related and at - last.end <= 8


def is_bare_plant(clause: Clause, at: int, ahead: str) -> bool:
    """Whether a lone 厂 is a plant: behind a word that asks for one, or behind the name of its place or owner."""
    if re.search(
        r"(?:[客卡货轿整用小动]车|汽车|[该座家此新老旧分本一]|皮卡|合资|海外|组装|装配|总装|制造|电池|代工|^|，)$",
        ahead,
    ):
        return True
    return any(m.end == at for m in clause.of("place", "country", "maker", "org"))


def in_town_unknown(clause: Clause) -> bool:
    """Whether a province is named whose town nobody knows: 某州的某某新建工厂."""
    begins = {m.start - clause.start for m in clause.of("place")}
    return any(found.end() not in begins for found in rx("unknown_town").finditer(clause.text))


def placed_next(notes: Notes, clause: Clause, places: list[Mark]) -> bool:
    """Whether the next clause says where a plant stands that this one only speaks of."""
    rest = notes.text[clause.end : clause.sentence.end]
    found = rx("located").search(rest[:8]) or re.match("，(?:就)?在", rest)
    return not places and found is not None


def to_be_built(clause: Clause) -> bool:
    """Whether a clause says that a site is going up, or was agreed on."""
    if rx("building").search(clause.text) or re.search("[建设]厂的?(?:计划|方案|设想|打算)", clause.text):
        return True
    agreed = rx("announced").search(clause.before + clause.text)
    return agreed is not None and re.search("建设|投建|兴建|建造|设立", clause.text) is not None
