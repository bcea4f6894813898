"""Who runs a plant that a Chinese clause speaks of, and who builds there for whom."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.partners import join_partners
from autoatlas.loaders.text.zh.slots import family_of, is_actor, maker_of_model, rx
from autoatlas.loaders.text.zh.subjects import company_meant, one_of_two, partner_ahead

__all__ = ["note_builder", "note_host", "note_new_name", "note_owner", "operator_of"]


_MAKERS = ("Automaker", "Brand")


def operator_of(notes: Notes, run: Run, clause: Clause, span: tuple[int, int]) -> Name | None:
    """Who runs a site: the nearest company ahead of it that may, else who the sentence or the text is about."""
    at, end = span
    actors = [m for m in clause.of("maker", "org") if is_actor(notes, clause, m)]
    done = rx("done_by").match(clause.text, end - clause.start)
    if done and (who := _within(clause, actors, done)):
        return who[-1].label, who[-1].cls
    ahead = [m for m in actors if m.start < at]
    if rx("reopened").match(clause.text, end - clause.start):  # 在前日产工厂造车: not Nissan's any more
        ahead = [m for m in ahead if not re.search("[前原]$", clause.ahead(m.start, 1))]
    for number, mark in enumerate(reversed(ahead)):
        before = clause.ahead(mark.start, 14)
        earlier = len(ahead) - number - 1 > 0 or run.subject is not None or notes.maker is not None
        if (
            partner_ahead(before)
            and earlier
            and not rx("runs_it").match(clause.text, mark.end - clause.start)
        ):
            continue
        if rx("not_owner").search(before) and not rx("may_take").search(before) and earlier:
            continue
        if mark.kind == "org" and not _runs(clause, mark, at):
            continue
        if mark.cls == "Brand":  # 长城在图拉的哈弗工厂 is 长城's
            above = family_of(notes, mark.label)
            owner = next((m for m in ahead if m.label in above and m.label != mark.label), None)
            mark = owner or mark
        return mark.label, mark.cls
    done = rx("done_by").search(clause.text, end - clause.start)
    if done and (who := _within(clause, actors, done)):
        return who[-1].label, who[-1].cls
    owner = next(
        (
            m
            for m in actors
            if m.start >= end
            and not re.search("[与和同]$", clause.ahead(m.start, 1))
            and rx("owner_ahead").search(clause.ahead(m.start, 6))
            and not re.match("手[中里]|处|那里|[购买]", clause.behind(m.end, 2))
        ),
        None,
    )
    if owner is not None:
        return owner.label, owner.cls
    pair = run.memory.get("pair") or notes.memory.get("pair")
    if re.search("(?:双方|两家|二者)[^，]*$", clause.upto(at)):
        return next((one for one in pair or () if one[1] == "Organization"), None)
    meant = one_of_two(notes, run, clause, at)
    if meant is not None:
        return meant
    pair = notes.memory.get("pair")
    if pair and re.search("后者|前者", clause.upto(at)):
        last: Name = pair[1] if "后者" in clause.upto(at) else pair[0]
        return last
    if run.memory.get("partner_subject") and not actors:
        partner: Name = run.memory["partner_subject"]
        return partner
    host = notes.memory.get("host")
    if re.search("合作(?:伙伴|方)", clause.upto(at)):
        return None
    maker = run.subject if run.subject and run.subject[1] in _MAKERS else None
    maker = maker or run.memory.get("actor") or company_meant(notes, clause) or notes.maker
    if host and maker and host[0] == maker[0] and host[2] == clause.sentence.line.start:
        operator: Name = host[1]
        return operator
    return maker


def _within(clause: Clause, actors: list[Mark], done: re.Match[str]) -> list[Mark]:
    """The companies that a match of "run by" names."""
    return [m for m in actors if done.start("who") <= m.start - clause.start < done.end("who")]


def _runs(clause: Clause, mark: Mark, at: int) -> bool:
    """Whether an organisation is spoken of as who runs a site."""
    if any(m.start == mark.end for m in clause.of("country", "place")) or mark.end == at:
        return True
    if mark.label in knowledge("zh").phrases["battery_makers"]:
        return True
    return rx("org_runs").match(clause.text, mark.end - clause.start) is not None or (
        re.search("(?:合作方|合作伙伴|伙伴|企业)$", clause.ahead(mark.start)) is not None
    )


def note_new_name(notes: Notes, clause: Clause) -> None:
    """公司改名…: who runs the plant has another name now."""
    found = re.search("(?:改名|更名)(?:为)?", clause.text)
    site = notes.facility
    if found is None or site is None or notes.number - notes.facility_sentence > 2:
        return
    for mark in clause.of("maker", "org"):
        if 0 <= mark.start - clause.start - found.end() <= 2:
            site.operator = (mark.label, mark.cls)


def note_builder(notes: Notes, clause: Clause) -> Facility | None:
    """建设方是甲与乙的合资公司丙: who builds the plant that the sentence before could not tell the operator of."""
    found = (
        rx("builder_is").match(clause.text)
        or rx("built_by").match(clause.text)
        or rx("given_to").search(clause.text)
    )
    pending: Facility | None = notes.memory.get("ownerless")
    site = pending or (notes.facility if notes.number - notes.facility_sentence <= 1 else None)
    actors = [m for m in clause.of("maker", "org") if is_actor(notes, clause, m)]
    if found and "who" in found.groupdict():
        actors = [m for m in _within(clause, actors, found) if m.start - clause.start == found.start("who")]
        site = pending
    if found is None or site is None or not actors:
        return None
    site.operator, site.uncertain = (actors[-1].label, actors[-1].cls), False
    if pending is not None:
        del notes.memory["ownerless"]
        notes.facilities.append(pending)
    return site


def note_owner(notes: Notes, clause: Clause) -> None:
    """这座工厂属于Stellantis: who runs the plant that was spoken of, where a guest builds its cars there."""
    found = rx("belongs_told").match(clause.text)
    site = notes.facility
    if found is None or site is None or notes.number - notes.facility_sentence > 1:
        return
    owners = [m for m in clause.of("maker", "org") if m.start - clause.start == found.end()]
    if not owners or site.operator is None or owners[0].label == site.operator[0]:
        return
    guest, site.operator, site.planned = site.operator, (owners[0].label, owners[0].cls), None
    built = [d for d in notes.drafts if d.subject is site and d.property == "produces"]
    for draft in [d for d in notes.drafts if d.subject is site and d.property == "productionStart"]:
        for model in built:  # what starts there are the guest's models
            if model.start is None:
                model.start, model.end, model.modality = draft.start, draft.end, draft.modality
        notes.drafts.remove(draft)
    join_partners(notes, clause, guest, site.operator)


def note_host(notes: Notes, run: Run, clause: Clause) -> None:
    """Who builds a maker's cars for it: 由…负责生产."""
    for match in (*rx("done_by").finditer(clause.text), *rx("handed_to").finditer(clause.text)):
        low, high = clause.start + match.start("who"), clause.start + match.end("who")
        hosts = [
            m
            for m in clause.of("org", "maker")
            if low <= m.start and m.end <= high and is_actor(notes, clause, m)
        ]
        if not hosts:
            continue
        mark = hosts[0] if match.re is rx("handed_to") else hosts[-1]
        guests = [m for m in clause.of("maker") if m.end <= low and m.label != mark.label]
        guest = guests[-1].label if guests else notes.maker[0] if notes.maker else None
        guest = maker_of_model(notes, clause, low) or guest
        if guest is None or guest == mark.label:
            return
        notes.memory["host"] = (guest, (mark.label, mark.cls), clause.sentence.line.start)
        run.memory["hosted"] = guest
        known = run.facility or (notes.facility if notes.number - notes.facility_sentence <= 1 else None)
        same = notes.memory.get("facility_line") == clause.sentence.line.start or run.facility is not None
        site = rx("sites").search(clause.upto(low))
        named = site is not None and rx("that").search(clause.text[: site.start()]) is None
        lands = {m.label for m in run.places if m.kind == "country"}
        elsewhere = known is not None and known.country and lands and known.country[0] not in lands
        if (
            known is not None
            and same
            and not (named or elsewhere)
            and known.operator
            and known.operator[0] == guest
        ):
            known.operator = (mark.label, mark.cls)
        return
