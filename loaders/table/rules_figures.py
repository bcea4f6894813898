"""Rules of a proposed mapping for statistics, duties, and tables that are nearly facts."""

import re
from typing import Any

from autoatlas.loaders.table.shapes import Column, classes_of
from autoatlas.loaders.table.sketch import CONFIDENCE, WEB, Rule, Sketch
from autoatlas.loaders.table.words import (
    Heading,
    association_in,
    currency_in,
    normal,
    product_in,
    read_heading,
)
from autoatlas.ontology.terms import FACT_COLUMNS, PRODUCTS, PROPERTIES

__all__ = ["figure_rules", "long_rules", "stake_rules", "tariff_rules"]

_FIGURE_WORDS = {
    "value",
    "n",
    "count",
    "units",
    "volume",
    "number",
    "figure",
    "amount",
    "quantity",
    "qty",
    "total",
}
_BY = re.compile(
    r"\bby (destination|country|market|maker|brand|model|month|year|region)( country)?\b|\b(csv|xlsx|json)\b"
)
_TOTALS = r"(?i)^[(\[]?\s*(grand |sub.?)?(total|sum|all|合计|总计|其中)\b.*$"


def long_rules(sketch: Sketch) -> None:
    """A table with a property in each row: nearly facts."""
    subject, prop = sketch.has("subject"), sketch.has("property")
    if subject is None or prop is None:
        return
    known = [value for value in prop.values if value in PROPERTIES]
    sketch.rest = "property {" + prop.name + "} is not one of the vocabulary"
    by_name = {normal(column.name): column for column in sketch.columns}
    fields: dict[str, Any] = {}
    for column in FACT_COLUMNS:
        name = column.name
        found = by_name.get(normal(name))
        if name in ("subject_type", "object_type", "quote_start", "quote_end") or found is None:
            continue
        fields[name] = sketch.date(found) if name in ("start", "end", "published") else sketch.cell(found)
    kinds = by_name.get("subject type")
    classes = classes_of(subject.values, [])
    if kinds is not None:
        sketch.why[kinds.name] = "classes follow from the names"
    fields["subject_type"] = classes or ["Automaker"]
    fields["property"] = {"from": sketch.cell(prop), "map": {name: name for name in known}}
    source = by_name.get("source") or sketch.has("source")
    if source is not None:
        sketch.used.add(source.name)
        fields["source"] = {"from": "{" + source.name + "}", "match": WEB}
    fields.setdefault("confidence", CONFIDENCE)
    for name in ("object", "value"):
        shape = ("relation", "mode") if name == "object" else ("quantity",)
        here = [one for one in known if PROPERTIES[one].shape in shape]
        if not here or name not in fields:
            continue
        some = {
            key: value
            for key, value in fields.items()
            if name == "value" or key not in ("value", "value_max", "unit")
        }
        if name == "object":
            values = by_name["object"].values
            some["object_type"] = classes_of(values, []) or ["Organization"]
        sketch.rules.append(
            Rule(
                f"Rows whose property has {'an object' if name == 'object' else 'a number'}.",
                some,
                {prop.name: here},
            )
        )
    dated = [one for one in known if PROPERTIES[one].shape == "date"]
    if dated and fields.keys() & {"start", "end"}:
        some = {
            key: value for key, value in fields.items() if key not in ("value", "value_max", "unit", "object")
        }
        sketch.rules.append(Rule("Rows whose property has a date.", some, {prop.name: dated}))
    if not sketch.rules:
        sketch.missing = f"no property in column {prop.name!r} is one of the vocabulary"


def tariff_rules(sketch: Sketch) -> None:
    """Duties: who levies them, on whom, on what."""
    rate = sketch.measure("tariff")
    levier = sketch.has("levier") or sketch.has("country")
    if rate is None or levier is None:
        sketch.missing = "who levies the duty, or how much it is, is in no column"
        return
    origin, target = sketch.has("origin"), sketch.has("target") or sketch.has("operator")
    product, kind = sketch.has("product"), sketch.has("kind")
    shared: dict[str, Any] = {
        "subject": sketch.cell(levier),
        "subject_type": ["Country", "Region"],
        "property": "tariff",
        "value": sketch.number(rate),
        "unit": "percent",
        **sketch.period(),
    }
    if product is not None:
        known = [value for value in product.values if all(word in PRODUCTS for word in value.split())]
        sketch.skips.append(
            (
                {product.name: {"not": [*known, ""]}},
                f"product {{{product.name}}} is not one of the vocabulary",
            )
        )
        shared["product"] = sketch.cell(product)
    if kind is not None:
        sketch.skips.append(
            ({kind.name: {"match": "(?i)claim|propos|rumou?r"}}, f"a duty that is no law: {{{kind.name}}}")
        )
        shared["basis"] = {
            "from": sketch.cell(kind),
            "match": "(?i)(countervail|additional|anti.?dumping|anti.?subsidy|safeguard|surtax|provisional)",
            "map": {},
            "otherwise": "additional",
        }
    if target is not None:
        sketch.skips.append(
            ({target.name: {"match": r"^\("}}, "a group of companies that has no name: {" + target.name + "}")
        )
        sketch.add(
            "The duty on one company.",
            {target.name: {"filled": True}},
            **shared,
            object=sketch.cell(target),
            object_type="Automaker",
        )
    when: dict[str, Any] = {target.name: {"filled": False}} if target is not None else {}
    if origin is not None:
        sketch.skips.append(
            (
                {origin.name: {"match": r"^\((?!all\))"}},
                "a group of countries that has no name: {" + origin.name + "}",
            )
        )
        own = {"from": sketch.cell(origin), "map": {"(all)": "", "all": ""}, "otherwise": "keep"}
        sketch.add(
            "The duty on a country's cars, or on all.", when, **shared, object=own, object_type="Country"
        )
    else:
        sketch.add("The duty on all cars.", when, **shared)


def stake_rules(sketch: Sketch) -> None:
    """Who owns how much of whom."""
    share = sketch.measure("ownsStake")
    names = [c for c in sketch.columns if c.role in ("operator", "brand", "facility") and c.values]
    owner = next((c for c in names if re.search(r"owner|holder|investor|parent|group", normal(c.name))), None)
    owned = next((c for c in names if c is not owner), None)
    if share is None or owner is None or owned is None:
        sketch.missing = "who owns, or what is owned, is in no column"
        return
    kinds = ["Automaker", "Organization"]
    sketch.add(
        "A stake.",
        subject=sketch.cell(owner),
        subject_type=kinds,
        property="ownsStake",
        object=sketch.cell(owned),
        object_type=[*kinds, "Facility"],
        value=sketch.number(share),
        unit="percent",
        **sketch.period(),
    )


def figure_rules(sketch: Sketch) -> None:
    """Statistics: somebody's figures by period."""
    country = sketch.has("country") or sketch.has("destination")
    maker = sketch.has("operator") or sketch.has("brand") or sketch.has("model")
    scope = _scope(sketch)
    subject, types, place = _who(sketch, maker, country, scope)
    if subject is None:
        sketch.missing = "whose figures these are is in no column: name it as subject in each rule"
        subject, types = "FIXME", ["Country"]
    measures = _measures(sketch, scope)
    if not measures:
        sketch.missing = "no column is recognised as a measure of the vocabulary"
        return
    place, whole = _totals(sketch, maker, country, place, scope)
    when_period = sketch.period() if not sketch.across else {"period": "{year}"}
    product = _product(sketch, scope)
    for cell, name, heading in measures:
        domain = PROPERTIES[name].domain
        here = [kind for kind in types if kind in domain]
        unit = sketch.currency(heading) if heading.unit is None else heading.unit
        if not here or unit is None:
            sketch.why.setdefault(
                cell.strip("{}"),
                f"{name} is not said of {', '.join(types)}" if not here else "its currency is not told",
            )
            continue
        where = place
        if where is None and heading.place:
            where = "overseas" if heading.place == "overseas" else subject
        value: Any = cell
        column = next((one for one in sketch.columns if "{" + one.name + "}" == cell), None)
        if column is not None:
            value = sketch.number(column, heading.scale)
        elif heading.scale != 1.0:
            value = {"from": cell, "scale": int(heading.scale)}
        fields = {"property": name, "value": value, "unit": unit, "basis": heading.basis, "place": where}
        fields |= {"product": heading.product or product, "modality": heading.modality}
        fields |= when_period or _year_in(cell)
        label = PROPERTIES[name].label.capitalize()
        if whole and maker is not None and "Country" in domain:
            one = {maker.name: {"not_match": _TOTALS}}
            sketch.add(f"{label}.", one, subject=subject, subject_type=here, **fields)
            all_of_them = {maker.name: {"match": _TOTALS}}
            sketch.add(
                f"{label}, all makers together.", all_of_them, subject=whole, subject_type="Country", **fields
            )
        else:
            sketch.add(f"{label}.", subject=subject, subject_type=here, **fields)


def _totals(
    sketch: Sketch, maker: Column | None, country: Column | None, place: Any, scope: str
) -> tuple[Any, str | None]:
    """Totals are the reporter's own figures where one is known, else left out."""
    reporter = _reporter(sketch, scope)
    whole: str | None = None
    for column in (maker, country):
        totals = [
            value for value in (column.values if column is not None else []) if re.match(_TOTALS, value)
        ]
        if column is None or not totals:
            continue
        if place == "{" + column.name + "}":
            place = {"from": place, "map": dict.fromkeys(totals, ""), "otherwise": "keep"}
        elif column is maker and reporter:
            whole = reporter
        else:
            sketch.skips.append(
                ({column.name: {"match": _TOTALS}}, "totals among the rows: {" + column.name + "}")
            )
    return place, whole


def _reporter(sketch: Sketch, scope: str) -> str | None:
    """The country whose figures these are, where a word of the table names it or its association."""
    from autoatlas.ontology.registry import registry

    reporter = association_in(" ".join([*(column.name for column in sketch.columns), sketch.context]))
    for word in re.findall(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?", scope):
        found = registry().resolver.resolve(word, "Country", fuzzy=False)
        if reporter is None and found.how != "new":
            reporter = found.label
    if reporter is None and sketch.has("destination"):
        for word in normal(sketch.context).split():
            found = registry().resolver.resolve(word.title(), "Country", fuzzy=False)
            if found.how != "new" and len(word) > 3:
                return found.label
    return reporter


def _scope(sketch: Sketch) -> str:
    """What a column says of the whole table, where its few different cells do."""
    for column in sketch.columns:
        if column.role == "scope" and 1 <= len(column.values) <= 3:
            sketch.used.add(column.name)
            return column.values[0]
    return ""


def _who(
    sketch: Sketch, maker: Column | None, country: Column | None, scope: str
) -> tuple[Any, list[str], Any]:
    words = f"{scope} {sketch.context}"
    named = next((c for c in sketch.columns if c.role == "subject"), None)
    if named is not None:
        return sketch.cell(named), classes_of(named.values, []) or ["Automaker"], None
    if maker is not None:
        likely = ["Model"] if maker.role == "model" else ["Automaker", "Brand", "Model"]
        place = sketch.cell(country) if country is not None else None
        return sketch.cell(maker), classes_of(maker.values, likely), place
    reporter = _reporter(sketch, scope)
    if country is not None and reporter and (country.role == "destination" or "destination" in normal(words)):
        return reporter, ["Country"], sketch.cell(country)
    if country is not None:
        return sketch.cell(country), ["Country", "Region"], None
    return reporter, ["Country"], None


def _measures(sketch: Sketch, scope: str) -> list[tuple[str, str, Heading]]:
    """Cells with figures, their properties and what else their headers say."""
    found: list[tuple[str, str, Heading]] = []
    if sketch.across:
        heading = _context_heading(sketch, scope)
        if heading is not None and heading.property is not None:
            sketch.used.update(column.name for column in sketch.columns if column.role == "year across")
            found.append(("{figure}", heading.property, heading))
        return found
    last: str | None = None
    counted: str | None = None
    for column in sketch.columns:
        heading = column.heading
        if heading is None:
            continue
        name = heading.property
        if heading.kind == "growth":
            name = f"{last}Growth" if last in ("exports", "sales", "production") else None
            heading = heading._replace(product=heading.product or counted)
        if heading.kind == "share":
            sketch.why[column.name] = "a share, but it is not said of what"
        if name is None:
            continue
        if name in ("exports", "sales", "production"):
            last, counted = name, heading.product
        sketch.used.add(column.name)
        found.append(("{" + column.name + "}", name, heading))
    return found or _from_context(sketch, scope)


def _year_in(header: str) -> dict[str, str]:
    """The period of a column such as ``registrations 2024``."""
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", header)
    return {"period": years[0]} if len(years) == 1 else {}


def _context_heading(sketch: Sketch, scope: str) -> Heading | None:
    """The measure that a column on the whole table, the title or the file's name tells."""
    for words in (scope, sketch.context):
        found = read_heading(_BY.sub(" ", normal(words)))
        if found is not None and found.property is not None:
            return found
    return None


def _from_context(sketch: Sketch, scope: str) -> list[tuple[str, str, Heading]]:
    """Figures under headers such as ``units`` or ``value_usd``, with the measure in the file's name or title."""
    heading = _context_heading(sketch, scope)
    if heading is None or heading.property is None:
        return []
    found = []
    for column in sketch.columns:
        if not column.numeric or column.role not in (None, "value"):
            continue
        words, currency = set(normal(column.name).split()), currency_in(column.name)
        if currency is not None and heading.property in ("exports", "imports"):
            name = f"{heading.property}Value"
            found.append((sketch.cell(column), name, heading._replace(property=name, unit=currency)))
        elif currency is None and words & _FIGURE_WORDS:
            found.append((sketch.cell(column), heading.property, heading))
    return found


def _product(sketch: Sketch, scope: str) -> Any:
    column = sketch.has("product")
    if column is not None:
        known: dict[str, str] = {}
        for value in column.values[:200]:
            found = value if all(word in PRODUCTS for word in value.split()) else product_in(value)
            if found:
                known[value] = found
        if known:
            sketch.skips.append(
                ({column.name: {"not": [*known, ""]}}, "product {" + column.name + "} is not recognised")
            )
            return {"from": sketch.cell(column), "map": known}
    return product_in(scope) or product_in(sketch.context)
