"""Who runs a site: "its plant", "a plant that X opened", "X, which took over Y's plant"."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_phrase import SitePhrase
from autoatlas.loaders.text.slots import antecedent, apposed

__all__ = ["builder_of", "operator_of", "owner_of", "runner_of", "same_group", "taker_of"]


def operator_of(mention: Mention | None) -> tuple[str, str] | None:
    if mention is None or mention.cls == "Country":
        return None
    if mention.tag == "U":
        return (mention.label, "Organization")
    return (mention.label, mention.cls or "Organization")


def owner_of(reading: Reading, scene: Scene, phrase: SitePhrase) -> Mention | None:
    """Whose "its" it is: the subject of the clause, failing that who was spoken of last."""
    stranger = _stranger(scene, phrase.start)
    if stranger is not None:
        return stranger
    if _we_act(reading, scene, phrase):
        return reading.we
    through = apposed(scene, phrase.start)
    if through is not None and through.cls != "Country":
        return through
    fronted = _subject_ahead(scene, phrase.start)
    if fronted is not None:
        return fronted
    spoken_of = reading.maker
    if rx("facilities.it_acts").match(scene.tag, 0, phrase.start) and spoken_of and _can_run(spoken_of):
        return spoken_of
    start, _ = reading.clauses.span(phrase.start)
    inside = [m for _, m in scene.within(start, phrase.start, "MBO") if _can_run(m)]
    relative = antecedent(reading, scene, phrase.start, "MBO")
    if (
        relative is not None
        and relative.cls != "Country"
        and not rx("facilities.whose").match(scene.tag, start)
    ):
        return relative
    if len(inside) > 1 and rx("facilities.own_subsidiary_arm").search(scene.tag[start : phrase.start]):
        return inside[1]
    if len(inside) > 1 and re.search(r"M's B(?![a-z])", scene.tag[start : phrase.start]):
        return next((m for m in inside if m.tag == "B"), inside[0])
    if inside:
        return inside[0]
    before = [m for _, m in scene.within(0, phrase.start, "MBO") if _can_run(m)]
    if before:
        return before[0]
    if reading.maker is not None and reading.maker.tag == "O" and reading.section_maker is not None:
        runs = reading.facility is not None and reading.facility.operator == operator_of(reading.maker)
        return reading.maker if runs else reading.section_maker
    return reading.maker


def _we_act(reading: Reading, scene: Scene, phrase: SitePhrase) -> bool:
    """``In COUNTRY we and X are building a plant``, ``our plant``: the company that speaks, not another it names."""
    if reading.we is None:
        return False
    if scene.tag.startswith(("our ", "our own "), phrase.start):
        return True
    start, _ = reading.clauses.span(phrase.start)
    return rx("facilities.we_act").match(scene.tag, start, phrase.start) is not None


def _stranger(scene: Scene, place: int, *, guest: bool = False) -> Mention | None:
    """``U, by contrast, has built … at its plant``, ``X's venture with Y, Z, will …``: who nobody knows as yet."""
    named = rx("facilities.venture_named").search(scene.tag, 0, place) or rx(
        "facilities.venture_that"
    ).search(scene.tag, 0, place)
    if named:
        return scene.at(named.start("who"))
    told = rx("facilities.stranger_which").search(scene.tag, 0, place)
    if told and not scene.within(told.end(), place, "MBOU"):
        return scene.at(told.start("who"))
    opens = rx("facilities.stranger_opens").match(scene.tag)
    who = scene.at(opens.start("who")) if opens else None
    if opens is None or who is None or opens.end() > place or scene.within(opens.end(), place, "MBO"):
        return None
    if guest and rx("facilities.ceremony").search(opens[0]) is not None:
        # ministers open plants as well, but by two names and "the plant of X"
        return (
            who if " " not in who.label and rx("facilities.opens_new").match(scene.tag, opens.end()) else None
        )
    return who


def _can_run(mention: Mention) -> bool:
    """Whether a name can be that of who runs a plant: a country's makers do not, nor does a ministry."""
    return mention.cls != "Country" and not (
        mention.tag == "O" and rx("discourse.no_firm").search(mention.label)
    )


def _subject_ahead(scene: Scene, place: int) -> Mention | None:
    """``Besides its plant in TOWN, X runs …``: X, who is only named behind the words that open the sentence."""
    ahead = rx("facilities.fronted_own").match(scene.tag)
    if ahead is None or ahead.start("who") < place or scene.within(0, place, "MBO"):
        return None
    who = scene.at(ahead.start("who"))
    return who if who is not None and who.cls != "Country" else None


def _first_of_joint(reading: Reading, scene: Scene, place: int) -> Mention | None:
    """``X and Y announced a plant``: X, where the clause seems to begin with the second of two subjects."""
    start, _ = reading.clauses.span(place)
    if not re.match(r" and [MBO] ", scene.tag[start : start + 7]):
        return None
    first = rx("facilities.joint_subject").search(scene.tag[:start])
    who = scene.at(first.start("who")) if first else None
    return who if who is not None and _can_run(who) else None


def taker_of(reading: Reading, scene: Scene, phrase: SitePhrase) -> tuple[str, str] | None:
    """``X, which took over Y's plant in TOWN, …``: X, if it has happened."""
    seller = phrase.owner or phrase.modifier
    if seller is None or not rx("facilities.taken_over").search(scene.tag[: phrase.start]):
        return None
    if reading.clauses.at(phrase.start) != "actual":
        return None
    buyer = runner_of(reading, scene, SitePhrase(phrase.start, phrase.start, "plant"))
    if buyer is None or buyer.label == seller.label:
        return None
    return operator_of(buyer)


def builder_of(scene: Scene, phrase: SitePhrase) -> Mention | None:
    """``The plant that X announced in May will be built in TOWN``: X, named in the clause behind."""
    match = rx("facilities.builder_behind").match(scene.tag, phrase.end)
    who = scene.at(match.start("who")) if match and phrase.definite else None
    return who if who is not None and _can_run(who) else None


def same_group(reading: Reading, one: str, other: str) -> bool:
    """Whether two names are one maker, or a maker and a brand or company of its."""
    if one == other:
        return True
    for child, parent in ((one, other), (other, one)):
        entity = reading.registry.find(child)
        if entity is not None and entity.parent == parent and entity.cls == "Brand":
            return True
    return False


def _agents(reading: Reading, scene: Scene, start: int, end: int) -> list[tuple[int, Mention]]:
    """The names between two places that can be of who does something: not those behind "for", "with" or "from"."""
    found: list[tuple[int, Mention]] = []
    aside = heir = -9
    for place, mention in scene.within(start, end, "MBO"):
        rival = rx("facilities.whose_rival").match(scene.tag, place + 1)
        heir = rival.end() - 1 if rival else heir
        if not _can_run(mention) or rival or _told_aside(reading, scene, place, end):
            continue
        listed = scene.tag[aside + 1 : place] in (" and ", ", ", ", and ", " or ")
        opens = rx("facilities.opens_apposed").match(scene.tag[:place])
        if listed or (
            not opens
            and place != heir
            and rx("facilities.subject_inside").search(scene.tag[max(0, place - 12) : place])
        ):
            aside = place
            continue
        found.append((place, mention))
    return found


def _told_aside(reading: Reading, scene: Scene, place: int, end: int) -> bool:
    """Whether a name stands in a relative clause that is over: "X, in which Y holds 40%, builds …"."""
    low, high = reading.clauses.span(place)
    return high <= end and low > 0 and rx("modality.relative").match(scene.tag, low) is not None


def _subject_shared(reading: Reading, scene: Scene, start: int) -> Mention | None:
    """``X sold …; Y makes buses and has agreed to build …``: Y, the subject of the clause before, not of all."""
    tag = scene.tag
    stop = max(tag.rfind(";", 0, start), tag.rfind(". ", 0, start))
    if stop < 0 or not rx("facilities.goes_on").match(tag, start):
        return None
    for _, mention in scene.within(stop, start, "MBO"):
        if mention.cls != "Country":
            return mention
    return None


def _venture_before(reading: Reading) -> Mention | None:
    """``… at Z, the venture of X and Y. The plant …``: Z, which runs what its owners share."""
    last = reading.memory.get("last_scene")
    if not isinstance(last, Scene) or last.index != reading.scenes - 1:
        return None
    named = rx("facilities.venture_told").search(last.tag)
    return last.at(named.start("who") if named["who"] else named.start("who_")) if named else None


def runner_of(reading: Reading, scene: Scene, phrase: SitePhrase) -> Mention | None:
    """Who runs a plant that no possessive gives to anybody: "X opened a plant", "a plant that X runs"."""
    tag = scene.tag
    if _we_act(reading, scene, phrase):
        return reading.we
    behind = rx("facilities.subject_behind").match(tag, phrase.end)
    if behind:
        return scene.at(behind.start("who"))
    cleft = rx("facilities.subject_cleft").match(tag, phrase.end)
    if cleft:
        return scene.at(cleft.start("who"))
    behind = rx("facilities.subject_behind_2").match(tag, phrase.end)
    if behind:
        return scene.at(behind.start("who"))
    through = apposed(scene, phrase.start)
    if through is not None and through.cls != "Country":
        return through
    child = rx("facilities.subsidiary_that").search(tag, 0, phrase.start) or rx(
        "facilities.with_plant"
    ).search(tag, 0, phrase.start)
    if child:
        return scene.at(child.start("s"))
    given = rx("facilities.given_to").search(tag, 0, phrase.start)
    if given and not re.search(r"[MBO]", tag[given.end() : phrase.start]):
        return scene.at(given.start("who"))
    project = rx("facilities.project_of").search(tag, 0, phrase.start)
    if project:
        return scene.at(project.start("who"))
    stranger = _stranger(scene, phrase.start, guest=True)
    if stranger is not None:
        return stranger
    joint = _first_of_joint(reading, scene, phrase.start)
    if joint is not None:
        return joint
    start, _ = reading.clauses.span(phrase.start)
    inside = _agents(reading, scene, start, phrase.start)
    if len(inside) > 1 and rx("facilities.subject_subsidiary_arm").match(tag[inside[0][0] + 1 :]):
        inside = inside[1:]
    if inside:
        return inside[0][1]
    clause = tag[start : phrase.start]
    shared = _subject_shared(reading, scene, start)
    if shared is not None:
        return shared
    relative = rx("facilities.subject_which_who").match(clause)
    before = [(p, m) for p, m in scene.within(0, phrase.start, "MBO") if _can_run(m)]
    before = before if relative else _agents(reading, scene, 0, phrase.start)
    if before:
        if rx("facilities.subject_which_who").match(clause):
            return before[-1][1]
        return before[0][1]
    venture = _venture_before(reading) if phrase.definite else None
    if venture is not None:
        return venture
    after = rx("facilities.subject_after").match(tag, phrase.end)
    if after:
        return scene.at(after.start("who"))
    if reading.maker is not None and reading.maker.cls != "Country":
        return reading.maker
    return reading.section_maker
