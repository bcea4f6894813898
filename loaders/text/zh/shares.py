"""Shares in Chinese: of a market, of a country's or maker's own sales, and of sales made abroad."""

import re

from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.slots import metrics_in, modality_of, period_at, product_at, region_told, rx
from autoatlas.loaders.text.zh.subjects import subject_at

__all__ = ["read_share"]

_OF_SALES = re.compile("占(?:其|公司|集团|总|全部|全球|全年|整体|总体|汽车)*(?:的)?(?:总)?销量")
_OF_OWN = re.compile(
    "占比|占(?:总|其|公司|集团|全部)*销量|占(?:约|近|比|到|超过|了|为|达)*(?=[\\d一二三四五六七八九])"
)
_MARKET = re.compile(
    r"(?:拿下|拿走|拿到|夺得|吃下|分走|握有|抢下|抢走|掌握).{0,14}市场|占(?:着|据|有|到)?.{0,14}市场|市场份额|市占|占有率|份额"
)


def read_share(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> None:
    """Read a share."""
    text = clause.text
    ahead = text[: mark.start - clause.start]
    behind = clause.behind(mark.end, 12)
    brands = re.match(r"(?:是|为|都是|来自)", behind)
    abroad = (
        rx("overseas_share").search(ahead)
        or (
            rx("abroad").search(behind)
            and rx("overseas_half").search(behind)
            and rx("comes_from").search(behind)
        )
        or (rx("abroad").search(behind) and re.match(r"的?(?:总)?(?:销量|交付量)", behind))
    )
    last = run.pool[-1] if run.pool else None
    sold_abroad = last is not None and (last.property == "exports" or last.place == "overseas")
    exported = sold_abroad and _OF_SALES.search(ahead)
    if re.match("占", text) and last is not None and _of_that_market(notes, run, clause, mark, quantity):
        return
    if abroad or exported:
        _overseas(notes, run, clause, mark, quantity)
        return
    if brands:
        for country in clause.of("country"):
            if country.start >= mark.end and rx("own_brands").search(clause.behind(country.end)):
                land = run.subject or notes.subject
                place = land[0] if land and land[1] == "Country" else notes.country
                _market(notes, run, clause, mark, quantity, (country.label, "Country", place))
                return
        return
    asked = rx("share").search(ahead) is not None
    made = re.search("中国(制造|生产|产)的?(?:汽车|车|电动)[^，]{0,4}占", ahead) if asked else None
    if made is not None:  # cars made in China are of many makers; 中国产汽车 stands for China's
        if made[1] == "产":
            place = run.place or notes.country
            _market(notes, run, clause, mark, quantity, ("China", "Country", place))
        return
    who = subject_at(notes, run, clause, mark.start)
    known = run.share
    earlier = re.search("一年前|去年同期|上年同期|上年同月", text)
    if earlier and known is not None and known.start:
        year = int(known.start[:4]) - 1
        then = (f"{year}{known.start[4:]}", f"{year}{(known.end or known.start)[4:]}")
        _emit_share(
            notes, run, clause, quantity, known.property, (known.subject, known.subject_type), known.place,
            known.product, then,
        )  # fmt: skip
        return
    if not asked:
        if run.share is None or not (rx("aspect").search(ahead[-6:]) and (clause.of("date", "maker"))):
            return
        if run.share.property == "marketShare":
            if who is None:
                return
            _market(notes, run, clause, mark, quantity, (*who, run.share.place))
            return
        period = period_at(notes, run, clause, mark.start)
        if period:
            known = run.share
            _emit_share(
                notes,
                run,
                clause,
                quantity,
                known.property,
                (known.subject, known.subject_type),
                known.place,
                known.product,
                period,
            )
        return
    if who is None or who[1] == "Organization":
        return
    own_sales = last is not None and last.property == "sales" and last.place in (None, "overseas")
    if own_sales and last and last.product and _OF_OWN.match(text):
        period_told = (last.start, last.end) if last.start and last.end else None
        owner = last.subject, last.subject_type
        _emit_share(notes, run, clause, quantity, "salesShare", owner, None, last.product, period_told)
        return
    if rx("of_another").search(text) or re.search("占(?:其|公司|集团|该公司)(?!总)", text):
        return
    named = [m for m in clause.of("country") if m.start < mark.start]
    brand = bool(named) and rx("own_brands").search(clause.behind(named[0].end)) is not None
    place = run.place or ((region_told(notes, clause) or notes.country) if who[1] != "Country" else None)
    brand = brand or (who[1] == "Country" and notes.memory.get("brands_of") == who[0] and not named)
    if brand and not place and notes.country != who[0]:
        place = notes.country
    if brand or who[1] in ("Automaker", "Brand"):
        if brand and named[1:]:
            place = named[-1].label
        if who[1] in ("Automaker", "Brand") and clause.of("product") and not _MARKET.search(text):
            if re.search("出口", ahead):
                _emit_share(
                    notes,
                    run,
                    clause,
                    quantity,
                    "exportsShare",
                    who,
                    None,
                    product_at(notes, run, clause, mark),
                    period_at(notes, run, clause, mark.start),
                )
            elif text.startswith("其中") and last is not None and last.property in ("sales", "production"):
                period = (last.start, last.end) if last.start and last.end else None
                product = product_at(notes, run, clause, mark)
                owner = last.subject, last.subject_type
                _emit_share(
                    notes, run, clause, quantity, f"{last.property}Share", owner, last.place, product, period
                )
            return
        before = run.share
        if before is not None and before.property == "marketShare" and not _MARKET.search(text):
            _market(notes, run, clause, mark, quantity, (*who, before.place))
            return
        if _MARKET.search(text) or brand or re.search(r"占.{0,12}(?:销量|销售)", ahead):
            _market(notes, run, clause, mark, quantity, (*who, place))
        return
    if _MARKET.search(text) and not clause.of("product"):
        return
    own = metrics_in(clause, mark.start)
    metric = (own or run.metrics or notes.metrics or ["sales"])[0]
    base = re.search("占", clause.text)
    own_products = [m for m in clause.of("product") if base and m.end <= clause.start + base.start()]
    product = own_products[-1].label if own_products else run.product
    product = None if product == "vehicle" else product
    after = [
        m
        for m in clause.of("product")
        if base and m.start >= clause.start + base.end() and m.end <= mark.start
    ]
    if (
        product is None
        or metric not in ("exports", "sales", "production")
        or any(m.label != "vehicle" for m in after)
    ):
        return
    _emit_share(
        notes,
        run,
        clause,
        quantity,
        f"{metric}Share",
        who,
        None,
        product,
        period_at(notes, run, clause, mark.start) or notes.period,
    )


def _of_that_market(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> bool:
    """印尼全国卖出104.8万辆，其中挂五菱标的超过3万辆，占2.9%: the maker's share of what the country bought."""
    said = [d for d in notes.drafts[-4:] if d.quote == clause.quote and d.property == "sales"]
    if (
        len(said) < 2
        or said[-2].subject_type != "Country"
        or said[-1].subject_type not in ("Automaker", "Brand")
    ):
        return False
    part = said[-1]
    who = (part.subject, part.subject_type, said[-2].subject)
    period = (part.start, part.end) if part.start and part.end else None
    _emit_share(notes, run, clause, quantity, "marketShare", who[:2], who[2], part.product, period)
    return True


def _overseas(notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity) -> None:
    who = subject_at(notes, run, clause, mark.start)
    if who is None or who[1] not in ("Automaker", "Brand"):
        who = notes.maker
    if who is None:
        return
    period = period_at(notes, run, clause, mark.start) or (None, None)
    modality = modality_of(notes, clause, mark.start, period[0])
    notes.add(
        clause,
        "overseasShare",
        *who,
        value=quantity.value,
        unit="percent",
        comparator=quantity.comparator,
        modality=modality,
        start=None if modality == "target" else period[0],
        end=period[1],
    )


def _market(
    notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, who: tuple[str, str, str | None]
) -> None:
    product = product_at(notes, run, clause, mark)
    period = period_at(notes, run, clause, mark.start)
    if product not in (None, "vehicle") and rx("of_their_sales").search(clause.before[-24:] + clause.text):
        _emit_share(notes, run, clause, quantity, "salesShare", who[:2], run.place, product, period)
        return
    if who[2] is None or who[2] == who[0] or (who[1] == "Country" and run.metrics == ["imports"]):
        return
    _emit_share(notes, run, clause, quantity, "marketShare", who[:2], who[2], product, period)


def _emit_share(
    notes: Notes,
    run: Run,
    clause: Clause,
    quantity: Quantity,
    prop: str,
    who: tuple[str, str],
    place: str | None,
    product: str | None,
    period: tuple[str, str] | None,
) -> None:
    start, end = period or (None, None)
    run.share = notes.add(
        clause,
        prop,
        *who,
        value=quantity.value,
        value_max=quantity.value_max,
        unit="percent",
        comparator=quantity.comparator,
        modality=modality_of(notes, clause, quantity.start, start),
        start=start,
        end=end,
        place=place,
        product=product,
    )
