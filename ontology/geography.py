"""Countries by code and adjective, and who is a member of which region."""

from functools import cached_property
from pathlib import Path

from autoatlas.ontology.entity_files import COUNTRY_COLUMNS, REGION_COLUMNS, cell, read_rows
from autoatlas.ontology.names import tidy

__all__ = ["Geography"]

# Where trade statistics count a country with its territories, or with a neighbour whose trade is not told
# apart, they use a number of their own, as the country list of CEPII's BACI shows.
_COMTRADE = {"251": "FRA", "381": "ITA", "579": "NOR", "699": "IND", "757": "CHE", "842": "USA"}


class Geography:
    """What the registry knows of countries and regions beside their names.

    Parameters
    ----------
    folder : Path
        A folder with ``countries.csv`` and ``regions.csv``.
    """

    def __init__(self, folder: Path) -> None:
        self.countries = read_rows(folder / "countries.csv", COUNTRY_COLUMNS)
        self.regions = {row[0]: row for row in read_rows(folder / "regions.csv", REGION_COLUMNS)}

    @cached_property
    def by_code(self) -> dict[str, int]:
        """Row of a country by each of its ISO 3166 codes, and by those of trade statistics."""
        found = {code: number for number, row in enumerate(self.countries) for code in row[1:4] if code}
        return found | {code: found[iso] for code, iso in _COMTRADE.items()}

    @cached_property
    def by_adjective(self) -> dict[str, str]:
        """Label of a country by its adjectives and its people's names, save what two countries share."""
        found: dict[str, str] = {}
        shared: set[str] = set()
        for row in self.countries:
            for name in cell(row[7]):
                if found.setdefault(name, row[0]) != row[0]:
                    shared.add(name)
        return {name: label for name, label in found.items() if name not in shared}

    @cached_property
    def members(self) -> dict[str, frozenset[str]]:
        """Labels of the countries of each region.

        A region states its members in ``members``, where another region stands for its own, and by UN M49
        numbers in ``m49``, which mean every country that has one of them in its own ``m49``.
        """
        done: dict[str, frozenset[str]] = {}
        for label in self.regions:
            self._fill(label, done)
        return done

    def _fill(self, label: str, done: dict[str, frozenset[str]]) -> frozenset[str]:
        if label not in done:
            row = self.regions[label]
            wanted = frozenset(cell(row[5]))
            found = {country[0] for country in self.countries if wanted.intersection(cell(country[4]))}
            for member in cell(row[6]):
                found.update(self._fill(member, done) if member in self.regions else (member,))
            done[label] = frozenset(found)
        return done[label]

    def codes(self, label: str, cls: str) -> tuple[str, ...]:
        """ISO 3166 codes of a country (two letters, three, number), UN M49 numbers of a region."""
        if cls == "Region":
            return cell(self.regions[label][5])
        row = next((row for row in self.countries if row[0] == label), None)
        return tuple(code for code in row[1:4] if code) if row else ()

    def row_of(self, code: str | int) -> int | None:
        """Row of the country with this code, written in any of the three ways."""
        text = str(code).strip().upper()
        return self.by_code.get(text.zfill(3) if text.isdigit() else text)

    def of_adjective(self, word: str) -> str | None:
        """Label of the one country that an adjective or a people's name means."""
        return self.by_adjective.get(tidy(word))
