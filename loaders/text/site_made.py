"""Sites that a verb of making gives: "X has put together the Y in TOWN", "TOWN, where X builds …", "makes … there"."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_find import find_or_make, remember
from autoatlas.loaders.text.site_owner import operator_of, runner_of
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["maker_of_model", "note_makers"]

_VERBS = 4
_UNTIL = 24  # how far behind a clause "until" can end what it tells
Spot = tuple[list[PlaceName], int, int]


def note_makers(reading: Reading, scene: Scene) -> bool:
    """Put a site over each town in which somebody makes cars; say whether there was any."""
    found = False
    place = 0
    for _ in range(_VERBS):
        verb = rx("site_made.verb").search(scene.tag, place)
        if verb is None:
            return found
        place = verb.end()
        if _site_of(reading, scene, verb):
            found, place = True, verb.start() + 1
    return found


def _keep_topic(reading: Reading, scene: Scene, start: int) -> None:
    """``X, which builds the Y in TOWN, opened a plant in TOWN``: it is the latter that the text goes on about."""
    others = [m.facility for at, m in scene.all("F") if at < start or at > reading.clauses.span(start)[1]]
    if others and others[-1] is not None and rx("site_made.relative").match(scene.tag, start):
        remember(reading, others[-1])


def _site_of(reading: Reading, scene: Scene, verb: re.Match[str]) -> bool:
    tag = scene.tag
    start, end = reading.clauses.span(verb.start())
    if start and not tag[start : verb.start()].strip(" ,"):
        start, _ = reading.clauses.span(start - 1)  # "X, the maker of the Y, employs …"
    modality = reading.clauses.at(verb.end() - 1)
    if "F" in tag[start:end] or modality in ("none", "rumoured", "forecast", "could"):
        return False
    goods = tag[verb.end() : end]
    if rx("site_made.no_plant").search(tag, start, end + _UNTIL) or not _makes_cars(
        scene, verb, start, goods
    ):
        return False
    who = _maker(reading, scene, verb) if verb["passive"] else _doer(reading, scene, start, verb.start())
    operator = operator_of(who)
    spot = _spot(reading, scene, (start, end), verb) if operator is not None else None
    if operator is None or spot is None:
        return False
    names, low, high = spot
    kind = "battery plant" if rx("site_made.batteries").match(goods) else "plant"
    phrase = SitePhrase(low, high, "plant", kind=kind, places=names)
    told = [one for one in reading.facilities if one.place() == names[0].label and one.kind == kind]
    host = told[-1] if told and verb["passive"] and not rx("site_made.by").search(goods) else None
    facility = host or find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is None:
        return False
    ahead = bool(verb["will"] or verb["will_"]) or modality != "actual"
    if facility.born == scene.index and facility.planned is None and ahead:
        facility.planned = True
    extra = {"all": [facility], "inner": [], "phrase": phrase}
    scene.add(low, high, Mention(0, 0, "F", facility=facility, extra=extra))
    remember(reading, facility)
    _keep_topic(reading, scene, start)
    return True


def _makes_cars(scene: Scene, verb: re.Match[str], start: int, goods: str) -> bool:
    """Whether it is vehicles or batteries that are made, or people who work where they are."""
    tag = scene.tag
    if verb["passive"]:
        return rx("site_made.made_goods").search(tag, start, verb.start()) is not None
    if rx("site_made.staff").match(goods):
        return bool(rx("site_made.where").match(tag, start) and rx("site_made.made").search(tag, 0, start))
    if rx("site_made.goods_before").search(tag, start, verb.start()):
        return True  # "has added the Y to the models that it assembles"
    return rx("site_made.goods").match(goods) is not None


def _maker(reading: Reading, scene: Scene, verb: re.Match[str]) -> Mention | None:
    """``The X is built by Y``, ``where the X is built``: who is named behind "by", failing that whose model it is."""
    stop = scene.tag.find(";", verb.end())
    by = rx("site_made.by").search(scene.tag, verb.end(), stop if stop >= 0 else len(scene.tag))
    if by:
        return scene.at(by.start("who"))
    start, _ = reading.clauses.span(verb.start())
    if rx("site_made.where").match(scene.tag, start):
        host = next((m for _, m in scene.within(0, start, "MB") if m.cls != "Country"), None)
        if host is not None:
            return host  # "The group has a line in TOWN, where the X is built"
    goods = rx("site_made.made_goods").search(scene.tag, 0, verb.start())
    model = scene.at(goods.start("x")) if goods and goods["x"] else None
    return maker_of_model(reading, model) or reading.maker


def _doer(reading: Reading, scene: Scene, start: int, verb: int) -> Mention | None:
    """Whose deed a verb tells: the name right before it, or whom "it" or "which" stands for."""
    tag = scene.tag
    near = rx("site_made.doer").search(tag, start, verb)
    through = rx("facilities.through_partner").search(tag, start, verb)
    named = through or near
    if named:
        who = scene.at(named.start("who"))
        return who if who is not None and who.cls != "Country" else None
    if rx("site_made.relative_doer").fullmatch(tag[start:verb]):
        before = scene.last(start, "MBOUXPVF", max(0, start - 4))
        return before[1] if before is not None and before[1].tag in "MBO" else None
    if not rx("site_made.pronoun_doer").search(tag, start, verb):
        return None
    opens = rx("site_made.stranger").match(tag)
    if opens and opens.end() < verb:
        return scene.at(opens.start("who"))
    return runner_of(reading, scene, SitePhrase(verb, verb, "plant"))


def _spot(reading: Reading, scene: Scene, clause: tuple[int, int], verb: re.Match[str]) -> Spot | None:
    """Where it is done: behind the verb, "there", in front of "where", or at the head of the sentence."""
    tag, (start, end) = scene.tag, clause
    behind = rx("site_made.behind").search(tag, verb.end(), end + 2)
    there = rx("site_made.there").search(tag, verb.end(), min(end + 12, len(tag)))
    if behind and not rx("facilities.implied_told").search(tag, verb.end(), behind.end()):
        return _town(*place_phrase(scene, behind.end(), reading.know), behind.end())
    if there and "F" not in tag[:start] and not scene.within(0, verb.start(), "PC"):
        before = reading.paragraph_places[-1:]
        if before and scene.index - before[0][0] <= 1 and not any(n.near for n in reading.spot):
            return _town(list(reading.spot), there.end(), there.start("there"))
        return None
    if rx("site_made.where").match(tag, start):
        for place, _ in scene.within(max(0, start - 60), start, "PU"):
            names, stop = place_phrase(scene, place, reading.know)
            if names and tag[stop:start] in ("", ",") and not rx("site_made.not_there").search(tag, 0, place):
                return _town(names, stop, place)
        return None
    lead = rx("site_made.fronted").match(tag)
    if lead and lead.end() < start + 60 and not re.search(r"[;:]", tag[: verb.start()]):
        names, stop = place_phrase(scene, lead.end(), reading.know)
        if names and stop < verb.start() and tag[stop : stop + 1] in (",", " "):
            return _town(names, stop, lead.end())
    return None


def _town(names: list[PlaceName], end: int, start: int) -> Spot | None:
    if not names or names[0].near or names[0].kind in ("country", "region", "province"):
        return None
    return names, start, end


def maker_of_model(reading: Reading, model: Mention | None) -> Mention | None:
    """Whose a known model is: the maker, or the company that a brand belongs to."""
    entity = reading.registry.find(model.label, "Model") if model is not None else None
    maker = reading.registry.find(entity.parent) if entity is not None and entity.parent else None
    if maker is not None and maker.relation == "brandOf" and maker.parent:
        maker = reading.registry.find(maker.parent) or maker
    return Mention(0, 0, "M", maker.label, maker.cls) if maker is not None else None
