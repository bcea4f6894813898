"""Time commands in turn, A B A B, and report the median ratio pair by pair."""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

__all__ = ["ratio", "report"]


def ratio(command: Sequence[str], other: Sequence[str], *, runs: int = 9) -> tuple[float, float, float]:
    """Return the median ratio of the wall times of two commands, and the lowest and highest of the pairs."""
    pairs = []
    for run in range(runs + 1):
        one, two = _seconds(command), _seconds(other)
        if run:  # the first pair warms the caches
            pairs.append(one / two)
    return statistics.median(pairs), min(pairs), max(pairs)


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def report(what: str, figures: tuple[float, float, float], wanted: float) -> None:
    """Print one line: what was compared, the ratio with its spread, and the bound that it is held to."""
    middle, low, high = figures
    verdict = "within" if middle <= wanted else "above"
    sys.stdout.write(f"{what}: {middle:.2f} ({low:.2f} to {high:.2f}), {verdict} the bound of {wanted:g}\n")
