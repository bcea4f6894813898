"""Find dates in Chinese text, where the parts run from the year down to the day: 去年7月4日, 今年前4个月."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from .date_mention import DateMention
from .figure_words import knowledge, words
from .periods import Span, days_from, months_from, span_of_day, usable, valid, with_year, years_for
from .stretches import unit_span

__all__ = ["find_dates_zh"]

_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_DASH = r"[-—–－~～至到]{1,2}"
_JOINS = frozenset({"至", "到", "—", "-", "–", "~", "～", "——", "起至"})


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, int], dict[str, int], dict[str, int]]:
    """The pattern of a date, and the shifts of the words for years, months and days."""
    table = knowledge("calendar")["zh"]
    years, months, days = table["years"], table["month_words"], table["days"]
    digits = r"\d{4}|[〇零一二三四五六七八九]{4}"
    year = rf"(?:(?P<year>{digits})(?:财年|年?度?)|(?!后年[产均]|(?<=[目此以之])前年)(?P<year_word>{_any(years)}))"
    part = (
        rf"(?P<month>{_NUMBER})月(?:份)?(?:(?P<day>{_NUMBER})[日号](?:{_DASH}(?P<day_to>{_NUMBER})[日号])?)?(?P<edge>底|末|初|中旬|上旬|下旬)?"
        rf"|(?:第?(?P<quarter>[一二三四1-4])季度?|(?P<first_quarter>首季)度?)(?P<quarter_edge>底|末|初)?|[Qq](?P<q>[1-4])"
        rf"|(?P<half>上半年|下半年)|(?P<count>[前头首])(?P<months>{_NUMBER})个?(?P<unit>月|季度)"
        rf"|(?P<rough>年底|年末|年初|年中|年内|全年|底|末|初|中|内)"
    )
    span = rf"(?P<from>{_NUMBER})(?:月(?:份)?)?{_DASH}(?P<to>{_NUMBER})月(?:份)?"
    others = (
        rf"(?P<month_word>{_any(months)})(?P<word_edge>底|末|初)?(?:(?P<word_day>{_NUMBER})[日号])?"
        rf"|(?<![\d月])(?P<lone_day>\d{{1,2}})日(?![系本产均常前报])|(?P<week_only>上周|本周|下周)(?![一二三四五六日天])"
        rf"|(?P<day_word>{_any(days)})|(?P<week>上周|本周|下周|这周)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
        rf"|(?P<stretch>未来|今后|过去|近|最近)(?P<stretch_count>{_NUMBER})(?P<stretch_unit>年|个月)"
        rf"|(?P<ago_count>{_NUMBER})(?P<ago_unit>年|个月|天)(?P<ago>前|后|内)(?!景)"
        rf"|(?P<to_date>(?!至今年)(?:{_any(table['to_date'])}))"
    )
    years_span = (
        rf"(?P<y1>\d{{4}})年?{_DASH}(?P<y2>\d{{4}})年(?P<y2_rough>底|末|初)?(?!\d{{1,2}}月|第|上半年|下半年)"
    )
    iso = r"(?P<iso>\d{4}-\d{2}(?:-\d{2})?)(?!\d)"
    named = [*years, *months, *days, *table["anaphors"], *table["to_date"]]
    firsts = "".join(
        sorted(
            {word[0] for word in named}
            | set("〇零一二三四五六七八九十上下前头首第Qq年底末本这周星礼未今过近最")
        )
    )
    bare_span = span.replace("<from>", "<from2>").replace("<to>", "<to2>")
    pattern = (
        rf"(?:(?<!\d)|(?!\d))(?=[\d{firsts}])(?:(?P<anaphor>{_any(table['anaphors'])})|{iso}|{years_span}"
        rf"|{year}(?:年?的?(?:{span}|{part}))?|(?:{bare_span})"
        rf"|(?:{_renamed(part)})|{others})"
    )
    return re.compile(pattern), years, months, days


def _any(table: dict[str, int] | list[str]) -> str:
    return "|".join(sorted(map(re.escape, table), key=len, reverse=True)) or "(?!)"


def _renamed(part: str) -> str:
    """The same alternatives for a date without a year; "底" and the like alone are no date there."""
    alone = re.sub(r"\|\(\?P<rough>.*$", "|(?P<rough_alone>年底|年末|年初|年中|年内)", part)
    return re.sub(r"\(\?P<(\w+)>", lambda m: m[0] if m[1] == "rough_alone" else f"(?P<{m[1]}_>", alone)


def _int(text: str | None) -> int:
    """A small number in digits or characters."""
    if not text:
        return 0
    if text.isdecimal():
        return int(text)
    small = words("zh").small
    if "十" in text:
        tens, _, ones = text.partition("十")
        if (tens and tens not in small) or (ones and ones not in small):
            return 0
        return int((small[tens] if tens else 1) * 10 + (small[ones] if ones else 0))
    if all(character in small for character in text):
        return int("".join(str(int(small[character])) for character in text))
    return 0


def find_dates_zh(text: str, anchor: date | None, start: int, end: int) -> list[DateMention]:
    """The dates of ``text[start:end]``; see ``dates.find_dates``."""
    pattern = _forms()[0]
    anchor = usable(anchor)
    found: list[DateMention] = []
    context, seen = 0, start
    for match in pattern.finditer(text, start, end):
        gap = text[seen : match.start()]
        seen = match.end()
        if any(mark in gap for mark in "。！？\n"):
            context = 0
        mention, year = _mention(match, text, anchor, context, start)
        if mention is None:
            continue
        context = year or context
        joined = _join(found[-1], mention) if found and gap in _JOINS else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(mention)
    return found


def _join(first: DateMention, second: DateMention) -> DateMention | None:
    """Two dates with "to" between them as one stretch."""
    if first.first is None or second.last is None or first.first > second.last:
        return None
    return replace(
        first, end=second.end, last=second.last, kind="span", certain=first.certain and second.certain
    )


def _mention(
    match: re.Match[str], text: str, anchor: date | None, context: int, floor: int
) -> tuple[DateMention | None, int]:
    _, years, months, days = _forms()
    got = match.groupdict()
    relation, phrase = _relation(text, match.start(), match.end(), floor)
    span: Span | None = None
    anaphor, shift, kind, certain, said = None, 0, "", True, 0
    if got["iso"]:
        parts = [int(part) for part in got["iso"].split("-")]
        if not valid(parts[0], parts[1], parts[2] if len(parts) > 2 else 0):
            return None, 0
        part = (parts[0], parts[1], parts[2] if len(parts) > 2 else 0)
        span, said = Span(part, part, "day" if part[2] else "month"), part[0]
    elif got["y1"]:
        first, last = int(got["y1"]), int(got["y2"])
        if first > last:
            return None, 0
        span = Span((first, 0, 0), (last, 0, 0), "span")
    elif got["year"] or got["year_word"]:
        year = _int(got["year"]) if got["year"] else (anchor.year + years[got["year_word"]] if anchor else 0)
        if got["year"] and "年" not in match[0]:
            return None, 0
        inner, certain = _within(got, "")
        if got["year"] and not 1800 <= year <= 2200:
            return None, 0
        said = year
        if year:
            span = with_year(inner, year) if inner else Span((year, 0, 0), (year, 0, 0), "year")
        else:
            kind = inner.kind if inner else "year"
        if relation == "in" and (got["rough"] in ("底", "末", "年底", "年末") or got["edge"] in ("底", "末")):
            relation = "end_of"
    elif got["month_word"]:
        if anchor:
            year, month = months_from(anchor.year, anchor.month, months[got["month_word"]])
            day = _int(got["word_day"])
            span = Span((year, month, day), (year, month, day), "day" if day else "month")
        certain = not got["word_edge"]
    elif got["day_word"]:
        day_said = days_from(anchor, days[got["day_word"]]) if anchor else None
        span, relation = (span_of_day(day_said) if day_said else None), "on"
    elif got["lone_day"]:
        span, relation, certain = _lone_day(int(got["lone_day"]), anchor), "on", False
    elif got["week_only"]:
        span = unit_span("week", {"上周": -1, "本周": 0, "下周": 1}[got["week_only"]], anchor)
    elif got["weekday"]:
        span, relation = _weekday(got, anchor), "on"
    elif got["stretch"]:
        span = _stretch(
            got["stretch"] in ("未来", "今后"), _int(got["stretch_count"]), got["stretch_unit"], anchor
        )
    elif got["ago"]:
        return _ago(match, got, anchor, relation, phrase)
    elif got["anaphor"]:
        anaphor, shift = knowledge("calendar")["zh"]["anaphor_units"][got["anaphor"]], 0
        if anaphor.startswith("-"):
            anaphor, shift = anaphor[1:], -1
    elif got["to_date"]:
        span, kind, relation = (span_of_day(anchor) if anchor else None), "to_date", "until"
    else:
        return _yearless(match, got, anchor, context, relation, phrase)
    if span is not None and not kind:
        kind = span.kind
    first_text, last_text = span.partial() if span is not None else (None, None)
    return (
        DateMention(
            match.start(), match.end(), first_text, last_text, relation, certain and anaphor is None,
            kind or ("anaphor" if anaphor else "day"), (), anaphor, shift, shift < 0, phrase,
        ),
        said,
    )  # fmt: skip


def _within(got: dict[str, str | None], tail: str) -> tuple[Span | None, bool]:
    """The part of a year that a match names, without its year, and whether it is exact."""
    low = got["from" if not tail else "from2"]
    if low:
        first, last = _int(low), _int(got["to" if not tail else "to2"])
        if 1 <= first <= last <= 12:
            return Span((0, first, 0), (0, last, 0), "span"), True
        return None, False
    month, day = _int(got["month" + tail]), _int(got["day" + tail])
    if month:
        last = _int(got["day_to" + tail]) or day
        if not valid(0, month, last) or day > last:
            return None, False
        if day < last:
            return Span((0, month, day), (0, month, last), "span"), True
        return Span((0, month, day), (0, month, day), "day" if day else "month"), not got["edge" + tail]
    quarter = 1 if got["first_quarter" + tail] else _int(got["quarter" + tail] or got["q" + tail])
    if quarter:
        first, last = 3 * quarter - 2, 3 * quarter
        if got["quarter_edge" + tail] in ("底", "末"):
            return Span((0, last, 0), (0, last, 0), "month"), False
        return Span((0, first, 0), (0, last, 0), "quarter"), True
    if got["half" + tail]:
        first = 1 if (got["half" + tail] or "").startswith("上") else 7
        return Span((0, first, 0), (0, first + 5, 0), "half"), True
    if got["count" + tail]:
        last = _int(got["months" + tail]) * (3 if got["unit" + tail] == "季度" else 1)
        if 1 <= last <= 12:
            return Span((0, 1, 0), (0, last, 0), "span"), True
    return None, got.get("rough" + tail) in (None, "全年", "年内")


def _yearless(
    match: re.Match[str],
    got: dict[str, str | None],
    anchor: date | None,
    context: int,
    relation: str,
    phrase: int,
) -> tuple[DateMention | None, int]:
    span, _ = _within(got, "_")
    if span is None and got["rough_alone"]:
        here = context or (anchor.year if anchor else 0)
        year = str(here) if here else None
        edge = got["rough_alone"] in ("年底", "年末") and relation == "in"
        return DateMention(
            match.start(), match.end(), year, year, "end_of" if edge else relation, False, "year",
            anaphor="year", phrase_start=phrase,
        ), 0  # fmt: skip
    if span is None:
        return None, 0
    years: list[int] = []
    if anchor is not None:
        tense = _tense(match, relation, span, anchor)
        years = years_for(span, anchor, tense)
    if context:
        years = [context, *(year for year in years if year != context)]
    choices = [with_year(span, year).partial() for year in years]
    first, last = choices[0] if choices else (None, None)
    return DateMention(
        match.start(),
        match.end(),
        first,
        last,
        relation,
        False,
        span.kind,
        tuple(choices[1:]),
        phrase_start=phrase,
    ), 0


def _tense(match: re.Match[str], relation: str, span: Span, anchor: date) -> str:
    text = match.string
    ahead = re.split("[。！？；\n]", text[max(0, match.start() - 12) : match.start()])[-1]
    behind = re.split("[。！？；\n]", text[match.end() : match.end() + 12])[0]
    around = ahead + match[0] + behind
    if any(word in around for word in knowledge("calendar")["zh"]["future"]):
        return "future"
    return "past" if span.months()[0] <= anchor.month or relation == "since" else "near"


def _relation(text: str, start: int, end: int, floor: int) -> tuple[str, int]:
    """The relation that the characters ahead or behind make, and where the phrase begins."""
    ahead, behind = knowledge("calendar")["zh"]["relation"], knowledge("calendar")["zh"]["relation_behind"]
    for length in (4, 3, 2, 1):
        word = text[max(floor, start - length) : start]
        if len(word) == length and word in ahead:
            return ahead[word], start - length
    for length in (3, 2, 1):
        if text[end : end + length] in behind:
            return behind[text[end : end + length]], start
    return "in", start


def _lone_day(day: int, anchor: date | None) -> Span | None:
    """15日 is that day of this month, or of the last one where it has not come yet."""
    if anchor is None:
        return None
    year, month = (
        (anchor.year, anchor.month) if day <= anchor.day else months_from(anchor.year, anchor.month, -1)
    )
    return Span((year, month, day), (year, month, day), "day") if day and valid(year, month, day) else None


def _weekday(got: dict[str, str | None], anchor: date | None) -> Span | None:
    if anchor is None:
        return None
    number = "一二三四五六日".find((got["weekday"] or "").replace("天", "日"))
    back = (anchor.weekday() - number) % 7
    shift = -back
    if got["week"] in ("上周", "下周"):
        shift = number - anchor.weekday() + (-7 if got["week"] == "上周" else 7)
    day = days_from(anchor, shift)
    return span_of_day(day) if day else None


def _stretch(ahead: bool, number: int, unit: str | None, anchor: date | None) -> Span | None:
    if anchor is None or not number:
        return None
    sign = 1 if ahead else -1
    if unit == "年":
        low, high = sorted((anchor.year, anchor.year + sign * number))
        return Span((low, 0, 0), (high, 0, 0), "span")
    other = months_from(anchor.year, anchor.month, sign * number)
    low_month, high_month = sorted(((anchor.year, anchor.month), other))
    return Span((*low_month, 0), (*high_month, 0), "span", loose=True)


def _ago(
    match: re.Match[str], got: dict[str, str | None], anchor: date | None, relation: str, phrase: int
) -> tuple[DateMention | None, int]:
    number, unit = _int(got["ago_count"]), got["ago_unit"]
    if got["ago"] == "内":
        if unit != "年":
            return None, 0
        span = _stretch(True, number, unit, anchor)
        first, last = span.partial() if span else (None, None)
        return DateMention(match.start(), match.end(), first, last, "by", kind="span", phrase_start=phrase), 0
    sign = -1 if got["ago"] == "前" else 1
    base = sign < 0 and number == 1
    if sign > 0:
        name = {"年": "year", "个月": "month"}.get(unit or "", "day")
        return DateMention(
            match.start(),
            match.end(),
            None,
            None,
            relation,
            False,
            "anaphor",
            (),
            name,
            number,
            False,
            phrase,
        ), 0
    first = None
    if anchor is not None:
        if unit == "年":
            first = str(anchor.year - number)
        elif unit == "个月":
            first = "{:04d}-{:02d}".format(*months_from(anchor.year, anchor.month, -number))
        else:
            day = days_from(anchor, -number)
            first = day.isoformat() if day else None
    return DateMention(
        match.start(), match.end(), first, first, relation, unit == "年", "year" if unit == "年" else "month",
        (), "period" if base else None, -1 if base else 0, base, phrase,
    ), 0  # fmt: skip
