"""Files written whole or not at all: aside first, then renamed into place."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import IO

from autoatlas.ontology.errors import AtlasError

__all__ = ["FileUnwritable", "write_whole"]


class FileUnwritable(AtlasError, OSError):
    """A file that cannot be written where it was asked for."""


@contextmanager
def write_whole(path: str | PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a file for bytes that takes its place only when the block ends well.

    Parameters
    ----------
    path : path
        The file to write or to replace. Its folder must exist.

    Raises
    ------
    FileUnwritable
        The path is a folder, its folder does not exist or cannot be written to, or the disk is full. Nothing
        is left behind then, and a file that was there before stays.
    """
    target = Path(path)
    mend = "Name a file in a folder that exists and that you may write to."
    if target.is_dir():
        raise FileUnwritable("the file cannot be written (this is a folder)", where=str(target), mend=mend)
    try:
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    except OSError as error:
        raise FileUnwritable(
            f"the file cannot be written ({error.strerror})", where=str(target), mend=mend
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(aside, 0o666 & ~mask)
        os.replace(aside, target)
    except OSError as error:
        Path(aside).unlink(missing_ok=True)
        if isinstance(error, AtlasError):
            raise
        raise FileUnwritable(
            f"the file cannot be written ({error.strerror})", where=str(target), mend=mend
        ) from error
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
