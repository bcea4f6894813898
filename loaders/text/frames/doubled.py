"""Figures that are to double or triple: the level told of last, times the factor."""

from autoatlas.loaders.text.drafts import Draft
from autoatlas.loaders.text.frames.context import when_of
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["read_double"]

_NAMED = {
    "staff": ("employees",),
    "outlets": ("outlets",),
    "share": ("marketShare", "localContent"),
    "number": ("employees", "outlets"),
    "it": ("employees", "localContent", "marketShare", "outlets"),
}


def read_double(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """``is to double``, ``wants to double that share``, ``their number is to quintuple``."""
    if rx("figures.double_share_as_many").search(scene.text[mention.start : mention.end + 10]):
        return False
    named = _named(scene, place)
    last = _last_of(reading, scene, _NAMED.get(named, ()), 3 if named in ("staff", "outlets", "share") else 1)
    if last is None or (named == "it" and _later_capacity(reading, last)):
        return _double_capacity(reading, scene, place, mention)
    modality = reading.clauses.at(place)
    if modality not in ("target", "planned", "forecast") or last.value is None:
        return False
    period = when_of(reading, scene, place, modality)
    reading.add(
        last.property,
        last.subject,
        last.subject_type,
        value=last.value * mention.quantity.value,
        value_max=last.value_max * mention.quantity.value if last.value_max else None,
        unit=last.unit,
        comparator=last.comparator,
        modality=modality,
        start=period.start,
        end=period.end,
        place=last.place,
        product=last.product,
        confidence=0.7,
    )
    return True


def _named(scene: Scene, place: int) -> str:
    """What is to double, as the words behind or before the factor say: the nearest of them."""
    behind = rx("figures.double_behind").match(scene.tag, place + 1)
    before = list(rx("figures.double_before").finditer(scene.tag, max(0, place - 60), place))
    found = behind or (before[-1] if before else None)
    return str(found.lastgroup) if found else ""


def _last_of(reading: Reading, scene: Scene, properties: tuple[str, ...], scenes: int) -> Draft | None:
    """The last figure of one of these properties, told of in this sentence or one shortly before."""
    reach = 2 if scenes == 1 else 400
    for draft in reversed(reading.drafts[-20:]):
        if draft.value is not None and draft.property in properties:
            return draft if scene.sentence.start - draft.quote[1] <= reach else None
    return None


def _later_capacity(reading: Reading, last: Draft) -> bool:
    """Whether a capacity was told of after a figure, so that "it" is rather the capacity."""
    later = reading.drafts[reading.drafts.index(last) + 1 :]
    return any(draft.property == "annualCapacity" for draft in later)


def _double_capacity(reading: Reading, scene: Scene, place: int, mention: Mention) -> bool:
    """``set to double``: the level spoken of last, times the factor."""
    quantity = mention.quantity
    tag = scene.tag
    known = reading.memory.get("capacity")
    before = tag[max(0, place - 70) : place]
    if (
        known is not None
        and scene.index - known[0] <= 2
        and not rx("figures.double_sales_exports").search(tag[: place + 20])
    ):
        gap_ok = (
            known[0] == scene.index
            or rx("figures.double_gap_ok").search(before + tag[place : place + 30]) is not None
        )
        modality = reading.clauses.at(place)
        if (gap_ok and modality not in ("none", "actual", "rumoured")) or (
            gap_ok and rx("figures.double_set_due").search(before)
        ):
            if modality in ("actual", "could"):
                modality = "planned"
            value = known[2] * quantity.value
            period = when_of(reading, scene, place, modality)
            reading.add(
                "annualCapacity",
                known[3],
                value=value,
                value_max=known[6] * quantity.value if known[6] else None,
                unit=known[7],
                comparator=known[5],
                modality=modality,
                start=period.start,
                end=period.end,
                product=known[8],
                confidence=0.75,
            )
            reading.memory["capacity"] = (
                scene.index,
                place,
                value,
                known[3],
                None,
                known[5],
                None,
                known[7],
                known[8],
            )
            return True
    return False
