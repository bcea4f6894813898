"""Go through the tokens of a text for dates, and settle the year of those that lack one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .calendar_words import Calendar
from .date_forms import point
from .date_mention import DateMention
from .date_tense import SENTENCE_ENDS, in_aside, tense_of
from .periods import Span, edge_of, joined, with_year, years_for
from .relative_dates import Relative, relative
from .tokens import Tokens
from .years import year_at

__all__ = ["DateReader"]

_DASHES = frozenset("-–—‒−")
_TO = frozenset({"to", "until", "till", "through", "thru"})
_ROUGHLY = frozenset(
    {"early", "late", "mid", "midway", "beginning", "start", "middle", "end", "close", "turn", "course"}
)
_ENDS = frozenset({"end", "close"})
_PARTS = frozenset(
    {"first", "second", "third", "fourth", "final", "closing", "opening", "1st", "2nd", "3rd", "4th"}
)
_SKIPPED = frozenset(
    {"the", "about", "around", "only", "just", "years", "year", "alone", "well", "roughly", "months", "first"}
)
_QUOTES = frozenset('*"”’)»')
_LISTED = 4  # months in a list that ends in their year
_BACK = 40  # tokens looked back at for the start of a sentence


class DateReader:
    """Goes through the tokens once; keeps the year said last, which dates without one may mean."""

    def __init__(self, tokens: Tokens, anchor: date | None, words: Calendar) -> None:
        self.tokens, self.anchor, self.words = tokens, anchor, words
        self.found: list[DateMention] = []
        self.taken = bytearray(tokens.count)
        self.stop = 0
        self._year, self._year_at = 0, -1

    def _sentence_start(self, index: int) -> int:
        """The first token of the sentence that a token is in, or the furthest one looked at."""
        tokens, low = self.tokens, self.tokens.low
        furthest = max(0, index - _BACK)
        for at in range(index, furthest, -1):
            if at in tokens.breaks:
                return at
            if low[at - 1] not in SENTENCE_ENDS or (tokens.glued(at) and low[at] not in _QUOTES):
                continue
            if not (low[at - 1] == "." and at > 1 and low[at - 2] in self.words.short_months):
                return at
        return furthest

    def read(self, index: int) -> None:
        low = self.tokens.low
        rough, at = index, index
        if low[index] in _ROUGHLY or (
            low[index] == "the" and low[index + 1 : index + 2] and low[index + 1] in _ROUGHLY
        ):
            at = self._roughly(index)
            if at > index:
                inner = self._point(at) or self._relative(at)
                if inner is not None:
                    self._add(rough, inner, rough=True)
                return
        if low[index] == "the" and low[index + 1 : index + 2] and low[index + 1] in _PARTS:
            return  # the ordinal itself is read next
        found = self._point(index) or self._relative(index)
        if found is None and low[index] in self.words.ordinals:
            found = self._elliptic(index)
        if found is not None:
            self._add(index, found)

    def _roughly(self, index: int) -> int:
        """The token of the date behind "early", "the end of", "mid-", or ``index`` when there is none."""
        low, count = self.tokens.low, self.tokens.count
        at = index + (low[index] == "the")
        if at >= count or low[at] not in _ROUGHLY:
            return index
        plain = low[at] in ("end", "close", "beginning", "start", "middle", "turn", "course")
        at += 1
        if (at < count and low[at] in _DASHES) or (at < count and low[at] == ("of" if plain else "in")):
            at += 1
        elif plain and not (at < count and year_at(self.tokens, at, self.words)):
            return index
        if at + 1 < count and low[at] == "the" and low[at + 1] in _PARTS:
            at += 1
        return at if at < count and not self.tokens.broken(at) else index

    # --- forms ---

    def _point(self, index: int) -> Relative | None:
        """A date that says itself, alone or as the lower end of a range."""
        tokens, words, low = self.tokens, self.words, self.tokens.low
        found = point(tokens, index, words)
        if found is None:
            return self._decade(index)
        span, stop = found
        decade = self._decade(index)
        if decade is not None:
            return decade
        if stop + 1 < tokens.count and not tokens.broken(stop):
            sign = low[stop]
            joins = sign in _DASHES or sign in _TO or (sign == "/" and tokens.glued(stop))
            if joins or (sign == "and" and self._between(index)):
                behind = stop + 1
                if low[behind : behind + 3] == ["the", "end", "of"] and behind + 3 < tokens.count:
                    behind += 3
                second = point(tokens, behind, words)
                both = None if second is None or tokens.broken(stop + 1) else joined(span, second[0])
                if second is not None and both is not None:
                    span, stop = both, second[1]
        if span.yearless:
            year, stop = self._relative_year(stop)
            year = year or self._listed_year(span, stop)
            if year:
                return Relative(stop, with_year(span, year))
        return Relative(stop, span)

    def _listed_year(self, span: Span, at: int) -> int:
        """The year behind a list of months or quarters: "in July, August and September 2025"."""
        tokens, low = self.tokens, self.tokens.low
        for _ in range(_LISTED):
            while at < tokens.count and low[at] in (",", "and", "or", "the", "&"):
                at += 1
            found = point(tokens, at, self.words) if at < tokens.count and not tokens.broken(at) else None
            if found is None or found[0].kind != span.kind:
                return 0
            if not found[0].yearless:
                return found[0].first[0] if found[0].first[1] > span.first[1] else 0
            at = found[1]
        return 0

    def _relative_year(self, stop: int) -> tuple[int, int]:
        """ "… of last year", "… this year", "… next year" behind a month, quarter or half."""
        low, at = self.tokens.low, stop
        if at < len(low) and low[at] == "period":
            at += 1  # "in the January-June period this year"
        if at < len(low) and low[at] in ("of", "in", ","):
            at += 1
        if low[at + 1 : at + 2] == ["year"] and low[at] in ("last", "this", "next") and self.anchor:
            return self.anchor.year + {"last": -1, "this": 0, "next": 1}[low[at]], at + 2
        if (
            low[at : at + 2] == ["the", "year"]
            and at > stop
            and low[at + 2 : at + 3] not in (["before"], ["after"])
            and self.anchor
        ):
            return 0, at + 2
        if low[at : at + 2] in (["that", "year"], ["same", "year"]) and self._year:
            return self._year, at + 2
        return 0, stop

    def _between(self, index: int) -> bool:
        low = self.tokens.low
        ahead = index - 1
        if ahead > 0 and low[ahead] == "the":
            ahead -= 1
        return ahead >= 0 and low[ahead] == "between"

    def _decade(self, index: int) -> Relative | None:
        tokens = self.tokens
        raw = tokens.raw[index]
        if not (
            len(raw) == 4 and raw.isascii() and raw.isdigit() and raw[3] == "0" and "1800" <= raw <= "2090"
        ):
            return None
        if tokens.glued(index) or not tokens.glued(index + 1) or tokens.low[index + 1] != "s":
            return None
        return Relative(index + 2, Span((int(raw), 0, 0), (int(raw) + 9, 0, 0), "span"))

    def _relative(self, index: int) -> Relative | None:
        low = self.tokens.low
        if low[index] in ("after", "for") or low[index].isdecimal() or low[index] in self.words.small:
            found = relative(self.tokens, index, self.words, self.anchor)
            return found if found is not None else self._months_so_far(index)
        return relative(self.tokens, index, self.words, self.anchor)

    def _elliptic(self, index: int) -> Relative | None:
        """ "… in the third quarter of 2025, … in the fourth.": a quarter of the year just named."""
        tokens, low = self.tokens, self.tokens.low
        ahead = self.found[-1] if self.found else None
        if (
            ahead is None
            or ahead.kind != "quarter"
            or ahead.first is None
            or low[index - 2 : index] != ["in", "the"]
        ):
            return None
        behind = low[index + 1] if index + 1 < tokens.count else "."
        if behind not in SENTENCE_ENDS and behind not in (",", "-", "–", ")"):
            return None
        if ahead.end < tokens.start[self._sentence_start(index)]:
            return None
        number, year = self.words.ordinals[low[index]], int(ahead.first[:4])
        if number > 4:
            return None
        return Relative(
            index + 1, Span((year, 3 * number - 2, 0), (year, 3 * number, 0), "quarter"), unit="elliptic"
        )

    def _months_so_far(self, index: int) -> Relative | None:
        """ "after five months", "for seven months": the months of the year so far, in bulletins."""
        tokens, words = self.tokens, self.words
        number, at = words.count(tokens, index)
        if not 1 < number < 12 or at >= tokens.count or tokens.low[at] != "months" or not index:
            return None
        if tokens.low[index - 1] not in ("after", "for") or tokens.low[at + 1 : at + 2] in (["of"], ["old"]):
            return None
        return Relative(at + 1, Span((0, 1, 0), (0, number, 0), "span", loose=True), unit="so far")

    # --- the mention ---

    def _add(self, index: int, found: Relative, rough: bool = False) -> None:
        tokens = self.tokens
        relation, phrase_at = self._ahead(index, found)
        if rough:
            word = tokens.low[index + (tokens.low[index] == "the")]
            if word in _ENDS and relation in ("in", "on"):
                relation = "end_of"
            if found.span is not None and found.span.kind in ("quarter", "half"):
                found = replace(found, span=edge_of(found.span, word))
        first, last, certain, others = self._resolve(index, found, relation, rough)
        kind = found.span.kind if found.span is not None else "anaphor" if found.anaphor else "day"
        if found.to_date:
            kind = "to_date"
        if rough and found.unit == "decade" and found.span is not None:
            end = found.span.last[0]
            first = last = str(end + 1)
            others, certain, kind = ((str(end), str(end)),), False, "year"
        self.found.append(
            DateMention(
                start=tokens.start[index],
                end=tokens.end[found.stop - 1],
                first=first,
                last=last,
                relation=relation,
                certain=certain,
                kind=kind,
                alternatives=others,
                anaphor=found.anaphor,
                shift=found.shift,
                base=found.base,
                months=found.months,
                phrase_start=tokens.start[phrase_at],
            )
        )
        self.taken[index : found.stop] = b"\x01" * (found.stop - index)
        self.stop = found.stop

    def _ahead(self, index: int, found: Relative) -> tuple[str, int]:
        """The relation that the words ahead make, and where they begin."""
        low, relations = self.tokens.low, self.words.relation
        at = index - 1
        while at >= 0 and index - at < 4 and low[at] in _SKIPPED:
            at -= 1
        word = low[at] if at >= 0 and not self.taken[at] else ""
        ahead = low[at - 1] if at > 0 else ""
        if word in ("of", "at") and ahead == "as":
            return "as_of", at - 1
        if word == "to" and ahead == "up":
            return "until", at - 1
        if (word == "to" and ahead == "prior") or (word == "of" and ahead == "ahead"):
            return "before", at - 1
        if word == "than" and ahead == "later":
            return "by", at - 2 if at > 1 else at - 1
        if word == "before" and ahead == "not":
            return "from", at - 1
        if word in ("in", "from", "with") and ahead in ("starting", "beginning", "effective"):
            return "from", at - 1
        if word in relations and not (word in ("as", "for", "to") and found.relation):
            return "by" if found.relation == "by" else relations[word], at
        return found.relation or "in", index

    def _resolve(
        self, index: int, found: Relative, relation: str, rough: bool
    ) -> tuple[str | None, str | None, bool, tuple[tuple[str, str], ...]]:
        span = found.span
        if found.of_year:
            return self._of_year(found.of_year)
        if span is None:
            return self._anaphor(index, found)
        certain = not (span.loose or rough)
        if not span.yearless:
            first, last = span.partial()
            if not found.tense and found.relation is None and not found.unit:
                self._year, self._year_at = span.last[0], index
            return first, last, certain, self._other_weekday(index, found)
        tense = found.tense or tense_of(self.tokens, index, self._sentence_start(index), relation, self.words)
        years: list[int] = []
        if self.anchor is not None:
            years = years_for(span, self.anchor, tense)
            certain = certain and found.tense != ""
        context = self._context(index)
        if (
            tense == "future"
            and relation not in ("by", "until")
            and self.anchor
            and context < self.anchor.year
        ):
            context = 0  # "the works, bought in 2019, are to be closed in November"
        if (
            context
            and not found.tense
            and found.unit != "so far"
            and relation not in ("since", "until", "as_of")
        ):
            years = [context] + [year for year in years if year != context]
        if not years:
            return None, None, False, ()
        choices = [with_year(span, year).partial() for year in years]
        if span.kind == "season":
            choices = [(last[:4], last[:4]) for _, last in choices]
        return *choices[0], certain, tuple(choices[1:])

    def _of_year(self, year: int) -> tuple[str | None, str | None, bool, tuple[tuple[str, str], ...]]:
        """ "The same period of 2024": the latest period said, in that year."""
        for other in self.found[:-_BACK:-1]:
            if other.first and other.last and other.kind != "to_date" and len(other.first) == len(other.last):
                apart = int(other.last[:4]) - int(other.first[:4])
                return f"{year - apart:04d}{other.first[4:]}", f"{year:04d}{other.last[4:]}", False, ()
        return f"{year:04d}", f"{year:04d}", False, ()

    def _other_weekday(self, index: int, found: Relative) -> tuple[tuple[str, str], ...]:
        if found.unit != "weekday" or found.tense or found.span is None:
            return ()
        day = date(*found.span.first)
        if day > date.max - timedelta(days=8):
            return ()
        later = (day + timedelta(days=7)).isoformat()
        return ((later, later),)

    def _anaphor(
        self, index: int, found: Relative
    ) -> tuple[str | None, str | None, bool, tuple[tuple[str, str], ...]]:
        """ "The year" and "year-end" without another year in the sentence are the anchor's."""
        if found.months and self.anchor is not None:
            length = self.anchor.month if found.months < 0 else found.months
            if length <= self.anchor.month and length < 12:
                return f"{self.anchor:%Y}-01", f"{self.anchor:%Y}-{length:02d}", False, ()
            return None, None, False, ()
        if found.anaphor in ("year", "month", "quarter") and not found.shift and self.anchor is not None:
            low = self.tokens.low[index]
            if low in ("the", "year", "end", "close", "middle", "beginning", "start", "early", "late", "mid"):
                year = str(self._context(index) or self.anchor.year)
                if found.anaphor == "year":
                    return year, year, False, ()
                month = f"{self.anchor:%Y-%m}"
                if found.anaphor == "month":
                    return month, month, False, ()
        return None, None, False, ()

    def _context(self, index: int) -> int:
        """The year said last in the same sentence, or 0."""
        if self._year_at < 0 or index - self._year_at > _BACK:
            return 0
        if self._sentence_start(index) > self._year_at or in_aside(self.tokens, self._year_at, index):
            return 0
        return self._year
