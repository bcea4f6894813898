"""Models that makers bring to a market: ``launches``."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.frames.model_names import full_name, models_in
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, apposed, date_in_clause, period_of

__all__ = ["read_launches"]

_NEAR = 3


def read_launches(reading: Reading, scene: Scene) -> None:
    """Note which models a scene says are launched, where and when."""
    tag = scene.tag
    if not re.search("[XU]", tag) or not rx("launches.stems").search(tag):
        return
    done: set[str] = set()
    for match in rx("launches.active").finditer(tag):
        models = _models(scene, match.start("what"), match.end("what"))
        modality = reading.clauses.at(match.start())
        if ("add" in match["verb"] or match["verb"] in ("brought", "bring", "brings")) and not _market(
            reading, scene, match.start(), match.end()
        )[1]:
            continue
        if "add" in match["verb"] and scene.within(0, match.start(), "F"):
            continue  # a plant adds a model to those that it builds
        if models and modality != "none":
            _note(reading, scene, match.start(), match.end(), models, modality, done)
    for match in rx("launches.relative").finditer(tag):
        models = _models(scene, match.start("what"), match.end("what"))
        modality = reading.clauses.at(match.start("verb"))
        if models and modality != "none":
            _note(reading, scene, match.start("verb"), match.end(), models, modality, done)
    for match in rx("launches.entered_with").finditer(tag):
        models = _models(scene, match.start("what"), match.end("what"))
        modality = reading.clauses.at(match.start())
        if not models or modality == "none":
            continue
        markets = [m for m in scene.group(match, "markets", "C") if m.cls == "Country"]
        for land in markets:
            _note(reading, scene, match.start(), match.end(), models, modality, set(), land.label)
        if not markets and _market(reading, scene, match.start(), match.end())[1]:
            _note(reading, scene, match.start(), match.end(), models, modality, done)
    listed = rx("launches.listed").search(tag)
    if listed and rx("launches.on_the_market").search(tag, 0, listed.end("said")):
        models = _models(scene, listed.start("what"), listed.end("what"))
        modality = reading.clauses.at(listed.start())
        if models and modality != "none":
            _note(reading, scene, listed.start(), listed.end(), models, modality, done)
    for match in rx("launches.passive").finditer(tag):
        models = _models(scene, match.start("what"), match.end("what"))
        modality = "planned" if match["ahead"] else reading.clauses.at(match.start("verb"))
        if models and modality != "none":
            if match["sale"] and modality == "actual":
                _on_sale(reading, scene, match.start("verb"), match.end(), models)
            _note(reading, scene, match.start("verb"), match.end(), models, modality, done)
    for match in rx("launches.followed").finditer(tag) if done else ():
        models = _models(scene, match.start("what"), match.end("what"))
        place = reading.memory.get("launched", (0, None))[1]
        if models:
            modality = "planned" if match[0].startswith("to be") else reading.clauses.at(match.start())
            _note(reading, scene, match.start("what"), match.end(), models, modality, done, place)
    known = reading.memory.get("launched")
    made = any(
        d.property == "produces" and d.quote[1] > scene.sentence.start - 200 for d in reading.drafts[-6:]
    )
    if known is not None and scene.index - known[0] <= 1 and not made:
        for match in rx("launches.also").finditer(tag):
            models = _models(scene, match.start("what"), match.end("what"))
            modality = "planned" if match["ahead"] else reading.clauses.at(match.start("what"))
            if models and modality != "none":
                _note(reading, scene, match.start("what"), match.end(), models, modality, done, known[1])


def _models(scene: Scene, start: int, end: int) -> list[Mention]:
    """The models of a list; an unknown name counts only where nothing speaks of a campaign, a brand or a service."""
    found = []
    for model in models_in(scene, start, end):
        behind = scene.tag[scene.position(model.start) + 1 :]
        if model.tag == "U" and rx("launches.no_model").match(behind):
            continue
        found.append(model)
    return found


def _on_sale(reading: Reading, scene: Scene, place: int, end: int, models: list[Mention]) -> None:
    ahead = [m for _, m in scene.all("D") if (m.date.first or "") > (reading.published or "9")]
    market, said = _market(reading, scene, place, end)
    maker = _maker_of(reading, scene, models[0], place)
    if ahead or market is None or not said or maker is None or maker.cls == "Country":
        return
    reading.add("presentIn", maker, object=market, object_type="Country", confidence=0.85)


def _market(reading: Reading, scene: Scene, start: int, end: int) -> tuple[str | None, bool]:
    """The country of a launch, and whether the clause itself says it."""
    tag = scene.tag
    behind = rx("launches.market_behind").match(tag, end)
    if behind:
        group = next((name for name in ("where", "where2", "where3", "where4") if behind[name]), "where")
        if behind[group]:
            land = scene.at(behind.start(group))
            return (land.label if land is not None else None), True
        inside = [m for _, m in scene.within(0, start, "C")]
        return (inside[-1].label if inside else reading.country or reading.title_country), True
    low, high = reading.clauses.span(start)
    for match in rx("launches.market_in").finditer(tag, low, min(len(tag), high + 1)):
        land = scene.at(match.start("where"))
        if land is not None and land.cls == "Country":
            return land.label, True
    front = rx("launches.market_in").search(tag[:low])
    land = scene.at(front.start("where")) if front else None
    if land is not None and land.cls == "Country":
        return land.label, True
    known = reading.memory.get("launched")
    if known is not None and scene.index - known[0] <= _NEAR:
        return known[1], False
    about = reading.section_country or reading.title_country or reading.memory.get("text_market")
    return about or reading.memory.get("paragraph_country"), False


def _note(
    reading: Reading,
    scene: Scene,
    place: int,
    end: int,
    models: list[Mention],
    modality: str,
    done: set[str],
    market: str | None = None,
) -> None:
    said = market is not None
    if market is None:
        market, said = _market(reading, scene, place, end)
    if market is None and not all(model.tag == "X" for model in models):
        return
    for number, model in enumerate(models):
        maker = _maker_of(reading, scene, model, place)
        if maker is None or maker.cls == "Country":
            continue
        if not said and market is not None and reading.registry.home_of(maker.label) == market:
            continue
        label = model.label
        if model.tag == "U":
            label = full_name(reading, scene, model, (maker.label, maker.cls or "Automaker"))
        if label in done or label == maker.label:
            continue
        done.add(label)
        date = _own_date(scene, model, models[number + 1 :]) or date_in_clause(reading, scene, place)
        period = period_of(date, modality) if date is not None else None
        firmness = "planned" if modality == "could" else modality
        if firmness == "actual" and period and reading.published and (period.start or "") > reading.published:
            firmness = "planned"
        _add(reading, maker, label, firmness, period, market, 0.87 if said else 0.79)
        if said and market is not None:
            _further_lands(reading, scene, place, market, maker, label, firmness)
    if market is not None:
        reading.memory["launched"] = (scene.index, market)


def _add(
    reading: Reading,
    maker: Mention,
    label: str,
    modality: str,
    period: Period | None,
    place: str | None,
    sure: float,
) -> None:
    reading.add(
        "launches",
        maker,
        object=label,
        object_type="Model",
        modality=modality,
        start=period.start if period else None,
        end=period.end if period else None,
        place=place,
        confidence=sure,
    )


def _further_lands(
    reading: Reading, scene: Scene, place: int, market: str, maker: Mention, label: str, modality: str
) -> None:
    """``in Norway and Denmark``, ``in C in November and in C in May``: the other countries of one launch."""
    first = next((at for at, m in scene.within(place, len(scene.tag), "C") if m.label == market), None)
    step = rx("launches.more_lands").match(scene.tag, first + 1) if first is not None else None
    while step is not None:
        land = scene.at(step.start("c"))
        date = scene.at(step.start("d")) if step["d"] else None
        period = period_of(date, modality) if date is not None else None
        if land is not None and land.cls == "Country":
            _add(reading, maker, label, modality, period, land.label, 0.85)
        step = rx("launches.more_lands").match(scene.tag, step.end("c"))


def _own_date(scene: Scene, model: Mention, later: list[Mention]) -> Mention | None:
    """``the Seal in June 2024 and the Sealion 7 in April 2025``: the date right behind a model of a list."""
    place = scene.position(model.start)
    match = rx("launches.dated").match(scene.tag, place + 1)
    date = scene.at(match.start("d")) if match else None
    return date if date is not None and date.date.first else None


def _maker_of(reading: Reading, scene: Scene, model: Mention, place: int) -> Mention | None:
    inside = [m for p, m in scene.within(0, place, "MB") if m.cls != "Country"]
    entity = reading.registry.find(model.label, "Model")
    own = [m for m in inside if entity is not None and m.label == entity.parent]
    if own:
        return own[-1]
    parent = reading.registry.find(entity.parent) if entity is not None and entity.parent else None
    if inside and inside[-1].reference and parent is not None:  # "the brand", taken for another maker's
        said = reading.registry.find(inside[-1].label)
        if parent.parent != inside[-1].label and (said is None or said.parent != parent.label):
            return Mention(0, 0, "M", parent.label, parent.cls)
    through = apposed(scene, place)
    if through is not None and through.tag in "MB" and through.cls != "Country":
        return through
    if inside:
        return inside[-1]
    if rx("launches.we").search(scene.tag[:place]) and reading.we is not None:
        return reading.we
    if parent is not None:
        if reading.maker is not None and reading.maker.label in (parent.label, parent.parent):
            return reading.maker
        return Mention(0, 0, "M", parent.label, parent.cls)
    return reading.maker
