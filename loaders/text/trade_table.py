"""Tables of trade: exports, sales, production and imports by maker, country, kind of vehicle, month or year.

What a figure is of comes from the header of its column, the labels of its row, the lines above the table and, failing
these, from the section and the title. What none of them says is not guessed: such a figure is left out.
"""

from dataclasses import replace
from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.columns import name_in
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period
from autoatlas.loaders.text.table_cells import Aspect, aspect_of, months_between
from autoatlas.loaders.text.table_heads import TradeTable, beside
from autoatlas.loaders.text.table_whose import metric_of, product_of, when_of, whose

__all__ = ["read_trade_row"]

_GROWING = ("exports", "sales", "production")
_SHARES = {"exports": "exportsShare", "sales": "salesShare", "production": "productionShare"}


def _number(reading: Reading, scene: Scene, tags: str) -> tuple[float, Any, Mention | None] | None:
    """The first figure of a cell: value, quantity and mention; also of four digits that look like a year."""
    for _, mention in scene.all(tags):
        quantity = mention.quantity
        value = quantity.value
        raw = reading.text[quantity.number_start : quantity.number_end]
        if "N" in tags and re.fullmatch(r"\d{1,3}\.\d{3}", raw) and value < 1000:
            value = value * 1000
        return value, quantity, mention
    raw = reading.text[scene.sentence.start : scene.sentence.end].strip(" *_~")
    if "N" in tags and re.fullmatch(r"\d{4}|\d{1,3},\d{1,2}", raw):
        return float(raw.replace(",", ".")), None, None
    return None


def read_trade_row(reading: Reading, table: TradeTable, scenes: list[Scene]) -> bool:
    """Note the figures of one row; True where it had any that belong to trade."""
    labels = Aspect()
    figures: list[tuple[int, Scene]] = []
    named = unknown = False
    for at, (scene, head) in enumerate(zip(scenes, table.heads, strict=False)):
        dated_column = head.period or head.metric or head.units or head.figure
        if scene.all("NVZ") or (dated_column and at and _number(reading, scene, "N")):
            figures.append((at, scene))
            continue
        if not re.search(r"[a-zA-Z0-9]", scene.tag):
            continue
        said = aspect_of(reading, scene, label=True)
        if said.other:
            return False
        if said.figure == "none":
            if not figures:
                return False
            continue
        kind = table.kinds[at]
        if kind == "model" and (said.who is None or said.who.tag != "X"):
            unknown = True
        elif said.who is None and kind == "operator" and not said.total and not said.land:
            said.who = name_in(reading, scene, "MB")
        if said.who is not None and said.who.cls != "Country" and kind == "model":
            labels.who = None
        if head.role and said.land is not None and not said.role:
            said.role = head.role
        if said.says() or said.place or said.figure:
            named = True
        elif not figures:
            unknown = unknown or not named
        _label(labels, said)
    if not figures or (unknown and not (labels.who or labels.land)) or (unknown and labels.who is None):
        return False
    table.above = labels.metric or table.above
    if labels.who is None and rx("tables.cell_part").match(scenes[0].tag):
        labels.who = table.who_above
    elif labels.who is not None:
        table.who_above = labels.who
    table.makers = table.makers or (labels.who is not None and labels.who.cls != "Country")
    done = False
    levels: dict[int, dict[str, Any]] = {}
    for at, scene in figures:
        head = table.heads[at]
        if head.figure == "":
            columns = _level(reading, table, head, labels, scene)
            if columns is not None:
                levels[at] = columns
                done = True
    for at, scene in figures:
        head = table.heads[at]
        if head.figure == "growth":
            done = _growth(reading, table, at, labels, scene, levels) or done
        elif head.figure == "share":
            done = _share(reading, table, head, labels, scene, levels) or done
    return done


def _label(labels: Aspect, said: Aspect) -> None:
    """Add what one more label of the row says; the first maker and the first country count."""
    labels.who = labels.who or said.who
    if labels.land is None:
        labels.land, labels.role = said.land, said.role
    labels.metric = labels.metric or said.metric
    labels.figure = labels.figure or said.figure
    if said.period is not None and labels.period is None:
        labels.period, labels.yearless = said.period, said.yearless
    labels.product = labels.product or said.product
    labels.total = labels.total or said.total
    labels.place = labels.place or said.place
    if said.scale != 1.0:
        labels.scale = said.scale
    if said.modality != "actual":
        labels.modality = said.modality


def _level(
    reading: Reading, table: TradeTable, head: Aspect, labels: Aspect, scene: Scene
) -> dict[str, Any] | None:
    """Note one level, and the growth that stands in brackets behind it."""
    if not (head.says() or head.units) or labels.figure == "none":
        return None
    metric, sure = metric_of(reading, table, head, labels)
    if metric is None:
        return None
    subject, where = whose(reading, table, head, labels, metric)
    if subject is None or (metric == "imports" and subject.cls != "Country"):
        return None
    period = when_of(table, head, labels)
    columns: dict[str, Any] = {
        "metric": metric,
        "subject": subject,
        "start": period.start if period else None,
        "end": period.end if period else None,
        "place": where,
        "product": product_of(head, labels, table.caption),
        "confidence": sure if period else min(sure, 0.79),
        "modality": next(
            (a.modality for a in (head, labels, table.caption) if a.modality != "actual"), "actual"
        ),
    }
    share = table.caption.figure == "share" and not (head.metric or labels.metric)
    found = None if share else _number(reading, scene, "NV")
    if found is not None and labels.figure == "":
        value, quantity, _ = found
        scale = max(head.scale, labels.scale, table.caption.scale)
        if quantity is not None and quantity.value >= 100_000:
            scale = 1.0
        if value * scale >= 1 and (quantity is None or not quantity.signed):
            reading.add(
                metric,
                subject,
                value=float(f"{value * scale:.12g}"),
                value_max=quantity.value_max if quantity is not None else None,
                comparator=quantity.comparator if quantity is not None else "=",
                unit="vehicle",
                **{key: columns[key] for key in _COLUMNS},
            )
    if share or labels.figure == "share":
        _add_share(reading, columns, scene)
        return columns
    percent = _number(reading, scene, "Z")
    if percent is not None and percent[1].signed and metric in _GROWING:
        _add_growth(reading, columns, percent, scene, table.caption_basis)
    return columns


_COLUMNS = ("start", "end", "place", "product", "modality", "confidence")


def _add_growth(
    reading: Reading, columns: dict[str, Any], found: tuple[float, Any, Any], scene: Scene, basis: str | None
) -> None:
    value, quantity, _ = found
    at = quantity.number_start if quantity is not None else scene.sentence.start
    ahead = reading.text[max(scene.sentence.start, at - 6) : at]
    sign = -1 if value < 0 or rx("tables.cell_minus").search(ahead.lower()) else 1
    reading.add(
        columns["metric"] + "Growth",
        columns["subject"],
        value=sign * abs(value),
        comparator=quantity.comparator if quantity is not None else "=",
        unit="percent",
        basis=basis,
        **{key: columns[key] for key in _COLUMNS},
    )


def _signed(reading: Reading, quantity: Any) -> bool:
    """Whether a rate carries its sign, as a change does and a share does not."""
    ahead = reading.text[max(0, quantity.number_start - 2) : quantity.number_start]
    return bool(quantity.signed or quantity.value < 0 or re.search(r"[-+−–▲▼↑↓]", ahead))


def _growth(
    reading: Reading,
    table: TradeTable,
    at: int,
    labels: Aspect,
    scene: Scene,
    levels: dict[int, dict[str, Any]],
) -> bool:
    head = table.heads[at]
    if head.basis == "other":
        return False
    of = table.growth_of.get(at)
    columns = levels.get(of) if of is not None else None
    if columns is None:
        base = table.heads[of] if of is not None else head
        merged = replace(
            base,
            figure="",
            metric=head.metric or base.metric,
            period=head.period or base.period,
            product=head.product or base.product,
            units=True,
        )
        metric, sure = metric_of(reading, table, merged, labels)
        if metric is None:
            return False
        subject, where = whose(reading, table, merged, labels, metric)
        period = when_of(table, merged, labels)
        if subject is None:
            return False
        columns = {
            "metric": metric, "subject": subject, "place": where, "modality": "actual",
            "start": period.start if period else None, "end": period.end if period else None,
            "product": product_of(merged, labels, table.caption), "confidence": sure if period else min(sure, 0.79),
        }  # fmt: skip
    found = _number(reading, scene, "Z") or _number(reading, scene, "N")
    if found is None or columns["metric"] not in _GROWING:
        return False
    if head.role == "signed" and not (
        found[2] is not None and found[2].tag == "Z" and _signed(reading, found[1])
    ):
        return False
    basis = head.basis
    if basis is None:
        own = Period(columns["start"], columns["end"])
        against = head.base or beside(table.heads, of)
        gap = months_between(own, against)
        if gap == 1 and len(own.end or "") == 7:
            basis = "mom"
        elif gap is not None and gap != 12:
            return False
        elif gap is None:
            basis = table.caption_basis
    _add_growth(reading, columns, found, scene, basis)
    return True


def _share(
    reading: Reading,
    table: TradeTable,
    head: Aspect,
    labels: Aspect,
    scene: Scene,
    levels: dict[int, dict[str, Any]],
) -> bool:
    metric, sure = metric_of(reading, table, head, labels)
    metric = metric or "sales"
    subject, where = whose(reading, table, head, labels, metric)
    if subject is None:
        return False
    near = list(levels.values())
    period = when_of(table, head, labels)
    if period is None and near:
        period = Period(near[0]["start"], near[0]["end"])
    columns = {
        "metric": metric,
        "subject": subject,
        "place": where or (near[0]["place"] if near else None),
        "product": product_of(head, labels, table.caption),
        "start": period.start if period else None,
        "end": period.end if period else None,
        "modality": "actual",
        "confidence": max(sure, 0.9) if period else 0.79,
    }
    return _add_share(reading, columns, scene)


def _add_share(reading: Reading, columns: dict[str, Any], scene: Scene) -> bool:
    """A share of a market where the subject is a maker, of its own sales or exports where it is a kind of vehicle."""
    found = _number(reading, scene, "Z") or _number(reading, scene, "N")
    if found is None or found[0] > 100:
        return False
    subject = columns["subject"]
    maker = subject.tag in "MBXO"
    if maker and not columns["place"]:
        return False
    prop = "marketShare" if maker else _SHARES.get(columns["metric"], "")
    if not prop or (not maker and not columns["product"]):
        return False
    value, quantity, _ = found
    reading.add(
        prop,
        subject,
        value=value,
        comparator=quantity.comparator if quantity is not None else "=",
        unit="percent",
        **{key: columns[key] for key in _COLUMNS},
    )
    return True
