"""Proposes a mapping for an unknown table, commented, for its user to finish.

What is proposed is what `read` takes when nothing else is known of a table, so it says only what the headers
and cells bear out, and leaves out columns that may mean several things.
"""

import json
import re
from pathlib import Path

import polars as pl

from autoatlas.loaders.table.model import Table
from autoatlas.loaders.table.rules_facilities import facility_rules
from autoatlas.loaders.table.rules_figures import figure_rules, long_rules, stake_rules, tariff_rules
from autoatlas.loaders.table.shapes import Column, look_at
from autoatlas.loaders.table.sketch import Rule, Sketch

__all__ = ["propose"]

_SAMPLE = 5_000


def propose(table: Table) -> tuple[str, str]:
    """Propose a mapping.

    Parameters
    ----------
    table : Table
        An opened table; its first rows are read.

    Returns
    -------
    str, str
        The mapping in TOML, and what is missing in it, empty where it can be used as it is.
    """
    sample = next((batch.frame.head(_SAMPLE) for batch in table.batches()), pl.DataFrame())
    columns = look_at(sample)
    sketch = Sketch(columns, f"{Path(table.where).name} {table.title}")
    if sketch.has("property") and sketch.has("subject"):
        long_rules(sketch)
    elif sketch.measure("tariff") or sketch.has("levier"):
        tariff_rules(sketch)
    elif sketch.measure("ownsStake"):
        stake_rules(sketch)
    elif sketch.is_plants():
        facility_rules(sketch)
    else:
        figure_rules(sketch)
    if not sketch.rules and not sketch.missing:
        sketch.missing = "no column is recognised as a measure of the vocabulary"
    lines = _toml(table, sketch)
    return "\n".join(_shown(line) if line.startswith("#") else line for line in lines) + "\n", sketch.missing


def _toml(table: Table, sketch: Sketch) -> list[str]:
    lines = [
        f"# A first mapping of {Path(table.where).name} onto facts, made from its headers and first rows.",
        "# Read it through, correct it, and load the table with it. {column} stands for a cell of that",
        "# column; of several in [ ] the first that has something counts. docs/tables.md explains the rest.",
        f"name = {_quoted(Path(table.where).stem)}",
        "",
        "[source]",
        "# Who publishes the table, and where, if it can be fetched: company, government, association, wire,",
        "# press or aggregator.",
        '# address = "https://…"',
        '# publisher = ""',
        '# kind = "government"',
        "",
    ]
    if sketch.across:
        pattern = r"(?:Q1\s*-\s*Q4\s*)?((?:19|20)\d\d)"
        lines += [
            "[table]",
            "# Years stand across: each of their cells becomes a row.",
            f'wide = {{ columns = {_literal(pattern)}, name = "year", value = "figure" }}',
            "",
        ]
    if sketch.rest:
        lines.insert(4, f"rest = {_quoted(sketch.rest)}")
    unread = [
        column for column in sketch.columns if column.heading is not None and column.name not in sketch.used
    ]
    if unread:
        lines += ["[unused]", "# Measures that are left out, and what is said of them in the summary."]
        for column in unread:
            why = sketch.why.get(column.name, "no measure of the vocabulary is meant for sure")
            lines.append(f"{_key(column.name)} = {_quoted(f'{column.name}: {why}')}")
        lines.append("")
    for name, pairs in sketch.lists.items():
        lines += [
            f"[lists.{name}]",
            *(f"{_quoted(key)} = {_quoted(value)}" for key, value in pairs.items()),
            "",
        ]
    if sketch.derived:
        lines.append("[derived]")
        for name, (value, comment) in sketch.derived.items():
            lines += [f"# {comment}", f"{name} = {_value(value)}"]
        lines.append("")
    for when, reason in sketch.skips:
        lines += ["[[skip]]", f"when = {_value(when)}", f"reason = {_quoted(reason)}", ""]
    for rule in sketch.rules:
        lines += _rule(rule)
    left = [column for column in sketch.columns if column.name not in sketch.used]
    if left:
        lines.append("# Columns that nothing is read from:")
        lines += [f"# - {column.name}: {_example(column, sketch)}" for column in left]
    if sketch.missing:
        lines.append(f"# MISSING: {sketch.missing}")
    return lines


def _shown(comment: str) -> str:
    """A comment without what TOML forbids in one."""
    return "".join(letter if letter.isprintable() else " " for letter in comment)


def _rule(rule: Rule) -> list[str]:
    lines = [f"# {rule.comment}", "[[fact]]"]
    if rule.when:
        lines.append(f"when = {_value(rule.when)}")
    lines += [f"{name} = {_value(value)}" for name, value in rule.fields.items() if value is not None]
    return [*lines, ""]


def _example(column: Column, sketch: Sketch) -> str:
    why = sketch.why.get(column.name, "")
    shown = " ".join((column.values[0] if column.values else "empty").split())
    return why or (shown if len(shown) < 60 else shown[:57] + "…")


def _quoted(text: str) -> str:
    """A text in TOML's quotes, whose escapes are JSON's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _literal(text: str) -> str:
    return f"'{text}'" if "'" not in text and text.isprintable() else _quoted(text)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{value:g}" if value == int(value) and abs(value) < 1e15 else repr(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    text = str(value)
    return _literal(text) if "\\" in text else _quoted(text)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)
