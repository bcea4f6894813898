"""A trade table from CSV to frames of facts, against Polars reading the same file.

The table has UN Comtrade's fields; each row gives two facts, vehicles and dollars. Each reading has a process of its
own, so that its memory is its own too. Run: python -m benchmarks.tables [ROWS]
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

ROWS = 1_000_000
RUNS = 3

_READ = {
    "Polars, read_csv": "rows = pl.read_csv(path, infer_schema_length=1000).height",
    "Polars, read_csv as text": "rows = pl.read_csv(path, infer_schema_length=0).height",
    "autoatlas, frames of facts": """
from autoatlas.loaders.table import read
for frame in read(path):
    rows += frame.height
""",
}
_SCRIPT = """
import resource, sys, time
import polars as pl
path, rows = sys.argv[1], 0
start = time.perf_counter()
{body}
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, rows)
"""


def write_trade(path: Path, rows: int) -> None:
    """Write a table of trade between all countries by month, with goods that are road vehicles."""
    from autoatlas.ontology.registry import registry

    countries = [entity.codes for entity in registry().of_class("Country") if len(entity.codes) == 3]
    alpha = np.array([codes[1] for codes in countries])
    number = np.array([int(codes[2]) for codes in countries])
    rng = np.random.default_rng(1)
    here, there = rng.integers(0, len(countries), (2, rows))
    months = np.array([f"{year}{month:02}" for year in range(2010, 2025) for month in range(1, 13)])
    goods = np.array(["8703", "870380", "870360", "870323", "870421", "870210"])
    pl.DataFrame(
        {
            "freqCode": np.full(rows, "M"),
            "period": months[rng.integers(0, len(months), rows)],
            "reporterCode": number[here],
            "reporterISO": alpha[here],
            "flowCode": np.array(["X", "M"])[rng.integers(0, 2, rows)],
            "cmdCode": goods[rng.integers(0, len(goods), rows)],
            "partnerCode": number[there],
            "partnerISO": alpha[there],
            "qtyUnitAbbr": np.full(rows, "u"),
            "qty": rng.integers(1, 99_999, rows),
            "isQtyEstimated": np.full(rows, "false"),
            "primaryValue": rng.integers(1_000, 99_999_999, rows),
        }
    ).write_csv(path)


def measured(body: str, path: Path) -> tuple[float, float, int]:
    """Return seconds, peak memory in MB and rows of the quickest of some runs."""
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT.format(body=body), str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds, memory, rows = done.stdout.split()
        runs.append((float(seconds), int(memory) / 1000, int(rows)))
    return min(runs)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "trade.csv"
        write_trade(table, count)
        sys.stdout.write(f"{count:,} rows, {table.stat().st_size / 1e6:,.0f} MB; best of {RUNS}\n")
        floor = None
        for name, body in _READ.items():
            seconds, memory, rows = measured(body, table)
            floor = floor or seconds
            sys.stdout.write(
                f"{name:<28} {seconds:7.2f} s  {seconds / floor:6.1f} x  {memory:6,.0f} MB"
                f"  {rows:>12,} rows out, {rows / seconds / 1e6:.2f} million a second\n"
            )
