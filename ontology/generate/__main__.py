"""Writes the files, or with ``--check`` tells which are stale."""

import sys
from pathlib import Path

from autoatlas.ontology.generate import render_shapes, render_terms, render_vocabulary_page
from autoatlas.ontology.generate.vocabulary import Vocabulary

_ONTOLOGY = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` tell which are stale. Returns the exit status."""
    vocabulary = Vocabulary(_ONTOLOGY / "vocabulary.ttl")
    made = {
        _ONTOLOGY / "terms.py": render_terms(vocabulary),
        _ONTOLOGY / "shapes.ttl": render_shapes(vocabulary),
        _ONTOLOGY.parent / "docs" / "vocabulary.md": render_vocabulary_page(vocabulary),
    }
    stale = [
        path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        for path in stale:
            sys.stderr.write(f"{path.name} is not current; run python -m autoatlas.ontology.generate\n")
        return 1 if stale else 0
    for path in stale:
        path.write_text(made[path], encoding="utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
