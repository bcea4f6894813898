"""What the network page shows, from a networkx graph: entities, relations and facts as compact columns."""

from __future__ import annotations

import math
import os.path
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from autoatlas.viz.arrange import arranged
from autoatlas.viz.kinds import OTHER, Kind, kind_of
from autoatlas.viz.layout import place
from autoatlas.viz.safe import clean, plain, safe_link, shorten
from autoatlas.viz.words import FIRMNESS, firmness, period, property_words, qualifiers, value_words

__all__ = ["FACT_TEXTS", "entity_label", "network_data"]

LABEL_WIDTH = 30
# the fact's columns that the page keeps as they are, for its table and for CSV
FACT_TEXTS = (
    "object",
    "unit",
    "comparator",
    "said_by",
    "basis",
    "start",
    "end",
    "place",
    "part",
    "product",
    "published",
    "quote",
)
_DEFAULTS = {"comparator": "="}
_NARROWING = frozenset({"product", "place", "part", "basis"})


class _Strings:
    """Each text once; facts then hold numbers. 0 is the empty text."""

    def __init__(self) -> None:
        self.texts: list[str] = [""]
        self._at: dict[str, int] = {"": 0}

    def __call__(self, text: object) -> int:
        if text is None or text == "":
            return 0
        key = text if isinstance(text, str) else str(text)
        at = self._at.get(key)
        if at is None:
            at = self._at[key] = len(self.texts)
            self.texts.append(clean(key))
        return at


def network_data(
    graph: Any,
    *,
    focus: str | None = None,
    positions: bool = True,
    aspect: float = 1.1,
    arrangements: Sequence[str] = (),
) -> dict[str, Any]:
    """Turn a graph into what the page's scripts read.

    Parameters
    ----------
    graph : networkx graph
        Nodes with ``label``, ``type`` and ``facts``; edges with ``facts``, keyed by property.
    focus : str, optional
        Id of the node that the page opens with.
    positions : bool
        Lay the nodes out; a view that places them itself does without.
    aspect : float
        Width over height of the picture to lay them out for.
    arrangements : sequence of str
        Of `autoatlas.viz.arrange.ARRANGEMENTS`, each computed, the first shown; by links and without groups
        when left out.

    Returns
    -------
    dict
        ``nodes``, ``edges`` and ``facts`` as columns of equal length; texts are numbers into ``strings``.
    """
    ids = sorted(map(str, graph.nodes))
    by_text = {str(node): node for node in graph.nodes}
    number = {node: at for at, node in enumerate(ids)}
    # facts may be made when they are looked at: they are looked at once
    attributes = [_read(graph.nodes[by_text[node]]) for node in ids]
    labels = [entity_label(attrs, node) for attrs, node in zip(attributes, ids, strict=True)]
    kinds, kind_numbers = _kinds(attrs.get("type") for attrs in attributes)
    relations = [(str(a), str(b), prop, facts) for a, b, prop, facts in _relations(graph)]
    relations.sort(key=lambda relation: relation[:3])
    degree = [0] * len(ids)
    for a, b, _, _ in relations:
        degree[number[a]] += 1
        degree[number[b]] += 1
    capacity = [_capacity(attrs["facts"]) for attrs in attributes]
    sizes = _sizes(degree, capacity)
    short = [shorten(plain(label), LABEL_WIDTH) for label in labels]
    boxes = {node: _box(size, text) for node, size, text in zip(ids, sizes, short, strict=True)}
    spots = dict.fromkeys(ids, (0.0, 0.0))
    pairs = [(a, b) for a, b, _, _ in relations]
    ways = [arranged(name, graph, ids, pairs, boxes, aspect) for name in arrangements if positions]
    if ways:
        # the first one's places are the nodes' own
        spots = dict(zip(ids, zip(ways[0].pop("x"), ways[0].pop("y"), strict=True), strict=True))
    elif positions:
        spots = place(ids, pairs, boxes, aspect=aspect)
    strings = _Strings()
    facts = _facts(ids, number, labels, attributes, relations, strings)
    base = _common(ids)
    return {
        "base": base,
        "focus": number.get(focus or "", -1),
        "kinds": [
            {"name": k.name, "plural": k.plural, "path": k.path, "light": k.light, "dark": k.dark}
            for k in kinds
        ],
        "firmness": list(FIRMNESS),
        "nodes": {
            "id": [node[len(base) :] for node in ids],
            "label": [strings(label) for label in labels],
            "short": [
                0 if text == label else strings(text) for text, label in zip(short, labels, strict=True)
            ],
            "also": [strings(" · ".join(map(str, attrs.get("aliases") or ()))) for attrs in attributes],
            "kind": kind_numbers,
            "x": [int(spots[node][0]) for node in ids],
            "y": [int(spots[node][1]) for node in ids],
            "size": [round(size, 1) for size in sizes],
            "degree": degree,
            "capacity": capacity if any(capacity) else [],
        },
        "arrangements": ways,
        "edges": facts.pop("edges"),
        **facts,
        "strings": strings.texts,
    }


def _read(attrs: Mapping[str, Any]) -> dict[str, Any]:
    return {**attrs, "facts": list(attrs.get("facts") or ())}


def _box(size: float, label: str) -> tuple[float, float]:
    """Room for a glyph with its label under it, which the page breaks in two where it is long."""
    lines = [label]
    if len(label) > 14 and " " in label.strip():
        spaces = [at for at, letter in enumerate(label) if letter == " "]
        middle = min(spaces, key=lambda at: abs(at - len(label) / 2))
        lines = [label[:middle], label[middle + 1 :]]
    wide = max(map(len, lines)) * 6.6  # a letter of the page's 12 pixel type, on average
    return max(2.0 * size, wide) + 6.0, 2.0 * size + 4.0 + 15.0 * len(lines)


def entity_label(attrs: Mapping[str, Any], node: str) -> str:
    """What a page calls a node: its label without control characters, else the end of its id."""
    label = clean(str(attrs.get("label") or node.rsplit("/", 1)[-1]))
    return label if plain(label) else "(no name)"


def _kinds(types: Iterable[Any]) -> tuple[list[Kind], list[int]]:
    """The kinds that occur, in the order of the legend, and each node's number among them."""
    found = [kind_of(None if name is None else str(name)) for name in types]
    order = {kind: at for at, kind in enumerate([*_legend_order(), OTHER])}
    present = sorted(set(found), key=lambda kind: order[kind])
    at = {kind: number for number, kind in enumerate(present)}
    return present, [at[kind] for kind in found]


def _legend_order() -> list[Kind]:
    from autoatlas.viz.kinds import KINDS

    return list(KINDS.values())


def _relations(graph: Any) -> Iterator[tuple[Any, Any, str, list[Mapping[str, Any]]]]:
    if graph.is_multigraph():
        for a, b, key, attrs in graph.edges(keys=True, data=True):
            yield a, b, str(attrs.get("property", key)), list(attrs.get("facts") or ())
    else:
        for a, b, attrs in graph.edges(data=True):
            yield a, b, str(attrs.get("property", "")), list(attrs.get("facts") or ())


def _capacity(facts: Iterable[Mapping[str, Any]]) -> float:
    """The newest actual yearly capacity of the whole, in vehicles a year; 0 if there is none."""
    best: tuple[str, float] = ("", 0.0)
    for fact in facts:
        if (
            fact.get("property") == "annualCapacity"
            and fact.get("unit") in (None, "vehicle/year")
            and fact.get("modality") in (None, "actual")
            and not fact.get("part")
            and not fact.get("place")
            and fact.get("value")
        ):
            when = str(fact.get("end") or fact.get("published") or "")
            best = max(best, (when, float(fact["value"])))
    return best[1]


def _sizes(degree: list[int], capacity: list[float]) -> list[float]:
    """Radius in pixels: of a plant by capacity where it is known, of all else by the number of links."""
    top, most = max(capacity, default=0.0), max(degree, default=0)
    return [
        6.0 + 12.0 * math.sqrt(amount / top) if amount else 5.5 + 9.5 * math.sqrt(links / max(most, 8))
        for links, amount in zip(degree, capacity, strict=True)
    ]


def _facts(
    ids: list[str],
    number: Mapping[str, int],
    labels: list[str],
    attributes: list[Any],
    relations: list[tuple[str, str, str, list[Mapping[str, Any]]]],
    strings: _Strings,
) -> dict[str, Any]:
    properties = _Strings()
    sources = _Strings()
    rank = {name: at for at, name in enumerate(FIRMNESS)}
    by_label = {label: at for at, label in enumerate(labels)}
    total = sum(len(attrs["facts"]) for attrs in attributes) + sum(len(facts) or 1 for *_, facts in relations)
    columns: dict[str, list[Any]] = {
        name: [0] * total for name in ("s", "p", "o", "m", "text", "when", "with", "source")
    }
    columns |= {name: [None] * total for name in ("value", "value_max")}
    texts: dict[str, list[int]] = {name: [0] * total for name in FACT_TEXTS}
    used = 0

    def add(subject: int, prop: str, target: int, fact: Mapping[str, Any]) -> None:
        # a fact has few of its columns: only those that it has cost time
        nonlocal used
        at, used = used, used + 1
        columns["s"][at], columns["p"][at], columns["o"][at] = subject, properties(prop), target
        narrowed = dated = False
        for name, value in fact.items():
            if value is None or value == "":
                continue
            if name in texts:
                if value != _DEFAULTS.get(name):
                    texts[name][at] = strings(value)
                narrowed = narrowed or name in _NARROWING
                dated = dated or name in ("start", "end")
            elif name == "modality":
                columns["m"][at] = rank.get(value, 0)
            elif name == "source":
                columns["source"][at] = sources(value)
            elif name in ("value", "value_max"):
                columns[name][at] = _finite(value)
        if columns["value"][at] is not None:
            columns["text"][at] = strings(value_words(fact))
        if dated:
            columns["when"][at] = strings(period(fact.get("start"), fact.get("end"), fact.get("modality")))
        if narrowed:
            columns["with"][at] = strings(qualifiers(fact))

    for node, attrs in enumerate(attributes):
        for fact in attrs["facts"]:
            target = by_label.get(str(fact["object"]), -1) if fact.get("object") else -1
            add(node, str(fact.get("property") or ""), target, fact)
    edges: dict[str, list[Any]] = {name: [] for name in ("s", "t", "p", "m", "bend", "first", "count")}
    bends = _bends(relations)
    for at, (a, b, prop, facts) in enumerate(relations):
        edges["s"].append(number[a])
        edges["t"].append(number[b])
        edges["p"].append(properties(prop))
        edges["m"].append(rank.get(firmness([fact.get("modality") for fact in facts] or ["actual"]), 0))
        edges["bend"].append(bends[at])
        edges["first"].append(used)
        # a relation of a plain graph says nothing more than itself, and is still a row of the table
        rows = facts or [{}]
        edges["count"].append(len(rows))
        for fact in rows:
            add(number[a], prop, number[b], fact)
    # a column that holds nothing is left out; a value of 0 is something
    kept = {
        name: column
        for name, column in {**columns, **texts}.items()
        if any(value is not None for value in column) and (name in ("value", "value_max") or any(column))
    }
    for name in ("s", "p", "o", "m"):
        kept[name] = columns[name]
    return {
        "edges": edges,
        "facts": kept,
        "properties": [
            {"name": name, "words": shorten(plain(property_words(name)), 60)} for name in properties.texts
        ],
        "sources": [{"text": text, "link": safe_link(text)} for text in sources.texts],
    }


def _finite(value: Any) -> float | int | None:
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 2**53 else float(value)


def _bends(relations: list[tuple[str, str, str, list[Mapping[str, Any]]]]) -> list[float]:
    """How far each relation bows out, as a part of its length, so that parallel ones fan apart."""
    between: dict[tuple[str, str], list[int]] = {}
    for at, (a, b, _, _) in enumerate(relations):
        between.setdefault((a, b) if a <= b else (b, a), []).append(at)
    bends = [0.0] * len(relations)
    for (low, _), group in between.items():
        for step, at in enumerate(group):
            bend = (step - (len(group) - 1) / 2.0) * 0.24
            # seen from the other end, the same side is the other sign
            bends[at] = round(bend if relations[at][0] == low else -bend, 3)
    return bends


def _common(ids: list[str]) -> str:
    # of text, not of paths: the cut at a slash follows
    prefix = os.path.commonprefix(ids)  # noqa: RUF071
    return prefix[: max(prefix.rfind("/"), prefix.rfind("#")) + 1]
