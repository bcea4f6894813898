"""Figures that do not come to what they should: shares, growth, doublings, months, countries, kinds, owners."""

from collections.abc import Iterator
from typing import Any

from benchmarks.planting import Fault, Field, Row, fact

__all__ = ["sums"]

_PERIODS = (("2024", "2024"), ("2025-01", "2025-06"), ("2025-03", "2025-03"), ("2023-07", "2023-12"))


def sums(field: Field, count: int) -> Iterator[Fault]:
    """Yield faults, up to a count of each sort."""
    for number in range(count):
        for what, rows in _all(field, number):
            source = field.source()
            # half of them by one source, half by several
            alone = number % 2 or "phases" in what
            each = [
                row | {"source": source if alone else f"{source}/{n}", "published": "2026-02-01"}
                for n, row in enumerate(rows)
            ]
            yield Fault("arithmetic", what, tuple(each))


def _all(field: Field, number: int) -> Iterator[tuple[str, list[Row]]]:
    """The sorts, each told of a maker of its own, so that they do not meet."""
    chance, flow = field.chance, ("sales", "exports", "production")[number % 3]
    start, end = _PERIODS[number % len(_PERIODS)]
    total = float(chance.randrange(200, 900) * 1000)

    def maker(sort: str) -> str:
        return f"Planted {sort} {number} Motor"

    def told(subject: str, prop: str, value: float, **more: Any) -> Row:
        unit = {"unit": "percent"} if prop.endswith(("Share", "Growth", "Stake")) else {"unit": "vehicle"}
        return fact(subject, "Automaker", prop, value=value, **(unit | {"start": start, "end": end} | more))

    before = {"start": str(int(start[:4]) - 1) + start[4:], "end": str(int(end[:4]) - 1) + end[4:]}
    off = chance.choice([-14.0, -8.0, 7.0, 12.0, 30.0])

    who = maker("Share")
    right = chance.uniform(30, 60)
    part = total * right / 100
    yield "a wrong share", [
        told(who, flow, total), told(who, flow, round(part), product="nev"),
        told(who, f"{flow}Share", round(right + off, 1), product="nev"),
    ]  # fmt: skip
    who = maker("Hedge")
    yield "a share above a wrong bound", [
        told(who, flow, total), told(who, flow, round(part), product="bev"),
        told(who, f"{flow}Share", round(right + 9), product="bev", comparator=">"),
    ]  # fmt: skip
    who = maker("Abroad")
    yield "a wrong share abroad", [
        told(who, "sales", total), told(who, "sales", round(part), place="overseas"),
        told(who, "overseasShare", round(right + off, 1)),
    ]  # fmt: skip
    who = maker("Growth")
    growth = chance.uniform(-20, 60)
    yield "wrong growth", [
        told(who, flow, round(total * (1 + growth / 100))), told(who, flow, total, **before),
        told(who, f"{flow}Growth", round(growth + off, 1)),
    ]  # fmt: skip
    who = maker("Place")
    yield "wrong growth in a country", [
        told(who, flow, total * 2, place="Brazil"), told(who, flow, total, place="Brazil", **before),
        told(who, f"{flow}Growth", 60.0, place="Brazil"),
    ]  # fmt: skip
    who = maker("Month")
    june, may = {"start": "2025-06", "end": "2025-06"}, {"start": "2025-05", "end": "2025-05"}
    yield "wrong growth on the month", [
        told(who, flow, total, **june), told(who, flow, total * 0.8, **may),
        told(who, f"{flow}Growth", 25.0 + off, basis="mom", **june),
    ]  # fmt: skip
    who = maker("Quarter")
    months = [told(who, flow, total / 4, start=f"2025-0{n}", end=f"2025-0{n}") for n in (1, 2, 3)]
    wrong = total * chance.choice([0.55, 0.9, 1.1, 1.4])
    yield (
        "months that do not make a quarter",
        [*months, told(who, flow, wrong, start="2025-01", end="2025-03")],
    )
    who = maker("Longer")
    yield "half a year above the year", [
        told(who, flow, total * 1.2, start="2024-01", end="2024-06"), told(who, flow, total, start="2024", end="2024"),
    ]  # fmt: skip
    who = maker("Countries")
    countries = chance.sample(["Russia", "Mexico", "Brazil", "Belgium", "Saudi Arabia", "Australia"], 4)
    yield "countries above the total", [
        told(who, flow, total), *(told(who, flow, total * 0.3, place=country) for country in countries),
    ]  # fmt: skip
    who = maker("Region")
    yield "countries above their region", [
        told(who, flow, total, place="Southeast Asia"), told(who, flow, total * 0.7, place="Thailand"),
        told(who, flow, total * 0.6, place="Indonesia"),
    ]  # fmt: skip
    who = maker("Overseas")
    yield (
        "more abroad than in all",
        [told(who, "sales", total), told(who, "sales", total * 1.3, place="overseas")],
    )
    who = maker("Kind")
    yield "more of a kind than of all", [told(who, flow, total), told(who, flow, total * 1.2, product="nev")]
    who = maker("Body")
    yield "bodies that do not make all", [
        told(who, flow, total), told(who, flow, total * 0.6, product="passenger"),
        told(who, flow, total * chance.choice([0.2, 0.6]), product="commercial"),
    ]  # fmt: skip
    who = maker("Drive")
    yield "drives that do not make the NEVs", [
        told(who, flow, total, product="nev"), told(who, flow, total * 0.7, product="bev"),
        told(who, flow, total * 0.5, product="phev"),
    ]  # fmt: skip
    yield from _of_sites(field, number, total)
    yield from _of_owners(field, number)


def _of_sites(field: Field, number: int, total: float) -> Iterator[tuple[str, list[Row]]]:
    def told(site: str, prop: str, value: float, **more: Any) -> Row:
        units = {"production": "vehicle", "outlets": "outlet", "countriesPresent": "country"}
        kind = "Facility" if site.endswith("plant") else "Automaker"
        return fact(site, kind, prop, value=value, unit=units.get(prop, "vehicle/year"), **more)

    words = (
        "capacity of {} vehicles a year, set to double", "初期产能{}辆，未来产能将翻一番",
        "It will build {} a year and plans a twofold increase", "output of {}, doubling by 2028",
        "capacidad de {} vehículos al año, que se duplicará", "Die Kapazität von {} Autos soll sich verdoppeln",
    )  # fmt: skip
    site = field.site()
    quote = words[number % len(words)].format(f"{total:,.0f}")
    yield "no double", [
        told(site, "annualCapacity", total, quote=quote),
        told(site, "annualCapacity", total * field.chance.choice([1.5, 2.5, 3.0]), modality="planned", quote=quote),
    ]  # fmt: skip
    who = f"Planted Outlets {number} Motor"
    yield "no treble", [
        told(who, "outlets", 40.0, quote="It has 40 dealers and wants to triple that."),
        told(who, "outlets", 80.0, modality="target", end="2028", quote="It has 40 dealers and wants to triple that."),
    ]  # fmt: skip
    who = f"Planted Dealers {number} Motor"
    yield "more dealers in countries than in all", [
        told(who, "outlets", 90.0), told(who, "outlets", 60.0, place="Chile"), told(who, "outlets", 50.0, place="Peru"),
    ]  # fmt: skip
    site = field.site()
    quote = "A first phase of 60,000 cars a year is to double later."
    plan = {"modality": "planned", "quote": quote}
    yield "no double of a plan", [
        told(site, "annualCapacity", 60_000.0, **plan), told(site, "annualCapacity", 200_000.0, **plan),
    ]  # fmt: skip
    site = field.site()
    year = {"start": "2024", "end": "2024"}
    yield "more made than the plant can", [
        told(site, "annualCapacity", total), told(site, "production", total * 1.8, **year),
    ]  # fmt: skip
    site = field.site()
    yield "phases that do not make the whole", [
        told(site, "annualCapacity", total, modality="planned"),
        told(site, "annualCapacity", total * 0.5, part="phase 1", modality="planned"),
        told(site, "annualCapacity", total * 0.9, part="phase 2", modality="planned"),
    ]  # fmt: skip


def _of_owners(field: Field, number: int) -> Iterator[tuple[str, list[Row]]]:
    company = f"Planted Venture {number}"
    thing = {"object": company, "object_type": "Organization", "unit": "percent"}
    yield "owners above all", [
        fact("Geely", "Automaker", "ownsStake", value=60.0, **thing),
        fact("Renault", "Automaker", "ownsStake", value=field.chance.choice([45.0, 50.0]), **thing),
    ]  # fmt: skip
    market = {"place": "Fiji", "unit": "percent", "start": f"{2000 + number}", "end": f"{2000 + number}"}
    yield (
        "market shares above all",
        [
            fact(maker, "Automaker", "marketShare", value=value, **market)
            for maker, value in (("BYD", 55.0), ("Toyota", 35.0), ("Chery", 25.0))
        ],
    )
