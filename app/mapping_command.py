"""``autoatlas mapping``: a first mapping for a table, to finish by hand."""

import click

from autoatlas.app import common

__all__ = ["command"]


@click.command("mapping", epilog="Example: autoatlas mapping plants.xlsx -o plants.toml")
@click.argument("table", metavar="TABLE")
@common.encoding_option
@common.output_option
def command(table: str, encoding: str | None, output: str) -> None:
    """Propose a mapping for TABLE from its headers and values, commented; `load --mapping FILE` uses it."""
    from autoatlas.loaders.table import propose_mapping

    common.write_output(output, propose_mapping(table, encoding=encoding))
