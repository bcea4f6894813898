"""Sites that no noun phrase names: "started building cars in X", "the newest, in Y", "There Z assembles …"."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_beside import note_second_here
from autoatlas.loaders.text.site_elided import elided_kind
from autoatlas.loaders.text.site_fill import fill_site
from autoatlas.loaders.text.site_find import find_or_make, remember
from autoatlas.loaders.text.site_listed import note_abroad, note_listed
from autoatlas.loaders.text.site_made import maker_of_model, note_makers
from autoatlas.loaders.text.site_owner import operator_of, runner_of
from autoatlas.loaders.text.site_phrase import SitePhrase
from autoatlas.loaders.text.site_town import note_town_plants

__all__ = ["note_implied", "note_made"]


def _elided_site(reading: Reading, scene: Scene) -> bool:
    """``Z opened one in TOWN``, ``the youngest, in TOWN``: a site whose noun stands in the sentence before."""
    match = rx("facilities.elided").search(scene.tag)
    told = match is not None and match[0].startswith("the ")
    if match is None or (told and rx("facilities.told_of").search(scene.tag, 0, match.start())):
        return _one_there(reading, scene)
    kind = elided_kind(scene, match.start())
    if kind is None:
        return False
    names, end = place_phrase(scene, match.end(), reading.know)
    if not names or names[0].kind == "region":
        return False
    operator = operator_of(runner_of(reading, scene, SitePhrase(match.start(), match.start(), "plant")))
    if operator is None or (names[0].kind == "country" and not scene.within(0, match.start(), "MBO")):
        return False
    phrase = SitePhrase(match.end(), end, "plant", kind=kind, places=names)
    facility = find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is None:
        return False
    one = rx("facilities.elided_site_one").search(match[0])
    start = match.start() + (one.start() if one else 0)
    scene.add(
        start,
        end,
        Mention(0, 0, "F", facility=facility, extra={"all": [facility], "inner": [], "phrase": phrase}),
    )
    remember(reading, facility)
    return True


def _one_there(reading: Reading, scene: Scene) -> bool:
    """``in TOWN, COUNTRY, it is building one for …``: a site whose noun stands before, at the place in front."""
    for match in rx("facilities.in_place").finditer(scene.tag):
        names, end = place_phrase(scene, match.end(), reading.know)
        one = rx("facilities.builds_one").match(scene.tag, end) if names else None
        if one is None or names[0].kind == "region":
            continue
        kind = elided_kind(scene, match.start())
        runner = runner_of(reading, scene, SitePhrase(one.end(), one.end(), "plant"))
        operator = operator_of(runner)
        if kind is None or operator is None:
            continue
        phrase = SitePhrase(one.start("one"), one.end("one"), "plant", kind=kind, places=names)
        facility = find_or_make(reading, scene, phrase, operator, names, explicit=True)
        if facility is None:
            continue
        if facility.born == scene.index and facility.planned is None and one["ahead"]:
            facility.planned = True
        extra = {"all": [facility], "inner": [], "phrase": phrase}
        scene.add(one.start("one"), one.end("one"), Mention(0, 0, "F", facility=facility, extra=extra))
        remember(reading, facility)
        return True
    return False


def note_implied(reading: Reading, scene: Scene) -> None:
    """``X has begun to build cars in TOWN``: there is a plant in that town."""
    if rx("facilities.vessel").search(scene.tag):
        return  # where a ship was built
    if (
        note_second_here(reading, scene)
        or note_town_plants(reading, scene)
        or note_listed(reading, scene)
        or note_makers(reading, scene)
        or (re.search("[PUC]", scene.tag) and _elided_site(reading, scene))
    ):
        return
    here = rx("facilities.implied_site_here").search(scene.tag)
    if (
        here
        and "F" not in scene.tag
        and reading.dateline
        and reading.scenes <= 8
        and not reading.facilities
        and rx("facilities.implied_site_production_assembly").search(scene.tag)
        and reading.dateline[0].kind not in ("country", "region")
    ):
        facility = Facility(
            "plant",
            operator_of(runner_of(reading, scene, SitePhrase(here.start(), here.start(), "plant"))),
            scene.quote,
            quote=scene.quote,
            scene=scene.index,
            born=scene.index,
        )
        fill_site(reading, scene, facility, reading.dateline, SitePhrase(0, 0, "plant"))
        reading.facilities.append(facility)
        scene.add(
            here.start(),
            here.end(),
            Mention(0, 0, "F", facility=facility, extra={"all": [facility], "inner": []}),
        )
        remember(reading, facility)
        return
    if "F" in scene.tag:
        if note_made(reading, scene, scene.tag.index("F")):
            for _, mention in scene.all("F")[1:]:
                if mention.facility is not None:
                    remember(reading, mention.facility)
        return
    if note_abroad(reading, scene):
        return
    if not re.search("[PU]", scene.tag):
        _fronted(reading, scene)
        return
    if (
        _moved(reading, scene)
        or _fronted(reading, scene)
        or _maker_in_town(reading, scene)
        or _built_by(reading, scene)
    ):
        return
    place = 0
    for _ in range(4):
        place = _next_implied(reading, scene, place)
        if not place:
            return


def _moved(reading: Reading, scene: Scene) -> bool:
    """``X is shifting production of the … from TOWN to TOWN``: there is a plant in the second town."""
    match = rx("facilities.moved_to").search(scene.tag)
    operator = (
        operator_of(runner_of(reading, scene, SitePhrase(match.start(), match.start(), "plant")))
        if match and reading.clauses.at(match.start()) not in ("none", "rumoured")
        else None
    )
    names, end = place_phrase(scene, match.end(), reading.know) if match else ([], 0)
    if match is None or operator is None or not names or names[0].kind in ("country", "region", "province"):
        return False
    phrase = SitePhrase(match.end(), end, "plant", kind="plant", places=names)
    facility = find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is None:
        return False
    if facility.born == scene.index and facility.planned is None:
        facility.planned = False
    extra = {"all": [facility], "inner": [], "phrase": phrase}
    scene.add(match.end(), end, Mention(0, 0, "F", facility=facility, extra=extra))
    remember(reading, facility)
    return True


def _maker_in_town(reading: Reading, scene: Scene) -> bool:
    """``X in TOWN, COUNTRY, began production of …``: X has a plant in that town."""
    match = rx("facilities.maker_in_town").search(scene.tag)
    if match is None:
        return False
    who = scene.at(match.start("who" if match["who"] else "who_"))
    names, end = place_phrase(scene, match.end(), reading.know)
    operator = operator_of(who)
    if operator is None or not names or names[0].kind in ("country", "region", "province"):
        return False
    if not rx("facilities.then_makes").match(scene.tag, end) or reading.clauses.at(end) != "actual":
        return False
    phrase = SitePhrase(match.end(), end, "plant", kind="plant", places=names)
    facility = find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is None:
        return False
    extra = {"all": [facility], "inner": [], "phrase": phrase}
    scene.add(match.end(), end, Mention(0, 0, "F", facility=facility, extra=extra))
    remember(reading, facility)
    return True


def _built_by(reading: Reading, scene: Scene) -> bool:
    """``built at TOWN by X``, and ``The cars are made in TOWN`` behind a sentence about X."""
    match = rx("facilities.built_at").search(scene.tag)
    if match is None:
        return False
    names, end = place_phrase(scene, match.end(), reading.know)
    if not names or names[0].kind in ("country", "region", "province"):
        return False
    by = rx("facilities.then_by").match(scene.tag, end)
    if rx("facilities.built_until").search(scene.tag, match.start(), end + 30):
        return False
    modelled = match.start("model" if match["model"] else "model_")
    if by:
        who = scene.at(by.start("who"))
    elif modelled >= 0:
        who = maker_of_model(reading, scene.at(modelled))
    else:
        who = reading.maker if match["they"] else None
    operator = operator_of(who)
    modality = reading.clauses.at(max(match.end() - 5, match.start()))
    if operator is None or modality in ("none", "rumoured"):
        return False
    phrase = SitePhrase(match.end(), end, "plant", kind="plant", places=names)
    facility = find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is None:
        return False
    if facility.born == scene.index and facility.planned is None and modality in ("planned", "target"):
        facility.planned = True
    extra = {"all": [facility], "inner": [], "phrase": phrase}
    scene.add(match.end(), end, Mention(0, 0, "F", facility=facility, extra=extra))
    remember(reading, facility)
    return True


def _fronted(reading: Reading, scene: Scene) -> bool:
    """``In TOWN, X assembles cars``; ``There X builds buses``, behind a sentence about a town: there is a plant."""
    tag = scene.tag
    names: list[PlaceName] = []
    lead = rx("facilities.fronted_implied").match(tag)
    there = rx("facilities.fronted_there").match(tag)
    start, end = 0, 0
    if lead:
        names, end = place_phrase(scene, lead.end(), reading.know)
        start = lead.end()
        if not lead[0]:  # "TOWN: X assembles cars" begins anew
            reading.spot, reading.paragraph_places = [], []
    elif there and reading.paragraph_places and scene.index - reading.paragraph_places[-1][0] <= 1:
        names, end = list(reading.spot), there.end()
    if not names or names[0].kind in ("country", "region") or names[0].near:
        return False
    made = rx("facilities.fronted_maker").match(tag, end)
    who = scene.at(made.start("who")) if made else None
    operator = operator_of(who)
    if made is None or operator is None:
        return False
    modality = reading.clauses.at(made.end() - 1)
    if modality in ("none", "rumoured"):
        return False
    phrase = SitePhrase(start, end, "plant", kind="plant", places=names)
    facility = find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is None:
        return False
    if facility.born == scene.index and facility.planned is None and (made["will"] or modality != "actual"):
        facility.planned = True
    mention = Mention(0, 0, "F", facility=facility, extra={"all": [facility], "inner": [], "phrase": phrase})
    stop = end if lead else end - 1
    scene.add(start, max(stop, start + 1), mention)
    remember(reading, facility)
    return True


def _next_implied(reading: Reading, scene: Scene, place: int) -> int:
    match = rx("facilities.implied").search(scene.tag, place)
    if match is None:
        return 0
    before = len(scene.mentions)
    _implied_at(reading, scene, match)
    return match.end() + 1 if len(scene.mentions) <= before else match.start() + 12


def note_made(reading: Reading, scene: Scene, stop: int) -> bool:
    """``X assembles the … in TOWN, and the plant's capacity …``: a site that a sentence gives before "the plant"."""
    match = rx("facilities.implied").search(scene.tag, 0, stop)
    if match is None or "F" in scene.tag[:stop]:
        return False
    before = len(reading.facilities)
    _implied_at(reading, scene, match)
    return len(reading.facilities) > before or "F" in scene.tag[:stop]


def _implied_at(reading: Reading, scene: Scene, match: re.Match[str]) -> None:
    if match is not None and rx("facilities.no_cars").search(match["what"] or ""):
        return
    if match is None or not (match["by"] or rx("facilities.implied_at_cars_vehicles").search(match[0])):
        return
    if re.search(r"[MBO]", match["what"] or "") and rx("facilities.implied_at_joint_venture").search(
        match["what"] or ""
    ):
        return
    if rx("facilities.implied_told").search(scene.tag, match.start(), match.end()):
        return  # "will assemble the H6, the company said in TOWN": where it was said
    names, end = place_phrase(scene, match.end(), reading.know)
    if not names or names[0].kind in ("country", "region"):
        return
    if (
        "U" in scene.tag[match.end() : end]
        and not any(name.kind in ("country", "province", "town") or name.country for name in names)
        and not match[0].rstrip(" the").endswith(" at")
    ):
        return
    kind = "battery plant" if rx("facilities.makes_batteries").search(match["what"] or "") else "plant"
    phrase = SitePhrase(match.end(), end, "plant", kind=kind, places=names)
    subject = runner_of(reading, scene, SitePhrase(match.start(), match.start(), "plant"))
    model = scene.last(match.start(), "X")
    if match["off"] and not scene.within(0, match.start(), "MBO") and model is not None:
        maker = maker_of_model(reading, model[1])
        if maker is not None and (reading.maker is None or reading.maker.label != maker.label):
            subject = maker
    if match["by"]:
        subject = scene.at(match.start("by"))
    partner = rx("facilities.through_partner").search(scene.tag, 0, match.start())
    if partner and match.start() - partner.end() < 12:
        subject = scene.at(partner.start("who"))
    host = rx("facilities.at_contractor").search(match["what"] or "")
    if host:
        subject = scene.at(match.start("what") + host.start("who"))
    operator = operator_of(subject)
    modality = reading.clauses.at(match.start() + 1)
    hosts = [
        f for f in reading.facilities if f.kind == "plant" and f.place() == names[0].label and f.operator
    ]
    if (
        match["will"]
        and operator is not None
        and any(
            host.operator != operator and host.operator is not None and host.operator[1] == "Organization"
            for host in hosts
        )
    ):
        return  # a guest's plans at the plant of a contractor that the text has named
    if operator is None or (match["will"] and modality == "none"):
        return
    facility = find_or_make(reading, scene, phrase, operator, names, explicit=True)
    if facility is None:
        return
    mention = Mention(0, 0, "F", facility=facility, extra={"all": [facility], "inner": [], "phrase": phrase})
    scene.add(match.end(), end, mention)
    if facility.born == scene.index and facility.planned is None and modality == "rumoured":
        facility.rumoured = facility.planned = True
    ahead = match["will"] or (match["by"] and modality in ("planned", "target"))
    if ahead and facility.born == scene.index and facility.planned is None:
        facility.planned = True
    if (
        not rx("facilities.implied_at_which_that").search(scene.tag[: match.start()])
        or reading.facility is None
    ):
        remember(reading, facility)
    joint = rx("facilities.and_at").match(scene.tag, scene.position(mention.start) + 1)
    if joint and not match["off"]:
        more, stop = place_phrase(scene, joint.end(), reading.know)
        if more and more[0].kind in ("", "town"):
            if facility.country is None and more[-1].kind == "country":
                facility.country = (more[-1].label, scene.quote)
            second = SitePhrase(joint.end(), stop, "plant", kind="plant", places=more)
            other = find_or_make(reading, scene, second, operator, more, explicit=True)
            if other is not None:
                other.planned = facility.planned if other.planned is None else other.planned
                extra = {"all": [other], "inner": [], "phrase": second}
                scene.add(joint.end(), stop, Mention(0, 0, "F", facility=other, extra=extra))
