"""Validation of facts by columns: every bad row is named with what is wrong and how to mend it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

from autoatlas.ontology.dates import PARTIAL_DATE
from autoatlas.ontology.terms import (
    ASSEMBLY_MODES,
    BASES,
    CLASSES,
    COMPARATORS,
    CURRENCIES,
    FACILITY_KINDS,
    MODALITIES,
    PRODUCTS,
    PROPERTIES,
)

__all__ = ["Fault", "validate"]

_NAMES = ("subject", "object", "place", "said_by", "part")
_IRI = r"^[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+$"
_CONTROL = r"[\x00-\x1f\x7f]"


class Fault(NamedTuple):
    """What is wrong with one row: the document, the row (from 1), the column, what, and how to mend it."""

    where: str
    row: int
    column: str
    what: str
    mend: str

    def __str__(self) -> str:
        head = f"{self.where}, row {self.row}, column {self.column}: {self.what}"
        return f"{head}\n  {self.mend}" if self.mend else head


class _Rule(NamedTuple):
    column: str
    bad: pl.Expr
    what: pl.Expr | str
    mend: str


def validate(frame: pl.DataFrame, *, where: str = "", first_row: int = 1) -> tuple[pl.DataFrame, list[Fault]]:
    """Split a frame of facts into its good rows and the faults of the others.

    Parameters
    ----------
    frame : DataFrame
        Of `FACT_SCHEMA`, with the defaults filled.
    where : str
        The document, for the faults.
    first_row : int
        The number of the frame's first row in the document.

    Returns
    -------
    DataFrame, list of Fault
        The good rows in their order, and at most one fault a column of each bad row, by row.
    """
    if frame.is_empty():
        return frame, []
    rules = list(_rules())
    marks = frame.select(rule.bad.fill_null(False).alias(str(n)) for n, rule in enumerate(rules))
    wrong = [n for n in range(len(rules)) if marks[str(n)].any()]
    if not wrong:
        return frame, []
    numbered = frame.with_row_index("__row").with_columns(marks)
    faults: dict[tuple[int, str], Fault] = {}
    for n in wrong:
        rule = rules[n]
        what = rule.what if isinstance(rule.what, pl.Expr) else pl.lit(rule.what)
        # Polars 2.1 panics in pl.format over filtered rows that stand in one chunk with others
        rows = numbered.filter(pl.col(str(n))).rechunk().select("__row", what.alias("__what"))
        for row, said in rows.iter_rows():
            place = first_row + row
            faults.setdefault((place, rule.column), Fault(where, place, rule.column, said or "", rule.mend))
    good = numbered.filter(~pl.any_horizontal(str(n) for n in wrong)).select(frame.columns)
    return good, [faults[key] for key in sorted(faults)]


def _said(column: str, problem: str) -> pl.Expr:
    shown = pl.col(column).cast(pl.String).fill_null("").str.slice(0, 80)
    return pl.format('"{}" ' + problem, shown)


def _of_shape(*shapes: str) -> pl.Expr:
    return pl.col("property").is_in([name for name, p in PROPERTIES.items() if p.shape in shapes])


def _pairs(left: str, right: str, allowed: dict[str, list[str]]) -> pl.Expr:
    """Tell where the pair of two columns is not among the allowed ones."""
    pairs = [f"{one}\t{other}" for one, others in allowed.items() for other in others]
    return ~pl.concat_str([left, right], separator="\t").is_in(pairs)


def _rules() -> Iterator[_Rule]:
    yield from _word_rules()
    yield from _shape_rules()
    yield from _value_rules()
    yield from _date_rules()
    yield from _place_rules()


def _word_rules() -> Iterator[_Rule]:
    words: dict[str, tuple[Iterable[str], str]] = {
        "subject_type": (CLASSES, "is not a class"),
        "object_type": (CLASSES, "is not a class"),
        "property": (PROPERTIES, "is not a property"),
        "comparator": (COMPARATORS, "is not a comparator"),
        "modality": (MODALITIES, "is not a modality"),
        "basis": (BASES, "is not a basis"),
    }
    for column, (known, problem) in words.items():
        known_words = list(known)
        few = (
            f"Write one of {', '.join(known_words)}." if len(known_words) < 12 else "See docs/vocabulary.md."
        )
        bad = pl.col(column).is_not_null() & ~pl.col(column).is_in(known_words)
        yield _Rule(column, bad, _said(column, problem), few)
    product = pl.col("product").str.split(" ").list.eval(~pl.element().is_in(list(PRODUCTS))).list.any()
    yield _Rule(
        "product", product, _said("product", "is not a product"), f"Write one of {', '.join(PRODUCTS)}."
    )
    for column in ("subject", "subject_type", "property"):
        empty = pl.col(column).is_null() | (pl.col(column).str.strip_chars() == "")
        yield _Rule(
            column, empty, f"there is no {column}", "A fact needs a subject, its class and a property."
        )
    for column in _NAMES:
        bad = pl.col(column).str.contains(_CONTROL)
        yield _Rule(
            column, bad, "a name has a control character", "Write the name on one line, without tabs."
        )


def _shape_rules() -> Iterator[_Rule]:
    domains = {name: list(p.domain) for name, p in PROPERTIES.items()}
    said = pl.format("{} is not said of a {}", "property", "subject_type")
    known = pl.col("property").is_in(list(PROPERTIES)) & pl.col("subject_type").is_in(list(CLASSES))
    yield _Rule(
        "subject_type", known & _pairs("property", "subject_type", domains), said, "See docs/vocabulary.md."
    )
    ranges = {name: list(p.range) for name, p in PROPERTIES.items() if p.range}
    has_range = pl.col("property").is_in(list(ranges)) & pl.col("object").is_not_null()
    led = pl.format(
        "{} does not lead to the class {}",
        "property",
        pl.col("object_type").fill_null("thing without a class"),
    )
    not_in_range = _pairs("property", "object_type", ranges).fill_null(True)
    yield _Rule("object_type", has_range & not_in_range, led, "See docs/vocabulary.md.")
    needs = [name for name, p in PROPERTIES.items() if p.needs_object]
    lacks = pl.col("property").is_in(needs) & pl.col("object").is_null()
    yield _Rule("object", lacks, pl.format("{} has no object", "property"), "Name the other entity.")
    takes_none = [name for name, p in PROPERTIES.items() if not p.range and p.shape != "mode"]
    extra = pl.col("property").is_in(takes_none) & pl.col("object").is_not_null()
    yield _Rule("object", extra, pl.format("{} has no object", "property"), "Leave the object empty.")
    mode = _of_shape("mode") & ~pl.col("object").is_in(list(ASSEMBLY_MODES)).fill_null(False)
    yield _Rule(
        "object", mode, _said("object", "is no assembly mode"), f"Write one of {', '.join(ASSEMBLY_MODES)}."
    )
    classed = _of_shape("mode") & pl.col("object_type").is_not_null()
    yield _Rule("object_type", classed, "an assembly mode has no class", "Leave object_type empty.")
    for role in ("subject", "object"):
        kinds = "|".join(FACILITY_KINDS)
        label = (pl.col(f"{role}_type") == "Facility") & ~pl.col(role).str.contains(rf"\S ({kinds})$")
        mend = f"A facility is called by operator, place and kind: {', '.join(FACILITY_KINDS)}."
        yield _Rule(role, label, _said(role, "is no label of a facility"), mend)


def _value_rules() -> Iterator[_Rule]:
    quantity = _of_shape("quantity")
    value = pl.col("value")
    yield _Rule(
        "value", quantity & (value.is_null() | ~value.is_finite()), "there is no number", "Write a number."
    )
    for column in ("value", "value_max", "unit"):
        extra = _of_shape("relation", "mode", "date") & pl.col(column).is_not_null()
        yield _Rule(column, extra, pl.format("{} has no " + column, "property"), f"Leave {column} empty.")
    for side, bound in (("below", "least"), ("above", "most")):
        limits = {n: getattr(p, bound) for n, p in PROPERTIES.items() if getattr(p, bound) is not None}
        limit = pl.col("property").replace_strict(limits, default=None, return_dtype=pl.Float64)
        ends = pl.max_horizontal("value", "value_max")
        beyond = quantity & ((value < limit) if bound == "least" else (ends > limit))
        told = pl.format("{} is " + side + " {}", "property", limit)
        yield _Rule(
            "value", beyond, told, "Growth and coordinates alone can be below 0, and no share is above 100."
        )
    upper = pl.col("value_max").is_not_null() & ~(
        pl.col("value_max").is_finite() & (pl.col("value_max") > value)
    )
    yield _Rule(
        "value_max",
        upper,
        "value_max is not above value",
        "Give the lower end in value, the upper in value_max.",
    )
    units = {
        n: [u for u in p.units if u != "currency"] for n, p in PROPERTIES.items() if p.shape == "quantity"
    }
    money = [name for name, p in PROPERTIES.items() if "currency" in p.units]
    for name in money:
        units[name] += sorted(CURRENCIES)
    misfit = quantity & (pl.col("unit").is_null() | _pairs("property", "unit", units))
    said = pl.format('"{}" is not a unit of {}', pl.col("unit").fill_null(""), "property")
    yield _Rule("unit", misfit, said, "See docs/vocabulary.md for the units of each property.")
    bases = {name: list(p.bases) for name, p in PROPERTIES.items()}
    basis = pl.col("basis").is_in(list(BASES)) & _pairs("property", "basis", bases)
    yield _Rule(
        "basis", basis, pl.format('{} has no basis "{}"', "property", "basis"), "Leave the basis empty."
    )
    confidence = pl.col("confidence").is_not_null() & ~pl.col("confidence").is_between(0, 1)
    yield _Rule("confidence", confidence, "confidence is not between 0 and 1", "Write a number from 0 to 1.")


def _date_rules() -> Iterator[_Rule]:
    for column in ("start", "end", "published"):
        date = pl.col(column)
        padded = date + pl.when(date.str.len_chars() == 4).then(pl.lit("-01-01")).when(
            date.str.len_chars() == 7
        ).then(pl.lit("-01")).otherwise(pl.lit(""))
        valid = (
            date.str.contains(f"^({PARTIAL_DATE})$")
            & padded.str.to_date("%Y-%m-%d", strict=False).is_not_null()
        )
        bad = date.is_not_null() & ~valid
        yield _Rule(column, bad, _said(column, "is not a date"), "Write 2025, 2025-04 or 2025-04-11.")
    # the end may be written more coarsely than the start: 2025-04 to 2025 is no fault
    length = pl.min_horizontal(pl.col("start").str.len_chars(), pl.col("end").str.len_chars())
    late = pl.col("start").str.slice(0, length) > pl.col("end").str.slice(0, length)
    yield _Rule("start", late, "start lies after end", "Give the earlier date in start.")
    undated = _of_shape("date") & pl.col("start").is_null() & pl.col("end").is_null()
    yield _Rule("start", undated, "a date has neither start nor end", "Write when it happened, or by when.")


def _place_rules() -> Iterator[_Rule]:
    bad = pl.col("source").is_not_null() & ~pl.col("source").str.contains(_IRI)
    yield _Rule(
        "source", bad, _said("source", "is not an address"), "Write an absolute address, spaces as %20."
    )
    halves = pl.col("quote_start").is_null() != pl.col("quote_end").is_null()
    yield _Rule(
        "quote_start", halves, "one end of the quote is missing", "Give both quote_start and quote_end."
    )
    turned = pl.col("quote_start") > pl.col("quote_end")
    yield _Rule(
        "quote_start", turned, "the quote ends before it begins", "Give the smaller offset in quote_start."
    )
    negative = pl.col("quote_start") < 0
    yield _Rule("quote_start", negative, "the quote begins before the document", "Offsets count from 0.")
