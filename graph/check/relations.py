"""Relations that can lead to one thing only: the country of a site, the owner of a brand."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import polars as pl

from autoatlas.graph.check.finding import Finding
from autoatlas.graph.check.wording import finding, said
from autoatlas.ontology.facilities import parse_facility_label
from autoatlas.ontology.registry import registry

__all__ = ["contradictory_relations"]

Row = dict[str, Any]

_OWNED = ("brandOf", "subsidiaryOf")


def contradictory_relations(claims: pl.DataFrame) -> Iterator[Finding]:
    """Yield sites in two countries, or in one where their town is not, and brands of two makers.

    Parameters
    ----------
    claims : DataFrame
        As `autoatlas.graph.check.claims.claims_of` returns them.
    """
    meant = claims.filter(pl.col("modality").is_in(["actual", "planned", "rumoured"]))
    located = meant.filter(pl.col("property") == "locatedIn")
    countries = _by_subject(located.filter(pl.col("object_type") == "Country"))
    yield from _two_countries(countries)
    yield from _towns_elsewhere(located.filter(pl.col("object_type") == "Place"), countries)
    yield from _two_owners(claims.filter(pl.col("property").is_in(_OWNED), pl.col("modality") == "actual"))


def _by_subject(rows: pl.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        found[row["subject"]].append(row)
    return found


def _two_countries(countries: dict[str, list[Row]]) -> Iterator[Finding]:
    for site, rows in countries.items():
        each = list({row["object"]: row for row in rows}.values())
        if len(each) > 1:
            told = " and ".join(f"{row['object']} ({said(row)})" for row in each)
            yield finding(
                "contradiction",
                "error",
                f"{site} cannot be both in {told}.",
                [*each, *rows],
                confidence=0.9,
                difference=1.0,
            )


def _towns_elsewhere(places: pl.DataFrame, countries: dict[str, list[Row]]) -> Iterator[Finding]:
    """Sites whose town, by the registry, lies in another country than the one that they are said to be in."""
    towns = _by_subject(places)
    for site, rows in countries.items():
        stated = {row["object"] for row in rows}
        if len(stated) > 1:
            continue
        for row in {row["object"]: row for row in towns.get(site, [])}.values():
            elsewhere = _countries_of(row["object"])
            if elsewhere and not elsewhere & stated:
                yield _elsewhere(site, row["object"], elsewhere, [rows[0], row])
                break
        else:
            parts = parse_facility_label(site)
            elsewhere = _countries_of(parts.place) if parts is not None else set()
            if parts is not None and elsewhere and not elsewhere & stated:
                yield _elsewhere(site, parts.place, elsewhere, rows[:1])


def _elsewhere(site: str, town: str, countries: set[str], rows: list[Row]) -> Finding:
    message = (
        f"{site} is said to be in {rows[0]['object']} ({said(rows[0])}), but {town} is in "
        f"{' or '.join(sorted(countries))}."
    )
    return finding("contradiction", "error", message, rows, confidence=0.85, difference=1.0)


def _countries_of(town: str) -> set[str]:
    """The countries in which the registry knows a place, or the country of that name."""
    known = registry()
    entries = [known.entries[number] for number in known.numbers(town)]
    return {one.country for one in entries if one.cls in ("Place", "Country") and one.country}


def _two_owners(owned: pl.DataFrame) -> Iterator[Finding]:
    for name, rows in _by_subject(owned.filter(pl.col("end").is_null())).items():
        each = {row["object"]: row for row in rows}
        kin = {label: _line(label) for label in each}
        apart = [
            (one, other) for one in each for other in each if one < other and not (kin[one] & kin[other])
        ]
        registered = registry().find(name)
        parent = registered.parent if registered is not None and registered.relation else None
        if apart:
            pair = [each[label] for label in apart[0]]
            told = " and of ".join(f"{row['object']} ({said(row)})" for row in pair)
            message = f"{name} cannot be both of {told}."
            pair += [row for row in rows if row["object"] in apart[0]]
        elif parent and not any(_line(parent) & line for line in kin.values()):
            pair = list(each.values())[:1]
            message = f"{name} is said to be of {pair[0]['object']} ({said(pair[0])}), but is known to be of {parent}."
        else:
            continue
        yield finding("contradiction", "error", message, pair, confidence=0.8, difference=1.0)


def _line(label: str) -> set[str]:
    """A company with those that it belongs to."""
    line = {label}
    at = registry().find(label)
    while at is not None and at.parent and at.parent not in line:
        line.add(at.parent)
        at = registry().find(at.parent)
    return line
