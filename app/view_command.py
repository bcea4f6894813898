"""``autoatlas view``: one page that works without a network, or a picture of it."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from autoatlas.app import common

if TYPE_CHECKING:
    from autoatlas.graph import Atlas

__all__ = ["command"]

# Of each view the options that it takes, beside the title.
VIEWS = {
    "network": ("focus", "depth", "where", "query", "parameters", "layout", "as_of"),
    "map": ("as_of",),
    "timeline": ("as_of",),
    "targets": ("as_of",),
    "matrix": ("as_of",),
    "flows": ("as_of",),
    "article": (),
    "entity": ("focus", "as_of"),
}


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return a day; of a month or year its last."""
    from autoatlas.ontology.dates import last_day

    if value is None:
        return None
    try:
        return last_day(value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def _filters(ctx: click.Context, param: click.Parameter, pairs: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the values of each filter: ``country=Thailand``, and once more for another country."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not value:
            raise click.BadParameter(f"{pair!r} is not of the form country=Thailand", ctx, param)
        found.setdefault(name, []).extend(filter(None, value.split(",")))
    return found


@click.command("view", epilog="Example: autoatlas view network article.txt -o article.html")
@click.argument("view", type=click.Choice(list(VIEWS)))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@common.output_option
@common.store_option
@common.encoding_option
@click.option("--focus", metavar="ENTITY", help="Draw this entity, or the network around it.")
@click.option("--depth", type=click.IntRange(0, 10), help="How far from the focus; 2 when left out.")
@click.option(
    "--where",
    multiple=True,
    metavar="FILTER=VALUE",
    callback=_filters,
    help="Only this country, region, maker, kind or status; several values of one are alternatives.",
)
@click.option(
    "--query",
    metavar="NAME|FILE|SPARQL",
    help="Draw the answer of a named question, of SPARQL in a file, or of SPARQL.",
)
@click.option(
    "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of the question."
)
@click.option(
    "--layout",
    multiple=True,
    type=click.Choice(("force", "region", "maker", "time")),
    help="By links, part of the world, maker or year; of several the page offers each.",
)
@click.option("--as-of", callback=_day, metavar="DATE", help="Only what was known by then.")
@click.option("--title", default="", metavar="TEXT", help="The heading of the page.")
def command(
    view: str,
    documents: tuple[str, ...],
    output: str,
    store: str | None,
    encoding: str | None,
    **options: Any,
) -> int:
    """Draw a VIEW of the documents given, else of the store, else of the packaged atlas.

    The file's name says what it becomes: .html a page, .svg or .png a picture.
    """
    from autoatlas import viz

    if output == "-" and sys.stdout.isatty():
        raise click.UsageError("A page is no reading for a terminal; name a file with -o.")
    if documents and store:
        raise click.UsageError("Give documents or --store, not both.")
    title = options.pop("title")
    if options["parameters"] and not options["query"]:
        raise click.UsageError("--param belongs to the question that --query names.")
    options["parameters"] = common.parameters(options["parameters"])
    options["query"] = _question(options["query"])
    chosen = {name: value for name, value in options.items() if value not in (None, (), {})}
    for name in chosen.keys() - set(VIEWS[view]):
        shown = "param" if name == "parameters" else name.replace("_", "-")
        raise click.UsageError(f"--{shown} is not an option of {view}.")
    draw = getattr(viz, f"{view}_page")
    if view == "article":
        page, status = _article(draw, documents, encoding, title)
    else:
        atlas, status = _atlas(documents, store, encoding)
        page = (
            _entity(draw, atlas, title, **chosen) if view == "entity" else draw(atlas, title=title, **chosen)
        )
    if output == "-":
        common.write_output(output, page)
    else:
        page.save(output)
    return status


def _question(text: str | None) -> str | None:
    """Return SPARQL or a name as it is, and of a file what is in it."""
    from pathlib import Path

    from autoatlas.ontology.errors import SourceUnreadable

    if text is None or "{" in text or "\n" in text or not Path(text).is_file():
        return text
    try:
        return Path(text).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnreadable("the query cannot be read as UTF-8 text", where=text) from error


def _entity(draw: Any, atlas: "Atlas", title: str, focus: str | None = None, **options: Any) -> Any:
    if focus is None:
        raise click.UsageError("Name the entity to draw with --focus.")
    if title:
        raise click.UsageError("The page of an entity is headed by its name; leave out --title.")
    return draw(atlas, focus, **options)


def _atlas(documents: tuple[str, ...], store: str | None, encoding: str | None) -> "tuple[Atlas, int]":
    if not documents:
        return common.open_atlas(store), 0
    from autoatlas.app.reading import Reading
    from autoatlas.graph import Atlas
    from autoatlas.loaders.folders import expand

    atlas = Atlas()
    reading = Reading(expand(documents), encoding=encoding)
    reading.all_at_once(lambda extractions: atlas.load(*extractions))
    reading.report()
    return atlas, reading.status


def _article(draw: Any, documents: tuple[str, ...], encoding: str | None, title: str) -> tuple[Any, int]:
    from autoatlas.loaders import extract

    if len(documents) != 1:
        raise click.UsageError("An article view takes one document.")
    return draw(extract(documents[0], encoding=encoding), title=title), 0
