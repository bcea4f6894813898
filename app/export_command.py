"""``autoatlas export``: the graph for other tools."""

import click

from autoatlas.app import common

__all__ = ["command"]


@click.command("export", epilog="Example: autoatlas export --format xlsx -o atlas.xlsx")
@click.option(
    "--format",
    "chosen",
    metavar="FORMAT",
    help="ttl, nq, trig, jsonld, graphml, gexf, geojson, csv, jsonl, xlsx or parquet.",
)
@common.output_option
@common.store_option
def command(chosen: str | None, output: str, store: str | None) -> None:
    """Write the graph (ttl, nq, trig, jsonld, graphml, gexf), plants (geojson) or facts (csv, jsonl, xlsx, parquet)."""
    from autoatlas.graph.export import FORMATS
    from autoatlas.ontology.errors import UnknownFormat

    form = common.format_of(chosen, output, FORMATS, "")
    if form not in FORMATS:
        raise UnknownFormat(
            f"there is no format {form!r}" if form else "no format was given",
            mend=f"Formats are {', '.join(FORMATS)}.",
        )
    atlas = common.open_atlas(store)
    if output == "-":
        common.write_output(output, atlas.export(format=form) or b"")
    else:
        atlas.export(output, format=form)
