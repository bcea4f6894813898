"""Facts that cannot hold beside one of the atlas: other values, hedges, currencies, dates, countries, owners."""

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from benchmarks.planting import Fault, Field, Row, fact

__all__ = ["contradictions"]

_STATES = ["annualCapacity", "employees", "siteArea", "outlets", "countriesPresent", "plantsAbroad"]
_FLOWS = ["exports", "sales", "production", "exportsValue"]
_RATES = ["exportsGrowth", "salesGrowth", "marketShare", "exportsShare", "salesShare", "overseasShare"]
_DATES = ["productionStart", "groundbreaking", "completed", "announced", "closed", "cancelled"]

_prop, _modality = pl.col("property"), pl.col("modality")
_actual, _exact = _modality == "actual", pl.col("comparator") == "="
_dated = pl.col("published").str.len_chars() > 4
_plain = pl.col("value_max").is_null() & pl.col("value").is_not_null()
_period = pl.coalesce("end", "start").is_not_null()


def contradictions(field: Field, count: int) -> Iterator[Fault]:
    """Yield faults, up to a count of each sort."""
    yield from _other_values(field, count)
    yield from _hedges(field, count)
    yield from _other_times(field, count)
    yield from _money(field, count)
    yield from _steps(field, count)
    yield from _relations(field, count)


def _beside(field: Field, row: Row, what: str, **changed: object) -> Fault:
    other = {"source": field.source(), "quote": None, "confidence": 0.9} | changed
    return Fault("contradiction", what, (row | other,))


def _other_values(field: Field, count: int) -> Iterator[Fault]:
    for row in field.some(count, _prop.is_in(_STATES), _actual, _exact, _plain, _dated):
        yield _beside(field, row, "another value of a state", value=row["value"] * field.factor())
    for row in field.some(count, _prop.is_in(_FLOWS), _actual, _exact, _plain, _period):
        yield _beside(field, row, "another value of a period", value=row["value"] * field.factor())
    for row in field.some(count, _prop.is_in(_RATES), _actual, _exact, _plain, _period):
        points = field.chance.choice([-18.0, -12.0, 9.0, 14.0, 25.0])
        value = row["value"] + (points if 0 <= row["value"] + points <= 100 else -points)
        yield _beside(field, row, "another percentage", value=value)
    for row in field.some(
        count, _prop.is_in(["annualCapacity", "employees"]), _modality == "planned", _exact, _plain, _dated
    ):
        yield _beside(field, row, "another value of a plan", value=row["value"] * 3.7)
    for row in field.some(
        count // 2, _modality == "target", _exact, _plain, _dated, _period, _prop.is_in([*_STATES, *_FLOWS])
    ):
        yield _beside(field, row, "another value of an aim", value=row["value"] * 2.3)
    for row in field.some(count // 2, _prop.is_in(_STATES), _actual, _exact, _plain, _dated):
        yield _beside(
            field, row, "another value by the same source", value=row["value"] * 1.9, source=row["source"]
        )
    for row in field.some(count // 2, _prop.is_in(["latitude", "longitude"])):
        yield _beside(field, row, "other coordinates", value=row["value"] + field.chance.choice([-4.0, 2.5]))
    for row in field.some(count // 2, _prop == "ownsStake", _actual, _plain, _dated):
        yield _beside(field, row, "another stake", value=row["value"] * 0.6)


def _hedges(field: Field, count: int) -> Iterator[Fault]:
    states = (_prop.is_in(_STATES), _actual, _plain, _dated)
    for row in field.some(count // 2, *states, _exact):
        yield _beside(field, row, "more than what is", value=row["value"] * 1.6, comparator=">")
    for row in field.some(count // 2, *states, _exact):
        yield _beside(field, row, "at most a part of what is", value=row["value"] * 0.6, comparator="<=")
    for row in field.some(count // 2, *states, pl.col("comparator").is_in([">", ">="])):
        yield _beside(field, row, "less than the bound", value=row["value"] * 0.55, comparator="=")
    for row in field.some(count // 2, *states, pl.col("comparator") == "~"):
        yield _beside(field, row, "about something else", value=row["value"] * 1.7, comparator="~")
    for row in field.some(count // 2, *states, _exact):
        ends = {"value": row["value"] * 1.5, "value_max": row["value"] * 1.8}
        yield _beside(field, row, "a range beside it", **ends)


def _other_times(field: Field, count: int) -> Iterator[Fault]:
    states = (_prop.is_in(_STATES), _actual, _exact, _plain, pl.coalesce("start", "end").is_null())
    for row in field.some(count // 2, *states, pl.col("published").str.len_chars() == 10):
        day = date.fromisoformat(row["published"]) + timedelta(days=field.chance.choice([-40, 20, 75]))
        yield _beside(
            field, row, "another value some weeks apart", value=row["value"] * 2, published=str(day)
        )
    for row in field.some(count // 2, *states):
        yield _beside(field, row, "another value without a date", value=row["value"] * 4.3, published=None)
    for row in field.some(count // 2, _prop.is_in(["sales", "exports"]), _actual, _plain, _period, _dated):
        changed = {
            "start": "2027-06",
            "end": "2027-06",
            "value": row["value"] * 1.5,
            "published": "2025-06-01",
        }
        yield _beside(field, row, "a fact of the future", **changed)


def _money(field: Field, count: int) -> Iterator[Fault]:
    sums = (_prop == "investment", _modality.is_in(["actual", "planned"]), _exact, _plain, _dated)
    alone = pl.len().over("subject", "property", "modality") < 3
    for row in field.some(count, *sums, alone, pl.col("unit") == "USD", pl.col("published") > "2005"):
        unit, rate = field.chance.choice([("EUR", 0.9), ("CNY", 7.0), ("THB", 33.0), ("BRL", 5.0)])
        yield _beside(
            field, row, "a sum in another currency", unit=unit, value=round(row["value"] * rate * 2.6)
        )
    for row in field.some(count // 2, *sums):
        yield _beside(field, row, "another sum", value=row["value"] * 2.8)


def _steps(field: Field, count: int) -> Iterator[Fault]:
    whole = (
        _actual,
        _exact,
        pl.col("published") < "2024",
        pl.col("part").is_null(),
        pl.coalesce("start", "end").str.len_chars() >= 4,
    )
    for row in field.some(count, _prop.is_in(_DATES), *whole, _dated):
        year = int((row["start"] or row["end"])[:4]) - field.chance.choice([2, 3, 5])
        yield _beside(field, row, "another date of a step", start=f"{year}-05", end=f"{year}-05")
    for row in field.some(count // 2, _prop == "productionStart", *whole):
        year = int((row["start"] or row["end"])[:4])
        late = {
            "property": "groundbreaking",
            "start": f"{year + 2}",
            "end": f"{year + 2}",
            "published": f"{year + 3}",
        }
        yield _beside(field, row, "ground broken after production began", **late)
    for row in field.some(count // 2, _prop == "productionStart", *whole):
        year = int((row["start"] or row["end"])[:4])
        early = {"property": "closed", "start": f"{year - 2}", "end": f"{year - 2}"}
        yield _beside(field, row, "closed before production began", **early)
    for row in field.some(count // 2, _prop == "productionStart", *whole):
        year = int((row["start"] or row["end"])[:4])
        given_up = {
            "property": "cancelled",
            "start": f"{year + 1}-12",
            "end": f"{year + 1}-12",
            "published": f"{year + 2}",
        }
        yield _beside(field, row, "given up after production began", **given_up)
    for row in field.some(count // 2, _prop == "operates", _actual, _dated):
        denial = {"modality": "denied", "said_by": row["subject"]}
        yield _beside(field, row, "what runs is denied", **denial)


def _relations(field: Field, count: int) -> Iterator[Fault]:
    located = (
        _prop == "locatedIn",
        pl.col("object_type") == "Country",
        _modality.is_in(["actual", "planned"]),
    )
    for row in field.some(count, *located):
        elsewhere = field.chance.choice(
            [c for c in ("Chile", "Kenya", "Vietnam", "Spain") if c != row["object"]]
        )
        yield _beside(field, row, "another country", object=elsewhere)
    for row in field.some(count // 2, _prop == "brandOf", _actual):
        other = field.chance.choice(
            [m for m in ("BAIC", "JAC", "FAW", "Great Wall Motor") if m != row["object"]]
        )
        yield _beside(field, row, "another owner", object=other)
    source, told = field.source(), "2025-03-01"
    for town, country in (("Rayong", "Malaysia"), ("Szeged", "Romania"), ("Jizzakh", "Kazakhstan")):
        site = f"Seres {town} plant"
        row = fact(
            site,
            "Facility",
            "locatedIn",
            object=country,
            object_type="Country",
            source=source,
            published=told,
        )
        yield Fault("contradiction", "a town in another country", (row,))
