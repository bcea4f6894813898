"""Investments, told apart from prices, revenues and subsidies."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.capacity_whose import site_named
from autoatlas.loaders.text.frames.context import columns_of, context_of, modality_at, phase_of, when_of
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_of import facility_of
from autoatlas.loaders.text.site_owner import same_group
from autoatlas.loaders.text.slots import Period, maker_for

__all__ = ["firm_of", "implied_site", "read_money"]


def firm_of(modality: str) -> str:
    return "planned" if modality == "could" else modality


def firm_at(reading: Reading, place: int) -> str:
    """How firmly a clause says something that is not what a site can make: "its 900 people can build 5,000 cars"."""
    modality = modality_at(reading, place)
    start, end = reading.clauses.span(place)
    if modality == "could" and not rx("company.could").search(reading.scene.tag, start, end):
        return "actual"
    return firm_of(modality)


def implied_site(reading: Reading, scene: Scene, place: int) -> Facility | None:
    """The facility that a figure without a maker of its own is about."""
    found = facility_of(reading, scene, place) or site_named(reading, scene, place)
    return None if found is not None and _said_of_another(reading, scene, place, found) else found


def _unnamed(scene: Scene) -> bool:
    """``Lear has invested …``: a company that nothing makes known, as the subject."""
    opens = rx("company.unnamed_opens").match(scene.tag)
    return opens is not None and not rx("company.back_to_site").search(scene.tag)


def _said_of_another(reading: Reading, scene: Scene, place: int, facility: Facility) -> bool:
    """Whether the sentence opens with another company, and nothing in it leads back to the site spoken of."""
    if _unnamed(scene):
        return True
    opens = rx("company.another_opens").match(scene.tag)
    who = scene.at(opens.start("who")) if opens else None
    if who is None or who.cls == "Country" or facility.operator is None or opens is None:
        return False
    if scene.within(0, place, "F") or rx("company.back_to_site").search(scene.tag, opens.end()):
        return False
    operator = facility.operator[0]
    return not (same_group(reading, who.label, operator) or who.label.startswith(operator))


def read_money(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """Note an investment; prices, revenues, subsidies and stakes are none."""
    quantity = mention.quantity
    tag = scene.tag
    if (
        quantity.unit is None
        or len(quantity.unit) != 3
        or not quantity.unit.isupper()
        or quantity.each
        or quantity.per
    ):
        return False
    if (
        _unnamed(scene)
        or rx("company.read_money_public").match(tag, place + 1)
        or rx("company.money_overrun").match(tag, place + 1)
    ):
        return True
    before, after, start, end = context_of(reading, scene, place)
    near = before[-90:]
    cue = rx("company.read_money_cue").search(near) or rx("company.read_money_cue_2").match(after[:60])
    cue = cue or rx("company.money_to_spend").match(tag, place + 1)
    block = rx("company.read_money_block")
    against = block.search(near[-45:]) or block.search(after[:34]) or rx("company.in_aid").match(after)
    if rx("company.read_money_cars_models").search(tag[:place]) or (previous_price(reading, scene, place)):
        reading.memory["price"] = (scene.index, place)
        return False
    business = rx("company.read_money_business").match(after)
    if (
        against
        and against[0] == "price tag of"
        and (business or rx("company.read_money_plan_tag").search(tag[:place]))
    ):
        against = None
    if (
        against
        and against[0] in ("from", "fund")
        and not rx("company.read_money_starts_starting").search(near)
    ):
        against = None
    if against and against[0] in ("raised", "trade", "tax") and cue:
        against = None
    pair = rx("company.read_money_pair").match(tag[max(0, place - 12) : place]) or rx(
        "company.read_money_pair_2"
    ).search(tag[:place])
    previous = reading.memory.get("money")
    if pair and rx("company.read_money_or_about").search(tag[:place]):
        if previous and previous["scene"] == scene.index:
            reading.add(
                "investment",
                previous["subject"],
                unit=quantity.unit,
                confidence=previous["confidence"],
                **{**previous["columns"], **columns_of(mention)},
            )
            return True
        return False
    into = rx("company.read_money_into").search(near) and rx("company.read_money_into_2").match(after)
    built = rx("company.read_money_built").search(near) and scene.within(start, place, "F")
    if (into or built) and not cue:
        cue = into or re.search("F", tag)
    compared = near + scene.text[mention.start : quantity.number_start].lower().rstrip("$€£¥ ") + " "
    if rx("company.read_money_once_named").match(after) and rx("company.read_money_than").search(compared):
        return True  # "more than the 1 billion euros named in 2023"
    part_of = (
        previous is not None
        and previous["scene"] == scene.index
        and (rx("company.read_money_out_of").search(near) or rx("company.read_money_of_it").match(after))
        and not rx("company.read_money_granted").match(after)
    )
    if not cue or against or part_of:
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
        if not (more or listed or phase or added or part_of) or against:
            return False
        if (listed or added or more or part_of) and previous is not None and quantity.lead != "from":
            modality = modality_at(reading, place)
            if modality == "none":
                return True
            if (
                modality == "actual"
                and previous["columns"].get("modality") in ("planned", "target")
                and (listed or part_of)
            ):
                modality = "planned"
            period = when_of(reading, scene, place, modality)
            columns = {
                **previous["columns"],
                "modality": firm_of(modality),
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
                **columns_of(mention),
            )
            return True
    modality = modality_at(reading, place)
    if modality == "none":
        return True
    modality = firm_of(modality)
    if rx("company.money_spent").match(tag, place + 1):
        modality = "actual"
    if modality == "actual" and rx("company.read_money_going_on").search(near):
        modality = "planned"
    maker_level = rx("company.read_money_maker_level").search(after[:60])
    subject: Any = None
    where = None
    facility = implied_site(reading, scene, place)
    in_clause = scene.within(start, end, "F")
    if rx("company.into_models").match(tag, place + 1) and not scene.within(start, place, "F"):
        facility, in_clause = None, []  # what a model costs is not spent on the plant that a clause names
    owners = [
        p for p, m in scene.within(start, place, "MB") if rx("facilities.whose_rival").match(tag, p + 1)
    ]
    makers = [m for p, m in scene.within(start, place, "MB") if m.cls != "Country" and p not in owners]
    if owners and not makers and not in_clause:
        return True  # "X's importer spends …"
    people = [
        m for p, m in scene.all("MB") if p < place and m.cls != "Country" and not scene.within(p, place, "F")
    ]
    target = rx("company.read_money_target").match(after)
    if rx("company.read_money_stake").search(tag[:place]):
        return True
    if not in_clause and rx("company.read_money_pair_subject").search(tag[start:place]):
        return True
    target_maker = scene.at(place + 1 + target.start("t")) if target else None
    there = rx("company.read_money_into_place").match(after)
    spot = scene.at(place + 1 + there.start("p")) if there else None
    at_spot = [
        f for f in reading.facilities if spot is not None and f.has_place(spot.label) and not f.uncertain
    ]
    plural = rx("company.read_money_plural").search(tag, start, end) and not in_clause
    if plural and (several := next(iter(makers), None) or maker_for(reading, scene, place)) is not None:
        subject = several
        where = facility.country[0] if facility is not None and facility.country else reading.country
    elif business:
        where = _label(scene, place + 1 + business.start("a"))
        subject = scene.at(place + 1 + business.start("t")) if business["t"] else None
        subject = subject or next(iter(makers or people), None) or maker_for(reading, scene, place)
        if modality == "actual" and rx("company.read_money_plan_tag").search(tag[:place]):
            modality = "planned"
    elif facility is not None and rx("company.read_money_on_it").match(after):
        subject = facility
    elif len(at_spot) == 1 and not in_clause:
        subject = at_spot[0]
    elif target_maker is not None and target_maker.cls != "Country" and not in_clause:
        subject = target_maker
    elif maker_level and not in_clause and (makers or people):
        subject, where = (
            (makers or people)[-1 if not makers else 0],
            _label(scene, place + 1 + maker_level.start("c")),
        )
    elif (
        (facility is not None and not in_clause and rx("company.read_money_phase_stage").search(tag[:place]))
        or in_clause
        or (
            facility is not None
            and (not makers or rx("company.read_money_it_project").search(tag[start:end]))
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
            lands = [m for _, m in scene.within(start, end, "C")]
            where = lands[0].label if lands else None
            if where is None and rx("company.read_money_overseas").match(after):
                where = "overseas"
            if where is None and rx("company.read_money_there_country").search(tag[start:end]):
                where = reading.country
    if subject is None or (isinstance(subject, Mention) and subject.cls == "Country"):
        return True
    if isinstance(subject, Mention) and rx("company.read_money_joint").search(tag[start:end]):
        return True  # what two spend together is not the one's
    if (
        isinstance(subject, Mention)
        and not business
        and not rx("company.read_money_invest_earmark").search(near + after[:50])
    ):
        return True
    part = phase_of(reading, scene, place)
    period = when_of(reading, scene, place, modality)
    if period.mention is not None and (
        period.mention.date.kind == "to_date" or re.search(r"cost of $", near)
    ):
        period = Period(None, None)
    if modality == "actual" and period.end and reading.published and period.end[:4] > reading.published[:4]:
        modality = "planned"
    if modality == "actual" and (re.search(r"\bbudget\b", near) or rx("company.is_budgeted").match(after)):
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
        **columns_of(mention),
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
