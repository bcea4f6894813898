"""``autoatlas demo``: the main job on the packaged atlas, from an article to a graph and its pages."""

from pathlib import Path

import click

from autoatlas.app import common

__all__ = ["command"]

ARTICLE = "articles/going-abroad.txt"


@click.command("demo", epilog="Example: autoatlas demo demo")
@click.argument("folder", default="demo", metavar="[DIR]", type=click.Path(file_okay=False))
def command(folder: str) -> None:
    """Read the packaged article, build the packaged atlas, ask it a question, and draw its pages into DIR."""
    import autoatlas
    from autoatlas.graph import Atlas
    from autoatlas.loaders import extract
    from autoatlas.viz import atlas_site

    article = Path(autoatlas.__file__).parent / "data" / ARTICLE
    read = Atlas()
    common.say(f"Read {article.name}: {read.load(extract(article)).facts} facts")
    atlas = Atlas.packaged()
    documents = atlas.documents()
    common.say(f"Built the atlas: {documents['facts'].sum():,} facts from {atlas.sources().height:,} sources")
    answer = atlas.query("plants-abroad", maker="BYD")
    common.say(f"Asked where BYD builds abroad: {len(answer)} plants and plans")
    common.say(f"Drawing its pages into {folder} ...")
    written = atlas_site(atlas, folder, articles={"going-abroad": extract(article)})
    common.say(f"Wrote {len(written)} pages. Open {written[0]} in a browser.")
