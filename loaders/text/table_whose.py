"""Whose a figure of a table is, what it counts, of which product, where and when."""

from autoatlas.loaders.text.names import names
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention
from autoatlas.loaders.text.slots import Period
from autoatlas.loaders.text.table_cells import Aspect
from autoatlas.loaders.text.table_heads import TradeTable

__all__ = ["metric_of", "product_of", "when_of", "whose"]

_DRIVES = frozenset({"bev", "phev", "nev", "hev", "fcev", "ice"})


def when_of(table: TradeTable, head: Aspect, labels: Aspect) -> Period | None:
    """The period: of the column, in a year of the row, or the other way round, or of the caption or title."""
    parts = [part for part in (head, labels, table.caption, table.title) if part.period is not None]
    if not parts:
        return None
    first = parts[0]
    period = first.period
    for other in parts[1:]:
        year = other.period
        if period is None or year is None or not year.start:
            continue
        if first.yearless and len(year.start) == 4 and year.start == year.end:
            return _in_year(period, year.start)
        own_year = period.start if period.start == period.end else None
        if other is labels and own_year and len(own_year) == 4 and other.yearless:
            return _in_year(year, own_year)
    return period


def _in_year(period: Period, year: str) -> Period:
    start, end = period.start or "", period.end or ""
    return Period(year + start[4:], year + end[4:])


def product_of(head: Aspect, labels: Aspect, caption: Aspect) -> str | None:
    if head.product and labels.product and head.product != labels.product:
        pair = sorted((head.product, labels.product), key=lambda name: name not in _DRIVES)
        if pair[0] in _DRIVES and pair[1] not in _DRIVES:
            return " ".join(pair)
        return labels.product
    return head.product or labels.product or caption.product


def metric_of(reading: Reading, table: TradeTable, head: Aspect, labels: Aspect) -> tuple[str | None, float]:
    """What is counted, and how sure that is: who is listed by units in a market has sold them."""
    if head.metric or labels.metric:
        return head.metric or labels.metric, 0.93
    if table.caption.metric:
        return table.caption.metric, 0.92
    topic = reading.memory.get("topic") or table.title.metric or reading.memory.get("last_metric")
    if table.above and labels.product:
        return table.above, 0.88  # "of which new energy vehicles", below a row of sales
    if topic:
        return str(topic), 0.79
    who = labels.who or head.who
    ranked = who.tag in "MBX" if who is not None else table.makers and bool(labels.total)
    ranked = ranked and _market(reading, table) is not None
    return ("sales", 0.75) if ranked and (head.units or head.period is not None) else (None, 0.0)


def _owners(reading: Reading, table: TradeTable) -> tuple[Mention | None, str | None]:
    """The maker and the country that a table as a whole is about."""
    maker = table.caption.who or reading.section_maker or table.title.who
    land = table.caption.land or (None if reading.section_country else table.title.land)
    return maker, land.label if land is not None else reading.section_country or reading.title_country


def _market(reading: Reading, table: TradeTable) -> str | None:
    caption = table.caption
    if caption.land is not None:
        return caption.land.label
    for label in (
        reading.memory.get("section_market"),
        reading.section_country,
        reading.memory.get("text_market"),
    ):
        if label:
            return str(label)
    land = table.title.land
    return land.label if land is not None and land.label != "China" else None


def whose(
    reading: Reading, table: TradeTable, head: Aspect, labels: Aspect, metric: str
) -> tuple[Mention | None, str | None]:
    """Whose figure it is and where it was counted."""
    maker, owner = _owners(reading, table)
    who, land = labels.who or head.who, labels.land or head.land
    role = labels.role or head.role or table.caption.role
    market = _market(reading, table)
    place = head.place or labels.place
    if (
        who is None
        and labels.total == "market"
        and table.makers
        and (maker is None or maker is table.caption.who)
    ):
        who = None
        label = market or owner
        if label is None or (
            metric == "exports" and reading.title_country is None and table.caption.land is None
        ):
            return None, None
        return Mention(0, 0, "C", label, "Country"), None
    if who is None and labels.total in ("world", "group") and land is None and maker is not None:
        return (maker, None) if maker.cls != "Country" or metric == "exports" else (None, None)
    if who is None and labels.total == "world" and metric != "exports":
        return None, None
    if metric == "imports":
        if land is not None and (role == "origin" or owner is not None) and land.label != owner:
            return (Mention(0, 0, "C", owner, "Country"), land.label) if owner else (None, None)
        return (land, None) if land is not None else (_land(owner), None)
    own = maker is not None and maker.cls != "Country"
    if land is not None and role == "origin" and metric == "sales" and who is None and not own:
        who, land = Mention(0, 0, "M", land.label, "Country", kind="makers"), None
    if who is not None:
        where = land.label if land is not None else None
        if (
            where is None
            and place is None
            and metric == "sales"
            and (who.cls != "Country" or market != who.label)
        ):
            where = market if _abroad(reading, table, who, market) else None
        return who, _place(reading, who, where, place, metric)
    if land is not None:
        if maker is not None and maker.cls != "Country":
            return maker, land.label
        base = owner if owner != land.label else None
        stat = reading.memory.get("stat_subject")
        if base is None and metric == "exports" and isinstance(stat, Mention) and stat.label != land.label:
            base, role = (stat.label, role or "destination") if role != "origin" else (None, role)
        if (
            metric == "exports"
            and base
            and role != "origin"
            and (role == "destination" or reading.title_country)
        ):
            return _land(base), land.label
        return land, None
    if maker is not None and maker.cls != "Country":
        where = (
            market if metric == "sales" and place is None and _abroad(reading, table, maker, market) else None
        )
        return maker, _place(reading, maker, where, place, metric)
    return _land(owner), None if place != "overseas" else place


def _abroad(reading: Reading, table: TradeTable, who: Mention, market: str | None) -> bool:
    """Whether a market is to be named: it is not the maker's own, or the lines above the figures name it."""
    said = table.caption.land is not None or reading.section_country is not None
    return said or who.cls == "Country" or market != reading.registry.home_of(who.label)


def _land(label: str | None) -> Mention | None:
    if label is None:
        return None
    region = names().registry.find(label, "Region") is not None
    return Mention(0, 0, "R" if region else "C", label, "Region" if region else "Country")


def _place(reading: Reading, who: Mention, where: str | None, place: str | None, metric: str) -> str | None:
    if place == "home":
        return reading.registry.home_of(who.label) if metric == "sales" and who.cls != "Country" else None
    if place == "overseas":
        return None if metric == "exports" else place
    return None if where == who.label else where
