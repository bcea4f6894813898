"""What has happened or will happen at a plant, in Chinese: announced, begun, finished, started, stopped."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.slots import family_of, modality_of, part_of, rx, usable

__all__ = ["is_past", "read_events"]

_EVENTS = {
    "groundbreaking": "groundbreaking",
    "built": "completed",
    "started": "productionStart",
    "cancelled": "cancelled",
    "suspended": "suspended",
    "closed": "closed",
}
_MODEL_START = re.compile("车型|新车|款车|首款|首辆|产品|首批")
_PART = re.compile("生产线|产线|车间|一条|门店|展厅|装置")
_OPENED = re.compile("开业|启用|开张|落成|揭幕|开幕|揭牌")
_OTHER = re.compile(
    "(?:了)?[^，]{0,8}(?:班次|夜班|早班|晚班|班|订单|补贴|关税|优惠|会议|活动|限制|合同|车型|款车|展会|航线|协议)"
)
_NUMBER = re.compile("(?:了)?(?:约|近|超过|逾)?\\d+(?:\\.\\d+)?万?辆")
_COUNTED = re.compile("累计|共计?|总共|已有|平均|每[天日月年]")
_DONE = re.compile("庆祝|已|正式|了|日前|近日|日内|刚刚|仪式|举行|举办|迎来|上周|昨天|完成|实现")
_AGAIN = re.compile(
    "(?:后|已|又|便|即)恢复(?=[，。；]|$)|恢复(?:正常|(?:了)?(?:生产|运营|投产|建设|施工))|复产|复工|重启|重新(?:开工|投产|启动|开始)"
)
_PLAN = re.compile("建厂|建设|计划|项目|方案|投资")
_MAKES = ("plant", "battery plant", "parts plant")


def is_past(notes: Notes, clause: Clause) -> bool:
    """Whether a clause has a date of an earlier year."""
    for mark in clause.of("date"):
        if mark.date and mark.date.last and notes.published and mark.date.last[:4] < notes.published[:4]:
            return True
    return False


def read_events(notes: Notes, run: Run, clause: Clause, facility: Facility) -> None:
    """Read the events of a clause that speaks of a facility."""
    if rx("took_time").search(clause.text):
        return
    for match in rx("event").finditer(clause.text):
        name = _EVENTS[match.lastgroup or ""]
        _event(notes, run, clause, facility, name, (clause.start + match.start(), clause.start + match.end()))
    _announced(notes, run, clause, facility)


def _date_of(
    notes: Notes, run: Run, clause: Clause, at: int, end: int | None = None
) -> tuple[str, str] | None:
    """The date of an event: the last ahead of it in the clause, failing that the first behind it, or the one before."""
    best: tuple[str, str] | None = None
    for mark in clause.of("date"):
        when = mark.date
        span = _span(notes, run, clause, mark)
        if when is None or span is None or (mark.start > at and best is not None):
            continue
        if mark.start > at and not re.fullmatch(
            "(?:的?时间)?：?(?:定在|定于|安排在|计划在|预计在|预计为|为|是|于|在|预计)?(?:了)?",
            clause.text[(end or at + 2) - clause.start : mark.start - clause.start],
        ):
            continue
        best = span
    if best is None:
        dates = [m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date"]
        gap = _without_places(notes, dates[-1].end, clause.start) if dates else "-"
        ceremony = re.match("庆祝|标志着|宣告", clause.text) and re.search(
            "仪式|举行|举办|典礼", clause.before
        )
        if re.fullmatch("(?:凌晨|上午|下午|晚间|(?:已经?|正式)*(?:确认|宣布|证实|决定))?[，, ：:]", gap) or (
            ceremony and dates
        ):
            best = _span(notes, run, clause, dates[-1])
    if best is None:  # 去年10月宣布取消: the day of the word is the day of the deed
        for mark in clause.of("date"):
            when = mark.date
            told = re.match("(?:正式|突然)?(?:宣布|公布|决定)", clause.behind(mark.end))
            if told and mark.end <= at and when and when.first and when.last and not when.base:
                best = when.first, when.last
    best = best or _of_entry(notes, run, clause)
    if best is not None:
        run.memory["date"] = best
    return best


def _of_entry(notes: Notes, run: Run, clause: Clause) -> tuple[str, str] | None:
    """The date that the entry of a chronicle begins with: 2018年7月10日：…."""
    dates = [m for m in notes.within(clause.sentence.start, clause.end) if m.kind == "date"]
    opens = dates[:1] and dates[0].start == clause.sentence.line.start
    if len(dates) != 1 or not opens or notes.text[dates[0].end] not in "：:，":
        return None
    if notes.text[dates[0].end] == "，" and rx("planned").search(clause.before + clause.text):
        return None
    return _span(notes, run, clause, dates[0])


def _without_places(notes: Notes, low: int, high: int) -> str:
    """A stretch of text without the places that it names: 11月18日，越南河静省，一座工厂…."""
    rest = notes.text[low:high]
    places = [m for m in notes.within(low, high) if m.kind in ("place", "country")]
    for mark in places:
        rest = rest.replace(notes.text[mark.start : mark.end], "", 1)
    return (
        re.sub("^，[省市州县镇府区、在]*，$", "，", re.sub("经济区|工业园|工业区|开发区|小城", "", rest))
        if places
        else rest
    )


def _span(notes: Notes, run: Run, clause: Clause, mark: Mark) -> tuple[str, str] | None:
    when = mark.date
    if when is None:
        return None
    behind = notes.text[max(0, mark.start - 2) : mark.start]
    if behind in ("同年", "当年", "次年", "翌年") and when.first:
        base = run.memory.get("date") or notes.memory.get("date")
        if not base:
            return None
        that = int(base[0][:4]) + (behind in ("次年", "翌年"))
        return f"{that}{when.first[4:]}", f"{that}{(when.last or when.first)[4:]}"
    if when.anaphor == "year" and when.first is None:
        base = run.memory.get("date") or notes.memory.get("date")
        if not base:
            return None
        later = notes.text[mark.start : mark.end] in ("次年", "翌年")
        year = f"{int(base[0][:4]) + when.shift + later:04}"
        rest = clause.text[max(0, mark.end - clause.start) :][:8]
        month = re.match(r"(\d{1,2})月(?:(\d{1,2})日)?", rest)
        if month:
            day = f"{year}-{int(month[1]):02}" + (f"-{int(month[2]):02}" if month[2] else "")
            return day, day
        return year, year
    if when.anaphor == "month" and when.first is None:
        base = run.memory.get("date") or notes.memory.get("date")
        return (base[0][:7], base[0][:7]) if base and len(base[0]) >= 7 else None
    if not when.first or not when.last or (mark.start >= clause.start and not usable(clause, mark)):
        return None
    return when.first, when.last


def _event(
    notes: Notes, run: Run, clause: Clause, facility: Facility, name: str, span: tuple[int, int]
) -> None:
    at = span[0]
    when = _date_of(notes, run, clause, at, span[1])
    if when is not None:
        notes.memory["date"] = when
    upto = clause.upto(at)
    if rx("old_plan").search(upto):
        return
    if rx("undone").search(upto[-10:]) or rx("considered").search(upto):
        return
    if (
        re.search("第[^一1]{1,8}[辆台]", upto[-12:])
        or (name == "productionStart" and _COUNTED.search(upto[-8:]))
        or (name == "productionStart" and _NUMBER.match(clause.behind(span[1])))
        or rx("event_of_other").search(upto[-6:])
        or (name == "cancelled" and _OTHER.match(clause.behind(span[1])))
        or _no_event(clause, span[1], when)
    ):
        return
    if name in ("closed", "suspended") and (
        _PART.search(clause.text) or _by_another(notes, clause, facility)
    ):
        return
    if name in ("closed", "suspended") and _of_before(notes, clause):
        return
    again = _AGAIN.search(notes.text, clause.end, clause.sentence.end) if name == "suspended" else None
    if again and not rx("planned").search(notes.text, clause.end, again.start()):
        return  # a stop that is over
    modality = modality_of(notes, clause, at, when[0] if when else None)
    if name in ("cancelled", "suspended", "closed") and modality == "planned":
        modality, when = _stopped(notes, run, clause, upto, when)
    if modality == "actual" and when and notes.published and when[1] > notes.published[: len(when[1])]:
        modality = "planned"
    if name == "closed" and re.match("的", clause.text[span[1] - clause.start :]):
        return
    if name == "productionStart":
        model = _model_starts(notes, run, clause, facility, at)
        if model:
            run.memory["model_date"] = (clause.start, when, modality)
            return
        if re.search("能|可", clause.ahead(at, 3)) and when:
            future = notes.published and when[0] > notes.published[: len(when[0])]
            modality = "planned" if future else modality
    if modality == "rumoured":
        return
    if name == "groundbreaking" and modality == "planned" and facility.planned is None:
        facility.planned = True
    if name == "groundbreaking" and modality == "actual":
        young = when is None or not notes.published or when[1][:4] >= str(int(notes.published[:4]) - 1)
        if young and facility.planned is None:
            facility.planned = True
        if when is None and not _DONE.search(clause.text):
            return
    part = part_of(notes, clause, at) if name not in ("cancelled", "closed") else None
    ended = [m for m in clause.of("model") if m.start < at] or _model_before(notes, clause)
    if name in ("suspended", "cancelled") and ended:
        name, part = "suspended", _code(notes, ended[-1])
    comparator = "="
    if modality == "actual" and when is None:
        halted = name in ("suspended", "cancelled") and re.search("因|受", clause.text)
        if not notes.published or not (halted or _DONE.search(clause.text)):
            return
        if name == "completed" and "仪式" not in clause.text:
            return
        when, comparator = (notes.published, notes.published), "<="
    if when is None:
        if name == "productionStart" and modality == "planned" and facility.planned is None and not part:
            facility.planned = True
        return
    if facility.kind not in _MAKES and name == "productionStart":
        if modality == "actual" and comparator == "=":
            facility.operates_start = when[0]
        return
    _state(facility, name, modality, part, clause)
    opened = name == "productionStart" and _OPENED.search(clause.text[at - clause.start :][:4]) is not None
    notes.add(
        clause,
        name,
        facility,
        "Facility",
        comparator=comparator,
        modality=modality,
        basis=("opened" if opened else "started") if name == "productionStart" else None,
        start=None if modality == "target" else when[0],
        end=when[1],
        part=part,
        happened=modality == "actual",
    )


def _of_before(notes: Notes, clause: Clause) -> bool:
    """这里曾是福特的厂房，2021年关停，2023年被买下: what happened before it changed hands."""
    rest = notes.text[clause.end : clause.sentence.end]
    return re.search("[曾原]是|前身|[曾原]属|此前属", clause.before + clause.text) is not None or (
        re.search("(?:被|由)[^，]{1,16}(?:买下|收购|接手|购得|盘下)", rest) is not None
    )


def _by_another(notes: Notes, clause: Clause, facility: Facility) -> bool:
    """2021年被日产关闭: what somebody else did who had it before."""
    runs = facility.operator[0] if facility.operator else ""
    before = [m for m in clause.of("maker") if clause.ahead(m.start, 1) in ("被", "由", "遭")]
    return bool(before) and runs not in family_of(notes, before[-1].label)


def _stopped(
    notes: Notes, run: Run, clause: Clause, upto: str, when: tuple[str, str] | None
) -> tuple[str, tuple[str, str] | None]:
    """建厂计划已经取消: the plan is what was given up, and the date may stand in the clause before."""
    if re.search("将|拟|考虑|打算", upto[-8:]):
        return "planned", when
    if when is None:
        low = max(clause.sentence.start, clause.start - 30)
        dates = [m for m in notes.within(low, clause.start) if m.kind == "date"]
        when = _span(notes, run, clause, dates[-1]) if dates else None
    return "actual", when


def _no_event(clause: Clause, end: int, when: tuple[str, str] | None) -> bool:
    """Whether the word is part of another: 投产后, 开工时; with a date it is the event all the same."""
    found = rx("event_noun").match(clause.text, end - clause.start)
    return found is not None and not (found[0].endswith("后") and when is not None)


def _model_before(notes: Notes, clause: Clause) -> list[Mark]:
    """The model that the clause before ended with, where this one begins with what became of it."""
    if not re.match("已|也|将|于", clause.text):
        return []
    return [
        m
        for m in notes.within(max(clause.sentence.start, clause.start - 9), clause.start)
        if m.kind == "model"
    ]


def _code(notes: Notes, mark: Mark) -> str:
    """A model as the text calls it, where that is not Chinese."""
    written = notes.text[mark.start : mark.end]
    return written if written.isascii() else mark.label


def _model_starts(notes: Notes, run: Run, clause: Clause, facility: Facility, at: int) -> bool:
    """Whether what starts is a model at a plant that runs anyway, or a guest's model."""
    upto = clause.upto(at)
    models = [m for m in clause.of("model") if m.start < at]
    said = _MODEL_START.search(upto) is not None
    after = [m for m in clause.of("model") if at < m.start <= at + 12]
    if after and re.search("第一|首", clause.text[at - clause.start : after[0].start - clause.start]):
        return True  # 下线了第一辆e Vitara
    begun = re.match("(?:开始|启动)?(?:生产|组装|量产|装配|制造|投产)了?", clause.behind(at))
    if begun and after and after[0].start - at <= len(begun[0]) + 2 and facility.planned is not True:
        return True  # 今年4月开始生产EX30
    if after and after[0].start <= at + 8 and _guest(notes, facility, after[0]):
        return True  # 开始生产零跑B10
    if not models and not said:
        before = clause.before[-16:]
        whole = rx("sites").search(clause.text)
        opening = [m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "model"]
        lent = re.search("代工|贴牌", clause.before)
        if lent and not whole and opening and opening[0].start == clause.sentence.start:
            return True  # 极星4将由釜山工厂代工，2025年投产
        if whole or not (
            _MODEL_START.search(before)
            and re.fullmatch("[，也将于已在月年底前0-9第一二三四季度上下半今明去计划预计]*", upto)
        ):
            return False
        said = True
    if "首批" in upto:
        return True
    first = re.search("首|第一", upto if models or said else clause.before[-16:]) is not None
    own = {m for m in models if notes.registry.find(m.label, "Model")}
    for mark in own:
        entity = notes.registry.find(mark.label, "Model")
        parent = notes.registry.find(entity.parent) if entity and entity.parent else None
        family = {entity.parent if entity else None, parent.parent if parent else None}
        guest = facility.operator and facility.operator[0] not in family
        if guest and facility.operator and (facility.operator[1] == "Organization" or not first):
            return True
    return not first


def _guest(notes: Notes, facility: Facility, mark: Mark) -> bool:
    """Whether a model is another maker's than who runs the plant."""
    entity = notes.registry.find(mark.label, "Model")
    if entity is None or not entity.parent or facility.operator is None:
        return False
    return facility.operator[0] not in family_of(notes, entity.parent)


def _state(facility: Facility, name: str, modality: str, part: str | None, clause: Clause) -> None:
    if part is None and name in ("completed", "productionStart"):
        if modality == "actual":
            facility.planned = False
        elif facility.planned is None:
            facility.planned = True
    if name == "cancelled":
        facility.cancelled, facility.planned = True, True
    if name == "suspended" and _PLAN.search(clause.text) and facility.planned is None:
        facility.planned = True
    if name == "closed" and facility.planned is None and modality == "actual":
        facility.planned = False


def _announced(notes: Notes, run: Run, clause: Clause, facility: Facility) -> None:
    """The day when a plan was made known: 宣布将建厂, 签署投资协议, 该项目于2023年7月宣布."""
    found = rx("announced").search(clause.text)
    passive = found and re.search("(?:项目|计划|工厂|厂)[^，]{0,14}$", clause.text[: found.start()])
    if facility.planned is False and not rx("building").search(clause.text) and not passive:
        return
    when: tuple[str, str] | None
    if found:
        at = clause.start + found.start()
        behind = clause.text[found.end() :]
        passive = passive if len(behind) <= 3 else None
        about = re.search("建|设|投资|项目|协议|合资|落户|方案|造车", behind)
        if (
            not (passive or about)
            or rx("not_announced").search(behind)
            or rx("not_announced").search(clause.text)
        ):
            return
        said = [m for m in clause.of("date") if m.end <= at and m.date and m.date.first and m.date.last]
        when = _date_of(notes, run, clause, at)
        if when is None and said and said[-1].date:
            when = (str(said[-1].date.first), str(said[-1].date.last))
    elif facility.quote == clause.quote and (
        facility.planned
        or rx("taken").search(clause.text)
        or "合资" in clause.before
        or "落户" in clause.text
    ):
        if not rx("announced").search(clause.before) or rx("not_announced").search(clause.text):
            return
        told = [*rx("announced").finditer(clause.before)][-1].end() + clause.sentence.start
        if "；" in notes.text[told : clause.start]:
            return
        dates = [
            m for m in notes.within(clause.sentence.start, min(clause.start, told + 12)) if m.kind == "date"
        ]
        when = _span(notes, run, clause, dates[-1]) if dates else None
    else:
        return
    if when and notes.published and when[0] > notes.published[: len(when[0])]:
        return
    if when is None:
        return
    notes.add(clause, "announced", facility, "Facility", start=when[0], end=when[1], happened=True)
