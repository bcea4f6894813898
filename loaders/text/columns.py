"""Headers of tables: what the cells below them say."""

from dataclasses import dataclass, field

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.blocks import Block, Sentence
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period

__all__ = ["Column", "Table", "cell_scene", "column_of", "first_scene", "name_in"]


@dataclass
class Column:
    """What a header says of the cells below it."""

    kind: str
    period: Period | None = None
    mom: bool = False
    product: str | None = None
    unit_scale: float = 1.0
    place: str | None = None


@dataclass
class Table:
    """The columns of the table that is being read."""

    columns: list[Column] = field(default_factory=list)


def cell_scene(reading: Reading, block: Block, span: tuple[int, int]) -> Scene:
    from autoatlas.loaders.text.new_names import name_unknowns

    sentence = Sentence(span[0], span[1], block, True)
    scene = reading.enter(sentence)
    reading.scenes -= 1
    name_unknowns(reading, scene)
    return scene


def column_of(reading: Reading, scene: Scene) -> Column:
    from autoatlas.loaders.text.slots import period_of, product_at

    table = reading.know.tables["headers"]
    words = re.sub(r"[^a-z+/ -]+", " ", scene.text[scene.sentence.start : scene.sentence.end].lower()).strip()
    kind = ""
    for size in range(len(words.split()), 0, -1):
        parts = words.split()
        for start in range(len(parts) - size + 1):
            word = " ".join(parts[start : start + size])
            if word in table and (not kind):
                kind = table[word]
    column = Column(kind)
    if (
        rx("tables.column_change_growth").search(words + scene.tag)
        and kind
        in (
            "exports",
            "sales",
            "production",
            "units",
            "imports",
            "growth",
            "",
        )
        and rx("tables.column_change_growth_2").search(words)
    ):
        column.kind = "growth"
    if (
        rx("tables.column_month_mom").search(words)
        and column.kind == "growth"
        and not re.search("months", words)
    ):
        column.mom = True
    dates = [m for _, m in scene.all("D") if m.date.first]
    if dates:
        column.period = period_of(dates[0])
    column.product = product_at(reading, scene, 0, len(scene.tag)) or reading.memory.get("topic_product")
    makers = rx("tables.column_brands_makers").match(words) and rx("tables.column_from_origin").search(words)
    if makers or (kind == "units" and rx("tables.column_cars_from").search(words)):
        column.kind = "origin"
    elif kind == "units" and rx("tables.column_built").search(words):
        column.kind = "production"
    if rx("tables.column_thousand").search(scene.tag):
        column.unit_scale = 1000.0
    elif re.search(r"million|\(m\b", scene.tag):
        column.unit_scale = 1_000_000.0
    markets = [m.label for _, m in scene.all("CR")]
    column.place = markets[0] if markets else None
    return column


def first_scene(cells: dict[str, list[tuple[Column, Scene]]], kind: str) -> Scene | None:
    return cells[kind][0][1] if kind in cells else None


def name_in(reading: Reading, scene: Scene | None, tags: str) -> Mention | None:
    if scene is None:
        return None
    found = scene.all(tags)
    if found:
        return found[0][1]
    text = scene.text[scene.sentence.start : scene.sentence.end].strip()
    if "M" in tags and re.fullmatch(r"[A-ZÀ-Þ][\w&.' -]{1,40}", text):
        return Mention(scene.sentence.start, scene.sentence.end, "O", text, "Organization")
    return None
