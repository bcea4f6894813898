"""Whose capacity a figure states: a site's, or that of several sites of a company together."""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_of import facility_of
from autoatlas.loaders.text.site_rivals import rival_between
from autoatlas.loaders.text.slots import maker_for

__all__ = ["last_told", "respective", "site_named", "who_makes"]


def respective(scene: Scene, place: int, subject: Any) -> Any:
    """``capacities of 50,000 and 150,000 respectively``: the second figure is that of the second site."""
    several = scene.last(place, "F")
    sites = several[1].extra.get("all", []) if several is not None else []
    if len(sites) < 2 or subject not in sites or not rx("figures.respectively").search(scene.tag, place):
        return subject
    figures = (
        [at for at, _ in scene.within(several[0] + 1, len(scene.tag), "VNW")] if several is not None else []
    )
    return sites[figures.index(place)] if len(figures) == len(sites) and place in figures else subject


def who_makes(reading: Reading, scene: Scene, place: int, before: str) -> tuple[Any, str | None]:
    """The site whose capacity it is; or the company, with the country, where it is that of several sites."""
    tag = scene.tag
    start, end = reading.clauses.span(place)
    joint = rx("figures.who_makes_joint").search(tag, tag.rfind(";", 0, place) + 1, place)
    several = scene.last(place, "L", 0)
    plural = [m for _, m in scene.within(0, place, "F") if len(m.extra.get("all", [])) > 1]
    if rx("figures.who_makes_national_industry").search(tag[:place]):
        return None, None
    in_land = rx("figures.own_in_land").search(tag, 0, place)
    land = scene.at(in_land.start("c")) if in_land else None
    whose = scene.at(in_land.start("m")) if in_land and in_land["m"] else maker_for(reading, scene, place)
    if land is not None and whose is not None and whose.cls != "Country":
        return whose, land.label
    own = rx("figures.who_makes_own").search(tag[:place])
    who = scene.at(own.start("who")) if own else None
    if who is not None and scene.is_goods(who):
        own = None  # "is to make electric Minis and to reach a capacity of"
    inside = scene.within(start, place, "F")
    spoken = _in_town(reading, scene, start, place)
    if spoken is not None:
        return spoken
    if (joint and (several or plural or rx("figures.who_makes_between_them").search(joint[0]))) or (
        own and not scene.within(own.start(), place, "F")
    ):
        maker = None
        if own and not joint:
            maker = scene.at(own.start("who"))
        elif plural and plural[-1].facility is not None and plural[-1].facility.operator:
            label, cls = plural[-1].facility.operator
            country = plural[-1].facility.country
            return Mention(0, 0, "M", label, cls), country[0] if country else reading.country
        maker = maker or maker_for(reading, scene, place)
        if maker is not None and maker.cls != "Country" and not (own and not joint and inside):
            where = None
            for _, mention in scene.within(0, min(len(tag), end), "C"):
                where = mention.label
                break
            if where is None and joint:
                where = (
                    reading.facility.country[0]
                    if reading.facility is not None and reading.facility.country
                    else reading.country
                )
            return maker, where
    if rx("figures.in_all").match(tag, place + 1) and not inside:
        maker = maker_for(reading, scene, place)
        if maker is not None and maker.cls != "Country":
            return maker, None
    national = rx("figures.who_makes_its_national").search(tag[:place])
    if national:
        maker = maker_for(reading, scene, place)
        land = scene.at(national.start("a"))
        if maker is None or maker.cls == "Country" or land is None or land.cls != "Country":
            return None, None
        return maker, land.label
    if rx("figures.who_makes_country_national").search(tag[:place]):
        return None, None
    facility = facility_of(reading, scene, place)
    if facility is not None:
        return facility, None
    spot = site_named(reading, scene, place)
    if spot is not None:
        return spot, None
    maker = maker_for(reading, scene, place)
    if (
        maker is not None
        and reading.memory.get("unplaced") != scene.index
        and not rx("facilities.facility_of_where").match(tag[start:place])
        and re.search(r"capacity", before)
        and (scene.within(0, place, "MB") or rx("figures.own_capacity").search(tag, 0, place))
        and maker.cls != "Country"
    ):
        places = [m.label for _, m in scene.within(start, end, "C")]
        return maker, places[0] if places else None
    return None, None


def site_named(reading: Reading, scene: Scene, place: int) -> Facility | None:
    """A facility spoken of by its town alone: "Graz, with a capacity of …"."""
    for _, mention in reversed(scene.within(0, place, "P")):
        for facility in reversed(reading.facilities):
            if facility.has_place(mention.label) and not rival_between(reading, scene, facility, 0, place):
                return facility
    return None


def _in_town(reading: Reading, scene: Scene, start: int, place: int) -> tuple[Any, str | None] | None:
    """``X can build 180,000 cars a year in TOWN``: X's plant there; with a country, X."""
    behind = rx("figures.who_makes_in_land").match(scene.tag, place + 1)
    land = scene.at(behind.start("c")) if behind else None
    makers = [m for _, m in scene.within(start, place, "MB") if m.cls != "Country"]
    if land is None or not makers or scene.within(start, place, "F"):
        return None
    if land.tag == "C":
        return makers[0], land.label
    local = [f for f in reading.facilities if f.has_place(land.label) and not f.uncertain]
    if len(local) != 1 or rival_between(reading, scene, local[0], start, place):
        return None
    return local[0], None


def last_told(reading: Reading, scene: Scene) -> tuple[Any, str | None] | None:
    """Whose capacity was told of last, and where, if that is not long ago."""
    for draft in reversed(reading.drafts[-12:]):
        if draft.property == "annualCapacity" and scene.sentence.start - draft.quote[1] <= 2:
            subject = draft.subject
            known = isinstance(subject, Facility)
            return (subject if known else Mention(0, 0, "M", subject, draft.subject_type)), draft.place
    return None
