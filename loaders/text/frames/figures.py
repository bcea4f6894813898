"""Figures of a site or a company: capacity, money, staff, area, local parts, outlets, countries, plants, models."""

from typing import Any

from autoatlas.loaders.text.frames.capacity import read_capacity
from autoatlas.loaders.text.frames.carried import read_carried
from autoatlas.loaders.text.frames.company import (
    read_countries,
    read_countries_more,
    read_outlets,
)
from autoatlas.loaders.text.frames.context import columns_of
from autoatlas.loaders.text.frames.counted import read_models, read_plants
from autoatlas.loaders.text.frames.doubled import read_double
from autoatlas.loaders.text.frames.money import read_money
from autoatlas.loaders.text.frames.staff import read_area, read_local, read_local_more, read_staff
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene

__all__ = ["read_figures"]


def read_figures(reading: Reading, scene: Scene) -> None:
    """Note what the figures of a scene say of a site or a company."""
    tag = scene.tag
    if rx("figures.read_figures_three_two").search(tag):
        reading.memory["phases"] = True
    _passing(reading, scene)
    _cargo(scene)
    for place, mention in scene.all("VNWEHGZSKLJQ"):
        if mention.extra.get("cargo"):
            continue
        reader = _READERS.get(mention.tag, read_carried)
        if reader(reading, scene, place, mention) or read_carried(reading, scene, place, mention):
            mention.extra["used"] = True


def _cargo(scene: Scene) -> None:
    """``the ship holds 9,200 cars``: vehicles as freight are neither made nor sold nor a plant's capacity."""
    for match in rx("figures.age").finditer(scene.tag):
        mention = scene.at(match.start("n") if match["n"] else match.start("m"))
        if mention is not None and mention.quantity.value < 120:
            mention.extra["used"] = mention.extra["cargo"] = True
    for place, mention in scene.all("N"):
        before = scene.last(place, "VNHSGE")
        if before is not None and before[1].tag in "HG" and rx("figures.of_them").match(scene.tag, place + 1):
            mention.extra["used"] = mention.extra["cargo"] = (
                True  # "400 people; 150 of them joined last year"
            )
    if "F" in scene.tag or not rx("figures.freight").search(scene.tag):
        return
    for _, mention in scene.all("VNH"):
        mention.extra["used"] = mention.extra["cargo"] = True


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
                    **columns_of(mention),
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
                    **columns_of(mention),
                )
            elif mention.tag == "G":
                reading.add(
                    "siteArea", facility, unit="m2", modality=modality, confidence=0.88, **columns_of(mention)
                )
            elif mention.tag in "VN" and quantity.value >= 500 and facility.kind == "plant":
                reading.add(
                    "annualCapacity",
                    facility,
                    unit="vehicle/year",
                    modality=modality,
                    confidence=0.88,
                    **columns_of(mention),
                )


_READERS: dict[str, Any] = {
    "V": lambda reading, scene, place, mention: (
        read_models(reading, scene, place, mention) or read_capacity(reading, scene, place, mention)
    ),
    "N": lambda reading, scene, place, mention: (
        read_countries_more(reading, scene, place, mention)
        or read_local_more(reading, scene, place, mention)
        or read_capacity(reading, scene, place, mention)
        or read_staff(reading, scene, place, mention)
        or read_outlets(reading, scene, place, mention)
    ),
    "W": read_capacity,
    "Q": read_double,
    "E": read_money,
    "H": read_staff,
    "G": read_area,
    "Z": read_local,
    "S": read_outlets,
    "K": read_countries,
    "L": read_plants,
    "J": read_models,
}
