"""A process killed at any moment during a load leaves the store as before or as after.

`AUTOATLAS_KILLS` says how often to try.
"""

import os
import random
import subprocess
import sys
import textwrap
import time

from autoatlas.graph import Atlas

KILLS = int(os.environ.get("AUTOATLAS_KILLS", "20"))

WRITER = """
    import sys
    sys.path.insert(0, sys.argv[3])
    from conftest import rayong, trade
    from autoatlas.graph import Atlas
    import autoatlas.graph.index, pyoxigraph  # so that the kill hits the load, not the imports
    documents = [rayong(), trade(4000 + int(sys.argv[2]) % 2 * 10000)]
    print("ready", flush=True)
    Atlas(sys.argv[1]).load(*documents)
    print("done", flush=True)
"""

COUNT = "SELECT ?d (COUNT(DISTINCT ?f) AS ?n) { GRAPH ?d { ?f a aa:Fact } } GROUP BY ?d ORDER BY ?d"


def state(store):
    atlas = Atlas(store)
    asked = dict(atlas.query(COUNT).rows)
    kept = dict(atlas.documents().select("document", "facts").iter_rows())
    assert asked == kept, "the index and the facts disagree"
    assert atlas.facts().collect().height == sum(kept.values())
    return kept


def test_a_load_that_is_killed_is_before_or_after(tmp_path, voyah_aims):
    store = tmp_path / "store"
    Atlas(store).load(voyah_aims())
    states = [state(store)]
    rng = random.Random(5)
    took = 60.0
    killed = 0
    for attempt in range(KILLS + 1):  # the first is let go on, to know how long a load takes
        writer = subprocess.Popen(
            [
                sys.executable,
                "-c",
                textwrap.dedent(WRITER),
                str(store),
                str(attempt),
                os.path.dirname(__file__),
            ],
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
        voyah = {"https://example.org/news/voyah": 4}
        after = {
            "https://example.org/news/changan-rayong": 6,
            "https://example.org/trade.csv": 4000 + attempt % 2 * 10000,
        }
        now = state(store)
        assert now in (states[-1], {**voyah, **after}), f"attempt {attempt}"
        states.append(now)
    assert killed, "no load was killed, so that nothing was tried"
    Atlas(store).load(voyah_aims())
    Atlas(store).remove("https://example.org/news/voyah")
    left = sorted(path.name.split(".")[0] for path in (store / "index").iterdir())
    assert left == [str(Atlas(store)._snapshot().manifest.index)] * 3, "what killed loads left was not swept"
