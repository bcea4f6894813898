"""Questions and their answers: ``Where is it built? In TOWN.`` says what a sentence says in one breath."""

from typing import Any

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.site_find import find_or_make, remember
from autoatlas.loaders.text.site_owner import operator_of
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["note_question", "read_answer"]

_KINDS = ("makes", "built", "staff", "cost", "since")
_REACH = 2  # sentences of an answer that are read in the light of its question


def note_question(reading: Reading, scene: Scene) -> None:
    """Remember what is asked, so that a bare answer can be understood."""
    tag = scene.tag.strip(" *_")
    reading.memory["question"] = None
    if not tag.endswith("?"):
        return
    raised = rx("questions.raised").match(tag)
    who = scene.at(scene.tag.find(tag) + raised.start("who")) if raised else None
    if raised is not None and who is not None:
        names, _ = place_phrase(scene, scene.tag.find(tag) + raised.end(), reading.know)
        if names and names[0].kind in ("", "town"):
            reading.maker = who
            reading.memory["section_spot"] = names
            reading.memory["question"] = (scene.index, "raised", [], True, None)
            return
    kind = next((name for name in _KINDS if rx(f"questions.{name}").search(tag)), None)
    if kind is not None:
        models = [mention for _, mention in scene.all("X")]
        ahead = bool(rx("questions.ahead").search(tag))
        reading.memory["question"] = (scene.index, kind, models, ahead, reading.facility)


def read_answer(reading: Reading, scene: Scene) -> None:
    """Note what a sentence says as an answer; it comes after the sites of the sentence have been read."""
    asked = reading.memory.get("question")
    if not asked or not 0 < scene.index - asked[0] <= _REACH:
        return
    index, kind, models, ahead, facility = asked
    if kind == "raised":
        for _, mention in scene.all("F")[:1]:
            if mention.facility is not None and mention.facility.born == scene.index:
                mention.facility.planned = True
        return
    if kind == "built":
        if scene.index - index == 1:
            _place_of_making(reading, scene, models, ahead)
        return
    facility = facility or reading.facility
    if not isinstance(facility, Facility) or facility.uncertain or "F" in scene.tag:
        return
    if kind == "staff":
        found = rx("questions.many").search(scene.tag)
        if found and _add(reading, facility, "employees", scene.at(found.start("n")), "person"):
            reading.memory["question"] = None
    elif kind == "cost" and scene.index - index == 1:
        for mention in _sums(scene):
            _add(reading, facility, "investment", mention, mention.quantity.unit)
    elif kind == "makes" and scene.index - index == 1:
        _models_made(reading, scene, facility)
    elif kind == "since":
        _start(reading, scene, facility)


def _sums(scene: Scene) -> list[Mention]:
    """The first sum of an answer, and the same in another currency: ``€40 million, or about $43 million``."""
    sums: list[Mention] = []
    end = 0
    for place, mention in scene.all("E"):
        if sums and not rx("questions.same_sum").fullmatch(scene.tag, end, place):
            break
        sums.append(mention)
        end = place + 1
    return sums


def _models_made(reading: Reading, scene: Scene, facility: Facility) -> None:
    """``Which cars does it build? The X for the moment; the Y will join it in May``."""
    for place, model in scene.all("X"):
        modality = reading.clauses.at(place)
        if modality in ("none", "rumoured") or rx("questions.no_product").search(scene.tag[:place]):
            continue
        planned = facility.planned or modality in ("planned", "target")
        reading.add(
            "produces", facility, object=model, object_type="Model",
            modality="planned" if planned else "actual", confidence=0.85,
        )  # fmt: skip


def _place_of_making(reading: Reading, scene: Scene, models: list[Mention], ahead: bool) -> None:
    """``Will the X still be built? Yes, in TOWN``: the maker has a plant there."""
    lead = rx("questions.in_place").match(scene.tag)
    maker = reading.section_maker or reading.maker
    operator = operator_of(maker)
    if lead is None or operator is None or maker is None or maker.cls not in ("Automaker", "Brand"):
        return
    site = scene.at(lead.end())
    if site is not None and site.facility is not None:
        facility: Facility | None = site.facility
    else:
        names, end = place_phrase(scene, lead.end(), reading.know)
        if not names or names[0].kind in ("country", "region", "province"):
            return
        phrase = SitePhrase(lead.end(), end, "plant", kind="plant", places=names)
        facility = find_or_make(reading, scene, phrase, operator, names, explicit=True)
        if facility is None:
            return
        if facility.born == scene.index and facility.planned is None and ahead:
            facility.planned = True
        extra = {"all": [facility], "inner": [], "phrase": phrase}
        scene.add(lead.end(), end, Mention(0, 0, "F", facility=facility, extra=extra))
        remember(reading, facility)
    modality = "planned" if ahead or (facility is not None and facility.planned) else "actual"
    for model in models[:1]:
        reading.add(
            "produces", facility, object=model, object_type="Model", modality=modality, confidence=0.8
        )


def _add(reading: Reading, facility: Facility, prop: str, mention: Mention | None, unit: str | None) -> bool:
    if mention is None or mention.quantity is None or mention.extra.get("used"):
        return False
    quantity = mention.quantity
    columns: dict[str, Any] = {
        "value": quantity.value, "value_max": quantity.value_max, "comparator": quantity.comparator,
        "unit": unit, "modality": "planned" if facility.planned else "actual", "confidence": 0.8,
    }  # fmt: skip
    reading.add(prop, facility, **columns)
    mention.extra["used"] = True
    return True


def _start(reading: Reading, scene: Scene, facility: Facility) -> None:
    """``Since when? Assembly began there in 2001``."""
    found = rx("questions.began").search(scene.tag)
    date = scene.at(found.start("d")) if found else None
    if date is None or not date.date.first or not reading.published:
        return
    first = date.date.first
    if first > reading.published[: len(first)]:
        return
    draft = reading.add(
        "productionStart",
        facility,
        start=first,
        end=date.date.last,
        modality="actual",
        happened=True,
        confidence=0.8,
    )
    if draft is not None:
        draft.basis = "started"
    reading.memory["question"] = None
