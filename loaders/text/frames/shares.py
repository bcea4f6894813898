"""Percentages that are a share: of a market, of a maker's sales, of a country's exports."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.share_slots import (
    share_holder,
    share_kind,
    share_land,
    share_market,
    share_period,
    share_whole,
)
from autoatlas.loaders.text.frames.share_told import told_share
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, maker_for, period_of, product_at

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
    if rx("report.stake_clause").search(tag, 0, place):
        return
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
    if modality == "actual" and rx("shares.should").search(tag[max(start, place - 40) : place + 60]):
        modality = "target"
    columns["modality"] = "planned" if modality == "could" else modality
    period = share_period(reading, scene, place, mention, levels, columns["modality"])

    # "sell up to 30% of its cars abroad", "overseas markets account for 20% of sales"
    if (
        rx("shares.read_share_its_their").match(after)
        or (
            rx("shares.read_share_overseas_abroad").search(before)
            and rx("shares.read_share_its_their_3").match(after)
        )
        or rx("shares.read_share_overseas_foreign").search(before)
    ):
        own = rx("shares.whole_of_maker").match(after)
        maker = scene.at(place + 1 + own.start("who")) if own else maker_for(reading, scene, place)
        if (
            not period
            and columns["modality"] in ("target", "planned")
            and rx("shares.then").search(clause_before + after)
        ):
            day = reading.memory.get("deadline")
            period = Period(None if columns["modality"] == "target" else day, day)
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
    if _goes_on(reading, scene, place, before, after, columns, state, levels):
        return
    prop, product, subject, market = _kind(reading, scene, place, before, after, clause_before, state)
    if prop is None:
        prop, product, subject, market = told_share(reading, scene, place, state, levels)
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
    earlier = state is not None and state["scene"] == scene.index and state["subject"].label == subject.label
    earlier = earlier and bool(rx("shares.read_share_from_against").search(before))
    reading.memory["share"] = {
        "prop": prop,
        "product": product,
        "subject": subject,
        "place": market,
        "period": state["period"] if earlier and state is not None else period,
        "scene": scene.index,
        "position": place,
    }
    del end


def _goes_on(
    reading: Reading,
    scene: Scene,
    place: int,
    before: str,
    after: str,
    columns: dict[str, Any],
    state: dict[str, Any] | None,
    levels: list[Any],
) -> bool:
    """``The proportion had been 20%``, ``MG alone held 3%``: the share said before, at another time or of another."""
    if state is None or scene.index - state["scene"] > 1 or rx("shares.goes_on_no").match(after):
        return False
    subject, product = state["subject"], state["product"]
    again = rx("shares.goes_on_again").search(before)
    other = rx("shares.goes_on_other").search(before) if state["prop"] == "marketShare" else None
    kind = rx("shares.goes_on_kind").match(after) if state["prop"] == "salesShare" else None
    scene_of = scene.index == state["scene"]
    place_of = state["place"]
    named_before = rx("shares.goes_on_kind_before").search(before) if state["prop"] == "salesShare" else None
    if other:
        who = scene.at(place - len(before) + other.start("who"))
        if who is None or who.label == subject.label or who.cls == "Country" != subject.cls:
            return False
        subject = who
    elif named_before and scene_of and not kind:
        base = place - len(before)
        other_kind = product_at(reading, scene, base + named_before.start("k"), base + named_before.end("k"))
        if other_kind is None or other_kind == product:
            return False
        product = other_kind
    elif kind and scene_of:
        named = product_at(reading, scene, place + 1, place + 1 + kind.end())
        if named is None:
            return False
        product = named
    elif not again:
        return False
    if place_of == subject.label:
        return False
    behind = rx("shares.period_behind").match(scene.tag[place:])
    date = scene.at(place + behind.end() - 1) if behind else None
    if date is None or not date.date.first:
        dates = [m for p, m in scene.within(0, place, "D") if m.date.first]
        date = dates[-1] if dates and (again or not scene_of) else None
    period = period_of(date, columns["modality"]) if date is not None else state["period"]
    if date is None and again and not scene_of:
        return False
    reading.add(
        state["prop"],
        subject,
        start=period.start,
        end=period.end,
        place=place_of,
        product=product,
        confidence=0.86,
        **columns,
    )
    if again and not scene_of:
        reading.memory["share"] = {
            **state,
            "scene": scene.index,
        }  # "a year before they had 5%. X alone held 3%"
    elif scene_of or other:
        reading.memory["share"] = {
            **state, "scene": scene.index, "subject": subject, "product": product, "period": period,
            "position": place,
        }  # fmt: skip
    return True


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
    if state and state["scene"] == scene.index and rx("shares.kind_from_share").search(before):
        return state["prop"], state["product"], state["subject"], state["place"]
    named = rx("shares.kind_of_product").search(before)
    if named:
        base = place - len(before)
        kind = product_at(reading, scene, base + named.start("what"), base + named.end("what"))
        whose = scene.at(base + named.start("who"))
        if kind and whose is not None:
            if whose.tag == "A":
                whose = Mention(0, 0, "C", whose.label, whose.cls or "Country")
            word = named["metric"]
            prop: str | None = (
                "exportsShare"
                if word.startswith("export")
                else "productionShare"
                if word.startswith(("prod", "out"))
                else "salesShare"
            )
            return prop, kind, whose, None
    told = rx("shares.kind_market_told").search(tag)
    if told:
        beside = rx("shares.kind_bracket").search(tag, max(0, place - 4), place + 2)
        front = rx("shares.kind_front").match(tag, max(0, place - 5)) or rx("shares.kind_front").match(
            tag, max(0, place - 7)
        )
        shown = beside or front
        who = scene.at(shown.start("who")) if shown else None
        land = scene.at(told.start("land") if told["land"] else told.start("in"))
        if who is not None and land is not None and who.label != land.label:
            return "marketShare", product_at(reading, scene, told.start(), told.end()), who, land.label
    one_in = rx("shares.kind_one_in").match(tag, place)
    if one_in:
        whose = scene.at(one_in.start("who"))
        where = scene.at(one_in.start("where"))
        if whose is not None and where is not None and whose.label != where.label:
            if whose.tag == "A":
                whose = Mention(0, 0, "C", whose.label, whose.cls or "Country")
            return "marketShare", None, whose, where.label
    product_subject = share_kind(reading, scene, place)
    went_to = rx("shares.kind_went_to").match(after)
    if went_to:
        kind = product_at(reading, scene, place + 1 + went_to.end("what"), place + 1 + went_to.end())
        land = share_land(reading, scene, place)
        if kind and land is not None:
            prop = "exportsShare" if went_to["what"].startswith("export") else "salesShare"
            return prop, kind, land, None
    what = of_what["what"] if of_what else ""
    listed = bool(
        state
        and state["scene"] == scene.index
        and state["product"]
        and rx("shares.kind_listed").search(before)
    )
    if of_what and listed and state is not None and not product_subject:
        product_subject = state["product"]
    bullet = scene.sentence.block.kind == "bullet" and before.endswith(": ")
    if of_what and product_subject and (taken or share or listed or bullet):
        prop = {
            "export": "exportsShare",
            "exports": "exportsShare",
            "shipments": "exportsShare",
            "output": "productionShare",
            "production": "productionShare",
        }.get(what)
        if prop is None and what in ("sales", "registrations", "deliveries", "market", "total", "buyers"):
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
            whole = share_whole(reading, scene, place, after[: of_what.end()], what)
            there = rx("shares.whole_there").match(after, of_what.end())
            land = scene.at(place + 1 + there.start("c")) if there and whole and whole.tag in "MB" else None
            return prop, product_subject, whole, land.label if land is not None else None
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
    if share and not of_what and product_subject and not scene.within(0, place, "MB"):
        land = share_land(reading, scene, place)
        return ("salesShare", product_subject, land, None) if land is not None else (None, None, None, None)
    about_market = (
        of_what is not None and what in ("market", "sales", "registrations", "segment", "deliveries")
    ) or bool(share)
    if about_market and (taken or share):
        maker = share_holder(reading, scene, place, before)
        if maker is None:
            return None, None, None, None
        if not scene.within(0, len(tag), "MB") and not rx("shares.holder_told").search(tag[:place]):
            return None, None, None, None  # a maker that is only remembered has no part in this
        market = share_market(reading, scene, place, after)
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
