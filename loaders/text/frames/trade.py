"""Sales, exports, production, imports: how many, whose, where, when, and by how much more than before."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from dataclasses import dataclass, replace
from typing import Any

from autoatlas.loaders.text.frames.counting import (
    basis_of,
    direction_of,
    groups_of,
    listed_makers,
    listed_metrics,
    market_of,
    metric_cues,
)
from autoatlas.loaders.text.frames.shares import read_share
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import (
    Period,
    antecedent,
    date_in_clause,
    maker_for,
    period_of,
    product_at,
    shift_years,
)

__all__ = ["Level", "read_stock", "read_trade"]


_NO_NOUN = frozenset(
    "was is this has its as across overseas units sets less does plus versus thus sales exports registrations deliveries buyers customers cars vehicles orders".split()
)


@dataclass(slots=True)
class Level:
    """What a figure of trade is about; later figures take over what they do not say."""

    metric: str
    subject: Mention | None
    product: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    modality: str = "actual"
    basis: str | None = None
    position: int = 0
    scene: int = 0
    value: float | None = None
    comparator: str = "="


def read_trade(reading: Reading, scene: Scene) -> None:
    """Note the figures of trade in a scene."""
    tag = scene.tag
    cues = metric_cues(reading, scene)
    memory: list[Level] = reading.memory.get("levels", [])
    if not any(letter in tag for letter in "VNZQ"):
        if cues and scene.sentence.block.kind == "paragraph":
            reading.memory["last_metric"] = cues[0][2]
        _remember_topic(reading, scene, cues)
        return
    state = _State(reading, scene, cues, [level for level in memory if scene.index - level.scene <= 3])
    state.listed()
    for group in groups_of(scene):
        if group[0][1].tag in "VN":
            state.levels(group)
        elif group[0][1].tag == "Z":
            state.percents(group)
        else:
            state.multiple(group[0])
    if state.emitted:
        reading.memory["levels"] = state.emitted[-6:]
    if cues and scene.sentence.block.kind == "paragraph":
        reading.memory["last_metric"] = cues[0][2]
    _remember_topic(reading, scene, cues)


def read_stock(reading: Reading, scene: Scene) -> None:
    """Note how many vehicles are in use in a country."""
    tag = scene.tag
    if "V" not in tag and "N" not in tag:
        return
    match = rx("trade.read_stock_on_roads").search(tag)
    other = rx("trade.read_stock_other").search(tag) or rx("trade.read_stock_other_2").search(tag)
    found = match or other
    if not found:
        return
    mention = scene.at(found.start("v"))
    group = next((name for name in "abcde" if name in found.re.groupindex and found[name]), None)
    country = scene.at(found.start(group)) if group else None
    if (
        mention is None
        or country is None
        or (match and match["e"] and not re.search("on the road", match[0]))
    ):
        return
    mention.extra["used"] = True
    dates = [m for _, m in scene.all("D") if m.date.first]
    date = dates[0].date if dates else None
    products = [p for p in mention.quantity.products if p != "vehicle"] or [
        p for p in [product_at(reading, scene, 0, found.start("v"))] if p
    ]
    reading.add(
        "vehicleStock",
        Mention(0, 0, "C", country.label, "Country"),
        value=mention.quantity.value,
        comparator=mention.quantity.comparator,
        unit="vehicle",
        start=date.last if date else None,
        end=date.last if date else None,
        product=products[0] if products else None,
        confidence=0.88,
    )


def _remember_topic(reading: Reading, scene: Scene, cues: list[tuple[int, int, str, str]]) -> None:
    if scene.sentence.block.kind == "heading" or scene.tag.endswith(":"):
        reading.memory["topic"] = (
            cues[0][2] if cues and cues[0][3] == "noun" else reading.memory.get("document_topic")
        )
        reading.memory["topic_product"] = product_at(reading, scene, 0, len(scene.tag))
        dates = [m for _, m in scene.all("D") if m.date.first]
        reading.memory["topic_period"] = (
            period_of(dates[0]) if dates else reading.memory.get("document_period")
        )


class _State:
    """Figures of one sentence, read from left to right."""

    def __init__(
        self, reading: Reading, scene: Scene, cues: list[tuple[int, int, str, str]], memory: list[Level]
    ) -> None:
        self.reading, self.scene, self.cues, self.memory = reading, scene, cues, memory
        self.emitted: list[Level] = []
        self.sign = 0
        self.tag = scene.tag

    def listed(self) -> None:
        """``Chery: 394,000 (+170%)`` in a list whose heading says what is counted."""
        match = re.match(
            r"(?P<who>(?:the )?[MBCX](?:(?:, and|,| and) (?:the )?[MBCX])*)(?: \([a-zA-Z ]+\))?(?:: | [-—] )(?P<q>[VN])",
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

    # -- levels -----------------------------------------------------------------------------------------------------

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
        for place, mention in group:
            self.level(place, mention)

    def model(self, place: int) -> Mention | None:
        """``7,996 were Tiggo 4s``: what was sold is a model."""
        match = rx("trade.model_them_these").match(self.tag[place:])
        return self.scene.at(place + match.start("x")) if match else None

    def level(
        self, place: int, mention: Mention, *, metric: str | None = None, subject: Mention | None = None
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
        ):
            return
        previous = self.emitted[-1] if self.emitted else None
        carried = previous or (self.memory[-1] if self.memory else None)
        if carried is not None and carried.metric != metric and not self.emitted:
            carried = replace(carried, metric=metric)
        if quantity.value < 50:
            return
        beside = re.search(r"(?:^|, |and |; )(?P<who>[MB]) $", self.tag[:place])
        if (
            subject is None
            and beside
            and self.emitted
            and cue is not None
            and cue[3] in ("carried", "noun", "verb")
        ):
            subject = self.scene.at(beside.start("who"))
        level = Level(metric, subject or self.model(place), position=place, scene=self.scene.index)
        if level.subject is None:
            level.subject = self.subject(place, cue, carried)
        if level.subject is None:
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
        self.fill(level, place, mention, cue, carried)
        if quantity.lead == "from" and previous is not None and not self.own_date(place):
            level.start, level.end = shift_years(previous.start, -1), shift_years(previous.end, -1)
            level.modality = "actual"
        level.value, level.comparator = quantity.value, quantity.comparator
        if level.metric == "production" and self._at_site(level, place, carried):
            self.emit(level, quantity)
            return
        self.emit(level, quantity)

    def _at_site(self, level: Level, place: int, carried: Level | None) -> bool:
        """What is built at a site is the site's, if its operator builds it, else the guest's in its town."""
        subject = level.subject
        if subject is None or subject.tag == "F":
            return False
        tag = self.tag
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

    def own_date(self, place: int) -> Mention | None:
        """A date right behind a figure: "and 15,565 in June"."""
        match = rx("trade.own_date_vehicles_units").match(self.tag[place:])
        if match:
            found = self.scene.at(place + match.end() - 1)
            if found is not None and (found.date.first or found.date.last):
                return found
        return None

    def metric_cue(self, place: int, mention: Mention) -> tuple[int, int, str, str] | None:
        """Which measure a count is of."""
        quantity = mention.quantity
        tag = self.tag
        start, end = self.reading.clauses.span(place)
        before = tag[start:place]
        know = self.reading.know
        if know.compiled(r"(?<![a-z]){not_sold}(?![a-z])").search(
            tag[max(start, place - 40) : place]
        ) or rx("trade.metric_cue").search(tag[place : place + 40]):
            return None
        block = list(
            rx("trade.metric_cue_block").finditer(before)
        )
        freed = block and any(
            start + block[-1].end() < cue[0] < place and cue[3] == "verb" for cue in self.cues
        )
        if (
            not freed
            and rx("trade.metric_cue_block").search(before)
            and (quantity.per or "capacity" in before or mention.tag == "V")
        ):
            return None
        counted = re.match(r"N (?P<word>[a-z]+s)(?![a-z])", tag[place:])
        if counted and counted["word"] not in _NO_NOUN:
            return None  # a count of something that is no vehicle
        noun = quantity.noun or ""
        if noun in ("order", "reservation", "booking", "pre-order", "deposit"):
            return None
        by_noun = {
            "sale": "sales",
            "registration": "sales",
            "delivery": "sales",
            "buyer": "sales",
            "customer": "sales",
            "export": "exports",
            "import": "imports",
            "shipment": "exports",
        }.get(noun)
        if by_noun:
            return (place, place + 1, by_noun, "noun")
        passive = rx("trade.metric_cue_passive").match(tag[place:])
        if passive:
            verb = passive["verb"]
            for cue in self.cues:
                if cue[0] == place + passive.start("verb"):
                    return cue[0], cue[1], cue[2], "passive"
        inside = [cue for cue in self.cues if start <= cue[0] < place]
        if inside:
            nearest = inside[-1]
            between = tag[nearest[1] : place]
            if not (nearest[3] == "verb" and rx("trade.metric_cue_but").search(between)) and len(between) < 140:
                return nearest
        after = [cue for cue in self.cues if place < cue[0] < min(end, place + 45) and cue[3] == "noun"]
        if after and re.match(r"[VN](?: [a-z]+)? (?:in|of)(?: [a-z]+){0,2} $", tag[place : after[0][0]]):
            return after[0]
        if tag[start : start + 1] == ":" and not self.emitted:
            labelled = [
                cue for cue in self.cues if cue[1] <= start and cue[3] == "noun" and start - cue[1] < 40
            ]
            if labelled:
                return labelled[-1]
        if mention.tag == "N" or self.emitted or quantity.products:
            earlier = [cue for cue in self.cues if cue[0] < place]
            if self.emitted and (mention.tag == "N" or earlier):
                last = self.emitted[-1]
                return (last.position, last.position + 1, last.metric, "carried")
            if earlier and mention.tag == "V" and place - earlier[-1][1] < 120 and earlier[-1][3] == "noun":
                return earlier[-1]
        return self.topic_cue(place, mention)

    def topic_cue(self, place: int, mention: Mention) -> tuple[int, int, str, str] | None:
        """The measure that the sentences before, or the heading, are about."""
        tag = self.tag
        anaphor = rx("trade.topic_cue_anaphor").search(tag[: place + 30]) or (
            rx("trade.topic_cue_anaphor_2").match(tag)
        )
        block = self.scene.sentence.block
        if self.memory and anaphor and self.scene.index - self.memory[-1].scene <= 2:
            return (0, 0, self.memory[-1].metric, "memory")
        topic = self.reading.memory.get("topic")
        if topic and (
            block.kind == "bullet"
            or anaphor
            or rx("trade.topic_cue_brought_saw").match(tag)
            or rx("trade.topic_cue_brought_count").search(tag[:place])
        ):
            return (0, 0, topic, "memory")
        asked = self.reading.memory.get("asked")
        if asked and self.scene.index - asked[1] <= 2 and (anaphor or mention.tag == "N"):
            return (0, 0, asked[0], "memory")
        return None

    def subject(
        self, place: int, cue: tuple[int, int, str, str] | None, carried: Level | None
    ) -> Mention | None:
        """Whose figure it is."""
        tag, scene = self.tag, self.scene
        if cue is None:
            return carried.subject if carried else None
        whose = antecedent(self.reading, scene, cue[0] if cue[3] in ("noun", "verb", "passive") else place)
        if whose is not None:
            return whose
        start, _ = self.reading.clauses.span(cue[0] if cue[3] in ("noun", "verb", "passive") else place)
        if cue[3] == "noun":
            left = tag[max(0, cue[0] - 60) : cue[0]]
            owner = rx("trade.subject_owner").search(left)
            if owner:
                mention = scene.at(max(0, cue[0] - 60) + owner.start("who"))
                if mention is not None and not self._is_market(mention, owner["who"], cue[0]):
                    return self._as_subject(mention)
            behind = rx("trade.subject_behind").match(tag[cue[1] : cue[1] + 30])
            if cue[2] == "imports":
                behind = None
            if behind:
                return self._as_subject(scene.at(cue[1] + behind.start("who")))
            if rx("trade.subject_its_their").search(left):
                return self._theirs(cue[0], carried)
        if cue[3] == "passive":
            by = rx("trade.subject_by").search(tag[cue[1] : cue[1] + 60])
            if by:
                return scene.at(cue[1] + by.start("who"))
            inside = self._named(start, place)
            if inside is not None:
                return inside
            there = [m for _, m in scene.within(start, len(tag), "C")]
            if there and carried is None:
                return there[0]
            if rx("trade.subject_there").search(tag[start:]) and (self.reading.country or carried is None):
                if self.reading.country:
                    return Mention(0, 0, "C", self.reading.country, "Country")
            if carried is not None and carried.subject is not None:
                return carried.subject
            return there[0] if there else self._default()
        inside = self._named(start, place)
        if inside is not None:
            return inside
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
            and self.reading.memory.get("stat_metric") == cue[2]
            and not rx("trade.subject_its_their_3").search(self.tag[:place])
            and not scene.within(0, len(self.tag), "MB")
        ):
            return stat
        if carried is not None and cue[3] in ("memory", "noun", "carried") and carried.subject is not None:
            if not (
                cue[3] == "noun"
                and carried.subject.cls != "Country"
                and self.reading.maker is not None
                and self.reading.maker.label != carried.subject.label
            ):
                return carried.subject
        return (
            self._default()
            if cue[3] != "verb" or self.scene.sentence.block.kind == "bullet"
            else self._theirs(place, carried)
        )

    def _theirs(self, place: int, carried: Level | None) -> Mention | None:
        start, _ = self.reading.clauses.span(place)
        found = self._named(start, place) or self._named(0, place)
        if found is not None:
            return found
        if rx("trade.theirs_we_our").search(self.tag[:place]) and self.reading.we is not None:
            return self.reading.we
        if self.reading.maker is not None:
            return self.reading.maker
        return carried.subject if carried else None

    def _named(self, start: int, place: int) -> Mention | None:
        """The subject named in a stretch: not what stands behind a preposition."""
        tag = self.tag
        for at, mention in self.scene.within(start, place, "MBCXFA"):
            lead = tag[max(0, at - 14) : at]
            if mention.tag == "A":
                if rx("trade.named_bought_purchased").match(tag[at + 1 :]):
                    return self._as_subject(mention)
                continue
            if mention.tag == "C":
                if (
                    rx("trade.named_from_outside").search(lead)
                    or tag[at + 1 : at + 3] == "'s"
                ):
                    if not (
                        tag[at + 1 : at + 3] == "'s"
                        and rx("trade.named_exports_production").match(tag[at + 1 :])
                    ):
                        continue
                return mention
            if mention.tag == "F":
                if rx("trade.named_at_from").search(lead):
                    continue
                return mention
            if mention.tag == "X" and rx("trade.named_with_like").search(lead):
                continue
            if rx("trade.named_than_like").search(lead):
                continue
            if mention.tag == "X" and tag[at + 1 : at + 2] == "," and not self.scene.within(start, at, "MB"):
                return mention
            return mention
        return None

    def _is_market(self, mention: Mention, letter: str, cue: int) -> bool:
        if letter == "A":
            # "Australian sales" of a maker are its sales there; "Chinese exports" are China's
            named = self._named(0, cue)
            if self.tag[cue : cue + 6] == "export":
                return False
            return named is not None or bool(rx("trade.is_market_its_their").search(self.tag[:cue]))
        return False

    def _as_subject(self, mention: Mention | None) -> Mention | None:
        if mention is None:
            return None
        if mention.tag == "A":
            return Mention(mention.start, mention.end, "C", mention.label, mention.cls or "Country")
        return mention

    def _default(self) -> Mention | None:
        reading = self.reading
        sheet = reading.section_facility
        if (
            self.scene.sentence.block.kind == "bullet"
            and sheet is not None
            and rx("trade.default_output_production").match(self.tag)
        ):
            return Mention(0, 0, "F", facility=sheet)
        if self.memory and self.memory[-1].subject is not None:
            return self.memory[-1].subject
        stat = reading.memory.get("stat_subject")
        if (
            isinstance(stat, Mention)
            and not self.scene.within(0, len(self.tag), "MB")
            and (
                reading.section_maker is None or self.scene.index - reading.memory.get("stat_scene", -99) <= 2
            )
        ):
            return stat
        if reading.title_country and (
            reading.maker is None or reading.maker.cls == "Country" or reading.memory.get("statistics")
        ):
            return Mention(0, 0, "C", reading.title_country, "Country")
        return reading.section_maker or reading.maker

    def fill(
        self,
        level: Level,
        place: int,
        mention: Mention,
        cue: tuple[int, int, str, str] | None,
        carried: Level | None,
    ) -> None:
        """Product, market and period of a level."""
        reading, scene, tag = self.reading, self.scene, self.tag
        quantity = mention.quantity
        start, end = reading.clauses.span(place)
        same = (
            carried is not None
            and carried.subject is not None
            and level.subject is not None
            and carried.subject.label == level.subject.label
        )
        products = [p for p in quantity.products if p != "vehicle"]
        if products:
            level.product = " ".join(products[:1])
        else:
            low = cue[0] - 42 if cue and cue[3] == "noun" else start
            level.product = product_at(reading, scene, max(start, low), place)
            tail = rx("trade.fill_tail").match(tag[place:])
            if level.product is None and tail:
                level.product = product_at(
                    reading, scene, place + tail.end(), min(end, place + tail.end() + 30)
                )
            if (
                level.product is None
                and self.emitted
                and cue
                and cue[3] in ("carried",)
                and not rx("trade.fill_total_overall").search(tag[start:place])
            ):
                level.product = self.emitted[-1].product
            if level.product is None and cue and cue[3] == "memory":
                level.product = reading.memory.get("topic_product") if not self.memory else None
        if level.metric == "imports":
            origin = rx("trade.fill_origin").search(tag[start:end])
            mention_of = scene.at(start + origin.start("c")) if origin else None
            level.place = mention_of.label if mention_of is not None else None
        else:
            level.place = market_of(reading, scene, place, cue, level.metric, level.subject)
        if (
            level.place is None
            and level.metric == "sales"
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
            and (
                same
                or self.emitted
                or cue is None
                or cue[3] in ("memory", "carried")
                or carried.place != "overseas"
            )
        ):
            reset = rx("trade.fill_reset").search(tag)
            if (
                not reset
                and level.metric == "sales"
                and scene.index - carried.scene <= 1
                and (carried.place != "overseas" or cue is None or cue[3] in ("memory", "carried"))
            ):
                level.place = carried.place
        if (
            level.place is None
            and level.metric == "sales"
            and carried is not None
            and carried.metric == "sales"
            and carried.subject is not None
            and carried.subject.tag == "C"
            and level.subject is not None
            and level.subject.tag in "MBX"
            and scene.index - carried.scene <= 1
        ):
            level.place = carried.subject.label
        if (
            level.place is None
            and level.metric == "sales"
            and level.subject is not None
            and level.subject.tag in "MBXF"
            and not self.scene.sentence.block.kind == "row"
        ):
            level.place = self.market_of_text(level.subject)
        if level.subject is not None and level.place == level.subject.label:
            level.place = None
        own = self.own_date(place)
        date = own or date_in_clause(reading, scene, place)
        if date is not None:
            period = self.running(period_of(date, level.modality), date)
            level.start, level.end = period.start, period.end
            return
        earlier = [
            m for p, m in scene.within(0, place, "D") if (m.date.first or m.date.last) and not m.date.base
        ]
        if self.emitted:
            level.start, level.end = self.emitted[-1].start, self.emitted[-1].end
        elif earlier and len(earlier) <= 2:
            period = self.running(period_of(earlier[-1], level.modality), earlier[-1])
            level.start, level.end = period.start, period.end
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
            and scene.sentence.block.kind == "paragraph"
            and not scene.sentence.first
        ):
            level.start, level.end = known[1].start, known[1].end
        elif isinstance(reading.memory.get("topic_period"), Period) and scene.sentence.block.kind in (
            "bullet",
            "row",
        ):
            topic = reading.memory["topic_period"]
            level.start, level.end = topic.start, topic.end

    def market_of_text(self, subject: Mention) -> str | None:
        """The market that the whole text is about, where its title says so."""
        market = self.reading.memory.get("text_market")
        if not market or market in (subject.label, self.reading.registry.home_of(subject.label)):
            return None
        if rx("trade.market_of_text_world_global").search(self.tag):
            return None
        return str(market)

    def running(self, period: Period, date: Mention) -> Period:
        """The period of a running total reaches to the day of the article."""
        return period

    def emit(self, level: Level, quantity: Any, prop: str | None = None) -> None:
        """Note a level as a fact."""
        raw = self.scene.text[self.scene.sentence.start : self.scene.sentence.end].lower()
        since = rx("trade.emit_since").search(raw)
        if since and self.reading.clauses.index(
            max(0, self.scene.position(self.scene.sentence.start + since.start()))
        ) > self.reading.clauses.index(min(level.position, len(self.tag) - 1)):
            since = None
        if since and level.modality == "actual" and level.metric in ("sales", "exports", "production"):
            self._cumulative(level)
        self.emitted.append(level)
        self._period_seen(level)
        if level.subject is not None and level.subject.tag == "C" and level.place is None:
            self.reading.memory["stat_subject"], self.reading.memory["stat_metric"] = (
                level.subject,
                level.metric,
            )
            self.reading.memory["stat_scene"] = self.scene.index
        assert_subject = level.subject
        if assert_subject is None or (level.metric == "imports" and assert_subject.cls != "Country"):
            return
        self.reading.add(
            prop or level.metric,
            assert_subject,
            value=quantity.value,
            value_max=quantity.value_max,
            unit="vehicle",
            comparator=quantity.comparator,
            modality=level.modality,
            start=level.start,
            end=level.end,
            place=level.place,
            product=level.product,
            basis=level.basis,
            confidence=0.9 if level.start or level.end else 0.82,
        )

    def _period_seen(self, level: Level) -> None:
        if (level.start or level.end) and level.modality == "actual" and level.basis is None:
            self.reading.memory["last_period"] = (self.scene.index, Period(level.start, level.end))

    def _cumulative(self, level: Level) -> None:
        dates = [m for _, m in self.scene.all("D") if m.date.relation == "since" and m.date.kind != "to_date"]
        raw = self.scene.text[self.scene.sentence.start : self.scene.sentence.end].lower()
        ever = rx("trade.cumulative_ever").search(raw) or re.search("since D", self.tag)
        if not ever and not dates:
            return
        if rx("trade.cumulative_so_far").search(raw):
            return
        others = [m for _, m in self.scene.all("D") if m not in dates and m.date.last]
        level.basis = "cumulative"
        if dates:
            level.start = dates[0].date.first
        elif "since then" in raw or rx("trade.cumulative_since_entering").search(self.tag):
            level.start = others[0].date.first if others else level.start
        else:
            level.start = None
        until = [
            m
            for m in others
            if m.date.relation in ("by", "end_of", "until", "as_of")
            or m.date.last
            and level.start
            and m.date.last[:4] > level.start[:4]
        ]
        level.end = until[-1].date.last if until else self.reading.published

    # -- growth and shares -------------------------------------------------------------------------------------------

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
            beside = re.search(r"(?P<who>[MB]) $", self.tag[:place])
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
        if sign == 0:
            return False
        self.sign = sign
        if group_start and self.growth_elsewhere(group_start, place):
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
            those = rx("trade.growth_those").search(self.tag[start:group_start])
            if those and self.emitted[-1].position < start:
                subject = self.scene.at(start + those.start("who"))
                self.emitted.append(replace(self.emitted[-1], subject=subject, position=start))
        target = level or self.growth_of(group_start, subject)
        if owner and target is not None and subject is None:
            target = replace(target, subject=self.scene.at(owner.start("who")), position=place)
            self.emitted.append(target)
        if target is None or target.subject is None:
            return True
        modality = target.modality if target.modality != "actual" else self.reading.clauses.at(place)
        if modality == "none":
            return True
        if modality == "could":
            modality = "planned"
        self.reading.add(
            target.metric + "Growth",
            subject or target.subject,
            value=sign * abs(quantity.value),
            value_max=quantity.value_max,
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

    def growth_elsewhere(self, group_start: int, place: int) -> bool:
        """Whether the growth is that of a market as a whole, told for comparison."""
        start, _ = self.reading.clauses.span(place)
        return bool(
            rx("trade.growth_elsewhere_whole_entire").search(self.tag[start:group_start].rstrip("by ") + " ")
        )

    def growth_of(self, place: int, subject: Mention | None) -> Level | None:
        """The level whose growth a percentage is."""
        know = self.reading.know
        start, end = self.reading.clauses.span(place)
        last = self.emitted[-1] if self.emitted else None
        low = last.position if last else 0
        blocked = list(rx("trade.growth_of_blocked").finditer(self.tag, low, place))
        fresh = [cue for cue in self.cues if low < cue[0] < place and cue[3] == "noun"]
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
            return self._new_level(place, cue, subject, last)
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
            and self.scene.index - self.memory[-1].scene <= 1
            and rx("trade.growth_of_they_that").search(self.tag[:place])
        ):
            return self.memory[-1]
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

    def _doubled(self, place: int, mention: Mention) -> bool:
        """``hopes to double the number``: the last level, times the factor."""
        if mention.extra.get("used") or not rx("trade.doubled_that_this").match(self.tag[place:]):
            return False
        pool = self.emitted or self.memory
        modality = self.reading.clauses.at(place)
        if (
            not pool
            or modality not in ("target", "planned", "forecast")
            or pool[-1].value is None
            or pool[-1].subject is None
        ):
            return False
        last = pool[-1]
        date = date_in_clause(self.reading, self.scene, place)
        period = period_of(date, modality) if date is not None else Period(None, None)
        level = replace(
            last,
            value=(last.value or 0) * mention.quantity.value,
            modality=modality,
            start=period.start,
            end=period.end,
            position=place,
            scene=self.scene.index,
        )
        self.emitted.append(level)
        subject = last.subject
        if subject is not None:
            self.reading.add(
                level.metric,
                subject,
                value=level.value,
                unit="vehicle",
                comparator=last.comparator,
                modality=modality,
                start=level.start,
                end=level.end,
                place=level.place,
                product=level.product,
                confidence=0.72,
            )
        return True

    def multiple(self, pair: tuple[int, Mention]) -> None:
        """``twice as many as the year before`` is growth of 100 percent; "doubled to" is left to the level."""
        place, mention = pair
        quantity = mention.quantity
        if self._doubled(place, mention):
            return
        match = rx("trade.multiple_as_many").match(self.tag[place:])
        as_many = (
            rx("trade.multiple_as_many_2").match(self.tag[place:])
            or "as many" in self.scene.text[mention.start : mention.end]
        )
        if not (match and as_many and self.emitted) or basis_of(self.reading, self.scene, place) == "other":
            return
        level = self.emitted[-1]
        if level.metric not in ("exports", "sales", "production") or level.subject is None:
            return
        self.reading.add(
            level.metric + "Growth",
            level.subject,
            value=(quantity.value - 1) * 100,
            unit="percent",
            comparator=quantity.comparator,
            modality=level.modality,
            start=level.start,
            end=level.end,
            place=level.place,
            product=level.product,
            confidence=0.8,
        )


_ = maker_for
