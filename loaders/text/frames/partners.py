"""Joint ventures and other partnerships."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.stakes import period_at
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, maker_for

__all__ = ["read_partners", "read_ventures"]


def read_ventures(reading: Reading, scene: Scene) -> None:
    """Joint ventures: their names, and that their owners are partners."""
    tag = scene.tag
    if not rx("owners.ventures_topic").search(tag):
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
    founded = rx("owners.ventures_founded").search(tag)
    if founded:
        first = "" if founded["v"] else "2"
        parts = [scene.at(founded.start(f"{name}{first}")) for name in "vab"]
        made = _company(reading, scene, parts[0])
        helper, maker = _company(reading, scene, parts[1]), parts[2]
        if made is not None and helper is not None and maker is not None and made.label != helper.label:
            reading.venture = made
            made.extra["venture"] = True
            reading.memory["venture_owners"] = (scene.index, [maker, helper])
            reading.add("partnersWith", maker, object=helper, confidence=0.84)
    others = rx("owners.ventures_set_up_with").search(tag)
    for other in scene.group(others, "who", "MBOU") if others else []:
        helper, maker = _company(reading, scene, other), scene.at(others.start("a")) if others else None
        if helper is not None and maker is not None and "Country" not in (helper.cls, maker.cls):
            reading.add("partnersWith", maker, object=helper, confidence=0.84)
    if others or rx("owners.ventures_once").search(tag):
        return
    if "Z" in tag and rx("owners.ventures_of_which").search(tag):
        return  # whose owners and their shares are read apart
    listed = rx("owners.ventures_listed").search(tag)
    if not listed:
        return
    pair = next(((a, b) for a, b in (("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")) if listed[a]), None)
    if pair is None:
        return
    one = _company(reading, scene, scene.at(listed.start(pair[0])))
    two = _company(reading, scene, scene.at(listed.start(pair[1]))) if listed[pair[1]] else None
    if two is None:
        subjects = [
            m
            for p, m in scene.within(0, listed.start(), "MBO")
            if m.cls != "Country" and (name is None or m.label != name.label)
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
    if name is not None:
        reading.memory["venture_owners"] = (scene.index, [maker, partner])
    reading.add(
        "partnersWith",
        maker,
        object=partner,
        modality="planned" if modality == "could" else modality,
        confidence=0.87,
    )


def read_partners(reading: Reading, scene: Scene) -> None:
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
        "allied",
        "teamed_up",
        "agreement_with",
        "partner_before",
        "partner_after",
        "under_contract",
        "partner_of",
        "its_partner",
        "partner_behind",
        "imports",
        "picked",
        "for_maker",
        "licence",
        "imported_by",
        "fronted",
    )
    for number, source in enumerate(patterns):
        for match in rx(f"owners.partners_{source}").finditer(tag):
            if rx("deals.former").search(match[0]):
                continue
            one = scene.at(match.start("a")) if "a" in match.re.groupindex and match["a"] else None
            two = _company(reading, scene, scene.at(match.start("b")))
            if two is None or two.cls == "Country":
                continue
            if one is None:
                start = match.start()
                inside = [
                    m for p, m in scene.within(0, start, "MBO") if m.cls != "Country" and m.label != two.label
                ]
                if not inside and source == "its_partner" and rx("owners.partners_ahead").match(tag):
                    # "with technology from its partner X, Y has built …"
                    inside = [m for _, m in scene.within(match.end(), len(tag), "MBO") if m.cls != "Country"][
                        :1
                    ]
                one = inside[0] if inside else reading.maker
                if source == "partner_behind" and not inside:
                    said = [m for at, m in reading.makers if at == scene.index - 1 and m.label != two.label]
                    one = said[0] if said else one
                if rx("owners.partners_it_company").match(tag) and reading.maker is not None:
                    one = reading.maker
                if number == 5 and not inside:
                    continue
            if (
                one is None
                or one.cls in ("Country", "Organization")
                or one.label == two.label
                or one.tag not in "MB"
            ):
                if (
                    one is not None
                    and one.cls == "Organization"
                    and two.tag in "MB"
                    and one.label != two.label
                ):
                    one, two = two, one
                else:
                    continue
            if (
                source not in ("for_maker", "licence", "imports", "imported_by", "picked")
                and reading.venture is not None
                and reading.venture.label in (one.label, two.label)
            ):
                continue
            if _kin(reading, one, two):
                continue
            modality = reading.clauses.at(match.start("b"))
            if modality == "none":
                continue
            if modality in ("planned", "could", "target") and rx("owners.partners_signed_agreed").search(
                match[0]
            ):
                modality = "actual"
            period = period_at(reading, scene, match.start("b"), modality)
            if (
                modality == "actual"
                and period.mention is not None
                and period.mention.date.first
                and reading.published
                and (
                    period.mention.date.first > reading.published
                    or not rx("owners.partners_signed_up").search(
                        match[0] + tag[match.end() : match.end() + 30]
                    )
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
    _for_whom(reading, scene)
    importer = rx("owners.partners_is_importer").search(tag)
    home = reading.section_maker or reading.maker
    if importer and home is not None and home.cls in ("Automaker", "Brand"):
        two = _company(reading, scene, scene.at(importer.start("b" if importer["b"] else "b2")))
        if two is not None and two.label != home.label and two.cls == "Organization":
            reading.add("partnersWith", home, object=two, confidence=0.78)
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


def _company(reading: Reading, scene: Scene, mention: Mention | None) -> Mention | None:
    """A company by its place in the sentence, though nobody knows its name."""
    if mention is None or mention.tag != "U":
        return mention
    if rx("owners.no_company").search(mention.label) or rx("owners.no_company").search(
        scene.text[max(0, mention.start - 14) : mention.start]
    ):
        return None
    mention.tag, mention.cls = "O", "Organization"
    reading.learned[mention.label] = ("O", "Organization", mention.label)
    return mention


def _for_whom(reading: Reading, scene: Scene) -> None:
    """``They assemble: X for Y``, ``the plant is to work for Y``, ``the two founded a joint venture``."""
    tag = scene.tag
    pairs: list[tuple[Mention | None, Mention | None, int]] = []
    if rx("owners.partners_assembling").search(tag):
        for match in rx("owners.partners_each_for").finditer(tag):
            pairs.append(
                (
                    scene.at(match.start("a")),
                    _company(reading, scene, scene.at(match.start("b"))),
                    match.start(),
                )
            )
    if "F" in tag:
        for match in rx("owners.partners_work_for").finditer(tag):
            site = scene.at(match.start())
            facility = site.facility if site is not None else None
            if facility is not None and facility.operator is not None:
                label, cls = facility.operator
                tagged = {"Brand": "B", "Organization": "O"}.get(cls, "M")
                pairs.append((scene.at(match.start("a")), Mention(0, 0, tagged, label, cls), match.start()))
    two = rx("owners.partners_two_venture").search(tag)
    if two:
        named = [m for _, m in scene.within(0, two.start(), "MBO") if m.cls != "Country" and not m.reference]
        named = named or [m for at, m in reading.makers[-6:] if scene.index - at <= 1 and m.cls != "Country"]
        last = list({m.label: m for m in named}.values())
        if len(last) == 2:
            pairs.append((last[0], last[1], two.start()))
    for one, other, place in pairs:
        if one is None or other is None or "Country" in (one.cls, other.cls) or one.label == other.label:
            continue
        if one.tag not in "MB":
            one, other = other, one
        modality = reading.clauses.at(place)
        if one.tag not in "MB" or other.tag not in "MBO" or modality == "none" or _kin(reading, one, other):
            continue
        reading.add("partnersWith", one, object=other, modality="actual", confidence=0.82)


def _kin(reading: Reading, one: Mention, two: Mention) -> bool:
    """Whether one of two companies belongs to the other."""
    entity, other = reading.registry.find(one.label), reading.registry.find(two.label)
    return (entity is not None and entity.parent == two.label) or (
        other is not None and other.parent == one.label
    )
