"""The annotated article: the text with every fact underlined in place, its numbers, its small graph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from autoatlas.ontology.errors import InvalidParameter
from autoatlas.viz.facts_graph import fact_turtle, facts_graph
from autoatlas.viz.marks import FAMILIES, Piece, family, paragraphs
from autoatlas.viz.network_data import network_data
from autoatlas.viz.network_drawing import network_drawing
from autoatlas.viz.picture import standalone
from autoatlas.viz.reading_pictures import article_drawing
from autoatlas.viz.safe import clean, plain, safe_link, shorten
from autoatlas.viz.shell import render
from autoatlas.viz.view import View
from autoatlas.viz.words import FIRMNESS, firmness, period, property_words, qualifiers, value_words

__all__ = ["article_page"]

_FAMILY_WORDS = {
    "where": "Who and where",
    "size": "Size and money",
    "trade": "Trade and shares",
    "dates": "Dates",
}
_TILES = 8


def article_page(document: Any, facts: Any = None, *, title: str = "") -> View:
    """Show an article with every fact underlined in place, as one page that works without a network.

    Parameters
    ----------
    document : Extraction or str
        What ``autoatlas.loaders.extract`` returned for a text, or the text itself.
    facts : DataFrame or iterable of mappings, optional
        The facts of a text given as such: columns of the fact, with offsets into the text. Left out for an
        Extraction, which has its own and is read to its end.
    title : str
        Heading; the article's own ``title:`` line, else its first line, when left out.

    Returns
    -------
    View
        The text on the left; what a chosen sentence says, with source and triples, on the right; below them
        the figures, the network of the entities named, and the facts as a table.

    Raises
    ------
    InvalidParameter
        There is no text to show: the document was a table.
    """
    text, rows = _read(document, facts)
    header = _header(text)
    heading = title or header.get("title") or shorten(plain(_first_line(text)), 120) or "Article"
    shown, quotes = paragraphs(text, rows)
    graph = facts_graph(rows)
    data = network_data(graph, aspect=2.2)
    data["title"] = heading
    where = _rows_in_page(graph, data)
    data["article"] = {
        "quotes": [[where[at] for at in quote if at in where] for quote in quotes],
        "turtle": [fact_turtle(row) for row in rows],
        "number": [at for at, _ in sorted(where.items(), key=lambda item: item[1])],
    }
    families = [family(str(row.get("property")), str(row.get("unit") or "")) for row in rows]
    times = Counter(families)
    tiles = _tiles(rows, quotes)
    return render(
        "article.html",
        title=heading,
        styles=("explore.css", "article.css"),
        scripts=(
            *("facts.js", "table.js", "search.js", "labels.js", "network_canvas.js", "network_export.js"),
            *("explore.js", "article.js"),
        ),
        data=data,
        picture=lambda: standalone(
            article_drawing(shown, families, tiles, network_drawing(data) if data["nodes"]["id"] else None),
            heading,
            header.get("url", ""),
        ),
        link=safe_link(header.get("url")),
        day=header.get("date", ""),
        paragraphs=[_line(line, rows, families) for line in shown],
        families=[
            {"name": name, "words": _FAMILY_WORDS[name], "count": f"{times[name]:,}"}
            for name in FAMILIES
            if times[name]
        ],
        firmnesses=[
            name for name in FIRMNESS if any((row.get("modality") or "actual") == name for row in rows)
        ],
        tiles=tiles,
        counts=f"{len(rows):,} {'fact' if len(rows) == 1 else 'facts'} in {len(quotes):,} "
        f"{'passage' if len(quotes) == 1 else 'passages'} · {len(data['nodes']['id']):,} entities",
        left_out="",
    )


def _read(document: Any, facts: Any) -> tuple[str, list[dict[str, Any]]]:
    if isinstance(document, str):
        text: str | None = document
        found = facts if facts is not None else ()
        frames: Iterable[Any] = [found] if hasattr(found, "iter_rows") else [list(found)]
    else:
        frames = list(document)
        text = document.text
    if text is None:
        raise InvalidParameter(
            "There is no text to show: the document is a table.",
            mend="Use the network, map or timeline page for its facts.",
        )
    rows: list[dict[str, Any]] = []
    for frame in frames:
        found_rows = frame.iter_rows(named=True) if hasattr(frame, "iter_rows") else frame
        rows.extend({key: value for key, value in row.items() if value is not None} for row in found_rows)
    return text, rows


def _header(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text[:4000].splitlines():
        match = re.match(r"\s*(title|url|date)\s*:\s*(.+)", line.lstrip("\ufeff"), re.IGNORECASE)
        if not match:
            if line.strip():
                break
            continue
        found.setdefault(match.group(1).lower(), clean(match.group(2).strip()))
    return found


def _first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")


def _rows_in_page(graph: Any, data: Mapping[str, Any]) -> dict[int, int]:
    """Number of each fact among the page's rows, by its number in the document.

    The page lists facts node by node and then relation by relation, in the order of ids.
    """
    order: list[int] = []
    for node in sorted(graph.nodes):
        order += [fact["at"] for fact in graph.nodes[node]["facts"]]
    for _, _, _, attrs in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        order += [fact["at"] for fact in attrs["facts"]]
    return {at: row for row, at in enumerate(order)}


def _line(
    line: Sequence[Piece], rows: Sequence[Mapping[str, Any]], families: Sequence[str]
) -> dict[str, Any]:
    """One paragraph; it heads what follows where it is short and no sentence, or marked so in Markdown."""
    text = "".join(piece.text for piece in line).strip()
    marked = re.match(r"#{1,6}\s+", line[0].text) if line else None
    if marked and line[0].quote < 0:
        line = [Piece(line[0].text[marked.end() :]), *line[1:]]
    short = len(text) < 110 and text[-1:] not in ".!?:;,…。！？：；”\"'" and all(p.quote < 0 for p in line)
    return {"heads": bool(marked) or short, "pieces": [_piece(piece, rows, families) for piece in line]}


def _piece(piece: Piece, rows: Sequence[Mapping[str, Any]], families: Sequence[str]) -> dict[str, Any]:
    own = [rows[at] for at in piece.facts]
    return {
        "text": clean(piece.text),
        "quote": piece.quote,
        "opens": piece.opens,
        "family": families[piece.facts[0]] if piece.facts else "",
        "firm": firmness([row.get("modality") for row in own]) if own else "",
    }


def _tiles(rows: Sequence[Mapping[str, Any]], quotes: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """The figures to show large: one a subject and property at first, in the order of the text."""
    quote_of = {at: number for number, quote in enumerate(quotes) for at in quote}
    seen: Counter[tuple[Any, Any]] = Counter()
    ranked = []
    for at, row in enumerate(rows):
        words = value_words(row)
        if words and at in quote_of and row.get("unit") != "degree":
            key = row.get("subject"), row.get("property")
            ranked.append((seen[key], quote_of[at], at, words))
            seen[key] += 1
    chosen = sorted(sorted(ranked)[:_TILES], key=lambda item: item[1:3])
    return [
        {
            "value": words,
            "subject": shorten(plain(str(rows[at].get("subject"))), 60),
            "property": property_words(str(rows[at].get("property"))),
            "more": " · ".join(
                filter(
                    None,
                    [
                        ""
                        if (rows[at].get("modality") or "actual") == "actual"
                        else str(rows[at]["modality"]),
                        period(rows[at].get("start"), rows[at].get("end"), rows[at].get("modality")),
                        shorten(plain(qualifiers(rows[at])), 60),
                    ],
                )
            ),
            "quote": quote,
        }
        for _, quote, at, words in chosen
    ]
