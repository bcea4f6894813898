"""Who, where, when, what and how firmly, for a figure in a Chinese clause."""

import re

from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run

__all__ = ["metrics_in", "modality_of", "period_at", "product_at", "rx", "subject_at", "usable"]

_PLACED = re.compile(r"(?:在|于|对|向|到|至|往|进入|登陆|进军|赴|给)$")


def rx(name: str) -> re.Pattern[str]:
    """A pattern of the Chinese knowledge."""
    return knowledge("zh").pattern(f"zh.{name}")


def metrics_in(clause: Clause, at: int) -> list[str]:
    """What is counted, by the nearest word ahead of a place, failing that behind it; two where both are named."""
    best: tuple[int, list[str]] | None = None
    offset = at - clause.start
    for name, metrics in (
        ("pair", ["production", "sales"]),
        ("exports", ["exports"]),
        ("sales", ["sales"]),
        ("production", ["production"]),
        ("stock", ["vehicleStock"]),
        ("other", []),
    ):
        for match in rx(name).finditer(clause.text):
            distance = offset - match.end() if match.end() <= offset else 1000 + match.start() - offset
            if best is None or distance < best[0]:
                best = (distance, metrics)
    return [] if best is None else best[1] or ["other"]


def usable(clause: Clause, mark: Mark) -> bool:
    """Whether a date may be the time of a figure: not what it is compared with, nor when somebody spoke."""
    when = mark.date
    if when is None or when.base or rx("compared").search(clause.ahead(mark.start)):
        return False
    return not rx("report").search(clause.behind(mark.end))


def period_at(notes: Notes, run: Run, clause: Clause, at: int) -> tuple[str, str] | None:
    """The period of what stands at a place; also what the clause says behind it, where nothing stands ahead."""
    found: tuple[str, str] | None = None
    for mark in clause.of("date"):
        when = mark.date
        base = run.period or notes.period
        if when is not None and when.anaphor and when.shift and mark.end <= at and base:
            # "against 1,000 in the same period a year earlier" is that year's figure, and no period for what follows
            if rx("compared").search(clause.ahead(mark.start)):
                continue
            first, last = _shifted(base[0], when.shift), _shifted(base[1], when.shift)
            return (first, last) if when.anaphor == "period" else (first[:4], first[:4])
        if when is None or not usable(clause, mark) or (mark.start > at and found is not None):
            continue
        if mark.start > at and run.period is not None:
            continue
        if when.anaphor:
            if base and when.shift == 0:
                found = (base[0][:4], base[0][:4]) if when.anaphor == "year" else base
        elif when.first and when.last and when.kind != "day":
            found = (when.first, when.last)
    if found is not None:
        run.period = notes.period = found
    return run.period


def _shifted(day: str, years: int) -> str:
    return f"{int(day[:4]) + years:04}{day[4:]}"


def product_at(notes: Notes, run: Run, clause: Clause, mark: Mark) -> str | None:
    """What was counted by the figure ``mark``."""
    near = [m for m in clause.of("product") if m.start < mark.end or m.start - mark.end <= 2]
    after = [m for m in near if m.start >= mark.end]
    inside = mark.quantity.products if mark.quantity else ()
    found = after[0].label if after else inside[-1] if inside else near[-1].label if near else None
    if found is not None:
        run.product = found
    else:
        found = run.product
    return None if found == "vehicle" else found


def subject_at(notes: Notes, run: Run, clause: Clause, at: int) -> Name | None:
    """Whose figure stands at a place: the last maker or country that is spoken of there."""
    found: Name | None = None
    for mark in clause.of("maker", "country"):
        if mark.start >= at and found is not None:
            break
        behind, ahead = clause.behind(mark.end), clause.ahead(mark.start)
        if mark.kind == "country":
            if rx("own_brands").search(behind) and not behind.startswith("车企出口"):
                found = (
                    (mark.label, "Country") if not behind.startswith("车") or "车企" in behind[:3] else found
                )
            elif re.match("(?:项目|工厂|基地|厂)", behind):
                notes.country = mark.label
            elif _PLACED.search(ahead) or mark.start > at:
                run.place = mark.label
                notes.country = mark.label
            else:
                notes.country = mark.label
                if found is None and (run.subject is None or run.subject[1] == "Country"):
                    found = (mark.label, "Country")
                else:
                    run.place = mark.label
        elif mark.start < at or found is None:
            if re.search("(?:比|超过|超越|低于|仅次于|输给|(?:与|同|跟|联手|携手)[^，]{0,5})$", ahead) and (
                found or run.subject
            ):
                continue
            if mark.start > at and run.subject is not None:
                continue
            found = (mark.label, mark.cls)
    for mark in clause.of("region"):
        if mark.end <= at and mark.label != "World" and _PLACED.search(clause.ahead(mark.start)):
            run.place = mark.label
    if found is not None:
        if run.subject is not None and run.subject != found:
            run.group = []
        run.subject = notes.subject = found
        if found[1] in ("Automaker", "Brand"):
            notes.maker = found
    if rx("abroad").search(clause.text):
        run.place = "overseas"
    elif re.search(r"当地|该国", clause.text) and notes.country:
        run.place = notes.country
    return run.subject or notes.subject or (notes.home and (notes.home, "Country")) or None


def modality_of(notes: Notes, clause: Clause, at: int, start: str | None = None) -> str:
    """How firmly a figure is stated."""
    ahead = clause.text[: max(0, at - clause.start)]
    known = clause.before + ahead
    if rx("target").search(ahead) or (rx("target").search(clause.before) and not rx("share").search(ahead)):
        return "target"
    if rx("rumoured").search(known):
        return "rumoured"
    if re.search("(?:计划|规划)是", clause.before):
        return "planned"
    future = bool(start and notes.published and start > notes.published[: len(start)])
    if rx("planned").search(ahead) or (rx("planned").search(clause.before) and future):
        guess = re.search("预计|预测|估计|有望|预估", known) and not re.search(
            "计划|拟|打算|准备|规划", known
        )
        third = guess and notes.said and notes.memory.get("association") == notes.said
        return "forecast" if third and notes.home and notes.subject == (notes.home, "Country") else "planned"
    return "planned" if future else "actual"
