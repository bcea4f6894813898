"""Where makers sell and build up: ``presentIn`` and ``expandsIn``."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import apposed, date_in_clause, maker_for, period_of

__all__ = ["read_follows", "read_presence"]


def read_presence(reading: Reading, scene: Scene) -> None:
    """Note presence and expansion in a scene."""
    if rx("presence.at_the_border").search(scene.tag):
        return  # cars that enter a country free of duty
    tag = scene.tag
    known = reading.memory.get("countries_listed")
    if known is not None and rx("presence.present_all").search(tag):
        _all_of_them(reading, scene)
    named = [m for _, m in scene.all("C")]
    if len(named) > 1:
        reading.memory["countries_listed"] = (scene.index, named)
    if not rx("presence.read_presence_it_they").search(tag):
        return
    if "C" in tag or "A" in tag:
        _present(reading, scene)
        _entered_too(reading, scene)
        _on_sale_in(reading, scene)
    _enters_market(reading, scene)
    if "R" in tag or "C" in tag:
        _expands(reading, scene)


def _subject(reading: Reading, scene: Scene, start: int) -> list[Mention]:
    tag = scene.tag
    through = apposed(scene, start)
    if through is not None and through.tag in "MB" and through.cls != "Country":
        return [through]
    listed = rx("presence.subject_listed").search(tag[:start])
    if listed:
        found = [m for _, m in scene.within(listed.start(), start, "MB") if m.cls != "Country"]
        if found:
            return found
    if rx("presence.subject_we_our").search(tag[:start]) and reading.we is not None:
        return [reading.we]
    maker = maker_for(reading, scene, start)
    return [maker] if maker is not None and maker.cls != "Country" else []


def _present(reading: Reading, scene: Scene) -> None:
    tag = scene.tag
    pattern = rx("presence.present_pattern")
    for match in pattern.finditer(tag):
        start = match.start()
        group = next(name for name in ("where", "adj", "where2", "where3") if match[name])
        countries = list(scene.group(match, group, "CA"))
        subjects = _subject(reading, scene, start)
        if match["where3"]:
            at = scene.last(match.end(), "MB", match.start()) or None
            subjects = [at[1]] if at else subjects
        if not subjects:
            continue
        modality = reading.clauses.at(start + 1, after=False)
        if match["plain"]:
            if not rx("presence.present_not").search(tag[max(0, start - 12) : start]) and not match[
                "plain"
            ].startswith("not"):
                continue
            modality = "actual"
        if rx("presence.present_go_on").search(tag[max(0, start - 14) : start]) and modality in (
            "planned",
            "none",
        ):
            modality = "actual"
        if modality == "none" or (
            rx("presence.present_on_sale").search(match[0][:12]) and "not" in tag[max(0, start - 14) : start]
        ):
            continue
        if match["enter"] == "on sale in" and not rx("presence.present_been_went").search(
            tag[max(0, start - 24) : start]
        ):
            continue
        if rx("presence.present_built_made").search(match[0]) and not rx("presence.present_debut").search(
            match[0]
        ):
            continue
        if modality == "could" and (match["sells"] or "").startswith("can"):
            modality = "actual"
        if re.search(
            r"(?:X|both (?:models|cars)|the two (?:models|cars))[^;.,MB]{0,20}$",
            tag[max(0, start - 24) : start],
        ) and re.search("sale|launch|debut|arriv", match["enter"] or ""):
            continue
        # a sales figure alone does not say so
        if (
            match["sells"]
            and "V" in match[0]
            and not rx("presence.present_sells_selling").search(match["sells"])
        ):
            continue
        if (
            match["sells"]
            and match["sells"].startswith("sold")
            and not rx("presence.present_had_been").search(tag[max(0, start - 20) : start])
        ):
            continue
        mention = date_in_clause(reading, scene, start)
        direct = rx("presence.date_behind").match(tag, match.end() - 1)
        if direct and match[0].endswith("C"):
            mention = scene.at(direct.end() - 1)
        period = period_of(mention, modality) if mention is not None else None
        if modality == "could":
            modality = "planned"
        present = (match["sells"] or "").startswith(
            ("sell", "is ", "are ", "operates", "does", "offers", "market")
        ) and not (mention is not None and mention.date.relation in ("since", "from"))
        if mention is not None and (
            mention.date.kind == "to_date" or (present and mention.date.relation != "since")
        ):
            period = None
        if match["plain"]:
            period = None
        if period is None and match["where3"] is None and not present:
            later = [
                m for p, m in scene.within(match.end(), min(len(tag), match.end() + 40), "D") if m.date.first
            ]
            if later and not re.search(r"[;MBVF]", tag[match.end() : scene.position(later[0].start)]):
                period = period_of(later[0], modality)
        if period is None and reading.block_date is not None and modality == "actual" and not present:
            period = period_of(reading.block_date)
        if (
            rx("presence.present_coming").search(tag[max(0, start - 14) : match.end()])
            and modality == "actual"
        ):
            modality = "planned"
        if modality == "actual" and period and period.start and (reading.published or "9") < period.start:
            modality = "planned"
        own_end = rx("presence.present_last_dated").search(tag, match.start(), match.end() + 2)
        first = [m for _, m in scene.within(0, start, "D") if m.date.first]
        for subject in subjects:
            for country in countries:
                if country.label == reading.registry.home_of(subject.label):
                    continue
                when = period
                if own_end and country is not countries[-1]:  # "in Ireland, and in Switzerland next year"
                    when = period_of(first[-1], modality) if first else None
                elif own_end:
                    last = scene.at(own_end.end() - 1)
                    when = period_of(last, modality) if last is not None else None
                reading.add(
                    "presentIn",
                    subject,
                    object=country.label,
                    object_type="Country",
                    modality=modality,
                    start=when.start if when else None,
                    end=when.end if when else None,
                    confidence=0.9,
                )


def read_follows(reading: Reading, scene: Scene) -> None:
    """``and Argentina is to follow in 2026``: more of what the sentence, or the one before, said of other markets."""
    match = rx("presence.present_follows").search(scene.tag)
    if match is None:
        return
    said = [
        d
        for d in reversed(reading.drafts[-8:])
        if d.property in ("presentIn", "launches", "countriesPresent")
    ]
    last = said[0] if said else None
    if last is not None and last.property == "launches":  # "it entered C with the X": more of the first
        last = next((d for d in said if d.property == "presentIn" and d.quote == last.quote), last)
    if last is None or last.quote[0] < scene.sentence.start - 300:
        return
    modality = "actual" if re.search(r"ha(?:s|ve) |followed", match[0]) else "planned"
    mention = date_in_clause(reading, scene, match.end() - 1)
    period = period_of(mention, modality) if mention is not None else None
    for country in scene.group(match, "where", "C"):
        prop, columns = "presentIn", {"object": country.label, "object_type": "Country"}
        if last.property == "launches":
            prop, columns = (
                "launches",
                {"object": last.object, "object_type": "Model", "place": country.label},
            )
        reading.add(
            prop,
            last.subject,
            last.subject_type,
            modality=modality,
            start=period.start if period else None,
            end=period.end if period else None,
            confidence=0.82,
            **columns,
        )


def _entered_too(reading: Reading, scene: Scene) -> None:
    """``X entered C last August and Y in January``."""
    match = rx("presence.entered_too").search(scene.tag)
    modality = reading.clauses.at(match.start()) if match is not None else "none"
    if match is None or modality not in ("actual", "planned"):
        return
    land, who, when = (scene.at(p) for p in (match.start("where"), match.start("who"), match.end() - 1))
    if land is None or who is None or when is None or who.cls == "Country":
        return
    period = period_of(when, modality)
    times: dict[str, Any] = {"start": period.start, "end": period.end} if period else {}
    reading.add(
        "presentIn",
        who,
        object=land.label,
        object_type="Country",
        modality=modality,
        confidence=0.85,
        **times,
    )


def _on_sale_in(reading: Reading, scene: Scene) -> None:
    """``In C the brand has been on sale since D with the X``: the maker is the model's."""
    match = rx("presence.on_sale_in").match(scene.tag)
    land, model = (scene.at(match.start("where")), scene.at(match.end() - 1)) if match else (None, None)
    entity = reading.registry.find(model.label, "Model") if model is not None else None
    maker = reading.registry.find(entity.parent) if entity is not None and entity.parent else None
    if match is None or land is None or maker is None:
        return
    mention = date_in_clause(reading, scene, match.end() - 1)
    period = period_of(mention) if mention is not None else None
    times: dict[str, Any] = {"start": period.start, "end": period.end} if period else {}
    who = Mention(0, 0, "M", maker.label, maker.cls)
    reading.add("presentIn", who, object=land.label, object_type="Country", confidence=0.85, **times)


def _enters_market(reading: Reading, scene: Scene) -> None:
    """``Portugal: X will enter the market this year``: the countries of the lead-in, or of the sentence."""
    match = rx("presence.enter_market").search(scene.tag)
    if match is None:
        return
    label = scene.sentence.block.label
    lands: list[str] = []
    if label is not None and scene.sentence.first:
        low, high = label
        first = max(0, reading.at(low) - 2)
        near = reading.all[first : first + 24]
        lands = [m.label for m in near if m.start >= low and m.end <= high and m.cls == "Country"]
    ahead = rx("presence.lands_ahead").match(scene.tag)
    if not lands and ahead:
        lands = [m.label for m in scene.group(ahead, "where", "C")]
    if not lands and not match["whole"]:
        lead = rx("counting.market_of_lead").match(scene.tag)
        land = scene.at(lead.start("place")) if lead else None
        lands = [land.label] if land is not None and land.cls == "Country" else []
    modality = reading.clauses.at(match.start())
    makers = _subject(reading, scene, match.start())
    if match["whole"] and reading.maker is not None and reading.maker.cls != "Country":
        makers = [reading.maker]  # the importer is named, not the maker
    if not lands or not makers or modality == "none":
        return
    modality = "planned" if match["whole"] or modality == "could" else modality
    mention = date_in_clause(reading, scene, match.start())
    period = period_of(mention, modality) if mention is not None else None
    split = {m.label: when for m, when in _each_with_date(scene)}
    others = rx("presence.others_in").search(scene.tag)
    for land_label in lands:
        when = split.get(land_label) or (scene.at(others.end() - 1) if others and split else None)
        period = period_of(when, modality) if when is not None else period
        if land_label != reading.registry.home_of(makers[0].label):
            reading.add(
                "presentIn",
                makers[0],
                object=land_label,
                object_type="Country",
                modality=modality,
                start=period.start if period else None,
                end=period.end if period else None,
                confidence=0.8,
            )


def _each_with_date(scene: Scene) -> list[tuple[Mention, Mention]]:
    """``sales start in C in D, in C in D``: every country with its date."""
    found = []
    for match in rx("presence.country_in_date").finditer(scene.tag):
        land, when = scene.at(match.start("where")), scene.at(match.end() - 1)
        if land is not None and when is not None:
            found.append((land, when))
    return found


def _all_of_them(reading: Reading, scene: Scene) -> None:
    """``Germany, France and Norway. We sell cars in all of them``."""
    match = rx("presence.present_all").search(scene.tag)
    known = reading.memory.get("countries_listed")
    if match is None or known is None or scene.index - known[0] > 1:
        return
    modality = reading.clauses.at(match.start())
    for subject in _subject(reading, scene, match.start()) if modality != "none" else []:
        for country in known[1]:
            if country.label != reading.registry.home_of(subject.label):
                reading.add(
                    "presentIn",
                    subject,
                    object=country.label,
                    object_type="Country",
                    modality="planned" if modality == "could" else modality,
                    confidence=0.84,
                )


def _expands(reading: Reading, scene: Scene) -> None:
    tag = scene.tag
    pattern = rx("presence.expands_pattern")
    for match in pattern.finditer(tag):
        start = match.start()
        _low, _high = reading.clauses.span(start)
        ends = re.search(r" (?:in|into)$", match[0])
        tail = rx("presence.expands_tail").match(tag, match.end() - len(ends[0]) if ends else match.end())
        if not tail:
            continue
        between = tag[match.end() : tail.start("where")]
        if re.search(r"[VEZFMBX]", between) or len(between) > 120:
            continue
        if match[0] in (
            "expanding",
            "stepping up",
            "accelerating",
            "accelerate",
            "widening",
            "rolling out",
            "growing its network",
            "strengthening",
            "broadening",
        ) and not rx("presence.expands_factor_distribut").search(between):
            continue
        if rx("presence.expands_intellectual_patent").search(between):
            continue
        modality = reading.clauses.at(start)
        if modality == "none":
            continue
        if modality in ("planned", "could") and rx("presence.expands_plans_for").search(tag):
            continue
        subjects = [m for m in _subject(reading, scene, start) if m.cls != "Country"]
        if not subjects:
            continue
        markets = [m for _, m in scene.within(tail.start("where"), tail.end("where"), "CR")]
        for subject in subjects:
            for market in markets:
                if market.label == reading.registry.home_of(subject.label):
                    continue
                reading.add(
                    "expandsIn",
                    subject,
                    object=market,
                    modality="planned" if modality == "could" else modality,
                    confidence=0.88,
                )
    lead = rx("presence.expands_lead").search(tag)
    if lead and reading.clauses.at(lead.end() - 1) != "none":
        who = scene.at(lead.start("who")) if lead["who"] else reading.maker
        for market in scene.group(lead, "where", "CR") if who is not None and who.cls != "Country" else []:
            if who is not None and market.label != reading.registry.home_of(who.label):
                reading.add("expandsIn", who, object=market, confidence=0.85)
    base = rx("presence.expands_base").search(tag)
    if base:
        who, where = scene.at(base.start("who")), scene.at(base.start("where"))
        if who is not None and where is not None:
            reading.add("expandsIn", who, object=where, confidence=0.85)
    alongside = rx("presence.expands_alongside").search(tag)
    if alongside:
        for subject in _subject(reading, scene, alongside.start()):
            for _, market in scene.within(alongside.start("where"), alongside.end("where"), "CR"):
                reading.add("expandsIn", subject, object=market, confidence=0.85)
