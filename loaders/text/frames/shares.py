"""Percentages that are a share: of a market, of a maker's sales, of a country's exports."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, maker_for, period_of, product_at, shift_years

__all__ = ["read_share"]


def read_share(reading: Reading, scene: Scene, place: int, mention: Mention, levels: list[Any]) -> None:
    """Note a market share, or a share of exports, sales or production, where the words say so."""
    tag = scene.tag
    quantity = mention.quantity
    start, end = reading.clauses.span(place)
    after = tag[place + 1 : min(len(tag), place + 110)]
    before = tag[max(0, place - 110) : place]
    clause_before = tag[start:place]
    state = reading.memory.get("share")
    if rx("shares.read_share_stake_shareholding").search(
        tag[max(0, start - 20) : min(len(tag), place + 50)]
    ) and not rx("shares.read_share_market_sales").search(tag[max(0, place - 40) : place + 60]):
        return
    columns: dict[str, Any] = {
        "value": quantity.value,
        "value_max": quantity.value_max,
        "unit": "percent",
        "comparator": quantity.comparator,
    }
    modality = reading.clauses.at(place)
    if modality == "none":
        return
    columns["modality"] = "planned" if modality == "could" else modality
    period = _period(reading, scene, place, mention, levels, columns["modality"])

    # "sell up to 30% of its cars abroad", "overseas markets account for 20% of sales"
    if (
        rx("shares.read_share_its_their").match(after)
        or (
            rx("shares.read_share_overseas_abroad").search(before)
            and rx("shares.read_share_its_their_3").match(after)
        )
        or rx("shares.read_share_overseas_foreign").search(before)
    ):
        maker = maker_for(reading, scene, place)
        if maker is not None and maker.cls != "Country":
            reading.add(
                "overseasShare", maker, start=period.start, end=period.end, confidence=0.88, **columns
            )
            reading.memory["last_share"] = (scene.index, "overseasShare", maker)
        return
    last = reading.memory.get("last_share")
    if (
        last is not None
        and scene.index - last[0] <= 1
        and columns["modality"] in ("target", "planned")
        and rx("shares.read_share_it_this").search(before)
    ):
        reading.add(last[1], last[2], start=period.start, end=period.end, confidence=0.8, **columns)
        return

    if (
        levels
        and getattr(levels[-1], "place", None) == "overseas"
        and rx("shares.read_share_its_their_2").match(after)
        and rx("shares.read_share_that_this").search(clause_before)
    ):
        maker = levels[-1].subject
        if maker is not None and maker.cls != "Country":
            reading.add(
                "overseasShare", maker, start=levels[-1].start, end=levels[-1].end, confidence=0.85, **columns
            )
        return
    prop, product, subject, market = _kind(reading, scene, place, before, after, clause_before, state)
    if prop is None or subject is None:
        return
    if market == subject.label:
        market = None
    reading.add(
        prop,
        subject,
        start=period.start,
        end=period.end,
        place=market,
        product=product,
        confidence=0.9,
        **columns,
    )
    if period and columns["modality"] == "actual" and not rx("shares.read_share_from_against").search(before):
        reading.memory["last_period"] = (scene.index, Period(period.start, period.end))
    reading.memory["share"] = {
        "prop": prop,
        "product": product,
        "subject": subject,
        "place": market,
        "period": period,
        "scene": scene.index,
        "position": place,
    }
    del end


def _kind(
    reading: Reading,
    scene: Scene,
    place: int,
    before: str,
    after: str,
    clause_before: str,
    state: dict[str, Any] | None,
) -> tuple[str | None, str | None, Mention | None, str | None]:
    tag = scene.tag
    know = reading.know
    of_what = rx("shares.of_what").match(after)
    share = rx("shares.kind_share").search(before) or rx("shares.kind_share_2").match(after)
    taken = re.search(
        know.expand(
            r"(?<![a-z]){share_verb}(?: (?:about|around|some|only|just|over|nearly|now|already|a|an|still))* $"
        ),
        before,
    )
    product_subject = _product_subject(reading, scene, place)
    what = of_what["what"] if of_what else ""
    if of_what and product_subject and (taken or share):
        prop = {
            "export": "exportsShare",
            "exports": "exportsShare",
            "shipments": "exportsShare",
            "output": "productionShare",
            "production": "productionShare",
        }.get(what)
        if prop is None and what in ("sales", "registrations", "deliveries", "market", "total"):
            prop = "salesShare"
        if prop is None and what in ("V", "vehicles", "cars", "new vehicles", "volume"):
            tail = after[of_what.end() :]
            verb = rx("shares.kind_verb").match(tail)
            word = verb["verb"] if verb else ""
            prop = (
                "exportsShare"
                if word.startswith(("export", "ship"))
                else "productionShare"
                if word.startswith(("buil", "prod", "ma"))
                else "salesShare"
                if word
                else None
            )
        if prop:
            return (
                prop,
                product_subject,
                _whole(reading, scene, place, after[: of_what.end()], what),
                _whole_market(reading, scene, place, after[: of_what.end()]),
            )
        return None, None, None, None
    if (
        of_what
        and what == "market"
        and (taken or share)
        and rx("shares.kind_that_this").search(clause_before + " ")
        and not scene.within(0, place, "MB")
    ):
        levels = reading.memory.get("levels") or []
        if levels and levels[-1].product:
            return "salesShare", levels[-1].product, levels[-1].subject, None
    if of_what and rx("shares.kind_they_thus").search(clause_before):
        levels = reading.memory.get("levels") or []
        if levels and levels[-1].product and levels[-1].metric in ("exports", "sales", "production"):
            prop = {
                "exports": "exportsShare",
                "export": "exportsShare",
                "sales": "salesShare",
                "market": "salesShare",
                "production": "productionShare",
                "output": "productionShare",
            }.get(what)
            if prop:
                return prop, levels[-1].product, levels[-1].subject, None
    about_market = (
        of_what is not None and what in ("market", "sales", "registrations", "segment", "deliveries")
    ) or bool(share)
    if about_market and (taken or share):
        maker = _holder(reading, scene, place, before)
        if maker is None:
            return None, None, None, None
        market = _market(reading, scene, place, after)
        behind = rx("shares.kind_tail").match(after)
        reach = behind.end() if behind else min(len(after), 60)
        product = product_at(reading, scene, place + 1, place + 1 + reach)
        if product is None:
            product = product_at(reading, scene, max(0, place - 60), place) if share else None
        if market is None and not maker.label:
            return None, None, None, None
        if market is None and state and scene.index - state["scene"] <= 1:
            market = state["place"]
        if market is None:
            levels = reading.memory.get("levels") or []
            if levels and scene.index - levels[-1].scene <= 1 and levels[-1].place not in (None, "overseas"):
                market = levels[-1].place
        if market is None and reading.memory.get("text_market") not in (None, maker.label):
            market = reading.memory["text_market"]
        if market is None:
            return None, None, None, None
        return "marketShare", product, maker, market
    # "Mercedes-Benz, at 5.2%, …", "against 2.9% in May 2024", "from 2.4% to 1.6%": more of what was said before
    if (
        state
        and scene.index - state["scene"] <= 2
        and state["prop"] in ("marketShare", "salesShare", "exportsShare")
    ):
        if state["scene"] == scene.index and rx("shares.kind_against_from").search(before):
            if re.search(r"\band $", before) and not scene.within(place, place + 30, "D"):
                return None, None, None, None
            return state["prop"], state["product"], state["subject"], state["place"]
        at = rx("shares.kind_at").search(before)
        if at and state["prop"] == "marketShare":
            return (
                "marketShare",
                state["product"],
                scene.at(place - len(before) + at.start("who")),
                state["place"],
            )
    went = rx("shares.kind_went").search(before)
    if went and state and scene.index - state["scene"] <= 4 and state["prop"] == "marketShare":
        return (
            "marketShare",
            state["product"],
            scene.at(place - len(before) + went.start("who")),
            state["place"],
        )
    del tag
    return None, None, None, None


def _product_subject(reading: Reading, scene: Scene, place: int) -> str | None:
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


def _whole(reading: Reading, scene: Scene, place: int, of_what: str, what: str) -> Mention | None:
    """Whose exports, sales or production the share is of."""
    tag = scene.tag
    end = place + 1 + len(of_what)
    for at, mention in scene.within(place, min(len(tag), end + 40), "ACMB"):
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
    countries = [
        m
        for p, m in scene.within(0, place, "C")
        if not rx("shares.whole_inside").search(tag[max(0, p - 8) : p])
    ]
    if countries:
        return countries[0]
    levels = reading.memory.get("levels") or []
    if levels and isinstance(levels[-1].subject, Mention):
        return levels[-1].subject
    label = reading.section_country or reading.country or reading.title_country
    if what in ("export", "exports") and reading.title_country:
        label = reading.title_country
    return Mention(0, 0, "C", label, "Country") if label else None


def _whole_market(reading: Reading, scene: Scene, place: int, of_what: str) -> str | None:
    return None


def _holder(reading: Reading, scene: Scene, place: int, before: str) -> Mention | None:
    at = rx("shares.holder_at").search(before)
    if at:
        return scene.at(place - len(before) + at.start("who"))
    named = rx("shares.holder_of").search(scene.tag[:place])
    if named:
        return scene.at(named.start("who"))
    return maker_for(reading, scene, place)


def _market(reading: Reading, scene: Scene, place: int, after: str) -> str | None:
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


def _period(
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
