"""Reading the files of entities."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from autoatlas.ontology.errors import AtlasError

__all__ = [
    "COLUMNS",
    "COUNTRY_COLUMNS",
    "ENTITIES",
    "PEOPLE_COLUMNS",
    "REGION_COLUMNS",
    "RegistryUnreadable",
    "cell",
    "read_rows",
]

ENTITIES = Path(__file__).parent / "entities"

COLUMNS = ("label", "class", "also", "zh", "aliases", "weak", "wikidata", "country", "parent", "relation")
COUNTRY_COLUMNS = (
    "label",
    "alpha2",
    "alpha3",
    "numeric",
    "m49",
    "zh",
    "aliases",
    "adjectives",
    "weak",
    "wikidata",
)
REGION_COLUMNS = ("label", "zh", "aliases", "weak", "wikidata", "m49", "members", "source", "as_of")
PEOPLE_COLUMNS = ("label", "zh", "aliases", "of")


class RegistryUnreadable(AtlasError, ValueError):
    """A file of entities that is not laid out as `docs/registry.md` says."""


def cell(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, parted by ``|``."""
    return tuple(text.split("|")) if text else ()


def read_rows(path: Path, columns: Sequence[str]) -> list[list[str]]:
    """The rows of a file of entities, without its header.

    Raises
    ------
    RegistryUnreadable
        The file is missing, no CSV in UTF-8, has other columns, or a row of another length.
    """
    try:
        # the codec "utf-8-sig" would cost an import, and Excel writes its mark
        text = path.read_text(encoding="utf-8").removeprefix("\ufeff")
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as err:
        raise RegistryUnreadable(
            f"The file of entities cannot be read: {err}.", where=str(path), mend="Save it as CSV in UTF-8."
        ) from err
    if not rows or rows[0] != list(columns):
        raise RegistryUnreadable(
            "The columns are not those of this file.",
            where=str(path),
            mend=f"Write them as {','.join(columns)}.",
        )
    width = len(columns)
    if set(map(len, rows)) != {width}:
        number, row = next((number, row) for number, row in enumerate(rows, 1) if len(row) != width)
        raise RegistryUnreadable(
            f"The row has {len(row)} cells, not {width}.",
            where=f"{path}, row {number}",
            mend="Quote a cell that holds a comma; leave empty cells empty.",
        )
    return rows[1:]
