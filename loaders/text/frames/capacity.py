"""Capacities: of a site, of a company, doubled, by phases."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.capacity_whose import last_told, respective, who_makes
from autoatlas.loaders.text.frames.context import columns_of, context_of, modality_at, phase_of, when_of
from autoatlas.loaders.text.frames.governed import counts_of
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period

__all__ = ["read_capacity"]

_SEATS = 100  # a bare number below this is no capacity of a plant


def read_capacity(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    quantity = mention.quantity
    tag = scene.tag
    before, after, _, _ = context_of(reading, scene, place)
    if mention.tag == "W" and not (quantity.per or rx("figures.capacity_capacity_year").search(tag)):
        return False
    near = before[-95:]
    if mention.tag == "W" and rx("figures.capacity_shipped").search(before):
        return False
    if mention.tag == "N" and counts_of(scene, place) in ("staff", "outlets"):
        return False
    if rx("figures.capacity_done").match(tag, place + 1):
        return False
    if rx("figures.capacity_for_year").match(tag, place + 1) and not quantity.per:
        return False  # "about 65,000 are planned for 2026"
    cue = rx("figures.capacity_cue").search(near)
    behind = rx("figures.capacity_behind").match(after) or rx("figures.capacity_designed").match(
        tag, place + 1
    )
    behind = behind or (quantity.per == "year" and rx("figures.capacity_site_for").search(near))
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
    if rx("figures.capacity_once").match(tag, place + 1) or rx("figures.part_of_which").match(tag, place + 1):
        return True
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
    _, end = reading.clauses.span(place)
    low = tag.rfind(";", 0, place) + 1
    alone = not scene.within(0, end, "FPMBOC") and not rx("figures.who_makes_joint").search(tag, low, place)
    told = last_told(reading, scene) if inherited and alone else None
    subject, where = told or who_makes(reading, scene, place, before)
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
    subject = respective(scene, place, subject)
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
