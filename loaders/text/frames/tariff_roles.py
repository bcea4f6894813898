"""Who levies a duty, and who pays it."""

from collections import Counter

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = [
    "countries_of",
    "levier_in",
    "levier_of",
    "payer_enjoys",
    "payer_of",
    "payers_listed",
    "payers_together",
]


def countries_of(reading: Reading, span: tuple[int, int]) -> list[str]:
    """The countries and regions named in a stretch of the text."""
    low, high = span
    first = max(0, reading.at(low) - 2)
    near = reading.all[first : first + 16]
    return [m.label for m in near if m.start >= low and m.end <= high and m.cls in ("Country", "Region")]


def _capital(reading: Reading, span: tuple[int, int]) -> list[str]:
    """The country whose capital a lead-in names: ``WASHINGTON.``"""
    name = reading.text[span[0] : span[1]].strip(" .:*_—-").title()
    land = reading.know.tables["capitals"].get(name)
    return [land] if land else []


def payers_together(reading: Reading, scene: Scene, place: int, payer: Mention) -> list[Mention]:
    """All countries of a row that pay one rate: "cars from Japan and South Korea are charged 15 per cent"."""
    start, end = reading.clauses.span(place)
    for low, high in ((start, end), (0, len(scene.tag))):
        for match in rx("tariffs.payers_from").finditer(scene.tag, low, high):
            lands = [_land(m) for m in scene.group(match, "list", "CR")]
            if any(land is not None and land.label == payer.label for land in lands):
                return [land for land in lands if land is not None]
    return [payer]


def _land(mention: Mention | None) -> Mention | None:
    """A country or the union that a name or an adjective stands for."""
    if mention is None or mention.cls not in ("Country", "Region"):
        return None
    label = "European Union" if mention.label == "Europe" else mention.label
    return Mention(
        0,
        0,
        "R" if label == "European Union" else "C",
        label,
        "Region" if label == "European Union" else mention.cls,
    )


def _named(scene: Scene, low: int, high: int) -> Mention | None:
    """Who levies, as a stretch of a sentence names it."""
    for name in ("acts", "owns", "enters", "border", "subject", "adjective", "in_land"):
        for match in rx(f"tariffs.levier_{name}").finditer(scene.tag, low, high):
            at = match.start("who")
            found = _land(scene.at(at))
            if found is None or (found.label == "China" and name in ("adjective", "in_land")):
                continue
            if not rx("tariffs.origin_before").search(scene.tag[max(0, at - 16) : at]):
                return found
    return None


def levier_in(reading: Reading, scene: Scene, place: int, told: Mention) -> Mention:
    """Who levies the rate at a place, where a sentence tells of several: by its clause, or who "it" is."""
    low, high = reading.clauses.span(place)
    named = _named(scene, low, high)
    if named is not None:
        return named
    if rx("tariffs.it_acts").search(scene.tag, low, place):
        before = reading.memory.get("last_scene")
        opens = rx("tariffs.land_opens").match(before.tag) if before is not None else None
        found = _land(before.at(opens.start("who"))) if before is not None and opens else None
        return found or told
    return told


def _reported(reading: Reading) -> Mention | None:
    """The country that a report is about: of its title, else the one that it names most often."""
    title = [
        label
        for word, label in reading.know.tables["capitals"].items()
        if word in (reading.document.title or "")
    ]
    about = reading.title_country if reading.title_country != "China" else None
    about = about or (title[0] if len(title) == 1 else None)
    if about is None:
        named = [
            m.label for m in reading.all if m.cls == "Country" or m.label in ("Europe", "European Union")
        ]
        lands = Counter(
            "European Union" if label == "Europe" else label for label in named if label != "China"
        )
        most = lands.most_common(2)
        about = most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else None
    if about is None:
        return None
    union = about == "European Union"
    return Mention(0, 0, "R" if union else "C", about, "Region" if union else "Country")


def levier_of(reading: Reading, scene: Scene, known: Mention | None, block: object) -> Mention | None:
    """The country or union that levies the duty of a sentence."""
    tag = scene.tag
    named = _named(scene, 0, len(tag))
    if named is not None:
        return named
    raw = scene.text[scene.sentence.start : scene.sentence.end]
    for word, union in reading.know.tables["capitals"].items():
        at = raw.find(word)
        first = 0 <= at < 3 and rx("tariffs.capital_first").search(raw)
        if first or (at >= 0 and rx("tariffs.capital_acts").match(raw, at + len(word))):
            cls = "Region" if union == "European Union" else "Country"
            return Mention(0, 0, "R" if cls == "Region" else "C", union, cls)
    if rx("tariffs.president").search(raw.lower()):
        return Mention(0, 0, "C", "United States", "Country")
    if rx("tariffs.levier_brussels_european").search(raw.lower()):
        return Mention(0, 0, "R", "European Union", "Region")
    span = scene.sentence.block.label
    lands = (countries_of(reading, span) or _capital(reading, span)) if span is not None else []
    section = lands[0] if len(set(lands)) == 1 else reading.section_country
    moved = scene.sentence.block is not block
    if section and section != "China" and (known is None or (known.label != section and moved)):
        return _land(Mention(0, 0, "C", section, "Country"))
    here = reading.memory.get("paragraph_country")
    if known is not None and not (here and here not in (known.label, "China") and moved):
        return known
    if rx("tariffs.levier_there_it").search(tag) or any(m.reference for _, m in scene.all("C")):
        origin = {
            m.label for p, m in scene.all("CA") if rx("tariffs.origin_before").search(tag[max(0, p - 16) : p])
        }
        for here in (
            reading.memory.get("block_country"),
            reading.memory.get("paragraph_country"),
            reading.country,
        ):
            if here and here not in origin and here != "China":
                return _land(Mention(0, 0, "C", str(here), "Country"))
    return _reported(reading) if known is None and rx("tariffs.charged").search(tag) else None


def payers_listed(reading: Reading, scene: Scene, zs: list[tuple[int, Mention]]) -> dict[int, Mention]:
    """Rates and makers side by side: "17% for X and 19% for Y", "X 17%, Y 19%", "X, Y and Z pay a, b and c"."""
    tag = scene.tag
    found: dict[int, Mention] = {}
    for place, _ in zs:
        behind = rx("tariffs.payer_behind").match(tag, place)
        before = rx("tariffs.payer_before").search(tag[max(0, place - 60) : place])
        if behind:
            who = scene.at(behind.start("who"))
        elif before:
            who = scene.at(max(0, place - 60) + before.start("who" if before["who"] else "who2"))
        else:
            continue
        if who is not None and who.cls != "Country":
            found[place] = who
    run = re.search(r"[MB](?:(?:, and|,| and)(?: the)? [MB])+", tag)
    row = re.search(r"Z(?:(?:, and|,| and) Z)+", tag)
    if run and row:
        makers = [m for _, m in scene.within(run.start(), run.end(), "MB")]
        figures = scene.within(row.start(), row.end(), "Z")
        if len(makers) == len(figures):
            found |= {place: who for (place, _), who in zip(figures, makers, strict=True)}
    return found


def payer_enjoys(scene: Scene, place: int, levier: Mention) -> Mention | None:
    """``For Japan the total came down to 15%``, ``South Korea has enjoyed the same 15%``: whom a rate is for."""
    match = rx("tariffs.payer_enjoys").search(scene.tag[:place])
    group = next(name for name in ("a", "for", "who") if match[name]) if match else ""
    land = _land(scene.at(match.start(group))) if match else None
    if land is None or land.label == levier.label:
        return None
    return land if land.cls == "Country" or land.label == "European Union" else None


def payer_of(reading: Reading, scene: Scene, place: int, levier: Mention) -> Mention | None:
    """Who pays: all others of a country, the country the cars come from, or a maker that is said to pay."""
    tag = scene.tag
    start, end = reading.clauses.span(place)
    every = rx("tariffs.target_every").search(tag)
    if every:
        return _land(scene.at(every.start("who")))
    nearest: tuple[int, Mention] | None = None
    for low, high in ((start, end), (0, len(tag))):
        for match in rx("tariffs.cars_from").finditer(tag, low, high):
            group = "from" if match["from"] else "adj"
            land = _land(scene.at(match.start(group)))
            if land is None or land.label == levier.label:
                continue
            named = rx("tariffs.kind_behind").match(tag, place)
            beyond = named.end() if named else place + 1
            if place and match.start() > place and rx("tariffs.strong").search(tag, beyond, match.start()):
                continue  # that is the payer of another duty
            gap = abs(match.start(group) - place)
            if nearest is None or gap < nearest[0]:
                nearest = (gap, land)
        if nearest is None:
            for at, counted in scene.within(low, high, "V"):
                inner = scene.text[counted.start : counted.end]
                lands = [
                    e
                    for _, _, e in reading.finder.find(inner)
                    if e.cls == "Country" and e.label != levier.label
                ]
                if lands:  # "up to 100,000 British cars"
                    nearest = (abs(at - place), Mention(0, 0, "C", lands[0].label, "Country"))
        pays = rx("tariffs.maker_pays").search(tag, low, high)
        if pays:
            who = scene.at(pays.start("who"))
            if (
                who is not None
                and who.cls != "Country"
                and (nearest is None or abs(pays.start("who") - place) < nearest[0] + 40)
            ):
                return who
            if who is not None and who.cls == "Country" and nearest is None:
                return _land(who)
        if nearest is not None:
            return nearest[1]
    return None
