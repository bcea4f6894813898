"""Money, staff, land and local parts of sites and companies; outlets, countries, plants and models of companies."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from typing import Any

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.facilities import facility_of
from autoatlas.loaders.text.frames import figures
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, maker_for, product_at

__all__ = [
    "read_area",
    "read_countries",
    "read_local",
    "read_models",
    "read_money",
    "read_outlets",
    "read_plants",
    "read_staff",
]


def _firm(modality: str) -> str:
    return "planned" if modality == "could" else modality


def _implied(reading: Reading, scene: Scene, place: int) -> Facility | None:
    """The facility that a figure without a maker of its own is about."""
    found = facility_of(reading, scene, place)
    return found or figures.site_named(reading, scene, place)


def read_money(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note an investment; prices, revenues, subsidies and stakes are none."""
    quantity = mention.quantity
    know, tag = reading.know, scene.tag
    if (
        quantity.unit is None
        or len(quantity.unit) != 3
        or not quantity.unit.isupper()
        or quantity.each
        or quantity.per
    ):
        return False
    before, after, start, end = figures._context(reading, scene, place)
    site = scene.at(place)
    inside_site = None
    for _, other in scene.all("F"):
        if other.start <= mention.start < other.end:
            inside_site = other
    del site
    near = before[-90:]
    cue = rx("company.read_money_cue").search(near) or rx("company.read_money_cue_2").match(after[:60])
    block = rx("company.read_money_block")
    against = block.search(near[-45:]) or block.search(after[:34])
    if rx("company.read_money_cars_models").search(tag[:place]) or (previous_price(reading, scene, place)):
        reading.memory["price"] = (scene.index, place)
        return False
    if against and against[0] in ("from", "fund") and not rx("company.read_money_starts_starting").search(near):
        against = None
    if against and against[0] in ("raised", "trade", "tax") and cue:
        against = None
    pair = rx("company.read_money_pair").match(tag[max(0, place - 12) : place]) or rx("company.read_money_pair_2").search(tag[:place])
    previous = reading.memory.get("money")
    if pair and rx("company.read_money_or_about").search(tag[:place]):
        if previous and previous["scene"] == scene.index:
            reading.add(
                "investment",
                previous["subject"],
                unit=quantity.unit,
                confidence=previous["confidence"],
                **{**previous["columns"], **figures._columns(mention)},
            )
            return True
        return False
    into = rx("company.read_money_into").search(near) and rx("company.read_money_into_2").match(after)
    built = rx("company.read_money_built").search(near) and scene.within(start, place, "F")
    if (into or built) and not cue:
        cue = into or re.search("F", tag)
    if not cue or against:
        more = rx("company.read_money_more").search(near) and previous and previous["scene"] == scene.index
        listed = (
            previous is not None
            and previous["scene"] == scene.index
            and rx("company.read_money_listed").search(tag[:place])
            and not against
        )
        phase = (
            previous is not None
            and scene.index - previous["scene"] <= 2
            and (quantity.additional or rx("company.read_money_phase_2").search(near))
            and rx("company.read_money_phase").search(after)
        )
        added = (
            previous is not None
            and previous["scene"] == scene.index
            and rx("company.read_money_added").search(near)
        )
        if not (more or listed or phase or added) or against:
            return False
        if (listed or added or more) and previous is not None and quantity.lead != "from":
            modality = figures._modality(reading, place)
            if modality == "none":
                return True
            if (
                modality == "actual"
                and previous["columns"].get("modality") in ("planned", "target")
                and listed
            ):
                modality = "planned"
            period = figures._when(reading, scene, place, modality)
            columns = {
                **previous["columns"],
                "modality": _firm(modality),
                "start": period.start,
                "end": period.end,
            }
            if (
                period.start != period.end
                and period.mention is not None
                and period.mention.date.relation in ("until", "by")
            ):
                columns["start"] = period.end
            reading.add(
                "investment",
                previous["subject"],
                unit=quantity.unit,
                confidence=0.85,
                **columns,
                **figures._columns(mention),
            )
            return True
    modality = figures._modality(reading, place)
    if modality == "none":
        return True
    modality = _firm(modality)
    maker_level = rx("company.read_money_maker_level").search(after[:60])
    subject: Any = None
    where = None
    facility = _implied(reading, scene, place)
    in_clause = scene.within(start, end, "F")
    makers = [m for _, m in scene.within(start, place, "MB") if m.cls != "Country"]
    target = rx("company.read_money_target").match(after)
    target_maker = scene.at(place + 1 + target.start("t")) if target else None
    if target_maker is not None and target_maker.cls != "Country" and not in_clause:
        subject = target_maker
    elif maker_level and not in_clause and makers:
        subject, where = makers[0], _label(scene, place + 1 + maker_level.start("c"))
    elif facility is not None and not in_clause and rx("company.read_money_phase_stage").search(tag[:place]):
        subject = facility
    elif in_clause or (
        facility is not None
        and (
            not makers
            or rx("company.read_money_it_project").search(tag[start:end])
        )
    ):
        subject = facility
    elif maker_level and (found := maker_for(reading, scene, place)) is not None:
        subject, where = found, _label(scene, place + 1 + maker_level.start("c"))
    elif facility is not None and rx("company.read_money_it_its").search(tag[start:place] + before):
        subject = facility
    else:
        subject = makers[0] if makers else maker_for(reading, scene, place)
        if subject is not None:
            there = [m for _, m in scene.within(start, end, "C")]
            where = there[0].label if there else None
            if where is None and rx("company.read_money_there_country").search(tag[start:end]):
                where = reading.country
    if subject is None or (isinstance(subject, Mention) and subject.cls == "Country"):
        return True
    if isinstance(subject, Mention) and not rx("company.read_money_invest_earmark").search(near + after[:50]):
        return True
    if isinstance(subject, Facility) and subject.kind in ("warehouse",) and False:
        return True
    part = figures.phase_of(reading, scene, place)
    period = figures._when(reading, scene, place, modality)
    if period.mention is not None and (
        period.mention.date.kind == "to_date" or re.search(r"cost of $", near)
    ):
        period = Period(None, None)
    if modality == "actual" and period.end and reading.published and period.end[:4] > reading.published[:4]:
        modality = "planned"
    if modality == "actual" and re.search(r"\bbudget\b", near):
        modality = "planned"
    if quantity.lead == "from" and rx("company.read_money_hiked_raised").search(near):
        return True
    if (
        modality == "actual"
        and period.mention is not None
        and not rx("company.read_money_by_until").search(before[-40:] + after[:20])
    ):
        period = Period(None, None)
    if (
        modality in ("planned", "target")
        and period.mention is not None
        and period.mention.date.relation in ("on", "in", "since")
        and period.mention.end < mention.start
        and rx("company.read_money_said_announced").search(tag[start:place])
    ):
        period = Period(None, None)
    columns = {"modality": modality, "start": period.start, "end": period.end, "place": where, "part": part}
    confidence = 0.91 if isinstance(subject, Facility) else 0.86
    reading.add(
        "investment",
        subject,
        unit=quantity.unit,
        confidence=confidence,
        **columns,
        **figures._columns(mention),
    )
    reading.memory["money"] = {
        "scene": scene.index,
        "subject": subject,
        "columns": columns,
        "confidence": confidence,
    }
    return True


def previous_price(reading: Reading, scene: Scene, place: int) -> bool:
    """Whether the figure is the upper end of a price."""
    price = reading.memory.get("price")
    return (
        price is not None
        and price[0] == scene.index
        and rx("company.previous_price_or").fullmatch(scene.tag[price[1] + 1 : place]) is not None
    )


def _label(scene: Scene, place: int) -> str | None:
    mention = scene.at(place)
    return mention.label if mention is not None else None


def read_staff(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note how many people work at a site or for a company."""
    quantity = mention.quantity
    know, tag = reading.know, scene.tag
    before, after, start, end = figures._context(reading, scene, place)
    near, next_words = before[-70:], after[:70]
    cue = rx("company.read_staff_cue").search(near + " ") or rx("company.read_staff_cue").search(next_words)
    noun_says = quantity.noun in (
        "job",
        "employee",
        "worker",
        "staff",
        "staffer",
        "technician",
        "engineer",
        "labourer",
        "laborer",
    )
    follows = (
        reading.memory.get("staff") == scene.index
        and mention.tag == "N"
        and rx("company.read_staff_follows").search(near)
    )
    if not cue and not noun_says and not follows:
        return False
    if mention.tag == "N" and not rx("company.read_staff_employ_staff").search(near):
        previous = reading.memory.get("staff")
        if not (previous == scene.index and rx("company.read_staff_pass_reach").search(near)):
            return False
    if rx("company.read_staff_whole_entire").search(before) or rx("company.read_staff_that_includes").search(tag):
        return True
    window = near[-46:] + "|" + next_words[:56]
    if rx("company.read_staff").search(window) or (
        quantity.additional and not rx("company.read_staff_more_than").search(near)
    ):
        return True
    if quantity.lead == "from":
        return True
    modality = figures._modality(reading, place)
    if modality == "none":
        return True
    modality = _firm(modality)
    subject: Any = _implied(reading, scene, place)
    if (
        subject is None
        and scene.sentence.block.kind == "bullet"
        and reading.section_maker is not None
        and reading.section_maker.cls != "Country"
    ):
        subject = reading.section_maker
    makers = [m for _, m in scene.within(start, place, "MB") if m.cls != "Country"]
    if (
        makers
        and not scene.within(start, end, "F")
        and not rx("company.read_staff_there_it").search(tag[start:end])
        and re.search(r"employ", tag[start:place])
    ):
        subject = makers[-1]
    if subject is None:
        return True
    period = figures._when(reading, scene, place, modality)
    if period.mention is not None and period.mention.date.kind == "to_date":
        period = Period(None, None)
    opened = rx("company.read_staff_opened").search(tag)
    if opened and isinstance(subject, Facility):
        dates = [
            d for d in reading.drafts if d.subject is subject and d.property == "productionStart" and d.start
        ]
        if dates and dates[-1].start:
            day = dates[-1].start[:7]
            period = Period(day, day)
    part = figures.phase_of(reading, scene, place)
    if (
        isinstance(subject, Facility)
        and subject.planned is None
        and modality == "actual"
        and rx("company.read_staff_employs_work").search(tag)
    ):
        subject.planned = False
    reading.add(
        "employees",
        subject,
        unit="person",
        modality=modality,
        start=period.start,
        end=period.end,
        part=part,
        confidence=0.91,
        **figures._columns(mention),
    )
    reading.memory["staff"] = scene.index
    return True


def read_area(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note what a site covers; halls, floors and what is under roof are left out."""
    know, tag = reading.know, scene.tag
    before, after, start, end = figures._context(reading, scene, place)
    near, behind = before[-60:], after[:40]
    if (
        rx("company.read_area").search(near[-34:] + "|" + behind[:34])
        or mention.quantity.additional
    ):
        return False
    previous = reading.memory.get("area")
    if (
        previous is not None
        and previous[0] == scene.index
        and rx("company.read_area_or_about").match(tag[previous[1] + 1 : place])
    ):
        return True
    subject = _implied(reading, scene, place)
    if subject is None:
        return False
    cue = (
        know.compiled(r"(?<![a-z])(?:{area})(?![a-z])").search(near)
        or rx("company.read_area_cue").search(behind)
        or scene.within(start, end, "F")
        or scene.sentence.block.kind == "row"
    )
    if not cue:
        return False
    modality = figures._modality(reading, place)
    if modality == "none":
        return True
    if modality == "could":
        modality = "actual"
    reading.add(
        "siteArea",
        subject,
        unit="m2",
        modality=modality,
        part=figures.phase_of(reading, scene, place),
        confidence=0.91,
        **figures._columns(mention),
    )
    reading.memory["area"] = (scene.index, place)
    return True


def read_local(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note the share of local parts."""
    know, tag = reading.know, scene.tag
    before, after, start, end = figures._context(reading, scene, place)
    near, behind = before[-100:], after[:95]
    previous = reading.memory.get("local")
    follows = (
        previous is not None
        and previous[0] == scene.index
        and rx("company.read_local_follows").search(near)
        and not re.search(r"[VNEH]", tag[previous[1] + 1 : place])
    )
    cue = rx("company.read_local_cue").search(near + "|" + behind)
    what = rx("company.read_local_what").search(near + "|" + behind)
    if not follows and not (cue and what):
        return False
    if rx("company.read_local_tariff_duty").search(near[-30:] + behind[:20]) and not follows:
        return False
    if rx("company.read_local_must_required").search(before + after) and not re.search(r"F", tag[start:place]):
        return True
    modality = figures._modality(reading, place)
    if modality == "none":
        return True
    modality = _firm(modality)
    if (
        rx("company.read_local_initially_at").search(near)
        and modality != "actual"
    ):
        modality = "actual"
    subject: Any = None
    where = None
    inside = scene.within(start, end, "F")
    makers = [m for _, m in scene.within(start, place, "MB") if m.cls != "Country"]
    if makers and not inside and not rx("company.read_local_line_plant").search(tag):
        markets = [m.label for _, m in scene.within(start, end, "AC") if m.cls == "Country"]
        home = reading.registry.home_of(makers[0].label)
        markets = [label for label in markets if label != home]
        subject, where = makers[0], markets[-1] if markets else None
        if where is None:
            subject = _implied(reading, scene, place) or subject
            where = None if isinstance(subject, Facility) else reading.country
    else:
        subject = _implied(reading, scene, place)
        if subject is None:
            subject = maker_for(reading, scene, place)
            where = reading.country if subject is not None else None
    if subject is None or (isinstance(subject, Mention) and subject.cls == "Country"):
        return True
    period = figures._when(reading, scene, place, modality)
    if period.mention is not None and period.mention.date.kind == "to_date":
        period = Period(None, None)
    product = product_at(reading, scene, max(0, place - 40), place)
    reading.add(
        "localContent",
        subject,
        unit="percent",
        modality=modality,
        start=period.start,
        end=period.end,
        place=where,
        product=product,
        confidence=0.88,
        **figures._columns(mention),
    )
    reading.memory["local"] = (scene.index, place)
    return True


def read_outlets(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note how many outlets a maker has."""
    quantity = mention.quantity
    tag = scene.tag
    before, after, start, end = figures._context(reading, scene, place)
    previous = reading.memory.get("outlets")
    if (
        mention.tag == "N"
        and reading.memory.get("countries_place") is not None
        and reading.memory["countries_place"][0] == scene.index
        and rx("company.read_outlets_compared_with").search(before)
    ):
        latest = next((d for d in reversed(reading.drafts) if d.property == "countriesPresent"), None)
        when = date_in_clause(reading, scene, place, base=True) or date_in_clause(reading, scene, place)
        if latest is not None and when is not None:
            reading.add(
                "countriesPresent",
                latest.subject,
                latest.subject_type,
                unit="country",
                start=when.date.first,
                end=when.date.last,
                place=latest.place,
                confidence=0.8,
                **figures._columns(mention),
            )
        return True
    if mention.tag == "N":
        if rx("company.read_outlets_dealers_outlets").search(before):
            pass
        elif not (
            previous is not None
            and previous == scene.index
            and rx("company.read_outlets_then_about").search(before)
            and not re.search(r"[VH]", before)
        ):
            return False
        elif rx("company.read_outlets_sell_cars").search(before[-30:]):
            return False
    if quantity.additional and not re.search(r"network", before):
        if rx("company.read_outlets_add_adding").search(before[-30:]):
            return True
    if rx("company.read_outlets_compet_rival").search(before[-40:]):
        return True
    modality = figures._modality(reading, place)
    if modality == "none":
        return True
    modality = _firm(modality)
    maker = maker_for(reading, scene, place)
    if (
        rx("company.read_outlets_we_our").search(tag[:place])
        and reading.we is not None
        and not scene.within(start, place, "MB")
    ):
        maker = reading.we
    if maker is None or maker.cls == "Country":
        return True
    where = _market_near(reading, scene, place, start, end)
    if re.search(r"\bat home\b", before):
        where = reading.registry.home_of(maker.label)
    period = figures._when(reading, scene, place, modality)
    if not period and modality in ("target", "planned"):
        period = _shared_deadline(reading, scene, place, modality)
    if not period and modality == "actual":
        lead = [
            m
            for p, m in scene.within(0, place, "D")
            if m.date.first and m.date.relation in ("in", "on", "as_of", "end_of", "by")
        ]
        if lead and not rx("company.read_outlets_now_today").search(tag[start:place]):
            period = Period(lead[-1].date.first, lead[-1].date.last)
    if period.mention is not None and period.mention.date.kind == "to_date":
        period = Period(None, None)
    reading.add(
        "outlets",
        maker,
        unit="outlet",
        modality=modality,
        start=period.start,
        end=period.end,
        place=where,
        confidence=0.9,
        **figures._columns(mention),
    )
    reading.memory["outlets"] = scene.index
    return True


def _shared_deadline(reading: Reading, scene: Scene, place: int, modality: str) -> Period:
    """A deadline stated once for several goals of a sentence."""
    from autoatlas.loaders.text.slots import period_of

    if re.search(r"\bby then\b", scene.tag) and reading.memory.get("deadline"):
        day = reading.memory["deadline"]
        return Period(None if modality == "target" else day, day)
    dates = [
        (abs(p - place), m)
        for p, m in scene.all("D")
        if (m.date.first or m.date.last)
        and not m.date.base
        and m.date.relation in ("by", "in", "end_of", "until", "during", "from")
    ]
    if reading.published:
        dates = [
            pair for pair in dates if (pair[1].date.last or pair[1].date.first)[:4] >= reading.published[:4]
        ]
    if not dates:
        return Period(None, None)
    dates.sort(key=lambda pair: pair[0])
    return period_of(dates[0][1], modality)


def _market_near(reading: Reading, scene: Scene, place: int, start: int, end: int) -> str | None:
    tag = scene.tag
    if rx("company.market_near_outside_abroad").match(tag[place:]):
        return None
    for at, mention in scene.within(place, min(len(tag), end + 1), "CR"):
        if rx("company.market_near_across_throughout").search(tag[max(0, at - 18) : at]):
            return mention.label
    quantity = scene.at(place)
    if quantity is not None and quantity.quantity is not None:
        inner = scene.text[quantity.start : quantity.end]
        for _, label, adjective in _inside(reading, inner):
            if adjective and label != "overseas":
                return label
        region = next(
            (label for word, label in reading.know.tables["regions"].items() if word in inner), None
        )
        if region is not None:
            return region
    if rx("company.market_near_on_continent").search(tag[place:end]):
        regions = [m.label for _, m in scene.within(0, place, "CR")]
        return regions[-1] if regions else (reading.country or None)
    for at, mention in reversed(scene.within(start, place, "CR")):
        if rx("company.market_near_across_throughout_2").search(tag[max(0, at - 14) : at]):
            return mention.label
    if rx("company.market_near_abroad_overseas").search(tag[start:end]):
        return None
    for at, mention in reversed(scene.within(0, start, "CR")):
        if (
            rx("company.market_near_across_throughout_3").search(tag[max(0, at - 14) : at])
            or tag[at + 1 : at + 3] == "'s"
        ):
            return mention.label
    counted = reading.memory.get("countries_place")
    if counted is not None and counted[0] == scene.index and counted[1]:
        return str(counted[1])
    heading = reading.memory.get("section_market")
    if isinstance(heading, str) and scene.sentence.block.kind == "bullet":
        return heading
    if re.search(r"\bthere\b", tag[:place]):
        return reading.country
    return None


def _inside(reading: Reading, text: str) -> list[tuple[int, str, bool]]:
    return [
        (begin, entry.label, entry.adjective or entry.cls in ("Country", "Region"))
        for begin, _, entry in reading.finder.find(text)
    ]


def read_countries(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note in how many countries a maker is present."""
    tag = scene.tag
    before, after, start, end = figures._context(reading, scene, place)
    cue = rx("company.read_countries_cue").search(before)
    if not cue or rx("company.read_countries_plants_factor").search(before):
        return False
    modality = figures._modality(reading, place)
    if modality == "none":
        return True
    maker = maker_for(reading, scene, place)
    if (
        rx("company.read_countries_we_our").search(tag[:place])
        and reading.we is not None
        and not scene.within(start, place, "MB")
    ):
        maker = reading.we
    if maker is None or maker.cls == "Country":
        return True
    modality = _firm(modality)
    quantity_text = scene.text[mention.start : mention.end]
    inner = [label for _, label, flag in _inside(reading, quantity_text) if flag and label != "overseas"]
    inner += [label for word, label in reading.know.tables["regions"].items() if word in quantity_text]
    where = inner[0] if inner else None
    if where is None:
        for at, other in scene.within(place, end, "R"):
            if rx("company.read_countries_across").match(tag[place + 1 : at]):
                where = other.label
                break
    period = figures._when(reading, scene, place, modality)
    if not period and modality in ("target", "planned"):
        period = _shared_deadline(reading, scene, place, modality)
    if not period and modality == "actual":
        lead = [m for p, m in scene.within(0, place, "D") if m.date.first]
        if (
            lead
            and lead[-1].start - scene.sentence.start < 25
            and not rx("company.read_countries_now_today").search(tag[start:place])
        ):
            period = Period(lead[-1].date.first, lead[-1].date.last)
    if period.mention is not None and period.mention.date.kind == "to_date":
        period = Period(None, None)
    reading.memory["countries_place"] = (scene.index, where)
    reading.add(
        "countriesPresent",
        maker,
        unit="country",
        modality=modality,
        start=period.start,
        end=period.end,
        place=where,
        confidence=0.93,
        **figures._columns(mention),
    )
    return True


def read_plants(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note how many plants abroad a maker, or the makers of a country, have."""
    tag = scene.tag
    before, after, start, end = figures._context(reading, scene, place)
    text = scene.text[mention.start : mention.end].lower()
    if rx("company.read_plants_battery_engine").search(text):
        return False
    abroad = rx("company.read_plants_abroad").search(text + "|" + after[:50]) or rx("company.read_plants_abroad_2").search(before)
    if not abroad:
        if not rx("company.read_plants_which_brings").search(before):
            return False
    if mention.quantity.additional:
        return True
    modality = figures._modality(reading, place)
    if modality == "none":
        return True
    maker = maker_for(reading, scene, place)
    if rx("company.read_plants_we_our").search(tag) and reading.we is not None:
        maker = reading.we
    if maker is None:
        return True
    period = figures._when(reading, scene, place, _firm(modality))
    reading.add(
        "plantsAbroad",
        maker,
        unit="plant",
        modality=_firm(modality),
        start=period.start,
        end=period.end,
        confidence=0.88,
        **figures._columns(mention),
    )
    return True


def read_models(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note how many models a maker is going to bring out."""
    know, tag = reading.know, scene.tag
    before, after, start, end = figures._context(reading, scene, place)
    cue = rx("company.read_models_cue").search(before[-60:]) or re.search(
        know.expand(r"^ (?:[a-z ]{0,30})?(?:are|is|will|to) (?:[a-z]+ )*(?:be )?(?:{launch_models})"),
        after[:60],
    )
    modality = figures._modality(reading, place)
    if modality in ("actual", "none") or not cue:
        return False
    maker = maker_for(reading, scene, place)
    if rx("company.read_models_we_our").search(tag[:place]) and reading.we is not None:
        maker = reading.we
    if maker is None or maker.cls == "Country":
        return True
    modality = _firm(modality)
    where = _market_near(reading, scene, place, start, end)
    if where is None and rx("company.read_models_outside_overseas").search(tag[place:end]):
        where = "overseas"
    products = mention.quantity.products
    product = products[0] if products else product_at(reading, scene, place, place + 2)
    period = figures._when(reading, scene, place, modality)
    if not period:
        period = _shared_deadline(reading, scene, place, modality)
    reading.add(
        "modelsPlanned",
        maker,
        unit="model",
        modality=modality,
        start=period.start,
        end=period.end,
        place=where,
        product=product,
        confidence=0.88,
        **figures._columns(mention),
    )
    return True
