"""Names of the registry in a text, each as the text means it: whole, and not where it is a plain word."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import Knowledge
from autoatlas.loaders.text.names import Names
from autoatlas.loaders.text.scene import Mention

__all__ = ["known_names"]

_MAKER_OF = re.compile(r"(?:['’]s)?[ -](?:maker|owner|parent|parent company|manufacturer|holding company) ")
_LONGER_PLACE = re.compile(
    r" (?:(?:(?:de|del|da|do|dos|das|di|della|upon|sur|am|an der) )+(?:(?:la|las|los|el) )?[A-ZÀ-Þ]"
    r"|(?:County|Township|Parish|Borough|Island|Islands|Bay|Falls|Springs|Heights|Hills|Valley|Creek)\b)[\w'’-]*"
)
_SAINT = re.compile(
    r"(?:San|Santa|Santo|São|Sao|Saint|St|Porto|Puerto|Port|Fort|Villa|Vila|Ciudad|Nueva|Nuevo|Nova|Novo|Los|Las|Kota)\b"
)
_NEXT_WORD = re.compile(
    r" (?!(?:Plant|Factory|Works|Airport|Port|Motor|Auto|Expo|University)\b)[A-ZÀ-Þ][a-zà-ÿ]{2,}\b"
)
_PROVINCE_WORD = re.compile(
    r" (?:Region|Province|State|Oblast|Prefecture|Governorate|Voivodeship)\b(?! [A-Z])"
)
_ONE_OF_ITS = re.compile(r"\b(?:[Aa]n?|[Aa]nother|one|further|other|each|every) $")
_JOINED_NOUN = re.compile(r" (?:badges|brands|models|cars)\b")
_VOUCHES = re.compile(r"brand|carmaker|automaker|maker|marque|motor|cars?\b|vehicles|\'s |’s |plant|dealers")
_MORE = re.compile(r"(?: (?:\([A-Z][a-z]{3,}\)|[A-ZÀ-Þ][\w&’'-]*)){1,12}")
_LEGAL = re.compile(
    r"(?:Ltd|Limited|Inc|Corp|Corporation|Bhd|Berhad|GmbH|AG|SA|PLC|Co|Company|Group|Holdings?)\.?"
)
_ACTS = re.compile(
    r" \([A-Z][A-Za-z&-]{1,7}\)|, (?:an?|the|its|which|of which|in which|owned|formerly)\b|[’']s (?:\w+ )?"
    r"(?:plant|factory|works)\b|,? (?:runs|operates|assembles|builds|makes|opened|employs|owns)\b"
)
_COMPANY = re.compile(
    r"(?: \([A-Z][A-Za-z&-]{1,7}\))?(?:, (?:an?|the|its|their) (?:[\w'’-]+ ){0,4}(?:subsidiary|unit|joint venture|"
    r"joint company|affiliate|assembler|contract manufacturer|company)\b|, which (?:also |now )?(?:builds|makes|"
    r"assembles|produces|runs|operates|owns|employs)\b)"
)
_DOES = re.compile(
    r"(?: \([A-Z][\w&-]{1,7}\))?(?: (?:has|had|will|plans to|wants to|intends to|also|now|already|recently)){0,3} "
    r"(?:open(?:s|ed)?|invest(?:s|ed)?|operat(?:es|ed)|runs|ran|owns|owned|employs|employed|sets? up|assembles|"
    r"broke ground|hired|acquired|took over|inaugurated|laid off)\b"
)
_TITLES = frozenset(
    [
        "Founder",
        "Director",
        "Manager",
        "Head",
        "Spokesman",
        "Spokeswoman",
        "Engineer",
        "Boss",
        "Chief",
        "Senior",
        "Professor",
        "Commercial",
        "Passenger",
    ]
)
_STATE = re.compile(r"(?<=[A-Za-z], )(?:[A-Z]\.[A-Z]|[A-Z][a-z]{1,4})\.(?=[\s,;:)—–-])")
_ARM = re.compile(
    r" (?:Passenger|Commercial|Electric|Heavy|Light) (?:Vehicles?|Trucks?|Mobility)(?![\w-])(?! [A-Z][a-z])"
)
_HYPHENED = re.compile(r"-[A-ZÀ-Þ][a-zß-ÿ]{3,}(?![\w-])")
_CONTINENTS = frozenset(("Europe", "Asia", "Africa"))
_SIDE = re.compile(r"\b((?:[Ww]est|[Ee]ast|[Nn]orth|[Ss]outh)ern|[Cc]entral) $")
_SHORT = re.compile(r" \((?:hereinafter |the )?[\"“]?([A-Z][A-Za-z&-]{1,9})[\"”]?\)")
_WORD = re.compile(r"(?<![\w-])[A-Z][A-Za-z&-]{1,9}(?![\w-])")
_SIDE_BY_SIDE = re.compile(
    r" (?:alliance|joint|venture|merger|deal|talks|rivalry|partnership|tie-up|combination)"
)


def known_names(text: str, start: int, finder: Names, know: Knowledge) -> list[Mention]:
    """Find the names of the registry in a text.

    Parameters
    ----------
    text : str
    start : int
        Where reading begins; what stands before is not looked at.
    finder : Names
    know : Knowledge
        Of the text's language.

    Returns
    -------
    list of Mention
        By place. A name that is also a plain word is left out unless the words around it or another name of its
        family vouch for it; a longer name, such as that of a national company, is taken whole.
    """
    provinces = frozenset(know.phrases.get("provinces", ()))
    battery = frozenset(know.phrases.get("battery_makers", ()))
    found: list[Mention] = []
    for begin, end, entry in finder.find(text, start):
        if entry.label == "overseas":
            # "abroad" is read by the frames, which know abroad from where
            gap = text.find(" ", begin, end) + 1
            for low, high, part in finder.find(text[gap:end]) if gap else ():
                if part.cls == "Country":
                    found.append(finder.mention(gap + low, gap + high, part))
            continue
        if " and " in text[begin:end] and _JOINED_NOUN.match(text, end):
            for low, high, part in finder.find(text[begin:end].replace(" and ", " ,,, ")):
                found.append(finder.mention(begin + low, begin + high, part))
            continue
        if text[begin:end].endswith(" brand") and _ONE_OF_ITS.search(text, max(0, begin - 12), begin):
            end -= len(" brand")  # "Škoda, a Volkswagen brand": not that of the same name
        if entry.cls == "Region" and text[end - 6 : end].lower() == "market":
            continue
        mention = finder.mention(begin, end, entry)
        side = _SIDE.search(text, max(0, begin - 12), begin) if entry.label in _CONTINENTS else None
        if side is not None and mention.tag == "R":
            mention.start = side.start()
            mention.label = f"{side[1].capitalize()} {entry.label}"
        if mention.tag == "O" and mention.label in battery:
            mention.tag = "M"
        if mention.tag in "PC":
            _whole_place(text, mention, provinces)
            _long_saint(text, mention, finder)
        found.append(mention)
    found = _with_states(text, start, found, know)
    sure = {m.label for m in found if not m.extra["weak"]}
    sure |= _named_after({m.label for m in found if m.tag in "MO" and not m.extra["weak"]}, finder)
    known = [m for m in found if not m.extra["weak"] or _vouched(text, m, sure, finder)]
    known = [
        mention
        for mention, after in zip(known, [*known[1:], None], strict=False)
        if after is None
        or mention.tag not in "MB"
        or after.tag not in "MO"
        or not _MAKER_OF.fullmatch(text[mention.end : after.start])
    ]  # "Lada maker AvtoVAZ"
    return _with_short_names(text, _whole_companies(text, known, know, finder))


def _with_states(text: str, start: int, found: list[Mention], know: Knowledge) -> list[Mention]:
    """Add the American states that are abbreviated behind a town: ``GREER, S.C.``."""
    states = know.tables.get("states", {})
    taken = {mention.start for mention in found}
    more = [
        Mention(m.start(), m.end(), "P", states[m[0]], "Place", kind="province", extra={"weak": False})
        for m in _STATE.finditer(text, start)
        if m[0] in states and m.start() not in taken
    ]
    return sorted([*found, *more], key=lambda mention: mention.start) if more else found


def _whole_place(text: str, mention: Mention, provinces: frozenset[str]) -> None:
    """Say what is known of a place, and take in the rest of a longer name: "Lagos de Moreno"."""
    rest = _LONGER_PLACE.match(text, mention.end)
    if rest is not None:
        mention.end = rest.end()
        mention.tag, mention.cls, mention.country = "P", "Place", None
        if rest[0].split()[-1] in ("County", "Parish", "Township"):
            mention.kind = "province"
        mention.label = text[mention.start : mention.end].replace("’", "'")
        return
    word = _PROVINCE_WORD.match(text, mention.end) if mention.tag == "P" else None
    if word is not None:
        mention.end = word.end()
    if mention.tag == "P" and (word is not None or mention.label in provinces):
        mention.kind = "province"


def _long_saint(text: str, mention: Mention, finder: Names) -> None:
    """Take "San José Chiapa" whole, of which only "San José" is known."""
    rest = _NEXT_WORD.match(text, mention.end)
    if mention.tag != "P" or rest is None or not _SAINT.match(text, mention.start):
        return
    if not any(begin < 2 for begin, _, _ in finder.find(rest[0])):
        mention.end = rest.end()
        mention.country, mention.label = None, text[mention.start : mention.end].replace("’", "'")


def _whole_companies(text: str, known: list[Mention], know: Knowledge, finder: Names) -> list[Mention]:
    """Take the name of a maker's national company whole: "Toyota Tsusho Manufacturing Ghana"."""
    tails, stops = (
        set(know.phrases["company_tail"]),
        set(know.phrases["not_name"]) - set(know.phrases["company_tail"]),
    )
    whole: list[Mention] = []
    for at, mention in enumerate(known):
        if whole and mention.start < whole[-1].end:
            continue
        mention = _hyphened(text, mention, known[at + 1] if at + 1 < len(known) else None)
        more = _MORE.match(text, mention.end) if mention.tag in "MBO" and not mention.extra["weak"] else None
        if more is not None and "\n" not in more[0]:
            inside = [other for other in known[at + 1 : at + 14] if other.end <= more.end()]
            end = _company_end(text, mention, inside, more.end(), tails, stops)
            if end == mention.end:
                end = _mixed_end(text, mention, inside, more.end(), tails, finder)
            end = _joint_end(text, mention, inside, finder) if end == mention.end else end
            if end > mention.end:
                label = text[mention.start : end].replace("’", "'")
                extra = {"weak": False, "part_of": mention.label}
                maker = text[mention.end : end] == (_ARM.match(text, mention.end) or [""])[0]
                tag, cls = ("M", "Automaker") if maker else ("O", "Organization")
                mention = Mention(mention.start, end, tag, label, cls, extra=extra)
        whole.append(mention)
    return whole


def _hyphened(text: str, mention: Mention, after: Mention | None) -> Mention:
    """``Renault-Sofasa``: a maker's name and another that nobody knows, with a hyphen, name a third company."""
    joined = _HYPHENED.match(text, mention.end) if mention.tag in "MB" and not mention.extra["weak"] else None
    if joined is None or (after is not None and after.start < joined.end()):
        return mention
    extra = {"weak": False, "part_of": mention.label}
    label = text[mention.start : joined.end()]
    return Mention(mention.start, joined.end(), "O", label, "Organization", extra=extra)


def _company_end(
    text: str, mention: Mention, inside: list[Mention], limit: int, tails: set[str], stops: set[str]
) -> int:
    if _COMPANY.match(text, limit) and not any(m.tag in "MBOXAD" for m in inside):
        words = text[mention.end : limit].split()
        if len(words) <= 4 and not any(word in stops for word in words):
            return limit  # "Nissan Motor Kyushu, a subsidiary"
    short = _SHORT.match(text, limit)
    if short is not None and not any(m.tag in "MBOXAD" for m in inside):
        words = text[mention.start : limit].split()
        if len(words) <= 7 and short[1].upper() == "".join(word[0] for word in words if word[0].isupper()):
            return limit  # "Tata Motors Passenger Vehicles (TMPV)"
    if not inside and _DOES.match(text, limit) and text[mention.start - 4 : mention.start].lower() != "the ":
        words = text[mention.end : limit].split()
        strange = [word for word in words if word not in tails]
        if strange and len(words) <= 3 and not any(word in stops or word in _TITLES for word in words):
            return limit  # "Toyota Tsusho opened"
    arm = _ARM.match(text, mention.end) if mention.tag in "MB" else None
    if arm is not None and not any(m.start < arm.end() for m in inside):
        return arm.end()  # "Tata Motors Passenger Vehicles"
    nations = [m for m in inside if m.cls == "Country" and m.tag == "C"]
    if not nations or any(m.tag in "MBOXAD" for m in inside if m.start < nations[0].start):
        return mention.end
    end = nations[0].end + (text[nations[0].end : nations[0].end + 1] == ")")
    between = text[mention.end : nations[0].start].replace("(", " ").split()
    if any(word in stops for word in between):
        return mention.end
    named = [word for word in between if not _LEGAL.fullmatch(word)]
    if named and named[-1] in tails and not text[end : end + 1].isalnum():
        return end if _ACTS.match(text, end) or len(named) > 1 or text[end - 1] == ")" else mention.end
    if _ACTS.match(text, end) and len(between) <= 3:
        return end
    return mention.end


def _mixed_end(
    text: str, mention: Mention, inside: list[Mention], limit: int, tails: set[str], finder: Names
) -> int:
    """``Mazda Toyota Manufacturing``: two companies' names and a company's last word name a third."""
    inside = [m for m in inside if mention.end < m.start and m.end <= limit and m.tag in "MBO"]
    if not inside or any(char.isdigit() for char in text[mention.end : limit]):
        return mention.end
    one, other = finder.registry.find(mention.label), finder.registry.find(inside[-1].label)
    if one is None or other is None or one.label in (other.label, other.parent) or one.parent == other.label:
        return mention.end
    rest = text[inside[-1].end : limit].split()
    if not 1 <= len(rest) <= 3 or rest[-1] not in tails:
        return mention.end
    return limit


def _joint_end(text: str, mention: Mention, inside: list[Mention], finder: Names) -> int:
    """``Tata Daewoo``, ``Chery Jaguar Land Rover``: two makers that do not belong together name a third company."""
    after = inside[0] if inside and inside[0].start == mention.end + 1 else None
    if mention.cls != "Automaker" or after is None or after.cls != "Automaker" or text[mention.end] != " ":
        return mention.end
    one, other = finder.registry.find(mention.label), finder.registry.find(after.label)
    if one is None or other is None or one.label == other.label:
        return mention.end
    if one.parent == other.label or other.parent == one.label or _SIDE_BY_SIDE.match(text, after.end):
        return mention.end
    return after.end


def _with_short_names(text: str, known: list[Mention]) -> list[Mention]:
    """Add the short names that a text gives in brackets: "… Manufacturing Ghana (TTMG)"."""
    short: dict[str, Mention] = {}
    for mention in known:
        given = _SHORT.match(text, mention.end) if mention.tag in "MBO" else None
        if given is not None and given[1] not in short:
            short[given[1]] = mention
    for mention in known if short else ():
        short.pop(text[mention.start : mention.end], None)  # the registry knows it by itself
    for match in _WORD.finditer(text) if short else ():
        meant = short.get(match[0])
        if meant is not None and match.start() >= meant.end:
            extra = {"weak": False, "short": True}
            known.append(Mention(match.start(), match.end(), meant.tag, meant.label, meant.cls, extra=extra))
    known.sort(key=lambda m: (m.start, -m.end))
    kept: list[Mention] = []
    for mention in known:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _vouched(text: str, mention: Mention, sure: set[str], finder: Names) -> bool:
    """Whether a name that is also a plain word is meant as the name here."""
    name = text[mention.start : mention.end]
    if name[0].isascii() and name.islower() and not any(char.isdigit() for char in name):
        return False
    before = text[max(0, mention.start - 2) : mention.start]
    opens = (
        mention.start == 0 or before[-1:] == "\n" or before in (". ", "! ", "? ", ": ") or before[-1:] in "*-"
    )
    if name.isupper() or " " in name:
        opens = False  # capitals throughout, or of a second word, are no matter of where a word stands
    others = not sure.isdisjoint(_family(mention, finder))
    if mention.cls == "Model":
        after = text[mention.end : mention.end + 2]
        named = len(after) == 2 and after[0] == " " and after[1].isupper()
        return others and not opens and not named
    if mention.cls in ("Automaker", "Brand", "Organization"):
        if others:
            return True
        near = text[max(0, mention.start - 30) : mention.end + 24].lower()
        return not opens and _VOUCHES.search(near) is not None
    return True


def _named_after(companies: set[str], finder: Names) -> set[str]:
    """The makers whose name is part of a company's: Renault of Oyak Renault, Hyundai of Hyundai Assan."""
    words = {word for company in companies if " " in company for word in company.split()}
    known = (finder.registry.find(word) for word in words)
    return {maker.label for maker in known if maker is not None and maker.cls in ("Automaker", "Brand")}


def _family(mention: Mention, finder: Names) -> set[str]:
    names = {mention.label}
    entity = finder.registry.find(mention.label, mention.cls)
    while entity is not None and entity.parent and entity.parent not in names:
        names.add(entity.parent)
        entity = finder.registry.find(entity.parent)
    return names
