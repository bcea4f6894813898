"""Exports, sales, production, shares and their growth, in Chinese."""

import re

from autoatlas.loaders.text.drafts import Draft
from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.shares import read_share
from autoatlas.loaders.text.zh.slots import (
    metrics_in,
    modality_of,
    period_at,
    product_at,
    rx,
    subject_at,
    usable,
)
from autoatlas.ontology.dates import is_partial_date

__all__ = ["read_trade"]

_FROM = re.compile("(?:从|由)(?:约|的|近)?$")
_RISE = re.compile("(?:提高|提升|增加|增长|扩大|扩|增|升|上升|上调|下降|降|减少|跃升)(?:至|到)")


def read_trade(notes: Notes, run: Run, clause: Clause) -> None:
    """Read the figures of a clause that count vehicles, or say how such a count grew or what its share is."""
    counts = [m for m in clause.of("quantity") if m.quantity and m.quantity.counts == "vehicle"]
    for mark in clause.of("quantity"):
        quantity = mark.quantity
        if quantity is None:
            continue
        if quantity.counts == "vehicle" and quantity.kind == "count":
            _count(notes, run, clause, mark, quantity)
        elif quantity.kind == "percent" or (quantity.kind == "multiple" and not quantity.derived):
            _rate(notes, run, clause, mark, quantity, bool(counts))
    if not clause.of("quantity"):
        subject_at(notes, run, clause, clause.end)
        period_at(notes, run, clause, clause.end)
        products = clause.of("product")
        if products:
            run.product = products[-1].label
        found = metrics_in(clause, clause.end)
        if found and found != ["other"]:
            run.metrics = found


def _capacity(clause: Clause, mark: Mark, quantity: Quantity) -> bool:
    text = clause.text[: mark.end - clause.start]
    behind = clause.behind(mark.end, 8)
    return bool(rx("capacity").search(text) or re.match(r"的?(?:年|设计|生产)?产能", behind)) or (
        quantity.per == "year" and not rx("sales").search(text)
    )


def _count(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> None:
    ahead = clause.ahead(quantity.number_start)
    if _capacity(clause, mark, quantity) or (
        run.metrics == ["capacity"] and not metrics_in(clause, mark.start)
    ):
        run.metrics = ["capacity"]
        return
    if _FROM.search(clause.ahead(mark.start, 3)) and _RISE.search(clause.behind(mark.end, 14)):
        return
    if rx("replaced").search(clause.text):
        return
    if (
        quantity.additional
        or rx("increment").search(ahead[-6:])
        or (quantity.value < 20 and quantity.value > 0)
    ):
        return
    if "合计" in ahead and re.search("[两二三四五六七八九]家|分别", clause.before):
        return
    if rx("considered").search(clause.text) or rx("denied").search(clause.before + clause.text):
        return
    metrics = metrics_in(clause, mark.start)
    product = product_at(notes, run, clause, mark)
    if metrics == ["other"]:
        run.metrics = metrics
        return
    run.metrics = metrics or run.metrics
    metrics = run.metrics
    if not metrics and clause.of("product", "date") and notes.metrics and run.used == 0:
        metrics = notes.metrics
    if not metrics or metrics == ["other"]:
        return
    subject = subject_at(notes, run, clause, mark.start)
    period = period_at(notes, run, clause, mark.start)
    if period is None and notes.period is not None:
        period = notes.period
    if subject is None:
        return
    if len(metrics) == 2 and run.group and len(run.group) < 2:
        metric = metrics[1]
    else:
        metric, run.group = metrics[0], []
    place = run.place
    label, cls = subject
    site = run.facility
    ahead_all = (
        clause.text[: mark.start - clause.start] if clause.of("maker") else clause.before + clause.text
    )
    total = "累计" in clause.text and (period is None or re.search("截至|截止|为止", clause.text) is not None)
    so_far = "累计" in clause.text and re.search("截至|截止|为止|迄今", clause.text) is not None
    if (
        metric == "production"
        and site is not None
        and site.operator == subject
        and not (clause.of("maker") and not rx("sites").search(ahead_all))
        and rx("sites").search(ahead_all)
    ):
        notes.add(
            clause,
            "production",
            site,
            "Facility",
            value=quantity.value,
            value_max=quantity.value_max,
            unit="vehicle",
            comparator=quantity.comparator,
            product=product,
            modality=modality_of(notes, clause, mark.start, period[0] if period else None),
            start=period[0] if period and not total else None,
            end=period[1] if period else notes.published if total else None,
            basis="cumulative" if total else None,
        )
        run.used += 1
        return
    if metric == "vehicleStock":
        if cls != "Country":
            if not (place or notes.country):
                return
            label, cls = place or notes.country or "", "Country"
        place = None
    if re.search(r"总(?:交付|销)|全球", clause.text) and not rx("abroad").search(clause.text):
        place = None
    if cls == "Country":
        place = None if metric != "exports" or place in ("overseas", label) else place
    if metric == "exports" and place == "overseas":
        place = None
    if (
        metric == "sales"
        and cls in ("Automaker", "Brand")
        and place is None
        and re.search("国内|全国", clause.text)
    ):
        place = notes.home_of(label) if not re.search("算上|包括|含", clause.text) else None
    start, end = period or (None, None)
    modality = modality_of(notes, clause, mark.start, start)
    basis = "cumulative" if rx("cumulative").search(clause.text[: mark.start - clause.start]) else None
    if so_far and end:
        start = None
    elif basis and start and _to_date(notes, start, end):
        basis = None
    if basis and not start and notes.published:
        end = notes.published
    if modality == "target":
        start = None
    draft = notes.add(
        clause,
        metric,
        label,
        cls,
        value=quantity.value,
        value_max=quantity.value_max,
        unit="vehicle",
        comparator=quantity.comparator,
        modality=modality,
        basis=basis,
        start=start,
        end=end,
        place=place,
        product=product,
        confidence=0.88,
    )
    run.group.append(draft)
    run.used += 1
    run.share = None
    notes.metrics = metrics


def _to_date(notes: Notes, start: str, end: str | None) -> bool:
    """A year, or a part of one, is a period like any other."""
    return bool(end) and start[:4] == str(end)[:4]


def _basis(notes: Notes, run: Run, clause: Clause, at: int) -> str | None:
    """``yoy``, ``mom``, or ``skip`` for growth against anything else."""
    text = clause.text[: at - clause.start]
    best, basis = -1, None
    for name in ("yoy", "mom"):
        for match in rx(name).finditer(text):
            if match.end() > best:
                best, basis = match.end(), name
    for mark in clause.of("date"):
        if (
            mark.end <= at
            and mark.end - clause.start > best
            and rx("compared").search(clause.ahead(mark.start))
        ):
            when = mark.date
            if when is None or when.anaphor:
                continue
            best, basis = mark.end - clause.start, _against(run.period, when.first)
    return basis


def _against(period: tuple[str, str] | None, base: str | None) -> str:
    if period is None or base is None or not is_partial_date(base):
        return "skip"
    year, base_year = int(period[0][:4]), int(base[:4])
    if period[0][4:] == base[4:]:
        return "yoy" if year - base_year == 1 else "skip"
    if len(base) == 7 and len(period[0]) == 7:
        months = (year - base_year) * 12 + int(period[0][5:7]) - int(base[5:7])
        return "mom" if months == 1 else "skip"
    return "skip"


def _sign(clause: Clause, at: int) -> int:
    """1 for a rise, -1 for a fall, 0 where neither is said."""
    text = clause.text[: at - clause.start]
    best, sign = -1, 0
    for name, value in (("down", -1), ("up", 1)):
        for match in rx(name).finditer(text):
            if match.end() > best or (match.end() == best and value < 0):
                best, sign = match.end(), value
    return sign


def _rate(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, counted: bool) -> None:
    if rx("local_content").search(clause.text) or rx("denied").search(clause.text):
        return
    ahead = clause.text[: mark.start - clause.start]
    share_at = max((m.end() for m in rx("share").finditer(ahead)), default=-1)
    sign = _sign(clause, mark.start)
    basis = _basis(notes, run, clause, mark.start)
    grown = max((m.end() for name in ("up", "down") for m in rx(name).finditer(ahead)), default=-1)
    if quantity.signed and not sign:
        sign = 1
    level = share_at >= 0 and re.search("(?:到|至)(?:约|近|了|超过)*$", ahead[-5:]) is not None
    if share_at > grown or level or (share_at < 0 and not sign and basis is None):
        if quantity.kind == "percent":
            read_share(notes, run, clause, mark, quantity)
        return
    if (
        basis == "skip"
        or (not sign and basis is None)
        or re.search("(?:到|至)(?:约|近|了|超过)*$", ahead[-5:])
    ):
        return
    _growth(notes, run, clause, mark, quantity, (sign or 1, basis))


def _growth(
    notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, how: tuple[int, str | None]
) -> None:
    sign, basis = how
    value = quantity.value
    if quantity.kind == "multiple":
        if quantity.unit != "fold":
            return
        value = value * 100
    if re.search(r"(?:百分点|个点)", clause.behind(mark.end, 4)) or quantity.kind == "points":
        return
    own = metrics_in(clause, mark.start)
    if own == ["other"]:
        return
    group = run.group
    if group and (not own or own[0] == group[0].property or len(own) == len(group) == 2):
        draft = _nth(run, clause, mark, group)
    else:
        metrics = own or run.metrics
        if not metrics or metrics[0] in ("other", "vehicleStock"):
            return
        draft = None
    if draft is not None:
        if re.search(r"额|营收|收入|利润|价", clause.text):
            return
        product = draft.product
        if clause.of("product") and not any(
            m.start < mark.start and run.group for m in clause.of("quantity")
        ):
            product = product_at(notes, run, clause, mark)
        period = (draft.start, draft.end)
        if any(usable(clause, m) and m.date and not m.date.anaphor for m in clause.of("date")):
            period = period_at(notes, run, clause, mark.start) or period
        subject, cls, metric, place, modality = (
            draft.subject,
            draft.subject_type,
            draft.property,
            draft.place,
            draft.modality,
        )
        if draft.basis == "cumulative":
            return
    else:
        who = subject_at(notes, run, clause, mark.start)
        if who is None or re.search(r"额|营收|收入|利润|价", clause.text):
            return
        subject, cls = who
        metric = metrics[0]
        product = product_at(notes, run, clause, mark)
        period = period_at(notes, run, clause, mark.start) or notes.period or (None, None)
        place = None if cls == "Country" or (metric == "exports" and run.place == "overseas") else run.place
        modality = modality_of(notes, clause, mark.start, period[0])
    notes.add(
        clause,
        f"{metric}Growth",
        subject,
        cls,
        value=sign * abs(value),
        unit="percent",
        comparator=quantity.comparator,
        modality=modality,
        basis="mom" if basis == "mom" else None,
        start=period[0],
        end=period[1],
        place=place,
        product=product,
        confidence=0.86,
    )


def _nth(run: Run, clause: Clause, mark: Mark, group: list[Draft]) -> Draft:
    """The count that a rate belongs to: in turn where there are two counts and two rates."""
    if len(group) == 1:
        return group[0]
    rates = [m for m in clause.of("quantity") if m.quantity and m.quantity.kind == "percent"]
    own = metrics_in(clause, mark.start)
    if len(rates) < 2 and len(own) == 1:
        return next((draft for draft in group if draft.property == own[0]), group[-1])
    run_on = [m for m in rates if m.start < mark.start]
    return group[min(len(run_on), len(group) - 1)] if len(rates) > 1 else group[_turn(run, mark)]


def _turn(run: Run, mark: Mark) -> int:
    """Two rates in two clauses: ``依次提高27.4%、26.8%`` is one clause, ``…，…`` two."""
    run.used += 1
    return run.used % 2 if run.used > 2 else 0
