"""How much a count grew or fell, in Chinese: 同比增长6%, 环比和同比分别下降9.6%和4.3%."""

import re

from autoatlas.loaders.text.drafts import Draft
from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.capacity import is_raised_from
from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.shares import read_share
from autoatlas.loaders.text.zh.slots import metrics_in, modality_of, period_at, product_at, rx, usable
from autoatlas.loaders.text.zh.subjects import subject_at
from autoatlas.ontology.dates import is_partial_date

__all__ = ["read_rates"]

_LEVEL = re.compile("(?:到|至|为|达|超过)(?:约|近|了|超过|到)*$")
_TO = re.compile("(?:到|至)(?:约|近|了|超过)*$")
_GROWS = ("exports", "sales", "production")
_EARNED = re.compile("利润|营业收入|营收|收入")
_MINUS = re.compile(r"[-－−–](?:约|近)?\d?$")
_VALUE = re.compile("额|营收|收入|利润|价|金额|率(?!先)")
_OF_BASE = re.compile("(?:去年同期|上年同期|上年同月|去年同月|去年|上年|一年前)的$")


def read_rates(notes: Notes, run: Run, clause: Clause, counted: bool) -> None:
    """Read the rates and shares of a clause."""
    rates = []
    for mark in clause.of("quantity"):
        quantity = mark.quantity
        if quantity is not None and (
            quantity.kind == "percent" or (quantity.kind == "multiple" and not quantity.derived)
        ):
            rates.append(mark)
    if rx("local_content").search(clause.text) or rx("denied").search(clause.text):
        return
    _doubled(notes, run, clause)
    pairing = _pairing(run, clause, rates)
    for number, mark in enumerate(rates):
        if mark.quantity is not None:
            _rate(notes, run, clause, mark, mark.quantity, pairing.get(number, (None, None)))


def _doubled(notes: Notes, run: Run, clause: Clause) -> None:
    """全年交付59.7万辆，翻了一番: growth of 100 percent."""
    found = rx("doubled").match(clause.text)
    if found is None or not run.pool or (clause.of("quantity") and found.end() < len(clause.text) - 4):
        return
    draft = run.pool[-1]
    if draft.subject_type == "Facility" or draft.basis == "cumulative" or draft.property not in _GROWS:
        return
    notes.add(
        clause, f"{draft.property}Growth", draft.subject, draft.subject_type, value=100.0, unit="percent",
        comparator=">" if re.search("多|余", found[0]) else "=", modality=draft.modality, start=draft.start,
        end=draft.end, place=draft.place, product=draft.product, confidence=0.8,
    )  # fmt: skip


def _pairing(run: Run, clause: Clause, rates: list[Mark]) -> dict[int, tuple[Draft | None, str | None]]:
    """Two rates behind 分别 belong to two counts, or to one against two bases."""
    if len(rates) < 2:
        return {}
    ahead = clause.upto(rates[0].start)
    listed = re.search("分别|依次|各", ahead) is not None or re.fullmatch(
        "[、和与及]|，", clause.text[rates[0].end - clause.start : rates[1].start - clause.start]
    )
    if not listed:
        return {}
    bases = [(m.start(), name) for name in ("yoy", "mom") for m in rx(name).finditer(ahead)]
    if len({name for _, name in bases}) == 2 and len(rates) == 2:
        order = [name for _, name in sorted(bases)][:2]
        draft = run.pool[-1] if run.pool else None
        return {0: (draft, order[0]), 1: (draft, order[1])}
    if len(run.pool) == len(rates):
        return {number: (draft, None) for number, draft in enumerate(run.pool)}
    return {}


def _basis(notes: Notes, run: Run, clause: Clause, at: int) -> str | None:
    """``yoy``, ``mom``, or ``skip`` for growth against anything else."""
    text = clause.upto(at)
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
    if len(base) == 4 and period[0][:4] == period[1][:4] and year - base_year == 1:
        return "yoy"
    if len(base) == 7 and len(period[0]) == 7:
        months = (year - base_year) * 12 + int(period[0][5:7]) - int(base[5:7])
        return "mom" if months == 1 else "skip"
    return "skip"


def _sign(clause: Clause, at: int) -> int:
    """1 for a rise, -1 for a fall, 0 where neither is said."""
    text = clause.upto(at)
    best, sign = -1, 0
    for name, value in (("down", -1), ("up", 1)):
        for match in rx(name).finditer(text):
            if match.end() > best or (match.end() == best and value < 0):
                best, sign = match.end(), value
    return sign


def _rate(
    notes: Notes,
    run: Run,
    clause: Clause,
    mark: Mark,
    quantity: Quantity,
    pair: tuple[Draft | None, str | None],
) -> None:
    ahead = clause.upto(mark.start)
    run.rated = True
    if quantity.kind == "multiple" and quantity.unit == "fold" and _OF_BASE.search(ahead):
        _growth(notes, run, clause, mark, (quantity.value - 1) * 100, quantity, (1, None), pair[0])
        return
    share_at = max((m.end() for m in rx("share").finditer(ahead)), default=-1)
    sign = _sign(clause, mark.start)
    basis = pair[1] or _basis(notes, run, clause, mark.start)
    grown = max((m.end() for name in ("up", "down") for m in rx(name).finditer(ahead)), default=-1)
    if quantity.signed and not sign:
        sign = -1 if quantity.value < 0 or _MINUS.search(ahead + clause.behind(mark.start, 1)) else 1
    reached = re.search("(?:增幅|增速|涨幅|降幅|跌幅|增长率)[^，]{0,4}$", ahead) is not None
    level = share_at >= 0 and not reached and _TO.search(ahead[-5:]) is not None
    if share_at > grown or level or (share_at < 0 and not sign and basis is None):
        if quantity.kind == "percent" and not is_raised_from(clause, mark):
            read_share(notes, run, clause, mark, quantity)
        return
    if basis == "skip" or (not sign and basis is None) or (_TO.search(ahead[-5:]) and not reached):
        return
    value = quantity.value
    if quantity.kind == "multiple":
        if quantity.unit != "fold":
            return
        value *= 100
    if re.search(r"(?:百分点|个点)", clause.behind(mark.end, 4)) or quantity.kind == "points":
        return
    _growth(notes, run, clause, mark, value, quantity, (sign or 1, basis), pair[0])


def _growth(
    notes: Notes,
    run: Run,
    clause: Clause,
    mark: Mark,
    value: float,
    quantity: Quantity,
    how: tuple[int, str | None],
    draft: Draft | None,
) -> None:
    sign, basis = how
    own = metrics_in(clause, mark.start)
    if not own and _EARNED.search(clause.before[-24:]):
        return  # 净利润63亿元，下降一成
    if own == ["other"] or _VALUE.search(re.sub("增长率|增速|同比|环比", "", clause.text)):
        return
    draft = draft or _in_bracket(run, clause, mark)
    if draft is None and run.pool and (not own or own[0] in {d.property for d in run.pool} or len(own) == 2):
        draft = _nth(run, clause, mark, own)
    if draft is None and run.memory.get("skipped") and not own:
        return
    if draft is not None and draft.subject_type == "Facility":
        return
    if draft is not None and _other(notes, run, clause, mark, draft):
        draft = None
    if draft is not None:
        if draft.basis == "cumulative":
            return
        product = draft.product
        if clause.of("product") and not any(m.start < mark.start for m in clause.of("quantity")):
            product = product_at(notes, run, clause, mark)
        period = (draft.start, draft.end)
        if any(usable(clause, m) and m.date and not m.date.anaphor for m in clause.of("date")):
            period = period_at(notes, run, clause, mark.start) or period
        subject, cls, metric = draft.subject, draft.subject_type, draft.property
        place, modality = draft.place, draft.modality
    else:
        metrics = own or run.metrics or notes.metrics
        if not metrics or metrics[0] not in ("exports", "sales", "production"):
            return
        who = subject_at(notes, run, clause, mark.start)
        if who is None or who[1] == "Organization":
            return
        subject, cls = who
        metric = metrics[0]
        product = product_at(notes, run, clause, mark)
        period = period_at(notes, run, clause, mark.start) or notes.period or (None, None)
        place = run.place
        if cls == "Country":
            place = place if metric == "exports" and place not in ("overseas", subject) else None
        elif metric == "exports" and place == "overseas":
            place = None
        modality = modality_of(notes, clause, mark.start, period[0])
    if metric not in ("exports", "sales", "production"):
        return
    run.metrics = run.metrics or [metric]
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


def _in_bracket(run: Run, clause: Clause, mark: Mark) -> Draft | None:
    """奇瑞（54.8万辆，+2.4%）、比亚迪（47.3万辆: a rate that closes a bracket belongs to the count in it."""
    if not re.match("%?）", clause.behind(mark.end, 2)) or mark.start - clause.start > 1:
        return None
    at, before = run.memory.get("count_before", (None, None))
    return before if at == clause.start else run.pool[-1] if run.pool else None


def _other(notes: Notes, run: Run, clause: Clause, mark: Mark, draft: Draft) -> bool:
    """Whether a clause with a rate alone names another product than the count before it."""
    counts = [m for m in clause.of("quantity") if m.quantity and m.quantity.counts == "vehicle"]
    if counts:
        return False
    products = [m for m in clause.of("product") if m.end <= mark.start and m.label != "vehicle"]
    makers = [m for m in clause.of("maker") if m.end <= mark.start and m.label != draft.subject]
    return bool(makers) or (bool(products) and products[-1].label != (draft.product or "vehicle"))


def _nth(run: Run, clause: Clause, mark: Mark, own: list[str]) -> Draft:
    """The count that a single rate belongs to: the last, or the one whose metric the clause names."""
    pool = run.pool
    if len(own) == 1:
        return next((draft for draft in reversed(pool) if draft.property == own[0]), pool[-1])
    counts = [m for m in clause.of("quantity") if m.quantity and m.quantity.counts == "vehicle"]
    ahead = [m for m in counts if m.start < mark.start]
    behind = [m for m in counts if m.start > mark.start]
    if ahead and behind and len(pool) >= len(counts):
        return pool[-len(counts) + len(ahead) - 1]
    return pool[-1]
