"""A load tells how far it is, on a terminal and nowhere else."""

import os
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="terminals to order are known to Unix alone")

ROWS = "t,i,j,k,v,q\n" + "".join(
    f"{2000 + n % 20},156,{4 + 4 * (n % 2)},870380,{n}.5,1\n" for n in range(500)
)


def load(folder, stderr):
    (folder / "trade.csv").write_text(ROWS, encoding="utf-8")
    command = [sys.executable, "-m", "autoatlas", "load", "trade.csv", "--store", "store"]
    return subprocess.Popen(command, cwd=folder, stderr=stderr, env={**os.environ, "TERM": "xterm"})


def all_of(terminal):
    shown = b""
    try:
        while more := os.read(terminal, 1 << 16):
            shown += more
    except OSError:  # what Linux says when nobody writes to a terminal any more
        pass
    return shown.decode()


def test_a_terminal_shows_what_is_read_and_indexed(tmp_path):
    outside, inside = pty.openpty()
    process = load(tmp_path, inside)
    os.close(inside)
    shown = all_of(outside)
    os.close(outside)
    assert process.wait() == 0
    assert "Reading" in shown
    assert "500/500" in shown[shown.index("Indexing") :]


def test_a_file_gets_the_summary_alone(tmp_path):
    told = load(tmp_path, subprocess.PIPE).communicate()[1].decode()
    assert "500 facts" in told
    assert "Indexing" not in told
    assert "\x1b" not in told
