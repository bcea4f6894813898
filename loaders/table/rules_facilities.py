"""Rules of a proposed mapping for a list of plants: who runs them, where, how large, since when."""

from typing import Any

from autoatlas.loaders.table.shapes import KIND_WORDS, MODE_WORDS, STATUS_WORDS, Column
from autoatlas.loaders.table.sketch import Sketch
from autoatlas.ontology.terms import MODALITIES, PROPERTIES

__all__ = ["facility_rules"]

_COMPANY = ["Automaker", "Brand", "Organization"]
_DROPPED = ["cancelled", "canceled"]
_STATUS_DATES = {
    "announced": (["announced", "planned", "proposed"], "announced by then"),
    "groundbreaking": (["construction", "under construction"], "under construction by then"),
    "suspended": (
        ["mothballed", "shelved", "suspended", "idle", "on hold"],
        "at a standstill, or on hold, by then",
    ),
    "cancelled": (["cancelled", "canceled"], "given up by then"),
    "closed": (["closed", "retired"], "closed by then"),
}
_RUNS = [
    "operating",
    "operational",
    "in operation",
    "active",
    "open",
    "in production",
    "production",
    "running",
    "mothballed",
]
_RUNS += ["suspended", "idle", "closed", "retired", "unknown"]
_PLANNED = [
    "construction",
    "under construction",
    "announced",
    "planned",
    "proposed",
    "pre-construction",
    "permitted",
]


def facility_rules(sketch: Sketch) -> None:
    """A list of plants: who runs them, where, how large, since when."""
    operator = sketch.has("operator") or sketch.has("brand")
    place, country, kind, status = (sketch.has(role) for role in ("place", "country", "kind", "status"))
    named = sketch.has("facility")
    if operator is None or (place is None and country is None):
        sketch.missing = "who runs the plants, or where they are, is in no column"
        return
    kinds = {
        value: KIND_WORDS[value.casefold()]
        for value in (kind.values if kind else [])
        if KIND_WORDS.get(value.casefold(), "plant") != "plant"
    }
    if kind is not None and kinds:
        choices: Any = [{"from": sketch.cell(kind), "map": kinds, "otherwise": "plant"}, "plant"]
    else:
        choices = "plant"
    sketch.derived["facility_kind"] = (
        choices,
        "What the facility is; all that is nothing else is a plant for vehicles.",
    )
    heads = [
        f"{sketch.cell(operator)} {sketch.cell(where)} {{facility_kind}}"
        for where in (place, country)
        if where
    ]
    sketch.derived["facility"] = (
        heads,
        "A facility is called by operator, town (failing that country) and kind.",
    )
    if named is not None:
        sketch.why[named.name] = "a facility's label is made of operator, place and kind"
    label: dict[str, Any] = {"subject": "{facility}", "subject_type": "Facility"}
    alive = {status.name: {"not": _DROPPED}} if status else {}
    modality = _modality(sketch, status)
    sketch.add(
        "Who runs it.",
        subject=sketch.cell(operator),
        subject_type=_COMPANY,
        property="operates",
        object="{facility}",
        object_type="Facility",
        modality=modality,
    )
    for where, cls in ((place, "Place"), (country, "Country")):
        if where is not None:
            sketch.add(
                "Where it is.",
                **label,
                property="locatedIn",
                object=sketch.cell(where),
                object_type=cls,
                modality=modality,
            )
    for column in sketch.columns:
        if column.heading is not None and column.heading.property in ("latitude", "longitude"):
            name = column.heading.property
            sketch.add(
                "Its coordinates, perhaps only the town's.",
                **label,
                property=name,
                value=sketch.number(column),
                unit="degree",
            )
    _sizes(sketch, label, alive, modality, kind)
    if kind is not None:
        modes = {
            value: MODE_WORDS[value.casefold()] for value in kind.values if value.casefold() in MODE_WORDS
        }
        if modes:
            when = {kind.name: list(modes), **alive}
            sketch.add(
                "How cars are assembled.",
                when,
                **label,
                property="assemblyMode",
                object={"from": sketch.cell(kind), "map": modes},
                modality=modality,
            )
    _dates(sketch, label, status)


def _modality(sketch: Sketch, status: Column | None) -> Any:
    if status is None:
        return "actual"
    known = {
        value: STATUS_WORDS[value.casefold()] for value in status.values if value.casefold() in STATUS_WORDS
    }
    sketch.lists["status"] = known
    return [{"from": sketch.cell(status), "map": "status"}, "actual"]


def _sizes(
    sketch: Sketch, label: dict[str, Any], alive: dict[str, Any], modality: Any, kind: Column | None
) -> None:
    stated = sketch.has("capacity_status")
    product: Any = None
    if kind is not None:
        found = {
            value: value.casefold() for value in kind.values if value.casefold() in ("bus", "truck", "van")
        }
        product = {"from": sketch.cell(kind), "map": found} if found else None
    for column in sketch.columns:
        heading = column.heading
        if (
            heading is None
            or heading.property is None
            or "Facility" not in PROPERTIES[heading.property].domain
        ):
            continue
        name = heading.property
        if name in ("latitude", "longitude"):
            continue
        when, fields = dict(alive), {"modality": heading.modality or modality}
        unit = sketch.currency(heading) if name == "investment" else heading.unit
        if name == "annualCapacity":
            when["facility_kind"] = "plant"
            fields["product"] = heading.product or product
            if stated is not None:
                known = {value: value for value in stated.values if value in MODALITIES}
                known |= {"site": "actual"} if "site" in stated.values else {}
                fields["modality"] = [
                    {"from": sketch.cell(stated), "map": known},
                    *_as_list(heading.modality or modality),
                ]
                if "site" in stated.values:
                    fields["part"] = {"from": sketch.cell(stated), "map": {"site": "site"}}
        if unit is None:
            sketch.why[column.name] = "its currency is not told"
            continue
        sketch.add(
            f"Its {PROPERTIES[name].label}.",
            when,
            **label,
            property=name,
            value=sketch.number(column, heading.scale),
            unit=unit,
            **fields,
        )


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _dates(sketch: Sketch, label: dict[str, Any], status: Column | None) -> None:
    start, published = sketch.has("start") or sketch.has("period"), sketch.has("published")
    values = {value.casefold(): value for value in (status.values if status else [])}
    if start is not None:
        for words, modality in ((_RUNS, "actual"), (_PLANNED, "planned")):
            here = [values[word] for word in words if word in values]
            if here and status is not None:
                sketch.add(
                    "When production began, or is to begin.",
                    {status.name: here},
                    **label,
                    property="productionStart",
                    period=sketch.date(start),
                    modality=modality,
                )
        if status is None:
            sketch.add(
                "When production began.", **label, property="productionStart", period=sketch.date(start)
            )
    if status is None or published is None:
        return
    for name, (words, comment) in _STATUS_DATES.items():
        here = [values[word] for word in words if word in values]
        if here:
            sketch.add(
                f"A status as of the source's date: {comment}.",
                {status.name: here},
                **label,
                property=name,
                end=sketch.date(published),
                comparator="<=",
            )
