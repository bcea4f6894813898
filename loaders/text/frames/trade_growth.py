"""Growth: by how much more or less than before."""

from dataclasses import replace

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.counting import basis_of, direction_of, listed_makers
from autoatlas.loaders.text.frames.shares import read_share
from autoatlas.loaders.text.frames.trade_multiples import Multiples
from autoatlas.loaders.text.frames.trade_pairs import market_land
from autoatlas.loaders.text.frames.trade_report import land_moved
from autoatlas.loaders.text.frames.trade_scope import scope_of
from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.frames.trade_value import worth_grew
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.scene import Mention
from autoatlas.loaders.text.slots import period_of, product_at

__all__ = ["Growth"]


class Growth(Multiples):
    """Growth: by how much more or less than before."""

    def percents(self, group: list[tuple[int, Mention]]) -> None:
        """Note what a coordinated group of percentages says: growth, or a share."""
        first = group[0][0]
        if len(group) > 1:
            makers = listed_makers(self.scene, first, len(group))
            if makers:
                for (place, mention), maker in zip(group, makers, strict=True):
                    self.growth(place, mention, group_start=first, subject=maker)
                return
            pool = (
                self.emitted[-len(group) :] if len(self.emitted) >= len(group) else self.memory[-len(group) :]
            )
            if len(pool) == len(group) and len(
                {(p.metric, p.product, p.subject.label if p.subject else "") for p in pool}
            ) == len(group):
                for (place, mention), level in zip(group, pool, strict=True):
                    self.growth(place, mention, group_start=first, level=level)
                return
        for place, mention in group:
            listed = (
                self.emitted and self.emitted[-1].subject is not None and self.emitted[-1].subject.tag in "CR"
            )
            beside = re.search(r"(?P<who>[MBC]) $" if listed else r"(?P<who>[MB]) $", self.tag[:place])
            if (
                beside
                and self.sign
                and first == place
                and direction_of(self.reading, self.scene, first, place, mention.quantity) == 0
            ):
                self.growth(
                    place,
                    mention,
                    group_start=first,
                    subject=self.scene.at(beside.start("who")),
                    sign=self.sign,
                )
                continue
            if not self.growth(place, mention, group_start=first):
                read_share(self.reading, self.scene, place, mention, self.emitted or self.memory)

    def growth(
        self,
        place: int,
        mention: Mention,
        *,
        group_start: int,
        subject: Mention | None = None,
        level: Level | None = None,
        sign: int = 0,
    ) -> bool:
        """Note growth of exports, sales or production; True where the percentage was one."""
        quantity = mention.quantity
        sign = sign or direction_of(self.reading, self.scene, group_start, place, quantity)
        if sign == 0 and self.sign:
            behind = self.scene.text[
                self.scene.end_offset(place + 1) : self.scene.end_offset(place + 1) + 24
            ].lower()
            if rx("trade.growth_year_month").match(behind):
                sign = self.sign
        if sign == 0 and self.sign and rx("trade.growth_kind_bare").search(self.tag[:place]):
            sign = self.sign
        if sign == 0:
            return False
        self.sign = sign
        low, _ = self.reading.clauses.span(place)
        if self.other_kind(low, place):
            return True
        market = self._market(group_start) if subject is None and level is None else None
        if market is not None:
            level = market
        elif group_start and self.growth_elsewhere(group_start, place):
            return True
        if level is None and subject is None:
            level = self._of_kind(place)
        if worth_grew(self.scene, group_start):
            return True
        basis = basis_of(self.reading, self.scene, place)
        if basis is None and place != group_start:
            basis = basis_of(self.reading, self.scene, group_start)
        if basis == "other":
            return True
        spans = [
            m
            for p, m in self.scene.within(max(0, place - 60), min(len(self.tag), place + 50), "D")
            if m.date.first and m.date.last and int(m.date.last[:4]) - int(m.date.first[:4]) > 1
        ]
        if spans:
            return True
        owner = rx("trade.growth_owner").search(self.tag[:place])
        if subject is None and level is None and self.emitted:
            start, _ = self.reading.clauses.span(group_start)
            named = self._named(start, group_start)
            if start > self.emitted[-1].position and named is not None and named.tag in "MB":
                subject = named
                self.emitted.append(replace(self.emitted[-1], subject=named, position=start))
            low = max(start, self.emitted[-1].position)
            land = land_moved(self.scene, self.emitted[-1], low, group_start)
            if land is not None and subject is None:
                subject = land
                self.emitted.append(replace(self.emitted[-1], subject=land, position=group_start))
            whose = rx("trade.growth_whose").search(self.tag, low + 1, group_start)
            beside = self.scene.at(whose.start("who")) if whose else None
            if beside is not None and beside.cls != "Country" and subject is None:
                subject = beside
                self.emitted.append(replace(self.emitted[-1], subject=subject, position=group_start))
            those = rx("trade.growth_those").search(self.tag[low:group_start])
            if those:
                start = low
                subject = self.scene.at(start + those.start("who"))
                self.emitted.append(replace(self.emitted[-1], subject=subject, position=start))
        target = level or self.growth_of(group_start, subject)
        if owner and target is not None and subject is None:
            target = replace(target, subject=self.scene.at(owner.start("who")), position=place)
            self.emitted.append(target)
        if target is None or target.subject is None:
            return True
        target = self._elsewhere(target, group_start) if level is None and subject is None else target
        modality = target.modality if target.modality != "actual" else self.reading.clauses.at(place)
        over = target.end and target.end < (self.reading.published or "")[: len(target.end)]
        if target.modality == "actual" and modality in ("target", "planned", "could") and over:
            modality = "actual"
        if modality == "none":
            return True
        if modality == "could":
            modality = "planned"
        falls = sign < 0
        self.reading.add(
            target.metric + "Growth",
            subject or target.subject,
            value=-quantity.value_max if falls and quantity.value_max else sign * abs(quantity.value),
            value_max=-quantity.value if falls and quantity.value_max else quantity.value_max,
            unit="percent",
            comparator=quantity.comparator,
            modality=modality,
            start=target.start,
            end=target.end,
            place=target.place,
            product=target.product,
            basis=basis,
            confidence=0.9 if target.start or target.end else 0.8,
        ) if target.metric in ("exports", "sales", "production") else None
        return True

    def _elsewhere(self, target: Level, place: int) -> Level:
        """``fell to 696,000 in China; in North America they rose by 2.8%``: the same, in another place."""
        start, _ = self.reading.clauses.span(place)
        if target.subject is None or target.subject.tag not in "MB" or target.metric != "sales":
            return target
        found = rx("trade.there_they").search(self.tag[start:place])
        land = self.scene.at(start + found.start("c")) if found else None
        if (
            land is None
            or target.place == land.label
            or target.position >= start + (found.end() if found else 0)
        ):
            return target
        moved = replace(target, place=land.label, position=place, value=None)
        self.emitted.append(moved)
        return moved

    def _market(self, place: int) -> Level | None:
        """``the European market shrank by 4%``: sales of the country or region."""
        match = rx("trade.growth_market").search(self.tag[:place])
        if match is None:
            return None
        land = self.scene.at(match.start("land")) if match["land"] else None
        if land is not None:
            subject = Mention(0, 0, "R" if land.cls == "Region" else "C", land.label, land.cls or "Country")
        else:
            found = market_land(self.reading, self.scene)
            if found is None:
                return None
            subject = found
        if self.reading.clauses.at(place) != "actual":
            return None
        level = Level("sales", subject, position=match.start(), scene=self.scene.index)
        mention = self.scene.at(place)
        if mention is None:
            return None
        self._when(level, place, mention, None, self.memory[-1] if self.memory else None)
        level.product = product_at(self.reading, self.scene, max(0, match.start() - 30), place)
        self.emitted.append(level)
        return level

    def _of_kind(self, place: int) -> Level | None:
        """``hybrids gained 31 percent, plug-in hybrids 8.4``: growth of one kind within what was told before."""
        match = rx("trade.growth_kind").search(self.tag[:place])
        pool = self.emitted or [known for known in self.memory if self.scene.index - known.scene <= 1]
        if match is None or not pool:
            return None
        product = product_at(self.reading, self.scene, match.start("what"), match.end("what"))
        if product is None or product == pool[-1].product or pool[-1].modality != "actual":
            return None
        if any(match.start() <= cue[0] < place for cue in self.cues):
            return None
        level = replace(pool[-1], product=product, position=place, scene=self.scene.index, value=None)
        self.emitted.append(level)
        return level

    def growth_elsewhere(self, group_start: int, place: int) -> bool:
        """Whether the growth is that of a market as a whole, told for comparison."""
        start, _ = self.reading.clauses.span(place)
        return bool(
            rx("trade.growth_elsewhere_whole_entire").search(self.tag[start:group_start].rstrip("by ") + " ")
        )

    def growth_of(self, place: int, subject: Mention | None) -> Level | None:
        """The level whose growth a percentage is."""
        start, end = self.reading.clauses.span(place)
        last = self.emitted[-1] if self.emitted else None
        low = last.position if last else 0
        blocked = list(rx("trade.growth_of_blocked").finditer(self.tag, low, place))
        whole = rx("report.of_the_whole").match(self.tag, low) if last else None
        past = whole.end() if whole else low  # "331,200 of the exports, down 2%"
        fresh = [cue for cue in self.cues if past < cue[0] < place and cue[3] == "noun"]
        if last is not None and not fresh:
            fresh = [
                cue for cue in self.cues if low < cue[0] and cue[1] + 1 == place and cue[2] != last.metric
            ]
        if last is None and not fresh:
            verbs = [cue for cue in self.cues if cue[0] < place]
            fresh = verbs[-1:]
        if blocked and (not fresh or blocked[-1].start() > fresh[-1][0]):
            return None
        if fresh and not (
            last
            and last.metric == fresh[-1][2]
            and self.tag[last.position : fresh[-1][0]].count(",") == 0
            and "above" in self.tag[last.position : place]
        ):
            cue = fresh[-1]
            level = self._new_level(place, cue, subject, last)
            if level is not None and last is not None and cue[3] == "verb":
                self.emitted.insert(-1, self.emitted.pop())  # an aside: what follows goes on from before it
            return level
        if last is not None:
            return last
        behind = [
            cue for cue in self.cues if place < cue[0] < end and cue[3] == "noun" and cue[0] - place < 40
        ]
        if behind and re.match(r"Z (?:[a-z-]+ ){0,3}(?:in|of) ", self.tag[place:]):
            return self._new_level(place, behind[0], subject, None)
        if (
            (subject is not None or self.scene.within(start, place, "MB"))
            and self.memory
            and self.scene.index - self.memory[-1].scene <= 1
            and not blocked
        ):
            holder = subject or self._named(start, place)
            if (
                holder is not None
                and holder.tag in "MB"
                and self.memory[-1].metric in ("sales", "exports", "production")
            ):
                place_of = self.memory[-1].place
                base = self.memory[-1].subject
                if (
                    place_of is None
                    and base is not None
                    and base.tag == "C"
                    and self.memory[-1].metric == "sales"
                ):
                    place_of = base.label
                level = replace(
                    self.memory[-1],
                    subject=holder,
                    place=place_of,
                    product=None,
                    basis=None,
                    position=place,
                    scene=self.scene.index,
                )
                self.emitted.append(level)
                return level
        if (
            self.memory
            and self.scene.index - self.memory[-1].scene <= 2
            and rx("trade.growth_of_they_that").search(self.tag[:place])
        ):
            told, last = scope_of(self.reading, self.scene), self.memory[-1]
            if told is not None and told.metric and told.scene == self.scene.index - 1 > last.scene:
                return replace(last, metric=told.metric, product=None, place=None, value=None)
            return last
        del start
        return None

    def _new_level(
        self, place: int, cue: tuple[int, int, str, str], subject: Mention | None, last: Level | None
    ) -> Level | None:
        carried = last or (self.memory[-1] if self.memory else None)
        level = Level(
            cue[2], subject or self.subject(place, cue, carried), position=place, scene=self.scene.index
        )
        if level.subject is None:
            return None
        level.modality = self.reading.clauses.at(place)
        if level.modality == "none":
            return None
        mention = self.scene.at(place)
        if mention is None:
            return None
        self.fill(level, place, mention, cue, carried)
        if not (level.start or level.end):
            later = [
                m for _, m in self.scene.within(place, len(self.tag), "D") if m.date.first and not m.date.base
            ]
            if later:
                period = period_of(later[0], level.modality)
                level.start, level.end = period.start, period.end
        self.emitted.append(level)
        return level
