"""Duties: who levies them, on whom, how much, on what, and since when."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, period_of, product_at

__all__ = ["read_tariffs"]


def read_tariffs(reading: Reading, scene: Scene) -> None:
    """Note the duties that a scene states."""
    tag = scene.tag
    if "Z" not in tag:
        return
    topic = reading.memory.get("tariff")
    recent = topic is not None and scene.index - topic["scene"] <= 3
    if not recent:
        topic = None
    in_topic = bool(
        rx("tariffs.read_tariffs_in_topic").search(
            scene.text[max(0, scene.sentence.start - 900) : scene.sentence.end].lower()
        )
    )
    levied = rx("tariffs.read_tariffs_levied").search(tag)
    if not (
        rx("tariffs.strong").search(tag)
        or (in_topic and levied)
        or (recent and rx("tariffs.duty").search(tag))
        or (recent and rx("tariffs.read_tariffs_pay_cooperated").search(tag))
        or rx("tariffs.read_tariffs_charged_charged").search(tag)
    ):
        return
    if rx("tariffs.read_tariffs_market_share").search(tag) and not rx("tariffs.strong").search(tag):
        return
    levier = _levier(reading, scene, topic if recent else None)
    if levier is None:
        return
    product = (
        product_at(reading, scene, 0, len(tag))
        or _vehicles(scene)
        or (topic["product"] if topic and not rx("tariffs.base").search(tag) else None)
    )
    if product is None and rx("tariffs.extra").search(tag):
        known = reading.memory.get("product_topic")
        if known is not None and scene.index - known[0] <= 2:
            product = known[1]
    done: set[int] = set()
    state: dict[str, Any] = {
        "scene": scene.index,
        "levier": levier,
        "product": product,
        "extra": bool(rx("tariffs.extra").search(tag)) or bool(topic and topic["extra"]),
        "block": scene.sentence.block,
    }
    # "17.4% for X, 19.9% for Y"; "X, Y and Z pay a, b and c respectively"
    zs = scene.all("Z")
    pairs: list[tuple[int, Mention, Mention]] = []
    for place, mention in zs:
        after = rx("tariffs.read_tariffs_after").match(tag[place:])
        if after:
            who = scene.at(place + after.start("who"))
            if who is not None:
                pairs.append((place, mention, who))
    run = re.search(r"[MB](?:(?:, and|,| and)(?: the)? [MB])+", tag)
    row = re.search(r"Z(?:(?:, and|,| and) Z)+", tag)
    if not pairs and run and row:
        makers = [m for _, m in scene.within(run.start(), run.end(), "MB")]
        figures = scene.within(row.start(), row.end(), "Z")
        if len(makers) == len(figures):
            pairs = [(place, mention, who) for (place, mention), who in zip(figures, makers, strict=True)]
    for place, mention, who in pairs:
        done.add(place)
        _add(reading, scene, place, mention, levier, who, product, state["extra"])
    for place, mention in zs:
        if place in done:
            continue
        near = tag[max(0, place - 90) : place + 70]
        if not rx("tariffs.duty").search(near) and not (in_topic and levied):
            continue
        behind = tag[place : place + 60]
        if rx("tariffs.read_tariffs_on_for").search(tag[max(0, place - 34) : place + 34]):
            continue
        if rx("tariffs.read_tariffs_share_market").match(behind):
            continue
        around = tag[max(0, place - 30) : place + 24]
        base = rx("tariffs.base").search(around)
        target = (
            None
            if base and not rx("tariffs.read_tariffs_target").search(base[0])
            else _target(reading, scene, place, levier)
        )
        extra = bool(rx("tariffs.extra").search(tag[max(0, place - 60) : place + 34])) and not base
        if rx("tariffs.read_tariffs_on_top").search(tag[:place]):
            extra, target = False, None
        if (
            not extra
            and not base
            and topic
            and topic["extra"]
            and topic["levier"].label == levier.label
            and rx("tariffs.read_tariffs_rates_pay").search(near)
            and not rx("tariffs.strong").search(near)
        ):
            extra = True
        if rx("tariffs.read_tariffs_addition").search(tag[max(0, place - 30) : place]):
            extra, target = False, None
        own = product_at(reading, scene, place, min(len(tag), place + 48)) if not base else None
        named = own or (product if not (base and not re.search("in all|total", base[0])) else None)
        _add(reading, scene, place, mention, levier, target, named, extra)
    reading.memory["tariff"] = state


def _vehicles(scene: Scene) -> str | None:
    for _, mention in scene.all("V"):
        if mention.quantity.products:
            return str(mention.quantity.products[0])
    return None


def _levier(reading: Reading, scene: Scene, topic: dict[str, Any] | None) -> Mention | None:
    tag = scene.tag
    for name in (
        "country_acts",
        "country_s_duty",
        "duty_in",
        "adjective_duty",
        "cars_to",
        "surcharge_in",
        "in_country",
    ):
        match = rx(f"tariffs.levier_{name}").search(tag)
        if match:
            group = "who" if match["who"] else "who2"
            mention = scene.at(match.start(group))
            if mention is not None:
                if mention.tag == "A":
                    if mention.label == "China":
                        continue
                    return Mention(0, 0, "C", mention.label, mention.cls or "Country")
                return mention
    raw = scene.text[scene.sentence.start : scene.sentence.end].lower()
    if rx("tariffs.levier_brussels_european").search(raw):
        return Mention(0, 0, "R", "European Union", "Region")
    here = reading.memory.get("paragraph_country")
    section = reading.section_country
    fresh = topic is None or (
        topic["levier"].label != section and scene.sentence.block is not topic.get("block")
    )
    if section and section != "China" and fresh:
        return Mention(0, 0, "C", section, "Country")
    if topic is not None:
        levier = topic["levier"]
        if isinstance(levier, Mention) and not (
            here and here != levier.label and scene.sentence.block is not topic.get("block")
        ):
            return levier
    origin = {
        m.label for p, m in scene.all("CA") if rx("tariffs.levier_origin").search(tag[max(0, p - 6) : p])
    }
    for label in (reading.memory.get("block_country"), here, reading.country):
        if label and label not in origin and label != "China" and rx("tariffs.levier_there_it").search(tag):
            return Mention(0, 0, "C", str(label), "Country")
    return None


def _target(reading: Reading, scene: Scene, place: int, levier: Mention) -> Mention | None:
    """Who pays: the maker or country named as the source of the cars."""
    tag = scene.tag
    start, end = reading.clauses.span(place)
    every = rx("tariffs.target_every").search(tag)
    if every:
        return scene.at(every.start("who") if every["who"] else every.start("who2"))
    for low, high in ((start, end), (0, len(tag))):
        makers = [(p, m) for p, m in scene.within(low, high, "MB") if m.label != levier.label]
        if makers:
            nearest = min(makers, key=lambda pair: abs(pair[0] - place))
            if nearest[1].cls == "Country":
                return Mention(0, 0, "C", nearest[1].label, "Country")
            if rx("tariffs.target_president").search(tag[max(0, nearest[0] - 12) : nearest[0]]):
                continue
            return nearest[1]
        sources = [
            (p, m)
            for p, m in scene.within(low, high, "CA")
            if m.label != levier.label
            and (m.tag == "A" or rx("tariffs.target_sources").search(tag[max(0, p - 12) : p]))
        ]
        if sources:
            nearest = min(sources, key=lambda pair: abs(pair[0] - place))
            return Mention(0, 0, "C", nearest[1].label, nearest[1].cls or "Country")
    return None


def _add(
    reading: Reading,
    scene: Scene,
    place: int,
    mention: Mention,
    levier: Mention,
    target: Mention | None,
    product: str | None,
    extra: bool,
) -> None:
    quantity = mention.quantity
    modality = reading.clauses.at(place)
    if modality == "none":
        near = scene.tag[max(0, place - 40) : place]
        if rx("tariffs.add_not_no").search(near) and not rx("tariffs.add_cooperat_if").search(scene.tag):
            return
        modality = "actual"
    if quantity.lead == "from":
        return
    before = scene.tag[max(0, place - 16) : place]
    if rx("tariffs.add_instead").search(before):
        modality = "actual"
    date = date_in_clause(reading, scene, place)
    if date is None:
        others = [m for _, m in scene.all("D") if m.date.first and not m.date.base]
        date = others[0] if len(others) == 1 else None
    period = (
        period_of(date, modality) if date is not None and date.date.kind != "to_date" else Period(None, None)
    )
    known = reading.memory.get("tariff")
    if (
        not period
        and known is not None
        and known.get("period")
        and scene.index - known["scene"] <= 2
        and extra
        and rx("tariffs.add_too_rates").search(scene.tag)
        and known["levier"].label == levier.label
    ):
        period = known["period"]
    if (
        not period
        and extra
        and reading.memory.get("in_force") is not None
        and reading.memory["in_force"][0] == levier.label
        and scene.index - reading.memory["in_force"][2] <= 2
    ):
        period = reading.memory["in_force"][1]
    if period and rx("tariffs.add_took_effect").search(scene.tag):
        reading.memory["in_force"] = (levier.label, period, scene.index)
    columns: dict[str, Any] = {"object": target} if target is not None else {}
    reading.add(
        "tariff",
        levier,
        value=quantity.value,
        value_max=quantity.value_max,
        unit="percent",
        comparator=quantity.comparator,
        modality="planned" if modality == "could" else modality,
        basis="additional" if extra else None,
        start=period.start,
        end=period.end,
        product=product,
        confidence=0.86,
        **columns,
    )
