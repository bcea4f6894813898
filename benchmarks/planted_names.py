"""Things told of under a second name, and facts that break the shapes of the vocabulary."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from autoatlas.ontology.facilities import parse_facility_label
from benchmarks.planting import Fault, Field, Row, fact

__all__ = ["doubles", "shapeless"]

_COMPANY = pl.col("object_type") == "Organization"
_ALIASES = (
    ("BYD Auto", "Automaker"), ("Great Wall Motors", "Automaker"), ("Chang'an", "Automaker"), ("长城汽车", "Automaker"),
    ("Chery Automobile", "Automaker"), ("SAIC Motor Corporation", "Automaker"), ("Beijing Automotive", "Automaker"),
    ("Dongfeng Motor Co., Ltd.", "Automaker"), ("Geely Auto Group", "Automaker"), ("GWM", "Automaker"),
    ("奇瑞", "Automaker"), ("VOYAH", "Brand"), ("Foton Motor", "Automaker"), ("FAW Group", "Automaker"),
)  # fmt: skip
_TOWNS = (
    ("BYD Camacari plant", "Camaçari", "Brazil"), ("BYD Bahia plant", "Bahia", "Brazil"),
    ("Great Wall Motor Iracemapolis plant", "Iracemapolis", "Brazil"), ("BYD Szegedd plant", "Szegedd", "Hungary"),
    ("Changan Auto Rayong plant", "Rayong", "Thailand"), ("BYD Auto Rayong plant", "Rayong", "Thailand"),
    ("GWM Rayong plant", "Rayong", "Thailand"), ("BYD Djizzakh plant", "Djizzakh", "Uzbekistan"),
    ("Chery Automobile Jacarei plant", "Jacarei", "Brazil"), ("BYD Manisa Province plant", "Manisa", "Turkey"),
    ("Haval Tula plant", "Tula", "Russia"),
)  # fmt: skip


def doubles(field: Field, count: int) -> Iterator[Fault]:
    """Yield faults, up to a count of each sort."""
    told = {"source": field.source(), "published": "2025-09-01"}
    for name, kind in _ALIASES:
        row = fact(name, kind, "presentIn", object="Chile", object_type="Country", **told)
        yield Fault("duplicate", "an alias of a maker", (row,))
    for label, town, country in _TOWNS[:-1]:
        yield Fault("duplicate", "another spelling of a site", tuple(_site(label, town, country)))
    partners = (
        field.facts.filter(_COMPANY, pl.col("property") == "partnersWith")["object"].unique().sort().to_list()
    )
    long = [name for name in partners if len(name) > 9 and name.isascii()]
    for change in (_suffix, _legal, _prefix, _hyphen, _doubled, _dropped, _turned, _swapped, _shouted):
        for name in field.chance.sample(long, min(count, len(long))):
            other = change(name)
            if other != name:
                row = fact(
                    "BYD", "Automaker", "partnersWith", object=other, object_type="Organization", **told
                )
                yield Fault("duplicate", f"a company, {change.__name__[1:]}", (row,))
    sites = field.facts.filter(pl.col("property") == "latitude")["subject"].unique().sort().to_list()
    for label in field.chance.sample(sites, min(3 * count, len(sites))):
        yield from _near(field, label)


def _site(label: str, town: str, country: str) -> Iterator[Row]:
    told = {"source": "https://planted.example/sites", "published": "2025-09-01"}
    yield fact(label, "Facility", "locatedIn", object=town, object_type="Place", **told)
    yield fact(label, "Facility", "locatedIn", object=country, object_type="Country", **told)
    yield fact(label, "Facility", "annualCapacity", value=50_000.0, unit="vehicle/year", **told)


def _near(field: Field, label: str) -> Iterator[Fault]:
    """The same site under another town's name, a few kilometres off, and with a letter doubled in its town."""
    parts = parse_facility_label(label)
    about = field.facts.filter(pl.col("subject") == label)
    point = dict(
        about.filter(pl.col("property").is_in(["latitude", "longitude"]))
        .select("property", "value")
        .iter_rows()
    )
    country = about.filter(pl.col("property") == "locatedIn", pl.col("object_type") == "Country")[
        "object"
    ].to_list()
    if parts is None or not country or len(point) < 2 or parts.number is not None:
        return
    other = f"{parts.operator} Newtown {parts.kind}"
    told = {"source": field.source(), "published": "2025-09-01"}
    yield Fault("duplicate", "another town near by", (
        fact(other, "Facility", "locatedIn", object=country[0], object_type="Country", **told),
        fact(other, "Facility", "latitude", value=point["latitude"] + 0.04, unit="degree", **told),
        fact(other, "Facility", "longitude", value=point["longitude"] - 0.05, unit="degree", **told),
    ))  # fmt: skip
    if len(parts.place) > 5:
        spelt = f"{parts.operator} {_doubled(parts.place)} {parts.kind}"
        yield Fault("duplicate", "a town misspelt", (
            fact(spelt, "Facility", "locatedIn", object=country[0], object_type="Country", **told),
        ))  # fmt: skip


def _suffix(name: str) -> str:
    return f"{name} Motors" if not name.endswith(("Motor", "Motors")) else f"{name} Group"


def _legal(name: str) -> str:
    return f"{name} Co., Ltd."


def _prefix(name: str) -> str:
    return f"PT {name} Tbk"


def _hyphen(name: str) -> str:
    return name.replace(" ", "-", 1)


def _doubled(name: str) -> str:
    middle = len(name) // 2
    letter = next((n for n in range(middle, len(name)) if name[n].isalpha()), middle)
    return name[: letter + 1] + name[letter:]


def _dropped(name: str) -> str:
    middle = next((n for n in range(len(name) // 2, len(name)) if name[n].islower()), len(name) // 2)
    return name[:middle] + name[middle + 1 :]


def _turned(name: str) -> str:
    at = next(
        (n for n in range(3, len(name) - 1) if name[n : n + 2].islower() and name[n] != name[n + 1]), None
    )
    return name if at is None else name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _swapped(name: str) -> str:
    first, blank, rest = name.partition(" ")
    return f"{rest} {first}" if blank else name


def _shouted(name: str) -> str:
    return name.upper()


def shapeless(field: Field, count: int) -> Iterator[Fault]:
    """Yield faults, up to a count of each sort."""
    for number in range(count):
        site, told = field.site(), {"source": field.source(), "published": "2025-09-01"}
        maker = f"Planted Shape {number}"

        def of(subject: str, kind: str, prop: str, told: dict[str, Any] = told, **more: Any) -> Row:
            return fact(subject, kind, prop, **(told | more))

        capacity: dict[str, Any] = {"value": 9_000.0, "unit": "vehicle/year"}
        rows = {
            "a wrong unit": of(site, "Facility", "annualCapacity", value=9_000.0, unit="person"),
            "a wrong only unit": of(site, "Facility", "employees", value=700.0, unit="vehicle/year"),
            "no known unit": of(site, "Facility", "investment", value=9e8, unit="dollars"),
            "an end before the start": of(
                maker, "Automaker", "sales", value=5.0, start="2025-06", end="2024-01"
            ),
            "a negative count": of(maker, "Automaker", "outlets", value=-12.0),
            "negative exports": of("China", "Country", "exports", value=-5_000.0, start="2025", end="2025"),
            "a share above all": of(maker, "Automaker", "overseasShare", value=140.0, end="2024"),
            "a country as a maker": of(
                "Thailand", "Country", "operates", object=site, object_type="Facility"
            ),
            "a country said to be a maker": of(
                "Brazil", "Automaker", "sales", value=5.0, start="2024", end="2024"
            ),
            "a maker as a country": of(site, "Facility", "locatedIn", object="BYD", object_type="Country"),
            "a brand of a country": of("Voyah", "Brand", "brandOf", object="China", object_type="Country"),
            "a number for a date": of(site, "Facility", "productionStart", value=2024.0),
            "no value": of(site, "Facility", "annualCapacity", unit="vehicle/year"),
            "no such property": of(site, "Facility", "profit", value=5.0),
            "no such modality": of(site, "Facility", "annualCapacity", modality="perhaps", **capacity),
            "no such comparator": of(site, "Facility", "annualCapacity", comparator="!=", **capacity),
            "no such product": of(maker, "Automaker", "sales", value=9.0, product="boats", end="2024"),
            "sure beyond all": of(site, "Facility", "annualCapacity", **capacity) | {"confidence": 1.7},
            "no such day": of(site, "Facility", "productionStart", start="2024-13", end="2024-13"),
            "an upper end below": of(site, "Facility", "annualCapacity", value_max=100.0, **capacity),
            "a latitude beyond the pole": of(site, "Facility", "latitude", value=127.0, unit="degree"),
            "no other end": of(maker, "Automaker", "operates"),
        }
        for what, row in rows.items():
            yield Fault("shape", what, (row,))
