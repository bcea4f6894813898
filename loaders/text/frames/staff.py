"""Staff, land and local parts of a site or a company."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.context import columns_of, context_of, modality_at, phase_of, when_of
from autoatlas.loaders.text.frames.governed import counts_of
from autoatlas.loaders.text.frames.money import firm_at, firm_of, implied_site
from autoatlas.loaders.text.frames.staff_levels import no_level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, maker_for, product_at

__all__ = ["read_area", "read_local", "read_local_more", "read_staff"]


def read_staff(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note how many people work at a site or for a company."""
    quantity = mention.quantity
    tag = scene.tag
    if quantity.per or rx("company.read_staff_rate").match(tag, place + 1):
        return False
    before, after, start, end = context_of(reading, scene, place)
    near, next_words = before[-70:], after[:70]
    if rx("company.staff_relative").match(before):
        near = (tag[max(0, start - 16) : start] + before)[-70:]  # "fourteen suppliers, who employ 7,000"
    cue = rx("company.read_staff_cue").search(near + " ") or rx("company.read_staff_cue").search(next_words)
    if mention.tag == "H":
        cue = cue or rx("company.staff_work").match(tag, place + 1)
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
        and not rx("company.read_staff_enlarged").search(near)
    )
    kind = counts_of(scene, place) if mention.tag == "N" else "staff"
    counted = mention.tag == "N" and kind == "staff"
    if kind in ("goods", "outlets") and not rx("company.read_staff_on_books").match(tag, place + 1):
        return False
    if not cue and not noun_says and not follows and not counted:
        return False
    on_books = rx("company.read_staff_on_books").match(tag[place + 1 :])
    if mention.tag == "N" and not on_books and not counted:
        previous = reading.memory.get("staff")
        if not (previous == scene.index and rx("company.read_staff_pass_reach").search(near)):
            return False
    if rx("company.read_staff_whole_entire").search(before) or rx("company.read_staff_that_includes").search(
        tag
    ):
        return True
    window = near[-46:] + "|" + next_words[:56]
    if rx("company.read_staff").search(window) or (
        quantity.additional and not rx("company.read_staff_more_than").search(near)
    ):
        return True
    of_them = rx("company.read_staff_of_them").match(tag, place + 1)
    if (of_them and not rx("company.staff_hired").search(near)) or rx("company.staff_once").match(
        tag, place + 1
    ):
        return True  # "1,700 of them engineers"
    runs = _runs(reading, scene, place)
    if runs and rx("company.read_staff_new").search(scene.text[mention.start : mention.end]):
        return True  # "a second shift will start, with 350 new workers"
    if no_level(scene, place, near, runs=runs):
        return True
    if rx("company.read_staff_on_top").match(tag, place + 1):
        return True  # "3,100 jobs come on top of the 3,500"
    if rx("company.adds_staff").search(near) or rx("company.grown_by").search(near):
        return True
    modality = firm_at(reading, place)
    if quantity.lead == "from":
        if modality not in ("planned", "target"):
            return True
        modality = "actual"  # "the staff is to rise from 300"
    if modality == "planned" and rx("company.read_staff_the").search(before):
        modality = "actual"  # "the 400 remaining employees are to build servers"
    if modality == "none":
        return True
    subject: Any = implied_site(reading, scene, place)
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
    if (
        subject is None
        and rx("company.read_staff_company").search(tag[start:place])
        and reading.maker is not None
    ):
        subject = reading.maker if reading.maker.cls == "Automaker" else None
    if (
        subject is None
        and not makers
        and re.search(r"employ", tag[start:place])
        and scene.within(0, place, "MB")
    ):
        told = maker_for(reading, scene, place)
        subject = told if told is not None and told.cls == "Automaker" else None
    where = None
    if (
        rx("company.staff_of_country").match(after)
        and not scene.within(start, end, "F")
        and (of_land := maker_for(reading, scene, place)) is not None
        and of_land.cls != "Country"
    ):
        land = scene.next(place, "C", place + 16)
        subject, where = of_land, land[1].label if land else reading.country
    if (
        rx("company.read_staff_there").search(after[:24])
        and rx("company.read_staff_abroad").search(tag)
        and not scene.within(0, len(tag), "F")
        and (maker := maker_for(reading, scene, place)) is not None
        and maker.cls != "Country"
    ):
        subject, where = maker, "overseas"
    joint = rx("company.staff_joint").search(tag, start, end) and (len(scene.all("F")) > 1 or scene.all("L"))
    if joint and isinstance(subject, Facility) and subject.operator is not None:
        where = subject.country[0] if subject.country else reading.country
        subject = Mention(0, 0, "M", *subject.operator)
    if subject is None:
        return True
    if rx("company.staff_announced").match(tag, place + 1):
        modality = "planned"
    period = when_of(reading, scene, place, modality)
    if where and not period:
        from autoatlas.loaders.text.frames.company import shared_deadline

        period = shared_deadline(reading, scene, place, modality)
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
    if modality == "actual" and rx("company.read_staff_present").search(near):
        period = Period(None, None)
    part = phase_of(reading, scene, place)
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
        place=where,
        happened=modality == "actual" and rx("company.read_staff_already").search(tag[start:end]) is not None,
        confidence=0.91,
        **columns_of(mention),
    )
    reading.memory["staff"] = scene.index
    return True


def _runs(reading: Reading, scene: Scene, place: int) -> bool:
    """Whether the site that new people are for has been running, so that they come on top of others."""
    site = implied_site(reading, scene, place)
    return site is not None and any(
        draft.subject is site
        and draft.modality == "actual"
        and draft.property in ("employees", "production", "productionStart")
        for draft in reading.drafts
    )


def read_area(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note what a site covers; halls, floors and what is under roof are left out."""
    know, tag = reading.know, scene.tag
    before, after, start, end = context_of(reading, scene, place)
    near, behind = before[-60:], after[:40]
    if rx("company.read_area").search(near[-34:] + "|" + behind[:34]) or mention.quantity.additional:
        return False
    previous = reading.memory.get("area")
    if (
        previous is not None
        and previous[0] == scene.index
        and rx("company.read_area_or_about").match(tag[previous[1] + 1 : place])
    ):
        return True
    subject = implied_site(reading, scene, place)
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
    modality = modality_at(reading, place)
    if modality == "none":
        return True
    if modality == "could":
        modality = "actual"
    reading.add(
        "siteArea",
        subject,
        unit="m2",
        modality=modality,
        part=phase_of(reading, scene, place),
        confidence=0.91,
        **columns_of(mention),
    )
    reading.memory["area"] = (scene.index, place)
    return True


def read_local_more(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """``About 30 per cent is bought locally, and the company wants to reach 45``."""
    local = reading.memory.get("local")
    if local is None or local[0] != scene.index or mention.tag != "N" or mention.quantity.value > 100:
        return False
    if not rx("company.read_local_goal").search(scene.tag[max(0, place - 40) : place]):
        return False
    last = next((d for d in reversed(reading.drafts[-4:]) if d.property == "localContent"), None)
    modality = firm_of(modality_at(reading, place))
    if last is None or modality in ("none", "actual"):
        return True
    period = when_of(reading, scene, place, modality)
    reading.add(
        "localContent",
        last.subject,
        last.subject_type,
        unit="percent",
        modality=modality,
        start=period.start,
        end=period.end,
        place=last.place,
        product=last.product,
        confidence=0.82,
        **columns_of(mention),
    )
    return True


def _site_of_model(reading: Reading, scene: Scene, place: int, end: int) -> Facility | None:
    """``60% in the case of the X``: the one site that the text has said makes the X."""
    labels = {m.label for _, m in scene.within(place, end, "X")}
    sites = [d.subject for d in reading.drafts if d.property == "produces" and d.object in labels]
    return sites[0] if sites and all(site is sites[0] for site in sites) else None


def _only_plant(reading: Reading) -> Facility | None:
    """The plant of a text that has spoken of no other so far."""
    plants = [site for site in reading.facilities if site.kind == "plant" and not site.uncertain]
    return plants[0] if len(plants) == 1 else None


def read_local(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note the share of local parts."""
    tag = scene.tag
    before, after, start, end = context_of(reading, scene, place)
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
    direct = rx("company.read_local_direct").match(tag, place)
    if not follows and not (cue and what) and not direct:
        return False
    if rx("company.read_local_tariff_duty").search(near[-30:] + behind[:20]) and not follows:
        return False
    if rx("company.read_local_must_required").search(before + after.split(",")[0]) and not re.search(
        r"F", tag[start:place]
    ):
        return True
    modality = modality_at(reading, place)
    if modality == "none":
        return True
    modality = firm_of(modality)
    if rx("company.read_local_initially_at").search(near) and modality != "actual":
        modality = "actual"
    subject: Any = None
    where = None
    inside = scene.within(start, end, "F")
    makers = [m for _, m in scene.within(start, place, "MB") if m.cls != "Country"]
    makers = makers or [m for _, m in scene.within(place, min(end, place + 60), "MB") if m.cls != "Country"]
    if makers and not inside and not rx("company.read_local_line_plant").search(tag):
        markets = [m.label for _, m in scene.within(start, end, "AC") if m.cls == "Country"]
        home = reading.registry.home_of(makers[0].label)
        markets = [label for label in markets if label != home]
        subject, where = makers[0], markets[-1] if markets else None
        if where is None:
            subject = implied_site(reading, scene, place) or subject
            where = None if isinstance(subject, Facility) else reading.country
    else:
        subject = _site_of_model(reading, scene, place, end) or implied_site(reading, scene, place)
        subject = subject or _only_plant(reading)
        if subject is None:
            subject = maker_for(reading, scene, place)
            where = reading.country if subject is not None else None
    if subject is None or (isinstance(subject, Mention) and subject.cls == "Country"):
        return True
    period = when_of(reading, scene, place, modality)
    if period.mention is not None and period.mention.date.kind == "to_date":
        period = Period(None, None)
    if modality == "actual" and (
        period.start == reading.published or rx("company.read_local_initially_at").search(near)
    ):
        period = Period(None, None)  # "today"
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
        **columns_of(mention),
    )
    reading.memory["local"] = (scene.index, place)
    return True
