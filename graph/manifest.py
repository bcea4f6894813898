"""The manifest of a store on disk: its documents and the index that answers. Its rename is the commit."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from autoatlas.graph.corrections import Correction, from_cells, to_cells
from autoatlas.ontology.errors import StoreDamaged, StoreUnreadable

__all__ = ["FORMAT", "MANIFEST", "Entry", "Manifest", "read_manifest", "sync_folder", "write_manifest"]

FORMAT = 1
"""Version of the layout; a store of a later one is refused."""

MANIFEST = "store.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a store.

    Attributes
    ----------
    loader : str
        Name and version of the loader that read it.
    facts, triples : int
        How many of each it has; triples are those of its named graph.
    facts_file, sources_file : str
        Names of its Parquet files, which are digests of their content.
    loaded : str
        When it was loaded, as an ISO 8601 time in UTC.
    """

    loader: str
    facts: int
    triples: int
    facts_file: str
    sources_file: str
    loaded: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store holds.

    Attributes
    ----------
    documents : dict of str to Entry
        By IRI, in the order of loading.
    index : int
        Number of the index that answers; 0 where there is none yet.
    same : dict of str to str
        Labels of facilities that the index takes for another facility's.
    day : str
        Day as of which the index tells what has ended.
    corrections : tuple of Correction
        What the index corrects in the facts.
    """

    documents: Mapping[str, Entry] = field(default_factory=dict)
    index: int = 0
    same: Mapping[str, str] = field(default_factory=dict)
    day: str = ""
    corrections: tuple[Correction, ...] = ()


def read_manifest(folder: Path) -> Manifest:
    """Read a store's manifest.

    Raises
    ------
    StoreUnreadable
        The folder is no store, or one of a later format.
    StoreDamaged
        The manifest is not what was written.
    """
    path = folder / MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise StoreUnreadable(
            "this folder is not a store",
            where=str(folder),
            mend="Give the folder of a store, or load into it first.",
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreUnreadable(f"the store cannot be read: {error}", where=str(folder)) from error
    try:
        data = json.loads(text)
        version = data["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(path) from error
    if not isinstance(version, int) or version > FORMAT:
        raise StoreUnreadable(
            f"the store has format {version}, this version of AutoAtlas reads up to {FORMAT}",
            where=str(folder),
            mend="Install a newer AutoAtlas.",
        )
    try:
        entries = {str(row["document"]): _entry(row) for row in data["documents"]}
        corrections = from_cells(data.get("corrections", ()))
        return Manifest(entries, int(data["index"]), dict(data["same"]), str(data["day"]), corrections)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error


def _entry(row: Mapping[str, object]) -> Entry:
    return Entry(
        loader=str(row["loader"]),
        facts=int(str(row["facts"])),
        triples=int(str(row["triples"])),
        facts_file=str(row["facts_file"]),
        sources_file=str(row["sources_file"]),
        loaded=str(row["loaded"]),
    )


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(
        "the manifest is damaged",
        where=str(path),
        mend="Load the documents into a new store; facts/ still holds what each of them said.",
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the present one: all of it, or on any failure nothing."""
    data = {
        "format": FORMAT,
        "index": manifest.index,
        "day": manifest.day,
        "documents": [{"document": iri, **asdict(entry)} for iri, entry in manifest.documents.items()],
        "same": dict(manifest.same),
        "corrections": to_cells(manifest.corrections),
    }
    aside = folder / f"{MANIFEST}.new"
    with aside.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / MANIFEST)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Have the folder's own entries on disk, where the system can do that."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders; its rename is durable by itself
        return
    try:
        os.fsync(descriptor)
    except OSError:  # some network file systems sync no folders
        pass
    finally:
        os.close(descriptor)
