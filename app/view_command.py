"""``autoatlas view``: one page that works without a network."""

import sys
from collections.abc import Callable
from typing import Any

import click

from autoatlas.app import common

__all__ = ["command"]


def _network(atlas: Any, **options: Any) -> str:
    from autoatlas.viz import network_page

    return network_page(atlas, **options)


VIEWS: dict[str, Callable[..., str]] = {"network": _network}


@click.command("view", epilog="Example: autoatlas view network article.txt -o article.html")
@click.argument("view", type=click.Choice(list(VIEWS)))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@common.output_option
@common.store_option
@common.encoding_option
@click.option("--focus", metavar="ENTITY", help="Draw the neighbourhood of this entity.")
@click.option(
    "--depth", type=click.IntRange(0, 10), default=2, show_default=True, help="How far from the focus."
)
@click.option("--title", default="", metavar="TEXT", help="The heading of the page.")
def command(
    view: str,
    documents: tuple[str, ...],
    output: str,
    store: str | None,
    encoding: str | None,
    focus: str | None,
    depth: int,
    title: str,
) -> int:
    """Draw a VIEW of the documents given, else of the store, else of the packaged atlas."""
    if output == "-" and sys.stdout.isatty():
        raise click.UsageError("A page is no reading for a terminal; name a file with -o.")
    if documents and store:
        raise click.UsageError("Give documents or --store, not both.")
    status = 0
    if documents:
        from autoatlas.app.reading import Reading
        from autoatlas.graph import Atlas
        from autoatlas.loaders.folders import expand

        atlas = Atlas()
        reading = Reading(expand(documents), encoding=encoding)
        reading.all_at_once(lambda extractions: atlas.load(*extractions))
        reading.report()
        status = reading.status
    else:
        atlas = common.open_atlas(store)
    common.write_output(output, VIEWS[view](atlas, title=title, focus=focus, depth=depth))
    return status
