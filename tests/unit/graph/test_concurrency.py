"""One writer at a time, readers at any time: tried with processes of their own."""

import json
import os
import subprocess
import sys
import textwrap

import pytest

from autoatlas.graph import Atlas
from autoatlas.graph.lock import WriterLock
from autoatlas.ontology.errors import StoreLocked

READER = """
    import sys
    from autoatlas.graph import Atlas
    atlas = Atlas(sys.argv[1])
    print("ready", flush=True)
    seen = set()
    for _ in range(60):
        documents = atlas.query(
            "SELECT ?d (COUNT(?f) AS ?n) { GRAPH ?d { ?f a aa:Fact } } GROUP BY ?d ORDER BY ?d").rows
        seen.add(tuple(documents))
    import json
    print(json.dumps(sorted(seen)))
"""


def start(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_readers_are_never_blocked_and_never_see_half_a_load(tmp_path, changan_rayong, voyah_aims):
    store = tmp_path / "store"
    Atlas(store).load(changan_rayong())
    readers = [start(READER, store) for _ in range(2)]
    for reader in readers:
        assert reader.stdout.readline() == "ready\n"
    atlas = Atlas(store)
    while any(reader.poll() is None for reader in readers):
        atlas.load(voyah_aims())
        atlas.remove("https://example.org/news/voyah")
    changan, voyah = ["https://example.org/news/changan-rayong", 6], ["https://example.org/news/voyah", 4]
    for reader in readers:
        # not communicate(), which passes over what came along with the line read above
        out, err = reader.stdout.read(), reader.stderr.read()
        assert reader.wait() == 0, err
        seen = json.loads(out)
        assert seen
        assert all(state in ([changan], [changan, voyah]) for state in seen), seen


def test_a_second_writer_is_told_who_is_writing(tmp_path, changan_rayong):
    store = tmp_path / "store"
    Atlas(store).load(changan_rayong())
    code = """
        import sys
        from pathlib import Path
        from autoatlas.graph.lock import WriterLock
        with WriterLock(Path(sys.argv[1])):
            print("locked", flush=True)
            sys.stdin.read()
    """
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout.readline() == "locked\n"
    with pytest.raises(StoreLocked, match=f"process {writer.pid} on "):
        Atlas(store).load(changan_rayong())
    assert len(Atlas(store).query("SELECT ?f { ?f a aa:Fact }")) == 6  # reading goes on
    writer.kill()
    writer.communicate()
    Atlas(store).load(changan_rayong())  # a killed writer holds nothing


def test_a_writer_in_the_same_process_is_refused_too(tmp_path, changan_rayong):
    store = tmp_path / "store"
    Atlas(store).load(changan_rayong())
    with WriterLock(store), pytest.raises(StoreLocked, match=f"process {os.getpid()} "):
        Atlas(store).load(changan_rayong())
