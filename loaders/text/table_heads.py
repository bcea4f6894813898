"""The headers of a table of trade, the lines above it, and which column gives the growth of which."""

from dataclasses import dataclass, field

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.blocks import Block, Sentence
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period
from autoatlas.loaders.text.table_cells import Aspect, aspect_of, cell_kind
from autoatlas.loaders.text.titles import title_scene

__all__ = ["TradeTable", "beside", "caption_above", "open_table"]

_ABOVE = 700  # characters looked back for a caption
_LINES = 3
_HEADING = 90
_LONG = 200  # of a longer line only the last sentence is the caption


@dataclass
class TradeTable:
    """The headers of a table of trade and what is said above it."""

    heads: list[Aspect]
    kinds: list[str]
    caption: Aspect
    title: Aspect
    above: str | None = None
    who_above: Mention | None = None
    makers: bool = False
    growth_of: dict[int, int] = field(default_factory=dict)
    caption_basis: str | None = None


def open_table(reading: Reading, block: Block, scenes: list[Scene]) -> TradeTable:
    """Read the headers of a table and the lines above it."""
    heads = [aspect_of(reading, scene) for scene in scenes]
    kinds = [cell_kind(reading, re.sub(r"[^a-z+/ -]+", " ", scene.tag.lower()).strip()) for scene in scenes]
    caption, title, basis = caption_above(reading, block.start, block)
    corner = heads[0] if heads and heads[0].period is None and heads[0].figure == "" else None
    if corner is not None and corner.land is not None and not corner.role and not corner.who:
        caption.land = caption.land or corner.land  # "Hungary, new cars" above the names of the makers
        if rx("tables.cell_new_cars").search(scenes[0].tag):
            caption.metric = caption.metric or "sales"
    if corner is not None and corner.who is not None and len(heads) > 1 and corner.who.cls != "Country":
        caption.who = corner.who  # "Kia sales" above the names of the markets
        caption.metric = corner.metric or caption.metric
        caption.product = corner.product or caption.product
    table = TradeTable(heads, kinds, caption, title, caption_basis=basis)
    for at, head in enumerate(heads):
        raw = scenes[at].tag.strip(" *_")
        if at and head.figure == "" and not head.says() and not head.units and raw in ("", "%", "in %"):
            head.figure = "growth"  # the changes stand under a bare sign, or under nothing
            head.role = "" if raw else "signed"
        if head.figure == "growth":
            found = _levels_of(heads, at)
            if found is not None:
                table.growth_of[at] = found
    return table


def caption_above(reading: Reading, start: int, block: Block) -> tuple[Aspect, Aspect, str | None]:
    """What the lines above a table or a list say, what the title says, and what growth is measured against."""
    caption = Aspect()
    basis = None
    for at, scene in enumerate(_above(reading, start, block)):
        said = aspect_of(reading, scene, caption=True)
        if at and scene.tag.rstrip().endswith(
            (".", '"')
        ):  # a sentence further up speaks of more than the table
            said.product, said.period, said.modality = None, None, "actual"
        if said.figure != "none":
            _take(caption, said)
        elif at == 0 and said.period is not None:
            caption.period, caption.yearless = said.period, said.yearless
        words = scene.text[scene.sentence.start : scene.sentence.end].lower()
        if rx("tables.cell_mom").search(words) and not rx("tables.cell_yoy").search(words):
            basis = "mom"
        if rx("tables.cell_thousand").search(words):
            caption.scale = 1000.0
    title = title_scene(reading)
    whole = aspect_of(reading, title, caption=True, title=True) if title is not None else Aspect()
    return caption, whole if whole.figure != "none" else Aspect(), basis


def _above(reading: Reading, begin: int, block: Block) -> list[Scene]:
    """The lines above a table, the nearest first, as far as the heading."""
    text = reading.text
    low = max(reading.document.body, begin - _ABOVE)
    scenes: list[Scene] = []
    stop = text.rfind("\n", low, begin)
    while stop > low and len(scenes) < _LINES:
        start = max(text.rfind("\n", low, stop) + 1, low)
        line = text[start:stop].strip()
        if line.startswith("|"):
            break
        if line and not rx("tables.cell_bullet").match(line):
            heading = line.startswith("#") or (line.isupper() and len(line) < _HEADING)
            heading = heading or (line.startswith("**") and line.endswith("**") and len(line) < _HEADING)
            cut = start
            if len(line) > _LONG:
                ends = [m.end() for m in rx("tables.cell_cut").finditer(text, start, stop)]
                cut = ends[-1] if ends else start
            scenes.append(_glance(reading, cut, stop, block))
            if heading:
                break
        stop = start - 1
    return scenes


def _glance(reading: Reading, start: int, end: int, block: Block) -> Scene:
    """A line as a scene of known names alone: in capitals, all of it would look like a name."""
    inside = [
        m
        for m in reading.all[reading.at(start) : reading.at(start) + 40]
        if m.start >= start and m.end <= end
    ]
    return Scene(reading.text, Sentence(start, end, block, False), inside, reading.scenes)


def _take(caption: Aspect, said: Aspect) -> None:
    """Take over from a line above what the lines nearer to the table have left open."""
    if said.who is not None and caption.who is None:
        caption.who = said.who
    if said.land is not None and caption.land is None:
        caption.land, caption.role = said.land, said.role
    elif not caption.role:
        caption.role = said.role
    caption.metric = caption.metric or said.metric
    caption.figure = caption.figure or said.figure
    caption.product = caption.product or said.product
    if said.period is not None and caption.period is None:
        caption.period, caption.yearless = said.period, said.yearless
    caption.place = caption.place or said.place
    if said.modality != "actual":
        caption.modality = said.modality


def _levels_of(heads: list[Aspect], at: int) -> int | None:
    """The column of levels whose growth a column gives: the latest of those just left of it."""
    head = heads[at]

    def fits(other: Aspect) -> bool:
        alike = head.metric is None or other.metric in (None, head.metric)
        return alike and other.figure == "" and (other.says() or other.units)

    if head.period is not None:
        same = [
            i
            for i, other in enumerate(heads)
            if fits(other) and other.period is not None and other.period.end == head.period.end
        ]
        if same:
            return same[0]
    place = at - 1
    while place >= 0 and not fits(heads[place]):
        if heads[place].figure not in ("growth", "share") and head.metric is None:
            break
        place -= 1
    run = _run(heads, place) if place >= 0 and fits(heads[place]) else []
    if not run:
        behind = [i for i in range(at + 1, len(heads)) if fits(heads[i])]
        return behind[0] if behind else None
    return run[0]


def _run(heads: list[Aspect], place: int) -> list[int]:
    """The columns of levels side by side that end with one, alike but for their periods; the latest first."""
    last = heads[place]
    run = []
    while place >= 0:
        head = heads[place]
        alike = head.figure == "" and (head.says() or head.units)
        dateless = head.period is None and last.period is not None
        if not alike or dateless or (head.metric, head.product) != (last.metric, last.product):
            break
        run.append(place)
        place -= 1
    dated = [(period.end or "", i) for i in run if (period := heads[i].period) is not None]
    if len(dated) < len(run):
        return run[:1]
    return [i for _, i in sorted(dated, reverse=True)]


def beside(heads: list[Aspect], of: int | None) -> Period | None:
    """The period of the column that a level is compared with: the next earlier one beside it."""
    if of is None:
        return None
    last = of
    while last + 1 < len(heads) and heads[last + 1].figure == "":
        last += 1
    run = _run(heads, last)
    if of not in run or run.index(of) + 1 >= len(run):
        return None
    return heads[run[run.index(of) + 1]].period
