"""The things that facts name: which there are, and what the entities graph says of each."""

from collections.abc import Collection, Iterator, Mapping

import polars as pl

from autoatlas.graph.identity import kind_of
from autoatlas.graph.names import OVERSEAS, class_of_place, iri_of, joined_products, known_entity, product_iri
from autoatlas.graph.rdf import tagged
from autoatlas.ontology.entity import Entity
from autoatlas.ontology.names import has_han
from autoatlas.ontology.registry import registry
from autoatlas.ontology.terms import CLASSES, FACILITY_KINDS, PREFIXES, PRODUCTS

__all__ = ["ENTITY_SCHEMA", "entity_lines", "name_entities", "named_things", "product_lines"]

ENTITY_SCHEMA = pl.Schema({"label": pl.String, "class": pl.String})

_AA = PREFIXES["aa"]
_TYPE = f"<{PREFIXES['rdf']}type>"
_LABEL = f"<{PREFIXES['rdfs']}label>"
_ALIAS = f"<{PREFIXES['skos']}altLabel>"
_SAME = f"<{PREFIXES['owl']}sameAs>"
_WITHIN = f"<{PREFIXES['geo']}sfWithin>"
_HOME = f"<{PREFIXES['schema']}countryOfOrigin>"
_KIND = f"<{PREFIXES['dcterms']}type>"
_WIKIDATA = "http://www.wikidata.org/entity/"
_UNREVIEWED = f'<{_AA}unreviewed> "true"^^<{PREFIXES["xsd"]}boolean>'
# said_by may name a person, for whom facts have no class
_ANYTHING = "Entity"


def named_things(facts: pl.LazyFrame) -> pl.LazyFrame:
    """Return what facts name, each label, class and role once; of places and speakers the class is null."""
    pairs = [("subject", "subject_type"), ("object", "object_type")]
    parts = [facts.select(label=a, **{"class": b}).drop_nulls() for a, b in pairs]
    parts += [facts.select(label=c, **{"class": pl.lit(None, dtype=pl.String)}).filter(
        pl.col("label").is_not_null()) for c in ("place", "said_by")]  # fmt: skip
    marks = ["named", "named", "place", "said_by"]
    told = [part.unique().with_columns(role=pl.lit(mark)) for part, mark in zip(parts, marks, strict=True)]
    return pl.concat(told).unique()


def name_entities(things: pl.DataFrame, same: Mapping[str, str]) -> pl.DataFrame:
    """Give each thing its class and IRI.

    Parameters
    ----------
    things : DataFrame
        As `named_things` returns it.
    same : mapping of str to str
        Labels of facilities, and the label of the facility that each stands for.

    Returns
    -------
    DataFrame, one row a label and class: ``label``, ``class``, ``iri``, and ``name``, the label that the
    thing goes
        by where facilities are the same; in a stable order.
    """
    stated = things.filter(pl.col("class").is_not_null()).select("label", "class").unique()
    rows = set(stated.iter_rows())
    classes: dict[str, str] = {}
    order = list(CLASSES)
    for label, entity_class in sorted(rows, key=lambda row: (row[0], order.index(row[1]))):
        classes.setdefault(label, entity_class)
    for label, role in things.filter(pl.col("class").is_null()).select("label", "role").unique().iter_rows():
        rows.add((label, _class_of(label, role, classes)))
    named = [
        (label, kind, iri_of(same.get(label, label), kind), same.get(label, label)) for label, kind in rows
    ]
    schema = {"label": pl.String, "class": pl.String, "iri": pl.String, "name": pl.String}
    return pl.DataFrame(named, schema=schema, orient="row").sort("label", "class")


def _class_of(label: str, role: str, classes: Mapping[str, str]) -> str:
    if role == "place":
        if classes.get(label) in {"Country", "Region", "Place"}:
            return classes[label]
        return class_of_place(label)
    if label in classes:
        return classes[label]
    known = known_entity(label)
    return known.cls if known else _ANYTHING


def entity_lines(entities: pl.DataFrame, accepted: Collection[str] = ()) -> Iterator[str]:
    """Yield what the entities graph says: labels, classes, aliases, kinds of facility, homes, Wikidata items.

    Of countries it says which regions they are in, of companies their home country, so that "Chinese makers
    in ASEAN" can be asked. Both come from the registry, as labels and aliases do. A name that is new there is
    marked so, unless somebody has accepted it.
    """
    seen: dict[str, str] = {}
    more: set[str] = set()
    for label, entity_class, iri, standing in entities.select("label", "class", "iri", "name").iter_rows():
        node = f"<{iri}>"
        yield f"{node} {_TYPE} <{_AA}{entity_class}> .\n"
        if seen.setdefault(iri, standing) != standing:
            yield f"{node} {_ALIAS} {tagged(standing, 'en')} .\n"
            continue
        if standing != label:
            yield f"{node} {_ALIAS} {tagged(label, 'en')} .\n"
        if entity_class == "Facility" and (kind := kind_of(standing)):
            yield f"{node} {_KIND} <{FACILITY_KINDS[kind]}> .\n"
        known = known_entity(standing, entity_class)
        yield f"{node} {_LABEL} {tagged(standing, 'en')} .\n"
        if known is not None:
            yield from _known_lines(node, known, more)
        elif standing not in accepted and _is_new(standing, entity_class):
            yield f"{node} {_UNREVIEWED} .\n"
    for label in sorted(more):
        known = known_entity(label)
        if known is not None and iri_of(label, known.cls) not in seen:
            node = f"<{iri_of(label, known.cls)}>"
            yield f"{node} {_TYPE} <{_AA}{known.cls}> .\n"
            yield f"{node} {_LABEL} {tagged(label, 'en')} .\n"
            yield from _known_lines(node, known, set())


def _known_lines(node: str, known: Entity, more: set[str]) -> Iterator[str]:
    if known.label_zh:
        yield f"{node} {_LABEL} {tagged(known.label_zh, 'zh')} .\n"
    for alias in known.aliases:
        if alias != known.label_zh:
            yield f"{node} {_ALIAS} {tagged(alias, 'zh' if has_han(alias) else 'en')} .\n"
    if known.wikidata:
        yield f"{node} {_SAME} <{_WIKIDATA}{known.wikidata}> .\n"
    if known.cls == "Country":
        for region in registry().regions_of(known.label):
            more.add(region)
            yield f"{node} {_WITHIN} <{iri_of(region, 'Region')}> .\n"
    elif known.cls == "Place" and known.country:
        more.add(known.country)
        yield f"{node} {_WITHIN} <{iri_of(known.country, 'Country')}> .\n"
    elif known.cls in {"Automaker", "Brand", "Organization"}:
        home = registry().home_of(known.label)
        if home:
            more.add(home)
            yield f"{node} {_HOME} <{iri_of(home, 'Country')}> .\n"


def _is_new(label: str, entity_class: str) -> bool:
    if label == OVERSEAS:
        return False
    if entity_class == "Facility":
        return registry().resolve(label, "Facility").how == "new"
    return True


def product_lines(products: list[str]) -> Iterator[str]:
    """Yield what joined products (``bev bus``) consist of."""
    for product, parts in sorted(joined_products(products).items()):
        node = f"<{product_iri(product)}>"
        yield f"{node} {_TYPE} <{_AA}Product> .\n"
        yield f"{node} {_LABEL} {tagged(product, 'en')} .\n"
        for part in parts:
            yield f"{node} <{PREFIXES['skos']}broader> <{PRODUCTS[part]}> .\n"
