"""Levels: how many were exported, sold, built or imported."""

from dataclasses import replace
from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.counting import listed_lands, listed_makers, listed_metrics
from autoatlas.loaders.text.frames.trade_cues import Cues
from autoatlas.loaders.text.frames.trade_pairs import Pair, market_whole, paired, together
from autoatlas.loaders.text.frames.trade_report import speaker_land
from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.scene import Mention
from autoatlas.loaders.text.slots import Period, apposed, date_in_clause, period_of, shift_years

__all__ = ["Levels"]


_MOST = 15_000_000  # cars a year


class Levels(Cues):
    """Levels: how many were exported, sold, built or imported."""

    def listed(self) -> None:
        """``Chery: 394,000 (+170%)`` in a list whose heading says what is counted."""
        match = re.match(
            r"(?P<who>(?:the )?[MBCX](?:(?:, and|,| and) (?:the )?[MBCX])*)"
            r"(?: \([a-zA-Z ]+\))?(?:: | [-—] )(?P<q>[VN])",
            self.tag,
        )
        topic = self.reading.memory.get("topic")
        if not match or not topic or topic not in ("exports", "sales", "production", "imports"):
            return
        place = match.start("q")
        mention = self.scene.at(place)
        if mention is None or mention.quantity.per:
            return
        period = self.reading.memory.get("topic_period")
        market = self.reading.memory.get("section_market")
        for who in self.scene.group(match, "who", "MBCX"):
            level = Level(topic, who, position=place, scene=self.scene.index)
            if who.tag == "C":
                base = self.reading.memory.get("stat_subject") or (
                    Mention(0, 0, "C", self.reading.title_country, "Country")
                    if self.reading.title_country
                    else None
                )
                if topic == "exports" and base is not None:
                    level.subject, level.place = base, who.label
            elif isinstance(market, str):
                level.place = market
            products = [p for p in mention.quantity.products if p != "vehicle"]
            level.product = products[0] if products else self.reading.memory.get("topic_product")
            own = self.own_date(place)
            if own is not None:
                chosen = period_of(own)
                level.start, level.end = chosen.start, chosen.end
            elif isinstance(period, Period):
                level.start, level.end = period.start, period.end
            level.value = mention.quantity.value
            self.emit(level, mention.quantity)
        mention.extra["used"] = True

    def opened(self) -> None:
        """``1,900: so many cars did X sell in C in May``: what the words behind a number say of it."""
        match = rx("trade.number_first").search(self.tag)
        mention = self.scene.at(match.start("q")) if match else None
        if match is None or mention is None or mention.quantity.per or match.lastgroup is None:
            return
        who = self.scene.at(match.start("who")) if match["who"] else None
        if who is None:
            inside = rx("trade.number_first_land").search(self.tag[match.end() :])
            who = self.scene.at(match.end() + inside.start("c")) if inside else None
        if who is None:
            return
        at = match.start(match.lastgroup)
        level = Level(match.lastgroup, who, position=match.start("q"), scene=self.scene.index)
        self.fill(level, at, mention, (at, match.end(), match.lastgroup, "verb"), None)
        level.value = mention.quantity.value
        self.emit(level, mention.quantity)
        mention.extra["used"] = True

    def destinations(self) -> None:
        """``The largest markets for Chinese cars were Mexico (506,000), Russia (425,000) …``: exports to each."""
        match = rx("trade.destinations").search(self.tag)
        if match is None:
            return
        whose = self.scene.at(match.start("a")) if match["a"] else None
        stat = self.reading.memory.get("stat_subject")
        base = self._as_subject(whose) if whose is not None else stat if isinstance(stat, Mention) else None
        if base is None or base.cls != "Country":
            return
        subject = Mention(0, 0, "C", base.label, "Country")
        for item in rx("trade.destination").finditer(self.tag, match.end()):
            land, mention = self.scene.at(item.start("c")), self.scene.at(item.start("q"))
            if land is None or mention is None or mention.extra.get("used") or land.label == subject.label:
                continue
            level = Level("exports", subject, position=item.start("q"), scene=self.scene.index)
            self.fill(level, item.start("q"), mention, None, None)
            level.place, level.value = land.label, mention.quantity.value
            self.emit(level, mention.quantity)
            mention.extra["used"] = True

    def levels(self, group: list[tuple[int, Mention]]) -> None:
        """Note the levels of a coordinated group of counts."""
        first = group[0][0]
        if len(group) > 1:
            makers = listed_makers(self.scene, first, len(group))
            metrics = listed_metrics(self.cues, first, len(group), self.tag)
            if makers:
                for (place, mention), maker in zip(group, makers, strict=True):
                    self.level(place, mention, subject=maker)
                return
            if metrics:
                for (place, mention), metric in zip(group, metrics, strict=True):
                    self.level(place, mention, metric=metric)
                return
            lands = listed_lands(self.scene, first, len(group))
            for (place, mention), land in zip(group, lands or (), strict=False):
                self.level(place, mention, where=land)
            if lands or "respectively" in self.tag[first : first + 120]:
                return
        if len(group) > 1 and rx("report.figures_were").search(self.tag, 0, first) and not self.emitted:
            pool = [level for level in self.memory if level.scene == self.scene.index - 1][-len(group) :]
            if len(pool) == len(group):
                for (place, mention), level in zip(group, pool, strict=True):
                    self._as_before(place, mention, level)
                return
        for place, mention in group:
            self.level(place, mention)

    def _as_before(self, place: int, mention: Mention, level: Level) -> None:
        """``In June alone the figures were 236,036 and 122,367``: of what the sentence before counted, in turn."""
        again = replace(level, position=place, scene=self.scene.index, value=mention.quantity.value)
        date = date_in_clause(self.reading, self.scene, place)
        if date is not None:
            period = period_of(date)
            again.start, again.end = period.start, period.end
        self.emit(again, mention.quantity)

    def model(self, place: int) -> Mention | None:
        """``7,996 were Tiggo 4s``: what was sold is a model."""
        match = rx("trade.model_them_these").match(self.tag[place:])
        if match:
            return self.scene.at(place + match.start("x"))
        named = rx("report.model_counted").match(self.tag, place)
        if named:
            return self.scene.at(named.start("x"))
        own = rx("trade.model_of_its").match(self.tag, place)
        return self.scene.at(own.start("x") if own["x"] else own.start("y")) if own else None

    def level(
        self,
        place: int,
        mention: Mention,
        *,
        metric: str | None = None,
        subject: Mention | None = None,
        where: str | None = None,
    ) -> None:
        """Note one level: the exports, sales or production that a count states."""
        quantity = mention.quantity
        if mention.extra.get("used"):
            return
        cue: tuple[int, int, str, str] | None = None
        if metric is None:
            cue = self.metric_cue(place, mention)
            if cue is None:
                return
            metric = cue[2]
        else:
            cue = next((c for c in reversed(self.cues) if c[2] == metric and c[0] < place), None)
        if (
            quantity.additional
            and metric != "exports"
            and not re.search(r"another $", self.tag[max(0, place - 9) : place] + " ")
            and not self.scene.text[mention.start : mention.end].lower().startswith("another")
        ):
            return
        previous = self.emitted[-1] if self.emitted else None
        now = [known for known in self.memory if not known.earlier]
        carried = previous or (now[-1] if now else self.memory[-1] if self.memory else None)
        if carried is not None and carried.metric != metric and not self.emitted:
            carried = replace(carried, metric=metric)
        if quantity.value < 50:
            return
        whole = market_whole(self.reading, self.scene, place) if subject is None else None
        if subject is None and whole is None and metric in ("sales", "exports", "production"):
            subject = together(self.reading, self.scene, place, mention)
        pair = paired(self.scene, place) if subject is None and whole is None else None
        if pair is not None and pair.who.tag in "OU":
            return  # of a company that is no maker here
        if rx("report.had_hoped").search(self.tag, 0, place):
            return
        if pair is not None and pair.who.tag == "C" and rx("counting.market_direct").match(self.tag, place):
            pair = None  # "183,321 to the United States, 21,707 to Canada"
        if whole is not None and metric == "sales":
            subject = whole
        elif pair is not None and (pair.nominal or self.emitted or cue is None or cue[3] == "memory"):
            subject = self._of_pair(place, pair, metric, carried)
        level = Level(metric, subject or self.model(place), position=place, scene=self.scene.index)
        level.paired = pair is not None and subject is not None
        if level.paired and not self.emitted:
            carried = next((known for known in reversed(self.memory) if not known.earlier), carried)
        if metric == "production" and subject is None and not self._town(level, place):
            return
        through = apposed(self.scene, place) if level.subject is None else None
        if through is not None and through.tag in "MB" and through.cls != "Country":
            level.subject = through  # "Proton, in which Geely has 49.9%, managed 75,500"
        if level.subject is None:
            level.subject = self.subject(place, cue, carried)
        lead = self.tag[max(0, place - 80) : place]
        if subject is None and (
            rx("trade.unknown_pair").search(lead) or rx("trade.unknown_ahead").search(lead)
        ):
            return  # of a maker that nobody knows
        low, _ = self.reading.clauses.span(place)
        if self.other_kind(low, place):
            return  # of a kind of vehicle that has no name here
        if rx("trade.of_unknown").match(self.tag, place):
            return  # so many of a model that nobody knows
        if level.subject is None or rx("trade.once").search(self.tag[:place]):
            return
        if rx("trade.replaced").search(self.tag[:place]) or rx("trade.replaced_behind").match(
            self.tag, place
        ):
            return  # an aim that another has taken the place of
        if quantity.per in ("hour", "day", "week", "month"):
            return  # a pace, not what a period came to
        if (
            quantity.per == "year"
            and quantity.comparator != "="
            and rx("trade.in_a_year_per").search(self.scene.text[mention.start : mention.end].lower())
        ):
            return
        modality = self.reading.clauses.at(place)
        if rx("trade.level_goal_target").search(self.tag[:place]) or (
            self.emitted
            and self.emitted[-1].modality == "target"
            and rx("trade.level_them_which").match(self.tag[place:])
        ):
            modality = "target"
        if modality == "none":
            return
        level.modality = "planned" if modality == "could" else modality
        third = rx("trade.third_reckons").search(self.tag) or speaker_land(self.reading, self.scene, place)
        if level.modality == "planned" and third:
            level.modality = "forecast"
        self.fill(level, place, mention, cue, carried)
        if level.paired and pair is not None and pair.who.tag in "CR" and pair.who is not level.subject:
            level.place = pair.who.label
        level.place = where or level.place
        self._size_of_market(level, place)
        if level.place and rx("trade.of_these_lead").search(self.tag[:place]):
            level.earlier = True  # a part: what follows goes on from the whole
        if quantity.lead == "from" and level.modality in ("target", "planned") and place + 2 < len(self.tag):
            return  # "raised its target from 2.7 to 3 million"
        if quantity.lead == "from" and previous is not None and not self.own_date(place):
            level.start, level.end = shift_years(previous.start, -1), shift_years(previous.end, -1)
            level.earlier = True
            level.modality = "actual"
        if (
            level.modality in ("planned", "target", "forecast")
            and self.reading.published
            and level.end
            and level.end < self.reading.published[: len(level.end)]
            and rx("trade.level_after").search(self.tag[max(0, place - 24) : place])
        ):
            level.modality = "actual"
        if quantity.comparator != "=" and (
            rx("trade.in_a_year").match(self.tag, place) or self._said(level, quantity)
        ):
            return
        over = level.end and level.end < (self.reading.published or "")[: len(level.end)]
        if (
            level.modality == "actual"
            and rx("trade.puts_at").search(self.tag[:place])
            and level.end
            and not over
        ):
            level.modality = "forecast"
        if rx("trade.for_next").match(self.tag, place) and previous is not None and previous.end:
            level.start, level.end = shift_years(previous.start, 1), shift_years(previous.end, 1)
            level.modality = previous.modality
        if quantity.value > _MOST and metric == "sales" and level.subject.tag in "MBX":
            return  # no maker sells as many
        if level.subject.tag in "MBX" and rx("report.alone").search(self.tag, 0, place):
            level.earlier = True  # a part: what follows goes on from the whole
        level.value, level.comparator = quantity.value, quantity.comparator
        before = self.memory[-1].subject if self.memory and not self.emitted else None
        site = before.facility if before is not None and level.metric == "production" else None
        near = self.memory and self.scene.index - self.memory[-1].scene <= 1 and level.place is None
        if site is not None and near and site.operator and site.operator[0] == level.subject.label:
            level.subject = before  # "26,200 came off its line. This year the maker expects to build 76,000"
        if level.metric == "production" and self._at_site(level, place, carried):
            self.emit(level, quantity)
            return
        self.emit(level, quantity)

    def _size_of_market(self, level: Level, place: int) -> None:
        """``came to Ethiopia in 1998, a market of 25,000 cars a year``: the country's, and of no year."""
        match = rx("trade.market_aside").search(self.tag[:place])
        land = self.scene.at(match.start("c")) if match else None
        if land is not None and level.metric == "sales":
            level.subject, level.place = Mention(0, 0, land.tag, land.label, land.cls), None
            own = self.own_date(place)
            level.start = level.end = None
            if own is not None:
                level.start, level.end = own.date.first, own.date.last
            level.earlier = level.aside = True

    def _said(self, level: Level, quantity: Any) -> bool:
        """Whether a rough figure repeats an exact one: "2.02 million, … exceeded two million"."""
        return any(
            known.value and known.metric == level.metric and known.comparator == "="
            and known.subject is not None and level.subject is not None
            and known.subject.label == level.subject.label
            and abs(known.value - quantity.value) < 0.1 * known.value
            for known in self.emitted
        )  # fmt: skip

    def _town(self, level: Level, place: int) -> bool:
        """``Melfi turned out 8,890``: of the plant of that town, where one is known; False where none is."""
        match = rx("trade.town_built").search(self.tag[:place])
        town = self.scene.at(match.start("p")) if match else None
        if town is None or self.scene.within(match.start("p") + 1 if match else 0, place, "MBXF"):
            return True
        known = [
            site
            for site in reversed(self.reading.facilities)
            if site.kind == "plant" and site.has_place(town.label)
        ]
        if known and known[0].operator is not None:
            level.subject = Mention(0, 0, "F", facility=known[0])
        return bool(known)

    def _of_pair(self, place: int, pair: Pair, metric: str, carried: Level | None) -> Mention | None:
        """The maker beside a figure; a country beside exports is where they went, unless exporters are listed."""
        who = pair.who
        if who.tag not in "CR":
            return who
        whose = carried.subject if carried is not None else None
        maker = whose is not None and whose.tag in "MBX" and whose.cls != "Country"
        listed = self.emitted and carried is not None and carried.place not in (None, "overseas")
        start, _ = self.reading.clauses.span(place)
        if (
            metric == "sales"
            and maker
            and (listed or rx("report.role_market").search(self.tag, start, place))
        ):
            return whose  # "France remained its largest market with 134,000, ahead of Italy (94,600)"
        took = rx("trade.took").search(self.tag[:place]) or rx("trade.of_these").match(self.tag, place)
        if (
            pair.nominal
            and not took
            and carried is not None
            and carried.subject is not None
            and carried.subject.tag == "C"
            and carried.place is None
            and metric != "imports"
            and self.emitted
        ):
            return who  # "China exported 5.86 million, Japan 4.22 million and Germany 3.1 million"
        if metric in ("exports", "imports") and carried is not None and carried.subject is not None:
            if carried.subject.label == who.label:
                return None
            known = carried.place or carried.subject.tag in "MBX" or metric == "imports"
            return carried.subject if known or took else None
        if metric == "sales" and took and carried is not None and carried.subject is not None:
            return (
                carried.subject if carried.subject.tag in "MB" and carried.subject.cls != "Country" else None
            )
        return None
