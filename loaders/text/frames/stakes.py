"""Stakes: who holds how much of what."""

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, maker_for, period_of

__all__ = ["period_at", "read_stakes"]


def period_at(reading: Reading, scene: Scene, place: int, modality: str = "actual") -> Period:
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


def _stake(
    reading: Reading,
    scene: Scene,
    owner: Mention | None,
    target: Mention | None,
    share: Mention,
    place: int,
    *,
    firm: str = "",
    any_lead: bool = False,
    follow: bool = True,
) -> None:
    if (
        owner is None
        or target is None
        or owner.cls == "Country"
        or target.cls == "Country"
        or owner.label == target.label
    ):
        return
    modality = firm or reading.clauses.at(place)
    if modality == "none":
        return
    modality = "planned" if modality == "could" else modality
    period = period_at(reading, scene, place, modality) if not firm else Period(None, None)
    if period.mention is not None and rx("owners.stakes_leaves").search(
        scene.tag[
            min(place, scene.position(period.mention.start)) : max(
                place, scene.position(period.mention.start)
            )
        ]
    ):
        period = Period(None, None)
    quantity = share.quantity
    if quantity.lead == "from" and not any_lead:
        return
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
        confidence=0.9,
    )
    venture = (reading.venture is not None and target.label == reading.venture.label) or target.extra.get(
        "venture"
    )
    if quantity.value > 50 and target.tag != "F" and target.tag == "M" and owner.tag == "M":
        reading.add("subsidiaryOf", target, object=owner, modality=modality, confidence=0.88)
    elif follow and quantity.value < 50 and not venture and target.tag in "MB" and owner.tag in "MB":
        entity = reading.registry.find(target.label)
        parent = entity.parent if entity is not None else None
        known = reading.memory.setdefault("parents", {}).get(target.label) or parent
        other: object = target
        if known and known != owner.label:
            other = Mention(0, 0, "M", known, "Automaker")
        reading.add(
            "partnersWith",
            owner,
            object=other,
            modality=modality,
            start=period.start,
            end=period.end,
            confidence=0.8,
        )


def read_stakes(reading: Reading, scene: Scene) -> None:
    tag = scene.tag
    used: set[int] = set()
    # "X holds 35 per cent of it and Y 49 per cent"; "X has taken 26.4% of Y"; "X bought a 20% stake in Y"
    pattern = rx("owners.read_stakes_about")
    for match in pattern.finditer(tag):
        owner = scene.at(match.start("who"))
        share = scene.at(match.start("z"))
        target = _target(reading, scene, match["what"], match.start("what"), match.end("what"))
        if share is None or rx("owners.stakes_market_sales").search(tag[match.end("z") : match.end() + 12]):
            continue
        if " and " in (match["mid"] or "") and rx("owners.stakes_next").match(tag, match.end()):
            continue
        if target is not None and (rx("owners.stakes_sales_exports").match(tag[match.end() :])):
            continue
        used.add(match.start("z"))
        _stake(reading, scene, owner, target, share, match.start("z"))
        also = rx("owners.stakes_also").match(tag, match.end())
        if also:
            more = scene.at(also.start("z"))
            if more is not None and also.start("z") not in used:
                used.add(also.start("z"))
                _stake(reading, scene, owner, scene.at(also.start("what")), more, also.start("z"))
        rest = rx("owners.stakes_rest").match(tag, match.end())
        while rest:
            other, more = scene.at(rest.start("who")), scene.at(rest.start("z"))
            if more is not None:
                used.add(rest.start("z"))
                _stake(reading, scene, other, target, more, rest.start("z"))
            rest = rx("owners.stakes_rest").match(tag, rest.end())
    # "Y is 51% owned by X", "Y, in which X holds 40%", "80% of which is held by X and the rest, 20%, by Z"
    passive = rx("owners.stakes_passive")
    for match in passive.finditer(tag):
        share = scene.at(match.start("z"))
        if share is None or match.start("z") in used:
            continue
        target = scene.at(match.start("what"))
        used.add(match.start("z"))
        _stake(reading, scene, scene.at(match.start("who")), target, share, match.start("z"))
        rest = rx("owners.stakes_rest_2").match(tag, match.end())
        if rest:
            more = scene.at(rest.start("z"))
            if more is not None:
                used.add(rest.start("z"))
                _stake(reading, scene, scene.at(rest.start("who")), target, more, rest.start("z"))
    for match in rx("owners.stakes_by").finditer(tag):
        company = scene.at(match.start("what"))
        for part in rx("owners.stakes_by_part").finditer(tag, match.start("list"), match.end("list")):
            share = scene.at(part.start("z"))
            if share is not None and part.start("z") not in used:
                used.add(part.start("z"))
                _stake(
                    reading,
                    scene,
                    scene.at(part.start("who")),
                    company,
                    share,
                    part.start("z"),
                    firm="planned"
                    if reading.clauses.at(match.start()) == "planned" and " to be " in match[0]
                    else "actual",
                )
    inwhich = rx("owners.stakes_inwhich")
    for match in inwhich.finditer(tag):
        for who, z in (("who", "z"), ("who2", "z2")):
            if match[z] and match.start(z) not in used:
                share = scene.at(match.start(z))
                if share is not None:
                    used.add(match.start(z))
                    _stake(
                        reading,
                        scene,
                        scene.at(match.start(who)),
                        scene.at(match.start("what")),
                        share,
                        match.start(z),
                    )
    owned = rx("owners.stakes_owned")
    for match in owned.finditer(tag):
        share = scene.at(match.start("z"))
        if share is not None and match.start("z") not in used:
            used.add(match.start("z"))
            _stake(
                reading,
                scene,
                scene.at(match.start("who")),
                scene.at(match.start("what")),
                share,
                match.start("z"),
                firm="actual",
            )
    raising = rx("owners.stakes_raising")
    for match in raising.finditer(tag):
        target = scene.at(match.start("what")) if match["what"] and len(match["what"]) == 1 else None
        owner = maker_for(reading, scene, match.start())
        named = [m for _, m in scene.within(0, match.start(), "MO")]
        if target is None and named:
            target = named[-1]
        begun = [m for p, m in scene.within(0, match.start(), "MBO") if m.cls != "Country"]
        owner = begun[0] if begun else owner
        for z, firm in (("z", "actual"), ("z2", "")):
            share = scene.at(match.start(z)) if match[z] else None
            if share is not None and match.start(z) not in used:
                used.add(match.start(z))
                _stake(reading, scene, owner, target, share, match.start(z), firm=firm, any_lead=True)
    split = rx("owners.stakes_split")
    for match in split.finditer(tag):
        target = (
            scene.at(match.start("what")) if len(match["what"]) == 1 else reading.memory.get("last_company")
        )
        for z, who in (("z", "who"), ("z2", "who2")):
            share = scene.at(match.start(z))
            if share is not None and isinstance(target, Mention):
                used.add(match.start(z))
                _stake(
                    reading, scene, scene.at(match.start(who)), target, share, match.start(z), follow=False
                )
    severally = rx("owners.stakes_severally")
    for match in severally.finditer(tag):
        share, target = scene.at(match.start("z")), scene.at(match.start("what"))
        if share is not None:
            used.add(match.start("z"))
            for owner in scene.group(match, "who", "MBO"):
                _stake(reading, scene, owner, target, share, match.start("z"), follow=False)
    mutual = rx("owners.stakes_mutual")
    for match in mutual.finditer(tag):
        share = scene.at(match.start("z"))
        if share is not None:
            used.add(match.start("z"))
            for holder, held in (("a", "b"), ("b", "a")):
                _stake(
                    reading,
                    scene,
                    scene.at(match.start(holder)),
                    scene.at(match.start(held)),
                    share,
                    match.start("z"),
                    follow=False,
                )
    each = rx("owners.stakes_each")
    for match in each.finditer(tag):
        share = scene.at(match.start("z"))
        target = scene.at(match.start("what")) if match["what"] else reading.venture
        owners = scene.group(match, "who", "MBO")
        if share is not None and match.start("z") not in used and target is not None:
            used.add(match.start("z"))
            for owner in owners:
                _stake(reading, scene, owner, target, share, match.start("z"), follow=False)
            if len(owners) > 1 and owners[0].tag in "MB":
                reading.add("partnersWith", owners[0], object=owners[1], confidence=0.8)
    halves = rx("owners.stakes_halves")
    for match in halves.finditer(tag):
        target = scene.at(match.start("what"))
        shares = [
            scene.at(match.start("z")),
            scene.at(match.start("z2")) if match["z2"] else scene.at(match.start("z")),
        ]
        halves_of = [scene.at(match.start("who")), scene.at(match.start("who2"))]
        for owner, share in zip(halves_of, shares, strict=True):
            if share is not None:
                used.add(match.start("z"))
                _stake(reading, scene, owner, target, share, match.start("z"), follow=False)
        if halves_of[0] is not None and halves_of[1] is not None and halves_of[0].tag in "MB":
            reading.add("partnersWith", halves_of[0], object=halves_of[1], confidence=0.8)
    # "The joint venture: X 60%, Y 40%", "(X 51%, Y 49%)", "a 51:49 joint venture" is left
    listed = rx("owners.stakes_listed")
    for match in listed.finditer(tag):
        if match.start("z") in used or not rx("owners.stakes_stake_shareholding").search(tag):
            continue
        if not rx("owners.stakes_stakes_shareholders").search(tag[: match.start()]):
            continue
        target = _venture_near(reading, scene, match.start())
        share = scene.at(match.start("z"))
        if share is not None:
            used.add(match.start("z"))
            _stake(reading, scene, scene.at(match.start("who")), target, share, match.start("z"))


def _target(reading: Reading, scene: Scene, word: str, start: int, end: int) -> Mention | None:
    if word.strip() == "it":
        return reading.venture or scene.at(start)
    inside = scene.within(start, end, "MBOF")
    return inside[-1][1] if inside else None


def _venture_near(reading: Reading, scene: Scene, before: int) -> Mention | None:
    named = rx("owners.venture_near_named").search(scene.tag[:before])
    if named:
        return scene.at(named.start("jv") if named["jv"] else named.start("jv2"))
    return reading.venture
