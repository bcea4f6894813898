"""``autoatlas corrections``: what a person accepts, rejects or corrects, kept beside the facts."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from autoatlas.app import common

if TYPE_CHECKING:
    from autoatlas.graph import Atlas

__all__ = ["command"]

ACTIONS = ("accept", "reject", "correct", "same", "different", "place")
FORMATS = ("table", "csv", "json")
_SHOWN = ("action", "subject", "property", "object", "value", "source", "column", "new", "why", "facts")


@click.group(
    "corrections",
    epilog='Example: autoatlas corrections add reject --store world/ --subject "BYD Szeged plant"'
    ' --property annualCapacity --value 300000 --why "the second phase is no plan yet"',
)
def command() -> None:
    """Accept, reject or correct facts, for good: the rows are applied whenever facts are loaded or indexed.

    They stand in corrections.csv in the store's folder, a table for any spreadsheet; docs/corrections.md says what
    each row means. Without --store they are of the packaged atlas, in the file that --corrections names.
    """


def _cell_options(run: common.F) -> common.F:
    helps = {
        "subject": "What the facts are about; of same and different, one name.",
        "property": "What they say.",
        "object": "The other entity; of same the name that stays, of different the other name.",
        "value": "The number that the document gives.",
        "start": "Start of the period, as written.",
        "end": "End of the period, as written.",
        "place": "Where it was counted.",
        "part": "The phase or line.",
        "product": "What was counted.",
        "modality": "How firmly it is said.",
        "source": "Address of the source.",
        "column": "Of correct: the column to write into.",
        "new": "Of correct: what to write. Of place: LATITUDE, LONGITUDE or a town.",
        "why": "The reason.",
        "by": "Who says so.",
        "date": "When; today when left out.",
    }
    for name, text in reversed(helps.items()):
        run = click.option(f"--{name}", default="", metavar="TEXT", help=text)(run)
    return run


@command.command("add", epilog='Example: autoatlas corrections add same --store world/ --subject GWM'
                 ' --object "Great Wall Motor"')  # fmt: skip
@click.argument("action", type=click.Choice(ACTIONS))
@common.store_option
@common.corrections_option
@_cell_options
def add(action: str, store: str | None, corrections: str | None, **cells: str) -> None:
    """Add a row, and apply it."""
    from autoatlas.graph.corrections import Correction

    atlas = _open(store, corrections)
    cells["date"] = cells["date"] or datetime.now(UTC).date().isoformat()
    common.report_bad_corrections(atlas.correct(Correction.of({"action": action, **cells})))
    row, count = atlas.corrections().select("row", "facts").row(-1)
    common.say(f"row {row} was added; {_about(count)}")
    if not count and action != "different":
        common.warn("no fact is like that; the cells must say what the document wrote.")


@command.command("remove", epilog="Example: autoatlas corrections remove 4 --store world/")
@click.argument("rows", nargs=-1, required=True, type=int, metavar="ROW...")
@common.store_option
@common.corrections_option
def remove(rows: tuple[int, ...], store: str | None, corrections: str | None) -> None:
    """Take rows out by their number in the file, and bring back what they held down."""
    common.report_bad_corrections(_open(store, corrections).correct(remove=rows))
    common.say(f"{len(rows):,} row{'' if len(rows) == 1 else 's'} removed")


@command.command("list", epilog="Example: autoatlas corrections list --store world/")
@common.store_option
@common.corrections_option
@click.option("--format", "chosen", type=click.Choice(FORMATS), help="table when left out.")
@common.output_option
def list_rows(store: str | None, corrections: str | None, chosen: str | None, output: str) -> None:
    """List the rows, and of how many facts each is."""
    from autoatlas.app.tables import show

    frame = _open(store, corrections).corrections()
    form = common.format_of(chosen, output, FORMATS, "table")
    if form == "csv":
        common.write_output(output, frame.write_csv())
    elif form == "json":
        common.write_output(output, frame.write_json() + "\n")
    else:
        used = [name for name in _SHOWN if name == "facts" or (frame[name] != "").any()]
        show(("row", *used), frame.select("row", *used).iter_rows())


@command.command("check", epilog="Example: autoatlas corrections check --store world/")
@common.store_option
@common.corrections_option
def check(store: str | None, corrections: str | None) -> int:
    """Find rows that cannot be applied, that no fact is like, or that make of a fact what none can be."""
    atlas = _open(store, corrections)
    wrong = [str(fault) for fault in atlas.corrections_faults()]
    frame = atlas.corrections()
    idle = frame.filter((frame["facts"] == 0) & (frame["action"] != "different"))
    wrong += [
        f"row {one['row']}: no fact is like that: {one['action']} {one['subject']} {one['property']}".rstrip()
        for one in idle.iter_rows(named=True)
    ]
    waiting = int((~frame["applied"]).sum())
    if waiting:
        wrong.append(f"{waiting:,} rows are not applied yet")
    common.write_output("-", "".join(f"{common.printable(line)}\n" for line in wrong))
    common.say(f"{frame.height:,} rows; {len(wrong):,} findings")
    return 1 if wrong else 0


@command.command("apply", epilog="Example: autoatlas corrections apply --store world/")
@click.option("--store", required=True, type=click.Path(exists=True), metavar="DIR", help="The store.")
@common.corrections_option
def apply(store: str, corrections: str | None) -> int:
    """Apply the table after it was changed in a spreadsheet or an editor."""
    from autoatlas.graph import Atlas

    atlas = Atlas(store, corrections=corrections)
    faults = atlas.apply_corrections()
    common.report_bad_corrections(faults)
    common.say(f"{atlas.corrections().height:,} corrections applied")
    return 1 if faults else 0


def _open(store: str | None, corrections: str | None) -> "Atlas":
    from autoatlas.graph import Atlas

    return Atlas.packaged(corrections=corrections) if store is None else Atlas(store, corrections=corrections)


def _about(count: int) -> str:
    return f"it is about {count:,} fact{'' if count == 1 else 's'}"
