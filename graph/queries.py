"""Named questions: SPARQL files with a header, whose parameters become RDF terms."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from autoatlas.graph.answer import Answer
from autoatlas.graph.sparql import ask

if TYPE_CHECKING:
    from autoatlas.graph.atlas import Atlas


def answer(atlas: "Atlas", question: str, parameters: Mapping[str, object]) -> Answer:
    return ask(atlas.index(), question)
