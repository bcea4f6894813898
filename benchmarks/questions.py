"""How long the named questions take, on the shipped atlas and with a million facts of trade beside it.

Prints a line a question: milliseconds on both, and where the same can be asked of columns in one statement, the time
on the larger one over that of DuckDB, which is optional. Run: ``python -m benchmarks.questions [FACTS] [--index]``
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from autoatlas.graph import Atlas
from autoatlas.graph.queries import named_queries
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA, conform

__all__ = ["IN_DUCKDB", "in_duckdb", "milliseconds", "trade"]

_EXAMPLES = {
    "maker": "BYD", "plant": "BYD Rayong plant", "entity": "BYD Szeged plant", "country": "Indonesia",
    "region": "ASEAN", "exporter": "China", "market": "European Union",
    "document": str(Path(__file__).parents[1] / "data" / "articles" / "going-abroad.txt"),
}  # fmt: skip
_MONTHS = [f"{year}-{month:02}" for year in range(2000, 2026) for month in range(1, 13)]
_SAME = """
    SELECT subject, property, object, value, unit, comparator, modality, start, "end", place, part, product,
           COUNT(DISTINCT source) AS sources, MAX(published) AS told
    FROM facts WHERE {where} GROUP BY ALL HAVING {having} ORDER BY subject, property, told
"""
IN_DUCKDB = {
    "single-source-facts": _SAME.format(
        where="property = 'annualCapacity'", having="COUNT(DISTINCT source) = 1"
    ),
    "known-on": _SAME.format(where="published <= '2025-01-01'", having="TRUE"),
    "exports-by-product": """
        SELECT DISTINCT e.start, e."end", e.product, e.value, g.value AS growth, e.modality, e.source
        FROM facts e LEFT JOIN facts g ON g.property = 'exportsGrowth' AND g.subject = e.subject
             AND g.start = e.start AND g."end" = e."end" AND g.source = e.source
             AND g.product IS NOT DISTINCT FROM e.product
        WHERE e.property = 'exports' AND e.subject = 'China' AND e.place IS NULL ORDER BY e."end" DESC
    """,
}
"""The same, or as near as one statement comes, in SQL over the columns of the facts."""


def trade(count: int) -> pl.DataFrame:
    """Return as many plain facts of trade: imports of a hundred countries from forty, by month."""
    number = pl.int_range(count, eager=True)
    frame = pl.DataFrame(
        {
            "subject": "Importer " + (number % 100).cast(pl.String),
            "subject_type": pl.repeat("Country", count, eager=True),
            "property": pl.repeat("imports", count, eager=True),
            "value": (number * 7919 % 100_003).cast(pl.Float64),
            "unit": pl.repeat("vehicle", count, eager=True),
            "comparator": pl.repeat("=", count, eager=True),
            "modality": pl.repeat("actual", count, eager=True),
            "place": "Exporter " + (number // 100 % 40).cast(pl.String),
            "start": pl.Series(_MONTHS).gather(number // 4000 % len(_MONTHS)),
            "source": pl.repeat("https://example.org/trade", count, eager=True),
            "published": pl.repeat("2025-12", count, eager=True),
        }
    )
    return conform(frame.with_columns(end="start"), FACT_SCHEMA)


def milliseconds(call: Callable[[], object], runs: int = 5) -> float:
    """Return the median wall time of a call, after one to warm up."""
    taken = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken[1:])


def in_duckdb(facts: pl.DataFrame) -> dict[str, float] | None:
    """Return the milliseconds of `IN_DUCKDB` over facts, or None where DuckDB is not installed."""
    try:
        import duckdb
    except ImportError:
        return None
    connection = duckdb.connect()
    connection.register("given", facts.to_arrow())
    connection.execute("CREATE TABLE facts AS SELECT * FROM given")
    return {
        name: milliseconds(lambda sql=sql: connection.execute(sql).fetchall())
        for name, sql in IN_DUCKDB.items()
    }


def main() -> None:
    """Time every question."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "facts", type=int, nargs="?", default=1_000_000, help="how many facts of trade beside it"
    )
    parser.add_argument(
        "--index", action="store_true", help="the questions in SPARQL too; builds a large index"
    )
    options = parser.parse_args()
    shipped, large = Atlas.packaged(), Atlas.packaged()
    document = "https://example.org/trade.csv"
    large.load(Extraction(document, "table 0.1.0", iter([trade(options.facts)])))
    columns = [one for one in named_queries() if one.compute is not None or options.index]
    shipped.index()
    sql = in_duckdb(large.facts().collect()) or {}
    sys.stdout.write(f"{'question':28}{'shipped':>10}{'large':>10}{'/ DuckDB':>10}   milliseconds\n")
    for one in columns:
        given = {p.name: _EXAMPLES[p.name] for p in one.parameters if p.default is None and not p.optional}
        small = milliseconds(lambda one=one, given=given: shipped.query(one.name, **given).rows)
        big = milliseconds(lambda one=one, given=given: large.query(one.name, **given).rows, 2)
        against = f"{big / sql[one.name]:.1f}" if one.name in sql else ""
        sys.stdout.write(f"{one.name:28}{small:10.0f}{big:10.0f}{against:>10}\n")


if __name__ == "__main__":
    main()
