"""What a plant builds and how, and what a maker launches, in Chinese."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.partners import join_partners
from autoatlas.loaders.text.zh.slots import date_of_clause, family_of, modality_of, rx

__all__ = ["read_launches", "read_products"]

_LISTED = re.compile("、|和|与|及|以及|，")
_BUILT_BY = re.compile("(?:均|都|也|将|两款?车?|它们|二者)*由[^，]{2,30}(?:组装|生产|代工|制造|装配)$")
_ONCE = re.compile("(?:起初|最初|早先|早年|原先|原来|原本|曾经?|过去|以前|一开始)[^，]{0,4}$")
_MAKERS = ("Automaker", "Brand")
_MODES = (
    (r"CKD|(?<!半)全散件", "CKD"),
    (r"SKD|半散件", "SKD"),
    (r"(?<![CS])KD(?!D)|(?<!全)(?<!半)散件", "kit"),
    (r"全工艺|冲压.{0,3}焊[装接].{0,3}(?:涂装|喷涂)|整车全流程|完整生产线", "full"),
)


def read_products(notes: Notes, run: Run, clause: Clause, facility: Facility) -> None:
    """Note what a plant builds, for whom, and from what."""
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
        early = re.search("起步|做起|开始做|过渡|曾|最初", clause.text)
        if early and (early[0] != "起步" or facility.planned is not True):
            continue
        dates = [m.date for m in clause.of("date") if m.date and m.date.first]
        future = any(notes.published and str(d.first) > notes.published[: len(str(d.first))] for d in dates)
        planned = rx("planned").search(clause.upto(clause.start + found.start()))
        modality = "planned" if early or future or planned else "actual"
        notes.add(clause, "assemblyMode", facility, "Facility", object=mode, modality=modality)


def read_launches(notes: Notes, run: Run, clause: Clause) -> None:
    """Note the models that a maker brings to market."""
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
    who = _whose(notes, clause, models[0], who)
    if who is None:
        return
    start, end = date_of_clause(notes, clause)
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


def _whose(notes: Notes, clause: Clause, model: Mark, who: tuple[str, str]) -> tuple[str, str] | None:
    """Who launches a model: its own maker, where that is named in the paragraph or is who is spoken of."""
    entity = notes.registry.find(model.label, "Model")
    if entity is None or not entity.parent:
        return who
    family = family_of(notes, entity.parent)
    if who[0] in family or entity.parent in family_of(notes, who[0]):
        return who
    named = notes.within(clause.sentence.line.start, clause.end)
    own = [m for m in named if m.kind == "maker" and m.label in family]
    if own:
        return own[-1].label, own[-1].cls
    return notes.maker if notes.maker and notes.maker[0] in family else None


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
            join_partners(notes, clause, (mark.label, mark.cls), facility.operator)
            notes.add(clause, "assemblyMode", facility, "Facility", object="contract")


def _brands_built(notes: Notes, clause: Clause, facility: Facility) -> None:
    """组装豪沃重卡, 三个品牌在这里生产: a brand that a plant builds."""
    here = re.search("在(?:这里|该厂|此|那里|这座工厂)(?:生产|组装|投产|下线)", clause.text)
    if here and facility.operator and facility.operator[1] == "Organization":
        for mark in clause.of("maker"):
            if mark.end <= clause.start + here.start():
                notes.add(clause, "produces", facility, "Facility", object=mark.label, object_type="Brand")
        return
    listed = -1  # where a brand that is built stands, for those named behind it
    for mark in clause.of("maker"):
        runs = facility.operator[0] if facility.operator else ""
        entity = notes.registry.find(mark.label)
        guest = entity is not None and runs not in family_of(notes, mark.label) and "Brand" in entity.also
        if not (mark.cls == "Brand" or guest) or mark.label == runs:
            continue
        goes_on = listed >= 0 and rx("brand_list").fullmatch(notes.text[listed : mark.start])
        if (goes_on or rx("builds").search(clause.ahead(mark.start, 6))) and rx("brand_cars").match(
            clause.text, mark.end - clause.start
        ):
            listed = mark.end
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


def _models_before(notes: Notes, clause: Clause) -> list[Mark]:
    """带来两款车，由麦格纳在格拉茨组装: the models of the clause before, where this one says who builds them."""
    if not _BUILT_BY.match(clause.text):
        return []
    low = notes.text.rfind("，", clause.sentence.start, clause.start - 1) + 1
    return [m for m in notes.within(max(low, clause.sentence.start), clause.start) if m.kind == "model"]


def _models(notes: Notes, run: Run, clause: Clause, facility: Facility) -> None:
    """The models that a plant builds, and from when, where it is the model that starts."""
    if not rx("built").search(clause.before[-40:] + clause.text):
        return
    dated = run.memory.get("model_date")
    known = run.memory.setdefault("models", [])
    marks = clause.of("model") or _models_before(notes, clause)
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
        if re.search(
            "(?:起初|最初|早先|早年|原先|原来|原本|曾经?|过去|以前|一开始)[^，]{0,4}$",
            clause.ahead(mark.start, 8),
        ):
            continue
        when: tuple[str | None, str | None] = (None, None)
        if dated and dated[0] == clause.start and dated[1]:
            when = dated[1]
        elif not rx("event").search(clause.text):
            when = date_of_clause(notes, clause)
        at = clause.start + verb.start() if verb else mark.start
        modality = modality_of(notes, clause, max(at, mark.start), when[0])
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
