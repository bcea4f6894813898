"""When something happened to a site, where the clause of its verb does not say it."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.calendar_words import calendar_words
from autoatlas.loaders.text.date_mention import DateMention
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.periods import shift_partial
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["before_another", "fitting", "other_date"]

_LENGTHS = {"year": 4, "month": 7, "week": 10, "day": 10}


def fitting(reading: Reading, when: DateMention, modality: str) -> tuple[str | None, str | None]:
    """The reading of a date that fits what its verb says: "was halted in November" is not this coming one."""
    day = reading.published
    if not (day and when.first and when.last):
        return when.first, when.last
    past = modality == "actual"
    choices = [(when.first, when.last), *when.alternatives]
    if when.alternatives:  # a date without its year
        turned = min(choices) if past else max(choices)
        years = -1 if past else 1
        choices.append((shift_partial(turned[0], years=years), shift_partial(turned[1], years=years)))
    fit = [
        (low, high) for low, high in choices if (low <= day[: len(low)] if past else high >= day[: len(high)])
    ]
    return fit[0] if fit else choices[0]


def before_another(reading: Reading, scene: Scene, facility: Facility, start: int) -> str | None:
    """``opened in May, 14 months after ground was broken``: worked out from the event told with it."""
    apart = rx("events.apart").search(scene.tag[max(0, start - 60) : start])
    if not apart:
        return None
    figure = apart["n"]
    number = int(figure) if figure.isdecimal() else int(calendar_words().small.get(figure, 0))
    later = next(
        (
            draft.start
            for draft in reversed(reading.drafts)
            if draft.subject is facility
            and draft.quote == scene.quote
            and draft.property in ("productionStart", "completed", "groundbreaking")
            and draft.comparator == "="
        ),
        None,
    )
    unit = apart["unit"]
    if not number or later is None or (len(later) < 7 and unit != "year"):
        return None
    moved = _back(later, number, unit)
    return moved if apart["exact"] else moved[: _LENGTHS[unit]]


def _back(day: str, number: int, unit: str) -> str:
    if unit in ("week", "day"):
        return shift_partial(day, days=-number * (7 if unit == "week" else 1))
    return shift_partial(day, years=-number) if unit == "year" else shift_partial(day, months=-number)


def other_date(reading: Reading, scene: Scene, start: int, kind: str) -> Mention | None:
    """A date elsewhere in the sentence that its verb can share: at its front, or behind a verb joined by "and"."""
    tag = scene.tag
    low, high = reading.clauses.span(start)
    front = re.match(r"(?:(?:[a-z]+ ){0,2})D,? ", tag)
    dates = [m for _, m in scene.all("D") if m.date.first and not m.date.base]
    if front and dates and low > 0 and kind in ("opened", "started"):
        return dates[0] if len(dates) == 1 else None
    if reading.block_date is not None:
        return reading.block_date
    if scene.sentence.block.label is not None:
        before = [m for p, m in scene.within(0, start, "D") if m.date.first]
        if before:
            return before[-1]
    later = [
        (p, m)
        for p, m in scene.within(high, min(len(tag), high + 40), "D")
        if m.date.first and not m.date.base
    ]
    if (
        later
        and not re.search(r"[MBF]", tag[high : later[0][0]])
        and rx("events.other_date_but_on").match(tag[high:])
    ):
        return later[0][1]
    return None
