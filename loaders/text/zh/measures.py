"""What a Chinese text says of the size of a plant or a company: capacity, cost, area, staff, reach, outlets."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.slots import modality_of, period_at, product_at, rx, subject_at, usable

__all__ = ["read_measures"]

_RAISED_TO = re.compile(
    r"(?:扩大|提高|提升|增加|增|扩|扩充|达|升)(?:至|到)(?:每年)?(?:约|近|超过)?$|可达(?:到)?(?:约|近|超过)?$"
)
_FROM = re.compile("(?:从|由)(?:约|的|近|每年|年产)?$")
_RISE = re.compile("(?:提高|提升|增加|扩大|扩|增|升|上升)(?:至|到)")
_RAISED = re.compile(r"(?:翻番|翻一番|翻倍)")
_OLD = re.compile(r"最初|原定|原计划|起初|当时讲|原先|原本|此前为")
_OPENS = re.compile("[，；。：;到至\n]$")
_PHASES = ("one", "two", "three")


def read_measures(notes: Notes, run: Run, clause: Clause, facility: Facility | None) -> None:
    """Read the figures of a clause that measure."""
    for mark in clause.of("quantity"):
        quantity = mark.quantity
        if quantity is None or quantity.each or rx("denied").search(clause.text):
            continue
        if quantity.counts == "vehicle":
            _capacity(notes, run, clause, mark, quantity, facility)
        elif quantity.kind == "money":
            _money(notes, run, clause, mark, quantity, facility)
        elif quantity.unit == "m2":
            _area(notes, clause, mark, quantity, facility)
        elif quantity.counts == "person" or (
            quantity.noun in ("person", "line", None) and _staffed(clause, mark)
        ):
            _staff(notes, run, clause, mark, quantity, facility)
        elif quantity.counts == "country" or (
            run.metrics == ["countriesPresent"] and quantity.noun == "line" and clause.of("date")
        ):
            _reach(notes, run, clause, mark, quantity)
        elif quantity.kind == "percent" and (
            rx("local_content").search(clause.text)
            or (run.metrics == ["localContent"] and re.search("(?:到|至|达)", clause.ahead(mark.start, 4)))
        ):
            run.metrics = ["localContent"]
            if facility is not None:
                _of_site(notes, clause, facility, "localContent", mark, quantity, "percent")
        elif (
            quantity.unit in ("GWh", "GWh/year")
            and rx("capacity").search(clause.text)
            and facility is not None
        ):
            _of_site(notes, clause, facility, "annualCapacity", mark, quantity, "GWh/year", product="battery")
        elif quantity.kind == "count" and quantity.counts in (None, "outlet", "plant"):
            _outlets(notes, run, clause, mark, quantity)


def _of_site(
    notes: Notes,
    clause: Clause,
    facility: Facility,
    prop: str,
    mark: Mark,
    quantity: Quantity,
    unit: str,
    **more: str | None,
) -> None:
    when = _when(notes, clause, mark)
    modality = modality_of(notes, clause, mark.start, when[0] if when else None)
    if (
        modality == "planned"
        and facility.planned is None
        and prop == "annualCapacity"
        and "将" not in clause.text
    ):
        pass
    start, end = when or (None, None)
    notes.add(
        clause,
        prop,
        facility,
        "Facility",
        value=quantity.value,
        value_max=quantity.value_max,
        unit=unit,
        comparator=quantity.comparator,
        modality=modality,
        start=None if modality == "target" else start,
        end=end,
        **more,
    )


def _when(notes: Notes, clause: Clause, mark: Mark) -> tuple[str, str] | None:
    """The date that a measure is given for; that of an event in the same clause is not."""
    if rx("event").search(clause.text):
        return None
    for known in clause.of("date"):
        when = known.date
        if when and when.first and when.last and known.end <= mark.start and usable(clause, known):
            return when.first, when.last
    dates = [m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date"]
    if dates and not clause.of("date"):
        when = dates[-1].date
        bare = notes.text[dates[-1].end : clause.start] in ("，", ",")
        if bare and when and when.first and when.last and _OPENS.search(notes.text[: dates[-1].start][-2:]):
            return when.first, when.last
    return None


def _part(clause: Clause, at: int) -> str | None:
    found = None
    for match in rx("phase").finditer(clause.text[: at - clause.start]):
        found = match.lastgroup
    return None if found is None else f"phase {_PHASES.index(found) + 1}"


def _capacity(
    notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, facility: Facility | None
) -> None:
    ahead = clause.text[: mark.start - clause.start]
    cue = (
        rx("capacity").search(clause.text[: mark.end - clause.start])
        or re.match(r"的?(?:年|设计|生产)?产能", clause.behind(mark.end, 8))
        or (quantity.per == "year" and not rx("sales").search(ahead) and facility is not None)
    )
    raised = run.metrics == ["capacity"] and _RAISED_TO.search(ahead[-8:]) is not None
    if _FROM.search(ahead[-3:]) and _RISE.search(clause.behind(mark.end, 14)):
        return
    cue = cue or raised
    if not cue or _OLD.search(clause.text) or quantity.additional or rx("increment").search(ahead[-4:]):
        return
    if facility is not None and facility.kind in ("plant", "parts plant", "battery plant"):
        part = None if raised or _RAISED_TO.search(ahead[-8:]) else _part(clause, mark.start)
        modality = modality_of(notes, clause, mark.start)
        when = _when(notes, clause, mark)
        run.metrics = ["capacity"]
        if modality == "actual" and (
            rx("later").search(ahead) or (raised and re.search("将|最终|可", ahead))
        ):
            modality = "planned"
        if when and notes.published and when[0] > notes.published[: len(when[0])] and modality == "actual":
            modality = "planned"
        notes.add(
            clause,
            "annualCapacity",
            facility,
            "Facility",
            value=quantity.value,
            value_max=quantity.value_max,
            unit="vehicle/year",
            comparator=quantity.comparator,
            modality=modality,
            part=part,
            start=when[0] if when and modality != "target" else None,
            end=when[1] if when else None,
            confidence=0.9,
        )
        return
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in ("Automaker", "Brand") or not clause.of("maker"):
        return
    when = _when(notes, clause, mark)
    modality = modality_of(notes, clause, mark.start, when[0] if when else None)
    place = run.place if run.place != notes.home_of(who[0]) else None
    notes.add(
        clause,
        "annualCapacity",
        *who,
        value=quantity.value,
        value_max=quantity.value_max,
        unit="vehicle/year",
        comparator=quantity.comparator,
        modality=modality,
        place=place,
        start=when[0] if when and modality != "target" else None,
        end=when[1] if when else None,
    )


def _money(
    notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, facility: Facility | None
) -> None:
    behind = clause.behind(mark.end, 6)
    text = clause.text[: mark.start - clause.start]
    valued = rx("exports_value").search(text)
    if valued and (who := subject_at(notes, run, clause, mark.start)) and who[1] in ("Country", "Automaker"):
        start, end = period_at(notes, run, clause, mark.start) or notes.period or (None, None)
        notes.add(
            clause,
            "exportsValue",
            *who,
            value=quantity.value,
            unit=quantity.unit,
            comparator=quantity.comparator,
            start=start,
            end=end,
            product=product_at(notes, run, clause, mark),
        )
        return
    if rx("not_cost").search(clause.text):
        return
    if not (
        rx("cost").search(text)
        or re.match(r"）?的?(?:总)?(?:投资|建设|建厂)|[（(]", behind)
        or re.search(r"[(（](?:约合|折合|合)?$|折合|约合", text[-4:])
    ):
        return
    if not rx("cost").search(clause.text):
        return
    spent = re.search(r"已(?:累计)?(?:投资|投入)|耗资|累计投资", clause.text) is not None
    if facility is not None:
        notes.add(
            clause,
            "investment",
            facility,
            "Facility",
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            comparator=quantity.comparator,
            modality=modality_of(notes, clause, mark.start),
            happened=spent,
        )
        return
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in ("Automaker", "Brand"):
        return
    place = run.place
    if place in (None, "overseas") or place == notes.home_of(who[0]):
        return
    period = None
    for known in clause.of("date"):
        when = known.date
        if when and when.first and when.last and usable(clause, known):
            period = when.first, when.last
    modality = modality_of(notes, clause, mark.start, period[0] if period else None)
    if modality == "actual" and re.search("计划|将", clause.sentence_text(notes.text)):
        modality = "planned"
    notes.add(
        clause,
        "investment",
        *who,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        comparator=quantity.comparator,
        modality=modality,
        place=place,
        start=period[0] if period else None,
        end=period[1] if period else None,
    )


def _area(notes: Notes, clause: Clause, mark: Mark, quantity: Quantity, facility: Facility | None) -> None:
    text = clause.text
    if facility is None or rx("not_area").search(text) or _OLD.search(text):
        return
    if rx("not_area").search(clause.before) and not rx("sites").search(clause.before):
        return
    if rx("area").search(text) or re.search("厂区", clause.before):
        _of_site(notes, clause, facility, "siteArea", mark, quantity, "m2")
        found = notes.drafts[-1]
        found.start = found.end = None


def _staffed(clause: Clause, mark: Mark) -> bool:
    return rx("staff").match(clause.behind(mark.end, 6).lstrip("名个人的直接新")) is not None


def _staff(
    notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, facility: Facility | None
) -> None:
    if not rx("staff").search(clause.text) or rx("not_staff").search(clause.text):
        return
    if quantity.additional or rx("increment").search(clause.ahead(mark.start, 4)):
        return
    modality = "planned" if re.search("将|可(?:创造|提供)|预计|计划", clause.text) else "actual"
    if facility is not None:
        notes.add(
            clause,
            "employees",
            facility,
            "Facility",
            value=quantity.value,
            value_max=quantity.value_max,
            unit="person",
            comparator=quantity.comparator,
            modality=modality,
        )
        return
    who = subject_at(notes, run, clause, mark.start)
    if (
        who
        and who[1] in ("Automaker", "Brand")
        and not run.place
        and not re.search("研发|技术|工程师", clause.text)
    ):
        notes.add(
            clause,
            "employees",
            *who,
            value=quantity.value,
            value_max=quantity.value_max,
            unit="person",
            comparator=quantity.comparator,
            modality=modality,
        )


def _reach(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> None:
    text = clause.text + notes.text[clause.end : clause.sentence.end][:8]
    again = quantity.counts != "country"
    if not (again or rx("reach").search(text)) or rx("not_reach").search(text) or quantity.value < 3:
        return
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in ("Automaker", "Brand"):
        return
    when = _when(notes, clause, mark)
    modality = modality_of(notes, clause, mark.start, when[0] if when else None)
    start, end = when or (None, None)
    notes.add(
        clause,
        "countriesPresent",
        *who,
        value=quantity.value,
        value_max=quantity.value_max,
        unit="country",
        comparator=quantity.comparator,
        modality=modality,
        start=None if modality == "target" else start,
        end=end,
    )
    run.metrics, run.period = ["countriesPresent"], when


def _outlets(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> None:
    text = clause.text
    if quantity.counts == "plant":
        _plants(notes, run, clause, mark, quantity)
        return
    found = rx("outlet").search(text)
    if not found or rx("not_outlet").search(text) or quantity.value < 2 or quantity.additional:
        return
    if quantity.noun not in ("company", "line", None) and quantity.counts != "outlet":
        return
    if rx("increment").search(clause.ahead(mark.start, 5)) and not re.search("增加到|增至", text):
        return
    carried = run.period if "也" in text and run.metrics == ["countriesPresent"] and run.period else None
    near = min(abs(clause.start + m.start() - mark.end) for m in rx("outlet").finditer(text))
    if near > 16:
        return
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in ("Automaker", "Brand"):
        return
    when = _when(notes, clause, mark)
    modality = modality_of(notes, clause, mark.start, when[0] if when else None)
    start, end = when or (None, None)
    if when is None and carried:
        start, end = carried
    place = run.place if run.place not in ("overseas", notes.home_of(who[0])) else None
    notes.add(
        clause,
        "outlets",
        *who,
        value=quantity.value,
        value_max=quantity.value_max,
        unit="outlet",
        comparator=quantity.comparator,
        modality=modality,
        start=None if modality == "target" else start,
        end=end,
        place=place,
    )


def _plants(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> None:
    if quantity.value < 2 or not rx("abroad").search(clause.text) or "第" in clause.ahead(mark.start, 3):
        return
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] == "Model":
        return
    notes.add(
        clause,
        "plantsAbroad",
        *who,
        value=quantity.value,
        value_max=quantity.value_max,
        unit="plant",
        comparator=quantity.comparator,
        modality=modality_of(notes, clause, mark.start),
    )
