"""``autoatlas demo``: the main job on the packaged atlas, from an article to a graph and its pages."""

import os
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
    from autoatlas.viz import network_page

    os.makedirs(folder, exist_ok=True)
    article = Path(autoatlas.__file__).parent / "data" / ARTICLE
    read = Atlas()
    common.say(f"{read.load(extract(article))}: {article.name}")
    atlas = Atlas.packaged()
    common.say(f"{atlas}: {atlas.facts().collect().height:,} facts, {atlas.sources().height:,} sources")
    answer = atlas.query("plants-abroad", maker="BYD")
    common.say(f"Where does BYD build abroad? {len(answer)} plants and plans:\n")
    common.write_output("-", answer.table())
    pages = {
        "article-network.html": network_page(read, title="What one article says"),
        "network.html": network_page(atlas, title="Automakers abroad"),
        "byd.html": network_page(atlas, focus="BYD", depth=1, title="BYD abroad"),
    }
    for name, page in pages.items():
        common.write_output(os.path.join(folder, name), page)
        common.say(f"wrote {os.path.join(folder, name)}")
