"""What a Chinese text says of the size of a plant or a company: cost, area, staff, reach, outlets, models planned."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.capacity import is_raised_from, read_capacity, read_doubling, when_of
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.slots import modality_of, period_at, product_at, rx
from autoatlas.loaders.text.zh.spending import plant_to_come, spent_in
from autoatlas.loaders.text.zh.subjects import subject_at

__all__ = ["read_measures"]

_RULE = re.compile("(?:企业|车企|厂家|厂商|公司)(?:必须|须|应当|需要)|规定|法令|新规|政策")
_MAKERS = ("Automaker", "Brand")


def read_measures(notes: Notes, run: Run, clause: Clause, facility: Facility | None) -> None:
    """Read the figures of a clause that measure."""
    if rx("denied").search(clause.text):
        return
    if not clause.of("quantity") and rx("outlet").search(clause.text):
        run.metrics = ["outlets"]
    for mark in clause.of("quantity"):
        quantity = mark.quantity
        if quantity is None or quantity.each:
            continue
        if quantity.counts == "vehicle" or quantity.unit in ("GWh", "GWh/year"):
            read_capacity(notes, run, clause, mark, quantity, facility)
        elif quantity.kind == "money":
            _money(notes, run, clause, mark, quantity, facility)
        elif quantity.unit == "m2":
            _area(notes, clause, mark, quantity, facility)
        elif quantity.kind == "percent":
            _local(notes, run, clause, mark, quantity, facility)
        elif quantity.kind == "count":
            _count(notes, run, clause, mark, quantity, facility)
    read_doubling(notes, run, clause, facility)
    kept = run.memory.get("money")
    spent_on = rx("building").search(clause.text) or rx("at_its_plant").search(clause.text)
    if kept and facility is not None and spent_on:  # 投资10亿元，在罗勇建厂
        for sum_told in run.memory.pop("money"):
            notes.measure(clause, "investment", (facility, "Facility"), sum_told, modality="planned")


def _count(
    notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, facility: Facility | None
) -> None:
    line = quantity.noun in ("person", "line", None)
    told = re.search("海外(?:生产)?(?:工厂|基地)(?:数量)?[^，]*$", clause.upto(mark.start))
    kits = len(clause.of("country")) > 1 and _kits(clause, mark)
    grown = (
        told
        and re.search("[座个家]$", notes.text[mark.start : mark.end])
        and not is_raised_from(clause, mark)
    )
    if rx("plants_abroad").match(clause.behind(mark.end, 16)) or grown or kits:
        _plants(notes, run, clause, mark, quantity)
    elif quantity.counts == "person" or (line and _staffed(clause, mark)):
        _staff(notes, run, clause, mark, quantity, facility)
    elif quantity.counts == "country" or (
        line
        and (
            (run.metrics == ["countriesPresent"] and (clause.of("date") or run.memory.get("asked_reach")))
            or rx("countries_are").search(clause.ahead(mark.start, 12))
        )
    ):
        _reach(notes, run, clause, mark, quantity)
    elif quantity.counts == "plant":
        _plants(notes, run, clause, mark, quantity)
    elif quantity.counts == "model":
        _models(notes, run, clause, mark, quantity)
    elif quantity.counts in (None, "outlet"):
        _outlets(notes, run, clause, mark, quantity)


def _kits(clause: Clause, mark: Mark) -> bool:
    """19个KD工厂: kits are put together abroad."""
    return rx("kit_plants").search(clause.behind(mark.start, mark.end - mark.start + 6)) is not None


def _abroad(notes: Notes, run: Run, who: Name) -> str | None:
    """Where a figure of a company was counted, if not at home."""
    return run.place if run.place != notes.home_of(who[0]) else None


def _local(
    notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, facility: Facility | None
) -> None:
    told = rx("local_content").search(clause.text)
    goes_on = run.metrics == ["localContent"] and re.search("(?:到|至|达|是|为)", clause.ahead(mark.start, 4))
    if not told and not goes_on:
        return
    if is_raised_from(clause, mark):
        run.metrics = ["localContent"]
        return
    if facility is None and _RULE.search(clause.sentence_text(notes.text)):
        return  # what a rule asks of all
    run.metrics = ["localContent"]
    when = when_of(notes, clause, mark) or _within(notes, clause)
    modality = modality_of(notes, clause, mark.start, when[0] if when else None)
    if facility is not None:
        notes.measure(
            clause, "localContent", (facility, "Facility"), quantity, "percent", when, modality=modality
        )
        return
    who = subject_at(notes, run, clause, mark.start)
    if who is not None and who[1] in _MAKERS:
        place = _abroad(notes, run, who) or notes.country
        if place and place not in ("overseas", notes.home_of(who[0])):
            notes.measure(
                clause, "localContent", who, quantity, "percent", when, modality=modality, place=place
            )


def _within(notes: Notes, clause: Clause) -> tuple[str, str] | None:
    """三年内: by then."""
    for mark in clause.of("date"):
        if mark.date and mark.date.relation == "by" and mark.date.last and mark.date.first:
            return mark.date.first, mark.date.last
    return None


def _money(
    notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, facility: Facility | None
) -> None:
    if is_raised_from(clause, mark):
        run.metrics = ["investment"]
        return
    behind = clause.behind(mark.end, 6)
    text = clause.upto(mark.start)
    for name, prop in (("exports_value", "exportsValue"), ("imports_value", "importsValue")):
        if rx(name).search(text) or re.search(rx(name).pattern + "(?:方面)?，$", clause.before[-12:]):
            if re.search("两轮|摩托|自行车|零部件|电池", text):
                return  # what two-wheelers or parts brought in
            _traded(notes, run, clause, mark, quantity, prop)
            return
    if run.memory.get("undecided") and facility is None:
        return  # what a plan that is only thought of would cost
    several = re.search("等[两二三四五六七八九十\\d]+家", clause.before) and "合计" in clause.text
    if rx("not_cost").search(clause.text) or several or re.search("两家公司[^，]{0,6}共", clause.text):
        run.memory["not_cost"] = True
        return
    goes_on = run.metrics == ["investment"] and run.memory.get("cost_line") == clause.sentence.start
    if not (
        rx("cost").search(text)
        or re.match(r"）?的?(?:总)?(?:投资|建设|建厂)|[（(]", behind)
        or re.search(r"[(（](?:约合|折合|合)?$|折合|约合", text[-4:])
        or run.memory.get("asked_cost")
        or (goes_on and re.search("其中|余下|剩余|另外|安排|阶段", clause.text))
    ):
        return
    if not rx("cost").search(clause.text) and not goes_on:
        return
    run.metrics, run.memory["cost_line"] = ["investment"], clause.sentence.start
    spent = re.search(r"已(?:累计)?(?:投资|投入)|耗资|累计投资", clause.text) is not None
    period = spent_in(notes, clause, mark)
    lands = [m for m in clause.of("country") if clause.ahead(m.start, 1) in ("在", "对")]
    company = clause.of("maker") and lands and not rx("sites").search(clause.text)
    if facility is not None and not company and not run.memory.get("company_cost"):
        modality = modality_of(notes, clause, mark.start)
        last = clause.before.rstrip("，").rpartition("，")[2]
        if (
            modality == "actual"
            and not spent
            and re.search("将在|计划|拟", last)
            and not re.search("其中|已", clause.text)
        ):
            modality = "planned"
        notes.measure(
            clause, "investment", (facility, "Facility"), quantity, modality=modality, happened=spent
        )
        return
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in _MAKERS:
        return
    if goes_on and run.memory.get("money") and re.search(r"[（(](?:约|合|折)*$", text[-4:]):
        run.memory["money"].append(quantity)  # the same sum in another currency
        return
    place = run.place
    if plant_to_come(notes, clause) and run.facility is None and not run.unresolved:
        run.memory.setdefault("money", []).append(quantity)  # 在马尼萨省投资10亿美元，兴建一座工厂
        return
    if place in (None, "overseas") or place == notes.home_of(who[0]):
        place = notes.country if goes_on or rx("here").search(clause.text) else None
    home = notes.home_of(who[0])
    if home and home in who[0] and (place in (None, home)) and run.facility is None and "追加" in clause.text:
        place = home  # a company of one country: 现代汽车印度公司
    elif place is None or place == home:
        if clause.of("maker") and run.facility is None and not run.unresolved:
            run.memory.setdefault("money", []).append(quantity)
        return
    run.memory["company_cost"] = True
    modality = modality_of(notes, clause, mark.start, period[0] if period else None)
    if modality == "actual" and not spent and re.search("计划|将", clause.sentence_text(notes.text)):
        modality = "planned"
    notes.measure(clause, "investment", who, quantity, when=period, modality=modality, place=place)


def _traded(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, prop: str) -> None:
    """The value of exports or imports."""
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in ("Country", "Automaker"):
        return
    period = period_at(notes, run, clause, mark.start) or notes.period
    place = run.place if run.place not in ("overseas", who[0]) else None
    run.pool, run.memory["skipped"] = [], True  # its growth is left out
    notes.measure(
        clause, prop, who, quantity, when=period, place=place, product=product_at(notes, run, clause, mark)
    )


def _area(notes: Notes, clause: Clause, mark: Mark, quantity: Quantity, facility: Facility | None) -> None:
    text = clause.text
    if facility is None or rx("not_area").search(text) or rx("old_figure").search(text):
        return
    if rx("not_area").search(clause.before) and not rx("sites").search(clause.before):
        return
    if rx("area").search(text) or re.search("厂区", clause.before):
        modality = modality_of(notes, clause, mark.start)
        notes.measure(clause, "siteArea", (facility, "Facility"), quantity, "m2", modality=modality)


def _staffed(clause: Clause, mark: Mark) -> bool:
    if rx("staffed").match(clause.behind(mark.end, 12)) is not None:
        return True
    unit = clause.text[mark.start - clause.start : mark.end - clause.start][-1:]
    return unit in "个名人" and rx("staff_ahead").search(clause.ahead(mark.start)) is not None


def _staff(
    notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, facility: Facility | None
) -> None:
    raised = re.search("(?:到|至|达到?|达)(?:约|近|超过)?$", clause.ahead(mark.start, 6))
    again = run.metrics == ["employees"] and (quantity.counts == "person" or raised is not None)
    target = run.memory.get("target")
    if target and facility is None and target != (run.subject or notes.maker):
        return  # those of the joint company
    if not (rx("staff").search(clause.text) or again) or rx("not_staff").search(clause.text):
        return
    if quantity.additional or rx("increment").search(clause.ahead(mark.start, 4)) or quantity.value < 5:
        return
    if re.search("最多时|最多的时候|鼎盛|高峰期|高峰时|全盛|曾有|曾经有", clause.upto(mark.start)):
        return  # those of earlier days
    if re.search("(?:两|三|四|几|各)(?:厂|座工厂|家工厂|个工厂)", clause.upto(mark.start)):
        facility = None
    if facility is None and re.search("新增(?:就业|岗位|员工)?$", clause.ahead(mark.start, 6)):
        return
    if re.search("全球|集团|总共有|全公司", clause.upto(mark.start)):
        facility = None
    elif facility is None and run.unresolved and not re.search("公司", clause.upto(mark.start)):
        return  # those of a plant that is not known
    if is_raised_from(clause, mark):
        run.metrics = ["employees"]
        return
    run.metrics = ["employees"]
    coming = re.search(
        "满产后|达产后|届时|将|可(?:为|以|创造|提供|带来)|预计|计划|拟|要", clause.upto(mark.end)
    ) or (again and re.search("将|计划|预计|要", clause.text))
    when = when_of(notes, clause, mark)
    modality = "planned" if coming else modality_of(notes, clause, mark.start, when[0] if when else None)
    if facility is not None:
        if facility.kind == "plant" and re.search("研发|工程师", clause.text):
            return
        notes.measure(
            clause, "employees", (facility, "Facility"), quantity, "person", when, modality=modality,
            happened=modality == "actual" and re.search("现有|目前|已|眼下|现", clause.text) is not None,
        )  # fmt: skip
        return
    who = subject_at(notes, run, clause, mark.start)
    at_home = run.place is None or (who is not None and run.place == notes.home_of(who[0]))
    if who and who[1] in _MAKERS and at_home and not re.search("研发|技术|工程师", clause.text):
        notes.measure(clause, "employees", who, quantity, "person", when, modality=modality)


def _reach(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> None:
    text = clause.text + notes.text[clause.end : clause.sentence.end][:8]
    again = quantity.counts != "country" or run.metrics == ["countriesPresent"]
    if not (again or rx("reach").search(text)) or quantity.value < 4:
        return
    level = re.search("(?:扩展|拓展|增加|扩大|增|扩|提高|提升)(?:到|至)$", clause.ahead(mark.start, 6))
    if rx("not_reach").search(text.replace("计划", "") if level else text):
        return
    if clause.ahead(mark.start, 1) == "等" and len(clause.of("country")) > 1:
        return  # a list of those entered now, not of all
    if any(m.end == mark.start and m.label != "World" for m in clause.of("region")):
        return  # 在欧洲13个国家: of one continent
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in _MAKERS:
        return
    when = when_of(notes, clause, mark)
    modality = modality_of(notes, clause, mark.start, when[0] if when else None)
    notes.measure(clause, "countriesPresent", who, quantity, "country", when, modality=modality)
    run.metrics, run.period = ["countriesPresent"], when or run.period


def _outlets(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> None:
    text = clause.text
    found = rx("outlet").search(text)
    goes_on = run.metrics == ["outlets"] and quantity.noun in ("company", "line", "outlet")
    if re.search("品牌|企业|公司|国家", text[mark.start - clause.start : mark.end - clause.start]):
        return
    if not (found or goes_on) or rx("not_outlet").search(text) or quantity.value < 2 or quantity.additional:
        return
    if quantity.noun not in ("company", "line", None) and quantity.counts != "outlet":
        return
    level = re.search("(?:增加|增|减少|降|扩大|扩|缩减)(?:到|至)", clause.ahead(mark.start, 8))
    if rx("increment").search(clause.ahead(mark.start, 5)) and not level:
        run.metrics = ["outlets"]
        return
    if is_raised_from(clause, mark) or re.search("(?:由|从)[^，]{0,3}$", clause.ahead(mark.start, 5)):
        run.metrics = ["outlets"]
        return
    if found:
        near = min(abs(clause.start + m.start() - mark.end) for m in rx("outlet").finditer(text))
        if near > 18 and not goes_on and not level:
            return
    lands = clause.of("country")
    if len(lands) > 1 and re.search("合计|共", text):
        return
    carried = run.period if "也" in text and run.metrics == ["countriesPresent"] else None
    place = _beside(clause, mark)
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in _MAKERS:
        who = notes.maker
    if who is None or who[1] not in _MAKERS:
        return
    when = when_of(notes, clause, mark) or (carried if goes_on is False else None)
    if when is None and goes_on:
        when = run.memory.get("outlets_when")
    run.metrics, run.memory["outlets_when"] = ["outlets"], when
    modality = modality_of(notes, clause, mark.start, when[0] if when else None)
    place = place or (run.place if run.place not in ("overseas", notes.home_of(who[0])) else None)
    notes.measure(clause, "outlets", who, quantity, "outlet", when, modality=modality, place=place)


def _beside(clause: Clause, mark: Mark) -> str | None:
    """A country or region right ahead of a figure: 其中欧洲约700家."""
    for land in clause.of("country", "region"):
        gap = clause.text[land.end - clause.start : mark.start - clause.start]
        if land.end <= mark.start and re.fullmatch(
            "(?:市场|地区|有|约|就有|为|的门店|的网点|达|已有|共有)*", gap
        ):
            return land.label if land.label != "World" else None
    return None


def _plants(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> None:
    abroad = rx("abroad").search(clause.text) or rx("abroad").search(clause.before[-24:])
    if quantity.value < 2 or not (abroad or _kits(clause, mark)) or "第" in clause.ahead(mark.start, 3):
        return
    if rx("planned").search(clause.upto(mark.start)) and rx("increment").search(clause.ahead(mark.start, 4)):
        return
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in (*_MAKERS, "Country"):
        return
    modality = modality_of(notes, clause, mark.start)
    notes.measure(
        clause, "plantsAbroad", who, quantity, "plant", when_of(notes, clause, mark), modality=modality
    )


def _models(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> None:
    """推出10款新车型, where that is still to come."""
    ahead = clause.before[-30:] + clause.upto(mark.start)
    if quantity.value < 2 or not re.search("推出|投放|导入|引入|上市|发布|带来|投产", clause.text):
        return
    if not (rx("planned").search(ahead) or re.search("未来|今后|明年", ahead)) or rx("done").search(
        clause.text
    ):
        return
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in _MAKERS:
        return
    place = run.place if run.place != notes.home_of(who[0]) else None
    when = spent_in(notes, clause, mark) or when_of(notes, clause, mark)
    modality = modality_of(notes, clause, mark.start)
    notes.measure(
        clause, "modelsPlanned", who, quantity, "model", when, place=place,
        modality="planned" if modality == "actual" else modality,
    )  # fmt: skip
