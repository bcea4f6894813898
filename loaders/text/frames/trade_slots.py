"""Product, market and period of a figure of trade, and the running total."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.counting import market_of
from autoatlas.loaders.text.frames.trade_industry import origin_of
from autoatlas.loaders.text.frames.trade_periods import Periods
from autoatlas.loaders.text.frames.trade_report import note_report
from autoatlas.loaders.text.frames.trade_scope import scope_of
from autoatlas.loaders.text.frames.trade_site import plant_meant
from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.lead_ins import given
from autoatlas.loaders.text.scene import Mention
from autoatlas.loaders.text.slots import product_at

__all__ = ["Slots"]


_DRIVES = ("bev", "phev", "nev", "hev", "fcev")


def with_body(products: list[str]) -> str:
    """One product of several words for it: what drives it, and what body it has."""
    drive = [product for product in products if product in _DRIVES]
    body = [product for product in products if product in ("bus", "truck", "van")]
    if drive and body:
        return f"{drive[0]} {body[0]}"
    return products[0]


def _of_several(level: Level) -> None:
    """``X's two plants in A and B built 210,000``: a figure of several sites together is their company's."""
    sites = level.subject.extra.get("all", ()) if level.subject is not None else ()
    runners = {site.operator for site in sites}
    if len(sites) < 2 or len(runners) != 1 or None in runners:
        return
    label, cls = runners.pop()
    tag = {"Brand": "B", "Organization": "O"}.get(cls, "M")
    level.subject = Mention(0, 0, tag, label, cls)
    lands = {site.country[0] for site in sites if site.country is not None}
    if level.place is None and len(lands) == 1:
        level.place = lands.pop()


class Slots(Periods):
    """Product, market and period of a figure of trade, and the running total."""

    def fill(
        self,
        level: Level,
        place: int,
        mention: Mention,
        cue: tuple[int, int, str, str] | None,
        carried: Level | None,
    ) -> None:
        """Product, market and period of a level."""
        self._product(level, place, mention, cue)
        self._where(level, place, cue, carried)
        self._when(level, place, mention, cue, carried)

    def _product(
        self, level: Level, place: int, mention: Mention, cue: tuple[int, int, str, str] | None
    ) -> None:
        reading, scene, tag = self.reading, self.scene, self.tag
        start, end = reading.clauses.span(place)
        products = [p for p in mention.quantity.products if p != "vehicle"]
        if products and rx("trade.cars_and").search(scene.text[mention.start : mention.end].lower()):
            return  # "cars and light commercial vehicles"
        if products:
            level.product = with_body(products)
            return
        base = self.emitted[-1] if self.emitted else self.memory[-1] if self.memory else None
        kind = rx("trade.kind_of_them").match(tag, place)
        if kind is not None and base is not None:
            drive = {"e": "bev", "h": "hev"}.get(kind["p"][0], "phev" if "hybrid" in kind["p"] else "nev")
            level.product = with_body([drive, *(base.product or "").split()[-1:]])
            return
        told = rx("trade.made_up").search(tag, start, place)
        if told is not None:
            level.product = product_at(reading, scene, start, told.start() + 1)
            if level.product is not None:
                return
        if rx("trade.of_these").match(tag, place) and base is not None and base.metric == level.metric:
            level.product = base.product
            return
        low = cue[0] - 42 if cue and cue[3] == "noun" else start
        level.product = product_at(reading, scene, max(start, low), place)
        part = rx("trade.part_abroad").search(tag, max(0, place - 12), min(len(tag), place + 40))
        if self.emitted and (part or rx("trade.went_abroad").match(tag, place)):
            level.product = None
            level.earlier = True  # a part: what follows goes on from the whole
            return
        tail = rx("trade.fill_tail").match(tag[place:])
        made = rx("trade.fill_made_at").match(tag[place:])
        if level.product is None and made:
            level.product = product_at(reading, scene, place + made.end(), min(end, place + made.end() + 24))
        if level.product is None and tail:
            level.product = product_at(reading, scene, place + tail.end(), min(end, place + tail.end() + 30))
        if level.product is not None:
            return
        total = rx("trade.fill_total_overall").search(tag[start:place])
        spoken = cue is not None and cue[3] in ("verb", "passive") and mention.tag == "N" and cue[0] > 0
        if self.emitted and cue and (cue[3] == "carried" or spoken) and not total:
            level.product = self.emitted[-1].product
        elif cue and cue[3] == "memory" and self.memory and rx("trade.it_was").search(tag[:place]):
            level.product = self.memory[-1].product
        elif cue and cue[3] == "memory":
            level.product = reading.memory.get("topic_product") if not self.memory else None
        asked = reading.memory.get("asked")
        anew = bool(asked and asked[1] == scene.index - 1)  # a question stands between
        if (
            level.paired
            and base is not None
            and level.product is None
            and mention.tag == "N"
            and not (total or anew)
        ):
            alike = base.product if base.metric == level.metric else None
            level.product = alike if alike and alike.split()[0] in (*_DRIVES, "bus", "truck") else None
        if level.product is None and not total and not self.emitted:
            level.product = given(reading).product

    def _where(
        self, level: Level, place: int, cue: tuple[int, int, str, str] | None, carried: Level | None
    ) -> None:
        reading, scene, tag = self.reading, self.scene, self.tag
        start, end = reading.clauses.span(place)
        same = (
            carried is not None
            and carried.subject is not None
            and level.subject is not None
            and carried.subject.label == level.subject.label
        )
        if level.metric == "imports":
            later = scene.next(place + 1, "VN", end)
            low = place if any(at > start for at, _ in scene.within(start, place, "VN")) else start
            origin = rx("trade.fill_origin").search(tag[low : later[0] if later is not None else end])
            mention_of = scene.at(low + origin.start("c")) if origin else None
            level.place = mention_of.label if mention_of is not None else None
        else:
            level.place = market_of(reading, scene, place, cue, level.metric, level.subject)
        sold = level.metric == "sales"
        if sold and level.subject is not None and rx("trade.sold_home").match(tag, place):
            level.place = reading.registry.home_of(level.subject.label)
        if (
            level.place is None
            and sold
            and cue is not None
            and level.subject is not None
            and rx("trade.fill_domestic_home").search(tag[max(0, cue[0] - 18) : cue[0]])
        ):
            level.place = reading.registry.home_of(level.subject.label)
        if (
            level.place is None
            and carried is not None
            and level.metric == carried.metric
            and carried.place
            and (self.emitted or not carried.earlier)
            and (
                same or carried.place != "overseas" or (self.emitted and self.emitted[-1].place == "overseas")
            )
        ):
            reset = rx("trade.fill_reset").search(tag) and not level.paired
            if (
                not reset
                and (sold or (level.paired and level.metric == "production"))
                and scene.index - carried.scene <= (3 if level.paired else 1)
                and (carried.place != "overseas" or cue is None or cue[3] in ("memory", "carried"))
                and (
                    same
                    or self.emitted
                    or level.paired
                    or not scene.sentence.first
                    or scene.sentence.block.kind == "bullet"
                )
            ):
                level.place = carried.place
        if (
            level.place is None
            and level.metric in ("sales", "production")
            and carried is not None
            and carried.metric == level.metric
            and carried.subject is not None
            and carried.subject.tag == "C"
            and level.subject is not None
            and level.subject.tag in "MBX"
            and scene.index - carried.scene <= (3 if level.paired else 1)
            and (sold or self.reading.registry.home_of(level.subject.label) != carried.subject.label)
        ):
            level.place = carried.subject.label
        scope = scope_of(reading, scene)
        near = scope is not None and (level.paired or scene.index - scope.scene <= 2)
        if near and level.subject is not None and level.subject.tag not in "MBX":
            near = False
        if near and not level.paired and rx("trade.fill_reset").search(tag[start:end]):
            near = False
        if level.place is None and near and scope is not None and sold and level.subject is not None:
            level.place = scope.place if scope.place != level.subject.label else None
        if (
            level.place is None
            and sold
            and level.subject is not None
            and level.subject.tag in "MBXF"
            and self.scene.sentence.block.kind != "row"
        ):
            level.place = given(reading).place or self.market_of_text(level.subject)
        unit = rx("trade.fill_unit").match(tag) if level.place is None and sold else None
        if unit is not None and level.subject is not None and level.subject.tag in "MB":
            land = scene.at(unit.start("a"))
            level.place = land.label if land is not None and land.cls == "Country" else None
        arm = rx("trade.fill_arm").search(tag) if level.place is None and sold else None
        if arm is not None and level.subject is not None:
            whose, land = scene.at(arm.start("who")), scene.at(arm.start("c"))
            if whose is not None and land is not None and whose.label == level.subject.label:
                level.place = land.label
        bought = rx("trade.group_bought").search(tag[:place])
        if level.place is None and bought and level.subject is not None and level.subject.kind == "makers":
            people = scene.at(bought.start("a"))
            level.place = people.label if people is not None else None
        own = level.subject is not None and level.subject.tag in "MB" and level.subject.cls != "Country"
        if own and level.subject is not None and level.place is None and level.metric == "exports":
            level.place = origin_of(reading, scene, place, level.subject)
            if level.place is None and carried is not None and carried.origin:
                level.place = carried.place if self.emitted or level.paired else None
            level.origin = level.place is not None
        if level.subject is not None and level.place == level.subject.label:
            level.place = None
        region = (
            level.subject is not None and level.subject.tag == "R" and level.metric in ("sales", "production")
        )
        if region and level.place and reading.registry.find(level.place, "Country") is not None:
            level.subject = Mention(
                0, 0, "C", level.place, "Country"
            )  # what is sold in a country is that country's
            level.place = None

    def market_of_text(self, subject: Mention) -> str | None:
        """The market that the whole text is about, where its title says so."""
        market = self.reading.memory.get("text_market")
        if not market or market in (subject.label, self.reading.registry.home_of(subject.label)):
            return None
        if rx("trade.market_of_text_world_global").search(self.tag):
            return None
        return str(market)

    def _at_site(self, level: Level, place: int, carried: Level | None) -> bool:
        """What is built at a site is the site's, if its operator builds it, else the guest's in its town."""
        subject = level.subject
        tag = self.tag
        guest = rx("trade.guest").match(tag, place)
        if subject is not None and subject.tag == "F" and guest and subject.facility is not None:
            made_for = self.scene.at(guest.start("g"))
            if made_for is not None and made_for.cls != "Country":
                level.subject, level.place = made_for, subject.facility.place()
                return True
        if subject is None or subject.tag == "F":
            return False
        before = carried.subject if carried is not None and carried.metric == "production" else None
        if (
            carried is not None
            and before is not None
            and before.facility is not None
            and before.facility.operator is not None
            and before.facility.operator[0] == subject.label
            and self.scene.index - carried.scene <= 1
            and not rx("trade.fill_reset").search(tag)
            and not self.scene.within(0, len(tag), "FPCR")
        ):
            level.subject, level.place = (
                before,
                None,
            )  # "the plant built 26,200. This year X expects to build 76,000"
            return True
        meant = plant_meant(self.reading, self.scene, level, place)
        if meant is not None:
            level.subject, level.place = Mention(0, 0, "F", facility=meant), None
            return True
        facility = None
        start, end = self.reading.clauses.span(place)
        for at, mention in self.scene.within(0, min(len(tag), end + 1), "F"):
            if rx("trade.at_site_at_from").search(tag[max(0, at - 9) : at]):
                facility = mention.facility
        if facility is None:
            for at, mention in self.scene.within(start, min(len(tag), end + 1), "PU"):
                if re.search(r"\b(?:at|in) $", tag[max(0, at - 4) : at]):
                    facility = next(
                        (
                            f
                            for f in reversed(self.reading.facilities)
                            if f.has_place(mention.label) and f.kind == "plant"
                        ),
                        None,
                    )
        if (
            facility is None
            and rx("trade.at_site_there_from").search(tag[place:end])
            and self.reading.facility is not None
            and self.reading.scenes - self.reading.facility_scene <= 2
        ):
            facility = self.reading.facility
        if facility is None or facility.operator is None:
            return False
        parent = self.reading.registry.find(subject.label)
        owners = {facility.operator[0]}
        if subject.label in owners or (parent is not None and parent.parent in owners):
            level.subject = Mention(0, 0, "F", facility=facility)
            level.place = None
        else:
            level.place = facility.place()
        return True

    def emit(self, level: Level, quantity: Any, prop: str | None = None) -> None:
        """Note a level as a fact."""
        raw = self.scene.text[self.scene.sentence.start : self.scene.sentence.end].lower()
        since = rx("trade.emit_since").search(raw)
        if since and self.reading.clauses.index(
            max(0, self.scene.position(self.scene.sentence.start + since.start()))
        ) > self.reading.clauses.index(min(level.position, len(self.tag) - 1)):
            since = None
        if since:
            at = max(0, self.scene.position(self.scene.sentence.start + since.start()))
            low, high = self.reading.clauses.span(at)
            if not low <= level.position < high and rx("modality.relative").match(self.tag, low):
                since = None
            elif re.search("[NV]", self.tag[level.position + 1 : at]):
                since = None  # "15,061 in June and 53,282 since the turn of the year"
        if since and since[0] == "all told" and not rx("report.has_done").search(raw):
            since = None  # a mere sum
        by_then = rx("trade.sold_by_then").search(self.tag) or rx("trade.built_by").search(self.tag)
        if by_then and level.modality == "actual" and level.metric == "production" and not since:
            dates = [m for at, m in self.scene.all("D") if m.date.first]
            level.basis = "cumulative"
            level.start = dates[0].date.first if len(dates) > 1 else None
            level.end = dates[-1].date.last
        if level.modality == "actual" and self._from_the_beginning(level):
            level.basis, level.start, level.end = "cumulative", None, self.reading.published
        elif (
            since
            and level.modality == "actual"
            and level.metric in ("sales", "exports", "production", "imports")
        ):
            self._cumulative(level)
        inside = rx("trade.of_them_in").match(self.tag, level.position + 1)
        land = self.scene.at(inside.start("c")) if inside else None
        if land is not None and (level.subject is None or land.label != level.subject.label):
            level.place = land.label
        _of_several(level)
        self.emitted.append(level)
        note_report(self.reading, level)
        self._period_seen(level)
        if level.subject is not None and level.subject.tag == "C" and level.place is None:
            self.reading.memory["stat_subject"], self.reading.memory["stat_metric"] = (
                level.subject,
                level.metric,
            )
            self.reading.memory["stat_scene"] = self.scene.index
        subject = level.subject
        if subject is None or (level.metric == "imports" and subject.cls != "Country"):
            return
        self.reading.add(
            prop or level.metric,
            subject,
            value=quantity.value,
            value_max=quantity.value_max,
            unit="vehicle",
            comparator=quantity.comparator,
            basis=level.basis,
            confidence=0.9 if level.start or level.end else 0.82,
            **level.scope,
        )
