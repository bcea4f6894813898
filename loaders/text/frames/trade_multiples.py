"""Growth by a factor: twice as many, doubled."""

from dataclasses import replace

from autoatlas.loaders.text.frames.counting import basis_of
from autoatlas.loaders.text.frames.trade_levels import Levels
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.scene import Mention
from autoatlas.loaders.text.slots import Period, date_in_clause, period_of

__all__ = ["Multiples"]


class Multiples(Levels):
    """Growth by a factor."""

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
                confidence=0.72,
                **level.scope,
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
            confidence=0.8,
            **level.scope,
        )
