"""Who owns, buys and works with whom: ``ownsStake``, ``acquires``, ``partnersWith`` and what follows from them."""

from typing import Any

from autoatlas.loaders.text.frames.partners import read_partners, read_ventures
from autoatlas.loaders.text.frames.site_sales import read_site_sales
from autoatlas.loaders.text.frames.stakes import note_part_owned, period_at, read_halves, read_stakes
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.roles import group_start, subject_of
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import maker_for

__all__ = ["read_owners"]


def read_owners(reading: Reading, scene: Scene) -> None:
    """Note stakes, purchases and partnerships in a scene."""
    tag = scene.tag
    read_ventures(reading, scene)
    if "Z" in tag:
        read_stakes(reading, scene)
    else:
        note_part_owned(reading, scene)
    read_halves(reading, scene)
    _acquisitions(reading, scene)
    read_site_sales(reading, scene)
    read_partners(reading, scene)
    _spoken_of(reading, scene)


def _spoken_of(reading: Reading, scene: Scene) -> None:
    """Keep the companies that "it" and "that company" mean in the next sentence: the first and the last of this."""
    named = [m if m.tag != "F" else _runner(m) for _, m in scene.all("MOF")]
    companies = [m for m in named if m is not None and m.cls != "Country"]
    if companies:
        first = next((m for m in companies if m.start or m.end), companies[0])
        reading.memory["last_company"], reading.memory["that_company"] = first, companies[-1]


def _runner(site: Mention) -> Mention | None:
    """Who runs a site: ``the plant of X. That company …``."""
    operator = site.facility.operator if site.facility is not None else None
    if operator is None:
        return None
    return Mention(0, 0, {"Organization": "O", "Brand": "B"}.get(operator[1], "M"), *operator)


def _bought_it(reading: Reading, scene: Scene) -> None:
    """``X is a subsidiary of Y. Y bought it in D``."""
    match = rx("owners.bought_it").search(scene.tag)
    what = reading.maker
    if match is None or what is None or what.cls == "Country" or scene.within(0, match.start(), "F"):
        return
    modality = reading.clauses.at(match.start())
    for buyer in subject_of(reading, scene, group_start(scene.tag, match.start()))[:1]:
        if buyer.label != what.label and buyer.cls != "Country" and modality in ("actual", "planned"):
            period = period_at(reading, scene, match.start(), modality)
            when: dict[str, Any] = {"start": period.start, "end": period.end}
            reading.add("acquires", buyer, object=what, modality=modality, confidence=0.82, **when)


def _which_it_bought(reading: Reading, scene: Scene) -> None:
    """``Y, which it bought from Z in D``."""
    for match in rx("owners.which_bought").finditer(scene.tag):
        what = scene.at(match.start("what"))
        named = scene.at(match.start("who"))
        modality = reading.clauses.at(match.start("verb"))
        if what is None or what.cls == "Country" or modality == "none":
            continue
        who = [named] if named is not None else subject_of(reading, scene, match.start("verb"))
        period = period_at(reading, scene, match.start("verb"), modality)
        for buyer in who[:1]:
            if buyer.cls == "Country" or buyer.label == what.label:
                continue
            reading.add(
                "acquires",
                buyer,
                object=what,
                modality="planned" if modality == "could" else modality,
                start=period.start,
                end=period.end,
                confidence=0.84,
            )


def _buyer(reading: Reading, scene: Scene, place: int, *, site: bool) -> Mention | None:
    """Who buys: of a plant also a company that nobody knows, where its name opens the sentence."""
    first = scene.all("MBOU")[:1] if site else []
    if first and first[0][1].tag == "U" and rx("owners.unknown_buyer").match(scene.tag):
        return Mention(0, 0, "O", first[0][1].label, "Organization")
    return maker_for(reading, scene, place, "MBO")


def _acquisitions(reading: Reading, scene: Scene) -> None:
    tag = scene.tag
    active = rx("owners.acquisitions_active")
    for match in active.finditer(tag):
        what = scene.at(match.start("what"))
        if what is None or match["poss"] or what.cls == "Country":
            continue
        if "majority" not in match[0] and rx("owners.acquisitions_parts").search(match[0]):
            continue  # "takes over the shares of X as well"
        if rx("owners.acquisitions_unnamed").search(tag[: match.start()]):
            continue  # "a Chinese maker will take over the halls"
        if (
            what.tag in "MBO"
            and rx("owners.acquisitions_cars_vehicles").match(tag[match.end() :])
            and "majority" not in match[0]
        ):
            continue
        subject = _buyer(reading, scene, match.start(), site=what.tag == "F")
        if subject is None or subject.label == what.label or subject.cls == "Country":
            continue
        modality = reading.clauses.at(match.start())
        if modality == "none" or rx("owners.acquisitions_import_sales").search(
            tag[match.start() : match.end() + 14]
        ):
            continue
        if modality == "could" or (
            modality == "actual" and rx("owners.acquisitions_under_way").search(tag[: match.start()])
        ):
            modality = "planned"
        period = period_at(reading, scene, match.start(), modality)
        if what.tag == "F" and what.facility is not None:
            facility = what.facility
            own = facility.operator is not None and facility.operator[0] == subject.label
            if (
                own
                and facility.born < scene.index
                and subject.label not in {m.label for _, m in scene.all("MBO")}
            ):
                continue  # nobody buys the works that are already run: the buyer has a name nobody knows
            if (
                modality == "actual"
                and facility.operator is not None
                and (facility.former or facility.born == scene.index)
            ):
                facility.operator = (subject.label, subject.cls)
            reading.add(
                "acquires",
                subject,
                object=facility,
                modality=modality,
                start=period.start,
                end=period.end,
                confidence=0.87,
                happened=modality == "actual",
            )
            continue
        reading.add(
            "acquires",
            subject,
            object=what,
            modality=modality,
            start=period.start,
            end=period.end,
            confidence=0.85,
        )
        if "majority" in match[0] and what.cls == "Automaker" and subject.tag == "M":
            reading.add(
                "subsidiaryOf",
                what,
                object=subject,
                modality=modality,
                start=period.start,
                end=period.end,
                confidence=0.85,
            )
    for match in rx("owners.acquisitions_sold_to").finditer(tag):
        buyer, what = scene.at(match.start("who")), scene.at(match.start("what"))
        modality = reading.clauses.at(match.start())
        if modality == "actual" and rx("owners.acquisitions_under_way").search(tag[: match.start()]):
            modality = "planned"
        if buyer is None or what is None or "Country" in (buyer.cls, what.cls) or modality == "none":
            continue
        if what.label == buyer.label and what.tag != "F":
            continue
        period = period_at(reading, scene, match.end() - 1, modality)
        site = what.facility if what.tag == "F" else None
        if site is not None and modality == "actual" and site.born == scene.index:
            site.operator = (buyer.label, buyer.cls or "Automaker")
        reading.add(
            "acquires",
            buyer,
            object=what.facility if what.tag == "F" and what.facility is not None else what,
            modality="planned" if modality == "could" else modality,
            start=period.start,
            end=period.end,
            confidence=0.84,
            happened=modality == "actual",
        )
    _which_it_bought(reading, scene)
    _bought_it(reading, scene)
    passive = rx("owners.acquisitions_passive")
    for match in passive.finditer(tag):
        who = reading.we if match["who"] == "us" else scene.at(match.start("who"))
        low = max(tag.rfind(";", 0, match.start()), tag.rfind(": ", 0, match.start()), 0)
        owned = [
            (p, m)
            for p, m in scene.within(low, match.start(), "FMBO")
            if not rx("owners.acquisitions_owned").search(tag[max(0, p - 9) : p])
        ]
        sites = [m for _, m in owned if m.tag == "F"]
        what = sites[0] if sites else owned[-1][1] if owned and match.start() - owned[-1][0] < 80 else None
        modality = reading.clauses.at(match.start("verb"))
        if who is None or who.cls == "Country" or modality == "none":
            continue
        period = period_at(reading, scene, match.start("verb"), modality)
        if (
            what is None
            and reading.facility is not None
            and rx("owners.acquisitions_site_plant").search(tag[: match.start("verb")])
        ):
            reading.add(
                "acquires",
                who,
                object=reading.facility,
                modality=modality,
                start=period.start,
                end=period.end,
                confidence=0.84,
                happened=True,
            )
        elif what is not None and what.tag == "F" and what.facility is not None:
            reading.add(
                "acquires",
                who,
                object=what.facility,
                modality=modality,
                start=period.start,
                end=period.end,
                confidence=0.86,
                happened=True,
            )
        elif what is not None and what.cls != "Country" and what.label != who.label:
            reading.add(
                "acquires",
                who,
                object=what,
                modality=modality,
                start=period.start,
                end=period.end,
                confidence=0.85,
            )
            if what.tag == "B" and modality == "actual":
                reading.add("brandOf", what, object=who, confidence=0.85)
