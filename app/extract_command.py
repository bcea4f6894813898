"""``autoatlas extract``: facts of documents to stdout, no store touched."""

import click

from autoatlas.app import common

__all__ = ["command"]

FORMATS = ("jsonl", "csv", "parquet", "table")


@click.command("extract", epilog="Example: autoatlas extract article.txt --format table")
@common.documents_argument
@click.option("--format", "chosen", type=click.Choice(FORMATS), help="jsonl when left out.")
@common.output_option
@common.source_option
@common.encoding_option
@common.mapping_option
@click.option(
    "--text",
    "text_file",
    type=click.Path(),
    metavar="FILE",
    help="Also write the text that offsets refer to.",
)
def command(
    documents: tuple[str, ...],
    chosen: str | None,
    output: str,
    source: str | None,
    encoding: str | None,
    mapping: str | None,
    text_file: str | None,
) -> int:
    """Print the facts of DOCUMENT..., a folder or pattern included; - is stdin.

    Data goes to stdout, everything else to stderr.
    """
    import polars as pl

    from autoatlas.app.reading import Reading
    from autoatlas.app.tables import show_facts
    from autoatlas.graph.export import facts_as
    from autoatlas.loaders.folders import expand
    from autoatlas.ontology.facts import FACT_SCHEMA

    reading = Reading(expand(documents), source=source, encoding=encoding, mapping=mapping)
    frames, texts = [pl.DataFrame(schema=FACT_SCHEMA)], []
    for extraction in reading.each():
        frames.extend(extraction)
        texts.append(extraction.text)
    reading.report()
    if text_file is not None:
        if len(texts) != 1 or texts[0] is None:
            raise click.UsageError("--text takes one document that is a text.")
        common.write_output(text_file, texts[0])
    facts = pl.concat(frames)
    form = common.format_of(chosen, output, FORMATS, "jsonl")
    if form == "table":
        show_facts(facts)
    else:
        common.write_output(output, facts_as(facts, form))
    return reading.status
