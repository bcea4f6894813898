"""A process killed while it applies corrections leaves the store as before or as after, and the table whole.

`AUTOATLAS_KILLS` says how often to try.
"""

import os
import random
import subprocess
import sys
import textwrap
import time

from autoatlas.graph import Atlas
from autoatlas.graph.corrections import read_corrections

KILLS = int(os.environ.get("AUTOATLAS_KILLS", "20")) // 2

WRITER = """
    import sys
    from autoatlas.graph import Atlas
    from autoatlas.graph.corrections import Correction
    import autoatlas.graph.index, pyoxigraph
    print("ready", flush=True)
    row = Correction.of({"action": "reject", "subject": sys.argv[2], "property": "imports"})
    Atlas(sys.argv[1]).correct(row)
"""
COUNT = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f rdf:predicate aa:imports }"


def state(store):
    atlas = Atlas(store)
    ((asked,),) = atlas.query(COUNT).rows
    assert atlas.facts().collect().filter(property="imports").height == asked, "index and columns disagree"
    return asked


def test_corrections_that_are_killed_are_before_or_after(tmp_path, trade_table):
    store = tmp_path / "store"
    Atlas(store).load(trade_table(8000))
    rng = random.Random(7)
    took, killed = 60.0, 0
    for attempt in range(KILLS + 1):  # the first is let go on, to know how long it takes
        country = ["Thailand", "Mexico", "Brazil", "Russia"][attempt % 4]
        before = state(store)
        writer = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), str(store), country],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout.readline() == "ready\n"
        begun = time.monotonic()
        try:
            writer.wait(timeout=took if attempt == 0 else rng.uniform(0, took))
            took = time.monotonic() - begun if attempt == 0 else took
        except subprocess.TimeoutExpired:
            writer.kill()
            killed += 1
        writer.communicate()
        rejected = {one.subject for one in read_corrections(store / "corrections.csv").corrections}
        after = 8000 - 2000 * len(rejected)
        assert state(store) in (before, after), f"attempt {attempt}"
        Atlas(store).apply_corrections()
        assert state(store) == after
        if attempt % 4 == 3:
            (store / "corrections.csv").unlink()
            Atlas(store).apply_corrections()
            assert state(store) == 8000
    assert killed, "nothing was killed, so that nothing was tried"
    parts = {path.name for path in store.iterdir() if not path.name.endswith(".part")}
    assert parts <= {"corrections.csv", "facts", "sources", "index", "lock", "store.json"}
