"""Who works with whom, what a plant builds, where a maker is present, in Chinese."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.slots import family_of, is_actor, modality_of, rx, usable

__all__ = ["read_relations"]

_MODES = (
    (r"CKD|(?<!半)全散件|大散件以外", "CKD"),
    (r"SKD|半散件", "SKD"),
    (r"(?<![CS])KD(?!D)|(?<!全)(?<!半)散件", "kit"),
    (r"全工艺|冲压.{0,3}焊[装接].{0,3}(?:涂装|喷涂)|整车全流程|完整生产线", "full"),
)
_LISTED = re.compile("、|和|与|及|以及|，")
_MAKERS = ("Automaker", "Brand")


def read_relations(notes: Notes, run: Run, clause: Clause, facility: Facility | None) -> None:
    """Read the relations that a clause states."""
    if rx("denied").search(clause.text) or rx("considered").search(clause.text):
        return
    _brand(notes, run, clause)
    _presence(notes, run, clause)
    _sells(notes, clause)
    _expands(notes, run, clause)
    _partners(notes, run, clause, facility)
    _launches(notes, run, clause)
    if facility is not None and facility.kind == "plant":
        _modes(notes, clause, facility)
        _models(notes, run, clause, facility)
        _brands_built(notes, clause, facility)
        _for_another(notes, clause, facility)


def _modes(notes: Notes, clause: Clause, facility: Facility) -> None:
    for word, mode in _MODES:
        found = re.search(word, clause.text)
        if found is None or not rx("built").search(clause.sentence_text(notes.text)):
            continue
        if (
            re.search("出口|进口", clause.text)
            and mode != "full"
            and not re.search("组装|装配|生产", clause.sentence_text(notes.text))
        ):
            continue
        if re.search("起步|做起|开始做|过渡|曾|最初", clause.text):
            continue
        modality = "planned" if rx("planned").search(clause.upto(clause.start + found.start())) else "actual"
        notes.add(clause, "assemblyMode", facility, "Facility", object=mode, modality=modality)


def _brand(notes: Notes, run: Run, clause: Clause) -> None:
    """上汽旗下名爵, 欧萌达和捷酷是奇瑞旗下的品牌, 携旗下埃安品牌."""
    makers = clause.of("maker")
    for mark in makers:
        if mark.cls != "Brand" or not rx("brand").search(clause.ahead(mark.start, 8)):
            continue
        owners = [m for m in makers if m.end <= mark.start]
        owner: Name | None = (owners[-1].label, owners[-1].cls) if owners else run.subject or notes.maker
        _brand_of(notes, clause, mark.label, owner)
    _subsidiary(notes, run, clause)
    owned = re.search("旗下(?:有|拥有|包括|的|共有)", clause.text)
    if owned and "品牌" in clause.text:
        at = clause.start + owned.start()
        ahead = [m for m in makers if m.end <= at]
        owner = (ahead[-1].label, ahead[-1].cls) if ahead else notes.maker
        for mark in makers:
            if mark.cls == "Brand" and mark.start >= at:
                _brand_of(notes, clause, mark.label, owner)
    told = rx("brand_told").search(clause.text)
    if told is None:
        return
    at = clause.start + told.start()
    owner_mark = next((m for m in makers if m.start >= at and m.end <= clause.start + told.end()), None)
    if owner_mark is None:
        return
    if "属" in told[0] and not any(m.end <= at for m in makers):
        makers = [m for m in notes.within(clause.sentence.start, clause.end) if m.kind == "maker"]
    for mark in makers:
        if mark.cls == "Brand" and mark.end <= at:
            _brand_of(notes, clause, mark.label, (owner_mark.label, owner_mark.cls))


def _subsidiary(notes: Notes, run: Run, clause: Clause) -> None:
    """控股子公司上汽通用五菱: a maker that belongs to the one spoken of."""
    for mark in clause.of("maker"):
        if mark.cls != "Automaker" or not re.search("(?:控股|全资)?子公司$", clause.ahead(mark.start, 5)):
            continue
        ahead = [m for m in notes.within(clause.sentence.start, mark.start) if m.kind == "maker"]
        owner = ahead[-1] if ahead else None
        if owner is not None and owner.cls == "Automaker" and owner.label != mark.label:
            notes.add(
                clause, "subsidiaryOf", mark.label, "Automaker", object=owner.label, object_type="Automaker"
            )


def _brand_of(notes: Notes, clause: Clause, brand: str, owner: Name | None) -> None:
    if owner and owner[1] == "Automaker" and owner[0] != brand:
        notes.add(clause, "brandOf", brand, "Brand", object=owner[0], object_type="Automaker")


def _when(notes: Notes, clause: Clause) -> tuple[str | None, str | None]:
    """The date of what a clause says; that of the sentence, where it has named one so far."""
    for mark in clause.of("date"):
        if mark.date and mark.date.first and usable(clause, mark) and mark.date.relation != "as_of":
            return mark.date.first, mark.date.last
    before = [m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date"]
    if len(before) == 1 and before[0].date and before[0].date.relation not in ("as_of", "until"):
        when = before[0].date
        if re.match("随后|随即|并|之后|接着|正式|先后|又", clause.text) and when.first:
            return when.first, when.last
    return None, None


def _makers_ahead(clause: Clause, at: int) -> list[Mark]:
    return [m for m in clause.of("maker") if m.end <= at]


def _presence(notes: Notes, run: Run, clause: Clause) -> None:
    last: Mark | None = None
    if re.search("(?:进入|登陆|进军)(?:了)?(?:该国|当地市场|这一市场)", clause.text) and notes.country:
        spoken = run.subject if run.subject and run.subject[1] in _MAKERS else notes.maker
        makers = clause.of("maker")
        spoken = (makers[0].label, makers[0].cls) if makers else spoken
        if spoken and spoken[1] in _MAKERS and notes.country != notes.home_of(spoken[0]):
            start, end = _when(notes, clause)
            notes.add(
                clause,
                "presentIn",
                *spoken,
                object=notes.country,
                object_type="Country",
                start=start,
                end=end,
            )
    for country in clause.of("country"):
        ahead = clause.upto(country.start)
        listed = last is not None and _LISTED.fullmatch(notes.text[last.end : country.start]) is not None
        enters = rx("enters").search(ahead[-14:]) or (
            rx("sells_in").search(ahead[-8:]) and not clause.of("quantity")
        )
        if not (listed or enters) or re.search("计划|拟|打算|准备|将|考虑|希望|尚未|未能|退出", ahead):
            continue
        last = country
        makers = _makers_ahead(clause, country.start)
        who: Name | None = (makers[-1].label, makers[-1].cls) if makers else run.subject
        who = who if who and who[1] in _MAKERS else notes.maker
        if who is None or who[1] not in _MAKERS or country.label == notes.home_of(who[0]):
            continue
        start, end = _when(notes, clause)
        notes.add(
            clause, "presentIn", *who, object=country.label, object_type="Country", start=start, end=end
        )


def _sells(notes: Notes, clause: Clause) -> None:
    """小鹏、零跑、吉利也已在英国开卖: those that sell there."""
    found = rx("on_sale").search(clause.text)
    if found is None or clause.of("quantity", "model"):
        return
    lands = [m for m in clause.of("country") if m.start == clause.start + found.start("at") + 1]
    for mark in clause.of("maker") if lands else ():
        if mark.end <= lands[0].start and lands[0].label != notes.home_of(mark.label):
            start, end = _when(notes, clause)
            notes.add(
                clause, "presentIn", mark.label, mark.cls, object=lands[0].label, object_type="Country",
                start=start, end=end,
            )  # fmt: skip


def _expands(notes: Notes, run: Run, clause: Clause) -> None:
    """深耕泰国市场, 加速布局欧洲."""
    for land in clause.of("country", "region"):
        ahead, behind = clause.ahead(land.start, 8), clause.behind(land.end, 8)
        if land.label in ("World", "China") or not (
            rx("expands").search(ahead) or rx("expands_behind").match(behind)
        ):
            continue
        makers = _makers_ahead(clause, land.start)
        who: Name | None = (makers[-1].label, makers[-1].cls) if makers else run.subject or notes.maker
        if who and who[1] in _MAKERS and not rx("planned").search(clause.upto(land.start)):
            notes.add(clause, "expandsIn", *who, object=land.label, object_type=land.cls or "Country")


def _partners(notes: Notes, run: Run, clause: Clause, facility: Facility | None) -> None:
    hosted = run.memory.pop("hosted", None)
    if hosted and facility is not None and facility.operator:
        _join(notes, clause, (hosted, "Automaker"), facility.operator)
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
        _join(notes, clause, one, target)
        contract = rx("contract").search(clause.text)
        if contract and facility is not None and facility.operator == target:
            notes.add(clause, "assemblyMode", facility, "Facility", object="contract")


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
        if re.search("合资(?:的)?$", clause.ahead(mark.start, 4)):  # the joint company itself
            known: set[frozenset[str]] = notes.memory.setdefault("partners", set())
            known.add(frozenset((others[0].label, mark.label)))
    others = [m for m in others if not re.search("合资(?:的)?$", clause.ahead(m.start, 4))]
    if len(others) < 2:
        return []
    with_mark = next((m for m in others[1:] if rx("with_ahead").search(clause.ahead(m.start, 14))), None)
    if with_mark is None:
        first, target = others[0], others[1]
        between = notes.text[first.end : target.start]
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


def _join(notes: Notes, clause: Clause, one: Name, target: Name) -> None:
    if one[1] not in _MAKERS or one[0] == target[0] or one[0] in family_of(notes, target[0]):
        return
    pairs: set[frozenset[str]] = notes.memory.setdefault("partners", set())
    pair = frozenset((one[0], target[0]))
    if pair in pairs:
        return
    pairs.add(pair)
    notes.add(clause, "partnersWith", *one, object=target[0], object_type=target[1])


def _launches(notes: Notes, run: Run, clause: Clause) -> None:
    found = rx("launched").search(clause.text)
    models = [m for m in clause.of("model") if found and m.start < clause.start + found.end() + 12]
    for mark in clause.of("model"):
        if (
            models
            and mark.start > models[-1].end
            and _LISTED.fullmatch(notes.text[models[-1].end : mark.start])
        ):
            models.append(mark)
    who = run.subject if run.subject and run.subject[1] in _MAKERS else notes.maker
    makers = clause.of("maker")
    if makers:
        who = (makers[0].label, makers[0].cls)
    if not found or not models or who is None or who[1] not in _MAKERS:
        return
    start, end = _when(notes, clause)
    lands = [m.label for m in clause.of("country") if clause.ahead(m.start, 1) in ("在", "于")]
    before = notes.within(clause.sentence.start, clause.start)
    dates = [
        m.date for m in before if m.kind == "date" and m.date and m.date.relation not in ("as_of", "until")
    ]
    if start is None and len(dates) == 1:
        start, end = dates[0].first, dates[0].last
    if not lands and re.search("进入|登陆|进军|进驻", clause.before):
        lands = [m.label for m in before if m.kind == "country"][-1:]
    modality = modality_of(notes, clause, clause.start + found.start(), start)
    if len(models) == 1 and modality == "actual":
        run.memory["launched"] = (models[0].label, start)
    for mark in models:
        notes.add(
            clause,
            "launches",
            *who,
            object=mark.label,
            object_type="Model",
            modality=modality,
            start=start,
            end=end,
            place=lands[0] if lands else None,
        )


def _ended(notes: Notes, clause: Clause, mark: Mark) -> bool:
    """Whether the words behind a model say that it is not built any more."""
    rest = notes.text[mark.end : clause.sentence.end][:16]
    return re.match("(?:车型)?，?(?:已|将|也)[^，。]{0,12}(?:停产|终止|停止)", rest) is not None


def _for_another(notes: Notes, clause: Clause, facility: Facility) -> None:
    """为小鹏生产G6: a host builds under contract for a maker."""
    if facility.operator is None or facility.operator[1] != "Organization":
        return
    for mark in clause.of("maker"):
        verb = re.match(
            "(?:、[^，、]{2,8}|和[^，、]{2,8})*(?:汽车|等)?(?:生产|组装|制造|代工)",
            clause.behind(mark.end, 24),
        )
        if verb and re.search("(?:为|替|给)(?:[^，、为]{2,8}[、和与])*$", clause.upto(mark.start)):
            _join(notes, clause, (mark.label, mark.cls), facility.operator)
            notes.add(clause, "assemblyMode", facility, "Facility", object="contract")


def _brands_built(notes: Notes, clause: Clause, facility: Facility) -> None:
    """组装豪沃重卡, 三个品牌在这里生产: a brand that a plant builds."""
    here = re.search("在(?:这里|该厂|此|那里|这座工厂)(?:生产|组装|投产|下线)", clause.text)
    if here and facility.operator and facility.operator[1] == "Organization":
        for mark in clause.of("maker"):
            if mark.end <= clause.start + here.start():
                notes.add(clause, "produces", facility, "Facility", object=mark.label, object_type="Brand")
        return
    for mark in clause.of("maker"):
        if mark.cls != "Brand" or (facility.operator and mark.label == facility.operator[0]):
            continue
        if rx("builds").search(clause.ahead(mark.start, 6)) and rx("brand_cars").match(
            clause.text, mark.end - clause.start
        ):
            modality = modality_of(notes, clause, mark.start)
            notes.add(
                clause,
                "produces",
                facility,
                "Facility",
                object=mark.label,
                object_type="Brand",
                modality=modality,
            )


def _models(notes: Notes, run: Run, clause: Clause, facility: Facility) -> None:
    """The models that a plant builds, and from when, where it is the model that starts."""
    if not rx("built").search(clause.before[-40:] + clause.text):
        return
    dated = run.memory.get("model_date")
    known = run.memory.setdefault("models", [])
    marks = clause.of("model")
    if not marks and dated and dated[0] == clause.start and known:
        for draft in known:  # 首款车型为EX5，2026年下半年下线
            if draft.start is None and dated[1]:
                draft.start, draft.end = dated[1]
                draft.modality = dated[2]
        return
    for mark in marks:
        verb = rx("built").search(clause.text)
        if verb is None and not rx("built").search(clause.before[-30:]):
            continue
        if run.unresolved or rx("not_built_here").search(clause.text) or _ended(notes, clause, mark):
            continue
        when: tuple[str | None, str | None] = (None, None)
        if dated and dated[0] == clause.start and dated[1]:
            when = dated[1]
        elif not rx("event").search(clause.text):
            when = _when(notes, clause)
        modality = modality_of(notes, clause, mark.start, when[0])
        if dated and dated[0] == clause.start:
            modality = dated[2]
        known.append(
            notes.add(
                clause,
                "produces",
                facility,
                "Facility",
                object=mark.label,
                object_type="Model",
                modality=modality,
                start=when[0],
                end=when[1],
            )
        )
