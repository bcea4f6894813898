"""``autoatlas remove``: documents out of a store."""

import click

from autoatlas.app import common

__all__ = ["command"]


@click.command("remove", epilog="Example: autoatlas remove article.txt --store world/")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--store", required=True, type=click.Path(exists=True), metavar="DIR", help="The store.")
@common.corrections_option
def command(documents: tuple[str, ...], store: str, corrections: str | None) -> None:
    """Take DOCUMENT..., each by its IRI or its path, out of a store, and nothing else."""
    from autoatlas.graph import Atlas

    Atlas(store, corrections=corrections).remove(*documents)
    common.say(f"{len(documents):,} document{'' if len(documents) == 1 else 's'} removed from {store}")
