"""``autoatlas documents``: what has been loaded."""

import click

from autoatlas.app import common

__all__ = ["command"]

FORMATS = ("table", "csv", "json")


@click.command("documents", epilog="Example: autoatlas documents --store world/")
@common.store_option
@click.option("--format", "chosen", type=click.Choice(FORMATS), help="table when left out.")
@common.output_option
def command(store: str | None, chosen: str | None, output: str) -> None:
    """List the documents: IRI, loader, number of facts, when they were loaded."""
    from autoatlas.app.tables import show

    documents = common.open_atlas(store).documents()
    form = common.format_of(chosen, output, FORMATS, "table")
    if form == "csv":
        common.write_output(output, documents.write_csv())
    elif form == "json":
        common.write_output(output, documents.write_json() + "\n")
    else:
        show(documents.columns, documents.iter_rows())
