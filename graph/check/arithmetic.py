"""Arithmetic: shares against parts and totals, growth against earlier values, parts against wholes.

A figure is only called wrong where no combination of the other figures known can give it, each taken with its
hedge and rounding, and all of them from one count.
"""

import polars as pl

from autoatlas.graph.check.doubling import multiplied
from autoatlas.graph.check.finding import Finding
from autoatlas.graph.check.flows import Flows
from autoatlas.graph.check.rates import growth, shares, stakes, too_many_shares
from autoatlas.graph.check.sums import sums_of_kinds, sums_of_periods, sums_of_places
from autoatlas.graph.check.sums_of_sites import sums_of_countries, sums_of_phases, too_much_made

__all__ = ["arithmetic"]


def arithmetic(claims: pl.DataFrame) -> list[Finding]:
    """Return figures that others rule out, the farthest off first.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them.
    """
    whole = claims.filter(pl.col("part").is_null(), pl.col("value").is_not_null())
    running = pl.col("basis").is_not_null() & (pl.col("basis") == "cumulative")
    actual = whole.filter(pl.col("modality") == "actual", ~running)
    flows = Flows(actual)
    found = [
        *shares(actual, flows),
        *growth(actual, flows),
        *too_many_shares(actual),
        *stakes(actual),
        *sums_of_periods(flows),
        *sums_of_places(flows),
        *sums_of_kinds(flows),
        *sums_of_phases(claims.filter(pl.col("modality").is_in(["actual", "planned"]))),
        *too_much_made(flows, actual),
        *sums_of_countries(actual),
        *multiplied(whole, flows),
    ]
    told: dict[tuple[str, frozenset[str]], Finding] = {}
    for one in found:
        told.setdefault((one.message, frozenset(one.facts)), one)
    return sorted(told.values(), key=lambda one: (-(one.difference or 0), one.message))
