"""How a site makes its cars: ``assemblyMode``."""

from autoatlas.loaders.text.frames.money import implied_site
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.slots import date_in_clause, period_of

__all__ = ["read_modes"]


def read_modes(reading: Reading, scene: Scene) -> None:
    """Note how a site makes its cars: full, from kits, or under contract."""
    tag = scene.tag
    found: list[tuple[str, int]] = []
    raw = scene.text[scene.sentence.start : scene.sentence.end].lower()
    for mode in ("CKD", "SKD", "kit", "full", "contract"):
        source = rx(f"products.mode_{mode.lower()}")
        match = source.search(tag) or source.search(raw)
        if match:
            place = (
                match.start() if match.string is tag else scene.position(scene.sentence.start + match.start())
            )
            found.append((mode, min(place, len(tag) - 1)))
    if not found:
        return
    if rx("products.read_modes_had_begun").search(tag):
        return
    if any(mode in ("CKD", "SKD") for mode, _ in found):
        found = [pair for pair in found if pair[0] != "kit"]
    for mode, place in found:
        facility = implied_site(reading, scene, place)
        whole = scene.within(0, len(tag), "F")
        if whole:
            inside = [m for p, m in whole if m.start <= scene.offset(place) <= m.end]
            facility = inside[0].facility if inside else facility
        if facility is None or facility.kind not in ("plant",):
            continue
        modality = reading.clauses.at(place)
        if mode == "full" and rx("products.read_modes_not_yet").search(tag):
            dates = [m for _, m in scene.all("D") if m.date.first]
            if dates:
                reading.add(
                    "assemblyMode",
                    facility,
                    object="full",
                    modality="planned",
                    start=dates[-1].date.first,
                    end=dates[-1].date.last,
                    confidence=0.85,
                )
            continue
        if modality == "none":
            continue
        if mode == "contract" and rx("products.read_modes_contract_or").search(tag[place : place + 30]):
            continue
        if rx("products.read_modes_unlike_instead").search(tag[max(0, place - 40) : place + 50]) and mode in (
            "CKD",
            "SKD",
            "kit",
        ):
            continue
        mention = date_in_clause(reading, scene, place)
        period = (
            period_of(mention, modality)
            if mention is not None and mention.date.relation in ("from", "since") and "F" not in tag
            else None
        )
        part = None
        reading.add(
            "assemblyMode",
            facility,
            object=mode,
            modality=("planned" if facility.planned is not False else "actual")
            if modality == "could"
            else modality,
            start=period.start if period and modality != "actual" else None,
            end=period.end if period and modality != "actual" else None,
            part=part,
            confidence=0.86,
        )
