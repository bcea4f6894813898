"""What the commands share: options, opening an atlas, writing whole files, and talking on stderr."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from autoatlas.ontology.files import write_whole

if TYPE_CHECKING:
    from autoatlas.graph import Atlas
    from autoatlas.ontology.extraction import Report
    from autoatlas.ontology.validation import Fault

__all__ = [
    "corrections_option",
    "documents_argument",
    "encoding_option",
    "fact_counter",
    "format_of",
    "mapping_option",
    "open_atlas",
    "output_option",
    "parameters",
    "printable",
    "progress",
    "report_bad_corrections",
    "report_losses",
    "say",
    "source_option",
    "store_option",
    "warn",
    "write_output",
]

F = TypeVar("F", bound=Callable[..., Any])

store_option = click.option(
    "--store", type=click.Path(), metavar="DIR", help="The store to use; the packaged atlas when left out."
)
output_option = click.option(
    "-o",
    "--output",
    default="-",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where to write; - is stdout.",
)
corrections_option = click.option(
    "--corrections",
    type=click.Path(),
    metavar="FILE",
    help="The table of corrections, where it is not corrections.csv of the store.",
)
documents_argument = click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
encoding_option = click.option(
    "--encoding", metavar="NAME", help="The encoding of the documents, where not UTF-8."
)
mapping_option = click.option(
    "--mapping",
    type=click.Path(),
    metavar="FILE",
    help="The mapping of tables that have other columns than facts.",
)
source_option = click.option("--source", metavar="IRI", help="The address that the document's facts cite.")


def open_atlas(store: str | None) -> "Atlas":
    """Return the store's atlas, or the packaged one where no store is given, and say if corrections wait."""
    from autoatlas.graph import Atlas
    from autoatlas.ontology.errors import SourceUnreadable

    if store is None:
        return Atlas.packaged()
    atlas = Atlas(store)
    try:
        if atlas.has_pending_corrections():
            warn(
                f"the corrections of {store} have changed since they were applied.\n"
                f"  Apply them: autoatlas corrections apply --store {store}"
            )
    except SourceUnreadable as error:
        # a store that cannot be read says so when it is asked
        if "corrections" in str(error):
            warn(f"no correction was read: {error}")
    return atlas


def report_bad_corrections(faults: Iterable["Fault"]) -> None:
    """Say on stderr which rows of the table of corrections were left out."""
    for fault in faults:
        warn(f"a correction was left out: {fault}")


def say(message: str) -> None:
    """Print a line on stderr unless --quiet was given."""
    if not _settings().get("quiet"):
        click.echo(message, err=True)


def warn(message: str) -> None:
    """Print a warning on stderr unless --quiet was given."""
    say(f"warning: {message}")


def _settings() -> dict[str, bool]:
    context = click.get_current_context(silent=True)
    return context.obj or {} if context else {}


@contextmanager
def progress(items: Iterable[str], label: str) -> Iterator[Iterable[str]]:
    """Show a bar on stderr while the items are consumed, if stderr is a terminal and there are several."""
    held = list(items)
    if len(held) < 2 or _settings().get("quiet") or not sys.stderr.isatty():
        yield held
        return
    with click.progressbar(held, label=label, file=sys.stderr, show_pos=True) as bar:
        yield bar


@contextmanager
def fact_counter() -> Iterator[Callable[[str, int, int], None] | None]:
    """Yield a callback that shows on stderr how many facts were read and indexed, if stderr is a terminal."""
    if _settings().get("quiet") or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def counted(what: str, more: int, total: int) -> None:
            if what not in tasks:
                for done in bar.tasks:  # how much there is to read is known once it is read
                    bar.update(done.id, total=done.completed)
                tasks[what] = bar.add_task(
                    {"read": "Reading", "index": "Indexing"}.get(what, what), total=total or None
                )
            bar.update(tasks[what], advance=more)

        yield counted


def report_losses(report: "Report", document: str) -> None:
    """Say on stderr what a loader left out."""
    for fault in report.faults[:10]:
        warn(str(fault))
    if len(report.faults) > 10:
        warn(
            f"{document}: {len(report.faults) - 10} more rows were rejected; --rejects FILE writes them all."
        )
    for reason, count in sorted(report.skipped.items()):
        say(f"{document}: {count:,} rows left out: {reason}")
    shown = sorted(report.unknown_names.items(), key=lambda item: -item[1].count)
    for (name, kind), unknown in shown[:10]:
        near = f"; near {', '.join(unknown.candidates)}" if unknown.candidates else ""
        say(f"{document}: new {kind} {name!r}, {unknown.count} times{near}")
    if len(shown) > 10:
        say(f"{document}: {len(shown) - 10} more new names")


def format_of(chosen: str | None, output: str, formats: Iterable[str], default: str) -> str:
    """Return the format to write: the one chosen, else the one of the file's name, else the default."""
    if chosen:
        return chosen
    suffix = Path(output).suffix.lstrip(".").lower() if output != "-" else ""
    return suffix if suffix in set(formats) else default


def parameters(pairs: Iterable[str]) -> dict[str, str]:
    """Return ``k=v`` options as a dictionary."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise click.UsageError(f"--param takes name=value, not {pair!r}.")
        found[name.strip()] = value.strip()
    return found


def printable(text: str) -> str:
    """Return text that cannot move the cursor or colour the terminal."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "�" for char in text)


def write_output(output: str, content: str | bytes) -> None:
    """Write to stdout or to a file, the file whole or not at all."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    with write_whole(output) as file:
        file.write(data)
