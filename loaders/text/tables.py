"""Rows of tables in an article, read by the headers of their columns."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from autoatlas.loaders.text.blocks import Block, Sentence
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.modality import Clauses
from autoatlas.loaders.text.places import place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period

__all__ = ["read_row"]



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


def _cell_scene(reading: Reading, block: Block, span: tuple[int, int]) -> Scene:
    from autoatlas.loaders.text.discourse import name_unknowns

    sentence = Sentence(span[0], span[1], block, True)
    scene = reading.enter(sentence)
    reading.scenes -= 1
    name_unknowns(reading, scene)
    reading.clauses = Clauses(scene, reading.know)
    return scene


def read_row(reading: Reading, block: Block) -> None:
    """Note what one row of a table states; a header row is remembered for the rows below it."""
    scenes = [_cell_scene(reading, block, span) for span in block.cells]
    reading.scenes += 1
    if block.kind == "header":
        reading.memory["table"] = Table([_column(reading, scene) for scene in scenes])
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
            _site_row(reading, cells)
        else:
            _trade_row(reading, cells)
    finally:
        reading.row = None


def _column(reading: Reading, scene: Scene) -> Column:
    from autoatlas.loaders.text.slots import period_of, product_at

    table = reading.know.tables["headers"]
    words = re.sub(r"[^a-z+/ -]+", " ", scene.text[scene.sentence.start : scene.sentence.end].lower()).strip()
    kind = ""
    for size in range(len(words.split()), 0, -1):
        parts = words.split()
        for start in range(0, len(parts) - size + 1):
            word = " ".join(parts[start : start + size])
            if word in table and (not kind):
                kind = table[word]
    column = Column(kind)
    if rx("tables.column_change_growth").search(words + scene.tag) and kind in (
        "exports",
        "sales",
        "production",
        "units",
        "imports",
        "growth",
        "",
    ):
        if rx("tables.column_change_growth_2").search(words):
            column.kind = "growth"
    if rx("tables.column_month_mom").search(words) and column.kind == "growth" and not re.search("months", words):
        column.mom = True
    dates = [m for _, m in scene.all("D") if m.date.first]
    if dates:
        column.period = period_of(dates[0])
    column.product = product_at(reading, scene, 0, len(scene.tag)) or reading.memory.get("topic_product")
    if rx("tables.column_brands_makers").match(words) and rx("tables.column_from_origin").search(words):
        column.kind = "origin"
    if rx("tables.column_thousand").search(scene.tag):
        column.unit_scale = 1000.0
    elif re.search(r"million|\(m\b", scene.tag):
        column.unit_scale = 1_000_000.0
    markets = [m.label for _, m in scene.all("CR")]
    column.place = markets[0] if markets else None
    return column


def _first(cells: dict[str, list[tuple[Column, Scene]]], kind: str) -> Scene | None:
    return cells[kind][0][1] if kind in cells else None


def _name(reading: Reading, scene: Scene | None, tags: str) -> Mention | None:
    if scene is None:
        return None
    found = scene.all(tags)
    if found:
        return found[0][1]
    text = scene.text[scene.sentence.start : scene.sentence.end].strip()
    if "M" in tags and re.fullmatch(r"[A-ZÀ-Þ][\w&.' -]{1,40}", text):
        return Mention(scene.sentence.start, scene.sentence.end, "O", text, "Organization")
    return None


def _site_row(reading: Reading, cells: dict[str, list[tuple[Column, Scene]]]) -> None:
    operator = _name(reading, _first(cells, "operator"), "MBOU")
    site = _first(cells, "site")
    if operator is None or site is None:
        return
    quote = reading.row or (0, 0)
    names, _ = place_phrase(site, 0, reading.know)
    for _, scene in cells.get("country", []):
        more, _ = place_phrase(scene, 0, reading.know)
        names.extend(more)
    if not names:
        return
    kind = "battery plant" if re.search(r"batter", site.tag) else "plant"
    facility = Facility(
        kind,
        (operator.label, operator.cls or "Organization"),
        quote,
        quote=quote,
        scene=reading.scenes,
        born=reading.scenes,
    )
    rank = 0
    for name in names:
        if name.kind == "country":
            facility.country = facility.country or (name.label, quote)
        elif name.kind != "region":
            facility.add_site(name.label, name.kind or ("province" if rank else ""), name.near, quote)
            rank += 1
    status = _first(cells, "status")
    words = status.tag if status is not None else ""
    if rx("tables.planned").search(words) and not rx("tables.site_row_running_operating").match(words):
        facility.planned = True
    elif rx("tables.running").search(words):
        facility.planned = False
    reading.facilities.append(facility)
    reading.facility, reading.facility_scene = facility, reading.scenes
    reading.recent.append(facility)
    for _, scene in cells.get("start", []):
        for _, mention in scene.all("D")[:1]:
            date = mention.date
            if facility.planned is None and date.last and reading.published:
                late = rx("tables.site_row_late").search(scene.text[scene.sentence.start : scene.sentence.end].lower())
                facility.planned = date.first > reading.published or (
                    bool(late) and date.last[:4] >= reading.published[:4]
                )
    modality = "planned" if facility.planned else "actual"
    for column, scene in cells.get("capacity", []):
        _capacities(reading, facility, scene, column, modality)
    for _, scene in cells.get("investment", []):
        for _, mention in scene.all("E"):
            _figure(reading, "investment", facility, mention, mention.quantity.unit, modality)
    for _, scene in cells.get("employees", []):
        for _, mention in scene.all("NHV"):
            _figure(reading, "employees", facility, mention, "person", modality)
            break
    for _, scene in cells.get("area", []):
        for _, mention in scene.all("G"):
            _figure(reading, "siteArea", facility, mention, "m2", modality)
            break
    for _, scene in cells.get("local", []):
        for _, mention in scene.all("Z"):
            _figure(reading, "localContent", facility, mention, "percent", modality)
            break
    for _, scene in cells.get("models", []):
        _models(reading, facility, scene, modality)
    for _, scene in cells.get("start", []):
        for _, mention in scene.all("D"):
            date = mention.date
            if date.first:
                later = bool(facility.planned)
                _event(
                    reading,
                    facility,
                    "productionStart",
                    date.first,
                    date.last,
                    "planned" if later else "actual",
                    "started",
                )
            break
    for _, scene in cells.get("partner", []):
        for _, mention in scene.all("MBO"):
            reading.add("partnersWith", operator, object=mention, confidence=0.85)
    if status is not None:
        _phrases(reading, facility, status, modality)
    for _, scene in cells.get("remarks", []):
        _phrases(reading, facility, scene, modality)


def _figure(
    reading: Reading, prop: str, subject: Any, mention: Mention, unit: str | None, modality: str, **more: Any
) -> None:
    quantity = mention.quantity
    reading.add(
        prop,
        subject,
        value=quantity.value,
        value_max=quantity.value_max,
        comparator=quantity.comparator,
        unit=unit,
        modality=modality,
        confidence=0.93,
        **more,
    )


def _capacities(reading: Reading, facility: Facility, scene: Scene, column: Column, modality: str) -> None:
    for index, (place, mention) in enumerate(scene.all("NVW")):
        quantity = mention.quantity
        later = index > 0 or rx("tables.later").search(scene.tag[:place]) is not None
        unit = (
            "vehicle/year" if mention.tag != "W" else "GWh/year" if quantity.kind == "energy" else "pack/year"
        )
        value = quantity.value * (column.unit_scale if quantity.value < 10_000 else 1)
        reading.add(
            "annualCapacity",
            facility,
            value=value,
            value_max=quantity.value_max,
            comparator=quantity.comparator,
            unit=unit,
            modality="planned" if later else modality,
            product="battery" if mention.tag == "W" else None,
            confidence=0.93,
        )


def _models(reading: Reading, facility: Facility, scene: Scene, modality: str) -> None:
    for place, mention in scene.all("XUB"):
        later = rx("tables.models_later").search(scene.tag[:place])
        reading.add(
            "produces",
            facility,
            object=mention.label,
            object_type="Brand" if mention.tag == "B" else "Model",
            modality="planned" if later else modality,
            confidence=0.9,
        )


def _event(
    reading: Reading,
    facility: Facility,
    prop: str,
    start: str | None,
    end: str | None,
    modality: str,
    kind: str,
) -> None:
    draft = reading.add(
        prop, facility, start=start, end=end, modality=modality, happened=modality == "actual", confidence=0.9
    )
    if draft is not None:
        draft.basis = kind


_EVENTS: tuple[tuple[str, str, str], ...] = (
    (
        r"ground(?:-| )?(?:broken|breaking)|broke ground|under construction since|construction (?:began|started|since)|being built since",
        "groundbreaking",
        "ground",
    ),
    (r"complet(?:ion|ed|e)|finish(?:ed)?|ready", "completed", "completed"),
    (r"announced|unveiled|agreed|signed|announcement", "announced", "announced"),
    (r"on hold|suspended|paused|halted|mothballed|frozen|idle", "suspended", "suspended"),
    (r"cancelled|canceled|scrapped|dropped|abandoned|given up", "cancelled", "cancelled"),
    (r"closed|shut(?: down)?|closure", "closed", "closed"),
    (
        r"production (?:from|since|start(?:ed|s)?|began|begins|to start|due)|start of production|sop|in production since|building since|started|producing since|start",
        "productionStart",
        "started",
    ),
    (
        r"open(?:ed|ing|s)?|inaugurat\w+|running since|operating since|in operation since|since",
        "productionStart",
        "opened",
    ),
)


def _phrases(reading: Reading, facility: Facility, scene: Scene, modality: str) -> None:
    """Read a cell of keywords: events with dates, land, staff, models, kits, on whose behalf."""
    tag = scene.tag
    start = 0
    for stop in [*(m.start() for m in re.finditer(r"[;,](?= (?![XU]))|[;](?= )", tag)), len(tag)]:
        piece = tag[start:stop]
        dates = [(p, m) for p, m in scene.within(start, stop, "D") if m.date.first]
        for source, prop, kind in _EVENTS:
            found = re.search(rf"(?<![a-z])(?:{source})(?![a-z])", piece)
            if not found:
                continue
            if dates:
                date = dates[-1][1].date
                ahead = bool(
                    reading.published
                    and date.last
                    and date.first
                    and date.first > reading.published[: len(date.first)]
                )
                if (
                    facility.planned
                    and kind in ("completed", "started", "opened")
                    and reading.published
                    and date.last
                    and date.last >= reading.published[: len(date.last)]
                ):
                    ahead = True
                firm = (
                    "planned" if ahead and kind not in ("announced", "suspended", "cancelled") else "actual"
                )
                first = date.last if date.relation == "by" else date.first
                _event(reading, facility, prop, first, date.last, firm, kind)
                if kind == "cancelled":
                    facility.cancelled = facility.planned = True
            elif kind in ("suspended", "cancelled") and reading.published:
                draft = reading.add(
                    prop,
                    facility,
                    start=reading.published,
                    end=reading.published,
                    comparator="<=",
                    happened=True,
                    confidence=0.85,
                )
                if draft is not None:
                    draft.basis = kind
                if kind == "cancelled":
                    facility.cancelled = facility.planned = True
            break
        start = stop
    for place, mention in scene.all("GHZEVN"):
        if mention.tag == "G":
            _figure(reading, "siteArea", facility, mention, "m2", modality)
        elif mention.tag == "H" and rx("tables.phrases_staff_jobs").search(scene.text[mention.start : mention.end + 20].lower() + tag):
            _figure(reading, "employees", facility, mention, "person", modality)
        elif mention.tag == "Z" and re.search(r"local", tag):
            _figure(reading, "localContent", facility, mention, "percent", modality)
        elif (
            mention.tag in "VN"
            and rx("tables.phrases_built_produced").search(tag[:place] + tag[place : place + 12])
            and mention.quantity.per is None
        ):
            dates = [m for _, m in scene.all("D") if m.date.first]
            when = dates[-1].date if dates else None
            _figure(
                reading,
                "production",
                facility,
                mention,
                "vehicle",
                "actual",
                start=when.first if when else None,
                end=when.last if when else None,
            )
    if rx("tables.phrases_ckd").search(tag):
        reading.add("assemblyMode", facility, object="CKD", modality=modality, confidence=0.9)
    elif rx("tables.phrases_skd").search(tag):
        reading.add("assemblyMode", facility, object="SKD", modality=modality, confidence=0.9)
    elif rx("tables.phrases_kits").search(tag):
        reading.add("assemblyMode", facility, object="kit", modality=modality, confidence=0.85)
    if rx("tables.phrases_full_plant").search(tag):
        reading.add("assemblyMode", facility, object="full", modality=modality, confidence=0.85)
    contract = rx("tables.phrases_contract").search(tag)
    if re.search("contract", tag):
        reading.add("assemblyMode", facility, object="contract", modality=modality, confidence=0.88)
    if contract and rx("tables.phrases_contract_builds").search(tag):
        for _, mention in scene.within(contract.start("who"), contract.end("who"), "MB"):
            reading.add(
                "produces",
                facility,
                object=mention.label,
                object_type="Brand",
                modality=modality,
                confidence=0.86,
            )
            if "contract" in tag and facility.operator is not None:
                reading.add(
                    "partnersWith",
                    mention,
                    object=facility.operator[0],
                    object_type=facility.operator[1],
                    confidence=0.86,
                )
    if "X" in tag or ("U" in tag and re.search(r"\d", tag)):
        _models(reading, facility, scene, modality)


_METRIC_OF: dict[str, str] = {
    "exports": "exports",
    "sales": "sales",
    "production": "production",
    "imports": "imports",
}


def _group(reading: Reading, cells: dict[str, list[tuple[Column, Scene]]]) -> Mention | None:
    """The makers of a country together, as the subject of a row."""
    for kind in ("origin", "operator"):
        scene = _first(cells, kind)
        if scene is None:
            continue
        found = [m for _, m in scene.all("CA") if m.cls == "Country"]
        if found and (
            kind == "origin"
            or rx("tables.group_makers_brands").search(scene.tag)
        ):
            return Mention(0, 0, "M", found[0].label, "Country", kind="makers")
    return None


def _trade_row(reading: Reading, cells: dict[str, list[tuple[Column, Scene]]]) -> None:
    """A row of figures: whose, by the first column, and what, by the headers."""
    topic = reading.memory.get("topic") or reading.memory.get("last_metric")
    who = (
        _group(reading, cells)
        or _name(reading, _first(cells, "operator"), "MB")
        or _name(reading, _first(cells, "model"), "X")
    )
    place = None
    for kind in ("destination", "market", "country"):
        scene = _first(cells, kind)
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
                        _figure(
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
                    _figure(reading, "outlets", subject, mention, "outlet", "actual", place=where)
            elif kind == "countries":
                for _, mention in scene.all("NK")[:1]:
                    _figure(reading, "countriesPresent", subject, mention, "country", "actual")
            elif kind == "tariff" and place is not None:
                for _, mention in scene.all("Z")[:1]:
                    more = {"object": who} if who is not None else {}
                    _figure(
                        reading,
                        "tariff",
                        Mention(0, 0, place.tag, place.label, place.cls),
                        mention,
                        "percent",
                        "actual",
                        **more,
                    )
            elif kind == "capacity" and who is not None:
                for _, mention in scene.all("NV")[:1]:
                    _figure(
                        reading, "annualCapacity", subject, mention, "vehicle/year", "actual", place=where
                    )


_: Callable[..., None] = read_row
