"""Rows of tables in an article, read by the headers of their columns."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.blocks import Block
from autoatlas.loaders.text.columns import Column, Table, cell_scene, column_of, first_scene, name_in
from autoatlas.loaders.text.frames.tariff_roles import payer_of
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_table import add_figure, read_site_row
from autoatlas.loaders.text.slots import Period, product_at

__all__ = ["read_row"]


def read_row(reading: Reading, block: Block) -> None:
    """Note what one row of a table states; a header row is remembered for the rows below it."""
    scenes = [cell_scene(reading, block, span) for span in block.cells]
    reading.scenes += 1
    if block.kind == "header":
        reading.memory["table"] = Table([column_of(reading, scene) for scene in scenes])
        return
    table = reading.memory.get("table")
    if not isinstance(table, Table) or not scenes:
        return
    cells: dict[str, list[tuple[Column, Scene]]] = {}
    for column, scene in zip(table.columns, scenes, strict=False):
        cells.setdefault(column.kind, []).append((column, scene))
    reading.row = (block.start, block.end)
    try:
        if (
            "site" in cells
            and ("operator" in cells)
            and cells.keys()
            & {"status", "capacity", "investment", "employees", "models", "start", "remarks", "area"}
        ):
            read_site_row(reading, cells)
        else:
            _trade_row(reading, cells)
    finally:
        reading.row = None


_METRIC_OF: dict[str, str] = {
    "exports": "exports",
    "sales": "sales",
    "production": "production",
    "imports": "imports",
}


def _group(reading: Reading, cells: dict[str, list[tuple[Column, Scene]]]) -> Mention | None:
    """The makers of a country together, as the subject of a row."""
    for kind in ("origin", "operator"):
        scene = first_scene(cells, kind)
        if scene is None:
            continue
        found = [m for _, m in scene.all("CA") if m.cls == "Country"]
        if found and (kind == "origin" or rx("tables.group_makers_brands").search(scene.tag)):
            return Mention(0, 0, "M", found[0].label, "Country", kind="makers")
    return None


def _tariff(
    reading: Reading,
    cells: dict[str, list[tuple[Column, Scene]]],
    scene: Scene,
    levier: Mention,
    who: Mention | None,
) -> None:
    """A rate of duty; who pays it, for what, may stand in the sentence above the table."""
    caption = reading.memory.get("last_scene")
    payer, product, extra = who, None, False
    if isinstance(caption, Scene):
        payer = payer or payer_of(reading, caption, 0, levier)
        product = product_at(reading, caption, 0, len(caption.tag))
        extra = bool(rx("tariffs.extra").search(caption.tag))
    dates = [m for _, cell in cells.get("start", []) for _, m in cell.all("D") if m.date.first]
    more: dict[str, Any] = {"object": payer} if payer is not None else {}
    if dates:
        more |= {"start": dates[0].date.first, "end": dates[0].date.last}
    if extra:
        more["basis"] = "additional"
    for _, mention in scene.all("Z")[:1]:
        add_figure(reading, "tariff", levier, mention, "percent", "actual", product=product, **more)


def _trade_row(reading: Reading, cells: dict[str, list[tuple[Column, Scene]]]) -> None:
    """A row of figures: whose, by the first column, and what, by the headers."""
    topic = reading.memory.get("topic") or reading.memory.get("last_metric")
    who = (
        _group(reading, cells)
        or name_in(reading, first_scene(cells, "operator"), "MB")
        or name_in(reading, first_scene(cells, "model"), "X")
    )
    place = None
    for kind in ("destination", "market", "country"):
        scene = first_scene(cells, kind)
        if scene is not None:
            named = [m for _, m in scene.all("CR")]
            if named:
                place = named[0]
    subject: Mention | None = who
    where: str | None = place.label if place is not None and who is not None else None
    if subject is None and place is not None:
        if "destination" in cells or topic == "exports":
            label = reading.title_country
            subject = Mention(0, 0, "C", label, "Country") if label else None
            where = place.label
        else:
            subject = place if place.tag == "C" else None
    if subject is None:
        return
    last: tuple[str, Period | None, str | None, str | None] | None = None
    caption = reading.memory.get("caption_period")
    for kind, entries in cells.items():
        for column, scene in entries:
            metric = _METRIC_OF.get(kind) or (
                topic if kind == "units" or (kind == "" and (column.period or column.product)) else None
            )
            period = column.period or (caption if isinstance(caption, Period) else None)
            market = (
                where
                or column.place
                or (reading.memory.get("text_market") if metric in ("sales",) or kind == "share" else None)
            )
            if market in (
                subject.label,
                reading.registry.home_of(subject.label) if subject.cls != "Country" else None,
            ):
                market = None if market == subject.label else market
            if metric:
                for _, mention in scene.all("NV")[:1]:
                    quantity = mention.quantity
                    scale = column.unit_scale if quantity.value < 100_000 else 1.0
                    reading.add(
                        metric,
                        subject,
                        value=quantity.value * scale,
                        comparator=quantity.comparator,
                        unit="vehicle",
                        start=period.start if period else None,
                        end=period.end if period else None,
                        place=market if market != subject.label else None,
                        product=column.product,
                        confidence=0.93,
                    )
                    last = (metric, period, market if market != subject.label else None, column.product)
            elif kind == "growth" and last is not None:
                for _, mention in scene.all("Z")[:1]:
                    quantity = mention.quantity
                    sign = (
                        -1
                        if re.match(r"\s*[-−–]", scene.text[scene.sentence.start : scene.sentence.end])
                        else 1
                    )
                    metric_name, when, market, product = last
                    reading.add(
                        metric_name + "Growth",
                        subject,
                        value=sign * abs(quantity.value),
                        comparator=quantity.comparator,
                        unit="percent",
                        basis="mom" if column.mom else None,
                        start=when.start if when else None,
                        end=when.end if when else None,
                        place=market,
                        product=product,
                        confidence=0.93,
                    )
            elif kind == "share":
                for _, mention in scene.all("Z")[:1]:
                    market_place = market or (last[2] if last else None)
                    if market_place and subject.cls != "Country":
                        when = period or (last[1] if last else None)
                        add_figure(
                            reading,
                            "marketShare",
                            subject,
                            mention,
                            "percent",
                            "actual",
                            start=when.start if when else None,
                            end=when.end if when else None,
                            place=market_place,
                        )
            elif kind == "outlets":
                for _, mention in scene.all("NS")[:1]:
                    add_figure(reading, "outlets", subject, mention, "outlet", "actual", place=where)
            elif kind == "countries":
                for _, mention in scene.all("NK")[:1]:
                    add_figure(reading, "countriesPresent", subject, mention, "country", "actual")
            elif kind == "tariff" and place is not None:
                _tariff(reading, cells, scene, Mention(0, 0, place.tag, place.label, place.cls), who)
            elif kind == "capacity" and who is not None:
                for _, mention in scene.all("NV")[:1]:
                    add_figure(
                        reading, "annualCapacity", subject, mention, "vehicle/year", "actual", place=where
                    )
