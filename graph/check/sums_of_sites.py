"""Sites and makers against themselves: phases, output and capacity, and what they have in countries and in all."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import polars as pl

from autoatlas.graph.check.finding import Finding
from autoatlas.graph.check.flows import Flows, Row, misfit, scope, span
from autoatlas.graph.check.wording import figure, named, said
from autoatlas.graph.names import known_entity

__all__ = ["sums_of_countries", "sums_of_phases", "too_much_made"]

TOGETHER = 184
"""Days within which what is told of a whole and of its parts is of one time."""

FULL = 1.3
"""Output over capacity that overtime and a third shift explain."""


def sums_of_phases(claims: pl.DataFrame) -> Iterator[Finding]:
    """Yield sites of which one source gives all phases and a whole that they do not come to.

    Phases are told each for itself or with those before it, so a whole may be their sum or the last of them.
    """
    wanted = ["annualCapacity", "employees", "investment", "siteArea"]
    rows = claims.filter(pl.col("property").is_in(wanted), pl.col("value").is_not_null())
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        key = ("subject", "property", "unit", "modality", "origin", "published", "place")
        groups[tuple(row[name] for name in key)].append(row)
    for each in groups.values():
        wholes = [row for row in each if row["part"] is None]
        phases = {row["part"]: row for row in each if row["part"] is not None}
        numbered = [phases.get(f"phase {number}") for number in range(1, len(phases) + 1)]
        told = [row for row in numbered if row is not None]
        if not wholes or not told or len(told) != len(phases):
            continue
        low, high = sum(row["low"] for row in told), sum(row["high"] for row in told)
        most = max(told, key=lambda row: row["value"])
        complete = len(told) > 1
        if any(
            (row["low"] <= most["high"] and most["low"] <= row["high"])
            or (row["low"] <= high and (low <= row["high"] or not complete))
            or (not complete and row["high"] >= most["low"])
            for row in wholes
        ):
            continue
        total, added = wholes[0], sum(row["value"] for row in told)
        parts = " and ".join(f"{figure(row)} for {row['part']}" for row in told)
        message = (
            f"{total['subject']}: {named(total['property'])} is given as {figure(total)} ({said(total)}), "
            f"but {parts} make {added:,.0f}."
        )
        yield misfit(message, [total, *told], abs(added - total["value"]) / max(added, total["value"]))


def too_much_made(flows: Flows, claims: pl.DataFrame) -> Iterator[Finding]:
    """Yield sites that made far more in a year than any capacity known of them allows."""
    capacity: dict[str, list[Row]] = defaultdict(list)
    capacities = claims.filter(
        pl.col("property") == "annualCapacity", pl.col("unit") == "vehicle/year", pl.col("part").is_null()
    )
    for row in capacities.iter_rows(named=True):
        capacity[row["subject"]].append(row)
    for key, rows in flows.items():
        prop, subject, place, _, unit, basis, first, last = key
        known = capacity.get(subject, [])
        if (
            prop != "production"
            or unit != "vehicle"
            or basis
            or place
            or not known
            or (last - first).days > 366
        ):
            continue
        largest = max(known, key=lambda row: row["high"])
        if span(rows)[0] > FULL * largest["high"]:
            made = rows[0]
            message = (
                f"{subject}: production {scope(made)}is given as {figure(made)} ({said(made)}), far more than the "
                f"capacity of {figure(largest)} ({said(largest)})."
            )
            yield misfit(message, [made, largest], (made["value"] - largest["value"]) / made["value"])


def sums_of_countries(claims: pl.DataFrame) -> Iterator[Finding]:
    """Yield makers that have more outlets, people, plants or money in countries than they have in all.

    Parameters
    ----------
    claims : DataFrame
        Actual figures, as `autoatlas.graph.check.claims.claims_of` returns them.
    """
    wanted = ["outlets", "employees", "investment", "annualCapacity"]
    rows = claims.filter(
        pl.col("property").is_in(wanted), pl.col("subject_type") != "Facility", pl.col("told").is_not_null()
    ).sort("told")
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        groups[tuple(row[name] for name in ("subject", "property", "unit", "product"))].append(row)
    for each in groups.values():
        newest = {row["place"]: row for row in each}
        total = newest.get(None)
        if total is None:
            continue
        parts = [
            row
            for place, row in newest.items()
            if place is not None
            and known_entity(place, "Country") is not None
            and abs((row["told"] - total["told"]).days) <= TOGETHER
        ]
        if sum(row["low"] for row in parts) > total["high"]:
            worked = sum(row["value"] for row in parts)
            names = ", ".join(row["place"] for row in parts[:6])
            message = (
                f"{total['subject']}: {named(total['property'])} is given as {figure(total)} ({said(total)}), but "
                f"{names} alone make {worked:,.0f}."
            )
            yield misfit(message, [total, *parts], (worked - total["value"]) / worked)
