"""What a site makes: ``produces``."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.asides import without_asides
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.model_names import full_name, like_model, models_in
from autoatlas.loaders.text.frames.product_lists import list_goes_on, read_more_products
from autoatlas.loaders.text.frames.product_sweep import paired_products, still_spoken_of, sweep_products
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_of import facility_of
from autoatlas.loaders.text.slots import date_in_clause, period_of

__all__ = ["read_products"]


def read_products(reading: Reading, scene: Scene) -> None:
    """Note the models and brands that a scene says a site makes."""
    tag = scene.tag
    if not re.search("[XUMB]", tag):
        return
    if "F" not in tag and reading.facility is None and "P" not in tag:
        return
    if paired_products(reading, scene, _note):
        return
    _read(reading, scene)
    short = without_asides(scene)
    if short is not None:
        reading.scene = short
        _read(reading, short)
        reading.scene = scene
    sweep_products(reading, scene, _made_at, _note)


def _read(reading: Reading, scene: Scene) -> None:
    _active(reading, scene)
    _passive(reading, scene)
    _labelled(reading, scene)
    _branded(reading, scene)
    _brands_made(reading, scene)
    read_more_products(reading, scene, _made_at, _note)


def _made_at(reading: Reading, scene: Scene, place: int) -> Facility | None:
    """The site that something is made at: the one named, the one of the town named, or the one spoken of."""
    tag = scene.tag
    start, end = reading.clauses.span(place)
    for at, mention in scene.within(start, min(len(tag), end + 1), "F"):
        if rx("products.made_at_at_from_2").search(tag[max(0, at - 8) : at]) or at < place:
            return mention.facility
    low, high = tag.rfind("; ", 0, place) + 1, tag.find("; ", place)
    high = high if high >= 0 else len(tag)
    site = scene.last(place, "F")
    there = rx("products.branded_there_here").search(tag, place, high)
    if site is not None and there:
        return site[1].facility
    for at, mention in scene.within(low, high, "PU"):
        if rx("products.made_at_at_from").search(tag[max(0, at - 6) : at]):
            for facility in reversed(reading.facilities):
                if facility.has_place(mention.label) and facility.kind in (
                    "plant",
                    "battery plant",
                    "parts plant",
                ):
                    return facility
            return None
    found = facility_of(reading, scene, place)
    if found is None and there and _host(reading) and still_spoken_of(reading, scene, reading.facility):
        found = reading.facility
    if found is not None and found.kind not in ("plant", "parts plant", "battery plant"):
        return None
    return found


def _host(reading: Reading) -> bool:
    """Whether the site spoken of is a contractor's: "X and Y have cars built there"."""
    site = reading.facility
    return site is not None and site.operator is not None and site.operator[1] == "Organization"


def _note(
    reading: Reading,
    scene: Scene,
    facility: Facility | None,
    models: list[Mention],
    place: int,
    modality: str,
    confidence: float = 0.9,
) -> None:
    if (
        facility is None
        or modality == "none"
        or facility.kind in ("R&D centre", "design centre", "regional headquarters", "warehouse")
    ):
        return
    if modality == "could":
        modality = "planned"
    mention = date_in_clause(reading, scene, place)
    period = period_of(mention, modality) if mention is not None and mention.date.kind != "to_date" else None
    if period is not None and mention is not None:
        later = mention.date.relation in ("from", "in", "by", "since", "on", "during", "after")
        opening = facility.planned is not False and rx("products.note_opening").search(scene.tag)
        today = modality == "actual" and period.start == reading.published and mention.date.relation == "on"
        if not later or today or (modality == "actual" and opening):
            period = None
    if (
        period
        and modality == "actual"
        and any(
            d.property == "productionStart" and d.subject is facility and d.start == period.start
            for d in reading.drafts
        )
    ):
        period = None  # it is the site itself that started then
    if modality == "actual" and models and facility.planned is None:
        facility.planned = False
    for model in models:
        label = model.label
        kind = model.cls or "Model"
        if model.tag == "U":
            kind = "Model"
            known = reading.registry.find(label[:-1]) if label.endswith("s") else None
            if known is not None and known.cls in ("Automaker", "Brand"):
                label, kind = known.label, "Brand"
            else:
                label = full_name(reading, scene, model, facility.operator)
        if model.cls == "Country" or _no_more(scene, model):
            continue
        if model.tag == "M":
            kind = "Brand"
        if any(
            d.property == "produces" and d.object == label and d.quote == scene.quote
            for d in reading.drafts[-12:]
        ):
            continue
        reading.add(
            "produces",
            facility,
            object=label,
            object_type=kind,
            modality=modality,
            start=period.start if period else None,
            end=period.end if period else None,
            confidence=confidence,
        )


def _no_more(scene: Scene, model: Mention) -> bool:
    """``which once put together X``, ``stopped building X``: what a site makes no longer."""
    place = scene.position(model.start)
    return any(found.end() - 1 == place for found in rx("products.no_more").finditer(scene.tag))


def _active(reading: Reading, scene: Scene) -> None:
    tag = scene.tag
    pattern = rx("products.active_makes")
    for match in pattern.finditer(tag):
        place = match.start()
        models = models_in(scene, match.start("what"), match.end("what"))
        if not models:
            continue
        models += list_goes_on(scene, match.end("what"))
        unknown_only = all(m.tag == "U" for m in models)
        verb = match["verb"]
        start, _end = reading.clauses.span(place)
        facility = _made_at(reading, scene, place)
        if facility is None:
            continue
        named = (
            scene.within(0, len(tag), "F")
            or match["tail"]
            or rx("products.active_named").search(tag)
            or "P" in tag
        )
        makers = [m for _, m in scene.within(start, place, "MB")]
        if makers and not named:
            continue
        if unknown_only and (
            rx("products.active_by_with").search(tag[match.start("what") : match.end("what")])
            or (not scene.within(0, len(tag), "F") and not re.search(r"\d", models[0].label))
        ):
            continue
        if verb in ("made", "built", "assembled", "produced") and rx("products.active_were_been").search(
            tag[:place]
        ):
            continue
        if rx("products.active_stopped").search(tag[max(0, place - 20) : place]) or rx(
            "products.active_ended"
        ).match(tag, match.end()):
            continue
        modality = reading.clauses.at(place)
        if rx("products.active_had").match(tag[start:place][-5:]) and modality == "planned":
            modality = "actual"
        _note(reading, scene, facility, models, place, modality)


def _passive(reading: Reading, scene: Scene) -> None:
    tag = scene.tag
    pattern = rx("products.passive_made")
    for match in pattern.finditer(tag):
        models = models_in(scene, match.start("what"), match.end("what"))
        if not models:
            continue
        place = match.start("verb")
        if all(m.tag == "U" for m in models) and not (
            "F" in tag
            or re.search(r"\d", models[0].label)
            or "produces" in {d.property for d in reading.drafts[-6:]}
        ):
            continue
        verb = match["verb"]
        if rx("products.passive_imported_not").search(
            rx("products.aside_imported").sub(",", tag[match.start() : match.end()])
        ):
            continue
        if rx("products.last_one").search(tag[: match.start()]) or rx("products.last_one").search(
            tag[: scene.position(models[0].start)]
        ):
            continue  # "the last X rolled off the line"
        facility = _made_at(reading, scene, match.end())
        if facility is None:
            continue
        here = rx("products.passive_there_here").search(tag[match.start() :])
        if not here and not re.search("[FP]", tag) and not still_spoken_of(reading, scene, facility):
            continue
        modality = reading.clauses.at(place + 2)
        if rx("products.passive_assigned_earmarked").search(verb):
            modality = "planned" if modality != "none" else "none"
        elif modality in ("planned", "could") and (
            verb.startswith("continue") or rx("products.passive_been_been").match(verb)
        ):
            modality = "actual"
        _note(reading, scene, facility, models, place, modality)
    also = rx("products.passive_will").search(tag)
    if also and reading.drafts and reading.drafts[-1].property == "produces":
        _note(
            reading,
            scene,
            _made_at(reading, scene, also.start()),
            models_in(scene, also.start("what"), also.end("what")),
            also.start(),
            "planned",
        )
    for name, sure in (("too", False), ("products", True), ("range", True)):
        more = rx(f"products.passive_{name}").search(tag)
        if more and (sure or (reading.drafts and reading.drafts[-1].property == "produces")):
            models = models_in(scene, more.start("what"), more.end("what"))
            last = reading.drafts[-1] if reading.drafts else None
            facility = (
                last.subject if not sure and last is not None else _made_at(reading, scene, more.start())
            )
            if isinstance(facility, Facility):
                modality = (
                    last.modality if not sure and last is not None else reading.clauses.at(more.start("what"))
                )
                _note(reading, scene, facility, models, more.start(), modality)
    first = rx("products.passive_first").search(tag)
    if first and reading.facility is not None:
        models = models_in(scene, first.start("what"), first.end("what"))
        if models:
            modality = reading.clauses.at(first.start())
            _note(reading, scene, facility_of(reading, scene, first.start()), models, first.start(), modality)
    vehicle = rx("products.passive_first_2").search(tag)
    if vehicle:
        models = models_in(scene, vehicle.start("what"), vehicle.end("what"))
        facility = facility_of(reading, scene, vehicle.start())
        if models and facility is not None:
            _note(reading, scene, facility, models, vehicle.start(), "actual")


def _labelled(reading: Reading, scene: Scene) -> None:
    tag = scene.tag
    label = rx("products.labelled_label").match(tag)
    if not label or reading.facility is None:
        return
    facility = reading.section_facility or reading.facility
    end = re.search(r"[;(.]|$", tag[label.end() :])
    stop = label.end() + (end.start() if end else 0)
    later = tag.find("later", label.end(), stop)
    models = [(p, m) for p, m in scene.within(label.end(), stop, "XU") if like_model(m.label)]
    for place, model in models:
        modality = reading.clauses.at(place)
        if later > 0 and place > later:
            modality = "planned"
        _note(reading, scene, facility, [model], place, modality)


def _branded(reading: Reading, scene: Scene) -> None:
    """``cars of the A and B brands are made side by side``, ``models badged A``, ``A cars will be built at F``."""
    tag = scene.tag
    pattern = rx("products.branded_cars")
    for match in [m for name in "abcd" for m in _by_group(pattern, name, tag)]:
        place = match.start("verb")
        facility = _made_at(reading, scene, place)
        if facility is None:
            continue
        if not (scene.within(0, len(tag), "F") or rx("products.branded_there_here_2").search(tag)):
            continue
        group = next(name for name in "abcd" if match[name])
        brands = scene.group(match, group, "MB")
        if match["a2"]:
            brands = scene.group(match, "a2", "B")
        modality = reading.clauses.at(place + 2)
        _note(reading, scene, facility, [b for b in brands if b.cls != "Country"], place, modality, 0.86)
        besides = rx("products.branded_besides").search(tag[: match.start() + 1])
        if besides:
            _note(reading, scene, facility, scene.group(besides, "x", "MB"), place, modality, 0.86)
        own = rx("products.branded_own").search(tag[match.end() :])
        if own:
            mention = scene.at(match.end() + own.start("x"))
            if mention is not None:
                _note(reading, scene, facility, [mention], place, "actual", 0.84)
    hired = rx("products.contract_for").search(tag)
    host = _made_at(reading, scene, hired.start("who")) if hired else None
    if hired and host is not None:
        guests = [brand for brand in scene.group(hired, "who", "MB") if brand.cls != "Country"]
        guests = [brand for brand in guests if host.operator is None or brand.label != host.operator[0]]
        _note(reading, scene, host, guests, hired.start(), reading.clauses.at(hired.start()), 0.86)
    still = rx("products.branded_still").search(tag)
    if still and (scene.within(0, len(tag), "F") or rx("products.branded_there_here").search(tag)):
        group = next(name for name in ("who", "who2", "who3") if still[name])
        brands = [brand for brand in scene.group(still, group, "MB") if brand.cls != "Country"]
        facility = _made_at(reading, scene, still.start(group))
        modality = reading.clauses.at(still.start(group))
        if facility is not None:
            brands = [
                brand for brand in brands if facility.operator is None or brand.label != facility.operator[0]
            ]
            brands += list_goes_on(scene, still.end())
            _note(reading, scene, facility, brands, still.start(), modality, 0.86)
    active = rx("products.branded_active").search(tag)
    if active:
        brand = scene.at(active.start("who"))
        facility = _made_at(reading, scene, active.start("who"))
        if brand is not None and facility is not None and brand.cls != "Country":
            _note(
                reading,
                scene,
                facility,
                [brand],
                active.start(),
                reading.clauses.at(active.start("who")),
                0.86,
            )
    badges = rx("products.branded_badges").search(tag)
    if badges and reading.facility is not None and reading.scenes - reading.facility_scene <= 3:
        _note(
            reading,
            scene,
            reading.facility,
            scene.group(badges, "who", "MB"),
            badges.start(),
            reading.clauses.at(badges.start("who")),
            0.82,
        )


def _brands_made(reading: Reading, scene: Scene) -> None:
    """``production of the Chinese make X is to begin at F``: a brand that a site makes, or is to make."""
    tag = scene.tag
    match = rx("products.production_of_brand").search(tag)
    if match is None or not (scene.within(0, len(tag), "F") or rx("products.branded_there_here").search(tag)):
        return
    group = "who" if match["who"] else "who2"
    facility = _made_at(reading, scene, match.start(group))
    before = tag[max(0, match.start() - 20) : match.start()]
    if facility is None or rx("products.active_ended").match(tag, match.end()):
        return
    if rx("products.active_stopped").search(before):
        return
    brands = [brand for brand in scene.group(match, group, "MB") if brand.cls != "Country"]
    brands = [brand for brand in brands if facility.operator is None or brand.label != facility.operator[0]]
    _note(reading, scene, facility, brands, match.start(), reading.clauses.at(match.start(group)), 0.86)


def _by_group(pattern: re.Pattern[str], name: str, tag: str) -> list[re.Match[str]]:
    """Matches that fill one group, wherever they begin: an earlier one must not hide a later one."""
    found, place = [], 0
    while match := pattern.search(tag, place):
        if match[name]:
            found.append(match)
        place = match.start() + 1
    return found
