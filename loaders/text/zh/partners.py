"""Who works with whom, in Chinese: joint companies, contracts, agreements."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.slots import family_of, is_actor, maker_of_model, rx

__all__ = ["JOINT_IS", "join_partners", "read_partners"]

_LISTED = re.compile("、|和|与|及|以及|，")
_CARS = re.compile(
    "(?:在[^，]{1,6})?的?(?:[轻重中微皮]卡|[轻大中]?[型]?客车|汽车|轿车|电动车|卡车|车)(?!企|型)"
)
_PARTNER_OF = re.compile(
    "(?:汽车)?在?[^，、。]{0,6}的[^，。]{0,6}(?:伙伴|合作方|合作商|代工方|代工商|代工厂|经销商|代理商|总代理)"
)
_BUILDS_FOR = re.compile(
    "(?:是|为|系)[^，]{2,30}的(?:[^，的]{0,4})?(?:代工商|代工厂|代工方|代工企业|代工伙伴|组装商)"
)
_JOINT = re.compile("合资(?:成立|组建|设立|创办|开办)?(?:的|了)?(?:公司|企业)?(?:——|“|叫)?$")
JOINT_IS = re.compile(
    "(?:公司)?(?:就)?(?:是|为|系|由)[^，]{3,30}(?:的合资(?:公司|企业|子公司)|合资(?:成立|组建|设立|而成))"
)
_MAKERS = ("Automaker", "Brand")


def read_partners(notes: Notes, run: Run, clause: Clause, facility: Facility | None) -> None:
    """Note who works with whom."""
    hosted = run.memory.pop("hosted", None) if facility is not None else None
    if hosted and facility is not None and facility.operator and facility.operator[0] != hosted:
        above = family_of(notes, facility.operator[0])
        if not any(frozenset((hosted, name)) in notes.memory.get("partners", ()) for name in above):
            join_partners(notes, clause, (hosted, "Automaker"), facility.operator)
        _built_for(notes, clause, facility, hosted)
    if _contractor(notes, run, clause):
        return
    found = rx("partner").search(clause.text) or _two_agree(notes, clause)
    if not found or rx("not_partner").search(clause.text):
        return
    others: list[Mark] = []
    for mark in clause.of("maker", "org"):
        if mark.label not in [o.label for o in others] and is_actor(notes, clause, mark):
            others.append(mark)
    pairs = _pairs(notes, run, clause, others)
    if not pairs or rx("planned_partner").search(clause.upto(clause.start + found.start())):
        return
    for one, target in pairs:
        run.memory["pair"] = notes.memory["pair"] = [one, target]
        join_partners(notes, clause, one, target)
        contract = rx("contract").search(clause.text)
        if contract and facility is not None and facility.operator == target:
            notes.add(clause, "assemblyMode", facility, "Facility", object="contract")


def _contractor(notes: Notes, run: Run, clause: Clause) -> bool:
    """某公司是起亚、标致和福特的代工商: who builds for several makers; whether the clause says so."""
    found = _BUILDS_FOR.search(clause.text)
    actors = [m for m in clause.of("maker", "org") if is_actor(notes, clause, m)]
    hosts = [m for m in actors if found and m.end <= clause.start + found.start()]
    if not found or not hosts:
        return False
    host = hosts[-1].label, hosts[-1].cls
    run.memory["partner_subject"] = host
    for mark in actors:
        if mark.kind == "maker" and mark.start >= clause.start + found.start():
            join_partners(notes, clause, (mark.label, mark.cls), host)
    return True


def _built_for(notes: Notes, clause: Clause, facility: Facility, guest: str) -> None:
    """江淮的车由当地一家公司代工，工厂在…: whose cars a host builds, where no model is named."""
    said = notes.text[clause.sentence.start : clause.end]
    entity = notes.registry.find(guest)
    cars = [
        m for m in notes.within(clause.sentence.start, clause.end) if m.kind == "maker" and m.label == guest
    ]
    if not any(_CARS.match(notes.text, m.end) for m in cars):
        return
    if re.search("代工|委托", said):
        notes.add(clause, "assemblyMode", facility, "Facility", object="contract")
    models = any(
        m.kind == "model" for m in notes.within(clause.sentence.line.start, clause.sentence.line.end)
    )
    if entity is not None and not models and re.search("代工|组装|生产|装配|制造", said):
        notes.add(clause, "produces", facility, "Facility", object=guest, object_type="Brand")


def _two_agree(notes: Notes, clause: Clause) -> re.Match[str] | None:
    """广汽与麦格纳宣布，双方…代工合作: two companies at the head of a sentence that speaks of working together."""
    sentence = clause.sentence_text(notes.text)
    if not re.search("双方|各出资|合资|合作|共同|联合", sentence[clause.end - clause.sentence.start :]):
        return None
    return re.search("(?:与|和|同)[^，]{2,16}(?:宣布|签署|签约|达成|签订)", clause.text)


def _pairs(notes: Notes, run: Run, clause: Clause, others: list[Mark]) -> list[tuple[Name, Name]]:
    """Who works with whom in a clause that speaks of working together."""
    if not others:
        return []
    spoken = run.subject if run.subject and run.subject[1] in _MAKERS else notes.maker
    if len(others) == 1:
        target = others[0]
        who = spoken if spoken and spoken[0] != target.label else None
        lent = maker_of_model(notes, clause, target.start)
        if lent and who and who[0] not in family_of(notes, lent):
            entity = notes.registry.find(lent)
            who = (lent, entity.cls) if entity else None
        host = notes.facility.operator if notes.facility else None
        if target.kind == "maker" and host and host[1] == "Organization" and run.facility is notes.facility:
            behind_with = rx("with_ahead").search(clause.ahead(target.start, 14))
            return [((target.label, target.cls), host)] if behind_with else []
        behind = clause.behind(target.end, 40)
        linked = rx("with_ahead").search(clause.ahead(target.start, 14)) or (
            re.search(r"^(?:将|自|起|的)?.{0,24}代工", behind) and not behind.startswith("，")
        )
        return [(who, (target.label, target.cls))] if who and linked else []
    for mark in others[1:]:
        if _JOINT.search(clause.ahead(mark.start, 8)):  # the joint company itself
            known: set[frozenset[str]] = notes.memory.setdefault("partners", set())
            known.add(frozenset((others[0].label, mark.label)))
    others = [m for m in others if not _JOINT.search(clause.ahead(m.start, 8))]
    others = [m for m in others if not JOINT_IS.match(clause.text, m.end - clause.start)]
    if len(others) < 2:
        return []
    with_mark = next((m for m in others[1:] if rx("with_ahead").search(clause.ahead(m.start, 14))), None)
    if with_mark is None:
        first, target = others[0], others[1]
        between = notes.text[first.end : target.start]
        if _PARTNER_OF.match(notes.text, target.end) and re.match("[也就还正]*(?:是|为|系)", between):
            between = "与"
        if len(others) > 2 or not re.search("与|和|、|同|联手|携手|授权|为|由|跟|的合作(?:伙伴|方)", between):
            return []
        with_mark = target
    ahead = [m for m in others if m.end <= with_mark.start]
    listed = [ahead[-1]]
    for mark in reversed(ahead[:-1]):
        if not _LISTED.fullmatch(notes.text[mark.end : listed[-1].start]):
            break
        listed.append(mark)
    if "它们" in clause.text or "两个品牌" in clause.text:
        listed = ahead or listed
    found = []
    for mark in reversed(listed):
        one, target_name = (mark.label, mark.cls), (with_mark.label, with_mark.cls)
        if target_name[1] != "Organization" and one[1] == "Organization":
            one, target_name = target_name, one
        if one[1] in _MAKERS:
            found.append((one, target_name))
    return found


def join_partners(notes: Notes, clause: Clause, one: Name, target: Name) -> None:
    """Note that a maker works with another company, once an article."""
    if one[1] not in _MAKERS:
        one, target = target, one
    if one[1] not in _MAKERS or one[0] == target[0] or one[0] in family_of(notes, target[0]):
        return
    if target[0] in family_of(notes, one[0]):
        return
    pairs: set[frozenset[str]] = notes.memory.setdefault("partners", set())
    pair = frozenset((one[0], target[0]))
    if pair in pairs:
        return
    pairs.add(pair)
    notes.add(clause, "partnersWith", *one, object=target[0], object_type=target[1])
