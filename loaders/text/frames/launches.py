"""Models put on sale: ``launches``."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import apposed, date_in_clause, period_of

__all__ = ["read_launches"]


def read_launches(reading: Reading, scene: Scene) -> None:
    tag = scene.tag
    active = rx("presence.launches_active")
    for match in active.finditer(tag):
        tail = match["tail"]
        market = rx("presence.launches_market").match(tail)
        if match["verb"] in ("brought", "bring", "brings") and not market:
            continue
        where = None
        if market:
            if market["where"]:
                mention = scene.at(match.end("what") + market.start("where"))
                where = mention.label if mention is not None else None
            else:
                inside = [m for _, m in scene.within(0, match.start(), "C")]
                where = inside[-1].label if inside else reading.country
        if where is None:
            lead = rx("presence.launches_lead").search(tag[: match.start()])
            if lead:
                mention = scene.at(lead.start("where"))
                where = mention.label if mention is not None else None
        models = list(scene.group(match, "what", "XU"))
        if (
            any(m.tag == "U" and not rx("presence.launches_ro_lus").search(m.label) for m in models)
            and where is None
        ):
            continue
        if where is None and not any(m.tag == "X" for m in models):
            continue
        modality = reading.clauses.at(match.start())
        if modality == "none":
            continue
        _launch(reading, scene, match.start(), models, where, modality)
        if where is not None:
            reading.memory["launched"] = (scene.index, models)
    passive = rx("presence.launches_passive")
    for match in passive.finditer(tag):
        modality = reading.clauses.at(match.start("verb"))
        if modality == "none":
            continue
        if "will" in match["verb"] or "to be" in match["verb"]:
            modality = "planned"
        ahead = [m for _, m in scene.all("D") if (m.date.first or "") > (reading.published or "9")]
        if "on sale" in match["verb"] and modality == "actual" and not ahead:
            maker = _maker_of(reading, scene, scene.group(match, "what", "X")[0], match.start("verb"))
            if maker is not None and maker.cls != "Country":
                for country in scene.group(match, "where", "C"):
                    reading.add(
                        "presentIn", maker, object=country.label, object_type="Country", confidence=0.85
                    )
        for country in scene.group(match, "where", "C"):
            _launch(
                reading,
                scene,
                match.start("verb"),
                list(scene.group(match, "what", "X")),
                country.label,
                modality,
            )
    abroad = rx("presence.launches_abroad").search(tag)
    if abroad and not re.match(r"[^.;]{0,20} in (?:the )?C", tag[abroad.end() :]):
        _launch(
            reading,
            scene,
            abroad.start(),
            scene.group(abroad, "what", "X"),
            None,
            reading.clauses.at(abroad.start()),
        )
    entered = rx("presence.launches_entered").search(tag)
    modality = reading.clauses.at(entered.start()) if entered else "none"
    if entered and modality in ("actual", "planned"):
        _, stop = reading.clauses.span(entered.end())
        models = [m for _, m in scene.within(entered.end(), max(stop, entered.end() + 90), "X")]
        for land in scene.group(entered, "where", "C"):
            _launch(reading, scene, entered.start(), models, land.label, modality)
    due = rx("presence.launches_due").search(tag)
    if due and not re.match(r" in (?:the )?C", tag[due.end() :]):
        _launch(reading, scene, due.end() - 1, scene.group(due, "what", "X"), None, "planned")
    where_on_sale = rx("presence.launches_where_on_sale").search(tag)
    if where_on_sale:
        land, model = scene.at(where_on_sale.start("where")), scene.at(where_on_sale.start("what"))
        if land is not None and model is not None:
            _launch(reading, scene, where_on_sale.start("what"), [model], land.label, "actual")
            maker = _maker_of(reading, scene, model, where_on_sale.start("what"))
            if maker is not None and maker.cls != "Country":
                reading.add("presentIn", maker, object=land.label, object_type="Country", confidence=0.85)


def _launch(
    reading: Reading, scene: Scene, place: int, models: list[Mention], where: str | None, modality: str
) -> None:
    mention = date_in_clause(reading, scene, place)
    period = period_of(mention, modality) if mention is not None else None
    if modality == "actual" and period and reading.published and (period.start or "") > reading.published:
        modality = "planned"
    for model in models:
        maker = _maker_of(reading, scene, model, place)
        if maker is None or maker.cls == "Country":
            continue
        reading.add(
            "launches",
            maker,
            object=model.label,
            object_type="Model",
            modality="planned" if modality == "could" else modality,
            start=period.start if period else None,
            end=period.end if period else None,
            place=where,
            confidence=0.87,
        )


def _maker_of(reading: Reading, scene: Scene, model: Mention, place: int) -> Mention | None:
    inside = [m for p, m in scene.within(0, place, "MB") if m.cls != "Country"]
    entity = reading.registry.find(model.label, "Model")
    own = [m for m in inside if entity is not None and m.label == entity.parent]
    if own:
        return own[-1]
    through = apposed(scene, place)
    if through is not None and through.tag in "MB" and through.cls != "Country":
        return through
    if inside:
        return inside[-1]
    if rx("presence.maker_of_we_our").search(scene.tag[:place]) and reading.we is not None:
        return reading.we
    if entity is not None and entity.parent:
        parent = reading.registry.find(entity.parent)
        if parent is not None:
            if reading.maker is not None and reading.maker.label == parent.label:
                return reading.maker
            return Mention(0, 0, "M", parent.label, parent.cls)
    return reading.maker
