"""Rows of tables in an article, read by the headers of their columns."""

from typing import Any

from autoatlas.loaders.text.blocks import Block
from autoatlas.loaders.text.columns import Column, Table, cell_scene, column_of, first_scene, name_in
from autoatlas.loaders.text.frames.tariff_roles import payer_of
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.owner_cells import read_owner_cells
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_table import add_figure, read_site_row
from autoatlas.loaders.text.slots import product_at
from autoatlas.loaders.text.table_heads import TradeTable, open_table
from autoatlas.loaders.text.titles import title_scene
from autoatlas.loaders.text.trade_table import read_trade_row

__all__ = ["read_row", "sheet_line"]


def sheet_line(reading: Reading, block: Block) -> Block | None:
    """A row of a table that is a sheet of facts, ``| Location | TOWN |``, as the labelled line that it stands for."""
    if block.kind == "header":
        reading.memory["sheet_table"] = False
    if len(block.cells) != 2 or (block.kind == "row" and not reading.memory.get("sheet_table")):
        return None
    first, second = block.cells
    label, value = (reading.text[low:high].strip(" *_").lower() for low, high in block.cells)
    if block.kind == "header":
        keyed = bool(value) and bool(rx("state.sheet_label").fullmatch(label))
        if not keyed and not rx("tables.sheet_head").fullmatch(value):
            return None
        reading.memory["sheet_table"] = True
        if not keyed:
            return (
                Block("heading", *first) if label and not rx("tables.sheet_head").fullmatch(label) else block
            )
    if first[0] >= first[1] or second[0] >= second[1]:
        return block
    return Block("bullet", first[0], second[1], label=first)


def read_row(reading: Reading, block: Block) -> None:
    """Note what one row of a table states; a header row is remembered for the rows below it."""
    scenes = [cell_scene(reading, block, span) for span in block.cells]
    reading.scenes += 1
    if block.kind == "header":
        reading.memory["table"] = Table([column_of(reading, scene) for scene in scenes])
        reading.memory["owners_told"] = any(
            rx("owners.heads_owners").fullmatch(scene.tag.strip(" *.:")) for scene in scenes[1:]
        )
        reading.memory["trade_table"] = open_table(reading, block, scenes)
        return
    table = reading.memory.get("table")
    if not isinstance(table, Table) or not scenes:
        return
    cells: dict[str, list[tuple[Column, Scene]]] = {}
    for column, scene in zip(table.columns, scenes, strict=False):
        cells.setdefault(column.kind, []).append((column, scene))
    reading.row = (block.start, block.end)
    try:
        if reading.memory.get("owners_told"):
            read_owner_cells(reading, scenes)
        trade = reading.memory.get("trade_table")
        runner = (
            trade.caption.who or reading.section_maker or trade.title.who
            if isinstance(trade, TradeTable)
            else None
        )
        about = _ABOUT_SITES | ({"remarks"} if "operator" in cells else set())
        if "site" in cells and ("operator" in cells or runner is not None) and cells.keys() & about:
            read_site_row(reading, cells, runner)
        else:
            if isinstance(trade, TradeTable):
                _measures(reading, trade, scenes)
                read_trade_row(reading, trade, scenes)
            _company_row(reading, cells)
    finally:
        reading.row = None


_ABOUT_SITES = {"status", "capacity", "investment", "employees", "models", "start", "area"}
_MEASURES = {
    "outlets": ("outlet", "NS"),
    "employees": ("person", "NHV"),
    "countriesPresent": ("country", "NK"),
}


def _measures(reading: Reading, table: TradeTable, scenes: list[Scene]) -> None:
    """``| Showrooms | 381 | 173 |`` below years: what a maker has of something that is not traded."""
    maker = table.caption.who or reading.section_maker or table.title.who
    said = scenes[0].tag.strip(" .:*")
    found = next((prop for prop in _MEASURES if rx(f"tables.row_{prop.lower()}").fullmatch(said)), None)
    if found is None or maker is None or maker.cls == "Country":
        return
    unit, tags = _MEASURES[found]
    for head, scene in zip(table.heads[1:], scenes[1:], strict=False):
        if head.period is None or head.figure:
            continue
        for _, mention in scene.all(tags)[:1]:
            dates = {"start": head.period.end, "end": head.period.end}
            add_figure(reading, found, maker, mention, unit, "actual", **dates)


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


def _levier(reading: Reading) -> Mention | None:
    """Who levies the duties of a table of makers: the one country or union that the lines above name for that."""
    scenes = [reading.memory.get("last_scene"), title_scene(reading)]
    for scene in scenes:
        found = rx("tables.levied_by").search(scene.tag) if isinstance(scene, Scene) else None
        mention = (
            scene.at(found.start("c" if found["c"] else "d")) if found and isinstance(scene, Scene) else None
        )
        if mention is not None:
            return mention
    return None


def _company_row(reading: Reading, cells: dict[str, list[tuple[Column, Scene]]]) -> None:
    """Figures of a company or a country that are no trade: outlets, countries, tariffs, capacities."""
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
    trade = reading.memory.get("trade_table")
    caption = trade.caption.who if isinstance(trade, TradeTable) else None
    runner = who or (caption if caption is not None and caption.cls != "Country" else reading.section_maker)
    subject: Mention | None = who
    where: str | None = place.label if place is not None and runner is not None else None
    if subject is None and place is not None:
        subject = place if place.tag == "C" else None
    if subject is None:
        return
    for kind, entries in cells.items():
        for _, scene in entries:
            if kind == "outlets" and runner is not None:
                for _, mention in scene.all("NS")[:1]:
                    add_figure(reading, "outlets", runner, mention, "outlet", "actual", place=where)
            elif kind == "countries":
                for _, mention in scene.all("NK")[:1]:
                    add_figure(reading, "countriesPresent", subject, mention, "country", "actual")
            elif kind == "tariff":
                levier = place if place is not None else _levier(reading)
                if levier is not None:
                    _tariff(reading, cells, scene, Mention(0, 0, levier.tag, levier.label, levier.cls), who)
            elif kind == "capacity" and who is not None:
                for _, mention in scene.all("NV")[:1]:
                    add_figure(
                        reading, "annualCapacity", subject, mention, "vehicle/year", "actual", place=where
                    )
