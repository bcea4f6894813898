"""Opens the bytes of a table, packed or not, without falling for a zip bomb."""

import bz2
import gzip
import io
import lzma
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from autoatlas.loaders.fetch import is_address, local_copy
from autoatlas.ontology.errors import ExtraMissing, SourceUnreadable

__all__ = ["MAX_IN_MEMORY", "MAX_RATIO", "Bytes", "check_archive", "open_bytes"]

MAX_IN_MEMORY = 1_500_000_000
"""Formats that have to be held whole (JSON, spreadsheets) are refused above this many bytes, unpacked."""
MAX_RATIO = 150
"""More bytes out of one than this, once 100 MB are out, is a bomb: tables of numbers pack 5 to 30 times."""
_RATIO_FROM = 100_000_000

_MAGIC = (
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"PK\x03\x04", "zip"),
)
_BROKEN = (
    EOFError,
    zlib.error,
    lzma.LZMAError,
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
_TABLES = (
    ".csv",
    ".tsv",
    ".tab",
    ".txt",
    ".json",
    ".jsonl",
    ".ndjson",
    ".parquet",
    ".arrow",
    ".feather",
    ".ipc",
)


@dataclass(frozen=True)
class Bytes:
    """Bytes that can be read from the start as often as wanted.

    Attributes
    ----------
    where : str
        For messages: the path or address.
    name : str
        File name without the suffix of its packing, which tells the format.
    open : callable
        Opens the unpacked bytes.
    size : int
        Bytes on disk, still packed.
    position : callable
        How many of those have been read from an opened file.
    path : Path or None
        The file itself where it is not packed.
    """

    where: str
    name: str
    open: Callable[[], IO[bytes]]
    size: int
    position: Callable[[IO[bytes]], int]
    path: Path | None

    def head(self, count: int = 65536) -> bytes:
        """The first bytes, unpacked."""
        with self.open() as file:
            return read(file, count, self.where)

    def tail(self, count: int) -> bytes:
        """The last bytes, unpacked."""
        if self.path is None:
            return self.all()[-count:]
        with self.path.open("rb") as file:
            file.seek(max(self.size - count, 0))
            return file.read(count)

    def all(self) -> bytes:
        """Everything, unpacked, for formats that have to be held whole."""
        with self.open() as file:
            data = read(file, MAX_IN_MEMORY + 1, self.where)
        if len(data) > MAX_IN_MEMORY:
            raise SourceUnreadable(
                f"the table has more than {MAX_IN_MEMORY:,} bytes, too many to hold at once",
                where=self.where,
                mend="Give it as CSV, JSON Lines or Parquet, which are read piece by piece.",
            )
        return data


def read(file: IO[bytes], count: int, where: str) -> bytes:
    """Read up to ``count`` bytes, with a clear error where the packing is damaged."""
    pieces, left = [], count
    try:
        while left > 0 and (piece := file.read(min(left, 1 << 24))):
            pieces.append(piece)
            left -= len(piece)
    except SourceUnreadable:
        raise
    except _BROKEN as error:
        raise SourceUnreadable(
            f"the file is damaged ({error})", where=where, mend="Fetch or pack it again."
        ) from error
    return b"".join(pieces)


class _Guarded(io.RawIOBase):
    """Unpacked bytes that stop with an error once there are absurdly many of them for those read."""

    def __init__(self, unpacked: IO[bytes], packed: IO[bytes] | None, size: int, where: str) -> None:
        self._unpacked, self._packed, self._size, self._where = unpacked, packed, size, where
        self._out = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._unpacked.read(size if size >= 0 else MAX_IN_MEMORY)
        self._out += len(piece)
        if self._out > _RATIO_FROM and self._out > MAX_RATIO * max(self.position(), 1):
            raise SourceUnreadable(
                f"{self._out:,} bytes came out of {self.position():,}: this looks like a zip bomb",
                where=self._where,
                mend="Unpack the file by hand if you trust it.",
            )
        return piece

    def position(self) -> int:
        """Packed bytes read so far."""
        return self._packed.tell() if self._packed is not None else self._size

    def close(self) -> None:
        self._unpacked.close()
        if self._packed is not None:
            self._packed.close()
        super().close()


def _guarded(unpacked: Any, packed: IO[bytes] | None, size: int, where: str) -> IO[bytes]:
    return cast("IO[bytes]", _Guarded(unpacked, packed, size, where))


def open_bytes(document: str | Path) -> Bytes:
    """Find out how a document's bytes are reached; those at an address are fetched.

    Raises
    ------
    SourceUnreadable
        Missing, empty, a folder, damaged, or an archive that does not hold exactly one table.
    ExtraMissing
        The packing needs a package that is not installed.
    """
    where = str(document)
    if where == "-":
        data = sys.stdin.buffer.read()
        return _in_memory(data, "standard input")
    path = local_copy(where) if is_address(where) else Path(document)
    try:
        if path.is_dir():
            raise SourceUnreadable("this is a folder", where=where, mend="Give the tables in it.")
        size = path.stat().st_size
        with path.open("rb") as file:
            magic = file.read(6)
    except FileNotFoundError as error:
        raise SourceUnreadable("there is no such file", where=where, mend="Check the path.") from error
    except SourceUnreadable:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceUnreadable(f"the file cannot be read ({reason})", where=where) from error
    if not size:
        raise SourceUnreadable("the file is empty", where=where, mend="Give a table with a header and rows.")
    packing = next((kind for mark, kind in _MAGIC if magic.startswith(mark)), None)
    if packing == "zip":
        return _zip(path, where, size)
    if packing is None:
        return Bytes(where, path.name, lambda: path.open("rb"), size, lambda file: file.tell(), path)
    name = path.stem if path.suffix.lower().lstrip(".") in ("gz", "bz2", "xz", "zst", "gzip") else path.name
    return Bytes(where, name, lambda: _unpacked(path, packing, size, where), size, _position, None)


def _in_memory(data: bytes, where: str) -> Bytes:
    if not data:
        raise SourceUnreadable(
            "there is nothing to read", where=where, mend="Give a table with a header and rows."
        )
    return Bytes(where, where, lambda: io.BytesIO(data), len(data), lambda file: file.tell(), None)


def _position(file: IO[bytes]) -> int:
    return file.position() if isinstance(file, _Guarded) else 0


def _unpacked(path: Path, packing: str, size: int, where: str) -> IO[bytes]:
    packed = path.open("rb")
    if packing == "gz":
        return _guarded(gzip.GzipFile(fileobj=packed), packed, size, where)
    if packing == "bz2":
        return _guarded(bz2.BZ2File(packed), packed, size, where)
    if packing == "xz":
        return _guarded(lzma.LZMAFile(packed), packed, size, where)
    try:
        import zstandard  # type: ignore[import-not-found,unused-ignore]
    except ImportError as error:
        packed.close()
        raise ExtraMissing(
            "zstd files need the package zstandard",
            where=where,
            mend='pip install "zstandard>=0.22", or unpack it.',
        ) from error
    stream = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(packed)
    return _guarded(stream, packed, size, where)


def _zip(path: Path, where: str, size: int) -> Bytes:
    """A spreadsheet is a zip file too and is left as it is; otherwise the one table in it is read."""
    members = check_archive(path, where)
    names = {member.filename for member in members}
    if "[Content_Types].xml" in names or "mimetype" in names or "content.xml" in names:
        return Bytes(where, path.name, lambda: path.open("rb"), size, lambda file: file.tell(), path)
    tables = [
        m for m in members if m.filename.lower().endswith(_TABLES) and not m.filename.startswith("__MACOSX/")
    ]
    if len(tables) != 1:
        found = ", ".join(m.filename for m in tables[:5]) or "none"
        raise SourceUnreadable(
            f"the archive holds {len(tables)} tables, and one is wanted ({found})",
            where=where,
            mend="Unpack it and give the tables that you want.",
        )
    member = tables[0]
    if member.flag_bits & 1:
        raise SourceUnreadable("the archive is locked with a password", where=where, mend="Unpack it first.")

    def opened() -> IO[bytes]:
        try:
            file = zipfile.ZipFile(path)
            return _guarded(file.open(member.filename), None, member.compress_size, where)
        except _BROKEN as error:
            raise SourceUnreadable(f"the archive is damaged ({error})", where=where) from error

    return Bytes(where, Path(member.filename).name, opened, size, _position, None)


def check_archive(path: Path, where: str) -> list[zipfile.ZipInfo]:
    """List what is in a zip file, refusing one that unpacks to absurdly much.

    Raises
    ------
    SourceUnreadable
        Damaged, or a bomb.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _BROKEN as error:
        raise SourceUnreadable(
            f"the archive is damaged ({error})", where=where, mend="Fetch it again."
        ) from error
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > 10_000 or (total > _RATIO_FROM and total > MAX_RATIO * max(packed, 1)):
        raise SourceUnreadable(
            f"{total:,} bytes are packed into {packed:,}: this looks like a zip bomb",
            where=where,
            mend="Unpack the file by hand if you trust it.",
        )
    return members
