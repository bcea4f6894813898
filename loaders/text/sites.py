"""Noun phrases for sites, ``its second Hungarian car plant in Szeged``: what the words say by themselves."""

from dataclasses import dataclass, field

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import Knowledge, rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["SitePhrase", "site_phrases"]

_TOKEN = re.compile(r"\S+")
_REACH = 100


@dataclass(slots=True)
class SitePhrase:
    """What a noun phrase says of a site."""

    start: int
    end: int
    head: str
    kind: str | None = None
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    own: bool = False
    owner: Mention | None = None
    modifier: Mention | None = None
    demonym: str | None = None
    ordinal: int | None = None
    count: int | None = None
    another: bool = False
    former: bool = False
    generic: bool = False
    places: list[PlaceName] = field(default_factory=list)
    groups: list[list[PlaceName]] = field(default_factory=list)
    there: bool = False
    mods: list[str] = field(default_factory=list)


def site_phrases(scene: Scene, know: Knowledge, start: int = 0) -> SitePhrase | None:
    """The first noun phrase for a site at or after a place of the tagged text, or None."""
    heads = rx("sites.site_phrases_heads")
    place = start
    while match := heads.search(scene.tag, place):
        phrase = _phrase(scene, know, match)
        if phrase is not None:
            return phrase
        place = match.end()
    return None


def _phrase(scene: Scene, know: Knowledge, match: re.Match[str]) -> SitePhrase | None:
    tag = scene.tag
    head = match["head"] or "plants"
    phrase = SitePhrase(match.start(), match.end(), head)
    if match["count"]:
        mention = scene.at(match.start())
        raw = scene.text[mention.start : mention.end].lower() if mention else ""
        phrase.count = int(mention.quantity.value) if mention and mention.quantity else None
        phrase.mods = raw.replace("-", " ").split()[:-1]
        phrase.head = head = raw.split()[-1] if raw else head
    phrase.plural = bool(rx("sites.phrase_plants_factories").search(head))
    _leftwards(scene, know, phrase)
    if not _settle_kind(scene, know, phrase):
        return None
    # verbs in disguise: "the plants the group plans", "site" of the internet are sorted out by kind and determiner
    if not (
        phrase.definite
        or phrase.own
        or phrase.owner
        or phrase.indefinite
        or phrase.modifier
        or phrase.demonym
        or phrase.plural
        or phrase.mods
        or phrase.count
        or tag[phrase.end : phrase.end + 4] in (" in ", " at ")
        or rx("sites.opens_bullet").fullmatch(tag[: phrase.start])
    ):
        return None
    _rightwards(scene, know, phrase)
    return phrase


def _leftwards(scene: Scene, know: Knowledge, phrase: SitePhrase) -> None:
    """Read determiner, owner and modifiers, from the head to the left."""
    tag = scene.tag
    phrases = know.phrases
    definite, own, indefinite = set(phrases["definite"]), set(phrases["own"]), set(phrases["indefinite"])
    stop, allowed, ordinals = set(phrases["stop"]), set(phrases["adjective_ed"]), phrases["ordinal"]
    tokens = list(_TOKEN.finditer(tag, max(0, phrase.start - _REACH), phrase.start))[-9:]
    mods: list[str] = []
    for index, token in reversed(list(enumerate(tokens))):
        word = token[0].strip("\"'(")
        bare = word.rstrip(",")
        if (
            word != bare
            and bare in ("P", "U")
            and phrase.places
            and tag[token.end() + 1 : token.end() + 2] in "PC"
        ):
            mention = scene.at(token.start() + token[0].index(bare))
            if mention is not None and len(phrase.places) == 1:
                phrase.places.insert(0, PlaceName(mention.label, mention.kind, country=mention.country))
                phrase.start = token.start()
                continue
        if word != bare and not (bare.endswith(("er", "new", "modern", "large", "big")) or bare in ("A",)):
            break
        if tag[token.end() : token.end() + 1] != " ":
            break
        if bare == "own" or (
            bare == "only" and tag[: token.start()].endswith(("'s ", "its ", "their ", "the "))
        ):
            phrase.start = token.start()
            continue
        if bare in own:
            phrase.own, phrase.start = True, token.start()
            break
        letter = bare[:1]
        if bare in ("M's", "B's", "O's", "U's", "M'", "B'", "O'", "U'"):
            phrase.owner, phrase.start = scene.at(token.start() + token[0].index(letter)), token.start()
            break
        if bare in ("C's", "P's", "R's"):
            mention = scene.at(token.start() + token[0].index(letter))
            if mention is not None and letter == "C":
                phrase.demonym = mention.label
            phrase.start, phrase.definite = token.start(), True
            break
        if bare in definite:
            phrase.definite, phrase.start = True, token.start()
            break
        if bare in ("a", "an", "each", "every", "another"):
            phrase.indefinite, phrase.start = True, token.start()
            phrase.another = bare == "another"
            break
        if bare in ("M", "B", "O") or (len(bare) > 1 and letter in "MBO" and bare[1] == "-"):
            mention = scene.at(token.start() + token[0].index(letter))
            phrase.modifier = mention
        elif bare == "A" or bare.startswith("A-"):
            mention = scene.at(token.start() + token[0].index("A"))
            if mention is not None and mention.cls == "Region":
                mods.insert(0, "regional")
            else:
                phrase.demonym = mention.label if mention else None
        elif bare == "R":
            mods.insert(0, "regional")
        elif bare in ("P", "C", "U"):
            mention = scene.at(token.start() + token[0].index(letter))
            if mention is not None:
                phrase.places.insert(
                    0,
                    PlaceName(
                        mention.label,
                        {"C": "country"}.get(letter, mention.kind),
                        country=mention.country,
                        unknown=letter == "U",
                    ),
                )
        elif bare in ordinals or bare == "third-ever":
            phrase.ordinal = ordinals.index(bare) + 1
        elif len(bare) == 1 and bare in "EVYNHZGWXDJKS":
            pass
        elif (
            bare == "and"
            and mods
            and mods[0] in ("development", "design", "engineering", "technology", "sales", "art")
        ):
            mods.insert(0, bare)
        elif bare in stop or bare in ("'s",):
            break
        elif bare in indefinite:
            phrase.indefinite = True
            if bare == "further":
                phrase.another = True
        elif (
            (bare.endswith("ed") and bare not in allowed and "-" not in bare)
            or (
                bare.endswith("ing")
                and not (index and rx("sites.before_participle").fullmatch(tokens[index - 1][0]))
                and bare
                not in (
                    "manufacturing",
                    "stamping",
                    "casting",
                    "engineering",
                    "existing",
                    "testing",
                    "proving",
                    "building",
                    "die-casting",
                    "moulding",
                    "training",
                    "shipping",
                    "charging",
                    "styling",
                    "recycling",
                    "leading",
                    "cutting",
                    "swapping",
                    "lighting",
                    "wiring",
                )
            )
            or not re.match(r"[\w&€$%'./+-]+$", bare)
            or not bare
        ):
            break
        else:
            mods.insert(0, bare)
            if bare in ("former", "old", "ex", "erstwhile", "idle", "disused", "shuttered"):
                phrase.former = True
        phrase.start = token.start()
    phrase.mods = mods + phrase.mods


def _settle_kind(scene: Scene, know: Knowledge, phrase: SitePhrase) -> bool:
    """Say which kind of facility the words mean; False where they mean none of ours."""
    mods = " ".join(phrase.mods).replace("-", " ")
    head = phrase.head

    def has(name: str) -> bool:
        return (
            bool(mods)
            and know.compiled(r"(?<![a-z0-9&])(?:{" + name + r"})(?![a-z0-9&])").search(mods) is not None
        )

    if rx("sites.settle_kind_lines_lines").fullmatch(head):
        return False
    if know.compiled("{plant_head}").fullmatch(head):
        if has("battery_kind") or "battery" in head or rx("sites.for_batteries").match(scene.tag, phrase.end):
            phrase.kind = "battery plant"
        elif has("parts_kind") and not rx("sites.settle_kind_car_vehicle").search(mods):
            phrase.kind = "parts plant"
        elif has("not_ours"):
            return False
        else:
            phrase.kind = "plant"
            if head in ("works", "plant", "plants", "factory", "factories") and not phrase.mods:
                phrase.generic = phrase.definite or phrase.own
        return True
    if has("not_ours") and not has("research_kind"):
        return False
    if rx("sites.settle_kind_head_quarters").fullmatch(head):
        regional = (
            has("regional_kind")
            or phrase.demonym is not None
            or any(place.kind == "region" for place in phrase.places)
        )
        if head == "head office" and not has("regional_kind"):
            return False
        if regional:
            phrase.kind = "regional headquarters"
            return True
        phrase.kind, phrase.generic = "regional headquarters", True
        return phrase.definite and not phrase.mods
    if rx("sites.settle_kind_warehouse_depot").match(head):
        phrase.kind = "warehouse"
        return not phrase.former and not rx("sites.settle_kind_converted_disused").search(mods)
    if rx("sites.settle_kind_centre_center").fullmatch(head):
        if has("design_kind") and not has("research_kind"):
            phrase.kind = "design centre"
            return head != "base"
        if has("logistics_kind") and not rx("sites.settle_kind_base_complex").search(head):
            phrase.kind = "warehouse"
            return not has("research_kind")
        if has("research_kind"):
            phrase.kind = "R&D centre"
            return head != "base" or "r&d" in mods or "research" in mods
        if rx("sites.settle_kind_facilit_complex").match(head):
            if has("battery_kind"):
                phrase.kind = "battery plant"
                return True
            if rx("sites.settle_kind_assembly_production").search(mods):
                phrase.kind = "plant"
                return True
            phrase.kind, phrase.generic = "plant", True
            return phrase.definite or phrase.own or bool(phrase.places) or phrase.owner is not None
        phrase.kind, phrase.generic = "centre", True
        return (
            phrase.definite
            and not phrase.mods
            and rx("sites.settle_kind_centre_center_2").match(head) is not None
        )
    if re.match(r"sites?", head):
        phrase.kind, phrase.generic = "site", True
        if rx("sites.settle_kind_production_manufacturing").search(mods):
            phrase.kind, phrase.generic = "plant", False
        return phrase.definite or phrase.own or bool(phrase.owner) or not phrase.generic
    return False


def _rightwards(scene: Scene, know: Knowledge, phrase: SitePhrase) -> None:
    """Read where it is, from the head to the right."""
    tag = scene.tag
    place = phrase.end
    own = know.compiled(r" {of_its_own}").match(tag, place)
    if own:
        place = own.end()
        phrase.own, phrase.end = True, place
    there = rx("sites.rightwards_there").match(tag, place)
    if there:
        phrase.there, phrase.end = True, there.end()
        return
    of_owner = rx("sites.rightwards_of_owner").match(tag, place)
    if of_owner and phrase.owner is None and phrase.kind in ("plant", "battery plant", "parts plant"):
        phrase.owner = scene.at(of_owner.start("who"))
        place = phrase.end = of_owner.end()
    runs = rx("sites.rightwards_runs").match(tag, place)
    if runs and not phrase.plural and phrase.kind is not None:
        names, end = place_phrase(scene, runs.end(), know)
        if names:
            phrase.owner = scene.at(runs.start("who"))
            phrase.places = [*phrase.places, *names]
            phrase.definite = False
            phrase.end = end
            return
    intro = rx("sites.rightwards_intro").match(tag, place)
    if not intro and phrase.plural:
        intro = rx("sites.rightwards_plural").match(tag, place)
    if not intro:
        intro = (
            rx("sites.rightwards_intro_2").match(tag, place)
            if phrase.definite or phrase.own or phrase.owner
            else None
        )
        if not intro or not intro[0].strip():
            _one_in(scene, know, phrase)
            return
    meant = intro[0].endswith(" for ") and rx("sites.rightwards_meant").search(intro[0])
    if (
        intro[0].endswith((" for ", " of "))
        and not meant
        and not re.match(
            r"(?:the )?(?:{d}[ -])?[PC](?![a-z'])".replace("{d}", know.alternation("direction")),
            tag[intro.end() :],
        )
    ):
        return
    if intro[0].endswith((" for ", " of ")) and not meant and phrase.kind != "plant":
        return
    names, end = place_phrase(scene, intro.end(), know)
    if not names:
        _one_in(scene, know, phrase)
        return
    if "near" in intro.re.groupindex and intro["near"]:
        if names[0].kind in ("country", "region"):
            phrase.end = end  # "outside China" says where it is not
            return
        names[0].near = True
    phrase.end = end
    if not phrase.plural:
        if phrase.places and names[0].kind in ("", "town") and not names[0].near:
            for name in phrase.places:  # "its Civac plant in Jiutepec": a name, and then the town
                name.kind = name.kind if name.kind in ("country", "region", "province") else "estate"
        known = {name.label for name in names}
        named = [name for name in phrase.places if name.label not in known and not name.unknown]
        phrase.places = [*named, *names]
        return
    groups = (
        [[name] for name in names]
        if len(names) > 1 and all(n.kind == names[0].kind for n in names)
        else [names]
    )
    joint = rx("sites.rightwards_joint")
    while step := joint.match(tag, end):
        more, stop = place_phrase(scene, step.end(), know)
        if not more:
            break
        flat = (
            len(more) > 1 and more[-1].kind != "country" and not any(name.kind == "province" for name in more)
        )
        groups.extend([[name] for name in more] if flat else [more])
        end = stop
    phrase.end = end
    if len(groups) == 1 and all(name.kind == "country" for name in groups[0]):
        _one_in(scene, know, phrase)
        if phrase.groups:
            for group in phrase.groups:
                group.extend(groups[0])
            return
    phrase.groups = groups


def _one_in(scene: Scene, know: Knowledge, phrase: SitePhrase) -> None:
    """``two plants, one in A and one in B``."""
    if not phrase.plural:
        return
    tag = scene.tag
    if phrase.places and not phrase.groups and len(phrase.places) > 1:
        phrase.groups, phrase.places = [[name] for name in phrase.places], []
    found = list(rx("sites.one_in_one_second").finditer(tag, phrase.end))
    for match in found[:6]:
        names, end = place_phrase(scene, match.end(), know)
        if names:
            phrase.groups.append(names)
            phrase.end = end
            while step := re.compile(r" and (?:in )?(?=[PU](?![a-z']))").match(tag, phrase.end):
                names, end = place_phrase(scene, step.end(), know)
                if not names:
                    break
                phrase.groups.append(names)
                phrase.end = end
