"""Loading a trade table into a store on disk, against the store's own loader and against plain rdflib.

Run: python -m benchmarks.load [--rows 1000000]

Each case runs in a process of its own, one after the other. The store's own loader gets the same triples as
ready-made N-Triples: into the default graph, where it keeps three orders of them, and into a named graph, where
it keeps the six that a named graph has. rdflib fills its memory with a tenth of them, times ten.
"""

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

__all__ = ["main", "write_table"]

CASES = ("csv", "ours", "ready", "default", "named", "rdflib")
DOCUMENT = "https://example.org/trade"


def write_table(path: Path, rows: int) -> None:
    """Write a trade table in the columns of facts: imports of electric cars by country, origin and year."""
    from autoatlas.ontology.registry import registry

    countries = [country.label for country in registry().of_class("Country")]
    rng = random.Random(3)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ("subject", "subject_type", "property", "value", "unit", "start", "end", "place", "product")
        )
        for n in range(rows):
            year = 2000 + n % 25
            writer.writerow(
                (countries[n * 31 % len(countries)], "Country", "imports", rng.randrange(1, 5_000_000), "vehicle",
                 year, year, countries[n * 7 % len(countries)], "bev" if n % 3 else "phev")
            )  # fmt: skip


def _csv(folder: Path) -> int:
    import polars as pl

    return pl.read_csv(folder / "trade.csv").height


def _ours(folder: Path) -> int:
    from autoatlas.graph import Atlas
    from autoatlas.loaders import extract

    extraction = extract(folder / "trade.csv", source=DOCUMENT)
    return Atlas(folder / "store").load(extraction).facts


def _ready(folder: Path) -> int:
    """Write the triples of the table's document as N-Triples; what the others then load."""
    from autoatlas.graph import Atlas
    from autoatlas.graph.index import document_text, entities_of
    from autoatlas.graph.rdf import Naming

    contents = Atlas(folder / "store")._snapshot().contents
    (document,) = contents.documents
    naming = Naming(entities_of(contents)[1])
    with (folder / "ready.nt").open("wb") as file:
        return sum(file.write(text) for text in document_text(contents, document, naming))


def _oxigraph(graph: bool) -> Callable[[Path], int]:
    def load(folder: Path) -> int:
        import pyoxigraph as ox

        store = ox.Store(folder / f"oxigraph-{graph}")
        name = ox.NamedNode(DOCUMENT) if graph else None
        store.bulk_load(path=folder / "ready.nt", format=ox.RdfFormat.N_TRIPLES, to_graph=name)
        return len(store)

    return load


def _rdflib(folder: Path) -> int:
    from rdflib import Graph

    graph = Graph()
    with (folder / "ready.nt").open("rb") as file:
        size = file.seek(0, 2) // 10
        file.seek(0)
        text = file.read(size)
    graph.parse(data=text[: text.rfind(b"\n") + 1], format="nt")
    return len(graph)


_RUN: dict[str, Callable[[Path], int]] = {
    "csv": _csv,
    "ours": _ours,
    "ready": _ready,
    "default": _oxigraph(graph=False),
    "named": _oxigraph(graph=True),
    "rdflib": _rdflib,
}


def _measured(case: str, folder: Path) -> dict[str, float]:
    start, used = time.perf_counter(), time.process_time()
    count = _RUN[case](folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - used,
        "megabytes": peak,
        "count": count,
    }


def main() -> None:
    """Run the cases and print their times and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--case", choices=CASES)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.case:
        sys.stdout.write(json.dumps(_measured(options.case, options.folder)))
        return
    with tempfile.TemporaryDirectory() as folder:
        write_table(Path(folder) / "trade.csv", options.rows)
        found: dict[str, dict[str, float]] = {}
        for case in CASES:
            command = [sys.executable, "-m", "benchmarks.load", "--case", case, "--folder", folder]
            found[case] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            one = found[case]
            sys.stdout.write(
                f"{case:8} {one['seconds']:8.2f} s  {one['cpu']:8.2f} s of CPU  {one['megabytes']:6.0f} MB  "
                f"{one['count']:,.0f}\n"
            )
            sys.stdout.flush()
    for other, bound, factor in (("default", 1.2, 1), ("named", 1.2, 1), ("rdflib", 0.25, 10)):
        ratio, cpu = (found["ours"][what] / (factor * found[other][what]) for what in ("seconds", "cpu"))
        verdict = "within" if ratio <= bound else "above"
        sys.stdout.write(
            f"ours / {other}: {ratio:.2f} ({cpu:.2f} by CPU), {verdict} the bound of {bound:g}\n"
        )


if __name__ == "__main__":
    main()
