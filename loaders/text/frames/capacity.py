"""Capacities: of a site, of a company, doubled, by phases."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.context import columns_of, context_of, modality_at, phase_of, when_of
from autoatlas.loaders.text.frames.governed import counts_of
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_of import facility_of
from autoatlas.loaders.text.site_rivals import rival_between
from autoatlas.loaders.text.slots import Period, maker_for

__all__ = ["read_capacity", "read_double"]

_SEATS = 100  # a bare number below this is no capacity of a plant


def read_capacity(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    quantity = mention.quantity
    tag = scene.tag
    before, after, _start, _end = context_of(reading, scene, place)
    if mention.tag == "W" and not (quantity.per or rx("figures.capacity_capacity_year").search(tag)):
        return False
    near = before[-95:]
    if mention.tag == "N" and counts_of(scene, place) in ("staff", "outlets"):
        return False
    cue = rx("figures.capacity_cue").search(near)
    behind = rx("figures.capacity_behind").match(after) or (
        quantity.per == "year" and rx("figures.capacity_site_for").search(near)
    )
    sold = rx("figures.capacity_sold").search(near)
    if (
        cue
        and sold
        and near.rfind(sold[0]) > cue.start()
        and "capacity" not in near[sold.start() :]
        and not rx("figures.capacity_can_could").search(near)
    ):
        cue = None
    inherited = False
    if not cue and not behind:
        previous = reading.memory.get("capacity")
        if reading.memory.get("last_figure") != "annualCapacity":
            previous = None
        if mention.tag == "W" or (
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
            (
                previous
                and scene.index - previous[0] <= 2
                and rx("figures.capacity_between_them").search(before)
            )
            or (previous and scene.index - previous[0] <= 2 and rx("figures.capacity_it_that").search(before))
            or (
                rx("figures.capacity_expan_sion").search(near) and previous and scene.index - previous[0] <= 1
            )
        ):
            inherited = True
        if not inherited:
            return False
    if rx("figures.capacity_ha_ve").search(tag) or rx("figures.enough_for").search(near):
        return True
    if rx("figures.capacity_orders_subsid").search(near[-40:]):
        return False
    if mention.tag == "N" and quantity.value < _SEATS and not quantity.per:
        return False  # "with space for 32"
    if quantity.per not in (None, "year") and quantity.per not in ("month", "day"):
        return False
    if quantity.per in ("month", "day", "hour", "week"):
        return False
    modality = modality_at(reading, place)
    if modality == "none":
        return not (re.search("capacity", near) and rx("figures.capacity_not_yet").search(tag))
    if modality == "could":
        can = rx("figures.capacity_modality").search(before + " | " + after[:30])
        modality = "actual" if can else "planned"
        if rx("figures.capacity_could_reach").search(before):
            modality = "planned"
    if (
        rx("figures.capacity_second_later").search(
            before[-50:] + (after[:34] if rx("figures.capacity_eventually_later").match(after) else "")
        )
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
        mention.tag == "W"
        and isinstance(subject, Facility)
        and subject.kind == "plant"
        and subject.operator is not None
        and subject.operator[1] == "Organization"
    ):
        subject.kind = "battery plant"
    if mention.tag == "W" and isinstance(subject, Facility) and subject.kind == "plant" and "F" not in tag:
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
        known = reading.memory.get("capacity")
        product, unit = "battery", "pack/year"
        if known is not None and known[3] is subject and mention.tag == "N":
            unit = known[7]
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
    if unit == "vehicle/year" and product is None and " and " not in scene.text[mention.start : mention.end]:
        product = " ".join(name for name in quantity.products if name not in ("vehicle", "battery")) or None
    part = phase_of(reading, scene, place)
    later = part not in (None, "phase 1") or rx("figures.capacity_later").search(before[-50:])
    if later and part is not None:
        if part != "phase 1" and not rx("figures.capacity_capacity_second").search(near):
            part = None
            if modality == "actual":
                modality = "planned"
        elif part == "phase 1" and rx("figures.capacity_second_second").search(before):
            part = None
    period = when_of(reading, scene, place, modality)
    if modality == "actual" and period.mention is not None:
        at = scene.position(period.mention.start)
        close = place < at <= place + 14
        opening = at <= 12 and re.match(r"(?:[a-z]+ ){0,2}D,? ", tag) is not None
        if period.mention.date.relation in ("on", "since") or not (close or opening):
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
        if rx("figures.capacity_at_present").search(near):
            period = Period(None, None)
    present = rx("figures.capacity_present").search(before[-60:])
    if (
        modality == "actual"
        and present
        and period.mention is not None
        and period.mention.date.kind in ("day", "to_date")
    ):
        period = Period(None, None)
    subject = _respective(scene, place, subject)
    columns = columns_of(mention)
    if quantity.lead == "from" and rx("figures.capacity_halve_cut").search(before) and modality != "actual":
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


def _respective(scene: Scene, place: int, subject: Any) -> Any:
    """``capacities of 50,000 and 150,000 respectively``: the second figure is that of the second site."""
    several = scene.last(place, "F")
    sites = several[1].extra.get("all", []) if several is not None else []
    if len(sites) < 2 or subject not in sites or not rx("figures.respectively").search(scene.tag, place):
        return subject
    figures = (
        [at for at, _ in scene.within(several[0] + 1, len(scene.tag), "VNW")] if several is not None else []
    )
    return sites[figures.index(place)] if len(figures) == len(sites) and place in figures else subject


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
    land = rx("figures.who_makes_in_land").match(tag, place + 1)
    makers = [m for _, m in scene.within(start, place, "MB") if m.cls != "Country"]
    if land and makers and not inside:
        return makers[0], scene.at(land.start("c")).label  # type: ignore[union-attr]
    if rx("figures.in_all").match(tag, place + 1) and not inside:
        maker = maker_for(reading, scene, place)
        if maker is not None and maker.cls != "Country":
            return maker, None
    national = rx("figures.who_makes_its_national").search(tag[:place])
    if national:
        maker = maker_for(reading, scene, place)
        land = scene.at(national.start("a"))
        if maker is None or maker.cls == "Country" or land is None or land.cls != "Country":
            return None, None
        return maker, land.label
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
        and reading.memory.get("unplaced") != scene.index
        and not rx("facilities.facility_of_where").match(tag[start:place])
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
            if facility.has_place(mention.label) and not rival_between(reading, scene, facility, 0, place):
                return facility
    return None


def read_double(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
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
            or rx("figures.double_gap_ok").search(before + tag[place : place + 30]) is not None
        )
        modality = reading.clauses.at(place)
        if (gap_ok and modality not in ("none", "actual", "rumoured")) or (
            gap_ok and rx("figures.double_set_due").search(before)
        ):
            if modality in ("actual", "could"):
                modality = "planned"
            value = known[2] * quantity.value
            period = when_of(reading, scene, place, modality)
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
    period = when_of(reading, scene, place, modality)
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
