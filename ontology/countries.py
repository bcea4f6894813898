"""Writes `entities/countries.csv`: ISO 3166 from pycountry, names from CLDR through Babel, the rest our own.

The libraries are needed here only, to develop; the registry reads the file. Run
``python -m autoatlas.ontology.countries`` after a change to `entities/names/country_names.csv` or a new
edition of a library.
"""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from autoatlas.ontology.errors import ExtraMissing
from autoatlas.ontology.names import tidy

__all__ = ["countries_csv", "main"]

_FOLDER = Path(__file__).parent / "entities"
_OURS = _FOLDER / "names" / "country_names.csv"
_SHIPPED = _FOLDER / "countries.csv"
_COLUMNS = ("label", "alpha2", "alpha3", "numeric", "m49", "zh", "aliases", "adjectives", "weak", "wikidata")

# Kosovo has no ISO 3166 code; XK and XKX are the user-assigned ones that the EU, CLDR and statistics use.
_BESIDE_ISO = {"XK": ("XKX", "", "")}
_NAMES = ("common_name", "name", "official_name")


def countries_csv() -> str:
    """The content of `entities/countries.csv`, one row a country, by label.

    Returns
    -------
    str
        CSV. The label is ours where `country_names.csv` has one, else CLDR's English name. Aliases are the
        names of ISO 3166 and CLDR and ours.

    Raises
    ------
    ExtraMissing
        pycountry or Babel is not installed.
    """
    try:
        import pycountry
        from babel import Locale
    except ImportError as err:
        raise ExtraMissing(
            f"{err.name} is not installed, and countries come from it.", mend="Install pycountry and babel."
        ) from err
    english = Locale("en").territories
    chinese = Locale.parse("zh_Hans").territories
    iso = {
        country.alpha_2: (
            country.alpha_3,
            country.numeric,
            *(getattr(country, field, "") for field in _NAMES),
        )
        for country in pycountry.countries
    }
    with _OURS.open(encoding="utf-8", newline="") as file:
        ours = {row["alpha2"]: row for row in csv.DictReader(file)}
    rows = []
    for alpha2, (alpha3, numeric, *names) in {**_BESIDE_ISO, **iso}.items():
        own = ours.get(alpha2, {})
        label = own.get("label") or english[alpha2]
        aliases = [*own.get("aliases", "").split("|"), english[alpha2], *names]
        hanzi = [own.get("label_zh", ""), chinese[alpha2], *own.get("zh", "").split("|")]
        rows.append(
            (
                label,
                alpha2,
                alpha3,
                numeric,
                own.get("m49", ""),
                _join(hanzi),
                _join(name for name in aliases if name != label),
                own.get("adjectives", ""),
                own.get("weak", ""),
                own.get("wikidata", ""),
            )
        )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(sorted(rows))
    return text.getvalue()


def _join(names: Iterable[str]) -> str:
    """Different names, apostrophes made plain, in their order."""
    return "|".join(dict.fromkeys(tidy(name) for name in names if name))


def main() -> None:
    """Write the file."""
    _SHIPPED.write_text(countries_csv(), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
