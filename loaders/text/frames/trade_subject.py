"""Whose exports, sales or production a figure states."""

from autoatlas.loaders.text.frames.trade_default import Defaults
from autoatlas.loaders.text.frames.trade_industry import dealers_of, industry_of
from autoatlas.loaders.text.frames.trade_pairs import market_land
from autoatlas.loaders.text.frames.trade_report import (
    asked_subject,
    body_land,
    members_land,
    site_of_stranger,
    sold_in_report,
    speaker_land,
    whole_named,
    whole_of_report,
)
from autoatlas.loaders.text.frames.trade_scope import scope_of
from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention
from autoatlas.loaders.text.slots import antecedent, product_at, resumed_subject

__all__ = ["Subjects"]


def _home(reading: Reading, label: str) -> str | None:
    """The country a maker is at home in."""
    return reading.registry.home_of(label)


def _owned(left: str) -> bool:
    """Whether what stands in front of a measure says that it is somebody's: "its exports"."""
    return rx("trade.subject_its_their").search(left) is not None


class Subjects(Defaults):
    """Whose exports, sales or production a figure states."""

    def subject(
        self, place: int, cue: tuple[int, int, str, str] | None, carried: Level | None
    ) -> Mention | None:
        """Whose figure it is."""
        tag, scene = self.tag, self.scene
        if cue is None:
            return carried.subject if carried else None
        if cue[3] == "passive" and cue[2] == "sales" and rx("trade.in_all").search(tag[:place]):
            market = market_land(self.reading, scene)
            if market is not None:
                return market
        members = members_land(self.reading, scene, place) if cue[3] in ("verb", "noun") else None
        if members is not None:
            return members
        whole = whole_named(self.reading, scene, place, cue[2])
        if whole is not None:
            return whole
        foreseen = cue[3] == "noun" and rx("report.expects").search(tag, 0, cue[0])
        speaks = speaker_land(self.reading, scene, place) if cue[3] == "memory" or foreseen else None
        if speaks is not None:
            return speaks
        kind = cue[3] == "memory" and rx("trade.kind_of_them").match(tag, place)
        report = sold_in_report(self.reading, scene, place) if kind else None
        if report is not None:
            return report
        asked = asked_subject(self.reading, scene) if cue[3] == "memory" else None
        if asked is not None and not scene.within(0, place, "MBXFCR"):
            return asked
        named = self._model_sold(place, cue)
        if named is not None:
            return named
        resumed = resumed_subject(scene, self.reading.clauses.span(place)[0], "MB")
        if resumed is not None:
            return resumed
        if rx("trade.whole_market").search(tag, 0, place) or rx("trade.all_brands").match(tag, place):
            return market_land(self.reading, scene)
        whose = antecedent(self.reading, scene, cue[0] if cue[3] in ("noun", "verb", "passive") else place)
        if whose is not None:
            return whose
        start, _ = self.reading.clauses.span(cue[0] if cue[3] in ("noun", "verb", "passive") else place)
        industry = industry_of(scene, start, place) if cue[3] == "verb" else None
        if industry is not None and cue[2] in ("production", "exports"):
            return industry
        dealers = (
            dealers_of(self.reading, scene, start, place) if cue[3] == "verb" and cue[2] == "sales" else None
        )
        if dealers is not None:
            return dealers
        stranger = rx("report.stranger_acts").search(tag, 0, cue[0]) if cue[3] == "verb" else None
        if stranger is not None:
            body = body_land(self.reading, scene)
            return (
                self._default()
                if body is not None
                else site_of_stranger(self.reading, scene, stranger.start("o"))
            )
        if cue[3] == "verb" and rx("trade.somebody").search(tag, start, cue[0]):
            return None  # a company that nothing says which it is
        site = self._line(place, cue)
        if site is not None:
            return site
        if rx("trade.local_plants").search(tag[start:place]) and not scene.within(start, place, "MBX"):
            return market_land(self.reading, scene)
        if rx("trade.months_alone").search(tag[:place]) and carried is not None:
            return carried.subject
        if cue[3] == "verb" and rx("trade.members").search(tag[start : cue[0]]):
            return self._default()
        if rx("trade.association_counted").search(tag[:place]) and not scene.within(0, place, "MB"):
            lands = [m for p, m in scene.within(0, len(tag), "CR") if rx("shares.land_in").search(tag[:p])]
            if lands or carried is None:
                return lands[0] if lands else self._default()
        if cue[3] == "noun":
            left = tag[max(0, cue[0] - 60) : cue[0]]
            owner = rx("trade.subject_owner").search(left)
            left_of = tag[max(0, cue[0] - 60) : cue[0]] if cue[0] <= 60 else left
            if not owner and (rx("trade.unknown_owner").search(left) or rx("trade.nobodys").search(left_of)):
                return None  # somebody's whom nobody knows
            of_maker = rx("trade.subject_of_maker").match(tag, cue[1])
            if owner and of_maker and owner["who"] in "ACF" and cue[2] != "imports":
                named = scene.at(of_maker.start("who"))
                if named is not None and named.cls != "Country":
                    return named  # "Thai registrations of BYD cars"
            if rx("report.body_puts").search(left) and body_land(self.reading, scene) is not None:
                return body_land(self.reading, scene)
            if owner:
                mention = scene.at(max(0, cue[0] - 60) + owner.start("who"))
                if mention is not None and not self._is_market(mention, owner["who"], cue[0]):
                    return self._as_subject(mention)
            behind = rx("trade.subject_behind").match(tag[cue[1] : cue[1] + 30])
            home = rx("trade.of_home").match(tag, cue[1])
            if home and carried is not None and carried.subject is not None and carried.subject.tag in "MBX":
                base = scene.at(home.start("c"))
                if (
                    base is not None
                    and scene.index - carried.scene <= 2
                    and cue[2] in ("exports", "production")
                    and base.label == _home(self.reading, carried.subject.label)
                ):
                    return carried.subject  # "its worldwide output rose. Exports from Japan fell"
            if not behind and rx("trade.subject_by_site").match(tag, cue[1]):
                return None
            if cue[2] == "imports" or (behind and behind[0].startswith(" from") and _owned(left)):
                behind = None  # "its exports from Mexico" are the maker's
            if behind:
                return self._as_subject(scene.at(cue[1] + behind.start("who")))
            if rx("trade.subject_its_their").search(left):
                return self._theirs(cue[0], carried)
        if cue[3] == "passive" and rx("report.market_topic").search(tag, 0, place):
            return market_land(self.reading, scene)
        if cue[3] == "passive":
            by = rx("trade.subject_by").search(tag[cue[1] : cue[1] + 60])
            if by:
                return scene.at(cue[1] + by.start("who"))
            inside = self._named(start, place)
            if inside is not None:
                return inside
            if rx("trade.subject_it_they").search(tag[start:place]) and not self.emitted:
                return self._theirs(place, carried)
            market = self._sold_there(place, carried) if cue[2] == "sales" and not self.emitted else None
            if market is not None:
                return market
            there = [
                m
                for p, m in scene.within(start, len(tag), "CR")
                if not rx("trade.subject_outside").search(tag[max(0, p - 18) : p])
            ]
            counted = scene.at(place)
            raw = scene.text[counted.start : counted.end].lower() if counted is not None else ""
            if there and (carried is None or rx("trade.new_cars").search(raw)):
                return there[0]
            whose = self._named(0, place) if start > 0 else None
            if whose is not None and whose.tag in "MB":
                return whose
            told = scope_of(self.reading, scene)
            if (
                told is not None
                and told.place is not None
                and scene.index == told.scene
                and (carried is None or scene.sentence.first)
            ):
                return Mention(0, 0, "C", told.place, "Country")
            if self.reading.country and rx("trade.subject_there").search(tag[start:]):
                scope = scope_of(self.reading, scene)
                near = scope is not None and scope.place is not None and scene.index - scope.scene <= 1
                label = str(scope.place) if scope is not None and near else self.reading.country
                return Mention(0, 0, "C", label, "Country")
            report = sold_in_report(self.reading, scene, place)
            if report is not None and not self.emitted:
                return report
            if carried is not None and carried.subject is not None:
                return carried.subject
            return there[0] if there else self._default()
        inside = self._named(start, place)
        if inside is not None:
            return inside
        own = (
            cue[3] == "noun"
            and carried is not None
            and carried.subject is not None
            and carried.subject.tag in "MB"
            and carried.subject.cls != "Country"
            and scene.index - carried.scene <= 1
            and not scene.sentence.first
            and rx("trade.own_arm").match(tag[cue[0] - 9 if cue[0] >= 9 else 0 :].lstrip(" ,;"))
        )
        if own and carried is not None:
            return carried.subject  # "it sold 132,769. Domestic sales in South Korea fell to 61,096"
        if (
            cue[3] == "noun"
            and not self.emitted
            and not rx("trade.subject_its_their_2").search(self.tag[start:place])
            and not scene.within(0, place, "MBF")
        ):
            land = rx("trade.subject_land").search(self.tag[start:place])
            if land and not (cue[2] == "imports" and land[0].startswith("from")):
                return scene.at(start + land.start("c"))
        if (
            cue[3] == "noun"
            and rx("trade.subject_total_overall").search(tag[max(0, cue[0] - 24) : cue[0]])
            and self.emitted
        ):
            return self.emitted[-1].subject
        if start > 0:
            named = self._named(0, place)
            if named is not None and not self.emitted:
                return named
        if cue[3] == "noun" and not self.emitted:
            product = product_at(self.reading, scene, max(0, cue[0] - 42), cue[0])
            alike = [
                known
                for known in self.memory
                if known.metric == cue[2] and known.product == product and known.subject is not None
            ]
            if product and alike:
                return alike[0].subject
        if cue[3] == "verb" and self.emitted and self.emitted[-1].aside:
            named = self._named(0, place)
            if named is not None and named.tag in "MB" and rx("trade.and_verb").search(tag[: cue[0]]):
                return named  # "came to Ethiopia, a market of 25,000, and sold 410 there"
        if self.emitted:
            return self.emitted[-1].subject
        if cue[3] in ("verb", "carried") and rx("trade.subject_it_they").search(tag[:place]):
            return self._theirs(place, carried)
        stat = self.reading.memory.get("stat_subject")
        if (
            self.reading.section_maker is not None
            and self.reading.section_maker.cls != "Country"
            and self.scene.index - self.reading.memory.get("stat_scene", -99) > 2
        ):
            stat = None
        if (
            cue[3] == "noun"
            and isinstance(stat, Mention)
            and (
                self.reading.memory.get("stat_metric") == cue[2]
                or (
                    stat.label == self.reading.title_country
                    and rx("trade.bare_noun").fullmatch(tag, *cue[:2])
                )
            )
            and not rx("trade.subject_its_their_3").search(self.tag[:place])
            and not scene.within(0, len(self.tag), "MB")
        ):
            return stat
        whole = whole_of_report(self.reading, scene, start, cue[0]) if cue[3] == "noun" else None
        if whole is not None and not self.emitted:
            return whole
        holder = carried.subject if carried is not None and cue[3] in ("memory", "noun", "carried") else None
        maker = self.reading.maker
        moved_on = (
            cue[3] == "noun" and maker is not None and holder is not None and maker.label != holder.label
        )
        if holder is not None and not (moved_on and holder.cls != "Country"):
            return holder
        return (
            self._default()
            if cue[3] != "verb" or self.scene.sentence.block.kind == "bullet"
            else self._theirs(place, carried)
        )

    def _model_sold(self, place: int, cue: tuple[int, int, str, str]) -> Mention | None:
        """The model that was sold: "since X was launched, 6,000 have been sold", "X, of which 900 were sold"."""
        tag, scene = self.tag, self.scene
        which = rx("trade.of_which_sold").search(tag[:place])
        if which is not None:
            return scene.at(which.start("x"))
        of_it = rx("report.of_model").search(tag, 0, place) if cue[3] in ("passive", "verb") else None
        if of_it is not None:
            return scene.at(of_it.start("x"))
        if cue[3] not in ("passive", "verb") or cue[2] != "sales" or scene.within(0, place, "MB"):
            return None
        if rx("trade.of_it_sold").match(tag, place):
            before = scene.last(place, "X")
            return before[1] if before is not None else None
        counted = scene.at(place)
        if cue[3] != "passive" or counted is None or (counted.tag == "V" and counted.quantity.products):
            return None
        for name in ("since_launched", "model_first"):
            match = rx(f"trade.{name}").match(tag)
            if match is not None and len({m.label for _, m in scene.within(0, place, "X")}) == 1:
                return scene.at(match.start("x"))
        return None

    def _line(self, place: int, cue: tuple[int, int, str, str]) -> Mention | None:
        """``26,200 cars came off the line``: of the plant just spoken of, where no maker is named."""
        reading, scene = self.reading, self.scene
        start, end = reading.clauses.span(place)
        site = reading.facility
        if cue[2] != "production" or site is None or site.kind != "plant" or scene.within(0, place, "MBXF"):
            return None
        if scene.index - reading.facility_scene > 4 or not rx("trade.at_line").search(self.tag[start:end]):
            return None
        return Mention(0, 0, "F", facility=site)
