"""Whose brand is whose, and where a maker is present, in Chinese."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.partners import read_partners
from autoatlas.loaders.text.zh.products import read_launches, read_products
from autoatlas.loaders.text.zh.slots import date_of_clause, rx

__all__ = ["read_relations"]

_LISTED = re.compile("、|和|与|及|以及|，")
_MAKERS = ("Automaker", "Brand")


def read_relations(notes: Notes, run: Run, clause: Clause, facility: Facility | None) -> None:
    """Read the relations that a clause states."""
    if rx("denied").search(clause.text) or rx("considered").search(clause.text):
        return
    _brand(notes, run, clause)
    _presence(notes, run, clause)
    _sells(notes, clause)
    _expands(notes, run, clause)
    read_partners(notes, run, clause, facility)
    read_launches(notes, run, clause)
    if facility is not None and facility.kind == "plant":
        read_products(notes, run, clause, facility)


def _brand(notes: Notes, run: Run, clause: Clause) -> None:
    """上汽旗下名爵, 欧萌达和捷酷是奇瑞旗下的品牌, 携旗下埃安品牌."""
    makers = clause.of("maker")
    for mark in makers:
        if mark.cls != "Brand" or not rx("brand").search(clause.ahead(mark.start, 8)):
            continue
        owners = [m for m in makers if m.end <= mark.start]
        owner: Name | None = (owners[-1].label, owners[-1].cls) if owners else run.subject or notes.maker
        _brand_of(notes, clause, mark.label, owner)
    _subsidiary(notes, run, clause)
    owned = re.search("旗下(?:有|拥有|包括|的|共有)", clause.text)
    if owned and "品牌" in clause.text:
        at = clause.start + owned.start()
        ahead = [m for m in makers if m.end <= at]
        owner = (ahead[-1].label, ahead[-1].cls) if ahead else notes.maker
        for mark in makers:
            if mark.cls == "Brand" and mark.start >= at:
                _brand_of(notes, clause, mark.label, owner)
    told = rx("brand_told").search(clause.text)
    if told is None:
        return
    at = clause.start + told.start()
    owner_mark = next((m for m in makers if m.start >= at and m.end <= clause.start + told.end()), None)
    if owner_mark is None:
        return
    if "属" in told[0] and not any(m.end <= at for m in makers):
        makers = [m for m in notes.within(clause.sentence.start, clause.end) if m.kind == "maker"]
    for mark in makers:
        if mark.cls == "Brand" and mark.end <= at:
            _brand_of(notes, clause, mark.label, (owner_mark.label, owner_mark.cls))


def _subsidiary(notes: Notes, run: Run, clause: Clause) -> None:
    """控股子公司上汽通用五菱: a maker that belongs to the one spoken of."""
    for mark in clause.of("maker"):
        if mark.cls != "Automaker" or not re.search("(?:控股|全资)?子公司$", clause.ahead(mark.start, 5)):
            continue
        ahead = [m for m in notes.within(clause.sentence.start, mark.start) if m.kind == "maker"]
        owner = ahead[-1] if ahead else None
        if owner is not None and owner.cls == "Automaker" and owner.label != mark.label:
            notes.add(
                clause, "subsidiaryOf", mark.label, "Automaker", object=owner.label, object_type="Automaker"
            )
    told = re.search("(?:是|系|为)(?P<who>[^，]{2,12})的(?:控股|全资)?子公司", clause.text)
    if told is None:
        return
    owners = [m for m in clause.of("maker") if 0 <= m.start - clause.start - told.start("who") <= 2]
    owned = [m for m in clause.of("maker") if m.end <= clause.start + told.start()]
    if owners and owned and owners[0].cls == owned[-1].cls == "Automaker":
        notes.add(
            clause, "subsidiaryOf", owned[-1].label, "Automaker", object=owners[0].label,
            object_type="Automaker",
        )  # fmt: skip


def _brand_of(notes: Notes, clause: Clause, brand: str, owner: Name | None) -> None:
    if owner and owner[1] == "Automaker" and owner[0] != brand:
        notes.add(clause, "brandOf", brand, "Brand", object=owner[0], object_type="Automaker")


def _makers_ahead(clause: Clause, at: int) -> list[Mark]:
    return [m for m in clause.of("maker") if m.end <= at]


def _presence(notes: Notes, run: Run, clause: Clause) -> None:
    last: Mark | None = None
    if re.search("(?:进入|登陆|进军)(?:了)?(?:该国|当地市场|这一市场)", clause.text) and notes.country:
        spoken = run.subject if run.subject and run.subject[1] in _MAKERS else notes.maker
        makers = clause.of("maker")
        spoken = (makers[0].label, makers[0].cls) if makers else spoken
        if spoken and spoken[1] in _MAKERS and notes.country != notes.home_of(spoken[0]):
            start, end = date_of_clause(notes, clause)
            notes.add(
                clause,
                "presentIn",
                *spoken,
                object=notes.country,
                object_type="Country",
                start=start,
                end=end,
            )
    for country in clause.of("country"):
        ahead = clause.upto(country.start)
        listed = last is not None and _LISTED.fullmatch(notes.text[last.end : country.start]) is not None
        enters = rx("enters").search(ahead[-14:]) or (
            rx("sells_in").search(ahead[-8:]) and not clause.of("quantity")
        )
        if not (listed or enters) or re.search(
            "曾宣布|计划|拟|打算|准备|将|考虑|希望|尚未|未能|退出|要进|要登|要开|要打|争取|目标|有望|预计",
            ahead,
        ):
            continue
        if re.search("计划[^，。]{0,6}：", clause.before):
            continue
        if "退出" in notes.text[country.end : clause.sentence.end]:
            continue  # what no longer holds
        last = country
        makers = _makers_ahead(clause, country.start)
        who: Name | None = (makers[-1].label, makers[-1].cls) if makers else run.subject
        who = who if who and who[1] in _MAKERS else notes.maker
        if who is None or who[1] not in _MAKERS or country.label == notes.home_of(who[0]):
            continue
        start, end = date_of_clause(notes, clause)
        if start and notes.published and start > notes.published[: len(start)]:
            continue
        notes.add(
            clause, "presentIn", *who, object=country.label, object_type="Country", start=start, end=end
        )


def _sells(notes: Notes, clause: Clause) -> None:
    """小鹏、零跑、吉利也已在英国开卖: those that sell there."""
    found = rx("on_sale").search(clause.text)
    if found is None or clause.of("quantity", "model"):
        return
    lands = [m for m in clause.of("country") if m.start == clause.start + found.start("at") + 1]
    for mark in clause.of("maker") if lands else ():
        if mark.end <= lands[0].start and lands[0].label != notes.home_of(mark.label):
            start, end = date_of_clause(notes, clause)
            notes.add(
                clause, "presentIn", mark.label, mark.cls, object=lands[0].label, object_type="Country",
                start=start, end=end,
            )  # fmt: skip


def _expands(notes: Notes, run: Run, clause: Clause) -> None:
    """深耕泰国市场, 加速布局欧洲."""
    for land in clause.of("country", "region"):
        ahead, behind = clause.ahead(land.start, 8), clause.behind(land.end, 8)
        if land.label in ("World", "China") or not (
            rx("expands").search(ahead) or rx("expands_behind").match(behind)
        ):
            continue
        makers = _makers_ahead(clause, land.start)
        who: Name | None = (makers[-1].label, makers[-1].cls) if makers else run.subject or notes.maker
        if who and who[1] in _MAKERS and not rx("planned").search(clause.upto(land.start)):
            notes.add(clause, "expandsIn", *who, object=land.label, object_type=land.cls or "Country")
