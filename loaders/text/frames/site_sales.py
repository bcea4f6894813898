"""Plants that change hands: ``its plant in X was sold to Y in 2024``, ``Y's plant in X, bought from Z in 2024``."""

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.event_dates import fitting
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import date_in_clause

__all__ = ["read_site_sales"]


def read_site_sales(reading: Reading, scene: Scene) -> None:
    """Note who has taken over a plant, where its owner of before is the subject or the plant itself is."""
    tag = scene.tag
    for match in rx("owners.site_passed").finditer(tag):
        site, buyer = scene.at(match.start("what")), scene.at(match.start("who"))
        if site is not None and site.facility is not None and buyer is not None:
            _taken(reading, scene, site.facility, buyer, match.start("verb"), match.end() - 1)
    for match in rx("owners.site_it").finditer(tag):
        facility, buyer = _spoken_of(reading, scene, match.start()), scene.at(match.start("who"))
        if facility is not None and buyer is not None and not facility.planned:
            _taken(reading, scene, facility, buyer, match.start("verb"), match.end() - 1)
    for match in rx("owners.site_bought").finditer(tag):
        site = scene.at(match.start("what"))
        seller = scene.at(match.start("from")) if match["from"] else None
        facility = site.facility if site is not None else None
        buyer = next((scene.at(match.start(group)) for group in ("who", "by") if match[group]), None)
        if buyer is None and facility is not None and facility.operator is not None:
            buyer = Mention(0, 0, "M", *facility.operator)
        if facility is None or buyer is None:
            continue
        if seller is None or seller.label != buyer.label:
            _taken(reading, scene, facility, buyer, match.start("verb"), match.end() - 1)


def _spoken_of(reading: Reading, scene: Scene, place: int) -> Facility | None:
    """The plant that "it" is: the one named last in the sentence, failing that the one spoken of."""
    ahead = scene.last(place, "F")
    if ahead is not None:
        return ahead[1].facility
    return reading.facility if scene.index - reading.facility_scene <= 2 else None


def _taken(reading: Reading, scene: Scene, facility: Facility, buyer: Mention, verb: int, end: int) -> None:
    modality = reading.clauses.at(verb)
    if modality == "none" or buyer.cls == "Country":
        return
    if modality in ("could", "actual") and rx("owners.site_to_pass").search(
        scene.tag, max(0, verb - 24), end
    ):
        modality = "planned"
    if modality == "actual" and (
        facility.operator is None or facility.former or facility.born == scene.index
    ):
        facility.operator = (buyer.label, buyer.cls or "Automaker")
    mention = date_in_clause(reading, scene, end) or date_in_clause(reading, scene, verb)
    first, last = fitting(reading, mention.date, modality) if mention is not None else (None, None)
    reading.add(
        "acquires",
        buyer,
        object=facility,
        modality=modality,
        start=first,
        end=last,
        confidence=0.85,
        happened=modality == "actual",
    )
