"""Stakes, purchases and owners in Chinese: 持有…股份, 各持股50%, 收购, 把工厂卖给."""

import re
from typing import Any

from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.partners import JOINT_IS, join_partners
from autoatlas.loaders.text.zh.slots import family_of, is_actor, modality_of, rx, usable

__all__ = ["read_stakes"]

_HELD = re.compile("(?:的)?(?:股份|股权)?(?:则|也|就|仍)?(?:归|由|属于|归属)")


def read_stakes(notes: Notes, run: Run, clause: Clause) -> bool:
    """Read who owns how much of whom, and who buys what; whether the clause's percentages are such stakes."""
    stakes = _read(notes, run, clause)
    venture = run.memory.get("target")
    if venture and "合资" in clause.sentence_text(notes.text):
        notes.memory["venture"] = venture, notes.number
    return stakes


def _read(notes: Notes, run: Run, clause: Clause) -> bool:
    if rx("denied").search(clause.text) or rx("considered").search(clause.text):
        return rx("stake").search(clause.text) is not None
    actors = [m for m in clause.of("maker", "org") if is_actor(notes, clause, m)]
    shares = [m for m in clause.of("quantity") if m.quantity and m.quantity.kind == "percent"]
    spoken = rx("stake").search(clause.text)
    if spoken and "target" not in run.memory and re.search("该(?:合资)?(?:公司|企业)", clause.text):
        ahead = notes.within(clause.sentence.line.start, clause.start)
        ventures = [m for m in ahead if m.kind in ("maker", "org") and is_actor(notes, clause, m)]
        run.memory["target"] = _name(ventures[-1]) if ventures else None
    if spoken:
        run.memory["stakes"] = True
    founded_together = "target" in run.memory and "合资" in clause.before
    known = run.memory.get("stakes") or founded_together
    if shares and (spoken or (known and _goes_on(clause, actors, shares))):
        _stakes(notes, run, clause, actors, shares)
        return True
    founded = re.search("(?:成立|组建|创立|创办)(?:于|以来)?", clause.text)
    if not spoken and founded and len(actors) == 1 and actors[0].start - clause.start <= 2:
        run.memory["target"] = _name(actors[0])
    if not spoken and "合资" in clause.text and (named := _venture(notes, clause, actors)):
        run.memory["target"] = named
    former = re.match("(?:前者|后者)(?:还|又|也|则|将|已)*(?:入股|参股|收购|增持|投资)", clause.text)
    pair = notes.memory.get("pair")
    if former and pair and actors:
        run.subject = pair[1] if clause.text.startswith("后者") else pair[0]
        run.memory["target"], run.memory["into"] = _name(actors[-1]), run.subject
    if not spoken:
        _purchase(notes, run, clause, actors)
    else:
        named = _venture(notes, clause, actors)
        if named:
            run.memory["target"] = named
    return spoken is not None and bool(shares)


def _goes_on(clause: Clause, actors: list[Mark], shares: list[Mark]) -> bool:
    """吉利占36%，Tasco占64%."""
    return (
        rx("holds").search(clause.upto(shares[0].start)) is not None
        and (bool(actors) or re.match("前者|后者|双方|两家|其余", clause.text) is not None)
    ) or bool(_held_by(clause, actors, shares))


def _venture(notes: Notes, clause: Clause, actors: list[Mark]) -> Name | None:
    """The joint company that a clause names: 成立合资公司浩思动力, 零跑国际由…持股."""
    for mark in actors:
        behind, ahead = clause.behind(mark.end, 3), clause.ahead(mark.start, 12)
        if (
            re.match("（[^）]*持股", clause.behind(mark.end, 16))
            or behind.startswith("由")
            or JOINT_IS.match(clause.text, mark.end - clause.start)
            or ("合资" in clause.text and re.search('(?:成立|组建|设立)(?:了)?[“"]?$', ahead))
            or re.search('(?:合资公司|合资企业|名为|子公司)[“"]?$', ahead)
            or (re.search('(?<!母)(?:公司|企业)[“"]?$', ahead) and not re.search("[与和同跟]", ahead))
        ):
            return mark.label, mark.cls
    return None


def _when(notes: Notes, run: Run, clause: Clause) -> tuple[str | None, str | None]:
    for mark in (
        *clause.of("date"),
        *[m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date"],
    ):
        when = mark.date
        if (
            when
            and when.first
            and when.last
            and usable(clause, mark)
            and when.relation not in ("as_of", "until")
        ):
            return when.first, when.last
    return None, None


def _stakes(notes: Notes, run: Run, clause: Clause, actors: list[Mark], shares: list[Mark]) -> None:
    named = _venture(notes, clause, actors)
    if named:
        run.memory["target"] = named
    target: Name | None = named
    pairs: list[tuple[Name, Mark]] = []
    owners = [m for m in actors if target is None or m.label != target[0]]
    both = run.memory.get("pair", [])
    if (
        not owners
        and len(both) == 2
        and re.match("(?:双方|两家(?:公司|企业)?|二者|两者)?(?:各|分别|依次)", clause.text)
        and len(shares) in (1, 2)
    ):
        target = target or run.memory.get("target")
        if target is not None:
            for owner, share in zip(both, shares * (3 - len(shares)), strict=False):
                _own(notes, run, clause, owner, target, share, both)
        return
    if held := _held_by(clause, actors, shares):
        ahead = [m for m in actors if m.end <= shares[0].start]
        target = _name(ahead[-1]) if ahead and not named else target or run.memory.get("target")
        run.memory["target"] = target
        for owner, share in held:
            if target is None:
                break
            _own(notes, run, clause, owner, target, share, [name for name, _ in held])
        return
    respectively = "分别" in clause.text or "各" in clause.text
    if respectively and len(owners) >= 2 and len(shares) in (1, len(owners)):
        take = shares * len(owners) if len(shares) == 1 else shares
        holders = owners[: len(take)]
        pairs = [((m.label, m.cls), share) for m, share in zip(holders, take, strict=False)]
        rest = [m for m in actors if m.start > holders[-1].end]
        target = target or (_name(rest[0]) if rest else run.memory.get("target"))
    elif len(direct := _beside(clause, actors, shares)) == len(shares) > 1:
        pairs = direct
        target = target or run.memory.get("target")
    else:
        for share in shares:
            ahead = [m for m in actors if m.end <= share.start]
            bought = rx("takes").search(clause.text)
            between = clause.text[ahead[-1].end - clause.start : share.start - clause.start] if ahead else ""
            if ahead and re.match("的?(?:入股|持股|参股|占股|增持|出资)", between):
                pairs.append((_name(ahead[-1]), share))
                target = target or run.memory.get("target") or _renamed_to(notes, clause)
                continue
            if len(ahead) >= 2 and not (target and ahead[-1].label == target[0]):
                pairs.append((_name(ahead[0]), share))
                target = target or _name(ahead[-1])
            elif ahead:
                own = target is not None or run.memory.get("target") is not None
                subject = _subject(notes, run)
                if bought or (not own and rx("holds_of").search(clause.upto(ahead[-1].start))):
                    if subject and subject[0] != ahead[-1].label:
                        pairs.append((subject, share))
                        target = _name(ahead[-1])
                else:
                    pairs.append((_name(ahead[-1]), share))
                    target = target or run.memory.get("target")
            else:
                speaker = _other(clause, run) or run.memory.get("into")
                if speaker:
                    pairs.append((speaker, share))
                    target = run.memory.get("target")
    if target is None or re.search("共同|联合", clause.before[-24:] + clause.text):
        return
    if target[1] == "Automaker" and target == run.memory.get("target"):
        notes.maker = notes.subject = target  # what follows is about it
    owners_found = [owner for owner, _ in pairs]
    for owner, share in pairs:
        _own(notes, run, clause, owner, target, share, owners_found)
    makers = [o for o in owners_found if o[1] == "Automaker"]
    if len(owners_found) == 2 and makers:
        other = next((o for o in owners_found if o != makers[0]), None)
        if other:
            join_partners(notes, clause, makers[0], other)


def _held_by(clause: Clause, actors: list[Mark], shares: list[Mark]) -> list[tuple[Name, Mark]]:
    """Shares with their owners behind them: 领克的50%股份归极氪所有，另外两成由吉利持有."""
    found = []
    for share in shares:
        owned = _HELD.match(clause.text, share.end - clause.start)
        at = clause.start + owned.end() if owned else -1
        found += [(_name(m), share) for m in actors if m.start == at]
    return found if len(found) == len(shares) else []


def _beside(clause: Clause, actors: list[Mark], shares: list[Mark]) -> list[tuple[Name, Mark]]:
    """Owners with their shares right behind them: 北汽51%、奔驰49%."""
    found = []
    for share in shares:
        owner = next((m for m in reversed(actors) if m.end <= share.start), None)
        gap = clause.text[owner.end - clause.start : share.start - clause.start] if owner else "-"
        if owner is not None and re.fullmatch("(?:持股|占股|持有|占|出资|股份|各)*", gap):
            found.append((_name(owner), share))
    return found if len({name for name, _ in found}) == len(found) else []


def _renamed_to(notes: Notes, clause: Clause) -> Name | None:
    """The company that somebody bought into, where the sentence goes on to say what it is called now."""
    rest = notes.text[clause.end : clause.sentence.end]
    found = re.search("(?:改名|更名)(?:为)?", rest)
    if found is None:
        return None
    at = clause.end + found.end()
    return next((_name(m) for m in notes.within(at, clause.sentence.end) if m.kind in ("maker", "org")), None)


def _name(mark: Mark) -> Name:
    return mark.label, mark.cls


def _subject(notes: Notes, run: Run) -> Name | None:
    spoken = run.subject if run.subject and run.subject[1] != "Country" else None
    return spoken or run.memory.get("actor") or notes.maker


def _other(clause: Clause, run: Run) -> Name | None:
    """The former or the latter of two that the sentence has named."""
    pair: list[Name] = run.memory.get("pair", [])
    if len(pair) == 2:
        return (
            pair[0] if clause.text.startswith("前者") else pair[1] if clause.text.startswith("后者") else None
        )
    return None


def _own(
    notes: Notes, run: Run, clause: Clause, owner: Name, target: Name, share: Mark, owners: list[Name]
) -> None:
    quantity = share.quantity
    if quantity is None or owner[0] == target[0] or (owner[1] == "Brand" and target[1] == "Organization"):
        return
    entity = notes.registry.find(owner[0])
    if owner[1] == "Brand" and entity and (entity.parent, "Automaker") in run.memory.get("pair", ()):
        owner = str(entity.parent), "Automaker"
    start, end = _when(notes, run, clause)
    upto = clause.before + clause.upto(share.start)
    planned = re.search("将(?!近)|拟|计划|打算|有意|准备", upto) is not None and "已" not in upto[-12:]
    modality = "planned" if planned else modality_of(notes, clause, share.start, start)
    present = re.search("目前|现|仍|持有", clause.text) is not None and not rx("takes").search(clause.text)
    notes.measure(
        clause,
        "ownsStake",
        owner,
        quantity,
        "percent",
        (None, None) if present and not clause.of("date") else (start, end),
        object=target[0],
        object_type=target[1],
        modality=modality,
    )
    if modality == "target":
        return
    if quantity.value > 50:
        if owner[1] == target[1] == "Automaker":
            notes.add(
                clause, "subsidiaryOf", *target, object=owner[0], object_type="Automaker", modality=modality
            )
        if rx("takes").search(clause.text) and owner[1] == "Automaker":
            notes.add(clause, "acquires", *owner, object=target[0], object_type=target[1], modality=modality)
    elif quantity.value < 50 and len(owners) == 1 and modality != "planned":
        named = {m.label for m in notes.marks if m.kind == "maker"}
        above = [
            name
            for name in family_of(notes, target[0]) - {target[0], owner[0]}
            if name in named or target[0].startswith(name)
        ]
        partner = (above[0], "Automaker") if above else target
        known: list[Any] = run.memory.setdefault("owners", [])
        if known and known[0][0] == target:
            other = known[0][1]
            notes.drafts[:] = [d for d in notes.drafts if d is not known[0][2]]
            join_partners(notes, clause, owner, other)
            return
        if owner[0] not in family_of(notes, target[0]):
            before = len(notes.drafts)
            join_partners(notes, clause, owner, partner)
            if len(notes.drafts) > before:
                known.append((target, owner, notes.drafts[-1]))


def _purchase(notes: Notes, run: Run, clause: Clause, actors: list[Mark]) -> None:
    """收购了…工厂, 把…工厂卖给…, 收购…公司."""
    sold = rx("sold_to").search(clause.text)
    start, end = _when(notes, run, clause)
    if sold:
        buyer = next((m for m in actors if m.start >= clause.start + sold.end() - 1), None)
        if buyer is not None and buyer.cls == "Automaker" and run.facility is not None:
            modality = (
                "planned" if re.search("将|拟|宣布|协议|同意", clause.before + clause.text) else "actual"
            )
            start, end = (None, None) if modality == "planned" else (start, end)
            notes.add(
                clause, "acquires", *_name(buyer), object=run.facility, object_type="Facility",
                modality=modality, start=start, end=end, happened=modality == "actual",
            )  # fmt: skip
        return
    came = re.search("从(?P<who>[^，]{2,10})(?:手里|手中|处|那里)?(?:买来|买下|收购|接手|购得)", clause.text)
    if (
        came
        and run.facility is not None
        and run.facility.operator
        and run.facility.operator[1] == "Automaker"
    ):
        notes.add(
            clause, "acquires", *run.facility.operator, object=run.facility, object_type="Facility", start=start,
            end=end, happened=True,
        )  # fmt: skip
        return
    taken = re.search("(?:被|由)(?P<who>[^，]{2,12}?)(?:全资)?(?:收购|买下|接手|购得|接管)", clause.text)
    buyers = [m for m in actors if taken and m.start - clause.start == taken.start("who")]
    site = run.facility or (notes.facility if notes.number - notes.facility_sentence <= 1 else None)
    if buyers and site is not None and site.operator == _name(buyers[0]) and buyers[0].cls == "Automaker":
        notes.add(
            clause, "acquires", *_name(buyers[0]), object=site, object_type="Facility", start=start, end=end,
            happened=True,
        )  # fmt: skip
        return
    bought = rx("bought").search(clause.text)
    if not bought or re.search("作罢|告吹|流产|取消|终止|放弃|未果|失败", clause.sentence_text(notes.text)):
        return
    buyer_name = next(
        (_name(m) for m in actors if m.end <= clause.start + bought.start() and m.cls == "Automaker"), None
    )
    buyer_name = buyer_name or _subject(notes, run)
    if buyer_name is None or buyer_name[1] != "Automaker":
        return
    behind = clause.text[bought.end() :]
    modality = "planned" if rx("may_take").search(clause.text[: bought.end()]) else "actual"
    if re.search("工厂|厂房|厂区|老厂|旧厂|基地|厂$", behind):
        site = run.facility or (notes.facility if notes.number - notes.facility_sentence <= 1 else None)
        if site is not None and site.operator == buyer_name:
            notes.add(
                clause, "acquires", *buyer_name, object=site, object_type="Facility", modality=modality,
                start=start, end=end, happened=modality == "actual",
            )  # fmt: skip
        return
    near = [m for m in actors if clause.start + bought.end() <= m.start <= clause.start + bought.end() + 6]
    after = clause.behind(near[0].end, 6) if near else ""
    if near and near[0].label != buyer_name[0] and re.match("(?:公司|品牌|集团|汽车|全部|$)", after):
        notes.add(
            clause, "acquires", *buyer_name, object=near[0].label, object_type=near[0].cls, modality=modality,
            start=start, end=end,
        )  # fmt: skip
