"""``autoatlas load``: documents into a store, all of one command as one commit."""

import csv
import io
from typing import TYPE_CHECKING

import click

from autoatlas.app import common

if TYPE_CHECKING:
    from autoatlas.app.reading import Reading

__all__ = ["command"]


@click.command("load", epilog="Example: autoatlas load articles/ --store world/")
@common.documents_argument
@click.option(
    "--store", required=True, type=click.Path(), metavar="DIR", help="The store; made if it is not there."
)
@common.source_option
@common.encoding_option
@common.mapping_option
@common.corrections_option
@click.option("--dry-run", is_flag=True, help="Read everything and say what would be loaded; write nothing.")
@click.option("--strict", is_flag=True, help="Load nothing if any row is rejected.")
@click.option("--rejects", type=click.Path(), metavar="FILE", help="Write the rejected rows and why, as CSV.")
def command(
    documents: tuple[str, ...],
    store: str,
    source: str | None,
    encoding: str | None,
    mapping: str | None,
    corrections: str | None,
    dry_run: bool,
    strict: bool,
    rejects: str | None,
) -> int:
    """Put the facts of DOCUMENT..., a folder or pattern included, into a store.

    A document that is there already is replaced. Corrections are applied. The summary goes to stderr.
    """
    from autoatlas.app.reading import Reading
    from autoatlas.graph import Atlas
    from autoatlas.loaders.folders import expand

    bad = False
    reading = Reading(expand(documents), source=source, encoding=encoding, mapping=mapping, strict=strict)
    if dry_run:
        counts = {one.document: sum(frame.height for frame in one) for one in reading.each()}
        lines = [f"{document}: {count:,} facts would be loaded" for document, count in counts.items()]
    else:
        with common.fact_counter() as counted:
            summary = reading.all_at_once(
                lambda extractions: Atlas(store, corrections=corrections).load(*extractions, progress=counted)
            )
        common.report_bad_corrections(summary.faults)
        bad = bool(summary.faults)
        lines = [
            f"{one.document}: {one.facts:,} facts"
            + ("" if one.replaced is None else f", replacing {one.replaced:,}")
            + (f"; {one.rejected:,} rejected" if one.rejected else "")
            + (f"; {one.corrected:,} corrected" if one.corrected else "")
            for one in summary.loaded
        ]
        lines.append(f"{summary} in {store}")
    reading.report()
    for line in lines if len(lines) <= 12 else lines[-1:]:
        common.say(line)
    if rejects is not None:
        common.write_output(rejects, _rejects(reading))
    return 1 if bad else reading.status


def _rejects(reading: "Reading") -> str:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(("document", "row", "column", "what", "mend"))
    for fault in reading.faults:
        # a cell that a spreadsheet would take for a formula is marked as text
        writer.writerow([f"'{cell}" if str(cell)[:1] in "=+-@\t\r" else cell for cell in fault])
    return held.getvalue()
