"""What one cell of a table of trade says, be it a header, a label or the line above the table.

A figure in such a table is told by three things together: the header of its column, the labels of its row, and the
caption. Each may give the measure, the period, the product, the maker or the country, so all three are read alike.
"""

from dataclasses import dataclass

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.counting import metric_cues
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, period_of, product_at

__all__ = ["Aspect", "aspect_of", "cell_kind", "months_between"]

_HEADED = {"exports": "exports", "sales": "sales", "production": "production", "imports": "imports"}


@dataclass(slots=True)
class Aspect:
    """What a cell says of the figures in its row or column; ``figure`` is level, growth or share."""

    figure: str = ""
    metric: str | None = None
    period: Period | None = None
    yearless: bool = False
    base: Period | None = None
    basis: str | None = None
    product: str | None = None
    who: Mention | None = None
    land: Mention | None = None
    role: str = ""
    total: str = ""
    scale: float = 1.0
    place: str | None = None
    modality: str = "actual"
    units: bool = False
    other: bool = False

    def says(self) -> bool:
        """Whether it names anything that a figure can be of."""
        return bool(self.metric or self.period or self.product or self.who or self.land or self.total)


def months_between(one: Period | None, other: Period | None) -> int | None:
    """How many months one period ends after another; None where they differ in length or are not known."""
    if one is None or other is None or not (one.end and other.end and one.start and other.start):
        return None
    if len(one.end) != len(other.end) or (one.start == one.end) != (other.start == other.end):
        return None
    years = int(one.end[:4]) - int(other.end[:4])
    return years * 12 + (int(one.end[5:7]) - int(other.end[5:7]) if len(one.end) >= 7 else 0)


def cell_kind(reading: Reading, words: str) -> str:
    """The kind of column that the longest known phrase of a header names."""
    table = reading.know.tables["headers"]
    parts = words.split()
    for size in range(len(parts), 0, -1):
        for start in range(len(parts) - size + 1):
            kind = table.get(" ".join(parts[start : start + size]))
            if kind:
                return kind
    return ""


def aspect_of(
    reading: Reading, scene: Scene, *, label: bool = False, caption: bool = False, title: bool = False
) -> Aspect:
    """Read a header, the label of a row or a caption; captions and titles may speak of other things as well."""
    tag = scene.tag
    raw = scene.text[scene.sentence.start : scene.sentence.end].lower()
    said = Aspect()
    said.other = bool(rx("tables.cell_other").match(tag))
    _measure(reading, scene, said, raw, caption)
    blocked = rx("tables.cell_blocked").search(tag) or scene.all("E") or rx("tables.cell_money").search(raw)
    if blocked and not title and not (caption and said.metric):
        blank = Aspect(figure="none", other=said.other)
        if caption:
            _period(reading, scene, blank, raw, caption)
        return blank
    if caption:
        said.figure = "share" if said.figure == "share" else ""
    _period(reading, scene, said, raw, caption)
    _names(scene, said, caption)
    said.product = product_at(reading, scene, 0, len(tag))
    if said.product is None:
        bare = rx("tables.cell_product").fullmatch(tag.strip(" .:*"))
        said.product = reading.know.tables["cell_products"].get(bare["p"]) if bare else None
    if rx("tables.cell_total").match(tag):
        said.total = "group" if rx("tables.cell_group").search(tag) else "market"
    if rx("tables.column_thousand").search(raw):
        said.scale = 1000.0
    elif rx("tables.cell_million").search(raw):
        said.scale = 1_000_000.0
    if rx("tables.cell_forecast").search(raw):
        said.modality = "forecast"
    elif rx("tables.cell_target").search(raw):
        said.modality = "target"
    elif rx("tables.cell_plan").search(raw):
        said.modality = "planned"
    if label and said.figure == "growth" and said.metric is None and not rx("tables.cell_change").search(raw):
        said.figure = ""
    return said


def _measure(reading: Reading, scene: Scene, said: Aspect, raw: str, caption: bool) -> None:
    tag = scene.tag
    cues = metric_cues(reading, scene)
    verbs = [cue[2] for cue in cues if not caption or rx("tables.cell_verb").match(tag, cue[0])]
    nouns = [cue[2] for cue in cues if cue[3] == "noun"] or verbs
    words = re.sub(r"[^a-z+/ -]+", " ", tag.lower()).strip()
    kind = cell_kind(reading, words)
    if nouns:
        said.metric = nouns[0]
    elif kind in _HEADED and not rx("tables.cell_partly").search(tag):
        said.metric = _HEADED[kind]
    if rx("tables.cell_partly").search(tag):
        said.figure, said.metric = "none", None
        return
    said.units = kind == "units" or bool(rx("tables.cell_units").search(tag))
    if rx("tables.cell_share").search(tag):
        said.figure = "share"
    elif rx("tables.cell_change").search(raw) or (kind == "growth" and not said.metric):
        said.figure = "growth"
        if rx("tables.cell_mom").search(raw):
            said.basis = "mom"
        elif rx("tables.cell_other_base").search(raw):
            said.basis = "other"
    if rx("tables.cell_overseas").search(tag):
        said.place = "overseas"
    elif rx("tables.cell_home").search(tag):
        said.place = "home"
    if said.place and said.metric is None and said.figure == "":
        said.metric = "sales" if rx("tables.cell_home").search(tag) else None


def _period(reading: Reading, scene: Scene, said: Aspect, raw: str, caption: bool) -> None:
    tag = scene.tag
    for place, mention in scene.all("D"):
        date = mention.date
        if not (date.first and date.last) or date.kind == "to_date" or (caption and date.kind == "day"):
            continue
        lead = tag[max(0, place - 24) : place]
        against = "tables.cell_against" if date.kind == "span" or caption else "tables.cell_base"
        if date.base or rx(against).search(lead):
            said.base = said.base or period_of(mention)
        elif said.period is None:
            said.period = period_of(mention)
            said.yearless = not re.search(r"\d{4}|\d{2}\b", scene.text[mention.start : mention.end])
        elif said.base is None and re.fullmatch(r"[A-Z]? ?/ ?", tag[place - 2 : place]):
            said.base = period_of(mention)  # "2024/2023"
    if said.period is None:
        year = rx("tables.cell_year").search(raw)
        month = rx("tables.cell_month").fullmatch(raw.strip(" *_.:"))
        if year:
            said.period = Period(year["y"], year["y"])
            said.modality = "forecast" if year["f"] in "ef" else "actual"
        elif month and reading.published:
            number = int(reading.know.tables["cell_months"][month[0][:3]])
            text = f"{reading.published[:4]}-{number:02d}"
            said.period, said.yearless = Period(text, text), True


def _whole_model(scene: Scene, model: Mention) -> Mention:
    """``Polo Vivo`` in a cell of its own is another model than the Polo."""
    more = rx("tables.cell_longer_model").fullmatch(scene.tag.strip(" .:*"))
    rest = scene.at(scene.tag.index("X U") + 2) if more else None
    if rest is None or rest.label.isupper():
        return model
    return Mention(model.start, rest.end, "X", f"{model.label} {rest.label}", "Model")


def _names(scene: Scene, said: Aspect, caption: bool = False) -> None:
    tag = scene.tag
    group = rx("tables.cell_makers").search(tag)
    if group and not rx("tables.cell_one_maker").search(tag, 0, group.end()):
        found = scene.at(group.start("a"))
        if found is not None and found.cls == "Country":
            said.who = Mention(found.start, found.end, "M", found.label, "Country", kind="makers")
    first = tag.find("(") if tag.find("(") > 0 else len(tag)  # "GWM (incl. Haval)"
    models = [m for _, m in scene.within(0, first, "X")] or [m for _, m in scene.all("X")]
    makers = [m for _, m in scene.within(0, first, "MB") if not m.reference]
    if said.who is None and len({m.label for m in models}) == 1:
        said.who = _whole_model(scene, models[0])
    apposed = makers and rx("tables.cell_apposed").match(tag)
    if said.who is None and (apposed or len({m.label for m in makers}) == 1):
        said.who = makers[0]
    lands = [
        (place, m)
        for place, m in scene.all("CRA")
        if m.cls in ("Country", "Region") and (said.who is None or m.label != said.who.label)
    ]
    plain = [(place, m) for place, m in lands if m.tag in "CR"] or lands
    inside = [(p, m) for p, m in plain if rx("tables.cell_inside").search(tag[max(0, p - 10) : p])]
    chosen = inside or plain
    if rx("tables.cell_two_lands").search(tag):
        said.other = True  # "Australia and Oceania" is neither of them
        return
    if len({m.label for _, m in chosen}) == 1:
        place, mention = chosen[0]
        if mention.label == "World":
            said.total = said.total or "world"
            return
        said.land = Mention(
            mention.start, mention.end, "R" if mention.cls == "Region" else "C", mention.label, mention.cls
        )
        if rx("tables.cell_to").search(tag[max(0, place - 10) : place]):
            said.role = "destination"
        elif rx("tables.cell_from").search(tag[max(0, place - 12) : place]):
            said.role = "origin"
    if rx("tables.cell_destination").search(tag):
        said.role = "destination"
    elif not caption and rx("tables.column_from_origin").search(tag) and not said.land:
        said.role = "origin"
