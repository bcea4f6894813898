"""Small documents to load: a maker with two plants, a trade table, a maker's aims."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA, conform, fill_defaults

Row = dict[str, Any]
Make = Callable[..., Extraction]

CHANGAN = "https://example.org/news/changan-rayong"
VOYAH = "https://example.org/news/voyah"
TRADE = "https://example.org/trade.csv"


def frame_of(*rows: Row) -> pl.DataFrame:
    return fill_defaults(conform(pl.DataFrame(list(rows), schema_overrides=dict(FACT_SCHEMA))))


def make(document: str, *rows: Row, loader: str = "text 0.1.0", **source: str) -> Extraction:
    sources = [{"source": document, **source}] if source else []
    described = pl.DataFrame(sources, schema=SOURCE_SCHEMA)
    return Extraction(document, loader, iter([frame_of(*rows)]), described)


def rayong() -> Extraction:
    plant = {"subject": "Changan Rayong plant", "subject_type": "Facility"}
    said = "Changan has launched production at its new factory in Rayong, with 100,000 vehicles a year."
    more = {"quote": said, "quote_start": 10, "quote_end": 10 + len(said), "confidence": 0.9}
    return make(
        CHANGAN,
        {
            "subject": "Changan",
            "subject_type": "Automaker",
            "property": "operates",
            "object": "Changan Rayong plant",
            "object_type": "Facility",
            **more,
        },
        {**plant, "property": "locatedIn", "object": "Rayong", "object_type": "Place", **more},
        {**plant, "property": "locatedIn", "object": "Thailand", "object_type": "Country", **more},
        {**plant, "property": "annualCapacity", "value": 100000, "unit": "vehicle/year", **more},
        {
            **plant,
            "property": "annualCapacity",
            "value": 200000,
            "unit": "vehicle/year",
            "modality": "planned",
            **more,
        },
        {
            **plant,
            "property": "productionStart",
            "start": "2025-05-16",
            "end": "2025-05-16",
            "comparator": "<=",
            **more,
        },
        title="Changan opens in Rayong",
        published="2025-05-31",
        kind="press",
        publisher="An example",
    )


def voyah() -> Extraction:
    brand = {"subject": "Voyah", "subject_type": "Brand", "published": "2025-05-31"}
    return make(
        VOYAH,
        {**brand, "property": "brandOf", "object": "Dongfeng", "object_type": "Automaker"},
        {**brand, "property": "countriesPresent", "value": 30, "comparator": ">"},
        {**brand, "property": "countriesPresent", "value": 60, "modality": "target", "end": "2030"},
        {
            **brand,
            "property": "outlets",
            "value": 500,
            "modality": "target",
            "end": "2030",
            "said_by": "Lu Fang",
        },
    )


def trade(rows: int = 4) -> Extraction:
    countries = ["Thailand", "Mexico", "Brazil", "Russia"]
    return make(
        TRADE,
        *(
            {
                "subject": countries[n % 4],
                "subject_type": "Country",
                "property": "imports",
                "value": 1000.0 + n,
                "start": str(2000 + n % 25),
                "end": str(2000 + n % 25),
                "place": "China",
                "product": "bev",
                "quote_start": n,
                "quote_end": n,
            }
            for n in range(rows)
        ),
        loader="table 0.1.0",
    )


@pytest.fixture
def extraction() -> Make:
    """Make a document of rows of facts."""
    return make


@pytest.fixture
def changan_rayong() -> Callable[[], Extraction]:
    """An article on a plant in Thailand: six facts, with quotes."""
    return rayong


@pytest.fixture
def voyah_aims() -> Callable[[], Extraction]:
    """An article on a brand's countries and outlets: four facts."""
    return voyah


@pytest.fixture
def trade_table() -> Callable[..., Extraction]:
    """A table of imports: plain trade facts, as many as asked for."""
    return trade
