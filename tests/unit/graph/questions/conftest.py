"""Small atlases to ask: facts written as short calls, each document with its own source and day."""

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

import polars as pl
import pytest

from autoatlas.graph import Atlas
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA, conform, fill_defaults

Row = dict[str, Any]


def fact(subject: str, cls: str, prop: str, told: str, **more: Any) -> Row:
    return {"subject": subject, "subject_type": cls, "property": prop, "published": told, **more}


def runs(
    who: str, plant: str, country: str, told: str, modality: str = "actual", cls: str = "Automaker"
) -> list[Row]:
    """Who runs a plant, and where it is."""
    where = {"object": country, "object_type": "Country", "modality": modality}
    what = {"object": plant, "object_type": "Facility", "modality": modality}
    return [
        fact(who, cls, "operates", told, **what),
        fact(plant, "Facility", "locatedIn", told, **where),
    ]


def builds(plant: str, brand: str, told: str, modality: str = "actual") -> Row:
    return fact(plant, "Facility", "produces", told, object=brand, object_type="Brand", modality=modality)


def event(plant: str, prop: str, when: str, told: str | None = None, **more: Any) -> Row:
    return fact(plant, "Facility", prop, told or when, start=when, end=when, **more)


def size(plant: str, value: float, told: str, modality: str = "actual", **more: Any) -> Row:
    return fact(
        plant,
        "Facility",
        "annualCapacity",
        told,
        value=float(value),
        unit="vehicle/year",
        modality=modality,
        **more,
    )


def atlas_of(*parts: Row | Iterable[Row], sources: Iterable[Row] = ()) -> Atlas:
    """An atlas of these facts; a fact without a source cites one of its own, named by its day."""
    rows: list[Row] = []
    for part in parts:
        rows.extend([part] if isinstance(part, dict) else part)
    numbers = count()
    cited = [{"source": f"https://example.org/{row['published']}/{next(numbers)}", **row} for row in rows]
    frame = fill_defaults(conform(pl.DataFrame(cited, schema_overrides=dict(FACT_SCHEMA))))
    described = conform(pl.DataFrame(list(sources), schema_overrides=dict(SOURCE_SCHEMA)), SOURCE_SCHEMA)
    atlas = Atlas()
    atlas.load(Extraction("https://example.org/facts.csv", "table 0.1.0", iter([frame]), described))
    return atlas


class Say:
    """The words above, for tests."""

    fact = staticmethod(fact)
    runs = staticmethod(runs)
    builds = staticmethod(builds)
    event = staticmethod(event)
    size = staticmethod(size)
    atlas = staticmethod(atlas_of)


@pytest.fixture
def say() -> type[Say]:
    return Say


@pytest.fixture
def ask() -> Callable[..., list[tuple[Any, ...]]]:
    """Ask a named question and keep some columns, or a single one."""

    def asked(atlas: Atlas, name: str, *columns: str, **parameters: Any) -> list[Any]:
        rows = atlas.query(name, **parameters).dicts()
        picked = [tuple(row[column] for column in columns) for row in rows]
        return [row[0] for row in picked] if len(columns) == 1 else picked

    return asked
