"""The table of corrections beside the facts that it is about."""

from collections.abc import Sequence

import polars as pl

from autoatlas.graph.contents import Contents
from autoatlas.graph.corrections import COLUMNS, Correction
from autoatlas.graph.corrections_overlay import CORRECTIONS, Overlay
from autoatlas.ontology.validation import Fault, validate

__all__ = ["corrections_frame", "invalid_facts"]


def corrections_frame(corrections: Sequence[Correction], contents: Contents) -> pl.DataFrame:
    """Return corrections with the number of facts that each is about, and whether it is applied already.

    Parameters
    ----------
    corrections : sequence of Correction
    contents : Contents
        The facts.

    Returns
    -------
    DataFrame
        ``row``, the columns of `COLUMNS`, ``facts``, ``applied``.
    """
    overlay = Overlay(corrections)
    counts = [0] * len(corrections)
    for document in contents.documents if corrections else ():
        picked = overlay.picks(contents.written(document), document)
        counts = [one + more for one, more in zip(counts, picked, strict=True)]
    applied = set(contents.overlay.corrections)
    rows = [
        {"row": one.row, **one.cells(), "facts": count, "applied": one in applied}
        for one, count in zip(corrections, counts, strict=True)
    ]
    texts = dict.fromkeys(COLUMNS, pl.String)
    return pl.DataFrame(rows, schema={"row": pl.Int64, **texts, "facts": pl.Int64, "applied": pl.Boolean})


def invalid_facts(corrections: Sequence[Correction], contents: Contents) -> list[Fault]:
    """Return what is wrong with facts that corrections make of good ones: a start after its end, for one."""
    overlay = Overlay(corrections)
    faults: list[Fault] = []
    for document in contents.documents if corrections else ():
        if document != CORRECTIONS:
            reached = contents.written(document).filter(overlay.reach(document))
            faults += validate(overlay.apply(reached, document).collect(), where=document)[1]
    return faults
