"""Makers named right beside their figures: lists of the kind "Renault managed 1,426, Nissan 1,425 and Kia 1,284".

The words between a maker and a figure tell how close they belong together. A nominal gap ("Ford on 2,823", "MG
(3,998)", "Tesla's 3,784") makes the figure the maker's whatever the clause is about; a verbal one ("GWM reported
3,880") only where the maker is the subject of its clause.
"""

from dataclasses import dataclass

from autoatlas.loaders.text.frames.trade_scope import scope_of
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.titles import title_scene

__all__ = ["Pair", "market_land", "market_whole", "paired", "together"]

_BACK = 110  # characters looked back from a figure


@dataclass(frozen=True, slots=True)
class Pair:
    """A maker, model or country beside a figure; ``nominal`` where no verb stands between."""

    who: Mention
    nominal: bool


def paired(scene: Scene, place: int) -> Pair | None:
    """The maker, model or country that stands right beside a figure, in front of it."""
    tag = scene.tag
    low = max(0, place - _BACK)
    before = tag[low:place]
    near = rx("trade.pair_nominal").search(before)
    if near is not None:
        who = scene.at(low + near.start("who"))
        gap = near["gap"]
        lead = before[: near.start("who")]
        inside = rx("report.relative_maker").search(lead) if gap.startswith(", ") else None
        if inside is not None:
            who = scene.at(low + inside.start("x"))  # "Sazgar, which assembles Haval, with 1,012"
        owns = before[near.end("who") :].startswith("'")
        bare = not owns and (not gap.strip() or rx("trade.pair_ordinal").fullmatch(gap))
        held = rx("trade.pair_held").search(lead)
        comma = gap.startswith(", ") and rx("trade.pair_verb_behind").match(tag, place)
        aside = rx("trade.pair_aside").search(lead)
        if who is not None and not (bare and held) and not comma and not (aside and not gap.startswith(" (")):
            return Pair(who, True)
    at = rx("trade.pair_at").search(before)
    if at is not None:
        who = scene.at(low + at.start("who"))
        return Pair(who, True) if who is not None else None
    told = rx("trade.pair_is").search(before)
    if told is not None:
        who = scene.at(low + told.start("who"))
        return Pair(who, True) if who is not None else None
    part = rx("report.pair_part").search(before)
    if part is not None:
        who = scene.at(low + part.start(next(name for name in ("who", "with", "also") if part[name])))
        return Pair(who, bool(part["who"])) if who is not None else None
    far = rx("trade.pair_verbal").search(before) or rx("report.pair_predicate").search(before)
    if far is not None:
        who = scene.at(low + far.start("who"))
        return Pair(who, False) if who is not None else None
    return None


def together(reading: Reading, scene: Scene, place: int, mention: Mention) -> Mention | None:
    """The makers of a country together: "carmakers from China registered …", "168 Chinese cars", "of Chinese makes"."""
    tag = scene.tag
    start, _ = reading.clauses.span(place)
    ahead = rx("trade.group_from").search(tag[start:place])
    behind = rx("trade.group_of_makes").match(tag, place)
    named = rx("trade.group_named").match(tag, place)
    makers = scene.at(named.start("m")) if named else None
    if makers is not None and makers.kind == "makers":
        return makers
    its = rx("trade.its_makers").search(tag[start:place])
    if its and reading.country and not scene.within(0, place, "MB"):
        return Mention(0, 0, "M", reading.country, "Country", kind="makers")
    at = start + ahead.start("c") if ahead else behind.start("a") if behind else -1
    land = scene.at(at) if at >= 0 else None
    if land is not None and land.cls == "Country":
        return Mention(0, 0, "M", land.label, "Country", kind="makers")
    counted = mention.quantity
    words = scene.text[counted.number_end : mention.end].split()
    bought = rx("trade.group_bought").search(tag[:place])
    for word in words[:4] if bought else ():
        label = reading.registry.country_of_demonym(word)
        if label is not None:
            return Mention(0, 0, "M", label, "Country", kind="makers")
    return None


def market_whole(reading: Reading, scene: Scene, place: int) -> Mention | None:
    """The country whose market as a whole a figure is of: "the Turkish market as a whole came to 462,955"."""
    low = max(0, place - _BACK)
    before = scene.tag[low:place]
    match = rx("trade.pair_market").search(before) or rx("trade.land_whole").search(before)
    if match is None:
        return None
    if match["land"]:
        land = scene.at(low + match.start("land"))
        if land is None or not land.cls:
            return None
        return Mention(0, 0, "R" if land.cls == "Region" else "C", land.label, land.cls)
    return market_land(reading, scene)


def market_land(reading: Reading, scene: Scene) -> Mention | None:
    """The country or region whose market "the market" is: named in the sentence, or spoken of before it."""
    inside = {m.label: m for _, m in scene.all("CR")}
    if len(inside) == 1:
        found = next(iter(inside.values()))
        return Mention(0, 0, found.tag, found.label, found.cls)
    levels = [known for known in reading.memory.get("levels", []) if scene.index - known.scene <= 6]
    for level in reversed(levels):
        if level.subject is not None and level.subject.tag in "CR" and level.metric == "sales":
            return Mention(0, 0, level.subject.tag, level.subject.label, level.subject.cls)
        if level.place and level.place != "overseas" and level.metric == "sales":
            return _land(reading, level.place)
    scope = scope_of(reading, scene)
    label = (scope.place if scope is not None else None) or reading.memory.get("text_market")
    if label:
        return _land(reading, str(label))
    title = title_scene(reading)
    lands = {m.label for _, m in title.all("CR")} if title is not None else set()
    return _land(reading, lands.pop()) if len(lands) == 1 else None


def _land(reading: Reading, label: str) -> Mention:
    region = reading.registry.find(label, "Region") is not None
    return Mention(0, 0, "R" if region else "C", label, "Region" if region else "Country")
