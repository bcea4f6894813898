"""Capacity abroad by year and country: what runs as solid areas, what is planned hatched on top of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from autoatlas.viz.abroad import is_abroad
from autoatlas.viz.sites import Site, status_on
from autoatlas.viz.svg import Drawing, fitted, text_width
from autoatlas.viz.words import number, short_number

__all__ = ["AREAS_HIGH", "Areas", "areas_drawing"]

AREAS_HIGH = 190.0
_NAMED = 6
_ELSEWHERE = "Elsewhere"
_OTHERS = "Other countries"
_UNDER_WAY = ("announced", "under construction")


class Areas:
    """Sums of capacity by country at the end of each year, today, and at the end of each year to come.

    Parameters
    ----------
    every : sequence of Site
        Those abroad count, each with its newest actual capacity while it runs. A plan counts with its planned
        capacity from the year in which it is to start, as last stated; without such a year it does not.
    first, last : int
        The years shown.
    today : float
        Divides what was from what is planned.
    """

    def __init__(self, every: Sequence[Site], first: int, today: float, last: int) -> None:
        now = int(today)
        past = [(year + 1.0, year) for year in range(first - 1, now)]
        future = [(year + 1.0, year) for year in range(now, last)]
        self.moments = [when for when, _ in (*past, (today, now), *future)]
        self.now = len(past)
        self.last = last - 1
        running: dict[str, list[int]] = {}
        planned: dict[str, list[int]] = {}
        for site in every:
            if not is_abroad(site) or not site.capacity:
                continue
            country, size = site.country or _ELSEWHERE, int(site.capacity)
            if not site.capacity_is_planned:
                runs = [status_on(site, year) == "operating" for _, year in past]
                runs += [status_on(site, now) == "operating"] * (1 + len(future))
                _add(running, country, [size * yes for yes in runs])
            elif site.planned_start and status_on(site, now) in _UNDER_WAY:
                start = int(site.planned_start[-1][1][:4])
                still = [0] * (self.now + 1)
                _add(planned, country, still + [size * (start <= year) for _, year in future])
        weight = Counter({name: sums[self.now] for name, sums in running.items()})
        weight.update({name: sums[-1] for name, sums in planned.items()})
        order = [name for name, amount in sorted(weight.items(), key=lambda i: (-i[1], i[0])) if amount]
        self.names = order[:_NAMED] + ([_OTHERS] if len(order) > _NAMED else [])
        self.running = self._rows(running)
        self.planned = self._rows(planned)

    def _rows(self, found: dict[str, list[int]]) -> list[list[int]]:
        nothing = [0] * len(self.moments)
        rest = [sums for name, sums in found.items() if name not in self.names]
        others = [sum(column) for column in zip(*rest, strict=True)] if rest else nothing
        return [others if name == _OTHERS else found.get(name, nothing) for name in self.names]

    @property
    def total(self) -> int:
        """Vehicles a year in operation now."""
        return sum(row[self.now] for row in self.running)

    @property
    def coming(self) -> int:
        """Vehicles a year planned by the last year shown."""
        return sum(row[-1] for row in self.planned)

    def draw(self, chart: Drawing, x: Callable[[float], float], left: float, top: float) -> None:
        """Draw the areas from ``top`` down, `AREAS_HIGH` high, and what they mean to the left of them."""
        narrow = left == 0.0
        bottom = top + AREAS_HIGH - 10.0
        room = AREAS_HIGH - (58.0 if narrow else 30.0)
        sums = [sum(column) for column in zip(*self.running, *self.planned, strict=True)]
        scale = room / (max(sums, default=0) or 1)
        base = [0] * len(self.moments)
        for plans, rows in ((False, self.running), (True, self.planned)):
            for at, row in enumerate(rows):
                if not any(row):
                    continue
                upper = [low + more for low, more in zip(base, row, strict=True)]
                # a plan is drawn from now on; what runs goes on to the end of the picture
                span = range(self.now if plans else 0, len(self.moments))
                edge = [f"{x(self.moments[i])} {bottom - upper[i] * scale:.1f}" for i in span]
                back = [f"{x(self.moments[i])} {bottom - base[i] * scale:.1f}" for i in reversed(span)]
                amount = row[-1] if plans else row[self.now]
                words = f"planned by {self.last}" if plans else "in operation"
                look = self._look(at)
                chart.add(
                    "path",
                    class_="area area-plan" if plans else f"area {look}",
                    style=f"fill:url(#{chart.hatch(look)})" if plans else None,
                    d=f"M{'L'.join(edge)}L{'L'.join(back)}Z",
                    data_tip=f"{self.names[at]}: {number(amount)} vehicles a year {words}",
                )
                base = upper
        self._words(chart, left, top, narrow)

    def _look(self, at: int) -> str:
        return "a7" if self.names[at] == _OTHERS else f"a{at}"

    def _words(self, chart: Drawing, left: float, top: float, narrow: bool) -> None:
        chart.text(0, top + 12, f"Abroad: {number(self.total)} vehicles a year", class_="head")
        if self.coming:
            words = f"and {number(self.coming)} more planned by {self.last}"
            chart.text(0, top + 28, words, class_="soft small")
        for at, (name, runs, plans) in enumerate(zip(self.names, self.running, self.planned, strict=True)):
            if narrow:
                break
            y = top + 50.0 + at * 16.0
            chart.add("rect", class_=f"area {self._look(at)}", x=0, y=y - 9, width=10, height=10)
            now, room = runs[self.now], left - 22
            words = f"{name} {short_number(now)}" if now else name
            if plans[-1]:
                words += f"{' +' if now else ''} {short_number(plans[-1])}"
                # the word is left out where it does not fit: the head says what is added
                words += " planned" if text_width(f"{words} planned", 11.0) <= room else ""
            chart.text(16, y, fitted(words, room, 11.0), class_="small")


def _add(sums: dict[str, list[int]], name: str, row: list[int]) -> None:
    before = sums.get(name)
    sums[name] = row if before is None else [a + b for a, b in zip(before, row, strict=True)]


def areas_drawing(every: Sequence[Site], today: float, width: float) -> Drawing | None:
    """Draw the areas alone, over twelve years, with the years beneath; None where no capacity is known."""
    first, last = int(today) - 10, int(today) + 3
    areas = Areas(every, first, today, last)
    if not areas.names:
        return None
    left = 190.0 if width > 420 else 0.0
    chart = Drawing(width, AREAS_HIGH + 22.0, "Capacity abroad by year", "timeline")

    def x(when: float) -> float:
        share = (min(max(when, first), last) - first) / (last - first)
        return round(left + share * (width - left - 1.0), 1)

    bottom = AREAS_HIGH - 10.0
    areas.draw(chart, x, left, 0.0)
    chart.add("line", class_="grid", x1=left, x2=width, y1=bottom, y2=bottom)
    chart.add("line", class_="today", x1=x(today), x2=x(today), y1=2 if left else 34, y2=bottom)
    for year in range(first, last, 2):
        chart.text(x(year + 0.5), AREAS_HIGH + 8.0, str(year), class_="soft small mid")
    return chart
