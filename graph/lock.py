"""Locks on files: one writer, told by name, and readers that keep the index they use from being swept.

The system drops a lock when its process ends, however that happens.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from autoatlas.ontology.errors import StoreLocked, StoreUnreadable

__all__ = ["FileLock", "WriterLock"]

if sys.platform == "win32":  # pragma: no cover - the other branch is tested where the project is built
    import msvcrt

    def _lock(descriptor: int, *, shared: bool) -> None:
        # there is no shared lock here: readers lock a byte each, picked by process, the sweep all of them
        os.lseek(descriptor, 1 + os.getpid() % 1021 if shared else 1, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1 if shared else 1022)

else:
    import fcntl

    def _lock(descriptor: int, *, shared: bool) -> None:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


class FileLock:
    """A lock on a file, held until it is released or the process ends.

    Raises
    ------
    BlockingIOError
        Somebody else holds it.
    OSError
        The file cannot be opened.
    """

    _descriptor: int | None = None

    def __init__(self, path: Path, *, shared: bool = False, create: bool = True) -> None:
        flags = os.O_RDWR | os.O_CREAT if create else os.O_RDONLY
        self._descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o644)
        try:
            _lock(self._descriptor, shared=shared)
        except OSError as error:
            self.release()
            raise BlockingIOError(*error.args) from error
        self.path = path

    def is_current(self) -> bool:
        """Tell whether the file that is locked still stands at its path."""
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), os.stat(self.path))
        except OSError:
            return False

    def write(self, text: str) -> None:
        """Write who holds it into the file."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, text.encode())

    def release(self) -> None:
        """Let it go."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __del__(self) -> None:
        self.release()


class WriterLock:
    """The right to write to a store, for one process at a time.

    Raises
    ------
    StoreLocked
        Another writer has it; the message says which process, on which machine, since when.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / "lock"
        try:
            self._lock = FileLock(path)
        except BlockingIOError as error:
            raise StoreLocked(
                f"another process is writing to the store{_holder(path)}",
                where=str(folder),
                mend="Wait until it is done, or end it.",
            ) from error
        except OSError as error:
            raise StoreUnreadable(
                f"the store cannot be written to: {error.strerror}", where=str(folder)
            ) from error
        since = datetime.now(UTC).isoformat(timespec="seconds")
        self._lock.write(json.dumps({"process": os.getpid(), "machine": _machine(), "since": since}))

    def __enter__(self) -> "WriterLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


def _machine() -> str:
    import socket

    return socket.gethostname()


def _holder(path: Path) -> str:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return f": process {held['process']} on {held['machine']}, since {held['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
