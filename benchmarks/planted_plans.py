"""Plans whose day has passed with nothing come of them, and figures that nobody has confirmed for years."""

from collections.abc import Iterator
from typing import Any

from benchmarks.planting import Fault, Field, Row, fact

__all__ = ["late", "stale"]


def late(field: Field, count: int) -> Iterator[Fault]:
    """Yield faults, up to a count of each sort."""
    for _ in range(count):
        year = field.chance.choice([2015, 2019, 2022, 2023, 2024, 2025])
        told = {"modality": "planned", "published": f"{year - 2}-03-01", "source": field.source()}
        due = {"start": f"{year}-06", "end": f"{year}-06"}

        def site(prop: str, told: dict[str, Any] = told, **more: Any) -> Row:
            return fact(field.site(), "Facility", prop, **(told | more))

        yield Fault("lateness", "no production", (site("productionStart", **due),))
        yield Fault("lateness", "no ground broken", (site("groundbreaking", **due),))
        yield Fault("lateness", "not completed", (site("completed", end=str(year)),))
        yield Fault("lateness", "no second phase", (site("productionStart", part="phase 2", **due),))
        capacity = site("annualCapacity", value=50_000.0, unit="vehicle/year", end=str(year))
        yield Fault("lateness", "capacity not reached", (capacity,))
        maker = f"Planted Late {field.chance.getrandbits(30):x}"
        aim = {"modality": "target", "published": f"{year - 1}", "source": told["source"], "end": str(year)}
        for prop, value, unit in (
            ("sales", 500_000.0, "vehicle"), ("countriesPresent", 40.0, "country"), ("overseasShare", 30.0, "percent"),
        ):  # fmt: skip
            row = fact(maker, "Automaker", prop, value=value, unit=unit, **aim)
            yield Fault("lateness", f"aim of {prop} not met", (row,))
        market = {"object": "Chile", "object_type": "Country"}
        yield Fault(
            "lateness",
            "market not entered",
            (fact(maker, "Automaker", "presentIn", **market, **(told | due)),),
        )


def stale(field: Field, count: int) -> Iterator[Fault]:
    """Yield faults, up to a count of each sort."""
    for _ in range(count):
        year = field.chance.choice([2010, 2014, 2017, 2020, 2022])
        told = {"published": f"{year}-05", "source": field.source()}
        maker = f"Planted Stale {field.chance.getrandbits(30):x}"
        rows = {
            "capacity": fact(field.site(), "Facility", "annualCapacity", value=9_000.0, unit="vehicle/year", **told),
            "people": fact(field.site(), "Facility", "employees", value=700.0, unit="person", **told),
            "countries": fact(maker, "Automaker", "countriesPresent", value=25.0, unit="country", **told),
            "dealers in a country": fact(
                maker, "Automaker", "outlets", value=60.0, unit="outlet", place="Chile", comparator=">", **told
            ),
            "a figure of a day told later": fact(
                field.site(), "Facility", "employees", value=90.0, unit="person", start=str(year), end=str(year),
                source=told["source"], published="2026-01",
            ),
        }  # fmt: skip
        for what, row in rows.items():
            yield Fault("staleness", f"old {what}", (row,))
