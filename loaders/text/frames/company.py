"""Outlets of companies, and the countries they are in."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.context import columns_of, context_of, modality_at, when_of
from autoatlas.loaders.text.frames.money import firm_of
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, maker_for

__all__ = ["market_near", "read_countries", "read_countries_more", "read_outlets", "shared_deadline"]


def read_outlets(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note how many outlets a maker has."""
    quantity = mention.quantity
    tag = scene.tag
    before, _after, start, end = context_of(reading, scene, place)
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
                **columns_of(mention),
            )
        return True
    if mention.tag == "N":
        if (
            rx("company.read_outlets_dealers_outlets").search(before)
            or rx("company.read_outlets_currently").search(before)
            or rx("company.read_outlets_number").search(tag[:place])
            or _to_have(reading, scene, place, before)
        ):
            pass
        elif not (
            previous is not None
            and previous == scene.index
            and rx("company.read_outlets_then_about").search(before)
            and not re.search(r"[VH]", before)
        ) or rx("company.read_outlets_sell_cars").search(before[-30:]):
            return False
    adding = rx("company.read_outlets_add_adding").search(before[-30:])
    if quantity.additional and "network" not in before and adding:
        return True
    if rx("company.read_outlets_compet_rival").search(before[-40:]):
        return True
    modality = modality_at(reading, place)
    if modality == "none":
        return True
    modality = (
        modality if modality == "could" and rx("company.can_choose").search(before) else firm_of(modality)
    )
    inner = _maker_inside(reading, scene, mention)
    number = rx("company.read_outlets_number").search(tag[:place])
    if number and number["who"]:
        inner = scene.at(number.start("who"))
    if inner is not None:
        reading.maker = inner
    maker = _whose_cars(reading, scene, inner or maker_for(reading, scene, place))
    several = rx("company.several_lands").match(tag, place) is not None
    if (
        rx("company.read_outlets_we_our").search(tag[:place])
        and reading.we is not None
        and not scene.within(start, place, "MB")
    ):
        maker = reading.we
    if maker is None or maker.cls == "Country":
        return True
    where = None if several else market_near(reading, scene, place, start, end)
    if mention.tag == "N" and not scene.all("CR"):  # "A year before there had been 16"
        said = next((d for d in reversed(reading.drafts) if d.property == "outlets"), None)
        where = said.place if said is not None else where
    if re.search(r"\bat home\b", before):
        where = reading.registry.home_of(maker.label)
    grows = rx("company.outlets_become").match(tag, place) is not None  # "its 19 showrooms are to become 35"
    if grows or rx("company.read_outlets_currently").search(before):
        modality = "actual"
    if modality == "could":
        modality = "actual"  # "buyers can choose among 137 showrooms"
    period = when_of(reading, scene, place, modality) or _labelled(reading, modality)
    if not period and modality in ("target", "planned"):
        period = shared_deadline(reading, scene, place, modality)
    if not period and modality == "actual":
        lead = [
            m
            for p, m in scene.within(0, place, "D")
            if m.date.first and m.date.relation in ("in", "on", "as_of", "end_of", "by")
        ]
        if lead and not rx("company.read_outlets_now_today").search(tag[start:place]):
            period = Period(lead[-1].date.first, lead[-1].date.last)
    if (
        grows
        or (period.mention is not None and period.mention.date.kind == "to_date")
        or rx("company.read_outlets_currently").search(before)
    ):
        period = Period(None, None)
    reading.add(
        "outlets",
        maker,
        unit="outlet",
        modality=modality,
        start=period.start,
        end=period.end,
        place=where,
        confidence=0.65 if several else 0.9,  # no one place to count them for
        **columns_of(mention),
    )
    reading.memory["outlets"] = scene.index
    return True


def _whose_cars(reading: Reading, scene: Scene, firm: Mention | None) -> Mention | None:
    """The maker whose cars an importer sells: its dealers are the maker's; of several, the group they belong to."""
    run = rx("company.brands_run").search(scene.tag)
    if firm is not None and firm.tag == "B" and run:
        brands = [reading.registry.find(m.label, "Brand") for m in scene.group(run, "who", "B")]
        owners = {brand.parent for brand in brands if brand is not None}
        owner = owners.pop() if len(owners) == 1 else None
        return Mention(0, 0, "M", owner, "Automaker") if owner else firm
    if firm is None or firm.tag != "O":
        return firm
    dealt: dict[str, Mention] = reading.memory.get("deals", {}).get(firm.label, {})
    if not dealt:
        here = [m for _, m in scene.all("MB") if m.cls in ("Automaker", "Brand")]
        return here[0] if len({m.label for m in here}) == 1 else firm
    known = [reading.registry.find(label) for label in dealt]
    parents = {entity.parent or entity.label for entity in known if entity is not None}
    if len(dealt) == 1:
        return next(iter(dealt.values()))
    return Mention(0, 0, "M", parents.pop(), "Automaker") if len(parents) == 1 else firm


def _to_have(reading: Reading, scene: Scene, place: int, before: str) -> bool:
    """``has 15 showrooms and wants to have 32 by 2027``: outlets, said or spoken of just before."""
    said = reading.memory.get("outlets")
    named = rx("company.outlet_words").search(scene.tag, 0, place)
    if not named and (said is None or scene.index - said > 1):
        return False
    low = named.end() if named else 0
    return (
        rx("company.outlets_to_have").search(before) is not None
        and rx("company.outlets_so_many").match(scene.tag, place) is not None
        and not re.search("[VHJKL]", scene.tag[low:place])
    )


def shared_deadline(reading: Reading, scene: Scene, place: int, modality: str) -> Period:
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


def _labelled(reading: Reading, modality: str) -> Period:
    """The date in front of an entry of a timeline."""
    from autoatlas.loaders.text.slots import period_of

    return period_of(reading.block_date, modality) if reading.block_date is not None else Period(None, None)


def _maker_inside(reading: Reading, scene: Scene, mention: Mention) -> Mention | None:
    """The maker whose name the figure has swallowed: "137 BYD showrooms"."""
    inner = scene.text[mention.start : mention.end]
    for begin, end, entry in reading.finder.find(inner):
        if entry.cls in ("Automaker", "Brand") and not entry.weak:
            return reading.finder.mention(mention.start + begin, mention.start + end, entry)
    return None


def market_near(reading: Reading, scene: Scene, place: int, start: int, end: int) -> str | None:
    tag = scene.tag
    if rx("company.market_near_outside_abroad").match(tag[place:]):
        return None
    for at, mention in scene.within(place, min(len(tag), end + 1), "CR"):
        if rx("company.some_of_them").search(tag, place + 1, at):
            break  # "700 dealers, 600 of them in Europe"
        if rx("company.market_near_across_throughout").search(tag[max(0, at - 18) : at]):
            return mention.label
    quantity = scene.at(place)
    spread = rx("company.in_countries").match(tag, place)
    if spread:  # "1,000 points of sale in 29 European countries"
        quantity = scene.at(spread.end() - 1)
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
    ahead = rx("company.region_ahead").match(tag)
    if ahead and ahead.end() <= place:
        land = scene.at(ahead.start("r"))
        return land.label if land is not None else None
    national = rx("company.market_near_adjective").search(tag, start, place)
    if national:
        land = scene.at(national.start("a"))
        return land.label if land is not None else None
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
    before, _after, start, end = context_of(reading, scene, place)
    cue = rx("company.read_countries_cue").search(before)
    goes_on = None
    if not cue and rx("company.read_countries_aim").search(before):
        goes_on = next(
            (
                d
                for d in reading.drafts[-4:]
                if d.property == "countriesPresent" and d.quote[0] >= scene.sentence.start - 300
            ),
            None,
        )
    if (not cue and goes_on is None) or rx("company.read_countries_plants_factor").search(before):
        return False
    modality = modality_at(reading, place)
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
    modality = "actual" if modality == "could" else firm_of(modality)
    if reading.block_date is None and rx("company.to_be_had").search(before) and modality == "planned":
        modality = "actual"
    quantity_text = scene.text[mention.start : mention.end]
    inner = [label for _, label, flag in _inside(reading, quantity_text) if flag and label != "overseas"]
    inner += [label for word, label in reading.know.tables["regions"].items() if word in quantity_text]
    where = inner[0] if inner else None
    if where is None:
        for at, other in scene.within(place, end, "R"):
            if rx("company.read_countries_across").match(tag[place + 1 : at]):
                where = other.label
                break
    region = rx("company.read_countries_region").search(before)
    ahead = rx("company.region_ahead").match(tag)
    if where is None and ahead and ahead.end() <= place:
        named = scene.at(ahead.start("r"))
        where = named.label if named is not None else None
    elif where is None and region:
        named = scene.at(place - len(before) + region.start("r"))
        where = named.label if named is not None else None
    period = when_of(reading, scene, place, modality)
    if not period and modality in ("target", "planned"):
        period = shared_deadline(reading, scene, place, modality)
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
        **columns_of(mention),
    )
    return True


def _countries_numbered(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """``The number of countries in which it sells cars has risen to 120``."""
    modality = firm_of(modality_at(reading, place))
    maker = maker_for(reading, scene, place)
    if modality == "none" or maker is None or maker.cls == "Country":
        return True
    period = when_of(reading, scene, place, modality)
    reading.add(
        "countriesPresent",
        maker,
        unit="country",
        modality=modality,
        start=period.start,
        end=period.end,
        confidence=0.84,
        **columns_of(mention),
    )
    return True


def read_countries_more(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """``It was in 30 countries. Next year it should be 60``: the number of countries, at another time."""
    if mention.tag != "N" or mention.quantity.value > 250 or mention.quantity.per:
        return False
    before = scene.tag[max(0, place - 110) : place]
    if rx("company.read_countries_number").search(before):
        return _countries_numbered(reading, scene, place, mention)
    if not rx("company.read_countries_more").search(before[-70:]):
        return False
    last = reading.drafts[-1] if reading.drafts else None
    if (
        last is None
        or last.property != "countriesPresent"
        or last.quote[0] < scene.sentence.start - 300
        or (last.value or 0) >= mention.quantity.value
    ):
        return False
    modality = modality_at(reading, place)
    if modality == "none":
        return True
    goal = rx("company.goal_told").search(scene.tag)
    modality = "target" if goal else "planned" if modality in ("actual", "could") else modality
    period = when_of(reading, scene, place, modality)
    if not period:
        period = shared_deadline(reading, scene, place, modality)
    reading.add(
        "countriesPresent",
        last.subject,
        last.subject_type,
        unit="country",
        modality=modality,
        start=period.start,
        end=period.end,
        place=last.place,
        confidence=0.82,
        **columns_of(mention),
    )
    return True
