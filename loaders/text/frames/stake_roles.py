"""What a percentage is a share of, and who holds it, by the words around it."""

from autoatlas.loaders.text.arms import full_name
from autoatlas.loaders.text.drafts import Draft
from autoatlas.loaders.text.frames.stake_forms import meant_company, spoken_company, spoken_site
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.roles import group_start, subject_of
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["held_of", "holders", "partners_by_stakes"]


_ALL = 101  # percent; more than that was not held at one time
_MOST = 75  # percent that minorities hold at most of a company that is nobody's venture


def held_of(
    reading: Reading, scene: Scene, place: int, begin: int, last: Mention | None, known: Mention | None
) -> Mention | None:
    """The company or site that a percentage is a share of."""
    tag = scene.tag
    behind = rx("stakes.of_behind").match(tag, place)
    if behind and behind["t"]:
        return _meant(reading, scene, scene.at(behind.start("t")), last or known, place)
    site = spoken_site(reading, scene, place)
    if site is not None:
        return site
    which = None
    for match in rx("stakes.of_which").finditer(tag, 0, place + 24):
        which = match
    if which and (which.end() <= place or which.start("t") < place):
        found = scene.at(which.start("t"))
        if found is not None and found.cls != "Country":
            return found
    before = rx("stakes.of_before").search(tag[begin:place]) or rx("stakes.of_before").search(tag[:place])
    if before:
        base = begin if rx("stakes.of_before").search(tag[begin:place]) else 0
        return _meant(reading, scene, scene.at(base + before.start("t")), last or known, place)
    owned = (
        rx("stakes.of_owned").search(tag[:place])
        if last is None and rx("stakes.owned_now").match(tag, place)
        else None
    )
    if owned:
        return scene.at(owned.start("t"))
    if (
        last is None
        and rx("stakes.owned_now").match(tag, place)
        and not rx("stakes.it_remains").search(tag[:place])
    ):
        subject = subject_of(reading, scene, group_start(tag, place))
        if len(subject) == 1:
            return subject[0]
    owner_told = rx("stakes.owner_told").search(tag[:place]) if last is None and behind is None else None
    if owner_told:
        subject = subject_of(reading, scene, group_start(tag, owner_told.start("verb")))
        if len(subject) == 1:
            return subject[0]
    spoken = behind is not None or bool(rx("stakes.rest").search(tag[begin:place]))
    if last is not None and (spoken or begin > 0):
        return last
    taken = known is not None and any(
        rx(f"stakes.{name}").search(tag[begin:place]) for name in ("bought", "holding", "own_stake_is")
    )
    if spoken or taken or rx("stakes.it_remains").search(tag[:place]):
        if known is not None:
            return known if known.label not in {m.label for _, m in scene.within(0, place, "MBO")} else None
        that = reading.memory.get("that_company")
        if isinstance(that, Mention) and rx("stakes.that_company").search(tag[:place]):
            return that
        return reading.venture or spoken_company(reading)
    if reading.venture is not None and rx("stakes.venture_told").search(tag[:place]):
        return reading.venture
    return None


def _meant(
    reading: Reading, scene: Scene, found: Mention | None, said: Mention | None, place: int
) -> Mention | None:
    """ "The company" is that whose owners were spoken of; a short name the company that has the full one."""
    if found is None or found.cls == "Country":
        return None
    meant = meant_company(reading, scene, found, said, place)
    return full_name(reading, meant) if meant is not None else None


def holders(
    reading: Reading,
    scene: Scene,
    place: int,
    begin: int,
    target: Mention,
    last: list[Mention],
    recent: bool,
) -> list[Mention]:
    """Who holds a percentage: one owner, or several that hold as much each."""
    tag = scene.tag
    by = rx("stakes.by_possessive").match(tag, place) or rx("stakes.by").match(tag, place)
    if by:
        found = scene.at(by.start("o"))
        return [found] if found is not None and found.label != target.label else []
    if reading.we is not None and rx("stakes.we_own").search(tag[begin:place]):
        return [reading.we] if reading.we.label != target.label or target.tag == "F" else []
    told = rx("stakes.who_owns").search(tag[begin:place])
    owner = scene.at(begin + told.start("o")) if told else None
    if owner is not None and owner.label != target.label and owner.cls != "Country":
        return [owner]
    with_share = rx("stakes.by_with").search(tag[begin:place])
    named = scene.at(begin + with_share.start("o")) if with_share else None
    if named is not None and named.label != target.label:
        return [named]
    given = rx("stakes.sold").search(tag[begin:place])
    if given:
        to = rx("stakes.sold_to").match(tag, place)
        found = scene.at(to.start("o")) if to else None
        return [found] if found is not None and found is not target else []
    own = rx("stakes.owners_own").search(tag[begin:place])
    if own:
        found = scene.at(begin + own.start("o"))
        return [found] if found is not None else []
    if rx("stakes.owns_its").search(tag[:place]) or rx("stakes.ellipsis").search(tag[:place]):
        first = [
            m
            for p, m in scene.within(0, place, "MBO")
            if m.label != target.label
            and m.cls != "Country"
            and not rx("stakes.no_owner").search(tag[max(0, p - 20) : p])
        ]
        if first:
            return first[:1]
    each = rx("stakes.each_before").search(tag[:place]) or rx("stakes.each_behind").match(tag, place)
    if each:
        listed = _listed(scene, place, target)
        if len(listed) > 1:
            return listed
        pair = rx("stakes.venture_of").search(tag[:place])
        if pair:
            return [m for m in scene.group(pair, "who", "MBO") if m is not target]
    start, _ = reading.clauses.span(place)
    if tag.startswith((", with ", " with "), start) and start > 0:  # "…, with 9.7 per cent"
        start, _ = reading.clauses.span(start - 1)
    pronoun = rx("roles.pronoun_opens").match(tag, start)
    between = scene.within(pronoun.end(), place, "MBOU") if pronoun and pronoun.end() <= place else []
    if pronoun and pronoun.end() <= place and all(m.label == target.label for _, m in between):
        meant = subject_of(reading, scene, pronoun.end() + 1)
        if len(meant) == 1 and meant[0].label != target.label:
            return meant
    for low in dict.fromkeys((max(begin, start), begin)):
        for at, mention in reversed(scene.within(low, place, "MBOU")):
            if mention is target or mention.label == target.label or mention.cls == "Country":
                continue
            if rx("stakes.no_owner").search(tag[max(0, at - 20) : at]):
                continue
            if mention.tag == "U" and not rx("stakes.unknown_owner").match(tag, at):
                continue
            return [mention]
    if rx("stakes.unknown_subject").search(tag[begin:place]):
        return []  # "the Vietnamese group keeps the remaining 30%"
    if last and begin > 0:
        return last
    if begin == 0 or not last:
        subject = [
            m
            for p, m in scene.within(0, place, "MBO")
            if m is not target
            and m.label != target.label
            and m.cls != "Country"
            and not rx("stakes.no_owner").search(tag[max(0, p - 20) : p])
        ]
        if subject:
            return subject[:1]
    maker = reading.maker
    if maker is not None and rx("stakes.it_holds").search(tag[:place]) and maker.label != target.label:
        return [maker]
    return []


def _listed(scene: Scene, place: int, target: Mention) -> list[Mention]:
    """The owners in a row before a percentage, what is said of each in between left out."""
    tag = scene.tag
    best: list[Mention] = []
    for match in rx("stakes.owners_listed").finditer(tag, 0, place):
        inside = [m for m in scene.group(match, "who", "MBOU") if m is not target and m.label != target.label]
        aside = [
            scene.within(a.start(), a.end(), "MBOU")
            for a in rx("stakes.aside").finditer(tag, match.start(), match.end())
        ]
        left_out = {id(m) for group in aside for _, m in group}
        best = [m for m in inside if id(m) not in left_out]
    return best


def _makes_cars(mention: Mention) -> bool:
    return mention.tag in "MB" and mention.cls != "Organization"


def partners_by_stakes(reading: Reading) -> list[Draft]:
    """Who owns a minority works with the company, or with its other owners where it has several, or a parent."""
    found: list[Draft] = []
    said = {
        frozenset((str(draft.subject), str(draft.object)))
        for draft in reading.drafts
        if draft.property == "partnersWith"
    }
    for label, stakes in reading.memory.get("stakes", {}).items():
        owners = {owner.label: owner for owner, *_ in stakes}
        target = stakes[-1][1]
        pairs: list[tuple[Mention, Mention]] = []
        shares = [stake[2] for stake in stakes]
        venture = any(stake[6] for stake in stakes)
        apart = sum(shares) > _ALL or (max(shares) < 50 and sum(shares) < _MOST)
        if not venture and len(owners) > 1 and apart and target.tag in "MB":
            pairs = [(stake[0], target) for stake in stakes if stake[2] < 50]
        elif len(owners) > 1:
            named = list(owners.values())
            pairs = [(a, b) for i, a in enumerate(named) for b in named[i + 1 :]]
        elif not venture and max(shares) < 50:
            entity = reading.registry.find(label)
            parent = reading.memory.get("parents", {}).get(label)
            if entity is not None and entity.parent and label.startswith(entity.parent):
                parent = parent or entity.parent  # "Renault Korea" is a subsidiary by its name
            owner = next(iter(owners.values()))
            if parent and parent != owner.label:
                pairs = [(owner, Mention(0, 0, "M", parent, "Automaker"))]
            elif target.tag in "MB":
                pairs = [(owner, target)]
        for one, two in pairs:
            if not _makes_cars(one):
                one, two = two, one
            if not _makes_cars(one) or two.tag not in "MBO":
                continue
            if frozenset((one.label, two.label)) in said:
                continue
            kin = reading.registry.find(one.label), reading.registry.find(two.label)
            if any(a is not None and a.parent == b.label for a, b in ((kin[0], two), (kin[1], one))):
                continue
            parents = [entity.parent for entity in kin if entity is not None and entity.parent]
            if len(parents) > 1 and len(set(parents)) == 1:
                continue
            told = [stake for stake in stakes if stake[0].label in (one.label, two.label)]
            modality, period, quote = told[-1][3:6]
            found.append(
                Draft(
                    "partnersWith",
                    one.label,
                    one.cls or "Automaker",
                    two.label,
                    two.cls or "Organization",
                    modality=modality,
                    start=period.start if len(owners) == 1 else None,
                    end=period.end if len(owners) == 1 else None,
                    quote=quote,
                    confidence=0.82,
                )
            )
    return found
