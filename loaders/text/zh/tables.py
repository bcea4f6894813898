"""Tables in a Chinese article: the header says what the cells below it count, the row whose it is."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from autoatlas.loaders.text.drafts import Draft, Facility
from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.sentences import Line, Sentence
from autoatlas.loaders.text.zh.site_places import place_at
from autoatlas.loaders.text.zh.slots import rx

__all__ = ["is_row", "read_row"]

_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|?)+")
_PLANT = ("annualCapacity", "investment", "employees", "siteArea", "productionStart", "produces")
_GROWS = ("exports", "sales", "production")


@dataclass(frozen=True, slots=True)
class Column:
    """What a header says of the cells below it."""

    kind: str
    period: tuple[str, str] | None = None
    scale: float = 1.0
    place: str | None = None
    product: str | None = None
    mom: bool = False


def is_row(notes: Notes, line: Line) -> bool:
    """Whether a line is a row of a table."""
    return notes.text.startswith("|", line.start) and notes.text[line.start + 1 : line.end].count("|") >= 1


def read_row(notes: Notes, line: Line) -> None:
    """Read one row; a header is remembered for the rows below it."""
    text = notes.text[line.start : line.end]
    if _RULE.fullmatch(text.strip()):
        return
    below = notes.text[line.end + 1 : line.end + 200].split("\n", 1)[0].strip()
    cells = _cells(notes, line)
    if _RULE.fullmatch(below) and below:
        notes.memory["table"] = [_column(notes, clause) for clause in cells]
        notes.memory["plant_table"] = re.search("工厂|基地|项目|厂区", "".join(c.text for c in cells[:3]))
        return
    columns: list[Column] | None = notes.memory.get("table")
    if not columns or len(cells) < 2:
        return
    pairs = list(zip(columns, cells, strict=False))
    kinds = {column.kind for column in columns}
    if ("place" in kinds or notes.memory.get("plant_table")) and kinds & set(_PLANT):
        _plant(notes, pairs)
    else:
        _figures(notes, pairs)


def _cells(notes: Notes, line: Line) -> list[Clause]:
    """The cells of a row, as clauses whose quote is the row."""
    sentence = Sentence(line.start, line.end, line, True)
    bars = [at for at in range(line.start, line.end) if notes.text[at] == "|"]
    found = []
    for low, high in pairwise(bars):
        found.append(
            Clause(low + 1, high, notes.text[low + 1 : high], notes.within(low + 1, high), sentence, "")
        )
    return found


def _column(notes: Notes, clause: Clause) -> Column:
    """The kind of a column by the first of the known words in its header."""
    text = clause.text
    kind = next((name for name in _KINDS if rx(f"head_{name}").search(text)), "")
    period = None
    for mark in clause.of("date"):
        if mark.date and mark.date.first and mark.date.last:
            period = mark.date.first, mark.date.last
    unit = re.search("[（(/]?(万|亿|千)[辆台元]", text)
    scale = {"万": 1e4, "亿": 1e8, "千": 1e3}[unit[1]] if unit else 1.0
    lands = clause.of("country", "region")
    place = "overseas" if rx("abroad").search(text) else lands[0].label if lands else None
    products = [m.label for m in clause.of("product") if m.label != "vehicle"]
    return Column(kind, period, scale, place, products[-1] if products else None, "环比" in text)


_KINDS = (
    "growth", "marketShare", "countriesPresent", "outlets", "annualCapacity", "investment", "employees", "siteArea",
    "productionStart", "produces", "exports", "imports", "sales", "production", "place", "subject",
)  # fmt: skip


def _value(column: Column, clause: Clause) -> tuple[Quantity, float] | None:
    for mark in clause.of("quantity"):
        quantity = mark.quantity
        if quantity is not None:
            bare = quantity.kind == "count" and not re.search("[万亿千]", clause.text)
            return quantity, quantity.value * (column.scale if bare else 1.0)
    return None


def _subject(pairs: list[tuple[Column, Clause]]) -> Name | None:
    for _, clause in pairs[:2]:
        for mark in clause.of("maker", "country", "model", "region"):
            return mark.label, mark.cls
    return None


def _figures(notes: Notes, pairs: list[tuple[Column, Clause]]) -> None:
    who = _subject(pairs)
    if who is None or (who[0] == "World"):
        return
    row_place: str | None = None
    exporter = notes.subject if notes.subject and notes.subject[1] == "Country" else None
    period = notes.period or notes.memory.get("headed")
    last: Draft | None = None
    for column, clause in pairs:
        read = _value(column, clause)
        if read is None or column.kind in ("", "place", "subject"):
            continue
        quantity, value = read
        when = column.period or (last.start, last.end) if last else column.period or period
        place = column.place or row_place
        subject: Name = who
        if column.kind in ("exports", "growth") and who[1] == "Country" and exporter and exporter != who:
            subject, place = exporter, who[0]
        if column.kind == "growth":
            _growth(notes, clause, quantity, column, last)
            continue
        if subject[1] == "Country" and column.kind in ("sales", "production", "outlets", "countriesPresent"):
            place = None
        if place == "overseas" and column.kind in ("exports", "outlets"):
            place = None
        unit = _UNITS.get(column.kind)
        if unit is None or (subject[1] not in ("Automaker", "Brand") and column.kind in _OF_MAKERS):
            continue
        if column.kind == "marketShare":
            lands = notes.memory["named_countries"] - {notes.home_of(subject[0])}
            place = place or notes.home or (lands.pop() if len(lands) == 1 else None)
            if place is None:
                continue
        last = notes.measure(
            clause, column.kind, subject, quantity, unit, _dates(column, when), value=value, place=place,
            product=column.product,
        )  # fmt: skip


_UNITS = {
    "exports": "vehicle", "imports": "vehicle", "sales": "vehicle", "production": "vehicle",
    "marketShare": "percent", "outlets": "outlet", "countriesPresent": "country", "employees": "person",
    "annualCapacity": "vehicle/year", "siteArea": "m2",
}  # fmt: skip
_OF_MAKERS = ("outlets", "countriesPresent", "employees", "annualCapacity", "marketShare")


def _dates(
    column: Column, when: tuple[str | None, str | None] | None
) -> tuple[str | None, str | None] | None:
    """A level in the present has no period but its own column's."""
    return (
        column.period
        if column.kind in ("outlets", "countriesPresent", "annualCapacity", "employees")
        else when
    )


def _growth(notes: Notes, clause: Clause, quantity: Quantity, column: Column, last: Draft | None) -> None:
    if last is None or last.property not in _GROWS or quantity.kind != "percent":
        return
    low = re.search("[-－−–↓]|降|减|跌", clause.text) is not None
    notes.add(
        clause, f"{last.property}Growth", last.subject, last.subject_type,
        value=-abs(quantity.value) if low else quantity.value, unit="percent", comparator=quantity.comparator,
        basis="mom" if column.mom else None, start=last.start, end=last.end, place=last.place, product=last.product,
    )  # fmt: skip


def _plant(notes: Notes, pairs: list[tuple[Column, Clause]]) -> None:
    """A row about a plant: who, where, how large, since when."""
    operator = next(
        ((m.label, m.cls) for _, clause in pairs for m in clause.of("maker", "org") if m.cls != "Brand"), None
    )
    operator = operator or next(((m.label, m.cls) for _, c in pairs for m in c.of("maker")), None)
    operator = operator or notes.maker  # 比亚迪的海外工厂如下
    places: list[tuple[Clause, Mark]] = [
        (clause, m) for column, clause in pairs if column.kind in ("place", "subject", "") for m in
        clause.of("place", "country")
    ]  # fmt: skip
    if operator is None or not places:
        return
    quote = pairs[0][1].quote
    battery = any(re.search("电池|电芯", clause.text) for _, clause in pairs)
    battery = battery or operator[0] in knowledge("zh").phrases["battery_makers"]
    site = Facility("battery plant" if battery else "plant", operator, quote, quote=quote)
    notes.facilities.append(site)
    for clause, mark in places:
        place_at(notes, site, mark, clause)
    row = "".join(clause.text for _, clause in pairs)
    site.planned = True if re.search("在建|规划|筹建|计划|拟建|奠基|动工|开工|施工", row) else None
    for column, clause in pairs:
        _of_plant(notes, Run(), clause, column, site)


def _of_plant(notes: Notes, run: Run, clause: Clause, column: Column, site: Facility) -> None:
    started = column.kind == "" and re.search("投产|开业|量产", clause.text)
    if column.kind == "productionStart" or started:
        dates = [m.date for m in clause.of("date") if m.date and m.date.first and m.date.last]
        if dates and dates[0].first and dates[0].last:
            first, last = dates[0].first, dates[0].last
            day = notes.published
            future = day is not None and (
                first > day[: len(first)] or ("计划" in clause.text and first >= day[:4])
            )
            site.planned = True if future else site.planned
            notes.add(
                clause, "productionStart", site, "Facility", start=first, end=last, basis="started",
                modality="planned" if future else "actual", happened=not future,
            )  # fmt: skip
        return
    if column.kind == "produces":
        for mark in clause.of("model"):
            notes.add(clause, "produces", site, "Facility", object=mark.label, object_type="Model")
        return
    read = _value(column, clause)
    if read is None or column.kind not in _PLANT:
        return
    quantity, value = read
    unit: Any = quantity.unit if column.kind == "investment" else _UNITS.get(column.kind)
    if column.kind == "annualCapacity" and quantity.unit == "GWh":
        unit = "GWh/year"
    if unit:
        notes.measure(
            clause, column.kind, (site, "Facility"), quantity, unit, value=value,
            product="battery" if unit == "GWh/year" else None,
        )  # fmt: skip
