"""Pictures for print of the pages that are to be read: articles, entities, the front page, findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autoatlas.viz.marks import Piece
from autoatlas.viz.sheet import Run, Sheet
from autoatlas.viz.svg import Drawing

__all__ = [
    "article_drawing",
    "bold",
    "entity_drawing",
    "findings_drawing",
    "index_drawing",
    "ink",
    "soft",
    "verdicts_drawing",
]

_FAMILY = {"where": "#0072b2", "size": "#c25100", "trade": "#008a64", "dates": "#a8478c"}
_VERDICT = {"contradicted": "#a3341b", "out of date": "#8a6d00", "new": "#0072b2", "supported": "#00704f"}
_INK: Run = ("", {"fill": "#1b1f24"})
_SOFT = {"fill": "#565e67"}
_BOLD = {"fill": "#1b1f24", "font-weight": 600}
_LINK = {"fill": "#00598c"}
_MOST_ROWS = 60


def article_drawing(
    paragraphs: Sequence[Sequence[Piece]],
    families: Sequence[str],
    tiles: Sequence[Mapping[str, Any]],
    network: Drawing | None,
) -> Drawing:
    """Draw the text with each fact underlined in the colour of its family, the figures and the network."""
    sheet = Sheet("Article")
    looks = {name: {"fill": colour, "text-decoration": "underline"} for name, colour in _FAMILY.items()}
    sheet.lines(
        [(f"{name}  ", {"fill": colour}) for name, colour in _FAMILY.items() if name in families], size=11.0
    )
    for line in paragraphs:
        sheet.lines(
            [
                (piece.text, looks[families[piece.facts[0]]] if piece.facts else _INK[1])
                for piece in line
                if piece.text
            ],
            size=14.0,
        )
    if tiles:
        sheet.heading("In numbers")
        sheet.tiles([(t["value"], f"{t['subject']}: {t['property']}", t["more"]) for t in tiles])
    if network is not None:
        sheet.heading("Who is linked to whom")
        sheet.figure(network)
    return sheet.drawing()


def entity_drawing(
    tiles: Sequence[Mapping[str, str]],
    where: Drawing | None,
    when: Drawing | None,
    network: Drawing,
    facts: Sequence[tuple[str, str]],
) -> Drawing:
    """Draw an entity's figures, its map, its timeline, its network, and its newest facts with their sources."""
    sheet = Sheet("Entity")
    sheet.tiles([(tile["value"], tile["words"], tile["more"]) for tile in tiles])
    for name, part in (("Where", where), ("When", when), ("Linked to", network)):
        if part is not None:
            sheet.heading(name)
            sheet.figure(part)
    if facts:
        sheet.heading("What is said, newest first")
        for statement, source in facts[:_MOST_ROWS]:
            sheet.lines([(statement, _INK[1]), (f"  {source}" if source else "", _SOFT)], size=12.0, gap=2.0)
    return sheet.drawing()


def index_drawing(
    tiles: Sequence[tuple[str, str]], answers: Sequence[tuple[str, Sequence[Sequence[Run]]]]
) -> Drawing:
    """Draw the front page: headline figures, then each question with the answers to it."""
    sheet = Sheet("Front page")
    sheet.tiles([(value, words, "") for value, words in tiles])
    for question, rows in answers:
        sheet.heading(question)
        for row in rows:
            sheet.lines(row, size=12.5, gap=3.0)
    return sheet.drawing()


def findings_drawing(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> Drawing:
    """Draw what a check found, kind by kind: how grave it is, and what."""
    sheet = Sheet("Findings")
    for heading, rows in groups:
        sheet.heading(heading)
        for level, message in rows[:_MOST_ROWS]:
            sheet.lines([(f"{level}  ", _LINK), (message, _INK[1])], size=12.0, gap=3.0)
        if len(rows) > _MOST_ROWS:
            sheet.lines([(f"and {len(rows) - _MOST_ROWS:,} more", _SOFT)], size=12.0)
    if not groups:
        sheet.lines([("Nothing was found that does not fit.", _INK[1])])
    return sheet.drawing()


def verdicts_drawing(passages: Sequence[tuple[str, str]]) -> Drawing:
    """Draw a draft, each statement underlined in the colour of its verdict."""
    sheet = Sheet("Draft")
    looks = {name: {"fill": colour, "text-decoration": "underline"} for name, colour in _VERDICT.items()}
    sheet.lines([(f"{name}  ", {"fill": colour}) for name, colour in _VERDICT.items()], size=11.0)
    line: list[Run] = []
    for text, verdict in passages:
        for at, part in enumerate(text.split("\n")):
            if at:
                if line:
                    sheet.lines(line, size=14.0)
                line = []
            if part:
                line.append((part, looks.get(verdict, _INK[1])))
    if line:
        sheet.lines(line, size=14.0)
    return sheet.drawing()


def bold(text: str) -> Run:
    """A piece of text in bold."""
    return text, _BOLD


def soft(text: str) -> Run:
    """A piece of text that says less."""
    return text, _SOFT


def ink(text: str) -> Run:
    """A piece of text."""
    return text, _INK[1]
