"""How much ``autoatlas --help`` costs, in bare starts of Python. Run: python -m benchmarks.startup"""

import sys

from benchmarks.timing import ratio, report

if __name__ == "__main__":
    bare = [sys.executable, "-c", "pass"]
    report("autoatlas --help / bare start", ratio([sys.executable, "-m", "autoatlas", "--help"], bare), 7)
