"""Dates that depend on other dates of the text: "the same period", "that month", "a year earlier"."""

from dataclasses import replace

from autoatlas.loaders.text.date_mention import DateMention
from autoatlas.loaders.text.knowledge import rx

__all__ = ["resolved"]


def resolved(mentions: list[DateMention], text: str = "") -> list[DateMention]:
    """The mentions in order, each anaphor with the period that it takes up, where there is one."""
    known: list[DateMention] = []
    result = []
    for mention in mentions:
        if mention.anaphor and (mention.months or (mention.first is None and mention.last is None)):
            mention = _resolve(mention, known)
        elif (
            mention.anaphor == "month"
            and mention.shift == 0
            and known
            and known[-1].kind == "month"
            and text[mention.start : mention.end].lower() == "the month"
        ):
            mention = replace(mention, first=known[-1].first, last=known[-1].last)
        result.append(mention)
        lead = text[max(0, mention.start - 60) : mention.start].lower()
        aside = lead.endswith("(") and text[mention.end : mention.end + 1] == ":"
        compared = rx("anaphors.compared").search(lead)
        if (mention.first or mention.last) and not mention.base and not compared and not aside:
            known.append(mention)
            del known[:-12]
    return result


def _resolve(mention: DateMention, known: list[DateMention]) -> DateMention:
    for other in reversed(known):
        first, last = other.first, other.last
        if not first or not last:
            continue
        if mention.anaphor == "year":
            year = int(last[:4]) + mention.shift
            if mention.base or mention.shift:
                # "a year earlier": the same stretch, a year before
                return replace(
                    mention,
                    first=_shifted(first, mention.shift),
                    last=_shifted(last, mention.shift),
                    kind=other.kind,
                )
            return replace(mention, first=str(year), last=str(year), kind="year")
        if mention.anaphor == "month":
            if len(last) < 7:
                continue
            month = _month(last, mention.shift)
            return replace(mention, first=month, last=month, kind="month")
        if mention.anaphor == "day":
            if len(last) < 10 or mention.shift:
                continue
            return replace(mention, first=last, last=last, kind="day")
        if mention.months:
            stretch = _stretch(mention, first, last)
            return replace(mention, first=stretch[0], last=stretch[1], kind="span") if stretch else mention
        if mention.anaphor in ("half", "quarter") and other.kind not in (mention.anaphor, "span"):
            continue
        if mention.anaphor == "period" and (other.kind == "day" or other.relation in ("end_of", "as_of")):
            continue
        return replace(
            mention, first=_shifted(first, mention.shift), last=_shifted(last, mention.shift), kind=other.kind
        )
    return mention


def _stretch(mention: DateMention, first: str, last: str) -> tuple[str, str] | None:
    """A period of so many months that ends where the one said before ends; from January where that fits."""
    if mention.months == 12:
        return last[:4], last[:4]
    if len(last) < 7:
        return (first, last) if mention.months == 6 or mention.months < 0 else None
    month = int(last[5:7])
    if mention.months in (month, -1):
        return f"{last[:4]}-01", last[:7]
    if len(first) >= 7 and _month(first, mention.months - 1) == last[:7]:
        return first[:7], last[:7]
    if mention.months == 6 and month > 6:
        return f"{last[:4]}-01", f"{last[:4]}-06"
    return None


def _shifted(day: str, years: int) -> str:
    return f"{int(day[:4]) + years:04d}{day[4:]}"


def _month(day: str, shift: int) -> str:
    months = int(day[:4]) * 12 + int(day[5:7]) - 1 + shift
    return f"{months // 12:04d}-{months % 12 + 1:02d}"
