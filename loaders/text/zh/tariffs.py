"""Duties in Chinese: who levies them, on whom, how much, on top of what, since when."""

import re

from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.slots import modality_of, rx, usable

__all__ = ["read_tariffs"]

_REACH = 2
_REGIONS = ("European Union", "Europe")


def read_tariffs(notes: Notes, run: Run, clause: Clause) -> bool:
    """Read the duties of a clause; whether it speaks of any."""
    spoken = rx("tariff").search(clause.text) is not None
    topic = notes.memory.get("tariff")
    recent = topic is not None and notes.number - topic["number"] <= _REACH
    here = run.memory.get("tariff") is not None
    if not (spoken or here or recent):
        return False
    if rx("not_tariff").search(clause.text):
        return False
    sold = rx("market_share").search(clause.sentence_text(notes.text)) or rx("sales").search(clause.before)
    if not spoken and sold:
        return False
    if spoken:
        _remember(notes, run, clause)
    rates = [m for m in clause.of("quantity") if m.quantity and m.quantity.kind == "percent"]
    if not rates:
        return False
    known = run.memory.get("tariff") or topic
    if known is None or known["levier"] is None:
        return spoken
    if not spoken and not _listed(clause, rates):
        return False
    if rx("considered").search(clause.text) or rx("denied").search(clause.text):
        return True
    if re.search("若|如果|一旦|假如|倘|威胁|扬言", clause.text):
        return True  # what might be levied
    for number, mark in enumerate(rates):
        _rate(notes, run, clause, mark, rates[:number], known)
    return True


def _listed(clause: Clause, rates: list[Mark]) -> bool:
    """Whether a clause only goes on with a list: a maker and its rate, or "the others"."""
    first = rates[0].start
    payers = [m for m in clause.of("maker") if m.end <= first and first - m.end <= 12]
    if clause.of("date") and re.search("为|至|到|是", clause.upto(first)[-6:]):
        return True
    moved = re.search("(?:由|从)[^，]{1,10}(?:升|提高|上调|调|降)", clause.text)
    if moved and any(m.label != "vehicle" and m.end <= first for m in clause.of("product")):
        return True  # 插混由20%升至28%
    return bool(payers) or re.search("其他|其余|配合|合作企业|税率", clause.upto(first)) is not None


def _remember(notes: Notes, run: Run, clause: Clause) -> None:
    known = run.memory.get("tariff")
    topic = notes.memory.get("tariff")
    levier = _levier(notes, clause)
    if levier is None and known is not None:
        levier = known["levier"]
    if levier is None:
        asked = notes.memory.get("levier")
        recent = topic is not None and notes.number - topic["number"] <= _REACH
        levier = topic["levier"] if recent and topic and not asked else asked
        if levier and notes.memory.get("land_line") == clause.sentence.line.start and notes.country:
            levier = levier if levier == notes.country or levier in _REGIONS else notes.country
        if levier is None or rx("in_that_land").search(clause.text):
            levier = notes.country or levier
    product = next((m.label for m in clause.of("product") if m.label != "vehicle"), None)
    if product is None and known is not None:
        product = known["product"]
    elif product is None and topic is not None and topic["levier"] == levier:
        product = topic["product"]
    same = topic if topic and topic["levier"] == levier else None
    run.memory["tariff"] = notes.memory["tariff"] = {
        "levier": levier,
        "extra": rx("tariff_extra").search(clause.text) is not None or _goes_on_extra(clause, known or same),
        "object": _payer(clause, levier) or (known or same or {}).get("object"),
        "product": product,
        "number": notes.number,
        "date": _date(clause) or _date_beside(notes, clause) or (known or {}).get("date"),
    }


def _goes_on_extra(clause: Clause, topic: dict[str, object] | None) -> bool:
    """税率因企业而异: the rate of the duty on top that was spoken of."""
    return topic is not None and bool(topic["extra"]) and re.search("关税|进口税", clause.text) is None


def _levier(notes: Notes, clause: Clause) -> str | None:
    earlier = notes.within(clause.sentence.start, clause.start)
    for mark in (*clause.marks, *earlier):
        written = notes.text[mark.start : mark.end]
        if mark.kind == "org" and re.search("委员会|[^全]部$|政府|总署|白宫|办公室", written):
            return "European Union" if re.match("欧盟|欧洲", written) else notes.home_of(mark.label)
        if mark.kind not in ("country", "region") or mark.label == "World":
            continue
        ahead, behind = notes.text[mark.start - 3 : mark.start], notes.text[mark.end : mark.end + 6]
        own = re.match("[^，]{0,10}(?:关税|进口税|税率)", notes.text[mark.end : mark.end + 16])
        foreign = rx("made_in").match(behind) is not None and own is None
        if foreign or re.search("对|向|自|来自|从|原产于|包括|针对$", ahead):
            continue
        if mark.label == "China":
            continue
        return mark.label
    return None


def _payer(clause: Clause, levier: str | None) -> str | None:
    for mark in clause.of("country"):
        if mark.label != levier and re.search(
            "(?:对|向|自|来自|从|针对|原产于|原产)$", clause.ahead(mark.start, 4)
        ):
            return mark.label
    if re.search("对华|中国|国产电动|中资", clause.text) and any(
        m.label == "China" for m in clause.of("country")
    ):
        return "China"
    return "China" if "对华" in clause.text else None


def _date(clause: Clause) -> tuple[str, str] | None:
    for mark in clause.of("date"):
        when = mark.date
        if when and when.first and when.last and usable(clause, mark) and when.relation != "as_of":
            return when.first, when.last
    return None


def _date_beside(notes: Notes, clause: Clause) -> tuple[str, str] | None:
    """The date right ahead of a clause, or that of coming into force behind it: …的关税，7月7日生效."""
    marks = [
        m for m in notes.within(clause.sentence.start, clause.sentence.end) if m.kind == "date" and m.date
    ]
    for mark in marks:
        when = mark.date
        opens = mark.start == clause.sentence.start and mark.end == clause.start - 1
        begins = mark.start >= clause.end and re.match(
            "(?:起|开始)?(?:正式)?(?:生效|实施|执行)", notes.text[mark.end :][:8]
        )
        if (opens or begins) and when and when.first and when.last and when.relation != "as_of":
            return when.first, when.last
    return None


def _rate(
    notes: Notes, run: Run, clause: Clause, mark: Mark, earlier: list[Mark], known: dict[str, object]
) -> None:
    quantity = mark.quantity
    if quantity is None:
        return
    sign = clause.text.find("%", mark.start - clause.start)
    end = clause.start + sign + 1 if sign >= 0 else mark.end
    behind, ahead = clause.behind(end, 12), clause.upto(mark.start)
    if re.search("(?:从|由)(?:原来的|目前的|现行的|此前的)?$", ahead[-6:]) and rx("moved_to").search(behind):
        return
    if re.match("的?(?:国产税|消费税|增值税|购置税|销售税)", behind) or re.search("原为|此前为$", ahead[-4:]):
        return
    if re.match("的?(?:份额|车|销量|市场|企业|股)", behind) or rx("metric").search(ahead[-6:]):
        return
    floor = earlier[-1].end if earlier else clause.start
    local = clause.text[floor - clause.start : mark.start - clause.start] + behind[:8]
    base = rx("tariff_base").search(local) is not None
    makers = [m for m in clause.of("maker") if floor <= m.start < mark.start]
    others = re.search("(?:其他|其余)(?!乘用|商用|车|类|型|产品|燃油|电动)|配合|合作企业", local) is not None
    payer: tuple[str | None, str | None]
    if (makers and not others) or (makers and others and "所属" in local):
        payer = makers[-1].label, makers[-1].cls
    else:
        land = (
            None if base else "China" if others else _payer(clause, str(known["levier"])) or known["object"]
        )
        payer = (str(land), "Country") if land else (None, None)
    pays = re.search("(?:要|须|得|需|需要)(?:多|额外|另|再)?(?:交|缴|付|缴纳|支付)", clause.text)
    spoken = run.subject or notes.subject
    if pays and not makers and not others and spoken and spoken[1] in ("Automaker", "Brand"):
        payer = spoken
    extra = not base and (rx("tariff_extra").search(clause.text) is not None or bool(known["extra"]))
    if rx("tariff_total").search(local):
        extra = False
    when = _date(clause) or known["date"]
    own = [m.label for m in clause.of("product") if m.label != "vehicle" and m.end <= mark.start]
    start, end = when if isinstance(when, tuple) else (None, None)
    levier = str(known["levier"])
    future = bool(start and notes.published and start > notes.published[: len(start)])
    modality = "planned" if future else modality_of(notes, clause, mark.start, start)
    if modality == "planned" and not future and not re.search("拟|计划|将", clause.before + ahead):
        modality = "actual"
    notes.add(
        clause,
        "tariff",
        levier,
        "Country" if notes.registry.find(levier, "Country") else "Region",
        object=payer[0],
        object_type=payer[1],
        value=quantity.value,
        value_max=quantity.value_max,
        unit="percent",
        comparator=quantity.comparator,
        modality=modality,
        basis="additional" if extra else None,
        start=None if base and not _date(clause) else start,
        end=None if base and not _date(clause) else end,
        product=None if base else own[-1] if own else known["product"],
    )
