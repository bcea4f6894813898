"""Exports, imports, sales, production and vehicles in use, in Chinese."""

import re
from itertools import pairwise

from autoatlas.loaders.text.drafts import Draft
from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.capacity import is_capacity, is_raised_from
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.rates import read_rates
from autoatlas.loaders.text.zh.site_output import built, of_site
from autoatlas.loaders.text.zh.slots import (
    metrics_in,
    modality_of,
    period_at,
    product_at,
    region_told,
    rx,
)
from autoatlas.loaders.text.zh.subjects import subject_at

__all__ = ["read_trade"]

_COUNTED = ("exports", "imports", "sales", "production", "vehicleStock")
_LINKS = ("、", "和", "与", "及", "以及", "，")


def read_trade(notes: Notes, run: Run, clause: Clause, *, rates: bool = True) -> None:
    """Read the figures of a clause that count vehicles, or say how such a count grew or what its share is."""
    counts = []
    for mark in clause.of("quantity"):
        quantity = mark.quantity
        if quantity is not None and quantity.counts == "vehicle" and quantity.kind == "count":
            counts.append(mark)
    part = re.search("其中[^；]{0,3}(?:新能源|纯电|电动|插混|混动)[^；]*；$", clause.before)
    if part and clause.of("date") and not clause.of("product"):
        run.product = notes.product  # 其中新能源8600辆；前8个月出口11万辆
    turns = _turns(notes, clause, counts)
    if re.search("是(?:中国|我国)[^，]{0,8}出口", clause.text):
        run.memory["exporter"] = ("China", "Country")
    for number, mark in enumerate(counts):
        if mark.quantity is not None:
            _count(notes, run, clause, mark, mark.quantity, turns[number] if turns else None)
    if rates:
        read_rates(notes, run, clause, bool(counts))
    if not counts and clause.of("quantity", "date") and run.period is None:
        known = notes.period
        period_at(notes, run, clause, clause.end)
        notes.period = known
    if not clause.of("quantity"):
        subject_at(notes, run, clause, clause.end)
        known = notes.period
        period_at(notes, run, clause, clause.end)
        if rx("event").search(clause.text) or run.facility is not None:
            notes.period = known  # the day of a deed is not the time of the figures to come
        products = clause.of("product")
        if products:
            run.product = products[-1].label
        found = metrics_in(clause, clause.end)
        if found:
            run.metrics = found
        if rx("destination").search(clause.text):
            run.memory["destinations"] = True


def _turns(notes: Notes, clause: Clause, counts: list[Mark]) -> list[Mark] | None:
    """The names that figures behind 分别 belong to, in turn: 比利时和澳大利亚分别为30.01万辆和29.74万辆."""
    if len(counts) < 2 or not re.search("分别|依次|各(?:为|是)", clause.upto(counts[0].start)):
        return None
    low = clause.start
    if re.match("分别|依次", clause.text):  # the names stand in the clauses before
        low = clause.sentence.start
    for kinds in (("country",), ("maker",), ("product",), ("model",)):
        named = [m for m in notes.within(low, counts[0].start) if m.kind in kinds]
        if low < clause.start:
            named = _first_list(notes, named)
        if len(named) < len(counts):
            continue
        last = named[-len(counts) :]
        gaps = [notes.text[a.end : b.start] for a, b in pairwise(last)]
        if all(re.fullmatch("[、和与及]|以及|市场|、?出口(?:和|、)", gap) for gap in gaps):
            return last
    return None


def _first_list(notes: Notes, named: list[Mark]) -> list[Mark]:
    """The names that a text lists one behind the other, from the first on."""
    listed = named[:1]
    for mark in named[1:]:
        if not re.fullmatch("[、和与及]|以及|市场", notes.text[listed[-1].end : mark.start]):
            break
        listed.append(mark)
    return listed


def _skipped(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> bool:
    """Whether a count is none that counts: an old level, an increase, an ordinal, a repetition."""
    ahead = clause.ahead(quantity.number_start)
    if is_raised_from(clause, mark) or rx("replaced").search(clause.text):
        return True
    if re.search("(?:皮卡|SUV|MPV|轿车|微车|微客)(?:销量)?(?:为|达)?$", ahead):
        run.pool, run.memory["skipped"] = [], True
        return True  # bodies that no product stands for
    if quantity.additional or rx("increment").search(ahead[-6:]) or 0 < quantity.value < 20:
        return True
    if rx("ordinal").search(ahead[-3:]) or rx("quota").match(clause.behind(mark.end, 6)):
        return True
    if rx("not_yearly").search(ahead[-8:]) or rx("batch").search(ahead[-6:]):
        return True
    if re.search("(?:原来|原先|此前|早先|原本)(?:估计|预计|预测|预期)", ahead):
        return True
    if re.search("(?:双双|双超|均超|都超|均过)[^，]{0,4}$", ahead):
        return True
    if re.search("连续[^，]{1,4}(?:个月|个季度|季度|年|月)[^，]{0,8}$", ahead):
        return True
    if "合计" in ahead and re.search("[两二三四五六七八九]家|分别", clause.before):
        return True
    if rx("more_by").search(clause.upto(mark.start)[-8:]):
        return True
    return rx("considered").search(clause.text) is not None or (
        rx("denied").search(clause.before + clause.text) is not None
    )


def _repeated(notes: Notes, clause: Clause, quantity: Quantity, metric: str, subject: str) -> bool:
    """首次突破14万辆, right behind the exact figure."""
    if not rx("passed").search(clause.upto(quantity.number_start)[-8:]):
        return False
    for draft in reversed(notes.drafts[-12:]):
        same = draft.property == metric and draft.subject == subject and draft.quote == clause.quote
        if same and draft.value and quantity.value <= draft.value <= quantity.value * 1.12:
            return True
    return False


def _count(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, turn: Mark | None) -> None:
    if is_capacity(clause, mark, quantity) or (
        run.metrics == ["capacity"] and not metrics_in(clause, mark.start)
    ):
        who = run.subject or notes.subject
        if not (who and who[1] == "Country" and run.facility is None and not clause.of("maker")):
            run.metrics = ["capacity"]
            return
        if "能力" in clause.text or "产能" in clause.text or re.search("厂|建|投资|项目", clause.before):
            return
        run.metrics = ["production"]  # 一国年产50万辆
    if _skipped(notes, run, clause, mark, quantity):
        return
    if _of_provinces(notes, clause, mark):
        return
    metrics = _metrics(notes, run, clause, mark)
    if not metrics:
        return
    subject = subject_at(notes, run, clause, mark.start)
    product = product_at(notes, run, clause, mark)
    if turn is not None:
        subject, product = _turn(run, turn, subject, product)
    subject = _beside(clause, mark, quantity) or subject
    period = period_at(notes, run, clause, mark.start)
    if period is None and notes.period is not None:
        period = notes.period
    if subject is None and metrics == ["production"] and run.facility is not None:
        subject = run.facility.operator
    if subject is None:
        return
    metric = metrics[0]
    if len(metrics) == 2:
        fresh = run.rated or not run.pool or run.memory.get("pair_clause") != clause.start
        metric = metrics[0] if fresh else metrics[1]
        run.memory["pair_clause"] = clause.start
    draft = _draft(notes, run, clause, mark, quantity, (metric, subject, product, period))
    if draft is None:
        return
    if run.pool and run.memory.get("count_before", (None,))[0] != clause.start:
        run.memory["count_before"] = clause.start, run.pool[-1]
    if run.rated:
        run.pool, run.rated = [], False
    run.pool.append(draft)
    run.memory.pop("skipped", None)
    own = draft.subject_type in ("Country", "Region") and draft.subject != notes.memory.get("brands_of")
    if draft.subject_type == "Region":
        notes.memory["region_told"] = clause.sentence.line.start, draft.subject
    notes.memory["counted_of"] = draft.place or (draft.subject if own else None)
    run.used += 1
    run.share = None
    notes.metrics = metrics


def _of_provinces(notes: Notes, clause: Clause, mark: Mark) -> bool:
    """Whether provinces or cities of China are what is counted: 安徽、上海、浙江分别出口…."""
    low = clause.sentence.start
    ahead = [m for m in notes.within(low, mark.start) if m.kind in ("place", "maker", "country")]
    return (
        bool(ahead)
        and ahead[-1].kind == "place"
        and notes.land_of(ahead[-1].label) == "China"
        and (notes.text[ahead[-1].start - 1] not in "在于从自家")
        and rx("of_a_site").match(notes.text, ahead[-1].end) is None
    )


def _metrics(notes: Notes, run: Run, clause: Clause, mark: Mark) -> list[str]:
    """What a count counts: said in the clause, carried from the one before, or from the sentence before."""
    metrics = metrics_in(clause, mark.start)
    if metrics == ["other"]:
        run.metrics = metrics
        return []
    run.metrics = metrics or run.metrics
    metrics = run.metrics
    told = (
        clause.of("product", "date", "country", "maker") or run.place or rx("whole_year").search(clause.text)
    )
    if len(notes.memory.get("metrics_before", ())) > 1 and not metrics and run.used == 0:
        return []  # the sentence before counted more than one thing
    if not metrics and notes.metrics and run.used == 0 and told:
        metrics = run.metrics = notes.metrics
        before = notes.memory.get("counted_of")
        if before and clause.of("maker") and not run.place:
            run.place = before
    who = run.subject or notes.subject
    if (
        not metrics
        and rx("target").search(clause.upto(mark.start))
        and who
        and who[1] in ("Automaker", "Brand")
    ):
        metrics = run.metrics = ["sales"]  # 我们的目标是271万辆
    return metrics if metrics and metrics[0] in _COUNTED else []


def _beside(clause: Clause, mark: Mark, quantity: Quantity) -> Name | None:
    """Whose figure stands in a bracket, or behind 其中 and a model: 特斯拉（8,220辆）, 其中捷酷7为13,500辆."""
    upto = clause.upto(quantity.number_start)
    if re.search("[（(]约?$", upto):
        return next(((m.label, m.cls) for m in clause.of("maker") if 0 <= mark.start - m.end <= 2), None)
    opening = [m for m in clause.of("model") if m.start - clause.start <= 1 and m.end <= mark.start]
    if opening and not clause.of("maker") and rx("sales").search(clause.upto(mark.start)):
        return opening[0].label, "Model"
    if clause.text.startswith("其中") and not clause.of("maker"):
        for model in clause.of("model"):
            gap = clause.text[model.end - clause.start : mark.start - clause.start]
            if re.fullmatch("(?:车型)?(?:为|有|售出|卖出|占|交付|销量为?)?", gap):
                return model.label, "Model"
    return None


def _turn(run: Run, turn: Mark, subject: Name | None, product: str | None) -> tuple[Name | None, str | None]:
    if turn.kind == "product":
        return subject, None if turn.label == "vehicle" else turn.label
    if turn.kind == "country" and run.metrics == ["exports"] and run.memory.get("exporter"):
        run.place = turn.label  # 俄罗斯、墨西哥是中国整车出口前两大市场，分别为…
        return run.memory["exporter"], product
    if (
        turn.kind == "country"
        and subject is not None
        and (subject[1] != "Country" or run.metrics == ["exports"])
    ):
        run.place = turn.label
        return subject, product
    return (turn.label, turn.cls), product


def _draft(
    notes: Notes,
    run: Run,
    clause: Clause,
    mark: Mark,
    quantity: Quantity,
    what: tuple[str, Name, str | None, tuple[str, str] | None],
) -> Draft | None:
    metric, subject, product, period = what
    label, cls = subject
    if clause.text.startswith("其中") and run.pool and not clause.of("date"):
        run.place = run.place or _place_of(run.pool[-1])
        if run.pool[-1].basis == "cumulative" and run.pool[-1].property == metric:
            return _part_of_total(notes, run, clause, quantity, subject, product)
    model = run.memory.get("launched")
    if model and metric == "sales" and not clause.of("maker", "model"):
        label, cls = model[0], "Model"
        if not clause.of("date") and model[1] and notes.published:
            period = (str(model[1]), notes.published)
    if metric == "production" and of_site(notes, run, clause, mark, subject):
        return built(notes, run, clause, mark, quantity, product, period)
    site = run.facility
    if (
        metric == "exports"
        and site
        and rx("sites").search(clause.upto(mark.start))
        and not clause.of("maker")
    ):
        start, end = period or (None, None)
        return notes.measure(
            clause, metric, (site, "Facility"), quantity, "vehicle", (start, end), product=product
        )
    if cls == "Organization" or (metric == "imports" and cls != "Country"):
        return None
    place = run.place
    if metric == "vehicleStock":
        if cls != "Country":
            if not (place or notes.country) or re.search("公司|旗下|品牌|用户", clause.text):
                return None
            label, cls = place or notes.country or "", "Country"
        place = None
    if re.search(r"总(?:交付|销)|全球", clause.text) and not rx("abroad").search(clause.text):
        place = None
    if cls == "Country":
        abroad = metric in ("exports", "imports") or notes.memory.get("brands_of") == label
        place = place if abroad and place not in ("overseas", label) else None
    if metric == "imports" and re.search("免关税|配额|额度|上限|不超过|上岸|转运", clause.text):
        return None
    if metric == "exports" and place == "overseas":
        place = None
    home = re.search("国内|全国", clause.text) and not re.search("算上|包括|含", clause.text)
    if metric == "sales" and cls in ("Automaker", "Brand") and place is None and home:
        place = notes.home_of(label)
    told_of = region_told(notes, clause) or (notes.home if notes.home != "China" else None)
    if metric == "sales" and cls in ("Automaker", "Brand") and place is None and told_of:
        place = told_of  # an association tells of its own market
    if _repeated(notes, clause, quantity, metric, label):
        return None
    start, end = period or (None, None)
    modality = modality_of(notes, clause, mark.start, start)
    start, end, basis = _running(notes, clause, mark, start, end)
    if modality == "target":
        basis = None
    return notes.measure(
        clause,
        metric,
        (label, cls),
        quantity,
        "vehicle",
        (None if modality == "target" else start, end),
        modality=modality,
        basis=basis,
        place=place,
        product=product,
        confidence=0.88,
    )


def _running(
    notes: Notes, clause: Clause, mark: Mark, start: str | None, end: str | None
) -> tuple[str | None, str | None, str | None]:
    """The dates and the basis of a running total: 截至去年底累计出口585万辆."""
    ahead = clause.before[-40:] + clause.upto(mark.end)
    until = rx("so_far").search(ahead) is not None
    total = rx("cumulative").search(clause.upto(mark.end)) is not None or (
        until and re.search("共(?:交付|售|销|卖|出口|生产)", clause.text) is not None
    )
    since = re.search("以来|至今|开始|起|从", ahead) is not None
    if not total:
        return start, end, None
    begun = run_since(notes, clause)
    if total and begun and end and begun <= end:
        return begun, end, "cumulative"
    if until and end and not (start and len(start) == 7 and end[:4] == start[:4] and start != end):
        first = start if since and start != end else None
        return first, end, "cumulative"
    if start and end and start[:4] == end[:4] and not (since or until):
        return start, end, None  # a year, or a part of one, is a period like any other
    if since and start and notes.published and (not end or end[:4] <= start[:4]):
        return start, notes.published, "cumulative"
    return start, end if start else notes.published, "cumulative"


def run_since(notes: Notes, clause: Clause) -> str | None:
    """When a running total begins: 2012年进入该国，到2023年底共交付…."""
    if not re.search("进入|以来|投放|开始", clause.before[-14:]):
        return None
    low = max(clause.sentence.start, clause.start - 24)
    dates = [m for m in notes.within(low, clause.start) if m.kind == "date"]
    return dates[-1].date.first if dates and dates[-1].date else None


def _place_of(draft: Draft) -> str | None:
    """Where a figure was counted: its place, or its country."""
    return draft.subject if draft.subject_type == "Country" and draft.property == "sales" else draft.place


def _part_of_total(
    notes: Notes, run: Run, clause: Clause, quantity: Quantity, subject: Name, product: str | None
) -> Draft:
    """其中新能源客车超过1000辆: a part of the running total ahead."""
    total = run.pool[-1]
    return notes.measure(
        clause, total.property, subject, quantity, "vehicle", (total.start, total.end), modality=total.modality,
        basis=total.basis, place=total.place, product=product,
    )  # fmt: skip
