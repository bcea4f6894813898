"""Stakes: who holds how much of what.

Each percentage of a sentence that speaks of owners is looked at by itself: what it is a share of stands behind it
(``30% of Y``), in front of it (``its stake in Y to 30%``, ``Y, in which``), or was said before; who holds it is the
subject, the one named behind ``by`` or ``to``, or all that are listed before ``each``.
"""

from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.stake_forms import halves_told, largest_told, other_share
from autoatlas.loaders.text.frames.stake_roles import held_of, holders
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.roles import named_behind
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, period_of

__all__ = ["note_part_owned", "period_at", "read_halves", "read_stakes"]


_HALF = 50  # percent


def period_at(reading: Reading, scene: Scene, place: int, modality: str = "actual") -> Period:
    """When a relation began that a place of a scene tells of."""
    mention = date_in_clause(reading, scene, place)
    if mention is None and reading.block_date is not None and modality == "actual":
        return period_of(reading.block_date)
    if mention is None:
        clause = reading.clauses.span(place)
        since = [m for _, m in scene.all("D") if m.date.first and m.date.relation == "since"]
        if len(since) == 1:
            return period_of(since[0], modality)
        earlier = [m for _, m in scene.within(0, clause[0], "D") if m.date.first]
        if len(earlier) == 1 and rx("owners.period_when_which").match(scene.tag[clause[0] :]):
            mention = earlier[0]
    if mention is None or mention.date.kind == "to_date":
        return Period(None, None)
    return period_of(mention, modality)


def note_part_owned(reading: Reading, scene: Scene) -> None:
    """``X has a stake in Y``, ``Does X own part of Y?``: whose shares the next sentences are about."""
    match = rx("stakes.belongs_to_several").search(scene.tag) or rx("stakes.part_of").search(scene.tag)
    company = scene.at(match.start("t")) if match else None
    if company is not None and company.cls != "Country":
        reading.memory["stake"] = {"scene": scene.index + 1, "target": company}


def read_stakes(reading: Reading, scene: Scene) -> None:
    """Note the stakes that a scene states."""
    tag = scene.tag
    if not rx("stakes.topic").search(tag):
        return
    each = rx("stakes.each_of_them").match(tag)
    pair = reading.memory.get("venture_owners")
    if each and pair is not None and scene.index - pair[0] <= 1 and reading.venture is not None:
        share = scene.at(each.end() - 1)
        if share is not None:
            for owner in pair[1]:
                _stake(reading, scene, owner, reading.venture, share, each.end() - 1)
        return
    if rx("stakes.sheet").match(tag) and not rx("stakes.of_which").search(tag):
        _sheet(reading, scene)
        return
    bracketed = _bracketed(reading, scene) | _largest(reading, scene)
    target: Mention | None = None
    owners: list[Mention] = []
    known = reading.memory.get("stake")
    recent = known if known is not None and scene.index - known["scene"] <= 1 else None
    low = 0
    for place, share in scene.all("Z"):
        begin, low = low, place + 1
        if place in bracketed or rx("stakes.nobody").search(tag[begin:place]):
            continue
        if rx("stakes.no_longer").search(tag[begin:place]):
            continue
        if rx("stakes.other_whole").match(tag, place) or rx("stakes.grew").search(tag[begin:place]):
            continue
        if share.quantity.lead == "from" and not rx("stakes.own_share_from").search(tag[begin:place]):
            continue
        if _mutual(reading, scene, place, share):
            continue
        here = held_of(reading, scene, place, begin, target, recent["target"] if recent else None)
        if here is None:
            continue
        who = holders(reading, scene, place, begin, here, owners, bool(recent))
        if not who:
            continue
        target, owners = here, who
        if rx("stakes.doubles").search(tag[begin:place]) and _twice(scene, begin, place):
            _doubled(reading, scene, who, here, share, place)
            _other_part(reading, scene, here, share, place, who)
            continue
        _other_half(reading, scene, here, share, place)
        for owner in who:
            _stake(reading, scene, owner, here, share, place)
        _other_part(reading, scene, here, share, place, who)
        if re.search("^Z from Z", tag[place : place + 8]):
            break
    if target is not None:
        reading.memory["stake"] = {"scene": scene.index, "target": target}


def _other_half(reading: Reading, scene: Scene, target: Mention, share: Mention, place: int) -> None:
    """``half of which is owned by X and half by Y``."""
    match = rx("stakes.other_half").match(scene.tag, place) if share.quantity.value == _HALF else None
    for owner in named_behind(scene, match.end()) if match else []:
        _stake(reading, scene, owner, target, share, place)


def _twice(scene: Scene, low: int, place: int) -> bool:
    """Whether the verb in front of a stake is "double", not "halve" or "treble"."""
    return scene.text[scene.offset(low) : scene.offset(place)].rfind("doubl") >= 0


def _doubled(
    reading: Reading, scene: Scene, owners: list[Mention], target: Mention, share: Mention, place: int
) -> None:
    """``X wants to double its 30% stake in Y``: the stake that it has, and the one that it wants."""
    modality = reading.clauses.at(place)
    if modality not in ("planned", "target", "could"):
        return
    for owner in owners:
        value = share.quantity.value
        reading.add("ownsStake", owner, object=target, value=value, unit="percent", confidence=0.85)
        reading.add(
            "ownsStake",
            owner,
            object=target,
            value=2 * value,
            unit="percent",
            modality="planned" if modality == "could" else modality,
            confidence=0.85,
        )
        reading.memory.setdefault("stakes", {}).setdefault(target.label, []).append(
            (
                owner,
                target,
                value,
                "actual",
                Period(None, None),
                scene.quote,
                bool(target.extra.get("venture")),
            )
        )


def _other_part(
    reading: Reading, scene: Scene, target: Mention, share: Mention, place: int, owners: list[Mention]
) -> None:
    """``We own 65 per cent of it; X has the other 35``."""
    rest = other_share(scene, share, place)
    at = scene.position(rest.start) if rest is not None else 0
    named = [m for _, m in scene.within(place, at, "MBO") if m.cls != "Country" and m.label != target.label]
    if rest is not None and named and named[0].label not in {m.label for m in owners}:
        _stake(reading, scene, named[0], target, rest, at)


def _largest(reading: Reading, scene: Scene) -> set[int]:
    """``X remains Y's largest shareholder, with 24%``; the places of the shares that are told so."""
    told = largest_told(reading, scene)
    for each in told:
        if each.share is not None:
            _stake(reading, scene, each.owner, each.target, each.share, each.place)
    return {each.place for each in told}


def _bracketed(reading: Reading, scene: Scene) -> set[int]:
    """``X is owned by Y (41%), Z (41%) and others (18%)``; the places of the shares that are told so."""
    match = rx("stakes.bracketed").search(scene.tag)
    target = scene.at(match.start("t")) if match else None
    if match is None or target is None or target.cls == "Country":
        return set()
    places = {at for at, _ in scene.within(match.start("list"), match.end("list"), "Z")}
    for each in rx("stakes.bracket").finditer(scene.tag, match.start("list"), match.end("list")):
        owner, share = scene.at(each.start("o")), scene.at(each.end() - 2)
        if owner is not None and share is not None:
            _stake(reading, scene, owner, target, share, each.end() - 2)
    return places


def _sheet(reading: Reading, scene: Scene) -> None:
    """``Owners: X 41%, Y 41%``: of the company that a line before has named."""
    owners = {m.label for _, m in scene.all("MBOU")}
    near = [m for at, m in reading.makers if scene.index - 3 < at < scene.index and m.label not in owners]
    first = [m for at, m in reading.makers if at <= 1 and m.label not in owners]
    said = near[-1] if near else reading.we or (first[0] if first else None)
    if said is None or said.cls == "Country" or said.label in owners:
        return
    for match in rx("stakes.sheet_each").finditer(scene.tag):
        who = scene.at(match.start("who" if match["who"] else "who2"))
        share = scene.at(match.end() - 1 if match["who"] else match.start())
        if who is None or share is None or who.cls == "Country":
            continue
        value = share.quantity
        reading.add(
            "ownsStake",
            who,
            object=said,
            value=value.value,
            unit="percent",
            comparator=value.comparator,
            confidence=0.8,
        )


def _mutual(reading: Reading, scene: Scene, place: int, share: Mention) -> bool:
    """``X and Y hold 15% of each other``."""
    match = rx("owners.stakes_mutual").search(scene.tag)
    if match is None or match.start("z") != place:
        return False
    one, two = scene.at(match.start("a")), scene.at(match.start("b"))
    if one is not None and two is not None:
        _stake(reading, scene, one, two, share, place)
        _stake(reading, scene, two, one, share, place)
    return True


def _stake(
    reading: Reading, scene: Scene, owner: Mention, target: Mention, share: Mention, place: int
) -> None:
    if "Country" in (owner.cls, target.cls) or owner.label == target.label:
        return
    tag, quantity = scene.tag, share.quantity
    modality = reading.clauses.at(place)
    if rx("stakes.going_on").search(tag[max(0, place - 40) : place]) and modality == "actual":
        modality = "planned"
    if (
        quantity.lead == "from"
        or rx("stakes.stands").search(tag[max(0, place - 14) : place])
        or rx("stakes.owned_now").match(tag, place)
    ) and not rx("stakes.to_be").search(tag[max(0, place - 24) : place]):
        modality = "actual" if modality in ("planned", "could", "target") else modality
    if modality == "none":
        return
    modality = "planned" if modality == "could" else modality
    period = Period(None, None) if quantity.lead == "from" else period_at(reading, scene, place, modality)
    if period.mention is not None:
        at = scene.position(period.mention.start)
        if rx("owners.stakes_leaves").search(tag[min(place, at) : max(place, at)]):
            period = Period(None, None)
    for mention in (owner, target):
        if mention.tag == "U":
            mention.tag, mention.cls = "O", "Organization"
            reading.learned[mention.label] = ("O", "Organization", mention.label)
    unsure = any(m.extra.get("guessed") for m in (owner, target))
    reading.add(
        "ownsStake",
        owner,
        object=target,
        value=quantity.value,
        value_max=quantity.value_max,
        unit="percent",
        comparator=quantity.comparator,
        modality=modality,
        start=period.start,
        end=period.end,
        confidence=0.78 if unsure else 0.9,
    )
    venture = bool(target.extra.get("venture")) or (
        reading.venture is not None and target.label == reading.venture.label
    )
    bought = rx("stakes.bought").search(tag[max(0, place - 44) : place])
    if bought and quantity.value > 50 and target.tag in "MBO":
        reading.add(
            "acquires",
            owner,
            object=target,
            modality=modality,
            start=period.start,
            end=period.end,
            confidence=0.84,
        )
    if quantity.value > 50 and target.tag in "MO" and owner.tag == "M" and owner.cls == "Automaker":
        columns: dict[str, Any] = {"modality": modality, "confidence": 0.86}
        if not (target.tag == "O" and not rx("stakes.carmaker_name").search(target.label)):
            reading.add("subsidiaryOf", target.label, "Automaker", object=owner, **columns)
    reading.memory.setdefault("stakes", {}).setdefault(target.label, []).append(
        (owner, target, quantity.value, modality, period, scene.quote, venture)
    )


def _ratio(reading: Reading, scene: Scene) -> None:
    """``X, a 51:49 joint venture of Y and Z``."""
    tag = scene.tag
    match = rx("stakes.ratio").search(tag)
    name = rx("stakes.ratio_name").search(tag[: match.start()]) if match else None
    target = scene.at(name.start("t")) if name else reading.venture
    if match is None or target is None or target.cls == "Country":
        return
    owners = [m for m in named_behind(scene, match.end()) if m.label != target.label]
    shares = (float(match["one"]), float(match["two"]))
    if len(owners) != len(shares) or sum(shares) != _HALF * 2 or reading.clauses.at(match.end()) == "none":
        return
    for owner, share in zip(owners, shares, strict=True):
        reading.add("ownsStake", owner, object=target, value=share, unit="percent", confidence=0.84)
        if share > _HALF and owner.cls == "Automaker" and target.cls == "Automaker":
            reading.add("subsidiaryOf", target, object=owner, confidence=0.84)
        reading.memory.setdefault("stakes", {}).setdefault(target.label, []).append(
            (owner, target, share, "actual", Period(None, None), scene.quote, True)
        )


def read_halves(reading: Reading, scene: Scene) -> None:
    """``Y, which X and Z own in equal halves``."""
    _ratio(reading, scene)
    for told in halves_told(scene):
        _half(reading, scene, told.owner, told.target)
    match = rx("stakes.halves").search(scene.tag)
    target = scene.at(match.start("t")) if match else None
    if match is None or target is None or target.cls == "Country":
        return
    owners = [m for m in scene.group(match, "who", "MBOU") if m.cls != "Country" and m.label != target.label]
    if len(owners) != 2 or reading.clauses.at(match.end() - 1) != "actual":
        return
    for owner in owners:
        _half(reading, scene, owner, target)


def _half(reading: Reading, scene: Scene, owner: Mention, target: Mention) -> None:
    """Note half of a company for one of two owners."""
    for mention in (target, owner):
        if mention.cls == "Country":
            return
        if mention.tag == "U":
            mention.tag, mention.cls = "O", "Organization"
            reading.learned[mention.label] = ("O", "Organization", mention.label)
    reading.add("ownsStake", owner, object=target, value=50.0, unit="percent", confidence=0.84)
    reading.memory.setdefault("stakes", {}).setdefault(target.label, []).append(
        (owner, target, 50.0, "actual", Period(None, None), scene.quote, True)
    )
