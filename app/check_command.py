"""``autoatlas check``: what does not fit together in an atlas, or whether a draft agrees with it."""

import json
from typing import TYPE_CHECKING

import click

from autoatlas.app import common

if TYPE_CHECKING:
    from autoatlas.graph.check import Finding
    from autoatlas.graph.check.verdicts import Statement

__all__ = ["command"]

FORMATS = ("text", "json", "html")
_KINDS = ("shape", "contradiction", "arithmetic", "lateness", "staleness", "duplicate")
_LEVELS = ("note", "warning", "error")


@click.command("check", epilog="Example: autoatlas check article.txt")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@common.store_option
@common.encoding_option
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only this check; may be repeated."
)
@click.option(
    "--level",
    type=click.Choice(_LEVELS),
    default="warning",
    show_default=True,
    help="What makes the exit status 1.",
)
@click.option("--format", "chosen", type=click.Choice(FORMATS), help="text when left out.")
@common.output_option
def command(
    documents: tuple[str, ...],
    store: str | None,
    encoding: str | None,
    kinds: tuple[str, ...],
    level: str,
    chosen: str | None,
    output: str,
) -> int:
    """Check the atlas, or each statement of DOCUMENT... against it: supported, contradicted, out of date or new.

    The exit status is 1 when there are findings at or above --level, or a contradicted statement.
    """
    form = common.format_of(chosen, output, FORMATS, "text")
    if documents:
        if kinds:
            raise click.UsageError("--kind is of a check of the atlas, not of documents.")
        return _check_documents(documents, store, encoding, form, output)
    return _check_atlas(store, kinds or _KINDS, level, form, output)


def _check_atlas(store: str | None, kinds: tuple[str, ...], level: str, form: str, output: str) -> int:
    from autoatlas.graph.check import KINDS, LEVELS, at_or_above, check

    atlas = common.open_atlas(store)
    wanted = [one for one in LEVELS if one == level]
    findings = check(atlas, kinds=[one for one in KINDS if one in kinds])
    shown = at_or_above(findings, wanted[0])
    if form == "json":
        common.write_output(
            output, json.dumps([one.as_dict() for one in findings], ensure_ascii=False, indent=1) + "\n"
        )
    elif form == "html":
        from autoatlas.viz import findings_page

        common.write_output(output, findings_page(findings))
    else:
        common.write_output(output, _findings_text(shown))
        common.say(f"{len(shown):,} findings at or above {level}; {len(findings) - len(shown):,} below")
    return 1 if shown else 0


def _findings_text(findings: "list[Finding]") -> str:
    lines = []
    for one in findings:
        lines.append(f"{one.level:8}{one.kind:15}{one.message}")
        lines += [f"{'':23}{source}" for source in one.sources[:4]]
    return "".join(f"{common.printable(line)}\n" for line in lines)


def _check_documents(
    documents: tuple[str, ...], store: str | None, encoding: str | None, form: str, output: str
) -> int:
    from autoatlas.app.reading import Reading
    from autoatlas.graph import Atlas
    from autoatlas.graph.check import check_document
    from autoatlas.loaders.folders import expand

    atlas = common.open_atlas(store)
    reading = Reading(expand(documents), encoding=encoding)
    statements, texts = [], []
    for extraction in reading.each():
        draft = Atlas()
        draft.load(extraction)
        statements += check_document(draft, atlas)
        texts.append(extraction.text)
    reading.report()
    if form == "json":
        common.write_output(
            output, json.dumps([one.as_dict() for one in statements], ensure_ascii=False, indent=1) + "\n"
        )
    elif form == "html":
        from autoatlas.viz import verdicts_page

        if len(texts) != 1 or texts[0] is None:
            raise click.UsageError("A page of verdicts shows one document that is a text.")
        common.write_output(output, verdicts_page(texts[0], statements))
    else:
        common.write_output(output, _statements_text(statements))
    contradicted = any(one.verdict == "contradicted" for one in statements)
    return 1 if contradicted else reading.status


def _statements_text(statements: "list[Statement]") -> str:
    from collections import Counter

    from autoatlas.graph.check.verdicts import VERDICTS
    from autoatlas.graph.check.wording import figure, named

    lines = []
    for one in sorted(statements, key=lambda one: VERDICTS.index(one.verdict)):
        fact = one.fact
        firmness = "" if fact["modality"] == "actual" else f" ({fact['modality']})"
        lines.append(f"{one.verdict:14}{fact['subject']} {named(fact['property'])} {figure(fact)}{firmness}")
        if one.why:
            lines.append(f"{'':14}{one.why}")
    counts = Counter(one.verdict for one in statements)
    lines.append(
        ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict])
        or "no statements"
    )
    return "".join(f"{common.printable(line)}\n" for line in lines)
