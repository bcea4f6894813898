"""What a country's or maker's exports and imports of vehicles were worth: ``exportsValue``, ``importsValue``."""

from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, period_of, product_at

__all__ = ["read_values", "worth_grew"]

_NEAR = 2  # sentences


def read_values(reading: Reading, scene: Scene) -> None:
    """Note sums that exports or imports of vehicles came to, with their destination."""
    tag = scene.tag
    if "E" not in tag or not (rx("trade.value_stems").search(tag) or rx("trade.value_words").search(tag)):
        return
    last: tuple[int, str, Mention, Period, str | None] | None = None
    for place, mention in scene.all("E"):
        quantity = mention.quantity
        if quantity.unit is None or not quantity.unit.isupper() or quantity.per or quantity.each:
            continue
        start, _ = reading.clauses.span(place)
        told = rx("trade.value_told").search(tag[:place])
        worth = rx("trade.value_worth").search(tag[:place]) if told is None else None
        level = _counted(reading, scene) if worth is not None and worth["what"][:2] != "im" else None
        told = told or worth
        if told is None and rx("trade.value_worth_of").match(tag, place):
            told = rx("trade.value_directly").search(tag[:place])
        if told is None:
            told = rx("report.value_earned").match(tag, place)
        if level is None and (told is None or rx("trade.value_they").search(tag[:place])):
            level = _theirs(reading, scene, place)
        again = last is not None and rx("trade.value_again").fullmatch(tag, last[0] + 1, place)
        those = rx("trade.value_those").search(tag[:place]) if last is not None else None
        modality = reading.clauses.at(place)
        if modality == "none":
            continue
        if last is not None and (again or those):
            prop, who, period, where = last[1], last[2], last[3], last[4]
            where = _label(scene, those.start("to")) if those else where
        elif level is not None and level.subject is not None:
            prop = "importsValue" if level.metric == "imports" else "exportsValue"
            who, where = level.subject, level.place
            period = Period(level.start, level.end)
        elif told is not None:
            subject = _whose(reading, scene, told.start("what"), place)
            if subject is None or not _of_cars(reading, scene, told.start("what")):
                continue
            prop = "importsValue" if told["what"].startswith("import") else "exportsValue"
            if prop == "importsValue" and subject.cls != "Country":
                continue
            who, where = subject, _where(scene, start, place, prop)
            period = _when(reading, scene, place)
        else:
            continue
        reading.memory["value"] = (scene.index, who, period)
        if who.cls == "Country" and reading.memory.get("title_maker") is None:
            reading.memory.setdefault("report_of", who)
        last = (place, prop, who, period, where)
        reading.add(
            prop,
            who,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            comparator=quantity.comparator,
            modality="planned" if modality == "could" else modality,
            start=period.start,
            end=period.end,
            place=where if where != who.label else None,
            product=product_at(reading, scene, max(0, (told.start("what") if told else place) - 24), place),
            confidence=0.87,
        )


def worth_grew(scene: Scene, place: int) -> bool:
    """Whether a percentage is of what exports were worth, which is no growth of their number."""
    before = scene.tag[:place]
    return bool(rx("trade.value_grew").search(before) or rx("trade.value_of").search(before))


def _label(scene: Scene, place: int) -> str | None:
    land = scene.at(place)
    return land.label if land is not None else None


def _counted(reading: Reading, scene: Scene) -> Level | None:
    """The exports that the same sentence counts: "shipped 5.2 million vehicles worth …"."""
    here = [level for level in _levels(reading, scene) if level.scene == scene.index and not level.earlier]
    return here[0] if here else None


def _theirs(reading: Reading, scene: Scene, place: int) -> Level | None:
    """``They were worth …``, ``their value fell to …``: of the exports or imports counted just before."""
    if not rx("trade.value_theirs").search(scene.tag[:place]):
        return None
    known: list[Level] = reading.memory.get("levels", [])
    near = [level for level in known if scene.index - level.scene <= 1 and level.modality == "actual"]
    whole = [level for level in near if not level.earlier] or near
    trade = bool(whole) and whole[-1].metric in ("exports", "imports")
    return whole[-1] if trade and whole[-1].subject is not None else None


def _levels(reading: Reading, scene: Scene) -> list[Level]:
    known: list[Level] = reading.memory.get("levels", [])
    return [level for level in known if level.metric == "exports" and scene.index - level.scene <= _NEAR]


def _of_cars(reading: Reading, scene: Scene, place: int) -> bool:
    """Whether the exports are of vehicles: as their own words say, or what the sentences before are about."""
    if rx("trade.value_parts").search(scene.tag, max(0, place - 40), place):
        return False
    near = scene.tag[max(0, place - 40) : place + 60]
    told = reading.memory.get("value")
    if told is not None and scene.index - told[0] <= _NEAR:
        return True
    return bool(rx("trade.value_cars").search(near) or _levels(reading, scene) or "V" in scene.tag)


def _whose(reading: Reading, scene: Scene, cue: int, place: int) -> Mention | None:
    tag = scene.tag
    owner = rx("trade.value_owner").search(tag[max(0, cue - 60) : cue])
    named = scene.at(max(0, cue - 60) + owner.start("who")) if owner else None
    if named is None:
        behind = rx("trade.value_owner_behind").match(tag, cue)
        named = scene.at(behind.start("who")) if behind else None
    if named is None:
        inside = [m for p, m in scene.within(0, cue, "MBC") if not rx("trade.scope_inside").search(tag[:p])]
        named = inside[-1] if inside else None
    if named is not None:
        if named.cls in ("Country", "Region"):
            return Mention(0, 0, "R" if named.cls == "Region" else "C", named.label, named.cls)
        return named if named.cls in ("Automaker", "Brand") else None
    told = reading.memory.get("value")
    if told is not None and scene.index - told[0] <= _NEAR:
        return told[1] if isinstance(told[1], Mention) else None
    report = reading.memory.get("report_of")
    if isinstance(report, Mention) and rx("report.the_exports").search(tag, 0, place):
        return report
    for level in reversed(_levels(reading, scene)):
        if level.subject is not None and level.subject.tag in "MBC":
            return level.subject
    stat = reading.memory.get("stat_subject")
    if isinstance(stat, Mention):
        return stat
    label = reading.title_country
    return Mention(0, 0, "C", label, "Country") if label else None


def _where(scene: Scene, start: int, place: int, prop: str) -> str | None:
    name = "from" if prop == "importsValue" else "to"
    found = rx(f"trade.value_{name}").search(scene.tag, start, place)
    return _label(scene, found.start("where")) if found else None


def _when(reading: Reading, scene: Scene, place: int) -> Period:
    date = date_in_clause(reading, scene, place)
    if date is not None:
        return period_of(date)
    dates = [m for _, m in scene.all("D") if m.date.first and not m.date.base]
    if len(dates) == 1:
        return period_of(dates[0])
    told = reading.memory.get("value")
    if told is not None and scene.index - told[0] <= _NEAR and isinstance(told[2], Period):
        return told[2]
    for level in reversed(_levels(reading, scene)):
        return Period(level.start, level.end)
    return Period(None, None)
