"""``autoatlas diff``: what was added, changed and withdrawn between two stores or two days."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autoatlas.app import common

if TYPE_CHECKING:
    from autoatlas.graph import Atlas

__all__ = ["command"]

FORMATS = ("table", "csv", "json")
_PACKAGED = "packaged"


@click.command("diff", epilog="Example: autoatlas diff 2025-12-31 2026-03-31")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@common.store_option
@click.option("--format", "chosen", type=click.Choice(FORMATS), help="table when left out.")
@common.output_option
def command(before: str, after: str, store: str | None, chosen: str | None, output: str) -> None:
    """Tell how B differs from A, each a store's folder, the word packaged, or a day of --store."""
    from autoatlas.app.tables import show
    from autoatlas.graph.diff import CHANGES, difference

    (one, one_day), (other, other_day) = _state(before, store), _state(after, store)
    found = difference(one, other, before_on=one_day, after_on=other_day)
    form = common.format_of(chosen, output, FORMATS, "table")
    if form == "csv":
        common.write_output(output, found.write_csv())
    elif form == "json":
        common.write_output(output, found.write_json() + "\n")
    else:
        shown = ("change", "subject", "property", "object", "value", "was", "unit", "modality", "source")
        show(shown, found.select(shown).iter_rows())
    counts = {change: found.filter(found["change"] == change).height for change in CHANGES}
    common.say(", ".join(f"{count:,} {change}" for change, count in counts.items()))


def _state(name: str, store: str | None) -> "tuple[Atlas, date | None]":
    from autoatlas.graph import Atlas
    from autoatlas.ontology.dates import is_partial_date, last_day

    if is_partial_date(name):
        return common.open_atlas(store), last_day(name)
    if name == _PACKAGED:
        return Atlas.packaged(), None
    if not Path(name).is_dir():
        raise click.UsageError(f"{name} is neither a store's folder, nor a day, nor the word {_PACKAGED}.")
    return Atlas(name), None
