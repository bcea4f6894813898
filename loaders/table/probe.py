"""Tries a binary file in a process of its own first: a damaged one can bring the reader's process down.

Polars' readers of Parquet and Arrow are in Rust. Most damage is an error there, some a panic, which writes to the
terminal, and some makes it ask for more memory than there is, which ends the process.
"""

import subprocess
import sys

from autoatlas.loaders.table.opening import Bytes
from autoatlas.ontology.errors import SourceUnreadable

__all__ = ["probe"]

_ROWS = 250_000
_SECONDS = 600
_SCRIPT = f"""
import io, sys
import polars as pl
kind, path = sys.argv[1:3]
data = path or io.BytesIO(sys.stdin.buffer.read())
try:
    if kind == "parquet":
        frames = pl.scan_parquet(data)
    elif kind == "arrow":
        frames = pl.scan_ipc(data)
    else:
        frames = pl.read_ipc_stream(data).lazy()
    total = frames.select(pl.len()).collect().item()
    for at in range(0, total, {_ROWS}):
        frames.slice(at, {_ROWS}).collect()
except BaseException as error:
    print((str(error).splitlines() or [type(error).__name__])[0][:200])
    sys.exit(1)
"""


def probe(source: Bytes, kind: str) -> None:
    """Read a whole file in a child process, and say so where that fails.

    Parameters
    ----------
    source : Bytes
    kind : {"parquet", "arrow", "stream"}

    Raises
    ------
    SourceUnreadable
        The file is damaged.
    """
    path = str(source.path.resolve()) if source.path is not None else ""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT, kind, path],
            input=b"" if path else source.all(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return  # no process to be had here: the file is read as it is
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace").strip()
        raise SourceUnreadable(
            f"the file is damaged ({said})" if said else "the file is damaged",
            where=source.where,
            mend="Write or fetch it again.",
        )
