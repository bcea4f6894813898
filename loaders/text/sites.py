"""Noun phrases for sites, ``its second Hungarian car plant in Szeged``: what the words say by themselves."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import Knowledge, rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.site_elided import elided_phrase
from autoatlas.loaders.text.site_kind import settle_kind
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["site_phrases"]

_TOKEN = re.compile(r"\S+")
_REACH = 100


def site_phrases(scene: Scene, know: Knowledge, start: int = 0) -> SitePhrase | None:
    """The first noun phrase for a site at or after a place of the tagged text, or None."""
    heads, elided = rx("sites.site_phrases_heads"), rx("sites.elided_head")
    match, bare = heads.search(scene.tag, start), elided.search(scene.tag, start)
    while match or bare:
        first = match if match and (bare is None or match.start() < bare.start()) else bare
        assert first is not None
        phrase = _phrase(scene, know, first) if first is match else _elided(scene, know, first)
        if phrase is not None:
            return phrase
        if first is match:
            match = heads.search(scene.tag, first.end())
        else:
            bare = elided.search(scene.tag, first.end())
    return None


def _elided(scene: Scene, know: Knowledge, match: re.Match[str]) -> SitePhrase | None:
    """``its fourth, in TOWN``, ``two older ones, in TOWN and TOWN``: a site whose noun stands before."""
    phrase = elided_phrase(scene, match)
    if phrase is None:
        return None
    if match["who"]:
        phrase.owner = scene.at(match.start("who"))
    else:
        _leftwards(scene, know, phrase)
    if not (phrase.own or phrase.owner or phrase.definite or phrase.indefinite or phrase.plural):
        return None
    _rightwards(scene, know, phrase)
    return phrase if phrase.places or phrase.groups else None


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
    if not settle_kind(scene, know, phrase):
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
        word = token[0].lstrip("\"'(").rstrip('"')
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
        if bare == "whose":
            told = rx("sites.apposed_whose").search(tag, 0, token.start())
            before = scene.last(token.start(), "MBO", max(0, token.start() - 4))
            if told:
                phrase.owner, phrase.start = scene.at(told.start("who")), token.start()
            elif before is not None:
                phrase.owner, phrase.start = before[1], token.start()
            break
        letter = bare[:1]
        if bare == "U'" and index and tokens[index - 1][0] == "the":
            phrase.own, phrase.start = True, tokens[index - 1].start()  # "the Bavarians' plant"
            break
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
        elif rx("sites.unknown_owner").fullmatch(bare):
            phrase.indefinite = phrase.absent = True  # "the French group's plant", whoever that is
            break
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
        elif bare == "no":
            phrase.indefinite = phrase.absent = True
            break
        elif (bare in stop and not (bare == "building" and phrase.head.startswith("site"))) or bare in (
            "'s",
        ):
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
        phrase.owner = scene.at(of_owner.start("who" if of_owner["who"] else "who_"))
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
    puts_up = rx("sites.rightwards_puts_up").match(tag, place) if not phrase.plural else None
    if puts_up and not intro:
        names, end = place_phrase(scene, puts_up.end(), know)
        if names:
            phrase.places, phrase.end, phrase.own = [*phrase.places, *names], end, True
            return
    if not intro and phrase.plural:
        intro = rx("sites.rightwards_plural").match(tag, place)
    if not intro and phrase.elided:
        intro = rx("sites.elided_verb").match(tag, place)
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
        for name in phrase.places:
            wide = name.unknown and names[0].kind in ("province", "country") and not names[0].near
            if wide and (phrase.mods[:1] == ["assembly"] or rx("sites.town_like").fullmatch(name.label)):
                name.unknown, name.kind = False, "town"  # "its Aksaray plant in Turkey"
        known = {name.label for name in names}
        named = [name for name in phrase.places if name.label not in known and not name.unknown]
        if names[0].kind in ("", "town"):  # "the Lehigh Valley works in Macungie" is called for its valley
            named = [name for name in named if not rx("sites.called_for").search(name.label)]
        phrase.places = [*named, *names]
        return
    groups = (
        [[name] for name in names]
        if len(names) > 1 and all(n.kind == names[0].kind and not n.near for n in names)
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
    shared = rx("sites.both_in").match(tag, end)
    if shared and len(groups) > 1:
        more, stop = place_phrase(scene, shared.end(), know)
        if more and more[0].kind in ("country", "province"):
            groups, end = [[*group, *more] for group in groups], stop
    phrase.end = end
    if len(groups) == 1 and all(name.kind == "country" for name in groups[0]):
        _each_in(scene, know, phrase)
        _one_in(scene, know, phrase)
        if phrase.groups:
            for group in phrase.groups:
                group.extend(groups[0])
            return
    phrase.groups = groups


def _each_in(scene: Scene, know: Knowledge, phrase: SitePhrase) -> None:
    """``three plants in COUNTRY: in TOWN, TOWN and TOWN``."""
    step = rx("sites.each_listed").match(scene.tag, phrase.end)
    while step:
        names, end = place_phrase(scene, step.end(), know)
        if not names:
            return
        nested = len(names) == 2 and names[1].kind in ("province", "country") and names[0].kind != "province"
        flat = len(names) > 1 and not nested
        phrase.groups += [[name] for name in names] if flat else [names]
        phrase.end = end
        step = rx("sites.rightwards_joint").match(scene.tag, end)


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
