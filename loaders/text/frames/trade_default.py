"""Whose a figure of trade is where its own sentence does not say: of who was spoken of, or of the country told of."""

from autoatlas.loaders.text.frames.trade_report import asked_subject, body_land
from autoatlas.loaders.text.frames.trade_scope import scope_of
from autoatlas.loaders.text.frames.trade_state import Figures, Level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.scene import Mention

__all__ = ["Defaults"]


class Defaults(Figures):
    """Whose a figure is where its own sentence does not say."""

    def _theirs(self, place: int, carried: Level | None) -> Mention | None:
        start, _ = self.reading.clauses.span(place)
        told = rx("trade.according_it").match(self.tag)
        if told is not None:
            return self.scene.at(told.start("who"))
        opened = self.reading.memory.get("opened_with")
        if opened and self.scene.index - opened[0] == 1 and rx("trade.it_opens").match(self.tag):
            return Mention(0, 0, "C", opened[1], "Country")
        found = self._named(start, place) or self._named(0, place)
        if found is not None:
            return found
        if rx("trade.theirs_we_our").search(self.tag[:place]) and self.reading.we is not None:
            return self.reading.we
        maker = asked_subject(self.reading, self.scene) or self._carmaker()
        if maker is not None:
            return maker
        return carried.subject if carried else None

    def _carmaker(self) -> Mention | None:
        """The maker spoken of; a dealer or partner does not take its place, unless no maker has been named."""
        maker = self.reading.maker
        if maker is None or maker.tag != "O":
            return maker
        known = [m for _, m in self.reading.makers[-12:] if m.tag in "MB" and m.cls != "Country"]
        return known[-1] if known else self.reading.section_maker or maker

    def _is_market(self, mention: Mention, letter: str, cue: int) -> bool:
        if letter == "A":
            # "Australian sales" of a maker are its sales there; "Chinese exports" are China's
            named = self._named(0, cue)
            if self.tag[cue : cue + 6] == "export":
                return False
            return named is not None or bool(rx("trade.is_market_its_their").search(self.tag[:cue]))
        return False

    def _of_land(self) -> Mention | None:
        """The country whose association or authority a sentence quotes: its figures are the country's."""
        match = rx("trade.land_speaks").search(self.tag)
        if match is None or self.scene.within(0, len(self.tag), "MB"):
            return None
        land = body_land(self.reading, self.scene)
        if land is not None:
            return land
        known = self.scene.at(match.start("o"))
        words = known.label.split() if known is not None else []
        for word in words:
            country = self.reading.registry.country_of_demonym(word)
            if country is not None:
                return Mention(0, 0, "C", country, "Country")
        return None

    def _sold_there(self, place: int, carried: Level | None) -> Mention | None:
        """``CAMPI: 491,000 vehicles were sold``, ``26,100 vehicles were delivered``: in all the country."""
        counted = self.scene.at(place)
        if counted is None or counted.tag != "V" or self.scene.within(0, len(self.tag), "MBX"):
            return None
        land = body_land(self.reading, self.scene)
        whose = carried.subject if carried is not None else None
        if land is None and carried is not None and whose is not None and whose.kind == "makers":
            plain = not counted.quantity.products and carried.place not in (None, "overseas")
            land = Mention(0, 0, "C", str(carried.place), "Country") if plain else None
        return land

    def _default(self) -> Mention | None:
        reading = self.reading
        land = self._of_land()
        if land is None and not self.scene.within(0, len(self.tag), "MBC"):
            land = body_land(self.reading, self.scene)
        if land is not None:
            return land
        scope = scope_of(reading, self.scene)
        makers = [at for at, m in reading.makers if m.tag in "MB" and m.cls != "Country"]
        if (
            scope is not None
            and scope.place
            and self.scene.index - scope.scene <= 2
            and not self.scene.within(0, len(self.tag), "MB")
            and (not makers or makers[-1] < scope.scene)
        ):
            region = reading.registry.find(scope.place, "Region") is not None
            return Mention(0, 0, "R" if region else "C", scope.place, "Region" if region else "Country")
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
        return reading.section_maker or self._carmaker()
