"""What a check found, as pages: the findings of an atlas, and a draft with the verdicts in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from autoatlas.viz.picture import standalone
from autoatlas.viz.reading_pictures import findings_drawing, verdicts_drawing
from autoatlas.viz.safe import plain, safe_link, shorten
from autoatlas.viz.shell import render
from autoatlas.viz.words import period, property_words, value_words

if TYPE_CHECKING:
    from autoatlas.graph.check.finding import Finding
    from autoatlas.graph.check.verdicts import Statement
    from autoatlas.viz.view import View

__all__ = ["findings_page", "verdicts_page"]

_HEADINGS = {
    "shape": "Against the shapes of the vocabulary",
    "contradiction": "Sources that contradict each other",
    "arithmetic": "Figures that do not add up",
    "lateness": "Plans whose day has passed",
    "staleness": "Figures long unconfirmed",
    "duplicate": "Entities that may be one",
}
# the gravest first, which is also the order in which a passage takes its colour
_VERDICTS = ("contradicted", "out of date", "new", "supported")
_MOST = 400
_HEADER = re.compile(r"(?:(?:title|url|date)[ \t]*:.*\n)+\s*", re.IGNORECASE)


def findings_page(findings: Sequence[Finding], *, title: str = "What does not fit") -> View:
    """Draw findings as one page, kind by kind, each with its sources.

    Parameters
    ----------
    findings : sequence of Finding
        As `autoatlas.graph.check.check` returns them.
    title : str
        Heading of the page.
    """
    levels = Counter(one.level for one in findings)
    groups: list[dict[str, Any]] = []
    for kind, heading in _HEADINGS.items():
        rows = [one for one in findings if one.kind == kind]
        shown = [
            {
                "level": one.level,
                "message": plain(one.message),
                "sure": f"{one.confidence:.0%}",
                "links": [link for link in map(safe_link, one.sources[:5]) if link],
            }
            for one in rows[:_MOST]
        ]
        if rows:
            groups.append({"kind": kind, "heading": heading, "rows": shown, "more": len(rows) - len(shown)})
    counts = " · ".join(
        f"{levels[level]:,} {level}s" for level in ("error", "warning", "note") if levels[level]
    )
    return render(
        "findings.html",
        title=title,
        styles=("findings.css",),
        scripts=("static.js",),
        picture=lambda: standalone(
            findings_drawing(
                [(g["heading"], [(row["level"], row["message"]) for row in g["rows"]]) for g in groups]
            ),
            title,
            counts,
        ),
        counts=counts or "nothing was found",
        groups=groups,
    )


def verdicts_page(text: str, statements: Sequence[Statement], *, title: str = "") -> View:
    """Draw a draft with the verdict on each statement in its place.

    Parameters
    ----------
    text : str
        The whole text of the draft, to which the offsets of the statements refer.
    statements : sequence of Statement
        As `autoatlas.graph.check.check_document` returns them.
    title : str
        Heading; the draft's first line when left out.
    """
    heading = title or shorten(plain(_heading(text)), 120) or "A draft, checked"
    counts: Counter[str] = Counter(one.verdict for one in statements)
    passages = list(_passages(text, statements))
    return render(
        "verdicts.html",
        title=heading,
        styles=("findings.css",),
        scripts=("static.js",),
        picture=lambda: standalone(
            verdicts_drawing([(passage["text"], passage["verdict"]) for passage in passages]), heading
        ),
        counts=" · ".join(f"{counts[verdict]} {verdict}" for verdict in _VERDICTS if counts[verdict])
        or "no statements",
        paragraphs=_paragraphs(passages),
        passages=[passage for passage in passages if passage["number"]],
    )


def _heading(text: str) -> str:
    line = next((line for line in text.splitlines() if line.strip()), "")
    return line.removeprefix("title:").lstrip("# ").strip()


def _passages(text: str, statements: Sequence[Statement]) -> Iterator[dict[str, Any]]:
    """Cut a text at the quotes of its statements; quotes that lie within another belong to that."""
    quoted = sorted(
        {
            (one.fact["quote_start"], one.fact["quote_end"])
            for one in statements
            if one.fact["quote_start"] is not None
        },
        key=lambda span: (span[0], -span[1]),
    )
    spans: list[tuple[int, int]] = []
    for start, end in quoted:
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    header = _HEADER.match(text)
    place = header.end() if header else 0
    for number, (start, end) in enumerate(spans, 1):
        yield {"number": 0, "text": text[place:start], "verdict": "", "statements": []}
        inside = [
            one
            for one in statements
            if one.fact["quote_start"] is not None and start <= one.fact["quote_start"] < end
        ]
        shown = sorted(inside, key=lambda one: _VERDICTS.index(one.verdict))
        yield {
            "number": number,
            "text": text[start:end],
            "verdict": shown[0].verdict,
            "statements": [_statement(one) for one in shown],
        }
        place = end
    yield {"number": 0, "text": text[place:], "verdict": "", "statements": []}


def _paragraphs(passages: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Put passages into paragraphs, which end at line breaks of the text between them."""
    found: list[list[dict[str, Any]]] = [[]]
    for passage in passages:
        if passage["number"]:
            found[-1].append(passage)
            continue
        first, *rest = passage["text"].split("\n")
        found[-1].append(passage | {"text": plain(first)})
        found.extend([passage | {"text": plain(line)}] for line in rest)
    return [parts for parts in found if any(part["text"].strip() for part in parts)]


def _statement(one: Statement) -> dict[str, Any]:
    fact = one.fact
    what = value_words(fact) if fact["value"] is not None else fact["object"] or ""
    when = period(fact["start"], fact["end"], fact["modality"])
    more = [when, fact["modality"] if fact["modality"] != "actual" else ""]
    cited = [(safe_link(row["source"]), _cited(row)) for row in one.evidence[:4] if row["source"]]
    return {
        "verdict": one.verdict,
        "what": plain(f"{fact['subject']}: {property_words(fact['property'])} {what}".strip()),
        "how": plain(", ".join(filter(None, more))),
        "why": plain(one.why),
        "links": [(link, words) for link, words in cited if link],
    }


def _cited(row: Mapping[str, Any]) -> str:
    host = urlsplit(row["source"]).netloc.removeprefix("www.")
    return plain(f"{host}, {row['published']}" if row["published"] else host)
