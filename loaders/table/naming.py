"""Turns the names in columns of facts into canonical labels, each once, and lists the unknown ones."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from autoatlas.ontology.extraction import Report, UnknownName
from autoatlas.ontology.terms import FACILITY_KINDS

if TYPE_CHECKING:
    from autoatlas.ontology.registry import Registry
    from autoatlas.ontology.resolve import Resolution

__all__ = ["Names"]

_MOST_GUESSES = 3000
"""After so many unknown names nearest candidates are not looked for: a search costs a thousand look-ups."""
_PLACES = ("Place", "Country", "Region")
_KINDS = tuple(f" {kind}" for kind in FACILITY_KINDS)
_KEPT = ("overseas",)
# What statistics call the sums and rests among their countries.
_AGGREGATE = re.compile(
    r"\b(others?|rest|total|world|countries|areas?|regions?|union|members?|not specified|nes|eu|efta|europe"
    r"|asia|africa|america|oceania|middle east|income|developing|advanced)\b|[&/+]",
    re.IGNORECASE,
)


class Names:
    """Resolves names batch by batch, remembering those seen.

    Parameters
    ----------
    report : Report
        Where unknown names are counted.
    known : Registry, optional
        The shipped one when left out.
    """

    def __init__(self, report: Report, known: "Registry | None" = None) -> None:
        if known is None:
            from autoatlas.ontology.registry import registry

            known = registry()
        self._known = known
        self._report = report
        self._seen: dict[tuple[str, tuple[str, ...]], Resolution] = {}
        self._guesses = 0

    def resolve(self, name: str, classes: tuple[str, ...]) -> "Resolution":
        """The entity that a name means, if it can be told."""
        key = (name, classes)
        if key not in self._seen:
            fuzzy = self._guesses < _MOST_GUESSES
            wanted = classes[0] if len(classes) == 1 else classes
            found = self._known.resolver.resolve(name, wanted or None, fuzzy=fuzzy)
            if found.ambiguous and "Country" in classes:
                # of a country and a town with one name, a column of places means the country
                country = self._known.find(name, "Country")
                found = self._known.resolver.resolve(name, "Country") if country is not None else found
            if found.how == "new":
                self._guesses += 1
            self._seen[key] = found
        return self._seen[key]

    def column(
        self, names: pl.Series, classes: Sequence[str], *, counted: bool = True
    ) -> tuple[pl.Series, pl.Series]:
        """Resolve a column of names that can be of some classes.

        Parameters
        ----------
        names : Series of str
        classes : sequence of str
            What they can be, the likeliest first, which a new one is taken to be.
        counted : bool
            Whether unknown names are counted in the report.

        Returns
        -------
        Series, Series
            Canonical labels and classes.
        """
        wanted = tuple(classes)
        counts = names.drop_nulls().value_counts()
        texts: list[str] = counts.to_series(0).to_list()
        labels, kinds = [], []
        for text, count in zip(texts, counts.to_series(1).to_list(), strict=True):
            found = self.resolve(text, wanted)
            kind = found.cls if found.cls in wanted or not wanted else None
            if found.how == "new" and "Facility" in wanted and text.endswith(_KINDS):
                kind = "Facility"
            elif found.how == "new" and "Region" in wanted and _AGGREGATE.search(text):
                kind = "Region"
            # a company asked for as Brand may be known as Automaker: it is that, whatever the table calls it
            kind = kind or (found.cls if found.how != "new" else None) or (wanted[0] if wanted else None)
            labels.append(found.label)
            kinds.append(kind)
            if counted and found.how == "new" and kind is not None:
                unknown = self._report.unknown_names.setdefault((found.label, kind), UnknownName())
                unknown.count += int(count)
                unknown.candidates = found.candidates
        label = names if labels == texts else names.replace_strict(texts, labels, return_dtype=pl.String)
        if len(set(kinds)) == 1:
            kind_of = pl.repeat(kinds[0], len(names), dtype=pl.String, eager=True).set(names.is_null(), None)
        else:
            kind_of = names.replace_strict(texts, kinds, return_dtype=pl.String) if texts else names
        return label, kind_of

    def facts(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Resolve subject, object and place of facts whose classes are given.

        The class as given stays: a curated table that calls Geely a Brand means the brand.
        """
        for role in ("subject", "object"):
            kinds = frame[f"{role}_type"]
            column = frame[role]
            for kind in kinds.unique().drop_nulls().to_list():
                here = (kinds == kind).fill_null(False)
                label, _ = self.column(column.set(~here, None), (kind,))
                column = column.zip_with(~here, label)
            frame = frame.with_columns(column.alias(role))
        place = frame["place"]
        here = place.is_not_null() & ~place.is_in(_KEPT)
        if here.any():
            label, _ = self.column(place.set(~here, None), _PLACES)
            frame = frame.with_columns(place.zip_with(~here, label).alias("place"))
        return frame
