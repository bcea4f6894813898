"""Who owns, buys and works with whom: ``ownsStake``, ``acquires``, ``partnersWith`` and what follows from them."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx

from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, maker_for, period_of

__all__ = ["read_owners"]

_HOLD = r"(?:holds?|owns?|held|owned|has held|has owned|has|had|took|takes|taken|has taken|acquired|acquires|bought|buys|purchased|picked up|secured|controls?|keeps?|retains?|increased its stake to|is to take|will take|will hold|will own|gets?|got|will acquire|to acquire|acquiring|takes over|paid E for|paid [a-zA-Z ]*? for|is to hold|is to own|has acquired|has bought|raised its stake to|sold)"


def _period(reading: Reading, scene: Scene, place: int, modality: str = "actual") -> Period:
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


def read_owners(reading: Reading, scene: Scene) -> None:
    """Note stakes, purchases and partnerships in a scene."""
    tag = scene.tag
    if "Z" in tag or "fifth" in tag or "half" in tag or "quarter" in tag or "third" in tag:
        _stakes(reading, scene)
    _ventures(reading, scene)
    _acquisitions(reading, scene)
    _partners(reading, scene)
    companies = [m for _, m in scene.all("MO") if m.cls != "Country"]
    if companies:
        reading.memory["last_company"] = companies[0]


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
    period = _period(reading, scene, place, modality) if not firm else Period(None, None)
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


def _stakes(reading: Reading, scene: Scene) -> None:
    tag = scene.tag
    used: set[int] = set()
    # "X holds 35 per cent of it and Y 49 per cent"; "X has taken 26.4% of Y"; "X bought a 20% stake in Y"
    pattern = re.compile(
        rf"(?P<who>[MBO])[^.;MBOZ]{{0,60}}?(?<![a-z]){_HOLD} (?:about |roughly |some |around |an? |the |its |another |of |remaining |other )*(?P<z>Z)(?P<mid> (?:stake|share|shareholding|holding|interest|of the shares|of the capital|of shares)?(?: ?each)?,? ?(?:in|of|and) (?:the (?:shares|capital|equity) (?:in|of) )?)(?P<what>it(?![a-z])|(?:its )?(?:the |their )?(?:[a-z-]+ )*?[MBOF])"
    )
    for match in pattern.finditer(tag):
        owner = scene.at(match.start("who"))
        share = scene.at(match.start("z"))
        target = _target(reading, scene, match["what"], match.start("what"), match.end("what"))
        if share is None or rx("owners.stakes_market_sales").search(tag[match.end("z") : match.end() + 12]):
            continue
        if target is not None and (
            rx("owners.stakes_sales_exports").match(tag[match.end() :])
        ):
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
            for one, other in (("a", "b"), ("b", "a")):
                _stake(
                    reading,
                    scene,
                    scene.at(match.start(one)),
                    scene.at(match.start(other)),
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
        owners = [scene.at(match.start("who")), scene.at(match.start("who2"))]
        for owner, share in zip(owners, shares, strict=True):
            if share is not None:
                used.add(match.start("z"))
                _stake(reading, scene, owner, target, share, match.start("z"), follow=False)
        if owners[0] is not None and owners[1] is not None and owners[0].tag in "MB":
            reading.add("partnersWith", owners[0], object=owners[1], confidence=0.8)
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


def _ventures(reading: Reading, scene: Scene) -> None:
    """Joint ventures: their names, and that their owners are partners."""
    tag = scene.tag
    if "joint" not in tag and "venture" not in tag and "together with" not in tag:
        return
    name = None
    match = rx("owners.ventures_joint_venture").search(tag)
    if match:
        group = "jv" if match["jv"] else "jv2" if match["jv2"] else "jv3"
        name = scene.at(match.start(group))
        if name is not None and name.tag == "U":
            name.tag, name.cls = "O", "Organization"
            reading.learned[name.label] = ("O", "Organization", name.label)
        if name is not None:
            reading.venture = name
            name.extra["venture"] = True
    listed = rx("owners.ventures_listed").search(tag)
    if not listed:
        return
    pair = next(((a, b) for a, b in (("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")) if listed[a]), None)
    if pair is None:
        return
    one = scene.at(listed.start(pair[0]))
    two = scene.at(listed.start(pair[1])) if listed[pair[1]] else None
    if two is None:
        subjects = [
            m for p, m in scene.within(0, listed.start(), "MBO") if m.cls != "Country" and m is not name
        ]
        two = (
            subjects[0]
            if subjects
            else (
                reading.maker
                if name is None or reading.maker is None or reading.maker.label != name.label
                else None
            )
        )
        if not rx("owners.ventures_with_effort").search(listed[0]) and two is None:
            return
    if (
        one is None
        or two is None
        or one is name
        or two is name
        or one.cls == "Country"
        or two.cls == "Country"
        or one.label == two.label
    ):
        return
    modality = reading.clauses.at(listed.start())
    if modality == "none":
        return
    if modality in ("planned", "could", "target") and rx("owners.ventures_agreed_signed").search(tag):
        modality = "actual"
    maker, partner = (one, two) if one.tag in "MB" else (two, one)
    if maker.tag not in "MB":
        return
    reading.add(
        "partnersWith",
        maker,
        object=partner,
        modality="planned" if modality == "could" else modality,
        confidence=0.87,
    )


def _acquisitions(reading: Reading, scene: Scene) -> None:
    tag = scene.tag
    active = rx("owners.acquisitions_active")
    for match in active.finditer(tag):
        what = scene.at(match.start("what"))
        if what is None or match["poss"] or what.cls == "Country":
            continue
        if (
            what.tag in "MBO"
            and rx("owners.acquisitions_cars_vehicles").match(tag[match.end() :])
            and "majority" not in match[0]
        ):
            continue
        subject = maker_for(reading, scene, match.start(), "MBO")
        if subject is None or subject.label == what.label or subject.cls == "Country":
            continue
        modality = reading.clauses.at(match.start())
        if modality == "none" or rx("owners.acquisitions_import_sales").search(tag[match.start() : match.end() + 14]):
            continue
        if modality == "could":
            modality = "planned"
        period = _period(reading, scene, match.start(), modality)
        if what.tag == "F" and what.facility is not None:
            facility = what.facility
            if modality == "actual" and facility.operator is not None and facility.former:
                facility.operator = (subject.label, subject.cls)
            reading.add(
                "acquires",
                subject,
                object=facility,
                modality=modality,
                start=period.start,
                end=period.end,
                confidence=0.87,
                happened=modality == "actual",
            )
            continue
        reading.add(
            "acquires",
            subject,
            object=what,
            modality=modality,
            start=period.start,
            end=period.end,
            confidence=0.85,
        )
    passive = rx("owners.acquisitions_passive")
    for match in passive.finditer(tag):
        who = reading.we if match["who"] == "us" else scene.at(match.start("who"))
        low = max(tag.rfind(";", 0, match.start()), tag.rfind(": ", 0, match.start()), 0)
        owned = [
            (p, m)
            for p, m in scene.within(low, match.start(), "FMBO")
            if not rx("owners.acquisitions_owned").search(tag[max(0, p - 9) : p])
        ]
        sites = [m for _, m in owned if m.tag == "F"]
        what = sites[0] if sites else owned[-1][1] if owned and match.start() - owned[-1][0] < 80 else None
        modality = reading.clauses.at(match.start("verb"))
        if who is None or who.cls == "Country" or modality == "none":
            continue
        period = _period(reading, scene, match.start("verb"), modality)
        if (
            what is None
            and reading.facility is not None
            and rx("owners.acquisitions_site_plant").search(tag[: match.start("verb")])
        ):
            reading.add(
                "acquires",
                who,
                object=reading.facility,
                modality=modality,
                start=period.start,
                end=period.end,
                confidence=0.84,
                happened=True,
            )
        elif what is not None and what.tag == "F" and what.facility is not None:
            reading.add(
                "acquires",
                who,
                object=what.facility,
                modality=modality,
                start=period.start,
                end=period.end,
                confidence=0.86,
                happened=True,
            )
        elif what is not None and what.cls != "Country" and what.label != who.label:
            reading.add(
                "acquires",
                who,
                object=what,
                modality=modality,
                start=period.start,
                end=period.end,
                confidence=0.85,
            )
            if what.tag == "B" and modality == "actual":
                reading.add("brandOf", what, object=who, confidence=0.85)


def _partners(reading: Reading, scene: Scene) -> None:
    know, tag = reading.know, scene.tag
    del know
    together = rx("owners.partners_together").search(tag) or rx("owners.partners_together_2").search(tag)
    if together:
        one, two = scene.at(together.start("a")), scene.at(together.start("b"))
        if (
            one is not None
            and two is not None
            and one.cls != "Country"
            and two.cls != "Country"
            and one.label != two.label
            and (reading.venture is None or reading.venture.label not in (one.label, two.label))
        ):
            reading.add("partnersWith", one, object=two, confidence=0.85)
    patterns = (
        r"(?P<a>[MB]) and (?:the )?(?:A's |A )?(?:[a-z-]+ )*?(?P<b>[MBO])(?: \(U\)| \(O\))? (?:have|are|has|had|will)(?: [a-z]+)? (?:become partners|been allied|partners|been partners|allied|teamed up|joined forces|signed (?:a|an) [a-z -]*?agreement|formed an? (?:alliance|partnership)|entered into (?:an? )?(?:partnership|alliance)|agreed to (?:cooperate|work together|build|produce|make|set up))",
        r"(?P<a>[MB])[^.;MBO]{0,60}?(?:signed up|teamed up with|joined forces with|partnered with|has partnered with|is partnering with|works with|working with|work with|cooperates with|in partnership with|allied with|in cooperation with|together with|in collaboration with|partners with|has tied up with|entered a partnership with) (?:the |its |A's |C's )?(?:[a-z-]+ |A ){0,4}?(?P<b>[MBO])(?:(?:,| as| to|\.|;|$| in C| for))",
        r"(?:a joint effort|a joint project|an alliance|a partnership|a contract|an agreement|a licence agreement|a licensing deal|a deal|cooperation) (?:between|with) (?:the )?(?:A )?(?:[a-z-]+ )*?(?P<b>[MBO])(?: and (?:the )?(?:A )?(?P<a>[MB]))?",
        r"(?P<b>[MBO]),? (?:which is |is )?(?P<a>[MB])'s (?:[a-z-]+ |A )*?(?:partner|importer|distributor|ally|contract manufacturer)(?! in talks)",
        r"(?P<a>[MB])'s (?:[a-z-]+ |A )*?(?:partner|importer|distributor|ally)(?: in C)?,? (?P<b>[MBO])(?![a-z])",
        r"under (?:an? )?(?:contract|licence|license|agreement) (?:with|from|for) (?:the )?(?P<b>[MBO])",
    )
    for number, source in enumerate(patterns):
        for match in re.compile(source).finditer(tag):
            one = scene.at(match.start("a")) if "a" in match.re.groupindex and match["a"] else None
            two = scene.at(match.start("b"))
            if two is None or two.cls == "Country":
                continue
            if one is None:
                start = match.start()
                inside = [
                    m for p, m in scene.within(0, start, "MBO") if m.cls != "Country" and m.label != two.label
                ]
                one = inside[0] if inside else reading.maker
                if rx("owners.partners_it_company").match(tag) and reading.maker is not None:
                    one = reading.maker
                if number == 5 and not inside:
                    continue
            if one is None or one.cls == "Country" or one.label == two.label or one.tag not in "MB":
                if one is not None and one.tag == "O" and two.tag in "MB":
                    one, two = two, one
                else:
                    continue
            if reading.venture is not None and reading.venture.label in (one.label, two.label):
                continue
            entity = reading.registry.find(one.label)
            other = reading.registry.find(two.label)
            if (entity is not None and entity.parent == two.label) or (
                other is not None and other.parent == one.label
            ):
                continue
            modality = reading.clauses.at(match.start("b"))
            if modality == "none":
                continue
            if modality in ("planned", "could", "target") and rx("owners.partners_signed_agreed").search(match[0]):
                modality = "actual"
            period = _period(reading, scene, match.start("b"), modality)
            if (
                modality == "actual"
                and period.mention is not None
                and period.mention.date.first
                and reading.published
                and (
                    period.mention.date.first > reading.published
                    or not rx("owners.partners_signed_up").search(match[0] + tag[match.end() : match.end() + 30])
                )
            ):
                period = Period(None, None)
            reading.add(
                "partnersWith",
                one,
                object=two,
                modality="planned" if modality == "could" else modality,
                start=period.start,
                end=period.end,
                confidence=0.83,
            )
    hired = rx("owners.partners_hired").search(tag)
    if hired:
        builder = scene.at(hired.start("a"))
        maker = reading.maker if hired["b"] == "it" else scene.at(hired.start("b"))
        listed = (
            [m for _, m in scene.within(hired.end(), len(tag), "O")]
            if re.search(r"contract", scene.text[max(0, scene.sentence.start - 10) : scene.sentence.end])
            else []
        )
        for one in [builder, *listed]:
            if one is not None and maker is not None and maker.cls != "Country" and one.label != maker.label:
                reading.add("partnersWith", maker, object=one, confidence=0.83)
    shared = rx("owners.partners_shared").search(tag)
    if shared:
        two = scene.at(shared.start("b"))
        one = maker_for(reading, scene, shared.start())
        if re.match(r"(?:it|also)", tag) and reading.maker is not None:
            one = reading.maker
        if (
            one is not None
            and two is not None
            and one.tag in "MB"
            and "Country" not in (one.cls, two.cls)
            and one.label != two.label
            and (reading.venture is None or reading.venture.label not in (one.label, two.label))
            and reading.clauses.at(shared.start()) != "none"
        ):
            reading.add("partnersWith", one, object=two, confidence=0.8)
    rumour = rx("owners.partners_rumour").search(tag)
    if rumour and rx("owners.partners_rumou_red").search(tag):
        one, two = scene.at(rumour.start("a")), scene.at(rumour.start("b"))
        if one is not None and two is not None:
            reading.add("partnersWith", one, object=two, modality="rumoured", confidence=0.7)
