"""Duties: who levies them, on whom, how much, on what, and since when."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from autoatlas.loaders.text.frames.tariff_roles import (
    countries_of,
    levier_in,
    levier_of,
    payer_enjoys,
    payer_of,
    payers_listed,
    payers_together,
)
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, period_of, product_at

__all__ = ["read_tariffs"]

_REACH = 900  # letters back to the rates that "these" are
_FAR = 3  # sentences over which the talk of a duty goes on; bullets go on with what stands before their list


@dataclass(slots=True)
class _Topic:
    """The duty that is being spoken of."""

    scene: int
    levier: Mention
    product: str | None = None
    payer: Mention | None = None
    extra: bool = False
    period: Period = field(default_factory=lambda: Period(None, None))
    block: Any = None
    products: list[str | None] = field(default_factory=list)
    last: dict[str, Any] | None = None
    was_extra: bool | None = None
    at: int = 0


def read_tariffs(reading: Reading, scene: Scene) -> None:
    """Note the duties that a scene states."""
    tag = scene.tag
    topic = _topic(reading, scene)
    strong = bool(rx("tariffs.strong").search(tag))
    before = reading.memory.get("tariff")
    talk = (isinstance(before, _Topic) and scene.index - before.scene <= _FAR + 1) or bool(
        rx("tariffs.strong").search((reading.document.title or "").lower())
    )
    if not strong and not (talk and rx("tariffs.goes_on").search(tag)):
        return
    if not strong and rx("tariffs.other_subject").search(tag):
        return
    levier = levier_of(reading, scene, topic.levier if topic else None, topic.block if topic else None)
    if levier is None:
        return
    if topic is not None and topic.levier.label != levier.label:
        topic = None
    own = product_at(reading, scene, 0, len(tag)) or _counted(scene)
    extra_here = bool(rx("tariffs.extra").search(tag))
    new = _Topic(scene.index, levier, block=scene.sentence.block)
    new.product = own or (topic.product if topic else None)
    if new.product is None and extra_here:
        known = reading.memory.get("product_topic")
        if known is not None and scene.index - known[0] <= 2:
            new.product = known[1]
    new.extra = extra_here or (topic is not None and topic.extra)
    new.payer = payer_of(reading, scene, 0, levier) or (topic.payer if topic else None)
    dates = [m for _, m in scene.all("D") if (m.date.first or m.date.last) and not m.date.base]
    if len({m.date.last for m in dates}) == 1 and rx("tariffs.in_force").search(tag):
        new.period = period_of(dates[-1])
    elif topic is not None:
        new.period = topic.period
    if topic is not None:
        new.last = topic.last
        _same_rate(reading, scene, topic)
    _on_top(reading, scene, levier)
    zs = [(p, m) for p, m in scene.all("Z") if _is_duty(scene, p)]
    listed = payers_listed(reading, scene, zs)
    for place, mention in zs:
        new.levier = levier_in(reading, scene, place, levier)
        _duty(reading, scene, place, mention, new, topic, listed.get(place), own)
    if zs or strong:
        reading.memory["tariff"] = new


def _on_top(reading: Reading, scene: Scene, levier: Mention) -> None:
    """``All of these come on top of the usual duty``: the rates that were said before."""
    if rx("tariffs.these_on_top").search(scene.tag) is None:
        return
    for draft in reading.drafts[-12:]:
        near = scene.sentence.start - draft.quote[0] < _REACH
        if draft.property == "tariff" and draft.subject == levier.label and draft.object and near:
            draft.basis = "additional"


def _same_rate(reading: Reading, scene: Scene, topic: _Topic) -> None:
    """``The same rate will apply to cars from C, C and C``: the rate said last, for others."""
    match = rx("tariffs.same_rate").search(scene.tag)
    if match is None or topic.last is None:
        return
    modality = reading.clauses.at(match.end() - 1)
    for land in scene.group(match, "who", "C") if modality != "none" else []:
        if land.label != topic.levier.label:
            columns = {**topic.last, "object": Mention(0, 0, "C", land.label, "Country")}
            if modality in ("planned", "could"):
                columns["modality"] = "planned"
            reading.add("tariff", topic.levier, confidence=0.82, **columns)


def _topic(reading: Reading, scene: Scene) -> _Topic | None:
    topic = reading.memory.get("tariff")
    if not isinstance(topic, _Topic):
        return None
    kind = scene.sentence.block.kind
    far = scene.index - topic.scene > (_FAR * 2 if kind == "bullet" else _FAR)
    label = scene.sentence.block.label
    if far or (
        label is not None and scene.sentence.block is not topic.block and countries_of(reading, label)
    ):
        return None
    return topic


def _counted(scene: Scene) -> str | None:
    for _, mention in scene.all("V"):
        if mention.quantity.products:
            return str(mention.quantity.products[0])
    return None


def _is_duty(scene: Scene, place: int) -> bool:
    """Whether a percentage is a rate of duty: no other tax, no share, no change of a rate."""
    tag = scene.tag
    if rx("tariffs.only_studied").match(tag, place):
        return False
    return not rx("tariffs.other_behind").match(tag, place) and not rx("tariffs.other_before").search(
        tag[:place]
    )


def _is_extra(scene: Scene, place: int, known: bool) -> bool:
    """Whether a rate comes on top of another, by the word for the duty that is nearest to it."""
    tag = scene.tag
    if rx("tariffs.extra_before").search(tag[max(0, place - 24) : place]):
        return True
    if rx("tariffs.extra_whole").search(tag, place) or rx("tariffs.extra_behind").match(tag, place):
        return True
    behind = rx("tariffs.kind_behind").match(tag, place)
    if behind:
        return behind["extra"] is not None
    last = None
    for match in rx("tariffs.kind").finditer(tag, 0, place):
        last = match
    if last is not None:
        return last["extra"] is not None
    after = rx("tariffs.kind").search(tag, place, _stop(tag, place))
    apart = after is not None and rx("tariffs.another_duty").search(tag, place, after.start())
    return after["extra"] is not None if after and not apart else known


def _duty(
    reading: Reading,
    scene: Scene,
    place: int,
    mention: Mention,
    new: _Topic,
    topic: _Topic | None,
    payer: Mention | None,
    own: str | None,
) -> None:
    tag, quantity = scene.tag, mention.quantity
    before, behind = tag[max(0, place - 70) : place], tag[place : place + 70]
    modality = reading.clauses.at(place)
    if modality == "none":
        near = tag[max(0, place - 40, reading.clauses.span(place)[0]) : place]
        admitted = rx("tariffs.admitted").search(near)
        if (
            rx("tariffs.add_not_no").search(near)
            and not admitted
            and not rx("tariffs.add_cooperat_if").search(tag)
        ):
            return
        modality = "actual"
    if modality == "planned" and rx("tariffs.goes_on_paying").search(before):
        modality = "actual"
    base = bool(rx("tariffs.base_before").search(before) or rx("tariffs.base_behind").match(behind))
    in_all = bool(rx("tariffs.in_all_before").search(before) or rx("tariffs.in_all").match(behind))
    old = bool(rx("tariffs.old_rate").search(before)) or quantity.lead == "from"
    date = date_in_clause(reading, scene, place)
    if date is not None and date.date.relation == "until":
        date = None
    if date is not None and rx("tariffs.told_on").search(tag[: scene.position(date.start)]):
        date = None
    if old:
        behind_date = rx("tariffs.old_date").match(tag, place) if quantity.lead != "from" else None
        if not behind_date and not (
            quantity.lead == "from" and modality in ("planned", "target", "forecast")
        ):
            return  # what no longer holds
        modality = "actual"
        date = scene.at(behind_date.end() - 1) if behind_date and behind_date["d"] else None
    elif date is None:
        semi = max(tag.rfind(";", 0, place), 0)
        stop = tag.find(";", place)
        dates = [
            m
            for _, m in scene.within(semi, stop if stop >= 0 else len(tag), "D")
            if (m.date.first or m.date.last)
            and not m.date.base
            and m.date.relation != "until"
            and not _next_rate(reading, scene, place, scene.position(m.start))
        ]
        date = (
            dates[0]
            if len(dates) == 1 and not rx("tariffs.told_on").search(tag[: scene.position(dates[0].start)])
            else None
        )
    if (
        base
        and modality in ("planned", "target", "could", "forecast")
        and not rx("tariffs.base_planned").search(before)
    ):
        modality, date = "actual", None
    extra_known = topic is not None and topic.extra and not rx("tariffs.plain_duty").search(before + behind)
    extra = not base and not in_all and (quantity.additional or _is_extra(scene, place, extra_known))
    if not base and not extra and new.was_extra and not rx("tariffs.kind").search(tag, new.at, place):
        extra = not in_all  # "an additional 17% on those of X and 35.3% on those of Y"
    if topic is not None and topic.last and rx("tariffs.the_same").search(tag[:place]):
        extra = topic.last["basis"] == "additional"
    new.was_extra, new.at = extra, place
    if payer is None and not base:
        payer = payer_enjoys(scene, place, new.levier)
    if payer is None and not base and rx("tariffs.helped").search(tag[: place + 1]):
        payer = Mention(0, 0, "C", "China", "Country")  # whom the European investigation was about
    if payer is None and not (base and rx("tariffs.on_top").search(before)):
        payer = payer_of(reading, scene, place, new.levier)
        if rx("tariffs.everyone").search(tag, place if "Z" in tag[:place] else 0, _stop(tag, place)):
            payer = None
        elif payer is None and topic is not None and (extra or rx("tariffs.same_payer").search(tag)):
            payer = topic.payer if topic.payer is not None and topic.payer.cls == "Country" else None
    after = product_at(reading, scene, place, _stop(tag, place))
    product = product_at(reading, scene, _start(tag, place), place)
    if product is None or (after and rx("tariffs.on_what").match(tag, place)):
        product = after or product
    if product is None and not (base and not own):
        ahead = product_at(reading, scene, 0, place)
        behind_next = own is not None and ahead is None and "Z" in tag[place + 1 :]
        product = None if behind_next else ahead or new.product
    if payer is not None and payer.cls != "Country" and new.levier.label == "European Union" and not in_all:
        extra = True  # a rate of a maker's own is a surcharge there
    period = Period(None, None)
    if date is not None and date.date.kind != "to_date":
        period = period_of(date, modality)
    elif not base and not in_all and not old and topic is not None and (extra == topic.extra):
        period = topic.period
    if modality == "target":
        modality = "planned"
    if period and modality == "actual" and reading.published and (period.start or "") > reading.published:
        modality = "planned"
    products = [product]
    said = topic.products if topic is not None and len(topic.products) > 1 else new.products
    if rx("tariffs.both").search(tag) and len(said) > 1:
        products = list(said[-2:])
    told = None if old else {
        "value": quantity.value, "unit": "percent", "comparator": quantity.comparator,
        "modality": "planned" if modality == "could" else modality, "basis": "additional" if extra else None,
        "start": period.start, "end": period.end, "product": product,
    }  # fmt: skip
    new.last = told or new.last
    payers = payers_together(reading, scene, place, payer) if payer is not None else [None]
    for kind, who in itertools.product(products, payers):
        columns: dict[str, Any] = {"object": who} if who is not None else {}
        reading.add(
            "tariff",
            new.levier,
            value=quantity.value,
            value_max=quantity.value_max,
            unit="percent",
            comparator="=" if quantity.comparator == "<=" and quantity.lead == "up" else quantity.comparator,
            modality="planned" if modality == "could" else modality,
            basis="additional" if extra else None,
            start=period.start,
            end=period.end,
            product=kind,
            confidence=0.84,
            **columns,
        )
        if kind not in new.products:
            new.products.append(kind)


def _next_rate(reading: Reading, scene: Scene, place: int, at: int) -> bool:
    """Whether a date is not a rate's own: "charges 25%, and from July 2026 it will be 35%", "C, which … in 2025, …"."""
    if at < place and "," in scene.tag[at:place] and rx("tariffs.in_relative").search(scene.tag[:at]):
        return True
    low, high = reading.clauses.span(at)
    return at > place and not low <= place < high and "Z" in scene.tag[low:high]


def _stop(tag: str, place: int) -> int:
    """How far the words behind a rate belong to it: up to the next one, or the end of its clause."""
    stop = rx("tariffs.stop").search(tag, place + 1)
    return stop.start() if stop else min(len(tag), place + 70)


def _start(tag: str, place: int) -> int:
    """From where on the words before a rate belong to it."""
    found = max(tag.rfind(mark, 0, place) for mark in ("Z", ";", ". ", " and ", ", while ", ", whereas "))
    return max(found, 0)
