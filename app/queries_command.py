"""``autoatlas queries``: the named questions."""

import click

from autoatlas.app import common

__all__ = ["command"]

FORMATS = ("table", "csv")


@click.command("queries", epilog="Example: autoatlas queries")
@click.option("--format", "chosen", type=click.Choice(FORMATS), help="table when left out.")
@common.output_option
def command(chosen: str | None, output: str) -> None:
    """List the named questions: name, question, parameters with their defaults."""
    import csv
    import io

    from autoatlas.app.tables import show
    from autoatlas.graph.queries import named_queries

    rows = [(query.name, query.question, ", ".join(map(str, query.parameters))) for query in named_queries()]
    if common.format_of(chosen, output, FORMATS, "table") == "csv":
        held = io.StringIO()
        csv.writer(held, lineterminator="\n").writerows([("name", "question", "parameters"), *rows])
        common.write_output(output, held.getvalue())
    else:
        show(("name", "question", "parameters"), rows)
