"""What planting a fault needs: rows of facts to start from, others to put beside them, and a record of each fault."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from autoatlas.graph import Atlas
from autoatlas.graph.check import Kind
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA, conform, fill_defaults

__all__ = ["Fault", "Field", "Row", "atlas_with", "fact"]

Row = dict[str, Any]

_WHERE = "https://planted.example/"
_MAKERS = (
    "Chery",
    "BYD",
    "Geely",
    "Changan",
    "FAW",
    "Foton",
    "JAC",
    "BAIC",
    "Dongfeng",
    "Great Wall Motor",
    "SAIC",
)
_TOWNS = (
    "Kuching", "Mazatlán", "Varna", "Salta", "Tamale", "Mysuru", "Larissa", "Osijek", "Tacna", "Ghazipur", "Pécs",
    "Cuenca", "Gweru", "Sylhet", "Nakuru", "Turku", "Bergamo", "Leiria", "Tartu", "Oradea", "Banja Luka", "Sfax",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault to plant.

    Attributes
    ----------
    kind : str
        The kind of finding that must tell of it.
    what : str
        What sort of fault it is.
    rows : tuple of dict
        Facts to add.
    instead : tuple of dict
        Facts, as they stand in the atlas, to take away.
    """

    kind: Kind
    what: str
    rows: tuple[Row, ...]
    instead: tuple[Row, ...] = ()


class Field:
    """The facts of an atlas, and chance, to plant faults with.

    Parameters
    ----------
    atlas : Atlas
    seed : int
    """

    def __init__(self, atlas: Atlas, seed: int) -> None:
        # what is told after the day of the check is not seen
        self.facts = atlas.facts().collect().filter((pl.col("published") < "2026-05").fill_null(True))
        self.chance = random.Random(seed)
        self._sites = 0

    def some(self, count: int, *conditions: pl.Expr) -> Iterator[Row]:
        """Yield different facts that meet conditions, drawn by lot."""
        rows = self.facts.filter(*conditions)
        numbers = list(range(rows.height))
        self.chance.shuffle(numbers)
        for number in numbers[:count]:
            yield rows.row(number, named=True)

    def source(self) -> str:
        """Return the address of a source that nothing else cites."""
        return f"{_WHERE}{self.chance.getrandbits(40):x}"

    def factor(self) -> float:
        """Return by what to multiply a value so that no hedge explains it."""
        return self.chance.choice([0.4, 0.5, 0.6, 1.6, 2.0, 2.5, 3.0, 10.0])

    def site(self) -> str:
        """Return the label of a plant that is not in the atlas."""
        self._sites += 1
        maker, town = self._sites % len(_MAKERS), self._sites // len(_MAKERS) % len(_TOWNS)
        return f"{_MAKERS[maker]} {_TOWNS[town]} plant"


def fact(subject: str, kind: str, prop: str, **columns: Any) -> Row:
    """Return a row of facts."""
    return {"subject": subject, "subject_type": kind, "property": prop, "confidence": 0.9, **columns}


def atlas_with(atlas: Atlas, faults: list[Fault]) -> Atlas:
    """Return a copy of an atlas with faults planted, each as a document of its own: ``…/fault/0`` and so on."""
    gone = [row for fault in faults for row in fault.instead]
    extractions = []
    sources = atlas.sources()
    for document in atlas.documents()["document"]:
        facts = atlas.facts(document).collect()
        if gone:
            facts = facts.join(
                pl.DataFrame(gone, schema=FACT_SCHEMA), on=FACT_SCHEMA.names(), how="anti", nulls_equal=True
            )
        cited = sources.join(facts.select("source").unique(), on="source", how="semi")
        extractions.append(Extraction(document, "copy", iter([facts]), sources=cited))
    for number, one in enumerate(faults):
        rows = fill_defaults(conform(pl.DataFrame(list(one.rows), infer_schema_length=None)))
        extractions.append(Extraction(f"{_WHERE}fault/{number}", "planted", iter([rows])))
    planted = Atlas()
    planted.load(*extractions)
    return planted
