"""The end of a reading: facilities get their labels and state, and drafts become facts."""

import re
from collections.abc import Mapping
from typing import Any

from autoatlas.loaders.text.drafts import Draft, Facility
from autoatlas.loaders.text.finish_dates import DATES, about_something_else, openings, since_opening
from autoatlas.loaders.text.finish_sites import join_sites
from autoatlas.loaders.text.frames.stake_roles import partners_by_stakes
from autoatlas.loaders.text.reading import Reading
from autoatlas.ontology.facilities import facility_label
from autoatlas.ontology.terms import Fact

__all__ = ["finish"]

_HAPPENED = {"announced", "groundbreaking", "cancelled", "suspended", "closed"}
_HAN = re.compile("[\u4e00-\u9fff]")
_BUILT_AT = re.compile(r"(?:Built|Constructed|Completed|Finished|Set up|Erected) ")
_BY_NOW = re.compile(r"\b(?:payroll|already|so far|currently|at present|has hired|have been hired|by now)\b")
_STAYS = {"acquires", "partnersWith", "brandOf", "ownsStake", "acquiredFrom"}


def finish(reading: Reading, called: Mapping[str, str] | None = None) -> list[Fact]:
    """Turn the drafts of a reading into facts, without doubles, in the order of the text.

    ``called`` holds the names that the text gives to companies, by the labels that the registry has for them.
    """
    _settle(reading)
    join_sites(reading)
    drafts = [*_about_sites(reading), *reading.drafts]
    drafts += _contracts(reading)
    drafts += partners_by_stakes(reading)
    product = reading.memory.get("text_product")
    for draft in drafts if product else ():
        if (
            draft.property.removesuffix("Growth") in ("exports", "sales", "production")
            and draft.product is None
        ):
            draft.product = product
    openings(drafts)
    since_opening(drafts)
    drafts = [draft for draft in drafts if not about_something_else(reading, draft)]
    facts: dict[tuple[Any, ...], Fact] = {}
    for draft in sorted(drafts, key=lambda draft: draft.quote):
        fact = _fact(reading, draft)
        if fact is None:
            continue
        fact = _by_own_names(fact, called) if called else fact
        key = (
            fact.subject,
            fact.property,
            fact.object,
            fact.value,
            fact.value_max,
            fact.unit,
            fact.basis,
            fact.start,
            fact.end,
            fact.place,
            fact.part,
            fact.product,
            fact.modality if fact.value is not None else None,
        )
        known = facts.get(key)
        if known is None or (known.confidence or 0) < (fact.confidence or 0):
            facts[key] = (
                fact
                if known is None
                else fact._replace(
                    quote=known.quote, quote_start=known.quote_start, quote_end=known.quote_end
                )
            )
    return _without_weaker(list(facts.values()))


def _by_own_names(fact: Fact, called: Mapping[str, str]) -> Fact:
    """A fact with companies, and sites by who runs them, under the names that the text gives them."""
    return fact._replace(
        subject=_own_name(fact.subject, fact.subject_type, called),
        object=_own_name(fact.object, fact.object_type, called) if fact.object else fact.object,
    )


def _own_name(label: str, kind: str | None, called: Mapping[str, str]) -> str:
    if kind == "Facility":
        operator = next((name for name in called if label.startswith(f"{name} ")), None)
        return label if operator is None else called[operator] + label[len(operator) :]
    return called.get(label, label)


def _contracts(reading: Reading) -> list[Draft]:
    """Who builds a maker's model under contract works with that maker."""
    signed = {
        (id(draft.subject), draft.quote)
        for draft in reading.drafts
        if draft.property == "assemblyMode" and draft.object == "contract"
    }
    known = {
        frozenset((str(draft.subject), str(draft.object)))
        for draft in reading.drafts
        if draft.property == "partnersWith"
    }
    found: list[Draft] = []
    for draft in reading.drafts if signed else ():
        facility = draft.subject
        if draft.property != "produces" or (id(facility), draft.quote) not in signed:
            continue
        model = reading.registry.find(str(draft.object), "Model")
        if (
            model is None
            or not model.parent
            or not isinstance(facility, Facility)
            or facility.operator is None
        ):
            continue
        builder, cls = facility.operator
        maker = _maker_named(reading, model.parent, draft.quote)
        entity = reading.registry.find(builder)
        pair = frozenset((maker, builder))
        if len(pair) == 1 or pair in known or (entity is not None and entity.parent in (model.parent, maker)):
            continue
        known.add(pair)
        found.append(
            Draft("partnersWith", maker, "Automaker", builder, cls, quote=draft.quote, confidence=0.84)
        )
    return found


def _maker_named(reading: Reading, parent: str, quote: tuple[int, int]) -> str:
    """The maker of a model's brand, where the sentence names that and not the brand: "the Chery Omoda 5"."""
    entity = reading.registry.find(parent)
    above = entity.parent if entity is not None else None
    return (
        above
        if above and re.search(rf"\b{re.escape(above)}\b", reading.text[quote[0] : quote[1]])
        else parent
    )


def _without_weaker(facts: list[Fact]) -> list[Fact]:
    """Leave out what repeats another fact with less said: the same relation or figure without its period."""
    kept: list[Fact] = []
    full: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in facts:
        full.setdefault(
            (
                fact.subject,
                fact.property,
                fact.object,
                fact.value,
                fact.unit,
                fact.basis if fact.property == "tariff" else None,
            ),
            [],
        ).append(fact)
    for fact in facts:
        group = full[
            (
                fact.subject,
                fact.property,
                fact.object,
                fact.value,
                fact.unit,
                fact.basis if fact.property == "tariff" else None,
            )
        ]
        row = fact.value is not None and (fact.quote or "").lstrip().startswith("|")
        if (
            len(group) > 1
            and not row
            and any(other is not fact and _says_more(other, fact) for other in group)
        ):
            continue  # but two rows of a table may well have the same figure
        kept.append(fact)
    return kept


def _says_more(one: Fact, other: Fact) -> bool:
    columns = ("start", "end", "place", "product", "part", "basis")
    mine = [getattr(one, column) for column in columns]
    theirs = [getattr(other, column) for column in columns]
    if mine == theirs:
        if one.value is None:
            return one.modality == "actual" != other.modality
        return False
    return all(b is None or a == b for a, b in zip(mine, theirs, strict=True)) and (
        one.modality == other.modality or one.value is None
    )


def _settle(reading: Reading) -> None:
    """Countries for towns, numbers for further plants."""
    named = reading.memory.get("named_countries", set())
    for facility in reading.facilities:
        if facility.country is None and facility.hint is not None:
            if not facility.sites and not facility.hint.startswith("="):
                continue
            label = facility.hint.lstrip("~=")
            if not facility.hint.startswith("~") or label in named:
                facility.country = (label, facility.quote)


def _label(facility: Facility) -> str | None:
    place = facility.place()
    if facility.operator is None or not place:
        return None
    return facility_label(facility.operator[0], place, facility.kind, facility.number)


def _about_sites(reading: Reading) -> list[Draft]:
    drafts = []
    for facility in reading.facilities:
        if facility.uncertain or _label(facility) is None or facility.operator is None:
            continue
        modality = "rumoured" if facility.rumoured else "planned" if facility.planned else "actual"
        label, cls = facility.operator
        quote = facility.operator_quote or facility.quote
        said = facility.said_by
        drafts.append(
            Draft(
                "operates",
                label,
                cls or "Automaker",
                facility,
                "Facility",
                modality=modality,
                start=facility.operates_start,
                end=facility.operates_start,
                quote=quote,
                said_by=said,
                confidence=facility.sure,
            )
        )
        towns = [site for site in facility.sites if not site.near and site.kind in ("", "town")]
        for site in facility.sites:
            if site.kind == "region" or (site.near and towns):
                continue
            drafts.append(
                Draft(
                    "locatedIn",
                    facility,
                    "Facility",
                    site.label,
                    "Place",
                    modality=modality,
                    quote=site.quote,
                    said_by=said,
                    confidence=facility.sure,
                )
            )
        if facility.country:
            drafts.append(
                Draft(
                    "locatedIn",
                    facility,
                    "Facility",
                    facility.country[0],
                    "Country",
                    modality=modality,
                    quote=facility.country[1],
                    said_by=said,
                    confidence=min(0.9, facility.sure),
                )
            )
    return drafts


def _fact(reading: Reading, draft: Draft) -> Fact | None:
    if draft.modality == "none":
        return None
    modality = draft.modality
    subject, target = draft.subject, draft.object
    for role in (subject, target):
        if isinstance(role, Facility) and role.uncertain:
            return None
    if isinstance(subject, Facility):
        if subject.cancelled and draft.property not in (
            "announced",
            "cancelled",
            "operates",
            "locatedIn",
            "groundbreaking",
        ):
            return None
        if (
            subject.planned
            and modality == "actual"
            and not (draft.happened and draft.property in (_HAPPENED | {"completed", "productionStart"}))
            and not (draft.property in ("investment", "employees") and draft.happened)
            and not (draft.property == "employees" and _BY_NOW.search(reading.text, *draft.quote))
        ):
            modality = "planned"
        if (
            modality == "planned"
            and subject.planned is False
            and (
                draft.property == "siteArea"
                or (draft.property == "investment" and _BUILT_AT.match(reading.text, *draft.quote))
            )
        ):
            modality = "actual"
        if subject.rumoured and modality in ("planned", "actual") and not draft.happened:
            modality = "rumoured"
        label = _label(subject)
        if label is None:
            return None
        subject = label
    if (
        modality == "actual"
        and draft.value is not None
        and reading.published
        and draft.end
        and draft.end > reading.published[: len(draft.end)]
        and draft.property not in ("tariff",)
        and draft.end[:4] > reading.published[:4]
    ):
        modality = "planned"
    if isinstance(target, Facility):
        label = _label(target)
        if label is None:
            return None
        target = label
    text = reading.text
    start, end = draft.quote
    return Fact(
        subject=subject,
        subject_type=draft.subject_type,
        property=draft.property,
        object=target,
        object_type=draft.object_type,
        value=None if draft.value is None else float(draft.value),
        value_max=None if draft.value_max is None else float(draft.value_max),
        unit=draft.unit,
        comparator=draft.comparator if draft.value is not None or draft.property in DATES else None,
        modality=modality,
        said_by=draft.said_by,
        basis=draft.basis,
        start=draft.start or None
        if draft.start or draft.end is None or modality == "target" or draft.basis == "cumulative"
        else draft.end,
        end=draft.end or (draft.start if modality != "target" else draft.end) or None,
        place=draft.place,
        part=draft.part,
        product=draft.product if draft.product != "vehicle" else None,
        source=reading.document.iri,
        published=reading.published,
        quote=text[start:end],
        quote_start=start,
        quote_end=end,
        confidence=_sureness(draft, subject, text[start:end]),
    )


def _sureness(draft: Draft, subject: str, quote: str) -> float:
    """Less sure of what the sentence itself does not name: a plant spoken of before may not be the one meant."""
    if _HAN.search(quote):  # names are written otherwise there
        return draft.confidence
    facility = draft.subject if isinstance(draft.subject, Facility) else draft.object
    if isinstance(facility, Facility):
        names = (facility.operator[0] if facility.operator else "", facility.place() or "")
        named = sum(bool(name) and name[:4] in quote for name in names)
        return min(draft.confidence, (0.78, 0.84, 1.0)[named])
    return draft.confidence if subject[:4] in quote else min(draft.confidence, 0.87)
