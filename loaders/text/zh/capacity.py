"""How much a plant or a company can build in a year, in Chinese."""

import re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.quantities import Quantity
from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.site_lists import in_turn
from autoatlas.loaders.text.zh.slots import modality_of, part_of, rx, usable
from autoatlas.loaders.text.zh.subjects import subject_at

__all__ = ["is_capacity", "is_raised_from", "read_capacity", "read_doubling", "when_of"]

_RAISED_TO = re.compile(
    r"(?:扩大|提高|提升|增加|增|扩|扩充|扩产|扩建|达|升|砍|降|减|缩|压缩|缩减)(?:至|到|成)(?:每年)?(?:约|近|超过)?$|可达(?:到)?(?:约|近|超过|最高)?$"
)
_FROM = re.compile(r"(?:从|由)[^，\d]{0,6}$")
_RISE = re.compile(
    "(?:提高|提升|增加|增长|扩大|扩|增|升|上升|上调|下降|降|减少|跃升|降低|缩减|缩|砍|压缩|减|追加|加码|提)(?:至|到)"
)
_OPENS = re.compile("[，；。：;到至\n（]$")
_PLANTS = ("plant", "parts plant", "battery plant")
_ONLY = ("bus", "truck", "van", "bev", "nev", "phev", "commercial", "bev bus", "nev bus")


def is_raised_from(clause: Clause, mark: Mark) -> bool:
    """Whether a figure is the old one of a rise: 从5万辆提高到10万辆."""
    return (
        _FROM.search(clause.ahead(mark.start, 8)) is not None
        and _RISE.search(clause.behind(mark.end, 14)) is not None
    )


def is_capacity(clause: Clause, mark: Mark, quantity: Quantity) -> bool:
    """Whether a count of vehicles is what can be built in a year."""
    text = clause.upto(mark.end)
    if rx("not_yearly").search(clause.ahead(quantity.number_start, 8)):
        return False
    if rx("capacity").search(text) or re.match(r"的?(?:年|设计|生产|规划)?产能", clause.behind(mark.end, 8)):
        return True
    return quantity.per == "year" and not rx("sales").search(text)


def when_of(notes: Notes, clause: Clause, mark: Mark) -> tuple[str, str] | None:
    """The date that a measure is given for; that of an event in the same clause is not."""
    if rx("event").search(clause.text):
        return None
    for known in reversed(clause.of("date")):
        when = known.date
        if when and when.first and when.last and known.end <= mark.start and usable(clause, known):
            return when.first, when.last
    dates = [m for m in notes.within(clause.sentence.start, clause.start) if m.kind == "date"]
    if dates and not clause.of("date"):
        when = dates[-1].date
        bare = notes.text[dates[-1].end : clause.start].strip("前之 ") in ("，", ",")
        if bare and when and when.first and when.last and _OPENS.search(notes.text[: dates[-1].start][-2:]):
            return when.first, when.last
    return None


def read_capacity(
    notes: Notes, run: Run, clause: Clause, mark: Mark, quantity: Quantity, facility: Facility | None
) -> None:
    """Read a capacity in vehicles, packs or gigawatt hours a year."""
    facility = in_turn(run, clause, mark) or facility
    ahead = clause.upto(mark.start)
    battery = quantity.unit in ("GWh", "GWh/year")
    raised = run.metrics == ["capacity"] and _RAISED_TO.search(ahead[-8:]) is not None
    cue = is_capacity(clause, mark, quantity) or raised
    told = rx("capacity").search(clause.text) or re.search("一期|二期|首期|项目|规划", ahead)
    cue = cue or (battery and told is not None)
    if is_raised_from(clause, mark):
        run.metrics = ["capacity"] if cue else run.metrics
        return
    if (
        not cue
        or rx("old_figure").search(clause.text)
        or quantity.additional
        or rx("increment").search(ahead[-4:])
    ):
        return
    unit = "GWh/year" if battery else "vehicle/year"
    when = when_of(notes, clause, mark)
    modality = modality_of(notes, clause, mark.start, when[0] if when else None)
    if modality == "actual" and (rx("later").search(ahead) or (raised and re.search("将|最终|可", ahead))):
        modality = "planned"
    if facility is not None and facility.kind in _PLANTS and not _of_all(clause, mark):
        run.metrics = ["capacity"]
        whole = raised or _RAISED_TO.search(ahead[-8:]) or "总产能" in ahead
        part = None if whole else part_of(notes, clause, mark.start)
        notes.measure(
            clause,
            "annualCapacity",
            (facility, "Facility"),
            quantity,
            unit,
            when,
            modality=modality,
            part=part,
            product="battery" if battery else _product(notes, clause, mark),
            confidence=0.9,
        )
        return
    if re.search("[一-十\\d余多]家(?:[^，]{0,4})(?:企业|车企|公司|厂商)", clause.before + clause.text):
        return  # of several companies together
    before = notes.subject
    who = subject_at(notes, run, clause, mark.start)
    if (
        who
        and who[1] == "Country"
        and before
        and before[1] in ("Automaker", "Brand")
        and notes.maker == before
    ):
        run.place, who = who[0], before
        run.subject = notes.subject = before
    if who is None or who[1] not in ("Automaker", "Brand") or battery:
        return
    all_told = re.search("公司|集团|合计|总产能", clause.text)
    if not clause.of("maker") and not all_told and not run.place:
        return
    named = {m.label for m in notes.within(clause.sentence.start, mark.start) if m.kind == "maker"}
    if len(named) > 1 and re.search("合计|共|总", clause.upto(mark.start)):
        return  # of several makers together
    single = rx("sites").search(clause.text) is not None and not re.search("合计|总产能", clause.text)
    if (not all_told or single) and (run.unresolved or run.memory.get("undecided")):
        return  # that of a plant which is not known
    run.metrics = ["capacity"]
    place = run.place if run.place != notes.home_of(who[0]) else None
    notes.measure(
        clause, "annualCapacity", who, quantity, unit, when, modality=modality, place=place,
    )  # fmt: skip


def _of_all(clause: Clause, mark: Mark) -> bool:
    """加上金奈工厂，公司在印度的总产能将达100万辆: of all plants of a company."""
    total = re.search(
        "(?:公司|集团|其|海外|全球|在[^，]{1,4})(?:的目标是)?(?:到\\d{4}年)?(?:的)?(?:年)?总产能|合计(?:年)?产能|产能合计",
        clause.upto(mark.start),
    )
    added = re.search(
        "加上|连同|算上|两厂|两座|三座|各(?:家|座)工厂", clause.before[-30:] + clause.upto(mark.start)
    )
    return total is not None and (
        added is not None or "总产能" in total[0][:2] or not rx("sites").search(clause.before)
    )


def read_doubling(notes: Notes, run: Run, clause: Clause, facility: Facility | None) -> None:
    """以后会翻一番: twice the capacity that the sentence has named."""
    found = rx("second").search(clause.text)
    if found is None or run.metrics != ["capacity"] or facility is None or not notes.drafts:
        return
    last = next((d for d in reversed(notes.drafts[-6:]) if d.property == "annualCapacity"), None)
    if last is None or last.value is None or last.subject is not facility or rx("yoy").search(clause.text):
        return
    done = re.search("已", clause.text) is not None
    notes.add(
        clause, "annualCapacity", facility, "Facility", value=2 * last.value, unit=last.unit,
        comparator=last.comparator, modality="actual" if done else "planned", confidence=0.8,
    )  # fmt: skip


def _product(notes: Notes, clause: Clause, mark: Mark) -> str | None:
    """What the capacity is in, where it is not cars: said right behind the figure, or right ahead of the word."""
    after = [m for m in clause.of("product") if 0 <= m.start - mark.end <= 1]
    inside = mark.quantity.products if mark.quantity else ()
    found = after[0].label if after else inside[-1] if inside else None
    return found if found in _ONLY else None
