"""Figures of a site or a company: capacity, money, staff, area, local parts, outlets, countries, plants, models."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from typing import Any

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.facilities import facility_of
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, maker_for, period_of, product_at

__all__ = ["phase_of", "read_figures"]

_ORDINALS = {
    "first": 1,
    "initial": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 0,
    "next": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "1": 1,
    "2": 2,
    "3": 3,
    "i": 1,
    "ii": 2,
    "iii": 3,
}


def phase_of(reading: Reading, scene: Scene, place: int) -> str | None:
    """``phase 1`` and so on, where the clause around a place speaks of a phase."""
    start, end = reading.clauses.span(place)
    found = None
    for match in rx("figures.phase").finditer(scene.tag, 0, end):
        if match.start() < start and scene.tag[match.start() : start].count(";"):
            continue
        if match.start() > place + 40:
            break
        if match.start() >= start or (found is None and match.start() < 30):
            found = _ORDINALS.get(match["a"] or match["b"])
    if found is None and scene.sentence.block.kind == "bullet" and reading.memory.get("phases"):
        number = re.match(
            r"\D{0,3}(\d)[.)]",
            scene.text[max(0, scene.sentence.block.start - 5) : scene.sentence.block.start],
        )
        if number:
            found = int(number[1])
    return f"phase {found}" if found else None


def read_figures(reading: Reading, scene: Scene) -> None:
    """Note what the figures of a scene say of a site or a company."""
    tag = scene.tag
    if rx("figures.read_figures_three_two").search(tag):
        reading.memory["phases"] = True
    _passing(reading, scene)
    for place, mention in scene.all("VNWEHGZSKLJQ"):
        reader = _READERS.get(mention.tag)
        if reader is not None and reader(reading, scene, place, mention):
            mention.extra["used"] = True


def _passing(reading: Reading, scene: Scene) -> None:
    """Figures within a noun phrase: "the $1 billion plant", "a 150,000-unit factory"."""
    for place, site in scene.all("F"):
        facility = site.facility
        if facility is None:
            continue
        for mention in site.extra.get("inner", []):
            if mention.extra.get("used"):
                continue
            mention.extra["used"] = True
            quantity = mention.quantity
            modality = reading.clauses.at(place)
            if modality == "none":
                modality = "actual"
            modality = "planned" if facility.planned else "actual"
            if mention.tag == "E" and quantity.unit and len(quantity.unit) == 3 and quantity.unit.isupper():
                reading.add(
                    "investment",
                    facility,
                    unit=quantity.unit,
                    modality=modality,
                    confidence=0.9,
                    **_columns(mention),
                )
                reading.memory["money"] = {
                    "scene": scene.index,
                    "subject": facility,
                    "columns": {"modality": modality},
                    "confidence": 0.9,
                }
            elif mention.tag == "W":
                unit = "GWh/year" if quantity.kind == "energy" else "pack/year"
                reading.add(
                    "annualCapacity",
                    facility,
                    unit=unit,
                    product="battery",
                    modality=modality,
                    confidence=0.9,
                    **_columns(mention),
                )
            elif mention.tag == "G":
                reading.add(
                    "siteArea", facility, unit="m2", modality=modality, confidence=0.88, **_columns(mention)
                )
            elif mention.tag in "VN" and quantity.value >= 500 and facility.kind == "plant":
                reading.add(
                    "annualCapacity",
                    facility,
                    unit="vehicle/year",
                    modality=modality,
                    confidence=0.88,
                    **_columns(mention),
                )


def _context(reading: Reading, scene: Scene, place: int) -> tuple[str, str, int, int]:
    """The words of the clause before and behind a place, the label of a bullet included."""
    start, end = reading.clauses.span(place)
    tag = scene.tag
    while start > 0 and rx("figures.context_from_with").match(tag[start:place]):
        start = reading.clauses.span(start - 1)[0]
    before = tag[start:place]
    label = scene.sentence.block.label
    if label is not None and start > 0:
        cut = tag.find(":")
        if 0 < cut < 50 and not re.search(r"[;.]", tag[cut:place]) or label[1] < scene.sentence.start:
            before = (tag[: cut + 1] if cut > 0 else "") + before
    if label is not None and label[1] <= scene.sentence.start:
        before = scene.text[label[0] : label[1]].lower() + ": " + before
    return before, tag[place + 1 : end], start, end


def _columns(mention: Mention) -> dict[str, Any]:
    quantity = mention.quantity
    return {"value": quantity.value, "value_max": quantity.value_max, "comparator": quantity.comparator}


def _modality(reading: Reading, place: int) -> str:
    return reading.clauses.at(place)


def _when(reading: Reading, scene: Scene, place: int, modality: str) -> Period:
    mention = date_in_clause(reading, scene, place)
    if mention is None:
        return Period(None, None)
    at = scene.position(mention.start)
    if (
        at > place
        and rx("figures.when_open_start").search(scene.tag[place:at])
        and re.search(r"[,;]| and | is | are ", scene.tag[place:at])
    ):
        return Period(None, None)
    if (
        at < place
        and rx("figures.when_open_complet").search(scene.tag[max(0, at - 30) : at])
        and "," in scene.tag[at:place]
    ):
        return Period(None, None)
    if (
        at < place
        and rx("figures.when_with_up").search(scene.tag[at:place])
        and rx("figures.when_start_open").search(scene.tag[:at])
    ):
        return Period(None, None)
    date = mention.date
    if date.relation in ("since", "from") and modality == "actual" and date.kind != "span":
        return Period(None, None, mention)
    return period_of(mention, modality)


# -- capacity ----------------------------------------------------------------------------------------------------------


def _capacity(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    quantity = mention.quantity
    know, tag = reading.know, scene.tag
    before, after, start, end = _context(reading, scene, place)
    if mention.tag == "W" and not (
        quantity.per or rx("figures.capacity_capacity_year").search(tag)
    ):
        return False
    near = before[-95:]
    cue = rx("figures.capacity_cue").search(near)
    behind = rx("figures.capacity_behind").match(after)
    sold = rx("figures.capacity_sold").search(near)
    if cue and sold and near.rfind(sold[0]) > cue.start() and not re.search("capacity", near[sold.start() :]):
        if not rx("figures.capacity_can_could").search(near):
            cue = None
    inherited = False
    if not cue and not behind:
        previous = reading.memory.get("capacity")
        if mention.tag == "W":
            inherited = True
        elif (
            quantity.per == "year"
            and not sold
            and not rx("figures.capacity_built_made").match(after)
            and ("F" in tag or reading.facility is not None)
            and not rx("figures.capacity_make_build").search(near)
        ):
            inherited = True
        elif previous and previous[0] == scene.index and previous[1] < place:
            gap = tag[previous[1] + 1 : place]
            if (
                rx("figures.capacity_later_then").search(gap)
                and (mention.tag == "N" or quantity.per)
                and not rx("figures.capacity_sold_people").search(gap)
            ):
                inherited = True
        elif (
            previous
            and scene.index - previous[0] <= 2
            and rx("figures.capacity_between_them").search(before)
        ):
            inherited = True
        elif (
            previous
            and scene.index - previous[0] <= 2
            and rx("figures.capacity_it_that").search(before)
        ):
            inherited = True
        elif (
            rx("figures.capacity_expan_sion").search(near)
            and previous
            and scene.index - previous[0] <= 1
        ):
            inherited = True
        if not inherited:
            return False
    if rx("figures.capacity_ha_ve").search(tag):
        return True
    if rx("figures.capacity_orders_subsid").search(near[-40:]):
        return False
    if quantity.per not in (None, "year") and not (quantity.per in ("month", "day")):
        return False
    if quantity.per in ("month", "day", "hour", "week"):
        return False
    modality = _modality(reading, place)
    if modality == "none":
        if re.search("capacity", near) and rx("figures.capacity_not_yet").search(tag):
            return False
        return True
    if modality == "could":
        modality = (
            "actual"
            if rx("figures.capacity_modality").search(before)
            else "planned"
        )
        if rx("figures.capacity_could_reach").search(before):
            modality = "planned"
    if (
        rx("figures.capacity_second_later").search(before[-50:]
            + (after[:34] if rx("figures.capacity_eventually_later").match(after) else ""))
        and modality == "actual"
    ):
        modality = "planned"
    unit = "vehicle/year"
    product = None
    if mention.tag == "W":
        unit = "GWh/year" if quantity.kind == "energy" else "pack/year"
        product = "battery"
    subject, where = _who_makes(reading, scene, place, before)
    if subject is None:
        return True
    if (
        isinstance(subject, Facility)
        and mention.tag == "V"
        and subject.kind == "battery plant"
        and quantity.noun in ("pack", "unit", "battery")
    ):
        unit, product = "pack/year", "battery"
    if (
        isinstance(subject, Facility)
        and subject.kind == "battery plant"
        and unit == "vehicle/year"
        and quantity.counts != "vehicle"
    ):
        unit, product = "pack/year", "battery"
    if (
        isinstance(subject, Facility)
        and unit == "vehicle/year"
        and subject.kind in ("R&D centre", "regional headquarters", "design centre", "warehouse")
    ):
        return True
    if (
        mention.tag == "W"
        and isinstance(subject, Facility)
        and subject.kind == "plant"
        and "battery" not in tag
        and "batteries" not in tag
    ):
        product = "battery"
    part = phase_of(reading, scene, place)
    later = part not in (None, "phase 1") or rx("figures.capacity_later").search(before[-50:])
    if later and part is not None:
        if part != "phase 1" and not rx("figures.capacity_capacity_second").search(near):
            part = None
            if modality == "actual":
                modality = "planned"
        elif part == "phase 1" and rx("figures.capacity_second_second").search(before):
            part = None
    products = [p for p in quantity.products if p in ("bus", "truck", "van", "bev bus")]
    del products
    period = _when(reading, scene, place, modality)
    if modality == "actual" and period.mention is not None:
        at = scene.position(period.mention.start)
        behind = place < at <= place + 14
        opening = at <= 12 and re.match(r"(?:[a-z]+ ){0,2}D,? ", tag) is not None
        if period.mention.date.relation in ("on", "since") or not (behind or opening):
            period = Period(None, None)
    if (
        modality == "actual"
        and isinstance(subject, Facility)
        and period.mention is not None
        and rx("figures.capacity_opened_inaugurated").search(before)
    ):
        period = Period(None, None)
    if modality != "actual" and rx("figures.capacity_now_currently").search(near):
        modality = "actual"
    present = rx("figures.capacity_present").search(before[-60:])
    if (
        modality == "actual"
        and present
        and period.mention is not None
        and period.mention.date.kind in ("day", "to_date")
    ):
        period = Period(None, None)
    columns = _columns(mention)
    if (
        quantity.lead == "from"
        and rx("figures.capacity_halve_cut").search(before)
        and modality != "actual"
    ):
        modality, period = "actual", Period(None, None)
    reading.add(
        "annualCapacity",
        subject,
        unit=unit,
        modality=modality,
        start=period.start,
        end=period.end,
        place=where,
        part=part,
        product=product,
        confidence=0.92 if cue or behind else 0.84,
        **columns,
    )
    reading.memory["capacity"] = (
        scene.index,
        place,
        quantity.value,
        subject,
        part,
        columns["comparator"],
        quantity.value_max,
        unit,
        product,
    )
    return True


def _who_makes(reading: Reading, scene: Scene, place: int, before: str) -> tuple[Any, str | None]:
    """The site whose capacity it is; or the company, with the country, where it is that of several sites."""
    tag = scene.tag
    start, end = reading.clauses.span(place)
    joint = rx("figures.who_makes_joint").search(tag[:place])
    several = scene.last(place, "L", 0)
    plural = [m for _, m in scene.within(0, place, "F") if len(m.extra.get("all", [])) > 1]
    if rx("figures.who_makes_national_industry").search(tag[:place]):
        return None, None
    own = rx("figures.who_makes_own").search(tag[:place])
    inside = scene.within(start, place, "F")
    if (joint and (several or plural or rx("figures.who_makes_between_them").search(joint[0]))) or (
        own and not scene.within(own.start(), place, "F")
    ):
        maker = None
        if own and not joint:
            maker = scene.at(own.start("who"))
        elif plural and plural[-1].facility is not None and plural[-1].facility.operator:
            label, cls = plural[-1].facility.operator
            country = plural[-1].facility.country
            return Mention(0, 0, "M", label, cls), country[0] if country else reading.country
        maker = maker or maker_for(reading, scene, place)
        if maker is not None and maker.cls != "Country" and not (own and not joint and inside):
            where = None
            for _, mention in scene.within(0, min(len(tag), end), "C"):
                where = mention.label
                break
            if where is None and joint:
                where = (
                    reading.facility.country[0]
                    if reading.facility is not None and reading.facility.country
                    else reading.country
                )
            return maker, where
    if rx("figures.who_makes_country_national").search(tag[:place]):
        return None, None
    facility = facility_of(reading, scene, place)
    if facility is not None:
        return facility, None
    spot = site_named(reading, scene, place)
    if spot is not None:
        return spot, None
    maker = maker_for(reading, scene, place)
    if (
        maker is not None
        and re.search(r"capacity", before)
        and scene.within(0, place, "MB")
        and maker.cls != "Country"
    ):
        places = [m.label for _, m in scene.within(start, end, "C")]
        return maker, places[0] if places else None
    return None, None


def site_named(reading: Reading, scene: Scene, place: int) -> Facility | None:
    """A facility spoken of by its town alone: "Graz, with a capacity of …"."""
    for _, mention in reversed(scene.within(0, place, "P")):
        for facility in reversed(reading.facilities):
            if facility.has_place(mention.label):
                return facility
    return None


def _double(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """``set to double``: the level spoken of last, times the factor."""
    quantity = mention.quantity
    tag = scene.tag
    known = reading.memory.get("capacity")
    before = tag[max(0, place - 70) : place]
    if (
        known is not None
        and scene.index - known[0] <= 2
        and not rx("figures.double_sales_exports").search(tag[: place + 20])
    ):
        gap_ok = (
            known[0] == scene.index
            or rx("figures.double_gap_ok").search(before + tag[place : place + 30])
            is not None
        )
        modality = reading.clauses.at(place)
        if (
            gap_ok
            and modality not in ("none", "actual", "rumoured")
            or (gap_ok and rx("figures.double_set_due").search(before))
        ):
            if modality in ("actual", "could"):
                modality = "planned"
            value = known[2] * quantity.value
            period = _when(reading, scene, place, modality)
            reading.add(
                "annualCapacity",
                known[3],
                value=value,
                value_max=known[6] * quantity.value if known[6] else None,
                unit=known[7],
                comparator=known[5],
                modality=modality,
                start=period.start,
                end=period.end,
                product=known[8],
                confidence=0.75,
            )
            reading.memory["capacity"] = (
                scene.index,
                place,
                value,
                known[3],
                None,
                known[5],
                None,
                known[7],
                known[8],
            )
            return True
    return _double_share(reading, scene, place, mention)


def _double_share(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """``hopes to double the number``, ``wants to double that share``."""
    tag = scene.tag
    if rx("figures.double_share_as_many").search(scene.text[mention.start : mention.end + 10]):
        return False
    if not rx("figures.double_share_that_this").match(tag[place:]):
        return False
    modality = reading.clauses.at(place)
    if modality not in ("target", "planned", "forecast"):
        return False
    latest = next(
        (
            d
            for d in reversed(reading.drafts)
            if d.value is not None and d.property in ("marketShare", "outlets")
        ),
        None,
    )
    if latest is None or latest.value is None:
        return False
    period = _when(reading, scene, place, modality)
    reading.add(
        latest.property,
        latest.subject,
        latest.subject_type,
        value=latest.value * mention.quantity.value,
        unit=latest.unit,
        comparator=latest.comparator,
        modality=modality,
        start=period.start,
        end=period.end,
        place=latest.place,
        product=latest.product,
        confidence=0.7,
    )
    return True


from autoatlas.loaders.text.frames.company import (  # noqa: E402  (the two modules share what a context is)
    read_area,
    read_countries,
    read_local,
    read_models,
    read_money,
    read_outlets,
    read_plants,
    read_staff,
)

_READERS: dict[str, Any] = {
    "V": _capacity,
    "N": lambda reading, scene, place, mention: (
        _capacity(reading, scene, place, mention)
        or read_staff(reading, scene, place, mention)
        or read_outlets(reading, scene, place, mention)
    ),
    "W": _capacity,
    "Q": _double,
    "E": read_money,
    "H": read_staff,
    "G": read_area,
    "Z": read_local,
    "S": read_outlets,
    "K": read_countries,
    "L": read_plants,
    "J": read_models,
}
__all__ += ["product_at"]
