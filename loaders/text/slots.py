"""Filling the slots of a fact from the words around it: when, where, who, and of what."""

from dataclasses import dataclass

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = [
    "Period",
    "antecedent",
    "apposed",
    "date_in_clause",
    "maker_for",
    "period_of",
    "product_at",
    "resumed_subject",
    "shift_years",
]


@dataclass(slots=True)
class Period:
    """When something held; ``mention`` is the date it was read from."""

    start: str | None
    end: str | None
    mention: Mention | None = None

    def __bool__(self) -> bool:
        return bool(self.start or self.end)


def shift_years(text: str | None, years: int) -> str | None:
    """A partial date some years on."""
    return f"{int(text[:4]) + years:04d}{text[4:]}" if text else text


def period_of(mention: Mention, modality: str = "actual") -> Period:
    """The columns ``start`` and ``end`` of a date; "by" for a target is ``end`` alone."""
    date = mention.date
    start, end = date.first, date.last
    if start and end and start != end and date.relation == "by" and modality == "target":
        start = None
    if modality == "target":
        start = None
    return Period(start, end, mention)


def date_in_clause(
    reading: Reading, scene: Scene, place: int, stop: int | None = None, *, base: bool = False
) -> Mention | None:
    """The date nearest to a place within its clause, after it rather than before it."""
    start, end = reading.clauses.span(place)
    best: tuple[float, Mention] | None = None
    for at, mention in scene.within(start, end, "D"):
        date = mention.date
        if date.first is None and date.last is None:
            continue
        if not base and rx("slots.against").search(scene.tag[max(0, at - 16) : at]):
            continue
        if not base and rx("slots.than").search(scene.tag[max(0, at - 24) : at]):
            continue
        if date.base != base or (
            date.relation not in ("by", "from", "until")
            and rx("slots.said").search(scene.tag[max(0, at - 40) : at])
        ):
            continue
        if at < place and "," in scene.tag[at:place] and rx("slots.in_relative").search(scene.tag[:at]):
            continue  # "X, which arrived only in November, sold 1,530"
        if at > place and rx("slots.of_relative").search(scene.tag, stop or place, at):
            continue  # "given up the plant that it announced in 2022"
        if (
            at < place
            and scene.tag[at + 1 : at + 2] == ","
            and rx("slots.participle").search(scene.tag[start:at])
        ):
            continue  # "Announced in 2017, the plant was given up"
        gap = at - (stop or place) if at > place else (place - at) * 1.2
        if at < place and " and " in scene.tag[at:place]:
            gap += 18
        if at < place and (scene.tag[at + 1 : place] + scene.tag[place : place + 3]).lstrip()[:3] == "to ":
            continue  # "decided on Tuesday to shut": the day of the decision
        if at < place and scene.tag[at + 1] == ",":
            gap += 8  # "opened in D, was closed in D"
        between = scene.tag[min(at, place) : max(at, place)]
        gap += (
            40 * sum(between[1:].count(letter) for letter in "VNZE")
            if at > place
            else 25 * sum(between[1:].count(letter) for letter in "VN")
        )
        if best is None or gap < best[0]:
            best = (gap, mention)
    return best[1] if best else None


def apposed(scene: Scene, place: int) -> Mention | None:
    """``X, a maker of engines in which Y holds 45%, runs …``: X, for what stands behind the apposition."""
    found = None
    for match in rx("slots.apposed").finditer(scene.tag, 0, place + 12):
        if match.end() <= place + 8 and scene.tag[match.end() : place + 1].count(";") == 0:
            found = scene.at(match.start("s"))
    return found


def maker_for(reading: Reading, scene: Scene, place: int, tags: str = "MB") -> Mention | None:
    """The maker that a figure at a place of the tagged text is about."""
    start, _ = reading.clauses.span(place)
    tag = scene.tag
    through = apposed(scene, place)
    if through is not None and through.cls != "Country" and (through.tag in tags or through.tag == "O"):
        return through
    resumed = resumed_subject(scene, start, tags)
    if resumed is not None:
        return resumed
    for low in (start, 0):
        found = scene.within(low, place, tags)
        plain = [
            (p, m)
            for p, m in found
            if not scene.is_goods(m) and not rx("slots.not_subject").search(tag[max(0, p - 18) : p])
        ]
        if len(plain) > 1 and re.match(r"'s B(?![a-z])", tag[plain[0][0] + 1 :]):
            plain = plain[1:]
        if len(plain) > 1 and rx("slots.maker_for_subsidiary_arm").match(tag[plain[0][0] + 1 :]):
            plain = plain[1:]
        if plain:
            if low == start:
                return (
                    plain[-1][1]
                    if rx("slots.maker_for_which_who").match(tag[start : start + 8])
                    else plain[0][1]
                )
            relative = rx("slots.maker_for_relative").match(tag[start : start + 8])
            if relative:
                near = scene.last(start, tags)
                if near is not None:
                    return near[1]
            return plain[0][1]
    by = rx("slots.maker_for_by").search(tag[place : place + 60])
    if by:
        return scene.at(place + by.start(1))
    return reading.maker or reading.section_maker


def resumed_subject(scene: Scene, start: int, tags: str = "MBO") -> Mention | None:
    """``X - Y has 32%, Z the rest - raised output``: X, for what stands behind the second dash."""
    tag = scene.tag
    if tag[start : start + 3] != " - " or not rx("slots.resumed").match(tag, start):
        return None
    before = tag.rfind(" - ", 0, start)
    named = scene.at(before - 1) if before > 0 else None
    return named if named is not None and named.tag in tags and named.cls != "Country" else None


def product_at(reading: Reading, scene: Scene, start: int, end: int) -> str | None:
    """The last product named in a stretch of the tagged text."""
    table = reading.know.tables["products"]
    pattern = reading.know._compiled.get("products")
    if pattern is None:
        words = sorted(table, key=len, reverse=True)
        pattern = reading.know._compiled["products"] = re.compile(
            r"(?<![a-z-])(?:" + "|".join(map(re.escape, words)) + r")(?![a-z])"
        )
    found = None
    for match in pattern.finditer(scene.tag, start, end):
        if rx("slots.trade_word").match(scene.tag, match.end()) or rx(
            "slots.product_at_makers_manufacturers"
        ).search(scene.tag[max(0, match.start() - 18) : match.start()]):
            continue
        found = table[match[0]]
    return found


def antecedent(reading: Reading, scene: Scene, place: int, tags: str = "MBX") -> Mention | None:
    """Who "which" or "who" is, where the clause around a place begins with one."""
    start, _ = reading.clauses.span(place)
    if not rx("slots.antecedent_which_who").match(scene.tag[start : start + 8]):
        return None
    apposition = rx("slots.antecedent_apposed").search(scene.tag[:start])
    if apposition:
        return scene.at(apposition.start("x"))
    found = scene.last(start, tags + "F", max(0, start - 60))
    if found is None or found[1].tag == "F":
        return None
    return found[1]
