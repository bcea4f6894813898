"""The networkx projection of 100,000 relations against the same graph built from ready Python lists.

Run: python -m benchmarks.projection
"""

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable

import networkx as nx
import polars as pl

from autoatlas.graph.atlas import _entities
from autoatlas.graph.contents import MemoryContents
from autoatlas.graph.manifest import Entry
from autoatlas.graph.network import project
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA, conform, fill_defaults

RELATIONS = 100_000
RUNS = 9
DOCUMENT = "https://example.org/relations"


def relations(count: int = RELATIONS) -> pl.DataFrame:
    """Return relations of 5,000 makers and 8,000 other things, most pairs once."""
    rng = random.Random(1)
    kinds = {"partnersWith": "Organization", "operates": "Facility", "launches": "Model"}
    properties = rng.choices(list(kinds), k=count)
    return fill_defaults(
        conform(
            pl.DataFrame(
                {
                    "subject": [f"Maker {rng.randrange(5000)}" for _ in range(count)],
                    "subject_type": ["Automaker"] * count,
                    "property": properties,
                    "object": [f"{kinds[name]} {rng.randrange(8000)}" for name in properties],
                    "object_type": [kinds[name] for name in properties],
                    "source": [f"https://example.org/{n % 900}" for n in range(count)],
                    "published": ["2025-05-31"] * count,
                    "quote": [f"Sentence {n} says so." for n in range(count)],
                    "confidence": [0.9] * count,
                }
            )
        )
    )


def median_seconds(work: Callable[[], object], other: Callable[[], object]) -> tuple[float, float, float]:
    """Return the median of the ratios of two works done in turn, and the median seconds of each."""
    pairs = []
    for run in range(RUNS + 1):
        seconds = []
        for one in (work, other):
            gc.collect()
            start = time.perf_counter()
            held = one()
            seconds.append(time.perf_counter() - start)
            del held
        if run:
            pairs.append(seconds)
    ratios, ours, theirs = zip(*((a / b, a, b) for a, b in pairs), strict=True)
    return statistics.median(ratios), statistics.median(ours), statistics.median(theirs)


def main() -> None:
    """Print the ratios."""
    facts = relations()
    entry = Entry("bench", facts.height, 0, "", "", "")
    contents = MemoryContents(
        {DOCUMENT: entry}, {DOCUMENT: facts}, {DOCUMENT: pl.DataFrame(schema=SOURCE_SCHEMA)}
    )
    graph = project(facts.lazy(), _entities(contents))
    nodes = [(node, dict(data)) for node, data in graph.nodes(data=True)]
    edges = list(graph.edges(keys=True))
    rows = [{k: v for k, v in row.items() if v is not None} for row in facts.iter_rows(named=True)]
    by_edge: dict[tuple[str, str, str], list[dict[str, object]]] = {}
    ends = {data["label"]: node for node, data in nodes}
    for row in rows:
        by_edge.setdefault((ends[row["subject"]], ends[row["object"]], row["property"]), []).append(row)
    lists = [by_edge[edge] for edge in edges]

    def ours() -> nx.MultiDiGraph:
        return project(facts.lazy(), _entities(contents))

    def from_lists() -> nx.MultiDiGraph:
        made: nx.MultiDiGraph = nx.MultiDiGraph()
        made.add_nodes_from(nodes)
        made.add_edges_from((*edge, {"facts": held}) for edge, held in zip(edges, lists, strict=True))
        return made

    if not nx.utils.graphs_equal(graph, from_lists()):
        raise SystemExit("the two graphs differ")
    ratio, seconds, theirs = median_seconds(ours, from_lists)
    sys.stdout.write(
        f"{len(edges):,} edges of {facts.height:,} relations ({len(FACT_SCHEMA)} columns each)\n"
        f"ours {seconds:.2f} s, from ready lists {theirs:.2f} s, "
        f"ratio {ratio:.2f}, {'within' if ratio <= 1.3 else 'above'} the bound of 1.3\n"
    )


if __name__ == "__main__":
    main()
