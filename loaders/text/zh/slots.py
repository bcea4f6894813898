"""Who, where, when, what and how firmly, for a figure in a Chinese clause."""

import re
from functools import cache

from autoatlas.loaders.text.date_mention import DateMention
from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run

__all__ = [
    "date_of_clause",
    "family_of",
    "is_actor",
    "maker_of_model",
    "metrics_in",
    "modality_of",
    "part_of",
    "period_at",
    "product_at",
    "region_told",
    "rx",
    "usable",
]

_OFFICIAL = re.compile(
    r"部$|协会|联合会|政府|银行|大学|委员会|总署|海关|交易所|证券|研究|咨询|通讯社|统计局|总局|财经|日报|晚报|时报|社$|报$|网$|乘联|中汽协"
)
_GUESS = re.compile("预计|预测|估计|有望|预估|料将|料")
_PHASES = ("one", "two", "three")


@cache
def rx(name: str) -> re.Pattern[str]:
    """A pattern of the Chinese knowledge."""
    return knowledge("zh").pattern(f"zh.{name}")


def is_actor(notes: Notes, clause: Clause, mark: Mark) -> bool:
    """Whether a name is that of a company that may build, buy or sell; not a ministry, a bank or a newspaper."""
    if mark.kind not in ("maker", "org"):
        return False
    if mark.kind == "org" and _OFFICIAL.search(notes.text[mark.start : mark.end]):
        return False
    return not _OFFICIAL.search(mark.label) and not re.search(
        "Ministry|Association|Bank|Securities", mark.label
    )


def family_of(notes: Notes, label: str) -> set[str]:
    """A maker or brand and those that it belongs to."""
    family = {label}
    entity = notes.registry.find(label)
    while entity is not None and entity.parent and entity.parent not in family:
        family.add(entity.parent)
        entity = notes.registry.find(entity.parent)
    return family


def maker_of_model(notes: Notes, clause: Clause, at: int) -> str | None:
    """极星4由釜山工厂代工: whose the model is that a clause begins with."""
    opening = [m for m in clause.of("model") if m.start == clause.start and m.end <= at]
    entity = notes.registry.find(opening[0].label, "Model") if opening else None
    return entity.parent if entity and entity.parent else None


def metrics_in(clause: Clause, at: int) -> list[str]:
    """What is counted, by the nearest word ahead of a place, failing that behind it; two where both are named."""
    best: tuple[int, list[str]] | None = None
    offset = at - clause.start
    for name, metrics in (
        ("pair", ["production", "sales"]),
        ("exports", ["exports"]),
        ("imports", ["imports"]),
        ("sales", ["sales"]),
        ("production", ["production"]),
        ("stock", ["vehicleStock"]),
        ("other", []),
    ):
        for match in rx(name).finditer(clause.text):
            distance = offset - match.end() if match.end() <= offset else 1000 + match.start() - offset
            if best is None or distance < best[0]:
                best = (distance, metrics)
    return [] if best is None else best[1] or ["other"]


def region_told(notes: Notes, clause: Clause) -> str | None:
    """The region or country that the paragraph is said to be about: 9月欧盟新车注册…，比亚迪注册…."""
    for name in ("region_told", "of_land"):
        line, region = notes.memory.get(name, (None, None))
        if line == clause.sentence.line.start:
            return str(region)
    return None


def usable(clause: Clause, mark: Mark) -> bool:
    """Whether a date may be the time of a figure: not what it is compared with, nor when somebody spoke."""
    when = mark.date
    if when is None or when.base or rx("compared").search(clause.ahead(mark.start)):
        return False
    if re.search("[从由]$", clause.ahead(mark.start, 1)) and re.match(
        r"的[\d一-十]", clause.behind(mark.end)
    ):
        return False  # 从去年的9.3%降到…
    return not rx("report").search(clause.behind(mark.end))


def period_at(notes: Notes, run: Run, clause: Clause, at: int) -> tuple[str, str] | None:
    """The period of what stands at a place; also what the clause says behind it, where nothing stands ahead."""
    found: tuple[str, str] | None = None
    base = run.period or notes.period
    for mark in clause.of("date"):
        when = mark.date
        if when is not None and when.anaphor and when.shift and mark.end <= at and base:
            # "against 1,000 in the same period a year earlier" is that year's figure, and no period for what follows
            if rx("compared").search(clause.ahead(mark.start)):
                continue
            first, last = _shifted(base[0], when.shift), _shifted(base[1], when.shift)
            return (first, last) if when.anaphor == "period" else (first[:4], first[:4])
        if when is None or not usable(clause, mark) or (mark.start > at and found is not None):
            continue
        if mark.start > at and run.period is not None:
            continue
        if when.anaphor and when.first and when.last and run.period is None:
            found = (when.first, when.last)  # 年内, of the year of the text
        elif when.anaphor:
            if base is None and when.anaphor == "year":
                base = _date_before(notes, clause)
            if base and when.shift == 0:
                found = (base[0][:4], base[0][:4]) if when.anaphor == "year" else base
        elif when.first and when.last and when.kind != "day":
            found = (when.first, when.last)
    if found is None and rx("whole_year").search(clause.upto(at)):
        year = base[0][:4] if base else _year_told(notes)
        found = (year, year) if year else None
    if found is not None:
        run.period = found
        guessed = rx("planned").search(clause.upto(at)) or rx("target").search(clause.upto(at))
        if guessed:
            return run.period
        if not notes.published or found[0] <= notes.published[: len(found[0])]:
            notes.period = found
    return run.period


def _date_before(notes: Notes, clause: Clause) -> tuple[str, str] | None:
    """The last date that the sentence has named: 2024年1月18日进入该市场，当年…."""
    before = [
        m.date for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date" and m.date
    ]
    return (before[-1].first, before[-1].last) if before and before[-1].first and before[-1].last else None


def _year_told(notes: Notes) -> str | None:
    """The year of 全年 where none is named: the one before, early in a year."""
    day = notes.published
    if not day or len(day) < 7 or int(day[5:7]) > 4:
        return None
    return str(int(day[:4]) - 1)


def date_of_clause(notes: Notes, clause: Clause) -> tuple[str | None, str | None]:
    """The date of what a clause says; that of the sentence, where it has named one so far."""
    for mark in clause.of("date"):
        if mark.date and mark.date.first and usable(clause, mark) and mark.date.relation != "as_of":
            return _of_that_year(notes, clause, mark, mark.date)
    before = [m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date"]
    if len(before) == 1 and before[0].date and before[0].date.relation not in ("as_of", "until"):
        when = before[0].date
        if re.match("随后|随即|并|之后|接着|正式|先后|又", clause.text) and when.first:
            return when.first, when.last
    return None, None


def _of_that_year(
    notes: Notes, clause: Clause, mark: Mark, when: DateMention
) -> tuple[str | None, str | None]:
    """当年6月: of the year that the paragraph has named last."""
    said = re.search("(?:同年|当年|次年|翌年|第二年)$", clause.ahead(mark.start, 3))
    dates = [
        m.date
        for m in notes.within(clause.sentence.line.start, mark.start)
        if m.kind == "date" and m.date and m.date.first and not m.date.anaphor
    ]
    if said is None or not dates or not when.first or not when.last:
        return when.first, when.last
    year = int(str(dates[-1].first)[:4]) + (said[0] not in ("同年", "当年"))
    return f"{year}{when.first[4:]}", f"{year}{when.last[4:]}"


def _shifted(day: str, years: int) -> str:
    return f"{int(day[:4]) + years:04}{day[4:]}"


def product_at(notes: Notes, run: Run, clause: Clause, mark: Mark) -> str | None:
    """What was counted by the figure ``mark``."""
    near = [m for m in clause.of("product") if m.start < mark.end or m.start - mark.end <= 2]
    after = [m for m in near if m.start >= mark.end]
    inside = mark.quantity.products if mark.quantity else ()
    found = after[0].label if after else inside[-1] if inside else _joined(clause, near) if near else None
    if found is not None:
        run.product = found
    else:
        found = run.product
    return None if found == "vehicle" else found


def _joined(clause: Clause, near: list[Mark]) -> str:
    """Two words for a product that touch make one: 新能源 and 客车."""
    last = near[-1]
    if len(near) > 1 and near[-2].end == last.start:
        drive, body = near[-2].label, last.label
        if drive in ("nev", "bev", "phev", "hev", "fcev") and body in (
            "bus",
            "truck",
            "commercial",
            "passenger",
        ):
            return drive if body == "passenger" else f"{drive} {body}"
    return last.label


def part_of(notes: Notes, clause: Clause, at: int) -> str | None:
    """The phase that is spoken of ahead of a place in a clause."""
    found = None
    for match in rx("phase").finditer(clause.upto(at)):
        found = match.lastgroup
    return None if found is None else f"phase {_PHASES.index(found) + 1}"


def modality_of(notes: Notes, clause: Clause, at: int, start: str | None = None) -> str:
    """How firmly a figure is stated."""
    ahead = clause.upto(at)
    known = clause.before + ahead
    if notes.memory.get("asked_target") == notes.text.rfind(
        "\n", 0, clause.sentence.line.start
    ) + 1 and not rx("done").search(ahead):
        return "target"
    past = bool(start and notes.published and start[:4] < notes.published[:4])
    if rx("target").search(ahead) or (
        rx("target").search(clause.before)
        and not past
        and not rx("share").search(ahead)
        and not rx("done").search(ahead)
    ):
        return "target"
    sure = max((m.end() for m in rx("confirmed").finditer(known)), default=0)
    if rx("rumoured").search(known, sure):
        return "rumoured"
    if re.search("(?:计划|规划)是", clause.before):
        return "planned"
    future = bool(start and notes.published and start > notes.published[: len(start)])
    future = future or (start is None and _comes_later(notes, clause, ahead))
    if rx("planned").search(ahead) or (rx("planned").search(clause.before) and future):
        if rx("old_plan").search(ahead) and start and not future:
            return "actual"
        guess = _GUESS.search(known) and not re.search("计划|拟|打算|准备|规划", known)
        return "forecast" if guess and _third_party(notes, clause) else "planned"
    return "planned" if future else "actual"


def _comes_later(notes: Notes, clause: Clause, ahead: str) -> bool:
    """Whether the clause before dates what it says to the future, and this one goes on: 2026年投产，本地化率达到50%."""
    if clause.of("date") or re.search("目前|现有|现|已|眼下|投资|占地|位于|名员工", ahead + clause.text[-6:]):
        return False
    dates = [m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date"]
    when = dates[-1].date if dates else None
    if when is None or not when.first or not notes.published:
        return False
    between = notes.text[dates[-1].end : clause.start]
    return (
        between.count("，") <= 1 and "；" not in between and when.first > notes.published[: len(when.first)]
    )


def _third_party(notes: Notes, clause: Clause) -> bool:
    """Whether somebody else than the company expects it: an association, or 我们预计 in an analyst's note."""
    if re.search("我们(?:认为)?[^，]{0,4}(?:预计|预测|估计)|分析师|机构", clause.before + clause.text):
        return True
    known = clause.before + clause.text
    if (
        notes.subject is not None
        and notes.subject[1] in ("Country", "Region")
        and rx("expects").search(known)
    ):
        return not re.search("计划|拟|打算|准备|规划|政府", known)
    if notes.said and notes.memory.get("association") == notes.said:
        return notes.home is not None and notes.subject == (notes.home, "Country")
    return False
