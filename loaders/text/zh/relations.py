"""Who works with whom, what a plant builds, where a maker is present, in Chinese."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.slots import modality_of, rx, usable

__all__ = ["read_relations"]

_BUILT = re.compile(r"生产|组装|制造|代工|投产|下线|量产|装配|产品(?:是|为|有)|车型(?:是|为|定为|有|包括)")
_BRANDS = re.compile(r"(?:是|系|为)(?:$|[^，]{0,4}$)")
_LAUNCHED = re.compile(r"(?:正式|全球|同步|率先)*(?:上市|首发|开售|发布上市)(?!公司|以来|时|首)")
_MODES = (("CKD|全散件", "CKD"), ("SKD|半散件", "SKD"), ("(?<!全)(?<!半)散件", "kit"))
_OFFICIAL = re.compile(r"部|协会|联合会|政府|银行|大学|委员会|总署|交易所|研究|通讯社|统计局")


def read_relations(notes: Notes, run: Run, clause: Clause, facility: Facility | None) -> None:
    """Read the relations that a clause states."""
    if rx("denied").search(clause.text) or rx("considered").search(clause.text):
        return
    _brand(notes, run, clause)
    _presence(notes, run, clause)
    _partners(notes, run, clause, facility)
    _launches(notes, run, clause)
    if facility is not None and facility.kind == "plant":
        for word, mode in _MODES:
            if re.search(word, clause.text) and _BUILT.search(clause.sentence_text(notes.text)):
                notes.add(clause, "assemblyMode", facility, "Facility", object=mode)
        _models(notes, run, clause, facility)


def _brand(notes: Notes, run: Run, clause: Clause) -> None:
    makers = clause.of("maker")
    for mark in makers:
        if mark.cls != "Brand" or not rx("brand").search(clause.ahead(mark.start, 8)):
            continue
        owners = [m for m in makers if m.end <= mark.start]
        owner: Name | None = (owners[-1].label, owners[-1].cls) if owners else run.subject or notes.maker
        if owner and owner[1] == "Automaker" and owner[0] != mark.label:
            notes.add(clause, "brandOf", mark.label, "Brand", object=owner[0], object_type="Automaker")


def _presence(notes: Notes, run: Run, clause: Clause) -> None:
    last: Mark | None = None
    for country in clause.of("country"):
        ahead = clause.text[: country.start - clause.start]
        listed = last is not None and notes.text[last.end : country.start] in ("、", "和", "与", "及", "以及")
        if not (listed or rx("enters").search(ahead)) or re.search("计划|拟|打算|准备|将", ahead):
            continue
        last = country
        makers = [m for m in clause.of("maker") if m.end <= country.start]
        who: Name | None = (makers[-1].label, makers[-1].cls) if makers else run.subject or notes.maker
        if who is None or who[1] not in ("Automaker", "Brand"):
            continue
        when = next(
            (m.date for m in clause.of("date") if m.date and m.date.first and usable(clause, m)), None
        )
        notes.add(
            clause,
            "presentIn",
            *who,
            object=country.label,
            object_type="Country",
            start=when.first if when else None,
            end=when.last if when else None,
        )


def _partners(notes: Notes, run: Run, clause: Clause, facility: Facility | None) -> None:
    found = rx("partner").search(clause.text)
    if not found or rx("not_partner").search(clause.text):
        return
    names = clause.of("maker", "org")
    others: list[Mark] = []
    for mark in names:
        written = notes.text[mark.start : mark.end]
        if mark.label not in [o.label for o in others] and not _OFFICIAL.search(written):
            others.append(mark)
    who: Name | None = None
    if len(others) == 1:
        spoken = run.subject if run.subject and run.subject[1] in ("Automaker", "Brand") else notes.maker
        who = spoken if spoken and spoken[0] != others[0].label else None
        linked = re.search(r"(?:与|和|同|由|方|伙伴|跟)$", clause.ahead(others[0].start, 4)) or re.search(
            r"^(?:将|自|起|的)?.{0,24}代工", clause.behind(others[0].end, 40)
        )
        if not linked:
            return
        target = others[0]
    elif len(others) == 2:
        first, target = others
        who = (first.label, first.cls)
        between = notes.text[first.end : target.start]
        if target.cls != "Organization" and first.cls == "Organization":
            who, target = (target.label, target.cls), first
        if not re.search("与|和|、|同|联手|携手|授权|为|由|跟|的合作(?:伙伴|方)", between):
            return
    else:
        return
    if who is None or who[1] not in ("Automaker", "Brand") or who[0] == target.label:
        return
    if rx("planned").search(clause.text[: found.start()]):
        return
    pairs: set[frozenset[str]] = notes.memory.setdefault("partners", set())
    pair = frozenset((who[0], target.label))
    if pair in pairs:
        return
    pairs.add(pair)
    notes.add(clause, "partnersWith", *who, object=target.label, object_type=target.cls)
    if (
        rx("contract").search(clause.text)
        and facility is not None
        and facility.operator
        == (
            target.label,
            target.cls,
        )
    ):
        notes.add(clause, "assemblyMode", facility, "Facility", object="contract")


def _launches(notes: Notes, run: Run, clause: Clause) -> None:
    found = _LAUNCHED.search(clause.text)
    models = [m for m in clause.of("model") if found and m.start < clause.start + found.start()]
    who = run.subject if run.subject and run.subject[1] in ("Automaker", "Brand") else notes.maker
    makers = clause.of("maker")
    if makers:
        who = (makers[0].label, makers[0].cls)
    if not found or not models or who is None:
        return
    when = next((m.date for m in clause.of("date") if m.date and m.date.first and usable(clause, m)), None)
    lands = [m.label for m in clause.of("country") if clause.ahead(m.start, 1) in ("在", "于")]
    modality = modality_of(notes, clause, clause.start + found.start(), when.first if when else None)
    for mark in models:
        notes.add(
            clause,
            "launches",
            *who,
            object=mark.label,
            object_type="Model",
            modality=modality,
            start=when.first if when else None,
            end=when.last if when else None,
            place=lands[0] if lands else None,
        )


def _models(notes: Notes, run: Run, clause: Clause, facility: Facility) -> None:
    built = _BUILT.search(clause.before[-40:] + clause.text)
    if not built:
        return
    for mark in clause.of("model"):
        verb = _BUILT.search(clause.text)
        if verb is None and not _BUILT.search(clause.before[-30:]):
            continue
        when = None
        for known in clause.of("date"):
            if known.date and known.date.first and known.date.last and usable(clause, known):
                when = known.date
        opened = rx("event").search(clause.text) is not None and verb is not None and "投产" in clause.text
        start, end = (when.first, when.last) if when and not opened else (None, None)
        notes.add(
            clause,
            "produces",
            facility,
            "Facility",
            object=mark.label,
            object_type="Model",
            modality=modality_of(notes, clause, mark.start, start),
            start=start,
            end=end,
        )
