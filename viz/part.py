"""Parts of a graph: what was known on a day, and what has to do with a country, maker, region, kind or status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from autoatlas.ontology.dates import first_day
from autoatlas.ontology.errors import InvalidParameter, UnknownEntity
from autoatlas.ontology.registry import registry
from autoatlas.viz.kinds import KINDS
from autoatlas.viz.nodes import find_node
from autoatlas.viz.sites import STATUSES, Site, sites, status_on

__all__ = ["FILTERS", "known_by", "matching"]

FILTERS: tuple[str, ...] = ("country", "region", "maker", "kind", "status")
_OWNED = ("brandOf", "subsidiaryOf")
_COMPANIES = ("Automaker", "Brand", "Organization")


def known_by(graph: Any, day: date) -> Any:
    """Return the graph as it was known on a day: no later source, and nothing actual that began later.

    Parameters
    ----------
    graph : networkx MultiDiGraph
    day : date

    Returns
    -------
    MultiDiGraph
        A graph of its own. Facts without a date of publication stay, unless what they say began later. A
        relation that had no fact then is not in it, nor an entity of which nothing was said.
    """
    import networkx as nx

    kept = nx.MultiDiGraph(as_of=day)
    latest: dict[str, bool] = {}

    def past(text: object) -> bool:
        # dates repeat a thousand times
        key = str(text)
        if key not in latest:
            latest[key] = first_day(key) <= day
        return latest[key]

    def holds(fact: Mapping[str, Any]) -> bool:
        if fact.get("published") and not past(fact["published"]):
            return False
        if (fact.get("modality") or "actual") != "actual":
            return True
        begun = fact.get("start") or fact.get("end")
        return not begun or past(begun)

    alive: set[Any] = set()
    for a, b, key, attrs in graph.edges(keys=True, data=True):
        facts = list(attrs.get("facts") or ())
        held = [fact for fact in facts if holds(fact)]
        if held or not facts:
            kept.add_edge(a, b, key=key, **{**attrs, "facts": held})
            alive.update((a, b))
    for node, attrs in graph.nodes(data=True):
        facts = list(attrs.get("facts") or ())
        held = [fact for fact in facts if holds(fact)]
        if held or node in alive or not (facts or graph.degree(node)):
            kept.add_node(node, **{**attrs, "facts": held})
    return kept


def matching(graph: Any, where: Mapping[str, str | Iterable[str]], year: int) -> set[Any]:
    """Return the nodes that fit filters, and what is linked to the facilities among them.

    Parameters
    ----------
    graph : networkx MultiDiGraph
    where : mapping
        ``country``, ``region``, ``maker``, ``kind``, ``status`` to a value or several, of which one has to fit;
        all filters have to.
    year : int
        At whose end a facility has its status.

    Returns
    -------
    set of nodes
        The facilities that fit ``country``, ``region``, ``maker`` and ``status``, with all that they are linked
        to; beside them, unless a status is asked for, the countries and makers themselves, and the relations
        between them. ``kind`` then keeps only entities of these classes.

    Raises
    ------
    InvalidParameter
        There is no such filter, kind or status.
    UnknownEntity
        No country, region or maker has that name.
    """
    asked = {name: [values] if isinstance(values, str) else list(values) for name, values in where.items()}
    for name in asked:
        if name not in FILTERS:
            raise InvalidParameter(f"{name!r} is no filter", mend=f"Filters are {', '.join(FILTERS)}.")
    kinds = {_one_of(value, KINDS, "kind of entity") for value in asked.get("kind", ())}
    statuses = {_one_of(value, STATUSES, "status") for value in asked.get("status", ())}
    countries = _countries(graph, asked) if asked.keys() & {"country", "region"} else None
    makers = _makers(graph, asked["maker"]) if "maker" in asked else None
    chosen = [
        site
        for site in sites(graph)
        if (countries is None or site.country in countries)
        and (makers is None or makers & set(site.operators))
        and (not statuses or status_on(site, year) in statuses)
    ]
    kept = set(graph.nodes)
    if countries is not None or makers is not None or statuses:
        kept = _linked(graph, chosen)
        if not statuses:
            kept |= _themselves(graph, countries, makers)
    if kinds:
        kept = {node for node in kept if str(graph.nodes[node].get("type")) in kinds}
    return kept


def _one_of(value: str, known: Iterable[str], what: str) -> str:
    for name in known:
        if name.casefold() == value.casefold():
            return name
    raise InvalidParameter(f"{value!r} is no {what}", mend=f"Known are {', '.join(known)}.")


def _countries(graph: Any, asked: Mapping[str, Iterable[str]]) -> set[str]:
    """Labels of the countries that country and region allow together."""
    found: list[set[str]] = []
    if "country" in asked:
        found.append({_label(graph, name, ("Country",)) for name in asked["country"]})
    if "region" in asked:
        members: set[str] = set()
        for name in asked["region"]:
            known = registry().resolve(name, "Region")
            if known.how == "new":
                near = ", ".join(known.candidates[:3])
                raise UnknownEntity(
                    f"No region is called {name!r}.", mend=f"Did you mean {near}?" if near else ""
                )
            members |= registry().members(known.label)
        found.append(members)
    return set.intersection(*found)


def _label(graph: Any, name: str, classes: tuple[str, ...]) -> str:
    # what the graph calls so comes first, then what the registry knows by that name
    known = registry().resolve(name, classes[0])
    labels = {name.casefold(), known.label.casefold()} if known.how != "new" else {name.casefold()}
    for _, attrs in graph.nodes(data=True):
        if attrs.get("type") in classes and str(attrs.get("label")).casefold() in labels:
            return str(attrs["label"])
    if known.how in ("exact", "normalised"):
        return known.label
    return str(graph.nodes[find_node(graph, name)].get("label"))


def _makers(graph: Any, names: Iterable[str]) -> set[str]:
    """Labels of makers with their brands and subsidiaries, as the graph tells and as the registry does."""
    found = {_label(graph, name, _COMPANIES) for name in names}
    below: dict[str, set[str]] = {}
    for a, b, key, attrs in graph.edges(keys=True, data=True):
        if str(attrs.get("property", key)) in _OWNED:
            child, parent = str(graph.nodes[a].get("label")), str(graph.nodes[b].get("label"))
            below.setdefault(parent, set()).add(child)
    waiting = list(found)
    while waiting:
        label = waiting.pop()
        own = {one.label for one in registry().children(label) if one.cls in _COMPANIES}
        new = (own | below.get(label, set())) - found
        found |= new
        waiting += sorted(new)
    return found


def _linked(graph: Any, chosen: Iterable[Site]) -> set[Any]:
    by_id = {str(node): node for node in graph.nodes}
    kept = {by_id[site.node] for site in chosen}
    for node in list(kept):
        kept.update(graph.successors(node))
        kept.update(graph.predecessors(node))
    return kept


def _themselves(graph: Any, countries: set[str] | None, makers: set[str] | None) -> set[Any]:
    """The countries and makers asked for, and who is linked to them without a facility between."""
    places, companies = set(), set()
    for node, attrs in graph.nodes(data=True):
        label, kind = str(attrs.get("label")), str(attrs.get("type"))
        if countries is not None and label in countries and kind in ("Country", "Region"):
            places.add(node)
        if makers is not None and label in makers and kind in _COMPANIES:
            companies.add(node)
    if countries is not None and makers is not None:
        return {
            node
            for node in places | companies
            if companies & _near(graph, node) or places & _near(graph, node)
        } | companies
    kept = places | companies
    for node in places:
        kept.update(other for other in _near(graph, node) if graph.nodes[other].get("type") in _COMPANIES)
    for node in companies:
        kept.update(other for other in _near(graph, node) if graph.nodes[other].get("type") != "Facility")
    return kept


def _near(graph: Any, node: Any) -> set[Any]:
    return {*graph.successors(node), *graph.predecessors(node)}
