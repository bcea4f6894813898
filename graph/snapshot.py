"""A store on disk as its readers see it: one commit, kept as it was for as long as somebody holds it."""

from pathlib import Path
from typing import TYPE_CHECKING

from autoatlas.graph.contents import FolderContents
from autoatlas.graph.corrections_overlay import Overlay
from autoatlas.graph.lock import FileLock
from autoatlas.graph.manifest import Manifest, read_manifest
from autoatlas.ontology.errors import StoreDamaged, StoreUnreadable

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Snapshot", "index_path", "lock_path"]


class Snapshot:
    """A store as of one commit, kept as it was for as long as somebody holds this."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.manifest, self._lock = _pin(folder)
        self.contents = FolderContents(folder, self.manifest.documents, Overlay(self.manifest.corrections))
        self._index: ox.Store | None = None

    def index(self) -> "ox.Store":
        """The index of this commit, read-only.

        Raises
        ------
        StoreDamaged
            It cannot be opened.
        """
        import pyoxigraph as ox

        if self._index is None:
            if self.manifest.index == 0:
                self._index = ox.Store()
            else:
                path = index_path(self._folder, self.manifest.index)
                try:
                    self._index = ox.Store.read_only(str(path))
                except (OSError, RuntimeError) as error:
                    raise StoreDamaged(
                        f"the index cannot be opened: {error}",
                        where=str(path),
                        mend="Build it again from the facts: Atlas(folder).rebuild().",
                    ) from error
        return self._index


def _pin(folder: Path) -> tuple[Manifest, FileLock | None]:
    """Read the manifest and lock the index it names, again where a writer moved on in between."""
    for _ in range(100):
        manifest = read_manifest(folder)
        if manifest.index == 0:
            return manifest, None
        try:
            lock = FileLock(lock_path(folder, manifest.index), shared=True, create=False)
        except FileNotFoundError:
            if read_manifest(folder).index == manifest.index:
                raise StoreDamaged(
                    "the index is missing",
                    where=str(index_path(folder, manifest.index)),
                    mend="Build it again from the facts: Atlas(folder).rebuild().",
                ) from None
            continue
        except BlockingIOError:  # a sweep holds it, so that it is no longer the one to use
            continue
        if lock.is_current():
            return manifest, lock
        lock.release()
    raise StoreUnreadable(
        "the store changes faster than it can be opened", where=str(folder), mend="Try again."
    )


def index_path(folder: Path, number: int) -> Path:
    """Folder of an index."""
    return folder / "index" / str(number)


def lock_path(folder: Path, number: int) -> Path:
    """File whose lock says that an index is in use."""
    return folder / "index" / f"{number}.lock"
