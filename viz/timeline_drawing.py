"""How the timeline is drawn: rows of facilities under areas of capacity, on one axis of years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from autoatlas.graph.status import UNDER_WAY
from autoatlas.viz.sites import Site, status_on
from autoatlas.viz.svg import Drawing, fitted
from autoatlas.viz.timeline_areas import AREAS_HIGH, Areas
from autoatlas.viz.words import period

__all__ = ["KEYS", "OTHERS", "Timeline", "first_moment", "maker_of", "moment", "running", "slip"]

_YEARS_SHOWN = 12
_SHELVED = 2.0  # years: Global Energy Monitor takes a plan for shelved when so long nobody has spoken of it
_STEP = {
    "announced": "line-plan",
    "under construction": "bar-build",
    "operating": "bar-done",
    "suspended": "bar-still",
}
OTHERS = "Others"


def moment(text: str) -> float:
    """Return a partial date as a number of years: its middle, since nothing closer is known.

    Examples
    --------
    >>> moment("2024"), moment("2024-07"), round(moment("2024-07-04"), 3)
    (2024.5, 2024.5416666666667, 2024.51)
    """
    year, *rest = (int(part) for part in text.split("-"))
    if not rest:
        return year + 0.5
    if len(rest) == 1:
        return year + (rest[0] - 0.5) / 12.0
    return year + (rest[0] - 1) / 12.0 + (rest[1] - 0.5) / 366.0


def maker_of(site: Site) -> str:
    """Who runs a facility, the first by name where several do."""
    return site.operators[0] if site.operators else ""


def first_moment(site: Site) -> float:
    """When a facility's story begins."""
    dates = [moment(when) for when, _ in site.events] + [moment(when) for _, when in site.planned_start]
    return min(dates)


def _start(site: Site) -> str | None:
    return next((when for when, status in site.events if status == "operating"), None)


def running(known: Sequence[Site]) -> list[Site]:
    """Those in operation whose actual capacity is known."""
    return [
        s
        for s in known
        if s.events and s.events[-1][1] == "operating" and s.capacity and not s.capacity_is_planned
    ]


def slip(site: Site, today: float) -> int:
    """Months between the start first stated and the actual, or last stated, one; 0 if under three.

    A plant that should have started and has not is late until today, if no later date was stated; a plan
    whose last date passed more than two years ago is not late but given up, as far as anyone knows.
    """
    if not site.planned_start:
        return 0
    first = moment(site.planned_start[0][1])
    actual = _start(site)
    last = moment(actual) if actual else max(moment(when) for _, when in site.planned_start)
    ended = bool(site.events) and site.events[-1][1] in ("cancelled", "closed")
    if actual is None and not ended and today - _SHELVED < last < today - 0.5:
        last = today
    months = round((last - first) * 12.0)
    return months if months >= 3 else 0


class Timeline:
    """Draws rows of facilities under areas of capacity, on one axis of years."""

    def __init__(
        self,
        width: int,
        order: Sequence[Site],
        named: Sequence[str],
        numbers: dict[str, int],
        today: float,
        name: str,
        *,
        grouped: bool = True,
        every: Sequence[Site] = (),
        span: tuple[float, float] | None = None,
    ) -> None:
        self.narrow = width < 500
        self.left = 0.0 if self.narrow else 236.0
        self.right = width - 10.0
        self.today = today
        dates = [moment(when) for site in order for when, _ in site.events]
        dates += [moment(when) for site in order for _, when in site.planned_start]
        newest = max([today, *dates], default=today)
        self.first = float(int(max(min([*dates, today - 3]), today - _YEARS_SHOWN)))
        self.last = float(int(min(newest, today + 5)) + 1)
        # a year to come is shown whole, so that what is planned for it can be seen
        self.last = max(self.last, float(int(today) + 2)) if every else self.last
        if span is not None:
            self.first, self.last = span
        areas = Areas(every, int(self.first), today, int(self.last)) if every else None
        if areas is not None and not areas.names:
            areas = None
        top = 34.0 if areas is None else 34.0 + AREAS_HIGH
        step = 40.0 if self.narrow else 22.0
        groups = 0
        seen: set[str] = set()
        for site in order:
            groups += grouped and _group(site, named) not in seen
            seen.add(_group(site, named))
        height = top + groups * 30.0 + len(order) * step + 8.0
        self.drawing = Drawing(width, height, name, "timeline")
        self._axis(top, height)
        if areas is not None:
            areas.draw(self.drawing, self.x, self.left, 24.0)
        y = top
        before = ""
        for site in order:
            group = _group(site, named)
            at = named.index(group) if group in named else len(named)
            if grouped and group != before:
                self._row(y, 30.0, at, None)
                self.drawing.text(0, 20, fitted(group, self.right - 4, 13), class_="head")
                self.drawing.close()
                y, before = y + 30.0, group
            self._row(y, step, at, site, numbers.get(site.node, -1))
            self._site(site, step)
            self.drawing.close()
            y += step

    def x(self, when: float) -> float:
        share = (min(max(when, self.first), self.last) - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 1)

    def _row(self, y: float, high: float, group: int, site: Site | None, node: int = -1) -> None:
        extra: dict[str, object] = {}
        if site is not None:
            extra = {"data_node": node, "data_tip": _story(site, self.today), "tabindex": 0, "role": "button"}
            extra["aria_label"] = _story(site, self.today)
        self.drawing.open(
            transform=f"translate(0 {y:g})", data_y=y, data_high=high, data_group=group, **extra
        )
        if site is not None:
            self.drawing.add("rect", class_="back", x=0, y=0, width=self.right + 6, height=high, rx=4)

    def _axis(self, top: float, height: float) -> None:
        years = range(int(self.first), int(self.last) + 1)
        every = (
            1
            if (self.right - self.left) / len(years) > 34
            else 2
            if (self.right - self.left) / len(years) > 18
            else 4
        )
        for year in years:
            x = self.x(year)
            if (year - int(self.first)) % every == 0:
                self.drawing.add("line", class_="grid", x1=x, x2=x, y1=18, y2=height, data_full="")
                if x + 30 < self.right + 8:
                    self.drawing.text(x + 3, 13, str(year), class_="soft small")
        self.drawing.add(
            "line",
            class_="today",
            x1=self.x(self.today),
            x2=self.x(self.today),
            y1=4,
            y2=height,
            data_full="",
        )

    def _site(self, site: Site, step: float) -> None:
        middle = step - 11.0
        label = site.label if self.narrow else fitted(site.label, self.left - 12)
        room = self.right - 4 if self.narrow else self.left - 10
        self.drawing.text(0, 14 if self.narrow else middle + 4, fitted(label, room), class_="name")
        events = [(moment(when), status) for when, status in site.events]
        later = self._later(site, events[-1]) if events else None
        for at, (when, status) in enumerate([*events, later] if later else events):
            following = [*events, later][at + 1 :] if later else events[at + 1 :]
            end = following[0][0] if following else self.today
            self._stretch(status, self.x(when), self.x(max(end, when)), middle)
        self._plans(site, middle)
        for when, status in events:
            self._mark(status, self.x(when), middle)

    def _later(self, site: Site, last: tuple[float, str]) -> tuple[float, str] | None:
        """What became of a site after its last dated step, where facts without a date or silence tell it."""
        now = int(self.today)
        status = status_on(site, now)
        if last[1] not in UNDER_WAY or status in (None, *UNDER_WAY):
            return None
        year = next((year for year in range(int(last[0]), now + 1) if status_on(site, year) == status), now)
        return min(max(year + 1.0, last[0]), self.today), str(status)

    def _stretch(self, status: str, x1: float, x2: float, y: float) -> None:
        look = _STEP.get(status)
        if look is None or x2 <= x1:
            return
        if look == "line-plan":
            self.drawing.add("line", class_=look, x1=x1, x2=x2, y1=y, y2=y)
        else:
            high = 9.0 if look == "bar-done" else 6.0
            self.drawing.add(
                "rect", class_=look, x=x1, y=y - high / 2, width=round(x2 - x1, 1), height=high, rx=2
            )

    def _plans(self, site: Site, y: float) -> None:
        if not site.planned_start:
            return
        first, actual = moment(site.planned_start[0][1]), _start(site)
        last = max(moment(when) for _, when in site.planned_start)
        if slip(site, self.today):
            overdue = self.today - _SHELVED < last < self.today - 0.5
            until = moment(actual) if actual else self.today if overdue else last
            self.drawing.add(
                "path", class_="line-slip", d=f"M{self.x(first)} {y + 5}V{y + 7.5}H{self.x(until)}V{y + 5}"
            )
            self.drawing.add("circle", class_="mark-plan", cx=self.x(first), cy=y, r=3.6)
        if actual is None and not (site.events and site.events[-1][1] in ("cancelled", "closed")):
            self.drawing.add(
                "circle",
                class_="mark-aim" if last >= self.today else "mark-plan",
                cx=self.x(last),
                cy=y,
                r=4.2,
            )

    def _mark(self, status: str, x: float, y: float) -> None:
        if status == "announced":
            self.drawing.add(
                "path", class_="mark-told", d=f"M{x} {y - 4.5}L{x + 4.5} {y}L{x} {y + 4.5}L{x - 4.5} {y}Z"
            )
        elif status == "operating":
            self.drawing.add("circle", class_="mark-start", cx=x, cy=y, r=5)
        elif status in ("closed", "cancelled"):
            self.drawing.add(
                "path",
                class_="mark-end",
                d=f"M{x - 4} {y - 4}L{x + 4} {y + 4}M{x - 4} {y + 4}L{x + 4} {y - 4}",
            )


def _group(site: Site, named: Sequence[str]) -> str:
    return maker_of(site) if maker_of(site) in named else OTHERS


def _story(site: Site, today: float) -> str:
    steps = [f"{status} {period(when, when)}" for when, status in site.events]
    if site.planned_start:
        first, last = site.planned_start[0][1], max((when for _, when in site.planned_start), key=moment)
        steps.append(
            f"start planned for {period(first, first)}"
            + (f", later {period(last, last)}" if last != first else "")
        )
    months = slip(site, today)
    if months:
        steps.append(f"{months} months later than first stated")
    where = f" ({site.country})" if site.country else ""
    return f"{site.label}{where}: {'; '.join(steps)}"


def _key(inside: str, words: str) -> dict[str, Any]:
    # our own marks, not text from anywhere
    frame = '<svg class="figure" width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">'
    return {"look": Markup(f"{frame}{inside}</svg>"), "words": words}


HATCHED = (
    '<pattern id="hatch-key" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="a0" width="5" height="5" fill-opacity="0.16"/><rect class="a0" width="2" height="5"/></pattern>'
    '<rect style="fill:url(#hatch-key)" x="18" y="2" width="15" height="10"/>'
)
KEYS = [
    _key('<path class="mark-told" d="M17 2.5L21.5 7L17 11.5L12.5 7Z"/>', "announced"),
    _key('<line class="line-plan" x1="1" x2="33" y1="7" y2="7"/>', "planned"),
    _key('<rect class="bar-build" x="1" y="4" width="32" height="6" rx="2"/>', "under construction"),
    _key(
        '<rect class="bar-done" x="6" y="2.5" width="27" height="9" rx="2"/>'
        '<circle class="mark-start" cx="7" cy="7" r="5"/>',
        "production",
    ),
    _key(
        '<rect class="area a0" x="1" y="2" width="15" height="10"/>' + HATCHED,
        "capacity: in operation, planned",
    ),
    _key('<circle class="mark-aim" cx="17" cy="7" r="4.2"/>', "start still planned"),
    _key(
        '<circle class="mark-plan" cx="6" cy="5" r="3.6"/><path class="line-slip" d="M6 10V12.5H30V10"/>',
        "slipped from the date first stated",
    ),
    _key('<rect class="bar-still" x="1" y="4" width="32" height="6" rx="2"/>', "suspended"),
    _key('<path class="mark-end" d="M13 3L21 11M13 11L21 3"/>', "closed or cancelled"),
]
