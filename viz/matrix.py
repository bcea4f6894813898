"""The matrix page: makers by countries, from merely present to operating a plant, in three orders."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from markupsafe import Markup

from autoatlas.viz.chart_page import chart_page
from autoatlas.viz.matrix_data import LEVELS, Matrix, matrix
from autoatlas.viz.nodes import network_of
from autoatlas.viz.svg import Drawing, fitted
from autoatlas.viz.view import View

__all__ = ["matrix_page"]

_CELL = 15.0
_NARROW_MAKERS = 11


def matrix_page(graph: Any, *, title: str = "", as_of: date | None = None) -> View:
    """Draw makers by countries, as one page that works without a network.

    Parameters
    ----------
    graph : networkx graph, or anything with a method ``network()`` that returns one
    title : str
        Heading.
    as_of : date, optional
        Only what was known on this day; today when left out.

    Returns
    -------
    View

    Notes
    -----
    Present: the maker is said to be there. Expanding: it launches or builds up there. Building: a facility of
    its own is announced or under construction. Operating: one runs, or is suspended. The 30 makers and 40
    countries with most are shown; the page says how many are left out. Likeness orders both by the Fiedler
    vector of their similarity.
    """
    whole = network_of(graph, as_of)
    table = matrix(whole, as_of or date.today())
    part = whole.subgraph(_kept(whole, table))
    times = Counter(table.levels.values())
    wide_spread = Counter(row for row, _ in table.levels)
    crowded = Counter(column for _, column in table.levels)
    rest = [
        f"{count} {name} with less are left out"
        for count, name in zip(table.left_out, ("makers", "countries"), strict=True)
        if count
    ]

    def draw(width: int, numbers: dict[str, int]) -> Drawing:
        return _narrow(width, table, numbers) if width < 500 else _wide(width, table, numbers)

    return chart_page(
        part,
        title=title or "Who is where",
        counts=" · ".join(
            [
                f"{len(table.makers):,} makers in {len(table.countries):,} countries",
                *(f"{times[level]:,} {name}" for level, name in enumerate(LEVELS, 1) if times[level]),
                *rest,
            ]
        ),
        draw=draw,
        keys=_KEYS,
        note="A cell opens what is said of that maker in that country.",
        orders={
            "name": _by_name(table),
            "likeness": [list(table.likeness[0]), list(table.likeness[1])],
        },
        overview=[
            {
                "title": "In most countries",
                "rows": [
                    (table.makers[row][0], count, f"{count}") for row, count in wide_spread.most_common(7)
                ],
            },
            {
                "title": "With most makers",
                "rows": [
                    (table.countries[column][0], count, f"{count}")
                    for column, count in crowded.most_common(7)
                ],
            },
        ],
    )


def _kept(graph: Any, table: Matrix) -> set[Any]:
    wanted = {node for node, _ in [*table.makers, *table.countries]}
    kept = {node for node in graph.nodes if str(node) in wanted}
    makers = {node for node, _ in table.makers}
    for node in list(kept):
        if str(node) in makers:
            kept.update(
                other for other in graph.successors(node) if graph.nodes[other].get("type") == "Facility"
            )
    return kept


def _by_name(table: Matrix) -> list[list[int]]:
    return [
        sorted(range(len(things)), key=lambda at: things[at][1].casefold())
        for things in (table.makers, table.countries)
    ]


def _wide(width: int, table: Matrix, numbers: dict[str, int]) -> Drawing:
    left, top = 150.0, 118.0
    step = min(22.0, (width - left - 8) / max(1, len(table.countries)))
    high = 22.0
    chart = Drawing(width, top + len(table.makers) * high + 8, "Makers by countries", "matrix")
    if not table.levels:
        chart.text(0, 20, "Nothing is known of who is where.", class_="soft")
    for column, (node, label) in enumerate(table.countries):
        x = left + (column + 0.5) * step
        chart.open(
            transform=f"translate({x:g} {top - 8:g})",
            data_column=column,
            data_step=step,
            data_left=left,
            data_y0=top - 8,
            data_node=numbers.get(node, -1),
            tabindex=0,
            role="button",
            aria_label=label,
        )
        chart.add(
            "text", fitted(label, top - 12, 11.5), class_="name small", transform="rotate(-90)", dy="0.35em"
        )
        chart.close()
    for row, (node, label) in enumerate(table.makers):
        chart.open(transform=f"translate(0 {top + row * high:g})", data_row=row, data_top=top, data_high=high)
        chart.open(data_node=numbers.get(node, -1), tabindex=0, role="button", aria_label=label)
        chart.add("rect", class_="back", x=0, y=0, width=left - 4, height=high - 1, rx=3)
        chart.text(2, high / 2 + 4, fitted(label, left - 12), class_="name")
        chart.close()
        for column, (country_node, country) in enumerate(table.countries):
            _cell(
                chart,
                left + column * step,
                0.0,
                step - 1,
                high - 1,
                table.levels.get((row, column), 0),
                (numbers.get(node, -1), numbers.get(country_node, -1)),
                f"{label} in {country}",
                column,
            )
        chart.close()
    return chart


def _narrow(width: int, table: Matrix, numbers: dict[str, int]) -> Drawing:
    """Turned round for a phone: countries down, the makers with most across."""
    makers = table.makers[:_NARROW_MAKERS]
    left, top, high = 118.0, 118.0, 24.0
    step = (width - left - 2) / max(1, len(makers))
    chart = Drawing(width, top + len(table.countries) * high + 8, "Countries by makers", "matrix")
    if not table.levels:
        chart.text(0, 20, "Nothing is known of who is where.", class_="soft")
    for row, (node, label) in enumerate(makers):
        x = left + (row + 0.5) * step
        chart.open(
            transform=f"translate({x:g} {top - 8:g})",
            data_node=numbers.get(node, -1),
            tabindex=0,
            role="button",
            aria_label=label,
        )
        chart.add("text", fitted(label, top - 12, 12), class_="name", transform="rotate(-90)", dy="0.35em")
        chart.close()
    for column, (node, label) in enumerate(table.countries):
        y = top + column * high
        chart.open(
            transform=f"translate(0 {y:g})",
            data_node=numbers.get(node, -1),
            tabindex=0,
            role="button",
            aria_label=label,
        )
        chart.add("rect", class_="back", x=0, y=0, width=left - 4, height=high - 1, rx=3)
        chart.text(2, high / 2 + 4, fitted(label, left - 10), class_="name")
        chart.close()
        for row, (maker_node, maker) in enumerate(makers):
            _cell(
                chart,
                left + row * step,
                y,
                step - 1,
                high - 1,
                table.levels.get((row, column), 0),
                (numbers.get(maker_node, -1), numbers.get(node, -1)),
                f"{maker} in {label}",
                None,
            )
    return chart


def _cell(
    chart: Drawing,
    x: float,
    y: float,
    wide: float,
    high: float,
    level: int,
    pair: tuple[int, int],
    words: str,
    column: int | None,
) -> None:
    tip = f"{words}: {LEVELS[level - 1]}" if level else None
    extra = {"data_pair": f"{pair[0]} {pair[1]}", "data_tip": tip, "data_words": words} if level else {}
    chart.open(transform=f"translate({x:g} {y:g})", class_="cell", data_cell=column, **extra)
    chart.add("rect", class_=f"level level-{level}", x=0, y=0, width=round(wide, 2), height=high, rx=2)
    sign = _SIGNS.get(level)
    if sign:
        chart.add(
            "path", class_=f"sign sign-{level}", d=sign, transform=f"translate({wide / 2:g} {high / 2:g})"
        )
    chart.close()


_SIGNS = {
    2: "M-3 0H3M0 -3V3",
    3: "M-3.2 3.2V-0.6L0 -3.4L3.2 -0.6V3.2Z",
    4: "M-3.6 3.4V-3.4H-1.4V-0.4L1.2 -2.2V-0.4L3.6 -2.2V3.4Z",
}


def _key(level: int, words: str) -> dict[str, Any]:
    # our own marks, not text from anywhere
    sign = (
        f'<path class="sign sign-{level}" d="{_SIGNS[level]}" transform="translate(17 7.5)"/>'
        if level in _SIGNS
        else ""
    )
    frame = '<svg class="figure" width="34" height="15" viewBox="0 0 34 15" aria-hidden="true">'
    return {
        "look": Markup(
            f'{frame}<rect class="level level-{level}" x="9" width="16" height="15" rx="2"/>{sign}</svg>'
        ),
        "words": words,
    }


_KEYS = [
    _key(1, "present"),
    _key(2, "expanding: launches, builds up"),
    _key(3, "own facility planned or under construction"),
    _key(4, "own facility in operation"),
]
