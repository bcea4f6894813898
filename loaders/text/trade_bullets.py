"""Bullets and labelled lines of trade: "2024: 4.27m NEVs vs 3.02m in 2023, a jump of 41%".

A bullet is read like the row of a table: its label says what the figure is of, the heading or the sentence above the
list says the rest. Bullets that are sentences of their own are left to the reader of sentences.
"""

from dataclasses import dataclass
from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.blocks import Block
from autoatlas.loaders.text.frames.counting import basis_of, direction_of, metric_cues
from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, shift_years
from autoatlas.loaders.text.table_cells import Aspect, aspect_of
from autoatlas.loaders.text.table_heads import TradeTable, caption_above
from autoatlas.loaders.text.table_whose import metric_of, product_of, when_of, whose

__all__ = ["read_bullet"]

_GROWING = ("exports", "sales", "production")
_LONGEST = 64  # characters of a label
_WORDS = 9
_SPOKEN = {"sold": "sales", "delivered": "sales", "registered": "sales", "exported": "exports"}
_SPOKEN |= {
    "shipped abroad": "exports",
    "built": "production",
    "produced": "production",
    "made": "production",
}
_CLOSE = 4  # words of a label that runs on into its figure without a mark
_NEAR = 6  # sentences
_BARE = (-1, -1)  # the label of a figure that opens its line: the lead-in of the block, or none


@dataclass
class _List:
    """A run of bullets: what stands above it, and what its first bullets have set."""

    end: int
    table: TradeTable
    period: Period | None = None
    block: int = -1
    lead: Aspect | None = None
    earlier: Period | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """A figure of a bullet with the stretch of the tagged text that labels it; ``earlier`` where it is a base."""

    place: int
    mention: Mention
    label: tuple[int, int] | None
    earlier: Mention | None = None
    before: bool = False
    bare: bool = False


def read_bullet(reading: Reading, scene: Scene) -> bool:
    """Note the figures of a labelled bullet or line; True where it is one and needs no other reading."""
    block = scene.sentence.block
    if block.kind != "bullet" and (block.label is None or not scene.sentence.first):
        return False
    context = _context(reading, block)
    if context is None:
        return False
    items = _items(scene, block)
    if not items:
        if block.kind == "bullet" and not scene.all("NVZQE"):
            said = aspect_of(reading, scene, caption=True)
            context.lead = said if said.figure != "none" else None
        return False
    first = items[0].place
    if any(
        cue[3] == "verb" and cue[0] < first and scene.within(0, cue[0], "MBC")
        for cue in metric_cues(reading, scene)
    ):
        return False  # "X sold 900 vehicles outside Y" is a sentence, whatever stands in front of it
    done = False
    main: tuple[dict[str, Any], Aspect] | None = None
    for at, item in enumerate(items):
        stop = items[at + 1].place if at + 1 < len(items) else len(scene.tag)
        if item.before or item.earlier is not None:
            if main is not None:
                _earlier(reading, main[0], item, context)
            continue
        found = _said(reading, scene, context, item)
        if found is None:
            main = None
            continue
        main = found
        done = True
        _behind(reading, scene, found[0], item, items, stop)
    shaped = items[0].label is not None and bool(context.table.caption.metric or context.table.above)
    if shaped and items[0].label not in (None, _BARE) and not done:
        low, high = items[0].label or (0, 0)
        label = scene.tag[low:high]
        shaped = not rx("trade.bullet_since").search(label) and not re.search("[MBXC]", label)
    done = done or (shaped and block.kind == "bullet")
    if done:
        for _, mention in scene.all("NVZ"):
            mention.extra["used"] = True
    return done


def _context(reading: Reading, block: Block) -> _List | None:
    """The list a block belongs to: the one before it, if nothing stands between, else a new one."""
    known = reading.memory.get("bullets")
    low = block.label[0] if block.label is not None and block.label[1] <= block.start else block.start
    if isinstance(known, _List) and (
        known.block == block.start or not re.search(r"[^\s*•\-–—·▪0-9.)(_>]", reading.text[known.end : low])
    ):
        known.end = max(known.end, block.end)
        if known.block != block.start:
            known.block, known.lead = block.start, None
        return known
    caption, title, _ = caption_above(reading, low, block)
    context = _List(block.end, TradeTable([], [], caption, title), block=block.start)
    reading.memory["bullets"] = context
    return context


def _items(scene: Scene, block: Block) -> list[_Item]:
    """The figures of a bullet with their labels; none where it is not of that shape."""
    tag = scene.tag
    items: list[_Item] = []
    last = 0
    for place, mention in scene.all("NV"):
        if mention.quantity.per or mention.quantity.additional or mention.extra.get("used"):
            return items
        between = tag[last:place]
        if items:
            bracket = rx("trade.bullet_bracket").search(between)
            if bracket is not None:
                items.append(_Item(place, mention, None, scene.at(last + bracket.start("d"))))
                last = place + 1
                continue
            if items[-1].label is not None and rx("trade.bullet_bare").fullmatch(scene.tag[last : place + 2]):
                items.append(_Item(place, mention, None, before=True, bare=True))
                last = place + 1
                continue
            if rx("trade.bullet_against").search(between):
                behind = rx("trade.bullet_dated").match(tag, place)
                date = scene.at(behind.end() - 1) if behind is not None else None
                items.append(_Item(place, mention, None, date, True))
                last = place + 1
                continue
            of_which = rx("trade.bullet_of_which").search(between)
            told = rx("trade.bullet_told").match(tag, place + 1) if of_which else None
            if told is not None:
                items.append(_Item(place, mention, told.span("label")))
                last = place + 1
                continue
            lows = [last + m.end() for m in rx("trade.bullet_cut").finditer(between)]
        else:
            lead = rx("trade.bullet_lead").match(tag)
            lows = [lead.end() if lead is not None else 0]
        shape = None
        for low in lows:
            shape = rx("trade.bullet_label").match(tag[low:place])
            if shape is not None:
                break
        if shape is not None and rx("trade.bullet_spoken").search(shape["label"] + " "):
            return items  # "For D the group aims at V" is a sentence
        if shape is not None and not shape["sep"].strip():
            close = block.kind == "bullet" and shape["label"].count(" ") < _CLOSE
            shape = shape if close else None
        if shape is None or len(shape["label"]) > _LONGEST or shape["label"].count(" ") > _WORDS:
            spoken = rx("trade.pair_verb_behind").match(tag, place)
            if not items and not spoken and rx("trade.bullet_hedge").fullmatch(tag[:place]):
                items.append(_Item(place, mention, _BARE))
                last = place + 1
                continue
            return items
        items.append(_Item(place, mention, (low + shape.start("label"), low + shape.end("label"))))
        last = place + 1
    return items


def _said(
    reading: Reading, scene: Scene, context: _List, item: _Item
) -> tuple[dict[str, Any], Aspect] | None:
    """Note one labelled figure, and give its columns for the growth behind it."""
    block = scene.sentence.block
    assert item.label is not None
    bare = item.label == _BARE
    if bare and (block.label is None or block.label[1] > block.start):
        glance = reading.glance(scene.sentence.start, scene.sentence.start, block)
    elif bare:
        assert block.label is not None
        glance = reading.glance(block.label[0], block.label[1], block)
    else:
        glance = reading.glance(scene.offset(item.label[0]), scene.end_offset(item.label[1]), block)
    if len({cue[2] for cue in metric_cues(reading, glance) if cue[3] == "noun"}) > 1:
        return None
    labels = aspect_of(reading, glance, label=True)
    if labels.metric == "production" and rx("trade.bullet_since").search(glance.tag) and labels.who is None:
        return _running(reading, scene, glance, item, labels)
    if (
        labels.figure in ("none", "growth", "share")
        or labels.other
        or rx("trade.bullet_since").search(glance.tag)
    ):
        return None
    quantity = item.mention.quantity
    noun = {"sale": "sales", "registration": "sales", "delivery": "sales", "export": "exports"}.get(
        quantity.noun or ""
    )
    named = labels.says() or labels.place or labels.units
    counted = [product for product in quantity.products if product != "vehicle"]
    labels.product = labels.product or (counted[0] if counted else None)
    spoken = rx("trade.bullet_verb").match(scene.tag, item.place)
    labels.metric = labels.metric or noun or (_SPOKEN[spoken["verb"]] if spoken else None)
    table = context.table
    if context.lead is not None:
        labels.land = labels.land or context.lead.land
        labels.role = labels.role or context.lead.role
        labels.product = labels.product or context.lead.product
        labels.who = labels.who or context.lead.who
        labels.metric = labels.metric or context.lead.metric
    if not (named or bare) or quantity.value < 50:
        return None
    if labels.metric is None and rx("trade.bullet_new_cars").search(glance.tag):
        labels.metric = "sales"
    metric, sure = metric_of(reading, table, Aspect(), labels)
    if table.above and not labels.metric:
        metric, sure = table.above, 0.88
    if metric is None:
        levels = reading.memory.get("levels") or []
        if not levels or scene.index - levels[-1].scene > _NEAR or block.kind != "bullet":
            return None
        metric, sure = levels[-1].metric, 0.85
    table.above = metric
    if labels.who is not None and labels.who.cls != "Country":
        table.makers = True
    if item.mention.tag == "V" and rx("trade.bullet_new_cars").search(glance.tag) and labels.who is None:
        labels.total = labels.total or "market"
    site = reading.section_facility
    subject, where = whose(reading, table, Aspect(), labels, metric)
    if metric == "production" and site is not None and labels.who is None and block.kind == "bullet":
        subject, where = Mention(0, 0, "F", facility=site), None
    if subject is None or (metric == "imports" and subject.cls != "Country"):
        return None
    period = when_of(table, Aspect(), labels)
    if labels.period is None and context.period is not None:
        period = context.period
    elif labels.period is not None and context.period is None:
        context.period = period
    modality = labels.modality
    if modality == "actual" and table.caption.modality != "actual" and not _over(reading, period):
        modality = table.caption.modality
    columns: dict[str, Any] = {
        "metric": metric,
        "subject": subject,
        "start": None if modality == "target" else period.start if period else None,
        "end": period.end if period else None,
        "place": where,
        "product": product_of(Aspect(), labels, table.caption),
        "modality": modality,
        "confidence": min(sure, 0.9) if period else min(sure, 0.79),
    }
    if context.period is period and labels.period is None:
        columns["confidence"] = min(columns["confidence"], 0.87)
    _add(reading, columns, quantity, 1.0)
    level = Level(
        metric, subject, columns["product"], where, columns["start"], columns["end"], modality,
        None, item.place, scene.index, quantity.value, quantity.comparator,
    )  # fmt: skip
    reading.memory["levels"] = [*reading.memory.get("levels", [])[-5:], level]
    return columns, labels


def _running(
    reading: Reading, scene: Scene, glance: Scene, item: _Item, labels: Aspect
) -> tuple[dict[str, Any], Aspect] | None:
    """``Total output since 2017: 160,000 by November 2024``: what the plant of a sheet has built in all."""
    site = reading.section_facility or reading.facility
    if site is None or site.kind != "plant" or scene.sentence.block.kind != "bullet":
        return None
    since = [m.date.first for _, m in glance.all("D") if m.date.first]
    until = [m.date.last for _, m in scene.within(item.place, len(scene.tag), "D") if m.date.last]
    quantity = item.mention.quantity
    product = labels.product or next((p for p in quantity.products if p != "vehicle"), None)
    columns: dict[str, Any] = {
        "metric": "production", "subject": Mention(0, 0, "F", facility=site), "place": None, "product": product,
        "start": since[0] if since else None, "end": until[0] if until else reading.published,
        "modality": "actual", "confidence": 0.87, "basis": "cumulative",
    }  # fmt: skip
    reading.add(
        "production",
        columns["subject"],
        value=quantity.value,
        comparator=quantity.comparator,
        unit="vehicle",
        basis="cumulative",
        **{key: columns[key] for key in _COLUMNS},
    )
    return columns, labels


def _over(reading: Reading, period: Period | None) -> bool:
    """Whether a period lay wholly in the past when the text appeared."""
    if period is None or not period.end or not reading.published:
        return False
    return period.end < reading.published[: len(period.end)]


def _add(reading: Reading, columns: dict[str, Any], quantity: Any, scale: float) -> None:
    reading.add(
        columns["metric"],
        columns["subject"],
        value=quantity.value * scale,
        value_max=quantity.value_max,
        comparator=quantity.comparator,
        unit="vehicle",
        **{key: columns[key] for key in _COLUMNS},
    )


_COLUMNS = ("start", "end", "place", "product", "modality", "confidence")


def _earlier(reading: Reading, columns: dict[str, Any], item: _Item, context: _List) -> None:
    """The figure that the one before it is compared with: of its own date, else of a year before.

    What stands in bare brackets is of the time that the list has given for such a figure: ``(2024: 32,656)``.
    """
    date = item.earlier.date if item.earlier is not None else None
    alike = date is not None and date.first and len(date.first) == len(columns["start"] or date.first)
    if alike and date is not None:
        start, end = date.first, date.last
        context.earlier = Period(start, end)
    elif item.bare:
        if context.earlier is None:
            return
        start, end = context.earlier.start, context.earlier.end
    elif columns["start"] and columns["modality"] == "actual":
        start, end = shift_years(columns["start"], -1), shift_years(columns["end"], -1)
    else:
        return
    if end and columns["end"] and end > columns["end"]:
        return
    _add(reading, {**columns, "start": start, "end": end, "modality": "actual"}, item.mention.quantity, 1.0)


def _behind(
    reading: Reading, scene: Scene, columns: dict[str, Any], item: _Item, items: list[_Item], stop: int
) -> None:
    """Growth and share behind a figure, up to the label of the next one."""
    following = [other for other in items if other.place > item.place and other.label is not None]
    stop = following[0].label[0] if following and following[0].label else len(scene.tag)
    sign = 0
    for place, mention in scene.within(item.place, stop, "Z"):
        quantity = mention.quantity
        share = rx("trade.bullet_share").match(scene.tag, place + 1)
        ahead = rx("trade.bullet_share_of").search(scene.tag[item.place : place])
        if share or ahead:
            subject = columns["subject"]
            maker = subject.tag in "MBXO"
            own = rx("trade.bullet_share_own").match(scene.tag, place + 1) and columns["product"]
            if own or (maker and columns["place"]) or (not maker and columns["product"]):
                shares = {"exports": "exportsShare", "production": "productionShare"}
                own = own or not maker
                prop = shares.get(columns["metric"], "salesShare") if own else "marketShare"
                reading.add(
                    prop,
                    subject,
                    value=quantity.value,
                    comparator=quantity.comparator,
                    unit="percent",
                    **{key: columns[key] for key in _COLUMNS},
                )
            continue
        told = direction_of(reading, scene, place, place, quantity)
        told = told or (-1 if quantity.value < 0 else 1 if quantity.signed else 0)
        if not told and rx("trade.growth_year_month").match(scene.text.lower(), scene.end_offset(place + 1)):
            told = sign  # "up 2.8% on the year and 5.1% on the month"
        sign = told
        basis = basis_of(reading, scene, place)
        if not sign or basis == "other" or columns["metric"] not in _GROWING:
            continue
        reading.add(
            columns["metric"] + "Growth",
            columns["subject"],
            value=sign * abs(quantity.value),
            value_max=quantity.value_max,
            comparator=quantity.comparator,
            unit="percent",
            basis=basis,
            **{key: columns[key] for key in _COLUMNS},
        )
