"""How long the checks take, on the shipped atlas and with a million facts of trade beside it.

Prints a line a kind: seconds of processor time on both, since wall time tells of the machine's other work too.
Run: ``python -m benchmarks.checks [FACTS]``
"""

import sys
import time

from autoatlas.graph import Atlas
from autoatlas.graph.check import KINDS, Kind, check
from autoatlas.ontology.extraction import Extraction
from benchmarks.questions import trade

__all__ = ["seconds"]


def seconds(atlas: Atlas, kind: Kind) -> float:
    """Return the processor time of a check of an atlas for one kind of finding."""
    start = time.process_time()
    check(atlas, kinds=[kind])
    return time.process_time() - start


def main() -> None:
    """Time every kind."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    shipped, large = Atlas.packaged(), Atlas.packaged()
    large.load(Extraction("https://example.org/trade.csv", "table 0.1.0", iter([trade(count)])))
    check(shipped)
    sys.stdout.write(f"{'kind':16}{'shipped':>9}{'large':>9}   seconds\n")
    for kind in KINDS:
        sys.stdout.write(f"{kind:16}{seconds(shipped, kind):9.2f}{seconds(large, kind):9.2f}\n")


if __name__ == "__main__":
    main()
