"""An article against itself and against what is known."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from autoatlas.graph.check.claims import claims_of
from autoatlas.graph.known import Known
from autoatlas.graph.questions.trust import said, span
from autoatlas.ontology.errors import UnknownDocument

if TYPE_CHECKING:
    from autoatlas.graph.atlas import Atlas

__all__ = ["QUESTIONS"]

_OF = {"exportsShare": "exports", "salesShare": "sales", "productionShare": "production"}
_GROWTH = {"exportsGrowth": "exports", "salesGrowth": "sales", "productionGrowth": "production"}


def article_arithmetic(known: Known, *, document: str) -> pl.DataFrame:
    """The numbers of an article recomputed from each other.

    question: Do the article's own numbers add up?
    asked by: editor
    parameter document (text): path of the article, or the IRI of one that is loaded
    column kind: share, growth, or another sum that does not add up
    column subject: what it is about
    column period: the time
    column stated (percent): what the article says, where it says it
    column bound: how it bounds that
    column recomputed (percent): what follows from its other figures
    column verdict: holds; follows, where the article does not state it; does not hold
    column how: the figures that it was recomputed from, or why it cannot be so
    leaves out: figures that nothing else in the article bears on
    """
    claims = claims_of(_article(known.atlas, document))
    from autoatlas.graph.check.arithmetic import arithmetic

    rows = [*_shares(claims), *_growth(claims)]
    for finding in arithmetic(claims):
        subject = ", ".join(finding.subjects)
        rows.append({"kind": "sum", "subject": subject, "verdict": "does not hold", "how": finding.message})
    schema = {
        "kind": pl.String, "subject": pl.String, "period": pl.String, "stated": pl.Float64, "bound": pl.String,
        "recomputed": pl.Float64, "verdict": pl.String, "how": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema)


def article_check(known: Known, *, document: str) -> pl.DataFrame:
    """Each statement of an article against the atlas.

    question: Which statements of this draft are supported, contradicted or new?
    asked by: editor
    parameter document (text): path of the article, or the IRI of one that is loaded
    column quote: the sentence
    column subject: of what it says something
    column property: what it says
    column value: the figure, the other thing or the date
    column bound: how it bounds a figure
    column unit: of a figure
    column modality: whether it is so, planned, or else
    column verdict: supported, contradicted, out of date or new
    column difference (percent): how far it lies from the evidence
    column why: the reason in a sentence
    column evidence: the sources that it rests on
    leaves out: what the reader of articles does not find in the sentence
    """
    from autoatlas.graph.check import check_document

    judged = check_document(_article(known.atlas, document), known.atlas)
    facts = pl.DataFrame([one.fact for one in judged]) if judged else None
    if facts is None:
        names = (
            "quote",
            "subject",
            "property",
            "value",
            "bound",
            "unit",
            "modality",
            "verdict",
            "why",
            "evidence",
        )
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String) | {"difference": pl.Float64})
    sources = [", ".join(dict.fromkeys(str(row["source"]) for row in one.evidence)) for one in judged]
    return facts.with_columns(
        value=said(),
        bound=pl.col("comparator").fill_null("="),
        verdict=pl.Series([one.verdict for one in judged], dtype=pl.String),
        difference=(100 * pl.Series([one.difference for one in judged], dtype=pl.Float64)).round(1),
        why=pl.Series([one.why for one in judged], dtype=pl.String),
        evidence=pl.Series([text or None for text in sources], dtype=pl.String),
    )


def _article(atlas: "Atlas", document: str) -> "Atlas":
    """An atlas of the document alone, from the one that has it or from its file."""
    from autoatlas.graph.atlas import Atlas
    from autoatlas.ontology.extraction import Extraction

    alone = Atlas()
    found = atlas.documents().filter(pl.col("document") == document)
    if found.height:
        facts = atlas.facts(document).collect()
        cited = atlas.sources().filter(pl.col("source").is_in(facts["source"].unique().implode()))
        alone.load(Extraction(document, found["loader"].item(), iter([facts]), cited))
    elif Path(document).exists():
        alone.load(document)
    else:
        raise UnknownDocument(
            f"no document {document!r} has been loaded, and no file has that name",
            mend="Give the path of an article, or an IRI that documents() lists.",
        )
    return alone


def _figures(claims: pl.DataFrame) -> pl.DataFrame:
    """Figures of a period that are so, with the time as text."""
    return claims.filter(
        pl.col("modality") == "actual", pl.col("value").is_not_null(), pl.col("first").is_not_null()
    ).with_columns(period=span())


def _shares(claims: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Parts of a whole of one time and place: the share that the article gives, or that follows."""
    figures = _figures(claims)
    scope = ["subject", "property", "place", "first", "last"]
    amounts = figures.filter(pl.col("property").is_in(list(_OF.values())))
    whole = amounts.filter(pl.col("product") == "vehicle").select(
        *scope, _whole="value", _least="low", _most="high"
    )
    parts = amounts.filter(pl.col("product") != "vehicle").join(whole, on=scope, nulls_equal=True)
    stated = figures.filter(pl.col("property").is_in(list(_OF))).select(
        *(name for name in scope if name != "property"), "product",
        property=pl.col("property").replace(_OF), _stated="value", _bound="comparator", _low="low", _high="high",
    )  # fmt: skip
    key = [*scope, "product"]
    for row in parts.join(stated, on=key, how="left", nulls_equal=True).iter_rows(named=True):
        share = 100 * row["value"] / row["_whole"]
        low, high = 100 * row["low"] / row["_most"], 100 * row["high"] / row["_least"]
        fits = row["_stated"] is not None and row["_low"] <= high and row["_high"] >= low
        if row["_stated"] is not None and not fits:
            continue  # found by the check of sums, with its reason
        yield {
            "kind": "share",
            "subject": row["subject"],
            "period": row["period"],
            "stated": row["_stated"],
            "bound": row["_bound"] if fits else None,
            "recomputed": round(share, 1),
            "verdict": "holds" if fits else "follows",
            "how": f"{row['value']:,.0f} {row['product']} of {row['_whole']:,.0f} in {row['property']}",
        }


def _growth(claims: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Growth between two figures of the same months a year apart."""
    figures = _figures(claims)
    scope = ["subject", "property", "place", "product", "first", "last"]
    amounts = figures.filter(pl.col("property").is_in(list(_GROWTH.values())))
    before = amounts.select(
        "subject", "property", "place", "product",
        pl.col("first").dt.offset_by("1y"),
        pl.col("last").dt.offset_by("1d").dt.offset_by("1y").dt.offset_by("-1d"),
        _before="value", _least="low", _most="high",
    )  # fmt: skip
    stated = figures.filter(
        pl.col("property").is_in(list(_GROWTH)), pl.col("basis").is_null() | (pl.col("basis") == "yoy")
    ).select(
        *(name for name in scope if name != "property"),
        property=pl.col("property").replace(_GROWTH), _stated="value", _bound="comparator", _low="low", _high="high",
    )  # fmt: skip
    both = amounts.join(before, on=scope, nulls_equal=True).join(
        stated, on=scope, how="left", nulls_equal=True
    )
    for row in both.iter_rows(named=True):
        growth = 100 * (row["value"] / row["_before"] - 1)
        low, high = 100 * (row["low"] / row["_most"] - 1), 100 * (row["high"] / row["_least"] - 1)
        fits = row["_stated"] is not None and row["_low"] <= high and row["_high"] >= low
        if row["_stated"] is not None and not fits:
            continue
        yield {
            "kind": "growth",
            "subject": row["subject"],
            "period": row["period"],
            "stated": row["_stated"],
            "bound": row["_bound"] if fits else None,
            "recomputed": round(growth, 1),
            "verdict": "holds" if fits else "follows",
            "how": f"{row['value']:,.0f} after {row['_before']:,.0f} a year before in {row['property']}",
        }


QUESTIONS = (article_arithmetic, article_check)
