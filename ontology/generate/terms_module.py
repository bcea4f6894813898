"""``terms.py``: the words of the vocabulary as plain Python."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from autoatlas.ontology.generate.vocabulary import (
    AA,
    CSVW,
    HEADER,
    PREFIXES,
    RDFS,
    SCHEMES,
    SKOS,
    Vocabulary,
    bounds_of,
    columns_of,
    notations_of,
    properties_of,
    units_of,
)  # fmt: skip

__all__ = ["render_terms"]

_PROJECT = Path(__file__).resolve().parents[2]


def _currencies() -> list[str]:
    import pycountry

    # X codes other than the unions' are no money: metals, bonds, testing, "no currency"
    codes = {currency.alpha_3 for currency in pycountry.currencies}
    return sorted({code for code in codes if not code.startswith("X")} | _UNIONS | _WITHDRAWN)


_UNIONS = {"XAF", "XCD", "XOF", "XPF"}
# withdrawn since 2014, so that sources of the years covered here still state sums in them
_WITHDRAWN = {"BGN", "BYR", "HRK", "LTL", "MRO", "SLL", "STD", "VEF", "ZWL"}


def render_terms(vocabulary: Vocabulary) -> str:
    """Return the text of ``terms.py``."""
    define: Callable[[str], str] = lambda name: vocabulary.text(name, SKOS + "definition")  # noqa: E731
    label: Callable[[str], str] = lambda name: vocabulary.text(name, RDFS + "label")  # noqa: E731
    classes = [name for name in vocabulary.named("owl:Class") if vocabulary.text(name, AA + "order")]
    properties = properties_of(vocabulary)
    fact_columns = columns_of(vocabulary, "factTable")
    names = [
        *(
            "CLASSES",
            "CLASS_LABELS",
            "CURRENCIES",
            "FACT_COLUMNS",
            "PREFIXES",
            "PROPERTIES",
            "SOURCE_COLUMNS",
        ),
        *SCHEMES,
        *("AA", "AAE", "AAF", "Column", "Fact", "Property"),
        *(f"{kind}Name" for kind in ("Class", "Property", "Comparator", "Modality", "Basis")),
    ]
    lines = [
        f'"""The words of the vocabulary as plain Python; {HEADER}."""',
        "",
        "from typing import Final, Literal, NamedTuple",
        "",
        f"__all__ = {sorted(names)!r}",
        "",
        f"PREFIXES: Final[dict[str, str]] = {PREFIXES!r}",
        "",
        f"ClassName = Literal[{', '.join(map(repr, classes))}]",
        f"PropertyName = Literal[{', '.join(map(repr, properties))}]",
    ]
    for kind in ("Comparator", "Modality", "Basis"):
        lines.append(f"{kind}Name = Literal[{', '.join(map(repr, notations_of(vocabulary, kind)))}]")
    lines += [
        "",
        "",
        "class Property(NamedTuple):",
        '    """A property of facts: its shape (relation, mode, quantity or date), and what may stand around it."""',
        "",
        "    name: str",
        "    label: str",
        "    definition: str",
        "    shape: str",
        "    domain: tuple[str, ...]",
        "    range: tuple[str, ...]",
        "    units: tuple[str, ...]",
        "    bases: tuple[str, ...]",
        "    needs_object: bool",
        "    is_state: bool",
        "    curated_only: bool",
        "    least: float | None = None",
        "    most: float | None = None",
        "",
        "",
        "class Column(NamedTuple):",
        '    """A column of the table of facts or of sources."""',
        "",
        "    name: str",
        "    datatype: str",
        "    required: bool",
        "    definition: str",
        "",
        "",
        f"CLASSES: Final[dict[str, str]] = { ({name: define(name) for name in classes})!r}",
        f"CLASS_LABELS: Final[dict[str, str]] = { ({name: label(name) for name in classes})!r}",
        "PROPERTIES: Final[dict[str, Property]] = {",
    ]
    for name in properties:
        shape = vocabulary.text(name, AA + "factShape")
        others = vocabulary.objects(name, AA + "otherEntity")
        targets = vocabulary.classes(name, RDFS + "range") if shape == "relation" else sorted(others)
        bases = [
            vocabulary.text(basis, SKOS + "notation")
            for basis in vocabulary.objects(name, AA + "allowedBasis")
        ]
        lines.append(
            f"    {name!r}: Property({name!r}, {label(name)!r}, {define(name)!r}, {shape!r}, "
            f"{tuple(vocabulary.classes(name, RDFS + 'domain'))!r}, {tuple(targets)!r}, "
            f"{tuple(units_of(vocabulary, name))!r}, {tuple(sorted(bases))!r}, "
            f"{shape == 'relation' or vocabulary.text(name, AA + 'needsOther') == 'true'}, "
            f"{vocabulary.text(name, AA + 'describesState') == 'true'}, "
            f"{vocabulary.text(name, AA + 'curatedOnly') == 'true'}"
            + "".join(f", {float(bound)!r}" if bound else ", None" for bound in bounds_of(vocabulary, name))
            + "),"
        )
    lines.append("}")
    for constant, kind in SCHEMES.items():
        words = {no: f"{AA}{name}" for no, name in notations_of(vocabulary, kind).items()}
        lines.append(f"{constant}: Final[dict[str, str]] = {words!r}")
    lines.append(f"CURRENCIES: Final[frozenset[str]] = frozenset({' '.join(_currencies())!r}.split())")
    for constant, table in (("FACT_COLUMNS", "factTable"), ("SOURCE_COLUMNS", "sourceTable")):
        lines.append(f"{constant}: Final[tuple[Column, ...]] = (")
        for name in columns_of(vocabulary, table):
            row = [vocabulary.text(name, CSVW + part) for part in ("name", "datatype", "required")]
            lines.append(f"    Column({row[0]!r}, {row[1]!r}, {row[2] == 'true'}, {define(name)!r}),")
        lines.append(")")
    lines += ["", "", "class Fact(NamedTuple):", '    """One row of the table of facts."""', ""]
    types = {"decimal": "float", "integer": "int"}
    for name in fact_columns:
        column, datatype, required = (
            vocabulary.text(name, CSVW + part) for part in ("name", "datatype", "required")
        )
        kind = types.get(datatype, "str")
        lines.append(f"    {column}: {kind}" if required == "true" else f"    {column}: {kind} | None = None")
    lines += [
        "",
        "",
        "class AA:",
        '    """The terms of the vocabulary; a name that is not here does not exist."""',
        "",
    ]
    lines += [f'    {name}: Final = "{AA}{name}"' for name in _all_terms(vocabulary)]
    lines += ["", "", f'AAE: Final = "{PREFIXES["aae"]}"', f'AAF: Final = "{PREFIXES["aaf"]}"', ""]
    return _formatted("\n".join(lines))


def _all_terms(vocabulary: Vocabulary) -> list[str]:
    kinds = ("Class", "ObjectProperty", "DatatypeProperty", "NamedIndividual")
    return sorted({name for kind in kinds for name in vocabulary.named(f"owl:{kind}")})


def _formatted(source: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--config", str(_PROJECT / "pyproject.toml"), "-"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout
