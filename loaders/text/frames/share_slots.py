"""Whose share a percentage is, of which market, and when."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, maker_for, period_of, product_at, shift_years

__all__ = ["share_holder", "share_kind", "share_land", "share_market", "share_period", "share_whole"]


def share_land(reading: Reading, scene: Scene, place: int) -> Mention | None:
    """The country whose market a share of a kind of vehicle is of: named in the sentence, or the text's."""
    for at, mention in scene.all("CR"):
        if rx("shares.land_in").search(scene.tag[max(0, at - 12) : at]) or scene.tag[at + 1 : at + 3] == "'s":
            return mention
    adjective = rx("shares.land_adjective").search(scene.tag)
    if adjective:
        land = scene.at(adjective.start("a"))
        return Mention(0, 0, "C", land.label, land.cls or "Country") if land is not None else None
    levels = reading.memory.get("levels") or []
    report = _listed_whole(reading, levels)
    if report is not None:
        return report
    if levels and isinstance(levels[-1].subject, Mention) and levels[-1].subject.tag == "C":
        return levels[-1].subject if scene.index - levels[-1].scene <= 2 else None
    label = reading.memory.get("text_market")
    return Mention(0, 0, "C", str(label), "Country") if label else None


def _listed_whole(reading: Reading, levels: list[Any]) -> Mention | None:
    """``Spain gained 15.9%, France 2.9%. Electric cars took 16.4% of the market``: of the whole report."""
    report = reading.memory.get("report_of")
    if not levels or not isinstance(report, Mention) or report.cls not in ("Country", "Region"):
        return None
    lands = {
        known.subject.label
        for known in levels
        if known.scene == levels[-1].scene and known.subject is not None and known.subject.tag in "CR"
    }
    return report if len(lands) > 1 else None


def share_kind(reading: Reading, scene: Scene, place: int) -> str | None:
    """The product whose share it is, where the subject is a kind of vehicle and not a maker."""
    start, _ = reading.clauses.span(place)
    tag = scene.tag
    makers = [
        (p, m)
        for p, m in scene.within(start, place, "MB")
        if not rx("shares.product_subject_makers").search(tag[max(0, p - 8) : p])
    ]
    if makers:
        return None
    product = product_at(reading, scene, start, place)
    if product is None:
        inside = [m for p, m in scene.within(start, place, "V") if m.quantity.products]
        if inside:
            product = inside[-1].quantity.products[0]
        elif start > 0 and rx("shares.product_subject_which_that").match(tag[start : start + 12]):
            product = product_at(reading, scene, 0, start)
    return product


def share_whole(reading: Reading, scene: Scene, place: int, of_what: str, what: str) -> Mention | None:
    """Whose exports, sales or production the share is of."""
    tag = scene.tag
    end = place + 1 + len(of_what)
    for at, mention in scene.within(place, min(len(tag), end + 40), "ACRMB"):
        if mention.tag == "A":
            return Mention(0, 0, "C", mention.label, mention.cls or "Country")
        lead = tag[max(0, at - 8) : at]
        if at < end or rx("shares.whole_from_by").search(lead) or tag[at + 1 : at + 3] == "'s":
            return mention
    if rx("shares.whole_it_builds").search(tag[place : end + 14]):
        inside = scene.within(0, place, "CMB")
        if inside:
            return inside[0][1]
        return reading.maker
    at_maker = rx("shares.whole_at_maker").search(tag[:place])
    if at_maker:
        return scene.at(at_maker.start("who"))
    countries = [
        m
        for p, m in scene.within(0, place, "C")
        if not rx("shares.whole_inside").search(tag[max(0, p - 8) : p])
    ]
    if countries:
        return countries[0]
    levels = reading.memory.get("levels") or []
    lands = [level.subject for level in levels if level.subject is not None and level.subject.tag in "CR"]
    last = levels[-1] if levels else None
    report = _listed_whole(reading, levels)
    if report is not None and rx("shares.whole_bare").match(of_what):
        return report
    if last is not None and isinstance(last.subject, Mention):
        if last.subject.tag in "CR" or not (last.place and rx("shares.whole_bare").match(of_what)):
            return last.subject
        if lands and isinstance(lands[-1], Mention):
            return lands[-1]  # a maker's, or all that were sold
        known = reading.memory.get("report_of")
        return known if isinstance(known, Mention) and known.label == last.place else None
    label = reading.section_country or reading.country or reading.title_country
    if what in ("export", "exports") and reading.title_country:
        label = reading.title_country
    return Mention(0, 0, "C", label, "Country") if label else None


def share_holder(reading: Reading, scene: Scene, place: int, before: str) -> Mention | None:
    at = rx("shares.holder_at").search(before)
    if at:
        return scene.at(place - len(before) + at.start("who"))
    named = rx("shares.holder_of").search(scene.tag[:place])
    if named:
        return scene.at(named.start("who"))
    return maker_for(reading, scene, place)


def share_market(reading: Reading, scene: Scene, place: int, after: str) -> str | None:
    """The market: "of the Thai market", "in Europe", "its Brazilian share"."""
    tag = scene.tag
    start, end = reading.clauses.span(place)
    match = rx("shares.market_share_all").match(after)
    if match:
        mention = scene.at(place + 1 + (match.start("adj") if match["adj"] else match.start("in")))
        if mention is not None:
            return mention.label
    for at, mention in scene.within(place, end, "CR"):
        if rx("shares.market_across").search(tag[max(0, at - 12) : at]) or tag[at + 1 : at + 3] == "'s":
            return mention.label
    for at, mention in reversed(scene.within(start, place, "CR")):
        if rx("shares.market_across_2").search(tag[max(0, at - 12) : at]) or tag[at + 1 : at + 3] == "'s":
            return mention.label
    for at, mention in scene.within(start, end, "A"):
        if rx("shares.market_market_share").match(tag[at + 1 : at + 40]):
            return mention.label
    for at, mention in scene.within(0, start, "CR"):
        if rx("shares.market_across").search(tag[max(0, at - 12) : at]):
            return mention.label
    if rx("shares.market_there_country").search(tag[start:end]):
        return reading.memory.get("text_market") or reading.country or reading.section_country
    return None


def share_period(
    reading: Reading, scene: Scene, place: int, mention: Mention, levels: list[Any], modality: str
) -> Period:
    tag = scene.tag
    behind = rx("shares.period_behind").match(tag[place:])
    date = None
    if behind:
        date = scene.at(place + behind.end() - 1)
        if date is not None and not (date.date.first or date.date.last):
            date = None
    if date is not None:
        return period_of(date, modality)
    state = reading.memory.get("share")
    known = reading.memory.get("last_period")
    recent = known[1] if known is not None and scene.index - known[0] <= 3 else None
    lead = tag[max(0, place - 22) : place]
    if rx("shares.period_from_against").search(lead):
        base = state["period"] if state and state["scene"] == scene.index else None
        if base is None and re.search(r"from $", lead):
            base = recent or (state["period"] if state else None)
        if base is not None and (base.start or base.end):
            return Period(shift_years(base.start, -1), shift_years(base.end, -1))
    opening = re.match(r"D,? ", tag)
    first = scene.at(0) if opening else None
    if (
        first is not None
        and first.date is not None
        and first.date.base
        and first.date.first
        and len(scene.all("D")) == 1
    ):
        return period_of(first, modality)
    date = date_in_clause(reading, scene, place)
    if rx("shares.period_from_just").match(tag[place:]) and modality == "actual":
        date = None  # that dates the earlier share
        if recent is not None:
            return Period(recent.start, recent.end)
    if date is not None:
        return period_of(date, modality)
    earlier = [m for p, m in scene.within(0, place, "D") if (m.date.first or m.date.last) and not m.date.base]
    if earlier and len(earlier) == 1 and modality == "actual":
        return period_of(earlier[0], modality)
    if modality in ("target", "planned") and earlier:
        return period_of(earlier[-1], modality)
    present = rx("shares.period_present").search(tag[max(0, place - 30) : place])
    if modality == "actual" and not present:
        if recent is not None:
            return Period(recent.start, recent.end)
        if state and scene.index - state["scene"] <= 3 and (state["period"].start or state["period"].end):
            return Period(state["period"].start, state["period"].end)
        if levels:
            return Period(levels[-1].start, levels[-1].end)
    if modality == "actual" and levels and rx("shares.period_that_they").search(tag[:place]):
        return Period(levels[-1].start, levels[-1].end)
    return Period(None, None)
