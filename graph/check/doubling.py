"""What is said to double, treble or halve, held against the value that it starts from."""

import re
from collections.abc import Iterator

import polars as pl

from autoatlas.graph.check.claims import ABOUT
from autoatlas.graph.check.finding import Finding
from autoatlas.graph.check.flows import FLOWS, Flows, Row, key_of, misfit
from autoatlas.graph.check.rates import year_before
from autoatlas.graph.check.wording import figure, named, said

__all__ = ["multiplied"]

_WORDS = {
    2.0: r"\bdoubl\w*|\btwofold|\bverdopp\w*|\bduplic\w*|\bdobr(?:ar|ará|ando|o|ou)\b|\braddopp\w*|\bpodwo[ij]\w*"
    r"|\bmegdupl\w*|\bудво\w*|\bdua kali lipat|翻番|翻一番|增加一倍|增长一倍|扩大一倍",
    3.0: r"\btripl\w*|\btrebl\w*|\bthreefold|\bverdreifach\w*|\bутро\w*|翻两倍|增加两倍|增长两倍",
    4.0: r"\bquadrupl\w*|\bfourfold|\bvervierfach\w*|\bcuadruplic\w*|翻两番|增长三倍",
    0.5: r"\bhalv(?:e|ed|es|ing)\b|\bhalbier\w*|减半",
}
_SAYS = {factor: re.compile(pattern, re.IGNORECASE) for factor, pattern in _WORDS.items()}
_BEYOND = re.compile(
    r"\b(?:more than|over|at least)\s+(?:doubl|tripl|trebl|quadrupl|halv)|一倍(?:有余|多|以上)|超过一倍",
    re.IGNORECASE,
)
_NEARLY = re.compile(
    r"\b(?:nearly|almost|about|roughly|some)\s+(?:doubl|tripl|trebl|quadrupl)|近一倍|约一倍", re.IGNORECASE
)
_VERBS = {2.0: "double", 3.0: "treble", 4.0: "become fourfold", 0.5: "halve"}
_STATES = ("annualCapacity", "outlets", "countriesPresent", "employees", "plantsAbroad")


def multiplied(claims: pl.DataFrame, flows: Flows) -> Iterator[Finding]:
    """Yield values that are said to be a multiple, and are one of nothing that is known of the same thing.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them.
    flows : Flows
        The figures of periods among them.
    """
    wanted = (*_STATES, *FLOWS)
    quoted = claims.filter(
        pl.col("property").is_in(wanted), pl.col("quote").str.contains("(?i)" + "|".join(_WORDS.values()))
    )
    if quoted.is_empty():
        return
    states = claims.filter(pl.col("property").is_in(_STATES))
    for row in quoted.iter_rows(named=True):
        factors = [factor for factor, says in _SAYS.items() if says.search(row["quote"])]
        if len(factors) == 1:
            bases = _bases_of_state(row, states) if row["property"] in _STATES else _year_before(row, flows)
            if bases and not any(_fits(row, base, factors[0]) for base in bases):
                yield _finding(row, bases[0], factors[0])


def _bases_of_state(row: Row, states: pl.DataFrame) -> list[Row]:
    """What a plan starts from: what is, as the same source or document has it."""
    if row["modality"] not in ("planned", "target"):
        return []
    same = [pl.col(n).eq_missing(pl.lit(row[n])) for n in ("subject", "property", "unit", "place", "product")]
    together = (pl.col("origin") == row["origin"]) | (pl.col("document") == row["document"])
    bases = states.filter(*same, together, pl.col("fact") != row["fact"])
    actual = bases.filter(pl.col("modality") == "actual")
    if actual.height:
        return actual.to_dicts()
    # the first stage of a plan that is to double later
    first = bases.filter(pl.col("modality") == row["modality"], pl.col("high") < row["low"])
    return first.to_dicts() if first["value"].n_unique() == 1 else []


def _year_before(row: Row, flows: Flows) -> list[Row]:
    """What a figure of a period is compared with: a year before, by the same source."""
    if row["modality"] != "actual" or row["last"] is None:
        return []
    earlier = year_before(row)
    if earlier is None:
        return []
    before = flows[key_of(row, first=earlier[0], last=earlier[1])]
    return [base for base in before if base["origin"] == row["origin"]]


def _fits(row: Row, base: Row, factor: float) -> bool:
    """Tell whether one of two values is the multiple of the other, whichever the sentence starts from."""
    return _is_multiple(row, base, factor) or _is_multiple(base, row, factor)


def _is_multiple(row: Row, base: Row, factor: float) -> bool:
    low, high = base["low"] * factor, base["high"] * factor
    quote = row["quote"] or base["quote"]
    if _BEYOND.search(quote):
        low, high = (low, float("inf")) if factor > 1 else (0.0, high)
    elif _NEARLY.search(quote):
        low, high = low * (1 - ABOUT), high * (1 + ABOUT)
    return bool(low <= row["high"] and row["low"] <= high)


def _finding(row: Row, base: Row, factor: float) -> Finding:
    times = {2.0: "twice", 0.5: "half"}.get(factor, f"{factor:g} times")
    apart = abs(row["value"] - factor * base["value"]) / max(row["value"], factor * base["value"])
    message = (
        f"{row['subject']}: {named(row['property'])} is to {_VERBS[factor]}, but {figure(row)} is not {times} "
        f"{figure(base)} ({said(row)})."
    )
    return misfit(message, [row, base], apart)
