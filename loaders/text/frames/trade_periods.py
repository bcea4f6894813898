"""When a figure of trade holds: its own date, that of its clause, the one spoken of, or a running total."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.trade_report import asked_period
from autoatlas.loaders.text.frames.trade_scope import scope_of
from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.frames.trade_subject import Subjects
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.lead_ins import given
from autoatlas.loaders.text.scene import Mention
from autoatlas.loaders.text.slots import Period, date_in_clause, period_of, shift_years

__all__ = ["Periods"]


class Periods(Subjects):
    """When a figure of trade holds."""

    def _when(
        self,
        level: Level,
        place: int,
        mention: Mention,
        cue: tuple[int, int, str, str] | None,
        carried: Level | None,
    ) -> None:
        reading, scene, tag = self.reading, self.scene, self.tag
        date = self.own_date(place) or date_in_clause(reading, scene, place)
        if date is not None and self.own_date(place) is None and rx("trade.from_before").match(tag, place):
            date = (
                None if scene.position(date.start) > place else date
            )  # "fell to 80,000 from 150,000 in 2023"
        labelled = rx("trade.fill_bracket").search(tag[:place]) or rx("trade.since_when").search(tag[:place])
        if labelled:
            date = scene.at(labelled.start("d"))
        elif date is not None and rx("trade.fill_bracketed").match(tag, scene.position(date.start)):
            date = None  # "25,170 (January 2024: 12,277)"
        before = rx("trade.fill_earlier").search(tag[:place]) if date is None or date.date.base else None
        if before:
            date = scene.at(before.start("d"))
            date = date if date is not None and (date.date.first or date.date.last) else None
            level.earlier = date is not None
        if date is None and mention.quantity.per == "year" and level.modality == "actual":
            return
        if date is not None:
            period = period_of(date, level.modality)
            level.start, level.end = period.start, period.end
            said = reading.text[date.start : date.end]
            late = level.end and reading.published and level.end > reading.published[: len(level.end)]
            if late and level.modality == "actual" and not re.search(r"\d{4}", said):
                level.start, level.end = shift_years(level.start, -1), shift_years(level.end, -1)
            level.earlier = level.earlier or bool(
                self.emitted
                and level.end
                and level.end < (self.emitted[-1].end or level.end + "~")
                and (labelled or rx("trade.fill_before").search(tag[:place]))
            )
            return
        earlier = [
            m
            for p, m in scene.within(0, place, "D")
            if (m.date.first or m.date.last)
            and not m.date.base
            and not rx("trade.fill_compared").search(tag[max(0, p - 24) : p])
            and not rx("slots.than").search(tag[max(0, p - 24) : p])
            and not rx("slots.against").search(tag[max(0, p - 24) : p])
            and not rx("modality.aside").match(tag, reading.clauses.span(p)[0])
            and not ("," in tag[p:place] and rx("trade.relative").search(tag[:p]))
        ]
        block = scene.sentence.block
        told = given(reading).period or (
            period_of(reading.block_date, level.modality) if reading.block_date is not None else None
        )
        topic = reading.memory.get("topic_period")
        now = [known for known in self.emitted if not known.earlier]
        if now:
            level.start, level.end = now[-1].start, now[-1].end
        elif earlier and len(earlier) <= 2:
            period = period_of(earlier[-1], level.modality)
            level.start, level.end = period.start, period.end
        elif told is not None:
            level.start, level.end = told.start, told.end
        elif (
            carried is not None
            and carried.modality == level.modality
            and (carried.metric == level.metric or cue is None or cue[3] != "verb")
        ):
            level.start, level.end = carried.start, carried.end
        elif (
            (known := reading.memory.get("last_period")) is not None
            and scene.index - known[0] <= 2
            and level.modality == "actual"
            and rx("trade.fill_ed_rose").search(tag[:place])
            and block.kind == "paragraph"
            and not scene.sentence.first
        ):
            level.start, level.end = known[1].start, known[1].end
        elif carried is not None and {carried.modality, level.modality} == {"target", "planned"}:
            level.start = level.end = carried.end  # "aims for 3 million in 2025; X is to contribute 320,000"
            level.start = None if level.modality == "target" else level.end
        elif isinstance(topic, Period) and block.kind in ("bullet", "row"):
            level.start, level.end = topic.start, topic.end
        asked = asked_period(reading, scene)
        if asked is not None and level.modality == "actual" and not (level.start or level.end):
            level.start, level.end = asked.start, asked.end
        whole = reading.memory.get("text_period")
        if isinstance(whole, Period) and level.modality == "actual" and not (level.start or level.end):
            level.start, level.end = whole.start, whole.end
        near = scope_of(reading, scene)
        if (
            near is not None
            and near.period is not None
            and near.scene >= scene.index - 1
            and near.metric is not None
            and cue is not None
            and cue[3] == "noun"
            and level.modality == "actual"
            and not (level.start or level.end)
        ):
            level.start, level.end = near.period.start, near.period.end
        if level.paired and not (level.start or level.end):
            scope = scope_of(reading, scene)
            if scope is not None and scope.period is not None:
                level.start, level.end = scope.period.start, scope.period.end

    def own_date(self, place: int) -> Mention | None:
        """A date right behind a figure: "and 15,565 in June"."""
        match = rx("trade.own_date_vehicles_units").match(self.tag[place:])
        lead = self.tag[place : place + match.end() - 1] if match else ""
        if match and not rx("slots.than").search(lead) and not rx("slots.against").search(lead):
            found = self.scene.at(place + match.end() - 1)
            if found is not None and (found.date.first or found.date.last):
                return found
        return None

    def _of_one_year(self, level: Level, since: list[Mention]) -> bool:
        """``has built cars there since 2005 and turned out 20,600 in 2024``: of that year, not since."""
        opened = [self.scene.position(m.start) for m in since]
        if not opened or opened[0] > level.position:
            return False
        beyond = self.scene.next(level.position + 1, "VNEZ", len(self.tag))
        near = self.scene.within(opened[0] + 1, beyond[0] if beyond else len(self.tag), "D")
        dated = [m.date for _, m in near if m not in since and not m.date.base and m.date.last]
        return any(date.relation in ("in", "on") and date.kind != "day" for date in dated)

    def _from_the_beginning(self, level: Level) -> bool:
        """``Output since the beginning exceeds 4 million``: all that was made, in the clause of the figure."""
        low = max(self.tag.rfind(";", 0, level.position) + 1, 0)
        high = self.tag.find(";", level.position)
        clause = self.tag[low : high if high >= 0 else len(self.tag)]
        return level.metric == "production" and rx("trade.since_beginning").search(clause) is not None

    def _cumulative(self, level: Level) -> None:
        dates = [m for _, m in self.scene.all("D") if m.date.relation == "since" and m.date.kind != "to_date"]
        raw = self.scene.text[self.scene.sentence.start : self.scene.sentence.end].lower()
        then = rx("trade.since_then").search(self.tag)
        ever = then or rx("trade.cumulative_ever").search(raw) or re.search("since D", self.tag)
        if not ever and not dates:
            return
        if rx("trade.cumulative_so_far").search(raw) or self._of_one_year(level, dates):
            return
        others = [m for _, m in self.scene.all("D") if m not in dates and m.date.last]
        if (
            dates
            and self.reading.published
            and dates[0].date.first
            in (
                self.reading.published[:4],
                self.reading.published[:4] + "-01",
                self.reading.published[:4] + "-01-01",
            )
        ):
            level.start = self.reading.published[:4] + "-01"
            level.end = others[-1].date.last if others else self.reading.published[:7]
            return
        level.basis = "cumulative"
        if dates:
            level.start = dates[0].date.first
        elif (launched := rx("trade.since_launched").match(self.tag)) is not None:
            near = self.scene.next(launched.end(), "D", level.position)
            level.start = near[1].date.first if near is not None else None
        elif then or "since then" in raw or rx("trade.cumulative_since_entering").search(self.tag):
            level.start = others[0].date.first if others else level.start
        else:
            level.start = None
        until = [
            m
            for m in others
            if m.date.relation in ("by", "end_of", "until", "as_of")
            or (m.date.last and level.start and m.date.last[:4] > level.start[:4])
        ]
        level.end = until[-1].date.last if until else self.reading.published
