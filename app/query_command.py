"""``autoatlas query``: SPARQL, or a named question."""

import sys
from pathlib import Path

import click

from autoatlas.app import common

__all__ = ["command"]

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")


@click.command(
    "query",
    epilog="Example: autoatlas query plants-abroad --param maker=BYD --format csv",
)
@click.argument("question", required=False, metavar="[SPARQL | NAME]")
@click.option(
    "--file", "file", type=click.Path(allow_dash=True), metavar="FILE", help="Read the SPARQL from a file."
)
@click.option(
    "--param", "pairs", multiple=True, metavar="NAME=VALUE", help="A parameter of a named question."
)
@click.option("--format", "chosen", type=click.Choice(FORMATS), help="table when left out.")
@common.output_option
@common.store_option
def command(
    question: str | None,
    file: str | None,
    pairs: tuple[str, ...],
    chosen: str | None,
    output: str,
    store: str | None,
) -> None:
    """Ask SPARQL over the union of all graphs, or a named question; - reads the SPARQL from stdin."""
    if (question is None) == (file is None):
        raise click.UsageError("Give SPARQL, the name of a question, or --file; see autoatlas queries.")
    atlas = common.open_atlas(store)
    asked = _read(file or "-") if question in (None, "-") else question
    answer = atlas.query(asked, **common.parameters(pairs))
    if not len(answer):
        common.warn("nothing was found")
    form = common.format_of(chosen, output, FORMATS, "ttl" if answer.kind == "graph" else "table")
    common.write_output(output, answer.to_format(form))


def _read(file: str) -> str:
    from autoatlas.ontology.errors import SourceUnreadable

    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceUnreadable("the query is not UTF-8 text", where=file) from error
