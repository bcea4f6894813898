"""The networkx projection: entities are nodes, relations are edges keyed by property, facts are attributes.

Literals are never nodes, so that two plants of 100,000 cars a year do not become neighbours.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

import polars as pl

from autoatlas.graph.names import known_entity
from autoatlas.ontology.facts import FACT_SCHEMA
from autoatlas.ontology.memory import no_collection
from autoatlas.ontology.terms import PROPERTIES

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FactRows", "project"]

_RELATIONS = [name for name, p in PROPERTIES.items() if p.shape == "relation"]
_KEY = "\x1f"


class FactRows(Sequence[dict[str, Any]]):
    """Facts of one node or edge: a sequence of dicts by column, made when they are looked at.

    Columns that are empty in a fact are left out of its dict.
    """

    __slots__ = ("_start", "_stop", "_table")

    def __init__(self, table: pl.DataFrame, start: int, stop: int) -> None:
        self._table = table
        self._start = start
        self._stop = stop

    def __len__(self) -> int:
        return self._stop - self._start

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(index, slice):
            return list(self)[index]
        if not -len(self) <= index < len(self):
            raise IndexError("there are fewer facts")
        row = self._table.row(self._start + index % len(self), named=True)
        return {name: value for name, value in row.items() if value is not None}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self._table.slice(self._start, len(self)).iter_rows(named=True):
            yield {name: value for name, value in row.items() if value is not None}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __repr__(self) -> str:
        return repr(list(self))


def project(
    facts: pl.LazyFrame,
    entities: pl.DataFrame,
    *,
    properties: Iterable[str] | None = None,
    modalities: Iterable[str] | None = None,
) -> "nx.MultiDiGraph[str]":
    """Return entities as nodes and relations as edges, going by columns.

    Parameters
    ----------
    facts : LazyFrame
        Of `FACT_SCHEMA`.
    entities : DataFrame
        ``label``, ``class``, ``iri`` and ``name`` of all that the facts name.
    properties : iterable of str, optional
        Only these relations become edges.
    modalities : iterable of str, optional
        Only facts of these modalities count.

    Returns
    -------
    MultiDiGraph
        A node is an entity's IRI, with ``label``, ``type`` (its class), ``aliases`` (list of other names) and
        ``facts``: what is said of it that is no relation, quantities with their unit, comparator, modality,
        period and source, dates and assembly modes. An edge goes from subject to object, its key is the
        property, and its ``facts`` are those that say so. Facts are sequences of dicts, as `FactRows`.
    """
    import networkx as nx

    if entities.is_empty():
        return nx.MultiDiGraph()
    if modalities is not None:
        facts = facts.filter(pl.col("modality").is_in(list(modalities)))
    # numbers in the place of IRIs, in the same order, since they sort and compare far faster
    iris = entities["iri"].unique().sort()
    keys = entities.select(pl.concat_str("label", "class", separator=_KEY)).to_series()
    numbers = entities["iri"].replace_strict(iris, pl.Series(range(len(iris)), dtype=pl.UInt32))

    def node(label: str, entity_class: str) -> pl.Expr:
        key = pl.concat_str(label, entity_class, separator=_KEY)
        return key.replace_strict(keys, numbers, default=None, return_dtype=pl.UInt32)

    told = facts.with_columns(
        _from=node("subject", "subject_type"), _to=node("object", "object_type")
    ).collect()
    is_relation = pl.col("property").is_in(_RELATIONS)
    relations = told.filter(is_relation, pl.col("_to").is_not_null())
    if properties is not None:
        relations = relations.filter(pl.col("property").is_in(list(properties)))
    others = told.filter(~is_relation).sort("_from", maintain_order=True)
    order = ["_from", "_to", "property"]
    relations = relations.sort(order, maintain_order=True)

    ends = pl.concat([relations["_from"], relations["_to"], others["_from"]]).unique()
    shown = entities.with_columns(_number=numbers).unique("_number", keep="first").sort("_number")
    shown = shown.filter(pl.col("_number").is_in(ends.implode()))
    of_node = {number: rows for (number,), rows in _runs(others, ["_from"])}
    nothing = FactRows(others.select(FACT_SCHEMA.names()), 0, 0)
    columns = (shown[name].to_list() for name in ("_number", "iri", "name", "class"))
    nodes = (
        (
            iri,
            {
                "label": label,
                "type": kind,
                "aliases": _aliases(label, kind),
                "facts": of_node.get(number, nothing),
            },
        )
        for number, iri, label, kind in zip(*columns, strict=True)
    )
    iri_of = iris.to_list()
    edges = (
        (iri_of[start], iri_of[end], name, {"facts": rows})
        for (start, end, name), rows in _runs(relations, order)
    )
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    with no_collection():
        _fill(graph, nodes, edges)
    return graph


def _fill(
    graph: "nx.MultiDiGraph[str]",
    nodes: Iterable[tuple[str, dict[str, Any]]],
    edges: Iterable[tuple[str, str, str, dict[str, Any]]],
) -> None:
    """Put new nodes and edges into an empty graph.

    As `add_nodes_from` and `add_edges_from` do, without their look at what is there already, which takes half of
    the time: the dicts that a networkx graph consists of, as its own documentation of subclasses describes them.
    """
    known, after, before = graph._node, graph._succ, graph._pred
    for node, attributes in nodes:
        known[node] = attributes
        after[node] = {}
        before[node] = {}
    for start, end, key, attributes in edges:
        parallel = after[start].get(end)
        if parallel is None:
            # one dict for both directions, so that an edge is the same seen from either end
            after[start][end] = before[end][start] = {key: attributes}
        else:
            parallel[key] = attributes


def _runs(sorted_facts: pl.DataFrame, by: list[str]) -> Iterator[tuple[tuple[Any, ...], FactRows]]:
    """Yield each run of rows that agree in some columns, by which the frame is sorted."""
    rows = sorted_facts.select(FACT_SCHEMA.names())
    runs = sorted_facts.select(pl.struct(by).rle().alias("run")).unnest("run")
    ends = runs["len"].cum_sum().to_list()
    values = runs["value"].struct.unnest()
    starts = [0, *ends]
    for key, start, end in zip(values.iter_rows(), starts, ends, strict=False):
        yield key, FactRows(rows, start, end)


def _aliases(label: str, entity_class: str) -> list[str]:
    known = known_entity(label, entity_class)
    return list(known.aliases) if known is not None else []
