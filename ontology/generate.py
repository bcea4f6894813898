"""Make what follows from the vocabulary: ``terms.py``, ``shapes.ttl`` and ``docs/vocabulary.md``.

Run ``python -m autoatlas.ontology.generate`` after a change to ``vocabulary.ttl``; ``--check`` only tells
whether the files are current. Needs the ``lint`` dependency group (pycountry for the currency codes, ruff
for the layout of the module).
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

__all__ = ["main", "render_shapes", "render_terms", "render_vocabulary_page"]

HERE = Path(__file__).resolve().parent
AA = "https://w3id.org/autoatlas/ontology#"
CSVW = "http://www.w3.org/ns/csvw#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PREFIXES = {
    "aa": AA,
    "aae": "https://w3id.org/autoatlas/entity/",
    "aaf": "https://w3id.org/autoatlas/fact/",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": OWL,
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "skos": SKOS,
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Modalities and the like become a Literal type; the notation of the concepts is what stands in the table.
SCHEMES = {
    "UNITS": "Unit",
    "COMPARATORS": "Comparator",
    "MODALITIES": "Modality",
    "BASES": "Basis",
    "PRODUCTS": "Product",
    "ASSEMBLY_MODES": "AssemblyMode",
    "FACILITY_KINDS": "FacilityKind",
    "PUBLISHER_KINDS": "PublisherKind",
}
SHAPES = ("relation", "mode", "quantity", "date")
HEADER = "made by `python -m autoatlas.ontology.generate` from vocabulary.ttl; change that file instead"


class Vocabulary:
    """Reads the vocabulary, by local names."""

    def __init__(self, path: Path) -> None:
        self._store = ox.Store()
        self._store.load(path=str(path))

    def objects(self, name: str, predicate: str) -> list[str]:
        """Return the values of a predicate of ``aa:name``: local names, or the text of literals."""
        found = self._store.quads_for_pattern(ox.NamedNode(AA + name), ox.NamedNode(predicate), None)
        return sorted(self._plain(quad.object) for quad in found)

    def text(self, name: str, predicate: str) -> str:
        """Return the only value of a predicate, or nothing."""
        values = self.objects(name, predicate)
        if len(values) > 1:
            raise ValueError(f"aa:{name} has {len(values)} values of {predicate}")
        return values[0] if values else ""

    def classes(self, name: str, predicate: str) -> list[str]:
        """Return the classes that a domain or range names, a union taken apart, in the vocabulary's order."""
        found = self._store.quads_for_pattern(ox.NamedNode(AA + name), ox.NamedNode(predicate), None)
        names = [member for quad in found for member in self._members(quad.object)]
        return sorted(names, key=self.order)

    def named(self, kind: str) -> list[str]:
        """Return the local names of the things of a class, in the vocabulary's order."""
        found = self._store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(_iri(kind)))
        names = [self._plain(quad.subject) for quad in found if isinstance(quad.subject, ox.NamedNode)]
        return sorted((name for name in names if ":" not in name), key=self.order)

    def order(self, name: str) -> tuple[int, str]:
        """Return where a term stands in its list."""
        return int(self.text(name, AA + "order") or 10_000), name

    def _members(self, term: object) -> Iterator[str]:
        if isinstance(term, ox.NamedNode):
            yield self._plain(term)
            return
        (union,) = self._store.quads_for_pattern(term, ox.NamedNode(OWL + "unionOf"), None)  # type: ignore[arg-type]
        rest = union.object
        while rest != ox.NamedNode(RDF + "nil"):
            (first,) = self._store.quads_for_pattern(rest, ox.NamedNode(RDF + "first"), None)  # type: ignore[arg-type]
            yield self._plain(first.object)
            (link,) = self._store.quads_for_pattern(rest, ox.NamedNode(RDF + "rest"), None)  # type: ignore[arg-type]
            rest = link.object

    @staticmethod
    def _plain(term: object) -> str:
        value = str(getattr(term, "value", term))
        if isinstance(term, ox.NamedNode):
            for prefix, namespace in PREFIXES.items():
                if value.startswith(namespace):
                    local = value.removeprefix(namespace)
                    return local if prefix == "aa" else f"{prefix}:{local}"
        return value


def _iri(name: str) -> str:
    if ":" not in name:
        return AA + name
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local


def _properties(vocabulary: Vocabulary) -> list[str]:
    kinds = [*vocabulary.named("owl:ObjectProperty"), *vocabulary.named("owl:DatatypeProperty")]
    names = [name for name in kinds if vocabulary.text(name, AA + "factShape") in SHAPES]
    return sorted(names, key=vocabulary.order)


def _units(vocabulary: Vocabulary, name: str) -> list[str]:
    units = sorted(vocabulary.objects(name, AA + "allowedUnit"), key=vocabulary.order)
    return [vocabulary.text(unit, SKOS + "notation") for unit in units]


def _bounds(vocabulary: Vocabulary, name: str) -> tuple[str, str]:
    return vocabulary.text(name, AA + "leastValue"), vocabulary.text(name, AA + "greatestValue")


def _notations(vocabulary: Vocabulary, kind: str) -> dict[str, str]:
    return {vocabulary.text(name, SKOS + "notation"): name for name in vocabulary.named(kind)}


def _columns(vocabulary: Vocabulary, table: str) -> list[str]:
    names = [n for n in vocabulary.named("Column") if vocabulary.objects(n, SKOS + "inScheme") == [table]]
    return sorted(names, key=vocabulary.order)


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
    properties = _properties(vocabulary)
    fact_columns = _columns(vocabulary, "factTable")
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
        lines.append(f"{kind}Name = Literal[{', '.join(map(repr, _notations(vocabulary, kind)))}]")
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
            f"{tuple(_units(vocabulary, name))!r}, {tuple(sorted(bases))!r}, "
            f"{shape == 'relation' or vocabulary.text(name, AA + 'needsOther') == 'true'}, "
            f"{vocabulary.text(name, AA + 'describesState') == 'true'}, "
            f"{vocabulary.text(name, AA + 'curatedOnly') == 'true'}"
            + "".join(f", {float(bound)!r}" if bound else ", None" for bound in _bounds(vocabulary, name))
            + "),"
        )
    lines.append("}")
    for constant, kind in SCHEMES.items():
        words = {no: f"{AA}{name}" for no, name in _notations(vocabulary, kind).items()}
        lines.append(f"{constant}: Final[dict[str, str]] = {words!r}")
    lines.append(f"CURRENCIES: Final[frozenset[str]] = frozenset({' '.join(_currencies())!r}.split())")
    for constant, table in (("FACT_COLUMNS", "factTable"), ("SOURCE_COLUMNS", "sourceTable")):
        lines.append(f"{constant}: Final[tuple[Column, ...]] = (")
        for name in _columns(vocabulary, table):
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
    command = [sys.executable, "-m", "ruff", "format", "--config", str(HERE.parent / "pyproject.toml"), "-"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


def render_shapes(vocabulary: Vocabulary) -> str:
    """Return SHACL shapes, one a property, each aimed at the facts of that property alone."""
    used = ("aa", "owl", "rdf", "rdfs", "xsd")
    lines = [f"# SHACL shapes, {HEADER}.", ""]
    lines += [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in used]
    lines += [
        "@prefix sh: <http://www.w3.org/ns/shacl#> .",
        "@prefix aas: <https://w3id.org/autoatlas/shapes#> .",
        "",
    ]
    lines += ["<https://w3id.org/autoatlas/shapes> a owl:Ontology ;"]
    declared = [
        f'    sh:declare [ sh:prefix "{p}" ; sh:namespace "{PREFIXES[p]}"^^xsd:anyURI ]'
        for p in ("aa", "rdf")
    ]
    lines += [" ;\n".join(declared) + " .", ""]
    lines += [
        "aas:FactShape a sh:NodeShape ;",
        "    sh:targetClass aa:Fact ;",
        "    sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,",
        "        [ sh:path rdf:predicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,",
        "        [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ] ,",
        f"        [ sh:path aa:modality ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {_curies(vocabulary, 'Modality')} ) ] ,",
        f"        [ sh:path aa:comparator ; sh:maxCount 1 ; sh:in ( {_curies(vocabulary, 'Comparator')} ) ] ,",
        f"        [ sh:path aa:basis ; sh:maxCount 1 ; sh:in ( {_curies(vocabulary, 'Basis')} ) ] ,",
        "        [ sh:path aa:period ; sh:maxCount 1 ; sh:class aa:Period ] ,",
        "        [ sh:path aa:confidence ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minInclusive 0.0 ; sh:maxInclusive 1.0 ] .",
        "",
        "aas:PeriodShape a sh:NodeShape ;",
        "    sh:targetClass aa:Period ;",
        "    sh:property [ sh:path aa:firstDay ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:lessThanOrEquals aa:lastDay ] ,",
        "        [ sh:path aa:lastDay ; sh:maxCount 1 ; sh:datatype xsd:date ] .",
    ]
    for name in _properties(vocabulary):
        lines += ["", *_shape(vocabulary, name)]
    return "\n".join(lines) + "\n"


def _curies(vocabulary: Vocabulary, kind: str) -> str:
    return " ".join(f"aa:{name}" for name in vocabulary.named(kind))


def _shape(vocabulary: Vocabulary, name: str) -> Iterator[str]:
    shape = vocabulary.text(name, AA + "factShape")
    objects = {
        "relation": _one_of(vocabulary.classes(name, RDFS + "range")),
        "mode": f"sh:in ( {_curies(vocabulary, 'AssemblyMode')} )",
        "quantity": "sh:datatype xsd:decimal",
        "date": "sh:class aa:Period",
    }
    yield f"aas:{name}Shape a sh:NodeShape ;"
    yield "    sh:target [ a sh:SPARQLTarget ; sh:prefixes <https://w3id.org/autoatlas/shapes> ;"
    yield f'        sh:select "SELECT ?this WHERE {{ ?this rdf:predicate aa:{name} }}" ] ;'
    yield f"    sh:property [ sh:path rdf:subject ; {_one_of(vocabulary.classes(name, RDFS + 'domain'))} ] ,"
    bounds = zip(("minInclusive", "maxInclusive"), _bounds(vocabulary, name), strict=True)
    limits = "".join(f" ; sh:{limit} {float(bound)}" for limit, bound in bounds if bound)
    yield f"        [ sh:path rdf:object ; {objects[shape]}{limits} ] ,"
    if shape == "quantity":
        units = vocabulary.objects(name, AA + "allowedUnit")
        if units != ["currency"]:
            allowed = " ".join(f"aa:{unit}" for unit in units)
            yield f"        [ sh:path aa:unit ; sh:maxCount 1 ; sh:in ( {allowed} ) ] ,"
        else:
            yield "        [ sh:path aa:unit ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,"
    others = vocabulary.objects(name, AA + "otherEntity")
    if others:
        least = "sh:minCount 1 ; " if vocabulary.text(name, AA + "needsOther") == "true" else ""
        yield f"        [ sh:path aa:of ; {least}sh:maxCount 1 ; {_one_of(others)} ] ,"
    bases = " ".join(f"aa:{basis}" for basis in vocabulary.objects(name, AA + "allowedBasis"))
    yield f"        [ sh:path aa:basis ; {f'sh:in ( {bases} )' if bases else 'sh:maxCount 0'} ] ."


def _one_of(classes: list[str]) -> str:
    if len(classes) == 1:
        return f"sh:class aa:{classes[0]}"
    return "sh:or ( " + " ".join(f"[ sh:class aa:{name} ]" for name in classes) + " )"


def render_vocabulary_page(vocabulary: Vocabulary) -> str:
    """Return the vocabulary as a page of tables in Markdown."""
    lines = [f"<!-- {HEADER} -->", "", "# Vocabulary", ""]
    lines += ["Prefix `aa:` is `" + AA + "`. Each term is defined in `ontology/vocabulary.ttl`.", ""]
    lines += ["## Classes", "", "| class | meaning |", "| --- | --- |"]
    classes = [name for name in vocabulary.named("owl:Class") if vocabulary.text(name, AA + "order")]
    lines += [f"| `{name}` | {vocabulary.text(name, SKOS + 'definition')} |" for name in classes]
    titles = {
        "relation": "Relations",
        "mode": "Assembly",
        "quantity": "Quantities",
        "date": "Dates of a facility",
    }
    for shape in SHAPES:
        lines += [
            "",
            f"## {titles[shape]}",
            "",
            "| property | of | to, or unit | meaning |",
            "| --- | --- | --- | --- |",
        ]
        for name in _properties(vocabulary):
            if vocabulary.text(name, AA + "factShape") == shape:
                subjects = ", ".join(vocabulary.classes(name, RDFS + "domain"))
                targets = _units(vocabulary, name) or vocabulary.classes(name, RDFS + "range")
                definition = vocabulary.text(name, SKOS + "definition")
                lines.append(f"| `{name}` | {subjects} | {', '.join(targets)} | {definition} |")
    for constant, kind in SCHEMES.items():
        lines += [
            "",
            f"## {constant.replace('_', ' ').capitalize()}",
            "",
            "| word | term | meaning |",
            "| --- | --- | --- |",
        ]
        for notation, name in _notations(vocabulary, kind).items():
            lines.append(f"| `{notation}` | `aa:{name}` | {vocabulary.text(name, SKOS + 'definition')} |")
    for title, table in (("Columns of facts", "factTable"), ("Columns of sources", "sourceTable")):
        lines += ["", f"## {title}", "", "| column | type | meaning |", "| --- | --- | --- |"]
        for name in _columns(vocabulary, table):
            column, datatype = vocabulary.text(name, CSVW + "name"), vocabulary.text(name, CSVW + "datatype")
            lines.append(f"| `{column}` | {datatype} | {vocabulary.text(name, SKOS + 'definition')} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` tell which are stale. Returns the exit status."""
    vocabulary = Vocabulary(HERE / "vocabulary.ttl")
    made = {
        HERE / "terms.py": render_terms(vocabulary),
        HERE / "shapes.ttl": render_shapes(vocabulary),
        HERE.parent / "docs" / "vocabulary.md": render_vocabulary_page(vocabulary),
    }
    stale = [
        path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        for path in stale:
            sys.stderr.write(f"{path.name} is not current; run python -m autoatlas.ontology.generate\n")
        return 1 if stale else 0
    for path in stale:
        path.write_text(made[path], encoding="utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
