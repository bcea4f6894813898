"""A store on disk: facts kept as Parquet, an index built from them, a manifest whose rename is the commit.

``docs/store.md`` describes the folder. A process killed at any moment leaves the old manifest, and files that
no manifest names, which the next writer sweeps. Readers hold a shared lock on the index they use, and are
never blocked; one process writes at a time.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from autoatlas.graph.contents import FolderContents
from autoatlas.graph.corrections import (
    FILE,
    Correction,
    Table,
    corrections_path,
    read_corrections,
    write_corrections,
)
from autoatlas.graph.corrections_overlay import CORRECTIONS, Overlay, stated
from autoatlas.graph.lock import FileLock, WriterLock
from autoatlas.graph.manifest import MANIFEST, Entry, Manifest, read_manifest, sync_folder, write_manifest
from autoatlas.graph.snapshot import Snapshot, index_path, lock_path
from autoatlas.ontology.errors import StoreDamaged, StoreUnreadable, UnknownDocument
from autoatlas.ontology.extraction import Extraction
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA

if TYPE_CHECKING:
    from autoatlas.graph.index import Progress

__all__ = ["FolderStore"]

_PARTS = {"facts", "sources", "index", "lock", FILE, MANIFEST, f"{MANIFEST}.new"}
# Taking a triple out costs about six times what putting it in does (measured on 80,000 and on 2,100,000), so
# that beyond this share it is quicker to build a new index from what remains.
_REMOVAL_COST = 6


class FolderStore:
    """A store in a folder, which the first load makes.

    Parameters
    ----------
    folder : Path
        Its place. Nothing is read or written before it is needed.
    corrections : Path, optional
        The table of corrections, where it does not stand in the folder.

    Attributes
    ----------
    table : Table
        The corrections as last read.
    """

    def __init__(self, folder: Path, corrections: Path | None = None) -> None:
        self.folder = folder
        self.corrections = corrections
        self.table = Table()
        self._snapshot: Snapshot | None = None
        self._seen: os.stat_result | None = None

    def snapshot(self) -> Snapshot:
        """The store as of its last commit.

        Raises
        ------
        StoreUnreadable
            The folder is no store, or one of a later format.
        """
        try:
            seen = os.stat(self.folder / MANIFEST)
        except OSError:
            self._snapshot = None
            read_manifest(self.folder)  # says what is wrong
            raise
        known = self._seen
        if (
            self._snapshot is None
            or known is None
            or (seen.st_ino, seen.st_mtime_ns, seen.st_size)
            != (known.st_ino, known.st_mtime_ns, known.st_size)
        ):
            self._snapshot = Snapshot(self.folder)
            self._seen = seen
        return self._snapshot

    def commit(
        self, loads: Sequence[Extraction], removals: Iterable[str] = (), *, progress: "Progress | None" = None
    ) -> tuple[Manifest, Manifest]:
        """Load documents and remove others, as one commit.

        Returns
        -------
        Manifest, Manifest
            As it was, and as it is.

        Raises
        ------
        StoreLocked
            Another process is writing.
        UnknownDocument
            A document to remove is not there.
        SourceUnreadable
            The table of corrections is none.
        """
        self._make()
        with WriterLock(self.folder):
            before = self._manifest_to_change()
            self._sweep(before)
            self.table = self.read_table()
            gone = list(removals)
            for document in gone:
                if document not in before.documents:
                    raise UnknownDocument(f"the store does not hold {document}", where=str(self.folder))
            documents = {iri: entry for iri, entry in before.documents.items() if iri not in gone}
            for extraction in loads:
                entry = self._keep(extraction, progress)
                documents.pop(extraction.document, None)
                documents[extraction.document] = entry
            self._state(before, documents)
            after = self._index(before, documents, self.table.corrections, progress)
            self._snapshot = None
            self._sweep(after)
        return before, after

    def rebuild(self, *, progress: "Progress | None" = None) -> Manifest:
        """Build the index again from the facts, as one commit."""
        with WriterLock(self.folder):
            before = read_manifest(self.folder)
            self.table = self.read_table()
            documents = dict(before.documents)
            self._state(before, documents)
            after = self._index(replace(before, index=0), documents, self.table.corrections, progress)
            self._snapshot = None
            self._sweep(after)
        return after

    @property
    def table_path(self) -> Path:
        """Where the corrections stand."""
        return corrections_path(self.folder, self.corrections) or self.folder / FILE

    def read_table(self) -> Table:
        """Read the corrections as they stand."""
        return read_corrections(self.table_path)

    def change_table(self, added: Sequence[Correction], removed: Iterable[int]) -> None:
        """Add corrections to their table and take others out; the next commit applies them."""
        self._make()
        with WriterLock(self.folder):
            write_corrections(self.table_path, added, removed)

    # -- writing ---------------------------------------------------------------------------------------------

    def _make(self) -> None:
        folder = self.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            strangers = [path.name for path in folder.iterdir() if path.name not in _PARTS]
        except OSError as error:
            raise StoreUnreadable(
                f"no store can be made here: {error.strerror}", where=str(folder)
            ) from error
        if strangers and not (folder / MANIFEST).exists():
            raise StoreUnreadable(
                f"this folder is not a store and holds other things, {strangers[0]} for one",
                where=str(folder),
                mend="Give a new or empty folder.",
            )

    def _manifest_to_change(self) -> Manifest:
        for part in ("facts", "sources", "index"):
            (self.folder / part).mkdir(exist_ok=True)
        if not (self.folder / MANIFEST).exists():
            write_manifest(self.folder, Manifest())
        return read_manifest(self.folder)

    def _state(self, before: Manifest, documents: dict[str, Entry]) -> None:
        """Have what the corrections state themselves among the documents."""
        extraction = stated(self.table.corrections)
        if extraction is None:
            documents.pop(CORRECTIONS, None)
            return
        entry, was = self._keep(extraction, None), before.documents.get(CORRECTIONS)
        documents[CORRECTIONS] = was if was is not None and _is_same(was, entry) else entry

    def _keep(self, extraction: Extraction, progress: "Progress | None") -> Entry:
        """Write a document's facts and sources aside, then name them by their content."""
        from polars.io.plugins import register_io_source

        from autoatlas.graph.index import ROW_GROUP

        count = 0
        failed: list[BaseException] = []

        def frames(*_: object) -> Iterator[pl.DataFrame]:
            nonlocal count
            try:
                for frame in extraction:
                    count += frame.height
                    if progress is not None:
                        progress("read", frame.height, 0)
                    yield frame.select(FACT_SCHEMA.names())
            except BaseException as error:
                failed.append(error)
                raise

        aside = self.folder / "facts" / "new"
        facts = register_io_source(frames, schema=FACT_SCHEMA)
        try:
            facts.sink_parquet(aside, compression="zstd", row_group_size=ROW_GROUP, maintain_order=True)
        except pl.exceptions.PolarsError:
            if failed:  # Polars before 2 wraps what a source raises
                raise failed[0] from None
            raise
        facts_file = _name_by_content(aside)
        aside = self.folder / "sources" / "new"
        extraction.sources.select(SOURCE_SCHEMA.names()).write_parquet(aside, compression="zstd")
        sources_file = _name_by_content(aside)
        loaded = datetime.now(UTC).isoformat(timespec="seconds")
        return Entry(extraction.loader, count, 0, facts_file, sources_file, loaded)

    def _index(
        self,
        before: Manifest,
        documents: Mapping[str, Entry],
        corrections: tuple[Correction, ...],
        progress: "Progress | None",
    ) -> Manifest:
        """Bring a new index to what these documents say, and commit."""
        from autoatlas.graph import index as ix

        day = datetime.now(UTC).date()
        kept = {iri for iri, entry in documents.items() if _is_same(before.documents.get(iri), entry)}
        if (
            len(kept) == len(documents) == len(before.documents)
            and before.index
            and before.day == day.isoformat()
            and before.corrections == corrections
        ):
            return before
        contents = FolderContents(self.folder, documents, Overlay(corrections))
        picture = ix.take_picture(contents, day)
        moved = ix.renamed_documents(contents, kept, before.same, picture.same)
        moved |= ix.corrected_documents(contents, kept, Overlay(before.corrections))
        out = [iri for iri in before.documents if iri not in kept or iri in moved]
        removed = sum(before.documents[iri].triples for iri in out)
        remaining = sum(before.documents[iri].triples for iri in kept - moved)
        copies = (
            before.index > 0
            and removed * _REMOVAL_COST <= remaining
            # in the default graph nothing tells the triples of one from those of another
            and not any(ix.is_large(before.documents[iri]) for iri in out)
        )
        number = max([before.index, *self._indexes()], default=0) + 1
        path = index_path(self.folder, number)
        FileLock(lock_path(self.folder, number)).release()
        if copies:
            self._copy_index(before.index, path)
        wanted = [iri for iri in documents if not copies or iri not in kept or iri in moved]
        store = ix.new_index(path, sum(documents[iri].facts for iri in wanted))
        if copies:
            ix.remove_documents(store, out)
        # first, since a transaction behind a long load waits until Oxigraph has merged its files
        ix.put_picture(store, picture)
        counts = ix.put_documents(store, contents, wanted, picture, progress)
        store.flush()
        del store
        entries = {
            iri: replace(entry, triples=counts[iri]) if iri in counts else before.documents[iri]
            for iri, entry in documents.items()
        }
        after = Manifest(entries, number, picture.same, day.isoformat(), corrections)
        sync_folder(path)
        sync_folder(path.parent)
        self._note(after)
        write_manifest(self.folder, after)
        return after

    def _copy_index(self, number: int, path: Path) -> None:
        import pyoxigraph as ox

        try:
            # the backup of an index opened read-only links its files, and leaves what readers use as it is
            ox.Store.read_only(str(index_path(self.folder, number))).backup(path)
        except (OSError, RuntimeError) as error:
            raise StoreDamaged(
                f"the index cannot be opened: {error}",
                where=str(index_path(self.folder, number)),
                mend="Build it again from the facts: Atlas(folder).rebuild().",
            ) from error

    # -- sweeping --------------------------------------------------------------------------------------------

    def _indexes(self) -> list[int]:
        names = (path.name.split(".")[0] for path in (self.folder / "index").iterdir())
        return sorted({int(name) for name in names if name.isdigit()})

    def _note(self, manifest: Manifest) -> None:
        """Write which files an index goes with, so that a sweep spares those that its readers may open."""
        files = {f"{e.facts_file}\n{e.sources_file}\n" for e in manifest.documents.values()}
        note = self.folder / "index" / f"{manifest.index}.files"
        note.write_text("".join(sorted(files)), encoding="utf-8")

    def _sweep(self, manifest: Manifest) -> None:
        """Remove what no manifest and no reader needs."""
        needed = {name for e in manifest.documents.values() for name in (e.facts_file, e.sources_file)}
        for number in self._indexes():
            if number == manifest.index:
                continue
            path = lock_path(self.folder, number)
            try:
                lock = FileLock(path)
            except OSError:  # a reader still uses it
                with contextlib.suppress(OSError):
                    needed |= set(
                        (self.folder / "index" / f"{number}.files").read_text(encoding="utf-8").split()
                    )
                continue
            for name in (f"{number}", f"{number}.tmp"):  # the latter is what a killed backup leaves
                shutil.rmtree(self.folder / "index" / name, ignore_errors=True)
            with contextlib.suppress(OSError):
                (self.folder / "index" / f"{number}.files").unlink(missing_ok=True)
                path.unlink()
            lock.release()
        for part in ("facts", "sources"):
            for path in (self.folder / part).iterdir():
                if path.name.removesuffix(".parquet") not in needed:
                    with contextlib.suppress(OSError):  # Windows keeps a file that is open
                        path.unlink()


def _is_same(one: Entry | None, other: Entry) -> bool:
    if one is None:
        return False
    return (one.loader, one.facts_file, one.sources_file) == (
        other.loader,
        other.facts_file,
        other.sources_file,
    )


def _name_by_content(path: Path) -> str:
    """Have a file on disk, and rename it to the digest of its content."""
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
        os.fsync(file.fileno())
    name = digest.hexdigest()
    path.replace(path.with_name(f"{name}.parquet"))
    sync_folder(path.parent)
    return name
