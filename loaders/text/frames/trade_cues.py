"""Which measure a count is of: sales, exports, production or imports, said beside it or before it."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.trade_pairs import market_whole, paired
from autoatlas.loaders.text.frames.trade_report import speaker_land
from autoatlas.loaders.text.frames.trade_scope import scope_of
from autoatlas.loaders.text.frames.trade_site import fell_short
from autoatlas.loaders.text.frames.trade_slots import Slots
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.scene import Mention
from autoatlas.loaders.text.slots import apposed, product_at

__all__ = ["Cues"]


_NO_NOUN = frozenset(
    [
        "was",
        "is",
        "this",
        "has",
        "its",
        "as",
        "across",
        "overseas",
        "units",
        "sets",
        "less",
        "does",
        "plus",
        "versus",
        "thus",
        "sales",
        "exports",
        "registrations",
        "deliveries",
        "buyers",
        "customers",
        "cars",
        "vehicles",
        "orders",
        "takes",
        "includes",
        "means",
        "makes",
        "comes",
        "counts",
        "covers",
        "goes",
    ]
)


def quantity_bare(mention: Mention) -> bool:
    """Whether a count is of vehicles in general: cars, units."""
    return mention.tag == "V" and not mention.quantity.per


class Cues(Slots):
    """Which measure a count is of."""

    def metric_cue(self, place: int, mention: Mention) -> tuple[int, int, str, str] | None:
        """Which measure a count is of."""
        quantity = mention.quantity
        tag = self.tag
        said = self.scene.text[mention.start : mention.end].lower()
        if rx("trade.used_cars").search(said) or rx("trade.used_of_them").match(tag, place):
            return None
        start, end = self.reading.clauses.span(place)
        before = tag[start:place]
        know = self.reading.know
        if mention.tag == "N" and rx("trade.countries_counted").search(tag[:place]):
            return None  # "from 60 countries … to 103"
        if know.compiled(r"(?<![a-z]){not_sold}(?![a-z])").search(tag[max(start, place - 40) : place]) or rx(
            "trade.metric_cue"
        ).search(tag[place : place + 40]):
            return None
        block = list(rx("trade.metric_cue_block").finditer(before))
        freed = block and any(
            start + block[-1].end() < cue[0] < place and "capacity" not in tag[cue[0] : place]
            for cue in self.cues
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
        found = [
            cue for cue in self.cues if noun == "buyer" and start <= cue[0] and cue[1] + 12 > place > cue[0]
        ]
        if found:
            return found[-1]
        if by_noun:
            return (place, place + 1, by_noun, "noun")
        if market_whole(self.reading, self.scene, place) is not None:
            return (place, place + 1, "sales", "noun")
        if rx("trade.for_export").match(tag, place):
            return (place, place + 1, "exports", "carried" if self.emitted else "noun")
        passive = rx("trade.metric_cue_passive").match(tag[place:])
        if passive:
            verb = place + passive.start("told" if passive["told"] else "verb")
            for cue in self.cues:
                if cue[0] <= verb < cue[1]:
                    return cue[0], cue[1], cue[2], "passive"
        aside = rx("trade.cue_aside").search(tag[:place])
        told = [cue for cue in self.cues if aside and cue[0] == aside.start("cue")]
        if told:
            return told[0]
        inside = [cue for cue in self.cues if start <= cue[0] < place]
        if inside:
            nearest = inside[-1]
            between = tag[nearest[1] : place]
            if (
                not (nearest[3] == "verb" and rx("trade.metric_cue_but").search(between))
                and len(between) < 140
            ):
                return self._given_to(nearest)
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
        return self._not_imports(place, self.topic_cue(place, mention))

    def _not_imports(
        self, place: int, cue: tuple[int, int, str, str] | None
    ) -> tuple[int, int, str, str] | None:
        """No maker imports in these figures: what is carried over to one is what was counted before."""
        if cue is None or cue[2] != "imports" or not self.scene.within(0, place, "MBX"):
            return cue
        known = [level.metric for level in self.memory if level.metric != "imports"]
        return (cue[0], cue[1], known[-1] if known else "sales", cue[3])

    def _given_to(self, cue: tuple[int, int, str, str]) -> tuple[int, int, str, str]:
        """``X contributed 332,585``: to whatever the sentences before have counted."""
        last = self.emitted[-1] if self.emitted else self.memory[-1] if self.memory else None
        near = last is not None and self.scene.index - last.scene <= 2
        if last is None or not near or not rx("report.contributed").match(self.tag, cue[0]):
            return cue
        who = self.scene.last(cue[0], "MB")
        brand = self.reading.registry.find(who[1].label) if who is not None else None
        if brand is not None and last.subject is not None and brand.parent == last.subject.label:
            return cue  # of a brand, to the sales of its group
        return (cue[0], cue[1], last.metric, cue[3])

    def _role(self, place: int) -> tuple[int, int, str, str] | None:
        """``X remained the largest producer with 78,200``: the measure that the role of a maker is about."""
        start, _ = self.reading.clauses.span(place)
        if paired(self.scene, place) is None:
            return None
        for name, metric in (("role_produces", "production"), ("role_exports", "exports")):
            if rx(f"report.{name}").search(self.tag, start, place):
                return (0, 0, metric, "memory")
        return None

    def topic_cue(self, place: int, mention: Mention) -> tuple[int, int, str, str] | None:
        """The measure that the sentences before, or the heading, are about."""
        tag = self.tag
        anaphor = rx("trade.topic_cue_anaphor").search(tag[: place + 30]) or (
            rx("trade.topic_cue_anaphor_2").match(tag)
        )
        block = self.scene.sentence.block
        label = rx("trade.label_product").match(tag)
        if (
            label
            and label.start("q") == place
            and self.memory
            and self.scene.index - self.memory[-1].scene <= 1
            and product_at(self.reading, self.scene, label.start("p"), label.end("p"))
        ):
            return (0, 0, self.memory[-1].metric, "memory")
        kind = rx("trade.kind_of_them").match(tag, place)
        through = apposed(self.scene, place)
        if through is not None and through.tag in "MB" and through.cls != "Country":
            kind = kind or rx("report.managed").search(tag, 0, place)
        if kind and self.memory and self.scene.index - self.memory[-1].scene <= 1:
            return (0, 0, self.memory[-1].metric, "memory")
        if fell_short(self.reading, self.scene, place):
            return (0, 0, "production", "memory")
        role = self._role(place)
        if role is not None:
            return role
        follows = paired(self.scene, place) if mention.tag == "N" or quantity_bare(mention) else None
        if (
            self.memory
            and follows
            and self.scene.index - self.memory[-1].scene <= 3
            and self.memory[-1].metric in ("sales", "exports", "production")
            and self.memory[-1].modality == "actual"
        ):
            return (0, 0, self.memory[-1].metric, "memory")
        scope = scope_of(self.reading, self.scene) if follows else None
        raw = self.scene.text[self.scene.sentence.start : self.scene.sentence.end].lower()
        if follows and rx("trade.topic_cue_sold").search(raw):
            return (0, 0, "sales", "memory")
        if scope is not None and scope.metric in ("sales", "exports", "production"):
            return (0, 0, scope.metric, "memory")
        set_by = scope_of(self.reading, self.scene) if anaphor and self.memory else None
        if (
            set_by is not None
            and set_by.metric
            and set_by.scene == self.scene.index - 1 > self.memory[-1].scene
        ):
            return (0, 0, set_by.metric, "memory")
        goal = rx("trade.goal_of").search(tag[:place])
        if goal and self.memory and speaker_land(self.reading, self.scene, place) is not None:
            last, whole = self.memory[-1], self.reading.memory.get("report_metric")
            near = last.subject is not None and last.subject.tag in "CR"
            return (0, 0, last.metric if near or not whole else str(whole), "memory")
        if self.memory and (anaphor or goal) and self.scene.index - self.memory[-1].scene <= 2:
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
        if (
            asked
            and self.scene.index - asked[1] <= 2
            and (anaphor or mention.tag == "N" or rx("report.answer_bare").fullmatch(tag, 0, place))
        ):
            return (0, 0, asked[0], "memory")
        return None
