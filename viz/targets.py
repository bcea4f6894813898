"""The targets page: how far each maker has come towards each aim it stated, and the pace still needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from autoatlas.viz.chart_page import chart_page
from autoatlas.viz.nodes import network_of
from autoatlas.viz.svg import Drawing, fitted, text_width
from autoatlas.viz.targets_data import Target, targets
from autoatlas.viz.timeline_drawing import moment
from autoatlas.viz.view import View
from autoatlas.viz.words import period, property_words, qualifiers, value_words

__all__ = ["targets_page"]

_MOST = 1.3  # the axis ends here: what exceeds its aim by more is shown as exceeding it
_LOOK = {"met": "done", "missed": "missed", "under way": "way", "unknown": "none"}


def targets_page(graph: Any, *, title: str = "", as_of: date | None = None) -> View:
    """Draw each stated target against what has been reached, as one page that works without a network.

    Parameters
    ----------
    graph : networkx graph, or anything with a method ``network()`` that returns one
        Makers, brands and countries with facts of modality ``target`` or ``planned`` that have a deadline.
    title : str
        Heading.
    as_of : date, optional
        The day to judge by; today when left out.

    Returns
    -------
    View

    Notes
    -----
    A target stands against the newest actual figure of the same measure, place and product: amounts against
    whole years only. Stated again with another number, the newest counts and the older ones are marked.
    """
    whole = network_of(graph, as_of)
    day = as_of or date.today()
    today = moment(day.isoformat())
    rows = targets(whole, day)
    measures = Counter(property_words(str(row.fact["property"])) for row in rows)
    named = [name for name, _ in sorted(measures.items(), key=lambda item: (-item[1], item[0]))]
    times = Counter(row.status(today) for row in rows)
    nodes = {row.node for row in rows}
    part = whole.subgraph([node for node in whole.nodes if str(node) in nodes])
    behind = [row for row in rows if row.share is not None and row.share < 1.0]

    def draw(width: int, numbers: dict[str, int]) -> Drawing:
        return _drawing(width, rows, named, numbers, today)

    return chart_page(
        part,
        title=title or "Targets, and how far they are",
        counts=" · ".join(
            [f"{len(rows):,} targets", *(f"{times[name]:,} {name}" for name in _LOOK if times[name])]
        ),
        draw=draw,
        keys=_KEYS,
        groups=[{"name": name, "count": f"{measures[name]:,}"} for name in named],
        group_name="Measure",
        note="Against the newest actual figure of the same measure, place and product; amounts against whole "
        "years only. The pace is worked out from the last figure to the end of the year aimed at.",
        overview=[
            {
                "title": "Farthest from its target",
                "rows": [
                    (
                        row.node,
                        max(1.0, 100.0 * (1.0 - (row.share or 0.0))),
                        f"{100 * (row.share or 0):.0f}% of {_aim(row)}",
                    )
                    for row in _once(behind)[:8]
                ],
            }
        ],
    )


def _once(rows: Sequence[Target]) -> list[Target]:
    seen: set[str] = set()
    return [row for row in rows if not (row.node in seen or seen.add(row.node))]  # type: ignore[func-returns-value]


def _aim(row: Target) -> str:
    return value_words({**row.fact, "comparator": "="})


def _drawing(
    width: int, rows: Sequence[Target], named: Sequence[str], numbers: dict[str, int], today: float
) -> Drawing:
    narrow = width < 500
    left, right = (0.0, width - 14.0) if narrow else (200.0, width - 304.0)
    high, top = (98.0, 30.0) if narrow else (46.0, 30.0)
    chart = Drawing(width, top + max(1, len(rows)) * high + 8, "Targets", "targets")

    def x(share: float) -> float:
        return round(left + min(share, _MOST) / _MOST * (right - left), 1)

    for share, words in ((0.0, "0"), (0.5, "50%"), (1.0, "target")):
        look = "goal" if share == 1.0 and not narrow else "grid"
        chart.add("line", class_=look, x1=x(share), x2=x(share), y1=20, y2=chart.height, data_full="")
        chart.text(
            x(share) if share else left, 13, words, class_="soft small" + ("" if share == 0 else " mid")
        )
    if not rows:
        chart.text(0, top + 20, "No target with a deadline is known.", class_="soft")
    for at, row in enumerate(rows):
        measure = property_words(str(row.fact["property"]))
        status = row.status(today)
        said = _reached(row)
        deadline = period(row.fact.get("end") or row.fact.get("start"), row.fact.get("end"), "target")
        what = " · ".join(filter(None, [measure, qualifiers(row.fact)]))
        tip = f"{row.label}, {what}: {said} {deadline}. {row.pace()} {_revised(row)}".strip()
        chart.open(
            transform=f"translate(0 {top + at * high:g})",
            data_y=top + at * high,
            data_high=high,
            data_group=named.index(measure),
            data_node=numbers.get(row.node, -1),
            data_tip=tip,
            tabindex=0,
            role="button",
            aria_label=tip,
        )
        chart.add("rect", class_="back", x=0, y=0, width=width, height=high - 2, rx=4)
        middle = 48.0 if narrow else 20.0
        chart.text(0, 16, fitted(row.label, left - 14 if left else right, 13), class_="name head")
        chart.text(0, 32, fitted(what, left - 14 if left else right), class_="soft small")
        chart.add("rect", class_="track", x=left, y=middle - 6, width=round(right - left, 1), height=12, rx=2)
        if row.share is not None:
            length = max(2.0, x(row.share) - left)
            chart.add(
                "rect",
                class_=f"reach reach-{_LOOK[status]}",
                x=left,
                y=middle - 6,
                width=round(length, 1),
                height=12,
                rx=2,
            )
        if row.before is not None:
            past = x(float(row.before["value"]) / row.goal)
            chart.add("line", class_="past", x1=past, x2=past, y1=middle - 6, y2=middle + 6)
        for old in row.earlier[-3:]:
            spot = x(float(old["value"]) / row.goal)
            chart.add("line", class_="was", x1=spot, x2=spot, y1=middle - 9, y2=middle + 9)
        chart.add("line", class_="goal", x1=x(1.0), x2=x(1.0), y1=middle - 10, y2=middle + 10)
        plainly = {"missed": "not met, as far as known", "unknown": "what is reached is not known"}
        pace = plainly.get(status) or row.pace()
        more = " · ".join(filter(None, [deadline, pace or _revised(row)]))
        text_at, room = (0.0, right) if narrow else (right + 16, width - right - 18)
        if text_width(said, 13.0) > room:
            # the measure on the left tells what is counted
            said = said.removesuffix(" vehicles")
        if text_width(more, 11.0) > room:
            more = more.rsplit(", so far", 1)[0]
        chart.text(text_at, 70 if narrow else 16, fitted(said, room, 13), class_="value")
        chart.text(text_at, 86 if narrow else 32, fitted(more, room, 11), class_="soft small")
        chart.close()
    return chart


def _reached(row: Target) -> str:
    """ "more than 110 of 130 countries", or the target alone."""
    if row.actual is None:
        return value_words(row.fact)
    now = value_words(row.actual)
    aim = value_words(row.fact)
    unit = aim.rsplit(" ", 1)[-1]
    if now.endswith(f" {unit}") and " " in aim:
        now = now.removesuffix(f" {unit}")
    elif now.endswith(" a year") and aim.endswith(" a year"):
        now = now.removesuffix(" vehicles a year")
    return f"{now} of {aim}"


def _revised(row: Target) -> str:
    if not row.earlier:
        return ""
    old = row.earlier[-1]
    when = str(old.get("published") or "")
    return f"before: {value_words(old)}" + (f", {period(when, when)}" if when else "")


def _key(inside: str, words: str) -> dict[str, Any]:
    # our own marks, not text from anywhere
    frame = '<svg class="figure" width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">'
    return {"look": Markup(f"{frame}{inside}</svg>"), "words": words}


_KEYS = [
    _key('<rect class="reach reach-way" y="2" width="24" height="10" rx="2"/>', "reached so far"),
    _key('<rect class="reach reach-done" y="2" width="34" height="10" rx="2"/>', "target met"),
    _key(
        '<rect class="reach reach-missed" y="2" width="18" height="10" rx="2"/>', "deadline passed, not met"
    ),
    _key('<line class="goal" x1="17" x2="17" y1="0" y2="14"/>', "target"),
    _key('<line class="was" x1="17" x2="17" y1="0" y2="14"/>', "target as stated before"),
    _key(
        '<rect class="reach reach-way" y="2" width="30" height="10"/>'
        '<line class="past" x1="12" x2="12" y1="2" y2="12"/>',
        "a year or more ago",
    ),
]
