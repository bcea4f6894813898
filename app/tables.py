"""Tables for the terminal."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from autoatlas.app.common import printable
from autoatlas.ontology.facts import plain_number

if TYPE_CHECKING:
    import polars as pl

__all__ = ["show", "show_facts"]

# stands in for the width of a terminal where stdout is a pipe or a file
_WIDE = 160


def show(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print rows as a table on stdout; whole rows, however wide, where stdout is no terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDE, highlight=False)
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    cells = [[_cell(value) for value in row] for row in rows]
    for number, column in enumerate(columns):
        is_number = bool(cells) and all(_is_number(row[number]) for row in cells)
        table.add_column(Text(column), justify="right" if is_number else "left", overflow="fold")
    for row in cells:
        table.add_row(*(Text(value) for value in row))
    console.print(table)


def show_facts(facts: "pl.DataFrame") -> None:
    """Print facts as a table on stdout: what is said, how firmly, for when."""
    rows = []
    for fact in facts.iter_rows(named=True):
        period = "–".join(dict.fromkeys(filter(None, (fact["start"], fact["end"]))))
        firmness = [
            fact["modality"] if fact["modality"] != "actual" else None,
            fact["basis"],
            fact["product"],
        ]
        rows.append(
            (
                fact["subject"],
                fact["property"],
                fact["object"] if fact["value"] is None else _figure(fact),
                period,
                fact["place"],
                " ".join(filter(None, firmness)),
                fact["quote"],
            )
        )
    show(("subject", "property", "object or value", "period", "place", "how", "quote"), rows)


def _figure(fact: dict[str, object]) -> str:
    bound = "" if fact["comparator"] in ("=", None) else f"{fact['comparator']} "
    upper = f"–{_cell(fact['value_max'])}" if fact["value_max"] is not None else ""
    other = f" of {fact['object']}" if fact["object"] else ""
    return f"{bound}{_cell(fact['value'])}{upper} {fact['unit'] or ''}{other}".strip()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        value = plain_number(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return printable(str(value))


def _is_number(cell: str) -> bool:
    return cell == "" or cell.replace(",", "").replace(".", "").lstrip("-").isdigit()
